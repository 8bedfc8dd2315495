#include "ui/pages/start.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/templates.h"
#include "store/stored_plan.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {

constexpr float kTileHeight = 92;
constexpr std::size_t kMostRecent = 8;

// When a plan was edited last; nothing when that is not known.
std::string edited_text(const Desk& desk, std::int64_t unix_milliseconds) {
  if (unix_milliseconds == 0) return {};
  const std::int64_t now = desk.session.ports().clock.unix_milliseconds();
  return ago_text(desk.look, now - unix_milliseconds);
}

struct Tile {
  const char* id;
  Icon icon;
  std::string_view title;
  std::string_view text;
  bool accented = false;
};

// A card that acts as a whole.
bool draw_tile(const Desk& desk, const Tile& tile, float width) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  const Item item =
      add_item(tile.id, {width, kTileHeight}, {.role = access::Role::button, .name = tile.title});
  if (!item.visible) return false;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(look, list, item.box);
  draw_veil(look, item, kCardRadius);
  if (item.hovered || tile.accented)
    list.AddRect(item.box.Min, item.box.Max, c.accent, kCardRadius, 0, tile.accented ? 1.5F : 1.0F);
  const ImVec2 icon = item.box.Min + ImVec2(34, kTileHeight / 2);
  list.AddCircleFilled(icon, 20, c.accent_soft);
  draw_icon(list, tile.icon, icon, c.accent);
  const float left = item.box.Min.x + 68;
  const float right = item.box.Max.x - kCardPadding.x;
  const float step = line_height(Type::table);
  const float words =
      std::min(paragraph_height(look, tile.text, Type::table, right - left), 2 * step);
  const float top = std::round(item.box.GetCenter().y - (24 + words) / 2);
  draw_text_in(look, list, {left, top, right, top + 22}, tile.title, {.type = Type::body_strong});
  draw_lines_in(look, list, {left, top + 24, right, top + 24 + words}, tile.text,
                {.type = Type::table, .colour = c.second_text});
  draw_focus_ring(look, item, kCardRadius);
  return item.pressed;
}

void draw_section(const Desk& desk, Word title) {
  ImGui::Dummy({0, 24});
  draw_heading(desk.look, desk.say(title), Type::body_strong, 2);
  ImGui::Dummy({0, 10});
}

void draw_recent_line(const Desk& desk, const StoredPlan& plan, float width) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  constexpr float kHeight = 48;
  ImGui::PushID(static_cast<int>(plan.plan.value ^ (plan.plan.value >> 32)));
  const bool is_sealed = plan.title.empty() && desk.session.is_locked(plan.plan);
  const Word nameless = is_sealed ? Word::plan_locked : Word::untitled;
  const std::string title = plan.title.empty() ? std::string(desk.say(nameless)) : plan.title;
  const std::string when = edited_text(desk, plan.edited_unix_milliseconds);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect line{at, at + ImVec2(width, kHeight)};
  const Item item = add_item_at("open", {line.Min, line.Max - ImVec2(2 * kControlHeight + 16, 0)},
                                {.role = access::Role::button, .name = title, .value = when});
  ImGui::ItemSize(line.GetSize());
  if (item.visible) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_veil(look, item, kControlRadius);
    const float middle = line.GetCenter().y;
    const Icon icon = is_sealed          ? Icon::lock
                      : plan.scenario_of ? Icon::branch
                                         : Icon::template_plan;
    draw_icon(list, icon, {line.Min.x + 26, middle}, c.accent);
    draw_text_in(look, list, {line.Min.x + 52, line.Min.y, line.Max.x - 340, line.Max.y}, title,
                 {.type = Type::body_strong});
    if (!is_sealed)
      draw_text_in(look, list, {line.Max.x - 330, line.Min.y, line.Max.x - 220, line.Max.y},
                   desk.say(Word::tasks_count, {fmt::format("{}", plan.tasks)}),
                   {.type = Type::table, .colour = c.second_text, .align = Align::right});
    draw_text_in(look, list, {line.Max.x - 210, line.Min.y, line.Max.x - 96, line.Max.y}, when,
                 {.type = Type::table, .colour = c.second_text, .align = Align::right});
    draw_focus_ring(look, item, kControlRadius);
  }
  if (item.pressed) desk.commands.run("plan_open", plan.plan);
  const float button_top = line.Min.y + (kHeight - kControlHeight) / 2;
  ImGui::SetCursorScreenPos({line.Max.x - 2 * kControlHeight - 12, button_top});
  if (draw_button(look, {.id = "archive",
                         .icon = Icon::download,
                         .kind = ButtonKind::quiet,
                         .tip = desk.say(Word::command_plan_archive)}))
    desk.commands.run("plan_archive", plan.plan);
  ImGui::SetCursorScreenPos({line.Max.x - kControlHeight - 8, button_top});
  if (draw_button(look, {.id = "discard",
                         .icon = Icon::trash,
                         .kind = ButtonKind::quiet,
                         .tip = desk.say(Word::command_plan_discard)}))
    desk.commands.run("plan_discard", plan.plan);
  continue_at({line.Min.x, line.Max.y});
  ImGui::PopID();
}

void draw_recent(const Desk& desk, float width) {
  const auto& plans = desk.session.stored_plans();
  if (plans.empty()) return;
  draw_section(desk, Word::go_on_with);
  const std::size_t count = std::min(plans.size(), kMostRecent);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = static_cast<float>(count) * 48 + 8;
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), {at, at + ImVec2(width, height)});
  ImGui::SetCursorScreenPos(at + ImVec2(4, 4));
  ImGui::BeginGroup();
  for (std::size_t i = 0; i < count; ++i) draw_recent_line(desk, plans[i], width - 8);
  ImGui::EndGroup();
  ImGui::SetCursorScreenPos(at + ImVec2(0, height));
  ImGui::Dummy({width, 0});
}

// Tiles in a grid of two.
class TileGrid {
 public:
  explicit TileGrid(float width) : width_((width - kGap) / 2) {}
  float next() {
    if (placed_ > 0) {
      if (placed_ % 2 == 1)
        ImGui::SameLine(0, kGap);
      else
        ImGui::Dummy({0, kGap});
    }
    ++placed_;
    return width_;
  }

 private:
  float width_;
  int placed_ = 0;
};

void draw_new(const Desk& desk, float width) {
  draw_section(desk, Word::begin_new);
  TileGrid grid(width);
  bool first = desk.session.stored_plans().empty();
  for (const Template& offered : templates()) {
    if (draw_tile(desk,
                  {.id = offered.id.data(),
                   .icon = Icon::template_plan,
                   .title = desk.say(offered.label),
                   .text = desk.say(offered.help),
                   .accented = std::exchange(first, false)},
                  grid.next()))
      desk.commands.run("plan_new_from_template", std::string(offered.id));
  }
  if (draw_tile(desk,
                {.id = "empty",
                 .icon = Icon::plus,
                 .title = desk.say(Word::command_plan_new),
                 .text = desk.say(Word::command_plan_new_help)},
                grid.next()))
    desk.commands.run("plan_new");
}

void draw_bring_in(const Desk& desk, float width) {
  draw_section(desk, Word::bring_in);
  TileGrid grid(width);
  if (draw_tile(desk,
                {.id = "open_file",
                 .icon = Icon::folder,
                 .title = desk.say(Word::command_file_open),
                 .text = desk.say(Word::command_file_open_help)},
                grid.next()))
    desk.commands.run("file_open");
  if (draw_tile(desk,
                {.id = "import",
                 .icon = Icon::import_file,
                 .title = desk.say(Word::command_file_import),
                 .text = desk.say(Word::command_file_import_help)},
                grid.next()))
    desk.commands.run("file_import");
  ImGui::Dummy({0, 14});
  draw_label(desk.look, desk.say(Word::drop_anywhere),
             {.type = Type::table, .colour = desk.look.colours().faint_text});
}

// Seen for a moment, or for as long as storage takes.
void draw_opening(const Desk& desk) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(at + ImGui::GetContentRegionAvail() * ImVec2(0, 0.4F));
  draw_label(desk.look, desk.say(Word::opening_plan),
             {.colour = desk.look.colours().second_text, .align = Align::centre},
             ImGui::GetContentRegionAvail().x);
}

}  // namespace

void draw_start_page(const Desk& desk, StartState&) {
  if (desk.session.is_opening()) return draw_opening(desk);
  const float room = ImGui::GetContentRegionAvail().x;
  const float width = std::min(kColumnWidth, room - 2 * kCardPadding.x);
  ImGui::BeginChild("start", {0, 0});
  ImGui::SetCursorPos({std::floor((room - width) / 2), 40});
  ImGui::BeginGroup();
  draw_text_at(desk.look, *ImGui::GetWindowDrawList(), ImGui::GetCursorScreenPos() + ImVec2(0, 22),
               desk.say(Word::product_title), {.type = Type::figure});
  ImGui::Dummy({0, 48});
  draw_paragraph(desk.look, desk.say(Word::product_line),
                 {.colour = desk.look.colours().second_text}, width);
  draw_recent(desk, width);
  draw_new(desk, width);
  draw_bring_in(desk, width);
  ImGui::Dummy({0, 40});
  ImGui::EndGroup();
  ImGui::EndChild();
}

}  // namespace tongzhou
