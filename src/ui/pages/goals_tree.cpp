#include <algorithm>

#include <fmt/format.h>

#include "documents/time_scale.h"
#include "ui/pages/goals_parts.h"
#include "ui/value_text.h"
#include "ui/widgets/item.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr ImVec2 kGoalCard{244, 96};
constexpr ImVec2 kGoalGap{44, 14};
constexpr float kTreeMargin = 20;
constexpr float kTreesApart = 14;

void draw_tree_link(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour) {
  const float middle = from.x + kGoalGap.x / 2;
  if (from.y == to.y) {
    list.AddLine(from, to, colour, 1.5F);
    return;
  }
  const float way = to.y > from.y ? 1.0F : -1.0F;
  const float radius = std::min(6.0F, std::abs(to.y - from.y) / 2);
  list.PathLineTo(from);
  list.PathLineTo({middle - radius, from.y});
  list.PathBezierQuadraticCurveTo({middle, from.y}, {middle, from.y + way * radius});
  list.PathLineTo({middle, to.y - way * radius});
  list.PathBezierQuadraticCurveTo({middle, to.y}, {middle + radius, to.y});
  list.PathLineTo(to);
  list.PathStroke(colour, 0, 1.5F);
}

// A pill on the draw list, its right edge given.
void draw_course_pill(const Look& look, ImDrawList& list, ImVec2 right_middle, Tone tone,
                      std::string_view text) {
  const float width = text_width(look, Type::small_strong, text) + 14;
  const ImRect box{{right_middle.x - width, right_middle.y - 9},
                   {right_middle.x, right_middle.y + 9}};
  list.AddRectFilled(box.Min, box.Max, look.theme.soft(tone), 9);
  draw_text_in(
      look, list, box, text,
      {.type = Type::small_strong, .colour = look.theme.strong(tone), .align = Align::centre});
}

void draw_goal_owner(const Desk& desk, const Goal& goal, const ImRect& box) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const TextLook style{.type = Type::small, .colour = look.colours().second_text};
  std::string who = desk.plan().name_of(ref(goal.owner));
  if (const Department* department = desk.plan().find(goal.department)) {
    const std::string name =
        who.empty() ? department->name : fmt::format("{} · {}", department->name, who);
    draw_department_in(look, list, box, department->colour, name, style);
    return;
  }
  std::string text(desk.say(Word::goal_joint));
  if (!who.empty()) text += " · " + who;
  draw_text_in(look, list, box, text, style);
}

void draw_goal_card(const Desk& desk, const GoalFacts& facts, bool is_context, const ImRect& box) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  const Goal& goal = goal_of(desk, facts);
  const AnyRef record = ref(desk.plan().table<Goal>()[facts.goal].id);
  const Course course = course_today(desk, facts);
  const std::string_view course_text = desk.say(word_of(course));
  const std::string part = facts.part ? percent_text(*facts.part) : "–";
  const std::string way = goal_way_text(desk, facts);
  const std::string title = goal.title.empty() ? std::string(desk.say(Word::untitled)) : goal.title;
  const bool chosen = desk.view.selection.contains(record);
  ImGui::PushID(static_cast<int>(facts.goal));
  const Item item = add_item_at("goal", box,
                                {.role = access::Role::treeitem,
                                 .name = title,
                                 .value = fmt::format("{} · {} · {}", course_text, part, way),
                                 .state = {.selected = chosen}});
  ImGui::PopID();
  if (item.pressed) desk.view.selection.choose(record);
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.Min, box.Max, chosen ? c.selected : c.surface, kControlRadius);
  list.AddRect(box.Min, box.Max, chosen ? c.accent : c.line, kControlRadius, 0, chosen ? 2 : 1);
  const float left = box.Min.x + 14, right = box.Max.x - 12;
  list.AddRectFilled({box.Min.x, box.Min.y + 10}, {box.Min.x + 3, box.Max.y - 10},
                     look.theme.strong(tone_of(course)), 2);
  const ImU32 ink = is_context ? c.second_text : 0;
  const Fit fit = draw_text_in(look, list, {{left, box.Min.y + 8}, {right, box.Min.y + 30}}, title,
                               {.type = Type::table_strong, .colour = ink});
  const float pill = text_width(look, Type::small_strong, course_text) + 20;
  draw_goal_owner(desk, goal, {{left, box.Min.y + 30}, {right - pill, box.Min.y + 50}});
  draw_course_pill(look, list, {right, box.Min.y + 40}, tone_of(course), course_text);
  const float bar = box.Min.y + 60, share = std::clamp(float(facts.part.value_or(0)), 0.0F, 1.0F);
  const float number = text_width(look, Type::small_strong, "100%") + 8;
  list.AddRectFilled({left, bar - 3}, {right - number, bar + 3}, c.quiet, 3);
  if (share > 0)
    list.AddRectFilled({left, bar - 3}, {left + (right - number - left) * share, bar + 3},
                       look.theme.strong(tone_of(course)), 3);
  draw_text_in(look, list, {{right - number, bar - 9}, {right, bar + 9}}, part,
               {.type = Type::small_strong, .align = Align::right});
  const bool is_short = share_check_tone(desk, facts) != Tone::good;
  std::string line = way;
  if (goal.deadline.is_set())
    line += fmt::format("{}{}", line.empty() ? "" : " · ",
                        date_text(goal.deadline, look.this_year(), look.language));
  draw_text_in(look, list,
               {{left, box.Max.y - 27}, {right - (is_short ? 20.0F : 0.0F), box.Max.y - 8}}, line,
               {.type = Type::small, .colour = c.second_text});
  if (is_short)
    draw_icon_sized(list, Icon::problem, {right - 6, box.Max.y - 17}, 15,
                    look.theme.strong(share_check_tone(desk, facts)));
  draw_veil(look, item, kControlRadius);
  draw_focus_ring(look, item, kControlRadius);
  if (!item.hovered) return;
  std::string detail = goal_source_text(desk, facts);
  if (const std::string shares = share_check_text(desk, facts); !shares.empty())
    detail += "\n" + shares;
  if (fit == Fit::cut || is_short) draw_tooltip(look, {.text = title, .detail = detail});
}

}  // namespace

void lay_out_goal_tree(std::span<const GoalFacts> goals, GoalsState& state) {
  std::vector<std::int32_t> place(goals.size(), -1);  // in `shown`
  float next = kTreeMargin, right = 0;
  for (std::size_t i = 0; i < state.shown.size(); ++i) {
    GoalsState::Shown& shown = state.shown[i];
    const GoalFacts& facts = goals[shown.goal];
    place[shown.goal] = static_cast<std::int32_t>(i);
    const bool has_more = i + 1 < state.shown.size() && state.shown[i + 1].goal < facts.end;
    if (facts.depth == 0 && i > 0) next += kTreesApart;
    shown.at = {kTreeMargin + float(facts.depth) * (kGoalCard.x + kGoalGap.x), next};
    if (!has_more) next += kGoalCard.y + kGoalGap.y;
    right = std::max(right, shown.at.x + kGoalCard.x);
  }
  // Children come after their parents: from the end each parent meets its first and last child.
  std::vector<float> first(state.shown.size(), -1), last(state.shown.size(), -1);
  for (std::size_t i = state.shown.size(); i-- > 0;) {
    GoalsState::Shown& shown = state.shown[i];
    if (first[i] >= 0) shown.at.y = (first[i] + last[i]) / 2;
    const std::int32_t parent = goals[shown.goal].parent;
    if (parent < 0) continue;
    const auto above = static_cast<std::size_t>(place[static_cast<std::size_t>(parent)]);
    first[above] = shown.at.y;
    if (last[above] < 0) last[above] = shown.at.y;
  }
  state.extent = {right + kTreeMargin, next - kGoalGap.y + kTreeMargin};
}

// Of the window: so that the card of the goal chosen is in sight, when another one was.
static void reveal_chosen(const Desk& desk, GoalsState& state, ImVec2 room) {
  const AnyRef active = desk.view.selection.active();
  if (state.seen == active || active.kind != Kind::goal) return;
  const Slot slot = desk.plan().table<Goal>().find_slot({active.id.value});
  const auto at = std::ranges::find_if(state.shown, [&](const GoalsState::Shown& shown) {
    return desk.open().goals()[shown.goal].goal == slot;
  });
  if (at == state.shown.end()) return;  // it is not there yet
  state.seen = active;
  const auto into_sight = [](float now, float first, float length, float sight) {
    if (first < now) return first - kTreeMargin;
    return first + length > now + sight ? first + length - sight + kTreeMargin : now;
  };
  ImGui::SetScrollX(into_sight(ImGui::GetScrollX(), at->at.x, kGoalCard.x, room.x));
  ImGui::SetScrollY(into_sight(ImGui::GetScrollY(), at->at.y, kGoalCard.y, room.y));
}

void draw_goal_tree(const Desk& desk, GoalsState& state, const ImRect& card) {
  const std::vector<GoalFacts>& goals = desk.open().goals();
  ImGui::SetCursorScreenPos(card.Min + ImVec2(1, 1));
  ImGui::BeginChild("tree", card.GetSize() - ImVec2(2, 2), 0, ImGuiWindowFlags_HorizontalScrollbar);
  reveal_chosen(desk, state, card.GetSize() - ImVec2(20, 20));
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const ImRect sight = ImGui::GetCurrentWindow()->ClipRect;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::vector<ImVec2> at(goals.size());
  for (const GoalsState::Shown& shown : state.shown) at[shown.goal] = top + shown.at;
  {
    const access::Scope scope({.id = ImGui::GetID("goals"),
                               .role = access::Role::tree,
                               .name = std::string(desk.say(Word::goals_tree)),
                               .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y}});
    for (const GoalsState::Shown& shown : state.shown) {
      const ImRect box{at[shown.goal], at[shown.goal] + kGoalCard};
      const std::int32_t parent = goals[shown.goal].parent;
      if (parent >= 0) {
        const ImVec2 from =
            at[static_cast<std::size_t>(parent)] + ImVec2(kGoalCard.x, kGoalCard.y / 2);
        const ImVec2 to = box.Min + ImVec2(0, kGoalCard.y / 2);
        const ImRect way{ImMin(from, to), ImMax(from, to) + ImVec2(1, 1)};
        if (sight.Overlaps(way)) draw_tree_link(list, from, to, desk.look.colours().faint_text);
      }
      if (sight.Overlaps(box)) draw_goal_card(desk, goals[shown.goal], shown.is_context, box);
    }
  }
  ImGui::SetCursorScreenPos(top);
  ImGui::Dummy(state.extent);
  ImGui::EndChild();
}

}  // namespace tongzhou
