// What windows of this program tell each other: the changes of a plan, as they are made.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "model/change.h"

namespace tongzhou {

struct WindowTalk {
  AnyId plan;
  std::vector<Change> changes;
};
std::vector<std::byte> encode_talk(AnyId plan, std::span<const Change> changes);
// Nothing when it does not read: another version of the program may be talking.
std::optional<WindowTalk> decode_talk(std::span<const std::byte> message);

}  // namespace tongzhou
