#include "exchange/mspdi_resource.h"

#include <utility>

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

constexpr ResourceElement kResourceElements[] = {
    {"UID", read_member<&MspdiResource::uid>},
    ResourceElement::computed("GUID"),
    ResourceElement::computed("ID"),
    {"Name", read_member<&MspdiResource::name>},
    {"Type", read_member<&MspdiResource::type>},
    {"IsNull", read_member<&MspdiResource::is_null>},
    ResourceElement::computed("Initials"),
    ResourceElement::not_kept("Phonetics", Word::notice_resource_details),
    ResourceElement::not_kept("NTAccount", Word::notice_resource_details),
    ResourceElement::computed("WindowsUserAccount"),
    ResourceElement::computed("MaterialLabel"),
    ResourceElement::not_kept("Code", Word::notice_resource_details),
    {"Group", read_member<&MspdiResource::group>},
    ResourceElement::not_kept("WorkGroup", Word::notice_resource_details, "*"),
    {"EmailAddress", read_member<&MspdiResource::email>},
    ResourceElement::not_kept("Hyperlink", Word::notice_hyperlinks),
    ResourceElement::not_kept("HyperlinkAddress", Word::notice_hyperlinks),
    ResourceElement::not_kept("HyperlinkSubAddress", Word::notice_hyperlinks),
    {"MaxUnits", read_member<&MspdiResource::max_units>},
    ResourceElement::computed("PeakUnits"),
    ResourceElement::computed("OverAllocated"),
    ResourceElement::computed("AvailableFrom"),
    ResourceElement::computed("AvailableTo"),
    ResourceElement::computed("Start"),
    ResourceElement::computed("Finish"),
    ResourceElement::computed("CanLevel"),
    ResourceElement::computed("AccrueAt"),
    ResourceElement::computed("Work"),
    ResourceElement::computed("RegularWork"),
    ResourceElement::not_kept("OvertimeWork", Word::notice_work),
    ResourceElement::computed("ActualWork"),
    ResourceElement::computed("RemainingWork"),
    ResourceElement::computed("ActualOvertimeWork"),
    ResourceElement::computed("RemainingOvertimeWork"),
    ResourceElement::computed("PercentWorkComplete"),
    ResourceElement::not_kept("StandardRate", Word::notice_costs),
    ResourceElement::computed("StandardRateFormat"),
    ResourceElement::computed("Cost"),
    ResourceElement::not_kept("OvertimeRate", Word::notice_costs),
    ResourceElement::computed("OvertimeRateFormat"),
    ResourceElement::computed("OvertimeCost"),
    ResourceElement::not_kept("CostPerUse", Word::notice_costs),
    ResourceElement::computed("ActualCost"),
    ResourceElement::computed("ActualOvertimeCost"),
    ResourceElement::computed("RemainingCost"),
    ResourceElement::computed("RemainingOvertimeCost"),
    ResourceElement::computed("WorkVariance"),
    ResourceElement::computed("CostVariance"),
    ResourceElement::computed("SV"),
    ResourceElement::computed("CV"),
    ResourceElement::computed("ACWP"),
    {"CalendarUID", read_member<&MspdiResource::calendar>},
    {"Notes", read_member<&MspdiResource::notes>},
    ResourceElement::computed("BCWS"),
    ResourceElement::computed("BCWP"),
    ResourceElement::not_kept("IsGeneric", Word::notice_resource_details),
    ResourceElement::not_kept("IsInactive", Word::notice_resource_details),
    ResourceElement::computed("IsEnterprise"),
    ResourceElement::not_kept("BookingType", Word::notice_resource_details),
    ResourceElement::computed("ActualWorkProtected"),
    ResourceElement::computed("ActualOvertimeWorkProtected"),
    ResourceElement::computed("ActiveDirectoryGUID"),
    ResourceElement::computed("CreationDate"),
    {"ExtendedAttribute",
     [](MspdiResource& raw, const pugi::xml_node& node) {
       return read_attribute(node, raw.attributes);
     }},
    ResourceElement::not_kept("Baseline", Word::notice_resource_baselines),
    ResourceElement::not_kept("OutlineCode", Word::notice_custom_fields),
    {"IsCostResource", read_member<&MspdiResource::is_cost>},
    ResourceElement::computed("AssnOwner"),
    ResourceElement::computed("AssnOwnerGuid"),
    {"IsBudget", read_member<&MspdiResource::is_budget>},
    {"AvailabilityPeriods", read_availability},
    ResourceElement::not_kept("Rates", Word::notice_costs, "*"),
    ResourceElement::not_kept("TimephasedData", Word::notice_timephased),
};

// Type 1 is the work still to be done. A stretch of working time that says zero, with work before
// and after it, is a pause; time off says nothing.
bool read_timephased(MspdiAssignment& assignment, const pugi::xml_node& node) {
  MspdiSeconds seconds;
  if (!parse_mspdi(node.child("Value").child_value(), seconds)) return true;
  Stretch& rest = assignment.rest;
  if (seconds.count != 0) {
    assignment.timephased = true;
    if (rest.from.is_set()) assignment.pauses.push_back(std::exchange(rest, {}));
    return true;
  }
  Stretch when;
  const bool is_told = std::string_view(node.child("Type").child_value()) == "1" &&
                       parse_mspdi(node.child("Start").child_value(), when.from) &&
                       parse_mspdi(node.child("Finish").child_value(), when.until);
  if (is_told && assignment.timephased)
    rest = {rest.from.is_set() ? rest.from : when.from, when.until};
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
