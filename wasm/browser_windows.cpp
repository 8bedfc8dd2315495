#include "browser_windows.h"

#include "page.h"

namespace tongzhou {

void BrowserWindows::tell(std::span<const std::byte> message) {
  page_tell_windows(reinterpret_cast<const std::uint8_t*>(message.data()), message.size());
}

}  // namespace tongzhou
