// The machine, as parameters: what a core function may ask of the world it runs in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/date.h"

namespace tongzhou {

// A file, as it is opened or handed out.
struct NamedBytes {
  std::string name;  // "Plan.tongzhou", without folders
  std::vector<std::byte> bytes;
  int origin = 0;  // the machine's number for where it was opened; 0: a copy of which it knows none
};

// Time for display only; nothing is ordered by it.
struct Clock {
  virtual ~Clock() = default;
  virtual std::int64_t unix_milliseconds() const = 0;  // UTC
  virtual Instant local_now() const = 0;               // the user's wall clock
};

// Unpredictable bits for ids.
struct Random {
  virtual ~Random() = default;
  virtual std::uint64_t bits() = 0;

  // The same for as long as this source lives, that is for one run of the program; not 0.
  std::uint64_t mark() {
    while (mark_ == 0) mark_ = bits();
    return mark_;
  }

 private:
  std::uint64_t mark_ = 0;
};

// Old Chinese text encodings, which the machine knows and we need not carry.
struct TextCodec {
  virtual ~TextCodec() = default;
  // GB18030 to UTF-8; nothing when the bytes are not GB18030 or the machine cannot tell.
  virtual std::optional<std::string> decode_gb18030(std::span<const std::byte> bytes) const = 0;
};

// Twins for tests: same seed, same run.
struct FixedClock : Clock {
  std::int64_t milliseconds = 1'790'000'000'000;
  Instant now{};
  std::int64_t unix_milliseconds() const override { return milliseconds; }
  Instant local_now() const override { return now; }
};

struct SeededRandom : Random {  // splitmix64 (Steele, Lea & Flood 2014)
  explicit SeededRandom(std::uint64_t seed) : state(seed) {}
  std::uint64_t state;
  std::uint64_t bits() override {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
};

// A fresh identity; never 0.
template <class AnyIdType>
AnyIdType mint(Random& random) {
  std::uint64_t bits = 0;
  while (bits == 0) bits = random.bits();
  return AnyIdType{bits};
}

}  // namespace tongzhou
