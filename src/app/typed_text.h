// Text in an open field that is not yet an edit. It is kept on this machine every second, so that
// a tab that crashes or is closed does not take it along.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/id.h"
#include "model/records.h"

namespace tongzhou {

struct TypedText {
  AnyRef record;
  FieldNumber field = 0;
  std::string text;
  bool operator==(const TypedText&) const = default;
};

struct KeptText {
  TypedText typed;
  std::int64_t unix_milliseconds = 0;
};

// ASCII, for the quick lane.
std::string encode_kept_text(const KeptText& kept);
std::optional<KeptText> decode_kept_text(std::string_view ascii);

}  // namespace tongzhou
