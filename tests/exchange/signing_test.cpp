#include "exchange/signing.h"

#include <algorithm>
#include <set>

#include <catch2/catch_test_macros.hpp>

#include "exchange/plan_file.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

SigningKey signer(std::uint64_t seed) {
  SeededRandom random(seed);
  return SigningKey::make(random);
}

std::vector<std::byte> small_plan_file() {
  return encode_plan_file(plan_from_text("prices 3d").plan, {},
                          {.program = "1", .person = "P", .department = "D"})
      .value();
}

TEST_CASE("Keys are those of RFC 8032, section 7.1, test 1") {
  const auto bytes =
      parse_public_key("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  REQUIRE(bytes.has_value());
  Secret<32> seed;
  std::ranges::copy(bytes->bytes, seed.data());
  CHECK(to_text(SigningKey(seed).public_key()) ==
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  CHECK_FALSE(parse_public_key("9d61").has_value());
  CHECK_FALSE(parse_public_key(std::string(64, 'g')).has_value());
}

TEST_CASE("A signed plan file is read as one, and tells whose it is") {
  const auto file = small_plan_file();
  const SigningKey key = signer(1);
  const auto with = sign_plan_file(file, key);
  CHECK(read_signature(file).standing == Signature::Standing::none);
  CHECK(read_signature(with) == Signature{Signature::Standing::valid, key.public_key()});
  CHECK(std::ranges::equal(unsigned_part(with), file));
  const auto decoded = decode_plan_file(with);
  REQUIRE(decoded.has_value());
  CHECK(decoded->signature.key == key.public_key());
  CHECK(decode_plan_file(file)->signature.standing == Signature::Standing::none);
  CHECK(sign_plan_file(file, key) == with);  // the same key signs the same alike
}

TEST_CASE("Whatever byte of a signed file is changed, it is refused") {
  const auto with = sign_plan_file(small_plan_file(), signer(1));
  for (std::size_t i = 0; i < with.size(); ++i) {
    auto changed = with;
    changed[i] ^= std::byte{0x40};
    INFO(i);
    CHECK(read_signature(changed).standing != Signature::Standing::valid);
    CHECK_FALSE(decode_plan_file(changed).has_value());
  }
}

TEST_CASE("A signature is worth nothing under another file, and another's key is seen") {
  const SigningKey key = signer(1), other = signer(2);
  const auto file = small_plan_file();
  auto moved = encode_plan_file(plan_from_text("print 1d").plan, {}, {}).value();
  const auto with = sign_plan_file(file, key);
  moved.insert(moved.end(), with.end() - 104, with.end());
  CHECK(read_signature(moved).standing == Signature::Standing::broken);
  CHECK(decode_plan_file(moved).error().what.word == Word::error_signature_broken);
  CHECK(read_signature(sign_plan_file(file, other)).key == other.public_key());
}

TEST_CASE("Fingerprints are twelve characters or six words, and differ with the key") {
  std::set<std::string> seen;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const PublicKey key = signer(seed).public_key();
    const std::string chinese = fingerprint(key, Language::chinese);
    const std::string english = fingerprint(key, Language::english);
    CHECK(chinese.size() == 12 * 3 + 2);
    CHECK(english.size() == 6 * 5 + 5);
    CHECK(seen.insert(chinese).second);
    CHECK(seen.insert(english).second);
  }
}

}  // namespace
}  // namespace tongzhou
