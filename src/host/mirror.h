// Turns the tree of what is on screen (ui/access.h) into messages for a page beside the canvas:
// only what changed since the last message, as JSON.
//
//   {"set":[{"id":7,"in":3,"role":"button","name":"保存","box":[8,8,64,32],...}],
//    "gone":[5], "order":[3,7], "focus":7}
//
// `box` is x, y, width, height in CSS pixels. `order` comes only when nodes came, went or moved,
// and lists parents before children. `focus` is 0 when no widget has the keyboard's focus.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "ui/access.h"

namespace tongzhou {

class Mirror {
 public:
  // Empty when nothing changed. `zoom` is CSS pixels per ImGui unit.
  std::string changes(std::span<const access::Node> nodes, float zoom);

 private:
  struct Shown {
    access::Node node;
    std::uint64_t message = 0;  // the number of the last message it was in
  };
  std::unordered_map<ImGuiID, Shown> shown_;
  std::vector<ImGuiID> order_;
  ImGuiID focus_ = 0;
  float zoom_ = 0;
  std::uint64_t message_ = 0;
};

}  // namespace tongzhou
