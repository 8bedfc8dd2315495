// Cereal archives for bytes that a stranger may have written.
//
// Cereal's own archives believe what they read: a nine-byte file makes them allocate gigabytes. The
// input archive here believes nothing: a size is compared as 64 bits with the bytes that are left
// before anything is allocated, what is built is charged to a budget, nesting is capped, a bool is
// 0 or 1, numbers are finite, text is UTF-8, and the bytes must end where the reading does.
// Integers are little-endian on every machine, sizes 64 bits wide. No pointers, no polymorphism.
//
// Enumerations do not pass through an archive: they are read as numbers and checked by whoever
// knows their choices.
#pragma once

#include <bit>
#include <cereal/cereal.hpp>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <exception>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "core/utf8.h"

namespace tongzhou {

enum class Flaw : std::uint8_t {
  foreign,    // not bytes of ours
  cut_short,  // the end is missing
  damaged,    // checksum, shape or range is wrong
  newer,      // written by a newer version in a way this one does not know
  older,      // written by a version from before the first release
  too_large,  // more than the limits below
};

// Thrown by archives and decoders below a codec, and caught by the codec.
struct BadBytes : std::exception {
  explicit BadBytes(Flaw f) : flaw(f) {}
  const char* what() const noexcept override { return "bytes that cannot be read"; }
  Flaw flaw;
};
[[noreturn]] void refuse(Flaw flaw);  // throws BadBytes; not in each place that might
inline void require(bool holds, Flaw flaw = Flaw::damaged) {
  if (!holds) [[unlikely]]
    refuse(flaw);
}

// What one piece of bytes may make us build. The prices are the same on every machine, so that the
// same bytes get the same verdict; they are about what the things take in memory. A writer spends
// as its reader will have to, so that nothing is written that is too large to be read.
class Budget {
 public:
  static constexpr std::uint64_t kAll = std::uint64_t{1} << 30;  // what a browser tab can spare
  static constexpr std::uint64_t kRecord = 512;                  // a change, too
  static constexpr std::uint64_t kElement = 128;  // of a list: an edit, a value, a text
  static constexpr std::uint64_t kNumber = 8;     // of a list of plain numbers

  void charge(std::uint64_t count, std::uint64_t price) {
    require(count <= left_ / price, Flaw::too_large);
    left_ -= count * price;
  }

 private:
  std::uint64_t left_ = kAll;
};

class BoundedInputArchive : public cereal::InputArchive<BoundedInputArchive> {
 public:
  static constexpr int kDeepest = 16;

  explicit BoundedInputArchive(std::span<const std::byte> bytes)
      : cereal::InputArchive<BoundedInputArchive>(this), rest_(bytes) {}

  std::uint64_t left() const { return rest_.size(); }
  Budget& budget() { return budget_; }

  std::span<const std::byte> take(std::uint64_t count) {
    require(count <= left());
    const auto taken = rest_.first(static_cast<std::size_t>(count));
    rest_ = rest_.subspan(static_cast<std::size_t>(count));
    return taken;
  }
  template <class Number>
  Number number() {
    Number value{};
    (*this)(value);
    return value;
  }
  // Seven bits a byte, lowest first, the high bit on all but the last (LEB128).
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 10 && i < rest_.size(); ++i) {
      const auto byte = std::to_integer<std::uint64_t>(rest_[i]);
      value |= (byte & 0x7f) << (7 * i);
      if (byte < 0x80) {
        require(i < 9 || byte < 2);
        rest_ = rest_.subspan(i + 1);
        return value;
      }
    }
    refuse(Flaw::damaged);
  }
  bool is_at_end() const { return rest_.empty(); }
  // To look ahead: what is left, and back to where that was.
  std::span<const std::byte> rest() const { return rest_; }
  void go_back(std::span<const std::byte> rest) { rest_ = rest; }
  void expect_end() const { require(is_at_end()); }

  void enter() { require(++depth_ <= kDeepest); }
  void leave() { --depth_; }

 private:
  std::span<const std::byte> rest_;
  Budget budget_;
  int depth_ = 0;
};

class BoundedOutputArchive : public cereal::OutputArchive<BoundedOutputArchive> {
 public:
  BoundedOutputArchive() : cereal::OutputArchive<BoundedOutputArchive>(this) {}

  void put(std::span<const std::byte> bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }
  void varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<std::byte>(value | 0x80));
    bytes_.push_back(static_cast<std::byte>(value));
  }
  Budget& budget() { return budget_; }
  std::vector<std::byte> take() && { return std::move(bytes_); }

 private:
  std::vector<std::byte> bytes_;
  Budget budget_;
};

// --- Numbers: little-endian ------------------------------------------------------------------

template <class Number>
using BitsOf = std::conditional_t<
    sizeof(Number) == 1, std::uint8_t,
    std::conditional_t<sizeof(Number) == 2, std::uint16_t,
                       std::conditional_t<sizeof(Number) == 4, std::uint32_t, std::uint64_t>>>;

template <class Number>
  requires std::is_arithmetic_v<Number>
void CEREAL_LOAD_FUNCTION_NAME(BoundedInputArchive& in, Number& number) {
  BitsOf<Number> bits = 0;
  std::memcpy(&bits, in.take(sizeof(Number)).data(), sizeof bits);
  if constexpr (std::endian::native == std::endian::big) bits = std::byteswap(bits);
  if constexpr (std::is_same_v<Number, bool>) {
    require(bits < 2);
    number = bits == 1;
  } else {
    std::memcpy(&number, &bits, sizeof number);
    if constexpr (std::is_floating_point_v<Number>) require(std::isfinite(number));
  }
}
template <class Number>
  requires std::is_arithmetic_v<Number>
void CEREAL_SAVE_FUNCTION_NAME(BoundedOutputArchive& out, const Number& number) {
  BitsOf<Number> bits = 0;
  std::memcpy(&bits, &number, sizeof number);
  if constexpr (std::endian::native == std::endian::big) bits = std::byteswap(bits);
  out.put(std::as_bytes(std::span(&bits, 1)));
}

// --- Sizes and lists: every element takes at least a byte ---------------------------------------

template <class Size>
void CEREAL_LOAD_FUNCTION_NAME(BoundedInputArchive& in, cereal::SizeTag<Size>& tag) {
  const auto size = in.number<std::uint64_t>();
  require(size <= in.left());
  in.budget().charge(size, Budget::kElement);
  tag.size = size;
}
template <class Size>
void CEREAL_SAVE_FUNCTION_NAME(BoundedOutputArchive& out, const cereal::SizeTag<Size>& tag) {
  out.budget().charge(tag.size, Budget::kElement);
  out(static_cast<std::uint64_t>(tag.size));
}

// --- Text: its size in bytes, then UTF-8 ---------------------------------------------------------

inline void CEREAL_LOAD_FUNCTION_NAME(BoundedInputArchive& in, std::string& text) {
  const auto bytes = in.take(in.number<std::uint64_t>());
  text.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  require(is_utf8(text));
}
// What is not UTF-8 is repaired, so that nothing is ever written that cannot be read.
inline void CEREAL_SAVE_FUNCTION_NAME(BoundedOutputArchive& out, const std::string& text) {
  if (!is_utf8(text)) return out(repair_utf8(text)), void();
  out(static_cast<std::uint64_t>(text.size()));
  out.put(std::as_bytes(std::span(text)));
}

// Cereal calls these around each value.
template <class Type>
void prologue(BoundedInputArchive& in, const Type&) {
  if constexpr (std::is_class_v<Type>) in.enter();
}
template <class Type>
void epilogue(BoundedInputArchive& in, const Type&) {
  if constexpr (std::is_class_v<Type>) in.leave();
}

}  // namespace tongzhou

CEREAL_SETUP_ARCHIVE_TRAITS(tongzhou::BoundedInputArchive, tongzhou::BoundedOutputArchive)
