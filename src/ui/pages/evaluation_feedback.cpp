#include <algorithm>

#include <fmt/format.h>

#include "app/evaluation_edits.h"
#include "app/reports.h"
#include "core/numbers.h"
#include "documents/time_scale.h"
#include "ui/document_view.h"
#include "ui/pages/evaluation_parts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_list.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr float kDepartmentList = 210;
constexpr float kDepartmentLine = 48;

Word state_word(const Evaluation* evaluation) {
  if (evaluation == nullptr) return Word::none;
  return evaluation->replied.is_set() ? Word::evaluation_answered : Word::evaluation_waiting;
}

void draw_department_line(const Desk& desk, EvaluationState& state, const ScoreRow& row,
                          const ImRect& box) {
  const Look& look = desk.look;
  const auto& entry = desk.plan().table<Department>()[row.department];
  const Id<Evaluation> last = last_evaluation(desk.plan(), entry.id);
  const Word told = state_word(desk.plan().find(last));
  const bool chosen = row_shown(desk, state) == &row;
  const std::string score = row.score ? fixed_text(*row.score, 0) : "–";
  const Item item = add_item_at("department", {box.Min + ImVec2(6, 2), box.Max - ImVec2(6, 2)},
                                {.role = access::Role::option,
                                 .name = entry.record.name,
                                 .value = fmt::format("{} {}", score, desk.say(told)),
                                 .state = {.selected = chosen}});
  if (item.pressed) {
    state.department = entry.id;
    if (last) desk.view.selection.choose(ref(last));
  }
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (chosen) list.AddRectFilled(item.box.Min, item.box.Max, look.colours().selected, 7);
  draw_veil(look, item, 7);
  const float middle = told == Word::none ? box.Max.y : box.GetCenter().y + 4;
  draw_department_in(look, list, {{box.Min.x + 16, box.Min.y}, {box.Max.x - 52, middle}},
                     entry.record.colour, entry.record.name, {.type = Type::table_strong});
  draw_text_in(look, list, {{box.Max.x - 50, box.Min.y}, {box.Max.x - 16, middle}}, score,
               {.type = Type::table_strong, .align = Align::right});
  if (told != Word::none)
    draw_text_in(look, list, {{box.Min.x + 32, middle - 2}, {box.Max.x - 16, box.Max.y - 4}},
                 desk.say(told),
                 {.type = Type::small,
                  .colour = told == Word::evaluation_waiting ? look.theme.strong(Tone::warning)
                                                             : look.colours().second_text});
  draw_focus_ring(look, item, 7);
}

// What was written, and whether it was answered; leads to it.
void draw_evaluation_state(const Desk& desk, Id<Department> department) {
  const Look& look = desk.look;
  const Id<Evaluation> last = last_evaluation(desk.plan(), department);
  const Evaluation* evaluation = desk.plan().find(last);
  if (evaluation == nullptr) {
    draw_label(look, desk.say(Word::evaluation_none),
               {.type = Type::small, .colour = look.colours().faint_text});
    return;
  }
  draw_pill(look, evaluation->replied.is_set() ? Tone::good : Tone::warning,
            desk.say(state_word(evaluation)));
  ImGui::SameLine(0, 8);
  if (draw_text_link(look, "evaluation",
                     fmt::format("{} · {}", desk.say(Word::evaluation),
                                 date_text(evaluation->date, look.this_year(), look.language))))
    desk.view.selection.choose(ref(last));
}

}  // namespace

void draw_feedback(const Desk& desk, EvaluationState& state, const ImRect& area) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ScoreRow* row = row_shown(desk, state);
  if (row == nullptr) {
    draw_card_ground(look, list, area);
    const bool has_departments = desk.plan().table<Department>().live_count() > 0;
    if (draw_empty_state(
            look, area, has_departments ? Icon::gauge : Icon::people,
            desk.say(has_departments ? Word::scores_empty : Word::evaluation_no_departments),
            {.id = "begin",
             .label = desk.say(has_departments ? Word::scores_usual : Word::go_people),
             .kind = ButtonKind::primary})) {
      if (has_departments)
        desk.edit_and_tell(add_usual_indicators(desk.open(), desk.session.random()));
      else
        desk.view.page = "people";
    }
    return;
  }
  ImRect departments = area, page = area;
  departments.Max.x = area.Min.x + kDepartmentList;
  page.Min.x = departments.Max.x + kGap;
  draw_card_ground(look, list, departments);
  draw_card_ground(look, list, page);
  draw_line_list("departments", {departments.Min + ImVec2(0, 6), departments.Max - ImVec2(0, 6)},
                 state.card.rows.size(), kDepartmentLine, [&](std::size_t i, const ImRect& box) {
                   draw_department_line(desk, state, state.card.rows[i], box);
                 });
  ImGui::SetCursorScreenPos(page.Min + ImVec2(2, 2));
  ImGui::BeginChild("page", page.GetSize() - ImVec2(4, 4));
  ImGui::SetCursorPos({18, 14});
  ImGui::BeginGroup();
  draw_evaluation_state(desk, desk.plan().table<Department>()[row->department].id);
  ImGui::Dummy({0, 4});
  constexpr float kWidestPage = 760;
  draw_document(desk, state.report, std::min(page.GetWidth() - 48, kWidestPage));
  ImGui::Dummy({0, 16});
  ImGui::EndGroup();
  ImGui::EndChild();
}

}  // namespace tongzhou
