// The fields of records that are for people: what forms, tables and cells are made from.
#pragma once

#include <ranges>
#include <vector>

#include "model/kinds.h"
#include "model/outline.h"

namespace tongzhou {

// Not order keys, which only say where a record stands.
inline bool is_for_people(const FieldInfo& field) {
  return field.role != Role::order && field.role != Role::machine;
}

// All fields of a kind in the order of its description, those for people only. None for a kind this
// version does not know.
inline auto fields_of(Kind kind) {
  return fields_of_kind(kind) | std::views::filter(is_for_people);
}

// Null when the kind has no such field for people.
const FieldInfo* find_field(Kind kind, FieldNumber number);

// "Task", "Department"; Word::none for an unknown kind.
Word word_of(Kind kind);

// All live records of a kind in their own order: tasks as in the outline, others by order key, else
// by name.
std::vector<AnyRef> records_in_order(const Plan& plan, const Outline& outline, Kind kind);

// Whether the shares of such a record are numbers of people, not parts of somebody's time.
constexpr bool counts_people(Kind kind) {
  return kind == Kind::department || kind == Kind::task || kind == Kind::demand ||
         kind == Kind::capacity_step;
}

}  // namespace tongzhou
