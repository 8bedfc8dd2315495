// Plan files as damage, mistakes and malice make them.
#include <zlib.h>

#include <array>
#include <catch2/catch_test_macros.hpp>

#include "exchange/change_columns.h"
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
// Without `history`, one without changes.
Bytes plan_file_of(ByteSpan ids, ByteSpan records, ByteSpan history = {}) {
  EnvelopeWriter writer(FileType::plan, 4);
  writer.add(SectionKind::header,
             archive_bytes(std::string("1"), std::string(), std::string(), std::int64_t{0},
                           small_plan().id().value, std::string(), std::uint64_t{0}));
  writer.add(SectionKind::ids, ids);
  writer.add(SectionKind::records, records);
  if (history.empty())
    writer.add(SectionKind::history, archive_bytes(std::uint64_t{0}));
  else
    writer.add(SectionKind::change_columns, history);
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
  test::Dice dice(5);
  std::vector<Change> history;
  for (int i = 0; i < 6; ++i) history.push_back(make_random_change(dice));
  IdNumbers numbers;
  std::array<Bytes, 3> good;  // as plan_file_of takes them
  good[1] = write_records(small_plan(true), numbers);
  good[2] = write_change_columns(history, numbers);
  good[0] = write_ids(numbers);
  for (const std::size_t part : {0, 1, 2}) {
    // Every fifth byte in one of four ways, half a minute under sanitizers; the fuzzers go on.
    constexpr std::size_t kStep = 5;
    constexpr std::array kChanges{1, 0x7f, 0x80, 0xff};
    for (std::size_t i = 0; i < good[part].size(); i += kStep) {
      std::array<Bytes, 3> bytes = good;
      bytes[part][i] ^= static_cast<std::byte>(kChanges[i % kChanges.size()]);
      const auto file = decode_plan_file(plan_file_of(bytes[0], bytes[1], bytes[2]));
      if (!file) continue;
      const auto again = encode_plan_file(file->plan, file->history, {});
      REQUIRE(again);
      const auto back = decode_plan_file(*again);
      REQUIRE(back);
      REQUIRE(test::first_difference(file->plan, back->plan) == "");
      REQUIRE(file->history == back->history);
    }
  }
}

TEST_CASE("A history that says a long text again and again is refused before it is built") {
  BoundedOutputArchive out;
  constexpr std::uint64_t kCount = 8000;
  out(kCount, std::uint64_t{1}, std::uint64_t{7}, std::uint64_t{1});  // one replica, one text
  write_numbers(out, std::array<std::int64_t, 1>{1 << 20});
  out.put(Bytes(1 << 20, std::byte{'x'}));
  const auto column = [&](std::uint64_t first, std::uint64_t step) {
    out.varint(2 + kRepeats);
    out.varint(zigzag(first));
    out.varint((kCount - 1) * 2 + kRepeats);
    out.varint(zigzag(step));
  };
  column(0, 0);  // replicas
  column(1, 1);  // numbers
  column(1, 1);  // counters
  column(0, 0);  // nothing else that they follow
  out(std::uint64_t{0});
  column(0, 0);  // all by the same person
  const Bytes empty_plan = archive_bytes(small_plan().id().value, 0U, std::uint64_t{0},
                                         std::uint64_t{0}, std::uint64_t{0});
  CHECK(verdict(plan_file_of({}, empty_plan, std::move(out).take())) == Word::error_file_too_large);
}

}  // namespace
}  // namespace tongzhou
