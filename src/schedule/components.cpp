#include "schedule/components.h"

#include <algorithm>

namespace tongzhou {

std::vector<std::uint32_t> find_components(const Arrows& arrows) {
  constexpr std::uint32_t kUnseen = 0xffffffffU;
  const std::size_t count = arrows.first.size() - 1;
  std::vector<std::uint32_t> component(count, kUnseen), index(count, kUnseen), low(count, 0);
  std::vector<std::uint32_t> open;  // seen, component not yet known
  struct Visit {
    std::uint32_t node, next;
  };
  std::vector<Visit> path;
  std::uint32_t seen = 0, components = 0;
  const auto enter = [&](std::uint32_t node) {
    index[node] = low[node] = seen++;
    open.push_back(node);
    path.push_back({node, arrows.first[node]});
  };
  for (std::uint32_t root = 0; root < count; ++root) {
    if (index[root] == kUnseen) enter(root);
    while (!path.empty()) {
      Visit& top = path.back();
      if (top.next < arrows.first[top.node + 1]) {
        const std::uint32_t target = arrows.targets[top.next++];
        if (index[target] == kUnseen) {
          enter(target);
        } else if (component[target] == kUnseen) {
          low[top.node] = std::min(low[top.node], index[target]);
        }
        continue;
      }
      const std::uint32_t node = top.node;
      path.pop_back();
      if (!path.empty()) low[path.back().node] = std::min(low[path.back().node], low[node]);
      if (low[node] != index[node]) continue;
      std::uint32_t member = kUnseen;
      do {
        member = open.back();
        open.pop_back();
        component[member] = components;
      } while (member != node);
      ++components;
    }
  }
  return component;
}

}  // namespace tongzhou
