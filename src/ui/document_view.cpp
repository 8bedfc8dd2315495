#include "ui/document_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/reports.h"
#include "ui/drawing_view.h"
#include "ui/pages.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {

constexpr float kItemIndent = 14;
constexpr float kTableLine = 30;

ImU32 ink_of(const Look& look, Emphasis emphasis) {
  switch (emphasis) {
    case Emphasis::none: return look.colours().text;
    case Emphasis::good: return look.theme.strong(Tone::good);
    case Emphasis::watch: return look.theme.strong(Tone::warning);
    case Emphasis::act: return look.theme.strong(Tone::critical);
    case Emphasis::quiet: return look.colours().second_text;
  }
  return 0;
}

void draw_document_item(const Desk& desk, const Block& block, float width) {
  const Look& look = desk.look;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = paragraph_height(look, block.text, Type::table, width - kItemIndent - 4) + 4;
  const ImRect box{at, at + ImVec2(width, height)};
  const bool leads = block.record.id && desk.plan().is_live(block.record);
  const Item item =
      add_item("item", box.GetSize(),
               {.role = leads ? access::Role::link : access::Role::note, .name = block.text});
  if (!item.visible) return;
  if (leads) draw_veil(look, item, 5);
  if (leads && item.pressed) show_record(desk, block.record);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 ink = ink_of(look, block.emphasis);
  const float middle = at.y + 2 + line_height(Type::table) / 2;
  if (block.number > 0)
    draw_text_at(look, list, {at.x, middle}, fmt::format("{}.", block.number),
                 {.type = Type::table, .colour = ink});
  else
    list.AddCircleFilled({at.x + 6, middle}, 2.5F, ink);
  draw_lines_in(look, list, {at + ImVec2(kItemIndent, 2), box.Max - ImVec2(4, 0)}, block.text,
                {.type = Type::table, .colour = ink});
  draw_focus_ring(look, item, 5);
}

// The first column takes what the others leave.
void draw_document_table(const Desk& desk, const Block& block, float width) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::size_t columns = block.rows.front().size();
  const float first = width * (columns > 2 ? 0.34F : 0.5F);
  const float each = (width - first) / static_cast<float>(std::max<std::size_t>(1, columns - 1));
  for (std::size_t r = 0; r < block.rows.size(); ++r) {
    const float top = at.y + kTableLine * static_cast<float>(r);
    for (std::size_t c = 0; c < columns && c < block.rows[r].size(); ++c) {
      const TableCell& cell = block.rows[r][c];
      const float left = at.x + (c == 0 ? 0 : first + each * static_cast<float>(c - 1));
      const float right = left + (c == 0 ? first : each) - 12;
      const bool has_bar = cell.bar >= 0;
      draw_text_in(look, list, {{left, top}, {right, top + kTableLine - (has_bar ? 6 : 0)}},
                   cell.text,
                   {.type = r == 0 ? Type::small_strong : Type::table,
                    .colour = r == 0 ? look.colours().second_text : ink_of(look, cell.emphasis)});
      if (!has_bar) continue;
      const float y = top + kTableLine - 6;
      const float end = std::min(right, left + 120);
      list.AddRectFilled({left, y - 2}, {end, y + 2}, look.colours().quiet, 2);
      if (cell.bar > 0)
        list.AddRectFilled({left, y - 2}, {left + (end - left) * std::min(cell.bar, 1.0F), y + 2},
                           look.colours().accent, 2);
    }
    list.AddLine({at.x, top + kTableLine}, {at.x + width, top + kTableLine}, look.colours().line);
    std::string told;
    for (const TableCell& cell : block.rows[r]) told += (told.empty() ? "" : ", ") + cell.text;
    ImGui::PushID(static_cast<int>(r));
    access::describe({.id = ImGui::GetID("row"),
                      .role = access::Role::note,
                      .name = told,
                      .rect = {at.x, top, at.x + width, top + kTableLine}});
    ImGui::PopID();
  }
  ImGui::Dummy({width, kTableLine * static_cast<float>(block.rows.size()) + 4});
}

// The frame of a letter; what is drawn of it depends on where it stands.
void draw_letter_part(const Desk& desk, const Block& block, float width) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto rule = [&](ImU32 colour, float thickness) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    list.AddLine(at + ImVec2(0, 3), at + ImVec2(width, 3), colour, thickness);
    ImGui::Dummy({width, 8});
  };
  const auto words = [&](const TextLook& style) { draw_paragraph(look, block.text, style, width); };
  const ImU32 red = look.theme.strong(Tone::critical);
  switch (block.part) {
    case LetterPart::grade: words({.type = Type::table_strong}); break;
    case LetterPart::issuer:
    case LetterPart::mark:
      words({.type = Type::figure, .colour = red, .align = Align::centre});
      if (block.part == LetterPart::issuer) rule(red, 2);
      break;
    case LetterPart::imprint: {
      const std::size_t tab = std::min(block.text.find('\t'), block.text.size());
      const TextLook style{.type = Type::table, .colour = c.second_text};
      const float top = ImGui::GetCursorPosY();
      draw_paragraph(look, std::string_view(block.text).substr(0, tab), style, width);
      ImGui::SetCursorPosY(top);
      draw_paragraph(look,
                     std::string_view(block.text).substr(std::min(tab + 1, block.text.size())),
                     {.type = style.type, .colour = style.colour, .align = Align::right}, width);
      rule(red, 1);
      break;
    }
    case LetterPart::number:
      words({.type = Type::table, .colour = c.second_text, .align = Align::right});
      break;
    case LetterPart::title:
      ImGui::Dummy({0, 8});
      words({.type = Type::title, .align = Align::centre});
      ImGui::Dummy({0, 10});
      break;
    case LetterPart::signature:
      ImGui::Dummy({0, 16});
      words({.type = Type::table, .align = Align::right});
      break;
    case LetterPart::date: words({.type = Type::table, .align = Align::right}); break;
    case LetterPart::copies:
      ImGui::Dummy({0, 12});
      rule(c.line, 1);
      words({.type = Type::small});
      rule(c.line, 1);
      break;
    case LetterPart::addressee:
    case LetterPart::attachment:
    case LetterPart::body: words({.type = Type::table}); break;
  }
}

// Chinese paragraphs of official papers begin two characters in.
void draw_document_paragraph(const Desk& desk, const Document& document, const Block& block,
                             float width) {
  const bool is_indented =
      document.paper == Paper::official && document.language == Language::chinese;
  const std::string text = is_indented ? "\u3000\u3000" + block.text : block.text;
  draw_paragraph(desk.look, text,
                 {.type = Type::table, .colour = ink_of(desk.look, block.emphasis)}, width);
  if (document.paper == Paper::official) ImGui::Dummy({0, 2});
}

ButtonSpec copy_button(const Desk& desk) {
  return {.id = "copy", .label = desk.say(Word::report_copy), .icon = Icon::copy};
}
ButtonSpec save_button(const Desk& desk) {
  return {.id = "save", .label = desk.say(Word::report_save), .icon = Icon::download};
}

}  // namespace

void draw_document(const Desk& desk, const Document& document, float width) {
  const Look& look = desk.look;
  if (!document.title.empty()) {
    draw_heading(look, document.title, Type::title, 2);
    if (!document.subtitle.empty())
      draw_label(look, document.subtitle,
                 {.type = Type::table, .colour = look.colours().second_text}, width);
  }
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    ImGui::PushID(static_cast<int>(i));
    switch (block.kind) {
      case Block::Kind::heading:
        ImGui::Dummy({0, 8});
        draw_heading(look, block.text, Type::table_strong, 3);
        ImGui::Dummy({0, 2});
        break;
      case Block::Kind::paragraph:
        if (block.part == LetterPart::body)
          draw_document_paragraph(desk, document, block, width);
        else
          draw_letter_part(desk, block, width);
        break;
      case Block::Kind::item: draw_document_item(desk, block, width); break;
      case Block::Kind::table: draw_document_table(desk, block, width); break;
      case Block::Kind::chart:
        for (std::size_t page = 0; page < block.drawings.size(); ++page) {
          ImGui::PushID(static_cast<int>(page));
          draw_drawing(look, block.drawings[page], width);
          ImGui::PopID();
        }
        break;
      case Block::Kind::page_break: draw_divider(look); break;
    }
    ImGui::PopID();
  }
}

float document_buttons_width(const Desk& desk) {
  return button_width(desk.look, copy_button(desk)) + 8 +
         button_width(desk.look, save_button(desk));
}

void draw_document_buttons(const Desk& desk, const Document& document) {
  if (draw_button(desk.look, copy_button(desk))) {
    desk.view.copied = to_markdown(document);
    desk.note.command.clear();
    show_toast(desk.note.toast, {.text = std::string(desk.say(Word::report_copied))});
  }
  ImGui::SameLine(0, 8);
  if (draw_button(desk.look, save_button(desk)))
    desk.commands.save(html_file(document), std::string(kHtmlType));
}

}  // namespace tongzhou
