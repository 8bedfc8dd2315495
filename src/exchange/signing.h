// Who made a file: keys of persons and installations, and signatures under plan files.
//
// A key pair is Ed25519 (RFC 8032), made of 32 random bytes. The same pair takes what is sealed for
// its holder, converted to X25519 (RFC 7748) as libsodium does. FORMAT.md has the layout.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ports.h"
#include "core/words.h"
#include "exchange/secret.h"

namespace tongzhou {

// May be known to everybody; it says who signed, and seals for its holder.
struct PublicKey {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(const PublicKey&) const = default;
};
// 64 hexadecimal digits; nothing for any other text.
std::string to_text(const PublicKey& key);
std::optional<PublicKey> parse_public_key(std::string_view text);

// To be compared by people, over the telephone: 96 bits of the BLAKE2b hash of the key, the same in
// both languages: twelve Chinese characters that all sound differently, or six words made to be
// spoken (Wilkerson: A Proposal for Proquints, arXiv:0901.4016).
std::string fingerprint(const PublicKey& key, Language language);

// The secret half; whoever has it can sign as its holder and read what is sealed for them.
class SigningKey {
 public:
  static SigningKey make(Random& random);
  // From its 32 bytes.
  explicit SigningKey(const Secret<32>& seed);

  const PublicKey& public_key() const { return public_key_; }
  const Secret<32>& seed() const { return seed_; }
  const Secret<64>& secret() const { return secret_; }

 private:
  Secret<32> seed_;
  Secret<64> secret_;
  PublicKey public_key_;
};

struct Signature {
  enum class Standing : std::uint8_t { none, valid, broken };
  Standing standing = Standing::none;
  PublicKey key;  // whose; of none it means nothing
  bool operator==(const Signature&) const = default;
};

// The file with a signature at its end; it has none yet.
std::vector<std::byte> sign_plan_file(std::span<const std::byte> plan_file, const SigningKey& key);
// What is signed: the file without the signature that it may have.
std::span<const std::byte> unsigned_part(std::span<const std::byte> plan_file);
Signature read_signature(std::span<const std::byte> plan_file);

}  // namespace tongzhou
