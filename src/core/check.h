// Our own mistakes: checked in every build, because going on would write nonsense into a plan.
#pragma once

#include <source_location>

namespace tongzhou {

// Prints the place and stops the program (a trap in the browser, which stops all writing).
[[noreturn]] void fail_check(const char* promise, std::source_location where);

inline void check(bool holds, const char* promise,
                  std::source_location where = std::source_location::current()) {
  if (!holds) [[unlikely]]
    fail_check(promise, where);
}

}  // namespace tongzhou
