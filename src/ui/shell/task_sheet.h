// What the inspector shows of a task beside its fields: its dates, why they are so, its links.
#pragma once

#include "ui/desk.h"
#include "ui/form.h"
#include "ui/task_links.h"

namespace tongzhou {

void draw_task_pills(const Desk& desk, Slot task);
void draw_task_dates(const Desk& desk, Slot task, FormState& form);
void draw_task_reasons(const Desk& desk, Slot task);
void draw_task_links(const Desk& desk, const TaskLinks& links, Slot task, FormState& form);

}  // namespace tongzhou
