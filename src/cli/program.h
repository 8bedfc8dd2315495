// The headless commands: tongzhou
// info|check|schedule|level|why|simulate|baseline|import|export|merge|diff|log|conflicts FILE
// ...
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "core/ports.h"

namespace tongzhou {

// Where a run reads and writes; "-" as a file name is `in` or `out`.
struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  const Clock& clock;
  Random& random;
  const TextCodec& codec;
  Language language = Language::english;
};

// What the program ends with.
inline constexpr int kFine = 0;
inline constexpr int kPlanHasProblems = 1;
inline constexpr int kBadInput = 2;

// `arguments` without the program's name.
int run_program(std::vector<std::string> arguments, Console& console);

}  // namespace tongzhou
