// The department to which a page is narrowed, chosen in its head.
#pragma once

#include "ui/desk.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

// An unset department is all of them, said as `all`.
void draw_department_filter(const Desk& desk, Word all, Id<Department>& department,
                            ChoiceState& state);

}  // namespace tongzhou
