#include "store/memory_store.h"

namespace tongzhou {
namespace {

std::optional<Fault> fault_of(const std::vector<PlannedFault>& faults, int call) {
  for (const PlannedFault& planned : faults)
    if (call >= planned.first && call < planned.first + planned.count) return planned.fault;
  return std::nullopt;
}

// The answer that a fault gives; nothing for those that claim success.
std::optional<StorageFailure> answer_of(std::optional<Fault> fault) {
  if (!fault) return std::nullopt;
  switch (*fault) {
    case Fault::no_space: return StorageFailure{StorageTrouble::no_space, "planned: no space"};
    case Fault::failed: return StorageFailure{StorageTrouble::failed, "planned: failed"};
    case Fault::hang: return StorageFailure{StorageTrouble::no_answer, "planned: hang"};
    case Fault::torn:
    case Fault::vanish: return std::nullopt;
  }
  return std::nullopt;
}

template <class Map>
void erase_from(Map& map, const std::string& key) {
  if (const auto place = map.find(key); place != map.end()) map.erase(place);
}

template <class Map>
std::vector<std::string> keys_of(const Map& map, std::string_view prefix) {
  std::vector<std::string> keys;
  for (auto place = map.lower_bound(prefix); place != map.end(); ++place) {
    if (!place->first.starts_with(prefix)) break;
    keys.push_back(place->first);
  }
  return keys;
}

}  // namespace

StorageResult<std::vector<std::string>> MemoryQuickLane::keys(std::string_view prefix) const {
  return keys_of(disk_.quick, prefix);
}

StorageResult<std::optional<std::string>> MemoryQuickLane::read(const std::string& key) const {
  const auto place = disk_.quick.find(key);
  if (place == disk_.quick.end()) return std::nullopt;
  return place->second;
}

StorageResult<void> MemoryQuickLane::write(const std::string& key, std::string_view value) {
  const std::optional<Fault> fault = fault_of(faults_, ++writes_);
  if (const auto failure = answer_of(fault)) return std::unexpected(*failure);
  if (fault == Fault::vanish) return {};
  disk_.quick[key] = fault == Fault::torn ? value.substr(0, value.size() / 2) : value;
  return {};
}

void MemoryQuickLane::erase(const std::string& key) { erase_from(disk_.quick, key); }

std::optional<Fault> MemorySafeLane::next_fault() { return fault_of(faults_, ++calls_); }

void MemorySafeLane::apply(const std::vector<Write>& writes, std::optional<Fault> fault) {
  for (const Write& write : writes) {
    if (!write.value) {
      erase_from(disk_.safe, write.key);
      continue;
    }
    Bytes value = *write.value;
    if (fault == Fault::torn) value.resize(value.size() / 2);
    disk_.safe[write.key] = std::move(value);
  }
}

void MemorySafeLane::write(std::vector<Write> writes, WriteDone done) {
  waiting_.push_back([this, writes = std::move(writes), done = std::move(done)] {
    const std::optional<Fault> fault = next_fault();
    if (const auto failure = answer_of(fault)) return done(std::unexpected(*failure));
    if (fault != Fault::vanish) apply(writes, fault);
    done({});
  });
}

void MemorySafeLane::read(std::string prefix, ReadDone done) {
  waiting_.push_back([this, prefix = std::move(prefix), done = std::move(done)] {
    if (const auto failure = answer_of(next_fault())) return done(std::unexpected(*failure));
    std::vector<Entry> entries;
    for (std::string& key : keys_of(disk_.safe, prefix)) {
      Bytes value = disk_.safe.find(key)->second;
      entries.push_back({std::move(key), std::move(value)});
    }
    done(std::move(entries));
  });
}

void MemorySafeLane::keys(std::string prefix, KeysDone done) {
  waiting_.push_back([this, prefix = std::move(prefix), done = std::move(done)] {
    if (const auto failure = answer_of(next_fault())) return done(std::unexpected(*failure));
    done(keys_of(disk_.safe, prefix));
  });
}

bool MemorySafeLane::deliver_one() {
  if (waiting_.empty()) return false;
  const auto call = std::move(waiting_.front());
  waiting_.pop_front();
  call();
  return true;
}

void MemorySafeLane::deliver() {
  while (deliver_one()) {
  }
}

}  // namespace tongzhou
