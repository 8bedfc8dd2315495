#include "schedule/recurrence.h"

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <span>
#include <sstream>
#include <tuple>
#include <utility>

#include "support/shared_data.h"

namespace tongzhou {
namespace {

// 19970902, 19970902T090000 or 19970902T090000Z in seconds; whether it is a whole day.
std::int64_t seconds_of(const std::string& text, StartKind* kind = nullptr) {
  const auto number = [&](std::size_t at, std::size_t length) {
    return text.size() >= at + length ? std::stoi(text.substr(at, length)) : 0;
  };
  const Day day = from_civil(number(0, 4), static_cast<unsigned>(number(4, 2)),
                             static_cast<unsigned>(number(6, 2)));
  REQUIRE(day.is_set());
  if (kind) *kind = text.size() > 8 ? StartKind::time : StartKind::day;
  return std::int64_t{day.value} * 86'400 + number(9, 2) * 3600 + number(11, 2) * 60 +
         number(13, 2);
}

// "2027-03-01T08:00", or "2027-03-01" for its midnight.
Instant instant_of(const std::string& iso) {
  return parse_iso_instant(iso.size() == 10 ? iso + "T00:00" : iso).value();
}

std::string texts(const std::vector<Instant>& instances) {
  std::string out;
  for (const Instant at : instances) out += (out.empty() ? "" : " ") + to_iso(at);
  return out;
}

std::string expanded(std::string_view rule, const char* start, const char* from, const char* to,
                     std::size_t most = 100) {
  return texts(
      expand_recurrence(rule, instant_of(start), {instant_of(from), instant_of(to), most}));
}

struct UpstreamCase {
  std::string title, rule, start, start_at;
  std::vector<std::string> instances;
};

std::vector<UpstreamCase> upstream_cases(const std::string& text) {
  std::vector<UpstreamCase> cases;
  UpstreamCase one;
  std::istringstream lines(text + "\n\n");
  for (std::string line; std::getline(lines, line);) {
    const auto value = [&](const char* name) {
      return line.starts_with(name) ? line.substr(std::string_view(name).size()) : std::string();
    };
    if (line.starts_with("#")) one.title = line;
    if (auto v = value("RRULE:"); !v.empty()) one.rule = v;
    if (auto v = value("DTSTART:"); !v.empty()) one.start = v;
    if (auto v = value("START-AT:"); !v.empty()) one.start_at = v;
    if (line.starts_with("INSTANCES:")) {
      std::istringstream items(line.substr(10));
      for (std::string item; std::getline(items, item, ',');) one.instances.push_back(item);
    }
    if (line.empty() && !one.rule.empty()) cases.push_back(std::exchange(one, {}));
  }
  return cases;
}

std::string differences(const UpstreamCase& one, std::int64_t from) {
  const auto rule = parse_recurrence(one.rule);
  if (!rule) return "refused: " + say(Language::english, rule.error().what);
  StartKind kind{};
  const std::int64_t start = seconds_of(one.start, &kind);
  std::vector<std::int64_t> wanted;
  for (const std::string& item : one.instances)
    if (const auto at = seconds_of(item); at >= from) wanted.push_back(at);
  const auto got = expand_in_seconds(*rule, start, {from, seconds_of("25820101"), 5000}, kind);
  if (got == wanted) return {};
  std::string out = "got";
  for (const auto at : got) out += " " + to_iso(Instant{static_cast<std::int32_t>(at / 60)});
  return out;
}

TEST_CASE("rules repeat as the tests of libical say") {
  const auto path = find_shared_data("rrule/icalrecur_test.txt");
  if (path.empty()) SKIP("shared/data/rrule is not here");
  const auto cases = upstream_cases(read_file(path));
  CHECK(cases.size() == 146);
  std::size_t unimplemented = 0, in_seconds = 0;
  for (const UpstreamCase& one : cases) {
    INFO(one.title << "\n" << one.rule << "\n" << one.start);
    REQUIRE(!one.instances.empty());
    if (one.instances[0].find("***") != std::string::npos) {
      ++unimplemented;  // there; here it is tested below
      continue;
    }
    CHECK(differences(one, std::numeric_limits<std::int64_t>::min() / 4) == "");
    // A window that begins later holds the rest.
    if (!one.start_at.empty()) CHECK(differences(one, seconds_of(one.start_at)) == "");
    const auto middle = one.instances[one.instances.size() / 2];
    CHECK(differences(one, seconds_of(middle) + 1) == "");
    // The same in minutes, which is what plans count.
    const auto rule = parse_recurrence(one.rule);
    if (!rule) continue;
    StartKind kind{};
    const auto start = seconds_of(one.start, &kind);
    if (start % 60 != 0 || check_recurrence(one.rule)) {
      ++in_seconds;
      continue;
    }
    const auto first = Instant{static_cast<std::int32_t>(start / 60)};
    const auto in_minutes =
        expand_recurrence(*rule, first, {first, start_of(kLastDay), 5000}, kind);
    REQUIRE(in_minutes.size() == one.instances.size());
    CHECK(std::int64_t{in_minutes.back().value} * 60 == seconds_of(one.instances.back()));
  }
  CHECK(unimplemented == 1);
  CHECK(in_seconds == 11);  // begin or repeat by the second: tested in seconds alone
}

TEST_CASE("every other Monday repeats over a leap day and a turn of the year") {
  CHECK(
      expanded("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2027-12-13T09:30", "2027-12-01", "2028-03-08") ==
      "2027-12-13T09:30 2027-12-27T09:30 2028-01-10T09:30 2028-01-24T09:30 2028-02-07T09:30 "
      "2028-02-21T09:30 2028-03-06T09:30");
  CHECK(expanded("freq=monthly; byday=-1FR", "2027-01-01T16:00", "2027-02-01", "2027-05-01") ==
        "2027-02-26T16:00 2027-03-26T16:00 2027-04-30T16:00");
  CHECK(expanded("RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2027-01-29T10:00",
                 "2027-01-01",
                 "2027-04-01") == "2027-01-29T10:00 2027-02-26T10:00 2027-03-31T10:00");
  CHECK(expanded("FREQ=MONTHLY", "2027-01-31T10:00", "2027-01-01", "2027-08-01") ==
        "2027-01-31T10:00 2027-03-31T10:00 2027-05-31T10:00 2027-07-31T10:00");
  CHECK(expanded("FREQ=YEARLY", "2028-02-29T10:00", "2027-01-01", "2037-01-01") ==
        "2028-02-29T10:00 2032-02-29T10:00 2036-02-29T10:00");
  // libical has not implemented this one.
  CHECK(expanded("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1", "2024-12-30T00:00",
                 "2024-01-01", "2032-01-01") ==
        "2024-12-30T00:00 2025-12-30T00:00 2030-12-30T00:00 2031-12-30T00:00");
}

TEST_CASE("a rule ends with its count or on its last day") {
  CHECK(expanded("FREQ=DAILY;COUNT=3", "2027-03-01T08:00", "2027-03-02", "2028-01-01") ==
        "2027-03-02T08:00 2027-03-03T08:00");
  CHECK(expanded("FREQ=DAILY;UNTIL=20270302", "2027-03-01T08:00", "2027-01-01", "2028-01-01") ==
        "2027-03-01T08:00 2027-03-02T08:00");
  CHECK(expanded("FREQ=DAILY;UNTIL=20270302T075959", "2027-03-01T08:00", "2027-01-01",
                 "2028-01-01") == "2027-03-01T08:00");
  CHECK(expanded("FREQ=DAILY", "2027-03-01T08:00", "2027-01-01", "2028-01-01", 2) ==
        "2027-03-01T08:00 2027-03-02T08:00");
  CHECK(expanded("FREQ=DAILY", "2027-03-01T08:00", "2027-03-01T08:00", "2027-03-02T08:00") ==
        "2027-03-01T08:00");
  CHECK(expanded("FREQ=DAILY", "2027-03-01T08:00", "2027-03-02", "2027-03-01") == "");
  CHECK(expanded("FREQ=DAILY", "2027-03-01T08:00", "2027-03-02", "2027-05-01", 0) == "");
}

TEST_CASE("times of the day mean nothing to whole days") {
  const auto days =
      expand_recurrence("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=30", instant_of("2027-03-01"),
                        {instant_of("2027-03-01"), instant_of("2027-03-03"), 9}, StartKind::day);
  CHECK(texts(days) == "2027-03-01T00:00 2027-03-02T00:00");
}

TEST_CASE("a rule that cannot be used says which part of it is wrong") {
  const auto wrong = [](std::string_view rule) {
    const auto error = check_recurrence(rule);
    CHECK(expand_recurrence(rule, instant_of("2027-03-01"),
                            {instant_of("2027-03-01"), instant_of("2028-03-01"), 9})
              .empty() == error.has_value());
    return error ? say(Language::english, error->what) : "";
  };
  CHECK(wrong("FREQ=WEEKLY;BYDAY=MO,TU;WKST=SU") == "");
  CHECK(wrong("FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;") == "");
  CHECK(wrong("RSCALE=GREGORIAN;FREQ=DAILY") == "");
  CHECK(wrong("FREQ=DAILY;BYSECOND=0") == "");
  CHECK(wrong("") == "The rule does not say how often it repeats (FREQ).");
  CHECK(wrong("BYDAY=MO") == "The rule does not say how often it repeats (FREQ).");
  const auto part = [](const std::string& text) {
    return "“" + text + "” in the rule of repetition is not valid.";
  };
  for (const char* bad :
       {"FREQ=OFTEN",     "INTERVAL=0",    "INTERVAL=-1", "INTERVAL=1.5",   "INTERVAL=99999999999",
        "COUNT=0",        "COUNT=X",       "UNTIL=2027",  "UNTIL=20270230", "UNTIL=20270201T250000",
        "UNTIL=-0270201", "BYDAY=",        "BYDAY=MO,",   "BYDAY=,MO",      "BYDAY=XX",
        "BYDAY=0MO",      "BYDAY=54MO",    "BYMONTH=13",  "BYMONTH=-1",     "BYMONTHDAY=0",
        "BYMONTHDAY=32",  "BYYEARDAY=367", "BYHOUR=24",   "BYMINUTE=60",    "BYWEEKNO=54",
        "BYSETPOS=0",     "WKST=M",        "X-OWN=1",     "NONSENSE",       "=",
        "BYDAY"}) {
    const std::string rule =
        std::string(bad).starts_with("FREQ") ? bad : "FREQ=YEARLY;" + std::string(bad);
    CHECK(wrong(rule) == part(bad));
  }
  CHECK(wrong("FREQ=DAILY;FREQ=DAILY") == "The rule of repetition has FREQ more than once.");
  const auto together = [](const std::string& a, const std::string& b) {
    return a + " and " + b + " cannot stand in one rule of repetition.";
  };
  CHECK(wrong("FREQ=DAILY;COUNT=3;UNTIL=20270101") == together("COUNT", "UNTIL"));
  CHECK(wrong("FREQ=DAILY;BYWEEKNO=3") == together("BYWEEKNO", "FREQ"));
  CHECK(wrong("FREQ=DAILY;BYYEARDAY=3") == together("BYYEARDAY", "FREQ"));
  CHECK(wrong("FREQ=DAILY;BYDAY=1MO") == together("BYDAY", "FREQ"));
  CHECK(wrong("FREQ=WEEKLY;BYMONTHDAY=1") == together("BYMONTHDAY", "FREQ=WEEKLY"));
  CHECK(wrong("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO") == together("BYDAY", "BYWEEKNO"));
  CHECK(wrong("FREQ=DAILY;BYSETPOS=1") ==
        "BYSETPOS in a rule of repetition needs another part that begins with BY.");
  CHECK(wrong("FREQ=SECONDLY") == "Plans count minutes: a rule cannot repeat by the second.");
  CHECK(wrong("FREQ=DAILY;BYSECOND=30") ==
        "Plans count minutes: a rule cannot repeat by the second.");
  CHECK(wrong("RSCALE=CHINESE;FREQ=YEARLY") ==
        "The rule of repetition counts in a calendar other than the Gregorian (RSCALE=CHINESE), "
        "which "
        "is not supported.");
  CHECK(check_recurrence("FREQ=DAILY;BYDAY=" + std::string(1'000'000, 'M')).has_value());
}

TEST_CASE("no rule takes long, whether impossible, ancient or endless") {
  std::string all_minutes = "0";
  for (int i = 1; i < 60; ++i) all_minutes += "," + std::to_string(i);
  for (const std::string& rule : std::vector<std::string>{
           "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
           "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
           "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
           "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
           "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
           "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30;COUNT=9",
           "FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1",
           "FREQ=MINUTELY;INTERVAL=60;BYMINUTE=1;COUNT=5",
           "FREQ=HOURLY;INTERVAL=24;BYHOUR=5",
           "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
           "FREQ=YEARLY;BYYEARDAY=366;BYMONTHDAY=1",
           "FREQ=YEARLY;INTERVAL=100000",
           "FREQ=MONTHLY;INTERVAL=100000;BYMONTHDAY=31",
           "FREQ=DAILY;INTERVAL=100000;BYDAY=MO",
           "FREQ=MINUTELY;INTERVAL=1439;BYHOUR=3;BYMINUTE=5;BYMONTHDAY=31;BYMONTH=12;BYDAY=MO",
           "FREQ=MINUTELY",
           "FREQ=MINUTELY;COUNT=100000000",
           "FREQ=MINUTELY;COUNT=999999999;BYDAY=MO",
           "FREQ=YEARLY;BYMONTHDAY=1;BYHOUR=1;BYMINUTE=" + all_minutes + ";BYSETPOS=366",
           "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=999999999;BYHOUR=0,1,2,3,4,5,6,7,8;"
           "BYMINUTE=" +
               all_minutes,
           "FREQ=YEARLY;BYDAY=MO;BYSETPOS=53;COUNT=999999"}) {
    CHECK(!check_recurrence(rule));
    const auto has = [&](const char* part) { return rule.find(part) != std::string::npos; };
    const bool millions = rule == "FREQ=MINUTELY" || has("COUNT=99999") || has("COUNT=10000");
    // All the days there are, a year far from the start, and the first of them all.
    for (const auto& [from, to, most] :
         {std::tuple{"1900-01-01", "2199-12-31", std::size_t{1'000'000'000}},
          {"2100-01-01", "2101-01-01", 1000},
          {"2000-01-01", "2199-12-31", 1}}) {
      if (most > 1000 && millions) continue;  // they would be written out
      const auto began = std::chrono::steady_clock::now();
      const auto got = expand_recurrence(rule, instant_of("2000-01-01T00:00"),
                                         {instant_of(from), instant_of(to), most});
      const auto took = std::chrono::steady_clock::now() - began;
      CHECK(got.size() <= most);
      INFO(rule << " from " << from);
      CHECK(took < std::chrono::seconds(20));
    }
  }
}

// Rules of all kinds, whether they make sense or not.
std::string random_rule() {
  const auto number = [](int from, int to) {
    return std::to_string(*rc::gen::inRange(from, to + 1));
  };
  const auto list = [&](int from, int to) {
    std::string text;
    for (int n = *rc::gen::inRange(1, 4); n > 0; --n)
      text += (text.empty() ? "" : ",") + (from < 0 && *rc::gen::arbitrary<bool>()
                                               ? number(from, -1)
                                               : number(std::max(from, from < 0 ? 1 : 0), to));
    return text;
  };
  const std::string frequency = *rc::gen::elementOf(
      std::vector<std::string>{"YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"});
  std::string rule = "FREQ=" + frequency;
  const auto maybe = [] { return *rc::gen::inRange(0, 4) == 0; };
  if (maybe()) rule += ";INTERVAL=" + number(1, 20);
  if (maybe())
    rule += ";COUNT=" + number(1, 50);
  else if (maybe())
    rule += ";UNTIL=20" + number(10, 60) + "0615";
  if (maybe()) rule += ";BYMONTH=" + number(1, 12) + "," + number(1, 12);
  if (maybe() && frequency == "YEARLY") rule += ";BYWEEKNO=" + list(-53, 53);
  if (maybe() && frequency == "YEARLY") rule += ";BYYEARDAY=" + list(-366, 366);
  if (maybe() && frequency != "WEEKLY") rule += ";BYMONTHDAY=" + list(-31, 31);
  if (maybe()) rule += ";BYDAY=MO,TH";
  if (maybe()) rule += ";BYHOUR=" + list(0, 23);
  if (maybe()) rule += ";BYMINUTE=" + list(0, 59);
  if (maybe()) rule += ";WKST=SU";
  if (maybe() && rule.find("BY") != std::string::npos) rule += ";BYSETPOS=" + list(-4, 4);
  return rule;
}

TEST_CASE("a window holds what a wider one holds in it") {
  CHECK(rc::check("a narrower window is a part of the wider", [] {
    const std::string rule = random_rule();
    RC_ASSERT(!check_recurrence(rule));
    const Instant start =
        at(from_civil(2020, 1, 1) + *rc::gen::inRange(-800, 800), *rc::gen::inRange(0, 1440));
    const Instant from = start + Minutes{*rc::gen::inRange(-100'000, 3'000'000)};
    const Instant to = from + Minutes{*rc::gen::inRange(0, 1'500'000)};
    const Instant middle = from + Minutes{(to - from).count / 3};
    const auto wide = expand_recurrence(rule, start, {from, to, 100'000'000});
    RC_ASSERT(std::ranges::is_sorted(wide, std::less_equal<>{}) || wide.size() < 2);
    RC_ASSERT(std::ranges::adjacent_find(wide) == wide.end());
    for (const Instant each : wide) RC_ASSERT(each >= start && each >= from && each < to);
    auto parts = expand_recurrence(rule, start, {from, middle, 100'000'000});
    std::ranges::copy(expand_recurrence(rule, start, {middle, to, 100'000'000}),
                      std::back_inserter(parts));
    RC_ASSERT(parts == wide);
    // From the very start on, where nothing can be jumped over.
    auto all = expand_recurrence(rule, start, {start, to, 100'000'000});
    std::erase_if(all, [&](Instant each) { return each < from; });
    RC_ASSERT(all == wide);
    const auto few = expand_recurrence(rule, start, {from, to, 3});
    RC_ASSERT(
        std::ranges::equal(few, std::span(wide).first(std::min<std::size_t>(3, wide.size()))));
  }));
}

TEST_CASE("a rule that is counted begins late as if it were counted from the start") {
  CHECK(rc::check([] {
    const int frequency = *rc::gen::inRange(0, 4);
    const std::string name =
        std::array{"MINUTELY", "HOURLY", "DAILY", "WEEKLY"}[static_cast<std::size_t>(frequency)];
    const int minutes = std::array{1, 60, 1440, 7 * 1440}[static_cast<std::size_t>(frequency)];
    const int interval = *rc::gen::inRange(1, 6), count = *rc::gen::inRange(1, 3000);
    const std::string rule = "FREQ=" + name + ";INTERVAL=" + std::to_string(interval) +
                             ";COUNT=" + std::to_string(count) +
                             *rc::gen::element<std::string>("", ";WKST=SU", ";WKST=WE");
    const Instant start =
        at(from_civil(2020, 1, 1) + *rc::gen::inRange(-800, 800), *rc::gen::inRange(0, 1440));
    // Around all that it has, its end above all.
    const std::int32_t length = std::min(minutes * interval * count, 30'000'000);
    const Instant from =
        start + Minutes{*rc::gen::oneOf(rc::gen::inRange(-2 * minutes, length + 2 * minutes),
                                        rc::gen::inRange(length - 9 * minutes, length + minutes))};
    const Instant to = from + Minutes{*rc::gen::inRange(0, 40 * minutes)};
    const std::size_t most = static_cast<std::size_t>(*rc::gen::inRange(1, 60));
    // The first is jumped to. A rule that names all months is walked from the start.
    const auto jumped = expand_recurrence(rule, start, {from, to, most});
    RC_ASSERT(jumped == expand_recurrence(rule + ";BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12", start,
                                          {from, to, most}));
    std::vector<Instant> listed;
    for (int i = 0; i < count && listed.size() < most; ++i)
      if (const Instant one = start + Minutes{i * interval * minutes}; one >= from && one < to)
        listed.push_back(one);
    RC_ASSERT(jumped == listed);
  }));
  const auto parsed = parse_recurrence("FREQ=SECONDLY;INTERVAL=7;COUNT=900000000");
  REQUIRE(parsed);
  const std::int64_t last = 7LL * 899'999'999;
  CHECK(expand_in_seconds(*parsed, 0, {last - 7, last + 100, 9}, StartKind::time) ==
        std::vector<std::int64_t>{last - 7, last});
}

TEST_CASE("a hundred million minutes are not counted one by one") {
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; ++i)
    CHECK(expanded("FREQ=MINUTELY;COUNT=100000000", "2000-01-01T00:00", "2150-01-01", "2150-01-02",
                   1) == "2150-01-01T00:00");
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(2));
  // Its last is in 2190.
  CHECK(expanded("FREQ=MINUTELY;COUNT=100000000", "2000-01-01T00:00", "2190-02-17T10:38",
                 "2191-01-01") == "2190-02-17T10:38 2190-02-17T10:39");
}

}  // namespace
}  // namespace tongzhou
