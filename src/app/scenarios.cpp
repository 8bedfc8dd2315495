#include "app/scenarios.h"

#include <algorithm>
#include <utility>

#include "core/check.h"
#include "core/sorting.h"
#include "insight/load.h"
#include "insight/overview.h"
#include "model/difference.h"
#include "schedule/schedule.h"

namespace tongzhou {
namespace {

constexpr FieldNumber kTitle = field_number<&PlanInfo::title>();
constexpr FieldNumber kScenarioOf = field_number<&PlanInfo::scenario_of>();

bool is_of_scenario_itself(const Edit& edit) {
  return edit.record.kind == Kind::plan && (edit.field == kTitle || edit.field == kScenarioOf);
}

// Who stays in a set: who is in both, and in one of them by a change that the other does not know.
AnyRefs join_sets(const Plan& plan, const Plan& scenario, const Edit& edit) {
  AnyRefs joined;
  const auto add_from = [&](const Plan& from, const Plan& other) {
    const auto theirs = other.siblings(edit.record, edit.field);
    for (const Sibling& element : from.siblings(edit.record, edit.field)) {
      const bool in_both =
          std::ranges::find(theirs, element.value, &Sibling::value) != theirs.end();
      if (in_both || !other.has(from.unpack(element.stamp).dot))
        joined.push_back(std::get<AnyId>(element.value));
    }
  };
  add_from(plan, scenario);
  add_from(scenario, plan);
  sort_stably(joined);
  joined.erase(std::ranges::unique(joined).begin(), joined.end());
  return joined;
}

}  // namespace

AnyId family_of(const Plan& plan) {
  const Id<PlanInfo> of = plan.info().scenario_of;
  return of ? of.any() : plan.id();
}

OpenPlan make_scenario(const Plan& plan, std::string title, AnyId id, const Writer& writer) {
  OpenPlan scenario(plan.copy_as(id));
  const AnyRef info = ref(scenario.plan().info_id());
  Draft draft{make_label(Word::did_begin_scenario, {plan.info().title}),
              {{info, kTitle, plan.info().title, std::move(title)},
               {info, kScenarioOf, plan.info().scenario_of.any(), family_of(plan)}}};
  const auto noted = scenario.note(std::move(draft), writer.replica, writer.author);
  check(noted.has_value(), "a copy takes its name");
  return scenario;
}

ScenarioEdits find_scenario_edits(const Plan& plan, const Plan& scenario) {
  const Plan like = scenario.copy_as(plan.id());
  ScenarioEdits found;
  for (Edit& edit : find_differences(plan, like)) {
    const Row* row = like.find_row(edit.record);
    if (row == nullptr || is_of_scenario_itself(edit)) continue;
    if (std::holds_alternative<AnyRefs>(edit.after) && plan.find_row(edit.record) != nullptr) {
      edit.after = join_sets(plan, like, edit);
      if (edit.after == edit.before) continue;
    } else {
      if (plan.has(like.unpack(row->stamps.of(edit.field)).dot)) continue;
      if (const Row* there = plan.find_row(edit.record))
        found.overwrites += like.has(plan.unpack(there->stamps.of(edit.field)).dot) ? 0U : 1U;
    }
    found.edits.push_back(std::move(edit));
  }
  return found;
}

ScenarioFacts describe_scenario(const OpenPlan& open) {
  const Plan& plan = open.plan();
  const Schedule& schedule = open.schedule();
  ScenarioFacts facts{.finish = schedule.finish,
                      .missed = count_missed_deadlines(plan, open.outline(), schedule)};
  const Table<Task>& tasks = plan.table<Task>();
  for (const Outline::Row& row : open.outline().rows) {
    const Entry<Task>& entry = tasks[row.task];
    const TaskDates& dates = schedule.tasks[row.task];
    ++facts.tasks;
    if (entry.record.kind == TaskKind::milestone && !dates.summary)
      facts.milestones.push_back({entry.id, dates.finish});
  }
  const LoadTable& load = open.load();
  const double day = plan.info().minutes_per_day;
  for (const PoolLoad& pool : load.departments)
    facts.person_days += pool.between(load.first, load.last + 1).needed / day;
  for (const Overload& overload : find_overloads(plan, load)) {
    ++facts.overloads;
    if (overload.of.kind == Kind::department) facts.days_too_much += overload.excess / day;
  }
  return facts;
}

std::vector<ScenarioMove> find_scenario_moves(const OpenPlan& plan, const OpenPlan& scenario) {
  std::vector<ScenarioMove> moves;
  const Table<Task>& before = plan.plan().table<Task>();
  const Table<Task>& after = scenario.plan().table<Task>();
  const auto dates_of = [](const OpenPlan& open, const Table<Task>& tasks, Id<Task> task) {
    const Slot slot = tasks.find_slot(task);
    const bool is_there = slot != kNoSlot && !tasks[slot].deleted;
    return is_there ? open.schedule().tasks[slot] : TaskDates{};
  };
  for (const Outline::Row& row : scenario.outline().rows) {
    const TaskDates& now = scenario.schedule().tasks[row.task];
    if (now.summary) continue;
    const Id<Task> task = after[row.task].id;
    const TaskDates was = dates_of(plan, before, task);
    if (was.start != now.start || was.finish != now.finish)
      moves.push_back({task, was.start, was.finish, now.start, now.finish});
  }
  for (const Outline::Row& row : plan.outline().rows) {
    const TaskDates& was = plan.schedule().tasks[row.task];
    const Id<Task> task = before[row.task].id;
    if (!was.summary && after.find(task) == nullptr)
      moves.push_back({task, was.start, was.finish, {}, {}});
  }
  return moves;
}

}  // namespace tongzhou
