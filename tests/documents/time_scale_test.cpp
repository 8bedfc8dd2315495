#include "documents/time_scale.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <cmath>

namespace tongzhou {
namespace {

// About what a 12 px interface font does: Chinese characters are square, others half as wide.
float width_of(std::string_view text) {
  float width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) width += 6.5F;
    if (byte >= 0xE0) width += 12;
  }
  return width;
}

Instant on(int year, unsigned month, unsigned day, int hour = 0) {
  return at(from_civil(year, month, day), hour * 60);
}

TimeScale scale_from(Instant first, double pixels_per_day, double width = 900) {
  return {pixels_per_day, static_cast<double>(first.value) / kMinutesPerDay, width};
}

TimeScale any_scale() {
  const double exponent = *rc::gen::inRange(0, 1000) / 1000.0;
  const double ratio = kMostPixelsPerDay / kLeastPixelsPerDay;
  return {kLeastPixelsPerDay * std::pow(ratio, exponent),
          static_cast<double>(*rc::gen::inRange(-20000, 70000)),
          static_cast<double>(*rc::gen::inRange(100, 4000))};
}

std::vector<std::string> labels(const std::vector<Tick>& ticks) {
  std::vector<std::string> found;
  for (const Tick& tick : ticks) found.push_back(tick.label);
  return found;
}

}  // namespace

TEST_CASE("an instant and its pixel are each other's way back") {
  CHECK(rc::check([] {
    const TimeScale scale = any_scale();
    const Instant at{*rc::gen::inRange(-20000, 70000) * kMinutesPerDay +
                     *rc::gen::inRange(0, 1440)};
    RC_ASSERT(scale.instant_at(scale.x_of(at)) == at);
  }));
}

TEST_CASE("what lies under the pointer stays there while zooming") {
  CHECK(rc::check([] {
    const TimeScale scale = any_scale();
    const double x = *rc::gen::inRange(0, static_cast<int>(scale.width));
    const double factor = *rc::gen::inRange(20, 500) / 100.0;
    const TimeScale zoomed = zoom_about(scale, x, factor);
    RC_ASSERT(zoomed.pixels_per_day >= kLeastPixelsPerDay);
    RC_ASSERT(zoomed.pixels_per_day <= kMostPixelsPerDay);
    const double end = zoomed.first_day + zoomed.width / zoomed.pixels_per_day;
    if (zoomed.first_day <= kFirstDay.value || end >= kLastDay.value + 1) return;
    const double before = scale.first_day + x / scale.pixels_per_day;
    const double after = zoomed.first_day + x / zoomed.pixels_per_day;
    RC_ASSERT(std::abs(before - after) * zoomed.pixels_per_day < 0.01);
  }));
}

TEST_CASE("ticks cover the view without gaps, and labels never touch") {
  CHECK(rc::check([] {
    const TimeScale scale = any_scale();
    const Language language = *rc::gen::element(Language::chinese, Language::english);
    const TimeTicks ticks = make_ticks(scale, language, width_of);
    for (const auto* row : {&ticks.coarse, &ticks.fine}) {
      RC_ASSERT(!row->empty());
      RC_ASSERT(row->front().left <= 0.5);
      for (std::size_t i = 0; i < row->size(); ++i) {
        const Tick& tick = (*row)[i];
        RC_ASSERT(tick.right > tick.left);
        if (i > 0) RC_ASSERT((*row)[i - 1].right == tick.left);
        RC_ASSERT(width_of(tick.label) <= tick.right - tick.left);
      }
    }
    RC_ASSERT(ticks.fine.size() < scale.width / 10 + 3);
  }));
}

TEST_CASE("the steps do not depend on where the view stands") {
  CHECK(rc::check([] {
    const TimeScale scale = any_scale();
    const TimeScale moved = pan(scale, *rc::gen::inRange(-3000, 3000));
    const TimeTicks a = make_ticks(scale, Language::chinese, width_of);
    const TimeTicks b = make_ticks(moved, Language::chinese, width_of);
    RC_ASSERT(a.fine_unit == b.fine_unit);
    RC_ASSERT(a.fine_step == b.fine_step);
  }));
}

TEST_CASE("months stand over weeks, the year said once") {
  const TimeTicks ticks =
      make_ticks(scale_from(on(2026, 11, 2), 5.4, 500), Language::chinese, width_of);
  CHECK(labels(ticks.coarse) == std::vector<std::string>{"2026年11月", "12月", "2027年1月", ""});
  CHECK(ticks.fine.front().label == "45周");
  const TimeTicks english =
      make_ticks(scale_from(on(2026, 11, 2), 5.4, 500), Language::english, width_of);
  CHECK(english.coarse.front().label == "Nov 2026");
  CHECK(english.fine.front().label == "W45");
}

TEST_CASE("wider steps say more: weeks their Monday, days their weekday, hours the day above") {
  const auto first_fine = [](double pixels_per_day, Language language) {
    return make_ticks(scale_from(on(2026, 8, 31), pixels_per_day), language, width_of)
        .fine.front()
        .label;
  };
  CHECK(first_fine(16, Language::chinese) == "36周 8月31日");
  CHECK(first_fine(16, Language::english) == "W36 31 Aug");
  CHECK(first_fine(30, Language::chinese) == "31");
  CHECK(first_fine(80, Language::chinese) == "31日 周一");
  CHECK(first_fine(80, Language::english) == "Mon 31");
  const TimeTicks hours = make_ticks(scale_from(on(2026, 8, 31), 400), Language::chinese, width_of);
  CHECK(hours.fine_unit == TimeUnit::hour);
  CHECK(hours.fine_step == 3);
  CHECK(labels(hours.fine)[3] == "9:00");
  CHECK(hours.coarse.front().label == "2026年8月31日 周一");
  CHECK(hours.coarse[1].label == "9月1日 周二");
}

TEST_CASE("years and decades close the scale") {
  const TimeTicks months = make_ticks(scale_from(on(2026, 1, 1), 2), Language::chinese, width_of);
  CHECK(months.fine.front().label == "1月");
  CHECK(months.coarse.front().label == "2026年");
  const TimeTicks quarters =
      make_ticks(scale_from(on(2026, 4, 1), 0.8), Language::chinese, width_of);
  CHECK(quarters.fine.front().label == "2季度");
  const TimeTicks years = make_ticks(scale_from(on(2026, 1, 1), 0.2), Language::english, width_of);
  CHECK(years.fine.front().label == "2026");
  CHECK(years.coarse.front().label == "2020s");
}

TEST_CASE("fitting shows everything between the margins") {
  CHECK(rc::check([] {
    const Day first{*rc::gen::inRange(0, 40000)};
    const Day last = first + *rc::gen::inRange(1, 9000);
    const TimeScale scale = fit(start_of(first), start_of(last), 1000, {40, 120});
    RC_ASSERT(scale.x_of(first) >= 39.9);
    RC_ASSERT(scale.x_of(last) <= 880.1);
  }));
}

TEST_CASE("revealing moves no more than needed") {
  const TimeScale scale = scale_from(on(2026, 8, 1), 10, 600);
  CHECK(reveal(scale, on(2026, 8, 10), on(2026, 8, 20), 20) == scale);
  const TimeScale later = reveal(scale, on(2026, 11, 1), on(2026, 11, 11), 20);
  CHECK(std::abs(later.x_of(on(2026, 11, 11)) - 580) < 0.1);
  const TimeScale earlier = reveal(scale, on(2026, 7, 1), on(2026, 7, 11), 20);
  CHECK(std::abs(earlier.x_of(on(2026, 7, 1)) - 20) < 0.1);
  const TimeScale too_long = reveal(scale, on(2026, 7, 1), on(2027, 7, 11), 20);
  CHECK(std::abs(too_long.x_of(on(2026, 7, 1)) - 20) < 0.1);
}

}  // namespace tongzhou
