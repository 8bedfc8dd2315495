#include "ui/gantt/drag.h"

#include <rapidcheck.h>

#include "ui/gantt_stage.h"

namespace tongzhou {
namespace {

constexpr Grain kDays{};
constexpr Grain kHalfHours{30};

BarDates any_dates() {
  const WorkingTime& hours = office_hours();
  const Instant start = hours.next_start({*rc::gen::inRange(29'000'000, 30'000'000)});
  return {start, hours.add(start, {*rc::gen::inRange(15, 20'000)})};
}

}  // namespace

TEST_CASE("moving keeps the work and begins within working time") {
  CHECK(rc::check([] {
    const BarDates dates = any_dates();
    const Grain grain = *rc::gen::element(kDays, kHalfHours);
    const BarDates after =
        moved(dates, {*rc::gen::inRange(-60'000, 60'000)}, grain, office_hours());
    RC_ASSERT(office_hours().between(after.start, after.finish) ==
              office_hours().between(dates.start, dates.finish));
    const bool begins_work = office_hours().next_start(after.start) == after.start;
    const bool ends_work = office_hours().previous_finish(after.start) == after.start;
    RC_ASSERT(begins_work || ends_work);
  }));
}

TEST_CASE("moving by days keeps the time of day") {
  const BarDates dates{office(8, 3, 10), office(8, 4, 10)};
  CHECK(moved(dates, {kMinutesPerDay}, kDays, office_hours()) ==
        BarDates{office(8, 4, 10), office(8, 5, 10)});
  const BarDates review{office(8, 7, 17), office(8, 7, 17)};  // Friday, end of work
  CHECK(moved(review, {3 * kMinutesPerDay}, kDays, office_hours()).start == office(8, 10, 17));
  CHECK(moved(review, {kMinutesPerDay}, kDays, office_hours()).start == office(8, 10, 17));
}

TEST_CASE("less than half a grain moves nothing") {
  const BarDates dates{office(8, 3), office(8, 5, 17)};
  CHECK(moved(dates, {600}, kDays, office_hours()) == dates);
  CHECK(moved(dates, {14}, kHalfHours, office_hours()) == dates);
}

TEST_CASE("resizing leaves the other end and at least some work") {
  CHECK(rc::check([] {
    const BarDates dates = any_dates();
    const Grain grain = *rc::gen::element(kDays, kHalfHours);
    const Instant pointer = dates.start + Minutes{*rc::gen::inRange(-40'000, 40'000)};
    const BarDates longer = with_finish_at(dates, pointer, grain, office_hours());
    RC_ASSERT(longer.start == dates.start);
    RC_ASSERT(office_hours().between(longer.start, longer.finish) >= Minutes{15});
    const BarDates shorter = with_start_at(dates, pointer, grain, office_hours());
    RC_ASSERT(shorter.finish == dates.finish);
    RC_ASSERT(office_hours().between(shorter.start, shorter.finish) > Minutes{0});
  }));
}

TEST_CASE("steps by the keyboard count working days") {
  const BarDates dates{office(8, 7), office(8, 10, 17)};  // Friday and Monday
  CHECK(moved_by_working_days(dates, 1, office_hours()) ==
        BarDates{office(8, 10), office(8, 11, 17)});
  CHECK(moved_by_working_days(dates, -5, office_hours()).start == office(7, 31));
  CHECK(with_working_days_more(dates, 5, office_hours()).finish == office(8, 17, 17));
  CHECK(with_working_days_more(dates, -5, office_hours()).finish == office(8, 7, 17));
}

TEST_CASE("progress comes in steps of five between nothing and all") {
  CHECK(dragged_percent(100, 200, 50) == 0);
  CHECK(dragged_percent(100, 200, 143) == 45);
  CHECK(dragged_percent(100, 200, 260) == 100);
}

}  // namespace tongzhou
