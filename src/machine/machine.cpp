#include "machine/machine.h"

#include <iconv.h>

#include <chrono>
#include <ctime>
#include <random>

namespace tongzhou {

std::int64_t SystemClock::unix_milliseconds() const {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

Instant SystemClock::local_now() const {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return {std::int32_t((now + local.tm_gmtoff) / 60)};
}

std::uint64_t SystemRandom::bits() {
  std::random_device device;  // the kernel's
  return std::uint64_t(device()) << 32 | device();
}

std::optional<std::string> SystemTextCodec::decode_gb18030(std::span<const std::byte> bytes) const {
  iconv_t converter = iconv_open("UTF-8", "GB18030");
  // NOLINTNEXTLINE(performance-no-int-to-ptr): so POSIX defines it
  if (converter == iconv_t(-1)) return std::nullopt;
  // Two bytes of GB18030 become at most three of UTF-8, one at most one.
  std::string text(bytes.size() * 3 / 2 + 4, '\0');
  auto* in = const_cast<char*>(reinterpret_cast<const char*>(bytes.data()));  // iconv only reads it
  std::size_t in_left = bytes.size();
  char* out = text.data();
  std::size_t out_left = text.size();
  const std::size_t result = iconv(converter, &in, &in_left, &out, &out_left);
  iconv_close(converter);
  if (result == std::size_t(-1)) return std::nullopt;
  text.resize(text.size() - out_left);
  return text;
}

}  // namespace tongzhou
