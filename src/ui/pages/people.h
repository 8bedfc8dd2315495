// Departments and people: who takes part, and how much they can do.
#pragma once

#include "ui/desk.h"
#include "ui/table/record_grid.h"
#include "ui/task_facts.h"

namespace tongzhou {

struct PeopleState {
  RecordGridState departments;
  RecordGridState persons;
};

// Fills the rest of the current window.
void draw_people_page(const Desk& desk, const TaskFacts& facts, PeopleState& state);

}  // namespace tongzhou
