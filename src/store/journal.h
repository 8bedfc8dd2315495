// Keeps one open plan safe: every change at once in the quick lane, soon after in the safe lane,
// and now and then the whole plan as a snapshot, so that the changes need not grow for ever.
//
// Each lane is complete by itself where the plan is small enough: the quick lane keeps a snapshot
// and the edits since. Where it is not, the quick lane holds what the safe lane does not have yet,
// and a mark of what it should have.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/ports.h"
#include "model/change.h"
#include "store/keys.h"
#include "store/port.h"
#include "store/save_state.h"
#include "store/stored_plan.h"

namespace tongzhou {

// A snapshot in the safe lane and what it holds.
struct KnownSnapshot {
  keys::SnapshotName name;
  Version version;
};

// What storage held of a plan when it was opened.
struct StoredState {
  std::vector<KnownSnapshot> snapshots;                    // oldest first
  std::vector<keys::SnapshotName> quick_snapshots;         // in the quick lane
  std::vector<Change> quick_edits;                         // in the quick lane alone
  std::vector<Dot> settled_edits;                          // in both lanes
  std::vector<std::pair<std::string, std::string>> marks;  // keys and values, in the quick lane
  Version version;                                         // of the plan as it was opened
  bool safe_lane_lacks = false;  // something that only the quick lane had, edits apart
  std::uint32_t edits_since_snapshot = 0;
};

// Must outlive the calls it made to the lanes; `is_idle` says when none is under way.
class Journal {
 public:
  // `author` names this tab in the keys of its snapshots.
  Journal(Storage storage, const Clock& clock, StoredPlan about, ReplicaId author,
          StoredState stored);

  AnyId plan() const { return about_.plan; }
  // What the list of plans tells of it.
  const StoredPlan& about() const { return about_; }

  // Keeps a change that was just applied.
  void add(const Change& change, std::string_view title, std::uint32_t tasks);
  // Lets snapshots be made when they are due: when asked for, when many edits have gathered, and
  // for the quick lane, where the plan is small, when the hands rest. Costs an encoding of the plan
  // then, and nothing else otherwise.
  void refresh_snapshots(const Plan& plan, std::span<const Change> history);
  // At the next refresh: for a plan that is not stored yet. Until it is, the plan is not saved.
  // A big one waits for a rest first, so that it is on screen before it is encoded.
  void want_snapshot();

  // Sends what waits.
  void advance();
  // When refresh_snapshots and advance have something to do again; infinity: not before more edits.
  double seconds_until_due() const;

  SaveState state() const;
  // No edit is waiting, and no call under way.
  bool is_idle() const { return waiting_.empty() && sent_.empty() && !snapshot_ && !pruning_; }
  // False while something is in neither lane.
  bool is_kept() const;

  // The rules of thumb behind the snapshots, public for tests.
  static constexpr std::uint32_t kEditsPerSnapshot = 256;
  static constexpr std::int64_t kRestMilliseconds = 1'500;
  static constexpr std::uint32_t kMostTasksInQuickSnapshot = 12'000;
  static constexpr std::size_t kLargestQuickSnapshot = 768 * 1024;  // characters, of 5 M in all
  static constexpr std::size_t kLargestQuickEdit = 64 * 1024;       // bytes; more is "saving"

 private:
  struct Pending {
    Dot dot;
    std::vector<std::byte> bytes;
    bool in_quick = false;
  };
  struct Snapshot {
    KnownSnapshot known;
    std::vector<std::byte> bytes;
  };

  void send_edits();
  void edits_sent(StorageResult<void> result);
  void write_snapshot(const Plan& plan, std::vector<std::byte> bytes);
  void snapshot_written(StorageResult<void> result);
  void snapshot_read(StorageResult<std::vector<SafeLane::Entry>> result);
  void snapshot_failed(StorageFailure failure);
  void prune();
  bool knows(std::string_view snapshot_key) const;
  void erase_covered(const std::vector<std::string>& edits);
  void write_quick_edit(Pending& pending);
  void write_quick_snapshot(const KnownSnapshot& snapshot, std::span<const std::byte> bytes);
  bool keep_quick(const std::string& key, const std::string& text);
  void erase_settled(const Version& covered);
  void write_mark();
  void failed(StorageFailure failure);
  void succeeded();
  bool snapshot_is_due() const {
    return !snapshot_ && (whole_wanted_ || edits_since_snapshot_ >= kEditsPerSnapshot);
  }
  bool fits_quick_lane() const {
    return about_.tasks <= kMostTasksInQuickSnapshot && !quick_refused_;
  }
  bool rests(std::int64_t now) const { return now - last_edit_ >= kRestMilliseconds; }

  Storage storage_;
  const Clock& clock_;
  StoredPlan about_;
  ReplicaId author_;

  std::vector<Pending> waiting_, sent_;
  std::size_t unkept_ = 0;  // of waiting_ and sent_: those not in the quick lane either
  std::int64_t last_edit_ = 0;

  std::vector<KnownSnapshot> snapshots_;
  std::vector<keys::SnapshotName> quick_snapshots_;
  std::vector<Dot> settled_;  // in both lanes: the quick lane's until its snapshot has them
  Version kept_;              // what the safe lane acknowledged
  std::vector<std::pair<std::string, std::string>> old_marks_;  // of tabs before this one
  std::optional<Snapshot> snapshot_;                            // being written and read back
  bool whole_wanted_ = false;                                   // asked for
  bool whole_pending_ = false;                                  // asked for, and being written
  bool pruning_ = false;
  bool quick_stale_ = false;    // the quick snapshot lacks edits
  bool quick_refused_ = false;  // the quick lane has no room for a snapshot
  std::uint32_t edits_since_snapshot_ = 0;

  std::optional<Error> refused_;  // the plan cannot be written at all
  std::optional<StorageFailure> trouble_;
  std::int64_t retry_at_ = 0;
  std::int64_t retry_wait_ = 0;
  Instant saved_at_;
};

}  // namespace tongzhou
