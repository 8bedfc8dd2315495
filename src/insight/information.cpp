#include "insight/information.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "core/sorting.h"
#include "insight/cadence.h"
#include "model/in_order.h"

namespace tongzhou {

InformationFacts freshness_of(const Information& information, Slot slot, Day today) {
  InformationFacts facts{.information = slot};
  const int days = days_of(information.rhythm);
  const bool is_over = information.valid_until.is_set() && information.valid_until < today;
  if (!information.updated.is_set()) {
    facts.freshness = days == 0 ? Freshness::when_needed : Freshness::never;
    facts.next = days == 0 ? Day{} : today;
  } else if (days == 0) {
    facts.freshness = Freshness::when_needed;
  } else {
    facts.next = information.updated + days;
    facts.late = std::max(0, today.value - facts.next.value);
    facts.freshness = facts.late > 0        ? Freshness::late
                      : facts.next == today ? Freshness::due
                                            : Freshness::fresh;
  }
  if (is_over) {
    facts.freshness = Freshness::expired;
    facts.late = std::max(facts.late, today.value - information.valid_until.value);
  }
  return facts;
}

namespace {

// Whose tasks wait for whose, once each.
std::set<std::pair<Id<Department>, Id<Department>>> find_waiting(const Plan& plan) {
  std::set<std::pair<Id<Department>, Id<Department>>> waiting;
  for (const auto& link : plan.table<Dependency>().live()) {
    const Task* from = plan.find(link.record.from);
    const Task* to = plan.find(link.record.to);
    if (from == nullptr || to == nullptr || from->department == to->department) continue;
    if (plan.find(from->department) != nullptr && plan.find(to->department) != nullptr)
      waiting.emplace(to->department, from->department);
  }
  return waiting;
}

// Departments that get it.
std::size_t count_readers(const Plan& plan, const Information& information,
                          const std::vector<Id<Department>>& departments) {
  return static_cast<std::size_t>(std::ranges::count_if(departments, [&](Id<Department> one) {
    return right_of(plan, information, one) == Right::gets;
  }));
}

void find_in_register(const Plan& plan, const std::vector<InformationFacts>& facts,
                      const std::vector<Id<Department>>& departments,
                      std::vector<InformationFinding>& findings) {
  const Table<Information>& table = plan.table<Information>();
  std::map<std::string_view, Id<Information>> names;
  for (const InformationFacts& one : facts) {
    const Id<Information> id = table[one.information].id;
    const Information& information = table[one.information].record;
    const std::size_t readers = count_readers(plan, information, departments);
    if (information.secrecy == Secrecy::confidential && readers > 1 &&
        readers * 2 > departments.size())
      findings.push_back({.kind = InformationFinding::Kind::wide, .information = id});
    if (information.audience.ids.empty() && information.on_request.ids.empty() &&
        information.people.ids.empty() && information.groups.ids.empty())
      findings.push_back({.kind = InformationFinding::Kind::unused, .information = id});
    if (plan.find(information.department) == nullptr)
      findings.push_back({.kind = InformationFinding::Kind::ownerless, .information = id});
    const auto [same, is_new] = names.try_emplace(information.name, id);
    if (!is_new && !information.name.empty())
      findings.push_back(
          {.kind = InformationFinding::Kind::doubled, .information = id, .same = same->second});
  }
}

}  // namespace

Word word_of(Freshness freshness) {
  static constexpr std::array kWords{Word::freshness_fresh, Word::freshness_when_needed,
                                     Word::freshness_due,   Word::freshness_late,
                                     Word::freshness_never, Word::freshness_expired};
  return kWords[static_cast<std::size_t>(freshness)];
}

Word word_of(Right right) {
  static constexpr std::array kWords{Word::right_none, Word::right_owns, Word::right_gets,
                                     Word::right_may_ask, Word::right_must_not};
  return kWords[static_cast<std::size_t>(right)];
}

Right right_of(const Plan& plan, const Information& information, Id<Department> department) {
  const auto is_in = [&](const RefSet<Department>& set) {
    return std::ranges::binary_search(set.ids, department);
  };
  if (information.department == department) return Right::owns;
  const auto is_group_of = [&](Id<Group> id) {
    const Group* group = plan.find(id);
    return group != nullptr && is_in(group->departments);
  };
  if (is_in(information.audience) || std::ranges::any_of(information.groups.ids, is_group_of))
    return Right::gets;
  if (is_in(information.on_request)) return Right::may_ask;
  return information.secrecy >= Secrecy::department ? Right::must_not : Right::none;
}

Message sentence_of(const Plan& plan, const InformationFinding& finding) {
  using Kind = InformationFinding::Kind;
  static constexpr std::array kWords{Word::information_wide, Word::information_unused,
                                     Word::information_ownerless, Word::information_doubled};
  if (finding.kind == Kind::depends)
    return {Word::information_depends,
            {plan.name_of(ref(finding.department)), plan.name_of(ref(finding.other))}};
  return {kWords[static_cast<std::size_t>(finding.kind)], {plan.name_of(ref(finding.information))}};
}

bool is_overdue(const InformationRequest& request, Day today) {
  return request.state == RequestState::open && request.needed.is_set() && request.needed < today;
}

std::vector<Id<Department>> departments_in_order(const Plan& plan) {
  std::vector<Id<Department>> departments;
  for (const Slot slot : slots_in_order(plan.table<Department>()))
    departments.push_back(plan.table<Department>()[slot].id);
  return departments;
}

InformationReport find_information(const Plan& plan, Day today) {
  const Table<Information>& table = plan.table<Information>();
  InformationReport report;
  for (const Slot slot : slots_in_order(table))
    report.facts.push_back(freshness_of(table[slot].record, slot, today));
  const std::vector<Id<Department>> departments = departments_in_order(plan);
  find_in_register(plan, report.facts, departments, report.findings);
  for (const auto& [waits, other] : find_waiting(plan)) {
    const bool gets = std::ranges::any_of(report.facts, [&](const InformationFacts& facts) {
      const Information& information = table[facts.information].record;
      return information.department == other && right_of(plan, information, waits) == Right::gets;
    });
    if (!gets)
      report.findings.push_back(
          {.kind = InformationFinding::Kind::depends, .department = waits, .other = other});
  }
  sort_stably(report.findings, {}, &InformationFinding::kind);
  for (const Id<Department> department : departments) {
    InformationBalance balance{.department = department};
    for (const InformationFacts& facts : report.facts) {
      const Right right = right_of(plan, table[facts.information].record, department);
      balance.owes += facts.is_owed() && right == Right::owns ? 1 : 0;
      balance.awaits += facts.is_owed() && right == Right::gets ? 1 : 0;
    }
    for (const auto& request : plan.table<InformationRequest>().live()) {
      if (request.record.asked_of != department) continue;
      balance.asked += request.record.state == RequestState::open ? 1 : 0;
      balance.overdue += is_overdue(request.record, today) ? 1 : 0;
    }
    report.balances.push_back(balance);
  }
  return report;
}

}  // namespace tongzhou
