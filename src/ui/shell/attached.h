// Records that hang on the one in the inspector, one a line: the people of a task, the changes of a
// department's capacity.
#pragma once

#include "ui/form.h"

namespace tongzhou {

// How many people of its department, of others, and who in person.
void draw_task_people(const Desk& desk, Slot task, FormState& form);
void draw_capacity_steps(const Desk& desk, Id<Department> department, FormState& form);

}  // namespace tongzhou
