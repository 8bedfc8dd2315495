#include "app/window_talk.h"

#include "exchange/change_codec.h"

namespace tongzhou {
namespace {

constexpr std::size_t kIdBytes = 8;  // before the changes, lowest first

}  // namespace

std::vector<std::byte> encode_talk(AnyId plan, std::span<const Change> changes) {
  std::vector<std::byte> message;
  for (std::size_t i = 0; i < kIdBytes; ++i)
    message.push_back(static_cast<std::byte>(plan.value >> (8 * i)));
  const std::vector<std::byte> batch = encode_changes(changes);
  message.insert(message.end(), batch.begin(), batch.end());
  return message;
}

std::optional<WindowTalk> decode_talk(std::span<const std::byte> message) {
  if (message.size() < kIdBytes) return std::nullopt;
  WindowTalk talk;
  for (std::size_t i = 0; i < kIdBytes; ++i)
    talk.plan.value |= std::to_integer<std::uint64_t>(message[i]) << (8 * i);
  auto changes = decode_changes(message.subspan(kIdBytes));
  if (!talk.plan || !changes) return std::nullopt;
  talk.changes = std::move(*changes);
  return talk;
}

}  // namespace tongzhou
