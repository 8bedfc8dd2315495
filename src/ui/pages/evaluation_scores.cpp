#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/evaluation_edits.h"
#include "core/numbers.h"
#include "documents/time_scale.h"
#include "ui/goal_words.h"
#include "ui/pages.h"
#include "ui/pages/evaluation_parts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_list.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/radar.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kScoreRow = 52;
constexpr float kScoreHead = 52;
constexpr float kScoreNames = 116;
constexpr float kScoreSum = 104;
constexpr float kScoreCell = 88;
constexpr float kScorePanel = 300;

Tone tone_of(Light light) {
  switch (light) {
    case Light::none: return Tone::neutral;
    case Light::good: return Tone::good;
    case Light::watch: return Tone::warning;
    case Light::act: return Tone::critical;
  }
  return Tone::neutral;
}

const Indicator& indicator_of(const Desk& desk, Slot slot) {
  return desk.plan().table<Indicator>()[slot].record;
}

// "↑ 12": by how much it got better or worse, as a sign that needs no colour.
std::string change_text(double now, double before) {
  const double change = std::round((now - before) * 10) / 10;
  if (change == 0) return "→";
  return fmt::format("{} {}", change > 0 ? "↑" : "↓", grouped_number(std::abs(change)));
}

void draw_score_cell(const Desk& desk, EvaluationState& state, const ScoreRow& row, std::size_t at,
                     const ImRect& box) {
  const Look& look = desk.look;
  const Slot slot = state.card.indicators[at];
  const Indicator& indicator = indicator_of(desk, slot);
  const ScoreCell& cell = row.cells[at];
  const auto& department = desk.plan().table<Department>()[row.department];
  if (indicator.department && indicator.department != department.id) return;  // not of this one
  const std::string figure =
      cell.value ? value_text(indicator, *cell.value) : std::string(desk.say(Word::score_missing));
  const std::string_view light = desk.say(word_of(cell.light));
  const EvaluationState::Cell here{row.department, slot};
  const bool chosen = state.chosen == here;
  ImGui::PushID(static_cast<int>(at));
  const Item item =
      add_item_at("cell", box,
                  {.role = access::Role::gridcell,
                   .name = fmt::format("{} · {}", department.record.name, indicator.name),
                   .value = fmt::format("{} · {}", figure, light),
                   .state = {.selected = chosen}});
  ImGui::PopID();
  if (item.pressed) {
    state.chosen = chosen ? std::nullopt : std::optional(here);
    desk.view.selection.choose(ref(desk.plan().table<Indicator>()[slot].id));
  }
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImRect inner = box;
  inner.Expand(-3);
  const Tone tone = tone_of(cell.light);
  if (cell.value) list.AddRectFilled(inner.Min, inner.Max, look.theme.soft(tone), 7);
  const float middle = inner.GetCenter().y;
  const float bottom = cell.value ? middle + 3 : inner.Max.y - 4;
  draw_text_in(look, list, {{inner.Min.x + 4, inner.Min.y + 4}, {inner.Max.x - 4, bottom}}, figure,
               {.type = cell.value ? Type::table_strong : Type::small,
                .colour = cell.value ? look.theme.strong(tone) : look.colours().faint_text,
                .align = Align::centre});
  if (cell.value) {
    std::string below(cell.light == Light::none ? std::string_view() : light);
    if (cell.before) below += (below.empty() ? "" : " · ") + change_text(*cell.value, *cell.before);
    draw_text_in(look, list, {{inner.Min.x + 4, middle}, {inner.Max.x - 4, inner.Max.y - 3}}, below,
                 {.type = Type::small, .colour = look.theme.strong(tone), .align = Align::centre});
  }
  if (chosen) list.AddRect(inner.Min, inner.Max, look.colours().accent, 7, 0, 2);
  draw_veil(look, item, 7);
  draw_focus_ring(look, item, 7);
  if (!item.hovered) return;
  std::string detail(desk.say(formula_of(indicator.source)));
  if (cell.before)
    detail += "\n" + desk.say(Word::score_before, {value_text(indicator, *cell.before)});
  draw_tooltip(look, {.text = indicator.name, .detail = detail});
}

// The score of a department; pressing it draws its scores.
void draw_score_sum(const Desk& desk, EvaluationState& state, const ScoreRow& row, int rank,
                    const ImRect& box) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto& department = desk.plan().table<Department>()[row.department];
  std::string text =
      row.score ? fixed_text(*row.score, 0) : std::string(desk.say(Word::score_missing));
  const Item item =
      add_item_at("score", {box.Min + ImVec2(3, 3), box.Max - ImVec2(3, 3)},
                  {.role = access::Role::gridcell,
                   .name = fmt::format("{} · {}", department.record.name, desk.say(Word::score)),
                   .value = text,
                   .state = {.selected = row_shown(desk, state) == &row}});
  if (item.pressed) state.department = department.id;
  draw_veil(look, item, 7);
  draw_focus_ring(look, item, 7);
  if (!row.score) {
    draw_text_in(
        look, list, box, text,
        {.type = Type::small, .colour = look.colours().faint_text, .align = Align::centre});
    return;
  }
  const float middle = box.GetCenter().y;
  if (row.before) text += "  " + change_text(*row.score, *row.before);
  if (rank > 0) text += "  " + desk.say(Word::score_rank_told, {fmt::format("{}", rank)});
  draw_text_in(look, list, {{box.Min.x, middle - 22}, {box.Max.x, middle + 2}}, text,
               {.type = Type::table_strong, .align = Align::centre});
  const float left = box.Min.x + 14, right = box.Max.x - 14, y = middle + 12;
  list.AddRectFilled({left, y - 3}, {right, y + 3}, look.colours().quiet, 3);
  list.AddRectFilled({left, y - 3}, {left + (right - left) * float(*row.score / 100), y + 3},
                     look.colours().accent, 3);
}

// 1 for the best; the same for the same score; 0 for who has none, or where nobody asked.
int rank_of(const EvaluationState& state, const ScoreRow& row) {
  if (!state.ranked || !row.score) return 0;
  return 1 + static_cast<int>(std::ranges::count_if(
                 state.card.rows, [&](const ScoreRow& other) { return other.score > row.score; }));
}

void draw_score_head(const Desk& desk, const EvaluationState& state, ImVec2 top, float cell) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float x = top.x + kScoreNames;
  draw_text_in(
      look, list, {{x, top.y}, {x + kScoreSum, top.y + kScoreHead}}, desk.say(Word::score),
      {.type = Type::small_strong, .colour = look.colours().second_text, .align = Align::centre});
  x += kScoreSum;
  for (std::size_t i = 0; i < state.card.indicators.size(); ++i) {
    const Slot slot = state.card.indicators[i];
    const Indicator& indicator = indicator_of(desk, slot);
    const ImRect box{{x + 2, top.y + 4}, {x + cell - 2, top.y + kScoreHead - 4}};
    ImGui::PushID(static_cast<int>(i));
    const Item item =
        add_item_at("indicator", box, {.role = access::Role::button, .name = indicator.name});
    ImGui::PopID();
    if (item.pressed) desk.view.selection.choose(ref(desk.plan().table<Indicator>()[slot].id));
    draw_veil(look, item, 6);
    draw_focus_ring(look, item, 6);
    const std::string_view name =
        indicator.name.empty() ? desk.say(Word::untitled) : std::string_view(indicator.name);
    draw_text_in(
        look, list, {box.Min, {box.Max.x, box.GetCenter().y + 2}}, name,
        {.type = Type::small_strong, .colour = look.colours().second_text, .align = Align::centre});
    if (indicator.target)
      draw_text_in(
          look, list, {{box.Min.x, box.GetCenter().y}, box.Max},
          desk.say(Word::score_target, {value_text(indicator, *indicator.target)}),
          {.type = Type::small, .colour = look.colours().faint_text, .align = Align::centre});
    x += cell;
  }
}

void draw_score_table(const Desk& desk, EvaluationState& state, const ImRect& card) {
  const Look& look = desk.look;
  draw_card_ground(look, *ImGui::GetWindowDrawList(), card);
  const auto columns = static_cast<float>(std::max<std::size_t>(1, state.card.indicators.size()));
  const float cell = std::clamp(
      std::floor((card.GetWidth() - kScoreNames - kScoreSum - 24) / columns), kScoreCell, 150.0F);
  const float width = kScoreNames + kScoreSum + cell * columns;
  ImGui::SetCursorScreenPos(card.Min + ImVec2(4, 4));
  ImGui::BeginChild("scores", card.GetSize() - ImVec2(8, 8), 0,
                    ImGuiWindowFlags_HorizontalScrollbar);
  const ImVec2 top = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_score_head(desk, state, top, cell);
  const access::Scope scope({.id = ImGui::GetID("grid"),
                             .role = access::Role::grid,
                             .name = std::string(desk.say(Word::evaluation_scores)),
                             .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y},
                             .row_count = static_cast<int>(state.card.rows.size()),
                             .column_count = static_cast<int>(state.card.indicators.size())});
  for (std::size_t i = 0; i < state.card.rows.size(); ++i) {
    const ScoreRow& row = state.card.rows[i];
    const Department& department = desk.plan().table<Department>()[row.department].record;
    const float y = top.y + kScoreHead + kScoreRow * float(i);
    ImGui::PushID(static_cast<int>(row.department));
    const access::Scope line({.id = ImGui::GetID("row"),
                              .role = access::Role::row,
                              .name = department.name,
                              .value = row.score ? fixed_text(*row.score, 0)
                                                 : std::string(desk.say(Word::score_missing)),
                              .rect = {top.x, y, top.x + width, y + kScoreRow},
                              .row = static_cast<int>(i) + 1});
    list.AddLine({top.x + 8, y}, {top.x + width, y}, look.colours().line);
    draw_department_in(look, list, {{top.x + 12, y}, {top.x + kScoreNames - 6, y + kScoreRow}},
                       department.colour, department.name, {.type = Type::table_strong});
    draw_score_sum(desk, state, row, rank_of(state, row),
                   {{top.x + kScoreNames, y}, {top.x + kScoreNames + kScoreSum, y + kScoreRow}});
    for (std::size_t k = 0; k < row.cells.size(); ++k) {
      const float x = top.x + kScoreNames + kScoreSum + cell * float(k);
      draw_score_cell(desk, state, row, k, {{x, y}, {x + cell, y + kScoreRow}});
    }
    ImGui::PopID();
  }
  ImGui::SetCursorScreenPos(top);
  ImGui::Dummy({width, kScoreHead + kScoreRow * float(state.card.rows.size())});
  ImGui::EndChild();
}

const ScoreCell* find_chosen(const EvaluationState& state) {
  if (!state.chosen) return nullptr;
  const auto column = std::ranges::find(state.card.indicators, state.chosen->indicator);
  const auto row =
      std::ranges::find(state.card.rows, state.chosen->department, &ScoreRow::department);
  if (column == state.card.indicators.end() || row == state.card.rows.end()) return nullptr;
  return &row->cells[static_cast<std::size_t>(column - state.card.indicators.begin())];
}

// The scores of a department by indicator beside the average of all.
void draw_score_radar(const Desk& desk, const EvaluationState& state, const ImRect& box) {
  const Look& look = desk.look;
  const ScoreRow* row = row_shown(desk, state);
  if (row == nullptr) return;
  std::vector<RadarSpoke> spokes;
  for (std::size_t i = 0; i < row->cells.size(); ++i) {
    double sum = 0;
    int count = 0;
    for (const ScoreRow& other : state.card.rows)
      if (other.cells[i].score) {
        sum += *other.cells[i].score;
        ++count;
      }
    if (count == 0) continue;
    RadarSpoke& spoke = spokes.emplace_back();
    spoke.name = indicator_of(desk, state.card.indicators[i]).name;
    if (row->cells[i].score) spoke.value = *row->cells[i].score / 100;
    spoke.other = sum / count / 100;
  }
  const std::string& name = desk.plan().table<Department>()[row->department].record.name;
  ImGui::SetCursorScreenPos(box.Min + ImVec2(16, 12));
  draw_heading(look, fmt::format("{} · {}", desk.say(Word::score_radar), name), Type::table_strong,
               3);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // Where there is little height what the lines mean stands beside.
  const bool is_flat = box.GetHeight() < 220;
  const ImVec2 foot = is_flat ? ImVec2(4, 4) : ImVec2(10, 24);
  draw_radar(look, list, {box.Min + ImVec2(is_flat ? 80.0F : 10.0F, 34), box.Max - foot}, spokes);
  const auto key = [&](ImVec2 at, ImU32 ink, std::string_view text) {
    list.AddLine(at, at + ImVec2(16, 0), ink, 2);
    draw_text_in(look, list, {at + ImVec2(22, -10), {box.Max.x - 8, at.y + 10}}, text,
                 {.type = Type::small, .colour = look.colours().second_text});
  };
  const ImVec2 first{box.Min.x + 16, box.Max.y - (is_flat ? 36.0F : 12.0F)};
  key(first, look.colours().accent, name);
  key(is_flat ? first + ImVec2(0, 20) : ImVec2(box.GetCenter().x, first.y),
      look.colours().faint_text, desk.say(Word::score_average));
  std::string told;
  for (const RadarSpoke& spoke : spokes)
    told +=
        fmt::format("{} {}; ", spoke.name, spoke.value ? fixed_text(*spoke.value * 100, 0) : "–");
  access::describe({.id = ImGui::GetID("radar"),
                    .role = access::Role::note,
                    .name = fmt::format("{} · {}", desk.say(Word::score_radar), name),
                    .value = told,
                    .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y}});
}

// The records behind the figure chosen.
void draw_score_panel(const Desk& desk, const EvaluationState& state, ImRect panel) {
  const Look& look = desk.look;
  draw_card_ground(look, *ImGui::GetWindowDrawList(), panel);
  constexpr float kRadar = 250;
  if (state.card.indicators.size() >= 3 && panel.GetHeight() > 1.6F * kRadar) {
    draw_score_radar(desk, state, {panel.Min, {panel.Max.x, panel.Min.y + kRadar}});
    panel.Min.y += kRadar;
  } else if (state.card.indicators.size() >= 3 && panel.GetWidth() > 2 * kRadar) {
    const float width = std::min(1.3F * kRadar, panel.GetWidth() / 2);
    draw_score_radar(desk, state, {{panel.Max.x - width, panel.Min.y}, panel.Max});
    panel.Max.x -= width;
  }
  ImGui::SetCursorScreenPos(panel.Min + ImVec2(16, 12));
  ImGui::BeginGroup();
  const ScoreCell* cell = find_chosen(state);
  const TextLook quiet{.type = Type::table, .colour = look.colours().second_text};
  const float width = panel.GetWidth() - 32;
  draw_heading(look, desk.say(Word::score_behind), Type::table_strong, 3);
  ImGui::Dummy({0, 4});
  if (cell == nullptr) {
    draw_paragraph(look, desk.say(Word::score_pick), quiet, width);
    ImGui::EndGroup();
    return;
  }
  const Indicator& indicator = indicator_of(desk, state.chosen->indicator);
  draw_paragraph(look, desk.say(formula_of(indicator.source)), quiet, width);
  draw_label(look,
             desk.say(Word::from_to, {date_text(state.of.first, look.this_year(), look.language),
                                      date_text(state.of.last, look.this_year(), look.language)}),
             {.type = Type::small, .colour = look.colours().faint_text}, width);
  draw_paragraph(look,
                 cell->records.empty()
                     ? std::string(desk.say(Word::score_none_behind))
                     : desk.say(Word::score_from, {fmt::format("{}", cell->records.size())}),
                 quiet, width);
  ImGui::EndGroup();
  const float top = ImGui::GetCursorScreenPos().y + 4;
  draw_line_list("behind", {{panel.Min.x, top}, panel.Max - ImVec2(0, 8)}, cell->records.size(), 30,
                 [&](std::size_t i, const ImRect& box) {
                   const AnyRef record = cell->records[i];
                   std::string name = desk.plan().name_of(record);
                   if (name.empty()) name = desk.say(word_of(record.kind));
                   const Item item =
                       add_item_at("record", {box.Min + ImVec2(6, 1), box.Max - ImVec2(6, 1)},
                                   {.role = access::Role::button, .name = name});
                   if (item.pressed) show_record(desk, record);
                   draw_veil(look, item, 6);
                   draw_text_in(look, *ImGui::GetWindowDrawList(),
                                {box.Min + ImVec2(16, 0), box.Max - ImVec2(12, 0)}, name,
                                {.type = Type::table});
                   draw_focus_ring(look, item, 6);
                 });
}

}  // namespace

void draw_scorecard(const Desk& desk, EvaluationState& state, const ImRect& area) {
  if (state.card.indicators.empty()) {
    draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
    if (draw_empty_state(
            desk.look, area, Icon::load, desk.say(Word::scores_empty),
            {.id = "usual", .label = desk.say(Word::scores_usual), .kind = ButtonKind::primary}))
      desk.edit_and_tell(add_usual_indicators(desk.open(), desk.session.random()));
    return;
  }
  ImRect card = area, panel = area;
  if (area.GetWidth() > 3 * kScorePanel) {
    panel.Min.x = area.Max.x - kScorePanel;
    card.Max.x = panel.Min.x - kGap;
  } else {
    card.Max.y = area.Min.y + area.GetHeight() * 0.64F;
    panel.Min.y = card.Max.y + kGap;
  }
  draw_score_table(desk, state, card);
  draw_score_panel(desk, state, panel);
}

}  // namespace tongzhou
