#include "ui/field_edits.h"

#include <array>

#include "app/edits.h"
#include "app/value_reading.h"
#include "insight/updates.h"
#include "ui/value_text.h"

namespace tongzhou {
namespace {

ChangeBuilder begin(const Desk& desk, AnyRef record) {
  return desk.change(make_label(Word::did_edit_record, {desk.plan().name_of(record)}));
}

bool is_task_field(AnyRef record, const FieldInfo& field, FieldNumber number) {
  return record.kind == Kind::task && field.number == number;
}

}  // namespace

void set_field(const Desk& desk, AnyRef record, const FieldInfo& field, const Value& value) {
  if (is_task_field(record, field, field_number<&Task::percent>())) {
    const std::array one{Id<Task>{record.id.value}};
    return desk.edit(set_percent(desk.open(), desk.session.random(), one,
                                 static_cast<int>(std::get<std::int64_t>(value))));
  }
  if (is_task_field(record, field, field_number<&Task::remaining>())) {
    const Instant date = report_date(desk.open().calendars(), desk.session.now());
    return desk.edit(set_remaining(desk.open(), desk.session.random(), {record.id.value},
                                   std::get<Minutes>(value), date));
  }
  ChangeBuilder change = begin(desk, record);
  change.set(record, field.number, value);
  desk.edit(std::move(change));
}

bool type_field(const Desk& desk, AnyRef record, const FieldInfo& field, std::string_view typed) {
  if (is_task_field(record, field, field_number<&Task::duration>())) {
    const Task* task = desk.plan().find(Id<Task>{record.id.value});
    if (task == nullptr) return true;
    const auto read = read_duration(typed, task->duration_unit, desk.plan().info().minutes_per_day);
    if (!read) return false;
    ChangeBuilder change = begin(desk, record);
    change.set<&Task::duration>({record.id.value}, read->length);
    change.set<&Task::duration_unit>({record.id.value}, read->unit);
    desk.edit(std::move(change));
    return true;
  }
  const auto value = read_value(desk.look.today, desk.plan(), record, field, typed);
  if (value) set_field(desk, record, field, *value);
  return value.has_value();
}

void delete_record(const Desk& desk, AnyRef record) {
  desk.edit_and_tell(delete_record(desk.open(), desk.session.random(), record));
}

}  // namespace tongzhou
