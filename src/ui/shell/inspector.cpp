#include "ui/shell/inspector.h"
#include "ui/shell/feedback_sheet.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "schedule/schedule.h"
#include "ui/field_edits.h"
#include "ui/goal_words.h"
#include "ui/shell/attached.h"
#include "ui/shell/letter_sheet.h"
#include "ui/shell/secrecy_sheet.h"
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
constexpr std::array kTaskFirst{field_number<&Task::department>(),
                                field_number<&Task::responsible>(),
                                field_number<&Task::participants>(),
                                field_number<&Task::duration>(), field_number<&Task::effort>()};
constexpr std::array kTaskThen{field_number<&Task::percent>(), field_number<&Task::deadline>(),
                               field_number<&Task::constraint>(),
                               field_number<&Task::constraint_date>()};
constexpr std::array kTaskNever{field_number<&Task::title>(), field_number<&Task::duration_unit>(),
                                field_number<&Task::people>()};

constexpr auto kTaskShown = [] {
  std::array<FieldNumber, kTaskFirst.size() + kTaskThen.size()> all{};
  std::ranges::copy(kTaskThen, std::ranges::copy(kTaskFirst, all.begin()).out);
  return all;
}();

// The same of goals and deliverables.
constexpr std::array kGoalFirst{field_number<&Goal::department>(),  field_number<&Goal::owner>(),
                                field_number<&Goal::departments>(), field_number<&Goal::metric>(),
                                field_number<&Goal::measure>(),     field_number<&Goal::unit>(),
                                field_number<&Goal::baseline>(),    field_number<&Goal::target>(),
                                field_number<&Goal::deadline>(),    field_number<&Goal::tasks>(),
                                field_number<&Goal::why>()};
constexpr std::array kGoalNever{field_number<&Goal::title>()};
constexpr std::array kDeliverableNever{field_number<&Deliverable::title>()};

template <std::size_t count>
bool is_in(const std::array<FieldNumber, count>& fields, FieldNumber number) {
  return std::ranges::find(fields, number) != fields.end();
}

bool applies(const Desk& desk, const Task& task, bool summary, FieldNumber number) {
  if (number == field_number<&Task::constraint_date>())
    return task.constraint > Constraint::as_late_as_possible;
  if (number == field_number<&Task::duration>() || number == field_number<&Task::effort>())
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

// The fields of the record that stand in neither list, behind a button.
template <std::size_t first, std::size_t never>
void draw_rest(const Desk& desk, AnyRef record, const std::array<FieldNumber, first>& shown,
               const std::array<FieldNumber, never>& hidden, InspectorState& state) {
  if (draw_button(desk.look,
                  {.id = "more",
                   .label = desk.say(state.more ? Word::fewer_fields : Word::more_fields),
                   .icon = state.more ? Icon::chevron_up : Icon::chevron_down,
                   .kind = ButtonKind::quiet}))
    state.more = !state.more;
  ImGui::Dummy({0, kFormGap});
  if (!state.more) return;
  for (const FieldInfo& field : fields_of(record.kind))
    if (!is_in(shown, field.number) && !is_in(hidden, field.number))
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
  if (!summary && desk.plan().table<Task>()[slot].record.kind != TaskKind::milestone) {
    draw_task_people(desk, slot, state.form);
    draw_task_pauses(desk, slot, state.form);
  }
  draw_task_links(desk, facts.links, slot, state.form);
  draw_rest(desk, record, kTaskShown, kTaskNever, state);
}

// The way back from a part to the record that it is a part of.
void draw_owner_link(const Desk& desk, AnyRef record) {
  for (const FieldInfo& field : fields_of(record.kind)) {
    if (field.role != Role::owner) continue;
    const Value value = desk.plan().value_of(record, field.number);
    const AnyRef owner{*field.refers_to, std::get<AnyId>(value)};
    if (!desk.plan().is_live(owner)) continue;
    if (draw_button(desk.look, {.id = "owner",
                                .label = desk.plan().name_of(owner),
                                .icon = Icon::chevron_left,
                                .kind = ButtonKind::quiet}))
      desk.view.selection.choose(owner);
    ImGui::Dummy({0, 4});
    return;
  }
}

void draw_goal(const Desk& desk, const TaskFacts& facts, const GoalFacts& goal,
               InspectorState& state) {
  const AnyRef record = desk.view.selection.active();
  draw_owner_link(desk, record);
  draw_goal_pills(desk, goal);
  ImGui::Dummy({0, 6});
  draw_name(desk, record);
  draw_problem(desk, facts.problems, record);
  draw_conflicts_of(desk, record, state.conflicts);
  draw_goal_course(desk, goal, state.goal, state.form);
  for (const FieldNumber number : kGoalFirst)
    draw_form_field(desk, record, *find_field(Kind::goal, number), state.form);
  draw_goal_lines(desk, goal, state.goal, state.form);
  draw_rest(desk, record, kGoalFirst, kGoalNever, state);
}

void draw_deliverable(const Desk& desk, const TaskFacts& facts, InspectorState& state) {
  const AnyRef record = desk.view.selection.active();
  const Id<Deliverable> id{record.id.value};
  const DeliverableFacts& deliverable = *find_facts(desk, id);
  draw_deliverable_pills(desk, deliverable);
  ImGui::Dummy({0, 6});
  draw_name(desk, record);
  draw_problem(desk, facts.problems, record);
  draw_conflicts_of(desk, record, state.conflicts);
  draw_deliverable_acts(desk, id, deliverable, state.deliverable, state.form);
  for (const FieldInfo& field : fields_of(Kind::deliverable))
    if (!is_in(kDeliverableNever, field.number)) draw_form_field(desk, record, field, state.form);
  draw_rounds(desk, deliverable);
}

void draw_letter(const Desk& desk, const ProblemMarks& problems, InspectorState& state) {
  const AnyRef record = desk.view.selection.active();
  const Id<Letter> id{record.id.value};
  draw_name(desk, record);
  draw_problem(desk, problems, record);
  draw_conflicts_of(desk, record, state.conflicts);
  draw_letter_acts(desk, id);
  for (const FieldInfo& field : fields_of(Kind::letter))
    if (is_of_use(*desk.plan().find(id), field.number))
      draw_form_field(desk, record, field, state.form);
  draw_approvals(desk, id, state.form);
}

void draw_any(const Desk& desk, AnyRef record, const ProblemMarks& problems,
              InspectorState& state) {
  draw_owner_link(desk, record);
  draw_pill(desk.look, Tone::accent, desk.say(word_of(record.kind)));
  ImGui::Dummy({0, 6});
  draw_name(desk, record);
  draw_problem(desk, problems, record);
  draw_conflicts_of(desk, record, state.conflicts);
  if (record.kind == Kind::information || record.kind == Kind::information_request)
    draw_information_acts(desk, record);
  if (record.kind == Kind::suggestion) draw_suggestion_acts(desk, {record.id.value}, state.form);
  if (record.kind == Kind::survey) draw_survey_acts(desk, {record.id.value});
  if (record.kind == Kind::meeting)
    draw_meeting_repeat(desk, {record.id.value}, state.meeting, state.form);
  for (const FieldInfo& field : fields_of(record.kind))
    if (field.role != Role::name) draw_form_field(desk, record, field, state.form);
  if (record.kind == Kind::suggestion) draw_improvements(desk, {record.id.value});
  if (record.kind == Kind::survey) draw_survey_questions(desk, {record.id.value});
  if (record.kind == Kind::meeting_notes) draw_agreed_actions(desk, {record.id.value});
  if (record.kind == Kind::indicator)
    draw_indicator_measure(desk, {record.id.value}, state.indicator, state.form);
  if (record.kind == Kind::department) draw_capacity_steps(desk, {record.id.value}, state.form);
}

void draw_several(const Desk& desk, std::size_t count, InspectorState& state) {
  const Look& look = desk.look;
  draw_heading(look, desk.say(Word::several_chosen, {fmt::format("{}", count)}), Type::title, 2);
  ImGui::Dummy({0, kGap});
  if (desk.view.selection.active().kind != Kind::task) return;
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
  else if (const GoalFacts* goal =
               active.kind == Kind::goal ? find_facts(desk, Id<Goal>{active.id.value}) : nullptr)
    draw_goal(desk, facts, *goal, state);
  else if (active.kind == Kind::deliverable)
    draw_deliverable(desk, facts, state);
  else if (active.kind == Kind::letter)
    draw_letter(desk, facts.problems, state);
  else
    draw_any(desk, active, facts.problems, state);
  if (chosen == 1 && desk.plan().is_live(active)) draw_secrecy(desk, active, state.form);
  ImGui::PopID();
}

}  // namespace tongzhou
