#include "exchange/copy_ids.h"

#include <sodium/crypto_shorthash.h>

#include "core/hex.h"

namespace tongzhou {
namespace {

constexpr std::uint64_t kKinBits = 0xffff'ffff'0000'0000;

void put_little_endian(std::uint64_t number, std::byte* into) {
  for (int i = 0; i < 8; ++i) into[i] = static_cast<std::byte>(number >> (8 * i));
}

}  // namespace

CopyKey make_copy_key(Random& random) {
  CopyKey key;
  for (std::size_t i = 0; i < key.bytes.size(); i += 8) {
    const std::uint64_t bits = random.bits();
    for (std::size_t k = 0; k < 8; ++k)
      key.bytes[i + k] = static_cast<std::uint8_t>(bits >> (8 * k));
  }
  return key;
}

std::string to_text(const CopyKey& key) { return to_hex(key.bytes); }

std::optional<CopyKey> parse_copy_key(std::string_view text) {
  CopyKey key;
  return parse_hex(text, key.bytes) ? std::optional(key) : std::nullopt;
}

std::uint64_t CopyIds::hash(std::span<const std::byte> message) const {
  static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == 8);
  unsigned char out[8];
  crypto_shorthash(out, reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                   key_.bytes.data());
  std::uint64_t bits = 0;
  for (int i = 0; i < 8; ++i) bits |= std::uint64_t{out[i]} << (8 * i);
  return bits != 0 ? bits : 1;
}

std::uint64_t CopyIds::hash(Use use, AnyRef record) const {
  std::array<std::byte, 10> message{};
  message[0] = static_cast<std::byte>(use);
  message[1] = static_cast<std::byte>(record.kind);
  put_little_endian(record.id.value, message.data() + 2);
  return hash(message);
}

AnyId CopyIds::of(AnyRef record) const { return {hash(Use::record, record)}; }
AnyId CopyIds::of_new(AnyRef there) const { return {hash(Use::new_record, there)}; }
ReplicaId CopyIds::maker() const { return {hash(Use::maker, {})}; }

ReplicaId CopyIds::returner(std::span<const std::byte> content) const {
  return {(hash(Use::kin, {}) & kKinBits) | (hash(content) & ~kKinBits)};
}
bool CopyIds::is_returner(ReplicaId replica) const {
  return (replica.value & kKinBits) == (hash(Use::kin, {}) & kKinBits);
}

}  // namespace tongzhou
