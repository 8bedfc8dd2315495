// The descriptions of records at run time: what forms, tables and cells are made from.
#pragma once

#include <optional>
#include <span>

#include "model/records.h"

namespace tongzhou {

struct FieldInfo {
  FieldNumber number = 0;
  Role role{};
  Word label{};
  std::optional<Kind> refers_to;  // of references
  std::span<const Word> choices;  // of choices, in the order of their values
};

// All fields of a kind in the order of its description, those for people only (no order keys).
// Empty for a kind this version does not know.
std::span<const FieldInfo> fields_of(Kind kind);

// Null when the kind has no such field for people.
const FieldInfo* find_field(Kind kind, FieldNumber number);

// "Task", "Department"; Word::none for an unknown kind.
Word word_of(Kind kind);

// Whether the shares of such a record are numbers of people, not parts of somebody's time.
constexpr bool counts_people(Kind kind) {
  return kind == Kind::department || kind == Kind::task || kind == Kind::demand ||
         kind == Kind::capacity_step;
}

}  // namespace tongzhou
