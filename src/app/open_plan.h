// A plan being worked on, with everything that is computed from it and the way back.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "model/check_plan.h"
#include "model/outline.h"
#include "model/plan.h"

namespace tongzhou {

class Calendars;
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
  // All changes known of, oldest first.
  const std::vector<Change>& history() const { return history_; }

  const Outline& outline() const;
  const Schedule& schedule() const;
  const Calendars& calendars() const;
  // Errors first, then in the order of the checks.
  // Goes through the whole plan: for the interface, when the hands rest.
  const std::vector<Problem>& problems() const;
  const LoadTable& load() const;

  // Applies an edit as this replica's next change, which it returns; nothing to do gives nothing.
  Result<std::optional<Change>> edit(Draft draft, ReplicaId replica, Author author);
  // Takes back the last own edit, or an undo. Both are edits themselves and are returned as such.
  Result<std::optional<Change>> undo(ReplicaId replica, Author author);
  Result<std::optional<Change>> redo(ReplicaId replica, Author author);
  // What undo and redo would take back or do again; null when nothing.
  const Change* next_undo() const;
  const Change* next_redo() const;

  // Applies changes made elsewhere; those already here change nothing. Not undone by `undo`.
  Result<void> receive(std::span<const Change> changes);

 private:
  struct Derived;
  const Scheduler& scheduler() const;
  Result<std::optional<Change>> commit(Draft draft, ReplicaId replica, Author author);
  Result<std::optional<Change>> take_back(std::vector<std::size_t>& from,
                                          std::vector<std::size_t>& to, Reversal reversal,
                                          ReplicaId replica, Author author);

  Plan plan_;
  std::vector<Change> history_;
  std::vector<std::size_t> undo_, redo_;  // places in history_
  std::unique_ptr<Derived> derived_;
};

}  // namespace tongzhou
