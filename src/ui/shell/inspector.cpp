#include "ui/shell/inspector.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "schedule/schedule.h"
#include "ui/field_edits.h"
#include "ui/shell/attached.h"
#include "ui/shell/task_sheet.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

// The fields of a task in the order in which people ask for them; all others stand under "more".
constexpr std::array kTaskFirst{
    field_number<&Task::department>(), field_number<&Task::responsible>(),
    field_number<&Task::participants>(), field_number<&Task::duration>()};
constexpr std::array kTaskThen{field_number<&Task::percent>(), field_number<&Task::deadline>(),
                               field_number<&Task::constraint>(),
                               field_number<&Task::constraint_date>()};
constexpr std::array kTaskNever{field_number<&Task::title>(), field_number<&Task::duration_unit>(),
                                field_number<&Task::people>()};

template <std::size_t count>
bool is_in(const std::array<FieldNumber, count>& fields, FieldNumber number) {
  return std::ranges::find(fields, number) != fields.end();
}

bool applies(const Desk& desk, const Task& task, bool summary, FieldNumber number) {
  if (number == field_number<&Task::constraint_date>())
    return task.constraint > Constraint::as_late_as_possible;
  if (number == field_number<&Task::duration>())
    return !summary && task.kind != TaskKind::milestone;
  if (number == field_number<&Task::percent>()) return !summary;
  (void)desk;
  return true;
}

template <std::size_t count>
void draw_fields(const Desk& desk, AnyRef record, bool summary,
                 const std::array<FieldNumber, count>& numbers, FormState& form) {
  const Task& task = *desk.plan().find(Id<Task>{record.id.value});
  for (const FieldNumber number : numbers)
    if (const FieldInfo* field = find_field(Kind::task, number);
        field != nullptr && applies(desk, task, summary, number))
      draw_form_field(desk, record, *field, form);
}

// The record's name, large, edited in place.
void draw_name(const Desk& desk, AnyRef record) {
  auto fields = fields_of(record.kind);
  const auto name = std::ranges::find(fields, Role::name, &FieldInfo::role);
  if (name == fields.end()) return;
  std::string text = desk.plan().name_of(record);
  const std::string before = text;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() - 10);  // the letters, not the frame, align
  const FieldEvent event = draw_field(desk.look,
                                      {.id = "name",
                                       .name = desk.say(name->label),
                                       .hint = desk.say(Word::untitled),
                                       .width = ImGui::GetContentRegionAvail().x + 10,
                                       .heading = true},
                                      text);
  note_typing(desk, record, *name, "name", before);
  if (event == FieldEvent::committed && text != before) set_field(desk, record, *name, text);
  ImGui::Dummy({0, 6});
}

void draw_problem(const Desk& desk, const ProblemMarks& problems, AnyRef record) {
  const Problem* problem = problems.find(record);
  if (problem == nullptr) return;
  const std::string sentence = say(desk.look.language, problem->sentence);
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = paragraph_height(desk.look, sentence, Type::table, width - 40) + 16;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Tone tone = problem->severity == Severity::error ? Tone::critical : Tone::warning;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, at + ImVec2(width, height), desk.look.theme.soft(tone), kControlRadius);
  draw_icon_sized(list, Icon::problem, at + ImVec2(18, height / 2), 18,
                  desk.look.theme.strong(tone));
  ImGui::SetCursorScreenPos(at + ImVec2(32, 8));
  draw_paragraph(desk.look, sentence, {.type = Type::table}, width - 40);
  ImGui::SetCursorScreenPos(at + ImVec2(0, height));
  ImGui::Dummy({0, kFormGap});
}

void draw_more(const Desk& desk, AnyRef record, InspectorState& state) {
  if (draw_button(desk.look,
                  {.id = "more",
                   .label = desk.say(state.more ? Word::fewer_fields : Word::more_fields),
                   .icon = state.more ? Icon::chevron_up : Icon::chevron_down,
                   .kind = ButtonKind::quiet}))
    state.more = !state.more;
  ImGui::Dummy({0, kFormGap});
  if (!state.more) return;
  for (const FieldInfo& field : fields_of(Kind::task))
    if (!is_in(kTaskFirst, field.number) && !is_in(kTaskThen, field.number) &&
        !is_in(kTaskNever, field.number))
      draw_form_field(desk, record, field, state.form);
}

void draw_task(const Desk& desk, const TaskFacts& facts, InspectorState& state) {
  const AnyRef record = desk.view.selection.active();
  const Slot slot = desk.plan().table<Task>().find_slot({record.id.value});
  const bool summary = desk.open().schedule().tasks[slot].summary;
  draw_task_pills(desk, slot);
  ImGui::Dummy({0, 6});
  draw_name(desk, record);
  draw_problem(desk, facts.problems, record);
  draw_conflicts_of(desk, record, state.conflicts);
  draw_fields(desk, record, summary, kTaskFirst, state.form);
  draw_task_dates(desk, slot, state.form);
  draw_fields(desk, record, summary, kTaskThen, state.form);
  ImGui::Dummy({0, 4});
  draw_task_reasons(desk, slot);
  if (!desk.open().schedule().tasks[slot].complete)
    draw_task_relaxations(desk, slot, state.relaxed);
  if (!summary && desk.plan().table<Task>()[slot].record.kind != TaskKind::milestone)
    draw_task_people(desk, slot, state.form);
  draw_task_links(desk, facts.links, slot, state.form);
  draw_more(desk, record, state);
}

void draw_any(const Desk& desk, AnyRef record, const ProblemMarks& problems,
              InspectorState& state) {
  draw_pill(desk.look, Tone::accent, desk.say(word_of(record.kind)));
  ImGui::Dummy({0, 6});
  draw_name(desk, record);
  draw_problem(desk, problems, record);
  draw_conflicts_of(desk, record, state.conflicts);
  for (const FieldInfo& field : fields_of(record.kind))
    if (field.role != Role::name) draw_form_field(desk, record, field, state.form);
  if (record.kind == Kind::department) draw_capacity_steps(desk, {record.id.value}, state.form);
}

void draw_several(const Desk& desk, std::size_t count, InspectorState& state) {
  const Look& look = desk.look;
  draw_heading(look, desk.say(Word::several_chosen, {fmt::format("{}", count)}), Type::title, 2);
  ImGui::Dummy({0, kGap});
  static constexpr std::array kActs{"task_link",    "task_unlink", "task_indent",
                                    "task_outdent", "task_done",   "task_delete"};
  for (const char* id : kActs) {
    const Command* command = desk.session.commands().find(id);
    if (command == nullptr) continue;
    const Word refusal = command->why_not ? command->why_not(desk.session, desk.view) : Word::none;
    if (draw_button(look, {.id = id,
                           .label = desk.say(command->label),
                           .tip = desk.say(refusal == Word::none ? command->help : refusal),
                           .enabled = refusal == Word::none,
                           .width = ImGui::GetContentRegionAvail().x}))
      desk.commands.run(command->id);
    ImGui::Dummy({0, kFormGap});
  }
  (void)state;
}

// Nothing chosen: the plan itself.
void draw_plan(const Desk& desk, const ProblemMarks& problems, InspectorState& state) {
  draw_any(desk, ref(desk.plan().info_id()), problems, state);
}

}  // namespace

void draw_inspector(const Desk& desk, const TaskFacts& facts, InspectorState& state) {
  const AnyRef active = desk.view.selection.active();
  const std::size_t chosen = desk.view.selection.all().size();
  // A form's half-typed texts belong to one record.
  ImGui::PushID(static_cast<int>(active.id.value ^ (active.id.value >> 32)));
  if (chosen > 1)
    draw_several(desk, chosen, state);
  else if (!active.id || !desk.plan().is_live(active))
    draw_plan(desk, facts.problems, state);
  else if (active.kind == Kind::task)
    draw_task(desk, facts, state);
  else
    draw_any(desk, active, facts.problems, state);
  ImGui::PopID();
}

}  // namespace tongzhou
