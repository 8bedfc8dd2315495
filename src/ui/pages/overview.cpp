#include "ui/pages/overview.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/reports.h"
#include "core/numbers.h"
#include "documents/time_scale.h"
#include "ui/goal_words.h"
#include "ui/pages.h"
#include "ui/value_text.h"
#include "ui/who_when.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_list.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMostMilestones = 12;
constexpr std::size_t kMostChanges = 200;
constexpr int kSoonDays = 14;
constexpr int kScoreDays = 30;
constexpr float kOverviewLine = 34;
constexpr float kOverviewTitle = 42;

constexpr std::int64_t kDayMilliseconds = 24LL * 3600 * 1000;

// --- What is shown -------------------------------------------------------------------------------

// From when on changes are listed, in milliseconds.
std::int64_t since_when(const Desk& desk, int since) {
  const std::int64_t now = desk.session.ports().clock.unix_milliseconds();
  if (since == 0) return now - 7 * kDayMilliseconds;
  if (since == 1) return now - 30 * kDayMilliseconds;
  const Instant update = desk.plan().info().status_date;
  if (!update.is_set()) return 0;
  return now - std::int64_t{desk.session.now().value - update.value} * 60'000;
}

void refresh_overview(const Desk& desk, OverviewState& state) {
  const std::uint64_t number = desk.session.open_number(), revision = desk.plan().revision();
  const Day today = desk.look.today;
  if (state.open_number == number && state.revision == revision && state.today == today &&
      state.made_since == state.since)
    return;
  const OpenPlan& open = desk.open();
  state.open_number = number;
  state.revision = revision;
  state.today = today;
  state.made_since = state.since;
  state.goals.clear();
  for (std::size_t i = 0; i < open.goals().size(); i = open.goals()[i].end)
    state.goals.push_back(i);
  state.counts = count_goals(open.plan(), open.goals(), today);
  state.milestones = next_milestones(open.plan(), open.outline(), open.schedule(), kMostMilestones);
  state.owed = owed_deliverables(open.plan(), open.deliverables(), today, kSoonDays);
  state.accepted = state.late = state.deliverables = 0;
  for (Slot slot = 0; slot < open.deliverables().size(); ++slot) {
    if (open.plan().table<Deliverable>()[slot].deleted) continue;
    ++state.deliverables;
    if (open.deliverables()[slot].is_accepted()) ++state.accepted;
    if (!late_text(desk, open.deliverables()[slot]).empty()) ++state.late;
  }
  state.missed = count_missed_deadlines(open.plan(), open.outline(), open.schedule());
  state.card = scorecard_of(open, {today - (kScoreDays - 1), today});
  state.changes.clear();
  const std::int64_t from = since_when(desk, state.since);
  const std::vector<Change>& history = open.history();
  for (std::size_t i = history.size(); i-- > 0 && state.changes.size() < kMostChanges;)
    if (history[i].author.unix_milliseconds >= from) state.changes.push_back(i);
}

// --- The figures ---------------------------------------------------------------------------------

// A figure that leads to where it comes from.
void draw_figure(const Desk& desk, const ImRect& box, const FigureCard& card,
                 std::string_view page) {
  draw_figure_card(desk.look, box, card);
  ImGui::PushID(card.id);
  const Item item = add_item_at("figure", box,
                                {.role = access::Role::button,
                                 .name = card.title,
                                 .value = fmt::format("{} {}", card.figure, card.note)});
  ImGui::PopID();
  draw_veil(desk.look, item, kCardRadius);
  draw_focus_ring(desk.look, item, kCardRadius);
  if (item.pressed) desk.view.page = page;
}

// How sure the finish is, where somebody said how sure the durations are.
std::string likely_text(const Desk& desk, const RunState<SimulationRun>& risk) {
  if (!risk.is_of(desk.session) || risk.run->simulation().uncertain() == 0) return {};
  const Instant likely = risk.run->finish().at.p80;
  if (risk.run->told_runs() <= 0 || !likely.is_set())
    return std::string(desk.say(Word::overview_simulating));
  return desk.say(Word::overview_likely,
                  {date_text(day_of(likely), desk.look.this_year(), desk.look.language)});
}

std::string finish_note(const Desk& desk, std::size_t missed, const std::string& likely) {
  if (missed == 0) return likely.empty() ? std::string(desk.say(Word::overview_in_time)) : likely;
  return desk.say(Word::overview_missed, {fmt::format("{}", missed)}) +
         (likely.empty() ? "" : " · " + likely);
}

void draw_figures(const Desk& desk, const TaskFacts& facts, const std::string& likely,
                  const OverviewState& state) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float each = (ImGui::GetContentRegionAvail().x - 3 * kGap) / 4;
  const auto box = [&](int i) {
    const ImVec2 corner = at + ImVec2(float(i) * (each + kGap), 0);
    return ImRect{corner, corner + ImVec2(each, kFigureCardHeight)};
  };
  const auto number = [](auto value) { return fmt::format("{}", value); };
  const OpenPlan& open = desk.open();
  draw_figure(
      desk, box(0),
      {"finish", desk.say(Word::scenario_finish),
       open.schedule().finish.is_set() ? to_iso(day_of(open.schedule().finish)) : "–",
       finish_note(desk, state.missed, likely), state.missed > 0 ? Tone::critical : Tone::good},
      "plan");
  const GoalCounts& counts = state.counts;
  draw_figure(desk, box(1),
              {"goals", desk.say(Word::page_goals),
               counts.all == 0 ? "–" : fmt::format("{}/{}", counts.good, counts.all),
               counts.all == 0 ? std::string(desk.say(Word::cli_no_goals))
                               : desk.say(Word::overview_goals_told,
                                          {number(counts.behind), number(counts.off)}),
               counts.off > 0      ? Tone::critical
               : counts.behind > 0 ? Tone::warning
                                   : Tone::good},
              "goals");
  draw_figure(
      desk, box(2),
      {"deliverables", desk.say(Word::overview_accepted),
       state.deliverables == 0 ? "–" : fmt::format("{}/{}", state.accepted, state.deliverables),
       state.deliverables == 0 ? std::string(desk.say(Word::cli_no_deliverables))
                               : desk.say(Word::overview_late, {number(state.late)}),
       state.late > 0 ? Tone::critical : Tone::good},
      "deliverables");
  const std::size_t conflicts = open.conflicts().size(), problems = facts.problems.all().size();
  draw_figure(desk, box(3),
              {"open", desk.say(Word::overview_open), number(conflicts + problems),
               desk.say(Word::overview_open_told, {number(conflicts), number(problems)}),
               conflicts + problems > 0 ? Tone::warning : Tone::good},
              conflicts > 0 ? "conflicts" : "plan");
  ImGui::SetCursorScreenPos(at + ImVec2(0, kFigureCardHeight + kGap));
}

// --- The lists -----------------------------------------------------------------------------------

// A card with a title; what is left of it. Where there is nothing to list, says so.
ImRect draw_list_card(const Desk& desk, const ImRect& card, Word title, std::size_t count,
                      Word nothing) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(desk.look, list, card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 11));
  draw_heading(desk.look, desk.say(title), Type::table_strong, 3);
  if (count == 0)
    draw_text_in(
        desk.look, list, {card.Min + ImVec2(16, kOverviewTitle), card.Max - ImVec2(16, 12)},
        desk.say(nothing),
        {.type = Type::table, .colour = desk.look.colours().second_text, .align = Align::centre});
  return {card.Min + ImVec2(1, kOverviewTitle), card.Max - ImVec2(1, 8)};
}

// A line that leads on: its name at the left, what is told of it at the right. True when pressed.
struct LineLook {
  std::string name, told;
  Tone tone = Tone::neutral;
  int dot = -1;
  float bar = -1;
};
bool draw_overview_line(const Desk& desk, const LineLook& line, const ImRect& box) {
  const Look& look = desk.look;
  const Item item =
      add_item_at("line", {box.Min + ImVec2(6, 1), box.Max - ImVec2(6, 1)},
                  {.role = access::Role::button, .name = line.name, .value = line.told});
  if (!item.visible) return false;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_veil(look, item, 6);
  const float right = box.Max.x - 16;
  float told =
      std::min(text_width(look, Type::small_strong, line.told) + 4, box.GetWidth() * 0.45F);
  if (line.bar >= 0) told = std::max(told, 110.0F);  // bars stand below each other
  draw_text_in(look, list, {{right - told, box.Min.y}, {right, box.Max.y}}, line.told,
               {.type = Type::small_strong,
                .colour = line.tone == Tone::neutral ? look.colours().second_text
                                                     : look.theme.strong(line.tone),
                .align = Align::right});
  float end = right - told - 12;
  if (line.bar >= 0) {
    const float left = end - std::min(120.0F, box.GetWidth() * 0.22F), y = box.GetCenter().y;
    list.AddRectFilled({left, y - 3}, {end, y + 3}, look.colours().quiet, 3);
    if (line.bar > 0)
      list.AddRectFilled({left, y - 3}, {left + (end - left) * std::min(line.bar, 1.0F), y + 3},
                         look.theme.strong(line.tone), 3);
    end = left - 12;
  }
  const ImRect words{{box.Min.x + 16, box.Min.y}, {end, box.Max.y}};
  if (line.dot >= 0)
    draw_department_in(look, list, words, line.dot, line.name, {.type = Type::table});
  else
    draw_text_in(look, list, words, line.name, {.type = Type::table});
  draw_focus_ring(look, item, 6);
  return item.pressed;
}

void draw_record_line(const Desk& desk, AnyRef record, const LineLook& line, const ImRect& box) {
  if (draw_overview_line(desk, line, box)) show_record(desk, record);
}

int dot_of(const Desk& desk, Id<Department> department) {
  const Department* record = desk.plan().find(department);
  return record == nullptr ? -1 : record->colour;
}

void draw_overview_goals(const Desk& desk, const OverviewState& state, const ImRect& card) {
  const ImRect room =
      draw_list_card(desk, card, Word::page_goals, state.goals.size(), Word::cli_no_goals);
  draw_line_list("goals", room, state.goals.size(), kOverviewLine,
                 [&](std::size_t i, const ImRect& box) {
                   const GoalFacts& facts = desk.open().goals()[state.goals[i]];
                   const Entry<Goal>& goal = desk.plan().table<Goal>()[facts.goal];
                   const Course course = course_today(desk, facts);
                   const std::string part = facts.part ? percent_text(*facts.part) : "–";
                   draw_record_line(desk, ref(goal.id),
                                    {.name = goal.record.title,
                                     .told = fmt::format("{} {}", part, desk.say(word_of(course))),
                                     .tone = tone_of(course),
                                     .dot = dot_of(desk, goal.record.department),
                                     .bar = std::max(0.0F, float(facts.part.value_or(0)))},
                                    box);
                 });
}

void draw_overview_milestones(const Desk& desk, const OverviewState& state, const ImRect& card) {
  const ImRect room = draw_list_card(desk, card, Word::overview_milestones, state.milestones.size(),
                                     Word::overview_no_milestones);
  draw_line_list(
      "milestones", room, state.milestones.size(), kOverviewLine,
      [&](std::size_t i, const ImRect& box) {
        const Slot slot = state.milestones[i];
        const Entry<Task>& task = desk.plan().table<Task>()[slot];
        const Instant finish = desk.open().schedule().tasks[slot].finish;
        const bool late = task.record.deadline.is_set() && finish > task.record.deadline;
        std::string told = date_text(day_of(finish), desk.look.this_year(), desk.look.language);
        if (late)
          told +=
              " · " + desk.say(Word::deliverable_late,
                               {fmt::format("{}", day_of(finish) - day_of(task.record.deadline))});
        draw_record_line(desk, ref(task.id),
                         {.name = task.record.title,
                          .told = std::move(told),
                          .tone = late ? Tone::critical : Tone::neutral,
                          .dot = dot_of(desk, task.record.department)},
                         box);
      });
}

void draw_overview_owed(const Desk& desk, const OverviewState& state, const ImRect& card) {
  const ImRect room =
      draw_list_card(desk, card, Word::overview_owed, state.owed.size(), Word::overview_owed_none);
  draw_line_list(
      "owed", room, state.owed.size(), kOverviewLine, [&](std::size_t i, const ImRect& box) {
        const Entry<Deliverable>& entry = desk.plan().table<Deliverable>()[state.owed[i]];
        const DeliverableFacts& facts = desk.open().deliverables()[state.owed[i]];
        std::string told = late_text(desk, facts);
        const bool late = !told.empty();
        if (!late) told = date_text(facts.due, desk.look.this_year(), desk.look.language);
        told = fmt::format("{} · {}", desk.say(word_of(facts.state)), told);
        draw_record_line(desk, ref(entry.id),
                         {.name = entry.record.title,
                          .told = std::move(told),
                          .tone = late ? Tone::critical : Tone::neutral,
                          .dot = dot_of(desk, entry.record.giver)},
                         box);
      });
}

void draw_overview_departments(const Desk& desk, const OverviewState& state, const ImRect& card) {
  const bool has_card = !state.card.indicators.empty();
  const std::size_t count = has_card ? state.card.rows.size() : 0;
  const ImRect room =
      draw_list_card(desk, card, Word::evaluation_scores, count, Word::overview_no_scores);
  draw_line_list("departments", room, count, kOverviewLine, [&](std::size_t i, const ImRect& box) {
    const ScoreRow& row = state.card.rows[i];
    const Department& department = desk.plan().table<Department>()[row.department].record;
    std::size_t to_mend = 0;
    for (const ScoreCell& cell : row.cells)
      if (cell.light == Light::act) ++to_mend;
    std::string told =
        row.score ? fixed_text(*row.score, 0) : std::string(desk.say(Word::score_missing));
    if (to_mend > 0) told += " · " + desk.say(Word::overview_to_mend, {fmt::format("{}", to_mend)});
    if (draw_overview_line(desk,
                           {.name = department.name,
                            .told = std::move(told),
                            .tone = !row.score    ? Tone::neutral
                                    : to_mend > 0 ? Tone::warning
                                                  : Tone::good,
                            .dot = department.colour,
                            .bar = row.score ? float(*row.score / 100) : 0},
                           box))
      desk.view.page = "evaluation";
  });
}

void draw_overview_changes(const Desk& desk, OverviewState& state, const ImRect& card) {
  const Look& look = desk.look;
  const ImRect room = draw_list_card(desk, card, Word::overview_changes, state.changes.size(),
                                     Word::overview_no_changes);
  const std::array choices{desk.say(Word::overview_week), desk.say(Word::overview_month),
                           desk.say(Word::overview_update)};
  float wide = 0;
  for (const std::string_view choice : choices)
    wide += text_width(look, Type::body_strong, choice) + 28;
  ImGui::SetCursorScreenPos({std::max(card.Min.x + 120, card.Max.x - wide - 14), card.Min.y + 5});
  state.since = draw_segments(look, "since", desk.say(Word::overview_since), choices, state.since);
  draw_line_list(
      "changes", {room.Min + ImVec2(0, 4), room.Max}, state.changes.size(), kOverviewLine,
      [&](std::size_t i, const ImRect& box) {
        const Change& change = desk.open().history()[state.changes[i]];
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const std::string who = fmt::format("{} · {}", who_text(look, change.author),
                                            when_text(desk, change.author.unix_milliseconds));
        const float told = std::min(text_width(look, Type::small, who) + 4, box.GetWidth() * 0.5F);
        const std::string what = say(look.language, change.label);
        draw_text_in(look, list, {{box.Min.x + 16, box.Min.y}, {box.Max.x - told - 28, box.Max.y}},
                     what, {.type = Type::table});
        draw_text_in(
            look, list, {{box.Max.x - told - 16, box.Min.y}, {box.Max.x - 16, box.Max.y}}, who,
            {.type = Type::small, .colour = look.colours().second_text, .align = Align::right});
        access::describe({.id = ImGui::GetID("change"),
                          .role = access::Role::note,
                          .name = what,
                          .value = who,
                          .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y}});
      });
}

Document overview_document(const Desk& desk, const TaskFacts& facts, const std::string& likely,
                           const OverviewState& state) {
  OverviewExtras extras{.likely_finish = likely,
                        .conflicts = desk.open().conflicts().size(),
                        .problems = facts.problems.all().size()};
  for (const std::size_t place : state.changes) {
    if (extras.changes.size() == kMostOverviewLines) break;
    const Change& change = desk.open().history()[place];
    extras.changes.push_back(fmt::format("{} · {} · {}", say(desk.look.language, change.label),
                                         who_text(desk.look, change.author),
                                         when_text(desk, change.author.unix_milliseconds)));
  }
  return make_overview(report_sources(desk.open(), desk.look.today, desk.look.language), state.card,
                       extras);
}

void draw_overview_head(const Desk& desk, const TaskFacts& facts, const std::string& likely,
                        const OverviewState& state) {
  const Look& look = desk.look;
  const PlanInfo& info = desk.plan().info();
  const ImVec2 at = ImGui::GetCursorPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const ButtonSpec save{.id = "save", .label = desk.say(Word::report_save), .icon = Icon::download};
  draw_heading(look, info.title, Type::title, 2);
  if (!info.purpose.empty())
    draw_label(look, info.purpose, {.type = Type::table, .colour = look.colours().second_text},
               width - button_width(look, save) - 16);
  ImGui::Dummy({0, 8});
  const ImVec2 end{at.x, std::max(ImGui::GetCursorPosY(), at.y + kControlHeight + kGap)};
  ImGui::SetCursorPos({at.x + width - button_width(look, save), at.y});
  if (draw_button(look, save))
    desk.commands.save(html_file(overview_document(desk, facts, likely, state)),
                       std::string(kHtmlType));
  ImGui::SetCursorPos(end);
}

}  // namespace

void draw_overview_page(const Desk& desk, const TaskFacts& facts, RiskState& risk,
                        OverviewState& state) {
  refresh_overview(desk, state);
  risk.begin_anew_if_changed(desk.session);
  const std::string likely = likely_text(desk, risk);
  draw_overview_head(desk, facts, likely, state);
  draw_figures(desk, facts, likely, state);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail() - ImVec2(0, kGap);
  const float height = (room.y - kGap) / 2;
  // The i-th of so many cards beside each other.
  const auto card = [&](int row, int i, int count) {
    const float each = (room.x - float(count - 1) * kGap) / float(count);
    const ImVec2 corner = at + ImVec2(float(i) * (each + kGap), float(row) * (height + kGap));
    return ImRect{corner, corner + ImVec2(each, height)};
  };
  draw_overview_goals(desk, state, card(0, 0, 2));
  draw_overview_milestones(desk, state, card(0, 1, 2));
  draw_overview_owed(desk, state, card(1, 0, 3));
  draw_overview_departments(desk, state, card(1, 1, 3));
  draw_overview_changes(desk, state, card(1, 2, 3));
  continue_at({at.x, at.y + room.y});
}

}  // namespace tongzhou
