// The system's clock, randomness and text decoders as ports of core.
#pragma once

#include "core/ports.h"

namespace tongzhou {

struct SystemClock : Clock {
  std::int64_t unix_milliseconds() const override;
  Instant local_now() const override;
};

struct SystemRandom : Random {
  std::uint64_t bits() override;
};

struct SystemTextCodec : TextCodec {
  std::optional<std::string> decode_gb18030(std::span<const std::byte> bytes) const override;
};

}  // namespace tongzhou
