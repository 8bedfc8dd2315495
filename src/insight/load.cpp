#include "insight/load.h"

#include <algorithm>
#include <functional>

#include "core/sorting.h"
#include "model/in_order.h"

namespace tongzhou {
namespace {

constexpr int kMostDays = 100 * 366;

// Sums tasks into days. A task that is under way all day counts once, as a step up on its first
// whole day and a step down after its last; how many minutes such a day has is its calendar's
// matter, so steps are kept by pool and calendar.
class LoadSum {
 public:
  LoadSum(const Plan& plan, const Schedule& schedule, const Calendars& calendars)
      : plan_(plan), schedule_(schedule), calendars_(calendars), demands_(plan) {
    first_ = day_of(schedule.start);
    const Day last = std::min(day_of(schedule.finish), first_ + (kMostDays - 1));
    days_ = static_cast<std::size_t>(std::max(0, last - first_) + 1);
    steps_.resize(std::size_t{demands_.pool_count()} * calendars.calendar_count());
    parts_.resize(demands_.pool_count());
    is_needed_.resize(demands_.pool_count());
  }

  LoadTable make() {
    const Table<Task>& tasks = plan_.table<Task>();
    for (Slot task = 0; task < tasks.slot_count(); ++task)
      for (const Need& need : demands_.of(task)) add(task, need);
    LoadTable table{first_, first_ + static_cast<int>(days_ - 1), {}, {}};
    for (const Slot slot : slots_in_order(plan_.table<Department>())) {
      const Calendars::Index calendar =
          calendars_.of_department(plan_, plan_.table<Department>()[slot].id);
      table.departments.push_back(
          make_pool(slot, demands_.department(slot), calendar, people_of_department(plan_, slot)));
    }
    for (const Slot slot : slots_in_order(plan_.table<Person>())) {
      if (is_needed_[demands_.person(slot)] == 0) continue;
      const Person& person = plan_.table<Person>()[slot].record;
      const Calendars::Index calendar = plan_.find(person.calendar) != nullptr
                                            ? calendars_.find(person.calendar)
                                            : calendars_.of_department(plan_, person.department);
      table.persons.push_back(make_pool(slot, demands_.person(slot), calendar,
                                        {{kFirstDay, std::max(person.capacity, 0.0)}}));
    }
    return table;
  }

 private:
  void add(Slot task, const Need& need) {
    const TaskDates& dates = schedule_.tasks[task];
    if (dates.summary || !dates.start.is_set()) return;
    is_needed_[need.pool] = 1;
    const Calendars::Index calendar = calendars_.of_task(plan_, task);
    const WorkingTime& time = calendars_[calendar];
    const Day first = day_of(dates.start), last = day_of(dates.finish);
    if (first == last) {
      return add_part(need, first, time.between(dates.start, dates.finish));
    }
    add_part(need, first, time.between(dates.start, start_of(first + 1)));
    add_part(need, last, time.between(start_of(last), dates.finish));
    if (calendar >= calendars_.calendar_count()) {  // it pauses: its days are its own
      for (Day day = first + 1; day < last; day = day + 1)
        add_part(need, day, {time.minutes_on(day)});
      return;
    }
    std::vector<double>& steps = steps_[need.pool * calendars_.calendar_count() + calendar];
    if (steps.empty()) steps.resize(days_ + 1);
    steps[place(first + 1)] += need.people;
    steps[place(last)] -= need.people;
  }
  void add_part(const Need& need, Day day, Minutes work) {
    std::vector<double>& parts = parts_[need.pool];
    if (parts.empty()) parts.resize(days_ + 1);
    parts[place(day)] += work.count * need.people;
  }
  // The last place is for all that lies beyond the days counted, before or after.
  std::size_t place(Day day) const {
    return std::min(static_cast<std::size_t>(day - first_), days_);
  }

  PoolLoad make_pool(Slot slot, Pool pool, Calendars::Index own,
                     const std::vector<PeopleFrom>& people) const {
    std::vector<PoolLoad::DayLoad> days(days_);
    const std::vector<double>& parts = parts_[pool];
    auto there = people.begin();
    for (std::size_t day = 0; day < days_; ++day) {
      const Day date = first_ + static_cast<int>(day);
      while (there + 1 != people.end() && (there + 1)->day <= date) ++there;
      const double minutes = calendars_[own].minutes_on(date);
      days[day] = {parts.empty() ? 0 : parts[day], minutes * there->people, minutes};
    }
    for (Calendars::Index calendar = 0; calendar < calendars_.calendar_count(); ++calendar) {
      const auto& steps = steps_[pool * calendars_.calendar_count() + calendar];
      double needed = 0;
      for (std::size_t day = 0; day < days_ && !steps.empty(); ++day) {
        needed += steps[day];
        days[day].needed +=
            needed * calendars_[calendar].minutes_on(first_ + static_cast<int>(day));
      }
    }
    return {slot, first_, days};
  }

  const Plan& plan_;
  const Schedule& schedule_;
  const Calendars& calendars_;
  Demands demands_;
  Day first_;
  std::size_t days_ = 0;
  std::vector<std::vector<double>> steps_;  // of people, by pool and calendar, then day
  std::vector<std::vector<double>> parts_;  // minutes in parts of days, by pool
  std::vector<std::uint8_t> is_needed_;     // by pool
};

}  // namespace

PoolLoad::PoolLoad(Slot slot, Day first, const std::vector<DayLoad>& days)
    : slot_(slot), first_(first), before_{{}} {
  before_.reserve(days.size() + 1);
  for (const DayLoad& day : days) {
    const DayLoad& sum = before_.back();
    before_.push_back(
        {sum.needed + day.needed, sum.capacity + day.capacity, sum.minutes + day.minutes});
  }
}

Load PoolLoad::between(Day from, Day to) const {
  const int days = static_cast<int>(before_.size()) - 1;
  const auto begin = static_cast<std::size_t>(std::clamp(from - first_, 0, days));
  const auto end = static_cast<std::size_t>(std::clamp(to - first_, 0, days));
  if (end <= begin) return {};
  return {before_[end].needed - before_[begin].needed,
          before_[end].capacity - before_[begin].capacity,
          before_[end].minutes - before_[begin].minutes};
}

LoadTable make_load(const Plan& plan, const Schedule& schedule, const Calendars& calendars) {
  return LoadSum(plan, schedule, calendars).make();
}

std::vector<Overload> find_overloads(const Plan& plan, const LoadTable& load) {
  std::vector<Overload> found;
  const auto look_through = [&](const PoolLoad& pool, AnyRef of) {
    bool goes_on = false;
    for (Day day = load.first; day <= load.last; day = day + 1) {
      const Load at = pool.between(day, day + 1);
      if (at.minutes <= 0 && at.needed <= 0) continue;
      if (!at.is_over()) {
        goes_on = false;
        continue;
      }
      if (!goes_on) found.push_back({.of = of, .first = day});
      goes_on = true;
      Overload& overload = found.back();
      overload.last = day;
      overload.excess += at.needed - at.capacity;
      // Work on a day off is counted against a whole day.
      const double minutes = at.minutes > 0 ? at.minutes : plan.info().minutes_per_day;
      const double needed = at.needed / minutes, there = at.capacity / minutes;
      if (overload.worst.is_set() && needed - there <= overload.needed - overload.there) continue;
      overload.worst = day;
      overload.needed = needed;
      overload.there = there;
    }
  };
  for (const PoolLoad& pool : load.departments)
    look_through(pool, ref(plan.table<Department>()[pool.slot()].id));
  for (const PoolLoad& pool : load.persons)
    look_through(pool, ref(plan.table<Person>()[pool.slot()].id));
  sort_stably(found, std::ranges::greater{}, &Overload::excess);
  return found;
}

std::vector<LoadCause> find_load_causes(const Plan& plan, const Schedule& schedule,
                                        const Calendars& calendars, AnyRef of, Day from, Day to) {
  const Demands demands(plan);
  const Slot slot = plan.table(of.kind)->find_slot(of.id);
  const Pool pool = of.kind == Kind::person ? demands.person(slot) : demands.department(slot);
  std::vector<LoadCause> causes;
  const Table<Task>& tasks = plan.table<Task>();
  for (Slot task = 0; task < tasks.slot_count(); ++task) {
    const TaskDates& dates = schedule.tasks[task];
    if (dates.summary || !dates.start.is_set()) continue;
    const Instant begin = std::max(dates.start, start_of(from));
    const Instant end = std::min(dates.finish, start_of(to));
    if (begin >= end) continue;
    for (const Need& need : demands.of(task)) {
      if (need.pool != pool) continue;
      const WorkingTime& time = calendars[calendars.of_task(plan, task)];
      const double minutes = time.between(begin, end).count * need.people;
      if (minutes > 0) causes.push_back({task, minutes});
    }
  }
  sort_stably(causes, std::ranges::greater{}, &LoadCause::minutes);
  return causes;
}

}  // namespace tongzhou
