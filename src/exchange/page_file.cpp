#include "exchange/page_file.h"

#include <string_view>

#include "core/base64.h"

namespace tongzhou {

std::optional<std::vector<std::byte>> file_in_page(std::span<const std::byte> page) {
  constexpr std::string_view kOpen = "<script type=\"text/plain\" id=\"plan\">",
                             kClose = "</script>";
  std::string_view text(reinterpret_cast<const char*>(page.data()), page.size());
  if (!text.starts_with("<!doctype html>")) return std::nullopt;
  const std::size_t open = text.find(kOpen);
  if (open == std::string_view::npos) return std::nullopt;
  text.remove_prefix(open + kOpen.size());
  return decode_base64(text.substr(0, text.find(kClose)));
}

}  // namespace tongzhou
