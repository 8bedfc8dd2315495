// What counts as done: what was found against the criteria, and how far each deliverable is.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/plan.h"
#include "schedule/schedule.h"

namespace tongzhou {

enum class Verdict : std::uint8_t { not_tested, passed, failed, waived };
Word word_of(Verdict verdict);

// Whether a value meets a criterion; ends count as inside. Not tested without a value, or without
// the target that its comparison needs.
// - between: from `target` to `limit`, whichever is the lower;
// - equal: at most `limit` away from `target`, without one exactly;
// - yes or no: yes, which is 1;
// - checklist: as many points met as `target` says.
Verdict verdict_of(const Criterion& criterion, std::optional<double> value);

enum class DeliverableState : std::uint8_t {
  planned,
  in_work,  // its task has begun, or it comes back from a round without acceptance
  handed_over,
  in_review,
  accepted,
  with_reservations,
  rejected,
};
Word word_of(DeliverableState state);

struct CriterionFacts {
  Slot criterion = kNoSlot;
  Slot finding = kNoSlot;  // of the last round; kNoSlot: none
  Verdict verdict = Verdict::not_tested;
};

struct DeliverableFacts {
  DeliverableState state = DeliverableState::planned;
  std::vector<Slot> rounds;              // hand-overs, the first one first
  std::vector<CriterionFacts> criteria;  // by their order
  Day due;                               // its own, else that of its task; unset: neither
  double score = 0;  // weight of what passed or is waived among the weight of all, 0 to 1
  std::uint32_t untested = 0, failed_musts = 0, failed_shoulds = 0;
  // It was accepted, yet by what was found it should not have been: copies that were merged, or a
  // value corrected since.
  bool contradicts = false;

  bool is_accepted() const {
    return state == DeliverableState::accepted || state == DeliverableState::with_reservations;
  }
  // Waits for the receivers.
  bool is_under_review() const {
    return state == DeliverableState::handed_over || state == DeliverableState::in_review;
  }
  // Rounds that ended in a rejection.
  std::uint32_t rejections = 0;
};

// By slot of the deliverable; of deleted ones blank.
std::vector<DeliverableFacts> find_deliverable_facts(const Plan& plan, const Schedule& schedule);

// Days of the calendar by which it is late: from its due day to `today`, or to the day on which
// what was accepted was handed over. Not late: 0 or less.
int days_late(const Plan& plan, const DeliverableFacts& facts, Day today);

// Whether it may be accepted with that decision, and if not why: a sentence that names the
// criterion. Accepted wants every criterion tested, and passed or waived; with reservations every
// must; a rejection a reason to be given, which is not looked at here.
Result<void> may_decide(const Plan& plan, const DeliverableFacts& facts, Decision decision);

// --- Who owes whom -----------------------------------------------------------------------------

// What one department gives another: a cell of the matrix of hand-overs.
struct HandOverCell {
  Slot giver = kNoSlot, receiver = kNoSlot;  // departments
  std::vector<Slot> deliverables;            // by due day
  std::uint32_t accepted = 0, late = 0;
};
// Cells that hold something, by giver, then receiver. Deliverables without a giver or without
// receivers stand in none.
std::vector<HandOverCell> find_hand_overs(const Plan& plan, std::span<const DeliverableFacts> facts,
                                          Day today);

}  // namespace tongzhou
