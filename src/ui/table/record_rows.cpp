#include "ui/table/record_rows.h"

#include <algorithm>

#include "schedule/calendars.h"
#include "ui/day_marks.h"
#include "ui/field_edits.h"
#include "ui/record_options.h"
#include "ui/value_text.h"

namespace tongzhou {
namespace {

float width_of(Role role) {
  switch (role) {
    case Role::name: return 160;
    case Role::note: return 240;
    case Role::text:
    case Role::references: return 150;
    case Role::day:
    case Role::instant: return 130;
    case Role::reference:
    case Role::owner:
    case Role::choice:
    case Role::hours: return 120;
    default: return 90;
  }
}

bool is_number(Role role) {
  return role == Role::number || role == Role::percent || role == Role::share ||
         role == Role::duration || role == Role::effort || role == Role::lag ||
         role == Role::amount;
}

int colour_of(const Plan& plan, AnyId department) {
  const Department* found = plan.find(Id<Department>{department.value});
  return found == nullptr ? -1 : found->colour;
}

}  // namespace

RecordRows::RecordRows(const Desk& desk, Kind kind, const ProblemMarks& problems)
    : desk_(desk), kind_(kind), problems_(problems), records_(desk.open().in_order(kind)) {}

RecordRows::RecordRows(const Desk& desk, Kind kind, const ProblemMarks& problems,
                       std::vector<AnyRef> records, std::vector<FieldNumber> fields)
    : desk_(desk),
      kind_(kind),
      problems_(problems),
      records_(std::move(records)),
      only_(std::move(fields)) {}

std::vector<GridColumn> RecordRows::columns() const {
  std::vector<GridColumn> columns;
  for (const FieldInfo& field : fields_of(kind_)) {
    if (field.role == Role::colour) continue;  // the dot beside the name says it
    if (!only_.empty() && std::ranges::find(only_, field.number) == only_.end()) continue;
    columns.push_back({.key = field.number,
                       .head = desk_.say(field.label),
                       .width = width_of(field.role),
                       .align = is_number(field.role) ? Align::right : Align::left});
  }
  return columns;
}

int RecordRows::count() const { return static_cast<int>(records_.size()); }

GridRowInfo RecordRows::row(int row) const {
  GridRowInfo info{.record = records_[static_cast<std::size_t>(row)]};
  if (const Problem* problem = problems_.find(info.record))
    info.problem = say(desk_.look.language, problem->sentence);
  return info;
}

Cell RecordRows::cell(int row, int column_key) const {
  const AnyRef record = records_[static_cast<std::size_t>(row)];
  const FieldInfo* field = find_field(kind_, static_cast<FieldNumber>(column_key));
  if (field == nullptr) return {};
  Cell cell{.text = value_text(desk_.look, desk_.plan(), record, *field)};
  if (field->role == Role::name) {
    cell.strong = true;
    if (kind_ == Kind::department) cell.dot = colour_of(desk_.plan(), record.id);
    if (cell.text.empty()) {
      cell.text = desk_.say(Word::untitled);
      cell.faint = true;
    }
  } else if (field->refers_to == Kind::department && field->type == ValueType::reference) {
    const Value value = desk_.plan().value_of(record, field->number);
    if (const auto* id = std::get_if<AnyId>(&value)) cell.dot = colour_of(desk_.plan(), *id);
  }
  return cell;
}

std::optional<int> RecordRows::find(AnyRef record) const {
  const auto found = std::ranges::find(records_, record);
  if (found == records_.end()) return {};
  return static_cast<int>(found - records_.begin());
}

CellEdit RecordRows::edit(int row, int column_key) const {
  const AnyRef record = records_[static_cast<std::size_t>(row)];
  const FieldInfo* field = find_field(kind_, static_cast<FieldNumber>(column_key));
  if (field == nullptr) return {};
  const Value value = desk_.plan().value_of(record, field->number);
  switch (field->role) {
    case Role::reference:
    case Role::owner: {
      const auto* id = std::get_if<AnyId>(&value);
      return ChoiceEdit{reference_options(desk_, *field->refers_to,
                                          id != nullptr && *id ? AnyRefs{*id} : AnyRefs{})};
    }
    case Role::choice: {
      const auto* number = std::get_if<std::int64_t>(&value);
      return ChoiceEdit{word_options(desk_.look, field->choices, number == nullptr ? 0 : *number)};
    }
    case Role::day:
    case Role::instant: {
      Instant instant;
      if (const auto* held = std::get_if<Instant>(&value)) instant = *held;
      if (const auto* day = std::get_if<Day>(&value); day && day->is_set())
        instant = start_of(*day);
      return DateEdit{.value = instant,
                      .marks = day_marks(desk_.open().calendars()[Calendars::kPlan])};
    }
    case Role::flag:
    case Role::colour:
    case Role::references:
    case Role::order:
    case Role::machine: return {};
    case Role::hours:
      if (kind_ == Kind::calendar) return {};  // a week is edited on the calendars page
      [[fallthrough]];
    default: return TextEdit{edit_text(desk_.look, desk_.plan(), record, *field)};
  }
}

bool RecordRows::set_text(int row, int column_key, std::string_view text) {
  const FieldInfo* field = find_field(kind_, static_cast<FieldNumber>(column_key));
  return field != nullptr &&
         type_field(desk_, records_[static_cast<std::size_t>(row)], *field, text);
}

void RecordRows::typing(int row, int column_key, std::string_view text) {
  desk_.view.typing = {records_[static_cast<std::size_t>(row)],
                       static_cast<FieldNumber>(column_key), std::string(text)};
}

void RecordRows::set_date(int row, int column_key, Instant instant) {
  const AnyRef record = records_[static_cast<std::size_t>(row)];
  const FieldInfo* field = find_field(kind_, static_cast<FieldNumber>(column_key));
  if (field == nullptr) return;
  if (field->role == Role::day)
    set_field(desk_, record, *field, instant.is_set() ? day_of(instant) : Day{});
  else
    set_field(desk_, record, *field, instant);
}

void RecordRows::choose(int row, int column_key, int option) {
  const AnyRef record = records_[static_cast<std::size_t>(row)];
  const FieldInfo* field = find_field(kind_, static_cast<FieldNumber>(column_key));
  if (field == nullptr) return;
  if (field->refers_to)
    set_field(desk_, record, *field, chosen_reference(desk_, *field->refers_to, option));
  else
    set_field(desk_, record, *field, std::int64_t{option});
}

void RecordRows::append() { append_wanted_ = true; }

}  // namespace tongzhou
