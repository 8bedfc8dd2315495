#include "ui/shell/goal_sheet.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "app/goal_edits.h"
#include "app/value_reading.h"
#include "core/sorting.h"
#include "documents/time_scale.h"
#include "insight/series.h"
#include "ui/goal_words.h"
#include "ui/pages.h"
#include "ui/record_options.h"
#include "ui/shell/attached.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plot.h"
#include "ui/widgets/progress.h"

namespace tongzhou {
namespace {

constexpr float kChartHeight = 118;
constexpr std::size_t kChartPoints = 400;
constexpr std::size_t kMostMeasurements = 12;

Id<Goal> id_of(const Desk& desk, const GoalFacts& facts) {
  return desk.plan().table<Goal>()[facts.goal].id;
}

void draw_progress_of(const Desk& desk, const GoalFacts& facts) {
  const Look& look = desk.look;
  const std::string part = facts.part ? percent_text(*facts.part) : "–";
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_text_in(look, list, {at, at + ImVec2(width, 30)}, part, {.type = Type::title});
  draw_text_in(look, list, {at + ImVec2(70, 0), at + ImVec2(width, 30)}, goal_way_text(desk, facts),
               {.type = Type::table, .colour = look.colours().second_text, .align = Align::right});
  ImGui::SetCursorScreenPos(at + ImVec2(0, 34));
  draw_progress(look, desk.say(Word::goal_part),
                std::clamp(float(facts.part.value_or(0)), 0.0F, 1.0F), width,
                look.theme.strong(tone_of(course_today(desk, facts))));
  ImGui::Dummy({0, 2});
  const std::string source = goal_source_text(desk, facts);
  draw_paragraph(
      look, facts.source == GoalSource::automatic ? source : desk.say(Word::goal_from, {source}),
      {.type = Type::small, .colour = look.colours().second_text}, width);
  ImGui::Dummy({0, 4});
}

// What was wanted and what was measured, over time.
void draw_course_chart(const Desk& desk, const GoalFacts& facts, const GoalSheetState& state) {
  if (facts.wanted.empty() && state.measured.size() < 2) return;
  const Look& look = desk.look;
  const Goal& goal = goal_of(desk, facts);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const ImRect box{at + ImVec2(50, 8), at + ImVec2(width - 4, kChartHeight - 40)};
  Day first, last;
  double low = std::numeric_limits<double>::infinity(), high = -low;
  const auto include = [&](std::span<const GoalPoint> points) {
    for (const GoalPoint& point : points) {
      first = first.is_set() ? std::min(first, point.day) : point.day;
      last = std::max(last, point.day);
      low = std::min(low, point.value);
      high = std::max(high, point.value);
    }
  };
  include(facts.wanted);
  include(state.measured);
  const Plot plot(look, box, start_of(first), start_of(last), low, high);
  plot.draw_values(2, [&](double value) {
    const double span = high - low;
    return grouped_number(span >= 10 ? std::round(value) : value);
  });
  plot.draw_dates();
  const auto line = [&](std::span<const GoalPoint> points, ImU32 colour, float thickness,
                        float dot) {
    std::vector<Plot::Point> drawn;
    for (const GoalPoint& point : points) drawn.push_back({start_of(point.day), point.value});
    plot.draw_line(drawn, colour, thickness, dot);
  };
  line(facts.wanted, look.colours().faint_text, 1.5F, 0);
  line(state.measured, look.theme.strong(tone_of(course_today(desk, facts))), 2,
       state.measured.size() > 40 ? 0.0F : 3.0F);
  const float now = plot.x_of(start_of(look.today));
  if (now >= box.Min.x && now <= box.Max.x)
    ImGui::GetWindowDrawList()->AddLine({now, box.Min.y}, {now, box.Max.y},
                                        with_alpha(look.colours().accent, 0.7F));
  access::describe({.id = ImGui::GetID("chart"),
                    .role = access::Role::note,
                    .name = goal.title,
                    .value = goal_source_text(desk, facts),
                    .rect = {at.x, at.y, at.x + width, at.y + kChartHeight}});
  ImGui::Dummy({width, kChartHeight});
}

// A day, a value and a button; the value in the frame in which it is to be noted.
std::optional<double> draw_measure(const Desk& desk, MeasureState& state, FormState& form) {
  const Look& look = desk.look;
  if (!state.day.is_set()) state.day = look.today;
  const ButtonSpec note{.id = "note",
                        .label = desk.say(Word::goal_add_measurement),
                        .kind = ButtonKind::tinted,
                        .enabled = !state.value.empty()};
  const float width = ImGui::GetContentRegionAvail().x;
  const float button = button_width(look, note);
  const float day = 128;
  if (const auto chosen = draw_date_field(look,
                                          {.id = "measured",
                                           .name = desk.say(Word::measurement_day),
                                           .value = start_of(state.day),
                                           .default_minute = 0,
                                           .may_be_empty = false,
                                           .width = day},
                                          form.date))
    state.day = day_of(*chosen);
  ImGui::SameLine(0, 4);
  const FieldEvent event = draw_field(look,
                                      {.id = "value",
                                       .name = desk.say(Word::measurement_value),
                                       .hint = desk.say(Word::goal_measure_hint),
                                       .width = width - day - button - 8},
                                      state.value);
  ImGui::SameLine(0, 4);
  const bool wanted = draw_button(look, note) ||
                      (event == FieldEvent::committed && ImGui::IsKeyPressed(ImGuiKey_Enter));
  ImGui::Dummy({0, kFormGap});
  if (!wanted || state.value.empty()) return std::nullopt;
  const FieldInfo& field = field_at(Kind::measurement, field_number<&Measurement::value>());
  const auto value = read_value(look.today, desk.plan(), {}, field, state.value);
  if (!value || std::get<double>(*value) == kNoAmount) {
    desk.tell_trouble(desk.say(Word::cannot_read, {state.value, desk.say(field.label)}));
    return std::nullopt;
  }
  state.value.clear();
  return std::get<double>(*value);
}

// Many values at once, typed or pasted from a sheet.
void draw_measure_many(const Desk& desk, const Measurement& of, MeasureState& state) {
  const Look& look = desk.look;
  if (draw_button(look, {.id = "many",
                         .label = desk.say(Word::measure_many),
                         .icon = Icon::paste,
                         .kind = ButtonKind::quiet,
                         .chosen = state.has_many}))
    state.has_many = !state.has_many;
  if (!state.has_many) return;
  ImGui::Dummy({0, 2});
  draw_note_field(look,
                  {.id = "lines",
                   .name = desk.say(Word::measure_many),
                   .hint = desk.say(Word::measure_many_hint)},
                  110, state.many);
  ImGui::Dummy({0, 2});
  if (draw_button(look, {.id = "note_many",
                         .label = desk.say(Word::goal_add_measurement),
                         .kind = ButtonKind::tinted,
                         .name = fmt::format("{} · {}", desk.say(Word::measure_many),
                                             desk.say(Word::goal_add_measurement)),
                         .enabled = !state.many.empty()})) {
    Result<Draft> draft =
        measure_many(desk.open(), desk.session.random(), of, state.many, look.today);
    if (draft) {
      state.many.clear();
      state.has_many = false;
      desk.edit_and_tell(std::move(*draft));
    } else {
      desk.tell(draft.error());
    }
  }
  ImGui::Dummy({0, kFormGap});
}

void collect_lines(const Plan& plan, Id<Goal> id, GoalSheetState& state) {
  const auto of_goal = [&](const auto& record) { return record.goal == id; };
  state.steps = attached<GoalStep>(plan, of_goal);
  sort_stably(state.steps, {}, [&](Id<GoalStep> step) { return plan.find(step)->day; });
  state.deliverables = attached<Deliverable>(plan, of_goal);
  state.measurements = attached<Measurement>(plan, of_goal);
  const auto newer = [&](Id<Measurement> a, Id<Measurement> b) {
    return std::pair(plan.find(a)->day, a) > std::pair(plan.find(b)->day, b);
  };
  const std::size_t shown = std::min(state.measurements.size(), kMostMeasurements);
  sort_stably(state.measurements, newer);
  state.more_measurements = state.measurements.size() - shown;
  state.measurements.resize(shown);
}

template <class Record>
void draw_point_lines(const Desk& desk, std::span<const Id<Record>> ids, FieldNumber day,
                      FieldNumber value, FormState& form) {
  for (const Id<Record> id : ids) {
    ImGui::PushID(static_cast<int>(id.value ^ (id.value >> 32)));
    const float width = ImGui::GetContentRegionAvail().x;
    const float number = 96;
    draw_small_day(desk, ref(id), day, width - number - kControlHeight - 8, form);
    ImGui::SameLine(0, 4);
    draw_small_field(desk, ref(id), value, number, desk.say(Word::measurement_value));
    ImGui::SameLine(0, 4);
    draw_remove(desk, ref(id));
    ImGui::Dummy({0, 2});
    ImGui::PopID();
  }
}

void draw_title(const Desk& desk, Word word) {
  ImGui::Dummy({0, 4});
  draw_label(desk.look, desk.say(word), {.type = Type::table_strong});
  ImGui::Dummy({0, 2});
}

}  // namespace

void draw_goal_pills(const Desk& desk, const GoalFacts& facts) {
  const Course course = course_today(desk, facts);
  draw_pill(desk.look, Tone::accent,
            desk.say(goal_of(desk, facts).department ? Word::goal : Word::goal_joint));
  ImGui::SameLine(0, 6);
  draw_pill(desk.look, tone_of(course), desk.say(word_of(course)));
}

void draw_goal_course(const Desk& desk, const GoalFacts& facts, GoalSheetState& state,
                      FormState& form) {
  const Goal& goal = goal_of(desk, facts);
  const Id<Goal> id = id_of(desk, facts);
  if (state.of != id) state = {.of = id};
  if (state.revision != desk.plan().revision()) {
    state.revision = desk.plan().revision();
    state.measured = reduce_series(facts.measured, kChartPoints);
    collect_lines(desk.plan(), id, state);
  }
  draw_progress_of(desk, facts);
  draw_course_chart(desk, facts, state);
  const auto fact = [&](Word label, std::optional<double> value) {
    if (value) draw_form_fact(desk, desk.say(label), goal_value_text(desk, goal, *value));
  };
  if (goal.measure != Measure::yes_no) {
    fact(Word::goal_wanted, wanted_on(facts, desk.look.today));
    if (goal.deadline.is_set() && facts.source == GoalSource::measurements)
      fact(Word::goal_forecast, forecast_for(facts, goal.deadline));
  }
  if (facts.ready.is_set())
    draw_form_fact(desk, desk.say(Word::goal_ready),
                   date_text(day_of(facts.ready), desk.look.this_year(), desk.look.language),
                   goal.deadline.is_set() && day_of(facts.ready) > goal.deadline ? Tone::critical
                                                                                 : Tone::neutral);
  if (const std::string shares = share_check_text(desk, facts); !shares.empty()) {
    draw_paragraph(
        desk.look, shares,
        {.type = Type::table, .colour = desk.look.theme.strong(share_check_tone(desk, facts))});
    ImGui::Dummy({0, kFormGap});
  }
  if (goal.source != GoalSource::automatic && goal.source != GoalSource::measurements) return;
  if (const auto value = draw_measure(desk, state.measure, form))
    desk.edit(measure_goal(desk.open(), desk.session.random(), id, state.measure.day, *value));
  draw_measure_many(desk, {.goal = id}, state.measure);
}

void draw_goal_lines(const Desk& desk, const GoalFacts& facts, const GoalSheetState& state,
                     FormState& form) {
  const Plan& plan = desk.plan();
  ImGui::PushID("steps");
  draw_title(desk, Word::goal_steps);
  draw_point_lines<GoalStep>(desk, state.steps, field_number<&GoalStep::day>(),
                             field_number<&GoalStep::value>(), form);
  if (draw_button(desk.look, {.id = "add",
                              .label = desk.say(Word::goal_add_step),
                              .icon = Icon::plus,
                              .kind = ButtonKind::quiet}))
    desk.edit(
        add_goal_step(desk.open(), desk.session.random(), id_of(desk, facts), desk.look.today));
  ImGui::PopID();
  if (!state.measurements.empty()) {
    ImGui::PushID("measurements");
    draw_title(desk, Word::goal_measurements);
    draw_point_lines<Measurement>(desk, state.measurements, field_number<&Measurement::day>(),
                                  field_number<&Measurement::value>(), form);
    if (state.more_measurements > 0)
      draw_label(desk.look,
                 desk.say(Word::history_more, {fmt::format("{}", state.more_measurements)}),
                 {.type = Type::small, .colour = desk.look.colours().second_text});
    ImGui::PopID();
  }
  if (!state.deliverables.empty()) draw_title(desk, Word::goal_deliverables);
  for (const Id<Deliverable> deliverable : state.deliverables) {
    const DeliverableFacts& told = *find_facts(desk, deliverable);
    ImGui::PushID(static_cast<int>(deliverable.value ^ (deliverable.value >> 32)));
    if (draw_button(desk.look, {.id = "deliverable",
                                .label = plan.name_of(ref(deliverable)),
                                .icon = Icon::box,
                                .kind = ButtonKind::quiet}))
      show_record(desk, ref(deliverable));
    ImGui::SameLine(0, 8);
    draw_pill(desk.look, tone_of(told.state), desk.say(word_of(told.state)));
    ImGui::PopID();
  }
  ImGui::Dummy({0, kGap});
}

void draw_indicator_measure(const Desk& desk, Id<Indicator> id, IndicatorSheetState& state,
                            FormState& form) {
  if (desk.plan().find(id)->source != IndicatorSource::measured) return;
  if (state.of != id) state = {.of = id};
  if (desk.plan().find(state.department) == nullptr) state.department = {};
  draw_title(desk, Word::goal_measurements);
  const Department* department = desk.plan().find(state.department);
  const auto chosen = draw_choice(
      desk.look,
      {.id = "department",
       .name = desk.say(Word::department),
       .current = department != nullptr ? std::string_view(department->name)
                                        : desk.say(Word::goals_of_all),
       .dot = department != nullptr ? department->colour : -1},
      form.choice, [&] {
        const AnyId now = state.department.any();
        return reference_options(desk, Kind::department, now ? AnyRefs{now} : AnyRefs{});
      });
  if (chosen) state.department = {chosen_reference(desk, Kind::department, *chosen).value};
  ImGui::Dummy({0, 4});
  if (const auto value = draw_measure(desk, state.measure, form))
    desk.edit(measure_indicator(desk.open(), desk.session.random(), id, state.department,
                                state.measure.day, *value));
  draw_measure_many(desk, {.indicator = id, .department = state.department}, state.measure);
}

}  // namespace tongzhou
