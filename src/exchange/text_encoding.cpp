#include "exchange/text_encoding.h"

#include <utf8proc.h>

#include <optional>

namespace tongzhou {
namespace {

enum class ByteOrder { little, big };

std::optional<std::string> decode_utf16(std::string_view bytes, ByteOrder order) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  const auto unit = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return order == ByteOrder::little ? first | second << 8 : first << 8 | second;
  };
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    auto code = static_cast<std::uint32_t>(unit(i));
    if (code >= 0xD800 && code < 0xE000) {
      if (code >= 0xDC00 || i + 3 >= bytes.size()) return std::nullopt;
      const auto low = static_cast<std::uint32_t>(unit(i + 2));
      if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    }
    append_utf8(text, code);
  }
  return text;
}

// Every format read here has characters below U+0100 early: tags, quotes, separators, line ends.
// Their halves are NUL. One NUL alone is rather a stray byte.
std::optional<ByteOrder> guess_utf16(std::string_view bytes) {
  std::size_t even = 0, odd = 0;
  const std::string_view head = bytes.substr(0, 512);
  for (std::size_t i = 0; i < head.size(); ++i)
    if (head[i] == '\0') ++(i % 2 == 0 ? even : odd);
  if (odd > 1 && even == 0) return ByteOrder::little;
  if (even > 1 && odd == 0) return ByteOrder::big;
  return std::nullopt;
}

std::optional<std::string> decode_any(std::string_view bytes, const TextCodec* codec) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    if (!is_valid_utf8(bytes)) return std::nullopt;
    return std::string(bytes);
  }
  if (bytes.starts_with("\xFF\xFE")) return decode_utf16(bytes.substr(2), ByteOrder::little);
  if (bytes.starts_with("\xFE\xFF")) return decode_utf16(bytes.substr(2), ByteOrder::big);
  if (const auto order = guess_utf16(bytes)) return decode_utf16(bytes, *order);
  if (is_valid_utf8(bytes)) return std::string(bytes);
  return codec == nullptr ? std::nullopt : codec->decode_gb18030(bytes_of(bytes));
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    utf8proc_int32_t code = 0;
    const auto read = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + i,
                                       static_cast<utf8proc_ssize_t>(text.size() - i), &code);
    if (read <= 0) return false;
    i += static_cast<std::size_t>(read);
  }
  return true;
}

void append_utf8(std::string& text, std::uint32_t code_point) {
  const bool character = code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
  utf8proc_uint8_t units[4];
  const auto count =
      utf8proc_encode_char(static_cast<utf8proc_int32_t>(character ? code_point : 0xFFFD), units);
  for (utf8proc_ssize_t i = 0; i < count; ++i) text += static_cast<char>(units[i]);
}

Result<std::string> decode_text(std::span<const std::byte> bytes, const TextCodec* codec) {
  const std::string_view raw(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (raw.starts_with("PK\x03\x04"))
    return refusal({Word::error_text_is_workbook, {}}, {Word::todo_save_as_csv, {}});
  if (raw.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
    return refusal({Word::error_text_is_mpp, {}}, {Word::todo_save_as_xml, {}});
  auto text = decode_any(raw, codec);
  // A NUL is no part of any text; the readers behind may also take it for the end.
  if (!text || text->find('\0') != std::string::npos)
    return refusal({Word::error_text_encoding, {}}, {Word::todo_save_as_utf8, {}});
  return *std::move(text);
}

}  // namespace tongzhou
