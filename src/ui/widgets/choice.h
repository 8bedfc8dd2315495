// Choosing one of many, or some of many, from a list that can be searched.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/icons.h"
#include "ui/look.h"

namespace tongzhou {

struct Option {
  std::string text;
  int dot = -1;  // a department's colour
  bool chosen = false;
};

// Asked only for options that are in sight, or once each while searching.
struct Options {
  int count = 0;
  std::function<Option(int)> at;
  // Whether an option answers to what was typed; unset: its text contains it.
  std::function<bool(const Option&, std::string_view)> matches = {};
};

struct ChoiceSpec {
  const char* id = "";
  std::string_view name;     // for screen readers
  std::string_view current;  // what the closed control shows
  int dot = -1;
  Icon icon = Icon::none;
  std::string_view hint = {};  // shown where nothing is chosen
  float width = 0;             // 0: what is left
  bool enabled = true;
  bool invalid = false;
  bool several = false;  // the list stays open after a choice
};

// What the open list remembers. One for a page is enough: only one list is open at a time.
struct ChoiceState {
  std::string search;
  std::vector<int> found;  // options that match, while something is typed
  std::string found_for;
  int current = 0;
};

// The option that was chosen in this frame. In a list of several the caller toggles it. The options
// are asked for only while the list is open.
std::optional<int> draw_choice(const Look& look, const ChoiceSpec& spec, ChoiceState& state,
                               const std::function<Options()>& options);

// Only the list, in a popup that the caller opened with ImGui::OpenPopup(id).
std::optional<int> draw_choice_list(const Look& look, const ChoiceSpec& spec, const ImRect& anchor,
                                    ChoiceState& state, const Options& options);

}  // namespace tongzhou
