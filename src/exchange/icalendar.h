// Files of calendars: iCalendar (RFC 5545), with which Outlook, WeCom, DingTalk, Feishu and phones
// exchange meetings and busy times.
//
// Times are on the plan's wall clock. Times of other zones are turned into it by the zone that the
// file brings along.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/ports.h"
#include "core/result.h"
#include "exchange/calendar_zone.h"

namespace tongzhou {

struct CalendarPerson {
  std::string name;
  std::string address;  // "min@example.org"
  bool required = true;
  bool operator==(const CalendarPerson&) const = default;
};

struct CalendarEvent {
  std::string uid;  // an event with the uid of another and a higher sequence replaces it
  int sequence = 0;
  std::string title, description, place, url;
  bool all_day = false;
  Instant start;                      // of a whole day its midnight
  Minutes length;                     // whole days of `all_day`
  std::string rule;                   // see schedule/recurrence.h; UNTIL is on the wall clock
  std::vector<Instant> left_out;      // starts of instances that do not take place
  std::optional<Instant> instead_of;  // this is an instance of `uid` that was to start then
  std::optional<CalendarPerson> organiser;
  std::vector<CalendarPerson> attendees;
  bool cancelled = false;
  bool transparent = false;  // makes nobody busy
  bool operator==(const CalendarEvent&) const = default;
};

// A time at which somebody is busy, whatever with; `end` is no longer part of it.
struct BusyTime {
  std::string address;  // whose, if the file says so
  Instant start;
  Instant end;
  bool operator==(const BusyTime&) const = default;
};

struct CalendarFile {
  std::string name;
  std::vector<CalendarEvent> events;
  std::vector<BusyTime> busy;
  bool operator==(const CalendarFile&) const = default;
};

// A file that calendar programs open, of CR LF lines of at most 75 bytes. Written anew, an event
// with the same uid and a higher sequence replaces the one written before. A rule that
// check_recurrence refuses is not written. `unix_seconds` is when the file is written.
std::string write_icalendar(const CalendarFile& calendar, const CalendarZone& zone,
                            std::int64_t unix_seconds);

// Bounds before anything is built from a file.
inline constexpr std::size_t kLargestIcalendar = std::size_t{64} << 20;  // bytes
inline constexpr std::size_t kMostCalendarEvents = 200'000;
inline constexpr std::size_t kMostAttendees = 1000;  // of one event; more are told and left out

struct ReadCalendar {
  CalendarFile calendar;
  std::vector<Message> notices;  // for a person to read, each kind of loss once
};

// Fails for what is no calendar, is cut off or wrongly nested, or is beyond the bounds. All else
// that cannot be kept is left out and told: to-dos, alarms, dates that do not exist. Extra dates of
// a series (RDATE) become events of their own, with its uid, "/" and their date. `zone` is that of
// the plan; `codec`, which may be null, is asked for old Chinese text.
Result<ReadCalendar> read_icalendar(std::span<const std::byte> bytes, const CalendarZone& zone,
                                    const TextCodec* codec = nullptr);

}  // namespace tongzhou
