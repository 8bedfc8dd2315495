// Sealed files: any bytes, readable only for who knows a passphrase or holds one of some keys.
//
// Argon2id (RFC 9106) makes a key of the passphrase; sealed boxes (X25519, XSalsa20-Poly1305) carry
// the file's key to readers; XChaCha20-Poly1305 in chunks (libsodium's secretstream) seals the
// content. The manner is that of age (age-encryption.org/v1). FORMAT.md has the layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ports.h"
#include "core/result.h"
#include "exchange/secret.h"
#include "exchange/signing.h"

namespace tongzhou {

// What trying one passphrase costs: whoever guesses pays it each time.
struct SealEffort {
  std::uint32_t passes = 3;
  std::uint32_t kibibytes = 64 * 1024;
  static constexpr std::uint32_t kMostPasses = 16;
  static constexpr std::uint32_t kMostKibibytes = 512 * 1024;  // readers refuse more
  static constexpr std::uint32_t kLeastKibibytes = 8;
};

struct SealFor {
  std::string_view passphrase;  // empty: none
  std::vector<PublicKey> readers;
  SealEffort effort;
};
inline constexpr std::size_t kMostReaders = 200;

// For at least one of both, and at most kMostReaders.
std::vector<std::byte> seal(std::span<const std::byte> content, const SealFor& readers,
                            Random& random);

// Whether the bytes begin like a sealed file.
bool is_sealed(std::span<const std::byte> bytes);

// Who can open it; nothing of it is proven before it is open.
struct SealedFor {
  bool passphrase = false;
  SealEffort effort;
  std::vector<PublicKey> readers;
};
Result<SealedFor> read_seal(std::span<const std::byte> sealed);

// The content whole, or an error: nothing of it is given out before its last byte is proven. A
// wrong passphrase costs what the right one does.
Result<std::vector<std::byte>> open_sealed(std::span<const std::byte> sealed,
                                           std::string_view passphrase);
Result<std::vector<std::byte>> open_sealed(std::span<const std::byte> sealed,
                                           const SigningKey& reader);

// A key for values that are kept each by itself, as storage does. Wiped at its end.
class ValueKey {
 public:
  static constexpr std::size_t kSize = 32;
  static ValueKey make(Random& random);
  // What `bytes` gave; nothing for another length.
  static std::optional<ValueKey> from(std::span<const std::byte> bytes);
  std::span<const std::byte> bytes() const { return std::as_bytes(std::span(key_.data(), kSize)); }
  bool operator==(const ValueKey& other) const;  // in constant time

  // XChaCha20-Poly1305 under a random nonce; the name that the value is kept under is proven with
  // it.
  std::vector<std::byte> seal(std::span<const std::byte> value, std::string_view name,
                              Random& random) const;
  // Nothing where a byte was changed, or it was sealed under another name or key.
  std::optional<std::vector<std::byte>> open(std::span<const std::byte> sealed,
                                             std::string_view name) const;

 private:
  Secret<kSize> key_;
};
// Whether the bytes begin like a sealed value.
bool is_sealed_value(std::span<const std::byte> bytes);

}  // namespace tongzhou
