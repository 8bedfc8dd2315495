#include "ui/pages/levelling.h"

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
#include "ui/widgets/line_list.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/progress.h"

namespace tongzhou {
namespace {

constexpr float kMovedHeight = 44;
constexpr float kBarHeight = 8;
constexpr float kEffectHeight = 30;
constexpr std::size_t kMostEffects = 4;  // more are counted, not listed

// --- Words ---------------------------------------------------------------------------------------

std::string date(const Desk& desk, Instant at) {
  return day_text(day_of(at), desk.look.this_year(), desk.look.language);
}

std::string moment(const Desk& desk, Instant at) {
  const std::int32_t minute = minute_of_day(at);
  return fmt::format("{} {:02}:{:02}", date(desk, at), minute / 60, minute % 60);
}

// "+3 d": elapsed days between two dates, signed.
std::string difference(const Desk& desk, Instant before, Instant after) {
  const int days = day_of(after) - day_of(before);
  if (days == 0)
    return before == after
               ? ""
               : (before < after ? "+" : "−") +
                     desk.say(Word::length_hours,
                              {number_text(std::abs(after.value - before.value) / 60.0)});
  return (days > 0 ? "+" : "−") + desk.say(Word::length_days, {fmt::format("{}", std::abs(days))});
}

// Why it moves, and what more there is to say of that.
struct Reasons {
  std::string why, more;
};
Reasons reasons_of(const Desk& desk, const LevellingRun& run, const MovedTask& moved) {
  switch (moved.why) {
    case MovedTask::Why::waits: {
      const Demands& demands = run.levelling().demands();
      const std::string who = desk.plan().name_of(record_of(desk.plan(), demands, moved.wait.pool));
      const Wait& wait = moved.wait;
      const bool person = demands.is_person(wait.pool);
      const std::string people = number_text(wait.people), until = moment(desk, wait.start);
      const auto day = [&](Instant at) { return short_date(day_of(at), desk.look.language); };
      const std::string since = day(wait.allowed), again = day(wait.start);
      return {wait.is_pause ? (person ? desk.say(Word::level_pauses_person, {who, since, again})
                                      : desk.say(Word::level_pauses, {people, who, since, again}))
              : person      ? desk.say(Word::level_waits_person, {who, until})
                            : desk.say(Word::level_waits, {people, who, until}),
              wait.holder == kNoSlot ? std::string(desk.say(Word::level_more_people))
                                     : desk.say(Word::level_held_by, {desk.title(wait.holder)})};
    }
    case MovedTask::Why::follows:
      return {moved.leader == kNoSlot ? std::string(desk.say(Word::level_follows_phase))
                                      : desk.say(Word::level_follows, {desk.title(moved.leader)}),
              {}};
    case MovedTask::Why::earlier: return {std::string(desk.say(Word::level_earlier)), {}};
  }
  return {};
}

// --- The head ------------------------------------------------------------------------------------

bool is_left_out(const LevellingState& state, Id<Task> task) {
  return std::ranges::find(state.left_out, task) != state.left_out.end();
}

void count_taken(const Desk& desk, LevellingState& state) {
  const int results = state.run->levelling().results();
  if (state.counted_results == results && state.counted_left_out == state.left_out.size()) return;
  state.counted_results = results;
  state.counted_left_out = state.left_out.size();
  const auto& tasks = desk.plan().table<Task>();
  state.taken = static_cast<std::size_t>(
      std::ranges::count_if(state.run->moved(), [&](const MovedTask& moved) {
        return moved.is_own && !is_left_out(state, tasks[moved.task].id);
      }));
}

void draw_head(const Desk& desk, const LevellingState& state) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float width = ImGui::GetContentRegionAvail().x;
  const std::string take = desk.say(Word::level_accept, {fmt::format("{}", state.taken)});
  const ButtonSpec accept{.id = "accept",
                          .label = take,
                          .icon = Icon::check,
                          .kind = ButtonKind::primary,
                          .enabled = state.taken > 0};
  const ButtonSpec forget{.id = "forget",
                          .label = desk.say(Word::level_forget),
                          .tip = desk.say(Word::level_forget_help),
                          .enabled = state.run->was_levelled()};
  const float buttons = button_width(look, accept) + 8 + button_width(look, forget);
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::title)) / 2);
  draw_heading(look, desk.say(Word::level_title), Type::title, 2);
  ImGui::SameLine(0, 12);
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2 + 1);
  draw_label(look, desk.say(Word::level_purpose),
             {.type = Type::table, .colour = look.colours().second_text},
             std::max(40.0F, left + width - buttons - 16 - ImGui::GetCursorPosX()));
  ImGui::SetCursorPos({left + width - button_width(look, accept), top});
  if (draw_button(look, accept))
    desk.edit_and_tell(state.run->accept(desk.open(), desk.session.random(), state.left_out));
  ImGui::SetCursorPos({left + width - buttons, top});
  if (draw_button(look, forget))
    desk.edit_and_tell(forget_levelling(desk.open(), desk.session.random()));
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

std::size_t count_late(const LevellingRun& run) {
  return static_cast<std::size_t>(std::ranges::count_if(
      run.effects(),
      [](const LevellingEffect& effect) { return effect.is_late() && !effect.was_late(); }));
}

void draw_search(const Desk& desk, const ImRect& box, LevellingRun& run) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(look, list, box);
  const float x = box.Min.x + 16, right = box.Max.x - 12;
  draw_text_in(look, list, {x, box.Min.y + 10, right, box.Min.y + 28}, desk.say(Word::level_search),
               {.type = Type::small, .colour = look.colours().second_text});
  const Levelling& levelling = run.levelling();
  std::string told;
  if (levelling.is_proved())
    told = desk.say(Word::level_proved);
  else if (run.is_running())
    told = desk.say(Word::level_running);
  else
    told = desk.say(levelling.expected_schedules() == 0 ? Word::level_quick
                    : levelling.is_done()               ? Word::level_done
                                                        : Word::level_stopped);
  ImGui::SetCursorScreenPos({x, box.Min.y + 32});
  draw_label(look, told,
             {.type = Type::body_strong,
              .colour = levelling.is_proved() ? look.theme.strong(Tone::good) : 0},
             right - x - 84);
  ImGui::SetCursorScreenPos({x, box.Min.y + 57});
  draw_progress(look, desk.say(Word::level_search), static_cast<float>(run.progress()), right - x);
  draw_text_in(look, list, {x, box.Min.y + 64, right, box.Min.y + 84},
               desk.say(Word::level_tried, {fmt::format("{}", levelling.schedules())}),
               {.type = Type::small, .colour = look.colours().second_text});
  if (levelling.is_done()) return;
  const bool running = run.is_running();
  const ButtonSpec button{.id = "stop",
                          .label = desk.say(running ? Word::level_stop : Word::level_go_on)};
  ImGui::SetCursorScreenPos({right - button_width(look, button), box.Min.y + 14});
  if (draw_button(look, button)) running ? run.stop() : run.go_on();
}

void draw_cards(const Desk& desk, LevellingRun& run) {
  const Levelling& levelling = run.levelling();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float each = (width - 3 * kGap) / 4;
  const auto box = [&](int i) {
    const ImVec2 corner = at + ImVec2(static_cast<float>(i) * (each + kGap), 0);
    return ImRect{corner, corner + ImVec2(each, kFigureCardHeight)};
  };
  const std::string later = difference(desk, run.finish_before(), run.finish());
  draw_figure_card(
      desk.look, box(0),
      {"finish", desk.say(Word::level_finish), to_iso(day_of(run.finish())),
       later.empty() ? std::string(desk.say(Word::level_as_before))
                     : desk.say(Word::level_before, {date(desk, run.finish_before()), later}),
       run.finish() > run.finish_before() ? Tone::warning : Tone::neutral});
  const std::string gap = difference(desk, levelling.bound(), run.finish());
  draw_figure_card(desk.look, box(1),
                   {"bound", desk.say(Word::level_bound), to_iso(day_of(levelling.bound())),
                    levelling.is_proved() ? std::string(desk.say(Word::level_bound_met))
                                          : desk.say(Word::level_gap, {gap}),
                    levelling.is_proved() ? Tone::good : Tone::neutral});
  const std::size_t late = count_late(run), crowded = levelling.best().crowded.size();
  draw_figure_card(desk.look, box(2),
                   {"moved", desk.say(Word::level_moved), fmt::format("{}", run.moved().size()),
                    crowded > 0 ? desk.say(Word::level_crowded, {fmt::format("{}", crowded)})
                    : late > 0  ? desk.say(Word::level_new_late, {fmt::format("{}", late)})
                                : std::string(desk.say(Word::level_all_kept)),
                    crowded > 0 ? Tone::critical
                    : late > 0  ? Tone::warning
                                : Tone::good});
  draw_search(desk, box(3), run);
  ImGui::SetCursorScreenPos(at + ImVec2(0, kFigureCardHeight + kGap));
}

// --- What cannot be met, and what becomes of milestones and deadlines
// -----------------------------

void draw_notes(const Desk& desk, const LevellingRun& run) {
  const Look& look = desk.look;
  std::vector<std::pair<Tone, std::string>> notes;
  const Levelling& levelling = run.levelling();
  for (const ImpossibleNeed& need : levelling.impossible()) {
    if (notes.size() == kMostEffects) break;
    const std::string who =
        desk.plan().name_of(record_of(desk.plan(), levelling.demands(), need.pool));
    notes.emplace_back(Tone::critical, desk.say(Word::level_impossible, {desk.title(need.task), who,
                                                                         number_text(need.people),
                                                                         number_text(need.most)}));
  }
  for (const Slot task : levelling.best().crowded) {
    if (notes.size() >= 2 * kMostEffects) break;
    notes.emplace_back(Tone::warning, desk.say(Word::level_stays_crowded, {desk.title(task)}));
  }
  std::size_t told = 0;
  for (const LevellingEffect& effect : run.effects()) {
    if (told++ == kMostEffects) break;
    const std::string& title = desk.title(effect.task);
    const std::string later = difference(desk, effect.before, effect.after);
    if (effect.is_late() && !effect.was_late())
      notes.emplace_back(Tone::warning,
                         desk.say(Word::level_deadline_lost,
                                  {title, date(desk, effect.after), date(desk, effect.deadline)}));
    else if (effect.was_late() && !effect.is_late())
      notes.emplace_back(Tone::good,
                         desk.say(Word::level_deadline_won, {title, date(desk, effect.after)}));
    else
      notes.emplace_back(Tone::neutral,
                         desk.say(Word::level_milestone, {title, date(desk, effect.before),
                                                          date(desk, effect.after), later}));
  }
  if (run.effects().size() > kMostEffects)
    notes.emplace_back(
        Tone::neutral,
        desk.say(Word::and_more, {fmt::format("{}", run.effects().size() - kMostEffects)}));
  for (const auto& [tone, text] : notes) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImRect box{at, at + ImVec2(ImGui::GetContentRegionAvail().x, kEffectHeight - 4)};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool quiet = tone == Tone::neutral;
    list.AddRectFilled(box.Min, box.Max, quiet ? look.colours().quiet : look.theme.soft(tone), 6);
    draw_icon_sized(list,
                    quiet                ? Icon::milestone
                    : tone == Tone::good ? Icon::check
                                         : Icon::warning,
                    {box.Min.x + 16, box.GetCenter().y}, 16,
                    quiet ? look.colours().second_text : look.theme.strong(tone));
    ImGui::SetCursorScreenPos({box.Min.x + 32, box.GetCenter().y - line_height(Type::table) / 2});
    draw_label(look, text, {.type = Type::table}, box.GetWidth() - 44);
    ImGui::SetCursorScreenPos({at.x, at.y + kEffectHeight});
  }
  if (!notes.empty()) ImGui::Dummy({0, kGap - 4});
}

// --- The moved tasks -----------------------------------------------------------------------------

struct Columns {
  float title, why, dates, chart, right;  // left edges
};

Columns columns_of(const ImRect& box) {
  const float width = box.GetWidth();
  const float dates = 160, chart = std::max(120.0F, width * 0.28F);
  const float rest = width - 44 - dates - chart - 24;
  Columns columns{};
  columns.title = box.Min.x + 44;
  columns.why = columns.title + std::min(240.0F, rest * 0.4F);
  columns.dates = box.Max.x - chart - dates - 12;
  columns.chart = box.Max.x - chart - 12;
  columns.right = box.Max.x - 12;
  return columns;
}

void draw_bars(const Desk& desk, const MovedTask& moved, const TimeScale& scale,
               const ImRect& box) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Task& task = desk.plan().table<Task>()[moved.task].record;
  const Department* department = desk.plan().find(task.department);
  const ImU32 colour =
      department != nullptr ? department_colour(look, department->colour) : look.colours().accent;
  const auto bar = [&](Instant from, Instant to, float top) {
    const float x = box.Min.x + static_cast<float>(scale.x_of(from));
    const float end = box.Min.x + static_cast<float>(scale.x_of(to));
    return ImRect{{x, top}, {std::max(end, x + 3), top + kBarHeight}};
  };
  const float middle = box.GetCenter().y;
  const ImRect before = bar(moved.start_before, moved.finish_before, middle - kBarHeight - 2);
  list.PushClipRect(box.Min, box.Max, true);
  list.AddRectFilled(before.Min, before.Max, look.colours().line, 3);
  list.AddRect(before.Min, before.Max, look.colours().faint_text, 3);
  for_each_part(moved.pauses, moved.start, moved.finish, [&](Instant from, Instant to) {
    const ImRect after = bar(from, to, middle + 2);
    list.AddRectFilled(after.Min, after.Max, colour, 3);
  });
  list.PopClipRect();
}

void draw_moved(const Desk& desk, const MovedTask& moved, const TimeScale& scale, const ImRect& box,
                LevellingState& state) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  const Entry<Task>& entry = desk.plan().table<Task>()[moved.task];
  const Columns columns = columns_of(box);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool taken = !is_left_out(state, entry.id);
  if (moved.is_own) {
    ImGui::SetCursorScreenPos({box.Min.x + 14, box.GetCenter().y - kCheckboxSize / 2});
    if (draw_checkbox(look, "take", desk.say(Word::level_take, {entry.record.title}), taken)) {
      if (taken)
        state.left_out.push_back(entry.id);
      else
        std::erase(state.left_out, entry.id);
    }
  }
  const Item go =
      add_item_at("go", {{columns.title - 6, box.Min.y + 2}, {columns.why - 8, box.Max.y - 2}},
                  {.role = access::Role::button, .name = entry.record.title});
  if (go.visible) {
    draw_veil(look, go, 6);
    const Department* department = desk.plan().find(entry.record.department);
    draw_text_in(look, list, {{columns.title, box.Min.y + 4}, {columns.why - 12, box.Min.y + 24}},
                 entry.record.title,
                 {.type = Type::table_strong, .colour = taken ? c.text : c.faint_text});
    if (department != nullptr)
      draw_department_in(
          look, list, {{columns.title, box.Min.y + 23}, {columns.why - 12, box.Max.y - 4}},
          department->colour, department->name, {.type = Type::small, .colour = c.second_text});
    draw_focus_ring(look, go, 6);
  }
  if (go.pressed) show_record(desk, ref(entry.id));
  // Two lines side by side in each column: what, and in small what more there is to it.
  const auto draw_lines = [&](float left, float right, std::string_view upper,
                              std::string_view lower) {
    const float top = lower.empty() ? box.Min.y + 12 : box.Min.y + 4;
    ImGui::SetCursorScreenPos({left, top});
    draw_label(look, upper, {.type = Type::table, .colour = taken ? c.text : c.faint_text},
               right - left);
    if (lower.empty()) return;
    ImGui::SetCursorScreenPos({left, box.Min.y + 24});
    draw_label(look, lower, {.type = Type::small, .colour = c.second_text}, right - left);
  };
  const Reasons reasons = reasons_of(desk, *state.run, moved);
  draw_lines(columns.why, columns.dates - 12, reasons.why, reasons.more);
  draw_lines(columns.dates, columns.chart - 12,
             fmt::format("{} → {}", short_date(day_of(moved.start_before), look.language),
                         short_date(day_of(moved.start), look.language)),
             moved.pauses.empty()
                 ? difference(desk, moved.start_before, moved.start)
                 : desk.say(Word::level_pause_count, {fmt::to_string(moved.pauses.size())}));
  draw_bars(desk, moved, scale, {{columns.chart, box.Min.y}, {columns.right, box.Max.y}});
  list.AddLine({box.Min.x + 12, box.Max.y - 1}, {box.Max.x - 12, box.Max.y - 1}, c.line);
}

void draw_list_head(const Desk& desk, const ImRect& box, const TimeScale& scale) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Columns columns = columns_of(box);
  const TextLook style{.type = Type::small_strong, .colour = look.colours().second_text};
  draw_text_in(look, list, {{columns.title, box.Min.y}, {columns.why, box.Max.y}},
               desk.say(Word::task), style);
  draw_text_in(look, list, {{columns.why, box.Min.y}, {columns.dates, box.Max.y}},
               desk.say(Word::level_reason), style);
  draw_text_in(look, list, {{columns.dates, box.Min.y}, {columns.chart, box.Max.y}},
               desk.say(Word::column_start), style);
  const TimeTicks ticks = make_ticks(scale, look.language, [&](std::string_view text) {
    return text_width(look, Type::small, text);
  });
  for (const Tick& tick : ticks.coarse) {
    const float x = columns.chart + static_cast<float>(tick.left);
    if (tick.label.empty() || x < columns.chart - 1) continue;
    draw_text_in(look, list, {{x, box.Min.y}, {columns.right, box.Max.y}}, tick.label,
                 {.type = Type::small, .colour = look.colours().faint_text});
  }
  list.AddLine({box.Min.x, box.Max.y}, {box.Max.x, box.Max.y}, look.colours().line);
}

void draw_moves(const Desk& desk, LevellingState& state) {
  const LevellingRun& run = *state.run;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect card{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  if (run.moved().empty()) {
    if (draw_empty_state(desk.look, card, Icon::check, desk.say(Word::level_nothing),
                         {.id = "plan", .label = desk.say(Word::go_plan), .icon = Icon::plan}))
      desk.view.page = "plan";
    return;
  }
  constexpr float kHead = 32;
  const ImRect head{card.Min, {card.Max.x, card.Min.y + kHead}};
  const Columns columns = columns_of(head);
  const TimeScale scale = fit(run.first(), run.last(), columns.right - columns.chart, {4, 8});
  draw_list_head(desk, head, scale);
  draw_line_list("moved", {{card.Min.x, head.Max.y + 1}, card.Max - ImVec2(0, 6)},
                 run.moved().size(), kMovedHeight, [&](std::size_t i, const ImRect& box) {
                   draw_moved(desk, run.moved()[i], scale, box, state);
                 });
}

}  // namespace

void draw_levelling_page(const Desk& desk, LevellingState& state) {
  if (state.begin_anew_if_changed(desk.session)) {
    state.left_out.clear();
    state.counted_results = 0;
  }
  count_taken(desk, state);
  draw_page_parts(desk);
  draw_head(desk, state);
  draw_cards(desk, *state.run);
  draw_notes(desk, *state.run);
  draw_moves(desk, state);
}

}  // namespace tongzhou
