#include "exchange/mspdi_task.h"

#include <algorithm>

namespace tongzhou {
namespace {

bool read_link(MspdiTask& task, const pugi::xml_node& node) {
  MspdiLink link;
  const auto read = [&](const char* name, auto& value) {
    const std::string_view text = node.child(name).child_value();
    return trimmed(text).empty() || parse_mspdi(text, value);
  };
  const bool good = read("PredecessorUID", link.predecessor) && read("Type", link.type) &&
                    read("CrossProject", link.cross_project) && read("LinkLag", link.lag) &&
                    read("LagFormat", link.lag_format);
  if (good) task.links.push_back(link);
  return good;
}

using BaselineElement = MspdiElement<MspdiBaseline>;
constexpr BaselineElement kBaselineElements[] = {
    {"TimephasedData", nullptr, Word::none, "*"},
    {"Number", read_member<&MspdiBaseline::number>},
    {"Interim", nullptr, Word::none, "*"},
    {"Start", read_member<&MspdiBaseline::start>},
    {"Finish", read_member<&MspdiBaseline::finish>},
    {"Duration", read_member<&MspdiBaseline::duration>},
    {"DurationFormat", nullptr, Word::none, "*"},
    {"EstimatedDuration", nullptr, Word::none, "*"},
    {"Work", nullptr, Word::notice_baseline_work},
    {"Cost", nullptr, Word::notice_costs},
    {"BCWS", nullptr, Word::none, "*"},
    {"BCWP", nullptr, Word::none, "*"},
    {"FixedCost", nullptr, Word::notice_costs},
};

bool read_baseline(MspdiTask& task, const pugi::xml_node& node) {
  auto baseline = read_record(node, kBaselineElements);
  for (const Word word : baseline.lost) detail::note_lost(task, word);
  task.cut_seconds = task.cut_seconds || baseline.cut_seconds;
  if (!baseline.unread.empty() || baseline.number < 0 || baseline.number > 10) return false;
  task.baselines.push_back(std::move(baseline));
  return true;
}

using TaskElement = MspdiElement<MspdiTask>;

constexpr TaskElement kTaskElements[] = {
    {"UID", read_member<&MspdiTask::uid>},
    TaskElement::computed("GUID"),
    {"ID", read_member<&MspdiTask::id>},
    {"Name", read_member<&MspdiTask::name>},
    {"Active", read_member<&MspdiTask::active>},
    {"Manual", read_member<&MspdiTask::manual>},
    {"Type", read_member<&MspdiTask::type>},
    {"IsNull", read_member<&MspdiTask::is_null>},
    TaskElement::computed("CreateDate"),
    TaskElement::not_kept("Contact", Word::notice_contacts),
    {"WBS", read_member<&MspdiTask::wbs>},
    TaskElement::computed("WBSLevel"),
    {"OutlineNumber", read_member<&MspdiTask::outline_number>},
    {"OutlineLevel", read_member<&MspdiTask::outline_level>},
    {"Priority", read_member<&MspdiTask::priority>},
    {"Start", read_member<&MspdiTask::start>},
    TaskElement::computed("Finish"),
    TaskElement::computed("StartText"),
    TaskElement::computed("FinishText"),
    TaskElement::computed("DurationText"),
    {"Duration", read_member<&MspdiTask::duration>},
    {"ManualStart", read_member<&MspdiTask::manual_start>},
    TaskElement::computed("ManualFinish"),
    {"ManualDuration", read_member<&MspdiTask::manual_duration>},
    {"DurationFormat", read_member<&MspdiTask::duration_format>},
    TaskElement::computed("FreeformDurationFormat"),
    {"Work", read_member<&MspdiTask::work>},
    TaskElement::computed("Stop"),
    TaskElement::computed("Resume"),
    TaskElement::computed("ResumeValid"),
    {"EffortDriven", read_member<&MspdiTask::effort_driven>},
    {"Recurring", read_member<&MspdiTask::recurring>},
    TaskElement::computed("OverAllocated"),
    TaskElement::not_kept("Estimated", Word::notice_estimates),
    {"Milestone", read_member<&MspdiTask::milestone>},
    {"Summary", read_member<&MspdiTask::summary>},
    TaskElement::computed("DisplayAsSummary"),
    TaskElement::computed("Critical"),
    {"IsSubproject", read_member<&MspdiTask::subproject>},
    TaskElement::computed("IsSubprojectReadOnly"),
    TaskElement::computed("SubprojectName"),
    {"ExternalTask", read_member<&MspdiTask::external>},
    TaskElement::computed("ExternalTaskProject"),
    TaskElement::computed("EarlyStart"),
    TaskElement::computed("EarlyFinish"),
    TaskElement::computed("LateStart"),
    TaskElement::computed("LateFinish"),
    TaskElement::computed("StartVariance"),
    TaskElement::computed("FinishVariance"),
    TaskElement::computed("WorkVariance"),
    TaskElement::computed("FreeSlack"),
    TaskElement::computed("TotalSlack"),
    TaskElement::computed("StartSlack"),
    TaskElement::computed("FinishSlack"),
    TaskElement::not_kept("FixedCost", Word::notice_costs),
    TaskElement::computed("FixedCostAccrual"),
    {"PercentComplete", read_member<&MspdiTask::percent>},
    TaskElement::computed("PercentWorkComplete"),
    TaskElement::not_kept("Cost", Word::notice_costs),
    TaskElement::not_kept("OvertimeCost", Word::notice_costs),
    TaskElement::not_kept("OvertimeWork", Word::notice_work),
    {"ActualStart", read_member<&MspdiTask::actual_start>},
    {"ActualFinish", read_member<&MspdiTask::actual_finish>},
    TaskElement::computed("ActualDuration"),
    TaskElement::not_kept("ActualCost", Word::notice_costs),
    TaskElement::not_kept("ActualOvertimeCost", Word::notice_costs),
    TaskElement::not_kept("ActualWork", Word::notice_work),
    TaskElement::not_kept("ActualOvertimeWork", Word::notice_work),
    TaskElement::computed("RegularWork"),
    TaskElement::computed("RemainingDuration"),
    TaskElement::computed("RemainingCost"),
    TaskElement::computed("RemainingWork"),
    TaskElement::computed("RemainingOvertimeCost"),
    TaskElement::computed("RemainingOvertimeWork"),
    TaskElement::computed("ACWP"),
    TaskElement::computed("CV"),
    {"ConstraintType", read_member<&MspdiTask::constraint>},
    {"CalendarUID", read_member<&MspdiTask::calendar>},
    {"ConstraintDate", read_member<&MspdiTask::constraint_date>},
    {"Deadline", read_member<&MspdiTask::deadline>},
    TaskElement::not_kept("LevelAssignments", Word::notice_levelling, "1"),
    {"LevelingCanSplit", read_member<&MspdiTask::can_split>},
    TaskElement::not_kept("LevelingDelay", Word::notice_levelling),
    TaskElement::computed("LevelingDelayFormat"),
    TaskElement::computed("PreLeveledStart"),
    TaskElement::computed("PreLeveledFinish"),
    TaskElement::not_kept("Hyperlink", Word::notice_hyperlinks),
    TaskElement::not_kept("HyperlinkAddress", Word::notice_hyperlinks),
    TaskElement::not_kept("HyperlinkSubAddress", Word::notice_hyperlinks),
    TaskElement::computed("IgnoreResourceCalendar"),
    {"Notes", read_member<&MspdiTask::notes>},
    TaskElement::not_kept("HideBar", Word::notice_task_display),
    TaskElement::not_kept("Rollup", Word::notice_task_display),
    TaskElement::computed("BCWS"),
    TaskElement::computed("BCWP"),
    TaskElement::not_kept("PhysicalPercentComplete", Word::notice_earned_value),
    TaskElement::not_kept("EarnedValueMethod", Word::notice_earned_value),
    {"PredecessorLink", read_link},
    TaskElement::computed("ActualWorkProtected"),
    TaskElement::computed("ActualOvertimeWorkProtected"),
    {"ExtendedAttribute",
     [](MspdiTask& raw, const pugi::xml_node& node) {
       return read_attribute(node, raw.attributes);
     }},
    {"Baseline", read_baseline},
    TaskElement::not_kept("OutlineCode", Word::notice_custom_fields),
    TaskElement::computed("IsPublished"),
    TaskElement::computed("StatusManager"),
    TaskElement::not_kept("CommitmentStart", Word::notice_commitments),
    TaskElement::not_kept("CommitmentFinish", Word::notice_commitments),
    TaskElement::computed("CommitmentType"),
    TaskElement::computed("TimephasedData"),  // told with the assignments
};

}  // namespace

std::int64_t MspdiTask::level() const {
  if (outline_level) return *outline_level;
  return outline_number.empty() ? 1 : 1 + std::ranges::count(outline_number, '.');
}

MspdiTask read_mspdi_task(const pugi::xml_node& node) { return read_record(node, kTaskElements); }

}  // namespace tongzhou
