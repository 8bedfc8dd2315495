// What merged copies disagree on: all values of each, to choose from.
#pragma once

#include <cstdint>
#include <map>

#include "app/deciding.h"
#include "ui/desk.h"
#include "ui/form.h"

namespace tongzhou {

struct ConflictsState {
  // Made when first drawn; old ones go with the plan's next revision.
  std::map<std::pair<AnyRef, FieldNumber>, Dispute> disputes;
  std::uint64_t revision = 0;
  std::uint64_t open_number = 0;
  FormState form;
};

void draw_conflicts_page(const Desk& desk, ConflictsState& state);

// The conflicts of one record, narrow, for the inspector.
void draw_conflicts_of(const Desk& desk, AnyRef record, ConflictsState& state);

}  // namespace tongzhou
