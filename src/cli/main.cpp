// The headless program: tongzhou --help
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "cli/program.h"
#include "machine/machine.h"

namespace {

// As POSIX says: the first of these that is set.
tongzhou::Language system_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("zh") ? tongzhou::Language::chinese
                                                       : tongzhou::Language::english;
  }
  return tongzhou::Language::english;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const tongzhou::SystemClock clock;
  tongzhou::SystemRandom random;
  const tongzhou::SystemTextCodec codec;
  tongzhou::Console console{std::cin, std::cout, std::cerr,        clock,
                            random,   codec,     system_language()};
  return tongzhou::run_program({argv + 1, argv + argc}, console);
}
