// What storage must be able to do, whatever the machine: two lanes of keys and values.
//
// Keys are ASCII without spaces, at most 200 characters, and begin with "tongzhou/". Two lanes,
// because each loses data where the other does not: the quick lane survives a crashed tab but not
// always a crashed machine; the safe lane survives that, but answers late and has been seen to come
// back empty. Neither is a cache of the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tongzhou {

enum class StorageTrouble : std::uint8_t {
  no_space,     // quota or disk full
  unavailable,  // there is no such storage here, or it is forbidden
  no_answer,    // the time limit passed; the write may still happen later
  failed,       // anything else; `detail` says it in the machine's words
  locked,       // of a plan under a passphrase that was not entered (plan_locks.h)
};
struct StorageFailure {
  StorageTrouble trouble = StorageTrouble::failed;
  std::string detail;  // for a report, in whatever language the machine speaks
};
template <class T>
using StorageResult = std::expected<T, StorageFailure>;

// Lane A: small ASCII strings, written before the call returns (localStorage; on the desktop one
// file each). Every key is written by one tab only, but for caches and preferences, where the last
// writer may win.
struct QuickLane {
  virtual ~QuickLane() = default;
  // In no particular order.
  virtual StorageResult<std::vector<std::string>> keys(std::string_view prefix) const = 0;
  // Nothing when there is no such key.
  virtual StorageResult<std::optional<std::string>> read(const std::string& key) const = 0;
  // A failed write leaves the old value in place.
  virtual StorageResult<void> write(const std::string& key, std::string_view value) = 0;
  virtual void erase(const std::string& key) = 0;
};

// Lane B: byte strings in transactions (IndexedDB with `durability: "strict"`; on the desktop files
// written beside, flushed, renamed).
//
// Calls return at once. Each completes exactly once, later, never inside the call and never while a
// frame is drawn; transactions take effect in the order in which they were asked for. A call that
// does not complete within kTimeLimit must complete with `no_answer`. After completions the host
// calls Interface::advance and draws a frame.
struct SafeLane {
  static constexpr int kTimeLimitMilliseconds = 10'000;

  using Bytes = std::vector<std::byte>;
  struct Entry {
    std::string key;
    Bytes value;
  };
  struct Write {
    std::string key;
    std::optional<Bytes> value;  // nothing: erase the key
  };
  using WriteDone = std::function<void(StorageResult<void>)>;
  using ReadDone = std::function<void(StorageResult<std::vector<Entry>>)>;
  using KeysDone = std::function<void(StorageResult<std::vector<std::string>>)>;

  virtual ~SafeLane() = default;
  // All or nothing; success is said only when it will survive a power cut.
  virtual void write(std::vector<Write> writes, WriteDone done) = 0;
  // All entries whose keys begin with the prefix, by key. An exact key is its own prefix.
  virtual void read(std::string prefix, ReadDone done) = 0;
  // Their keys alone.
  virtual void keys(std::string prefix, KeysDone done) = 0;
};

struct Storage {
  QuickLane& quick;
  SafeLane& safe;
};

}  // namespace tongzhou
