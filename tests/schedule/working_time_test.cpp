#include "schedule/working_time.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "schedule/calendars.h"
#include "support/plan_edit.h"

namespace tongzhou {
namespace {

const Day kMonday = from_civil(2026, 8, 24);
const DayRange kNoWindow{kLastDay, kFirstDay};

Instant when(const char* text) { return *parse_iso_instant(text); }

// The slow truth: one flag for every minute of some days, counted one by one.
struct MinuteByMinute {
  Instant first;
  std::vector<bool> worked;

  MinuteByMinute(const WorkHours& week, const std::vector<ExceptionalDays>& exceptional, Day from,
                 int days)
      : first(start_of(from)), worked(static_cast<std::size_t>(days * kMinutesPerDay)) {
    for (int d = 0; d < days; ++d) {
      std::vector<WorkSpan> spans;
      for (const WorkSpan s : week.spans) {
        if (s.weekday == weekday_of(from + d)) spans.push_back(s);
      }
      for (const ExceptionalDays& e : exceptional) {
        if (e.first <= from + d && from + d <= e.last) spans = e.hours;
      }
      for (const WorkSpan s : spans) {
        for (int m = s.from; m < s.to; ++m) worked[static_cast<std::size_t>(d * 1440 + m)] = true;
      }
    }
  }
  void pause(Stretch off) {
    for (Instant t = off.from; t < off.until; t = t + Minutes{1})
      worked[static_cast<std::size_t>((t - first).count)] = false;
  }
  bool at(Instant t) const { return worked[static_cast<std::size_t>((t - first).count)]; }
  Instant add(Instant t, int work) const {
    for (; work > 0; t = t + Minutes{1}) work -= at(t) ? 1 : 0;
    return t;
  }
  Instant subtract(Instant t, int work) const {
    for (; work > 0; t = t - Minutes{1}) work -= at(t - Minutes{1}) ? 1 : 0;
    return t;
  }
  int between(Instant from, Instant to) const {
    int count = 0;
    for (; from < to; from = from + Minutes{1}) count += at(from) ? 1 : 0;
    return count;
  }
  Instant next_start(Instant t) const {
    while (!at(t)) t = t + Minutes{1};
    return t;
  }
  Instant previous_finish(Instant t) const {
    while (!at(t - Minutes{1})) t = t - Minutes{1};
    return t;
  }
};

std::vector<WorkSpan> random_day(std::uint8_t weekday) {
  std::vector<WorkSpan> spans;
  int from = *rc::gen::inRange(0, 600);
  const int count = *rc::gen::inRange(0, 4);
  for (int i = 0; i < count && from < 1440; ++i) {
    const int to = *rc::gen::inRange(from + 1, std::min(from + 400, 1441));
    spans.push_back({weekday, static_cast<std::uint16_t>(from), static_cast<std::uint16_t>(to)});
    from = to + *rc::gen::inRange(0, 120);
  }
  return spans;
}

WorkHours random_week() {
  WorkHours week;
  int minutes = 0;
  for (std::uint8_t weekday = 0; weekday < 7; ++weekday) {
    for (const WorkSpan span : random_day(weekday)) {
      week.spans.push_back(span);
      minutes += span.to - span.from;
    }
  }
  return minutes >= 300 ? week : standard_week();  // else sums run out of the days looked at
}

TEST_CASE("working time agrees with counting minute by minute") {
  const bool passed = rc::check("positions, sums and differences", [] {
    const WorkHours week = random_week();
    std::vector<ExceptionalDays> exceptional;
    Day day = kMonday;
    for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
      day = day + *rc::gen::inRange(1, 12);
      const Day last = day + *rc::gen::inRange(0, 4);
      exceptional.push_back({day, last, random_day(0), {}});
      day = last;
    }
    MinuteByMinute slow(week, exceptional, kMonday - 200, 600);
    const DayRange window = *rc::gen::element(kNoWindow, DayRange{kMonday - 400, kMonday + 400},
                                              DayRange{kMonday + 3, kMonday + 9});
    WorkingTime fast(week, exceptional, window);
    for (int pauses = *rc::gen::inRange(0, 4); pauses > 0; --pauses) {
      const Instant from = start_of(kMonday) + Minutes{*rc::gen::inRange(0, 40 * 1440)};
      const Stretch off{from, from + Minutes{*rc::gen::element(1, 60, 600, 1440, 5 * 1440 + 7)}};
      slow.pause(off);
      fast = fast.without(off);
    }
    for (int i = 0; i < 20; ++i) {
      const Instant t = start_of(kMonday) + Minutes{*rc::gen::inRange(0, 40 * 1440)};
      const Instant u = start_of(kMonday) + Minutes{*rc::gen::inRange(0, 40 * 1440)};
      const int work = *rc::gen::inRange(0, 3000);
      RC_ASSERT(fast.is_working(t) == slow.at(t));
      RC_ASSERT(fast.next_start(t) == slow.next_start(t));
      RC_ASSERT(fast.previous_finish(t) == slow.previous_finish(t));
      RC_ASSERT(fast.add(t, {work}) == slow.add(t, work));
      RC_ASSERT(fast.subtract(t, {work}) == slow.subtract(t, work));
      RC_ASSERT(fast.add(t, {-work}) == slow.subtract(t, work));
      RC_ASSERT(fast.between(t, u).count == slow.between(t, u) - slow.between(u, t));
      RC_ASSERT(fast.minutes_on(day_of(t)) ==
                slow.between(start_of(day_of(t)), start_of(day_of(t) + 1)));
    }
  });
  CHECK(passed);
}

TEST_CASE("the window changes speed only") {
  const WorkHours week = standard_week();
  std::vector<ExceptionalDays> exceptional;
  for (const HolidayRun& run : china_holidays()) {
    std::vector<WorkSpan> hours;
    if (run.effect == HolidayEffect::worked) hours = standard_day().spans;
    exceptional.push_back({run.first, run.last(), hours, {{}, &run}});
  }
  const WorkingTime slow(week, exceptional, kNoWindow);
  const WorkingTime fast(week, exceptional, {kFirstDay, kLastDay});
  const WorkingTime mixed(week, exceptional, {kMonday - 366, kMonday + 7300});
  bool same = true;
  for (Day day = kFirstDay; day <= kLastDay; day = day + 1) {
    for (const int minute : {0, 8 * 60, 12 * 60 + 30, 17 * 60}) {
      const Instant t = at(day, minute);
      const auto position = slow.position(t);
      same = same && fast.position(t) == position && mixed.position(t) == position &&
             fast.latest(position) == slow.latest(position) &&
             fast.earliest(position) == slow.earliest(position) &&
             mixed.latest(position) == slow.latest(position) &&
             mixed.earliest(position) == slow.earliest(position);
    }
    if (!same) FAIL("first differing day: " << to_iso(day));
  }
}

TEST_CASE("work ends on Friday at 17:00 and goes on at 8:00 on Monday") {
  const WorkingTime time(standard_week(), {}, kNoWindow);
  const Instant friday = when("2026-08-28T17:00");
  const Instant monday = when("2026-08-31T08:00");
  CHECK(time.next_start(friday) == monday);
  CHECK(time.previous_finish(monday) == friday);
  CHECK(time.add(when("2026-08-28T08:00"), {480}) == friday);
  CHECK(time.subtract(monday, {480}) == when("2026-08-28T08:00"));
  CHECK(time.add(friday, {0}) == friday);
  CHECK(time.between(friday, monday).count == 0);
  CHECK(time.between(monday, when("2026-08-27T17:00")).count == -480);
  CHECK_FALSE(time.is_working(friday));
  CHECK(time.is_working(monday));
}

TEST_CASE("a calendar without any work counts elapsed time and says so") {
  const WorkingTime time({}, {}, kNoWindow);
  CHECK_FALSE(time.has_work());
  CHECK(time.add(when("2026-08-29T10:00"), {90}) == when("2026-08-29T11:30"));
}

TEST_CASE("work that exists on exceptional days only is still found") {
  const WorkingTime time({},
                         {{kMonday, kMonday, standard_day().spans, {}},
                          {kMonday + 9, kMonday + 9, standard_day().spans, {}}},
                         {kMonday - 10, kMonday + 20});
  CHECK(time.has_work());
  CHECK(time.add(when("2026-08-01T00:00"), {490}) == at(kMonday + 9, 8 * 60 + 10));
  CHECK(time.next_start(start_of(kMonday + 1)) == at(kMonday + 9, 8 * 60));
  CHECK(time.add(start_of(kMonday), {961}) == kHorizonEnd);
  CHECK(time.subtract(start_of(kMonday), {1}) == kHorizonStart);
}

TEST_CASE("sums that leave the years 1900 to 2199 stop at the edge") {
  const WorkingTime time(standard_week(), {}, kNoWindow);
  CHECK(time.add(when("2199-12-31T10:00"), {100000}) == kHorizonEnd);
  CHECK(time.add(when("2026-08-24T08:00"), {2'000'000'000}) == kHorizonEnd);
  CHECK(time.subtract(when("1900-01-05T08:00"), {100000}) == kHorizonStart);
  CHECK(time.next_start(kHorizonEnd) == kHorizonEnd);
}

// --- Calendars of a plan ---------------------------------------------------------------------

TEST_CASE("China's calendar is off on the holiday and works the make-up Sunday") {
  PlanEditor editor;
  const auto office = editor.add(Calendar{.name = "办公室", .holidays = Holidays::china});
  const WorkingTime time = compile_calendar(editor.plan, office, {kMonday, kMonday + 100});
  // National Day 2026: 20 September (Sunday) and 10 October (Saturday) worked, 1 to 7 October off.
  CHECK(time.minutes_on(from_civil(2026, 9, 20)) == 480);
  CHECK(time.minutes_on(from_civil(2026, 10, 10)) == 480);
  CHECK(time.add(when("2026-09-30T08:00"), {960}) == when("2026-10-08T17:00"));
  const auto holiday = time.on(from_civil(2026, 10, 1));
  REQUIRE(holiday.cause.holiday != nullptr);
  CHECK(holiday.cause.holiday->holiday == Holiday::national_day);
  CHECK(time.on(from_civil(2026, 10, 9)).cause.is_ordinary());
}

TEST_CASE("a calendar's own exception overrides a public holiday") {
  PlanEditor editor;
  const auto office = editor.add(Calendar{.name = "办公室", .holidays = Holidays::china});
  const auto inventory = editor.add(CalendarException{.name = "盘点",
                                                      .calendar = office,
                                                      .first = from_civil(2026, 10, 7),
                                                      .last = from_civil(2026, 10, 7),
                                                      .hours = {{{0, 540, 600}}}});
  const WorkingTime time = compile_calendar(editor.plan, office, kNoWindow);
  CHECK(time.minutes_on(from_civil(2026, 10, 7)) == 60);
  CHECK(time.minutes_on(from_civil(2026, 10, 6)) == 0);
  CHECK(time.on(from_civil(2026, 10, 7)).cause.exception == inventory);
}

TEST_CASE("days off of the base hold where the derived calendar has hours of its own") {
  PlanEditor editor;
  const auto company = editor.add(Calendar{.name = "公司", .holidays = Holidays::china});
  WorkHours late;  // Monday to Friday 10:00 to 19:00; nothing said about the weekend
  for (std::uint8_t d = 0; d < 5; ++d) late.spans.push_back({d, 600, 1140});
  const auto team = editor.add(Calendar{.name = "研发", .base = company, .week = late});
  const WorkingTime time = compile_calendar(editor.plan, team, kNoWindow);
  CHECK(time.minutes_on(from_civil(2026, 10, 8)) == 540);
  CHECK(time.minutes_on(from_civil(2026, 10, 1)) == 0);
  CHECK(time.on(from_civil(2026, 9, 20)).spans ==
        std::vector<WorkSpan>{{6, 600, 1140}});  // the make-up Sunday with the team's own hours
}

TEST_CASE("bases that run in a ring and unknown calendars do no harm") {
  PlanEditor editor;
  const auto a = editor.add(Calendar{.name = "a", .week = {}});
  const auto b = editor.add(Calendar{.name = "b", .base = a, .week = {}});
  editor.set<&Calendar::base>(a, b);
  CHECK_FALSE(compile_calendar(editor.plan, a, kNoWindow).has_work());
  const WorkingTime standard = compile_calendar(editor.plan, {12345}, kNoWindow);
  CHECK(standard.minutes_on(kMonday) == 480);
  CHECK(standard.minutes_on(kMonday + 5) == 0);
}

TEST_CASE("of overlapping exceptions the one that the rule names decides, day by day") {
  const bool passed = rc::check("flattened layers equal asking each day", [] {
    PlanEditor editor(*rc::gen::arbitrary<std::uint64_t>());
    const auto base = editor.add(Calendar{.name = "base", .week = random_week()});
    const auto own =
        editor.add(Calendar{.name = "own",
                            .base = base,
                            .week = *rc::gen::element(WorkHours{}, standard_week()),
                            .holidays = *rc::gen::element(Holidays::none, Holidays::china)});
    for (int i = *rc::gen::inRange(0, 8); i > 0; --i) {
      const Day first = kMonday + *rc::gen::inRange(0, 50);
      editor.add(CalendarException{.name = "e",
                                   .calendar = *rc::gen::element(base, own),
                                   .first = first,
                                   .last = first + *rc::gen::inRange(-1, 9),
                                   .hours = {random_day(0)}});
    }
    const WorkingTime time = compile_calendar(editor.plan, own, kNoWindow);
    const auto decides = [&](Day day, Id<Calendar> calendar) {
      const Entry<CalendarException>* best = nullptr;
      for (const auto& e : editor.plan.table<CalendarException>().entries()) {
        if (e.record.calendar != calendar || day < e.record.first || day > e.record.last) continue;
        const auto length = [](const auto* x) { return x->record.last - x->record.first; };
        if (best == nullptr || length(&e) < length(best) ||
            (length(&e) == length(best) &&
             (e.record.first > best->record.first ||
              (e.record.first == best->record.first && e.id > best->id)))) {
          best = &e;
        }
      }
      return best;
    };
    for (Day day = kMonday - 5; day < kMonday + 70; day = day + 1) {
      const auto work = time.on(day);
      const auto* exception = decides(day, own);
      const HolidayRun* holiday = find_china_holiday(day);
      if (editor.plan.find(own)->holidays == Holidays::none) holiday = nullptr;
      if (exception == nullptr && holiday == nullptr) exception = decides(day, base);
      if (exception != nullptr) {
        RC_ASSERT(work.cause.exception == exception->id);
        int minutes = 0;
        for (const WorkSpan s : exception->record.hours.spans) minutes += s.to - s.from;
        RC_ASSERT(work.minutes == minutes);
      } else {
        RC_ASSERT(!work.cause.exception);
        RC_ASSERT(work.cause.holiday == holiday);
      }
    }
  });
  CHECK(passed);
}

}  // namespace
}  // namespace tongzhou
