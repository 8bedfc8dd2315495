#include "insight/meetings.h"

#include <algorithm>
#include <tuple>

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "app/open_plan.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

const Day kTheMonday = from_civil(2026, 8, 24);
Instant morning(Day day) { return at(day, 9 * 60 + 30); }

struct MeetingPlan {
  TextPlan text = plan_from_text("a 2d dept A; b 2d dept B");

  Id<Person> person(std::string name) { return text.add(Person{.name = std::move(name)}); }
  std::vector<Occurrence> held(Day first, Day last) const {
    const OpenPlan open(text.plan);
    return find_occurrences(open.plan(), open.calendars(), {first, last});
  }
  std::vector<Day> days(Day first, Day last) const {
    std::vector<Day> found;
    for (const Occurrence& one : held(first, last))
      if (!one.cancelled) found.push_back(day_of(one.start));
    return found;
  }
};

RefSet<Person> set_of(std::vector<Id<Person>> ids) {
  std::ranges::sort(ids);
  return {std::move(ids)};
}

TEST_CASE("a series is held by its rule, a single meeting once") {
  MeetingPlan plan;
  plan.text.add(Meeting{.title = "weekly", .start = morning(kTheMonday), .rule = "FREQ=WEEKLY"});
  plan.text.add(Meeting{.title = "once", .start = morning(kTheMonday + 1)});
  plan.text.add(Meeting{.title = "undated", .rule = "FREQ=DAILY"});
  plan.text.add(Meeting{.title = "broken", .start = morning(kTheMonday + 2), .rule = "FREQ=NEVER"});
  using Days = std::vector<Day>;
  CHECK(plan.days(kTheMonday, kTheMonday + 7) ==
        Days{kTheMonday, kTheMonday + 1, kTheMonday + 2, kTheMonday + 7});
  CHECK(plan.days(kTheMonday - 30, kTheMonday - 1).empty());
}

TEST_CASE("days off push a meeting on or back, or leave it out; make-up days are worked") {
  MeetingPlan plan;
  const auto china = plan.text.add(Calendar{.name = "China", .holidays = Holidays::china});
  plan.text.set<&PlanInfo::calendar>(plan.text.plan.info_id(), china);
  // National Day 2026: 1 to 7 October off, Saturday 10 October worked.
  const Day first = from_civil(2026, 10, 1);
  const auto id = plan.text.add(Meeting{.title = "first working day of the month",
                                        .start = morning(from_civil(2026, 9, 1)),
                                        .rule = "FREQ=MONTHLY;BYMONTHDAY=1"});
  using Days = std::vector<Day>;
  const auto october = [&] { return plan.days(first - 1, from_civil(2026, 10, 20)); };
  CHECK(october() == Days{from_civil(2026, 10, 8)});
  plan.text.set<&Meeting::when_off>(id, WhenOff::previous_working_day);
  CHECK(october() == Days{from_civil(2026, 9, 30)});
  plan.text.set<&Meeting::when_off>(id, WhenOff::left_out);
  CHECK(october().empty());
  plan.text.set<&Meeting::when_off>(id, WhenOff::as_is);
  CHECK(october() == Days{first});
  plan.text.set<&Meeting::when_off>(id, WhenOff::left_out);
  plan.text.set<&Meeting::rule>(id, std::string("FREQ=WEEKLY;BYDAY=SA"));
  CHECK(plan.days(from_civil(2026, 10, 3), from_civil(2026, 10, 17)) ==
        Days{from_civil(2026, 10, 10)});
}

TEST_CASE("one meeting of a series is moved or cancelled, also far away and back again") {
  MeetingPlan plan;
  const auto id = plan.text.add(
      Meeting{.title = "weekly", .start = morning(kTheMonday), .rule = "FREQ=WEEKLY"});
  const auto change = plan.text.add(MeetingChange{
      .meeting = id, .planned = morning(kTheMonday + 7), .start = morning(kTheMonday + 9)});
  std::vector<Occurrence> held = plan.held(kTheMonday + 1, kTheMonday + 13);
  REQUIRE(held.size() == 1);
  CHECK(held[0].start == morning(kTheMonday + 9));
  CHECK(held[0].planned == morning(kTheMonday + 7));
  CHECK(held[0].change == change);

  plan.text.set<&MeetingChange::start>(change, morning(kTheMonday + 200));
  CHECK(plan.held(kTheMonday + 1, kTheMonday + 13).empty());
  held = plan.held(kTheMonday + 200, kTheMonday + 200);
  REQUIRE(held.size() == 1);
  CHECK(held[0].is_moved());

  plan.text.set<&MeetingChange::start>(change, Instant{});
  plan.text.set<&MeetingChange::cancelled>(change, true);
  held = plan.held(kTheMonday + 1, kTheMonday + 13);
  REQUIRE(held.size() == 1);
  CHECK(held[0].cancelled);
  // Of two changes of one meeting the one written later holds.
  const auto later = plan.text.add(MeetingChange{
      .meeting = id, .planned = morning(kTheMonday + 7), .start = morning(kTheMonday + 8)});
  held = plan.held(kTheMonday + 1, kTheMonday + 13);
  REQUIRE(held.size() == 1);
  CHECK(held[0].change == later);
  CHECK_FALSE(held[0].cancelled);
}

TEST_CASE("a narrower time holds the same meetings as the part of a wider one") {
  CHECK(rc::check([] {
    MeetingPlan plan;
    const auto rules = {"FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=MONTHLY;BYMONTHDAY=-1",
                        "FREQ=MONTHLY;BYDAY=1MO", "FREQ=WEEKLY;INTERVAL=2"};
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
      const auto id = plan.text.add(
          Meeting{.title = "m",
                  .start = at(kTheMonday + *rc::gen::inRange(-60, 60), *rc::gen::inRange(0, 1440)),
                  .rule = *rc::gen::elementOf(std::vector<std::string>(rules.begin(), rules.end())),
                  .when_off = *rc::gen::element(WhenOff::as_is, WhenOff::next_working_day,
                                                WhenOff::previous_working_day, WhenOff::left_out)});
      const auto held = plan.held(kTheMonday, kTheMonday + 30);
      if (!held.empty())
        plan.text.add(MeetingChange{
            .meeting = id,
            .planned =
                held[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(held.size())))]
                    .planned,
            .start = morning(kTheMonday + *rc::gen::inRange(-40, 80))});
    }
    const auto wide = plan.held(kTheMonday - 20, kTheMonday + 60);
    const Day first = kTheMonday + *rc::gen::inRange(-20, 50),
              last = first + *rc::gen::inRange(0, 10);
    std::vector<Occurrence> part;
    for (const Occurrence& one : wide)
      if (day_of(one.start) >= first && day_of(one.start) <= last) part.push_back(one);
    RC_ASSERT(plan.held(first, last) == part);
    RC_ASSERT(std::ranges::is_sorted(wide, {}, &Occurrence::start));
  }));
}

TEST_CASE("a month of a meeting every half hour has all of them, long after it began") {
  MeetingPlan plan;
  const auto id = plan.text.add(Meeting{.title = "watch",
                                        .start = start_of(kTheMonday - 1000),
                                        .minutes = 5,
                                        .rule = "FREQ=MINUTELY;INTERVAL=30",
                                        .when_off = WhenOff::as_is});
  const Day first = from_civil(2026, 10, 1), last = from_civil(2026, 10, 31);
  for (const WhenOff when_off : {WhenOff::as_is, WhenOff::next_working_day}) {
    plan.text.set<&Meeting::when_off>(id, when_off);
    const auto held = plan.held(first, last);
    // Of a weekend and its Monday one is held; October 2026 has four whole weekends, and ends with
    // a Saturday.
    const int days = when_off == WhenOff::as_is ? 31 : 31 - 4 * 2 - 1;
    REQUIRE(std::ssize(held) == 48 * days);
    CHECK(day_of(held.front().start) == first);
    CHECK(day_of(held.back().start) == (when_off == WhenOff::as_is ? last : last - 1));
  }
  // A change of one of them is found wherever it was.
  const Instant far = at(first - 7, 23 * 60 + 30);
  plan.text.add(MeetingChange{.meeting = id, .planned = far, .start = morning(first) + Minutes{1}});
  const auto held = plan.held(first, first);
  REQUIRE(held.size() == 49);
  CHECK(std::ranges::count(held, far, &Occurrence::planned) == 1);
}

TEST_CASE("days off push a meeting into the days asked for from before and after them") {
  MeetingPlan plan;
  const auto china = plan.text.add(Calendar{.name = "China", .holidays = Holidays::china});
  plan.text.set<&PlanInfo::calendar>(plan.text.plan.info_id(), china);
  // National Day 2026: 1 to 7 October off.
  const Day before = from_civil(2026, 9, 30), after = from_civil(2026, 10, 8);
  const auto id = plan.text.add(Meeting{.title = "once a month",
                                        .start = morning(from_civil(2026, 9, 1)),
                                        .rule = "FREQ=MONTHLY;BYMONTHDAY=1"});
  REQUIRE(plan.held(after, after).size() == 1);
  CHECK(plan.held(after, after)[0].by_rule == morning(before + 1));
  CHECK(plan.held(before, after - 1).empty());
  plan.text.set<&Meeting::rule>(id, std::string("FREQ=MONTHLY;BYMONTHDAY=7"));
  plan.text.set<&Meeting::when_off>(id, WhenOff::previous_working_day);
  REQUIRE(plan.held(before, before).size() == 1);
  CHECK(plan.held(before, before)[0].by_rule == morning(after - 1));
  CHECK(plan.held(before + 1, after).empty());
  // Of all that are pushed to a day the first by the rule is held, also where it is moved from
  // there to days that hold another one of them.
  plan.text.set<&Meeting::rule>(id, std::string("FREQ=DAILY"));
  plan.text.add(
      MeetingChange{.meeting = id, .planned = morning(before), .start = morning(after - 2)});
  const auto moved = plan.held(after - 4, after - 1);
  REQUIRE(moved.size() == 1);
  CHECK(moved[0].planned == morning(before));
  CHECK(moved[0].by_rule == morning(before));

  // The works are shut for seven weeks.
  const Day shut = from_civil(2026, 11, 2), open = shut + 7 * 7;
  plan.text.add(CalendarException{
      .name = "shut", .calendar = china, .first = shut, .last = open - 1, .hours = {}});
  plan.text.set<&Meeting::rule>(id, std::string("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=2"));
  plan.text.set<&Meeting::when_off>(id, WhenOff::next_working_day);
  REQUIRE(plan.held(open, open).size() == 1);
  CHECK(plan.held(open, open)[0].by_rule == morning(shut));
  CHECK(plan.held(shut, open - 1).empty());
}

TEST_CASE("a change that does not say of which meeting it is changes none") {
  MeetingPlan plan;
  const auto id = plan.text.add(Meeting{.title = "once", .start = morning(kTheMonday)});
  plan.text.add(MeetingChange{.meeting = id, .start = morning(kTheMonday + 1)});
  CHECK(plan.days(kTheMonday, kTheMonday + 7) == std::vector<Day>{kTheMonday});
  CHECK(plan.days(kTheMonday + 1, kTheMonday + 7).empty());
}

TEST_CASE("the months of a year hold the same meetings as the whole year") {
  const std::vector<std::string> rules{"FREQ=DAILY",
                                       "FREQ=DAILY;BYHOUR=9,16;BYMINUTE=30",
                                       "FREQ=HOURLY;INTERVAL=5",
                                       "FREQ=WEEKLY;BYDAY=MO,SA",
                                       "FREQ=WEEKLY;INTERVAL=2",
                                       "FREQ=MONTHLY;BYMONTHDAY=1",
                                       "FREQ=MONTHLY;BYMONTHDAY=-1",
                                       "FREQ=MONTHLY;BYDAY=1SU",
                                       "FREQ=DAILY;COUNT=100",
                                       ""};
  CHECK(rc::check([&] {
    MeetingPlan plan;
    const auto calendar = plan.text.add(
        Calendar{.name = "c", .holidays = *rc::gen::element(Holidays::none, Holidays::china)});
    plan.text.set<&PlanInfo::calendar>(plan.text.plan.info_id(), calendar);
    const Day first = from_civil(2026, 1, 1), last = from_civil(2026, 12, 31);
    const auto any_day = [&] { return first + *rc::gen::inRange(0, 365); };
    if (*rc::gen::arbitrary<bool>()) {
      const Day shut = any_day();
      plan.text.add(CalendarException{.name = "shut",
                                      .calendar = calendar,
                                      .first = shut,
                                      .last = shut + *rc::gen::inRange(0, 80),
                                      .hours = {}});
    }
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
      const Instant start = at(any_day() - 100, *rc::gen::inRange(0, 1440));
      const auto id = plan.text.add(
          Meeting{.title = "m",
                  .start = start,
                  .rule = *rc::gen::elementOf(rules),
                  .when_off = *rc::gen::element(WhenOff::as_is, WhenOff::next_working_day,
                                                WhenOff::previous_working_day, WhenOff::left_out)});
      for (int j = *rc::gen::inRange(0, 4); j > 0; --j)
        plan.text.add(
            MeetingChange{.meeting = id,
                          .planned = at(any_day(), minute_of_day(start)),
                          .start = *rc::gen::arbitrary<bool>() ? morning(any_day()) : Instant{},
                          .cancelled = *rc::gen::arbitrary<bool>()});
    }
    const OpenPlan open(plan.text.plan);
    std::vector<Occurrence> by_month;
    for (unsigned month = 1; month <= 12; ++month) {
      const Day next = month == 12 ? last + 1 : from_civil(2026, month + 1, 1);
      const auto held =
          find_occurrences(open.plan(), open.calendars(), {from_civil(2026, month, 1), next - 1});
      by_month.insert(by_month.end(), held.begin(), held.end());
    }
    RC_ASSERT(by_month == find_occurrences(open.plan(), open.calendars(), {first, last}));
  }));
}

TEST_CASE("those who come: named people, the organiser and the leads of departments, each once") {
  MeetingPlan plan;
  const auto lead = plan.person("lead"), organiser = plan.person("organiser"),
             other = plan.person("other");
  const auto department = plan.text.departments.find("A")->second;
  plan.text.set<&Department::lead>(department, lead);
  const auto id = plan.text.add(Meeting{.title = "m",
                                        .organiser = organiser,
                                        .departments = {{department}},
                                        .people = set_of({lead, other}),
                                        .start = morning(kTheMonday),
                                        .minutes = 90,
                                        .rule = "FREQ=WEEKLY"});
  std::vector<Id<Person>> expected{lead, organiser, other};
  std::ranges::sort(expected);
  CHECK(people_required(plan.text.plan, *plan.text.plan.find(id)) == expected);
  const OpenPlan open(plan.text.plan);
  // Five Mondays within thirty days from a Monday on, three people, an hour and a half.
  CHECK(person_hours_a_month(open.plan(), open.calendars(), id, kTheMonday) == 5 * 1.5 * 3);
}

TEST_CASE("who must be at two meetings at once is named") {
  MeetingPlan plan;
  const auto a = plan.person("a"), b = plan.person("b");
  plan.text.add(Meeting{.title = "one", .people = set_of({a, b}), .start = morning(kTheMonday)});
  plan.text.add(
      Meeting{.title = "two", .people = set_of({a}), .start = morning(kTheMonday) + Minutes{30}});
  plan.text.add(Meeting{
      .title = "next", .people = set_of({a, b}), .start = morning(kTheMonday) + Minutes{90}});
  const auto held = plan.held(kTheMonday, kTheMonday);
  const auto clashes = find_clashes(plan.text.plan, held);
  REQUIRE(clashes.size() == 1);
  CHECK(clashes[0].person == a);
  CHECK(clashes[0].first == 0);
  CHECK(clashes[0].second == 1);
}

TEST_CASE("clashes are those that comparing every two meetings finds") {
  CHECK(rc::check("in the same order", [] {
    PlanEditor editor(*rc::gen::arbitrary<std::uint64_t>());
    std::vector<Id<Person>> people;
    for (int i = 0; i < 5; ++i) people.push_back(editor.add(Person{.name = std::to_string(i)}));
    std::vector<Occurrence> held;
    for (int i = *rc::gen::inRange(0, 14); i > 0; --i) {
      Meeting meeting{.organiser = *rc::gen::elementOf(people)};
      for (const Id<Person> person : people)
        if (*rc::gen::arbitrary<bool>()) meeting.people.ids.push_back(person);
      std::ranges::sort(meeting.people.ids);
      const Instant start = morning(kTheMonday) + Minutes{*rc::gen::inRange(0, 12) * 10};
      held.push_back({.meeting = editor.add(meeting),
                      .start = start,
                      .length = {*rc::gen::inRange(0, 5) * 10},
                      .cancelled = *rc::gen::inRange(0, 6) == 0});
    }
    std::ranges::sort(held, {}, &Occurrence::start);
    std::vector<std::tuple<std::uint32_t, std::uint32_t, Id<Person>>> slow, found;
    for (std::uint32_t second = 0; second < held.size(); ++second)
      for (std::uint32_t first = 0; first < second; ++first) {
        if (held[first].cancelled || held[second].cancelled ||
            held[first].finish() <= held[second].start)
          continue;
        for (const Id<Person> person :
             people_required(editor.plan, *editor.plan.find(held[first].meeting)))
          if (std::ranges::binary_search(
                  people_required(editor.plan, *editor.plan.find(held[second].meeting)), person))
            slow.emplace_back(first, second, person);
      }
    for (const Clash& clash : find_clashes(editor.plan, held))
      found.emplace_back(clash.first, clash.second, clash.person);
    RC_ASSERT(found == slow);
  }));
}

TEST_CASE("free slots are at work and beside no meeting of anybody") {
  MeetingPlan plan;
  const auto a = plan.person("a"), b = plan.person("b"), c = plan.person("c");
  // The morning of the Monday is taken for one, the afternoon for the other.
  plan.text.add(Meeting{
      .title = "morning", .people = {{a}}, .start = at(kTheMonday, 8 * 60), .minutes = 180});
  plan.text.add(Meeting{
      .title = "afternoon", .people = {{b}}, .start = at(kTheMonday, 13 * 60), .minutes = 210});
  plan.text.add(Meeting{.title = "of others", .people = {{c}}, .start = at(kTheMonday, 11 * 60)});
  const OpenPlan open(plan.text.plan);
  const auto people = set_of({a, b});
  // Work is from 8 to 12 and from 13 to 17.
  const auto slots = find_free_slots(open.plan(), open.calendars(), people.ids, Minutes{60},
                                     at(kTheMonday, 7 * 60), 3);
  REQUIRE(slots.size() == 3);
  CHECK(slots[0] == at(kTheMonday, 11 * 60));
  CHECK(slots[1] == at(kTheMonday + 1, 8 * 60));
  CHECK(slots[2] == at(kTheMonday + 1, 8 * 60 + 30));
  const auto half = find_free_slots(open.plan(), open.calendars(), people.ids, Minutes{30},
                                    at(kTheMonday, 7 * 60 + 10), 9);
  CHECK(half[0] == at(kTheMonday, 11 * 60));
  CHECK(half[1] == at(kTheMonday, 11 * 60 + 30));
  CHECK(half[2] == at(kTheMonday, 16 * 60 + 30));
}

}  // namespace
}  // namespace tongzhou
