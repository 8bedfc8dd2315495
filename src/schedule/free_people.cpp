#include "schedule/free_people.h"

#include <algorithm>
#include <cmath>

#include "schedule/pass.h"

namespace tongzhou {
namespace {

constexpr double kMostPeople = 1e6;
constexpr double kRounding = 1e-6;  // what sums of shares may be off

double units_of(double people) { return std::clamp(people, 0.0, kMostPeople) * kUnitsOfOne; }

}  // namespace

std::int32_t to_units(double people) {
  return static_cast<std::int32_t>(std::ceil(units_of(people) - kRounding));
}
std::int32_t to_whole_units(double people) {
  return static_cast<std::int32_t>(std::floor(units_of(people) + kRounding));
}

FreePeople::FreePeople(std::span<const PeopleFrom> people) {
  for (const PeopleFrom& from : people)
    steps_.push_back({start_of(from.day), to_whole_units(from.people)});
  steps_.front().from = {std::numeric_limits<std::int32_t>::min()};
}

void FreePeople::begin_with_work(const WorkingTime& time) {
  std::vector<Step> steps{steps_.front()};
  for (const Step& step : std::span(steps_).subspan(1)) {
    const Instant from = time.next_start(step.from);
    if (steps.size() > 1 && steps.back().from == from)
      steps.back().units = step.units;
    else
      steps.push_back({from, step.units});
  }
  steps_ = std::move(steps);
}

std::size_t FreePeople::place(Instant at) const {
  const auto after = std::ranges::upper_bound(steps_, at, {}, &Step::from);
  return static_cast<std::size_t>(after - steps_.begin()) - 1;
}

std::optional<Instant> FreePeople::shortage(Instant from, Instant to, std::int32_t units) const {
  std::size_t at = place(from);
  while (at < steps_.size() && steps_[at].units >= units) {
    if (++at == steps_.size() || steps_[at].from >= to) return std::nullopt;
  }
  while (at < steps_.size() && steps_[at].units < units) ++at;
  return at == steps_.size() ? kNever : steps_[at].from;
}

Instant FreePeople::enough_until(Instant at, std::int32_t units) const {
  std::size_t step = place(at);
  while (step < steps_.size() && steps_[step].units >= units) ++step;
  return step == steps_.size() ? kNever : std::max(at, steps_[step].from);
}

// The step that begins at that instant; made where there is none.
std::size_t FreePeople::split(Instant at) {
  const std::size_t before = place(at);
  if (steps_[before].from == at) return before;
  steps_.insert(steps_.begin() + static_cast<std::ptrdiff_t>(before) + 1,
                {at, steps_[before].units});
  return before + 1;
}

void FreePeople::take(Instant from, Instant to, std::int32_t units) {
  if (to <= from) return;
  const std::size_t first = split(from);
  const std::size_t end = split(to);
  for (std::size_t i = first; i < end; ++i) steps_[i].units -= units;
  // Only at the edges can two steps have become one.
  for (const std::size_t edge : {end, first}) {
    const bool is_none = edge > 0 && steps_[edge].units == steps_[edge - 1].units;
    if (is_none) steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(edge));
  }
}

std::int32_t FreePeople::most() const { return std::ranges::max(steps_, {}, &Step::units).units; }

}  // namespace tongzhou
