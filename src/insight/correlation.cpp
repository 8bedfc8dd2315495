#include "insight/correlation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "core/sorting.h"

namespace tongzhou {
namespace {

// Student's t that 95 % stay within, two-sided, by degrees of freedom from 1; beyond, of the normal
// distribution. (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2)
double critical_t(std::uint32_t degrees) {
  static constexpr std::array kByDegrees{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306,
                                         2.262,  2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
                                         2.110,  2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064,
                                         2.060,  2.056, 2.052, 2.048, 2.045, 2.042};
  return degrees >= 1 && degrees <= kByDegrees.size() ? kByDegrees[degrees - 1] : 1.960;
}

using Weeks = std::map<Day, double>;  // by Monday

Day monday_of(Day day) { return day - weekday_of(day); }

// Of each thing that was measured, the values by week.
std::map<AnyRef, Weeks> read_weeks(const Plan& plan) {
  struct Told {
    AnyRef of;
    Day week;
    Id<Department> department;
    Day day;
    std::uint32_t written;
    Id<Measurement> id;
    double value;
    auto key() const { return std::tuple(of, week, department, day, written, id); }
    bool is_of_same(const Told& other) const {
      return of == other.of && week == other.week && department == other.department;
    }
  };
  std::vector<Told> told;
  for (const auto& entry : plan.table<Measurement>().live()) {
    const Measurement& record = entry.record;
    const AnyRef of = record.indicator ? ref(record.indicator) : ref(record.goal);
    if (record.value && record.day.is_set() && plan.is_live(of))
      told.push_back({of, monday_of(record.day), record.department, record.day,
                      written_at<&Measurement::value>(entry), entry.id, *record.value});
  }
  std::ranges::sort(told, {}, &Told::key);  // a hundred thousand may be there
  std::map<AnyRef, Weeks> weeks;
  int departments = 0;  // so far, of the same week
  for (std::size_t i = 0; i < told.size(); ++i) {
    if (i + 1 < told.size() && told[i].is_of_same(told[i + 1])) continue;  // not the last
    double& mean = weeks[told[i].of][told[i].week];
    ++departments;
    mean += (told[i].value - mean) / departments;
    const bool goes_on =
        i + 1 < told.size() && told[i].of == told[i + 1].of && told[i].week == told[i + 1].week;
    if (!goes_on) departments = 0;
  }
  return weeks;
}

}  // namespace

Word word_of(Link link) {
  switch (link) {
    case Link::too_few: return Word::correlation_few;
    case Link::unclear: return Word::correlation_unclear;
    case Link::up: return Word::correlation_up;
    case Link::down: return Word::correlation_down;
  }
  return Word::none;
}

double pearson(std::span<const double> a, std::span<const double> b) {
  const std::size_t n = std::min(a.size(), b.size());
  double mean_a = 0, mean_b = 0;
  for (std::size_t i = 0; i < n; ++i) {
    mean_a += a[i] / static_cast<double>(n);
    mean_b += b[i] / static_cast<double>(n);
  }
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < n; ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  if (aa <= 0 || bb <= 0) return 0;
  return std::clamp(ab / std::sqrt(aa) / std::sqrt(bb), -1.0, 1.0);
}

Link link_of(double r, std::uint32_t weeks) {
  if (weeks < kFewestWeeks) return Link::too_few;
  // t = r sqrt(n - 2) / sqrt(1 - r^2), compared without dividing by what may be 0.
  const double degrees = weeks - 2;
  const bool is_clear =
      std::abs(r) * std::sqrt(degrees) > critical_t(weeks - 2) * std::sqrt(1 - r * r);
  if (!is_clear) return Link::unclear;
  return r > 0 ? Link::up : Link::down;
}

std::vector<Correlation> find_correlations(const Plan& plan, Id<Indicator> indicator) {
  const std::map<AnyRef, Weeks> all = read_weeks(plan);
  const auto own = all.find(ref(indicator));
  std::vector<Correlation> found;
  if (own == all.end()) return found;
  for (const auto& [with, weeks] : all) {
    if (with == ref(indicator)) continue;
    std::vector<double> a, b;
    for (const auto& [week, value] : weeks)
      if (const auto place = own->second.find(week); place != own->second.end()) {
        a.push_back(place->second);
        b.push_back(value);
      }
    if (a.size() < 3) continue;
    const double r = pearson(a, b);
    const auto count = static_cast<std::uint32_t>(a.size());
    found.push_back({with, r, count, link_of(r, count)});
  }
  sort_stably(found, [](const Correlation& a, const Correlation& b) {
    const auto rank = [](const Correlation& c) {
      return std::pair(c.link < Link::up, -std::abs(c.r));
    };
    return rank(a) < rank(b);
  });
  return found;
}

}  // namespace tongzhou
