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
constexpr TaskElement computed(std::string_view name) { return {name, nullptr, Word::none, "*"}; }
constexpr TaskElement lost(std::string_view name, Word word, std::string_view usual = {}) {
  return {name, nullptr, word, usual};
}

constexpr TaskElement kTaskElements[] = {
    {"UID", read_member<&MspdiTask::uid>},
    computed("GUID"),
    {"ID", read_member<&MspdiTask::id>},
    {"Name", read_member<&MspdiTask::name>},
    {"Active", read_member<&MspdiTask::active>},
    {"Manual", read_member<&MspdiTask::manual>},
    lost("Type", Word::notice_task_types, "1"),
    {"IsNull", read_member<&MspdiTask::is_null>},
    computed("CreateDate"),
    lost("Contact", Word::notice_contacts),
    {"WBS", read_member<&MspdiTask::wbs>},
    computed("WBSLevel"),
    {"OutlineNumber", read_member<&MspdiTask::outline_number>},
    {"OutlineLevel", read_member<&MspdiTask::outline_level>},
    {"Priority", read_member<&MspdiTask::priority>},
    {"Start", read_member<&MspdiTask::start>},
    computed("Finish"),
    computed("StartText"),
    computed("FinishText"),
    computed("DurationText"),
    {"Duration", read_member<&MspdiTask::duration>},
    {"ManualStart", read_member<&MspdiTask::manual_start>},
    computed("ManualFinish"),
    {"ManualDuration", read_member<&MspdiTask::manual_duration>},
    {"DurationFormat", read_member<&MspdiTask::duration_format>},
    computed("FreeformDurationFormat"),
    computed("Work"),  // told with the assignments
    computed("Stop"),
    computed("Resume"),
    computed("ResumeValid"),
    lost("EffortDriven", Word::notice_task_types),
    {"Recurring", read_member<&MspdiTask::recurring>},
    computed("OverAllocated"),
    lost("Estimated", Word::notice_estimates),
    {"Milestone", read_member<&MspdiTask::milestone>},
    {"Summary", read_member<&MspdiTask::summary>},
    computed("DisplayAsSummary"),
    computed("Critical"),
    {"IsSubproject", read_member<&MspdiTask::subproject>},
    computed("IsSubprojectReadOnly"),
    computed("SubprojectName"),
    {"ExternalTask", read_member<&MspdiTask::external>},
    computed("ExternalTaskProject"),
    computed("EarlyStart"),
    computed("EarlyFinish"),
    computed("LateStart"),
    computed("LateFinish"),
    computed("StartVariance"),
    computed("FinishVariance"),
    computed("WorkVariance"),
    computed("FreeSlack"),
    computed("TotalSlack"),
    computed("StartSlack"),
    computed("FinishSlack"),
    lost("FixedCost", Word::notice_costs),
    computed("FixedCostAccrual"),
    {"PercentComplete", read_member<&MspdiTask::percent>},
    computed("PercentWorkComplete"),
    lost("Cost", Word::notice_costs),
    lost("OvertimeCost", Word::notice_costs),
    lost("OvertimeWork", Word::notice_work),
    {"ActualStart", read_member<&MspdiTask::actual_start>},
    {"ActualFinish", read_member<&MspdiTask::actual_finish>},
    computed("ActualDuration"),
    lost("ActualCost", Word::notice_costs),
    lost("ActualOvertimeCost", Word::notice_costs),
    lost("ActualWork", Word::notice_work),
    lost("ActualOvertimeWork", Word::notice_work),
    computed("RegularWork"),
    computed("RemainingDuration"),
    computed("RemainingCost"),
    computed("RemainingWork"),
    computed("RemainingOvertimeCost"),
    computed("RemainingOvertimeWork"),
    computed("ACWP"),
    computed("CV"),
    {"ConstraintType", read_member<&MspdiTask::constraint>},
    {"CalendarUID", read_member<&MspdiTask::calendar>},
    {"ConstraintDate", read_member<&MspdiTask::constraint_date>},
    {"Deadline", read_member<&MspdiTask::deadline>},
    lost("LevelAssignments", Word::notice_levelling, "1"),
    lost("LevelingCanSplit", Word::notice_levelling, "1"),
    lost("LevelingDelay", Word::notice_levelling),
    computed("LevelingDelayFormat"),
    computed("PreLeveledStart"),
    computed("PreLeveledFinish"),
    lost("Hyperlink", Word::notice_hyperlinks),
    lost("HyperlinkAddress", Word::notice_hyperlinks),
    lost("HyperlinkSubAddress", Word::notice_hyperlinks),
    computed("IgnoreResourceCalendar"),
    {"Notes", read_member<&MspdiTask::notes>},
    lost("HideBar", Word::notice_task_display),
    lost("Rollup", Word::notice_task_display),
    computed("BCWS"),
    computed("BCWP"),
    lost("PhysicalPercentComplete", Word::notice_earned_value),
    lost("EarnedValueMethod", Word::notice_earned_value),
    {"PredecessorLink", read_link},
    computed("ActualWorkProtected"),
    computed("ActualOvertimeWorkProtected"),
    {"ExtendedAttribute",
     [](MspdiTask& raw, const pugi::xml_node& node) {
       return read_attribute(node, raw.attributes);
     }},
    {"Baseline", read_baseline},
    lost("OutlineCode", Word::notice_custom_fields),
    computed("IsPublished"),
    computed("StatusManager"),
    lost("CommitmentStart", Word::notice_commitments),
    lost("CommitmentFinish", Word::notice_commitments),
    computed("CommitmentType"),
    computed("TimephasedData"),  // told with the assignments
};

}  // namespace

std::int64_t MspdiTask::level() const {
  if (outline_level) return *outline_level;
  return outline_number.empty() ? 1 : 1 + std::ranges::count(outline_number, '.');
}

MspdiTask read_mspdi_task(const pugi::xml_node& node) { return read_record(node, kTaskElements); }

}  // namespace tongzhou
