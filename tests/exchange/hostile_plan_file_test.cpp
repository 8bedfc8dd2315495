// Plan files as damage, mistakes and malice make them.
#include <zlib.h>

#include <array>
#include <catch2/catch_test_macros.hpp>

#include "exchange/envelope.h"
#include "exchange/plan_file.h"
#include "exchange/records_section.h"
#include "support/random_plan.h"
#include "support/same_plan.h"

namespace tongzhou {
namespace {

Plan small_plan(bool foreign = false) {
  test::Dice dice(11);
  return test::make_random_plan(dice, {.records_of_a_kind = 2, .foreign = foreign});
}
Bytes small_file() {
  test::Dice dice(12);
  const Change change = test::make_random_change(dice);
  return *encode_plan_file(small_plan(), std::span(&change, 1),
                           {.program = "1.0", .unix_milliseconds = 5});
}

Word verdict(ByteSpan bytes) {
  const auto file = decode_plan_file(bytes);
  return file ? Word::none : file.error().what.word;
}

template <class... Values>
Bytes archive_bytes(Values... values) {
  BoundedOutputArchive out;
  out(values...);
  return std::move(out).take();
}
void append(Bytes& bytes, ByteSpan more) { bytes.insert(bytes.end(), more.begin(), more.end()); }
Bytes with_checksum(Bytes bytes, ByteSpan content = {}) {
  Bytes all = bytes;
  append(all, content);
  const auto sum = crc32_z(0, reinterpret_cast<const Bytef*>(all.data()), all.size());
  append(bytes, archive_bytes(static_cast<std::uint32_t>(sum)));
  append(bytes, content);
  return bytes;
}

// A file that is right in every checksum, whatever it says.
Bytes file_head(std::uint32_t version, std::uint32_t sections) {
  Bytes head = small_file();
  head.resize(8);
  append(head, archive_bytes(version, sections));
  return with_checksum(head);
}
Bytes section(std::uint16_t kind, std::uint16_t packing, std::uint64_t stored, std::uint64_t size,
              ByteSpan content) {
  return with_checksum(archive_bytes(kind, packing, stored, size), content);
}
Bytes plan_file_of(ByteSpan ids, ByteSpan records) {
  EnvelopeWriter writer(FileType::plan, 4);
  writer.add(SectionKind::header,
             archive_bytes(std::string("1"), std::string(), std::string(), std::int64_t{0},
                           small_plan().id().value, std::string(), std::uint64_t{0}));
  writer.add(SectionKind::ids, ids);
  writer.add(SectionKind::records, records);
  writer.add(SectionKind::history, archive_bytes(std::uint64_t{0}));
  return std::move(writer).take();
}

// A records section up to where its tasks begin: nobody wrote anything, there is only this kind.
Bytes tasks_begun(std::uint64_t count) {
  return archive_bytes(small_plan().id().value, 0U, std::uint64_t{0}, std::uint64_t{0},
                       std::uint64_t{1}, std::uint8_t{6}, count);
}

TEST_CASE("A plan file cut short anywhere is refused") {
  const Bytes file = small_file();
  for (std::size_t length = 1; length < file.size(); ++length)
    REQUIRE(verdict(ByteSpan(file).first(length)) == Word::error_file_cut_short);
  REQUIRE(verdict({}) == Word::error_file_foreign);
}

TEST_CASE("A plan file with any one bit flipped is refused") {
  const Bytes file = small_file();
  for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
    Bytes flipped = file;
    flipped[bit / 8] ^= static_cast<std::byte>(1U << bit % 8);
    REQUIRE(verdict(flipped) != Word::none);
  }
}

TEST_CASE("Bytes after the end of a plan file are refused") {
  Bytes file = small_file();
  file.push_back(std::byte{0});
  CHECK(verdict(file) == Word::error_file_damaged);
}

TEST_CASE("A transfer that changed line ends is recognised") {
  std::string text;
  for (std::byte byte : small_file()) {
    if (byte == std::byte{'\r'}) continue;
    text += static_cast<char>(byte);
  }
  CHECK(verdict(std::as_bytes(std::span(text))) == Word::error_file_foreign);
}

TEST_CASE("What only a newer version can have written is refused as newer") {
  Bytes file = file_head(kFormatVersion + 1, 1);
  CHECK(verdict(file) == Word::error_file_newer);
  CHECK_FALSE(read_plan_file_header(file));

  file = file_head(kFormatVersion, 1);
  append(file, section(77, 0, 0, 0, {}));
  CHECK(verdict(file) == Word::error_file_newer);

  file = file_head(kFormatVersion, 1);
  append(file, section(1, 2, 0, 0, {}));  // an unknown packing
  CHECK(verdict(file) == Word::error_file_newer);

  EnvelopeWriter more(FileType::plan, 5);
  const Bytes whole = small_file();
  EnvelopeReader sections(FileType::plan, whole);
  while (const auto one = sections.next()) more.add(one->kind, one->content);
  more.add(SectionKind::attachments, {});
  CHECK(verdict(std::move(more).take()) == Word::error_file_newer);
}

TEST_CASE("Sizes are compared with what is there before anything is made of them") {
  constexpr std::uint64_t kHuge = std::uint64_t{1} << 30;
  for (std::uint64_t size : {kHuge, (std::uint64_t{1} << 32) + 1, ~std::uint64_t{0}}) {
    Bytes file = file_head(kFormatVersion, 1);
    append(file, section(1, 0, size, size, {}));
    CHECK(verdict(file) == Word::error_file_cut_short);

    file = file_head(kFormatVersion, 1);
    append(file, section(1, 1, 4, size, archive_bytes(std::uint32_t{0})));
    CHECK(verdict(file) == Word::error_file_too_large);

    // Lists within the records: replicas, heads, kinds, records of a kind.
    const auto id = small_plan().id().value;
    CHECK(verdict(plan_file_of({}, archive_bytes(id, 0U, size))) == Word::error_file_damaged);
    constexpr std::uint64_t kNone = 0, kOne = 1;
    constexpr std::uint8_t kTasks = 6;
    CHECK(verdict(plan_file_of({}, archive_bytes(id, 0U, kNone, size))) ==
          Word::error_file_damaged);
    CHECK(verdict(plan_file_of({}, archive_bytes(id, 0U, kNone, kNone, size))) ==
          Word::error_file_damaged);
    CHECK(verdict(plan_file_of({}, archive_bytes(id, 0U, kNone, kNone, kOne, kTasks, size))) ==
          Word::error_file_too_large);
  }
}

TEST_CASE("A section that claims to unpack to more than it can is refused before unpacking") {
  Bytes file = file_head(kFormatVersion, 1);
  append(file, section(1, 1, 100, kLargestSection, Bytes(100)));
  CHECK(verdict(file) == Word::error_file_damaged);
}

TEST_CASE("A section that unpacks to more or less than it says is refused") {
  const Bytes zeros(1'000'000);
  uLongf size = compressBound(static_cast<uLong>(zeros.size()));
  Bytes packed(size);
  compress(reinterpret_cast<Bytef*>(packed.data()), &size,
           reinterpret_cast<const Bytef*>(zeros.data()), static_cast<uLong>(zeros.size()));
  packed.resize(size);
  for (std::uint64_t said : {zeros.size() - 1, zeros.size() + 1}) {
    Bytes file = file_head(kFormatVersion, 1);
    append(file, section(1, 1, packed.size(), said, packed));
    CHECK(verdict(file) == Word::error_file_damaged);
  }
}

TEST_CASE("Runs cannot blow a few bytes up to more records than fit in memory") {
  const Bytes records = tasks_begun(3'000'000);
  CHECK(verdict(plan_file_of(Bytes(24'000'000), records)) == Word::error_file_too_large);
}

TEST_CASE("Ids made to collide are refused at once") {
  // All at home in the same cell of an index: they differ only where its hash does not look.
  constexpr std::uint64_t kInverse = 0xf1de83e19937733dU;  // of the factor of IdIndex, modulo 2^64
  Bytes ids;
  for (std::uint64_t i = 1; i <= 100'000; ++i) append(ids, archive_bytes(i * kInverse));
  const Bytes records = tasks_begun(100'000);
  BoundedOutputArchive rest;
  rest.put(records);
  for (int column = 0; column < 4; ++column) {  // not deleted, stamps of zero
    rest.varint(200'001);
    rest.varint(0);
  }
  // Nothing written later, no columns, no siblings.
  rest(std::uint64_t{0}, std::uint16_t{0}, std::uint64_t{0});
  CHECK(verdict(plan_file_of(ids, std::move(rest).take())) == Word::error_file_damaged);
}

TEST_CASE("A byte changed inside, with the checksums made right, gives a plan or an error") {
  const RecordsBytes good = write_records(small_plan(true));
  const auto try_all = [&](bool in_ids) {
    const Bytes& original = in_ids ? good.ids : good.records;
    // Every fifth byte in one of four ways, half a minute under sanitizers; the fuzzers go on.
    constexpr std::size_t kStep = 5;
    constexpr std::array kChanges{1, 0x7f, 0x80, 0xff};
    for (std::size_t i = 0; i < original.size(); i += kStep) {
      RecordsBytes bytes = good;
      (in_ids ? bytes.ids : bytes.records)[i] ^=
          static_cast<std::byte>(kChanges[i % kChanges.size()]);
      const auto file = decode_plan_file(plan_file_of(bytes.ids, bytes.records));
      if (!file) continue;
      const auto again = encode_plan_file(file->plan, {}, {});
      REQUIRE(again);
      const auto back = decode_plan_file(*again);
      REQUIRE(back);
      REQUIRE(test::first_difference(file->plan, back->plan) == "");
    }
  };
  try_all(true);
  try_all(false);
}

}  // namespace
}  // namespace tongzhou
