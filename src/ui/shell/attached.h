// Records that hang on the one in the inspector, one a line: the people of a task, the changes of a
// department's capacity.
#pragma once

#include <string_view>
#include <vector>

#include "ui/form.h"

namespace tongzhou {

// --- For whoever draws such lines ----------------------------------------------------------------

inline constexpr float kNumberWidth = 64;

const FieldInfo& field_at(Kind kind, FieldNumber number);
// A field in a line that says already whose it is.
void draw_small_field(const Desk& desk, AnyRef record, FieldNumber number, float width,
                      std::string_view name, std::string_view hint = {});
// A day in such a line; never empty.
void draw_small_day(const Desk& desk, AnyRef record, FieldNumber number, float width,
                    FormState& form);
void draw_remove(const Desk& desk, AnyRef record);

// Those of one kind that belong to it, in the order of their ids.
template <class Record, class Belongs>
std::vector<Id<Record>> attached(const Plan& plan, Belongs&& belongs) {
  std::vector<Id<Record>> ids;
  for (const auto& entry : plan.table<Record>().live())
    if (belongs(entry.record)) ids.push_back(entry.id);
  return ids;
}

// --- The lines -----------------------------------------------------------------------------------

// How many people of its department, of others, and who in person.
void draw_task_people(const Desk& desk, Slot task, FormState& form);
// When nobody works on it.
void draw_task_pauses(const Desk& desk, Slot task, FormState& form);
void draw_capacity_steps(const Desk& desk, Id<Department> department, FormState& form);

}  // namespace tongzhou
