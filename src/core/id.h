// Identities: records, replicas and the writes they made.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace tongzhou {

// Any record's identity: 64 random bits, 0 means "none". Random, because copies that never met must
// not mint the same one; among 1,000,000 records the chance of a clash is below 1 in 30 million.
struct AnyId {
  std::uint64_t value = 0;
  explicit operator bool() const { return value != 0; }
  auto operator<=>(const AnyId&) const = default;
};

// The identity of a record of one kind. Distinct types, so that a task cannot be passed for a
// person.
template <class Record>
struct Id {
  std::uint64_t value = 0;
  explicit operator bool() const { return value != 0; }
  AnyId any() const { return {value}; }
  auto operator<=>(const Id&) const = default;
};

// One tab or one program run, from its first edit on: 64 random bits.
struct ReplicaId {
  std::uint64_t value = 0;
  explicit operator bool() const { return value != 0; }
  auto operator<=>(const ReplicaId&) const = default;
};

// The largest number of a change and the largest counter: there is always a next one.
inline constexpr std::uint32_t kLargestCount = 0x7fffffff;

// Names one change in the world: the `number`-th of its replica, counted densely from 1.
struct Dot {
  ReplicaId replica;
  std::uint32_t number = 0;
  auto operator<=>(const Dot&) const = default;
};

// Orders writes by causality: a write's counter is one above the largest its author had seen
// (Lamport 1978). Equal counters are ordered by replica. No clock takes part.
struct Stamp {
  std::uint32_t counter = 0;
  Dot dot;
  auto operator<=>(const Stamp&) const = default;
};

}  // namespace tongzhou

template <>
struct std::hash<tongzhou::AnyId> {
  std::size_t operator()(tongzhou::AnyId id) const noexcept {
    return static_cast<std::size_t>(id.value ^ (id.value >> 32));
  }
};
template <class Record>
struct std::hash<tongzhou::Id<Record>> {
  std::size_t operator()(tongzhou::Id<Record> id) const noexcept {
    return std::hash<tongzhou::AnyId>{}(id.any());
  }
};
