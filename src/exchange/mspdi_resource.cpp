#include "exchange/mspdi_resource.h"

namespace tongzhou {
namespace {

bool read_availability(MspdiResource& resource, const pugi::xml_node& node) {
  for (const pugi::xml_node period : node.children()) {
    Instant from, to;
    const bool bounded = (parse_mspdi(period.child("AvailableFrom").child_value(), from) &&
                          from.is_set() && day_of(from) > from_civil(1990, 1, 1)) ||
                         (parse_mspdi(period.child("AvailableTo").child_value(), to) &&
                          to.is_set() && day_of(to) < from_civil(2049, 1, 1));
    resource.availability = resource.availability || bounded;
  }
  return true;
}

using ResourceElement = MspdiElement<MspdiResource>;
constexpr ResourceElement computed(std::string_view name) {
  return {name, nullptr, Word::none, "*"};
}
constexpr ResourceElement lost(std::string_view name, Word word, std::string_view usual = {}) {
  return {name, nullptr, word, usual};
}

constexpr ResourceElement kResourceElements[] = {
    {"UID", read_member<&MspdiResource::uid>},
    computed("GUID"),
    computed("ID"),
    {"Name", read_member<&MspdiResource::name>},
    {"Type", read_member<&MspdiResource::type>},
    {"IsNull", read_member<&MspdiResource::is_null>},
    computed("Initials"),
    lost("Phonetics", Word::notice_resource_details),
    lost("NTAccount", Word::notice_resource_details),
    computed("WindowsUserAccount"),
    computed("MaterialLabel"),
    lost("Code", Word::notice_resource_details),
    {"Group", read_member<&MspdiResource::group>},
    lost("WorkGroup", Word::notice_resource_details, "*"),
    {"EmailAddress", read_member<&MspdiResource::email>},
    lost("Hyperlink", Word::notice_hyperlinks),
    lost("HyperlinkAddress", Word::notice_hyperlinks),
    lost("HyperlinkSubAddress", Word::notice_hyperlinks),
    {"MaxUnits", read_member<&MspdiResource::max_units>},
    computed("PeakUnits"),
    computed("OverAllocated"),
    computed("AvailableFrom"),
    computed("AvailableTo"),
    computed("Start"),
    computed("Finish"),
    computed("CanLevel"),
    computed("AccrueAt"),
    computed("Work"),
    computed("RegularWork"),
    lost("OvertimeWork", Word::notice_work),
    computed("ActualWork"),
    computed("RemainingWork"),
    computed("ActualOvertimeWork"),
    computed("RemainingOvertimeWork"),
    computed("PercentWorkComplete"),
    lost("StandardRate", Word::notice_costs),
    computed("StandardRateFormat"),
    computed("Cost"),
    lost("OvertimeRate", Word::notice_costs),
    computed("OvertimeRateFormat"),
    computed("OvertimeCost"),
    lost("CostPerUse", Word::notice_costs),
    computed("ActualCost"),
    computed("ActualOvertimeCost"),
    computed("RemainingCost"),
    computed("RemainingOvertimeCost"),
    computed("WorkVariance"),
    computed("CostVariance"),
    computed("SV"),
    computed("CV"),
    computed("ACWP"),
    {"CalendarUID", read_member<&MspdiResource::calendar>},
    {"Notes", read_member<&MspdiResource::notes>},
    computed("BCWS"),
    computed("BCWP"),
    lost("IsGeneric", Word::notice_resource_details),
    lost("IsInactive", Word::notice_resource_details),
    computed("IsEnterprise"),
    lost("BookingType", Word::notice_resource_details),
    computed("ActualWorkProtected"),
    computed("ActualOvertimeWorkProtected"),
    computed("ActiveDirectoryGUID"),
    computed("CreationDate"),
    {"ExtendedAttribute",
     [](MspdiResource& raw, const pugi::xml_node& node) {
       return read_attribute(node, raw.attributes);
     }},
    lost("Baseline", Word::notice_resource_baselines),
    lost("OutlineCode", Word::notice_custom_fields),
    {"IsCostResource", read_member<&MspdiResource::is_cost>},
    computed("AssnOwner"),
    computed("AssnOwnerGuid"),
    {"IsBudget", read_member<&MspdiResource::is_budget>},
    {"AvailabilityPeriods", read_availability},
    lost("Rates", Word::notice_costs, "*"),
    lost("TimephasedData", Word::notice_timephased),
};

// Type 1 is the work still to be done. A stretch of working time that says zero is a split.
bool read_timephased(MspdiAssignment& assignment, const pugi::xml_node& node) {
  const std::string_view value = node.child("Value").child_value();
  MspdiSeconds seconds;
  if (!parse_mspdi(value, seconds)) return true;
  const std::string_view type = node.child("Type").child_value();
  if (seconds.count == 0 && type == "1") assignment.split = true;
  if (seconds.count != 0) assignment.timephased = true;
  return true;
}

using AssignmentElement = MspdiElement<MspdiAssignment>;
constexpr AssignmentElement kAssignmentElements[] = {
    {"UID", nullptr, Word::none, "*"},
    {"GUID", nullptr, Word::none, "*"},
    {"TaskUID", read_member<&MspdiAssignment::task>},
    {"ResourceUID", read_member<&MspdiAssignment::resource>},
    {"PercentWorkComplete", nullptr, Word::none, "*"},
    {"ActualCost", nullptr, Word::notice_costs},
    {"ActualFinish", nullptr, Word::none, "*"},
    {"ActualOvertimeCost", nullptr, Word::notice_costs},
    {"ActualOvertimeWork", nullptr, Word::notice_work},
    {"ActualStart", nullptr, Word::none, "*"},
    {"ActualWork", nullptr, Word::notice_work},
    {"ACWP", nullptr, Word::none, "*"},
    {"Confirmed", nullptr, Word::none, "*"},
    {"Cost", nullptr, Word::notice_costs},
    {"CostRateTable", nullptr, Word::notice_costs},
    {"RateScale", nullptr, Word::none, "*"},
    {"CostVariance", nullptr, Word::none, "*"},
    {"CV", nullptr, Word::none, "*"},
    {"Delay", nullptr, Word::notice_assignment_delays},
    {"Finish", nullptr, Word::none, "*"},
    {"FinishVariance", nullptr, Word::none, "*"},
    {"Hyperlink", nullptr, Word::notice_hyperlinks},
    {"HyperlinkAddress", nullptr, Word::notice_hyperlinks},
    {"HyperlinkSubAddress", nullptr, Word::notice_hyperlinks},
    {"WorkVariance", nullptr, Word::none, "*"},
    {"HasFixedRateUnits", nullptr, Word::none, "*"},
    {"FixedMaterial", nullptr, Word::none, "*"},
    {"LevelingDelay", nullptr, Word::notice_levelling},
    {"LevelingDelayFormat", nullptr, Word::none, "*"},
    {"LinkedFields", nullptr, Word::none, "*"},
    {"Milestone", nullptr, Word::none, "*"},
    {"Notes", nullptr, Word::notice_assignment_notes},
    {"Overallocated", nullptr, Word::none, "*"},
    {"OverAllocated", nullptr, Word::none, "*"},
    {"OvertimeCost", nullptr, Word::notice_costs},
    {"OvertimeWork", nullptr, Word::notice_work},
    {"PeakUnits", nullptr, Word::none, "*"},
    {"RegularWork", nullptr, Word::none, "*"},
    {"RemainingCost", nullptr, Word::none, "*"},
    {"RemainingOvertimeCost", nullptr, Word::none, "*"},
    {"RemainingOvertimeWork", nullptr, Word::none, "*"},
    {"RemainingWork", nullptr, Word::none, "*"},
    {"ResponsePending", nullptr, Word::none, "*"},
    {"Start", nullptr, Word::none, "*"},
    {"Stop", nullptr, Word::none, "*"},
    {"Resume", nullptr, Word::none, "*"},
    {"StartVariance", nullptr, Word::none, "*"},
    {"Summary", nullptr, Word::none, "*"},
    {"SV", nullptr, Word::none, "*"},
    {"Units", read_member<&MspdiAssignment::units>},
    {"UpdateNeeded", nullptr, Word::none, "*"},
    {"VAC", nullptr, Word::none, "*"},
    {"Work", read_member<&MspdiAssignment::work>},
    {"WorkContour", nullptr, Word::notice_contours},
    {"BCWS", nullptr, Word::none, "*"},
    {"BCWP", nullptr, Word::none, "*"},
    {"BookingType", nullptr, Word::none, "*"},
    {"ActualWorkProtected", nullptr, Word::none, "*"},
    {"ActualOvertimeWorkProtected", nullptr, Word::none, "*"},
    {"CreationDate", nullptr, Word::none, "*"},
    {"AssnOwner", nullptr, Word::none, "*"},
    {"AssnOwnerGuid", nullptr, Word::none, "*"},
    {"BudgetCost", nullptr, Word::notice_costs},
    {"BudgetWork", nullptr, Word::notice_work},
    {"ExtendedAttribute", nullptr, Word::notice_custom_fields},
    {"Baseline", nullptr, Word::notice_assignment_baselines},
    {"TimephasedData", read_timephased},
};

}  // namespace

MspdiResource read_mspdi_resource(const pugi::xml_node& node) {
  return read_record(node, kResourceElements);
}

MspdiAssignment read_mspdi_assignment(const pugi::xml_node& node) {
  return read_record(node, kAssignmentElements);
}

}  // namespace tongzhou
