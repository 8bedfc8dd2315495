// The browser's clock, randomness and text decoders as ports of core.
#pragma once

#include "core/ports.h"

namespace tongzhou {

struct BrowserClock : Clock {
  std::int64_t unix_milliseconds() const override;
  Instant local_now() const override;
};

struct BrowserRandom : Random {
  std::uint64_t bits() override;
};

struct BrowserTextCodec : TextCodec {
  std::optional<std::string> decode_gb18030(std::span<const std::byte> bytes) const override;
};

}  // namespace tongzhou
