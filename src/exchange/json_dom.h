// JSON that anybody may have written, as a tree, within bounds.
#pragma once

#include <rapidjson/document.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace tongzhou {

inline std::string_view string_of(const rapidjson::Value& value) {
  return {value.GetString(), value.GetStringLength()};
}

// Larger than kLargestJson, more than kMostJsonValues or too deep; else where it is no JSON.
struct JsonFlaw {
  bool too_large = false;
  std::ptrdiff_t line = 0;  // from 1
};
// Whole numbers come as Int64, others as Double. A byte order mark is passed over.
std::optional<JsonFlaw> parse_json(std::string_view text, rapidjson::Document& document);

}  // namespace tongzhou
