#include "store/plan_store.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <string>

#include "core/sorting.h"

namespace tongzhou {
namespace {

using Entries = std::vector<SafeLane::Entry>;

std::vector<std::byte> encode_time(std::int64_t unix_milliseconds) {
  const std::string text = std::to_string(unix_milliseconds);
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

// A time that does not read is that of now: nothing is erased for its sake.
std::int64_t decode_time(std::span<const std::byte> bytes, std::int64_t now) {
  const char* text = reinterpret_cast<const char*>(bytes.data());
  std::int64_t time = now;
  const auto [end, error] = std::from_chars(text, text + bytes.size(), time);
  return error == std::errc{} && end == text + bytes.size() ? time : now;
}

}  // namespace

void PlanStore::list(ListDone done) {
  storage_.safe.read(std::string(keys::kDiscarded), [this, done](StorageResult<Entries> discarded) {
    std::vector<AnyId> hidden;
    const std::int64_t now = clock_.unix_milliseconds();
    for (const SafeLane::Entry& entry : std::move(discarded).value_or(Entries{})) {
      const auto plan = keys::plan_of(entry.key);
      if (!plan) continue;
      hidden.push_back(*plan);
      if (now - decode_time(entry.value, now) > kKeptAfterDiscardMilliseconds) erase_plan(*plan);
    }
    storage_.safe.read(
        std::string(keys::kAbout), [this, done, hidden](StorageResult<Entries> abouts) {
          std::map<AnyId, StoredPlan> plans;
          for (const SafeLane::Entry& entry : abouts.value_or(Entries{}))
            if (auto about = decode_stored_plan(entry.value))
              plans[about->plan] = std::move(*about);
          // Plans that only the quick lane knows: the safe lane failed, or was lost, or they are
          // locked.
          for (const std::string_view prefix : {std::string_view("tongzhou/plan/"), keys::kLock}) {
            const auto quick = storage_.quick.keys(prefix);
            for (const std::string& key : quick.value_or(std::vector<std::string>{}))
              if (const auto plan = keys::owner_of(key); plan && !plans.contains(*plan))
                plans[*plan] = remembered(*plan);
          }
          for (AnyId plan : hidden) plans.erase(plan);
          if (!abouts && plans.empty())
            return done(std::unexpected(error_of(abouts.error(), {Word::safe_untouched, {}})));

          std::vector<StoredPlan> list;
          for (auto& [id, about] : plans) list.push_back(std::move(about));
          sort_stably(list, std::ranges::greater{}, &StoredPlan::edited_unix_milliseconds);
          done(std::move(list));
        });
  });
}

StoredPlan PlanStore::remembered(AnyId plan) const {
  StoredPlan about{.plan = plan};
  const auto found = storage_.quick.keys(keys::marks(plan));
  for (const std::string& key : found.value_or(std::vector<std::string>{})) {
    const auto text = storage_.quick.read(key).value_or(std::nullopt);
    const auto mark = text ? decode_mark(*text) : std::nullopt;
    if (mark && mark->about.edited_unix_milliseconds > about.edited_unix_milliseconds)
      about = mark->about;
  }
  return about;
}

void PlanStore::erase_plan(AnyId plan) {
  const std::string prefix = keys::whole(plan);
  const auto quick = storage_.quick.keys(prefix);
  for (const std::string& key : quick.value_or(std::vector<std::string>{}))
    storage_.quick.erase(key);
  storage_.quick.erase(keys::lock(plan));
  storage_.quick.erase(keys::view(plan));
  storage_.quick.erase(keys::file(plan));
  if (const auto typed = storage_.quick.keys(keys::typed(plan)))
    for (const std::string& key : *typed) storage_.quick.erase(key);
  storage_.safe.keys(prefix, [this, plan](StorageResult<std::vector<std::string>> found) {
    if (!found) return;
    std::vector<SafeLane::Write> erasures;
    for (std::string& key : *found) erasures.push_back({std::move(key), std::nullopt});
    erasures.push_back({keys::lock(plan), std::nullopt});
    erasures.push_back({keys::about(plan), std::nullopt});
    erasures.push_back({keys::discarded(plan), std::nullopt});
    storage_.safe.write(std::move(erasures), [](StorageResult<void>) {});
  });
}

void PlanStore::open(AnyId plan, Opening::Done done) {
  std::erase_if(openings_, [](const auto& opening) { return opening->is_done(); });
  openings_.push_back(std::make_unique<Opening>(storage_, plan, std::move(done)));
  openings_.back()->begin();
}

void PlanStore::look_for_news(AnyId plan, Version held, NewsDone done) {
  const auto is_news = [](const Version& known, const std::string& key) {
    const auto dot = keys::dot_of(key);
    return dot && !covers(known, *dot);
  };
  const auto quick = storage_.quick.keys(keys::edits(plan));
  for (const std::string& key : quick.value_or(std::vector<std::string>{}))
    if (is_news(held, key)) return done(true);
  storage_.safe.keys(keys::edits(plan), [this, plan, held = std::move(held), done = std::move(done),
                                         is_news](StorageResult<std::vector<std::string>> edits) {
    for (const std::string& key : edits.value_or(std::vector<std::string>{}))
      if (is_news(held, key)) return done(true);
    storage_.safe.read(keys::versions(plan), [held, done](StorageResult<Entries> versions) {
      for (const SafeLane::Entry& entry : versions.value_or(Entries{})) {
        const auto version = decode_version(entry.value);
        if (version && !covers(held, *version)) return done(true);
      }
      done(false);
    });
  });
}

void PlanStore::discard(AnyId plan, Done done) {
  std::vector<SafeLane::Write> writes;
  writes.push_back({keys::discarded(plan), encode_time(clock_.unix_milliseconds())});
  storage_.safe.write(std::move(writes), [done = std::move(done)](StorageResult<void> result) {
    if (!result) return done(std::unexpected(error_of(result.error(), {Word::safe_untouched, {}})));
    done({});
  });
}

void PlanStore::restore(AnyId plan, Done done) {
  std::vector<SafeLane::Write> writes;
  writes.push_back({keys::discarded(plan), std::nullopt});
  storage_.safe.write(std::move(writes), [done = std::move(done)](StorageResult<void> result) {
    if (!result) return done(std::unexpected(error_of(result.error(), {Word::safe_untouched, {}})));
    done({});
  });
}

Journal& PlanStore::begin_journal(StoredPlan about, ReplicaId author, StoredState stored) {
  journals_.push_back(
      {std::make_unique<Journal>(storage_, clock_, std::move(about), author, std::move(stored))});
  return *journals_.back().journal;
}

void PlanStore::end_journal(Journal& journal) {
  for (Kept& kept : journals_)
    if (kept.journal.get() == &journal) kept.ended = true;
}

void PlanStore::advance() {
  for (const Kept& kept : journals_) kept.journal->advance();
  std::erase_if(journals_, [](const Kept& kept) { return kept.ended && kept.journal->is_idle(); });
}

bool PlanStore::is_busy_beside(const Journal* journal) const {
  return std::ranges::any_of(openings_, [](const auto& opening) { return !opening->is_done(); }) ||
         std::ranges::any_of(journals_,
                             [journal](const Kept& kept) { return kept.journal.get() != journal; });
}

double PlanStore::seconds_until_due() const {
  double due = std::numeric_limits<double>::infinity();
  for (const Kept& kept : journals_) due = std::min(due, kept.journal->seconds_until_due());
  return due;
}

}  // namespace tongzhou
