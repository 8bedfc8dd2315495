// Plans and changes that hold anything a plan can hold, from a seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/plan.h"

namespace tongzhou::test {

// Throws of dice; the same seed throws the same.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  std::uint64_t bits() { return random_.bits(); }
  // 0 to count - 1.
  std::uint64_t below(std::uint64_t count) { return random_.bits() % count; }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }
  bool chance(int percent) { return below(100) < static_cast<std::uint64_t>(percent); }
  Random& random() { return random_; }

 private:
  SeededRandom random_;
};

struct RandomPlanShape {
  std::size_t records_of_a_kind = 12;
  bool foreign = false;  // also fields and records of a newer version
};

// Every field of every kind takes ordinary and extreme values; records refer to one another, to
// nothing and to what is not there; some are deleted; stamps come from several replicas.
Plan make_random_plan(Dice& dice, RandomPlanShape shape = {});

// A change with edits of all kinds and values; not one that fits a plan.
Change make_random_change(Dice& dice);

// Well-formed UTF-8: empty, short, long, Chinese, emoji, quotes, line ends, NUL.
std::string make_random_text(Dice& dice);
Value make_random_value(Dice& dice, ValueType type);

}  // namespace tongzhou::test
