#include "exchange/icalendar_lines.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "core/utf8.h"

namespace tongzhou {
namespace {

bool ical_digit(char c) { return c >= '0' && c <= '9'; }

bool name_character(char c) {
  return ical_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
         c == '_' || c == '.';
}

std::string ical_capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

// The digits at `at`; -1 where there are not as many.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return -1;
  int number = 0;
  for (const char c : text.substr(at, count)) {
    if (!ical_digit(c)) return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::string undo_carets(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    const bool pair = text[i] == '^' && (next == 'n' || next == '^' || next == '\'');
    if (!pair) {
      out += text[i];
      continue;
    }
    out += next == 'n' ? '\n' : next == '\'' ? '"' : '^';
    ++i;
  }
  return out;
}

// Reads one value of a parameter, in quotes or not, from the front.
bool take_parameter_value(std::string_view& rest, std::string& value) {
  if (rest.starts_with('"')) {
    const auto end = rest.find('"', 1);
    if (end == std::string_view::npos) return false;
    value += undo_carets(rest.substr(1, end - 1));
    rest.remove_prefix(end + 1);
    return true;
  }
  const auto end = rest.find_first_of(";:,\"");
  if (end == std::string_view::npos) return false;
  value += undo_carets(rest.substr(0, end));
  rest.remove_prefix(end);
  return true;
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

std::string_view IcalLine::parameter(std::string_view wanted) const {
  for (const auto& [name_of, value_of] : parameters)
    if (name_of == wanted) return value_of;
  return {};
}

std::string_view IcalLines::take_line() {
  const auto end = rest_.find_first_of("\r\n");
  const std::string_view line = rest_.substr(0, end);
  if (end == std::string_view::npos) {
    rest_ = {};
  } else {
    rest_.remove_prefix(end + (rest_.substr(end).starts_with("\r\n") ? 2 : 1));
  }
  ++number_;
  return line;
}

bool IcalLines::next(std::string& line, std::size_t& number) {
  line.clear();
  while (line.empty()) {
    if (rest_.empty()) return false;
    number = number_ + 1;
    line = take_line();
    while (rest_.starts_with(' ') || rest_.starts_with('\t')) line += take_line().substr(1);
  }
  return true;
}

std::optional<IcalLine> parse_ical_line(std::string_view line) {
  IcalLine result;
  const auto name_end = std::ranges::find_if_not(line, name_character) - line.begin();
  if (name_end == 0) return {};
  result.name = ical_capitals(line.substr(0, static_cast<std::size_t>(name_end)));
  std::string_view rest = line.substr(static_cast<std::size_t>(name_end));
  while (rest.starts_with(';')) {
    rest.remove_prefix(1);
    const auto end = std::ranges::find_if_not(rest, name_character) - rest.begin();
    const auto length = static_cast<std::size_t>(end);
    if (length == 0 || length >= rest.size() || rest[length] != '=') return {};
    auto& [name, value] =
        result.parameters.emplace_back(ical_capitals(rest.substr(0, length)), std::string());
    rest.remove_prefix(length + 1);
    if (!take_parameter_value(rest, value)) return {};
    while (rest.starts_with(',')) {
      rest.remove_prefix(1);
      value += ',';
      if (!take_parameter_value(rest, value)) return {};
    }
  }
  if (!rest.starts_with(':')) return {};
  result.value = rest.substr(1);
  return result;
}

void append_ical_line(std::string& out, std::string_view line) {
  std::string text = repair_utf8(line);
  std::erase_if(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7F;
  });
  constexpr std::size_t kLongest = 75;
  std::size_t room = kLongest;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.size(), at + room);
    const auto inside = [&](std::size_t i) {
      return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
    };
    while (inside(end)) --end;
    out.append(text, at, end - at);
    at = end;
    if (at < text.size()) out += "\r\n ";
    room = kLongest - 1;  // the space belongs to the line
  }
  out += "\r\n";
}

std::string escape_ical_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (c == '\n' || c == '\r') {
      out += "\\n";
    } else {
      if (c == '\\' || c == ';' || c == ',') out += '\\';
      out += c;
    }
  }
  return out;
}

std::string unescape_ical_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    out += c == 'n' || c == 'N' ? '\n' : c;
  }
  return out;
}

std::string quote_ical_parameter(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"')
      out += "^'";
    else if (c == '^')
      out += "^^";
    else if (c == '\n')
      out += "^n";
    else
      out += c;
  }
  return out.find_first_of(":;,") == std::string::npos ? out : '"' + out + '"';
}

std::optional<IcalTime> parse_ical_time(std::string_view text) {
  IcalTime time;
  time.is_utc = text.ends_with('Z') || text.ends_with('z');
  if (time.is_utc) text.remove_suffix(1);
  const int year = digits_at(text, 0, 4), month = digits_at(text, 4, 2),
            day = digits_at(text, 6, 2);
  if (year < 0 || month < 1 || day < 1) return {};
  const Day civil = from_civil(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  if (!civil.is_set() || !in_range(civil)) return {};
  time.at = start_of(civil);
  time.is_day = text.size() == 8;
  if (time.is_day) return time;
  if ((text.size() != 15 && text.size() != 13) || (text[8] != 'T' && text[8] != 't')) return {};
  const int hour = digits_at(text, 9, 2), minute = digits_at(text, 11, 2);
  time.second = text.size() == 15 ? digits_at(text, 13, 2) : 0;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || time.second < 0 || time.second > 60)
    return {};
  time.at = at(civil, hour * 60 + minute);
  return time;
}

std::string ical_day(Instant at) {
  std::string text = to_iso(day_of(at));
  std::erase(text, '-');
  return text;
}

std::string ical_time(Instant at, int second) {
  const int minute = minute_of_day(at);
  return ical_day(at) + 'T' + two_digits(minute / 60) + two_digits(minute % 60) +
         two_digits(second);
}

std::optional<Minutes> parse_ical_duration(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (!text.starts_with('P')) return {};
  text.remove_prefix(1);
  bool in_time = false, any = false;
  std::int64_t seconds = 0;
  while (!text.empty()) {
    if (text.starts_with('T') && !in_time) {
      in_time = true;
      text.remove_prefix(1);
      continue;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end == text.data() + text.size() || number < 0) return {};
    constexpr std::string_view kUnits = "WDHMS";
    constexpr std::array<std::int64_t, 5> kSeconds{604'800, 86'400, 3600, 60, 1};
    const auto unit = kUnits.find(*end);
    constexpr std::int64_t kMost = std::int64_t{300} * 366 * 86'400;
    if (unit == std::string_view::npos || in_time != (unit >= 2) || number > kMost) return {};
    seconds += number * kSeconds[unit];
    if (seconds > kMost) return {};
    any = true;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  }
  if (!any) return {};
  const auto minutes = static_cast<std::int32_t>(seconds / 60);
  return Minutes{negative ? -minutes : minutes};
}

std::optional<Minutes> parse_ical_offset(std::string_view text) {
  const bool whole = text.size() == 5 || text.size() == 7;
  if (!whole || (text[0] != '+' && text[0] != '-')) return {};
  const int hours = digits_at(text, 1, 2), minutes = digits_at(text, 3, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return {};
  const int total = hours * 60 + minutes;
  return Minutes{text[0] == '-' ? -total : total};
}

std::string ical_offset(Minutes offset) {
  const int size = offset.count < 0 ? -offset.count : offset.count;
  return (offset.count < 0 ? "-" : "+") + two_digits(size / 60) + two_digits(size % 60);
}

}  // namespace tongzhou
