#include "app/start_reasons.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "schedule/calendars.h"
#include "schedule/demands.h"
#include "schedule/schedule.h"

namespace tongzhou {
namespace {

class Teller {
 public:
  Teller(Wording words, const OpenPlan& open, Slot task)
      : words_(words),
        open_(open),
        plan_(open.plan()),
        task_(task),
        dates_(open.schedule().tasks[task]),
        time_(open.calendars()[open.calendars().of_task(plan_, task)]) {}

  std::vector<std::string> tell() {
    switch (dates_.reason.kind) {
      case ReasonKind::none: return {};
      case ReasonKind::plan_start: add(Word::reason_plan_start, {when(plan_.info().start)}); break;
      case ReasonKind::dependency: tell_dependency(); break;
      case ReasonKind::constraint: tell_constraint(); break;
      case ReasonKind::actual: add(Word::reason_actual, {when(dates_.start)}); break;
      case ReasonKind::tasks_under:
        add(Word::reason_tasks_under, {title(dates_.reason.subject)});
        break;
      case ReasonKind::levelling: add(Word::reason_levelling, {when(dates_.start)}); break;
      case ReasonKind::update: add(Word::reason_update, {when(dates_.reason.bound)}); break;
      case ReasonKind::as_late_as_possible: add(Word::reason_as_late_as_possible, {}); break;
    }
    if (dates_.reason.kind != ReasonKind::actual) tell_days_off();
    if (dates_.conflict) add(Word::reason_conflict, {});
    tell_pauses();
    return std::move(sentences_);
  }

 private:
  const Task& record(Slot task) const { return plan_.table<Task>()[task].record; }
  std::string title(Slot task) const {
    return task == kNoSlot ? std::string{} : record(task).title;
  }
  std::string when(Instant instant) const {
    if (!instant.is_set()) return {};
    const std::int32_t minute = minute_of_day(instant);
    return fmt::format("{} {:02}:{:02}",
                       day_text(day_of(instant), words_.this_year, words_.language), minute / 60,
                       minute % 60);
  }
  void add(Word word, std::initializer_list<std::string_view> arguments) {
    std::vector<std::string> list(arguments.begin(), arguments.end());
    sentences_.push_back(say(words_.language, Message{word, std::move(list)}));
  }

  void tell_dependency() {
    const Dependency& link = plan_.table<Dependency>()[dates_.reason.subject].record;
    const Slot from = plan_.table<Task>().find_slot(link.from);
    if (from == kNoSlot) return;
    const TaskDates& before = open_.schedule().tasks[from];
    const bool by_finish =
        link.type == LinkType::finish_start || link.type == LinkType::finish_finish;
    add(by_finish ? Word::reason_after_finish : Word::reason_after_start,
        {title(from), when(by_finish ? before.finish : before.start)});
    if (link.type == LinkType::finish_finish || link.type == LinkType::start_finish)
      add(Word::reason_binds_finish, {});
    if (link.lag.count == 0) return;
    const std::string length = duration_text({std::abs(link.lag.count)}, DurationUnit::days,
                                             plan_.info().minutes_per_day, words_.language);
    const bool elapsed = link.lag_kind == LagKind::elapsed;
    if (link.lag.count < 0)
      add(Word::reason_lead, {length});
    else
      add(elapsed ? Word::reason_lag_elapsed : Word::reason_lag, {length});
  }

  void tell_constraint() {
    const Task& task = record(dates_.reason.subject == kNoSlot ? task_ : dates_.reason.subject);
    const auto word = kConstraints[static_cast<std::size_t>(task.constraint)];
    add(Word::reason_constraint, {say(words_.language, word), when(task.constraint_date)});
  }

  // The days off between what would allow the start and the start.
  void tell_days_off() {
    const Instant bound = dates_.reason.bound;
    if (!bound.is_set() || bound >= dates_.start) return;
    const Day last = day_of(dates_.start) - 1;
    Day first = day_of(bound);
    while (first <= last && time_.minutes_on(first) > 0) first = first + 1;
    if (first > last) return;
    constexpr int kLongestTold = 60;
    if (last - first > kLongestTold) return;
    const std::string from = day_text(first, words_.this_year, words_.language);
    if (first == last)
      add(Word::reason_day_off, {from});
    else
      add(Word::reason_days_off, {from, day_text(last, words_.this_year, words_.language)});
    const WorkingTime::DayWork start = time_.on(day_of(dates_.start));
    if (!start.cause.is_ordinary() && weekday_of(day_of(dates_.start)) >= 5)
      add(Word::reason_make_up,
          {day_text(day_of(dates_.start), words_.this_year, words_.language)});
  }

  void tell_pauses() {
    for (const auto& entry : plan_.table<Pause>().live()) {
      const Pause& pause = entry.record;
      if (pause.task != plan_.table<Task>()[task_].id || pause.from >= dates_.finish ||
          pause.until <= dates_.start)
        continue;
      add(pause.levelled ? Word::reason_levelled_pause : Word::reason_pause,
          {when(pause.from), when(pause.until)});
    }
  }

  Wording words_;
  const OpenPlan& open_;
  const Plan& plan_;
  Slot task_;
  const TaskDates& dates_;
  const WorkingTime& time_;
  std::vector<std::string> sentences_;
};

}  // namespace

std::vector<std::string> start_reasons(Wording words, const OpenPlan& open, Slot task) {
  return Teller(words, open, task).tell();
}

std::optional<Holder> find_holder(const OpenPlan& open, const Demands& demands, Slot task) {
  const Instant start = open.schedule().tasks[task].start;
  std::optional<Holder> last;
  Instant latest;
  for (const Outline::Row& row : open.outline().rows) {
    const TaskDates& dates = open.schedule().tasks[row.task];
    if (row.task == task || dates.summary || dates.finish > start || dates.finish <= latest)
      continue;
    for (const Need& need : demands.of(task))
      for (const Need& other : demands.of(row.task))
        if (need.pool == other.pool) {
          last = {row.task, need.pool};
          latest = dates.finish;
        }
  }
  return last;
}

std::vector<Slot> reason_chain(const OpenPlan& open, Slot task) {
  const Table<Task>& tasks = open.plan().table<Task>();
  std::optional<Demands> demands;  // only where levelling asks for them
  std::vector<Slot> chain;
  while (task != kNoSlot && std::ranges::find(chain, task) == chain.end()) {
    chain.push_back(task);
    const Reason& reason = open.schedule().tasks[task].reason;
    task = kNoSlot;
    if (reason.kind == ReasonKind::dependency) {
      task = tasks.find_slot(open.plan().table<Dependency>()[reason.subject].record.from);
    } else if (reason.kind == ReasonKind::tasks_under) {
      task = reason.subject;
    } else if (reason.kind == ReasonKind::levelling) {
      if (!demands) demands.emplace(open.plan());
      if (const auto holder = find_holder(open, *demands, chain.back())) task = holder->task;
    }
  }
  return chain;
}

}  // namespace tongzhou
