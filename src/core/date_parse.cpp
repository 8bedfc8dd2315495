// Dates as files write them (strictly) and as people do (in many ways).
#include <array>
#include <cstdlib>

#include "core/date.h"

namespace tongzhou {
namespace {

// Full-width digits, letters and punctuation, as Chinese input methods type them, made plain; the
// ideographic space too.
std::string narrow(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = [&](std::size_t k) {
      return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
    };
    if (byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD) && byte(2) >= 0x80) {
      const unsigned code = (byte(1) - 0xBC) * 0x40 + (byte(2) - 0x80);  // from U+FF00
      if (code >= 0x01 && code <= 0x5E) {
        out += static_cast<char>(code + 0x20);
        i += 2;
        continue;
      }
    }
    if (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) {
      out += ' ';
      i += 2;
      continue;
    }
    out += text[i];
  }
  return out;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

// Takes text from the front as long as it matches.
struct Reader {
  std::string_view rest;

  bool eat(std::string_view expected) {
    if (!rest.starts_with(expected)) return false;
    rest.remove_prefix(expected.size());
    return true;
  }
  bool eat_any(std::initializer_list<std::string_view> choices) {
    for (const auto choice : choices) {
      if (eat(choice)) return true;
    }
    return false;
  }
  bool spaces() {
    const auto before = rest.size();
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) rest.remove_prefix(1);
    return rest.size() != before;
  }
  std::size_t digits_ahead() const {
    std::size_t n = 0;
    while (n < rest.size() && is_digit(rest[n])) ++n;
    return n;
  }
  // All the digits ahead, if their count is within bounds (at most 8, so no overflow).
  std::optional<int> number(std::size_t least, std::size_t most) {
    const std::size_t n = digits_ahead();
    if (n < least || n > most) return std::nullopt;
    int value = 0;
    for (const char c : rest.substr(0, n)) value = value * 10 + (c - '0');
    rest.remove_prefix(n);
    return value;
  }
  std::string_view letters() {
    std::size_t n = 0;
    while (n < rest.size() && is_letter(rest[n])) ++n;
    const auto word = rest.substr(0, n);
    rest.remove_prefix(n);
    return word;
  }
};

bool same_letters(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

// "Aug", "august", "Sept": at least the three letters of the short name, and letters of the long.
unsigned month_by_name(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kLong = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  for (unsigned m = 0; m < kLong.size(); ++m) {
    const bool fits = word.size() >= 3 && word.size() <= kLong[m].size();
    if (fits && same_letters(word, kLong[m].substr(0, word.size()))) return m + 1;
  }
  return 0;
}

// Weekdays are read over, not checked: the date says which it is.
void skip_weekday(Reader& in) {
  in.spaces();
  for (Day day{0}; day.value < 7; ++day.value) {  // any seven days in a row name all weekdays
    const auto english = weekday_text(day, Language::english);
    if (in.rest.size() >= english.size() &&
        same_letters(in.rest.substr(0, english.size()), english) &&
        (in.rest.size() == english.size() || !is_letter(in.rest[english.size()]))) {
      in.rest.remove_prefix(english.size());
      break;
    }
    if (in.eat(weekday_text(day, Language::chinese))) break;
  }
  in.eat(",");
  in.spaces();
}

// A month and a day without a year: of all years the one that lies nearest; of two equally near,
// the later, for plans look ahead. Eight years to either side reach the next 29 February always.
Day nearest_year(unsigned month, unsigned day, Day near) {
  const int this_year = static_cast<int>(to_civil(near).year());
  Day best;
  for (int year = this_year - 8; year <= this_year + 8; ++year) {
    const Day candidate = from_civil(year, month, day);
    if (!candidate.is_set()) continue;
    if (!best.is_set() || std::abs(candidate - near) <= std::abs(best - near)) best = candidate;
  }
  return best;
}

// "30 Aug", "Aug 30", each perhaps with a year; the part that is no month name is given.
std::optional<Day> day_after_month_name(Reader& in, unsigned month, int day, Day near) {
  if (month == 0) return std::nullopt;
  Reader year_ahead = in;
  year_ahead.eat(",");
  if (year_ahead.spaces() && year_ahead.digits_ahead() == 4) {
    const auto year = year_ahead.number(4, 4);
    in = year_ahead;
    return from_civil(*year, month, static_cast<unsigned>(day));
  }
  return nearest_year(month, static_cast<unsigned>(day), near);
}

std::optional<Day> read_numeric_day(Reader& in, Day near) {
  if (in.digits_ahead() == 8) {
    const int packed = *in.number(8, 8);
    return from_civil(packed / 10000, static_cast<unsigned>(packed / 100 % 100),
                      static_cast<unsigned>(packed % 100));
  }
  std::optional<int> year;
  bool chinese = false;
  std::string_view separator;
  const auto eat_separator = [&](std::string_view chinese_mark) {
    in.spaces();
    if (separator.empty()) {  // the first decides which one the date is written with
      for (const std::string_view s :
           {std::string_view("-"), std::string_view("/"), std::string_view("."), chinese_mark}) {
        if (in.rest.starts_with(s)) separator = s;
      }
      chinese = separator == chinese_mark;
    }
    const bool found = !separator.empty() && in.eat(chinese ? chinese_mark : separator);
    in.spaces();
    return found;
  };
  if (in.digits_ahead() == 4) {
    year = in.number(4, 4);
    if (!eat_separator("年")) return std::nullopt;
  }
  const auto month = in.number(1, 2);
  if (!month) return std::nullopt;
  if (!year && in.spaces() && !in.rest.empty() && is_letter(in.rest.front())) {
    return day_after_month_name(in, month_by_name(in.letters()), *month, near);  // "30 Aug"
  }
  if (!eat_separator("月")) return std::nullopt;
  const auto day = in.number(1, 2);
  if (!day) return std::nullopt;
  if (chinese) {
    Reader mark = in;
    mark.spaces();
    if (mark.eat_any({"日", "号"})) in = mark;
  }
  const auto m = static_cast<unsigned>(*month);
  const auto d = static_cast<unsigned>(*day);
  return year ? from_civil(*year, m, d) : nearest_year(m, d, near);
}

std::optional<Day> read_day(Reader& in, Day near) {
  skip_weekday(in);
  if (in.rest.empty()) return std::nullopt;
  if (!is_letter(in.rest.front())) return read_numeric_day(in, near);
  const unsigned month = month_by_name(in.letters());  // "Aug 30"
  in.eat(".");
  in.spaces();
  const auto day = in.number(1, 2);
  if (!day) return std::nullopt;
  return day_after_month_name(in, month, *day, near);
}

// "14:30", "14:30:59" (seconds dropped), "14点", "14点30分", "14时30分"; 24:00 ends the day.
std::optional<std::int32_t> read_minute_of_day(Reader& in) {
  const auto hour = in.number(1, 2);
  if (!hour) return std::nullopt;
  int minute = 0;
  if (in.eat(":")) {
    const auto written = in.number(2, 2);
    if (!written) return std::nullopt;
    minute = *written;
    if (in.eat(":")) {
      const auto seconds = in.number(2, 2);
      if (!seconds || *seconds > 59) return std::nullopt;
    }
  } else if (in.eat_any({"点", "时"})) {
    if (in.digits_ahead() > 0) {
      const auto written = in.number(1, 2);
      if (!written) return std::nullopt;
      minute = *written;
      in.eat("分");
    }
  } else {
    return std::nullopt;
  }
  const int total = *hour * 60 + minute;
  if (minute > 59 || total > kMinutesPerDay) return std::nullopt;
  return total;
}

}  // namespace

std::optional<Day> parse_iso_day(std::string_view text) {
  Reader in{text};
  const auto year = in.number(4, 4);
  if (!year || !in.eat("-")) return std::nullopt;
  const auto month = in.number(2, 2);
  if (!month || !in.eat("-")) return std::nullopt;
  const auto day_of_month = in.number(2, 2);
  if (!day_of_month || !in.rest.empty()) return std::nullopt;
  const Day day =
      from_civil(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day_of_month));
  if (!day.is_set() || !in_range(day)) return std::nullopt;
  return day;
}

std::optional<Instant> parse_iso_instant(std::string_view text) {
  const auto split = text.find('T');
  if (split == std::string_view::npos) return std::nullopt;
  const auto day = parse_iso_day(text.substr(0, split));
  Reader in{text.substr(split + 1)};
  if (!day || in.digits_ahead() != 2 || in.rest.size() < 5 || in.rest[2] != ':') {
    return std::nullopt;
  }
  const auto minute = read_minute_of_day(in);
  if (!minute || *minute == kMinutesPerDay || !in.rest.empty()) return std::nullopt;
  return at(*day, *minute);
}

std::optional<Instant> parse_instant(std::string_view text, Day near, std::int32_t default_minute) {
  const std::string plain = narrow(text);
  Reader in{plain};
  const auto day = read_day(in, near);
  if (!day || !day->is_set()) return std::nullopt;
  std::int32_t minute = default_minute;
  if (!in.eat("T")) skip_weekday(in);
  if (!in.rest.empty()) {
    const std::size_t read = plain.size() - in.rest.size();
    const bool apart = !is_digit(plain[read - 1]);  // else 2026-8-301:00 would be the 30th, 1:00
    const auto written = apart ? read_minute_of_day(in) : std::nullopt;
    if (!written) return std::nullopt;
    minute = *written;
    in.spaces();
  }
  const Instant result = at(*day, minute);
  if (!in.rest.empty() || !in_range(*day) || !in_range(result)) return std::nullopt;
  return result;
}

}  // namespace tongzhou
