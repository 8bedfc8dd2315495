// The lines of iCalendar (RFC 5545, section 3.1; RFC 6868): NAME;PARAMETER=value:value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/date.h"

namespace tongzhou {

struct IcalLine {
  std::string name;                                             // in capitals
  std::vector<std::pair<std::string, std::string>> parameters;  // names in capitals
  std::string value;                                            // as it stands
  std::size_t number = 0;                                       // of the first line it stands on

  std::string_view parameter(std::string_view wanted) const;
};

// Takes logical lines from a text one by one; lines may end in LF, CR LF or CR.
class IcalLines {
 public:
  explicit IcalLines(std::string_view text) : rest_(text) {}
  // The next line that is not empty, put together from its folds; false at the end.
  bool next(std::string& line, std::size_t& number);

 private:
  std::string_view take_line();

  std::string_view rest_;
  std::size_t number_ = 0;
};

// Nothing for a line that is none.
std::optional<IcalLine> parse_ical_line(std::string_view line);

// A line written: folded after at most 75 bytes, never within a character, with CR LF. Bytes that
// are no text are replaced, control characters left out.
void append_ical_line(std::string& out, std::string_view line);

std::string escape_ical_text(std::string_view text);
std::string unescape_ical_text(std::string_view text);
// For parameters; in quotes where it must be.
std::string quote_ical_parameter(std::string_view text);

// 20270301 or 20270301T083000, Z at its end where the time is in UTC.
struct IcalTime {
  Instant at;
  int second = 0;
  bool is_day = false;
  bool is_utc = false;
};
// Nothing for days that do not exist or that a plan may not name.
std::optional<IcalTime> parse_ical_time(std::string_view text);
std::string ical_day(Instant at);
std::string ical_time(Instant at, int second = 0);

// P1DT2H30M, -PT15M, P2W; seconds are dropped. Nothing for more than 300 years.
std::optional<Minutes> parse_ical_duration(std::string_view text);
// +0800, -053000.
std::optional<Minutes> parse_ical_offset(std::string_view text);
std::string ical_offset(Minutes offset);

}  // namespace tongzhou
