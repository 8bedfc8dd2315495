// Storage that lives in memory, for tests: a disk that outlasts its lanes, and lanes that fail at
// a chosen call in the ways real ones do.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "store/port.h"

namespace tongzhou {

struct MemoryDisk {
  std::map<std::string, std::string, std::less<>> quick;
  std::map<std::string, std::vector<std::byte>, std::less<>> safe;
};

enum class Fault : std::uint8_t {
  no_space,  // refused, nothing written
  failed,    // refused, nothing written
  hang,      // nothing happens; the time limit is said to have passed
  torn,      // success is said, but only half of each value is there
  vanish,    // success is said, but nothing was written (a full disk under localStorage)
};

// Calls first to first + count - 1, counted from 1, of one lane.
struct PlannedFault {
  Fault fault;
  int first;
  int count = 1;
};

class MemoryQuickLane : public QuickLane {
 public:
  explicit MemoryQuickLane(MemoryDisk& disk) : disk_(disk) {}
  void plan_fault(PlannedFault fault) { faults_.push_back(fault); }

  StorageResult<std::vector<std::string>> keys(std::string_view prefix) const override;
  StorageResult<std::optional<std::string>> read(const std::string& key) const override;
  StorageResult<void> write(const std::string& key, std::string_view value) override;
  void erase(const std::string& key) override;

 private:
  MemoryDisk& disk_;
  std::vector<PlannedFault> faults_;  // of writes
  int writes_ = 0;
};

// Completes nothing by itself: `deliver` lets what was asked for happen, in order.
class MemorySafeLane : public SafeLane {
 public:
  explicit MemorySafeLane(MemoryDisk& disk) : disk_(disk) {}
  void plan_fault(PlannedFault fault) { faults_.push_back(fault); }

  void write(std::vector<Write> writes, WriteDone done) override;
  void read(std::string prefix, ReadDone done) override;
  void keys(std::string prefix, KeysDone done) override;

  // One call; false when none waits.
  bool deliver_one();
  // Until none waits, those asked for meanwhile included.
  void deliver();
  // The program dies: what waits never happens and is never answered.
  void crash() { waiting_.clear(); }

 private:
  std::optional<Fault> next_fault();
  void apply(const std::vector<Write>& writes, std::optional<Fault> fault);

  MemoryDisk& disk_;
  std::deque<std::function<void()>> waiting_;
  std::vector<PlannedFault> faults_;  // of all calls
  int calls_ = 0;
};

struct MemoryStore {
  explicit MemoryStore(MemoryDisk& disk) : quick(disk), safe(disk) {}
  MemoryQuickLane quick;
  MemorySafeLane safe;
  Storage storage() { return {quick, safe}; }
};

}  // namespace tongzhou
