// The department or person to which a page is narrowed, chosen in its head.
#pragma once

#include "ui/desk.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

// An unset record is all of them, said as `all`. Whether another one was chosen. `width` 0: what is
// left.
bool draw_record_filter(const Desk& desk, Kind kind, Word all, AnyId& chosen, ChoiceState& state,
                        float width = 150);

template <class Record>
bool draw_record_filter(const Desk& desk, Word all, Id<Record>& chosen, ChoiceState& state,
                        float width = 150) {
  AnyId id = chosen.any();
  const bool picked = draw_record_filter(desk, Description<Record>::kind, all, id, state, width);
  if (picked) chosen = {id.value};
  return picked;
}

}  // namespace tongzhou
