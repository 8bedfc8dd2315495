#include "exchange/sealing.h"

#include <algorithm>
#include <set>

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "support/sealing_effort.h"
#include "support/shared_data.h"

namespace tongzhou {
namespace {

using SealedBytes = std::vector<std::byte>;
using test::kQuickSeal;

SealedBytes content_of(std::size_t size, std::uint64_t seed = 7) {
  SeededRandom random(seed);
  SealedBytes content(size);
  for (std::byte& byte : content) byte = static_cast<std::byte>(random.bits());
  return content;
}

SigningKey key_number(std::uint64_t seed) {
  SeededRandom random(seed);
  return SigningKey::make(random);
}

SealedBytes sealed_by_passphrase(const SealedBytes& content,
                                 std::string_view passphrase = "同舟共济 1") {
  SeededRandom random(1);
  return seal(content, {.passphrase = passphrase, .readers = {}, .effort = kQuickSeal}, random);
}

Word trouble_of(const Result<SealedBytes>& opened) {
  return opened ? Word::none : opened.error().what.word;
}

// What a reader may say of bytes that were tampered with.
bool is_refusal(const Result<SealedBytes>& opened) {
  static const std::set<Word> kRefusals{
      Word::error_seal_broken,    Word::error_seal_passphrase, Word::error_seal_costly,
      Word::error_seal_other_key, Word::error_file_cut_short,  Word::error_file_newer,
  };
  return !opened && kRefusals.contains(opened.error().what.word);
}

TEST_CASE("What is sealed with a passphrase opens with it and with no other") {
  for (const std::size_t size : {0, 1, 65'535, 65'536, 65'537, 200'000}) {
    const SealedBytes content = content_of(size);
    const SealedBytes sealed = sealed_by_passphrase(content);
    CHECK(is_sealed(sealed));
    const auto opened = open_sealed(sealed, "同舟共济 1");
    REQUIRE(opened.has_value());
    CHECK(*opened == content);
    CHECK(trouble_of(open_sealed(sealed, "同舟共济 2")) == Word::error_seal_passphrase);
    CHECK(trouble_of(open_sealed(sealed, "")) == Word::error_seal_passphrase);
    CHECK(trouble_of(open_sealed(sealed, key_number(3))) == Word::error_seal_other_key);
  }
}

TEST_CASE("What is sealed for several keys opens with each of them and with no other") {
  const SigningKey a = key_number(1), b = key_number(2), other = key_number(3);
  const SealedBytes content = content_of(1000);
  SeededRandom random(9);
  const SealedBytes sealed =
      seal(content, {.passphrase = {}, .readers = {a.public_key(), b.public_key()}, .effort = {}},
           random);
  CHECK(open_sealed(sealed, a) == content);
  CHECK(open_sealed(sealed, b) == content);
  CHECK(trouble_of(open_sealed(sealed, other)) == Word::error_seal_other_key);
  CHECK(trouble_of(open_sealed(sealed, "any")) == Word::error_seal_passphrase);
  const auto readers = read_seal(sealed);
  REQUIRE(readers.has_value());
  CHECK_FALSE(readers->passphrase);
  CHECK(readers->readers == std::vector{a.public_key(), b.public_key()});
}

TEST_CASE("Sealing the same twice gives nothing in common but the head") {
  const SealedBytes content(500, std::byte{0});
  SeededRandom random(4);
  const SealFor who{.passphrase = "p", .readers = {}, .effort = kQuickSeal};
  const SealedBytes one = seal(content, who, random), two = seal(content, who, random);
  REQUIRE(one.size() == two.size());
  std::size_t same = 0;
  for (std::size_t i = 25; i < one.size(); ++i) same += one[i] == two[i] ? 1 : 0;
  CHECK(same < one.size() / 32);  // by chance, one of 256
}

TEST_CASE("Whatever byte is changed, a sealed file is refused") {
  const SigningKey reader = key_number(5);
  const SealedBytes content = content_of(300);
  SeededRandom random(2);
  const SealedBytes sealed = seal(
      content, {.passphrase = "p", .readers = {reader.public_key()}, .effort = kQuickSeal}, random);
  for (std::size_t i = 0; i < sealed.size(); ++i)
    for (const int bit : {0, 3, 7}) {
      SealedBytes changed = sealed;
      changed[i] ^= std::byte{1} << bit;
      // The effort is part of the first stanza: a byte of it may ask for much.
      const auto seen = read_seal(changed);
      const bool is_cheap = !seen || (seen->effort.kibibytes <= 1024 && seen->effort.passes <= 16);
      INFO(i);
      if (is_cheap) {
        const auto opened = open_sealed(changed, "p");
        if (i < 8)
          CHECK(trouble_of(opened) == Word::error_seal_broken);
        else
          CHECK(is_refusal(opened));
      }
      CHECK(is_refusal(open_sealed(changed, reader)));
    }
}

TEST_CASE("Wherever a sealed file is cut, or grown, it is refused") {
  const SigningKey reader = key_number(5);
  SeededRandom random(2);
  const SealedBytes sealed =
      seal(content_of(3 * 65'536),
           {.passphrase = {}, .readers = {reader.public_key()}, .effort = {}}, random);
  // Before and behind each chunk's end: of what follows there is less than a tag.
  constexpr std::size_t kChunk = 65'536 + 17;
  for (std::size_t back = 0; back < 40; ++back)
    for (const std::size_t chunks : {1, 2, 3}) {
      const std::size_t end = sealed.size() - (chunks - 1) * kChunk;
      if (back > 0) CHECK(is_refusal(open_sealed(std::span(sealed).first(end - back), reader)));
      if (chunks > 1) CHECK(is_refusal(open_sealed(std::span(sealed).first(end + back), reader)));
    }
  for (std::size_t size = 0; size < sealed.size(); size += size < 400 ? 1 : 4'099)
    CHECK(is_refusal(open_sealed(std::span(sealed).first(size), reader)));
  SealedBytes grown = sealed;
  for (int i = 0; i < 40; ++i) {
    grown.push_back(std::byte{0});
    CHECK(is_refusal(open_sealed(grown, reader)));
  }
}

TEST_CASE("Chunks of a sealed file keep their number and order") {
  constexpr std::size_t kChunk = 65'536 + 17;
  const SigningKey reader = key_number(5);
  SeededRandom random(2);
  const auto make = [&](std::size_t size) {
    return seal(content_of(size),
                {.passphrase = {}, .readers = {reader.public_key()}, .effort = {}}, random);
  };
  const SealedBytes sealed = make(4 * 65'536), other = make(4 * 65'536);
  const std::size_t head = sealed.size() - 4 * kChunk;
  const auto chunk = [&](const SealedBytes& file, std::size_t i) {
    return std::span(file).subspan(head + i * kChunk, kChunk);
  };
  const auto with = [&](std::initializer_list<std::span<const std::byte>> chunks) {
    SealedBytes made(sealed.begin(), sealed.begin() + static_cast<std::ptrdiff_t>(head));
    for (const auto& part : chunks) made.insert(made.end(), part.begin(), part.end());
    return open_sealed(made, reader);
  };
  const auto c = [&](std::size_t i) { return chunk(sealed, i); };
  REQUIRE(with({c(0), c(1), c(2), c(3)}).has_value());
  CHECK(is_refusal(with({c(1), c(0), c(2), c(3)})));             // swapped
  CHECK(is_refusal(with({c(0), c(2), c(3)})));                   // one left out
  CHECK(is_refusal(with({c(0), c(1), c(2)})));                   // the last left out
  CHECK(is_refusal(with({c(3)})));                               // the last alone
  CHECK(is_refusal(with({c(0), c(0), c(1), c(2), c(3)})));       // one twice
  CHECK(is_refusal(with({c(0), c(1), c(2), c(3), c(3)})));       // more after the last
  CHECK(is_refusal(with({c(0), chunk(other, 1), c(2), c(3)})));  // from another file
  CHECK(is_refusal(with({})));
}

// A file's stanzas, as FORMAT.md tells where they are.
struct Stanzas {
  explicit Stanzas(const SealedBytes& sealed) {
    std::size_t at = 14;
    const auto count = static_cast<std::size_t>(sealed[12]);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t size = 3 + static_cast<std::size_t>(sealed[at + 1]) +
                               256 * static_cast<std::size_t>(sealed[at + 2]);
      all.emplace_back(sealed.begin() + static_cast<std::ptrdiff_t>(at),
                       sealed.begin() + static_cast<std::ptrdiff_t>(at + size));
      at += size;
    }
    head.assign(sealed.begin(), sealed.begin() + 12);
    rest.assign(sealed.begin() + static_cast<std::ptrdiff_t>(at), sealed.end());
  }
  SealedBytes put_together() const {
    SealedBytes made = head;
    made.push_back(static_cast<std::byte>(all.size()));
    made.push_back(std::byte{0});
    for (const SealedBytes& stanza : all) made.insert(made.end(), stanza.begin(), stanza.end());
    made.insert(made.end(), rest.begin(), rest.end());
    return made;
  }
  SealedBytes head, rest;
  std::vector<SealedBytes> all;
};

TEST_CASE(
    "Stanzas of a sealed file cannot be taken out, added, put elsewhere or into another file") {
  const SigningKey a = key_number(1), b = key_number(2);
  SeededRandom random(3);
  const SealFor who{
      .passphrase = "p", .readers = {a.public_key(), b.public_key()}, .effort = kQuickSeal};
  const SealedBytes sealed = seal(content_of(50), who, random);
  const Stanzas whole(sealed), other(seal(content_of(50), who, random));
  REQUIRE(whole.all.size() == 3);
  CHECK(whole.put_together() == sealed);
  const auto refused = [&](const Stanzas& made) {
    const SealedBytes bytes = made.put_together();
    return is_refusal(open_sealed(bytes, a)) && is_refusal(open_sealed(bytes, b)) &&
           is_refusal(open_sealed(bytes, "p"));
  };
  for (std::size_t i = 0; i < 3; ++i) {
    Stanzas made = whole;
    made.all.erase(made.all.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(refused(made));
    made = whole;
    made.all.push_back(whole.all[i]);
    CHECK(refused(made));
    made = whole;
    std::swap(made.all[i], made.all[(i + 1) % 3]);
    CHECK(refused(made));
    made = whole;
    made.all[i] = other.all[i];
    CHECK(refused(made));
    made = whole;
    made.all[i][0] = std::byte{9};  // a kind that there is not
    CHECK(trouble_of(open_sealed(made.put_together(), a)) == Word::error_file_newer);
  }
  Stanzas none = whole;
  none.all.clear();
  CHECK(refused(none));
  Stanzas changed_rest = whole;
  changed_rest.rest = other.rest;
  CHECK(refused(changed_rest));
  Stanzas newer = whole;
  newer.head[8] = std::byte{2};
  CHECK(trouble_of(open_sealed(newer.put_together(), a)) == Word::error_file_newer);
  newer.head[8] = std::byte{0};
  CHECK(trouble_of(open_sealed(newer.put_together(), a)) == Word::error_seal_broken);
}

TEST_CASE("A sealed file that asks for too much memory is refused before it is tried") {
  const auto asking = [](std::uint32_t passes, std::uint32_t kibibytes) {
    SealedBytes sealed = sealed_by_passphrase(content_of(10), "p");
    const auto put = [&](std::size_t at, std::uint32_t number) {
      for (std::size_t i = 0; i < 4; ++i)
        sealed[at + i] = static_cast<std::byte>(number >> (8 * i));
    };
    put(17, passes);
    put(21, kibibytes);
    return trouble_of(open_sealed(sealed, "p"));
  };
  CHECK(asking(3, 512 * 1024 + 1) == Word::error_seal_costly);
  CHECK(asking(17, 64) == Word::error_seal_costly);
  CHECK(asking(0xffff'ffff, 0xffff'ffff) == Word::error_seal_costly);
  CHECK(asking(0, 64) == Word::error_seal_broken);
  CHECK(asking(1, 7) == Word::error_seal_broken);
  CHECK(asking(2, 8) == Word::error_seal_passphrase);  // the effort is proven with the key
}

TEST_CASE("Random contents come back; foreign bytes are no sealed files") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& raw, std::uint64_t seed) {
    const SealedBytes content(std::as_bytes(std::span(raw)).begin(),
                              std::as_bytes(std::span(raw)).end());
    SeededRandom random(seed);
    const SigningKey reader = SigningKey::make(random);
    const SealedBytes sealed =
        seal(content, {.passphrase = {}, .readers = {reader.public_key()}, .effort = {}}, random);
    RC_ASSERT(open_sealed(sealed, reader).value_or(SealedBytes{}) == content);
    RC_ASSERT(!is_sealed(content) || content.size() > 8);
    RC_ASSERT(is_refusal(open_sealed(content, reader)));
  }));
}

// tests/cli/sealed_file.py wrote it, with libsodium called from Python.
TEST_CASE("A file that another program sealed is opened") {
  const std::string file = read_file("tests/fixtures/sealed-v1.tongzhou");
  const std::span<const std::byte> sealed = std::as_bytes(std::span(file));
  const auto by_passphrase = open_sealed(sealed, "correct horse 同舟");
  REQUIRE(by_passphrase.has_value());
  const std::string_view text(reinterpret_cast<const char*>(by_passphrase->data()),
                              by_passphrase->size());
  CHECK(text.starts_with("Sealed elsewhere.\n"));
  CHECK(by_passphrase->size() == 70'000);
  Secret<32> seed;
  for (std::size_t i = 0; i < 32; ++i) seed.data()[i] = static_cast<std::uint8_t>(i);
  CHECK(open_sealed(sealed, SigningKey(seed)) == *by_passphrase);
}

}  // namespace
}  // namespace tongzhou
