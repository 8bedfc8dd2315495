#include "insight/load.h"

#include <algorithm>

namespace tongzhou {
namespace {

constexpr int kMostDays = 100 * 366;

// Sums tasks into days. A task that is under way all day counts once, as a step up on its first
// whole day and a step down after its last; how many minutes such a day has is its calendar's
// matter, so steps are kept by department and calendar.
class LoadSum {
 public:
  LoadSum(const Plan& plan, const Schedule& schedule, const Calendars& calendars)
      : plan_(plan), schedule_(schedule), calendars_(calendars) {
    first_ = day_of(schedule.start);
    const Day last = std::min(day_of(schedule.finish), first_ + (kMostDays - 1));
    days_ = static_cast<std::size_t>(std::max(0, last - first_) + 1);
    const Slot departments = plan.table<Department>().slot_count();
    steps_.resize(std::size_t{departments} * calendars.count());
    needed_.resize(departments);
  }

  LoadTable make() {
    add_tasks();
    LoadTable table{first_, first_ + static_cast<int>(days_ - 1), {}};
    for (const Slot department : departments_in_order()) {
      table.departments.emplace_back(department, first_, needed(department), capacity(department));
    }
    return table;
  }

 private:
  void add_tasks() {
    const Table<Task>& tasks = plan_.table<Task>();
    std::vector<std::uint8_t> assigned(tasks.slot_count(), 0);
    for (const auto& entry : plan_.table<Assignment>().live()) {
      const Slot task = tasks.find_slot(entry.record.task);
      if (task == kNoSlot || tasks[task].deleted) continue;
      const Person* person = plan_.find(entry.record.person);
      if (person == nullptr) continue;
      assigned[task] = 1;
      const auto own = person->department ? person->department : tasks[task].record.department;
      add(task, own, entry.record.units);
    }
    for (Slot task = 0; task < tasks.slot_count(); ++task) {
      if (assigned[task] == 0) add(task, tasks[task].record.department, 1);
    }
  }

  void add(Slot task, Id<Department> department, double people) {
    const TaskDates& dates = schedule_.tasks[task];
    const Slot of = plan_.table<Department>().find_slot(department);
    if (of == kNoSlot || dates.summary || !dates.start.is_set()) return;
    const Calendars::Index calendar = calendars_.of_task(plan_, plan_.table<Task>()[task].record);
    const WorkingTime& time = calendars_[calendar];
    const Day first = day_of(dates.start), last = day_of(dates.finish);
    if (first == last) {
      return add_part(of, first, time.between(dates.start, dates.finish).count * people);
    }
    add_part(of, first, time.between(dates.start, start_of(first + 1)).count * people);
    add_part(of, last, time.between(start_of(last), dates.finish).count * people);
    std::vector<double>& steps = steps_[of * calendars_.count() + calendar];
    if (steps.empty()) steps.resize(days_ + 1);
    steps[place(first + 1)] += people;
    steps[place(last)] -= people;
  }
  void add_part(Slot department, Day day, double minutes) {
    std::vector<double>& needed = needed_[department];
    if (needed.empty()) needed.resize(days_ + 1);
    needed[place(day)] += minutes;
  }
  // The last place is for all that lies beyond the days counted, before or after.
  std::size_t place(Day day) const {
    return std::min(static_cast<std::size_t>(day - first_), days_);
  }

  std::vector<double> needed(Slot department) {
    std::vector<double> days = std::move(needed_[department]);
    days.resize(days_);
    for (Calendars::Index calendar = 0; calendar < calendars_.count(); ++calendar) {
      const auto& steps = steps_[department * calendars_.count() + calendar];
      double people = 0;
      for (std::size_t day = 0; day < days_ && !steps.empty(); ++day) {
        people += steps[day];
        days[day] += people * calendars_[calendar].minutes_on(first_ + static_cast<int>(day));
      }
    }
    return days;
  }

  std::vector<double> capacity(Slot department) const {
    const Entry<Department>& entry = plan_.table<Department>()[department];
    const WorkingTime& time = calendars_[calendars_.of_department(plan_, entry.id)];
    std::vector<double> days(days_);
    for (std::size_t day = 0; day < days_; ++day) {
      days[day] = time.minutes_on(first_ + static_cast<int>(day)) * entry.record.capacity;
    }
    return days;
  }

  std::vector<Slot> departments_in_order() const {
    const Table<Department>& table = plan_.table<Department>();
    std::vector<Slot> slots;
    for (Slot slot = 0; slot < table.slot_count(); ++slot) {
      if (!table[slot].deleted) slots.push_back(slot);
    }
    std::ranges::sort(slots, [&](Slot a, Slot b) {
      const int order = table[a].record.order.compare(table[b].record.order);
      return order != 0 ? order < 0 : table[a].id < table[b].id;
    });
    return slots;
  }

  const Plan& plan_;
  const Schedule& schedule_;
  const Calendars& calendars_;
  Day first_;
  std::size_t days_ = 0;
  std::vector<std::vector<double>> steps_;   // by department and calendar, then day
  std::vector<std::vector<double>> needed_;  // parts of days, by department
};

std::vector<double> sums_before(const std::vector<double>& days) {
  std::vector<double> sums{0};
  sums.reserve(days.size() + 1);
  for (const double day : days) sums.push_back(sums.back() + day);
  return sums;
}

}  // namespace

DepartmentLoad::DepartmentLoad(Slot department, Day first, std::vector<double> needed,
                               std::vector<double> capacity)
    : department_(department),
      first_(first),
      needed_before_(sums_before(needed)),
      capacity_before_(sums_before(capacity)) {}

Load DepartmentLoad::between(Day from, Day to) const {
  const int days = static_cast<int>(needed_before_.size()) - 1;
  const auto begin = static_cast<std::size_t>(std::clamp(from - first_, 0, days));
  const auto end = static_cast<std::size_t>(std::clamp(to - first_, 0, days));
  if (end <= begin) return {};
  return {needed_before_[end] - needed_before_[begin],
          capacity_before_[end] - capacity_before_[begin]};
}

LoadTable make_load(const Plan& plan, const Schedule& schedule, const Calendars& calendars) {
  return LoadSum(plan, schedule, calendars).make();
}

}  // namespace tongzhou
