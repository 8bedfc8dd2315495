// libsodium draws its randomness from the machine's source.
#pragma once

#include <cstdint>
#include <span>

#include "core/ports.h"

namespace tongzhou {

// While it lives, libsodium draws from this source; then from the one before.
class SodiumRandom {
 public:
  explicit SodiumRandom(Random& random);
  SodiumRandom(const SodiumRandom&) = delete;
  SodiumRandom& operator=(const SodiumRandom&) = delete;
  ~SodiumRandom();

 private:
  Random* before_;
};

void fill_randomly(Random& random, std::span<std::uint8_t> bytes);

}  // namespace tongzhou
