// Brings a stored plan back: the newest snapshot that reads, and every edit of both lanes on top.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "exchange/plan_file.h"
#include "model/plan.h"
#include "store/journal.h"
#include "store/port.h"

namespace tongzhou {

struct StoredCopy {
  Plan plan;
  std::vector<Change> history;
  StoredState state;             // for the journal that goes on from here
  std::vector<Message> remarks;  // what could not be read, and what was used instead
  std::optional<Error> loss;     // edits that were said to be saved and are nowhere
};

// One plan being read. Where a snapshot does not read, the one before it and the edits since give
// the same plan. Snapshots of tabs that did not know of each other are merged. What does not read
// is moved aside under a name of its own, never overwritten.
//
// Each lane is asked what the other should hold, so that a lane that was wiped or set back to an
// older copy is noticed: what marks in the quick lane claim must be in the plan, and what the safe
// lane holds must be known to the quick lane.
class Opening {
 public:
  using Done = std::function<void(Result<StoredCopy>)>;
  // Must outlive its calls: until `done`, which comes later and once.
  Opening(Storage storage, AnyId plan, Done done);
  void begin();
  bool is_done() const { return !done_; }

 private:
  enum class Lane : std::uint8_t { safe, quick };
  struct Candidate {
    keys::SnapshotName name;
    Lane lane;
  };

  void read_quick();
  void find_base();
  void read_edits();
  void gather_edits(const std::vector<SafeLane::Entry>& entries);
  void sort_quick_edits();
  void gather_others();
  void finish();

  // Calls `use` with the bytes of the snapshot, or with none.
  using Use = std::function<void(std::span<const std::byte>)>;
  void read_snapshot(Candidate candidate, Use use);
  // Nothing, and the bytes laid aside, when they are not a copy of this plan.
  std::optional<PlanFile> decode_snapshot(Candidate candidate, std::span<const std::byte> bytes);
  bool holds(const Version& version) const;
  void apply_edits();
  void compare_lanes();
  void tell_loss();
  Version known_to_quick() const;
  void note_snapshots();
  void lay_aside(Lane lane, const std::string& key, std::span<const std::byte> bytes);

  Storage storage_;
  AnyId plan_;
  Done done_;
  std::vector<Candidate> candidates_;               // the best last
  std::map<keys::SnapshotName, Version> versions_;  // of snapshots in the safe lane
  std::map<keys::SnapshotName, Version> quick_versions_;
  std::map<Dot, Change> edits_;  // to be applied to the base, from wherever they came
  // What the quick lane held at the beginning. It is read before the safe lane: an edit goes from
  // there to here, so none that another tab makes meanwhile is in neither.
  bool quick_works_ = true;
  std::vector<std::pair<std::string, std::string>> quick_edits_;
  std::vector<Mark> marks_;
  std::vector<std::pair<std::string, std::string>> mark_texts_;
  Version in_safe_lane_;
  // Edits of one replica in the safe lane, from its first one there to the last without a gap.
  struct Run {
    ReplicaId replica;
    std::uint32_t first, last;
  };
  std::vector<Run> safe_runs_;
  std::optional<StoredCopy> copy_;
  std::size_t laid_aside_ = 0;
  std::optional<StorageFailure> trouble_;  // the safe lane's, where it had one
};

}  // namespace tongzhou
