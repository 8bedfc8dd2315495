#include "documents/qr_code.h"

#include <array>
#include <string>

#include <qrcodegen.h>

namespace tongzhou {

std::optional<Drawing> qr_code(std::string_view text) {
  constexpr float kModule = 3;
  constexpr int kMargin = 4;  // modules, 5.3.8
  std::array<std::uint8_t, qrcodegen_BUFFER_LEN_MAX> code{}, work{};
  if (!qrcodegen_encodeText(std::string(text).c_str(), work.data(), code.data(), qrcodegen_Ecc_LOW,
                            qrcodegen_VERSION_MIN, qrcodegen_VERSION_MAX, qrcodegen_Mask_AUTO,
                            /*boostEcl=*/true))
    return std::nullopt;
  const int size = qrcodegen_getSize(code.data());
  const float whole = static_cast<float>(size + 2 * kMargin) * kModule;
  Drawing drawing{.width = whole, .height = whole, .name = {}, .shapes = {}};
  drawing.box(Ink::white, {0, 0}, {whole, whole});
  const auto place = [](int module) { return static_cast<float>(module + kMargin) * kModule; };
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) {
      const int from = x;
      while (x < size && qrcodegen_getModule(code.data(), x, y)) ++x;
      if (x > from) drawing.box(Ink::black, {place(from), place(y)}, {place(x), place(y + 1)});
    }
  return drawing;
}

}  // namespace tongzhou
