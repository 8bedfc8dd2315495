#include "ui/pages/load_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "documents/time_scale.h"
#include "ui/pages.h"
#include "ui/pages/page_parts.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {

std::string some_people(double number) { return number_text(std::round(number * 10) / 10); }

static std::string heat_date(const Desk& desk, Day day) {
  return date_text(day, desk.look.this_year(), desk.look.language);
}
std::string heat_dates(const Desk& desk, Day from, Day to) {
  if (to - from <= 1) return day_text(from, desk.look.this_year(), desk.look.language);
  return desk.say(Word::from_to, {heat_date(desk, from), heat_date(desk, to - 1)});
}

HeatLevel level_of(const Desk& desk, const PoolLoad& pool, Day from, Day to) {
  const Load load = pool.between(from, to);
  if (load.needed <= 0 && load.minutes <= 0) return {};
  const double minutes = load.minutes > 0 ? load.minutes : desk.plan().info().minutes_per_day;
  return {load.needed / minutes, load.capacity / minutes, load.is_over()};
}

std::string level_words(const Desk& desk, const HeatLevel& level) {
  if (level.is_over)
    return desk.say(Word::load_too_much, {some_people(level.needed), some_people(level.there),
                                          some_people(level.needed - level.there)});
  return desk.say(Word::load_level, {some_people(level.needed), some_people(level.there)});
}

HeatRow row_of(const Desk& desk, int index) {
  const LoadTable& load = desk.open().load();
  const auto place = static_cast<std::size_t>(index);
  const auto& departments = desk.plan().table<Department>();
  if (place < load.departments.size()) {
    const PoolLoad& pool = load.departments[place];
    const auto& entry = departments[pool.slot()];
    return {&pool, ref(entry.id), entry.record.name, entry.record.colour};
  }
  const PoolLoad& pool = load.persons[place - load.departments.size()];
  const auto& entry = desk.plan().table<Person>()[pool.slot()];
  const Department* of = desk.plan().find(entry.record.department);
  return {&pool, ref(entry.id), entry.record.name, of != nullptr ? of->colour : -1};
}

int row_count(const Desk& desk) {
  const LoadTable& load = desk.open().load();
  return static_cast<int>(load.departments.size() + load.persons.size());
}

std::optional<HeatRow> find_heat_row(const Desk& desk, AnyRef of) {
  for (int i = 0; i < row_count(desk); ++i)
    if (const HeatRow row = row_of(desk, i); row.of == of) return row;
  return std::nullopt;
}

void choose(LoadState& state, std::optional<LoadState::Chosen> chosen) {
  state.chosen = chosen;
  state.is_told = false;
}

namespace {

constexpr float kHeatCellHeight = 30;
constexpr float kHeatNames = 190;
constexpr float kHeatPanel = 330;
constexpr float kScrollbarRoom = 14;
constexpr float kProfile = 190;

struct HeatUnit {
  TimeUnit unit;
  float width;  // of a cell
};
constexpr std::array kHeatUnits{HeatUnit{TimeUnit::day, 34}, HeatUnit{TimeUnit::week, 46},
                                HeatUnit{TimeUnit::month, 58}};
const HeatUnit& unit_of(const LoadState& state) {
  return kHeatUnits[static_cast<std::size_t>(state.unit)];
}

// How large cells are: they take the room there is, within limits.
struct HeatGrid {
  float width, height;
};
HeatGrid grid_of(const LoadState& state, int rows, ImVec2 room) {
  const float least = unit_of(state).width;
  const auto columns = static_cast<float>(std::max<std::size_t>(1, state.columns.size()));
  return {std::clamp(std::floor(room.x / columns), least, least * 1.8F),
          std::clamp(std::floor(room.y / static_cast<float>(std::max(1, rows))), kHeatCellHeight,
                     kHeatCellHeight * 1.4F)};
}

std::vector<LoadState::Column> heat_columns(const LoadTable& load, TimeUnit unit) {
  std::vector<LoadState::Column> columns;
  for (Instant at = floor_to(unit, start_of(load.first)); day_of(at) <= load.last;) {
    const Instant next = step_by(unit, 1, at);
    columns.push_back({day_of(at), day_of(next)});
    at = next;
  }
  return columns;
}

// Whose cell is chosen, and how much he has to do.
void tell_chosen(const Desk& desk, LoadState& state) {
  const OpenPlan& open = desk.open();
  state.is_told = true;
  state.causes.clear();
  state.profile.clear();
  if (row_count(desk) == 0) return;
  if (state.chosen)
    state.causes = find_load_causes(open.plan(), open.schedule(), open.calendars(),
                                    state.chosen->of, state.chosen->from, state.chosen->to);
  state.profile_of = state.chosen              ? state.chosen->of
                     : state.overloads.empty() ? row_of(desk, 0).of
                                               : state.overloads.front().of;
  const std::optional<HeatRow> row = find_heat_row(desk, state.profile_of);
  for (const auto& [from, to] : state.columns)
    state.profile.push_back(level_of(desk, *row->load, from, to));
}

void refresh(const Desk& desk, LoadState& state) {
  const OpenPlan& open = desk.open();
  const std::uint64_t number = desk.session.open_number(), revision = open.plan().revision();
  if (state.open_number != number) choose(state, {});
  if (state.open_number != number || state.revision != revision) {
    state.overloads = find_overloads(open.plan(), open.load());
    if (state.chosen && !find_heat_row(desk, state.chosen->of)) state.chosen.reset();
    state.made_unit = -1;
  }
  if (state.made_unit != state.unit) {
    state.columns = heat_columns(open.load(), unit_of(state).unit);
    state.is_told = false;
  }
  state.open_number = number;
  state.revision = revision;
  state.made_unit = state.unit;
  if (!state.is_told) tell_chosen(desk, state);
}

// --- The map -------------------------------------------------------------------------------------

struct HeatPaint {
  ImU32 ground = 0, ink = 0;
};
HeatPaint paint_of(const Look& look, const HeatLevel& level) {
  const Colours& c = look.colours();
  if (level.needed <= 0.005) return {0, c.faint_text};
  if (level.is_over) {
    const double excess = level.there > 0 ? level.needed / level.there - 1 : 1;
    const ImU32 ground =
        blend(c.critical_soft, c.critical, 0.45F + 0.55F * std::min(1.0F, float(excess)));
    return {ground, contrast(ground, c.text) > contrast(ground, c.surface) ? c.text : c.surface};
  }
  const double share = level.there > 0 ? level.needed / level.there : 0;
  const ImU32 ground = blend(c.surface, c.accent, 0.08F + 0.34F * float(share));
  return {ground, c.text};
}

bool has_day_over(const PoolLoad& pool, Day from, Day to) {
  for (Day day = from; day < to; day = day + 1)
    if (pool.between(day, day + 1).is_over()) return true;
  return false;
}

void draw_cell(const Desk& desk, LoadState& state, const HeatRow& row, std::size_t column,
               const ImRect& box) {
  const Look& look = desk.look;
  const auto [from, to] = state.columns[column];
  const HeatLevel level = level_of(desk, *row.load, from, to);
  const bool chosen = state.chosen && state.chosen->of == row.of && state.chosen->from < to &&
                      state.chosen->to > from;
  const std::string when = heat_dates(desk, from, to);
  const std::string words = level_words(desk, level);
  ImGui::PushID(static_cast<int>(column));
  const Item item = add_item_at("cell", box,
                                {.role = access::Role::gridcell,
                                 .name = when,
                                 .value = words,
                                 .state = {.selected = chosen}});
  ImGui::PopID();
  if (item.pressed) {
    const LoadState::Chosen pressed{row.of, from, to};
    choose(state, state.chosen == pressed ? std::nullopt : std::optional(pressed));
  }
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImRect inner = box;
  inner.Expand(-1);
  const HeatPaint paint = paint_of(look, level);
  if (paint.ground != 0) {
    list.AddRectFilled(inner.Min, inner.Max, paint.ground, 4);
    std::string text = some_people(level.needed);
    if (level.is_over) text += "/" + some_people(level.there);
    if (text_width(look, Type::small, text) <= inner.GetWidth())
      draw_text_in(look, list, inner, text,
                   {.type = level.is_over ? Type::small_strong : Type::small,
                    .colour = paint.ink,
                    .align = Align::centre});
  }
  const bool hidden = level.needed > 0.005 && !level.is_over && has_day_over(*row.load, from, to);
  if (hidden)
    list.AddTriangleFilled({inner.Max.x - 8, inner.Min.y}, {inner.Max.x, inner.Min.y},
                           {inner.Max.x, inner.Min.y + 8}, look.colours().critical);
  if (chosen) list.AddRect(inner.Min, inner.Max, look.colours().accent, 4, 0, 2);
  draw_veil(look, item, 4);
  draw_focus_ring(look, item, 4);
  if (!item.hovered) return;
  const std::string head = fmt::format("{} · {}", row.name, when);
  const std::string detail =
      hidden ? words + "\n" + std::string(desk.say(Word::load_some_days)) : words;
  draw_tooltip(look, {.text = head, .detail = detail});
}

void draw_heat_head(const Desk& desk, const LoadState& state, const ImRect& box, float scroll,
                    float width) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect(box.Min, box.Max, true);
  const bool by_month = unit_of(state).unit == TimeUnit::month;
  const auto group_of = [&](std::size_t column) {
    const auto civil = to_civil(state.columns[column].first);
    return by_month ? int(civil.year()) : int(unsigned(civil.month()));
  };
  const auto first = static_cast<std::size_t>(scroll / width);
  float free_from = box.Min.x;
  for (std::size_t i = first; i < state.columns.size(); ++i) {
    const float x = box.Min.x + width * float(i) - scroll;
    if (x > box.Max.x) break;
    const auto civil = to_civil(state.columns[i].first);
    const bool begins = i == first || group_of(i) != group_of(i - 1);
    if (begins) {
      const std::string label = by_month ? fmt::format("{}", int(civil.year()))
                                         : month_text(state.columns[i].first, look.language);
      const float left = std::max(x, box.Min.x) + 3;
      if (left >= free_from)
        draw_text_at(look, list, {left, box.Min.y + 14}, label,
                     {.type = Type::small_strong, .colour = look.colours().second_text});
      free_from = left + text_width(look, Type::small_strong, label) + 6;
    }
    const std::string fine = by_month ? month_text(state.columns[i].first, look.language)
                                      : fmt::format("{}", unsigned(civil.day()));
    const bool now = look.today >= state.columns[i].first && look.today < state.columns[i].end;
    draw_text_in(look, list, {{x, box.Min.y + 24}, {x + width, box.Max.y - 2}}, fine,
                 {.type = now ? Type::small_strong : Type::small,
                  .colour = now ? look.colours().accent : look.colours().faint_text,
                  .align = Align::centre});
  }
  list.PopClipRect();
}

void draw_heat_names(const Desk& desk, const ImRect& box, float scroll, float height) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect(box.Min, box.Max, true);
  for (int i = static_cast<int>(scroll / height); i < row_count(desk); ++i) {
    const float top = box.Min.y + height * float(i) - scroll;
    if (top > box.Max.y) break;
    const HeatRow row = row_of(desk, i);
    const bool person = row.of.kind == Kind::person;
    const ImRect line{{box.Min.x + (person ? 28 : 16), top}, {box.Max.x - 8, top + height}};
    const TextLook style{.type = person ? Type::table : Type::table_strong,
                         .colour = person ? look.colours().second_text : 0};
    if (row.colour >= 0)
      draw_department_in(look, list, line, row.colour, row.name, style);
    else
      draw_text_in(look, list, line, row.name, style);
  }
  list.PopClipRect();
}

void draw_heat_row(const Desk& desk, LoadState& state, int index, ImVec2 corner,
                   const HeatGrid& grid, float from, float to) {
  const HeatRow row = row_of(desk, index);
  ImGui::PushID(index);
  const access::Scope scope(
      {.id = ImGui::GetID("row"),
       .role = access::Role::row,
       .name = std::string(row.name),
       .rect = {corner.x + from, corner.y, corner.x + to, corner.y + grid.height},
       .row = index + 1});
  const auto first = static_cast<std::size_t>(std::max(0.0F, std::floor(from / grid.width) - 1));
  const auto end =
      std::min(state.columns.size(), static_cast<std::size_t>(std::max(0.0F, to / grid.width)) + 2);
  for (std::size_t column = first; column < end; ++column) {
    const ImVec2 at = corner + ImVec2(grid.width * float(column), 0);
    draw_cell(desk, state, row, column, {at, at + ImVec2(grid.width, grid.height)});
  }
  ImGui::PopID();
}

// What one needs, over what there is, in the columns of the map.
void draw_profile(const Desk& desk, const LoadState& state, const ImRect& names,
                  const ImRect& chart, float scroll, float width) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const HeatRow row = *find_heat_row(desk, state.profile_of);
  const std::vector<HeatLevel>& levels = state.profile;
  double most = 1;
  for (const HeatLevel& level : levels) most = std::max({most, level.needed, level.there});
  const float floor = chart.Max.y - 10, room = chart.GetHeight() - 26;
  const auto y_of = [&](double people) { return floor - room * float(people / most); };
  list.AddLine({names.Min.x, chart.Min.y}, {chart.Max.x, chart.Min.y}, c.line);
  draw_text_in(look, list, {names.Min + ImVec2(16, 12), {names.Max.x - 8, names.Min.y + 34}},
               row.name, {.type = Type::table_strong});
  draw_text_in(look, list, {names.Min + ImVec2(16, 34), {names.Max.x - 8, names.Min.y + 54}},
               desk.say(Word::load_profile), {.type = Type::small, .colour = c.second_text});
  // The numbers of the worst column and of what there is in it.
  const auto worst = std::ranges::max_element(levels, {}, [](const HeatLevel& level) {
    return std::max(level.needed - level.there, level.there / 1e6);
  });
  const auto mark = [&](double people, ImU32 colour) {
    const float y = y_of(people);
    draw_text_in(look, list, {{names.Min.x, y - 9}, {names.Max.x - 8, y + 9}}, some_people(people),
                 {.type = Type::small, .colour = colour, .align = Align::right});
  };
  mark(worst->there, c.second_text);
  if (worst->is_over) mark(worst->needed, look.theme.strong(Tone::critical));
  list.PushClipRect(chart.Min, chart.Max, true);
  list.AddLine({chart.Min.x, floor}, {chart.Max.x, floor}, c.line);
  const ImU32 over = blend(c.surface, c.critical, 0.75F);
  const ImU32 calm = row.colour >= 0 ? blend(c.surface, department_colour(look, row.colour), 0.6F)
                                     : blend(c.surface, c.accent, 0.6F);
  for (auto i = static_cast<std::size_t>(scroll / width); i < levels.size(); ++i) {
    const HeatLevel& level = levels[i];
    const float left = chart.Min.x + width * float(i) - scroll, right = left + width;
    if (left > chart.Max.x) break;
    const float there = y_of(level.there);
    const double within = level.is_over ? level.there : level.needed;
    if (within > 0) list.AddRectFilled({left + 2, y_of(within)}, {right - 2, floor}, calm);
    if (level.is_over) list.AddRectFilled({left + 2, y_of(level.needed)}, {right - 2, there}, over);
    if (i > 0) list.AddLine({left, y_of(levels[i - 1].there)}, {left, there}, c.text, 1.5F);
    list.AddLine({left, there}, {right, there}, c.text, 1.5F);
  }
  list.PopClipRect();
}

void draw_map(const Desk& desk, LoadState& state, ImRect card) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const int rows = row_count(desk);
  const float names = std::min(kHeatNames, card.GetWidth() * 0.34F);
  const bool has_profile = card.GetHeight() > kHeatHead + 3 * kHeatCellHeight + kProfile;
  ImRect cells{card.Min + ImVec2(names, kHeatHead),
               card.Max - ImVec2(6, has_profile ? kProfile : 6)};
  const HeatGrid grid =
      grid_of(state, rows, cells.GetSize() - ImVec2(kScrollbarRoom, kScrollbarRoom));
  cells.Max.y = std::min(cells.Max.y, cells.Min.y + grid.height * float(rows) + kScrollbarRoom);
  if (has_profile) card.Max.y = cells.Max.y + kProfile;
  draw_card_ground(look, list, card);
  ImGui::SetCursorScreenPos(cells.Min);
  ImGui::BeginChild("cells", cells.GetSize(), 0, ImGuiWindowFlags_HorizontalScrollbar);
  if (state.reveal) {
    const int days = std::max(0, *state.reveal - state.columns.front().first);
    const int each = state.columns.front().end - state.columns.front().first;
    ImGui::SetScrollX(grid.width * std::max(0.0F, float(days) / float(each) - 2));
    state.reveal.reset();
  }
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const float left = ImGui::GetScrollX(), down = ImGui::GetScrollY();
  {
    const access::Scope scope({.id = ImGui::GetID("map"),
                               .role = access::Role::grid,
                               .name = std::string(desk.say(Word::load_map)),
                               .rect = {cells.Min.x, cells.Min.y, cells.Max.x, cells.Max.y},
                               .row_count = rows,
                               .column_count = static_cast<int>(state.columns.size())});
    const int first = std::max(0, static_cast<int>(down / grid.height) - 1);
    const int end = std::min(rows, static_cast<int>((down + cells.GetHeight()) / grid.height) + 2);
    for (int i = first; i < end; ++i)
      draw_heat_row(desk, state, i, top + ImVec2(0, grid.height * float(i)), grid, left,
                    left + cells.GetWidth());
  }
  ImGui::SetCursorScreenPos(top);
  ImGui::Dummy({grid.width * float(state.columns.size()), grid.height * float(rows)});
  ImGui::EndChild();
  draw_heat_head(desk, state, {{cells.Min.x, card.Min.y}, {cells.Max.x, cells.Min.y}}, left,
                 grid.width);
  draw_heat_names(desk, {{card.Min.x, cells.Min.y}, {cells.Min.x, cells.Max.y - kScrollbarRoom}},
                  down, grid.height);
  list.AddLine({card.Min.x, cells.Min.y - 1}, {card.Max.x, cells.Min.y - 1}, look.colours().line);
  if (has_profile)
    draw_profile(desk, state, {{card.Min.x, cells.Max.y + 4}, {cells.Min.x, card.Max.y}},
                 {{cells.Min.x, cells.Max.y + 4}, {cells.Max.x, card.Max.y - 6}}, left, grid.width);
}

void draw_load_head(const Desk& desk, LoadState& state) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float width = ImGui::GetContentRegionAvail().x;
  const std::array units{desk.say(Word::load_day), desk.say(Word::load_week),
                         desk.say(Word::load_month)};
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::title)) / 2);
  draw_heading(look, desk.say(Word::load_title), Type::title, 2);
  ImGui::SameLine(0, 16);
  ImGui::SetCursorPosY(top);
  state.unit = draw_segments(look, "unit", desk.say(Word::load_unit), units, state.unit);
  ImGui::SameLine(0, 16);
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2 + 1);
  draw_label(look, desk.say(Word::load_purpose),
             {.type = Type::table, .colour = look.colours().second_text},
             std::max(40.0F, left + width - ImGui::GetCursorPosX()));
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

}  // namespace

void draw_load_page(const Desk& desk, LoadState& state) {
  draw_page_parts(desk);
  draw_load_head(desk, state);
  refresh(desk, state);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect area{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  if (row_count(desk) == 0) {
    draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
    if (draw_empty_state(desk.look, area, Icon::people, desk.say(Word::load_no_departments),
                         {.id = "people", .label = desk.say(Word::go_people)}))
      desk.view.page = "people";
    return;
  }
  const bool beside = area.GetWidth() > 2 * kHeatPanel + 120;
  ImRect map = area, panel = area;
  if (beside) {
    panel.Min.x = area.Max.x - kHeatPanel;
    map.Max.x = panel.Min.x - kGap;
  } else {
    map.Max.y = area.Min.y + area.GetHeight() * 0.5F;
    panel.Min.y = map.Max.y + kGap;
  }
  draw_map(desk, state, map);
  if (!state.is_told) tell_chosen(desk, state);
  draw_load_panel(desk, state, panel);
  continue_at({area.Min.x, area.Max.y});
}

}  // namespace tongzhou
