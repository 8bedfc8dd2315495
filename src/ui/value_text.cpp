#include "ui/value_text.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/numbers.h"
#include "documents/time_scale.h"

namespace tongzhou {

std::string value_text(const Look& look, const Plan& plan, AnyRef record, const FieldInfo& field) {
  return value_words(look.words(), plan, record, field, plan.value_of(record, field.number));
}

std::string edit_text(const Look& look, const Plan& plan, AnyRef record, const FieldInfo& field) {
  const Value value = plan.value_of(record, field.number);
  if (const auto* instant = std::get_if<Instant>(&value)) {
    if (!instant->is_set()) return {};
    const std::int32_t minute = minute_of_day(*instant);
    return fmt::format("{} {:02}:{:02}", to_iso(day_of(*instant)), minute / 60, minute % 60);
  }
  if (const auto* day = std::get_if<Day>(&value)) return day->is_set() ? to_iso(*day) : "";
  if (const auto* hours = std::get_if<WorkHours>(&value))
    return hours->spans.empty() ? "" : hours_text(hours->spans, look.language);
  return value_text(look, plan, record, field);
}

std::string short_date_text(const Look& look, Instant at) {
  return at.is_set() ? short_date(day_of(at), look.language) : "—";
}

std::string days_text(const Look& look, const Plan& plan, double minutes) {
  const double days = minutes / std::max(plan.info().minutes_per_day, 1);
  return look.say(Word::length_days, {number_text(std::round(days * 10) / 10)});
}

std::string ago_text(const Look& look, std::int64_t milliseconds) {
  const std::int64_t minutes = std::max<std::int64_t>(0, milliseconds / 60'000);
  if (minutes < 2) return std::string(look.say(Word::just_now));
  if (minutes < 60) return look.say(Word::minutes_ago, {std::to_string(minutes)});
  if (minutes < kMinutesPerDay) return look.say(Word::hours_ago, {std::to_string(minutes / 60)});
  const auto days = static_cast<int>(minutes / kMinutesPerDay);
  return day_text(look.today - days, look.this_year(), look.language);
}

}  // namespace tongzhou
