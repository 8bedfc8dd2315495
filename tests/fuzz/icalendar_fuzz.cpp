// Any bytes: read_icalendar gives a calendar or a sentence. What it took can be written, and comes
// back as the same calendar.
#include <cstdlib>
#include <span>

#include "exchange/icalendar.h"
#include "exchange/text_encoding.h"
#include "schedule/recurrence.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tongzhou;
  const CalendarZone zone = china_zone();
  const auto first = read_icalendar(std::as_bytes(std::span(data, size)), zone);
  if (!first) return 0;
  const auto second = read_icalendar(bytes_of(write_icalendar(first->calendar, zone, 0)), zone);
  if (!second) std::abort();
  const auto third = read_icalendar(bytes_of(write_icalendar(second->calendar, zone, 0)), zone);
  if (!third || third->calendar != second->calendar) std::abort();
  for (const CalendarEvent& event : second->calendar.events)
    (void)expand_recurrence(event.rule, event.start, {event.start, start_of(kLastDay), 100});
  return 0;
}
