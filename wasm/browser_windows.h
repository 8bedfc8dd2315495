// The other tabs of this program in the browser, reached through a BroadcastChannel.
#pragma once

#include "app/ports.h"

namespace tongzhou {

struct BrowserWindows : Windows {
  void tell(std::span<const std::byte> message) override;
};

}  // namespace tongzhou
