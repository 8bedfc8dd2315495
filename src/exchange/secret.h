// Bytes that are wiped when they are no longer needed: keys and what they open.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tongzhou {

// Overwrites memory in a way that no compiler takes out.
void wipe(void* memory, std::size_t size);
inline void wipe(std::string& text) {
  wipe(text.data(), text.size());
  text.clear();
}
inline void wipe(std::vector<std::byte>& bytes) {
  wipe(bytes.data(), bytes.size());
  bytes.clear();
}

template <std::size_t N>
class Secret {
 public:
  Secret() = default;
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  ~Secret() { wipe(bytes_.data(), N); }

  std::uint8_t* data() { return bytes_.data(); }
  const std::uint8_t* data() const { return bytes_.data(); }
  static constexpr std::size_t size() { return N; }

 private:
  std::array<std::uint8_t, N> bytes_{};
};

}  // namespace tongzhou
