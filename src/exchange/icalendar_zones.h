// The time zones that a calendar file brings along (VTIMEZONE; RFC 5545, section 3.6.5).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/calendar_zone.h"
#include "exchange/icalendar_lines.h"

namespace tongzhou {

std::string ical_upper(std::string_view text);  // ASCII capitals

// Collects zones while a file is read: parts (STANDARD, DAYLIGHT) with the offset before and after,
// and when they begin. The changes are worked out for the years of plans when a zone is asked for.
class IcalZones {
 public:
  void begin_zone();
  void name_zone(std::string_view name);
  void begin_part();
  void take(const IcalLine& line);  // of the part begun last

  // Null where the file has no such zone, or none of its parts can be read. To be asked when the
  // file has been read; valid as long as this is. Of zones with the same name the first counts.
  const CalendarZone* find(std::string_view name);

 private:
  struct Part {
    std::optional<Minutes> from, to;
    std::optional<Instant> start;  // on the wall clock before the change
    std::string rule;
    std::vector<Instant> extra;
  };
  struct Zone {
    std::string name;
    std::vector<Part> parts;
  };
  static CalendarZone worked_out(const Zone& zone);

  // More than the calendars of the world together; what stands beyond them is as if it were not
  // there, so that no file takes long.
  static constexpr std::size_t kMostParts = 2000;

  std::vector<Zone> zones_;
  std::size_t parts_ = 0;
  std::map<std::string_view, std::size_t> index_;  // of zones_, once all are read
  std::map<std::size_t, CalendarZone> known_;
};

}  // namespace tongzhou
