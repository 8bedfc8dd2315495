#include "exchange/csv_cells.h"

#include "core/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace tongzhou {
namespace {

constexpr double kMostMinutes = 52'596'000;  // 100 years

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n' ||
                           text.front() == '\r'))
    text.remove_prefix(1);
  while (!text.empty() &&
         (text.back() == ' ' || text.back() == '\t' || text.back() == '\n' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

// Takes an unsigned decimal from the front.
std::optional<double> take_number(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  if (end == 0 || end > 15) return std::nullopt;
  const auto number = parse_decimal(text.substr(0, end));
  if (number) text.remove_prefix(end);
  return number;
}

enum class TimeUnit : std::uint8_t { minutes, hours, days, weeks, months };
struct UnitName {
  std::string_view name;
  TimeUnit unit;
  bool elapsed = false;
};
constexpr auto kUnitNames = std::to_array<UnitName>({
    {"d", TimeUnit::days},
    {"dy", TimeUnit::days},
    {"day", TimeUnit::days},
    {"days", TimeUnit::days},
    {"天", TimeUnit::days},
    {"日", TimeUnit::days},
    {"工作日", TimeUnit::days},
    {"人日", TimeUnit::days},
    {"人天", TimeUnit::days},
    {"工日", TimeUnit::days},
    {"pd", TimeUnit::days},
    {"person-day", TimeUnit::days},
    {"person-days", TimeUnit::days},
    {"h", TimeUnit::hours},
    {"hr", TimeUnit::hours},
    {"hrs", TimeUnit::hours},
    {"hour", TimeUnit::hours},
    {"hours", TimeUnit::hours},
    {"小时", TimeUnit::hours},
    {"时", TimeUnit::hours},
    {"人时", TimeUnit::hours},
    {"ph", TimeUnit::hours},
    {"person-hour", TimeUnit::hours},
    {"person-hours", TimeUnit::hours},
    {"工时", TimeUnit::hours},
    {"m", TimeUnit::minutes},
    {"min", TimeUnit::minutes},
    {"mins", TimeUnit::minutes},
    {"minute", TimeUnit::minutes},
    {"minutes", TimeUnit::minutes},
    {"分钟", TimeUnit::minutes},
    {"分", TimeUnit::minutes},
    {"w", TimeUnit::weeks},
    {"wk", TimeUnit::weeks},
    {"wks", TimeUnit::weeks},
    {"week", TimeUnit::weeks},
    {"weeks", TimeUnit::weeks},
    {"周", TimeUnit::weeks},
    {"星期", TimeUnit::weeks},
    {"周工时", TimeUnit::weeks},
    {"mo", TimeUnit::months},
    {"mon", TimeUnit::months},
    {"mons", TimeUnit::months},
    {"month", TimeUnit::months},
    {"months", TimeUnit::months},
    {"月", TimeUnit::months},
    {"月工时", TimeUnit::months},
    {"ed", TimeUnit::days, true},
    {"eday", TimeUnit::days, true},
    {"edays", TimeUnit::days, true},
    {"eh", TimeUnit::hours, true},
    {"ehr", TimeUnit::hours, true},
    {"ehrs", TimeUnit::hours, true},
    {"ehour", TimeUnit::hours, true},
    {"ehours", TimeUnit::hours, true},
    {"em", TimeUnit::minutes, true},
    {"emin", TimeUnit::minutes, true},
    {"emins", TimeUnit::minutes, true},
    {"ew", TimeUnit::weeks, true},
    {"ewk", TimeUnit::weeks, true},
    {"ewks", TimeUnit::weeks, true},
    {"eweek", TimeUnit::weeks, true},
    {"eweeks", TimeUnit::weeks, true},
    {"自然日", TimeUnit::days, true},
    {"自然天", TimeUnit::days, true},
    {"日历天", TimeUnit::days, true},
    {"日历日", TimeUnit::days, true},
    {"已用天数", TimeUnit::days, true},
    {"已用日", TimeUnit::days, true},
    {"已用小时", TimeUnit::hours, true},
    {"已用周", TimeUnit::weeks, true},
});

double minutes_in(const UnitName& unit, std::int32_t minutes_per_day) {
  const double day = unit.elapsed ? kMinutesPerDay : minutes_per_day;
  switch (unit.unit) {
    case TimeUnit::minutes: return 1;
    case TimeUnit::hours: return 60;
    case TimeUnit::days: return day;
    case TimeUnit::weeks: return unit.elapsed ? 7 * day : 5 * day;
    case TimeUnit::months: return unit.elapsed ? 30 * day : 20 * day;
  }
  return 0;
}

// Up to four decimals, none that are zero: enough to come back to the same minute.
std::string length_number(double number) {
  std::string text = fixed_text(number, 4);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

struct LinkName {
  std::string_view name;
  LinkType type;
};
constexpr auto kLinkNames = std::to_array<LinkName>({
    {"fs", LinkType::finish_start},
    {"ss", LinkType::start_start},
    {"ff", LinkType::finish_finish},
    {"sf", LinkType::start_finish},
});

// "fs+2d" behind a task's number; false when it is something else.
bool parse_link_tail(std::string_view tail, std::int32_t minutes_per_day, LinkCell& link) {
  tail = trim(tail);
  for (const LinkName& name : kLinkNames)
    if (tail.starts_with(name.name)) {
      link.type = name.type;
      tail = trim(tail.substr(name.name.size()));
      break;
    }
  if (tail.empty()) return true;
  if (tail.front() != '+' && tail.front() != '-') return false;
  const int sign = tail.front() == '-' ? -1 : 1;
  tail = trim(tail.substr(1));
  std::string_view rest = tail;
  if (const auto number = take_number(rest); number && rest == "%") {
    link.lag_percent = sign * *number;
    return true;
  }
  const auto lag = parse_duration_cell(tail, minutes_per_day);
  if (!lag) return false;
  link.lag = {sign * lag->length.count};
  link.lag_kind = lag->elapsed ? LagKind::elapsed : LagKind::working;
  return true;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  text = trim(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = [&](std::size_t k) {
      return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
    };
    char c = text[i];
    if (byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD) && byte(2) >= 0x80) {
      const unsigned code = (byte(1) - 0xBC) * 0x40 + (byte(2) - 0x80);  // from U+FF00
      if (code >= 0x01 && code <= 0x5E) {
        c = static_cast<char>(code + 0x20);
        i += 2;
      }
    } else if (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) {  // the ideographic space
      c = ' ';
      i += 2;
    }
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return std::string(trim(out));
}

std::optional<DurationCell> parse_duration_cell(std::string_view text, std::int32_t minutes_per_day,
                                                DurationUnit bare) {
  const std::string plain = folded(text);
  std::string_view rest = plain;
  const auto number = take_number(rest);
  if (!number) return std::nullopt;
  rest = trim(rest);
  if (rest.ends_with('?')) rest = trim(rest.substr(0, rest.size() - 1));  // Project's estimate
  if (rest.starts_with("个")) rest = trim(rest.substr(std::string_view("个").size()));
  if (rest.empty()) rest = bare == DurationUnit::hours ? "h" : "d";
  const auto unit = std::ranges::find(kUnitNames, rest, &UnitName::name);
  if (unit == kUnitNames.end()) return std::nullopt;
  const double minutes = *number * minutes_in(*unit, minutes_per_day);
  if (minutes > kMostMinutes) return std::nullopt;
  const bool short_unit = unit->unit == TimeUnit::minutes || unit->unit == TimeUnit::hours;
  return DurationCell{{static_cast<std::int32_t>(std::lround(minutes))},
                      short_unit ? DurationUnit::hours : DurationUnit::days,
                      unit->elapsed};
}

std::string duration_cell(Minutes length, DurationUnit unit, std::int32_t minutes_per_day,
                          Language language) {
  const bool days = unit == DurationUnit::days && minutes_per_day > 0;
  const std::string number = length_number(length.count / (days ? minutes_per_day : 60.0));
  if (language == Language::english) return number + (days ? "d" : "h");
  return fmt::format("{} {}", number, say(language, days ? Word::unit_days : Word::unit_hours));
}

std::optional<int> parse_percent_cell(std::string_view text) {
  const std::string plain = folded(text);
  std::string_view rest = plain;
  auto number = take_number(rest);
  if (!number) return std::nullopt;
  rest = trim(rest);
  // Excel shows 50% but may store and copy 0.5; a whole number is meant as it stands.
  if (rest.empty() && plain.find('.') != std::string::npos && *number <= 1) number = *number * 100;
  if ((!rest.empty() && rest != "%") || *number > 100) return std::nullopt;
  return static_cast<int>(std::lround(*number));
}

std::optional<Instant> parse_date_cell(std::string_view text, Day near, DayEnd end,
                                       const WorkingTime& time) {
  const auto minute_on = [&](Day day) {
    const auto hours = time.on(day).spans;
    if (hours.empty()) return end == DayEnd::start ? 8 * 60 : 17 * 60;
    return end == DayEnd::start ? int{hours.front().from} : int{hours.back().to};
  };
  const std::string plain = folded(text);
  std::string_view rest = plain;
  if (const auto serial = take_number(rest);
      serial && rest.empty() && *serial >= 20000 && *serial < 80000) {
    constexpr int kExcelEpoch = 25569;  // 1970-01-01
    const auto whole = static_cast<int>(*serial);
    const auto minute = static_cast<int>(std::lround((*serial - whole) * kMinutesPerDay));
    const Day day{whole - kExcelEpoch};
    return at(day, minute == 0 ? minute_on(day) : minute);
  }
  // Reading twice tells whether an hour was said.
  const auto first = parse_instant(text, near, 1);
  if (!first) return std::nullopt;
  const auto second = parse_instant(text, near, 2);
  if (first == second) return first;
  return at(day_of(*first), minute_on(day_of(*first)));
}

std::string date_cell(Instant instant) {
  std::string text = to_iso(instant);
  std::ranges::replace(text, 'T', ' ');
  return text;
}

std::vector<std::string> split_names(std::string_view text) {
  std::vector<std::string> names;
  std::string name;
  const auto finish = [&] {
    if (const auto trimmed = trim(name); !trimmed.empty()) names.emplace_back(trimmed);
    name.clear();
  };
  static constexpr std::array<std::string_view, 6> kMarks{",", ";", "、", "，", "；", "\n"};
  while (!text.empty()) {
    const auto mark =
        std::ranges::find_if(kMarks, [&](std::string_view m) { return text.starts_with(m); });
    if (mark != kMarks.end()) {
      finish();
      text.remove_prefix(mark->size());
    } else {
      name += text.front();
      text.remove_prefix(1);
    }
  }
  finish();
  return names;
}

std::vector<LinkCell> parse_links_cell(std::string_view text, std::int32_t minutes_per_day) {
  std::vector<LinkCell> links;
  for (const std::string& piece : split_names(text)) {
    LinkCell link;
    const std::string plain = folded(piece);
    const std::size_t digits = std::min(plain.find_first_not_of("0123456789"), plain.size());
    if (digits > 0 && digits <= 9 &&
        parse_link_tail(std::string_view(plain).substr(digits), minutes_per_day, link))
      link.task = plain.substr(0, digits);
    else
      link = LinkCell{.task = piece, .lag = {}, .lag_percent = {}};
    links.push_back(std::move(link));
  }
  return links;
}

std::string link_cell(std::string_view task, const Dependency& link, std::int32_t minutes_per_day) {
  static constexpr std::array<std::string_view, 4> kNames{"FS", "SS", "FF", "SF"};
  const bool plain = link.type == LinkType::finish_start && link.lag.count == 0;
  if (plain) return std::string(task);
  std::string text = fmt::format("{}{}", task, kNames[static_cast<std::size_t>(link.type)]);
  if (link.lag.count == 0) return text;
  const bool elapsed = link.lag_kind == LagKind::elapsed;
  const std::int64_t day = elapsed ? kMinutesPerDay : minutes_per_day;
  const std::int64_t length = std::abs(std::int64_t{link.lag.count});
  const bool days = day > 0 && length % day == 0;
  text += fmt::format("{}{}{}{}", link.lag.count < 0 ? "-" : "+",
                      length_number(double(length) / (days ? double(day) : 60.0)),
                      elapsed ? "e" : "", days ? "d" : "h");
  return text;
}

std::vector<PersonShare> parse_people_cell(std::string_view text) {
  std::vector<PersonShare> people;
  for (const std::string& piece : split_names(text)) {
    PersonShare person{piece, 1};
    const std::size_t bracket = piece.rfind('[');
    if (piece.ends_with(']') && bracket != std::string::npos && bracket > 0) {
      std::string_view share = std::string_view(piece).substr(bracket + 1);
      if (const auto number = take_number(share); number && share == "%]" && *number <= 10'000) {
        person.units = *number / 100;
        person.name = std::string(trim(piece.substr(0, bracket)));
      }
    }
    people.push_back(std::move(person));
  }
  return people;
}

}  // namespace tongzhou
