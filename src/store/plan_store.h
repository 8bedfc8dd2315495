// All plans kept on this machine, side by side.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/ports.h"
#include "core/result.h"
#include "store/journal.h"
#include "store/opening.h"
#include "store/port.h"
#include "store/stored_plan.h"

namespace tongzhou {

// Must outlive its calls to the lanes.
class PlanStore {
 public:
  PlanStore(Storage storage, const Clock& clock) : storage_(storage), clock_(clock) {}

  // Those not thrown away, last edited first. A plan that the list does not know but either lane
  // holds is in it too, without a title. Plans thrown away 30 days ago are erased.
  using ListDone = std::function<void(Result<std::vector<StoredPlan>>)>;
  void list(ListDone done);

  void open(AnyId plan, Opening::Done done);
  // Whether storage holds changes of the plan that `held` lacks. Reads keys, not contents.
  using NewsDone = std::function<void(bool)>;
  void look_for_news(AnyId plan, Version held, NewsDone done);

  // Out of the list, and back into it.
  using Done = std::function<void(Result<void>)>;
  void discard(AnyId plan, Done done);
  void restore(AnyId plan, Done done);

  // Begins to keep an open plan. The journal stays until `end_journal`, and finishes its work even
  // then.
  Journal& begin_journal(StoredPlan about, ReplicaId author, StoredState stored);
  void end_journal(Journal& journal);

  // Whether a call is under way, or a journal but this one has work left.
  bool is_busy_beside(const Journal* journal) const;
  // Sends what waits. Before each frame, and when due.
  void advance();
  double seconds_until_due() const;

  static constexpr std::int64_t kKeptAfterDiscardMilliseconds = 30LL * 24 * 3600 * 1000;

 private:
  struct Kept {
    std::unique_ptr<Journal> journal;
    bool ended = false;
  };
  struct Listing;
  void erase_plan(AnyId plan);
  // What the quick lane remembers of a plan that the safe lane does not know.
  StoredPlan remembered(AnyId plan) const;

  Storage storage_;
  const Clock& clock_;
  std::vector<Kept> journals_;
  std::vector<std::unique_ptr<Opening>> openings_;
};

}  // namespace tongzhou
