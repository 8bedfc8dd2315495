#include "ui/pages/risk.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "documents/time_scale.h"
#include "ui/pages.h"
#include "ui/pages/page_parts.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/checkbox.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kRiskLine = 30;
constexpr float kRiskTitle = 38;

// 80 % and more is good, less than half is critical.
Tone tone_of(double chance) {
  if (chance >= 0.8) return Tone::good;
  return chance >= 0.5 ? Tone::warning : Tone::critical;
}

// --- The head ------------------------------------------------------------------------------------

float people_choice_width(const Desk& desk) {
  return kCheckboxSize + 8 + text_width(desk.look, Type::table, desk.say(Word::risk_people));
}

// Whether people are counted; begins anew where that is changed.
void draw_people_choice(const Desk& desk, RiskState& state) {
  const Look& look = desk.look;
  const std::string_view name = desk.say(Word::risk_people);
  const ImVec2 at = ImGui::GetCursorPos();
  ImGui::SetCursorPosY(at.y + (kControlHeight - kCheckboxSize) / 2);
  const bool counted = state.people == Simulation::People::counted;
  const bool pressed = draw_checkbox(look, "people", name, counted);
  draw_tooltip_for_item(look, {.text = desk.say(Word::risk_people_help)});
  ImGui::SetCursorPos(
      {at.x + kCheckboxSize + 8, at.y + (kControlHeight - line_height(Type::table)) / 2});
  draw_label(look, std::string(name), {.type = Type::table});
  if (!pressed) return;
  state.people = counted ? Simulation::People::ignored : Simulation::People::counted;
  state.run.reset();
  state.begin_anew_if_changed(desk.session);
}

void draw_head(const Desk& desk, RiskState& state) {
  const SimulationRun& run = *state.run;
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float width = ImGui::GetContentRegionAvail().x;
  const ButtonSpec assume{.id = "assume",
                          .label = desk.say(Word::risk_assume),
                          .tip = desk.say(Word::risk_assume_help)};
  const ButtonSpec earlier{.id = "earlier", .label = desk.say(Word::relax_find)};
  const float buttons = button_width(look, assume) + 8 + button_width(look, earlier);
  const bool some = run.simulation().uncertain() > 0;
  const float acts = buttons + (some ? 16 + people_choice_width(desk) : 0);
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::title)) / 2);
  draw_heading(look, desk.say(Word::risk_title), Type::title, 2);
  ImGui::SameLine(0, 12);
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2 + 1);
  const int uncertain = run.simulation().uncertain();
  draw_label(look,
             uncertain == 0 ? std::string(desk.say(Word::risk_purpose))
                            : desk.say(Word::risk_runs, {fmt::format("{}", run.told_runs()),
                                                         fmt::format("{}", uncertain)}),
             {.type = Type::table, .colour = look.colours().second_text},
             std::max(40.0F, left + width - acts - 16 - ImGui::GetCursorPosX()));
  ImGui::SetCursorPos({left + width - button_width(look, earlier), top});
  if (draw_button(look, earlier)) ImGui::OpenPopup("relax");
  draw_finish_relaxations(desk, state.relaxed);
  ImGui::SetCursorPos({left + width - buttons, top});
  if (draw_button(look, assume))
    desk.edit_and_tell(assume_confidence(desk.open(), desk.session.random(), Confidence::fair));
  ImGui::SetCursorPos({left + width - acts, top});
  if (some) draw_people_choice(desk, state);
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

void draw_cards(const Desk& desk, const SimulationRun& run) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float each = (ImGui::GetContentRegionAvail().x - 3 * kGap) / 4;
  const auto box = [&](int i) {
    const ImVec2 corner = at + ImVec2(static_cast<float>(i) * (each + kGap), 0);
    return ImRect{corner, corner + ImVec2(each, kFigureCardHeight)};
  };
  const FinishForecast& finish = run.finish();
  const auto chance = [&](double part) {
    return desk.say(Word::risk_chance, {percent_text(part)});
  };
  const auto later = [&](Instant than) {
    return days_text(desk.look, desk.plan(),
                     desk.open().calendars()[Calendars::kPlan].between(run.planned(), than).count);
  };
  draw_figure_card(desk.look, box(0),
                   {"planned", desk.say(Word::risk_planned), to_iso(day_of(run.planned())),
                    chance(finish.chance_of_planned), tone_of(finish.chance_of_planned)});
  draw_figure_card(desk.look, box(1),
                   {"p50", desk.say(Word::risk_p50), to_iso(day_of(finish.at.p50)),
                    desk.say(Word::risk_later, {later(finish.at.p50)})});
  draw_figure_card(desk.look, box(2),
                   {"p80", desk.say(Word::risk_p80), to_iso(day_of(finish.at.p80)),
                    desk.say(Word::risk_later, {later(finish.at.p80)})});
  if (finish.wanted.is_set())
    draw_figure_card(desk.look, box(3),
                     {"wanted", desk.say(Word::risk_wanted), to_iso(day_of(finish.wanted)),
                      chance(finish.chance_of_wanted), tone_of(finish.chance_of_wanted)});
  else
    draw_figure_card(desk.look, box(3),
                     {"p95", desk.say(Word::risk_p95), to_iso(day_of(finish.at.p95)),
                      desk.say(Word::risk_later, {later(finish.at.p95)})});
  ImGui::SetCursorScreenPos(at + ImVec2(0, kFigureCardHeight + kGap));
}

// The title of a card, and what is left of it.
ImRect draw_part(const Desk& desk, const ImRect& card, Word title) {
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 10));
  draw_heading(desk.look, desk.say(title), Type::table_strong, 3);
  return {card.Min + ImVec2(16, kRiskTitle), card.Max - ImVec2(16, 10)};
}

// --- The distribution ----------------------------------------------------------------------------

void draw_mark(const Desk& desk, const ImRect& plot, float x, std::string_view text, ImU32 colour,
               float row) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = text_width(look, Type::small_strong, text);
  const float y = plot.Min.y + row * 17;
  list.AddLine({x, y + 8}, {x, plot.Max.y}, colour, 1.5F);
  const bool fits = x + 6 + width < plot.Max.x;
  draw_text_at(look, list, {fits ? x + 6 : x - 6 - width, y + 8}, text,
               {.type = Type::small_strong, .colour = colour});
}

// Columns of runs over the days, and the line of how many are finished by then.
void draw_distribution(const Desk& desk, const ImRect& card, const SimulationRun& run) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImRect plot = draw_part(desk, card, Word::risk_distribution);
  plot.Max.y -= 22;
  plot.Max.x -= 34;
  const SimulationRun::Histogram& histogram = run.histogram();
  const auto columns = static_cast<int>(histogram.columns.size());
  if (columns == 0) return;
  const float top = plot.Min.y + 56;  // below the names of the marks
  const float width = plot.GetWidth() / static_cast<float>(std::max(columns, 8));
  const double days = histogram.days * std::max(columns, 8);
  const TimeScale scale{.pixels_per_day = plot.GetWidth() / days,
                        .first_day = static_cast<double>(histogram.first.value),
                        .width = plot.GetWidth()};
  for (const float part : {0.0F, 0.5F, 1.0F}) {
    const float y = plot.Max.y - part * (plot.Max.y - top);
    list.AddLine({plot.Min.x, y}, {plot.Max.x, y}, c.line);
    draw_text_in(look, list, {{plot.Max.x + 4, y - 9}, {card.Max.x - 6, y + 9}}, percent_text(part),
                 {.type = Type::small, .colour = c.faint_text});
  }
  int before = 0;
  ImVec2 last{plot.Min.x, plot.Max.y};
  std::vector<ImVec2> line{last};
  for (int i = 0; i < columns; ++i) {
    const int count = histogram.columns[static_cast<std::size_t>(i)];
    const float share = float(count) / float(std::max(histogram.most, 1));
    const float left = std::round(plot.Min.x + width * float(i)) + 1;
    const float right = std::max(left + 1, std::round(plot.Min.x + width * float(i + 1)) - 1);
    const float y = plot.Max.y - share * (plot.Max.y - top) * 0.8F;
    if (count > 0)
      list.AddRectFilled({left, y}, {right, plot.Max.y}, blend(c.surface, c.accent, 0.38F), 2,
                         ImDrawFlags_RoundCornersTop);
    before += count;
    const float done = float(before) / float(std::max(run.told_runs(), 1));
    line.push_back({plot.Min.x + width * float(i + 1), plot.Max.y - done * (plot.Max.y - top)});
  }
  list.AddPolyline(line.data(), static_cast<int>(line.size()), c.accent, 0, 2);
  const TimeTicks ticks = make_ticks(scale, look.language, [&](std::string_view text) {
    return text_width(look, Type::small, text) + 8;
  });
  for (const Tick& tick : ticks.fine) {
    const float x = plot.Min.x + float(tick.left);
    if (tick.label.empty() || x < plot.Min.x - 1 || x > plot.Max.x - 8) continue;
    draw_text_in(look, list,
                 {{x, plot.Max.y + 3}, {plot.Min.x + float(tick.right), plot.Max.y + 21}},
                 tick.label, {.type = Type::small, .colour = c.faint_text});
  }
  const auto x_of = [&](Instant at) { return plot.Min.x + float(scale.x_of(at)); };
  draw_mark(desk, plot, x_of(run.planned()), desk.say(Word::risk_mark_planned), c.second_text, 0);
  draw_mark(desk, plot, x_of(run.finish().at.p50), "50%", c.accent, 1);
  draw_mark(desk, plot, x_of(run.finish().at.p80), "80%", look.theme.strong(Tone::warning), 2);
  access::describe({.id = ImGui::GetID("distribution"),
                    .role = access::Role::picture,
                    .name = std::string(desk.say(Word::risk_distribution)),
                    .value = desk.say(Word::risk_told, {to_iso(day_of(run.finish().at.p50)),
                                                        to_iso(day_of(run.finish().at.p80)),
                                                        to_iso(day_of(run.finish().at.p95))}),
                    .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y}});
}

// --- What it hangs on ----------------------------------------------------------------------------

void draw_tornado(const Desk& desk, const ImRect& card, const SimulationRun& run) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImRect inside = draw_part(desk, card, Word::risk_tornado);
  const auto room = static_cast<std::size_t>(std::max(0.0F, inside.GetHeight() / kRiskLine));
  const float names = inside.GetWidth() * 0.46F;
  const float middle = inside.Min.x + names;
  const float bars = inside.Max.x - middle - 64;
  const double most = run.risks().empty() ? 1 : run.risks().front().effect;
  for (std::size_t i = 0; i < std::min(room, run.risks().size()); ++i) {
    const TaskRisk& risk = run.risks()[i];
    const float y = inside.Min.y + float(i) * kRiskLine;
    const ImRect row{{inside.Min.x - 8, y}, {inside.Max.x + 8, y + kRiskLine}};
    ImGui::PushID(static_cast<int>(i));
    const std::string& title = desk.title(risk.task);
    const std::string told =
        desk.say(Word::risk_effect,
                 {days_text(desk.look, desk.plan(), risk.effect), percent_text(risk.criticality)});
    const Item item =
        add_item_at("risk", row, {.role = access::Role::button, .name = title, .value = told});
    if (item.visible) {
      draw_veil(look, item, 6);
      draw_text_in(look, list, {{inside.Min.x, y}, {middle - 10, row.Max.y}}, title,
                   {.type = Type::table});
      const float length = std::max(3.0F, bars * float(risk.effect / most));
      const ImU32 colour =
          blend(c.surface,
                look.theme.strong(risk.criticality > 0.5 ? Tone::critical : Tone::warning), 0.75F);
      list.AddRectFilled({middle, y + 8}, {middle + length, row.Max.y - 8}, colour, 3);
      draw_text_in(look, list, {{middle + length + 6, y}, {row.Max.x, row.Max.y}},
                   days_text(desk.look, desk.plan(), risk.effect),
                   {.type = Type::small, .colour = c.second_text});
      draw_focus_ring(look, item, 6);
    }
    if (item.pressed) show_record(desk, ref(desk.plan().table<Task>()[risk.task].id));
    ImGui::PopID();
  }
}

// --- Milestones and deadlines --------------------------------------------------------------------

void draw_date_line(const Desk& desk, const DateChance& each, const ImRect& row) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float pill = row.Max.x - 78;
  const float column = std::min(104.0F, row.GetWidth() * 0.14F);
  const auto left_of = [&](int i) { return pill - column * float(4 - i); };
  const std::string& title = desk.title(each.task);
  const Item item =
      add_item_at("date", row,
                  {.role = access::Role::button,
                   .name = title,
                   .value = desk.say(
                       each.deadline.is_set() ? Word::risk_deadline_chance : Word::risk_date_chance,
                       {percent_text(each.chance)})});
  if (item.visible) {
    draw_veil(look, item, 6);
    draw_text_in(look, list, {{row.Min.x + 8, row.Min.y}, {left_of(0) - 8, row.Max.y}}, title,
                 {.type = Type::table});
    const auto cell = [&](int i, Instant at, ImU32 ink) {
      draw_text_in(look, list, {{left_of(i), row.Min.y}, {left_of(i + 1) - 6, row.Max.y}},
                   short_date_text(look, at), {.type = Type::table, .colour = ink});
    };
    cell(0, each.deadline, c.second_text);
    cell(1, each.planned, c.second_text);
    cell(2, each.at.p50, c.text);
    cell(3, each.at.p80, c.text);
    const Tone tone = tone_of(each.chance);
    const ImRect ground{{pill, row.Min.y + 5}, {pill + 64, row.Max.y - 5}};
    list.AddRectFilled(ground.Min, ground.Max, look.theme.soft(tone), kPillRadius);
    draw_text_in(
        look, list, ground, percent_text(each.chance),
        {.type = Type::small_strong, .colour = look.theme.strong(tone), .align = Align::centre});
    draw_focus_ring(look, item, 6);
  }
  if (item.pressed) show_record(desk, ref(desk.plan().table<Task>()[each.task].id));
}

void draw_dates(const Desk& desk, const ImRect& card, const SimulationRun& run) {
  const Look& look = desk.look;
  const ImRect inside = draw_part(desk, card, Word::risk_dates);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (run.dates().empty()) {
    draw_text_in(
        look, list, inside, desk.say(Word::risk_no_dates),
        {.type = Type::table, .colour = look.colours().second_text, .align = Align::centre});
    return;
  }
  const float pill = inside.Max.x + 8 - 78;
  const float column = std::min(104.0F, (inside.GetWidth() + 16) * 0.14F);
  const std::array heads{Word::task_deadline, Word::risk_head_planned, Word::risk_head_p50,
                         Word::risk_head_p80, Word::risk_head_chance};
  for (int i = 0; i < 5; ++i) {
    const float x = pill - column * float(4 - i);
    draw_text_in(look, list,
                 {{x, card.Min.y + 10}, {i == 4 ? pill + 64 : x + column - 6, card.Min.y + 30}},
                 desk.say(heads[static_cast<std::size_t>(i)]),
                 {.type = Type::small,
                  .colour = look.colours().second_text,
                  .align = i == 4 ? Align::centre : Align::left});
  }
  ImGui::SetCursorScreenPos({inside.Min.x - 8, inside.Min.y - 4});
  ImGui::BeginChild("dates", {inside.GetWidth() + 16, inside.GetHeight() + 8});
  const ImVec2 top = ImGui::GetCursorScreenPos();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(run.dates().size()), kRiskLine);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const ImVec2 corner = top + ImVec2(0, kRiskLine * float(i));
      ImGui::PushID(i);
      draw_date_line(desk, run.dates()[static_cast<std::size_t>(i)],
                     {corner, corner + ImVec2(inside.GetWidth() + 16, kRiskLine)});
      ImGui::PopID();
      continue_at(corner + ImVec2(0, kRiskLine));
    }
  ImGui::EndChild();
}

// --- Buffers -------------------------------------------------------------------------------------

void set_buffer(const Desk& desk, Minutes size) {
  ChangeBuilder change = desk.change(make_label(Word::did_set_buffer, {}));
  change.set<&PlanInfo::buffer>(desk.plan().info_id(), size);
  desk.edit(std::move(change));
}

void draw_buffer_line(const Desk& desk, const ImRect& inside, int line, Word method, Minutes size) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = inside.Min.y + float(line) * 36;
  const bool chosen = desk.plan().info().buffer == size && size.count > 0;
  const ButtonSpec button{
      .id = "use",
      .label = desk.say(chosen ? Word::risk_buffer_used : Word::risk_buffer_use),
      .icon = chosen ? Icon::check : Icon::none,
      .kind = ButtonKind::quiet,
      .enabled = !chosen && size.count > 0};
  const float width = button_width(look, button);
  draw_text_in(look, list, {{inside.Min.x, y}, {inside.Max.x - width - 90, y + kControlHeight}},
               desk.say(method), {.type = Type::table});
  draw_text_in(look, list,
               {{inside.Max.x - width - 88, y}, {inside.Max.x - width - 10, y + kControlHeight}},
               days_text(desk.look, desk.plan(), size.count),
               {.type = Type::table_strong, .align = Align::right});
  ImGui::SetCursorScreenPos({inside.Max.x - width, y});
  ImGui::PushID(line);
  if (draw_button(look, button)) set_buffer(desk, size);
  ImGui::PopID();
}

void draw_buffers(const Desk& desk, const ImRect& card, const SimulationRun& run) {
  const Look& look = desk.look;
  const ImRect inside = draw_part(desk, card, Word::risk_buffers);
  const BufferAdvice& advice = run.buffers();
  const std::int32_t by_runs =
      desk.open().calendars()[Calendars::kPlan].between(run.planned(), run.finish().at.p80).count;
  draw_buffer_line(desk, inside, 0, Word::risk_buffer_runs, {std::max(by_runs, 0)});
  draw_buffer_line(desk, inside, 1, Word::risk_buffer_squares, advice.project.root_of_squares);
  draw_buffer_line(desk, inside, 2, Word::risk_buffer_half, advice.project.half);
  const auto shorts = std::ranges::count_if(advice.feeding, &FeedingBuffer::is_short);
  std::string told(desk.say(Word::risk_feeding_fine));
  if (shorts > 0) {
    const FeedingBuffer& first = advice.feeding.front();
    told = desk.say(Word::risk_feeding_short,
                    {fmt::format("{}", shorts), desk.title(first.last), desk.title(first.joins),
                     days_text(desk.look, desk.plan(), first.wanted.count),
                     days_text(desk.look, desk.plan(), first.room.count)});
  }
  ImGui::SetCursorScreenPos({inside.Min.x, inside.Min.y + 3 * 36 + 6});
  if (inside.GetHeight() > 3 * 36 + 30)
    draw_paragraph(
        look, told,
        {.type = Type::small,
         .colour = shorts > 0 ? look.theme.strong(Tone::warning) : look.colours().second_text},
        inside.GetWidth());
}

void draw_nothing_estimated(const Desk& desk, const ImRect& card) {
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  if (draw_empty_state(desk.look, card, Icon::load, desk.say(Word::risk_empty),
                       {.id = "assume_all", .label = desk.say(Word::risk_assume)}))
    desk.edit_and_tell(assume_confidence(desk.open(), desk.session.random(), Confidence::fair));
}

}  // namespace

void draw_risk_page(const Desk& desk, RiskState& state) {
  draw_page_parts(desk);
  state.begin_anew_if_changed(desk.session);
  draw_head(desk, state);
  const SimulationRun& run = *state.run;
  if (run.simulation().uncertain() == 0) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_nothing_estimated(desk, {at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)});
    return;
  }
  draw_cards(desk, run);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail() - ImVec2(0, kGap);
  const float upper = std::max(200.0F, (room.y - kGap) * 0.55F);
  const float wide = (room.x - kGap) * 0.58F;
  const float lower = at.y + upper + kGap;
  draw_distribution(desk, {at, at + ImVec2(wide, upper)}, run);
  draw_tornado(desk, {at + ImVec2(wide + kGap, 0), at + ImVec2(room.x, upper)}, run);
  draw_dates(desk, {{at.x, lower}, {at.x + wide, at.y + room.y}}, run);
  draw_buffers(desk, {{at.x + wide + kGap, lower}, {at.x + room.x, at.y + room.y}}, run);
  continue_at({at.x, at.y + room.y});
}

}  // namespace tongzhou
