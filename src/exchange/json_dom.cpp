#include "exchange/json_dom.h"

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>

#include "core/numbers.h"
#include "exchange/json.h"

namespace tongzhou {
namespace {

// Nothing of ours nests deeper than 5; the iterative parser itself would follow any depth.
constexpr int kDeepest = 32;

// Hands the parser's events to the document as long as they keep within the bounds.
class Bounded {
 public:
  explicit Bounded(rapidjson::Document& document) : document_(document) {}
  using Size = rapidjson::SizeType;

  bool Null() { return one_more() && document_.Null(); }
  bool Bool(bool value) { return one_more() && document_.Bool(value); }
  // Numbers come as they are written.
  bool RawNumber(const char* text, Size size, bool) {
    if (!one_more()) return false;
    std::int64_t whole = 0;
    const auto [end, problem] = std::from_chars(text, text + size, whole);
    if (problem == std::errc{} && end == text + size) return document_.Int64(whole);
    return document_.Double(parse_decimal({text, size}).value_or(HUGE_VAL));
  }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool String(const char* text, Size size, bool copy) {
    return one_more() && document_.String(text, size, copy);
  }
  bool Key(const char* text, Size size, bool copy) {
    return one_more() && document_.Key(text, size, copy);
  }
  bool StartObject() { return ++depth_ <= kDeepest && one_more() && document_.StartObject(); }
  bool EndObject(Size count) { return --depth_ >= 0 && document_.EndObject(count); }
  bool StartArray() { return ++depth_ <= kDeepest && one_more() && document_.StartArray(); }
  bool EndArray(Size count) { return --depth_ >= 0 && document_.EndArray(count); }

 private:
  bool one_more() { return ++values_ <= kMostJsonValues; }

  rapidjson::Document& document_;
  std::size_t values_ = 0;
  int depth_ = 0;
};

}  // namespace

std::optional<JsonFlaw> parse_json(std::string_view text, rapidjson::Document& document) {
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag |
                              rapidjson::kParseValidateEncodingFlag |
                              rapidjson::kParseNumbersAsStringsFlag;
  if (text.size() > kLargestJson) return JsonFlaw{.too_large = true};
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  rapidjson::MemoryStream memory(text.data(), text.size());
  rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(memory);
  rapidjson::Reader reader;
  rapidjson::ParseResult result;
  const auto fill = [&](rapidjson::Document& into) {
    Bounded bounded(into);
    result = reader.Parse<kFlags>(stream, bounded);
    return !result.IsError();
  };
  document.Populate(fill);
  if (!result.IsError()) return std::nullopt;
  if (result.Code() == rapidjson::kParseErrorTermination) return JsonFlaw{.too_large = true};
  const auto end =
      text.begin() + static_cast<std::ptrdiff_t>(std::min(result.Offset(), text.size()));
  return JsonFlaw{.line = 1 + std::count(text.begin(), end, '\n')};
}

}  // namespace tongzhou
