// After the program has stopped, a second one without a picture: brings the plan that was open out
// of storage and hands it over as a file. Nothing of what failed takes part but the store and the
// plan file.
#pragma once

#include <memory>

#include "app/preferences.h"
#include "browser_storage.h"
#include "machine.h"
#include "store/plan_locks.h"
#include "store/plan_store.h"

namespace tongzhou {

// Storage as it is: whatever stopped the program, nothing is written any more.
struct QuickLaneToRead : BrowserQuickLane {
  StorageResult<void> write(const std::string& key, std::string_view value) override;
  void erase(const std::string&) override {}
};
struct SafeLaneToRead : BrowserSafeLane {
  void write(std::vector<Write> writes, WriteDone done) override;
};

class Rescue {
 public:
  // Ends with page_save_file, or with page_announce where there is nothing to hand over.
  void begin(Language language);
  BrowserSafeLane& safe_lane() { return safe_lane_; }

 private:
  void plan_came(Result<StoredCopy> copy);

  BrowserClock clock_;
  QuickLaneToRead quick_lane_;
  SafeLaneToRead safe_lane_;
  BrowserRandom random_;
  PlanLocks locks_{{quick_lane_, safe_lane_}, random_};  // of a locked plan it says that it is one
  PlanStore store_{locks_.storage(), clock_};
  Language language_ = Language::chinese;
};

}  // namespace tongzhou
