// Our own mistakes: checked in every build, because going on would write nonsense into a plan.
#pragma once

namespace tongzhou {

// Prints the place and stops the program (a trap in the browser, which stops all writing).
[[noreturn]] void fail_check(const char* promise, const char* file = __builtin_FILE(),
                             int line = __builtin_LINE());

// Not std::source_location: names of functions would be a hundredth of the page.
inline void check(bool holds, const char* promise, const char* file = __builtin_FILE(),
                  int line = __builtin_LINE()) {
  if (!holds) [[unlikely]]
    fail_check(promise, file, line);
}

}  // namespace tongzhou
