#include "exchange/sodium_random.h"

#include <sodium/randombytes.h>

#include <utility>

#include "core/check.h"

namespace tongzhou {
namespace {

Random* source = nullptr;

Random& source_now() {
  check(source != nullptr, "libsodium draws within a SodiumRandom");
  return *source;
}

constexpr randombytes_implementation kFromSource = {
    .implementation_name = [] { return "tongzhou"; },
    .random = [] { return static_cast<std::uint32_t>(source_now().bits()); },
    .stir = nullptr,
    .uniform = nullptr,
    .buf =
        [](void* const bytes, const std::size_t size) {
          fill_randomly(source_now(), {static_cast<std::uint8_t*>(bytes), size});
        },
    .close = nullptr,
};

}  // namespace

SodiumRandom::SodiumRandom(Random& random) : before_(std::exchange(source, &random)) {
  randombytes_set_implementation(&kFromSource);
}
SodiumRandom::~SodiumRandom() { source = before_; }

void fill_randomly(Random& random, std::span<std::uint8_t> bytes) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bits = i % 8 == 0 ? random.bits() : bits >> 8;
    bytes[i] = static_cast<std::uint8_t>(bits);
  }
}

}  // namespace tongzhou
