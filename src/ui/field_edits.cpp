#include "ui/field_edits.h"

#include <array>

#include "app/edits.h"
#include "ui/value_text.h"

namespace tongzhou {
namespace {

ChangeBuilder begin(const Desk& desk, AnyRef record) {
  return desk.change(make_label(Word::did_edit_record, {desk.plan().name_of(record)}));
}

// Takes `gone` out of the references of every record of one kind.
template <class Record>
void forget(const Plan& plan, AnyRef gone, ChangeBuilder& change) {
  for (const auto& entry : plan.table<Record>().live()) {
    for_each_field<Record>([&](const auto& field) {
      using Member = typename std::remove_cvref_t<decltype(field)>::Member;
      const auto& member = entry.record.*field.member;
      if constexpr (kIsReference<Member>) {
        if (Description<typename detail::is_id<Member>::record>::kind == gone.kind &&
            member.any() == gone.id)
          change.set(ref(entry.id), field.number, AnyId{});
      } else if constexpr (kIsReferences<Member>) {
        if (Description<typename detail::is_ref_set<Member>::record>::kind != gone.kind) return;
        AnyRefs rest;
        for (const auto id : member.ids)
          if (id.any() != gone.id) rest.push_back(id.any());
        if (rest.size() != member.ids.size()) change.set(ref(entry.id), field.number, rest);
      }
    });
  }
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
    const Instant date = report_date(desk.open(), desk.session.now());
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
  const auto value = read_value(desk.look, desk.plan(), record, field, typed);
  if (value) set_field(desk, record, field, *value);
  return value.has_value();
}

void delete_record(const Desk& desk, AnyRef record) {
  const std::string name = desk.plan().name_of(record);
  ChangeBuilder change = desk.change(make_label(Word::did_delete_task, {name}));
  Records::for_each([&]<class Record> { forget<Record>(desk.plan(), record, change); });
  change.remove(record);
  desk.edit(std::move(change));
  desk.tell_done(desk.say(Word::did_delete_task, {name}));
}

}  // namespace tongzhou
