#include "ui/shell/foot.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "schedule/schedule.h"
#include "ui/pages.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/popup.h"

namespace tongzhou {
namespace {

constexpr float kListWidth = 460;
constexpr std::size_t kMostProblems = 200;

void draw_list(const Desk& desk, const ProblemMarks& problems, const ImRect& anchor) {
  const std::size_t count = std::min(problems.all().size(), kMostProblems);
  const float height =
      static_cast<float>(std::min<std::size_t>(count, 12)) * kMenuEntryHeight + 2 * kPopupPadding;
  const PopupScope popup(desk.look, {"problems", desk.say(Word::problems)}, anchor,
                         {kListWidth, height});
  if (!popup) return;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(count), kMenuEntryHeight);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Problem& problem = problems.all()[static_cast<std::size_t>(i)];
      const bool error = problem.severity == Severity::error;
      const std::string sentence = say(desk.look.language, problem.sentence);
      ImGui::PushID(i);
      if (draw_menu_entry(desk.look, {.id = "problem",
                                      .label = sentence,
                                      .icon = error ? Icon::problem : Icon::warning,
                                      .tone = error ? Tone::critical : Tone::warning})) {
        show_record(desk, problem.record);
        ImGui::CloseCurrentPopup();
      }
      ImGui::PopID();
    }
  }
}

void draw_problems(const Desk& desk, const ProblemMarks& problems) {
  const Look& look = desk.look;
  const std::size_t count = problems.all().size();
  const bool clean = count == 0;
  const bool errors =
      !clean && problems.all().front().severity == Severity::error;  // errors come first
  const std::string text = clean ? std::string(desk.say(Word::no_problems))
                                 : desk.say(Word::problems_count, {fmt::format("{}", count)});
  const float width = text_width(look, Type::small, text) + 30;
  const DisabledScope scope(clean);
  const Item item = add_item("problems_button", {width, kFootHeight - 4},
                             {.role = access::Role::button, .name = text});
  if (!item.visible) return;
  draw_veil(look, item, 6);
  const Tone tone = clean ? Tone::good : errors ? Tone::critical : Tone::warning;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = item.box.GetCenter().y;
  draw_icon_sized(list, clean ? Icon::check : Icon::problem, {item.box.Min.x + 11, middle}, 15,
                  look.theme.strong(tone));
  draw_text_at(look, list, {item.box.Min.x + 23, middle}, text,
               {.type = Type::small,
                .colour = clean ? look.colours().second_text : look.theme.strong(tone)});
  draw_focus_ring(look, item, 6);
  if (item.pressed) ImGui::OpenPopup("problems");
  draw_list(desk, problems, item.box);
  if (clean) return;
  const std::string first = say(look.language, problems.all().front().sentence);
  ImGui::SameLine(0, 8);
  ImGui::SetCursorPosY((kFootHeight - line_height(Type::small)) / 2);
  draw_label(look, first, {.type = Type::small, .colour = look.colours().second_text},
             std::max(40.0F, ImGui::GetContentRegionAvail().x - 420));
}

// What waits to be decided, if anything does.
void draw_conflict_count(const Desk& desk) {
  const std::size_t count = desk.open().conflicts().size();
  if (count == 0) return;
  const std::string text = desk.say(Word::conflict_count, {fmt::format("{}", count)});
  const Look& look = desk.look;
  const Item item =
      add_item("conflicts_button", {text_width(look, Type::small, text) + 30, kFootHeight - 4},
               {.role = access::Role::button, .name = text});
  if (item.visible) {
    draw_veil(look, item, 6);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = item.box.GetCenter().y;
    const ImU32 ink = look.theme.strong(Tone::warning);
    draw_icon_sized(list, Icon::exchange, {item.box.Min.x + 11, middle}, 15, ink);
    draw_text_at(look, list, {item.box.Min.x + 23, middle}, text,
                 {.type = Type::small, .colour = ink});
    draw_focus_ring(look, item, 6);
  }
  if (item.pressed) desk.view.page = "conflicts";
  ImGui::SameLine(0, 8);
}

// How big the plan is and when it ends.
void draw_figures(const Desk& desk) {
  const Schedule& schedule = desk.open().schedule();
  std::string text =
      desk.say(Word::tasks_count, {fmt::format("{}", desk.open().outline().rows.size())});
  if (schedule.finish.is_set() && !desk.open().outline().rows.empty())
    text +=
        "    " + desk.say(Word::plan_ends, {day_text(day_of(schedule.finish), desk.look.this_year(),
                                                     desk.look.language)});
  const float width = text_width(desk.look, Type::small, text) + 2;
  ImGui::SetCursorPos({ImGui::GetWindowWidth() - width - kCardPadding.x,
                       (kFootHeight - line_height(Type::small)) / 2});
  draw_label(desk.look, text, {.type = Type::small, .colour = desk.look.colours().second_text},
             width);
}

}  // namespace

void draw_foot(const Desk& desk, const ProblemMarks& problems) {
  ImGui::SetCursorPos({kCardPadding.x - 4, 2});
  draw_conflict_count(desk);
  draw_problems(desk, problems);
  draw_figures(desk);
}

}  // namespace tongzhou
