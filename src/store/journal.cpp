#include "store/journal.h"

#include <algorithm>
#include <iterator>

#include "core/base64.h"
#include "exchange/change_codec.h"
#include "exchange/plan_file.h"

namespace tongzhou {
namespace {

constexpr std::int64_t kFirstRetry = 2'000;
constexpr std::int64_t kLongestRetry = 60'000;

}  // namespace

Journal::Journal(Storage storage, const Clock& clock, StoredPlan about, ReplicaId author,
                 StoredState stored)
    : storage_(storage),
      clock_(clock),
      about_(std::move(about)),
      author_(author),
      snapshots_(std::move(stored.snapshots)),
      quick_snapshots_(std::move(stored.quick_snapshots)),
      settled_(std::move(stored.settled_edits)),
      kept_(std::move(stored.version)),
      old_marks_(std::move(stored.marks)),
      edits_since_snapshot_(stored.edits_since_snapshot) {
  for (const Change& change : stored.quick_edits)
    waiting_.push_back({change.dot, encode_change(change), true});
  quick_stale_ = !waiting_.empty() || !settled_.empty();
  last_edit_ = clock_.unix_milliseconds();
  if (stored.safe_lane_lacks) want_snapshot();
}

void Journal::add(const Change& change, std::string_view title, std::uint32_t tasks) {
  Pending pending{change.dot, encode_change(change), false};
  write_quick_edit(pending);
  if (!pending.in_quick) ++unkept_;
  waiting_.push_back(std::move(pending));
  last_edit_ = clock_.unix_milliseconds();
  about_.title = title;
  about_.tasks = tasks;
  about_.edited_unix_milliseconds = last_edit_;
  quick_stale_ = true;
  ++edits_since_snapshot_;
}

void Journal::write_quick_edit(Pending& pending) {
  if (pending.bytes.size() > kLargestQuickEdit) return;
  const std::string key = keys::edit(plan(), pending.dot);
  const std::string text = encode_base64(pending.bytes);
  pending.in_quick = storage_.quick.write(key, text).has_value();
  if (pending.in_quick || settled_.empty()) return;
  erase_settled(kept_);  // makes room
  pending.in_quick = storage_.quick.write(key, text).has_value();
}

// Of the edits in both lanes, takes those out of the quick lane that this version has.
void Journal::erase_settled(const Version& covered) {
  std::erase_if(settled_, [&](Dot dot) {
    if (!covers(covered, dot)) return false;
    storage_.quick.erase(keys::edit(plan(), dot));
    return true;
  });
}

// Remembers in the quick lane what the safe lane holds. Replaces the marks of tabs before this one,
// but not what they wrote since.
void Journal::write_mark() {
  const std::string key = keys::mark(plan(), author_);
  if (!storage_.quick.write(key, encode_mark({about_, kept_, clock_.local_now()}))) return;
  for (const auto& [old_key, value] : std::exchange(old_marks_, {}))
    if (old_key != key && storage_.quick.read(old_key).value_or(std::nullopt) == value)
      storage_.quick.erase(old_key);
}

void Journal::advance() {
  const std::int64_t now = clock_.unix_milliseconds();
  if (!waiting_.empty() && sent_.empty() && now >= retry_at_) send_edits();
}

void Journal::send_edits() {
  sent_ = std::exchange(waiting_, {});
  std::vector<SafeLane::Write> writes;
  for (const Pending& pending : sent_)
    writes.push_back({keys::edit(plan(), pending.dot), pending.bytes});
  writes.push_back({keys::about(plan()), encode_stored_plan(about_)});
  storage_.safe.write(std::move(writes),
                      [this](StorageResult<void> result) { edits_sent(std::move(result)); });
}

void Journal::edits_sent(StorageResult<void> result) {
  std::vector<Pending> sent = std::exchange(sent_, {});
  if (!result) {
    waiting_.insert(waiting_.begin(), std::move_iterator(sent.begin()),
                    std::move_iterator(sent.end()));
    return failed(std::move(result).error());
  }
  Version acknowledged;
  for (const Pending& pending : sent) {
    acknowledged.push_back({pending.dot.replica, pending.dot.number});
    if (pending.in_quick)
      settled_.push_back(pending.dot);
    else
      --unkept_;
  }
  kept_ = join(kept_, acknowledged);
  write_mark();
  if (!fits_quick_lane()) erase_settled(kept_);
  succeeded();
}

void Journal::failed(StorageFailure failure) {
  trouble_ = std::move(failure);
  retry_wait_ = std::clamp(retry_wait_ * 2, kFirstRetry, kLongestRetry);
  retry_at_ = clock_.unix_milliseconds() + retry_wait_;
}

void Journal::succeeded() {
  trouble_.reset();
  retry_wait_ = 0;
  retry_at_ = 0;
  saved_at_ = clock_.local_now();
}

// --- Snapshots -----------------------------------------------------------------------------------

void Journal::want_snapshot() {
  whole_wanted_ = quick_stale_ = true;
  last_edit_ = fits_quick_lane() ? 0 : clock_.unix_milliseconds();
}

void Journal::refresh_snapshots(const Plan& plan, std::span<const Change> history) {
  const std::int64_t now = clock_.unix_milliseconds();
  if (!rests(now) || now < retry_at_) return;
  const bool safe_due = snapshot_is_due();
  const bool quick_due = quick_stale_ && fits_quick_lane();
  if (!safe_due && !quick_due) return;

  auto bytes = encode_plan_file(plan, history, {.unix_milliseconds = now});
  if (!bytes) {
    quick_stale_ = false;
    edits_since_snapshot_ = 0;
    if (std::exchange(whole_wanted_, false)) refused_ = std::move(bytes).error();
    return;
  }
  about_.bytes = bytes->size();
  if (quick_due) write_quick_snapshot({{plan.largest_counter(), author_}, plan.version()}, *bytes);
  if (safe_due) write_snapshot(plan, std::move(*bytes));
}

void Journal::write_quick_snapshot(const KnownSnapshot& snapshot,
                                   std::span<const std::byte> bytes) {
  quick_stale_ = false;
  const std::string text = encode_base64(bytes);
  const std::string key = keys::snapshot(plan(), snapshot.name);
  if (text.size() > kLargestQuickSnapshot || !keep_quick(key, text)) {
    quick_refused_ = true;
    return erase_settled(kept_);
  }
  for (keys::SnapshotName old : std::exchange(quick_snapshots_, {snapshot.name}))
    if (old != snapshot.name) storage_.quick.erase(keys::snapshot(plan(), old));
  erase_settled(snapshot.version);
}

// Written, and there when read back.
bool Journal::keep_quick(const std::string& key, const std::string& text) {
  return storage_.quick.write(key, text) && storage_.quick.read(key).value_or(std::nullopt) == text;
}

void Journal::write_snapshot(const Plan& plan, std::vector<std::byte> bytes) {
  const KnownSnapshot known{{plan.largest_counter(), author_}, plan.version()};
  snapshot_ = Snapshot{known, std::move(bytes)};
  whole_pending_ = std::exchange(whole_wanted_, false);
  edits_since_snapshot_ = 0;
  std::vector<SafeLane::Write> writes;
  writes.push_back({keys::snapshot(about_.plan, known.name), snapshot_->bytes});
  writes.push_back({keys::version(about_.plan, known.name), encode_version(known.version)});
  writes.push_back({keys::about(about_.plan), encode_stored_plan(about_)});
  storage_.safe.write(std::move(writes),
                      [this](StorageResult<void> result) { snapshot_written(std::move(result)); });
}

void Journal::snapshot_written(StorageResult<void> result) {
  if (!result) return snapshot_failed(std::move(result).error());
  storage_.safe.read(keys::snapshot(plan(), snapshot_->known.name),
                     [this](StorageResult<std::vector<SafeLane::Entry>> entries) {
                       snapshot_read(std::move(entries));
                     });
}

void Journal::snapshot_read(StorageResult<std::vector<SafeLane::Entry>> result) {
  if (!result) return snapshot_failed(std::move(result).error());
  if (result->size() != 1 || result->front().value != snapshot_->bytes)
    return snapshot_failed({StorageTrouble::failed, "what was read back differs"});
  std::erase_if(snapshots_, [&](const KnownSnapshot& known) {
    return known.name == snapshot_->known.name;  // written again after nothing was edited
  });
  kept_ = join(kept_, snapshot_->known.version);
  write_mark();
  snapshots_.push_back(std::move(snapshot_->known));
  snapshot_.reset();
  if (std::exchange(whole_pending_, false)) succeeded();
  prune();
}

void Journal::snapshot_failed(StorageFailure failure) {
  snapshot_.reset();
  // A snapshot of a plan that is stored already is a cache: failing costs nothing but another try.
  edits_since_snapshot_ = std::max(edits_since_snapshot_, kEditsPerSnapshot);
  whole_wanted_ = whole_wanted_ || std::exchange(whole_pending_, false);
  if (whole_wanted_) return failed(std::move(failure));
  retry_at_ = clock_.unix_milliseconds() + kLongestRetry;
}

// Two generations stay, and every edit that the older one lacks.
void Journal::prune() {
  if (snapshots_.size() < 2 || pruning_) return;
  pruning_ = true;
  storage_.safe.keys(keys::versions(plan()), [this](StorageResult<std::vector<std::string>> found) {
    // A snapshot of another tab may lack edits that ours has: then all edits stay.
    if (!found || !std::ranges::all_of(*found, [&](const std::string& key) { return knows(key); }))
      return void(pruning_ = false);
    storage_.safe.keys(keys::edits(plan()), [this](StorageResult<std::vector<std::string>> edits) {
      pruning_ = false;
      if (edits) erase_covered(*edits);
    });
  });
}

bool Journal::knows(std::string_view snapshot_key) const {
  const auto name = keys::snapshot_of(snapshot_key);
  return name && std::ranges::find(snapshots_, *name, &KnownSnapshot::name) != snapshots_.end();
}

void Journal::erase_covered(const std::vector<std::string>& edits) {
  if (snapshots_.size() < 2) return;
  const auto older = snapshots_.end() - 2;
  std::vector<SafeLane::Write> erasures;
  for (const std::string& key : edits)
    if (const auto dot = keys::dot_of(key); dot && covers(older->version, *dot))
      erasures.push_back({key, std::nullopt});
  for (auto old = snapshots_.begin(); old != older; ++old) {
    erasures.push_back({keys::snapshot(plan(), old->name), std::nullopt});
    erasures.push_back({keys::version(plan(), old->name), std::nullopt});
  }
  snapshots_.erase(snapshots_.begin(), older);
  if (!erasures.empty()) storage_.safe.write(std::move(erasures), [](StorageResult<void>) {});
}

// --- What is told --------------------------------------------------------------------------------

SaveState Journal::state() const {
  if (refused_) return {SaveState::Kind::not_saved, saved_at_, *refused_};
  const bool pending = !waiting_.empty() || !sent_.empty() || whole_wanted_ || whole_pending_;
  if (!pending) return {SaveState::Kind::saved, saved_at_, {}};
  if (!trouble_) return {SaveState::Kind::saving, saved_at_, {}};
  const Word safe = is_kept() ? Word::safe_provisionally : Word::safe_in_window_only;
  return {SaveState::Kind::not_saved, saved_at_, error_of(*trouble_, {safe, {}})};
}

bool Journal::is_kept() const {
  const bool whole_kept = (!whole_wanted_ && !whole_pending_) || !quick_snapshots_.empty();
  return unkept_ == 0 && whole_kept;
}

double Journal::seconds_until_due() const {
  constexpr double kNever = std::numeric_limits<double>::infinity();
  const std::int64_t now = clock_.unix_milliseconds();
  const auto seconds = [&](std::int64_t at) {
    return static_cast<double>(std::max<std::int64_t>(0, at - now)) / 1000;
  };
  double due = kNever;
  if (!waiting_.empty() && sent_.empty()) due = seconds(retry_at_);
  if (snapshot_is_due() || (quick_stale_ && fits_quick_lane()))
    due = std::min(due, seconds(std::max(retry_at_, last_edit_ + kRestMilliseconds)));
  return due;
}

}  // namespace tongzhou
