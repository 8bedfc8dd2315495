#include "ui/pages/plan_chart.h"

#include <algorithm>
#include <array>

#include "app/edits.h"
#include "app/start_reasons.h"
#include "schedule/calendars.h"
#include "schedule/schedule.h"

namespace tongzhou {
namespace {

class ActRunner {
 public:
  explicit ActRunner(const Desk& desk) : desk_(desk) {}

  void operator()(const SelectTask& act) const {
    if (act.task == kNoSlot) return desk_.view.selection.clear();
    const AnyRef record = ref(id(act.task));
    switch (act.how) {
      case SelectHow::only: return desk_.view.selection.choose(record);
      case SelectHow::toggle: return desk_.view.selection.toggle(record);
      case SelectHow::range: return choose_range(record);
    }
  }
  void operator()(const OpenTask& act) const { desk_.view.selection.choose(ref(id(act.task))); }
  void operator()(const MoveTask& act) const {
    desk_.edit(move_task(desk_.open(), random(), id(act.task), act.start));
  }
  void operator()(const ResizeTask& act) const {
    if (act.finish)
      return desk_.edit(resize_task(desk_.open(), random(), id(act.task), *act.finish));
    if (act.start) desk_.edit(resize_by_start(act.task, *act.start));
  }
  void operator()(const SetProgress& act) const {
    const std::array one{id(act.task)};
    desk_.edit(set_percent(desk_.open(), random(), one, act.percent));
  }
  void operator()(const LinkTasks& act) const {
    desk_.edit(link_tasks(desk_.open(), random(), id(act.from), id(act.to), act.type));
  }
  void operator()(const SelectLink& act) const {
    desk_.view.selection.choose(ref(desk_.plan().table<Dependency>()[act.dependency].id));
  }

 private:
  Id<Task> id(Slot task) const { return desk_.plan().table<Task>()[task].id; }
  Random& random() const { return desk_.session.random(); }

  void choose_range(AnyRef record) const {
    const auto rows = desk_.view.rows.current();
    const OpenPlan& open = desk_.open();
    const auto row_of = [&](AnyRef of) { return desk_.view.rows.find(open, {of.id.value}); };
    const auto to = row_of(record);
    const auto from = row_of(desk_.view.selection.anchor());
    if (!to || !from) return desk_.view.selection.choose(record);
    std::vector<AnyRef> between;
    for (auto row = std::min(*from, *to); row <= std::max(*from, *to); ++row)
      between.push_back(ref(id(open.outline().rows[rows[row].outline_row].task)));
    desk_.view.selection.extend_to(record, std::move(between));
  }

  // The start moves, the finish stays: the work between is the new duration.
  Result<Draft> resize_by_start(Slot task, Instant start) const {
    Result<Draft> draft = move_task(desk_.open(), random(), id(task), start);
    if (!draft) return draft;
    const Calendars& calendars = desk_.open().calendars();
    const WorkingTime& time = calendars[calendars.of_task(desk_.plan(), task)];
    const Instant finish = desk_.open().schedule().tasks[task].finish;
    constexpr std::int32_t kShortest = 15;
    const Minutes length{std::max(kShortest, time.between(start, finish).count)};
    ChangeBuilder change = desk_.change(draft->label);
    change.set<&Task::duration>(id(task), length);
    for (Edit& edit : std::move(change).take().edits) draft->edits.push_back(std::move(edit));
    return draft;
  }

  const Desk& desk_;
};

}  // namespace

PlanChart::PlanChart(const Desk& desk, const TaskFacts& facts, std::uint64_t rows_revision)
    : desk_(desk),
      open_(desk.open()),
      plan_(desk.plan()),
      schedule_(desk.open().schedule()),
      facts_(facts),
      rows_(desk.view.rows.current()),
      rows_revision_(rows_revision) {}

std::int32_t PlanChart::row_count() const { return static_cast<std::int32_t>(rows_.size()); }

GanttRow PlanChart::row(std::int32_t row) const {
  const VisibleRow& visible = rows_[static_cast<std::size_t>(row)];
  const Slot slot = open_.outline().rows[visible.outline_row].task;
  const Task& task = entry(slot).record;
  const TaskDates& dates = schedule_.tasks[slot];
  GanttRow shown{.task = slot,
                 .kind = dates.summary ? TaskKind::summary : task.kind,
                 .start = dates.start,
                 .finish = dates.finish,
                 .late_finish = dates.late_finish,
                 .deadline = task.deadline,
                 .pauses = open_.calendars().pauses(slot),
                 .percent = facts_.percent[slot],
                 .level = open_.outline().rows[visible.outline_row].depth + 1,
                 .critical = dates.critical,
                 .selected = desk_.view.selection.contains(ref(entry(slot).id)),
                 .title = task.title};
  if (const Department* department = plan_.find(task.department)) {
    shown.colour = department->colour;
    shown.department = department->name;
  }
  if (const Person* person = plan_.find(task.responsible)) shown.person = person->name;
  return shown;
}

std::int32_t PlanChart::row_of(Slot task) const {
  const auto row = desk_.view.rows.find(open_, entry(task).id);
  return row ? static_cast<std::int32_t>(*row) : -1;
}

std::uint64_t PlanChart::link_revision() const {
  return (facts_.links.revision() << 32) + rows_revision_;
}
std::uint32_t PlanChart::link_count() const {
  return static_cast<std::uint32_t>(facts_.links.all().size());
}
GanttLink PlanChart::link(std::uint32_t number) const {
  const Slot dependency = facts_.links.all()[number];
  const auto [from, to] = facts_.links.ends(dependency);
  const TaskDates& after = schedule_.tasks[to];
  const bool drives =
      after.reason.kind == ReasonKind::dependency && after.reason.subject == dependency;
  return {.from_row = row_of(from),
          .to_row = row_of(to),
          .dependency = dependency,
          .type = plan_.table<Dependency>()[dependency].record.type,
          .critical = drives && after.critical && schedule_.tasks[from].critical};
}

const WorkingTime& PlanChart::working_time(Slot task) const {
  const Calendars& calendars = open_.calendars();
  if (task == kNoSlot) return calendars[Calendars::kPlan];
  return calendars[calendars.of_task(plan_, task)];
}
std::int32_t PlanChart::minutes_per_day() const { return plan_.info().minutes_per_day; }

Instant PlanChart::first() const { return rows_.empty() ? Instant{} : schedule_.start; }
Instant PlanChart::last() const { return rows_.empty() ? Instant{} : schedule_.finish; }

std::vector<std::string> PlanChart::why_then(Slot task) const {
  return start_reasons(desk_.look.words(), open_, task);
}
std::int32_t PlanChart::slack_minutes(Slot task) const {
  return schedule_.tasks[task].total_slack.count;
}
bool PlanChart::may_move(Slot task) const { return !schedule_.tasks[task].complete; }

std::optional<std::string> PlanChart::link_refusal(Slot from, Slot to, LinkType type) const {
  const auto draft = link_tasks(open_, desk_.session.random(), entry(from).id, entry(to).id, type);
  if (draft) return {};
  return say(desk_.look.language, draft.error().what);
}

void carry_out(const Desk& desk, const std::vector<GanttAct>& acts) {
  for (const GanttAct& act : acts) std::visit(ActRunner(desk), act);
}

}  // namespace tongzhou
