#include "insight/acceptance.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "core/sorting.h"

namespace tongzhou {
namespace {

double weight_of(const Criterion& criterion) { return std::max(criterion.weight.value_or(1), 0.0); }

// The last round that somebody handed over.
Slot last_round(const DeliverableFacts& facts) {
  return facts.rounds.empty() ? kNoSlot : facts.rounds.back();
}

DeliverableState state_of(const Plan& plan, const Schedule& schedule,
                          const Deliverable& deliverable, const DeliverableFacts& facts) {
  const Slot last = last_round(facts);
  if (last != kNoSlot) {
    const HandOver& round = plan.table<HandOver>()[last].record;
    switch (round.decision) {
      case Decision::accepted: return DeliverableState::accepted;
      case Decision::with_reservations: return DeliverableState::with_reservations;
      case Decision::rejected: return DeliverableState::rejected;
      case Decision::none: break;
    }
    return round.review_begun.is_set() ? DeliverableState::in_review
                                       : DeliverableState::handed_over;
  }
  if (plan.find(deliverable.task) == nullptr) return DeliverableState::planned;
  const Slot slot = plan.table<Task>().find_slot(deliverable.task);
  const Task& task = plan.table<Task>()[slot].record;
  const bool begun =
      task.actual_start.is_set() || task.percent > 0 || schedule.tasks[slot].complete;
  return begun ? DeliverableState::in_work : DeliverableState::planned;
}

void judge(const Plan& plan, DeliverableFacts& facts) {
  double whole = 0, good = 0;
  for (const CriterionFacts& found : facts.criteria) {
    const Criterion& criterion = plan.table<Criterion>()[found.criterion].record;
    whole += weight_of(criterion);
    if (found.verdict == Verdict::passed || found.verdict == Verdict::waived)
      good += weight_of(criterion);
    if (found.verdict == Verdict::not_tested) ++facts.untested;
    if (found.verdict == Verdict::failed)
      ++(criterion.must ? facts.failed_musts : facts.failed_shoulds);
  }
  facts.score = whole > 0 ? good / whole : 0;
  const Slot last = last_round(facts);
  if (facts.is_accepted() && last != kNoSlot)
    facts.contradicts =
        !may_decide(plan, facts, plan.table<HandOver>()[last].record.decision).has_value();
}

// Slots of the live records of a kind by the slot of the deliverable they belong to.
template <class Record, class Before>
void collect(const Plan& plan, std::vector<DeliverableFacts>& facts,
             std::vector<Slot> DeliverableFacts::* into, Before&& before) {
  const Table<Record>& table = plan.table<Record>();
  std::vector<Slot> slots;
  for (Slot slot = 0; slot < table.slot_count(); ++slot)
    if (!table[slot].deleted && plan.find(table[slot].record.deliverable) != nullptr)
      slots.push_back(slot);
  sort_stably(slots, before);
  for (const Slot slot : slots) {
    const Slot of = plan.table<Deliverable>().find_slot(table[slot].record.deliverable);
    (facts[of].*into).push_back(slot);
  }
}

}  // namespace

Word word_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::not_tested: return Word::verdict_not_tested;
    case Verdict::passed: return Word::verdict_passed;
    case Verdict::failed: return Word::verdict_failed;
    case Verdict::waived: return Word::verdict_waived;
  }
  return Word::none;
}

Word word_of(DeliverableState state) {
  switch (state) {
    case DeliverableState::planned: return Word::state_planned;
    case DeliverableState::in_work: return Word::state_in_work;
    case DeliverableState::handed_over: return Word::state_handed_over;
    case DeliverableState::in_review: return Word::state_in_review;
    case DeliverableState::accepted: return Word::state_accepted;
    case DeliverableState::with_reservations: return Word::state_with_reservations;
    case DeliverableState::rejected: return Word::state_rejected;
  }
  return Word::none;
}

Verdict verdict_of(const Criterion& criterion, std::optional<double> value) {
  if (!value) return Verdict::not_tested;
  const auto verdict = [](bool good) { return good ? Verdict::passed : Verdict::failed; };
  if (criterion.comparison == Comparison::yes_no) return verdict(*value >= 1);
  if (!criterion.target) return Verdict::not_tested;
  const double target = *criterion.target;
  switch (criterion.comparison) {
    case Comparison::at_least:
    case Comparison::checklist: return verdict(*value >= target);
    case Comparison::at_most: return verdict(*value <= target);
    case Comparison::between: {
      if (!criterion.limit) return Verdict::not_tested;
      const auto [low, high] = std::minmax(target, *criterion.limit);
      return verdict(*value >= low && *value <= high);
    }
    case Comparison::equal:
      return verdict(std::abs(*value - target) <= std::max(criterion.limit.value_or(0), 0.0));
    case Comparison::yes_no: break;
  }
  return Verdict::not_tested;
}

std::vector<DeliverableFacts> find_deliverable_facts(const Plan& plan, const Schedule& schedule) {
  const Table<Deliverable>& deliverables = plan.table<Deliverable>();
  const Table<Criterion>& criteria = plan.table<Criterion>();
  const Table<HandOver>& rounds = plan.table<HandOver>();
  const Table<Finding>& findings = plan.table<Finding>();
  std::vector<DeliverableFacts> all(deliverables.slot_count());
  if (all.empty()) return all;

  collect<HandOver>(plan, all, &DeliverableFacts::rounds, [&](Slot a, Slot b) {
    const auto key = [&](Slot slot) {
      const Entry<HandOver>& entry = rounds[slot];
      return std::tuple(written_at<&HandOver::deliverable>(entry), entry.record.handed_over,
                        entry.id);
    };
    return key(a) < key(b);
  });

  // By slot of the criterion: what was found in the last round.
  std::vector<Slot> found(criteria.slot_count(), kNoSlot);
  for (Slot slot = 0; slot < findings.slot_count(); ++slot) {
    const Finding& finding = findings[slot].record;
    const Criterion* criterion = plan.find(finding.criterion);
    if (findings[slot].deleted || criterion == nullptr) continue;
    const Slot of = deliverables.find_slot(criterion->deliverable);
    if (of == kNoSlot) continue;
    const Slot last = last_round(all[of]);
    // Before anything is handed over a giver may test for himself.
    const bool is_of_last = last == kNoSlot ? !finding.round : finding.round == rounds[last].id;
    if (!is_of_last) continue;
    Slot& best = found[criteria.find_slot(finding.criterion)];
    const auto key = [&](Slot s) {
      return std::pair(written_at<&Finding::value>(findings[s]), findings[s].id);
    };
    if (best == kNoSlot || key(best) < key(slot)) best = slot;
  }
  std::vector<Slot> ordered;
  for (Slot slot = 0; slot < criteria.slot_count(); ++slot)
    if (!criteria[slot].deleted && plan.find(criteria[slot].record.deliverable) != nullptr)
      ordered.push_back(slot);
  sort_stably(ordered, [&](Slot a, Slot b) {
    const std::string &first = criteria[a].record.order, &second = criteria[b].record.order;
    return first != second ? first < second : criteria[a].id < criteria[b].id;
  });
  for (const Slot slot : ordered) {
    const Criterion& criterion = criteria[slot].record;
    CriterionFacts facts{slot, found[slot], Verdict::not_tested};
    if (facts.finding != kNoSlot) {
      const Finding& finding = findings[facts.finding].record;
      facts.verdict = verdict_of(criterion, finding.value);
      if (facts.verdict == Verdict::failed && !finding.waiver.empty() && finding.waived_by)
        facts.verdict = Verdict::waived;
    }
    all[deliverables.find_slot(criterion.deliverable)].criteria.push_back(facts);
  }

  for (Slot slot = 0; slot < all.size(); ++slot) {
    if (deliverables[slot].deleted) continue;
    const Deliverable& deliverable = deliverables[slot].record;
    DeliverableFacts& facts = all[slot];
    facts.due = deliverable.due;
    if (!facts.due.is_set() && plan.find(deliverable.task) != nullptr) {
      const Instant finish = schedule.tasks[plan.table<Task>().find_slot(deliverable.task)].finish;
      if (finish.is_set()) facts.due = day_of(finish);
    }
    for (const Slot round : facts.rounds)
      if (rounds[round].record.decision == Decision::rejected) ++facts.rejections;
    facts.state = state_of(plan, schedule, deliverable, facts);
    judge(plan, facts);
  }
  return all;
}

int days_late(const Plan& plan, const DeliverableFacts& facts, Day today) {
  if (!facts.due.is_set()) return 0;
  Day upto = today;
  // From the hand-over on the giver waits for others.
  if (facts.is_accepted() || facts.is_under_review())
    upto = day_of(plan.table<HandOver>()[last_round(facts)].record.handed_over);
  return upto - facts.due;
}

Result<void> may_decide(const Plan& plan, const DeliverableFacts& facts, Decision decision) {
  if (decision == Decision::rejected || decision == Decision::none) return {};
  for (const CriterionFacts& found : facts.criteria) {
    const Criterion& criterion = plan.table<Criterion>()[found.criterion].record;
    const bool matters = criterion.must || decision == Decision::accepted;
    const auto refuse = [&](Word word) {
      return refusal({word, {criterion.measure}}, {Word::todo_test_or_waive, {}});
    };
    if (matters && found.verdict == Verdict::not_tested) return refuse(Word::error_not_tested);
    if (matters && found.verdict == Verdict::failed)
      return refuse(criterion.must ? Word::error_must_failed : Word::error_should_failed);
  }
  return {};
}

std::vector<HandOverCell> find_hand_overs(const Plan& plan, std::span<const DeliverableFacts> facts,
                                          Day today) {
  const Table<Department>& departments = plan.table<Department>();
  std::map<std::pair<Slot, Slot>, HandOverCell> cells;
  for (Slot slot = 0; slot < facts.size(); ++slot) {
    const Entry<Deliverable>& entry = plan.table<Deliverable>()[slot];
    if (entry.deleted || plan.find(entry.record.giver) == nullptr) continue;
    const Slot giver = departments.find_slot(entry.record.giver);
    for (const Id<Department> id : entry.record.receivers.ids) {
      if (plan.find(id) == nullptr) continue;
      const Slot receiver = departments.find_slot(id);
      HandOverCell& cell = cells[{giver, receiver}];
      cell.giver = giver;
      cell.receiver = receiver;
      cell.deliverables.push_back(slot);
      if (facts[slot].is_accepted()) ++cell.accepted;
      if (!facts[slot].is_accepted() && !facts[slot].is_under_review() &&
          days_late(plan, facts[slot], today) > 0)
        ++cell.late;
    }
  }
  std::vector<HandOverCell> listed;
  for (auto& [pair, cell] : cells) {
    sort_stably(cell.deliverables, [&](Slot a, Slot b) {
      const Day first = facts[a].due, second = facts[b].due;
      return first.is_set() != second.is_set() ? first.is_set() : first < second;
    });
    listed.push_back(std::move(cell));
  }
  return listed;
}

}  // namespace tongzhou
