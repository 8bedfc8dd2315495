#include "exchange/receipt.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "core/base64.h"
#include "core/utf8.h"

namespace tongzhou {
namespace {

constexpr std::string_view kHead = "tongzhou receipt 1";
constexpr std::string_view kSignatureLine = "signature ";
constexpr std::size_t kLargest = 64 * 1024;

template <class Number>
bool parse(std::string_view text, Number& number, int base) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return error == std::errc{} && end == text.data() + text.size();
}

std::string_view next_line(std::string_view& rest) {
  std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

std::string write_receipt(const Receipt& receipt) {
  return fmt::format("{}\ncopy {:016x}\nversion {}\nat {}\nperson {}\ndepartment {}\n", kHead,
                     receipt.copy.value, receipt.version, receipt.unix_milliseconds,
                     one_line(receipt.person), one_line(receipt.department));
}

std::optional<Receipt> read_receipt(std::string_view text) {
  if (text.size() > kLargest || !text.starts_with(kHead) || !is_utf8(text)) return std::nullopt;
  if (next_line(text) != kHead) return std::nullopt;
  Receipt receipt;
  bool readable = true;
  while (!text.empty()) {
    const std::string_view line = next_line(text);
    const std::size_t space = std::min(line.size(), line.find(' '));
    const std::string_view name = line.substr(0, space);
    const std::string_view value = line.substr(std::min(line.size(), space + 1));
    if (name == "copy") readable &= parse(value, receipt.copy.value, 16);
    if (name == "at") readable &= parse(value, receipt.unix_milliseconds, 10);
    if (name == "version") receipt.version = one_line(std::string(value));
    if (name == "person") receipt.person = one_line(std::string(value));
    if (name == "department") receipt.department = one_line(std::string(value));
  }
  return readable && receipt.copy ? std::optional(std::move(receipt)) : std::nullopt;
}

std::string sign_receipt(std::string receipt, const SigningKey& key) {
  const auto content = std::as_bytes(std::span(receipt));
  const std::vector<std::byte> signed_bytes = sign_plan_file(content, key);
  const auto trailer = std::span(signed_bytes).subspan(content.size());
  return fmt::format("{}{}{}\n", receipt, kSignatureLine, encode_base64(trailer));
}

Signature receipt_signature(std::string_view text) {
  std::string content(text);
  std::erase(content, '\r');
  const std::size_t line = content.rfind('\n' + std::string(kSignatureLine));
  if (line == std::string::npos) return {};
  std::string_view rest = std::string_view(content).substr(line + 1 + kSignatureLine.size());
  if (rest.ends_with('\n')) rest.remove_suffix(1);
  const auto trailer = decode_base64(rest);
  content.resize(line + 1);
  const auto begin = std::as_bytes(std::span(content));
  std::vector<std::byte> bytes(begin.begin(), begin.end());
  if (trailer) bytes.insert(bytes.end(), trailer->begin(), trailer->end());
  Signature signature = read_signature(bytes);
  if (signature.standing == Signature::Standing::none)
    signature.standing = Signature::Standing::broken;
  return signature;
}

}  // namespace tongzhou
