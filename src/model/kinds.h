// The descriptions of records at run time. What works on any kind and any field is made from these
// tables and compiled once: one more kind or field is an entry here, not code.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "model/records.h"
#include "model/table.h"

namespace tongzhou {

// What can be done with the members of one type (kinds.cpp).
struct MemberType;

struct FieldInfo {
  FieldNumber number = 0;
  Role role{};
  Secrecy secrecy{};
  ValueType type{};
  std::optional<Kind> refers_to;  // of references, but those to records of any kind
  Word label{};
  std::string_view name;          // in JSON and CSV
  std::span<const Word> choices;  // of choices, in the order of their values
  const MemberType* member_type = nullptr;
  void* (*member)(Row& row) = nullptr;

  // Rows are of the field's kind.
  Value value_of(const Row& row) const;
  // The same into a value that may hold one already: a text is written over, not made anew.
  void read(const Row& row, Value& into) const;
  // False, and no write, when the value is of another type or out of range.
  [[nodiscard]] bool write(Row& row, Value&& value) const;
  bool fits(const Value& value) const;
  // Nothing: 0, no text, no reference, the first choice. Not always what a new record holds.
  void clear(Row& row) const;
  bool is_same(const Row& a, const Row& b) const;
  // The text where it is; null for fields of other types.
  std::string* text(Row& row) const;
  const std::string* text(const Row& row) const { return text(const_cast<Row&>(row)); }

  // For files: whether a value is a whole number, as opposed to a text or a list. Flags are 0 or 1,
  // shares their bits, dates and durations their counts, references the bits of the id.
  bool is_number() const;
  // Of all rows of a table of the field's kind. Gives how many are good before the first that the
  // field should not hold.
  std::size_t to_numbers(const AnyTable& table, std::span<std::int64_t> numbers) const;
  // Into the rows from that slot on. Gives how many were written before one that does not fit.
  std::size_t from_numbers(std::span<const std::int64_t> numbers, AnyTable& table,
                           Slot first) const;
};

struct KindInfo {
  Kind kind{};
  Word label{};
  std::string_view name;  // in JSON
  std::span<const FieldInfo> fields;
  Secrecy secrecy{};        // of records of which nothing else is said
  bool stays_here = false;  // no copy for an audience holds any
  // What a new record holds.
  const Row& (*blank)() = nullptr;

  // Null when the kind has no such field.
  const FieldInfo* find_field(FieldNumber number) const;
};

// In the order of Records.
std::span<const KindInfo> all_kinds();
// Null for a kind that this version does not know.
const KindInfo* find_kind(Kind kind);
// None of such a kind; kDeleted is no field.
std::span<const FieldInfo> fields_of_kind(Kind kind);
const FieldInfo* field_of_kind(Kind kind, FieldNumber number);

}  // namespace tongzhou
