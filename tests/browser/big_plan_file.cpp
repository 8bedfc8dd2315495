// Writes a big plan as a plan file, for figures taken in browsers: big_plan_file TASKS FOLLOWERS
// FILE
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "exchange/plan_file.h"
#include "support/big_plan.h"

int main(int argument_count, char** arguments) {
  using namespace tongzhou;
  if (argument_count != 4) return std::fputs("usage: big_plan_file TASKS FOLLOWERS FILE\n", stderr);
  const BigPlan big =
      make_big_plan({.tasks = std::atoi(arguments[1]), .followers = std::atoi(arguments[2])});
  const auto bytes = encode_plan_file(big.plan, {}, {});
  if (!bytes) return 1;
  std::ofstream out(arguments[3], std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes->data()),
            static_cast<std::streamsize>(bytes->size()));
  return out ? 0 : 1;
}
