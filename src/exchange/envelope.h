// The outside of every binary file of ours: what it is, which version, and its sections, each with
// its length and checksum and zlib inside. FORMAT.md has the layout.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "exchange/bounded_archive.h"

namespace tongzhou {

using Bytes = std::vector<std::byte>;
using ByteSpan = std::span<const std::byte>;

// Raised when files change so that older programs can no longer read them. A new field, record kind
// or choice does not raise it: older programs keep what they do not know.
//
// Version 1 did not tell what a change follows, so that its copies could not be merged.
inline constexpr std::uint32_t kFormatVersion = 2;

enum class FileType : std::uint8_t { plan, changes, mark };

// Numbers stand in files: never renumber, never reuse.
enum class SectionKind : std::uint16_t {
  header = 1,
  ids = 2,
  records = 3,
  history = 4,
  attachments = 5,  // reserved
  changes = 6,
  mark = 7,
  change_columns = 8,
};

// Numbers stand in files.
enum class Packing : std::uint16_t { none = 0, zlib = 1 };

// The most one section may hold when unpacked.
inline constexpr std::uint64_t kLargestSection = std::uint64_t{512} << 20;

class EnvelopeWriter {
 public:
  EnvelopeWriter(FileType type, std::uint32_t section_count);
  // Packs the section only where that makes it smaller.
  void add(SectionKind kind, ByteSpan content, Packing packing = Packing::zlib);
  Bytes take() && { return std::move(bytes_); }

 private:
  Bytes bytes_;
};

// Reads section by section; each is checked against its checksum before it is looked at. Throws
// BadBytes.
class EnvelopeReader {
 public:
  EnvelopeReader(FileType type, ByteSpan bytes);

  struct Section {
    SectionKind kind;
    Bytes content;  // unpacked
  };
  std::optional<Section> next();  // nothing after the last section, which must end the bytes

 private:
  ByteSpan rest_;
  std::uint32_t sections_left_ = 0;
};

}  // namespace tongzhou
