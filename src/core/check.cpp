#include "core/check.h"

#include <cstdio>
#include <cstdlib>

namespace tongzhou {

void fail_check(const char* promise, std::source_location where) {
  std::fprintf(stderr, "%s:%u: broken promise: %s\n", where.file_name(),
               static_cast<unsigned>(where.line()), promise);
  std::abort();
}

}  // namespace tongzhou
