#include "ui/widgets/choice.h"

#include <algorithm>
#include <cmath>

#include "ui/text.h"
#include "ui/widgets/field.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/popup.h"

namespace tongzhou {
namespace {

constexpr int kSearchFrom = 9;  // shorter lists are read faster than typed
constexpr int kMostOptions = 10;
constexpr float kWidestList = 420;
constexpr float kChoicePadding = 10;

void refresh_found(ChoiceState& state, const Options& options) {
  if (state.found_for == state.search) return;
  state.found_for = state.search;
  state.found.clear();
  state.current = 0;
  for (int i = 0; i < options.count; ++i) {
    const Option option = options.at(i);
    const bool fits = options.matches ? options.matches(option, state.search)
                                      : option.text.find(state.search) != std::string::npos;
    if (fits) state.found.push_back(i);
  }
}

float list_width(const Look& look, float at_least, const Options& options) {
  float width = at_least;
  // A glance at the first options is enough to choose a width; longer ones end in an ellipsis.
  for (int i = 0; i < std::min(options.count, 30); ++i) {
    const Option option = options.at(i);
    width = std::max(
        width, menu_entry_width(
                   look, {.label = option.text, .checked = option.chosen, .dot = option.dot}) +
                   2 * kPopupPadding + 12);
  }
  return std::min(width, std::max(kWidestList, at_least));
}

int moved_by_keys(int current, int count) {
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) ++current;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) --current;
  if (ImGui::IsKeyPressed(ImGuiKey_PageDown)) current += kMostOptions;
  if (ImGui::IsKeyPressed(ImGuiKey_PageUp)) current -= kMostOptions;
  return std::clamp(current, 0, std::max(count - 1, 0));
}

}  // namespace

std::optional<int> draw_choice(const Look& look, const ChoiceSpec& spec, ChoiceState& state,
                               const std::function<Options()>& options) {
  const float width = spec.width > 0 ? spec.width : ImGui::GetContentRegionAvail().x;
  ImGui::PushID(spec.id);
  const bool open = ImGui::IsPopupOpen("list");
  const DisabledScope scope(!spec.enabled);
  const Item item = add_item("control", {width, kControlHeight},
                             {.role = access::Role::combobox,
                              .name = spec.name,
                              .value = spec.current,
                              .state = {.invalid = spec.invalid, .expanded = open}});
  std::optional<int> chosen;
  if (item.visible) {
    FrameState frame = item.hovered ? FrameState::hovered : FrameState::resting;
    if (spec.invalid) frame = FrameState::invalid;
    if (open) frame = FrameState::active;
    if (!spec.enabled) frame = FrameState::disabled;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_field_frame(look, list, item.box, frame);
    const float middle = item.box.GetCenter().y;
    ImRect words = item.box;
    words.Expand({-kChoicePadding, 0});
    draw_icon_sized(list, Icon::chevron_down, {words.Max.x - 5, middle}, 16,
                    look.colours().faint_text);
    words.Max.x -= 16;
    if (spec.icon != Icon::none) {
      draw_icon_sized(list, spec.icon, {words.Min.x + 8, middle}, 18, look.colours().second_text);
      words.Min.x += 22;
    }
    if (spec.dot >= 0) {
      list.AddRectFilled(
          {words.Min.x, middle - 4}, {words.Min.x + 8, middle + 4},
          look.theme.departments[static_cast<std::size_t>(spec.dot) % kDepartmentColours], 2);
      words.Min.x += 14;
    }
    const bool blank = spec.current.empty();
    draw_text_in(
        look, list, words, blank ? spec.hint : spec.current,
        {.colour = blank || !spec.enabled ? look.colours().faint_text : look.colours().text});
    draw_focus_ring(look, item, kControlRadius);
    if (item.pressed) {
      state = {};
      ImGui::OpenPopup("list");
    }
    if (ImGui::IsPopupOpen("list"))
      chosen = draw_choice_list(look, spec, item.box, state, options());
  }
  ImGui::PopID();
  return chosen;
}

std::optional<int> draw_choice_list(const Look& look, const ChoiceSpec& spec, const ImRect& anchor,
                                    ChoiceState& state, const Options& options) {
  if (!ImGui::IsPopupOpen("list")) return {};
  const bool searchable = options.count >= kSearchFrom;
  if (!state.search.empty()) refresh_found(state, options);
  const bool searching = !state.search.empty();
  const int count = searching ? static_cast<int>(state.found.size()) : options.count;
  const int rows =
      std::clamp(searchable ? std::min(options.count, kMostOptions) : count, 1, kMostOptions);
  const float height = static_cast<float>(rows) * kMenuEntryHeight + 2 * kPopupPadding +
                       (searchable ? kControlHeight + 6 : 0);
  const PopupScope popup(look, {"list", spec.name, access::Role::menu}, anchor,
                         {list_width(look, anchor.GetWidth(), options), height});
  if (!popup) return {};
  // After a click the list within has the keyboard, and would only give it back.
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) ImGui::CloseCurrentPopup();

  std::optional<int> chosen;
  if (searchable) {
    draw_field(look,
               {.id = "search",
                .name = look.say(Word::search),
                .hint = look.say(Word::search),
                .icon = Icon::search,
                .take_focus = ImGui::IsWindowAppearing(),
                .role = access::Role::searchbox},
               state.search);
    ImGui::Dummy({0, 6});
  }
  const int before = state.current;
  state.current = moved_by_keys(state.current, count);
  const bool enter = count > 0 && (ImGui::IsKeyPressed(ImGuiKey_Enter, false) ||
                                   ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false));
  ImGui::BeginChild("options", {0, static_cast<float>(rows) * kMenuEntryHeight}, 0,
                    ImGuiWindowFlags_NoNav);
  const auto option_at = [&](int i) {
    return searching ? state.found[static_cast<std::size_t>(i)] : i;
  };
  ImGuiListClipper clipper;
  clipper.Begin(count, kMenuEntryHeight);
  if (state.current != before) clipper.IncludeItemByIndex(state.current);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Option option = options.at(option_at(i));
      ImGui::PushID(option_at(i));
      if (draw_menu_entry(look, {.id = "option",
                                 .label = option.text,
                                 .checked = option.chosen,
                                 .current = i == state.current,
                                 .dot = option.dot}))
        chosen = option_at(i);
      if (i == state.current && state.current != before) ImGui::SetScrollHereY(0.5F);
      ImGui::PopID();
    }
  }
  if (count == 0)
    draw_label(look, look.say(Word::nothing_found), {.colour = look.colours().faint_text});
  ImGui::EndChild();
  if (enter) chosen = option_at(state.current);
  if (chosen && !spec.several) ImGui::CloseCurrentPopup();
  return chosen;
}

}  // namespace tongzhou
