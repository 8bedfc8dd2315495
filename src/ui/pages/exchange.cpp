#include "ui/pages/exchange.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "ui/pages/exchange_parts.h"
#include "ui/shell/keys.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {

constexpr float kWidest = 920;

struct Line {
  std::string_view command;
  Icon icon;
  ButtonKind button = ButtonKind::secondary;
};
constexpr std::array kOut{
    Line{"export_plan_file", Icon::save, ButtonKind::primary},
    Line{"export_mspdi", Icon::template_plan},
    Line{"export_csv", Icon::columns},
    Line{"export_json", Icon::file},
};
constexpr std::array kIn{
    Line{"file_open", Icon::folder},
    Line{"file_import", Icon::import_file},
};

// What a command does, and its button at the right.
void draw_line(const Desk& desk, const Line& line, float width) {
  const Look& look = desk.look;
  const Command* command = desk.session.commands().find(line.command);
  if (command == nullptr) return;
  const Word refusal = why_not(desk, *command);
  constexpr float kHeight = 60;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect box{at, at + ImVec2(width, kHeight)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = box.GetCenter().y;
  draw_icon(list, line.icon, {box.Min.x + 30, middle}, look.colours().accent);
  const std::string keys = keys_text(*command, look.mac);
  const ButtonSpec button{.id = command->id.data(),
                          .label = desk.say(command->label),
                          .kind = line.button,
                          .shortcut = keys,
                          .tip = refusal == Word::none ? std::string_view{} : desk.say(refusal),
                          .enabled = refusal == Word::none};
  const float button_room = button_width(look, button);
  draw_text_in(look, list, {box.Min.x + 58, box.Min.y, box.Max.x - button_room - 32, box.Max.y},
               desk.say(command->help), {.colour = look.colours().text});
  ImGui::SetCursorScreenPos(
      {box.Max.x - button_room - kCardPadding.x, middle - kControlHeight / 2});
  if (draw_button(look, button)) run_command(desk, *command);
  continue_at({box.Min.x, box.Max.y});
}

template <std::size_t count>
void draw_part(const Desk& desk, Word title, const std::array<Line, count>& lines, float width) {
  draw_heading(desk.look, desk.say(title), Type::title, 2);
  ImGui::Dummy({0, 10});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const auto there = std::ranges::count_if(lines, [&](const Line& line) {
    return desk.session.commands().find(line.command) != nullptr;
  });
  const float height = static_cast<float>(there) * 60 + 8;
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), {at, at + ImVec2(width, height)});
  ImGui::SetCursorScreenPos(at + ImVec2(0, 4));
  ImGui::BeginGroup();
  for (const Line& line : lines) draw_line(desk, line, width);
  ImGui::EndGroup();
  ImGui::SetCursorScreenPos(at + ImVec2(0, height));
  ImGui::Dummy({width, 28});
}

std::string size_text(std::uint64_t bytes) {
  constexpr double kMega = 1024.0 * 1024.0;
  const double mega = static_cast<double>(bytes) / kMega;
  if (mega < 0.1) return fmt::format("{:.0f} KB", std::ceil(static_cast<double>(bytes) / 1024.0));
  return mega < 10 ? fmt::format("{:.1f} MB", mega) : fmt::format("{:.0f} MB", mega);
}

// How safely the plans are kept here: sentences, the worrying ones in the colour of warnings.
std::vector<std::pair<std::string, Tone>> storage_sentences(const Desk& desk) {
  std::vector<std::pair<std::string, Tone>> sentences;
  const StorageFacts& facts = desk.session.storage_facts();
  const auto add = [&](std::string_view text, Tone tone = Tone::neutral) {
    sentences.emplace_back(text, tone);
  };
  if (facts.used_bytes != 0) add(desk.say(Word::storage_used, {size_text(facts.used_bytes)}));
  if (facts.kept == StorageFacts::Kept::promised) add(desk.say(Word::storage_kept));
  if (facts.kept == StorageFacts::Kept::not_promised)
    add(desk.say(Word::storage_may_go), Tone::warning);
  if (facts.shared) add(desk.say(Word::storage_shared), Tone::warning);
  if (desk.session.open() != nullptr) {
    const std::int64_t at = desk.session.last_file_unix_milliseconds();
    const std::int64_t now = desk.session.ports().clock.unix_milliseconds();
    if (at == 0)
      add(desk.say(Word::no_file_yet), Tone::warning);
    else
      add(desk.say(Word::last_file, {ago_text(desk.look, now - at)}));
  }
  return sentences;
}

void draw_storage(const Desk& desk, float width) {
  const Look& look = desk.look;
  const auto sentences = storage_sentences(desk);
  const bool may_ask = desk.session.storage_facts().kept == StorageFacts::Kept::not_promised;
  if (sentences.empty()) return;
  constexpr float kLine = 28;
  draw_heading(look, desk.say(Word::stored_here), Type::title, 2);
  ImGui::Dummy({0, 10});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = static_cast<float>(sentences.size()) * kLine + 20 + (may_ask ? 60 : 0);
  draw_card_ground(look, *ImGui::GetWindowDrawList(), {at, at + ImVec2(width, height)});
  float y = at.y + 10;
  for (const auto& [text, tone] : sentences) {
    ImGui::SetCursorScreenPos({at.x + kCardPadding.x, y + 4});
    const ImU32 colour = tone == Tone::neutral ? look.colours().text : look.theme.strong(tone);
    draw_label(look, text, {.colour = colour}, width - 2 * kCardPadding.x);
    y += kLine;
  }
  if (may_ask) {
    ImGui::SetCursorScreenPos({at.x, y});
    draw_line(desk, {"storage_keep", Icon::save}, width);
  }
  ImGui::SetCursorScreenPos(at + ImVec2(0, height));
  ImGui::Dummy({width, 28});
}

}  // namespace

void draw_exchange_page(const Desk& desk) {
  draw_exchange_parts(desk);
  const float room = ImGui::GetContentRegionAvail().x;
  const float width = std::min(kWidest, room - 2 * kCardPadding.x);
  ImGui::BeginChild("exchange", {0, 0});
  ImGui::SetCursorPos({std::floor((room - width) / 2), 24});
  ImGui::BeginGroup();
  draw_part(desk, Word::files_out, kOut, width);
  draw_part(desk, Word::files_in, kIn, width);
  draw_storage(desk, width);
  draw_label(desk.look, desk.say(Word::drop_anywhere),
             {.type = Type::table, .colour = desk.look.colours().faint_text});
  ImGui::EndGroup();
  ImGui::EndChild();
}

}  // namespace tongzhou
