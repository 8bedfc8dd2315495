// A plan being worked on, with everything that is computed from it and the way back.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "model/check_plan.h"
#include "model/conflicts.h"
#include "model/merge.h"
#include "model/outline.h"
#include "model/plan.h"
#include "model/record_fields.h"

namespace tongzhou {

class Calendars;
class Network;
struct DeliverableFacts;
struct GoalFacts;
struct LoadTable;
struct Schedule;
class Scheduler;

// What is computed is computed when first asked for, and again only when the plan moved since; the
// timetable only where it moved.
class OpenPlan {
 public:
  explicit OpenPlan(Plan plan, std::vector<Change> history = {});
  ~OpenPlan();
  OpenPlan(OpenPlan&&) noexcept;
  OpenPlan& operator=(OpenPlan&&) noexcept;

  const Plan& plan() const { return plan_; }
  // All changes known of, in the order in which they came here.
  const std::vector<Change>& history() const { return history_; }

  const Outline& outline() const;
  std::vector<AnyRef> in_order(Kind kind) const {
    return records_in_order(plan(), outline(), kind);
  }
  const Schedule& schedule() const;
  const Network& network() const;
  const Calendars& calendars() const;
  // Errors first, then in the order of the checks.
  // Goes through the whole plan: for the interface, when the hands rest.
  const std::vector<Problem>& problems() const;
  const LoadTable& load() const;
  // By slot (insight/acceptance.h), and as a tree (insight/goals.h).
  const std::vector<DeliverableFacts>& deliverables() const;
  const std::vector<GoalFacts>& goals() const;
  // What copies that were merged disagree on, until somebody decides.
  const std::vector<Conflict>& conflicts() const;

  // Applies an edit as this replica's next change, which it returns; nothing to do gives nothing.
  // One that decides for what shows already leaves nothing to undo. What follows from it for the
  // effort of tasks (schedule/effort.h) is a part of it.
  Result<std::optional<Change>> edit(Draft draft, ReplicaId replica, Author author);
  // The same for what `undo` passes over. May be without edits: then only its words are kept.
  Result<Change> note(Draft draft, ReplicaId replica, Author author);
  // Takes back the last own edit, or an undo. Both are edits themselves and are returned as such.
  Result<std::optional<Change>> undo(ReplicaId replica, Author author);
  Result<std::optional<Change>> redo(ReplicaId replica, Author author);
  // What undo and redo would take back or do again; null when nothing.
  const Change* next_undo() const;
  const Change* next_redo() const;

  // Applies changes made elsewhere; those already here change nothing. Not undone by `undo`.
  Result<void> receive(std::span<const Change> changes);
  // Takes over what another copy of the plan holds. `undo` takes it back by one change, under that
  // label; without a label it does not.
  Result<Merged> merge(const Plan& other, std::span<const Change> history,
                       std::optional<ChangeLabel> label);

  // Keeps the history from that counter on: what is before goes, and is not kept either when it
  // comes again with another copy. The plan and its merges do not need it. Gives what went, which
  // `undo` does not reach any more.
  std::vector<Change> start_history_at(std::uint32_t counter);
  // The other way: puts back what went, and keeps all that comes.
  void put_history_back(std::span<const Change> changes);

 private:
  struct Derived;
  // Something that `undo` or `redo` takes back: a change of the history, or a merge.
  struct Step {
    enum class Of : std::uint8_t { history, merges };
    Of of = Of::history;
    std::size_t place = 0;
  };
  const Change& change_of(Step step) const {
    return step.of == Step::Of::history ? history_[step.place] : merges_[step.place];
  }
  std::vector<Change> drop_before_start();
  const Scheduler& scheduler() const;
  Result<void> apply(const Change& change);
  Result<std::optional<Change>> commit(Draft draft, ReplicaId replica, Author author);
  Result<std::optional<Change>> take_back(std::vector<Step>& from, std::vector<Step>& to,
                                          Reversal reversal, ReplicaId replica, Author author);

  Plan plan_;
  std::vector<Change> history_;
  std::uint32_t history_start_ = 0;
  std::vector<Change> merges_;  // label and edits of each
  std::vector<Step> undo_, redo_;
  std::unique_ptr<Derived> derived_;
};

}  // namespace tongzhou
