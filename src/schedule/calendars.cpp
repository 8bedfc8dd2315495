#include "schedule/calendars.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "core/sorting.h"

namespace tongzhou {
namespace {

// Days of one exception or holiday run as it was found, not yet cut by others that overlap.
struct Layer {
  ExceptionalDays days;
  // Smaller decides: how far down the chain of bases, exceptions (0) before holidays (1), the
  // shorter, the later first day (negated), the larger id (inverted).
  std::tuple<int, int, int, std::int32_t, std::uint64_t> rank;
};

class Compiler {
 public:
  Compiler(const Plan& plan, Id<Calendar> calendar) : plan_(plan) {
    for (const Calendar* at = plan.find(calendar); at != nullptr; at = plan.find(at->base)) {
      if (std::ranges::find(chain_, at) != chain_.end()) break;
      chain_.push_back(at);
      ids_.push_back(calendar);
      calendar = at->base;
    }
  }

  WorkingTime compile(DayRange window) {
    lay_week();
    for (std::size_t depth = 0; depth < chain_.size(); ++depth) {
      lay_exceptions(static_cast<int>(depth));
      if (chain_[depth]->holidays == Holidays::china) lay_holidays(static_cast<int>(depth));
    }
    return {week(), flatten(), window};
  }

 private:
  void lay_week() {
    const auto give = [&](const WorkHours& hours) {
      std::array<bool, 7> spoken{};
      for (std::size_t d = 0; d < 7; ++d) spoken[d] = !weekdays_[d].empty();
      for (const WorkSpan span : hours.spans) {
        if (!spoken[span.weekday]) weekdays_[span.weekday].push_back(span);
      }
    };
    for (const Calendar* calendar : chain_) give(calendar->week);
    if (chain_.empty()) give(standard_week());
  }

  WorkHours week() const {
    WorkHours hours;
    for (const auto& spans : weekdays_) {
      hours.spans.insert(hours.spans.end(), spans.begin(), spans.end());
    }
    return hours;
  }

  // Hours of a weekend day worked in exchange for a holiday.
  const std::vector<WorkSpan>& make_up_hours(Day day) const {
    const auto& own = weekdays_[static_cast<std::size_t>(weekday_of(day))];
    if (!own.empty()) return own;
    const auto first = std::ranges::find_if(weekdays_, [](const auto& s) { return !s.empty(); });
    return first == weekdays_.end() ? own : *first;
  }

  void lay_exceptions(int depth) {
    for (const auto& entry : plan_.table<CalendarException>().live()) {
      const CalendarException& exception = entry.record;
      if (exception.calendar != ids_[static_cast<std::size_t>(depth)] ||
          !exception.first.is_set() || exception.last < exception.first) {
        continue;
      }
      layers_.push_back(
          {{exception.first, exception.last, exception.hours.spans, {entry.id, nullptr}},
           {depth, 0, exception.last - exception.first, -exception.first.value, ~entry.id.value}});
    }
  }

  void lay_holidays(int depth) {
    for (const HolidayRun& run : china_holidays()) {
      const auto lay = [&](Day first, Day last, std::vector<WorkSpan> hours) {
        layers_.push_back({{first, last, std::move(hours), {{}, &run}}, {depth, 1, 0, 0, 0}});
      };
      if (run.effect == HolidayEffect::off) {
        lay(run.first, run.last(), {});
        continue;
      }
      for (Day day = run.first; day <= run.last(); day = day + 1) lay(day, day, make_up_hours(day));
    }
  }

  // Cuts overlapping layers so that the smallest rank decides each day (a sweep over the days at
  // which a layer begins or ends).
  std::vector<ExceptionalDays> flatten() {
    sort_stably(layers_, {}, [](const Layer& layer) { return layer.days.first; });
    std::set<Day> cuts;
    for (const Layer& layer : layers_) {
      cuts.insert(layer.days.first);
      cuts.insert(layer.days.last + 1);
    }
    const auto by_rank = [](const Layer* a, const Layer* b) {
      return std::tie(a->rank, a->days.first) < std::tie(b->rank, b->days.first);
    };
    std::set<const Layer*, decltype(by_rank)> open(by_rank);
    std::vector<ExceptionalDays> flat;
    auto next = layers_.begin();
    for (auto cut = cuts.begin(); cut != cuts.end(); ++cut) {
      std::erase_if(open, [&](const Layer* layer) { return layer->days.last < *cut; });
      for (; next != layers_.end() && next->days.first == *cut; ++next) open.insert(&*next);
      if (open.empty()) continue;
      const ExceptionalDays& top = (*open.begin())->days;
      const Day last = *std::next(cut) - 1;
      if (!flat.empty() && flat.back().last + 1 == *cut && flat.back().cause == top.cause &&
          flat.back().hours == top.hours) {
        flat.back().last = last;
      } else {
        flat.push_back({*cut, last, top.hours, top.cause});
      }
    }
    return flat;
  }

  const Plan& plan_;
  std::vector<const Calendar*> chain_;  // the calendar, its base, ...
  std::vector<Id<Calendar>> ids_;       // of the chain
  std::array<std::vector<WorkSpan>, 7> weekdays_;
  std::vector<Layer> layers_;
};

// Days counted in constant time: a year before the plan begins to twenty after. Others take a
// little longer.
DayRange window_of(const Plan& plan) {
  const Day start = day_of(schedule_start(plan));
  return {start - 366, start + 20 * 366};
}

}  // namespace

Instant schedule_start(const Plan& plan) {
  if (plan.info().start.is_set()) return plan.info().start;
  Instant earliest;
  const auto name = [&](Instant date) {
    if (date.is_set() && (!earliest.is_set() || date < earliest)) earliest = date;
  };
  for (const auto& entry : plan.table<Task>().live()) {
    name(entry.record.constraint_date);
    name(entry.record.actual_start);
  }
  return earliest.is_set() ? earliest : at(from_civil(2026, 1, 5), 8 * 60);
}

WorkingTime compile_calendar(const Plan& plan, Id<Calendar> calendar, DayRange window) {
  return Compiler(plan, calendar).compile(window);
}

Calendars::Calendars(const Plan& plan) {
  const DayRange window = window_of(plan);
  const auto add = [&](Id<Calendar> id) {
    index_.emplace(id, count());
    ids_.push_back(id);
    times_.push_back(std::make_unique<WorkingTime>(compile_calendar(plan, id, window)));
  };
  const auto want = [&](Id<Calendar> id) {
    if (id && !has(id) && plan.find(id) != nullptr) add(id);
  };
  add(plan.info().calendar);
  for (const auto& entry : plan.table<Department>().live()) want(entry.record.calendar);
  for (const auto& entry : plan.table<Person>().live()) want(entry.record.calendar);
  for (const auto& entry : plan.table<Task>().live()) want(entry.record.calendar);
  read_pauses(plan);
}

void Calendars::read_pauses(const Plan& plan) {
  std::vector<std::pair<Slot, Stretch>> pauses;
  for (const auto& entry : plan.table<Pause>().live()) {
    const Pause& pause = entry.record;
    if (plan.find(pause.task) != nullptr && pause.from.is_set())
      pauses.push_back({plan.table<Task>().find_slot(pause.task), {pause.from, pause.until}});
  }
  sort_stably(pauses);
  for (auto at = pauses.begin(); at != pauses.end();) {
    const Slot task = at->first;
    std::vector<Stretch> of_task;
    for (; at != pauses.end() && at->first == task; ++at) of_task.push_back(at->second);
    set_pauses(task, without_pauses(plan, task), join(std::move(of_task)));
  }
}

std::span<const Stretch> Calendars::pauses(Slot task) const {
  const Own* own = own_of(task);
  return own == nullptr ? std::span<const Stretch>() : own->pauses;
}

Calendars::Index Calendars::set_pauses(Slot task, Index calendar, std::vector<Stretch> pauses) {
  if (pauses.empty() && own_of(task) == nullptr) return calendar;
  if (task >= own_of_.size()) own_of_.resize(task + 1, 0);
  if (own_of_[task] == 0) {
    own_.push_back({count(), {}});
    times_.push_back(nullptr);
    own_of_[task] = static_cast<std::uint32_t>(own_.size());
  }
  Own& own = own_[own_of_[task] - 1];
  own.pauses = std::move(pauses);
  if (own.pauses.empty()) return calendar;
  WorkingTime time = *times_[calendar];
  for (const Stretch pause : own.pauses) time = time.without(pause);
  times_[own.index] = std::make_unique<WorkingTime>(std::move(time));
  return own.index;
}

Calendars::Index Calendars::find(Id<Calendar> calendar) const {
  if (!calendar) return kPlan;
  const auto found = index_.find(calendar);
  return found == index_.end() ? kPlan : found->second;
}

Calendars::Index Calendars::of_department(const Plan& plan, Id<Department> department) const {
  if (!department) return kPlan;
  const Department* record = plan.find(department);
  return record == nullptr ? kPlan : find(record->calendar);
}

Calendars::Index Calendars::of_task(const Plan& plan, Slot task) const {
  const Own* own = own_of(task);
  if (own != nullptr && !own->pauses.empty()) return own->index;
  return without_pauses(plan, task);
}

Calendars::Index Calendars::without_pauses(const Plan& plan, Slot task) const {
  const Task& record = plan.table<Task>()[task].record;
  if (record.calendar && has(record.calendar)) return find(record.calendar);
  return of_department(plan, record.department);
}

}  // namespace tongzhou
