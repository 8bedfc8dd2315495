// Which records are chosen.
#pragma once

#include <span>
#include <vector>

#include "model/plan.h"

namespace tongzhou {

// A set of records with an active one (where the keyboard is) and an anchor (where Shift began).
// Names records, not rows: it survives sorting, filtering and undo. Records that were deleted
// meanwhile stay in it harmlessly until `keep_live`.
class Selection {
 public:
  bool empty() const { return chosen_.empty(); }
  bool contains(AnyRef record) const;
  // Sorted by kind, then id.
  std::span<const AnyRef> all() const { return chosen_; }
  std::vector<Id<Task>> tasks() const;
  // Kind 0 and id 0 when nothing is active.
  AnyRef active() const { return active_; }
  AnyRef anchor() const { return anchor_; }
  Id<Task> active_task() const;  // 0 unless the active record is a task

  void clear() { *this = {}; }
  // One alone; it becomes active and anchor.
  void choose(AnyRef record);
  // Many; the last becomes active, the first the anchor.
  void choose(std::vector<AnyRef> records);
  void toggle(AnyRef record);
  // From the anchor to the active one: `between` are the records of the rows from one to the other.
  void extend_to(AnyRef active, std::vector<AnyRef> between);
  // Lets go of what is deleted.
  void keep_live(const Plan& plan);

 private:
  std::vector<AnyRef> chosen_;
  AnyRef active_;
  AnyRef anchor_;
};

}  // namespace tongzhou
