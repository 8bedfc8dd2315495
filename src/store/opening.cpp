#include "store/opening.h"

#include <algorithm>

#include "core/base64.h"
#include "core/sorting.h"
#include "exchange/change_codec.h"
#include "exchange/plan_file.h"
#include "model/history.h"
#include "model/merge.h"
#include "store/catch_up.h"

namespace tongzhou {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

std::string minute_text(Instant instant) {
  std::string text = to_iso(instant);
  std::ranges::replace(text, 'T', ' ');
  return text;
}

}  // namespace

Opening::Opening(Storage storage, AnyId plan, Done done)
    : storage_(storage), plan_(plan), done_(std::move(done)) {}

void Opening::begin() {
  read_quick();
  storage_.safe.read(keys::versions(plan_),
                     [this](StorageResult<std::vector<SafeLane::Entry>> versions) {
                       if (!versions) trouble_ = versions.error();
                       for (const SafeLane::Entry& entry :
                            std::move(versions).value_or(std::vector<SafeLane::Entry>{})) {
                         const auto name = keys::snapshot_of(entry.key);
                         if (!name) continue;
                         candidates_.push_back({*name, Lane::safe});
                         if (auto version = decode_version(entry.value))
                           versions_[*name] = std::move(*version);
                       }
                       sort_stably(candidates_, [](const Candidate& a, const Candidate& b) {
                         return a.name != b.name ? a.name < b.name : a.lane > b.lane;
                       });
                       find_base();
                     });
}

void Opening::read_quick() {
  const auto read_all = [&](const std::string& prefix) {
    std::vector<std::pair<std::string, std::string>> entries;
    const auto found = storage_.quick.keys(prefix);
    if (!found) quick_works_ = false;
    for (const std::string& key : found.value_or(std::vector<std::string>{}))
      if (auto text = storage_.quick.read(key).value_or(std::nullopt))
        entries.emplace_back(key, std::move(*text));
    return entries;
  };
  const auto found = storage_.quick.keys(keys::snapshots(plan_));
  for (const std::string& key : found.value_or(std::vector<std::string>{}))
    if (const auto name = keys::snapshot_of(key)) candidates_.push_back({*name, Lane::quick});
  quick_edits_ = read_all(keys::edits(plan_));
  for (auto& [key, text] : read_all(keys::marks(plan_))) {
    auto mark = decode_mark(text);
    if (!mark || mark->about.plan != plan_) {
      lay_aside(Lane::quick, key, {});
      continue;
    }
    marks_.push_back(std::move(*mark));
    mark_texts_.emplace_back(key, std::move(text));
  }
}

void Opening::find_base() {
  if (candidates_.empty()) return finish();
  const Candidate candidate = candidates_.back();
  candidates_.pop_back();
  read_snapshot(candidate, [this, candidate](std::span<const std::byte> bytes) {
    auto file = decode_snapshot(candidate, bytes);
    if (!file) return find_base();
    if (candidate.lane == Lane::quick) quick_versions_[candidate.name] = file->plan.version();
    copy_ = StoredCopy{std::move(file->plan), std::move(file->history), {}, {}};
    read_edits();
  });
}

void Opening::read_snapshot(Candidate candidate, Use use) {
  const std::string key = keys::snapshot(plan_, candidate.name);
  if (candidate.lane == Lane::quick) {
    const std::string text =
        storage_.quick.read(key).value_or(std::nullopt).value_or(std::string{});
    const auto bytes = decode_base64(text);
    // Text that is not base64 is handed on as it is: it will not read, and is laid aside whole.
    return use(bytes ? std::span<const std::byte>(*bytes) : bytes_of(text));
  }
  storage_.safe.read(
      key, [this, use = std::move(use)](StorageResult<std::vector<SafeLane::Entry>> entries) {
        if (!entries) trouble_ = entries.error();
        if (!entries || entries->empty()) return use({});
        use(entries->front().value);
      });
}

std::optional<PlanFile> Opening::decode_snapshot(Candidate candidate,
                                                 std::span<const std::byte> bytes) {
  if (bytes.empty()) return std::nullopt;
  auto file = decode_plan_file(bytes);
  if (file && file->plan.id() == plan_) return std::move(*file);
  lay_aside(candidate.lane, keys::snapshot(plan_, candidate.name), bytes);
  if (candidate.lane == Lane::safe) versions_.erase(candidate.name);
  return std::nullopt;
}

void Opening::lay_aside(Lane lane, const std::string& key, std::span<const std::byte> bytes) {
  ++laid_aside_;
  const std::string aside = keys::unreadable(plan_, key);
  if (lane == Lane::quick) {
    const auto text = storage_.quick.read(key).value_or(std::nullopt);
    if (text && storage_.quick.write(aside, *text)) storage_.quick.erase(key);
    return;
  }
  std::vector<SafeLane::Write> writes;
  writes.push_back({aside, SafeLane::Bytes(bytes.begin(), bytes.end())});
  writes.push_back({key, std::nullopt});
  if (const auto name = keys::snapshot_of(key))
    writes.push_back({keys::version(plan_, *name), std::nullopt});
  storage_.safe.write(std::move(writes), [](StorageResult<void>) {});
}

// --- Edits ---------------------------------------------------------------------------------------

void Opening::read_edits() {
  storage_.safe.read(keys::edits(plan_),
                     [this](StorageResult<std::vector<SafeLane::Entry>> entries) {
                       if (!entries) trouble_ = entries.error();
                       gather_edits(std::move(entries).value_or(std::vector<SafeLane::Entry>{}));
                       sort_quick_edits();
                       gather_others();
                     });
}

void Opening::gather_edits(const std::vector<SafeLane::Entry>& entries) {
  for (const SafeLane::Entry& entry : entries) {
    auto change = decode_change(entry.value);
    if (!change || keys::dot_of(entry.key) != change->dot) {
      lay_aside(Lane::safe, entry.key, entry.value);
      continue;
    }
    const auto [replica, number] = change->dot;  // by key: in the order of their numbers
    if (safe_runs_.empty() || safe_runs_.back().replica != replica)
      safe_runs_.push_back({replica, number, number});
    else if (safe_runs_.back().last + 1 == number)
      safe_runs_.back().last = number;
    edits_.emplace(change->dot, std::move(*change));
  }
}

void Opening::sort_quick_edits() {
  for (const auto& [key, text] : quick_edits_) {
    const auto bytes = decode_base64(text);
    auto change = bytes ? decode_change(*bytes) : failure({}, {}, {});
    if (!change || keys::dot_of(key) != change->dot) {
      lay_aside(Lane::quick, key, {});
    } else if (edits_.contains(change->dot)) {
      copy_->state.settled_edits.push_back(change->dot);
    } else {
      copy_->state.quick_edits.push_back(*change);
      edits_.emplace(change->dot, std::move(*change));
    }
  }
}

// The snapshots that are older than the base. One that holds what neither base nor edits hold was
// made by a tab that went its own way: the two copies are merged.
void Opening::gather_others() {
  while (!candidates_.empty()) {
    const Candidate candidate = candidates_.back();
    candidates_.pop_back();
    if (candidate.lane == Lane::safe) {
      const auto version = versions_.find(candidate.name);
      if (version != versions_.end() && holds(version->second)) continue;
    }
    return read_snapshot(candidate, [this, candidate](std::span<const std::byte> bytes) {
      if (const auto file = decode_snapshot(candidate, bytes)) {
        (void)merge(copy_->plan, file->plan);  // a copy of the same plan: it was asked
        add_history(copy_->history, file->history);
        auto& versions = candidate.lane == Lane::quick ? quick_versions_ : versions_;
        versions[candidate.name] = file->plan.version();
      }
      gather_others();
    });
  }
  finish();
}

bool Opening::holds(const Version& version) const {
  return std::ranges::all_of(version, [&](const Plan::Seen& seen) {
    const Dot last{seen.replica, seen.number};
    return seen.number == 0 || copy_->plan.has(last) || edits_.contains(last);
  });
}

void Opening::apply_edits() {
  std::size_t missing = 0;
  std::vector<Change> offered;
  for (auto& [dot, change] : edits_)
    if (!copy_->plan.has(dot)) offered.push_back(std::move(change));
  const std::vector<Change> taken = changes_to_take(copy_->plan, offered);
  missing += offered.size() - taken.size();
  for (const Change& change : taken) {
    // A change that this version of the program cannot apply leaves a gap; those after it wait.
    const auto [replica, number] = change.dot;
    const bool follows = number == 1 || copy_->plan.has({replica, number - 1});
    if (!follows || !copy_->plan.apply(change)) {
      ++missing;
      continue;
    }
    copy_->history.push_back(change);
    ++copy_->state.edits_since_snapshot;
  }
  if (missing != 0)
    copy_->remarks.push_back({Word::remark_edits_missing, {std::to_string(missing)}});
}

// What the quick lane knows of: has, or remembers to be in the safe lane.
Version Opening::known_to_quick() const {
  Version known;
  for (const Mark& mark : marks_) known = join(known, mark.version);
  for (const auto& [name, version] : quick_versions_) known = join(known, version);
  Version edits;
  for (const auto& [key, text] : quick_edits_)
    if (const auto dot = keys::dot_of(key)) edits.push_back({dot->replica, dot->number});
  return join(known, edits);
}

void Opening::compare_lanes() {
  const Version& held = copy_->plan.version();
  Version& safe = in_safe_lane_;
  for (const auto& [name, version] : versions_)
    if (covers(held, version)) safe = join(safe, version);
  for (const auto& [replica, first, last] : safe_runs_)
    if (first == 1 || covers(safe, Dot{replica, first - 1})) safe = join(safe, {{replica, last}});
  Version sent_again = safe;
  std::vector<Dot> quick_dots;
  for (const Change& change : copy_->state.quick_edits) quick_dots.push_back(change.dot);
  sort_stably(quick_dots);
  for (const auto& [replica, number] : quick_dots)
    if (number == 1 || covers(sent_again, Dot{replica, number - 1}))
      sent_again = join(sent_again, {{replica, number}});
  copy_->state.safe_lane_lacks = !covers(sent_again, held);

  // Other tabs go on writing: what the quick lane did not know at first, it may know now.
  if (!quick_works_ || trouble_) return;
  if (covers(known_to_quick(), safe)) return;
  Opening now(storage_, plan_, nullptr);
  now.read_quick();
  if (!covers(join(known_to_quick(), now.known_to_quick()), safe))
    copy_->remarks.push_back({Word::remark_quick_set_back, {}});
}

// What the marks claim must be in the safe lane. Where it is not, the quick lane may have it still.
void Opening::tell_loss() {
  Version claimed;
  Instant saved_at;
  for (const Mark& mark : marks_) {
    claimed = join(claimed, mark.version);
    saved_at = std::max(saved_at, mark.saved_at);
  }
  const std::uint64_t missing = count_missing(claimed, copy_->plan.version());
  if (missing == 0) {
    if (!trouble_ && !covers(in_safe_lane_, claimed))
      copy_->remarks.push_back({Word::remark_safe_set_back, {}});
    return;
  }
  copy_->loss = Error{{Word::storage_set_back, {std::to_string(missing), minute_text(saved_at)}},
                      {Word::safe_rest_shown, {}},
                      {Word::todo_open_file, {}}};
}

void Opening::note_snapshots() {
  const Version& held = copy_->plan.version();
  for (auto& [name, version] : versions_)
    if (covers(held, version)) copy_->state.snapshots.push_back({name, version});
  for (const auto& [name, version] : quick_versions_)
    if (covers(held, version)) copy_->state.quick_snapshots.push_back(name);
}

void Opening::finish() {
  const Done done = std::exchange(done_, nullptr);
  if (!copy_) {
    if (trouble_) return done(std::unexpected(error_of(*trouble_, {Word::safe_untouched, {}})));
    if (!marks_.empty()) {
      const Mark& last = *std::ranges::max_element(marks_, {}, &Mark::saved_at);
      return done(failure({Word::stored_plan_lost, {last.about.title, minute_text(last.saved_at)}},
                          {Word::safe_untouched, {}}, {Word::todo_open_file, {}}));
    }
    return done(failure({Word::stored_plan_unreadable, {}}, {Word::safe_untouched, {}},
                        {Word::todo_open_file, {}}));
  }
  apply_edits();
  compare_lanes();
  tell_loss();
  note_snapshots();
  copy_->state.version = copy_->plan.version();
  copy_->state.marks = std::move(mark_texts_);
  if (laid_aside_ != 0)
    copy_->remarks.push_back({Word::remark_laid_aside, {std::to_string(laid_aside_)}});
  if (trouble_) copy_->remarks.push_back(error_of(*trouble_, {}).what);
  done(std::move(*copy_));
}

}  // namespace tongzhou
