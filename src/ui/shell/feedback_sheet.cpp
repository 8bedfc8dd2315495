#include "ui/shell/feedback_sheet.h"

#include "app/answers.h"
#include "app/file_forms.h"
#include "app/reports.h"
#include "documents/answer_form.h"
#include "insight/surveys.h"
#include "ui/record_options.h"
#include "ui/shell/attached.h"
#include "ui/widgets/button.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {

constexpr float kLinkLine = 24;

// Side by side as far as they fit, then below each other.
bool draw_act(const Desk& desk, const ButtonSpec& spec, bool first) {
  if (!first) {
    ImGui::SameLine(0, 8);
    if (ImGui::GetContentRegionAvail().x < button_width(desk.look, spec)) ImGui::NewLine();
  }
  return draw_button(desk.look, spec);
}

void draw_record_links(const Desk& desk, std::span<const AnyRef> records) {
  for (const AnyRef record : records) {
    ImGui::PushID(static_cast<int>(record.id.value ^ (record.id.value >> 32)));
    const std::string name = desk.plan().name_of(record);
    const Item item = add_item("record", {ImGui::GetContentRegionAvail().x, kLinkLine},
                               {.role = access::Role::link, .name = name});
    if (item.pressed) desk.view.selection.choose(record);
    if (item.visible) {
      ImDrawList& list = *ImGui::GetWindowDrawList();
      draw_veil(desk.look, item, 5);
      draw_text_in(desk.look, list, item.box, name,
                   {.type = Type::table, .colour = desk.look.colours().accent});
      draw_focus_ring(desk.look, item, 5);
    }
    ImGui::PopID();
  }
}

}  // namespace

void draw_suggestion_acts(const Desk& desk, Id<Suggestion> id, FormState& form) {
  const Suggestion& suggestion = *desk.plan().find(id);
  const Day today = desk.look.today;
  const auto decide = [&](SuggestionState state) {
    desk.edit(
        Result<Draft>(decide_suggestion(desk.open(), desk.session.random(), id, state, today)));
  };
  if (suggestion.state == SuggestionState::inbox) {
    if (draw_act(desk,
                 {.id = "accept",
                  .label = desk.say(Word::suggestion_accept),
                  .icon = Icon::check,
                  .kind = ButtonKind::primary},
                 true))
      decide(SuggestionState::accepted);
    if (draw_act(desk, {.id = "decline", .label = desk.say(Word::suggestion_decline)}, false))
      decide(SuggestionState::declined);
    ImGui::Dummy({0, 4});
    const auto option =
        draw_choice(desk.look,
                    {.id = "merge",
                     .name = desk.say(Word::suggestion_into),
                     .hint = desk.say(Word::suggestion_into),
                     .width = ImGui::GetContentRegionAvail().x},
                    form.choice, [&] { return references_options(desk, Kind::suggestion, {}); });
    if (option)
      desk.edit(Result<Draft>(
          merge_suggestion(desk.open(), desk.session.random(), id,
                           {toggled_reference(desk, Kind::suggestion, *option).value}, today)));
  } else {
    if (!suggestion.answered.is_set() &&
        draw_act(desk,
                 {.id = "answered",
                  .label = desk.say(Word::suggestion_mark_answered),
                  .icon = Icon::check,
                  .kind = ButtonKind::prominent},
                 true))
      desk.edit(Result<Draft>(mark_answered(desk.open(), desk.session.random(), id, today)));
    if (draw_act(
            desk,
            {.id = "reopen", .label = desk.say(Word::suggestion_reopen), .kind = ButtonKind::quiet},
            suggestion.answered.is_set()))
      desk.edit(Result<Draft>(reopen_suggestion(desk.open(), desk.session.random(), id)));
  }
  ImGui::Dummy({0, kFormGap});
}

void draw_improvements(const Desk& desk, Id<Suggestion> id) {
  ImGui::Dummy({0, 8});
  draw_heading(desk.look, desk.say(Word::suggestion_improvements), Type::table_strong, 3);
  std::vector<AnyRef> actions;
  for (const auto& entry : desk.plan().table<Action>().live())
    if (entry.record.suggestion == id) actions.push_back(ref(entry.id));
  draw_record_links(desk, actions);
  if (draw_button(desk.look, {.id = "improve",
                              .label = desk.say(Word::suggestion_improve),
                              .icon = Icon::plus,
                              .kind = ButtonKind::quiet})) {
    NewRecord made = add_improvement(desk.open(), desk.session.random(), id, desk.look.today);
    desk.edit(Result<Draft>(std::move(made.draft)));
    desk.view.selection.choose(made.record);
  }
}

void draw_survey_acts(const Desk& desk, Id<Survey> id) {
  if (draw_act(desk,
               {.id = "form",
                .label = desk.say(Word::survey_form_save),
                .icon = Icon::file,
                .kind = ButtonKind::prominent},
               true))
    desk.commands.save(text_file(desk.plan().name_of(ref(id)), ".html",
                                 survey_form(desk.plan(), id, desk.look.language)),
                       std::string(kHtmlType));
  if (draw_act(desk, {.id = "round", .label = desk.say(Word::survey_round)}, false)) {
    NewRecord made = add_round(desk.open(), desk.session.random(), id, desk.look.today);
    desk.edit(Result<Draft>(std::move(made.draft)));
    desk.view.selection.choose(made.record);
  }
  ImGui::Dummy({0, kFormGap});
}

void draw_survey_questions(const Desk& desk, Id<Survey> id) {
  ImGui::Dummy({0, 8});
  draw_heading(desk.look, desk.say(Word::survey_questions), Type::table_strong, 3);
  std::vector<AnyRef> questions;
  for (const Id<Question> question : questions_of(desk.plan(), id))
    questions.push_back(ref(question));
  draw_record_links(desk, questions);
  if (draw_button(desk.look, {.id = "add_question",
                              .label = desk.say(Word::survey_add_question),
                              .icon = Icon::plus,
                              .kind = ButtonKind::quiet})) {
    NewRecord made = add_question(desk.open(), desk.session.random(), id);
    desk.edit(Result<Draft>(std::move(made.draft)));
    desk.view.selection.choose(made.record);
  }
}

}  // namespace tongzhou
