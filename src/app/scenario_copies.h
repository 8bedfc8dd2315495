// The stored copies of a plan and its scenarios, while they are compared.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "app/open_plan.h"
#include "store/plan_store.h"

namespace tongzhou {

class ScenarioCopies {
 public:
  // Reads the members of the family but the open one, those again that were edited since. Comes
  // later; what does not read is left out. Must outlive its calls to the store.
  void look_after(PlanStore& store, AnyId family, AnyId open, std::span<const StoredPlan> stored);
  void clear();

  // Null until it is read.
  const OpenPlan* find(AnyId plan) const;
  // Counts copies that came or went.
  std::uint64_t revision() const { return revision_; }

 private:
  struct Copy {
    AnyId plan;
    std::int64_t edited = 0;           // as of the list when it was asked for
    std::unique_ptr<OpenPlan> opened;  // null while it is being read, and where it does not read
  };
  std::vector<Copy> copies_;
  std::uint64_t revision_ = 0;
};

}  // namespace tongzhou
