#include "schedule/check_schedule.h"

#include <algorithm>
#include <optional>

#include "schedule/effort.h"

namespace tongzhou {
namespace {

class Checker {
 public:
  Checker(const Plan& plan, const Network& network, const Schedule& schedule)
      : plan_(plan), network_(network), schedule_(schedule) {}

  std::vector<Problem> run() && {
    check_whole();
    check_calendars();
    for (const Cycle& cycle : network_.cycles()) check_cycle(cycle);
    for (const Outline::Row& row : network_.outline().rows) check_task(row.task);
    return std::move(problems_);
  }

 private:
  void add(Severity severity, AnyRef record, Word word, std::vector<std::string> arguments) {
    problems_.push_back({severity, record, {word, std::move(arguments)}});
  }
  static std::string date(Instant at) { return to_iso(day_of(at)); }

  void check_whole() {
    const PlanInfo& info = plan_.info();
    if (!info.start.is_set()) {
      add(Severity::warning, ref(plan_.info_id()), Word::problem_plan_start_missing,
          {date(network_.start())});
    }
    if (info.finish.is_set() && schedule_.finish > info.finish) {
      add(Severity::warning, ref(plan_.info_id()), Word::problem_plan_finish_missed,
          {date(schedule_.finish), date(info.finish)});
    }
  }

  void check_calendars() {
    const Calendars& calendars = network_.calendars();
    for (Calendars::Index i = 0; i < calendars.calendar_count(); ++i) {
      const Calendar* calendar = plan_.find(calendars.id(i));
      if (calendar == nullptr || calendars[i].has_work()) continue;
      add(Severity::error, ref(calendars.id(i)), Word::problem_calendar_without_work,
          {calendar->name});
    }
  }

  void check_cycle(const Cycle& cycle) {
    const auto touches_summary = [&](Slot dependency) {
      const Dependency& link = plan_.table<Dependency>()[dependency].record;
      const auto is_summary = [&](Id<Task> id) {
        return network_.node(plan_.table<Task>().find_slot(id)).is_summary();
      };
      return is_summary(link.from) || is_summary(link.to);
    };
    if (std::ranges::none_of(cycle.dependencies, touches_summary)) return;
    constexpr std::size_t kShown = 6;  // enough to see the way around, short enough to read
    std::string way;
    for (std::size_t i = 0; i < std::min(cycle.tasks.size(), kShown); ++i) {
      way += plan_.table<Task>()[cycle.tasks[i]].record.title + " → ";
    }
    way += cycle.tasks.size() > kShown ? "…" : plan_.table<Task>()[cycle.tasks[0]].record.title;
    add(Severity::error, ref(plan_.table<Task>()[cycle.tasks[0]].id), Word::problem_timetable_ring,
        {way});
  }

  void check_task(Slot slot) {
    const TaskDates& dates = schedule_.tasks[slot];
    const Entry<Task>& entry = plan_.table<Task>()[slot];
    const Task& task = entry.record;
    const Network::Node& node = network_.node(slot);
    if (task.deadline.is_set() && dates.finish > task.deadline) {
      add(Severity::warning, ref(entry.id), Word::problem_deadline_missed,
          {task.title, date(dates.finish), date(task.deadline)});
    }
    if (task.effort.count > 0 && !node.is_summary()) {
      if (!demands_) demands_.emplace(plan_);
      if (!effort_fits(task, demands_->people_at_work(slot)))
        add(Severity::warning, ref(entry.id), Word::problem_effort, {task.title});
    }
    if (dates.conflict) {
      add(Severity::warning, ref(entry.id), Word::problem_constraint_kept, {task.title});
    }
    const bool phase_limit =
        node.is_summary() && (node.constraint == Constraint::finish_no_later_than ||
                              node.constraint == Constraint::must_finish_on);
    if (phase_limit && dates.finish > node.constraint_date) {
      add(Severity::warning, ref(entry.id), Word::problem_phase_constraint_missed,
          {task.title, date(dates.finish), date(node.constraint_date)});
    }
    if (dates.finish >= kHorizonEnd && !node.is_summary()) {
      add(Severity::error, ref(entry.id), Word::problem_beyond_horizon, {task.title});
    }
  }

  const Plan& plan_;
  const Network& network_;
  const Schedule& schedule_;
  std::optional<Demands> demands_;  // where some task tells its effort
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> check_schedule(const Plan& plan, const Network& network,
                                    const Schedule& schedule) {
  return Checker(plan, network, schedule).run();
}

}  // namespace tongzhou
