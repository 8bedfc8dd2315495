#include "app/value_reading.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/numbers.h"
#include "core/sorting.h"
#include "documents/value_words.h"
#include "exchange/csv_cells.h"

namespace tongzhou {
namespace {

constexpr int kHoursPerDay = 24;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// A number at the beginning, which is taken off.
std::optional<double> take_number(std::string_view& text) {
  text = trimmed(text);
  return take_decimal(text);
}

// "8", "8:30", "0830" at the beginning, as a minute of the day, taken off.
std::optional<int> take_time(std::string_view& text) {
  text = trimmed(text);
  int hour = 0;
  int minute = 0;
  const auto [after_hour, bad_hour] = std::from_chars(text.data(), text.data() + text.size(), hour);
  if (bad_hour != std::errc{}) return {};
  text.remove_prefix(static_cast<std::size_t>(after_hour - text.data()));
  if (hour >= 100) {
    minute = hour % 100;
    hour /= 100;
  } else if (text.starts_with(':') || text.starts_with("：")) {
    text.remove_prefix(text.starts_with(':') ? 1 : std::string_view("：").size());
    const auto [after, bad] = std::from_chars(text.data(), text.data() + text.size(), minute);
    if (bad != std::errc{}) return {};
    text.remove_prefix(static_cast<std::size_t>(after - text.data()));
  }
  if (hour < 0 || hour > kHoursPerDay || minute < 0 || minute > 59) return {};
  const int of_day = hour * 60 + minute;
  return of_day <= kMinutesPerDay ? std::optional(of_day) : std::nullopt;
}

bool take_one_of(std::string_view& text, std::span<const std::string_view> marks) {
  text = trimmed(text);
  for (const std::string_view mark : marks) {
    if (!text.starts_with(mark)) continue;
    text.remove_prefix(mark.size());
    return true;
  }
  return false;
}

std::optional<Value> read_reference(const Plan& plan, Kind kind, std::string_view name) {
  const AnyTable* table = plan.table(kind);
  for (Slot slot = 0; table != nullptr && slot < table->slot_count(); ++slot) {
    const AnyId id = table->id(slot);
    if (!table->row(slot).deleted && plan.name_of({kind, id}) == name) return Value(id);
  }
  return {};
}

// Of names that are all known.
std::optional<Value> read_references(const Plan& plan, Kind kind, std::string_view names) {
  AnyRefs refs;
  for (const std::string& name : split_names(names)) {
    const auto one = read_reference(plan, kind, name);
    if (!one) return {};
    refs.push_back(std::get<AnyId>(*one));
  }
  sort_stably(refs);
  refs.erase(std::ranges::unique(refs).begin(), refs.end());
  return Value(std::move(refs));
}

bool is_word(std::string_view typed, Word word) {
  return typed == say(Language::chinese, word) || typed == say(Language::english, word);
}

std::optional<Value> read_choice(const FieldInfo& field, std::string_view typed) {
  for (std::size_t i = 0; i < field.choices.size(); ++i)
    if (is_word(typed, field.choices[i])) return Value(static_cast<std::int64_t>(i));
  return {};
}

std::optional<Value> read_flag(std::string_view typed) {
  if (is_word(typed, Word::yes) || typed == "1" || typed == "√") return Value(true);
  if (is_word(typed, Word::no) || typed == "0" || typed == "×") return Value(false);
  return {};
}

// "95", "95%" (95 of a number told in percent), "1,200", "120万".
std::optional<Value> read_amount(std::string_view typed) {
  constexpr double kLargest = 1e15;
  std::string plain(typed);
  std::erase(plain, ',');
  std::string_view text = plain;
  auto number = take_number(text);
  if (!number) return {};
  text = trimmed(text);
  if (text == "万")
    *number *= 1e4;
  else if (text == "亿")
    *number *= 1e8;
  else if (!text.empty() && text != "%" && text != "％")
    return {};
  return std::abs(*number) <= kLargest ? std::optional(Value(*number)) : std::nullopt;
}

std::optional<Value> read_whole(std::string_view typed, double least, double most) {
  const auto number = read_number(typed);
  if (!number || *number < least || *number > most) return {};
  return Value(static_cast<std::int64_t>(std::llround(*number)));
}

}  // namespace

std::optional<DurationCell> read_duration(std::string_view text, DurationUnit unit,
                                          std::int32_t minutes_per_day) {
  const auto read = parse_duration_cell(text, minutes_per_day, unit);
  return read && !read->elapsed ? read : std::nullopt;
}

std::optional<double> read_number(std::string_view text) {
  const auto number = take_number(text);
  if (!number) return {};
  text = trimmed(text);
  if (text.empty()) return number;
  return text == "%" || text == "％" ? std::optional(*number / 100) : std::nullopt;
}

std::optional<std::vector<WorkSpan>> read_hours(std::string_view text, std::uint8_t weekday) {
  static constexpr std::array<std::string_view, 5> kDashes{"-", "–", "—", "~", "至"};
  static constexpr std::array<std::string_view, 5> kCommas{",", "，", "、", ";", "；"};
  std::vector<WorkSpan> spans;
  while (!trimmed(text).empty()) {
    const auto from = take_time(text);
    if (!from || !take_one_of(text, kDashes)) return {};
    const auto to = take_time(text);
    if (!to) return {};
    spans.push_back({weekday, static_cast<std::uint16_t>(*from), static_cast<std::uint16_t>(*to)});
    take_one_of(text, kCommas);
  }
  sort_stably(spans);
  return is_well_formed({spans}) ? std::optional(spans) : std::nullopt;
}

std::int32_t usual_minute(const FieldInfo& field) {
  const bool ends = field.label == Word::task_deadline || field.label == Word::task_actual_finish ||
                    field.label == Word::plan_finish;
  return ends ? kEvening : kMorning;
}

std::optional<Value> read_value(Day today, const Plan& plan, AnyRef record, const FieldInfo& field,
                                std::string_view typed) {
  typed = trimmed(typed);
  switch (field.role) {
    case Role::name:
    case Role::text:
    case Role::note: return Value(std::string(typed));
    case Role::number: return read_whole(typed, 0, 1'000'000);
    case Role::percent: {
      const bool has_sign = typed.ends_with("%");
      return read_whole(has_sign ? typed.substr(0, typed.size() - 1) : typed, 0, 100);
    }
    case Role::share: {
      if (typed.empty() && record.kind == Kind::task) return Value(0.0);
      auto number = read_number(typed);
      if (!number || *number < 0 || *number > 10'000) return {};
      // "50" means 50 % where percent is what the field shows.
      if (!counts_people(record.kind) && !typed.ends_with("%") && *number > 2) *number /= 100;
      return Value(*number);
    }
    case Role::duration:
    case Role::effort: {
      if (typed.empty() && field.role == Role::effort) return Value(Minutes{});
      const auto read = read_duration(typed, shown_unit(plan, record), plan.info().minutes_per_day);
      return read ? std::optional(Value(read->length)) : std::nullopt;
    }
    case Role::amount:
      if (typed.empty()) return Value(kNoAmount);
      return read_amount(typed);
    case Role::lag: {
      const bool lead = typed.starts_with('-');
      const auto read = read_duration(lead ? typed.substr(1) : typed, DurationUnit::days,
                                      plan.info().minutes_per_day);
      if (!read) return {};
      return Value(Minutes{lead ? -read->length.count : read->length.count});
    }
    case Role::day: {
      if (typed.empty()) return Value(Day{});
      const auto instant = parse_instant(typed, today, 0);
      return instant ? std::optional(Value(day_of(*instant))) : std::nullopt;
    }
    case Role::instant: {
      if (typed.empty()) return Value(Instant{});
      const auto instant = parse_instant(typed, today, usual_minute(field));
      return instant ? std::optional(Value(*instant)) : std::nullopt;
    }
    case Role::hours: {
      auto spans = read_hours(typed, 0);
      return spans ? std::optional(Value(WorkHours{std::move(*spans)})) : std::nullopt;
    }
    case Role::choice: return read_choice(field, typed);
    case Role::reference:
    case Role::owner:
      if (typed.empty()) return Value(AnyId{});
      return field.refers_to ? read_reference(plan, *field.refers_to, typed) : std::nullopt;
    case Role::flag: return read_flag(typed);
    case Role::references:
      return field.refers_to ? read_references(plan, *field.refers_to, typed) : std::nullopt;
    case Role::colour:
    case Role::order:
    case Role::machine: return {};  // chosen, not typed
  }
  return {};
}

}  // namespace tongzhou
