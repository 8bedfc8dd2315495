#include <array>

#include "app/file_forms.h"
#include "app/reports.h"
#include "exchange/answer_sheet.h"
#include "ui/pages/feedback_parts.h"
#include "ui/record_options.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/field.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

// Computed columns; all others are fields.
enum FeedbackColumn : std::uint16_t { stage_column = 1000, age_column, answers_column };

Tone tone_of(SuggestionStage stage) {
  switch (stage) {
    case SuggestionStage::inbox: return Tone::warning;
    case SuggestionStage::accepted:
    case SuggestionStage::improving: return Tone::accent;
    case SuggestionStage::done:
    case SuggestionStage::answered: return Tone::good;
    case SuggestionStage::declined: return Tone::neutral;
  }
  return Tone::neutral;
}

class SuggestionRows : public RecordRows {
 public:
  SuggestionRows(const Desk& desk, const ProblemMarks& problems, const FeedbackState& state,
                 const std::vector<AnyRef>& records)
      : RecordRows(desk, Kind::suggestion, problems, records,
                   {field_number<&Suggestion::title>(), field_number<&Suggestion::department>(),
                    field_number<&Suggestion::topic>(), field_number<&Suggestion::sender>(),
                    field_number<&Suggestion::received>()}),
        desk_(desk),
        state_(state),
        records_(records) {}

  std::vector<GridColumn> suggestion_columns() const {
    std::vector<GridColumn> all = columns();
    all.insert(all.begin() + 1,
               {.key = stage_column, .head = desk_.say(Word::suggestion_stage), .width = 96});
    all.insert(all.begin() + 2,
               {.key = age_column, .head = desk_.say(Word::suggestion_age), .width = 72});
    return all;
  }
  Cell cell(int row, int key) const override {
    const Slot slot = slot_of(row);
    const SuggestionFacts& facts = state_.facts[state_.fact_of[slot]];
    if (key == stage_column)
      return {.text = std::string(desk_.say(word_of(facts.stage))), .tone = tone_of(facts.stage)};
    if (key == age_column)
      return {.text = desk_.say(Word::suggestion_days, {std::to_string(facts.age)})};
    if (key == field_number<&Suggestion::sender>() &&
        desk_.plan().table<Suggestion>()[slot].record.sender.empty())
      return {.text = std::string(desk_.say(Word::suggestion_anonymous)), .faint = true};
    return RecordRows::cell(row, key);
  }

 private:
  Slot slot_of(int row) const {
    return desk_.plan().table<Suggestion>().find_slot(
        Id<Suggestion>{records_[static_cast<std::size_t>(row)].id.value});
  }

  const Desk& desk_;
  const FeedbackState& state_;
  const std::vector<AnyRef>& records_;
};

// How many are at each stage, and the choice of one.
void draw_stages(const Desk& desk, FeedbackState& state) {
  std::array<std::size_t, kSuggestionStages + 1> counts{state.facts.size()};
  for (const SuggestionFacts& one : state.facts) ++counts[static_cast<std::size_t>(one.stage) + 1];
  std::array<std::string, kSuggestionStages + 1> labels;
  std::array<std::string_view, kSuggestionStages + 1> views;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const Word word = i == 0 ? Word::suggestion_all : word_of(static_cast<SuggestionStage>(i - 1));
    labels[i] = std::string(desk.say(word)) + " " + std::to_string(counts[i]);
    views[i] = labels[i];
  }
  state.stage =
      draw_segments(desk.look, "stage", desk.say(Word::suggestion_stage), views, state.stage);
}

std::string theme_line(const Desk& desk, const FeedbackState& state) {
  std::string line;
  for (const Phrase& theme : state.themes)
    line += (line.empty() ? "" : "   ") + theme.text + " " +
            desk.say(Word::suggestion_theme_count, {std::to_string(theme.texts)});
  return line;
}

class SurveyRows : public RecordRows {
 public:
  SurveyRows(const Desk& desk, const ProblemMarks& problems, const FeedbackState& state)
      : RecordRows(desk, Kind::survey, problems, state.all_surveys,
                   {field_number<&Survey::title>(), field_number<&Survey::departments>(),
                    field_number<&Survey::opens>(), field_number<&Survey::closes>(),
                    field_number<&Survey::asked>(), field_number<&Survey::keeper>()}),
        desk_(desk),
        state_(state) {}

  std::vector<GridColumn> survey_columns() const {
    std::vector<GridColumn> all = columns();
    all.insert(all.begin() + 1,
               {.key = answers_column, .head = desk_.say(Word::batch_answers), .width = 84});
    return all;
  }
  Cell cell(int row, int key) const override {
    const AnyRef record = state_.all_surveys[static_cast<std::size_t>(row)];
    if (key == answers_column)
      return {
          .text = std::to_string(
              state_.answers[desk_.plan().table<Survey>().find_slot(Id<Survey>{record.id.value})])};
    return RecordRows::cell(row, key);
  }

 private:
  const Desk& desk_;
  const FeedbackState& state_;
};

}  // namespace

void draw_suggestions(const Desk& desk, const TaskFacts& facts, FeedbackState& state, ImRect area) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (state.facts.empty()) {
    draw_card_ground(look, list, area);
    if (draw_empty_state(
            look, area, Icon::mail, desk.say(Word::suggestions_empty),
            {.id = "first", .label = desk.say(Word::box_form_save), .icon = Icon::file}))
      save_suggestion_form(desk);
    return;
  }
  ImGui::SetCursorScreenPos(area.Min);
  draw_stages(desk, state);
  area.Min.y += kControlHeight + kGap;
  if (!state.themes.empty()) {
    constexpr float kThemes = 24;
    area.Max.y -= kThemes;
    ImGui::SetCursorScreenPos({area.Min.x + 4, area.Max.y + 6});
    draw_label(look, desk.say(Word::suggestion_themes), {.type = Type::small_strong});
    ImGui::SameLine(0, 12);
    draw_label(look, theme_line(desk, state),
               {.type = Type::small, .colour = look.colours().second_text});
  }
  draw_card_ground(look, list, area);
  std::vector<AnyRef> records;
  for (const SuggestionFacts& one : state.facts)
    if (state.stage == 0 || static_cast<int>(one.stage) + 1 == state.stage)
      records.push_back(ref(desk.plan().table<Suggestion>()[one.slot].id));
  if (records.empty()) {
    draw_text_in(
        look, list, area, desk.say(Word::suggestions_none_here),
        {.type = Type::table, .colour = look.colours().second_text, .align = Align::centre});
    return;
  }
  SuggestionRows rows(desk, facts.problems, state, records);
  const std::vector<GridColumn> columns = rows.suggestion_columns();
  if (draw_record_grid(desk, rows, columns, "suggestions", desk.say(Word::feedback_suggestions),
                       area, state.suggestions))
    state.suggestions.created = create_suggestion(desk);
}

void draw_surveys(const Desk& desk, const TaskFacts& facts, FeedbackState& state,
                  const ImRect& area) {
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
  if (state.all_surveys.empty()) {
    if (draw_empty_state(desk.look, area, Icon::gauge, desk.say(Word::surveys_empty),
                         {.id = "first", .label = desk.say(Word::survey_add), .icon = Icon::plus}))
      state.surveys.created = create_survey(desk);
    return;
  }
  SurveyRows rows(desk, facts.problems, state);
  const std::vector<GridColumn> columns = rows.survey_columns();
  if (draw_record_grid(desk, rows, columns, "surveys", desk.say(Word::feedback_surveys), area,
                       state.surveys))
    state.surveys.created = create_survey(desk);
}

void draw_anonymous_note(const Desk& desk, FeedbackState& state) {
  AnonymousNote& note = state.anonymous;
  const Look& look = desk.look;
  if (note.wanted) ImGui::OpenPopup("anonymous");
  const bool opened = std::exchange(note.wanted, false);
  const DialogScope dialog(look, "anonymous", desk.say(Word::box_anonymous), 520);
  if (!dialog) return;
  draw_paragraph(look, desk.say(Word::box_form_introduction),
                 {.type = Type::table, .colour = look.colours().second_text});
  ImGui::Dummy({0, 8});
  draw_label(look, desk.say(Word::suggestion_department), {.type = Type::small_strong});
  const Department* chosen = desk.plan().find(note.department);
  const auto option =
      draw_choice(look,
                  {.id = "department",
                   .name = desk.say(Word::suggestion_department),
                   .current = chosen != nullptr ? std::string_view(chosen->name) : "",
                   .dot = chosen != nullptr ? chosen->colour : -1,
                   .hint = desk.say(Word::suggestion_all),
                   .width = ImGui::GetContentRegionAvail().x},
                  state.choice, [&] {
                    const AnyId id = note.department.any();
                    return reference_options(desk, Kind::department, id ? AnyRefs{id} : AnyRefs{});
                  });
  if (option) note.department = {chosen_reference(desk, Kind::department, *option).value};
  ImGui::Dummy({0, 4});
  draw_label(look, desk.say(Word::coverage_topic), {.type = Type::small_strong});
  draw_field(look, {.id = "topic", .name = desk.say(Word::coverage_topic)}, note.topic);
  ImGui::Dummy({0, 4});
  draw_label(look, desk.say(Word::suggestion_text), {.type = Type::small_strong});
  draw_note_field(look,
                  {.id = "text", .name = desk.say(Word::suggestion_text), .take_focus = opened},
                  140, note.text);
  ImGui::Dummy({0, 8});
  if (draw_button(look, {.id = "save",
                         .label = desk.say(Word::form_save),
                         .kind = ButtonKind::primary,
                         .enabled = !note.text.empty()})) {
    // Not an edit, and signed by nothing of this plan's copy.
    const AnswerSheet sheet{.plan = desk.plan().id(),
                            .survey = {},
                            .department = note.department,
                            .ticket = desk.session.random().bits() | 1,
                            .revision = 1,
                            .answers = {},
                            .topic = note.topic,
                            .text = note.text,
                            .name = {}};
    desk.commands.save(text_file("suggestion", ".txt", write_answer(sheet)), "text/plain");
    note = {};
    ImGui::CloseCurrentPopup();
  }
}

}  // namespace tongzhou
