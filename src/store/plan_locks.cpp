#include "store/plan_locks.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "core/base64.h"
#include "store/keys.h"

namespace tongzhou {
namespace {

// How a sealed value of the quick lane begins; no other does.
constexpr std::string_view kSealedText = "sealed ";

std::unexpected<StorageFailure> locked() {
  return std::unexpected(StorageFailure{StorageTrouble::locked, {}});
}

std::span<const std::byte> raw_bytes(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}
std::string text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// The plan whose lock a value is under. The lock itself, and that a plan is thrown away, can be
// read by everybody.
std::optional<AnyId> sealed_plan(std::string_view key) {
  if (key.starts_with(keys::kLock) || key.starts_with(keys::kDiscarded)) return std::nullopt;
  return keys::owner_of(key);
}

std::string sealed_text(const ValueKey& by, std::string_view value, std::string_view key,
                        Random& random) {
  return std::string(kSealedText) + encode_base64(by.seal(raw_bytes(value), key, random));
}

std::optional<std::string> opened_text(const ValueKey& by, std::string_view text,
                                       std::string_view key) {
  const auto sealed = decode_base64(text.substr(kSealedText.size()));
  const auto value = sealed ? by.open(*sealed, key) : std::nullopt;
  if (!value) return std::nullopt;
  return text_of(*value);
}

// By a call that asks for nothing, so that the answer comes later.
void answer_locked(SafeLane& lane, SafeLane::WriteDone done) {
  lane.keys(std::string(keys::kLock), [done = std::move(done)](const auto&) { done(locked()); });
}

// Seals or unseals all values of some prefixes in one transaction, and looks whether they are there
// then: what was there before is kept in memory until they are.
class Rewriting : public std::enable_shared_from_this<Rewriting> {
 public:
  Rewriting(SafeLane& lane, const ValueKey& key, Random& random, bool is_sealed,
            PlanLocks::Done done)
      : lane_(lane), key_(key), random_(random), is_sealed_(is_sealed), done_(std::move(done)) {}

  void begin(std::vector<std::string> prefixes) {
    prefixes_ = std::move(prefixes);
    read_from(0);
  }

 private:
  void read_from(std::size_t prefix) {
    if (prefix == prefixes_.size()) return write();
    lane_.read(prefixes_[prefix], [self = shared_from_this(), prefix](auto entries) {
      if (!entries) return self->done_(std::unexpected(entries.error()));
      for (SafeLane::Entry& entry : *entries) self->gather(std::move(entry));
      self->read_from(prefix + 1);
    });
  }

  void gather(SafeLane::Entry entry) {
    if (is_sealed_value(entry.value) == is_sealed_) return;
    auto other = is_sealed_ ? std::optional(key_.seal(entry.value, entry.key, random_))
                            : key_.open(entry.value, entry.key);
    if (other) writes_.push_back({std::move(entry.key), std::move(other)});
  }

  void write() {
    constexpr int kMostTries = 3;
    if (writes_.empty()) return done_({});
    if (++tries_ > kMostTries)
      return done_(std::unexpected(StorageFailure{StorageTrouble::failed, {}}));
    lane_.write(writes_, [self = shared_from_this()](auto result) {
      if (!result) return self->done_(result);
      self->check_from(0);
    });
  }

  void check_from(std::size_t prefix) {
    if (prefix == prefixes_.size()) {
      writes_ = std::exchange(wrong_, {});
      return write();
    }
    lane_.read(prefixes_[prefix], [self = shared_from_this(), prefix](auto entries) {
      if (!entries) return self->done_(std::unexpected(entries.error()));
      for (const SafeLane::Entry& entry : *entries) self->compare(entry);
      self->check_from(prefix + 1);
    });
  }

  // Whoever wrote it anew meanwhile sealed it too.
  void compare(const SafeLane::Entry& entry) {
    const auto wanted = std::ranges::find(writes_, entry.key, &SafeLane::Write::key);
    if (wanted == writes_.end() || entry.value == *wanted->value) return;
    if (!is_sealed_ || !key_.open(entry.value, entry.key)) wrong_.push_back(*wanted);
  }

  SafeLane& lane_;
  ValueKey key_;
  Random& random_;
  bool is_sealed_;
  PlanLocks::Done done_;
  std::vector<std::string> prefixes_;
  std::vector<SafeLane::Write> writes_, wrong_;
  int tries_ = 0;
};

}  // namespace

PlanLocks::PlanLocks(Storage storage, Random& random, SealEffort effort)
    : inner_(storage), random_(random), effort_(effort) {}

// --- The lanes -----------------------------------------------------------------------------------

StorageResult<std::vector<std::string>> PlanLocks::SealedQuickLane::keys(
    std::string_view prefix) const {
  return locks_.inner_.quick.keys(prefix);
}

void PlanLocks::SealedQuickLane::erase(const std::string& key) { locks_.inner_.quick.erase(key); }

// What cannot be opened stays as it is: whoever reads it lays it aside.
StorageResult<std::optional<std::string>> PlanLocks::SealedQuickLane::read(
    const std::string& key) const {
  auto text = locks_.inner_.quick.read(key);
  if (!text || !*text || !(*text)->starts_with(kSealedText)) return text;
  const auto plan = sealed_plan(key);
  const ValueKey* by = plan ? locks_.key_of(*plan) : nullptr;
  if (by == nullptr) return locked();
  if (auto opened = opened_text(*by, **text, key)) return opened;
  return text;
}

StorageResult<void> PlanLocks::SealedQuickLane::write(const std::string& key,
                                                      std::string_view value) {
  const auto plan = sealed_plan(key);
  if (!plan || !locks_.lock_of(*plan)) return locks_.inner_.quick.write(key, value);
  const ValueKey* by = locks_.key_of(*plan);
  if (by == nullptr) return locked();
  return locks_.inner_.quick.write(key, sealed_text(*by, value, key, locks_.random_));
}

void PlanLocks::SealedSafeLane::write(std::vector<Write> writes, WriteDone done) {
  for (Write& write : writes) {
    const auto plan = write.value ? sealed_plan(write.key) : std::nullopt;
    if (!plan || !locks_.lock_of(*plan)) continue;
    const ValueKey* by = locks_.key_of(*plan);
    if (by == nullptr) return answer_locked(locks_.inner_.safe, std::move(done));
    write.value = by->seal(*write.value, write.key, locks_.random_);
  }
  locks_.inner_.safe.write(std::move(writes), std::move(done));
}

void PlanLocks::SealedSafeLane::read(std::string prefix, ReadDone done) {
  const bool is_of_one = sealed_plan(prefix).has_value();
  locks_.inner_.safe.read(
      std::move(prefix), [&locks = locks_, is_of_one, done = std::move(done)](auto entries) {
        if (!entries) return done(std::move(entries));
        for (Entry& entry : *entries) {
          if (!is_sealed_value(entry.value)) continue;
          const auto plan = sealed_plan(entry.key);
          const ValueKey* by = plan ? locks.key_of(*plan) : nullptr;
          if (by == nullptr && is_of_one) return done(locked());
          if (auto opened = by != nullptr ? by->open(entry.value, entry.key) : std::nullopt)
            entry.value = std::move(*opened);
        }
        done(std::move(entries));
      });
}

void PlanLocks::SealedSafeLane::keys(std::string prefix, KeysDone done) {
  locks_.inner_.safe.keys(std::move(prefix), std::move(done));
}

// --- Locks and keys ------------------------------------------------------------------------------

void PlanLocks::find(std::function<void()> done) {
  inner_.safe.read(std::string(keys::kLock), [this, done = std::move(done)](auto entries) {
    if (entries) {
      std::vector<SafeLane::Write> lacking;
      const auto in_quick = inner_.quick.keys(keys::kLock);
      for (const std::string& key : in_quick.value_or(std::vector<std::string>{})) {
        const bool has = std::ranges::find(*entries, key, &SafeLane::Entry::key) != entries->end();
        const auto text = has ? std::nullopt : inner_.quick.read(key).value_or(std::nullopt);
        if (!text) continue;
        const auto bytes = raw_bytes(*text);
        lacking.push_back({key, SafeLane::Bytes(bytes.begin(), bytes.end())});
      }
      if (!lacking.empty()) inner_.safe.write(std::move(lacking), [](const auto&) {});
      for (const SafeLane::Entry& entry : *entries) {
        const auto plan = keys::owner_of(entry.key);
        if (!plan) continue;
        std::string text = text_of(entry.value);
        const auto known = inner_.quick.read(entry.key).value_or(std::nullopt);
        if (!known) (void)inner_.quick.write(entry.key, text);
        if (known && *known != text) spare_[*plan] = text;
        locks_[*plan] = known.value_or(std::move(text));
      }
    }
    done();
  });
}

// Where the quick lane has no lock, another window may have removed it; or all of the lane is lost.
std::optional<std::string> PlanLocks::lock_of(AnyId plan) const {
  const auto text = inner_.quick.read(keys::lock(plan));
  if (text && *text) return locks_[plan] = **text;
  const auto known = locks_.find(plan);
  if (known == locks_.end()) return std::nullopt;
  const std::string preferences(keys::kPreferences);
  if (!text || !inner_.quick.read(preferences).value_or(std::nullopt)) return known->second;
  locks_.erase(known);
  return std::nullopt;
}

// Of the lock that is there now, whichever plan it was entered for; or, where it was just removed,
// of the one that was.
const ValueKey* PlanLocks::key_of(AnyId plan) const {
  const auto lock = lock_of(plan);
  for (const Held& held : held_)
    if (lock ? held.lock == *lock : held.plan == plan) return &held.key;
  return nullptr;
}

void PlanLocks::hold(AnyId plan, const std::string& lock, const ValueKey& key) {
  Held held{plan, lock, key};
  std::erase_if(held_, [&](const Held& other) { return other.plan == plan; });
  held_.push_back(std::move(held));
}

bool PlanLocks::is_locked(AnyId plan) const { return lock_of(plan).has_value(); }

bool PlanLocks::needs_passphrase(AnyId plan) const {
  return is_locked(plan) && key_of(plan) == nullptr;
}

Result<void> PlanLocks::open(AnyId plan, std::string_view passphrase) {
  std::vector<std::string> texts;
  if (auto lock = lock_of(plan)) texts.push_back(std::move(*lock));
  if (const auto spare = spare_.find(plan); spare != spare_.end()) texts.push_back(spare->second);
  for (const std::string& text : texts) {
    const auto sealed = decode_base64(text);
    auto content = sealed ? open_sealed(*sealed, passphrase) : failure({}, {}, {});
    if (!content) continue;
    const auto key = ValueKey::from(*content);
    wipe(*content);
    if (!key) continue;
    (void)inner_.quick.write(keys::lock(plan), text);
    locks_[plan] = text;
    hold(plan, text, *key);
    return {};
  }
  return failure({Word::error_lock_passphrase, {}}, {Word::safe_untouched, {}},
                 {Word::todo_lock_passphrase, {}});
}

void PlanLocks::forget_others(AnyId plan) {
  if (held_.empty()) return;
  const auto lock = lock_of(plan);
  std::erase_if(held_,
                [&](const Held& held) { return lock ? held.lock != *lock : held.plan != plan; });
}

// --- Locking and unlocking -----------------------------------------------------------------------

void PlanLocks::lock(AnyId plan, std::string_view passphrase, Done done) {
  const ValueKey* held = key_of(plan);
  const ValueKey key = held != nullptr ? *held : ValueKey::make(random_);
  put_under(
      plan,
      encode_base64(
          seal(key.bytes(), {.passphrase = passphrase, .readers = {}, .effort = effort_}, random_)),
      key, std::move(done));
}

void PlanLocks::lock_like(AnyId model, AnyId plan, Done done) {
  const auto lock = lock_of(model);
  const ValueKey* key = key_of(model);
  if (!lock || key == nullptr) return;
  // What is sealed with another key must keep it.
  const ValueKey* own = key_of(plan);
  if (!lock_of(plan) || (own != nullptr && *own == *key))
    put_under(plan, *lock, *key, std::move(done));
}

// From the first line on everything is written sealed. Whatever dies after it, `find` puts the lock
// into the other lane.
void PlanLocks::put_under(AnyId plan, const std::string& lock, const ValueKey& key, Done done) {
  const std::string name = keys::lock(plan);
  const auto written = write_quick(name, lock);
  if (written) {
    locks_[plan] = lock;
    spare_.erase(plan);
    hold(plan, lock, key);
  }
  const auto bytes = raw_bytes(lock);
  std::vector<SafeLane::Write> writes;
  if (written) writes.push_back({name, SafeLane::Bytes(bytes.begin(), bytes.end())});
  inner_.safe.write(std::move(writes), [this, plan, written, done = std::move(done)](auto result) {
    if (!written || !result) return done(written ? result : written);
    seal_rest(plan, done);
  });
}

void PlanLocks::seal_rest(AnyId plan, Done done) {
  const auto in_quick = rewrite_quick(plan, /*is_sealed=*/true);
  rewrite_safe(plan, /*is_sealed=*/true, [in_quick, done = std::move(done)](auto in_safe) {
    done(in_safe ? in_quick : in_safe);
  });
}

void PlanLocks::unlock(AnyId plan, Done done) {
  if (const ValueKey* key = key_of(plan))  // what was entered for another goes on being its key
    hold(plan, locks_[plan], *key);
  inner_.quick.erase(keys::lock(plan));
  locks_.erase(plan);
  const auto in_quick = rewrite_quick(plan, /*is_sealed=*/false);
  rewrite_safe(plan, /*is_sealed=*/false,
               [this, plan, in_quick, done = std::move(done)](auto in_safe) {
                 if (!in_quick || !in_safe) return done(in_quick ? in_safe : in_quick);
                 std::vector<SafeLane::Write> writes;
                 writes.push_back({keys::lock(plan), std::nullopt});
                 inner_.safe.write(std::move(writes), done);
               });
}

// A lane that says it has written may have written half, or nothing.
StorageResult<void> PlanLocks::write_quick(const std::string& name, const std::string& text) {
  StorageResult<void> written = inner_.quick.write(name, text);
  if (written && inner_.quick.read(name).value_or(std::nullopt) != text)
    written = inner_.quick.write(name, text);
  if (written && inner_.quick.read(name).value_or(std::nullopt) != text)
    return std::unexpected(StorageFailure{StorageTrouble::failed, {}});
  return written;
}

StorageResult<void> PlanLocks::rewrite_quick(AnyId plan, bool is_sealed) {
  const ValueKey* key = key_of(plan);
  const auto names = inner_.quick.keys("tongzhou/");
  if (!names || key == nullptr) return names ? locked() : std::unexpected(names.error());
  StorageResult<void> result;
  for (const std::string& name : *names) {
    const auto text = inner_.quick.read(name).value_or(std::nullopt);
    if (sealed_plan(name) != plan || !text || text->starts_with(kSealedText) == is_sealed) continue;
    const auto other =
        is_sealed ? sealed_text(*key, *text, name, random_) : opened_text(*key, *text, name);
    if (!other) continue;  // damaged: laid aside when it is read
    if (auto written = write_quick(name, *other); !written) result = written;
  }
  return result;
}

void PlanLocks::rewrite_safe(AnyId plan, bool is_sealed, Done done) {
  const ValueKey* key = key_of(plan);
  if (key == nullptr) return answer_locked(inner_.safe, std::move(done));
  std::make_shared<Rewriting>(inner_.safe, *key, random_, is_sealed, std::move(done))
      ->begin({keys::about(plan), keys::whole(plan), keys::unreadable(plan)});
}

}  // namespace tongzhou
