#include "documents/value_words.h"

#include <fmt/format.h>

namespace tongzhou {
namespace {

constexpr std::int32_t kMorning = 8 * 60;

std::string percent_or_number(AnyRef record, double share) {
  if (!counts_people(record.kind)) return number_text(share * 100) + "%";
  return record.kind == Kind::task && share == 0 ? std::string() : number_text(share);
}

std::string week_text(const WorkHours& hours, Language language) {
  int days = 0;
  int minutes = 0;
  int last_weekday = -1;
  for (const WorkSpan span : hours.spans) {
    if (span.weekday != last_weekday) ++days;
    last_weekday = span.weekday;
    minutes += span.to - span.from;
  }
  return say(language, Word::week_hours, {fmt::format("{}", days), number_text(minutes / 60.0)});
}

// What each alternative of Value reads as; needs to know the field for most of them.
struct Reader {
  Wording wording;
  const Plan& plan;
  AnyRef record;
  const FieldInfo& field;

  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(bool yes) const {
    return std::string(say(wording.language, yes ? Word::yes : Word::no));
  }
  std::string operator()(std::int64_t number) const {
    if (!field.choices.empty()) {
      const auto index = static_cast<std::size_t>(number);
      return index < field.choices.size() ? std::string(say(wording.language, field.choices[index]))
                                          : "";
    }
    return fmt::format("{}{}", number, field.role == Role::percent ? "%" : "");
  }
  std::string operator()(double number) const {
    if (number == kNoAmount) return {};
    return field.role == Role::share ? percent_or_number(record, number) : number_text(number);
  }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(Day day) const {
    return day.is_set() ? day_text(day, wording.this_year, wording.language) : "";
  }
  std::string operator()(Instant instant) const {
    if (!instant.is_set()) return {};
    const std::int32_t minute = minute_of_day(instant);
    std::string text = (*this)(day_of(instant));
    if (minute != kMorning && minute != 0 && minute != kEvening)
      text += fmt::format(" {:02}:{:02}", minute / 60, minute % 60);
    return text;
  }
  std::string operator()(Minutes length) const {
    if (field.role == Role::effort && length.count == 0) return {};
    const auto text = field.role == Role::effort ? effort_text : duration_text;
    return text(length, shown_unit(plan, record), plan.info().minutes_per_day, wording.language);
  }
  std::string operator()(AnyId id) const {
    return id && field.refers_to ? plan.name_of({*field.refers_to, id}) : "";
  }
  std::string operator()(const AnyRefs& ids) const {
    std::string text;
    for (const AnyId id : ids) {
      if (!text.empty()) text += wording.language == Language::chinese ? "、" : ", ";
      text += (*this)(id);
    }
    return text;
  }
  std::string operator()(const WorkHours& hours) const {
    return record.kind == Kind::calendar ? week_text(hours, wording.language)
                                         : hours_text(hours.spans, wording.language);
  }
};

}  // namespace

DurationUnit shown_unit(const Plan& plan, AnyRef record) {
  if (record.kind != Kind::task) return DurationUnit::days;
  const Task* task = plan.find(Id<Task>{record.id.value});
  return task == nullptr ? DurationUnit::days : task->duration_unit;
}

namespace {

struct UnitWords {
  Word one_hour, some_hours, one_day, some_days;
};

std::string length_text(Minutes length, DurationUnit unit, std::int32_t minutes_per_day,
                        Language language, const UnitWords& words) {
  const bool hours = unit == DurationUnit::hours;
  const std::string number =
      number_text(length.count / (hours ? 60.0 : std::max(minutes_per_day, 1)));
  if (number == "1") return say(language, hours ? words.one_hour : words.one_day, {number});
  return say(language, hours ? words.some_hours : words.some_days, {number});
}

}  // namespace

std::string duration_text(Minutes length, DurationUnit unit, std::int32_t minutes_per_day,
                          Language language) {
  return length_text(length, unit, minutes_per_day, language,
                     {Word::one_hour, Word::some_hours, Word::one_day, Word::some_days});
}

std::string effort_text(Minutes effort, DurationUnit unit, std::int32_t minutes_per_day,
                        Language language) {
  return length_text(effort, unit, minutes_per_day, language,
                     {Word::one_person_hour, Word::some_person_hours, Word::one_person_day,
                      Word::some_person_days});
}

std::string hours_text(std::span<const WorkSpan> spans, Language language) {
  if (spans.empty()) return std::string(say(language, Word::day_off));
  std::string text;
  for (const WorkSpan s : spans)
    text += fmt::format("{}{:02}:{:02}-{:02}:{:02}", text.empty() ? "" : ", ", s.from / 60,
                        s.from % 60, s.to / 60, s.to % 60);
  return text;
}

std::string value_words(Wording wording, const Plan& plan, AnyRef record, const FieldInfo& field,
                        const Value& value) {
  return std::visit(Reader{wording, plan, record, field}, value);
}

std::string record_words(Language language, const Plan& plan, AnyRef record) {
  std::string words = plan.name_of(record);
  if (!words.empty()) return words;
  for (const FieldInfo& field : fields_of(record.kind)) {
    if (field.role == Role::name) return std::string(say(language, Word::untitled));
    if (field.type != ValueType::reference || !field.refers_to) continue;
    const Value value = plan.value_of(record, field.number);
    const auto* id = std::get_if<AnyId>(&value);
    const std::string name = id != nullptr ? plan.name_of({*field.refers_to, *id}) : std::string();
    if (!name.empty()) words += (words.empty() ? "" : " → ") + name;
  }
  return words.empty() ? std::string(say(language, word_of(record.kind))) : words;
}

std::string_view field_words(Language language, AnyRef record, FieldNumber field) {
  if (field == kDeleted) return say(language, Word::field_there);
  const FieldInfo* info = find_field(record.kind, field);
  return say(language, info != nullptr ? info->label : Word::order);
}

std::string any_value_words(Wording wording, const Plan& plan, AnyRef record, FieldNumber field,
                            const Value& value) {
  if (const auto* deleted = std::get_if<bool>(&value); deleted != nullptr && field == kDeleted)
    return std::string(say(wording.language, *deleted ? Word::value_deleted : Word::value_kept));
  if (const FieldInfo* info = find_field(record.kind, field))
    return value_words(wording, plan, record, *info, value);
  const auto* order = std::get_if<std::string>(&value);
  return order != nullptr ? *order : std::string();
}

std::string wanted_text(Language language, const Criterion& criterion) {
  if (criterion.comparison == Comparison::yes_no)
    return std::string(say(language, Word::wanted_yes));
  if (!criterion.target) return std::string(say(language, Word::wanted_unset));
  const std::string target = grouped_number(*criterion.target);
  const std::string limit = criterion.limit ? grouped_number(*criterion.limit) : std::string();
  std::string text;
  switch (criterion.comparison) {
    case Comparison::at_least: text = say(language, Word::wanted_at_least, {target}); break;
    case Comparison::at_most: text = say(language, Word::wanted_at_most, {target}); break;
    case Comparison::between:
      if (limit.empty()) return std::string(say(language, Word::wanted_unset));
      text = say(language, Word::wanted_between, {target, limit});
      break;
    case Comparison::equal:
      text = limit.empty() ? say(language, Word::wanted_exactly, {target})
                           : say(language, Word::wanted_equal, {target, limit});
      break;
    case Comparison::checklist: return say(language, Word::wanted_points, {target});
    case Comparison::yes_no: break;
  }
  return with_unit(std::move(text), criterion.unit);
}

}  // namespace tongzhou
