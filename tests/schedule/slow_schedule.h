// The timetable computed a second time, slowly and in another way, as a check on the first.
//
// Summaries are taken apart: every dependency, constraint and deadline of a summary is read as one
// of each task under it. Dates are found by computing all tasks again and again until nothing
// changes, and working time by looking at every minute.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "model/outline.h"
#include "schedule/calendars.h"
#include "schedule/schedule.h"

namespace tongzhou {

// One flag for each minute of some days: is it worked?
class MinuteTime {
 public:
  MinuteTime(const WorkingTime& time, Day first, Day last) : first_(start_of(first)) {
    for (Day day = first; day <= last; day = day + 1) {
      const std::size_t base = worked_.size();
      worked_.resize(base + kMinutesPerDay, false);
      for (const WorkSpan s : time.on(day).spans) {
        for (std::size_t m = s.from; m < s.to; ++m) worked_[base + m] = true;
      }
    }
  }
  void pause(Instant from, Instant until) {
    for (Instant t = from; t < until; t = t + Minutes{1})
      worked_.at(static_cast<std::size_t>((t - first_).count)) = false;
  }
  bool worked(Instant t) const { return worked_.at(static_cast<std::size_t>((t - first_).count)); }
  bool worked_before(Instant t) const { return worked(t - Minutes{1}); }
  int count(Instant from, Instant to) const {
    if (to < from) return -count(to, from);
    int n = 0;
    for (; from < to; from = from + Minutes{1}) n += worked(from) ? 1 : 0;
    return n;
  }
  Instant next_start(Instant t) const {
    while (!worked(t)) t = t + Minutes{1};
    return t;
  }
  Instant last_finish(Instant t) const {
    while (!worked_before(t)) t = t - Minutes{1};
    return t;
  }
  Instant ahead(Instant t, int minutes) const {  // when that much is done
    for (; minutes > 0; t = t + Minutes{1}) minutes -= worked(t) ? 1 : 0;
    return t;
  }
  Instant back(Instant t, int minutes) const {  // when that much must be begun
    for (; minutes > 0; t = t - Minutes{1}) minutes -= worked_before(t) ? 1 : 0;
    return t;
  }

 private:
  Instant first_;
  std::vector<bool> worked_;
};

class SlowSchedule {
 public:
  // All dates must come to lie between the two days.
  SlowSchedule(const Plan& plan, Day first, Day last)
      : plan_(plan), tasks_(plan.table<Task>()), calendars_(plan), outline_(build_outline(plan)) {
    for (Calendars::Index i = 0; i < calendars_.calendar_count(); ++i) {
      times_.emplace_back(calendars_[i], first, last);
    }
    for (const auto& entry : plan.table<Pause>().live()) {
      const Slot s = tasks_.find_slot(entry.record.task);
      if (is_summary(s)) continue;
      own_.try_emplace(s, times_[calendars_.without_pauses(plan_, s)])
          .first->second.pause(entry.record.from, entry.record.until);
    }
    result_.tasks.resize(tasks_.slot_count());
    settle([&](Slot s) { set_early(s); });
    for (const auto& row : outline_.rows)
      result_.finish = std::max(result_.finish, at(row.task).early_finish);
    settle([&](Slot s) { set_late(s); });
    for (const auto& row : outline_.rows) set_slack(row.task);
    settle([&](Slot s) { set_scheduled(s); });
  }

  const Schedule& result() const { return result_; }

 private:
  TaskDates& at(Slot s) { return result_.tasks[s]; }
  const Task& task(Slot s) const { return tasks_[s].record; }
  bool is_summary(Slot s) const { return outline_.is_summary(outline_.row_of[s]); }
  const MinuteTime& time(Slot s) const {
    const auto own = own_.find(s);
    return own != own_.end() ? own->second : times_[calendars_.without_pauses(plan_, s)];
  }
  int duration(Slot s) const {
    return task(s).kind == TaskKind::milestone ? 0 : task(s).duration.count;
  }
  int left(Slot s) const {
    if (task(s).remaining.count > 0) return task(s).remaining.count;
    return (duration(s) * (100 - task(s).percent) + 99) / 100;
  }
  bool is_complete(Slot s) const {
    return task(s).percent == 100 || task(s).actual_finish.is_set();
  }
  bool is_started(Slot s) const { return is_complete(s) || task(s).actual_start.is_set(); }

  // The task itself and the summaries above it.
  std::vector<Slot> with_above(Slot s) const {
    std::vector<Slot> all;
    for (auto row = static_cast<std::int32_t>(outline_.row_of[s]); row >= 0;
         row = outline_.rows[static_cast<std::size_t>(row)].parent) {
      all.push_back(outline_.rows[static_cast<std::size_t>(row)].task);
    }
    return all;
  }
  std::vector<Slot> leaves_under(Slot s) const {
    std::vector<Slot> leaves;
    const auto row = outline_.row_of[s];
    for (auto r = row; r < outline_.rows[row].end; ++r) {
      if (!outline_.is_summary(r)) leaves.push_back(outline_.rows[r].task);
    }
    return leaves;
  }
  template <class Visit>
  void for_each_link(Visit&& visit) const {
    for (const auto& entry : plan_.table<Dependency>().live()) {
      visit(entry.record, tasks_.find_slot(entry.record.from), tasks_.find_slot(entry.record.to));
    }
  }
  static bool has(const std::vector<Slot>& slots, Slot s) {
    return std::ranges::find(slots, s) != slots.end();
  }
  static bool binds_start(LinkType t) {
    return t == LinkType::finish_start || t == LinkType::start_start;
  }
  static bool leaves_finish(LinkType t) {
    return t == LinkType::finish_start || t == LinkType::finish_finish;
  }

  template <class Set>
  void settle(Set&& set) {
    for (int round = 0; round < 200; ++round) {
      const Schedule before = result_;
      for (const auto& row : outline_.rows) {
        if (!is_summary(row.task)) set(row.task);
      }
      for (const auto& row : outline_.rows) {
        if (is_summary(row.task)) span(row.task);
      }
      if (before == result_) return;
    }
  }
  void span(Slot s) {
    TaskDates d = at(s);
    const auto leaves = leaves_under(s);
    const auto lowest = [&](Instant TaskDates::* date) {
      return at(*std::ranges::min_element(leaves, {}, [&](Slot l) { return at(l).*date; })).*date;
    };
    const auto highest = [&](Instant TaskDates::* date) {
      return at(*std::ranges::max_element(leaves, {}, [&](Slot l) { return at(l).*date; })).*date;
    };
    d.early_start = lowest(&TaskDates::early_start);
    d.early_finish = highest(&TaskDates::early_finish);
    d.late_start = lowest(&TaskDates::late_start);
    d.late_finish = highest(&TaskDates::late_finish);
    d.start = lowest(&TaskDates::start);
    d.finish = highest(&TaskDates::finish);
    d.summary = true;
    d.complete = std::ranges::all_of(leaves, [&](Slot l) { return is_complete(l); });
    at(s) = d;
  }

  void set_early(Slot s) {
    const MinuteTime& t = time(s);
    const int work = duration(s);
    TaskDates& d = at(s);
    d.complete = is_complete(s);
    d.conflict = false;
    if (is_started(s) && (task(s).actual_start.is_set() || task(s).actual_finish.is_set())) {
      d.early_start = task(s).actual_start.is_set() ? task(s).actual_start
                                                    : t.back(task(s).actual_finish, work);
      if (task(s).actual_finish.is_set())
        d.early_finish = task(s).actual_finish;
      else if (task(s).resume.is_set())
        d.early_finish = t.ahead(std::max(task(s).resume, d.early_start), left(s));
      else
        d.early_finish = t.ahead(d.early_start, work);
      d.start = d.early_start;
      d.finish = d.early_finish;
      return;
    }
    Instant start = std::max(schedule_start(plan_), task(s).resume), finish;  // not before these
    const auto all = with_above(s);
    for (const Slot a : all) {
      const Constraint c = task(a).constraint;
      if (c == Constraint::start_no_earlier_than || c == Constraint::must_start_on)
        start = std::max(start, task(a).constraint_date);
      if (c == Constraint::finish_no_earlier_than || c == Constraint::must_finish_on)
        finish = std::max(finish, task(a).constraint_date);
    }
    for_each_link([&](const Dependency& link, Slot from, Slot to) {
      if (!has(all, to)) return;
      const Instant base = leaves_finish(link.type) ? at(from).early_finish : at(from).early_start;
      Instant& bound = binds_start(link.type) ? start : finish;
      if (base.is_set()) bound = std::max(bound, shift(link, base, to));
    });
    const Instant limit = task(s).constraint_date;
    const Constraint c = task(s).constraint;
    const bool start_limit = c == Constraint::must_start_on || c == Constraint::start_no_later_than;
    const bool finish_limit =
        c == Constraint::must_finish_on || c == Constraint::finish_no_later_than;
    if (work == 0) {
      Instant point = std::max(start, finish);
      if ((start_limit || finish_limit) && t.count(limit, point) > 0) {
        point = limit;
        d.conflict = true;
      }
      if (!t.worked(point) && !t.worked_before(point)) point = t.next_start(point);
      d.early_start = d.early_finish = point;
    } else {
      Instant begin = t.next_start(start);
      while (finish.is_set() && t.count(begin, finish) > work) {
        begin = t.next_start(begin + Minutes{1});
      }
      std::optional<Instant> latest;
      if (start_limit) latest = t.next_start(limit);
      if (finish_limit) latest = t.next_start(t.back(limit, work));
      if (latest && begin > *latest) {
        begin = *latest;
        d.conflict = true;
      }
      d.early_start = begin;
      d.early_finish = t.ahead(begin, work);
      if (finish > d.early_finish && t.count(d.early_finish, finish) == 0 && t.worked(finish)) {
        d.early_finish = finish;
      }
    }
    d.start = d.early_start;
    d.finish = d.early_finish;
  }

  // Forward over a lag, in the successor's calendar.
  Instant shift(const Dependency& link, Instant base, Slot to) const {
    const int lag = link.lag.count;
    if (link.lag_kind == LagKind::elapsed) return base + link.lag;
    if (lag >= 0) return time(to).ahead(base, lag);
    const Instant begin = time(to).back(base, -lag);
    return binds_start(link.type) ? time(to).next_start(begin) : time(to).last_finish(begin);
  }
  Instant shift_back(const Dependency& link, Instant base, Slot to) const {
    const int lag = link.lag.count;
    if (lag == 0) return base;
    if (link.lag_kind == LagKind::elapsed) return base - link.lag;
    return lag > 0 ? time(to).next_start(time(to).back(base, lag)) : time(to).ahead(base, -lag);
  }

  // The lowest limits on finish and start that the links out of a task and of those above it set,
  // where each leaf they lead to has the given dates.
  struct Limits {
    std::optional<Instant> finish, start;
    void lower(bool of_finish, Instant to) {
      auto& limit = of_finish ? finish : start;
      limit = limit ? std::min(*limit, to) : to;
    }
  };
  Limits limits_by(Slot s, Instant TaskDates::* start, Instant TaskDates::* finish) {
    Limits limits;
    for_each_link([&](const Dependency& link, Slot from, Slot to) {
      if (!has(with_above(s), from)) return;
      const bool of_finish = leaves_finish(link.type);
      if (!of_finish && at(s).early_start != at(from).early_start) return;
      for (const Slot leaf : leaves_under(to)) {
        if (is_started(leaf)) continue;
        const Instant base = at(leaf).*(binds_start(link.type) ? start : finish);
        if (base.is_set()) limits.lower(of_finish, shift_back(link, base, to));
      }
    });
    return limits;
  }

  void set_late(Slot s) {
    const MinuteTime& t = time(s);
    TaskDates& d = at(s);
    if (d.complete) {
      d.late_start = d.early_start;
      d.late_finish = d.early_finish;
      return;
    }
    Limits limits = limits_by(s, &TaskDates::late_start, &TaskDates::late_finish);
    limits.lower(true, result_.finish);
    for (const Slot a : with_above(s)) {
      const Constraint c = task(a).constraint;
      if (task(a).deadline.is_set()) limits.lower(true, task(a).deadline);
      if (c == Constraint::finish_no_later_than || c == Constraint::must_finish_on)
        limits.lower(true, task(a).constraint_date);
      if ((c == Constraint::start_no_later_than || c == Constraint::must_start_on) &&
          at(s).early_start == at(a).early_start)
        limits.lower(false, task(a).constraint_date);
    }
    if (duration(s) == 0) {
      Instant point = *limits.finish;
      if (limits.start) point = std::min(point, *limits.start);
      d.total_slack = {t.count(d.early_finish, point)};
      if (!t.worked(point) && !t.worked_before(point)) point = t.last_finish(point);
      d.late_start = d.late_finish = point;
      return;
    }
    d.late_start = t.next_start(t.back(*limits.finish, duration(s)));
    if (limits.start) d.late_start = std::min(d.late_start, t.next_start(*limits.start));
    d.late_finish = t.ahead(d.late_start, duration(s));
    d.total_slack = {t.count(d.early_finish, d.late_finish)};
  }

  void set_slack(Slot s) {
    const MinuteTime& t = time(s);
    TaskDates& d = at(s);
    if (is_summary(s)) {
      d.total_slack = {
          std::min(t.count(d.early_start, d.late_start), t.count(d.early_finish, d.late_finish))};
    } else if (d.complete) {
      d.total_slack = {0};
    }
    const Limits limits = limits_by(s, &TaskDates::early_start, &TaskDates::early_finish);
    std::optional<int> free;
    if (limits.finish) free = t.count(d.early_finish, *limits.finish);
    if (limits.start) {
      const int by_start = t.count(d.early_start, *limits.start);
      free = free ? std::min(*free, by_start) : by_start;
    }
    if (!free) free = t.count(d.early_finish, result_.finish);
    d.free_slack = {d.complete ? 0 : std::max(0, *free)};
    d.critical = !d.complete && d.total_slack.count <= 0;
  }

  void set_scheduled(Slot s) {
    TaskDates& d = at(s);
    if (task(s).constraint != Constraint::as_late_as_possible || is_started(s)) return;
    const MinuteTime& t = time(s);
    Limits limits = limits_by(s, &TaskDates::start, &TaskDates::finish);
    limits.lower(true, std::min(result_.finish, d.late_finish));
    d.start = d.early_start;
    d.finish = d.early_finish;
    if (duration(s) == 0) {
      Instant point = *limits.finish;
      if (limits.start) point = std::min(point, *limits.start);
      if (!t.worked(point) && !t.worked_before(point)) point = t.last_finish(point);
      if (point > d.early_start) d.start = d.finish = point;
      return;
    }
    Instant begin = t.next_start(t.back(*limits.finish, duration(s)));
    if (limits.start) begin = std::min(begin, t.next_start(*limits.start));
    const Instant end = t.ahead(begin, duration(s));
    if (t.count(d.early_finish, end) <= 0) return;
    d.start = begin;
    d.finish = end;
  }

  const Plan& plan_;
  const Table<Task>& tasks_;
  Calendars calendars_;
  Outline outline_;
  std::vector<MinuteTime> times_;
  std::map<Slot, MinuteTime> own_;  // of tasks that pause
  Schedule result_;
};

}  // namespace tongzhou
