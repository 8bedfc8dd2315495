// The dependencies of a plan by the tasks at their ends.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/open_plan.h"

namespace tongzhou {

// Made anew only when dependencies were made, deleted or edited; not when dates move.
class TaskLinks {
 public:
  struct Ends {
    Slot from = kNoSlot;  // kNoSlot: deleted or unknown
    Slot to = kNoSlot;
  };

  // `open_number` is Session::open_number: another plan has other links.
  void update(const OpenPlan& open, std::uint64_t open_number);

  // Slots of the live dependencies into and out of a task.
  std::span<const Slot> into(Slot task) const { return bucket(into_, task); }
  std::span<const Slot> out_of(Slot task) const { return bucket(out_of_, task); }

  // All live dependencies whose ends are both there.
  std::span<const Slot> all() const { return all_; }
  Ends ends(Slot dependency) const { return ends_[dependency]; }
  // Differs where the links differ.
  std::uint64_t revision() const { return revision_; }

 private:
  struct Buckets {
    std::vector<std::uint32_t> first;  // by task slot, one more than tasks
    std::vector<Slot> dependencies;
  };
  static std::span<const Slot> bucket(const Buckets& buckets, Slot task);
  Buckets sort_by(Slot tasks, Slot Ends::* end) const;
  void rebuild(const Plan& plan);

  std::vector<Ends> ends_;  // by dependency slot
  std::vector<Slot> all_;
  Buckets into_, out_of_;
  std::uint64_t revision_ = 0;
  std::uint64_t open_number_ = ~std::uint64_t{0};
  std::size_t changes_ = 0;  // of the history, those known here
};

}  // namespace tongzhou
