// Strongly connected components: which nodes of a graph can reach one another.
#pragma once

#include <cstdint>
#include <vector>

namespace tongzhou {

// A graph as lists of arrows: those of node n are targets[first[n]] up to targets[first[n + 1]].
struct Arrows {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> targets;
};

// The number of each node's component (Tarjan 1972, without recursion).
std::vector<std::uint32_t> find_components(const Arrows& arrows);

}  // namespace tongzhou
