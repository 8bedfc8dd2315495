// What the inspector shows of a deliverable: its state and what can be done next, the criteria with
// what was found, the rounds.
#pragma once

#include <string>

#include "insight/acceptance.h"
#include "ui/form.h"

namespace tongzhou {

struct DeliverableSheetState {
  Id<Deliverable> of;  // for which the rest is
  std::string reason;  // of the decision or waiver about to be made
};

void draw_deliverable_pills(const Desk& desk, const DeliverableFacts& facts);
// Everything between its name and its fields.
void draw_deliverable_acts(const Desk& desk, Id<Deliverable> id, const DeliverableFacts& facts,
                           DeliverableSheetState& state, FormState& form);
// The rounds so far, the last one first.
void draw_rounds(const Desk& desk, const DeliverableFacts& facts);

}  // namespace tongzhou
