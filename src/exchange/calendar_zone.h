// The wall clock of a place against UTC: what turns times of calendar files into those of the plan.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/date.h"

namespace tongzhou {

// From this moment on, which is in UTC, the wall clock is `offset` ahead of UTC.
struct ZoneChange {
  Instant at;
  Minutes offset;
  auto operator<=>(const ZoneChange&) const = default;
};

// Whoever knows the machine's zone fills in the changes for the years of the plan; a place without
// daylight saving has none.
struct CalendarZone {
  std::string name;                 // "Asia/Shanghai"; empty: times are written without a zone
  Minutes offset;                   // before the first change
  std::vector<ZoneChange> changes;  // ascending
  bool operator==(const CalendarZone&) const = default;
};

// China's, which has had no daylight saving since 1991.
CalendarZone china_zone();

Instant to_wall_clock(const CalendarZone& zone, Instant utc);
// RFC 5545, section 3.3.5: of a time that occurs twice the first is meant; a time that is left out
// counts by the offset before the gap.
Instant to_utc(const CalendarZone& zone, Instant wall_clock);

}  // namespace tongzhou
