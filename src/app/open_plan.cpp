#include "app/open_plan.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "insight/goals.h"
#include "insight/load.h"
#include "model/history.h"
#include "schedule/check_schedule.h"
#include "schedule/effort.h"
#include "schedule/scheduler.h"

namespace tongzhou {

// Caches, each with the revision of the plan it was made from.
struct OpenPlan::Derived {
  static constexpr std::uint64_t kNever = ~std::uint64_t{0};
  Outline outline;
  std::uint64_t outline_revision = kNever;
  std::optional<Scheduler> scheduler;
  std::uint64_t scheduled_revision = 0;
  // What the plan's revision was last moved by was the last change of the history.
  bool last_was_change = false;
  std::vector<Problem> problems;
  std::uint64_t problems_revision = kNever;
  LoadTable load;
  std::uint64_t load_revision = kNever;
  std::vector<DeliverableFacts> deliverables;
  std::uint64_t deliverables_revision = kNever;
  std::vector<GoalFacts> goals;
  std::uint64_t goals_revision = kNever;
  std::vector<Conflict> conflicts;
  std::uint64_t conflicts_revision = kNever;
};

OpenPlan::OpenPlan(Plan plan, std::vector<Change> history)
    : plan_(std::move(plan)), history_(std::move(history)), derived_(std::make_unique<Derived>()) {}
OpenPlan::~OpenPlan() = default;
OpenPlan::OpenPlan(OpenPlan&&) noexcept = default;
OpenPlan& OpenPlan::operator=(OpenPlan&&) noexcept = default;

const Outline& OpenPlan::outline() const {
  if (derived_->outline_revision != plan_.outline_revision()) {
    derived_->outline = build_outline(plan_);
    derived_->outline_revision = plan_.outline_revision();
  }
  return derived_->outline;
}

const Scheduler& OpenPlan::scheduler() const {
  Derived& derived = *derived_;
  const std::uint64_t known = std::exchange(derived.scheduled_revision, plan_.revision());
  if (!derived.scheduler)
    derived.scheduler.emplace(plan_);
  else if (plan_.revision() - known == 1 && derived.last_was_change)
    derived.scheduler->update(plan_, history_.back());
  else if (plan_.revision() != known)
    derived.scheduler->rebuild(plan_);
  return *derived.scheduler;
}

const Schedule& OpenPlan::schedule() const { return scheduler().schedule(); }

const Network& OpenPlan::network() const { return scheduler().network(); }

const Calendars& OpenPlan::calendars() const { return scheduler().network().calendars(); }

const std::vector<Problem>& OpenPlan::problems() const {
  if (derived_->problems_revision != plan_.revision()) {
    const std::vector<Problem> of_plan = check_plan(plan_);
    const std::vector<Problem> of_schedule =
        check_schedule(plan_, scheduler().network(), schedule());
    derived_->problems.clear();
    for (Severity severity : {Severity::error, Severity::warning})
      for (const auto* found : {&of_plan, &of_schedule})
        std::ranges::copy_if(*found, std::back_inserter(derived_->problems),
                             [&](const Problem& problem) { return problem.severity == severity; });
    derived_->problems_revision = plan_.revision();
  }
  return derived_->problems;
}

const LoadTable& OpenPlan::load() const {
  if (derived_->load_revision != plan_.revision()) {
    derived_->load = make_load(plan_, schedule(), calendars());
    derived_->load_revision = plan_.revision();
  }
  return derived_->load;
}

const std::vector<DeliverableFacts>& OpenPlan::deliverables() const {
  if (derived_->deliverables_revision != plan_.revision()) {
    derived_->deliverables = find_deliverable_facts(plan_, schedule());
    derived_->deliverables_revision = plan_.revision();
  }
  return derived_->deliverables;
}

const std::vector<GoalFacts>& OpenPlan::goals() const {
  if (derived_->goals_revision != plan_.revision()) {
    derived_->goals = find_goal_facts(plan_, outline(), schedule(), deliverables());
    derived_->goals_revision = plan_.revision();
  }
  return derived_->goals;
}

const std::vector<Conflict>& OpenPlan::conflicts() const {
  if (derived_->conflicts_revision != plan_.revision()) {
    derived_->conflicts = find_conflicts(plan_);
    derived_->conflicts_revision = plan_.revision();
  }
  return derived_->conflicts;
}

// --- Editing -------------------------------------------------------------------------------------

Result<std::optional<Change>> OpenPlan::commit(Draft draft, ReplicaId replica, Author author) {
  if (draft.edits.empty()) return std::nullopt;
  Change change = plan_.stamp(std::move(draft), replica, std::move(author));
  if (auto applied = apply(change); !applied) return std::unexpected(applied.error());
  return change;
}

Result<void> OpenPlan::apply(const Change& change) {
  const std::uint64_t revision = plan_.revision(), revivals = plan_.revivals();
  if (auto applied = plan_.apply(change); !applied) return applied;
  history_.push_back(change);
  derived_->last_was_change = true;
  // What is measured bears on no deliverable.
  const auto measures = [](const Edit& edit) { return edit.record.kind == Kind::measurement; };
  if (derived_->deliverables_revision == revision && plan_.revivals() == revivals &&
      std::ranges::all_of(change.edits, measures))
    derived_->deliverables_revision = plan_.revision();
  return {};
}

Result<std::optional<Change>> OpenPlan::edit(Draft draft, ReplicaId replica, Author author) {
  keep_effort(plan_, draft, replica);
  auto change = commit(std::move(draft), replica, std::move(author));
  const auto changes_something = [](const Edit& edit) { return edit.before != edit.after; };
  if (change && *change && std::ranges::any_of((*change)->edits, changes_something)) {
    undo_.push_back({.place = history_.size() - 1});
    redo_.clear();
  }
  return change;
}

Result<Change> OpenPlan::note(Draft draft, ReplicaId replica, Author author) {
  Change change = plan_.stamp(std::move(draft), replica, std::move(author));
  if (auto applied = apply(change); !applied) return std::unexpected(applied.error());
  return change;
}

Result<std::optional<Change>> OpenPlan::take_back(std::vector<Step>& from, std::vector<Step>& to,
                                                  Reversal reversal, ReplicaId replica,
                                                  Author author) {
  while (!from.empty()) {
    const Change& last = change_of(from.back());
    from.pop_back();
    Draft inverse = make_inverse(plan_, last, make_reversal_label(reversal, last.label));
    auto change = commit(std::move(inverse), replica, author);
    if (!change) return change;
    // Everything it wrote was overwritten since by others: the one before it is meant.
    if (!*change) continue;
    to.push_back({.place = history_.size() - 1});
    return change;
  }
  return std::nullopt;
}

Result<std::optional<Change>> OpenPlan::undo(ReplicaId replica, Author author) {
  return take_back(undo_, redo_, Reversal::undo, replica, std::move(author));
}

Result<std::optional<Change>> OpenPlan::redo(ReplicaId replica, Author author) {
  return take_back(redo_, undo_, Reversal::redo, replica, std::move(author));
}

const Change* OpenPlan::next_undo() const {
  return undo_.empty() ? nullptr : &change_of(undo_.back());
}
const Change* OpenPlan::next_redo() const {
  return redo_.empty() ? nullptr : &change_of(redo_.back());
}

Result<void> OpenPlan::receive(std::span<const Change> changes) {
  for (const Change& change : changes) {
    if (plan_.has(change.dot)) continue;
    if (auto applied = apply(change); !applied) return applied;
  }
  return {};
}

Result<Merged> OpenPlan::merge(const Plan& other, std::span<const Change> history,
                               std::optional<ChangeLabel> label) {
  auto merged = tongzhou::merge(plan_, other);
  if (!merged) return merged;
  add_history(history_, history);
  (void)drop_before_start();
  derived_->last_was_change = false;
  if (label && !merged->edits.empty()) {
    merges_.push_back({.label = std::move(*label), .edits = merged->edits});
    undo_.push_back({Step::Of::merges, merges_.size() - 1});
    redo_.clear();
  }
  return merged;
}

std::vector<Change> OpenPlan::start_history_at(std::uint32_t counter) {
  history_start_ = counter;
  return drop_before_start();
}

void OpenPlan::put_history_back(std::span<const Change> changes) {
  history_start_ = 0;
  add_history(history_, changes);
}

// What is undone by its place moves with it.
std::vector<Change> OpenPlan::drop_before_start() {
  if (history_start_ == 0) return {};
  constexpr std::size_t kGone = ~std::size_t{0};
  std::vector<Change> dropped, kept;
  std::vector<std::size_t> places;
  for (Change& change : history_) {
    const bool stays = change.counter >= history_start_;
    places.push_back(stays ? kept.size() : kGone);
    (stays ? kept : dropped).push_back(std::move(change));
  }
  history_ = std::move(kept);
  for (auto* steps : {&undo_, &redo_}) {
    std::erase_if(*steps, [&](const Step& step) {
      return step.of == Step::Of::history && places[step.place] == kGone;
    });
    for (Step& step : *steps)
      if (step.of == Step::Of::history) step.place = places[step.place];
  }
  return dropped;
}

}  // namespace tongzhou
