#include "exchange/page_file.h"

#include <string>
#include <string_view>

#include "core/base64.h"

namespace tongzhou {
namespace {

constexpr std::string_view kStart = "<!doctype html>",
                           kOpen = "<script type=\"text/plain\" id=\"plan\">",
                           kProgram = "<script type=\"text/plain\" id=\"program\">",
                           kClose = "</script>";

}  // namespace

std::optional<std::vector<std::byte>> file_in_page(std::span<const std::byte> page) {
  std::string_view text(reinterpret_cast<const char*>(page.data()), page.size());
  if (!text.starts_with(kStart)) return std::nullopt;
  const std::size_t open = text.find(kOpen);
  if (open == std::string_view::npos) return std::nullopt;
  text.remove_prefix(open + kOpen.size());
  return decode_base64(text.substr(0, text.find(kClose)));
}

std::optional<std::vector<std::byte>> put_in_page(std::span<const std::byte> page,
                                                  std::span<const std::byte> file) {
  const std::string_view text(reinterpret_cast<const char*>(page.data()), page.size());
  const std::size_t at = text.find(kProgram);
  if (!text.starts_with(kStart) || at == std::string_view::npos) return std::nullopt;
  std::string made(text.substr(0, at));
  made += kOpen;
  made += encode_base64(file);
  made += kClose;
  made += '\n';
  made += text.substr(at);
  const auto bytes = std::as_bytes(std::span(made));
  return std::vector<std::byte>(bytes.begin(), bytes.end());
}

}  // namespace tongzhou
