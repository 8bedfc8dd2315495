#include "ui/shell/passphrase.h"

#include <utility>

#include "core/utf8.h"
#include "exchange/secret.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {

constexpr float kSheetWidth = 460;

std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
  return count;
}

void draw_secret(const Desk& desk, const char* id, Word label, bool take_focus, std::string& text) {
  if (text.capacity() < 256) text.reserve(256);  // no copies of it are left behind while it grows
  draw_label(desk.look, desk.say(label), {.type = Type::table_strong});
  ImGui::Dummy({0, 2});
  (void)draw_field(desk.look,
                   {.id = id, .name = desk.say(label), .secret = true, .take_focus = take_focus},
                   text);
  ImGui::Dummy({0, 8});
}

void draw_remark(const Desk& desk, std::string_view text, Tone tone) {
  draw_paragraph(desk.look, text, {.type = Type::table, .colour = desk.look.theme.strong(tone)});
  ImGui::Dummy({0, 8});
}

// "[Cancel] [Keep]" at the right; true when the second was chosen.
bool draw_answer_buttons(const Desk& desk, Word label, bool enabled, bool& cancelled) {
  const ButtonSpec act{
      .id = "act", .label = desk.say(label), .kind = ButtonKind::primary, .enabled = enabled};
  const ButtonSpec cancel{.id = "cancel", .label = desk.say(Word::cancel)};
  ImGui::SetCursorPosX(ImGui::GetWindowWidth() - 24 - button_width(desk.look, act) -
                       button_width(desk.look, cancel) - 8);
  cancelled = draw_button(desk.look, cancel);
  ImGui::SameLine(0, 8);
  const bool entered = ImGui::IsKeyPressed(ImGuiKey_Enter, false);
  return (draw_button(desk.look, act) || entered) && enabled;
}

void end_sheet(PassphraseState& state) {
  wipe(state.fresh);
  wipe(state.known);
  state.use.reset();
}

struct SheetWords {
  Word title, help;
  Word warning = Word::seal_lost;
};
SheetWords words_of(SecretUse use) {
  if (use == SecretUse::export_key) return {Word::keys_export, Word::keys_export_text};
  if (use == SecretUse::lock_plan)
    return {Word::lock_sheet, Word::command_plan_lock_help, Word::lock_lost};
  return {Word::save_sealed_title, Word::command_save_sealed_help};
}

void draw_new_sheet(const Desk& desk, PassphraseState& state) {
  const SheetWords words = words_of(*state.use);
  const DialogScope dialog(desk.look, "new_passphrase", desk.say(words.title), kSheetWidth);
  if (!dialog) return end_sheet(state);
  draw_paragraph(desk.look, desk.say(words.help),
                 {.type = Type::table, .colour = desk.look.colours().second_text});
  ImGui::Dummy({0, 12});
  const bool usable =
      draw_new_passphrase(desk, state.fresh, std::exchange(state.begun, false), words.warning);
  bool cancelled = false;
  const bool chosen = draw_answer_buttons(desk, Word::who_keep, usable, cancelled);
  if (chosen) desk.commands.use(*state.use, state.fresh.first);
  if (!chosen && !cancelled) return;
  ImGui::CloseCurrentPopup();
  end_sheet(state);
}

void draw_unseal_sheet(const Desk& desk, PassphraseState& state) {
  const WaitingSeal* waiting = desk.session.waiting_seal();
  const bool is_plan = waiting != nullptr && waiting->plan;
  const DialogScope dialog(desk.look, "unseal",
                           desk.say(is_plan ? Word::plan_locked : Word::unseal_title), kSheetWidth);
  if (!dialog || waiting == nullptr) {
    if (dialog) ImGui::CloseCurrentPopup();
    if (waiting != nullptr) desk.commands.run("unseal_dismiss");
    return end_sheet(state);
  }
  draw_paragraph(desk.look,
                 is_plan ? std::string(desk.say(Word::unlock_text))
                         : desk.say(Word::unseal_text, {waiting->file.name}),
                 {.type = Type::table, .colour = desk.look.colours().second_text});
  ImGui::Dummy({0, 12});
  draw_secret(desk, "known", Word::passphrase, std::exchange(state.begun, false), state.known);
  if (waiting->error)
    draw_remark(desk,
                say(desk.look.language, waiting->error->what) + " " +
                    say(desk.look.language, waiting->error->todo),
                Tone::critical);
  bool cancelled = false;
  if (draw_answer_buttons(desk, Word::scenario_open, !state.known.empty(), cancelled)) {
    desk.commands.use(SecretUse::open_sealed, state.known);
    wipe(state.known);
    state.begun = true;
  }
  if (!cancelled) return;
  desk.commands.run("unseal_dismiss");
  ImGui::CloseCurrentPopup();
  end_sheet(state);
}

void begin_sheet(PassphraseState& state, SecretUse use, const char* popup) {
  ImGui::OpenPopup(popup);
  state.use = use;
  state.begun = true;
}

}  // namespace

bool draw_new_passphrase(const Desk& desk, NewPassphrase& passphrase, bool take_focus,
                         Word warning) {
  draw_secret(desk, "first", Word::passphrase, take_focus, passphrase.first);
  draw_secret(desk, "again", Word::passphrase_again, false, passphrase.again);
  const bool is_short = character_count(passphrase.first) < NewPassphrase::kShortest;
  const bool differs = passphrase.first != passphrase.again;
  if (is_short)
    draw_remark(desk, desk.say(Word::passphrase_short), Tone::neutral);
  else if (differs && !passphrase.again.empty())
    draw_remark(desk, desk.say(Word::passphrase_differs), Tone::warning);
  else
    draw_remark(desk, desk.say(warning), Tone::warning);
  return !is_short && !differs;
}

void wipe(NewPassphrase& passphrase) {
  wipe(passphrase.first);
  wipe(passphrase.again);
}

void draw_passphrase_sheets(const Desk& desk, PassphraseState& state) {
  if (const auto asked = std::exchange(desk.view.ask_passphrase, std::nullopt))
    begin_sheet(state, *asked, "new_passphrase");
  if (desk.session.waiting_seal() != nullptr && !state.use)
    begin_sheet(state, SecretUse::open_sealed, "unseal");
  if (!state.use) return;
  if (state.use == SecretUse::open_sealed)
    draw_unseal_sheet(desk, state);
  else
    draw_new_sheet(desk, state);
}

}  // namespace tongzhou
