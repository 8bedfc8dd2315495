#include "documents/letter_values.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/numbers.h"
#include "documents/value_words.h"
#include "insight/meetings.h"
#include "insight/progress.h"
#include "model/record_fields.h"
#include "schedule/calendars.h"

namespace tongzhou {
namespace {

std::string full_date(Day day, Language language) {
  return day.is_set() ? date_text(day, /*this_year=*/0, language) : std::string();
}

bool is_called(const FieldInfo& field, std::string_view name) {
  return field.name == name || say(Language::chinese, field.label) == name;
}

}  // namespace

LetterNames::LetterNames(const ReportSources& from, const Letter& letter)
    : from_(from), percent_(rolled_percent(from.plan, from.outline)) {
  letter_.record = letter;
}

LetterValue LetterNames::day(Day day) const {
  LetterValue value{.text = full_date(day, from_.language)};
  if (day.is_set()) value.number = day.value;
  return value;
}

// Without the time of day where a working day begins or ends.
LetterValue LetterNames::instant(Instant at) const {
  if (!at.is_set()) return {};
  LetterValue value = day(day_of(at));
  const std::int32_t minute = minute_of_day(at);
  if (minute != 0 && minute != 8 * 60 && minute != 17 * 60)
    value.text += fmt::format(" {:02}:{:02}", minute / 60, minute % 60);
  return value;
}

LetterValue LetterNames::yes(bool yes) const {
  return {.text = std::string(say(from_.language, yes ? Word::letter_yes : Word::letter_no)),
          .number = yes ? 1.0 : 0.0};
}

LetterValue LetterNames::word(Word word) const {
  return {.text = std::string(say(from_.language, word))};
}

LetterValue LetterNames::number(double value) const {
  return {.text = number_text(value), .number = value};
}

LetterValue LetterNames::record(AnyRef record) const {
  LetterValue value{.kind = record.kind};
  if (!from_.plan.is_live(record)) return value;
  value.text = from_.plan.name_of(record);
  value.records = {record.id};
  return value;
}

std::optional<LetterValue> LetterNames::root(std::string_view name) const {
  if (name == "today" || name == "今天") return day(from_.today);
  if (name == "plan" || name == "计划") {
    LetterValue value{.text = from_.plan.info().title, .kind = Kind::plan};
    value.records = {from_.plan.id()};
    return value;
  }
  // The letter itself is of no table: it may not be written yet, or be for other eyes.
  if (name == "letter" || name == "文书")
    return LetterValue{.text = letter_.record.title, .kind = Kind::letter, .records = {AnyId{}}};
  return std::nullopt;
}

std::optional<LetterValue> LetterNames::all(std::string_view name) const {
  for (const KindInfo& kind : all_kinds()) {
    const bool is_plural = name.ends_with('s') && name.substr(0, name.size() - 1) == kind.name;
    if (kind.name != name && !is_plural && say(Language::chinese, kind.label) != name) continue;
    LetterValue value{.kind = kind.kind, .is_list = true};
    for (const AnyRef one : records_in_order(from_.plan, from_.outline, kind.kind))
      value.records.push_back(one.id);
    return value;
  }
  return std::nullopt;
}

LetterValue LetterNames::of_field(AnyRef record, const FieldInfo& field, const Row& row) const {
  const Value held = field.value_of(row);
  const Wording wording{.language = from_.language, .this_year = 0};
  if (const auto* on = std::get_if<Day>(&held)) return day(*on);
  if (const auto* at = std::get_if<Instant>(&held)) return instant(*at);
  LetterValue value;
  if (const auto* one = std::get_if<AnyId>(&held)) {
    if (field.refers_to) return this->record({*field.refers_to, *one});
    return value;
  }
  value.text = value_words(wording, from_.plan, record, field, held);
  if (const auto* many = std::get_if<AnyRefs>(&held); many != nullptr && field.refers_to) {
    value.kind = *field.refers_to;
    value.is_list = true;
    for (const AnyId id : *many)
      if (from_.plan.is_live({value.kind, id})) value.records.push_back(id);
  } else if (const auto* flag = std::get_if<bool>(&held)) {
    value.number = *flag ? 1 : 0;
  } else if (const auto* number = std::get_if<double>(&held); number && *number != kNoAmount) {
    value.number = *number;
  } else if (const auto* whole = std::get_if<std::int64_t>(&held); whole && field.choices.empty()) {
    value.number = static_cast<double>(*whole);
  } else if (const auto* length = std::get_if<Minutes>(&held)) {
    value.number = length->count;
  }
  return value;
}

std::optional<LetterValue> LetterNames::of_task(AnyId id, std::string_view name) const {
  const Slot slot = from_.plan.table<Task>().find_slot({id.value});
  const bool is_there = slot != kNoSlot && slot < from_.schedule.tasks.size();
  const auto* task = is_there ? &from_.plan.table<Task>()[slot].record : nullptr;
  if (name == "start" || name == "开始")
    return task ? day(day_of(from_.schedule.tasks[slot].start)) : LetterValue{};
  if (name == "finish" || name == "完成")
    return task ? day(day_of(from_.schedule.tasks[slot].finish)) : LetterValue{};
  if (name == "milestone" || name == "里程碑")
    return yes(task != nullptr && task->kind == TaskKind::milestone);
  if (name == "summary" || name == "阶段")
    return yes(task != nullptr && from_.schedule.tasks[slot].summary);
  if (name == "done" || name == "已完成")
    return yes(task != nullptr && from_.schedule.tasks[slot].complete);
  if (name == "late" || name == "逾期") {
    if (task == nullptr || from_.schedule.tasks[slot].complete) return yes(false);
    const Instant finish = from_.schedule.tasks[slot].finish;
    return yes(day_of(finish) < from_.today ||
               (task->deadline.is_set() && finish > task->deadline));
  }
  if (name == "percent") {
    const std::int32_t percent = is_there ? percent_[slot] : 0;
    return LetterValue{.text = fmt::format("{}%", percent), .number = percent};
  }
  if (name == "level" || name == "层") {
    const std::uint32_t row = is_there ? from_.outline.row_of[slot] : Outline::kNoRow;
    return number(row == Outline::kNoRow ? 0 : from_.outline.rows[row].depth);
  }
  return std::nullopt;
}

std::optional<LetterValue> LetterNames::of_deliverable(AnyId id, std::string_view name) const {
  const Slot slot = from_.plan.table<Deliverable>().find_slot({id.value});
  const DeliverableFacts* facts =
      slot != kNoSlot && slot < from_.deliverables.size() ? &from_.deliverables[slot] : nullptr;
  if (name == "standing" || name == "状态")
    return facts ? word(word_of(facts->state)) : LetterValue{};
  if (name == "handed_over" || name == "已交出")
    return yes(facts != nullptr && facts->is_under_review());
  if (name == "accepted" || name == "已验收") return yes(facts != nullptr && facts->is_accepted());
  if (name == "due" || name == "期限") return facts ? day(facts->due) : LetterValue{};
  if (name == "late" || name == "逾期")
    return number(facts ? std::max(0, days_late(from_.plan, *facts, from_.today)) : 0);
  return std::nullopt;
}

std::optional<LetterValue> LetterNames::of_goal(AnyId id, std::string_view name) const {
  const Slot slot = from_.plan.table<Goal>().find_slot({id.value});
  const auto facts = std::ranges::find(from_.goals, slot, &GoalFacts::goal);
  const bool is_there = slot != kNoSlot && facts != from_.goals.end();
  if (name == "progress" || name == "进度") {
    if (!is_there || !facts->part) return LetterValue{.text = "–"};
    return LetterValue{.text = percent_text(*facts->part), .number = *facts->part * 100};
  }
  if (name == "course" || name == "态势")
    return is_there ? word(word_of(course_of(from_.plan, *facts, from_.today))) : LetterValue{};
  if (name == "wanted" || name == "要求") {
    if (!is_there) return LetterValue{};
    const Goal& goal = from_.plan.table<Goal>()[slot].record;
    if (!goal.target) return LetterValue{.text = "–"};
    return LetterValue{.text = value_text(goal, *goal.target, from_.language),
                       .number = goal.target};
  }
  if (name == "told" || name == "已达到") {
    if (!is_there || !facts->value) return LetterValue{.text = "–"};
    return LetterValue{
        .text = value_text(from_.plan.table<Goal>()[slot].record, *facts->value, from_.language),
        .number = facts->value};
  }
  return std::nullopt;
}

std::optional<LetterValue> LetterNames::of_criterion(AnyId id, std::string_view name) const {
  if (name != "wanted" && name != "要求") return std::nullopt;
  const Criterion* criterion = from_.plan.find(Id<Criterion>{id.value});
  if (criterion == nullptr) return LetterValue{};
  return LetterValue{.text = wanted_text(from_.language, *criterion)};
}

std::optional<LetterValue> LetterNames::of_finding(AnyId id, std::string_view name) const {
  const bool is_told = name == "told" || name == "实测";
  if (!is_told && name != "verdict" && name != "结论") return std::nullopt;
  const Finding* finding = from_.plan.find(Id<Finding>{id.value});
  const Criterion* criterion = finding != nullptr ? from_.plan.find(finding->criterion) : nullptr;
  if (criterion == nullptr) return LetterValue{};
  if (!is_told)
    return word(word_of(finding->waiver.empty() ? verdict_of(*criterion, finding->value)
                                                : Verdict::waived));
  if (!finding->value) return LetterValue{};
  if (criterion->comparison == Comparison::yes_no) return yes(*finding->value >= 1);
  return LetterValue{.text = with_unit(grouped_number(*finding->value), criterion->unit),
                     .number = finding->value};
}

std::optional<LetterValue> LetterNames::of_meeting(AnyId id, std::string_view name) const {
  constexpr int kAhead = 400;  // days
  if (name != "next" && name != "下次") return std::nullopt;
  if (from_.plan.find(Id<Meeting>{id.value}) == nullptr) return LetterValue{};
  const Calendars calendars(from_.plan);
  for (const Occurrence& one : find_occurrences(from_.plan, calendars, Id<Meeting>{id.value},
                                                {from_.today, from_.today + kAhead}))
    if (!one.cancelled) return instant(one.start);
  return LetterValue{};
}

std::optional<LetterValue> LetterNames::computed(AnyRef record, std::string_view name) const {
  switch (record.kind) {
    case Kind::task: return of_task(record.id, name);
    case Kind::deliverable: return of_deliverable(record.id, name);
    case Kind::goal: return of_goal(record.id, name);
    case Kind::criterion: return of_criterion(record.id, name);
    case Kind::finding: return of_finding(record.id, name);
    case Kind::meeting: return of_meeting(record.id, name);
    case Kind::issue: {
      if (name != "risk" && name != "风险") return std::nullopt;
      const Issue* issue = from_.plan.find(Id<Issue>{record.id.value});
      return yes(issue != nullptr && issue->kind == IssueKind::risk);
    }
    default: return std::nullopt;
  }
}

std::optional<LetterValue> LetterNames::member(AnyRef record, std::string_view name) const {
  // First: a deliverable without a day of its own is due with its task.
  if (auto value = computed(record, name)) return value;
  const KindInfo* kind = find_kind(record.kind);
  if (kind == nullptr) return std::nullopt;
  for (const FieldInfo& field : kind->fields) {
    if (!is_called(field, name) || !is_for_people(field)) continue;
    const bool is_letter = record.kind == Kind::letter && !record.id;
    const Row* row = is_letter ? &letter_ : from_.plan.find_row(record);
    if (row != nullptr) return of_field(record, field, *row);
    LetterValue none;
    if (field.refers_to) none.kind = *field.refers_to;
    none.is_list = field.type == ValueType::references;
    return none;
  }
  return std::nullopt;
}

}  // namespace tongzhou
