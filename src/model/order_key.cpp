#include "model/order_key.h"

namespace tongzhou {
namespace {

constexpr std::string_view kDigits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr int kBase = 62;

int digit_at(std::string_view key, std::size_t i, int otherwise) {
  if (i >= key.size()) return otherwise;
  const auto place = kDigits.find(key[i]);
  return place == std::string_view::npos ? 0 : static_cast<int>(place);
}

// The shortest key strictly between; `after` may be empty (open).
std::string midpoint(std::string_view before, std::string_view after) {
  std::string key;
  bool open = after.empty();
  for (std::size_t i = 0;; ++i) {
    const int low = digit_at(before, i, 0);
    const int high = open ? kBase : digit_at(after, i, 0);
    if (high - low > 1) {
      // Appending at the end is the commonest act: step by one there, so that keys stay short.
      const int step = open && after.empty() && !before.empty() ? 1 : (high - low) / 2;
      const int digit = low + step;
      return key + kDigits[static_cast<std::size_t>(digit)];
    }
    key += kDigits[static_cast<std::size_t>(low)];
    if (high > low) open = true;  // already below `after`; only `before` binds from here
  }
}

}  // namespace

std::string order_between(std::string_view before, std::string_view after, Random& random) {
  if (!after.empty() && before >= after) after = {};
  std::string key = midpoint(before, after);
  const std::uint64_t bits = random.bits();
  key += kDigits[bits % kBase];
  key += kDigits[1 + (bits >> 16) % (kBase - 1)];  // never ends in 0: there is room below
  return key;
}

std::vector<std::string> order_sequence(std::size_t count) {
  std::size_t width = 1;
  for (std::size_t room = kBase; room < count + 2; room *= kBase) ++width;
  std::size_t room = 1;
  for (std::size_t i = 0; i < width; ++i) room *= kBase;
  std::vector<std::string> keys;
  keys.reserve(count);
  for (std::size_t i = 1; i <= count; ++i) {
    // i / (count + 1) of the way, without overflow on 32-bit machines.
    auto place = static_cast<std::uint64_t>(room) * i / (count + 1);
    std::string key(width, '0');
    for (std::size_t d = width; d-- > 0; place /= kBase) key[d] = kDigits[place % kBase];
    keys.push_back(key + "V");
  }
  return keys;
}

}  // namespace tongzhou
