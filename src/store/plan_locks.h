// Plans that are locked with a passphrase: what storage keeps of them is sealed, in both lanes.
//
// The lock of a plan is a file sealed with the passphrase (exchange/sealing.h); in it is the key
// that its values are sealed with, each together with its name. The lock stands in both lanes, so
// that a lane that is wiped takes nothing with it. Between the first and the last value that is
// sealed, or unsealed, a program may die at any time: values of both kinds are read as long as the
// lock is there, and it goes last.
//
// What a plan is called is sealed as well; that there is one, when it is written and how large it
// is can be seen.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ports.h"
#include "core/result.h"
#include "exchange/sealing.h"
#include "store/port.h"

namespace tongzhou {

// Storage as everybody else uses it: values of locked plans go through their keys. Without the key
// such values cannot be read or written (StorageTrouble::locked); entries of many plans read at
// once stay sealed where there is none.
//
// Must outlive its calls to the lanes.
class PlanLocks {
 public:
  PlanLocks(Storage storage, Random& random, SealEffort effort = {});
  PlanLocks(const PlanLocks&) = delete;
  PlanLocks& operator=(const PlanLocks&) = delete;
  Storage storage() { return {quick_, safe_}; }

  // Finds the locks, and puts each where only one lane has it. Before the first plan is opened.
  void find(std::function<void()> done);

  bool is_locked(AnyId plan) const;
  // It is locked, and not with a key that is here.
  bool needs_passphrase(AnyId plan) const;
  // Takes as long for a wrong passphrase as for the right one.
  Result<void> open(AnyId plan, std::string_view passphrase);
  // Lets go of all keys but those of that plan, and of plans under the same lock.
  void forget_others(AnyId plan);

  using Done = std::function<void(StorageResult<void>)>;
  // Seals everything that is kept of the plan. One that is locked already gets another passphrase.
  void lock(AnyId plan, std::string_view passphrase, Done done);
  // Puts a plan under the lock of another, whose key is here: one that is not locked, or with the
  // same key under another passphrase. Nothing in any other case.
  void lock_like(AnyId model, AnyId plan, Done done);
  // Seals what is still unsealed of a plan whose key is here: after a locking that was cut short.
  void seal_rest(AnyId plan, Done done);
  // Unseals everything, then removes the lock. The key must be here.
  void unlock(AnyId plan, Done done);

 private:
  struct Held {
    AnyId plan;  // it was entered for
    std::string lock;
    ValueKey key;
  };
  class SealedQuickLane : public QuickLane {
   public:
    explicit SealedQuickLane(PlanLocks& locks) : locks_(locks) {}
    StorageResult<std::vector<std::string>> keys(std::string_view prefix) const override;
    StorageResult<std::optional<std::string>> read(const std::string& key) const override;
    StorageResult<void> write(const std::string& key, std::string_view value) override;
    void erase(const std::string& key) override;

   private:
    PlanLocks& locks_;
  };
  class SealedSafeLane : public SafeLane {
   public:
    explicit SealedSafeLane(PlanLocks& locks) : locks_(locks) {}
    void write(std::vector<Write> writes, WriteDone done) override;
    void read(std::string prefix, ReadDone done) override;
    void keys(std::string prefix, KeysDone done) override;

   private:
    PlanLocks& locks_;
  };

  std::optional<std::string> lock_of(AnyId plan) const;
  const ValueKey* key_of(AnyId plan) const;
  void hold(AnyId plan, const std::string& lock, const ValueKey& key);
  void put_under(AnyId plan, const std::string& lock, const ValueKey& key, Done done);
  StorageResult<void> write_quick(const std::string& name, const std::string& text);
  StorageResult<void> rewrite_quick(AnyId plan, bool is_sealed);
  void rewrite_safe(AnyId plan, bool is_sealed, Done done);

  Storage inner_;
  Random& random_;
  SealEffort effort_;
  SealedQuickLane quick_{*this};
  SealedSafeLane safe_{*this};
  // As the safe lane has them, or as they were last seen in the quick lane.
  mutable std::map<AnyId, std::string> locks_;
  std::map<AnyId, std::string> spare_;  // the safe lane's, where it is another
  std::vector<Held> held_;
};

}  // namespace tongzhou
