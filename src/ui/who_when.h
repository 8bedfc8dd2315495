// Who did something, and when, as people read it.
#pragma once

#include <string>

#include "ui/desk.h"

namespace tongzhou {

// "李明（研发部）"; a word for nobody.
std::string who_text(const Look& look, std::string_view person, std::string_view department);
std::string who_text(const Look& look, const Author& author);
// "8月30日 14:05", on this machine's clock. Empty for an unknown time.
std::string when_text(const Desk& desk, std::int64_t unix_milliseconds);

}  // namespace tongzhou
