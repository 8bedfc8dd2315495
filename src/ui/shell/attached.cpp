#include "ui/shell/attached.h"

#include <algorithm>
#include <vector>

#include "app/edits.h"
#include "core/sorting.h"
#include "ui/field_edits.h"
#include "ui/record_options.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
const FieldInfo& field_at(Kind kind, FieldNumber number) {
  const FieldInfo* field = find_field(kind, number);
  check(field != nullptr, "a record that is drawn has the field");
  return *field;
}

void draw_small_field(const Desk& desk, AnyRef record, FieldNumber number, float width,
                      std::string_view name, std::string_view hint) {
  const FieldInfo& field = field_at(record.kind, number);
  std::string text = edit_text(desk.look, desk.plan(), record, field);
  const std::string before = text;
  ImGui::PushID(number);
  const FieldEvent event =
      draw_field(desk.look, {.id = "field", .name = name, .hint = hint, .width = width}, text);
  note_typing(desk, record, field, "field", before);
  ImGui::PopID();
  if (event == FieldEvent::committed && text != before && !type_field(desk, record, field, text))
    desk.tell_trouble(desk.say(Word::cannot_read, {text, desk.say(field.label)}));
}

void draw_small_day(const Desk& desk, AnyRef record, FieldNumber number, float width,
                    FormState& form) {
  const FieldInfo& field = field_at(record.kind, number);
  const Value value = desk.plan().value_of(record, number);
  const Day day = std::get<Day>(value);
  ImGui::PushID(number);
  const auto chosen = draw_date_field(desk.look,
                                      {.id = "day",
                                       .name = desk.say(field.label),
                                       .value = day.is_set() ? start_of(day) : Instant{},
                                       .default_minute = 0,
                                       .may_be_empty = false,
                                       .width = width},
                                      form.date);
  ImGui::PopID();
  if (chosen && chosen->is_set()) set_field(desk, record, field, day_of(*chosen));
}

void draw_remove(const Desk& desk, AnyRef record) {
  if (draw_button(desk.look, {.id = "remove",
                              .icon = Icon::close,
                              .kind = ButtonKind::quiet,
                              .tip = desk.say(Word::remove_line)}))
    delete_record(desk, record);
}

namespace {

// "Name            [ 2 ] x"
void draw_people_line(const Desk& desk, AnyRef record, FieldNumber number, std::string_view name,
                      int dot, bool removable) {
  ImGui::PushID(static_cast<int>(record.id.value ^ (record.id.value >> 32)));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float end = kNumberWidth + 4 + kControlHeight;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImRect words{{at.x + 8, at.y}, {at.x + width - end - 8, at.y + kControlHeight}};
  if (dot >= 0)
    draw_department_in(desk.look, list, words, dot, name, {.type = Type::table});
  else
    draw_text_in(desk.look, list, words, name, {.type = Type::table});
  ImGui::SetCursorScreenPos({at.x + width - end, at.y});
  draw_small_field(desk, record, number, kNumberWidth, name,
                   removable ? std::string_view() : std::string_view("1"));
  if (removable) {
    ImGui::SetCursorScreenPos({at.x + width - kControlHeight, at.y});
    draw_remove(desk, record);
  }
  ImGui::SetCursorScreenPos(at + ImVec2(0, kControlHeight + 4));
  ImGui::Dummy({0, 0});
  ImGui::PopID();
}

void draw_adders(const Desk& desk, Id<Task> task, FormState& form) {
  const Look& look = desk.look;
  const std::string title = desk.plan().name_of(ref(task));
  const auto draw = [&](const char* id, Word word, Kind kind) {
    const std::string_view add = desk.say(word);
    return draw_choice(look, {.id = id, .name = add, .icon = Icon::plus, .hint = add}, form.choice,
                       [&] { return references_options(desk, kind, {}); });
  };
  if (const auto chosen = draw("demand", Word::add_demand, Kind::department)) {
    const Id<Department> department{toggled_reference(desk, Kind::department, *chosen).value};
    ChangeBuilder change = desk.change(
        make_label(Word::did_add_demand, {title, desk.plan().name_of(ref(department))}));
    change.create(Demand{.task = task, .department = department});
    desk.edit(std::move(change));
  }
  ImGui::Dummy({0, 4});
  if (const auto chosen = draw("assign", Word::add_assignment, Kind::person)) {
    const Id<Person> person{toggled_reference(desk, Kind::person, *chosen).value};
    ChangeBuilder change =
        desk.change(make_label(Word::did_assign, {title, desk.plan().name_of(ref(person))}));
    change.create(Assignment{.task = task, .person = person});
    desk.edit(std::move(change));
  }
}

}  // namespace

void draw_task_people(const Desk& desk, Slot slot, FormState& form) {
  const Plan& plan = desk.plan();
  const Entry<Task>& task = plan.table<Task>()[slot];
  ImGui::PushID("people");
  draw_label(desk.look, desk.say(Word::people_of_task), {.type = Type::table_strong});
  ImGui::Dummy({0, 2});
  if (const Department* own = plan.find(task.record.department))
    draw_people_line(desk, ref(task.id), field_number<&Task::people>(), own->name, own->colour,
                     false);
  const auto of_task = [&](const auto& record) { return record.task == task.id; };
  for (const auto id : attached<Demand>(plan, of_task)) {
    const Department* department = plan.find(plan.find(id)->department);
    draw_people_line(desk, ref(id), field_number<&Demand::people>(),
                     department == nullptr ? desk.say(Word::nobody) : department->name,
                     department == nullptr ? -1 : department->colour, true);
  }
  for (const auto id : attached<Assignment>(plan, of_task))
    draw_people_line(desk, ref(id), field_number<&Assignment::units>(),
                     plan.name_of(ref(plan.find(id)->person)), -1, true);
  draw_adders(desk, task.id, form);
  ImGui::Dummy({0, kGap});
  ImGui::PopID();
}

void draw_task_pauses(const Desk& desk, Slot slot, FormState& form) {
  const Plan& plan = desk.plan();
  const Entry<Task>& task = plan.table<Task>()[slot];
  ImGui::PushID("pauses");
  auto pauses = attached<Pause>(plan, [&](const Pause& pause) { return pause.task == task.id; });
  if (!pauses.empty()) {
    draw_label(desk.look, desk.say(Word::pauses), {.type = Type::table_strong});
    ImGui::Dummy({0, 2});
  }
  sort_stably(pauses, {}, [&](Id<Pause> id) { return plan.find(id)->from; });
  for (const auto id : pauses) {
    ImGui::PushID(static_cast<int>(id.value ^ (id.value >> 32)));
    for (const FieldNumber field : {field_number<&Pause::from>(), field_number<&Pause::until>()})
      draw_form_field(desk, ref(id), field_at(Kind::pause, field), form);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float right = at.x + ImGui::GetContentRegionAvail().x;
    if (plan.find(id)->levelled)
      draw_label(desk.look, desk.say(Word::pause_levelled),
                 {.type = Type::small, .colour = desk.look.colours().second_text});
    ImGui::SetCursorScreenPos({right - kControlHeight, at.y - 4});
    draw_remove(desk, ref(id));
    ImGui::Dummy({0, 4});
    ImGui::PopID();
  }
  if (draw_button(desk.look, {.id = "add",
                              .label = desk.say(Word::add_pause),
                              .icon = Icon::plus,
                              .kind = ButtonKind::quiet})) {
    ChangeBuilder change =
        desk.change(make_label(Word::did_add_pause, {plan.name_of(ref(task.id))}));
    const Day begin = day_of(desk.open().schedule().tasks[slot].start);
    const Day day = std::max(begin, desk.look.today) + 1;
    change.create(
        Pause{.task = task.id, .from = at(day, kMorning), .until = at(day + 1, kMorning)});
    desk.edit(std::move(change));
  }
  ImGui::Dummy({0, kGap});
  ImGui::PopID();
}

void draw_capacity_steps(const Desk& desk, Id<Department> department, FormState& form) {
  const Plan& plan = desk.plan();
  const std::string name = plan.name_of(ref(department));
  ImGui::PushID("capacity");
  ImGui::Dummy({0, 4});
  draw_label(desk.look, desk.say(Word::capacity_steps), {.type = Type::table_strong});
  ImGui::Dummy({0, 2});
  auto steps = attached<CapacityStep>(
      plan, [&](const CapacityStep& step) { return step.department == department; });
  sort_stably(steps, {}, [&](Id<CapacityStep> id) { return plan.find(id)->from; });
  for (const auto id : steps) {
    ImGui::PushID(static_cast<int>(id.value ^ (id.value >> 32)));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float end = kNumberWidth + 4 + kControlHeight;
    draw_small_day(desk, ref(id), field_number<&CapacityStep::from>(), width - end - 4, form);
    ImGui::SetCursorScreenPos({at.x + width - end, at.y});
    draw_small_field(desk, ref(id), field_number<&CapacityStep::people>(), kNumberWidth,
                     desk.say(Word::department_capacity));
    ImGui::SetCursorScreenPos({at.x + width - kControlHeight, at.y});
    draw_remove(desk, ref(id));
    ImGui::SetCursorScreenPos(at + ImVec2(0, kControlHeight + 4));
    draw_small_field(desk, ref(id), field_number<&CapacityStep::reason>(),
                     width - kControlHeight - 4, desk.say(Word::capacity_step_reason),
                     desk.say(Word::capacity_step_reason));
    ImGui::Dummy({0, 4});
    ImGui::PopID();
  }
  if (draw_button(desk.look, {.id = "add",
                              .label = desk.say(Word::add_capacity_step),
                              .icon = Icon::plus,
                              .kind = ButtonKind::quiet})) {
    ChangeBuilder change = desk.change(make_label(Word::did_change_capacity, {name}));
    const Department* record = plan.find(department);
    change.create(CapacityStep{.department = department,
                               .from = desk.look.today,
                               .people = record == nullptr ? 1 : record->capacity});
    desk.edit(std::move(change));
  }
  ImGui::Dummy({0, kGap});
  ImGui::PopID();
}

}  // namespace tongzhou
