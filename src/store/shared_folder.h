// Copies of one plan that meet in a shared folder.
//
// Each installation writes one file of its own there and reads those of the others, so that
// whatever carries the folder never has two versions of one file to choose from. Should it have
// them all the same (the conflicted copies that synchronisers make), they are files like others:
// whatever is a plan file of this plan is read, whatever its name. Half a file is no plan file; it
// is read again when it has changed. Nothing but the own file is written, and that only where the
// plan holds a change which no file there holds, or no copy of it is there at all.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/ports.h"
#include "exchange/plan_file.h"
#include "store/folders.h"
#include "store/stored_plan.h"

namespace tongzhou {

// Held by shared pointer: calls that outlive it say nothing.
class SharedFolder : public std::enable_shared_from_this<SharedFolder> {
 public:
  struct Copy {
    enum class Standing : std::uint8_t { read, unreadable, of_another_plan };
    std::string file;
    Standing standing = Standing::read;
    SaveNote saved;
    std::optional<Error> trouble;  // of an unreadable one
    bool is_own = false;
  };
  struct Arrived {
    std::string file;
    PlanFile contents;
  };

  SharedFolder(Folders& folders, const Clock& clock, FolderPlace place, std::string own_file);

  const FolderPlace& place() const { return place_; }
  // Another one than it began with where that turned out to be somebody else's, or damaged.
  const std::string& own_file() const { return own_file_; }

  // Reads what changed, and writes the own file, signed, when the hands have rested. Between
  // frames.
  void advance(const Plan& plan, std::span<const Change> history, const SaveNote& saved,
               const SigningKey& key);
  double seconds_until_due() const;
  // Looks at once: whoever asks sees what stands there now.
  void look_again() {
    looked_at_.reset();
    write_failed_at_.reset();
  }

  // Copies read since the last call, oldest first; they may hold nothing new.
  std::vector<Arrived> take_arrived() { return std::exchange(arrived_, {}); }

  // Plan files there, by name.
  std::vector<Copy> copies() const;
  // Why the folder cannot be used now; it is tried again by itself.
  const std::optional<StorageFailure>& failure() const {
    return failure_ ? failure_ : write_failure_;
  }
  // Looked through since it last failed.
  bool is_known() const { return is_known_; }
  // Every change of the plan, as of the last advance(), is in some file there.
  bool holds_all() const { return is_known_ && !waiting_since_; }

  static constexpr std::int64_t kLookMilliseconds = 3'000;
  static constexpr std::int64_t kRestMilliseconds = 1'500;   // before the own file is written
  static constexpr std::int64_t kWaitMilliseconds = 10'000;  // at most, while edits go on
  // Before the own file, which takes encoding, is tried again.
  static constexpr std::int64_t kRetryMilliseconds = 60'000;

 private:
  struct Known {
    std::string mark;
    Copy copy;
    Version version;
  };
  void look();
  void listed(StorageResult<std::vector<Folders::File>> files);
  void read_next();
  void read(const Folders::File& file, StorageResult<std::vector<std::byte>> bytes);
  void write(std::span<const std::byte> plan_file, const SigningKey& key);
  void add_up();
  void wait_for_rest(const Plan& plan);
  bool is_write_due() const;
  void fail(StorageFailure failure);
  void fail_to_write(StorageFailure failure);

  Folders& folders_;
  const Clock& clock_;
  FolderPlace place_;
  std::string own_file_;
  std::map<std::string, Known> known_;  // by name
  Version held_;                        // by all of them together
  std::vector<Folders::File> to_read_;
  std::vector<Arrived> arrived_;
  std::optional<StorageFailure> failure_;
  std::optional<StorageFailure> write_failure_;  // reading may well go on
  std::optional<std::int64_t> write_failed_at_;
  std::optional<std::int64_t> looked_at_;      // milliseconds, as all that follow
  std::optional<std::int64_t> waiting_since_;  // something is in no file
  std::int64_t edited_at_ = 0;
  std::uint64_t revision_ = 0;
  bool held_changed_ = true;  // since it was compared with the plan
  bool is_known_ = false;
  bool is_calling_ = false;
};

}  // namespace tongzhou
