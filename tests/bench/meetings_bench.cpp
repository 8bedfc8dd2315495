// Times a month of 10,000 series of meetings over five years, and what is to be talked about in a
// plan of 10,000 tasks. Prints lines: name value unit.
#include <array>

#include "app/open_plan.h"
#include "insight/cadence.h"
#include "insight/channels.h"
#include "insight/meetings.h"
#include "support/big_plan.h"
#include "support/measure.h"

namespace tongzhou {
namespace {

using test::print_figure;

constexpr int kSeries = 10'000, kYears = 5;

void time_meetings() {
  OpenPlan open(make_big_plan({.tasks = 100}).plan);
  SeededRandom random(1);
  const Day first = from_civil(2026, 1, 5);
  ChangeBuilder build(open.plan(), random, {});
  constexpr std::array kRules{"", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2",
                              "FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=MONTHLY;BYDAY=2TU"};
  for (int i = 0; i < kSeries; ++i)
    build.create(Meeting{.title = "m",
                         .start = at(first + i % (kYears * 365), 8 * 60 + i % 9 * 60),
                         .rule = kRules[static_cast<std::size_t>(i) % kRules.size()]});
  check(open.edit(std::move(build).take(), ReplicaId{7}, {}).has_value(), "it fits");
  const Day month = from_civil(2030, 6, 3);
  const DayRange weeks{month, month + 41};
  std::vector<Occurrence> held;
  print_figure(
      "meetings_month",
      test::time_of(9, [&] { held = find_occurrences(open.plan(), open.calendars(), weeks); }),
      "ms");
  print_figure("meetings_month_held", double(held.size()), "meetings");
  print_figure("meetings_clashes", test::time_of(5, [&] { (void)find_clashes(open.plan(), held); }),
               "ms");
}

void time_talks() {
  const OpenPlan open(make_big_plan({.tasks = 10'000}).plan);
  const Day today = day_of(open.schedule().start) + 60;
  std::vector<Matter> matters;
  print_figure("cadence_matters",
               test::time_of(5,
                             [&] {
                               matters = find_matters(open.plan(), open.outline(), open.schedule(),
                                                      open.calendars(), open.goals(), today);
                             }),
               "ms");
  print_figure("cadence_matters_found", double(matters.size()), "matters");
  print_figure("cadence_talks", test::time_of(5, [&] { (void)find_talks(open.plan(), matters); }),
               "ms");
  print_figure("cadence_coverage",
               test::time_of(5, [&] { (void)find_coverage(open.plan(), matters, {}); }), "ms");
}

}  // namespace
}  // namespace tongzhou

int main() {
  tongzhou::time_meetings();
  tongzhou::time_talks();
}
