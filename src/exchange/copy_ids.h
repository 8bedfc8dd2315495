// The ids of a copy for an audience: none that the plan has. Whoever holds the key can make them
// again from the plan's, nobody else can tell which is which, nor that two copies hold the same
// record. SipHash-2-4 (Aumasson, Bernstein: SipHash, a fast short-input PRF, 2012).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/ports.h"
#include "model/records.h"

namespace tongzhou {

struct CopyKey {
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const CopyKey&) const = default;
};
CopyKey make_copy_key(Random& random);
// 32 hexadecimal digits.
std::string to_text(const CopyKey& key);
std::optional<CopyKey> parse_copy_key(std::string_view text);

class CopyIds {
 public:
  explicit CopyIds(CopyKey key) : key_(key) {}

  // Of a record in the copy.
  AnyId of(AnyRef record) const;
  // Here, of a record that was made in the copy.
  AnyId of_new(AnyRef there) const;
  // Who made the copy.
  ReplicaId maker() const;
  // Who writes here what came back with the copy: one for each content, and known by its kin.
  ReplicaId returner(std::span<const std::byte> content) const;
  bool is_returner(ReplicaId replica) const;

 private:
  enum class Use : std::uint8_t { record, new_record, maker, kin, returner };
  std::uint64_t hash(std::span<const std::byte> message) const;
  std::uint64_t hash(Use use, AnyRef record) const;

  CopyKey key_;
};

}  // namespace tongzhou
