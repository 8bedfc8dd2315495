#include "schedule/demands.h"

#include <algorithm>
#include <map>

#include "core/sorting.h"

namespace tongzhou {

Demands::Demands(const Plan& plan)
    : departments_(plan.table<Department>().slot_count()),
      persons_(plan.table<Person>().slot_count()) {
  const Table<Task>& tasks = plan.table<Task>();
  const auto live_task = [&](Id<Task> id) {
    const Slot slot = tasks.find_slot(id);
    return slot == kNoSlot || tasks[slot].deleted ? kNoSlot : slot;
  };
  const auto live_department = [&](Id<Department> id) {
    return plan.find(id) == nullptr ? kNoSlot : plan.table<Department>().find_slot(id);
  };
  struct Line {
    Slot task;
    Pool pool;
    double people;
  };
  std::vector<Line> lines;
  std::vector<std::uint8_t> is_assigned(tasks.slot_count(), 0);
  for (const auto& entry : plan.table<Assignment>().live()) {
    const Slot task = live_task(entry.record.task);
    const Person* record = plan.find(entry.record.person);
    if (task == kNoSlot || record == nullptr || !(entry.record.units > 0)) continue;
    is_assigned[task] = 1;
    lines.push_back(
        {task, person(plan.table<Person>().find_slot(entry.record.person)), entry.record.units});
    const Slot own =
        live_department(record->department ? record->department : tasks[task].record.department);
    if (own != kNoSlot) lines.push_back({task, own, entry.record.units});
  }
  const auto same = [](const Line& a, const Line& b) {
    return a.task == b.task && a.pool == b.pool;
  };
  const auto before = [](const Line& a, const Line& b) {
    return a.task != b.task ? a.task < b.task : a.pool < b.pool;
  };
  const auto sum_up = [&] {
    sort_stably(lines, [&](const Line& a, const Line& b) {
      return same(a, b) ? a.people < b.people : before(a, b);
    });
    std::vector<Line> sums;
    for (const Line& line : lines) {
      if (!sums.empty() && same(sums.back(), line))
        sums.back().people += line.people;
      else
        sums.push_back(line);
    }
    lines = std::move(sums);
  };
  sum_up();
  // What a task says itself holds against those assigned of its department, where it is more.
  std::vector<Line> own;
  for (Slot task = 0; task < tasks.slot_count(); ++task) {
    const Task& record = tasks[task].record;
    if (tasks[task].deleted) continue;
    const Slot pool = live_department(record.department);
    if (pool == kNoSlot || (is_assigned[task] != 0 && !(record.people > 0))) continue;
    const Line wanted{task, pool, record.people > 0 ? record.people : 1};
    const auto there = std::ranges::lower_bound(lines, wanted, before);
    if (there != lines.end() && same(*there, wanted))
      there->people = std::max(there->people, wanted.people);
    else
      own.push_back(wanted);
  }
  lines.insert(lines.end(), own.begin(), own.end());
  for (const auto& entry : plan.table<Demand>().live()) {
    const Slot task = live_task(entry.record.task);
    const Slot pool = live_department(entry.record.department);
    if (task == kNoSlot || pool == kNoSlot || !(entry.record.people > 0)) continue;
    lines.push_back({task, pool, entry.record.people});
  }
  sum_up();
  first_.assign(tasks.slot_count() + 1, 0);
  needs_.reserve(lines.size());
  for (const Line& line : lines) {
    ++first_[line.task + 1];
    needs_.push_back({line.pool, line.people});
  }
  for (Slot task = 0; task < tasks.slot_count(); ++task) first_[task + 1] += first_[task];
}

double Demands::people_at_work(Slot task) const {
  double people = 0;
  for (const Need& need : of(task))
    if (!is_person(need.pool)) people += need.people;
  return people > 0 ? people : 1;
}

AnyRef record_of(const Plan& plan, const Demands& demands, Pool pool) {
  const Slot slot = demands.slot(pool);
  return demands.is_person(pool) ? ref(plan.table<Person>()[slot].id)
                                 : ref(plan.table<Department>()[slot].id);
}

std::vector<PeopleFrom> people_of_department(const Plan& plan, Slot department) {
  const Entry<Department>& entry = plan.table<Department>()[department];
  std::map<Day, std::pair<Id<CapacityStep>, double>> steps;
  for (const auto& step : plan.table<CapacityStep>().live()) {
    if (step.record.department != entry.id || !step.record.from.is_set()) continue;
    const auto [place, is_new] = steps.try_emplace(step.record.from, step.id, step.record.people);
    if (!is_new && place->second.first < step.id) place->second = {step.id, step.record.people};
  }
  std::vector<PeopleFrom> people{{kFirstDay, std::max(entry.record.capacity, 0.0)}};
  for (const auto& [day, step] : steps) people.push_back({day, std::max(step.second, 0.0)});
  return people;
}

std::vector<PeopleFrom> share_of_person(const Plan& plan, const Calendars& calendars, Slot person,
                                        DayRange days) {
  const Person& record = plan.table<Person>()[person].record;
  const double share = std::max(record.capacity, 0.0);
  std::vector<PeopleFrom> people{{kFirstDay, share}};
  const Calendars::Index own = calendars.find(record.calendar);
  const Calendars::Index common = calendars.of_department(plan, record.department);
  if (plan.find(record.calendar) == nullptr || own == common) return people;
  for (Day day = days.first; day <= days.last; day = day + 1) {
    const int worked = calendars[common].minutes_on(day);
    if (worked == 0) continue;  // a day that asks for nobody ends no leave
    const double there = calendars[own].minutes_on(day) > 0 ? share : 0;
    if (there != people.back().people) people.push_back({day, there});
  }
  if (people.back().people != share) people.push_back({days.last + 1, share});
  return people;
}

}  // namespace tongzhou
