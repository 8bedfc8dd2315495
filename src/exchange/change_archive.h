// Changes and values as cereal sees them; for the codecs of this room.
#pragma once

#include <algorithm>
#include <cereal/types/vector.hpp>
#include <concepts>

#include "exchange/bounded_archive.h"
#include "model/change.h"

namespace tongzhou {

template <class Archive>
void CEREAL_SERIALIZE_FUNCTION_NAME(Archive& archive, Dot& dot) {
  archive(dot.replica.value, dot.number);
}
template <class Archive>
void CEREAL_SERIALIZE_FUNCTION_NAME(Archive& archive, Author& author) {
  archive(author.person, author.department, author.installation, author.unix_milliseconds);
}
template <class Archive>
void CEREAL_SERIALIZE_FUNCTION_NAME(Archive& archive, ChangeLabel& label) {
  archive(label.key, label.arguments);
}
template <class Archive>
void CEREAL_SERIALIZE_FUNCTION_NAME(Archive& archive, AnyId& id) {
  archive(id.value);
}
template <class Archive>
void CEREAL_SERIALIZE_FUNCTION_NAME(Archive& archive, WorkSpan& span) {
  archive(span.weekday, span.from, span.to);
}

template <class Archive>
void CEREAL_SERIALIZE_FUNCTION_NAME(Archive& archive, WorkHours& hours) {
  archive(hours.spans);
}
template <class Archive>
void CEREAL_SERIALIZE_FUNCTION_NAME(Archive& archive, Day& day) {
  archive(day.value);
}
template <class Archive>
void CEREAL_SERIALIZE_FUNCTION_NAME(Archive& archive, Instant& instant) {
  archive(instant.value);
}
template <class Archive>
void CEREAL_SERIALIZE_FUNCTION_NAME(Archive& archive, Minutes& minutes) {
  archive(minutes.count);
}
template <class Archive>
void CEREAL_SERIALIZE_FUNCTION_NAME(Archive&, std::monostate&) {}

// Whether a field could hold the value.
inline bool has_shape(const Value& value) {
  if (const auto* day = std::get_if<Day>(&value)) return !day->is_set() || in_range(*day);
  if (const auto* instant = std::get_if<Instant>(&value))
    return !instant->is_set() || in_range(*instant);
  if (const auto* hours = std::get_if<WorkHours>(&value)) return is_well_formed(*hours);
  if (const auto* ids = std::get_if<AnyRefs>(&value))
    return std::ranges::adjacent_find(*ids, std::ranges::greater_equal{}) == ids->end();
  return true;
}

// Whether a plan could have given the change its place.
inline bool is_well_formed(const Change& change) {
  const auto is_dot = [](Dot dot) {
    return dot.replica && dot.number != 0 && dot.number <= kLargestCount;
  };
  return is_dot(change.dot) && std::ranges::all_of(change.after, is_dot) &&
         std::ranges::adjacent_find(change.after, std::ranges::greater_equal{}) ==
             change.after.end() &&
         change.counter != 0 && change.counter <= kLargestCount;
}

// A value is the number of its type and what that type holds. (A template, so that what only
// converts to a value is not taken for one.)
template <std::same_as<Value> Exactly>
void CEREAL_SAVE_FUNCTION_NAME(BoundedOutputArchive& out, const Exactly& value) {
  out(static_cast<std::uint8_t>(type_of(value)));
  std::visit([&](const auto& stored) { out(stored); }, value);
}
inline void CEREAL_LOAD_FUNCTION_NAME(BoundedInputArchive& in, Value& value) {
  const auto type = static_cast<ValueType>(in.number<std::uint8_t>());
  const bool known =
      visit_type(type, [&]<class Stored>() { in(value.template emplace<Stored>()); });
  require(known, Flaw::newer);
  require(has_shape(value));
}

inline void CEREAL_SAVE_FUNCTION_NAME(BoundedOutputArchive& out, const Edit& edit) {
  out(static_cast<std::uint8_t>(edit.record.kind), edit.record.id, edit.field, edit.before,
      edit.after);
}
// Kinds and fields unknown to this version are let through: whether the edit fits is the plan's
// matter.
inline void CEREAL_LOAD_FUNCTION_NAME(BoundedInputArchive& in, Edit& edit) {
  edit.record.kind = static_cast<Kind>(in.number<std::uint8_t>());
  in(edit.record.id, edit.field, edit.before, edit.after);
  require(bool{edit.record.id});
}

inline void CEREAL_SAVE_FUNCTION_NAME(BoundedOutputArchive& out, const Change& change) {
  out(change.dot, change.counter, change.after, change.author, change.label, change.edits);
}
inline void CEREAL_SAVE_FUNCTION_NAME(BoundedOutputArchive& out,
                                      const std::span<const Change>& changes) {
  out(cereal::make_size_tag(changes.size()));
  for (const Change& change : changes) out(change);
}
inline void CEREAL_LOAD_FUNCTION_NAME(BoundedInputArchive& in, Change& change) {
  in(change.dot, change.counter, change.after, change.author, change.label, change.edits);
  require(is_well_formed(change));
}

}  // namespace tongzhou
