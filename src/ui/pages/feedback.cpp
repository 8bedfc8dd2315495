#include "ui/pages/feedback.h"

#include <array>

#include "app/reports.h"
#include "documents/answer_form.h"
#include "documents/survey_report.h"
#include "ui/document_view.h"
#include "ui/pages/feedback_parts.h"
#include "ui/pages/page_parts.h"
#include "ui/record_options.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

enum FeedbackPart : std::uint8_t { box, surveys, results };

constexpr std::size_t kMostPhrases = 12;

std::vector<Phrase> themes_of(const Plan& plan) {
  std::vector<std::string_view> texts;
  for (const auto& entry : plan.table<Suggestion>().live()) texts.push_back(entry.record.text);
  return find_phrases(texts, kMostPhrases);
}

void refresh_tray(const Desk& desk, FeedbackState& state) {
  state.waiting.clear();
  state.remarks.clear();
  const AnswerTray& tray = desk.session.answers();
  if (tray.empty()) return;
  const SortedAnswers sorted = sort_answers(desk.plan(), tray);
  const auto add = [&](const std::string& part) {
    state.waiting += (state.waiting.empty() ? "" : " · ") + part;
  };
  for (const SortedAnswers::OfSurvey& of : sorted.surveys)
    add(desk.say(Word::answers_survey,
                 {desk.plan().find(of.survey)->title, std::to_string(of.sheets.size())}));
  if (!sorted.suggestions.empty())
    add(desk.say(Word::answers_suggestions, {std::to_string(sorted.suggestions.size())}));
  for (const Message& remark : sorted.remarks(tray))
    state.remarks.push_back(tongzhou::say(desk.look.language, remark));
  state.takeable = sorted.takeable() > 0;
}

// Who comes from elsewhere to a record sees the part it stands in. The results are of the survey
// chosen.
void follow_feedback(const Desk& desk, FeedbackState& state) {
  const AnyRef active = desk.view.selection.active();
  if (active == state.seen || !desk.plan().is_live(active)) return;  // it may be on its way
  state.seen = active;
  if (active.kind == Kind::suggestion) state.part = box;
  if (active.kind == Kind::survey) {
    if (state.part == box) state.part = surveys;
    state.survey = {active.id.value};
  }
  if (active.kind == Kind::question) state.part = surveys;
}

void draw_survey_choice(const Desk& desk, FeedbackState& state) {
  const auto option = draw_choice(
      desk.look,
      {.id = "survey",
       .name = desk.say(Word::survey),
       .current = desk.plan().name_of(ref(state.survey)),
       .width = 260},
      state.choice, [&] {
        return Options{.count = static_cast<int>(state.all_surveys.size()), .at = [&](int i) {
                         const AnyRef one = state.all_surveys[static_cast<std::size_t>(i)];
                         return Option{.text = desk.plan().name_of(one),
                                       .chosen = one.id == state.survey.any()};
                       }};
      });
  if (option) state.survey = {state.all_surveys[static_cast<std::size_t>(*option)].id.value};
}

void draw_box_buttons(const Desk& desk, FeedbackState& state, float right, float top) {
  const Look& look = desk.look;
  const ButtonSpec form{.id = "form", .label = desk.say(Word::box_form_save), .icon = Icon::file};
  const ButtonSpec unknown{.id = "unknown", .label = desk.say(Word::box_anonymous)};
  const RecordButtons own{Kind::suggestion, Word::suggestion_add};
  if (draw_record_buttons(desk, own, right, top))
    state.suggestions.created = create_suggestion(desk);
  float at = right - record_buttons_width(desk, own);
  at -= button_width(look, unknown) + 8;
  ImGui::SetCursorPos({at, top});
  if (draw_button(look, unknown)) state.anonymous.wanted = true;
  at -= button_width(look, form) + 8;
  ImGui::SetCursorPos({at, top});
  if (draw_button(look, form)) save_suggestion_form(desk);
}

void draw_feedback_head(const Desk& desk, FeedbackState& state) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float right = left + ImGui::GetContentRegionAvail().x;
  const std::array parts{desk.say(Word::feedback_suggestions), desk.say(Word::feedback_surveys),
                         desk.say(Word::feedback_results)};
  state.part = draw_segments(look, "part", desk.say(Word::feedback_title), parts, state.part);
  ImGui::SameLine(0, 12);
  ImGui::SetCursorPosY(top);
  if (state.part == results && !state.all_surveys.empty()) {
    draw_survey_choice(desk, state);
    ImGui::SetCursorPos({right - document_buttons_width(desk), top});
    draw_document_buttons(desk, state.results);
  }
  if (state.part == box) draw_box_buttons(desk, state, right, top);
  if (state.part == surveys &&
      draw_record_buttons(desk, {Kind::survey, Word::survey_add}, right, top))
    state.surveys.created = create_survey(desk);
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

}  // namespace

void refresh_feedback(const Desk& desk, FeedbackState& state) {
  const Plan& plan = desk.plan();
  const FeedbackState::Made now{
      desk.session.open_number(),
      plan.revision(),
      desk.look.today,
      desk.look.language,
      state.survey,
      desk.session.answers().sheets.size() + desk.session.answers().remarks.size()};
  if (state.made == now) return;
  state.made = now;
  state.facts = find_suggestions(plan, desk.look.today);
  state.fact_of.assign(plan.table<Suggestion>().slot_count(), kNoSlot);
  for (std::size_t i = 0; i < state.facts.size(); ++i)
    state.fact_of[state.facts[i].slot] = static_cast<Slot>(i);
  state.themes = themes_of(plan);
  state.all_surveys = desk.open().in_order(Kind::survey);
  state.answers.assign(plan.table<Survey>().slot_count(), 0);
  for (const auto& entry : plan.table<AnswerBatch>().live())
    if (const Slot slot = plan.table<Survey>().find_slot(entry.record.survey); slot != kNoSlot)
      state.answers[slot] += static_cast<std::size_t>(std::max(0, entry.record.answers));
  if (plan.find(state.survey) == nullptr)
    state.survey = {state.all_surveys.empty() ? 0 : state.all_surveys.back().id.value};
  state.results = {};
  if (state.survey)
    state.results = make_survey_report(plan, state.survey, find_results(plan, state.survey),
                                       desk.look.language);
  refresh_tray(desk, state);
}

ImRect draw_answer_tray(const Desk& desk, const FeedbackState& state, ImRect area) {
  const Look& look = desk.look;
  const AnswerTray& tray = desk.session.answers();
  if (tray.empty()) return area;
  constexpr float kLine = 22;
  const float height = 28 + kControlHeight + kLine * static_cast<float>(state.remarks.size());
  const ImRect card{area.Min, {area.Max.x, area.Min.y + height}};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(look, list, card);
  const ButtonSpec take{.id = "take",
                        .label = desk.say(Word::answers_take),
                        .icon = Icon::check,
                        .kind = ButtonKind::primary,
                        .enabled = state.takeable};
  const ButtonSpec let_go{.id = "let_go", .label = desk.say(Word::answers_let_go)};
  const float buttons = button_width(look, take) + 8 + button_width(look, let_go);
  ImGui::PushID("tray");
  ImGui::SetCursorScreenPos({card.Max.x - 16 - buttons, card.Min.y + 12});
  if (draw_button(look, take)) desk.commands.run("answers_take");
  ImGui::SameLine(0, 8);
  if (draw_button(look, let_go)) desk.commands.run("answers_dismiss");
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 16));
  const std::string head = desk.say(Word::answers_wait, {std::to_string(tray.sheets.size())});
  draw_heading(look, head, Type::table_strong, 3);
  draw_text_in(look, list,
               {{card.Min.x + 32 + text_width(look, Type::table_strong, head), card.Min.y + 12},
                {card.Max.x - 28 - buttons, card.Min.y + 12 + kControlHeight}},
               state.waiting, {.type = Type::table, .colour = look.colours().second_text});
  for (std::size_t i = 0; i < state.remarks.size(); ++i) {
    ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 16 + kControlHeight + kLine * float(i)));
    draw_label(look, state.remarks[i],
               {.type = Type::small, .colour = look.theme.strong(Tone::warning)},
               card.GetWidth() - 32);
  }
  ImGui::PopID();
  area.Min.y = card.Max.y + kGap;
  return area;
}

void draw_results(const Desk& desk, FeedbackState& state, const ImRect& area) {
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
  if (!state.survey) {
    if (draw_empty_state(
            desk.look, area, Icon::gauge, desk.say(Word::surveys_empty),
            {.id = "first", .label = desk.say(Word::survey_add), .icon = Icon::plus})) {
      state.part = surveys;
      state.surveys.created = create_survey(desk);
    }
    return;
  }
  constexpr float kResultsWidth = 820;
  ImGui::SetCursorScreenPos(area.Min + ImVec2(2, 2));
  ImGui::BeginChild("results", area.GetSize() - ImVec2(4, 4));
  ImGui::SetCursorPos({18, 14});
  ImGui::BeginGroup();
  draw_document(desk, state.results, std::min(area.GetWidth() - 48, kResultsWidth));
  ImGui::Dummy({0, 16});
  ImGui::EndGroup();
  ImGui::EndChild();
}

void save_suggestion_form(const Desk& desk) {
  const std::string form = suggestion_form(desk.plan(), desk.look.language);
  desk.commands.save(
      text_file(desk.say(Word::box_form_title, {desk.plan().info().title}), ".html", form),
      std::string(kHtmlType));
}

AnyRef create_suggestion(const Desk& desk) {
  NewRecord made = add_suggestion(desk.open(), desk.session.random(),
                                  std::string(desk.say(Word::new_suggestion)),
                                  desk.session.author().person, desk.look.today);
  desk.edit(Result<Draft>(std::move(made.draft)));
  desk.view.selection.choose(made.record);
  return made.record;
}

AnyRef create_survey(const Desk& desk) {
  NewRecord made = add_survey(desk.open(), desk.session.random(), desk.look.today);
  desk.edit(Result<Draft>(std::move(made.draft)));
  desk.view.selection.choose(made.record);
  return made.record;
}

void draw_feedback_page(const Desk& desk, const TaskFacts& facts, FeedbackState& state) {
  follow_feedback(desk, state);
  refresh_feedback(desk, state);
  draw_page_parts(desk);
  draw_feedback_head(desk, state);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect whole{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  const ImRect area = draw_answer_tray(desk, state, whole);
  switch (state.part) {
    case surveys: draw_surveys(desk, facts, state, area); break;
    case results: draw_results(desk, state, area); break;
    default: draw_suggestions(desk, facts, state, area); break;
  }
  draw_anonymous_note(desk, state);
  continue_at({whole.Min.x, whole.Max.y});
}

}  // namespace tongzhou
