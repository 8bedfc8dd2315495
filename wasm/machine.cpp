#include "machine.h"

#include <cmath>
#include <cstdlib>

#include "page.h"

namespace tongzhou {

std::int64_t BrowserClock::unix_milliseconds() const {
  return std::int64_t(page_unix_milliseconds());
}

Instant BrowserClock::local_now() const {
  return {std::int32_t(std::floor(page_local_milliseconds() / 60'000))};
}

std::uint64_t BrowserRandom::bits() {
  std::uint64_t bits = 0;
  page_random(reinterpret_cast<std::uint8_t*>(&bits), sizeof(bits));
  return bits;
}

std::optional<std::string> BrowserTextCodec::decode_gb18030(
    std::span<const std::byte> bytes) const {
  char* text = nullptr;
  const std::ptrdiff_t length =
      page_decode_gb18030(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), &text);
  if (length < 0) return std::nullopt;
  std::string decoded(text, std::size_t(length));
  std::free(text);
  return decoded;
}

}  // namespace tongzhou
