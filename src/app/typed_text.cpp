#include "app/typed_text.h"

#include <fmt/format.h>

#include <charconv>

#include "store/ascii.h"

namespace tongzhou {
namespace {

// Takes a number and the space behind it off the front of the text.
template <class Number>
bool take_number(std::string_view& text, Number& number, int base) {
  const std::size_t length = text.find(' ');
  if (length == std::string_view::npos) return false;
  const auto read = std::from_chars(text.data(), text.data() + length, number, base);
  if (read.ec != std::errc{} || read.ptr != text.data() + length) return false;
  text.remove_prefix(length + 1);
  return true;
}

}  // namespace

std::string encode_kept_text(const KeptText& kept) {
  return fmt::format("{} {:x} {} {} {}", static_cast<unsigned>(kept.typed.record.kind),
                     kept.typed.record.id.value, kept.typed.field, kept.unix_milliseconds,
                     to_ascii(kept.typed.text));
}

std::optional<KeptText> decode_kept_text(std::string_view ascii) {
  KeptText kept;
  std::uint16_t kind = 0;
  const bool read =
      take_number(ascii, kind, 10) && take_number(ascii, kept.typed.record.id.value, 16) &&
      take_number(ascii, kept.typed.field, 10) && take_number(ascii, kept.unix_milliseconds, 10);
  if (!read) return std::nullopt;
  kept.typed.record.kind = static_cast<Kind>(kind);
  kept.typed.text = from_ascii(ascii);
  return kept;
}

}  // namespace tongzhou
