#include <algorithm>
#include <array>
#include <utility>

#include "app/letter_edits.h"
#include "core/text_difference.h"
#include "documents/letter.h"
#include "ui/document_view.h"
#include "ui/field_edits.h"
#include "ui/pages/letters_parts.h"
#include "ui/shell/letter_sheet.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/field.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/popup.h"

namespace tongzhou {
namespace {

constexpr float kPaperWidest = 720;
constexpr float kPaperInset = 44;
constexpr float kLetterKindWidth = 228, kLetterKindHeight = 54;
constexpr int kKindColumns = 3;

constexpr std::array kKindUses{
    Word::letter_use_liaison,        Word::letter_use_cooperation,
    Word::letter_use_reply,          Word::letter_use_notice,
    Word::letter_use_meeting_notice, Word::letter_use_minutes,
    Word::letter_use_agreement,      Word::letter_use_cooperation_plan,
    Word::letter_use_plan_change,    Word::letter_use_acceptance,
    Word::letter_use_rectification,  Word::letter_use_rectification_reply,
    Word::letter_use_information,    Word::letter_use_register,
    Word::letter_use_feedback,       Word::letter_use_survey,
    Word::letter_use_evaluation,     Word::letter_use_status,
    Word::letter_use_closing};
static_assert(kKindUses.size() == kLetterKinds.size());

void refresh_paper(const Desk& desk, LettersState& state, Id<Letter> id) {
  const LettersState::Written now{state.made, id};
  if (state.written == now) return;
  state.written = now;
  const Letter& letter = *desk.plan().find(id);
  const Language language = language_of(desk.plan());
  state.paper = write_letter(desk.open(), letter, desk.look.today, language);
  state.readers = readers_words(desk.plan(), readers_of(desk.plan(), letter), desk.look.language);
  state.now.clear();
  state.differences.clear();
  if (!is_sent(letter) || letter.sent_text.empty()) return;
  const WrittenPaper anew = write_letter_anew(desk.open(), letter, desk.look.today, language);
  if (anew.text == letter.sent_text) return;
  state.now = to_text(anew.document);
  state.differences = parts_only_in(state.now, to_text(state.paper.document));
}

// Saves the letter in that form.
void save_paper(const Desk& desk, const LettersState& state, PaperForm form) {
  const Letter& letter = *desk.plan().find(state.written.letter);
  desk.commands.save_paper(state.paper.document, letter.title, form);
}

void draw_other_forms(const Desk& desk, const LettersState& state) {
  const Look& look = desk.look;
  if (draw_button(look,
                  {.id = "forms", .label = desk.say(Word::letter_more_forms), .opens_menu = true}))
    ImGui::OpenPopup("other_forms");
  const ImRect anchor{ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
  struct Form {
    const char* id;
    Word label;
    PaperForm form;
  };
  constexpr std::array kForms{Form{"page", Word::letter_save_page, PaperForm::page},
                              Form{"markdown", Word::letter_save_markdown, PaperForm::markdown},
                              Form{"text", Word::letter_save_text, PaperForm::text}};
  const bool has_pdf = desk.session.ports().files.makes_pdf();
  const float height =
      kMenuEntryHeight * float(kForms.size() + (has_pdf ? 1 : 0)) + 2 * kPopupPadding;
  if (const PopupScope popup(look,
                             {"other_forms", desk.say(Word::letter_more_forms), access::Role::menu},
                             anchor, {220, height});
      popup) {
    const auto offer = [&](const char* id, std::string_view label, PaperForm form) {
      if (!draw_menu_entry(look, {.id = id, .label = label})) return;
      save_paper(desk, state, form);
      ImGui::CloseCurrentPopup();
    };
    if (has_pdf) offer("pdf", "PDF", PaperForm::pdf);
    for (const Form& form : kForms) offer(form.id, desk.say(form.label), form.form);
  }
}

// What its state allows, the usual next step first.
void draw_paper_acts(const Desk& desk, LettersState& state, Id<Letter> id) {
  const Look& look = desk.look;
  const Letter& letter = *desk.plan().find(id);
  if (draw_button(look, {.id = "word",
                         .label = desk.say(Word::letter_save_word),
                         .icon = Icon::download,
                         .kind = ButtonKind::prominent}))
    save_paper(desk, state, PaperForm::word);
  ImGui::SameLine(0, 8);
  draw_other_forms(desk, state);
  ImGui::SameLine(0, 8);
  if (!is_sent(letter)) {
    if (draw_button(look, {.id = "edit",
                           .label = desk.say(state.edits_text ? Word::letter_preview
                                                              : Word::letter_edit_text),
                           .icon = state.edits_text ? Icon::file : Icon::edit,
                           .kind = ButtonKind::quiet}))
      state.edits_text = !state.edits_text;
  } else if (!state.now.empty()) {
    if (draw_button(look, {.id = "difference",
                           .label = desk.say(Word::letter_show_difference),
                           .kind = ButtonKind::quiet,
                           .chosen = state.shows_difference}))
      state.shows_difference = !state.shows_difference;
  }
}

void draw_notice(const Desk& desk, Tone tone, std::string_view words, float width) {
  draw_paragraph(desk.look, words, {.type = Type::small, .colour = desk.look.theme.strong(tone)},
                 width);
}

void draw_paper_notices(const Desk& desk, const LettersState& state, const Letter& letter,
                        float width) {
  const std::string readers = desk.say(Word::letter_written_for, {state.readers});
  const bool nobody = letter.to.ids.empty() && letter.recipients.empty();
  draw_label(desk.look, nobody ? desk.say(Word::letter_readers_nobody) : std::string_view(readers),
             {.type = Type::small, .colour = desk.look.colours().second_text}, width);
  for (const TemplateProblem& problem : state.paper.problems)
    draw_notice(desk, Tone::critical,
                desk.say(Word::letter_problem_line,
                         {std::to_string(problem.line), say(desk.look.language, problem.what)}),
                width);
  if (!state.now.empty())
    draw_notice(desk, Tone::warning,
                desk.say(Word::letter_drifted, {std::to_string(state.differences.size())}), width);
}

// The template, to be changed; the paper follows when the field is left.
void draw_text_editor(const Desk& desk, Id<Letter> id, float width) {
  const AnyRef record = ref(id);
  const FieldInfo& field = *find_field(Kind::letter, field_number<&Letter::body>());
  std::string text = desk.plan().find(id)->body;
  const std::string before = text;
  draw_label(desk.look, desk.say(Word::letter_text_help),
             {.type = Type::small, .colour = desk.look.colours().second_text}, width);
  const float height = std::max(120.0F, ImGui::GetContentRegionAvail().y - 8);
  const FieldEvent event = draw_note_field(
      desk.look, {.id = "body", .name = desk.say(Word::letter_body), .width = width}, height, text);
  note_typing(desk, record, field, "body", before);
  if (event == FieldEvent::committed && text != before) set_field(desk, record, field, text);
}

void draw_difference(const Desk& desk, const LettersState& state, float width) {
  const Look& look = desk.look;
  const float height = paragraph_height(look, state.now, Type::table, width);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_marked_lines_in(look, list, {at, at + ImVec2(width, height)}, state.now,
                       {.type = Type::table}, state.differences, look.theme.soft(Tone::warning));
  access::describe({.id = ImGui::GetID("now"),
                    .role = access::Role::note,
                    .name = state.now,
                    .rect = {at.x, at.y, at.x + width, at.y + height}});
  ImGui::Dummy({width, height});
}

// "工作联系函   说明情况、商量事项"
bool draw_kind_card(const Desk& desk, LetterKind kind) {
  const Look& look = desk.look;
  const auto place = static_cast<std::size_t>(kind);
  const std::string_view name = desk.say(word_of(kind));
  ImGui::PushID(static_cast<int>(kind));
  const Item item = add_item("kind", {kLetterKindWidth, kLetterKindHeight},
                             {.role = access::Role::button, .name = name});
  ImGui::PopID();
  if (item.visible) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(item.box.Min, item.box.Max, look.colours().quiet, kControlRadius);
    draw_veil(look, item, kControlRadius);
    const ImVec2 inset(12, 6);
    draw_text_in(look, list, {item.box.Min + inset, {item.box.Max.x - 8, item.box.Min.y + 28}},
                 name, {.type = Type::table_strong});
    draw_text_in(
        look, list, {{item.box.Min.x + 12, item.box.Min.y + 27}, item.box.Max - ImVec2(8, 5)},
        desk.say(kKindUses[place]), {.type = Type::small, .colour = look.colours().second_text});
    draw_focus_ring(look, item, kControlRadius);
  }
  return item.pressed;
}

void choose_kind(const Desk& desk, LettersState& state, LetterKind kind) {
  const bool for_template = state.part != 0;
  NewRecord made =
      for_template
          ? keep_template(desk.open(), desk.session.random(), std::string(desk.say(word_of(kind))),
                          kind, std::string(built_in_template(kind, language_of(desk.plan()))))
          : add_letter(desk.open(), desk.session.random(), kind, state.own,
                       desk.view.selection.active(), desk.look.today);
  desk.edit(Result<Draft>(std::move(made.draft)));
  desk.view.selection.choose(made.record);
}

}  // namespace

void draw_letter_paper(const Desk& desk, LettersState& state, Id<Letter> id, const ImRect& area) {
  refresh_paper(desk, state, id);
  const Look& look = desk.look;
  ImGui::SetCursorScreenPos(area.Min);
  draw_paper_acts(desk, state, id);
  const float top = area.Min.y + kControlHeight + 8;
  const ImRect paper{{area.Min.x, top}, area.Max};
  draw_card_ground(look, *ImGui::GetWindowDrawList(), paper);
  ImGui::SetCursorScreenPos(paper.Min);
  ImGui::PushID(static_cast<int>(id.value ^ (id.value >> 32)));
  ImGui::BeginChild("paper", paper.GetSize(), ImGuiChildFlags_None);
  const float width = std::min(kPaperWidest, paper.GetWidth() - 2 * kPaperInset);
  const float left = (paper.GetWidth() - width) / 2;
  ImGui::SetCursorPos({left, 14});
  ImGui::BeginGroup();
  draw_paper_notices(desk, state, *desk.plan().find(id), width);
  ImGui::Dummy({0, 10});
  if (state.edits_text && !is_sent(*desk.plan().find(id)))
    draw_text_editor(desk, id, width);
  else if (state.shows_difference && !state.now.empty())
    draw_difference(desk, state, width);
  else
    draw_document(desk, state.paper.document, width);
  ImGui::Dummy({0, 24});
  ImGui::EndGroup();
  ImGui::EndChild();
  ImGui::PopID();
  draw_card_corners(look, *ImGui::GetWindowDrawList(), paper);
}

void draw_kind_dialog(const Desk& desk, LettersState& state) {
  if (std::exchange(state.choosing_kind, false)) ImGui::OpenPopup("kinds");
  constexpr float kWidth = kKindColumns * (kLetterKindWidth + 8) + 40;
  const DialogScope dialog(desk.look, "kinds", desk.say(Word::letter_choose_kind), kWidth);
  if (!dialog) return;
  draw_paragraph(desk.look, desk.say(Word::letter_choose_kind_text),
                 {.type = Type::table, .colour = desk.look.colours().second_text});
  ImGui::Dummy({0, 8});
  for (std::size_t i = 0; i < kLetterKinds.size(); ++i) {
    if (i % kKindColumns != 0) ImGui::SameLine(0, 8);
    if (i % kKindColumns == 0 && i > 0) ImGui::Dummy({0, 8});
    if (draw_kind_card(desk, static_cast<LetterKind>(i))) {
      choose_kind(desk, state, static_cast<LetterKind>(i));
      ImGui::CloseCurrentPopup();
    }
  }
  ImGui::Dummy({0, 4});
}

}  // namespace tongzhou
