// What would make a date earlier: below a task's reasons, and for the whole plan as a dialog.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/relaxations.h"
#include "ui/desk.h"
#include "ui/widgets/date_field.h"

namespace tongzhou {

struct RelaxedState {
  // Of which target, when the plan had which revision, and for which wish.
  Slot task = kNoSlot;
  std::uint64_t revision = ~std::uint64_t{0};
  std::vector<Relaxation> ways;
  Instant wish;
  WayToWish to_wish;
  DateFieldState field;
};

// A button; once pressed, the ways themselves until the plan changes.
void draw_task_relaxations(const Desk& desk, Slot task, RelaxedState& state);

// Opened with ImGui::OpenPopup("relax").
void draw_finish_relaxations(const Desk& desk, RelaxedState& state);

}  // namespace tongzhou
