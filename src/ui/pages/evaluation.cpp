#include "ui/pages/evaluation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "app/evaluation_edits.h"
#include "app/reports.h"
#include "documents/time_scale.h"
#include "ui/document_view.h"
#include "ui/pages/evaluation_parts.h"
#include "ui/record_options.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/checkbox.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

enum EvaluationPart : std::uint8_t { scores, issues, causes, actions, reviews, lessons, feedback };

// What differs between the parts that are tables.
struct TablePart {
  Kind kind;
  Word add, empty, fresh;
  Icon icon;
  std::span<const FieldNumber> fields;
};
constexpr std::array kIssueFields{
    field_number<&Issue::title>(),       field_number<&Issue::kind>(),
    field_number<&Issue::department>(),  field_number<&Issue::owner>(),
    field_number<&Issue::probability>(), field_number<&Issue::impact>(),
    field_number<&Issue::noticed>(),     field_number<&Issue::due>(),
    field_number<&Issue::closed>()};
constexpr std::array kActionFields{
    field_number<&Action::title>(),    field_number<&Action::issue>(),
    field_number<&Action::owner>(),    field_number<&Action::due>(),
    field_number<&Action::done>(),     field_number<&Action::indicator>(),
    field_number<&Action::expected>(), field_number<&Action::check>(),
    field_number<&Action::worked>()};
constexpr std::array kReviewFields{
    field_number<&Review::title>(),      field_number<&Review::date>(),
    field_number<&Review::every_days>(), field_number<&Review::departments>(),
    field_number<&Review::supervisor>(), field_number<&Review::held>(),
    field_number<&Review::findings>()};
constexpr std::array kLessonFields{
    field_number<&Lesson::title>(),      field_number<&Lesson::good>(),
    field_number<&Lesson::department>(), field_number<&Lesson::departments>(),
    field_number<&Lesson::issue>(),      field_number<&Lesson::text>()};

TablePart table_part(int part) {
  switch (part) {
    case actions:
      return {Kind::action,     Word::action_add, Word::actions_empty,
              Word::new_action, Icon::check,      kActionFields};
    case reviews:
      return {Kind::review,     Word::review_add, Word::reviews_empty,
              Word::new_review, Icon::calendar,   kReviewFields};
    case lessons:
      return {Kind::lesson,     Word::lesson_add, Word::lessons_empty,
              Word::new_lesson, Icon::info,       kLessonFields};
    default:
      return {Kind::issue,     Word::issue_add, Word::issues_empty,
              Word::new_issue, Icon::problem,   kIssueFields};
  }
}

RecordGridState& table_state(EvaluationState& state) {
  switch (state.part) {
    case actions: return state.actions;
    case reviews: return state.reviews;
    case lessons: return state.lessons;
    default: return state.issues;
  }
}

// Who comes from elsewhere to a record sees the part it stands in.
void follow_selection(const Desk& desk, EvaluationState& state) {
  const AnyRef active = desk.view.selection.active();
  if (active == state.seen) return;
  state.seen = active;
  const bool stays = state.part == causes;
  switch (active.kind) {
    case Kind::indicator: state.part = scores; return;
    case Kind::issue: state.part = stays ? causes : issues; return;
    case Kind::cause: state.part = causes; return;
    case Kind::action: state.part = stays ? causes : actions; return;
    case Kind::review: state.part = reviews; return;
    case Kind::lesson: state.part = lessons; return;
    case Kind::evaluation:
      state.part = feedback;
      if (const Evaluation* record = desk.plan().find(Id<Evaluation>{active.id.value}))
        state.department = record->department;
      return;
    default: return;
  }
}

// Whose causes are shown: those of the issue chosen, or of the cause or action chosen.
Id<Issue> issue_shown(const Desk& desk, const EvaluationState& state) {
  const AnyRef active = desk.view.selection.active();
  Id<Issue> issue = state.issue;
  if (active.kind == Kind::issue) issue = {active.id.value};
  if (active.kind == Kind::cause)
    if (const Cause* cause = desk.plan().find(Id<Cause>{active.id.value})) issue = cause->issue;
  return desk.plan().find(issue) != nullptr ? issue : Id<Issue>{};
}

ScorePeriod period_of(const Desk& desk, int choice) {
  const Day today = desk.look.today;
  if (choice == 0) return {today - 29, today};
  if (choice == 1) return {today - 89, today};
  const Instant start = desk.open().schedule().start;
  return {start.is_set() ? std::min(day_of(start), today) : today, today};
}

void refresh_evaluation(const Desk& desk, EvaluationState& state) {
  const OpenPlan& open = desk.open();
  if (state.open_number != desk.session.open_number()) {
    state.open_number = desk.session.open_number();
    state.chosen.reset();
    state.issue = {};
  }
  state.issue = issue_shown(desk, state);
  if (open.plan().find(state.department) == nullptr) state.department = {};
  const EvaluationState::Made now{state.open_number, open.plan().revision(), desk.look.today,
                                  state.part,        state.period,           state.issue,
                                  state.department,  desk.look.language};
  if (state.made == now) return;
  state.made = now;
  if (state.part == scores || state.part == feedback) {
    state.of = period_of(desk, state.period);
    state.card = scorecard_of(open, state.of);
    if (const ScoreRow* row = state.part == feedback ? row_shown(desk, state) : nullptr)
      state.report = make_department_report(
          report_sources(open, desk.look.today, desk.look.language), state.card, *row, state.of);
    return;
  }
  state.records = open.in_order(table_part(state.part).kind);
  if (state.part == issues) state.matrix = find_risk_matrix(open.plan());
  if (state.part != causes) return;
  if (!state.issue && !state.records.empty())
    state.issue = state.made.issue = {state.records.front().id.value};
  state.bones = find_cause_bones(open.plan(), state.issue);
  state.causes = count_causes(open.plan());
  const Issue* issue = open.plan().find(state.issue);
  state.correlations.clear();
  if (issue != nullptr) state.correlations = find_correlations(open.plan(), issue->indicator);
}

AnyRef create_in(const Desk& desk, const TablePart& part) {
  NewRecord made = add_record(desk.open(), desk.session.random(), part.kind,
                              std::string(desk.say(part.fresh)), desk.look.today);
  desk.edit(Result<Draft>(std::move(made.draft)));
  desk.view.selection.choose(made.record);
  return made.record;
}

void draw_evaluation_table(const Desk& desk, const TaskFacts& facts, EvaluationState& state,
                           const ImRect& card) {
  const TablePart part = table_part(state.part);
  RecordGridState& held = table_state(state);
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  if (state.records.empty()) {
    if (draw_empty_state(desk.look, card, part.icon, desk.say(part.empty),
                         {.id = "first", .label = desk.say(part.add), .icon = Icon::plus}))
      held.created = create_in(desk, part);
    return;
  }
  RecordRows rows(desk, part.kind, facts.problems, state.records,
                  {part.fields.begin(), part.fields.end()});
  std::vector<GridColumn> columns = rows.columns();
  columns.front().width = 240;
  if (draw_record_grid(desk, rows, columns, "records", desk.say(word_of(part.kind)), card, held))
    held.created = create_in(desk, part);
}

// --- Issues: how likely, how bad -----------------------------------------------------------------

void draw_risk_matrix(const Desk& desk, const RiskMatrix& matrix, const ImRect& card) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(look, list, card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 11));
  draw_heading(look, desk.say(Word::matrix_risk), Type::table_strong, 3);
  const ImRect room{card.Min + ImVec2(40, 44), card.Max - ImVec2(16, 56)};
  const float side = std::min(room.GetWidth(), room.GetHeight()) / 5;
  for (int probability = 5; probability >= 1; --probability) {
    const float y = room.Min.y + side * float(5 - probability);
    draw_text_in(look, list, {{card.Min.x + 14, y}, {room.Min.x - 6, y + side}},
                 fmt::format("{}", probability),
                 {.type = Type::small, .colour = look.colours().faint_text});
    for (int impact = 1; impact <= 5; ++impact) {
      const float x = room.Min.x + side * float(impact - 1);
      const ImRect box{{x + 2, y + 2}, {x + side - 2, y + side - 2}};
      const int weight = probability * impact;
      const Tone tone = weight >= 15 ? Tone::critical : weight >= 8 ? Tone::warning : Tone::good;
      list.AddRectFilled(box.Min, box.Max, look.theme.soft(tone), 5);
      const auto& held = matrix.at(probability, impact);
      if (held.empty()) continue;
      std::string names;
      for (const Id<Issue> id : held)
        names += (names.empty() ? "" : "\n") + desk.plan().name_of(ref(id));
      ImGui::PushID(weight * 10 + impact);
      const Item item = add_item_at("cell", box,
                                    {.role = access::Role::button,
                                     .name = fmt::format("{} × {}", probability, impact),
                                     .value = names});
      ImGui::PopID();
      if (item.pressed) desk.view.selection.choose(ref(held.front()));
      draw_text_in(
          look, list, box, fmt::format("{}", held.size()),
          {.type = Type::table_strong, .colour = look.theme.strong(tone), .align = Align::centre});
      draw_veil(look, item, 5);
      draw_focus_ring(look, item, 5);
      if (item.hovered) draw_tooltip(look, {.text = names});
    }
  }
  for (int impact = 1; impact <= 5; ++impact) {
    const float x = room.Min.x + side * float(impact - 1);
    draw_text_in(
        look, list, {{x, room.Min.y + 5 * side}, {x + side, room.Min.y + 5 * side + 18}},
        fmt::format("{}", impact),
        {.type = Type::small, .colour = look.colours().faint_text, .align = Align::centre});
  }
  draw_text_in(look, list,
               {{card.Min.x + 16, room.Min.y + 5 * side + 22},
                {card.Max.x - 16, room.Min.y + 5 * side + 44}},
               desk.say(Word::issues_open, {fmt::format("{}", matrix.open)}),
               {.type = Type::table, .colour = look.colours().second_text});
}

// --- The head ------------------------------------------------------------------------------------

// The period that is judged, and what can be done with it.
void draw_period_line(const Desk& desk, EvaluationState& state, float width) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const std::array periods{desk.say(Word::scores_month), desk.say(Word::scores_quarter),
                           desk.say(Word::scores_all)};
  state.period =
      draw_segments(look, "period", desk.say(Word::scores_period), periods, state.period);
  if (state.part == scores) {
    ImGui::SameLine(0, 16);
    ImGui::SetCursorPosY(top + (kControlHeight - kCheckboxSize) / 2);
    if (draw_checkbox(look, "ranked", desk.say(Word::score_rank), state.ranked))
      state.ranked = !state.ranked;
    ImGui::SameLine(0, 6);
    ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2);
    draw_label(look, desk.say(Word::score_rank), {.type = Type::table});
    const ButtonSpec add{.id = "add", .label = desk.say(Word::indicator_add), .icon = Icon::plus};
    ImGui::SetCursorPos({left + width - button_width(look, add), top});
    if (draw_button(look, add))
      create_in(
          desk,
          {Kind::indicator, Word::indicator_add, Word::none, Word::new_indicator, Icon::load, {}});
  } else if (row_shown(desk, state) != nullptr) {
    const ButtonSpec write{.id = "write",
                           .label = desk.say(Word::evaluation_write),
                           .icon = Icon::edit,
                           .kind = ButtonKind::prominent};
    const float all = document_buttons_width(desk) + 8 + button_width(look, write);
    ImGui::SetCursorPos({left + width - all, top});
    draw_document_buttons(desk, state.report);
    ImGui::SameLine(0, 8);
    if (draw_button(look, write)) {
      const Slot department = row_shown(desk, state)->department;
      NewRecord made = add_evaluation(desk.open(), desk.session.random(),
                                      desk.plan().table<Department>()[department].id, look.today);
      desk.edit(Result<Draft>(std::move(made.draft)));
      desk.view.selection.choose(made.record);
    }
  }
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

void draw_evaluation_head(const Desk& desk, EvaluationState& state) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float width = ImGui::GetContentRegionAvail().x;
  const std::array parts{desk.say(Word::evaluation_scores),  desk.say(Word::evaluation_issues),
                         desk.say(Word::evaluation_causes),  desk.say(Word::evaluation_actions),
                         desk.say(Word::evaluation_reviews), desk.say(Word::evaluation_lessons),
                         desk.say(Word::evaluation)};
  state.part = draw_segments(look, "part", desk.say(Word::page_evaluation), parts, state.part);
  ImGui::SameLine(0, 12);
  if (state.part == scores || state.part == feedback) {
    ImGui::SetCursorPos({left, top + kControlHeight + kGap});
    draw_period_line(desk, state, width);
    return;
  }
  if (state.part != causes) {
    const TablePart part = table_part(state.part);
    if (state.part == reviews)
      if (const Day next = next_review(desk.plan()); next.is_set()) {
        ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2 + 1);
        draw_label(look,
                   desk.say(Word::review_next, {date_text(next, look.this_year(), look.language)}),
                   {.type = Type::table_strong,
                    .colour = next < look.today ? look.theme.strong(Tone::critical)
                                                : look.colours().second_text});
      }
    if (draw_record_buttons(desk, {part.kind, part.add}, left + width, top))
      table_state(state).created = create_in(desk, part);
  }
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

}  // namespace

const ScoreRow* row_shown(const Desk& desk, const EvaluationState& state) {
  const auto& rows = state.card.rows;
  const Slot slot = desk.plan().table<Department>().find_slot(state.department);
  const auto found = std::ranges::find(rows, slot, &ScoreRow::department);
  if (found != rows.end()) return &*found;
  return rows.empty() ? nullptr : &rows.front();
}

void draw_evaluation_page(const Desk& desk, const TaskFacts& facts, EvaluationState& state) {
  follow_selection(desk, state);
  refresh_evaluation(desk, state);
  draw_evaluation_head(desk, state);
  refresh_evaluation(desk, state);  // another part or period may have been chosen
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImRect area{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  const ImVec2 end{area.Min.x, area.Max.y};
  switch (state.part) {
    case scores: draw_scorecard(desk, state, area); break;
    case causes: draw_causes(desk, state, area); break;
    case feedback: draw_feedback(desk, state, area); break;
    case issues: {
      constexpr float kMatrix = 270;
      const bool has_issues = !state.records.empty();
      if (has_issues && area.GetWidth() > 3 * kMatrix) {
        draw_risk_matrix(desk, state.matrix,
                         {{area.Max.x - kMatrix, area.Min.y},
                          {area.Max.x, std::min(area.Max.y, area.Min.y + kMatrix + 86)}});
        area.Max.x -= kMatrix + kGap;
      }
      draw_evaluation_table(desk, facts, state, area);
      break;
    }
    default: draw_evaluation_table(desk, facts, state, area); break;
  }
  continue_at(end);
}

}  // namespace tongzhou
