#include "app/levelling_run.h"

#include <algorithm>

#include "core/sorting.h"

namespace tongzhou {
namespace {

// What levelling once set, by task.
struct SetPause {
  Slot task;
  Stretch when;
  Id<Pause> id;
};
std::vector<SetPause> set_pauses(const Plan& plan) {
  std::vector<SetPause> pauses;
  for (const auto& entry : plan.table<Pause>().live())
    if (entry.record.levelled)
      pauses.push_back({plan.table<Task>().find_slot(entry.record.task),
                        {entry.record.from, entry.record.until},
                        entry.id});
  sort_stably(pauses, {}, [](const SetPause& pause) { return std::pair(pause.task, pause.when); });
  return pauses;
}

auto of_task(const auto& pauses, Slot task) {
  return std::ranges::equal_range(pauses, task, {}, [](const auto& pause) { return pause.task; });
}
std::vector<Stretch> stretches_of_task(const auto& pauses, Slot task) {
  std::vector<Stretch> found;
  for (const auto& pause : of_task(pauses, task)) found.push_back(pause.when);
  return found;
}

}  // namespace

LevellingRun::LevellingRun(const OpenPlan& open, std::uint64_t seed)
    : levelling_(open.plan(), seed),
      revision_(open.plan().revision()),
      finish_before_(open.schedule().finish),
      was_levelled_(is_levelled(open.plan())) {
  tell_moves(open);
}

double LevellingRun::progress() const {
  if (levelling_.is_done()) return 1;
  return static_cast<double>(levelling_.schedules()) /
         static_cast<double>(levelling_.expected_schedules());
}

void LevellingRun::advance(const OpenPlan& open, const Clock& clock, std::int64_t milliseconds) {
  if (!is_running()) return;
  const std::int64_t begun = clock.unix_milliseconds();
  const std::int64_t left = levelling_.expected_schedules() - levelling_.schedules();
  const int before = levelling_.results();
  levelling_.improve(std::min(step_, left));
  if (levelling_.results() != before) tell_moves(open);
  const std::int64_t took = clock.unix_milliseconds() - begun;
  if (took < milliseconds / 2) step_ = std::min<std::int64_t>(step_ * 2, 4096);
  if (took > milliseconds) step_ = std::max<std::int64_t>(step_ / 2, 1);
}

void LevellingRun::advance_to(const OpenPlan& open, std::int64_t schedules) {
  levelling_.improve(std::max<std::int64_t>(schedules - levelling_.schedules(), 0));
  tell_moves(open);
}

void LevellingRun::tell_moves(const OpenPlan& open) {
  const Table<Task>& tasks = open.plan().table<Task>();
  const LevelledPlan& best = levelling_.best();
  std::vector<const Wait*> waits(tasks.slot_count(), nullptr);
  for (const Wait& wait : best.waits)
    if (waits[wait.task] == nullptr) waits[wait.task] = &wait;
  const std::vector<SetPause> pauses_before = set_pauses(open.plan());
  moved_.clear();
  effects_.clear();
  for (const Outline::Row& row : open.outline().rows) {
    const Slot task = row.task;
    const TaskDates& before = open.schedule().tasks[task];
    const TaskDates& after = best.schedule.tasks[task];
    const Task& record = tasks[task].record;
    const bool milestone = record.kind == TaskKind::milestone && !before.summary;
    const LevellingEffect effect{task, before.finish, after.finish, record.deadline};
    if ((milestone && effect.before != effect.after) || effect.was_late() != effect.is_late())
      effects_.push_back(effect);
    if (before.summary) continue;
    std::vector<Stretch> pauses = stretches_of_task(best.pauses, task);
    const bool same_pauses = pauses == stretches_of_task(pauses_before, task);
    if (before.start == after.start && same_pauses) continue;
    MovedTask moved{.task = task,
                    .start_before = before.start,
                    .finish_before = before.finish,
                    .start = after.start,
                    .finish = after.finish,
                    .pauses = std::move(pauses),
                    .is_own = best.levelled_starts[task] != record.levelled_start || !same_pauses};
    if (waits[task] != nullptr) {
      moved.wait = *waits[task];
    } else if (after.reason.kind == ReasonKind::dependency) {
      moved.why = MovedTask::Why::follows;
      const Dependency& link = open.plan().table<Dependency>()[after.reason.subject].record;
      moved.leader = tasks.find_slot(link.from);
    } else {
      const bool is_earlier = after.start < before.start || after.finish < before.finish;
      moved.why = is_earlier ? MovedTask::Why::earlier : MovedTask::Why::follows;
    }
    moved_.push_back(moved);
  }
  sort_stably(moved_, {}, &MovedTask::start);
  first_ = last_ = {};
  for (const MovedTask& moved : moved_) {
    const Instant first = std::min(moved.start_before, moved.start);
    first_ = first_.is_set() ? std::min(first_, first) : first;
    last_ = std::max({last_, moved.finish_before, moved.finish});
  }
}

Draft LevellingRun::accept(const OpenPlan& open, Random& random,
                           std::span<const Id<Task>> left_out) const {
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_level, {}));
  const Table<Task>& tasks = open.plan().table<Task>();
  const std::vector<SetPause> before = set_pauses(open.plan());
  for (const Outline::Row& row : open.outline().rows) {
    const Id<Task> id = tasks[row.task].id;
    if (std::ranges::find(left_out, id) != left_out.end()) continue;
    builder.set<&Task::levelled_start>(id, levelling_.best().levelled_starts[row.task]);
    const std::vector<Stretch> pauses = stretches_of_task(levelling_.best().pauses, row.task);
    if (pauses == stretches_of_task(before, row.task)) continue;
    for (const SetPause& pause : of_task(before, row.task)) builder.remove(ref(pause.id));
    for (const Stretch when : pauses)
      builder.create(Pause{.task = id, .from = when.from, .until = when.until, .levelled = true});
  }
  return std::move(builder).take();
}

bool is_levelled(const Plan& plan) {
  return !set_pauses(plan).empty() ||
         std::ranges::any_of(plan.table<Task>().live(), [](const auto& entry) {
           return entry.record.levelled_start.is_set();
         });
}

Draft forget_levelling(const OpenPlan& open, Random& random) {
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_forget_levelling, {}));
  for (const auto& entry : open.plan().table<Task>().live())
    builder.set<&Task::levelled_start>(entry.id, Instant{});
  for (const SetPause& pause : set_pauses(open.plan())) builder.remove(ref(pause.id));
  return std::move(builder).take();
}

}  // namespace tongzhou
