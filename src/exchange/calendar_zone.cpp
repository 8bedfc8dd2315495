#include "exchange/calendar_zone.h"

#include <algorithm>

namespace tongzhou {

CalendarZone china_zone() { return {"Asia/Shanghai", {8 * 60}, {}}; }

Instant to_wall_clock(const CalendarZone& zone, Instant utc) {
  const auto next = std::ranges::upper_bound(zone.changes, utc, {}, &ZoneChange::at);
  return utc + (next == zone.changes.begin() ? zone.offset : std::prev(next)->offset);
}

Instant to_utc(const CalendarZone& zone, Instant wall_clock) {
  Minutes offset = zone.offset;
  // Changes lie months apart, so the clock reads later at each, and the first ones can be passed.
  const auto near = std::ranges::lower_bound(zone.changes, wall_clock - Minutes{2 * kMinutesPerDay},
                                             {}, &ZoneChange::at);
  if (near != zone.changes.begin()) offset = std::prev(near)->offset;
  for (auto change = near; change != zone.changes.end(); ++change) {
    if (wall_clock < change->at + std::max(offset, change->offset)) break;
    offset = change->offset;
  }
  return wall_clock - offset;
}

}  // namespace tongzhou
