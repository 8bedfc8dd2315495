// What reports share. For src/cli/*.cpp alone.
#pragma once

#include <string>
#include <string_view>

#include "cli/reports.h"
#include "exchange/json_writer.h"

namespace tongzhou {

std::string hex(AnyId id);
// "2026-08-30 08:00".
std::string date(Instant instant);
// "2026-08-30T00:00:00Z".
std::string utc_text(std::int64_t unix_milliseconds);
// What a word is called in results for scripts.
std::string_view kind_name(Kind kind);

}  // namespace tongzhou
