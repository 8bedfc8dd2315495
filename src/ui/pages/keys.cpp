#include "ui/pages/keys.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "model/record_fields.h"
#include "ui/pages/page_parts.h"
#include "ui/who_when.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr float kKeysWidest = 920;
constexpr float kKeyLine = 64;
constexpr float kPillRoom = 150;

struct StandingLook {
  Word word;
  Tone tone;
};
StandingLook look_of(KeyStanding standing) {
  static constexpr std::array kLooks{
      StandingLook{Word::keys_standing_own, Tone::accent},
      StandingLook{Word::keys_standing_compared, Tone::good},
      StandingLook{Word::keys_standing_unknown, Tone::warning},
      StandingLook{Word::keys_standing_changed, Tone::critical},
  };
  return kLooks[static_cast<std::size_t>(standing)];
}

std::string holder_text(const Desk& desk, const RegisteredKey& key) {
  return who_text(desk.look, key.holder, desk.plan().name_of(ref(key.department)));
}

void refresh_keys(const Desk& desk, KeysState& state) {
  const Session& session = desk.session;
  const Plan& plan = desk.plan();
  if (state.open_number == session.open_number() && state.revision == plan.revision() &&
      state.keys_revision == session.keys_revision() && state.language == desk.look.language)
    return;
  state = {.open_number = session.open_number(),
           .revision = plan.revision(),
           .keys_revision = session.keys_revision(),
           .language = desk.look.language,
           .own = {},
           .lines = {}};
  const KeyRing& ring = session.keys();
  if (ring.own) {
    state.own = fingerprint(ring.own->public_key(), desk.look.language);
    state.own_registered = find_registered(plan, ring.own->public_key()) != nullptr;
  }
  for (const auto& entry : plan.table<RegisteredKey>().live()) {
    const auto key = parse_public_key(entry.record.key);
    const KeyStanding standing = standing_of(plan, ring, entry.id);
    if (!key || standing == KeyStanding::own) continue;
    state.lines.push_back({entry.id, standing, fingerprint(*key, desk.look.language)});
  }
}

void draw_own(const Desk& desk, const KeysState& state, float width) {
  const Look& look = desk.look;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_card_ground(look, *ImGui::GetWindowDrawList(), {at, at + ImVec2(width, kKeyLine + 16)});
  const bool there = !state.own.empty();
  const ButtonSpec make{.id = "key_make", .label = desk.say(Word::keys_make)};
  const ButtonSpec add{.id = "key_register",
                       .label = desk.say(state.own_registered ? Word::keys_added : Word::keys_add),
                       .icon = state.own_registered ? Icon::check : Icon::none,
                       .kind = state.own_registered ? ButtonKind::quiet : ButtonKind::primary,
                       .enabled = !state.own_registered && !desk.session.is_reading()};
  const ButtonSpec out{.id = "key_export", .label = desk.say(Word::keys_export)};
  const ButtonSpec& other = there ? out : make;
  const float buttons = button_width(look, add) + 8 + button_width(look, other);
  const float right = at.x + width - kCardPadding.x - buttons;
  ImGui::SetCursorScreenPos({at.x + kCardPadding.x, at.y + 14});
  draw_label(look, desk.say(Word::keys_own), {.type = Type::table_strong});
  ImGui::SetCursorScreenPos({at.x + kCardPadding.x, at.y + 38});
  draw_label(look, there ? std::string_view(state.own) : desk.say(Word::keys_own_none),
             {.type = there ? Type::body_strong : Type::table,
              .colour = there ? look.colours().text : look.colours().second_text},
             right - at.x - kCardPadding.x - 12);
  ImGui::SetCursorScreenPos({right, at.y + (kKeyLine + 16 - kControlHeight) / 2});
  if (draw_button(look, add)) desk.commands.run("key_register");
  ImGui::SameLine(0, 8);
  if (draw_button(look, other)) desk.commands.run(there ? "key_export" : "key_make");
  continue_at({at.x, at.y + kKeyLine + 28});
}

// Whether what this machine keeps of the plan is sealed.
void draw_lock(const Desk& desk, float width) {
  const Look& look = desk.look;
  const bool is_locked = desk.session.is_locked(desk.plan().id());
  const ButtonSpec button{
      .id = "lock",
      .label = desk.say(is_locked ? Word::command_plan_unlock : Word::command_plan_lock),
      .kind = is_locked ? ButtonKind::quiet : ButtonKind::secondary,
      .enabled = !desk.session.is_reading()};
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float words = width - 2 * kCardPadding.x - button_width(look, button) - 12;
  const std::string_view help = desk.say(is_locked ? Word::lock_on : Word::command_plan_lock_help);
  const float height = 52 + paragraph_height(look, help, Type::table, words);
  draw_card_ground(look, *ImGui::GetWindowDrawList(), {at, at + ImVec2(width, height)});
  ImGui::SetCursorScreenPos({at.x + kCardPadding.x, at.y + 14});
  draw_label(look, desk.say(Word::lock_title), {.type = Type::table_strong});
  ImGui::SetCursorScreenPos({at.x + kCardPadding.x, at.y + 38});
  draw_paragraph(look, help, {.type = Type::table, .colour = look.colours().second_text}, words);
  ImGui::SetCursorScreenPos(
      {at.x + kCardPadding.x + words + 12, std::round(at.y + (height - kControlHeight) / 2)});
  if (draw_button(look, button)) desk.commands.run(is_locked ? "plan_unlock" : "plan_lock");
  continue_at({at.x, at.y + height + 12});
}

void draw_key_line(const Desk& desk, const KeysState::Line& line, float width) {
  const Look& look = desk.look;
  const RegisteredKey* key = desk.plan().find(line.key);
  if (key == nullptr) return;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string holder = holder_text(desk, *key);
  const bool believed = line.standing == KeyStanding::compared;
  const Word act = believed ? Word::keys_forget : Word::keys_compare;
  const std::string act_name = fmt::format("{} {}", desk.say(act), holder);
  const ButtonSpec button{.id = "act",
                          .label = desk.say(act),
                          .kind = believed ? ButtonKind::quiet : ButtonKind::secondary,
                          .tip = believed ? std::string_view{} : desk.say(Word::keys_compare_help),
                          .name = act_name};
  const float right = at.x + width - kCardPadding.x - button_width(look, button);
  ImGui::SetCursorScreenPos({at.x + kCardPadding.x, at.y + 10});
  draw_label(look, holder, {.type = Type::table_strong}, right - at.x - kPillRoom - 24);
  ImGui::SetCursorScreenPos({at.x + kCardPadding.x, at.y + 33});
  draw_label(look, line.fingerprint, {.colour = look.colours().second_text},
             right - at.x - kPillRoom - 24);
  const StandingLook standing = look_of(line.standing);
  ImGui::SetCursorScreenPos({right - kPillRoom, at.y + (kKeyLine - 22) / 2});
  draw_pill(look, standing.tone, desk.say(standing.word));
  ImGui::SetCursorScreenPos({right, at.y + (kKeyLine - kControlHeight) / 2});
  ImGui::PushID(static_cast<int>(line.key.value >> 33));
  if (draw_button(look, button))
    desk.commands.run(believed ? "key_forget" : "key_compare", line.key.any());
  ImGui::PopID();
  continue_at({at.x, at.y + kKeyLine});
}

void draw_others(const Desk& desk, const KeysState& state, float width) {
  const Look& look = desk.look;
  draw_heading(look, desk.say(Word::keys_others), Type::title, 2);
  ImGui::Dummy({0, 8});
  if (state.lines.empty()) {
    draw_paragraph(look, desk.say(Word::keys_others_none),
                   {.type = Type::table, .colour = look.colours().second_text}, width);
    return;
  }
  for (const KeysState::Line& line : state.lines)
    if (const RegisteredKey* key = desk.plan().find(line.key);
        key != nullptr && line.standing == KeyStanding::changed) {
      draw_paragraph(look, desk.say(Word::keys_changed_warning, {holder_text(desk, *key)}),
                     {.type = Type::table, .colour = look.theme.strong(Tone::critical)}, width);
      ImGui::Dummy({0, 8});
    }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = static_cast<float>(state.lines.size()) * kKeyLine + 8;
  draw_card_ground(look, *ImGui::GetWindowDrawList(), {at, at + ImVec2(width, height)});
  ImGui::SetCursorScreenPos(at + ImVec2(0, 4));
  ImGui::BeginGroup();
  for (const KeysState::Line& line : state.lines) draw_key_line(desk, line, width);
  ImGui::EndGroup();
  ImGui::SetCursorScreenPos(at + ImVec2(0, height));
  ImGui::Dummy({width, 12});
}

}  // namespace

void draw_keys_page(const Desk& desk, KeysState& state) {
  const Look& look = desk.look;
  draw_page_parts(desk);
  refresh_keys(desk, state);
  const float room = ImGui::GetContentRegionAvail().x;
  const float width = std::min(kKeysWidest, room - 2 * kCardPadding.x);
  ImGui::BeginChild("keys", {0, 0});
  ImGui::SetCursorPos({std::floor((room - width) / 2), 24});
  ImGui::BeginGroup();
  draw_heading(look, desk.say(Word::keys_title), Type::title, 2);
  ImGui::Dummy({0, 2});
  draw_paragraph(look, desk.say(Word::keys_explained),
                 {.type = Type::table, .colour = look.colours().second_text}, width);
  ImGui::Dummy({0, 10});
  draw_own(desk, state, width);
  draw_lock(desk, width);
  draw_others(desk, state, width);
  ImGui::EndGroup();
  ImGui::EndChild();
}

SignedWords signed_words(const Desk& desk, const PlanFile& file) {
  const Signature& signature = file.signature;
  const bool suspect = is_suspect(desk.plan(), desk.session.keys(), file);
  if (signature.standing != Signature::Standing::valid)
    return {std::string(desk.say(Word::signed_none)), Word::signed_none,
            suspect ? Tone::critical : Tone::neutral};
  const Signer signer = signer_of(desk.plan(), desk.session.keys(), signature.key);
  const RegisteredKey* key = desk.plan().find(signer.registered);
  const StandingLook standing = look_of(signer.standing);
  return {
      desk.say(Word::signed_by, {key != nullptr ? holder_text(desk, *key)
                                                : std::string(desk.say(Word::signed_stranger))}),
      standing.word, suspect ? Tone::critical : standing.tone};
}

}  // namespace tongzhou
