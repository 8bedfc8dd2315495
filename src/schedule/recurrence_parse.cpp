#include <algorithm>
#include <charconv>
#include <string>

#include "core/sorting.h"
#include "schedule/recurrence.h"

namespace tongzhou {
namespace {

using Text = std::string_view;

Error rule_error(Word what, std::vector<std::string> arguments = {}) {
  return {{what, std::move(arguments)}, {Word::safe_rule_kept, {}}, {Word::todo_rule, {}}};
}

// The part before the separator; what follows it stays in `rest`.
Text take_until(Text& rest, char separator) {
  const auto at = rest.find(separator);
  const Text part = rest.substr(0, at);
  rest = at == Text::npos ? Text{} : rest.substr(at + 1);
  return part;
}

// A whole number with or without sign, of at most nine digits.
std::optional<int> rule_number(Text text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || number > 999'999'999 || number < -999'999'999) return {};
  return number;
}

std::optional<int> rule_weekday(Text text) {
  constexpr Text kNames = "MOTUWETHFRSASU";
  if (text.size() != 2) return {};
  for (std::size_t i = 0; i < kNames.size(); i += 2)
    if (kNames.substr(i, 2) == text) return static_cast<int>(i / 2);
  return {};
}

std::optional<Frequency> rule_frequency(Text text) {
  constexpr Text kNames = "YEARLY MONTHLY WEEKLY DAILY HOURLY MINUTELY SECONDLY";
  Text rest = kNames;
  for (int i = 0; !rest.empty(); ++i)
    if (take_until(rest, ' ') == text) return static_cast<Frequency>(i);
  return {};
}

// 20261231, 20261231T235959, 20261231T235959Z. A day counts to its end.
std::optional<std::int64_t> rule_until(Text text) {
  if (text.ends_with('Z')) text.remove_suffix(1);
  const bool has_time = text.size() == 15 && text[8] == 'T';
  if (text.size() != 8 && !has_time) return {};
  const auto digits = [&](std::size_t at, std::size_t length) {
    const Text part = text.substr(at, length);
    const bool all = std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    return all ? rule_number(part).value_or(-1) : -1;
  };
  const int year = digits(0, 4), month = digits(4, 2), day_number = digits(6, 2);
  if (month < 1 || day_number < 1) return {};
  const Day day = from_civil(year, static_cast<unsigned>(month), static_cast<unsigned>(day_number));
  if (!day.is_set()) return {};
  const std::int64_t midnight = std::int64_t{day.value} * 86'400;
  if (!has_time) return midnight + 86'399;
  const int hour = digits(9, 2), minute = digits(11, 2), second = digits(13, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return {};
  return midnight + hour * 3600 + minute * 60 + second;
}

template <class T>
void sort_unique(std::vector<T>& list) {
  sort_stably(list);
  const auto repeated = std::ranges::unique(list);
  list.erase(repeated.begin(), repeated.end());
}

// A list of numbers from `low` to `high`; with `low` 1 where negative ones count from the end.
struct NumberList {
  Text name;
  std::vector<int> Recurrence::* list;
  int low;
  int high;
  bool from_end;
};
constexpr NumberList kLists[] = {{"BYSECOND", &Recurrence::seconds, 0, 60, false},
                                 {"BYMINUTE", &Recurrence::minutes, 0, 59, false},
                                 {"BYHOUR", &Recurrence::hours, 0, 23, false},
                                 {"BYMONTHDAY", &Recurrence::month_days, 1, 31, true},
                                 {"BYYEARDAY", &Recurrence::year_days, 1, 366, true},
                                 {"BYWEEKNO", &Recurrence::weeks, 1, 53, true},
                                 {"BYMONTH", &Recurrence::months, 1, 12, false},
                                 {"BYSETPOS", &Recurrence::positions, 1, 366, true}};

bool read_numbers(Text value, const NumberList& kind, std::vector<int>& list) {
  do {
    const auto number = rule_number(take_until(value, ','));
    if (!number) return false;
    const int size = kind.from_end && *number < 0 ? -*number : *number;
    if (size < kind.low || size > kind.high) return false;
    if (list.size() > 800) return false;  // more than there are different numbers
    list.push_back(*number);
  } while (!value.empty());
  sort_unique(list);
  return true;
}

bool read_weekdays(Text value, std::vector<NthWeekday>& list) {
  do {
    const Text item = take_until(value, ',');
    if (item.size() < 2 || list.size() > 800) return false;
    const auto weekday = rule_weekday(item.substr(item.size() - 2));
    const Text number = item.substr(0, item.size() - 2);
    const auto nth = number.empty() ? std::optional(0) : rule_number(number);
    if (!weekday || !nth || (!number.empty() && (*nth == 0 || *nth > 53 || *nth < -53)))
      return false;
    list.push_back({*nth, *weekday});
  } while (!value.empty());
  sort_unique(list);
  return true;
}

// Reads one part; false where its value is not valid.
bool read_part(Text name, Text value, Recurrence& rule) {
  if (value.empty() || value.ends_with(',')) return false;
  if (name == "FREQ") {
    const auto frequency = rule_frequency(value);
    if (frequency) rule.frequency = *frequency;
    return frequency.has_value();
  }
  if (name == "INTERVAL" || name == "COUNT") {
    const auto number = rule_number(value);
    if (!number || *number < 1) return false;
    if (name == "COUNT")
      rule.count = *number;
    else
      rule.interval = *number;
    return name == "COUNT" || *number <= 100'000;
  }
  if (name == "UNTIL") return (rule.until = rule_until(value)).has_value();
  if (name == "WKST") {
    const auto weekday = rule_weekday(value);
    rule.week_start = weekday.value_or(0);
    return weekday.has_value();
  }
  if (name == "BYDAY") return read_weekdays(value, rule.weekdays);
  const auto list = std::ranges::find(kLists, name, &NumberList::name);
  return list != std::end(kLists) && read_numbers(value, *list, rule.*(list->list));
}

// What parts must not stand together (RFC 5545, 3.3.10).
std::optional<Error> contradiction(const Recurrence& rule) {
  const auto together = [](const char* one, const char* other) {
    return rule_error(Word::error_rule_together, {one, other});
  };
  const Frequency frequency = rule.frequency;
  if (rule.count > 0 && rule.until) return together("COUNT", "UNTIL");
  if (!rule.weeks.empty() && frequency != Frequency::yearly) return together("BYWEEKNO", "FREQ");
  if (!rule.year_days.empty() && frequency >= Frequency::monthly && frequency <= Frequency::daily)
    return together("BYYEARDAY", "FREQ");
  if (!rule.month_days.empty() && frequency == Frequency::weekly)
    return together("BYMONTHDAY", "FREQ=WEEKLY");
  const bool nth = std::ranges::any_of(rule.weekdays, [](auto day) { return day.nth != 0; });
  if (nth && frequency > Frequency::monthly) return together("BYDAY", "FREQ");
  if (nth && !rule.weeks.empty()) return together("BYDAY", "BYWEEKNO");
  const bool other = !rule.weekdays.empty() || std::ranges::any_of(kLists, [&](const auto& kind) {
    return kind.name != "BYSETPOS" && !(rule.*(kind.list)).empty();
  });
  if (!rule.positions.empty() && !other) return rule_error(Word::error_rule_alone, {"BYSETPOS"});
  return {};
}

// Capitals without spaces; a leading RRULE: is passed over.
std::string tidy(Text rule) {
  std::string text;
  for (const char c : rule) {
    if (c != ' ') text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  if (text.starts_with("RRULE:")) text.erase(0, 6);
  return text;
}

}  // namespace

Result<Recurrence> parse_recurrence(Text rule) {
  constexpr std::size_t kLongest = 10'000;  // all numbers of all lists take less
  if (rule.size() > kLongest)
    return std::unexpected(rule_error(Word::error_rule_part, {std::string(rule.substr(0, 30))}));
  const std::string text = tidy(rule);
  Recurrence result;
  std::vector<Text> seen;
  for (Text rest = text; !rest.empty();) {
    const Text part = take_until(rest, ';');
    Text value = part;
    const Text name = take_until(value, '=');
    if (name == "RSCALE" && value == "GREGORIAN") continue;
    if (name == "RSCALE" || name == "SKIP")
      return std::unexpected(rule_error(Word::error_rule_calendar, {std::string(part)}));
    if (std::ranges::find(seen, name) != seen.end())
      return std::unexpected(rule_error(Word::error_rule_twice, {std::string(name)}));
    seen.push_back(name);
    if (!read_part(name, value, result))
      return std::unexpected(rule_error(Word::error_rule_part, {std::string(part)}));
  }
  if (std::ranges::find(seen, "FREQ") == seen.end())
    return std::unexpected(rule_error(Word::error_rule_empty));
  if (auto wrong = contradiction(result)) return std::unexpected(std::move(*wrong));
  return result;
}

std::optional<Error> check_recurrence(Text rule) {
  const auto parsed = parse_recurrence(rule);
  if (!parsed) return parsed.error();
  const bool in_seconds = std::ranges::any_of(parsed->seconds, [](int s) { return s != 0; });
  if (parsed->frequency == Frequency::secondly || in_seconds)
    return rule_error(Word::error_rule_seconds);
  return {};
}

}  // namespace tongzhou
