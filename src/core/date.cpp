#include "core/date.h"

#include <array>
#include <charconv>

namespace tongzhou {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

void append_number(std::string& out, int number, int width) {
  std::array<char, 12> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  for (auto missing = width - (end - digits.data()); missing > 0; --missing) out += '0';
  out.append(digits.data(), end);
}

void append_iso(std::string& out, Day day) {
  const auto civil = to_civil(day);
  append_number(out, static_cast<int>(civil.year()), 4);
  out += '-';
  append_number(out, static_cast<int>(static_cast<unsigned>(civil.month())), 2);
  out += '-';
  append_number(out, static_cast<int>(static_cast<unsigned>(civil.day())), 2);
}

// The n-th of a list of words separated by spaces.
std::string_view nth_word(std::string_view list, unsigned n) {
  for (; n > 0; --n) list.remove_prefix(list.find(' ') + 1);
  return list.substr(0, list.find(' '));
}

std::string_view weekday_name(int weekday, Language language) {
  return nth_word(say(language, Word::weekdays_short), static_cast<unsigned>(weekday));
}

std::string_view month_name(unsigned month, Language language) {
  return nth_word(say(language, Word::months_short), month - 1);
}

}  // namespace

year_month_day to_civil(Day day) { return year_month_day{sys_days{days{day.value}}}; }

Day from_civil(int year, unsigned month, unsigned day) {
  if (year < 1 || year > 9999 || month > 12 || day > 31) return {};
  const year_month_day civil{std::chrono::year{year}, std::chrono::month{month},
                             std::chrono::day{day}};
  if (!civil.ok()) return {};
  return {static_cast<std::int32_t>(sys_days{civil}.time_since_epoch().count())};
}

int iso_week(Day day) {
  // A week belongs to the year that holds its Thursday.
  const Day thursday = day + (3 - weekday_of(day));
  const Day first = from_civil(static_cast<int>(to_civil(thursday).year()), 1, 1);
  return (thursday - first) / 7 + 1;
}

std::string to_iso(Day day) {
  std::string out;
  if (day.is_set()) append_iso(out, day);
  return out;
}

std::string to_iso(Instant instant) {
  std::string out;
  if (!instant.is_set()) return out;
  append_iso(out, day_of(instant));
  out += 'T';
  append_number(out, minute_of_day(instant) / 60, 2);
  out += ':';
  append_number(out, minute_of_day(instant) % 60, 2);
  return out;
}

std::string date_text(Day day, int this_year, Language language) {
  const auto civil = to_civil(day);
  const int year = static_cast<int>(civil.year());
  const int day_of_month = static_cast<int>(static_cast<unsigned>(civil.day()));
  std::string out;
  if (language == Language::chinese) {
    if (year != this_year) {
      append_number(out, year, 4);
      out += "年";
    }
    out += month_text(day, language);
    append_number(out, day_of_month, 1);
    out += "日";
    return out;
  }
  append_number(out, day_of_month, 1);
  out += ' ';
  out += month_text(day, language);
  if (year != this_year) {
    out += ' ';
    append_number(out, year, 4);
  }
  return out;
}

std::string day_text(Day day, int this_year, Language language) {
  const std::string date = date_text(day, this_year, language);
  const std::string weekday = weekday_text(day, language);
  return language == Language::chinese ? date + " " + weekday : weekday + " " + date;
}

std::string month_text(Day day, Language language) {
  return std::string(month_name(static_cast<unsigned>(to_civil(day).month()), language));
}

std::string weekday_text(Day day, Language language) {
  return std::string(weekday_name(weekday_of(day), language));
}

}  // namespace tongzhou
