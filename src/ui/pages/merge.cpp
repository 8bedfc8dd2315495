#include "ui/pages/merge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "ui/pages/keys.h"
#include "ui/pages/page_parts.h"
#include "ui/who_when.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/checkbox.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

Word mark_of(IncomingEdit::Standing standing) {
  using Standing = IncomingEdit::Standing;
  if (standing == Standing::proposed) return Word::merge_mark_proposed;
  return standing == Standing::disputed ? Word::merge_mark_disputed : Word::merge_mark_taken_back;
}

using Line = MergeState::Line;

constexpr float kLineHeight = 32;
constexpr float kIndent = 30;

constexpr std::array kKindWords{Word::merge_kind_added, Word::merge_kind_changed,
                                Word::merge_kind_deleted, Word::merge_kind_restored};
constexpr std::array kKindTones{Tone::good, Tone::accent, Tone::critical, Tone::warning};

// Where a new record stands goes without saying.
bool is_told(const IncomingRecord& record, const Edit& edit) {
  if (edit.field == kDeleted) return false;
  return !record.is_whole() || find_field(edit.record.kind, edit.field) != nullptr;
}

std::string signature_text(const Desk& desk, const PlanFile& file) {
  const SignedWords words = signed_words(desk, file);
  if (words.standing == Word::signed_none) return words.text;
  return fmt::format("{} · {}", words.text, desk.say(words.standing));
}

// --- The list ------------------------------------------------------------------------------------

void add_warnings(const Desk& desk, const IncomingCopy& copy, std::uint32_t place,
                  std::vector<Line>& lines) {
  const auto add = [&](Word word, std::size_t count) {
    lines.push_back({.of = Line::Of::warning,
                     .copy = place,
                     .text = desk.say(word, {fmt::format("{}", count)})});
  };
  // Whoever it says it is from, their key did not sign it.
  if (const SignedWords words = signed_words(desk, copy.contents); words.tone == Tone::critical)
    lines.push_back(
        {.of = Line::Of::warning, .copy = place, .text = signature_text(desk, copy.contents)});
  if (copy.deletes_much) add(Word::merge_deletes_much, copy.deleted);
  if (copy.replaces_newer > 0) add(Word::merge_replaces_newer, copy.replaces_newer);
  if (copy.disputed > 0) add(Word::merge_disputed, copy.disputed);
  if (copy.taken_back > 0) add(Word::merge_taken_back, copy.taken_back);
  if (copy.proposed > 0) add(Word::merge_proposed, copy.proposed);
}

void add_copy(const Desk& desk, const IncomingCopy& copy, std::uint32_t place,
              std::vector<Line>& lines) {
  if (!lines.empty()) lines.push_back({.of = Line::Of::gap});
  lines.push_back({.of = Line::Of::copy, .copy = place});
  add_warnings(desk, copy, place, lines);
  // By department, those of none last; within one as they came.
  std::map<std::pair<bool, std::string>, std::vector<std::uint32_t>> groups;
  for (std::uint32_t i = 0; i < copy.records.size(); ++i) {
    const Id<Department> department = copy.records[i].department;
    std::string name = department ? copy.contents.plan.name_of(ref(department)) : std::string();
    const bool none = name.empty();
    groups[{none, std::move(name)}].push_back(i);
  }
  for (const auto& [name, records] : groups) {
    lines.push_back(
        {.of = Line::Of::department,
         .copy = place,
         .text = name.first ? std::string(desk.say(Word::merge_no_department)) : name.second});
    for (const std::uint32_t record : records) {
      lines.push_back({.of = Line::Of::record, .copy = place, .record = record});
      const auto& edits = copy.records[record].edits;
      for (std::uint32_t edit = 0; edit < edits.size(); ++edit)
        if (is_told(copy.records[record], edits[edit].edit))
          lines.push_back({.of = Line::Of::edit, .copy = place, .record = record, .edit = edit});
    }
  }
}

void refresh(const Desk& desk, MergeState& state) {
  std::vector<std::uint64_t> copies;
  for (const IncomingCopy& copy : desk.session.incoming()) copies.push_back(copy.number);
  const std::uint64_t revision = desk.plan().revision();
  if (state.copies == copies && state.revision == revision && state.language == desk.look.language)
    return;
  state.copies = std::move(copies);
  state.revision = revision;
  state.language = desk.look.language;
  state.lines.clear();
  std::uint32_t place = 0;
  for (const IncomingCopy& copy : desk.session.incoming())
    add_copy(desk, copy, place++, state.lines);
}

// --- Drawing -------------------------------------------------------------------------------------

void choose(const Desk& desk, const IncomingField& field) {
  MergeChoices& choices = desk.view.merge_choices;
  if (choices.erase(field) == 0) choices.insert(field);
}

// The record as a whole: all its edits are chosen together.
void choose_all(const Desk& desk, const IncomingCopy& copy, const IncomingRecord& record,
                bool wanted) {
  for (const IncomingEdit& edit : record.edits) {
    if (record.is_whole() && edit.edit.field != kDeleted) continue;
    if (is_wanted(copy, record, edit, desk.view.merge_choices) != wanted)
      choose(desk, {copy.number, record.record, edit.edit.field});
  }
}

void draw_copy(const Desk& desk, const IncomingCopy& copy, const ImRect& box) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  const SaveNote& saved = copy.contents.saved;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = box.GetCenter().y;
  draw_icon(list, Icon::file, {box.Min.x + 22, middle}, c.accent);
  const float name_width =
      std::min(box.GetWidth() * 0.4F, text_width(look, Type::body_strong, copy.file) + 12);
  ImGui::SetCursorScreenPos({box.Min.x + 42, middle - line_height(Type::body) / 2});
  draw_label(look, copy.file, {.type = Type::body_strong}, name_width);
  const std::string facts =
      desk.say(Word::merge_by, {who_text(look, saved.person, saved.department),
                                when_text(desk, saved.unix_milliseconds)}) +
      "    " + desk.say(Word::merge_counts, {fmt::format("{}", copy.records.size())}) + "    " +
      signature_text(desk, copy.contents);
  draw_text_in(look, list,
               {box.Min.x + 42 + name_width, box.Min.y, box.Max.x - kControlHeight - 8, box.Max.y},
               facts, {.type = Type::table, .colour = c.second_text});
  ImGui::SetCursorScreenPos({box.Max.x - kControlHeight - 4, middle - kControlHeight / 2});
  if (draw_button(look, {.id = "put_away",
                         .icon = Icon::close,
                         .kind = ButtonKind::quiet,
                         .tip = desk.say(Word::merge_put_away)}))
    desk.commands.run("merge_dismiss", static_cast<std::int64_t>(copy.number));
}

void draw_warning(const Desk& desk, std::string_view text, const ImRect& box) {
  const Palette& theme = desk.look.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.Min + ImVec2(12, 2), box.Max - ImVec2(12, 2), theme.soft(Tone::warning),
                     6);
  draw_icon_sized(list, Icon::warning, {box.Min.x + 28, box.GetCenter().y}, 16,
                  theme.strong(Tone::warning));
  ImGui::SetCursorScreenPos({box.Min.x + 42, box.GetCenter().y - line_height(Type::table) / 2});
  draw_label(desk.look, text, {.type = Type::table}, box.GetWidth() - 64);
}

void draw_record(const Desk& desk, const IncomingCopy& copy, const IncomingRecord& record,
                 const ImRect& box) {
  const Look& look = desk.look;
  const auto kind = static_cast<std::size_t>(record.kind);
  const bool ticked = std::ranges::any_of(record.edits, [&](const IncomingEdit& edit) {
    return is_wanted(copy, record, edit, desk.view.merge_choices);
  });
  // As it is called there; one that is deleted there, as it is called here.
  const bool gone = record.kind == IncomingRecord::Kind::deleted;
  const std::string name =
      record_words(look.language, gone ? desk.plan() : copy.contents.plan, record.record);
  const std::string told = fmt::format("{}: {}", desk.say(kKindWords[kind]), name);
  const float middle = box.GetCenter().y;
  ImGui::SetCursorScreenPos({box.Min.x + 14, middle - kCheckboxSize / 2});
  if (draw_checkbox(look, "take", desk.say(Word::merge_take, {told}), ticked))
    choose_all(desk, copy, record, !ticked);
  ImGui::SetCursorScreenPos({box.Min.x + 44, middle - 11});
  draw_pill(look, kKindTones[kind], desk.say(kKindWords[kind]));
  if (record.edits.front().standing != IncomingEdit::Standing::change && record.is_whole()) {
    ImGui::SetCursorScreenPos({ImGui::GetItemRectMax().x + 6, middle - 11});
    draw_pill(look, Tone::warning, desk.say(mark_of(record.edits.front().standing)));
  }
  const float left = ImGui::GetItemRectMax().x + 10;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 ink = ticked ? look.colours().text : look.colours().faint_text;
  constexpr float kKindWidth = 100, kWhoWidth = 250;
  draw_text_in(look, list, {left, box.Min.y, box.Max.x - kKindWidth - kWhoWidth - 16, box.Max.y},
               name, {.type = Type::table_strong, .colour = ink});
  const float who_left = box.Max.x - kWhoWidth - 12;
  const TextLook small{
      .type = Type::small, .colour = look.colours().faint_text, .align = Align::right};
  draw_text_in(look, list, {who_left - kKindWidth, box.Min.y, who_left - 8, box.Max.y},
               desk.say(word_of(record.record.kind)), small);
  if (!record.is_whole() || record.edits.empty()) return;
  const Author& author = record.edits.front().author;
  const std::string when = when_text(desk, author.unix_milliseconds);
  if (!when.empty())
    draw_text_in(look, list, {who_left, box.Min.y, box.Max.x - 12, box.Max.y},
                 who_text(look, author) + "  " + when, small);
}

void draw_edit(const Desk& desk, const IncomingCopy& copy, const IncomingRecord& record,
               const IncomingEdit& incoming, const ImRect& box) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  const Edit& edit = incoming.edit;
  const bool ticked = is_wanted(copy, record, incoming, desk.view.merge_choices);
  const std::string field(field_words(look.language, edit.record, edit.field));
  const std::string before =
      any_value_words(look.words(), desk.plan(), edit.record, edit.field, edit.before);
  const std::string after =
      any_value_words(look.words(), copy.contents.plan, edit.record, edit.field, edit.after);
  const std::string nothing(desk.say(Word::nobody));
  const bool is_new = type_of(edit.before) == ValueType::none;
  const bool is_place = find_field(edit.record.kind, edit.field) == nullptr;
  const std::string told = is_place ? std::string(desk.say(Word::value_moved))
                           : is_new ? after
                                    : fmt::format("{} → {}", before.empty() ? nothing : before,
                                                  after.empty() ? nothing : after);
  const float middle = box.GetCenter().y;
  float x = box.Min.x + 44;
  if (!record.is_whole()) {
    ImGui::SetCursorScreenPos({x, middle - kCheckboxSize / 2});
    if (draw_checkbox(look, "take", desk.say(Word::merge_take, {field + ": " + told}), ticked))
      choose(desk, {copy.number, record.record, edit.field});
    x += kIndent;
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 ink = ticked ? c.text : c.faint_text;
  constexpr float kFieldWidth = 110, kWhoWidth = 250;
  draw_text_in(look, list, {x, box.Min.y, x + kFieldWidth - 8, box.Max.y}, field,
               {.type = Type::table, .colour = c.second_text});
  x += kFieldWidth;
  float right = box.Max.x - 12;
  const std::string when = when_text(desk, incoming.author.unix_milliseconds);
  const std::string who = !ticked && incoming.standing == IncomingEdit::Standing::change
                              ? std::string(desk.say(Word::merge_left_out))
                          : when.empty() || record.is_whole()
                              ? std::string()
                              : who_text(look, incoming.author) + "  " + when;
  draw_text_in(look, list, {right - kWhoWidth, box.Min.y, right, box.Max.y}, who,
               {.type = Type::small, .colour = c.faint_text, .align = Align::right});
  right -= kWhoWidth + 8;
  if (incoming.standing != IncomingEdit::Standing::change) {
    const std::string_view mark = desk.say(mark_of(incoming.standing));
    const float width = text_width(look, Type::small, mark) + 20;
    ImGui::SetCursorScreenPos({right - width, middle - 11});
    draw_pill(look, Tone::warning, mark);
    right -= width + 8;
  }
  ImGui::SetCursorScreenPos({x, middle - line_height(Type::table) / 2});
  draw_label(look, told, {.type = Type::table, .colour = ink}, std::max(40.0F, right - x));
}

void draw_line(const Desk& desk, const Line& line, const ImRect& box) {
  if (line.of == Line::Of::gap) return;
  const IncomingCopy& copy = desk.session.incoming()[line.copy];
  const Look& look = desk.look;
  switch (line.of) {
    case Line::Of::copy: return draw_copy(desk, copy, box);
    case Line::Of::warning: return draw_warning(desk, line.text, box);
    case Line::Of::department:
      ImGui::SetCursorScreenPos({box.Min.x + 14, box.Max.y - line_height(Type::small_strong) - 2});
      return draw_label(look, line.text,
                        {.type = Type::small_strong, .colour = look.colours().second_text},
                        box.GetWidth() - 28);
    case Line::Of::record: return draw_record(desk, copy, copy.records[line.record], box);
    case Line::Of::edit: {
      const IncomingRecord& record = copy.records[line.record];
      return draw_edit(desk, copy, record, record.edits[line.edit], box);
    }
    case Line::Of::gap: return;
  }
}

void draw_lines(const Desk& desk, const MergeState& state) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect card{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(1, 6));
  ImGui::BeginChild("copies", card.GetSize() - ImVec2(2, 12));
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(state.lines.size()), kLineHeight);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const ImVec2 corner = top + ImVec2(0, kLineHeight * static_cast<float>(i));
      ImGui::PushID(i);
      draw_line(desk, state.lines[static_cast<std::size_t>(i)],
                {corner, corner + ImVec2(width, kLineHeight)});
      ImGui::PopID();
      continue_at(corner + ImVec2(0, kLineHeight));
    }
  ImGui::EndChild();
}

void draw_head(const Desk& desk) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::title)) / 2);
  draw_heading(look,
               desk.say(Word::merge_title, {fmt::format("{}", desk.session.incoming().size())}),
               Type::title, 2);
  ImGui::SameLine(0, 12);
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2 + 1);
  draw_label(look, desk.say(Word::merge_nothing_yet),
             {.type = Type::table, .colour = look.colours().second_text});
  const ButtonSpec accept{.id = "accept",
                          .label = desk.say(Word::command_merge_accept),
                          .icon = Icon::check,
                          .kind = ButtonKind::primary};
  const ButtonSpec away{.id = "dismiss", .label = desk.say(Word::command_merge_dismiss)};
  const ButtonSpec more{.id = "more", .label = desk.say(Word::merge_more), .icon = Icon::folder};
  float x = left + width - button_width(look, accept);
  ImGui::SetCursorPos({x, top});
  if (draw_button(look, accept)) desk.commands.run("merge_accept");
  x -= button_width(look, away) + 8;
  ImGui::SetCursorPos({x, top});
  if (draw_button(look, away)) desk.commands.run("merge_dismiss");
  x -= button_width(look, more) + 8;
  ImGui::SetCursorPos({x, top});
  if (draw_button(look, more)) desk.commands.run("file_open");
  ImGui::SetCursorPos({left, top + kControlHeight + 12});
}

}  // namespace

void draw_merge_page(const Desk& desk, MergeState& state) {
  draw_page_parts(desk);
  if (desk.session.incoming().empty()) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImRect card{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
    draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
    if (draw_empty_state(desk.look, card, Icon::import_file, desk.say(Word::merge_empty),
                         {.id = "open", .label = desk.say(Word::merge_open), .icon = Icon::folder}))
      desk.commands.run("file_open");
    return;
  }
  refresh(desk, state);
  draw_head(desk);
  draw_lines(desk, state);
}

}  // namespace tongzhou
