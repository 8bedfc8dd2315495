// When nobody works on a task that has begun: stretches of time, and what they leave.
#pragma once

#include <span>
#include <vector>

#include "core/date.h"

namespace tongzhou {

// From one instant up to another.
struct Stretch {
  Instant from;
  Instant until;
  auto operator<=>(const Stretch&) const = default;
};
// The same instants, in order and apart; without empty ones.
std::vector<Stretch> join(std::vector<Stretch> stretches);

// Calls `visit(Instant from, Instant to)` for what pauses, in order and apart, leave of a time.
template <class Visitor>
void for_each_part(std::span<const Stretch> pauses, Instant from, Instant to, Visitor&& visit) {
  for (const Stretch pause : pauses) {
    if (pause.until <= from) continue;
    if (pause.from >= to) break;
    if (pause.from > from) visit(from, pause.from);
    from = pause.until;
  }
  if (from < to) visit(from, to);
}

}  // namespace tongzhou
