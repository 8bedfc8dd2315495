#include "model/value.h"

#include <fmt/format.h>

#include <algorithm>

namespace tongzhou {

WorkHours standard_day() { return {{{0, 8 * 60, 12 * 60}, {0, 13 * 60, 17 * 60}}}; }

WorkHours standard_week() {
  WorkHours week;
  for (std::uint8_t weekday = 0; weekday < 5; ++weekday)
    for (WorkSpan span : standard_day().spans) week.spans.push_back({weekday, span.from, span.to});
  return week;
}

bool is_well_formed(const WorkHours& hours) {
  const auto& spans = hours.spans;
  const bool each = std::ranges::all_of(
      spans, [](WorkSpan s) { return s.weekday < 7 && s.from < s.to && s.to <= kMinutesPerDay; });
  const bool apart = std::ranges::adjacent_find(spans, [](WorkSpan a, WorkSpan b) {
                       return a.weekday > b.weekday || (a.weekday == b.weekday && a.to > b.from);
                     }) == spans.end();
  return each && apart && spans.size() <= 7 * 24;
}

std::string to_text(const WorkHours& hours) {
  std::string out;
  int weekday = -1;
  for (WorkSpan s : hours.spans) {
    if (s.weekday != weekday)
      out += fmt::format("{}{} ", out.empty() ? "" : ";", s.weekday + 1);
    else
      out += ",";
    weekday = s.weekday;
    out += fmt::format("{:02}:{:02}-{:02}:{:02}", s.from / 60, s.from % 60, s.to / 60, s.to % 60);
  }
  return out;
}

std::optional<WorkHours> parse_hours(std::string_view text) {
  std::size_t at = 0;
  bool good = true;
  const auto expect = [&](char c) {
    good = good && at < text.size() && text[at] == c;
    ++at;
  };
  const auto digit = [&]() -> int {
    good = good && at < text.size() && text[at] >= '0' && text[at] <= '9';
    return good ? text[at++] - '0' : 0;
  };
  const auto two_digits = [&] {
    const int tens = digit();
    return tens * 10 + digit();
  };
  const auto clock = [&] {
    const int hours_of_day = two_digits();
    expect(':');
    const int minutes = two_digits();
    good = good && minutes < 60;
    return static_cast<std::uint16_t>(hours_of_day * 60 + minutes);
  };

  WorkHours hours;
  for (int weekday = 0; good && at < text.size();) {
    if (hours.spans.empty() || text[at] == ';') {
      if (!hours.spans.empty()) ++at;
      weekday = digit();
      expect(' ');
    } else {
      expect(',');
    }
    WorkSpan span{static_cast<std::uint8_t>(weekday - 1), clock()};
    expect('-');
    span.to = clock();
    hours.spans.push_back(span);
  }
  if (!good || !is_well_formed(hours)) return std::nullopt;
  return hours;
}

}  // namespace tongzhou
