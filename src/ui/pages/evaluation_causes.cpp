#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "app/evaluation_edits.h"
#include "core/numbers.h"
#include "ui/pages.h"
#include "ui/pages/evaluation_parts.h"
#include "ui/record_options.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_list.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kBoneLine = 28;
constexpr float kCausesPanel = 250;

void draw_cause(const Desk& desk, const CauseLine& line, const ImRect& box) {
  const Look& look = desk.look;
  const Cause& cause = *desk.plan().find(line.id);
  const AnyRef record = ref(line.id);
  const bool chosen = desk.view.selection.contains(record);
  ImGui::PushID(static_cast<int>(line.id.value ^ (line.id.value >> 32)));
  const Item item =
      add_item_at("cause", box,
                  {.role = access::Role::treeitem,
                   .name = cause.why,
                   .value = cause.root ? desk.say(Word::cause_root) : std::string_view(),
                   .state = {.selected = chosen}});
  ImGui::PopID();
  if (item.pressed) desk.view.selection.choose(record);
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (chosen) list.AddRectFilled(box.Min, box.Max, look.colours().selected, 6);
  draw_veil(look, item, 6);
  const float left = box.Min.x + 10 + float(line.depth) * 14;
  if (line.depth > 0)
    draw_icon_sized(list, Icon::chevron_right, {left, box.GetCenter().y}, 12,
                    look.colours().faint_text);
  if (cause.root)
    draw_icon_sized(list, Icon::flag, {box.Max.x - 12, box.GetCenter().y}, 15,
                    look.theme.strong(Tone::critical));
  const Fit fit = draw_text_in(
      look, list,
      {{left + (line.depth > 0 ? 10.0F : 0.0F), box.Min.y}, {box.Max.x - 22, box.Max.y}}, cause.why,
      {.type = cause.root ? Type::table_strong : Type::table,
       .colour = cause.root ? look.theme.strong(Tone::critical) : 0});
  draw_focus_ring(look, item, 6);
  if (item.hovered && fit == Fit::cut) draw_tooltip(look, {.text = cause.why});
}

void draw_bone_head(const Desk& desk, Id<Issue> issue, std::size_t category, const ImRect& box) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.Min, box.Max, look.colours().accent_soft, 8);
  draw_text_in(look, list, {box.Min + ImVec2(12, 0), box.Max - ImVec2(34, 0)},
               desk.say(kCauseCategories[category]),
               {.type = Type::table_strong, .colour = look.colours().accent});
  ImGui::SetCursorScreenPos({box.Max.x - 32, box.Min.y - 1});
  ImGui::PushID(static_cast<int>(category));
  if (draw_button(look, {.id = "add",
                         .icon = Icon::plus,
                         .kind = ButtonKind::quiet,
                         .tip = fmt::format("{} · {}", desk.say(Word::cause_add),
                                            desk.say(kCauseCategories[category]))})) {
    NewRecord made =
        add_cause(desk.open(), desk.session.random(), issue, {},
                  static_cast<CauseCategory>(category), std::string(desk.say(Word::new_cause)));
    desk.edit(Result<Draft>(std::move(made.draft)));
    desk.view.selection.choose(made.record);
  }
  ImGui::PopID();
}

// The fish: its spine leads to the issue, three bones above it and three below.
void draw_fishbone(const Desk& desk, EvaluationState& state, const ImRect& card) {
  const Id<Issue> issue = state.issue;
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(look, list, card);
  const CauseBones& bones = state.bones;
  const float head = std::clamp(card.GetWidth() * 0.2F, 120.0F, 190.0F);
  const float spine = card.GetCenter().y;
  const float right = card.Max.x - head - 16;
  const float each = (right - card.Min.x - 24) / 3;
  const ImU32 ink = look.colours().faint_text;
  list.AddLine({card.Min.x + 20, spine}, {right, spine}, ink, 3);
  const ImRect fish{{right, spine - 42}, {card.Max.x - 14, spine + 42}};
  list.AddRectFilled(fish.Min, fish.Max, look.colours().critical_soft, 10);
  draw_lines_in(look, list, {fish.Min + ImVec2(12, 10), fish.Max - ImVec2(10, 8)},
                desk.plan().name_of(ref(issue)),
                {.type = Type::table_strong, .colour = look.theme.strong(Tone::critical)});
  const access::Scope scope({.id = ImGui::GetID("bones"),
                             .role = access::Role::tree,
                             .name = std::string(desk.say(Word::evaluation_causes)),
                             .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y}});
  for (std::size_t category = 0; category < bones.size(); ++category) {
    const bool above = category < 3;
    const float left = card.Min.x + 20 + each * float(category % 3);
    const float width = each - 26;
    const ImRect name{{left, above ? card.Min.y + 14 : card.Max.y - 44},
                      {left + width, above ? card.Min.y + 44 : card.Max.y - 14}};
    const float joint = left + width + 20;
    list.AddLine({left + width - 8, above ? name.Max.y : name.Min.y}, {joint, spine}, ink, 2);
    draw_bone_head(desk, issue, category, name);
    const float room = (above ? spine - name.Max.y : name.Min.y - spine) - 14;
    const std::vector<CauseLine>& lines = bones[category];
    const float height = std::min(room, kBoneLine * float(lines.size()));
    if (height < kBoneLine) continue;
    // They scroll where there are more, to the one that was just chosen.
    const float top = above ? name.Max.y + 6 : name.Min.y - 6 - height;
    const AnyRef chosen = desk.view.selection.active();
    const auto line =
        std::ranges::find(lines, chosen, [](const CauseLine& of) { return ref(of.id); });
    bool scroll = line != lines.end() && chosen != state.shown_cause;
    if (scroll) state.shown_cause = chosen;
    ImGui::PushID(static_cast<int>(category));
    draw_line_list(
        "causes", {{left, top}, {left + width - 2, top + height}}, lines.size(), kBoneLine,
        [&](std::size_t i, const ImRect& box) {
          if (std::exchange(scroll, false))
            ImGui::SetScrollY(std::max(0.0F, float(line - lines.begin() + 1) * kBoneLine - height));
          draw_cause(desk, lines[i], box);
        });
    ImGui::PopID();
  }
}

// How many causes, and root causes, of each category all issues have: most first.
void draw_pareto(const Desk& desk, const EvaluationState& state, const ImRect& card) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(look, list, card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 12));
  draw_heading(look, desk.say(Word::causes_pareto), Type::table_strong, 3);
  const auto& bars = state.causes;
  // Two columns where the card is flat.
  const std::size_t columns = card.GetWidth() > 2 * card.GetHeight() ? 2 : 1;
  const std::size_t rows = (bars.size() + columns - 1) / columns;
  const float step = std::min(40.0F, (card.GetHeight() - 54) / float(rows));
  const float across = card.GetWidth() / float(columns);
  std::uint32_t most = 1, total = 0;
  for (const CauseCount& bar : bars) {
    most = std::max(most, bar.causes);
    total += bar.causes;
  }
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const float y = card.Min.y + 44 + step * float(i % rows);
    const float edge = card.Min.x + across * float(i / rows), end = edge + across;
    const float left = edge + 106, room = end - 46 - left;
    draw_text_in(look, list, {{edge + 16, y}, {left - 4, y + step}},
                 desk.say(kCauseCategories[static_cast<std::size_t>(bars[i].category)]),
                 {.type = Type::small, .colour = look.colours().second_text});
    const float middle = y + step / 2;
    const auto bar = [&](std::uint32_t count, ImU32 colour) {
      if (count > 0)
        list.AddRectFilled({left, middle - 6},
                           {left + room * float(count) / float(most), middle + 6}, colour, 4);
    };
    bar(bars[i].causes, look.colours().quiet);
    bar(bars[i].roots, look.theme.strong(Tone::critical));
    draw_text_in(look, list, {{end - 42, y}, {end - 14, y + step}},
                 fmt::format("{}", bars[i].causes),
                 {.type = Type::small_strong, .align = Align::right});
  }
  access::describe({.id = ImGui::GetID("pareto"),
                    .role = access::Role::note,
                    .name = std::string(desk.say(Word::causes_pareto)),
                    .value = fmt::format("{}", total),
                    .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y}});
}

// Which figures move with the indicator of the issue.
void draw_correlations(const Desk& desk, const EvaluationState& state, const ImRect& card) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(look, list, card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 12));
  draw_heading(look, desk.say(Word::correlation_title), Type::table_strong, 3);
  const Issue* issue = desk.plan().find(state.issue);
  const bool has_indicator = issue != nullptr && desk.plan().find(issue->indicator) != nullptr;
  const TextLook quiet{.type = Type::small, .colour = look.colours().second_text};
  // In a wide card each is one line.
  const bool is_wide = card.GetWidth() > 330;
  const float hint = is_wide ? 24 : 42;
  if (state.correlations.empty()) {
    draw_lines_in(look, list, {card.Min + ImVec2(16, 40), card.Max - ImVec2(12, 8)},
                  desk.say(has_indicator ? Word::correlation_none : Word::correlation_pick), quiet);
    return;
  }
  draw_lines_in(look, list, {{card.Min.x + 16, card.Max.y - hint}, card.Max - ImVec2(12, 2)},
                desk.say(Word::correlation_hint), quiet);
  draw_line_list(
      "correlations", {card.Min + ImVec2(1, 38), card.Max - ImVec2(1, hint)},
      state.correlations.size(), is_wide ? 26.0F : 42.0F, [&](std::size_t i, const ImRect& box) {
        const Correlation& found = state.correlations[i];
        const std::string name = desk.plan().name_of(found.with);
        const std::string told = desk.say(Word::correlation_told,
                                          {fixed_text(found.r, 2), fmt::format("{}", found.weeks)});
        const std::string_view link = desk.say(word_of(found.link));
        const Item item = add_item_at("with", {box.Min + ImVec2(6, 1), box.Max - ImVec2(6, 1)},
                                      {.role = access::Role::button,
                                       .name = name,
                                       .value = fmt::format("{} · {}", told, link)});
        if (item.pressed) show_record(desk, found.with);
        if (!item.visible) return;
        ImDrawList& lines = *ImGui::GetWindowDrawList();
        draw_veil(look, item, 6);
        const bool is_clear = found.link == Link::up || found.link == Link::down;
        const ImVec2 middle{is_wide ? box.Min.x + box.GetWidth() * 0.46F : box.Min.x + 16,
                            is_wide ? box.Min.y : box.GetCenter().y};
        const ImRect first{
            {box.Min.x + 16, box.Min.y},
            {is_wide ? middle.x - 8 : box.Max.x - 14, is_wide ? box.Max.y : middle.y + 2}};
        draw_text_in(look, lines, first, name,
                     {.type = is_clear ? Type::table_strong : Type::table});
        draw_text_in(look, lines, {middle, box.Max - ImVec2(14, is_wide ? 0.0F : 2.0F)},
                     fmt::format("{} · {}", told, link),
                     {.type = Type::small,
                      .colour = is_clear ? look.colours().text : look.colours().second_text,
                      .align = is_wide ? Align::right : Align::left});
        draw_focus_ring(look, item, 6);
      });
}

// What can be done with the cause chosen.
void draw_cause_acts(const Desk& desk, Id<Issue> issue, const ImRect& box) {
  const AnyRef active = desk.view.selection.active();
  const Id<Cause> id{active.id.value};
  const Cause* cause = active.kind == Kind::cause ? desk.plan().find(id) : nullptr;
  const bool usable = cause != nullptr && cause->issue == issue;
  ImGui::SetCursorScreenPos(box.Min);
  if (draw_button(desk.look, {.id = "why",
                              .label = desk.say(Word::cause_why_add),
                              .icon = Icon::plus,
                              .enabled = usable})) {
    NewRecord made = add_cause(desk.open(), desk.session.random(), issue, id, cause->category,
                               std::string(desk.say(Word::new_cause)));
    desk.edit(Result<Draft>(std::move(made.draft)));
    desk.view.selection.choose(made.record);
  }
  ImGui::SameLine(0, 6);
  const bool is_root = usable && cause->root;
  if (draw_button(desk.look,
                  {.id = "root",
                   .label = desk.say(is_root ? Word::cause_unmark_root : Word::cause_mark_root),
                   .icon = Icon::flag,
                   .enabled = usable})) {
    ChangeBuilder change = desk.change(make_label(Word::did_edit_record, {cause->why}));
    change.set<&Cause::root>(id, !is_root);
    desk.edit(std::move(change));
  }
  ImGui::SameLine(0, 6);
  if (draw_button(desk.look, {.id = "act",
                              .label = desk.say(Word::cause_act),
                              .icon = Icon::check,
                              .enabled = usable})) {
    NewRecord made = add_action(desk.open(), desk.session.random(), id,
                                std::string(desk.say(Word::new_action)), desk.look.today);
    desk.edit(Result<Draft>(std::move(made.draft)));
    desk.view.selection.choose(made.record);
  }
}

}  // namespace

void draw_causes(const Desk& desk, EvaluationState& state, const ImRect& area) {
  const Look& look = desk.look;
  if (state.records.empty()) {
    draw_card_ground(look, *ImGui::GetWindowDrawList(), area);
    if (draw_empty_state(look, area, Icon::problem, desk.say(Word::causes_none),
                         {.id = "issues", .label = desk.say(Word::evaluation_issues)}))
      state.part = 1;
    return;
  }
  ImGui::SetCursorScreenPos(area.Min);
  const std::string name = desk.plan().name_of(ref(state.issue));
  const auto chosen = draw_choice(
      look, {.id = "issue", .name = desk.say(Word::causes_of), .current = name, .width = 280},
      state.choice,
      [&] { return references_options(desk, Kind::issue, AnyRefs{state.issue.any()}); });
  if (chosen)
    desk.view.selection.choose({Kind::issue, toggled_reference(desk, Kind::issue, *chosen)});
  draw_cause_acts(desk, state.issue, {area.Min + ImVec2(292, 0), area.Max});
  ImRect card{area.Min + ImVec2(0, kControlHeight + kGap), area.Max}, panel = card;
  if (card.GetWidth() > 4 * kCausesPanel) {
    panel.Min.x = card.Max.x - kCausesPanel;
    card.Max.x = panel.Min.x - kGap;
    ImRect below = panel;
    panel.Max.y = std::min(panel.Max.y, panel.Min.y + 310);
    draw_pareto(desk, state, panel);
    below.Min.y = panel.Max.y + kGap;
    if (below.GetHeight() > 110) draw_correlations(desk, state, below);
  } else if (card.GetHeight() > 460) {
    panel.Min.y = card.Max.y - 136;
    card.Max.y = panel.Min.y - kGap;
    ImRect beside = panel;
    panel.Max.x = beside.Min.x + panel.GetWidth() * 0.55F;
    beside.Min.x = panel.Max.x + kGap;
    draw_pareto(desk, state, panel);
    draw_correlations(desk, state, beside);
  }
  draw_fishbone(desk, state, card);
}

}  // namespace tongzhou
