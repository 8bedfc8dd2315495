#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "app/communication_edits.h"
#include "ui/pages.h"
#include "ui/pages/communication_parts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_list.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kCoverageRow = 38;
constexpr float kCoverageNames = 148;
constexpr float kCoverageHead = 42;
constexpr float kFindingLine = 40;
constexpr float kFindings = 164;

std::string name_of(const Desk& desk, const CommunicationState& state, std::size_t place) {
  return desk.plan().name_of(ref(state.coverage.departments[place]));
}

Tone tone_of(const Coverage::Pair& pair) {
  if (pair.is_gap()) return Tone::critical;
  if (pair.is_thin()) return Tone::warning;
  return pair.channels.empty() ? Tone::neutral : Tone::good;
}

std::string finding_words(const Desk& desk, const CommunicationState& state,
                          const Coverage::Pair& pair) {
  const std::string first = name_of(desk, state, pair.first),
                    second = name_of(desk, state, pair.second);
  if (pair.is_gap() && !state.topic.empty())
    return desk.say(Word::coverage_gap_topic, {first, second, state.topic});
  if (pair.is_gap())
    return desk.say(Word::coverage_gap, {first, second, std::to_string(pair.matters)});
  if (pair.one_person)
    return desk.say(Word::coverage_one_person,
                    {first, second, desk.plan().name_of(ref(pair.one_person))});
  const Channel* channel = desk.plan().find(pair.channels.front());
  return desk.say(Word::coverage_one_mode, {first, second, desk.say(word_of(channel->kind))});
}

std::string channel_names(const Desk& desk, const Coverage::Pair& pair) {
  std::string names;
  for (const Id<Channel> id : pair.channels)
    names += fmt::format("{}{}", names.empty() ? "" : "\n", desk.plan().name_of(ref(id)));
  return names;
}

std::string channel_count(const Desk& desk, std::size_t count) {
  if (count == 0) return std::string(desk.say(Word::coverage_none));
  return count == 1 ? std::string(desk.say(Word::coverage_channel))
                    : desk.say(Word::coverage_channels, {std::to_string(count)});
}

void make_channel(const Desk& desk, const CommunicationState& state, const Coverage::Pair& pair) {
  NewChannel made =
      add_channel(desk.open(), desk.session.random(), state.coverage.departments[pair.first],
                  state.coverage.departments[pair.second], state.topic);
  desk.edit_and_tell(std::move(made.draft));
  desk.view.selection.choose(ref(made.channel));
}

// --- The matrix ----------------------------------------------------------------------------------

void draw_coverage_cell(const Desk& desk, const CommunicationState& state, std::size_t row,
                        std::size_t column, const ImRect& box) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImRect inner = box;
  inner.Expand({-3, -4});
  if (row == column) {
    list.AddRectFilled(inner.Min, inner.Max, look.colours().quiet, 6);
    return;
  }
  const Coverage::Pair& pair = state.coverage.pair(row, column);
  const std::string count = channel_count(desk, pair.channels.size());
  ImGui::PushID(static_cast<int>(column));
  const Item item = add_item_at(
      "cell", box,
      {.role = access::Role::gridcell,
       .name =
           desk.say(Word::coverage_cell, {name_of(desk, state, row), name_of(desk, state, column)}),
       .value = pair.is_gap() || pair.is_thin() ? finding_words(desk, state, pair) : count});
  ImGui::PopID();
  if (item.pressed && !pair.channels.empty())
    desk.view.selection.choose(ref(pair.channels.front()));
  if (item.pressed && pair.channels.empty()) make_channel(desk, state, pair);
  if (!item.visible) return;
  const Tone tone = tone_of(pair);
  if (tone != Tone::neutral) list.AddRectFilled(inner.Min, inner.Max, look.theme.soft(tone), 6);
  draw_text_in(
      look, list, inner,
      pair.channels.empty() && !pair.is_gap() ? std::string("–")
                                              : std::to_string(pair.channels.size()),
      {.type = Type::table_strong,
       .colour = tone == Tone::neutral ? look.colours().faint_text : look.theme.strong(tone),
       .align = Align::centre});
  draw_veil(look, item, 6);
  draw_focus_ring(look, item, 6);
  if (item.hovered)
    draw_tooltip(look, {.text = count,
                        .detail = pair.is_gap() || pair.is_thin() ? finding_words(desk, state, pair)
                                                                  : channel_names(desk, pair)});
}

void draw_coverage_matrix(const Desk& desk, const CommunicationState& state, const ImRect& card) {
  const Look& look = desk.look;
  const std::size_t count = state.coverage.departments.size();
  draw_card_ground(look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(8, 4));
  ImGui::BeginChild("matrix", card.GetSize() - ImVec2(16, 34), 0,
                    ImGuiWindowFlags_HorizontalScrollbar);
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const float room = card.GetWidth() - 24 - kCoverageNames;
  const float cell = std::clamp(std::floor(room / float(count)), 56.0F, 110.0F);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const access::Scope scope({.id = ImGui::GetID("grid"),
                             .role = access::Role::grid,
                             .name = std::string(desk.say(Word::coverage_matrix)),
                             .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y},
                             .row_count = static_cast<int>(count),
                             .column_count = static_cast<int>(count)});
  for (std::size_t i = 0; i < count; ++i) {
    const Department& department = *desk.plan().find(state.coverage.departments[i]);
    const float x = top.x + kCoverageNames + cell * float(i);
    const float y = top.y + kCoverageHead + kCoverageRow * float(i);
    draw_text_in(
        look, list, {{x + 2, top.y}, {x + cell - 2, top.y + kCoverageHead}}, department.name,
        {.type = Type::small_strong, .colour = look.colours().second_text, .align = Align::centre});
    const access::Scope row({.id = ImGui::GetID(static_cast<int>(i)),
                             .role = access::Role::row,
                             .name = department.name,
                             .rect = {top.x, y, card.Max.x, y + kCoverageRow}});
    draw_department_in(look, list, {{top.x + 8, y}, {top.x + kCoverageNames - 6, y + kCoverageRow}},
                       department.colour, department.name, {.type = Type::table});
    ImGui::PushID(static_cast<int>(i));
    for (std::size_t column = 0; column < count; ++column) {
      const float left = top.x + kCoverageNames + cell * float(column);
      draw_coverage_cell(desk, state, i, column, {{left, y}, {left + cell, y + kCoverageRow}});
    }
    ImGui::PopID();
  }
  ImGui::SetCursorScreenPos(top);
  ImGui::Dummy({kCoverageNames + cell * float(count), kCoverageHead + kCoverageRow * float(count)});
  ImGui::EndChild();
  draw_text_in(look, *ImGui::GetWindowDrawList(),
               {{card.Min.x + 16, card.Max.y - 30}, {card.Max.x - 16, card.Max.y - 4}},
               desk.say(Word::coverage_legend),
               {.type = Type::small, .colour = look.colours().second_text});
}

// --- The network ---------------------------------------------------------------------------------

void draw_dashed_line(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour, float thickness) {
  constexpr float kDash = 7, kSpace = 5;
  const ImVec2 way = to - from;
  const float length = std::sqrt(ImLengthSqr(way));
  if (length < 1) return;
  const ImVec2 step = way * (1 / length);
  for (float at = 0; at < length; at += kDash + kSpace)
    list.AddLine(from + step * at, from + step * std::min(at + kDash, length), colour, thickness);
}

// Departments in a ring; lines as thick as there are channels, dashed where one is missing.
void draw_network(const Desk& desk, const CommunicationState& state, const ImRect& card) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Coverage& coverage = state.coverage;
  draw_card_ground(look, list, card);
  access::describe({.id = ImGui::GetID("network"),
                    .role = access::Role::picture,
                    .name = std::string(desk.say(Word::communication_coverage)),
                    .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y}});
  constexpr float kNode = 9, kLabelWidth = 110, kLabelHeight = 20;
  const ImVec2 middle = card.GetCenter();
  const ImVec2 radius{card.GetWidth() / 2 - kLabelWidth / 2 - 14, card.GetHeight() / 2 - 40};
  const auto place = [&](std::size_t i) {
    const float angle =
        float(2 * std::numbers::pi) * float(i) / float(coverage.departments.size()) -
        float(std::numbers::pi) / 2;
    return middle + ImVec2(radius.x * std::cos(angle), radius.y * std::sin(angle));
  };
  for (const Coverage::Pair& pair : coverage.pairs) {
    const Tone tone = tone_of(pair);
    const ImVec2 from = place(pair.first), to = place(pair.second);
    if (pair.is_gap())
      draw_dashed_line(list, from, to, look.theme.strong(tone), 2);
    else if (!pair.channels.empty())
      list.AddLine(
          from, to,
          with_alpha(tone == Tone::warning ? look.theme.strong(tone) : look.colours().second_text,
                     tone == Tone::warning ? 0.9F : 0.45F),
          1 + std::min(4.0F, float(pair.channels.size())));
  }
  for (std::size_t i = 0; i < coverage.departments.size(); ++i) {
    const Department& department = *desk.plan().find(coverage.departments[i]);
    const ImVec2 at = place(i);
    list.AddCircleFilled(at, kNode + 3, look.colours().surface);
    list.AddCircleFilled(at, kNode, department_colour(look, department.colour));
    const float y = at.y < middle.y + 1 ? at.y - kNode - kLabelHeight - 3 : at.y + kNode + 3;
    draw_text_in(look, list,
                 {{at.x - kLabelWidth / 2, y}, {at.x + kLabelWidth / 2, y + kLabelHeight}},
                 department.name, {.type = Type::small_strong, .align = Align::centre});
  }
}

// --- What is found -------------------------------------------------------------------------------

void draw_finding(const Desk& desk, const CommunicationState& state, const Coverage::Pair& pair,
                  const ImRect& box) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Tone tone = tone_of(pair);
  const ButtonSpec make{.id = "make",
                        .label = desk.say(pair.is_gap() ? Word::coverage_make : Word::channel_add),
                        .icon = Icon::plus,
                        .kind = pair.is_gap() ? ButtonKind::tinted : ButtonKind::quiet};
  const float right = box.Max.x - 16 - button_width(look, make);
  const std::string words = finding_words(desk, state, pair);
  access::describe({.id = ImGui::GetID("finding"),
                    .role = access::Role::note,
                    .name = words,
                    .rect = {box.Min.x, box.Min.y, right, box.Max.y}});
  draw_icon_sized(list, pair.is_gap() ? Icon::problem : Icon::warning,
                  {box.Min.x + 24, box.GetCenter().y}, 16, look.theme.strong(tone));
  draw_text_in(look, list, {{box.Min.x + 42, box.Min.y}, {right - 10, box.Max.y}}, words,
               {.type = Type::table});
  ImGui::SetCursorScreenPos({right, box.GetCenter().y - kControlHeight / 2});
  if (draw_button(look, make)) make_channel(desk, state, pair);
}

void draw_findings(const Desk& desk, const CommunicationState& state, const ImRect& card) {
  const Look& look = desk.look;
  draw_card_ground(look, *ImGui::GetWindowDrawList(), card);
  if (state.findings.empty()) {
    draw_text_in(
        look, *ImGui::GetWindowDrawList(), card, desk.say(Word::coverage_fine),
        {.type = Type::table, .colour = look.theme.strong(Tone::good), .align = Align::centre});
    return;
  }
  draw_line_list("findings", {card.Min + ImVec2(0, 6), card.Max - ImVec2(0, 6)},
                 state.findings.size(), kFindingLine, [&](std::size_t i, const ImRect& box) {
                   draw_finding(desk, state, state.coverage.pairs[state.findings[i]], box);
                 });
}

}  // namespace

void draw_coverage(const Desk& desk, CommunicationState& state, const ImRect& area) {
  const Look& look = desk.look;
  if (state.coverage.departments.size() < 2) {
    draw_card_ground(look, *ImGui::GetWindowDrawList(), area);
    if (draw_empty_state(look, area, Icon::people, desk.say(Word::coverage_no_departments),
                         {.id = "people", .label = desk.say(Word::go_people)}))
      desk.view.page = "people";
    return;
  }
  const float lines = std::max(1.0F, float(state.findings.size()));
  const float findings = std::min(kFindings, kFindingLine * lines + 12);
  ImRect matrix = area, network = area, found = area;
  found.Min.y = area.Max.y - findings;
  matrix.Max.y = network.Max.y = found.Min.y - kGap;
  matrix.Max.x = area.Min.x + std::floor(area.GetWidth() * 0.6F);
  network.Min.x = matrix.Max.x + kGap;
  draw_coverage_matrix(desk, state, matrix);
  draw_network(desk, state, network);
  draw_findings(desk, state, found);
}

}  // namespace tongzhou
