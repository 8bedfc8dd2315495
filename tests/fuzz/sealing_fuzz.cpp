// Feeds the reader of sealed files, whole and behind a head that is right: whatever is not exactly
// what was sealed is refused. The first byte chooses: 0 any bytes; 1 those of a sealed file,
// changed where the rest says (two bytes of place, one of what); 2 a sealed file, cut and with
// other bytes at its end; 3 a receipt.
#include <algorithm>

#include "core/check.h"
#include "exchange/receipt.h"
#include "exchange/sealing.h"
#include "support/sealing_effort.h"

namespace tongzhou {
namespace {

using Bytes = std::vector<std::byte>;
using Input = std::span<const std::byte>;

const SigningKey& reader() {
  static SeededRandom random(11);
  static const SigningKey key = SigningKey::make(random);
  return key;
}

const Bytes& sealed_once() {
  static const Bytes sealed = [] {
    SeededRandom random(12);
    const Bytes content(100, std::byte{'x'});
    return seal(content,
                {.passphrase = "p", .readers = {reader().public_key()}, .effort = test::kQuickSeal},
                random);
  }();
  return sealed;
}

void refuse(const Bytes& bytes) {
  const bool is_same = bytes == sealed_once();
  check(open_sealed(bytes, reader()).has_value() == is_same, "only what was sealed is opened");
  const auto readers = read_seal(bytes);
  if (!readers || readers->effort.kibibytes > 64) return;
  check(open_sealed(bytes, "p").has_value() == is_same, "nor by the passphrase");
}

Bytes changed(Input changes) {
  Bytes bytes = sealed_once();
  for (; changes.size() >= 3; changes = changes.subspan(3)) {
    const auto place =
        std::to_integer<std::size_t>(changes[0]) * 256 + std::to_integer<std::size_t>(changes[1]);
    bytes[place % bytes.size()] ^= changes[2];
  }
  return bytes;
}

Bytes cut(Input end) {
  Bytes bytes = sealed_once();
  bytes.resize(end.empty() ? 0 : std::to_integer<std::size_t>(end[0]) * bytes.size() / 255);
  if (!end.empty()) bytes.insert(bytes.end(), end.begin() + 1, end.end());
  return bytes;
}

}  // namespace
}  // namespace tongzhou

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tongzhou;
  const Input input = std::as_bytes(std::span(data, size));
  if (input.empty()) return 0;
  const Input rest = input.subspan(1);
  switch (data[0]) {
    case 0: refuse({rest.begin(), rest.end()}); break;
    case 1: refuse(changed(rest)); break;
    case 2: refuse(cut(rest)); break;
    case 3:
      if (const auto receipt =
              read_receipt({reinterpret_cast<const char*>(rest.data()), rest.size()}))
        check(read_receipt(write_receipt(*receipt)) == receipt, "a receipt stays the same");
      break;
    default: return -1;
  }
  return 0;
}
