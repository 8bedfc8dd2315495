#include "ui/pages/scenarios.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "core/sorting.h"
#include "ui/pages.h"
#include "ui/pages/page_parts.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_list.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kFactsLine = 32;
constexpr float kFactsHead = 84;
constexpr float kFactsLabel = 190;
constexpr float kFactsColumn = 214;
constexpr float kMoveLine = 32;
constexpr std::size_t kMostRecords = 200;
constexpr std::size_t kMostEdits = 8;  // of a record

using Column = ScenariosState::Column;
using Fact = ScenariosState::Fact;

// The open plan, or a copy that was read; null until then.
const OpenPlan* member(const Desk& desk, AnyId plan) {
  if (plan == desk.plan().id()) return &desk.open();
  return desk.session.scenario_copies().find(plan);
}

std::string fact_date(const Desk& desk, Instant at) {
  return at.is_set() ? day_text(day_of(at), desk.look.this_year(), desk.look.language) : "–";
}

Fact date_fact(const Desk& desk, Instant at, Instant of_plan) {
  Fact fact{fact_date(desk, at), {}, 0};
  if (!at.is_set() || !of_plan.is_set()) return fact;
  const int days = day_of(at) - day_of(of_plan);
  if (days != 0)
    fact.more =
        (days > 0 ? "+" : "−") + desk.say(Word::length_days, {fmt::format("{}", std::abs(days))});
  fact.worse = days;
  return fact;
}

Fact number_fact(std::string text, double number, double of_plan) {
  Fact fact{std::move(text), {}, number - of_plan};
  const double by = std::round((number - of_plan) * 10) / 10;
  if (by != 0) fact.more = (by > 0 ? "+" : "−") + number_text(std::abs(by));
  return fact;
}

std::string person_days(const Desk& desk, double days) {
  return desk.say(Word::some_person_days, {number_text(std::round(days * 10) / 10)});
}

std::vector<ScenariosState::Line> fact_lines(const Desk& desk, const std::vector<Column>& columns) {
  std::vector<ScenariosState::Line> lines;
  if (!columns.front().is_read) return lines;
  const ScenarioFacts& base = columns.front().facts;
  const auto add = [&](std::string_view label, auto&& tell) {
    ScenariosState::Line& line = lines.emplace_back(std::string(label));
    for (const Column& column : columns)
      line.facts.push_back(column.is_read ? tell(column.facts, column) : Fact{});
  };
  add(desk.say(Word::scenario_finish), [&](const ScenarioFacts& facts, const Column&) {
    return date_fact(desk, facts.finish, base.finish);
  });
  add(desk.say(Word::scenario_missed), [&](const ScenarioFacts& facts, const Column&) {
    return number_fact(fmt::format("{}", facts.missed), double(facts.missed), double(base.missed));
  });
  add(desk.say(Word::scenario_too_much), [&](const ScenarioFacts& facts, const Column&) {
    return number_fact(person_days(desk, facts.days_too_much), facts.days_too_much,
                       base.days_too_much);
  });
  add(desk.say(Word::scenario_work), [&](const ScenarioFacts& facts, const Column&) {
    return number_fact(person_days(desk, facts.person_days), facts.person_days, base.person_days);
  });
  add(desk.say(Word::scenario_changes), [&](const ScenarioFacts&, const Column& column) {
    const bool is_plan = &column == &columns.front();
    return Fact{is_plan
                    ? "–"
                    : desk.say(Word::scenario_changes_count, {fmt::format("{}", column.changes)})};
  });
  std::vector<std::map<Id<Task>, Instant>> milestones;
  for (const Column& column : columns) {
    auto& dates = milestones.emplace_back();
    for (const auto& [task, at] : column.facts.milestones) dates.emplace(task, at);
  }
  const Plan& plan = member(desk, columns.front().plan)->plan();
  for (const auto& [task, date] : base.milestones)
    add(plan.name_of(ref(task)), [&](const ScenarioFacts&, const Column& column) {
      const auto& dates = milestones[static_cast<std::size_t>(&column - columns.data())];
      const auto at = dates.find(task);
      return date_fact(desk, at != dates.end() ? at->second : Instant{}, date);
    });
  return lines;
}

void tell_chosen(const Desk& desk, ScenariosState& state) {
  state.told = state.chosen;
  state.changes.clear();
  state.moves.clear();
  if (state.columns.empty() || !state.chosen) return;
  const OpenPlan* plan = member(desk, state.columns.front().plan);
  const OpenPlan* scenario = member(desk, state.chosen);
  if (plan == nullptr || scenario == nullptr) return;
  state.changes = by_record(desk.look.language, scenario->plan(),
                            find_scenario_edits(plan->plan(), scenario->plan()).edits);
  state.moves = find_scenario_moves(*plan, *scenario);
}

void refresh(const Desk& desk, ScenariosState& state) {
  const Session& session = desk.session;
  if (state.open_number != session.open_number()) state.chosen = {};
  if (state.open_number == session.open_number() && state.revision == desk.plan().revision() &&
      state.copies == session.scenario_copies().revision() &&
      state.stored == session.stored_plans().size() && state.language == desk.look.language)
    return;
  state.language = desk.look.language;
  state.open_number = session.open_number();
  state.revision = desk.plan().revision();
  state.copies = session.scenario_copies().revision();
  state.stored = session.stored_plans().size();
  const AnyId family = family_of(desk.plan());
  state.columns.clear();
  for (const StoredPlan& about : session.stored_plans())
    if (about.plan == family || about.scenario_of == family)
      state.columns.push_back({.plan = about.plan, .title = about.title});
  sort_stably(state.columns, [&](const Column& a, const Column& b) {
    if ((a.plan == family) != (b.plan == family)) return a.plan == family;
    return a.title != b.title ? a.title < b.title : a.plan < b.plan;
  });
  // Whose scenarios they are may be kept elsewhere: then there is nothing to compare with.
  if (!state.columns.empty() && state.columns.front().plan != family) state.columns.clear();
  const OpenPlan* plan = member(desk, family);
  for (Column& column : state.columns) {
    const OpenPlan* copy = member(desk, column.plan);
    if (copy == nullptr) continue;
    column.is_read = true;
    column.facts = describe_scenario(*copy);
    column.title = copy->plan().info().title;
    if (plan == nullptr || copy == plan) continue;
    const ScenarioEdits edits = find_scenario_edits(plan->plan(), copy->plan());
    column.changes = edits.edits.size();
    column.overwrites = edits.overwrites;
  }
  const auto is_chosen = [&](const Column& column) { return column.plan == state.chosen; };
  if (std::ranges::none_of(state.columns, is_chosen)) state.chosen = {};
  if (!state.chosen && desk.plan().id() != family) state.chosen = desk.plan().id();
  if (!state.chosen && state.columns.size() > 1) state.chosen = state.columns[1].plan;
  state.lines.clear();
  if (!state.columns.empty()) state.lines = fact_lines(desk, state.columns);
  tell_chosen(desk, state);
}

// --- The facts side by side ----------------------------------------------------------------------

// The name of a member, whether it is open, and what can be done with it.
void draw_member_head(const Desk& desk, ScenariosState& state, const Column& column,
                      const ImRect& box) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool is_plan = &column == state.columns.data();
  const bool is_open = column.plan == desk.plan().id();
  const Item item =
      add_item_at("member", {box.Min, {box.Max.x - 6, box.Min.y + 44}},
                  {.role = access::Role::button,
                   .name = column.title,
                   .value = desk.say(is_open ? Word::scenario_open_now : Word::scenario_open),
                   .state = {.selected = column.plan == state.chosen}});
  if (item.pressed && !is_plan) state.chosen = column.plan;
  draw_veil(look, item, 6);
  draw_icon_sized(list, is_plan ? Icon::plan : Icon::branch, {box.Min.x + 14, box.Min.y + 14}, 16,
                  is_plan ? look.colours().second_text : look.colours().accent);
  const ImRect name{{box.Min.x + 28, box.Min.y + 4}, {box.Max.x - 14, box.Min.y + 25}};
  if (draw_text_in(look, list, name, column.title, {.type = Type::table_strong}) == Fit::cut &&
      item.hovered)
    draw_tooltip(look, {.text = column.title});
  const Word state_word = !column.is_read ? Word::scenario_reading
                          : is_plan       ? Word::scenario_plan
                                          : Word::scenario_pill;
  std::string state_text(desk.say(state_word));
  if (is_open) state_text += " · " + std::string(desk.say(Word::scenario_open_now));
  draw_text_in(look, list, {{box.Min.x + 28, box.Min.y + 23}, {box.Max.x - 14, box.Min.y + 42}},
               state_text,
               {.type = Type::small,
                .colour = is_open ? look.colours().accent : look.colours().second_text});
  draw_focus_ring(look, item, 6);
  float x = box.Min.x + 4;
  const auto button = [&](const ButtonSpec& spec, std::string_view command) {
    ImGui::SetCursorScreenPos({x, box.Min.y + 46});
    x += button_width(look, spec) + 4;
    if (draw_button(look, spec)) desk.commands.run(command, column.plan);
  };
  if (!is_open)
    button({.id = "open", .label = desk.say(Word::scenario_open), .kind = ButtonKind::quiet},
           "plan_open");
  if (is_plan) return;
  button({.id = "adopt",
          .label = desk.say(Word::scenario_adopt),
          .tip = desk.say(Word::command_scenario_adopt_help),
          .enabled = column.changes > 0},
         "scenario_adopt");
  button({.id = "discard",
          .icon = Icon::trash,
          .kind = ButtonKind::quiet,
          .tip = desk.say(Word::command_scenario_discard)},
         "scenario_discard");
}

void draw_fact(const Desk& desk, const Fact& fact, bool is_plan, const ImRect& box) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = box.Min.x + 14;
  draw_text_in(look, list, {{left, box.Min.y}, {box.Max.x - 8, box.Max.y}}, fact.text,
               {.type = is_plan ? Type::table : Type::table_strong});
  if (is_plan || fact.more.empty()) return;
  const float from = left + text_width(look, Type::table_strong, fact.text) + 8;
  draw_text_in(look, list, {{from, box.Min.y}, {box.Max.x - 8, box.Max.y}}, fact.more,
               {.type = Type::small_strong,
                .colour = look.theme.strong(fact.worse > 0 ? Tone::critical : Tone::good)});
}

void draw_facts(const Desk& desk, ScenariosState& state, const ImRect& card) {
  const Look& look = desk.look;
  draw_card_ground(look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(1, 6));
  ImGui::BeginChild("facts", card.GetSize() - ImVec2(2, 12), 0,
                    ImGuiWindowFlags_HorizontalScrollbar);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const float width = kFactsLabel + kFactsColumn * float(state.columns.size());
  const float across = std::max(width, card.GetWidth() - 2);
  const std::vector<ScenariosState::Line>& lines = state.lines;
  const auto column_left = [&](std::size_t i) {
    return top.x + kFactsLabel + kFactsColumn * float(i);
  };
  for (std::size_t i = 0; i < state.columns.size(); ++i) {
    const float left = column_left(i);
    const float height = kFactsHead + kFactsLine * float(lines.size());
    if (state.columns[i].plan == state.chosen)
      list.AddRectFilled({left, top.y}, {left + kFactsColumn - 6, top.y + height},
                         look.colours().accent_soft, 8);
    ImGui::PushID(static_cast<int>(i));
    draw_member_head(desk, state, state.columns[i],
                     {{left, top.y}, {left + kFactsColumn, top.y + kFactsHead}});
    ImGui::PopID();
  }
  // Those in sight.
  const auto first_line =
      static_cast<std::size_t>(std::max(0.0F, (ImGui::GetScrollY() - kFactsHead) / kFactsLine));
  const std::size_t end_line = std::min(
      lines.size(), first_line + static_cast<std::size_t>(card.GetHeight() / kFactsLine) + 2);
  for (std::size_t line = first_line; line < end_line; ++line) {
    const float y = top.y + kFactsHead + kFactsLine * float(line);
    list.AddLine({top.x + 12, y}, {top.x + across - 12, y}, look.colours().line);
    draw_text_in(look, list, {{top.x + 16, y}, {top.x + kFactsLabel - 8, y + kFactsLine}},
                 lines[line].label, {.type = Type::table, .colour = look.colours().second_text});
    std::string told;
    for (std::size_t i = 0; i < state.columns.size(); ++i) {
      if (!state.columns[i].is_read) continue;
      const Fact& fact = lines[line].facts[i];
      draw_fact(desk, fact, i == 0,
                {{column_left(i), y}, {column_left(i) + kFactsColumn - 6, y + kFactsLine}});
      told += fmt::format("{}{}: {} {}", told.empty() ? "" : "; ", state.columns[i].title,
                          fact.text, i == 0 ? "" : fact.more);
    }
    ImGui::PushID(static_cast<int>(line));
    access::describe({.id = ImGui::GetID("line"),
                      .role = access::Role::note,
                      .name = lines[line].label,
                      .value = told,
                      .rect = {top.x, y, top.x + across, y + kFactsLine}});
    ImGui::PopID();
  }
  ImGui::SetCursorScreenPos(top);
  ImGui::Dummy({width, kFactsHead + kFactsLine * float(lines.size())});
  ImGui::EndChild();
}

// --- What the chosen one changes -----------------------------------------------------------------

void draw_scenario_changes(const Desk& desk, const ScenariosState& state, const ImRect& card) {
  const Look& look = desk.look;
  draw_card_ground(look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 12));
  const float width = card.GetWidth() - 32;
  ImGui::BeginChild("changes", {width + 10, card.GetHeight() - 20});
  draw_heading(look, desk.say(Word::scenario_did, {fmt::format("{}", state.changes.size())}),
               Type::table_strong, 3);
  ImGui::Dummy({0, 4});
  const auto quiet = [&](std::string_view text) {
    draw_paragraph(look, text, {.type = Type::table, .colour = look.colours().second_text},
                   width - 16);
  };
  if (state.changes.empty()) quiet(desk.say(Word::scenario_did_nothing));
  const auto column = std::ranges::find(state.columns, state.chosen, &Column::plan);
  if (column != state.columns.end() && column->overwrites > 0) {
    draw_paragraph(look,
                   desk.say(Word::scenario_overwrites, {fmt::format("{}", column->overwrites)}),
                   {.type = Type::table, .colour = look.theme.strong(Tone::warning)}, width - 16);
    ImGui::Dummy({0, 4});
  }
  const Plan& plan = member(desk, state.chosen)->plan();
  for (std::size_t i = 0; i < std::min(state.changes.size(), kMostRecords); ++i) {
    const RecordEdits& record = state.changes[i];
    draw_label(look, record.name, {.type = Type::table_strong}, width - 16);
    ImGui::Indent(14);
    for (std::size_t k = 0; k < std::min(record.edits.size(), kMostEdits); ++k)
      quiet(edit_line(desk, plan, record.edits[k]));
    if (record.edits.size() > kMostEdits)
      quiet(desk.say(Word::history_more, {fmt::format("{}", record.edits.size() - kMostEdits)}));
    ImGui::Unindent(14);
    ImGui::Dummy({0, 4});
  }
  if (state.changes.size() > kMostRecords)
    quiet(desk.say(Word::history_more, {fmt::format("{}", state.changes.size() - kMostRecords)}));
  ImGui::EndChild();
}

std::string move_text(const Desk& desk, const ScenarioMove& move) {
  if (!move.start_before.is_set()) return std::string(desk.say(Word::scenario_only_there));
  if (!move.start.is_set()) return std::string(desk.say(Word::scenario_not_there));
  const Language language = desk.look.language;
  const int year = desk.look.this_year();
  return fmt::format("{} → {}", date_text(day_of(move.finish_before), year, language),
                     date_text(day_of(move.finish), year, language));
}

void draw_move(const Desk& desk, const ScenariosState& state, const ScenarioMove& move,
               const ImRect& box) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const OpenPlan& scenario = *member(desk, state.chosen);
  std::string title = scenario.plan().name_of(ref(move.task));
  if (title.empty())
    title = member(desk, state.columns.front().plan)->plan().name_of(ref(move.task));
  const std::string text = move_text(desk, move);
  const Fact finish = date_fact(desk, move.finish, move.finish_before);
  const Item item = add_item_at("move", {box.Min + ImVec2(6, 1), box.Max - ImVec2(6, 1)},
                                {.role = access::Role::button, .name = title, .value = text});
  if (item.pressed && desk.plan().find(move.task) != nullptr) show_record(desk, ref(move.task));
  if (!item.visible) return;
  draw_veil(look, item, 6);
  const float right = box.Max.x - 16, dates = right - 62 - 190;
  draw_text_in(look, list, {{box.Min.x + 16, box.Min.y}, {dates - 8, box.Max.y}}, title,
               {.type = Type::table});
  draw_text_in(look, list, {{dates, box.Min.y}, {right - 66, box.Max.y}}, text,
               {.type = Type::table, .colour = look.colours().second_text});
  draw_text_in(look, list, {{right - 62, box.Min.y}, {right, box.Max.y}}, finish.more,
               {.type = Type::small_strong,
                .colour = look.theme.strong(finish.worse > 0 ? Tone::critical : Tone::good),
                .align = Align::right});
  draw_focus_ring(look, item, 6);
}

void draw_scenario_moves(const Desk& desk, const ScenariosState& state, const ImRect& card) {
  const Look& look = desk.look;
  draw_card_ground(look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 12));
  draw_heading(look, desk.say(Word::scenario_moves, {fmt::format("{}", state.moves.size())}),
               Type::table_strong, 3);
  if (state.moves.empty()) {
    ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 38));
    draw_paragraph(look, desk.say(Word::scenario_moves_nothing),
                   {.type = Type::table, .colour = look.colours().second_text},
                   card.GetWidth() - 32);
    return;
  }
  draw_line_list(
      "moves", {card.Min + ImVec2(0, 38), card.Max - ImVec2(0, 6)}, state.moves.size(), kMoveLine,
      [&](std::size_t i, const ImRect& box) { draw_move(desk, state, state.moves[i], box); });
}

void draw_scenarios_head(const Desk& desk) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float width = ImGui::GetContentRegionAvail().x;
  const ButtonSpec begin{.id = "new",
                         .label = desk.say(Word::command_scenario_new),
                         .icon = Icon::branch,
                         .kind = ButtonKind::primary,
                         .tip = desk.say(Word::command_scenario_new_help)};
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::title)) / 2);
  draw_heading(look, desk.say(Word::scenarios_title), Type::title, 2);
  ImGui::SameLine(0, 12);
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2 + 1);
  draw_label(
      look, desk.say(Word::scenarios_purpose),
      {.type = Type::table, .colour = look.colours().second_text},
      std::max(40.0F, left + width - button_width(look, begin) - 16 - ImGui::GetCursorPosX()));
  ImGui::SetCursorPos({left + width - button_width(look, begin), top});
  if (draw_button(look, begin)) desk.commands.run("scenario_new");
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

}  // namespace

void draw_scenarios_page(const Desk& desk, ScenariosState& state) {
  draw_page_parts(desk);
  refresh(desk, state);
  if (state.told != state.chosen) tell_chosen(desk, state);
  draw_scenarios_head(desk);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect area{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  if (state.columns.size() < 2) {
    draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
    if (draw_empty_state(desk.look, area, Icon::branch, desk.say(Word::scenarios_empty),
                         {.id = "begin", .label = desk.say(Word::command_scenario_new)}))
      desk.commands.run("scenario_new");
    return;
  }
  const float wanted = kFactsHead + kFactsLine * float(state.lines.size()) + 26;
  ImRect facts = area;
  facts.Max.y = area.Min.y + std::min(wanted, area.GetHeight() * 0.58F);
  draw_facts(desk, state, facts);
  if (state.chosen && member(desk, state.chosen) != nullptr) {
    ImRect changes{{area.Min.x, facts.Max.y + kGap}, area.Max}, moves = changes;
    changes.Max.x = changes.Min.x + (area.GetWidth() - kGap) / 2;
    moves.Min.x = changes.Max.x + kGap;
    draw_scenario_changes(desk, state, changes);
    draw_scenario_moves(desk, state, moves);
  }
  continue_at({area.Min.x, area.Max.y});
}

}  // namespace tongzhou
