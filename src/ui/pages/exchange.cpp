#include "ui/pages/exchange.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/numbers.h"
#include "ui/pages/page_parts.h"
#include "ui/shell/keys.h"
#include "ui/value_text.h"
#include "ui/who_when.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/checkbox.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {

struct WayOut {
  std::string_view command;
  Icon icon;
  ButtonKind button = ButtonKind::secondary;
};
constexpr std::array kOut{
    WayOut{"export_plan_file", Icon::save, ButtonKind::primary},
    WayOut{"save_page", Icon::file},
    WayOut{"copy_link", Icon::link},
    WayOut{"save_sealed", Icon::lock},
    WayOut{"export_mspdi", Icon::template_plan},
    WayOut{"export_xlsx", Icon::columns},
    WayOut{"export_csv", Icon::columns},
    WayOut{"export_json", Icon::file},
};
constexpr std::array kIn{
    WayOut{"file_open", Icon::folder},
    WayOut{"table_import", Icon::columns},
};
// Of a plan that came as a copy.
constexpr std::array kReceipt{WayOut{"receipt_send", Icon::check}};

// What a command does, and its button at the right.
void draw_line(const Desk& desk, const WayOut& line, float width) {
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

void draw_part(const Desk& desk, Word title, std::span<const WayOut> lines, float width) {
  draw_heading(desk.look, desk.say(title), Type::title, 2);
  ImGui::Dummy({0, 10});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const auto there = std::ranges::count_if(lines, [&](const WayOut& line) {
    return desk.session.commands().find(line.command) != nullptr;
  });
  const float height = static_cast<float>(there) * 60 + 8;
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), {at, at + ImVec2(width, height)});
  ImGui::SetCursorScreenPos(at + ImVec2(0, 4));
  ImGui::BeginGroup();
  for (const WayOut& line : lines) draw_line(desk, line, width);
  ImGui::EndGroup();
  ImGui::SetCursorScreenPos(at + ImVec2(0, height));
  ImGui::Dummy({width, 28});
}

std::string size_text(std::uint64_t bytes) {
  constexpr double kMega = 1024.0 * 1024.0;
  const double mega = static_cast<double>(bytes) / kMega;
  if (mega < 0.1) return fmt::format("{} KB", (bytes + 1023) / 1024);
  return fixed_text(mega, mega < 10 ? 1 : 0) + " MB";
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
  if (facts.page == StorageFacts::Page::of_file) add(desk.say(Word::storage_shared), Tone::warning);
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
  const StorageFacts& facts = desk.session.storage_facts();
  std::vector<WayOut> lines;
  if (facts.kept == StorageFacts::Kept::not_promised) lines.push_back({"storage_keep", Icon::save});
  if (facts.page == StorageFacts::Page::served) {
    lines.push_back(
        {desk.session.preferences().offline ? "offline_off" : "offline_on", Icon::file});
  }
  if (sentences.empty()) return;
  constexpr float kLine = 28;
  draw_heading(look, desk.say(Word::stored_here), Type::title, 2);
  ImGui::Dummy({0, 10});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height =
      static_cast<float>(sentences.size()) * kLine + 20 + 60 * static_cast<float>(lines.size());
  draw_card_ground(look, *ImGui::GetWindowDrawList(), {at, at + ImVec2(width, height)});
  float y = at.y + 10;
  for (const auto& [text, tone] : sentences) {
    ImGui::SetCursorScreenPos({at.x + kCardPadding.x, y + 4});
    const ImU32 colour = tone == Tone::neutral ? look.colours().text : look.theme.strong(tone);
    draw_label(look, text, {.colour = colour}, width - 2 * kCardPadding.x);
    y += kLine;
  }
  for (const WayOut& line : lines) {
    ImGui::SetCursorScreenPos({at.x, y});
    draw_line(desk, line, width);
    y += 60;
  }
  ImGui::SetCursorScreenPos(at + ImVec2(0, height));
  ImGui::Dummy({width, 28});
}

// --- The shared folder ---------------------------------------------------------------------------

struct FolderWords {
  std::string text;
  Tone tone = Tone::neutral;
};

std::string trouble_words(const Desk& desk, const StorageFailure& failure) {
  switch (failure.trouble) {
    case StorageTrouble::no_space: return std::string(desk.say(Word::folder_full));
    case StorageTrouble::unavailable: return std::string(desk.say(Word::folder_away));
    case StorageTrouble::no_answer: return std::string(desk.say(Word::folder_silent));
    case StorageTrouble::locked:
    case StorageTrouble::failed: break;
  }
  return desk.say(Word::folder_failing, {failure.detail});
}

FolderWords state_of(const Desk& desk, const SharedFolder& folder) {
  if (folder.failure()) return {trouble_words(desk, *folder.failure()), Tone::warning};
  if (!folder.is_known()) return {std::string(desk.say(Word::folder_looking))};
  if (!folder.holds_all()) return {std::string(desk.say(Word::folder_writing))};
  return {std::string(desk.say(Word::folder_up_to_date)), Tone::good};
}

FolderWords words_of(const Desk& desk, const SharedFolder::Copy& copy) {
  using Standing = SharedFolder::Copy::Standing;
  if (copy.standing == Standing::of_another_plan)
    return {std::string(desk.say(Word::folder_other_plan))};
  if (copy.standing == Standing::unreadable)
    return {desk.say(Word::folder_unreadable, {say(desk.look.language, copy.trouble->what)}),
            Tone::warning};
  const Author author{copy.saved.person, copy.saved.department, {}, copy.saved.unix_milliseconds};
  std::string text =
      who_text(desk.look, author) + "  " + when_text(desk, copy.saved.unix_milliseconds);
  if (copy.is_own) text += fmt::format("  ({})", desk.say(Word::folder_own));
  return {std::move(text)};
}

// One line of the card: what it is, and in fainter letters what is to be said of it.
void draw_folder_line(const Desk& desk, Icon icon, std::string_view name, const FolderWords& words,
                      float width) {
  const Look& look = desk.look;
  constexpr float kLine = 44;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_icon_sized(list, icon, {at.x + 30, at.y + kLine / 2}, 18, look.colours().faint_text);
  const float left = at.x + 58, inside = width - 58 - kCardPadding.x;
  ImGui::SetCursorScreenPos({left, at.y + 4});
  draw_label(look, name, {.type = Type::table}, inside);
  const ImU32 colour =
      words.tone == Tone::neutral ? look.colours().second_text : look.theme.strong(words.tone);
  ImGui::SetCursorScreenPos({left, at.y + 23});
  draw_label(look, words.text, {.type = Type::small, .colour = colour}, inside);
  continue_at({at.x, at.y + kLine});
}

void draw_folder_acts(const Desk& desk, const SharedFolder& folder, float width) {
  const Look& look = desk.look;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const auto command = [&](std::string_view id) { return desk.session.commands().find(id); };
  const Command* ask = command("folder_ask");
  ImGui::SetCursorScreenPos(at + ImVec2(20, (kControlHeight - kCheckboxSize) / 2));
  if (draw_checkbox(look, "ask", desk.say(ask->label), desk.session.asks_before_taking()))
    run_command(desk, *ask);
  ImGui::SetCursorScreenPos(at + ImVec2(58, (kControlHeight - line_height(Type::table)) / 2));
  draw_label(look, desk.say(ask->label), {.type = Type::table});
  const Command* leave = command("folder_leave");
  const Command* reopen = command("folder_reopen");
  const ButtonSpec leave_button{
      .id = "leave", .label = desk.say(leave->label), .kind = ButtonKind::quiet};
  const ButtonSpec reopen_button{
      .id = "reopen", .label = desk.say(reopen->label), .kind = ButtonKind::prominent};
  float right = at.x + width - kCardPadding.x - button_width(look, leave_button);
  ImGui::SetCursorScreenPos({right, at.y});
  if (draw_button(look, leave_button)) run_command(desk, *leave);
  if (folder.failure()) {
    right -= button_width(look, reopen_button) + 8;
    ImGui::SetCursorScreenPos({right, at.y});
    if (draw_button(look, reopen_button)) run_command(desk, *reopen);
  }
  continue_at({at.x, at.y + kControlHeight + 8});
}

void draw_folder(const Desk& desk, float width) {
  const Look& look = desk.look;
  const SharedFolder* folder = desk.session.folder();
  if (folder == nullptr) {
    constexpr std::array kFolder{WayOut{"folder_choose", Icon::folder}};
    return draw_part(desk, Word::folder_title, kFolder, width);
  }
  draw_heading(look, desk.say(Word::folder_title), Type::title, 2);
  ImGui::Dummy({0, 10});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::vector<SharedFolder::Copy> copies = folder->copies();
  const bool is_alone = folder->is_known() &&
                        std::ranges::all_of(copies, [](const auto& copy) { return copy.is_own; });
  const float height =
      64 + 44 * static_cast<float>(copies.size()) + (is_alone ? 32 : 0) + kControlHeight + 16;
  draw_card_ground(look, *ImGui::GetWindowDrawList(), {at, at + ImVec2(width, height)});
  ImGui::SetCursorScreenPos(at + ImVec2(0, 10));
  ImGui::BeginGroup();
  draw_folder_line(desk, Icon::folder, folder->place().path, state_of(desk, *folder), width);
  for (const SharedFolder::Copy& copy : copies)
    draw_folder_line(desk, Icon::file, copy.file, words_of(desk, copy), width);
  if (is_alone) {
    const ImVec2 here = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos(here + ImVec2(58, 6));
    draw_label(look, desk.say(Word::folder_nobody),
               {.type = Type::table, .colour = look.colours().second_text},
               width - 58 - kCardPadding.x);
    continue_at({here.x, here.y + 32});
  }
  draw_folder_acts(desk, *folder, width);
  ImGui::EndGroup();
  ImGui::SetCursorScreenPos(at + ImVec2(0, height));
  ImGui::Dummy({width, 28});
}

}  // namespace

void draw_exchange_page(const Desk& desk) {
  draw_page_parts(desk);
  const float room = ImGui::GetContentRegionAvail().x;
  const float width = std::min(kColumnWidth, room - 2 * kCardPadding.x);
  ImGui::BeginChild("exchange", {0, 0});
  ImGui::SetCursorPos({std::floor((room - width) / 2), 24});
  ImGui::BeginGroup();
  if (desk.session.open() != nullptr && !desk.plan().info().audience.empty())
    draw_part(desk, Word::receipt_file, kReceipt, width);
  draw_part(desk, Word::files_out, kOut, width);
  draw_part(desk, Word::files_in, kIn, width);
  if (desk.session.open() != nullptr) draw_folder(desk, width);
  draw_storage(desk, width);
  draw_label(desk.look, desk.say(Word::drop_anywhere),
             {.type = Type::table, .colour = desk.look.colours().faint_text});
  ImGui::EndGroup();
  ImGui::EndChild();
}

}  // namespace tongzhou
