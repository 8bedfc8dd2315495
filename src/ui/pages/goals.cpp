#include "ui/pages/goals.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "app/goal_edits.h"
#include "ui/pages/goals_parts.h"
#include "ui/record_filter.h"
#include "ui/record_options.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

enum GoalsPart : std::uint8_t { tree, table, duties };

// --- What is shown -------------------------------------------------------------------------------

bool takes_part(const Goal& goal, Id<Department> department) {
  return goal.department == department ||
         std::ranges::binary_search(goal.departments.ids, department);
}

// The goals of the department chosen and those above them; all where none is.
std::vector<GoalsState::Shown> find_shown(const Desk& desk, Id<Department> department) {
  const std::vector<GoalFacts>& goals = desk.open().goals();
  std::vector<std::uint8_t> below(goals.size(), 0), own(goals.size(), 0);
  for (std::size_t i = goals.size(); i-- > 0;) {
    own[i] = !department || takes_part(goal_of(desk, goals[i]), department) ? 1 : 0;
    if ((own[i] != 0 || below[i] != 0) && goals[i].parent >= 0)
      below[static_cast<std::size_t>(goals[i].parent)] = 1;
  }
  std::vector<GoalsState::Shown> shown;
  for (std::uint32_t i = 0; i < goals.size(); ++i)
    if (own[i] != 0 || below[i] != 0) shown.push_back({i, own[i] == 0, {}});
  return shown;
}

void refresh_goals(const Desk& desk, GoalsState& state) {
  const std::uint64_t number = desk.session.open_number(), revision = desk.plan().revision();
  if (state.open_number != number || desk.plan().find(state.department) == nullptr)
    state.department = {};
  if (state.open_number == number && state.revision == revision &&
      state.made_for == state.department)
    return;
  state.open_number = number;
  state.revision = revision;
  state.made_for = state.department;
  state.shown = find_shown(desk, state.department);
  lay_out_goal_tree(desk.open().goals(), state);
  state.duties = find_duties(desk.plan(), desk.open().outline(), desk.open().goals());
  state.departments.clear();
  for (const AnyRef department : desk.open().in_order(Kind::department))
    state.departments.push_back(desk.plan().table<Department>().find_slot({department.id.value}));
}

// --- The table -----------------------------------------------------------------------------------

// Computed columns; all others are fields.
enum GoalColumn : std::uint16_t { progress = 1000, course, way };

class GoalRows : public RecordRows {
 public:
  GoalRows(const Desk& desk, const ProblemMarks& problems, const GoalsState& state)
      : RecordRows(desk, Kind::goal, problems, records_of(desk, state),
                   {field_number<&Goal::title>(), field_number<&Goal::department>(),
                    field_number<&Goal::owner>(), field_number<&Goal::metric>(),
                    field_number<&Goal::baseline>(), field_number<&Goal::target>(),
                    field_number<&Goal::unit>(), field_number<&Goal::deadline>(),
                    field_number<&Goal::weight>(), field_number<&Goal::ambition>()}),
        desk_(desk),
        state_(state) {}

  std::vector<GridColumn> goal_columns() const {
    std::vector<GridColumn> all = columns();
    all.front().width = 250;
    all.insert(all.begin() + 1,
               {{.key = progress, .head = desk_.say(Word::goal_part), .width = 120},
                {.key = course, .head = desk_.say(Word::goal_course), .width = 84},
                {.key = way, .head = desk_.say(Word::goal_value), .width = 130}});
    return all;
  }

  GridRowInfo row(int row) const override {
    GridRowInfo info = RecordRows::row(row);
    info.level = facts(row).depth + 1;
    info.context = state_.shown[static_cast<std::size_t>(row)].is_context;
    return info;
  }
  Cell cell(int row, int key) const override {
    const GoalFacts& goal = facts(row);
    if (key == progress)
      return {.text = goal.part ? percent_text(*goal.part) : std::string("–"),
              .faint = !goal.part,
              .tone = tone_of(course_today(desk_, goal)),
              .bar = std::clamp(float(goal.part.value_or(0)), 0.0F, 1.0F)};
    if (key == course) {
      const Course of = course_today(desk_, goal);
      return {.text = std::string(desk_.say(word_of(of))), .tone = tone_of(of)};
    }
    if (key == way) return {.text = goal_way_text(desk_, goal)};
    Cell cell = RecordRows::cell(row, key);
    if (key == field_number<&Goal::title>()) {
      cell.indent = goal.depth;
      cell.strong = goal.depth == 0;
    }
    return cell;
  }

 private:
  static std::vector<AnyRef> records_of(const Desk& desk, const GoalsState& state) {
    std::vector<AnyRef> records;
    for (const GoalsState::Shown& shown : state.shown)
      records.push_back(ref(desk.plan().table<Goal>()[desk.open().goals()[shown.goal].goal].id));
    return records;
  }
  const GoalFacts& facts(int row) const {
    return desk_.open().goals()[state_.shown[static_cast<std::size_t>(row)].goal];
  }

  const Desk& desk_;
  const GoalsState& state_;
};

// --- The head ------------------------------------------------------------------------------------

AnyRef create_goal(const Desk& desk, const GoalsState& state, Id<Goal> parent) {
  std::string title(desk.say(Word::new_goal));
  if (parent) {
    const std::string above = desk.plan().name_of(ref(parent));
    title = above.empty() ? std::string(desk.say(Word::new_share_blank))
                          : desk.say(Word::new_share, {above});
  }
  NewGoal made = add_goal(desk.open(), desk.session.random(), parent, std::move(title));
  const AnyRef created = ref(made.goal);
  if (state.department)
    for (Edit& edit : made.draft.edits)
      if (edit.record == created && edit.field == field_number<&Goal::department>())
        edit.after = state.department.any();
  desk.edit(Result<Draft>(std::move(made.draft)));
  desk.view.selection.choose(created);
  return created;
}

void draw_goals_head(const Desk& desk, GoalsState& state) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float width = ImGui::GetContentRegionAvail().x;
  const std::array parts{desk.say(Word::goals_tree), desk.say(Word::goals_table),
                         desk.say(Word::goals_duties)};
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::title)) / 2);
  draw_heading(look, desk.say(Word::goals_title), Type::title, 2);
  ImGui::SameLine(0, 16);
  ImGui::SetCursorPosY(top);
  state.part = draw_segments(look, "part", desk.say(Word::goals_title), parts, state.part);
  ImGui::SameLine(0, 12);
  ImGui::SetCursorPosY(top);
  draw_record_filter(desk, Word::goals_of_all, state.department, state.choice);
  const AnyRef active = desk.view.selection.active();
  const bool has_goal = active.kind == Kind::goal && desk.plan().is_live(active);
  const RecordButtons buttons{Kind::goal, Word::goal_add};
  const ButtonSpec share{.id = "share",
                         .label = desk.say(Word::goal_add_share),
                         .icon = Icon::branch,
                         .enabled = has_goal};
  const float right = left + width;
  const float acts = record_buttons_width(desk, buttons) + button_width(look, share) + 8;
  ImGui::SameLine(0, 16);
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2 + 1);
  const float purpose = right - acts - 16 - ImGui::GetCursorPosX();
  if (purpose > 120)
    draw_label(look, desk.say(Word::goals_purpose),
               {.type = Type::table, .colour = look.colours().second_text}, purpose);
  ImGui::SetCursorPos({right - acts, top});
  if (draw_button(look, share)) state.table.created = create_goal(desk, state, {active.id.value});
  if (draw_record_buttons(desk, buttons, right, top))
    state.table.created = create_goal(desk, state, {});
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

void draw_goal_table(const Desk& desk, const TaskFacts& facts, GoalsState& state,
                     const ImRect& card) {
  GoalRows rows(desk, facts.problems, state);
  const std::vector<GridColumn> columns = rows.goal_columns();
  if (draw_record_grid(desk, rows, columns, "goals", desk.say(Word::goals_title), card,
                       state.table))
    state.table.created = create_goal(desk, state, {});
}

}  // namespace

void draw_goals_page(const Desk& desk, const TaskFacts& facts, GoalsState& state) {
  draw_goals_head(desk, state);
  refresh_goals(desk, state);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect card{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  if (desk.open().goals().empty() && state.part != duties) {
    if (draw_empty_state(desk.look, card, Icon::flag, desk.say(Word::goals_empty),
                         {.id = "first", .label = desk.say(Word::goal_add), .icon = Icon::plus}))
      state.table.created = create_goal(desk, state, {});
  } else if (state.part == duties) {
    draw_duty_matrix(desk, state, card);
  } else if (state.shown.empty()) {
    draw_text_in(desk.look, *ImGui::GetWindowDrawList(), card, desk.say(Word::goals_none_of),
                 {.colour = desk.look.colours().second_text, .align = Align::centre});
  } else if (state.part == table) {
    draw_goal_table(desk, facts, state, card);
  } else {
    draw_goal_tree(desk, state, card);
  }
  continue_at({card.Min.x, card.Max.y});
}

}  // namespace tongzhou
