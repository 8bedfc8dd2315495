#include <algorithm>
#include <array>
#include <unordered_map>

#include "app/edits.h"
#include "app/task_rows.h"
#include "core/sorting.h"

namespace tongzhou {
namespace {

// Whether dates of one task lead to those of another, through dependencies and phases: what holds a
// phase holds all under it, and a phase's end waits for all under it.
class Reach {
 public:
  explicit Reach(const OpenPlan& open) : open_(open) {
    const auto& tasks = open.plan().table<Task>();
    const auto& dependencies = open.plan().table<Dependency>();
    first_.assign(tasks.slot_count() + 1, 0);
    std::vector<std::pair<Slot, Slot>> links;
    for (const auto& entry : dependencies.live()) {
      const Slot from = tasks.find_slot(entry.record.from);
      const Slot to = tasks.find_slot(entry.record.to);
      if (from == kNoSlot || to == kNoSlot) continue;
      links.emplace_back(from, to);
      ++first_[from + 1];
    }
    for (std::size_t slot = 1; slot < first_.size(); ++slot) first_[slot] += first_[slot - 1];
    successors_.resize(links.size());
    std::vector<std::uint32_t> place = first_;
    for (auto [from, to] : links) successors_[place[from]++] = to;
    opened_.assign(tasks.slot_count(), 0);
    closed_.assign(tasks.slot_count(), 0);
  }

  // From the moment `from`, or any asked for before it, may begin to the moment `to` is done.
  bool leads(Slot from, Slot to) {
    open_task(from);
    while (!waiting_.empty() && closed_[to] == 0) {
      const Slot slot = waiting_.back();
      waiting_.pop_back();
      for (std::uint32_t i = first_[slot]; i < first_[slot + 1]; ++i) open_task(successors_[i]);
      const std::uint32_t row = open_.outline().row_of[slot];
      if (row == Outline::kNoRow) continue;
      const std::int32_t parent = open_.outline().rows[row].parent;
      if (parent >= 0) close_task(open_.outline().rows[static_cast<std::size_t>(parent)].task);
    }
    return closed_[to] != 0;
  }

 private:
  // Its own work may begin, and with it everything under it.
  void open_task(Slot slot) {
    const Outline& outline = open_.outline();
    const std::uint32_t top = outline.row_of[slot];
    if (top == Outline::kNoRow || opened_[slot] != 0) return;
    for (std::uint32_t row = top; row < outline.rows[top].end; ++row) {
      opened_[outline.rows[row].task] = 1;
      close_task(outline.rows[row].task);
    }
  }
  void close_task(Slot slot) {
    if (std::exchange(closed_[slot], 1) == 0) waiting_.push_back(slot);
  }

  const OpenPlan& open_;
  std::vector<std::uint32_t> first_;
  std::vector<Slot> successors_;  // by `first_`
  std::vector<char> opened_, closed_;
  std::vector<Slot> waiting_;
};

bool is_under(const Outline& outline, std::uint32_t row, std::uint32_t top) {
  return row >= top && row < outline.rows[top].end;
}

// Two neighbours of a chain.
struct Pair {
  std::uint32_t from, to;  // rows
  bool linked = false;     // already
};

Result<std::vector<Pair>> pairs_of(const OpenPlan& open, Tasks chain) {
  const Outline& outline = open.outline();
  std::vector<Pair> pairs;
  std::unordered_multimap<Id<Task>, std::size_t> place;  // by predecessor
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const Pair pair{row_of(open, chain[i - 1]), row_of(open, chain[i])};
    if (pair.from == Outline::kNoRow || pair.to == Outline::kNoRow)
      return refusal({Word::cannot_link_unknown, {}});
    const std::string& from = task_at(open, pair.from).title;
    if (pair.from == pair.to) return refusal({Word::cannot_link_self, {from}});
    if (is_under(outline, pair.from, pair.to) || is_under(outline, pair.to, pair.from))
      return refusal({Word::cannot_link_phase, {from, task_at(open, pair.to).title}});
    place.emplace(chain[i - 1], pairs.size());
    pairs.push_back(pair);
  }
  for (const auto& entry : open.plan().table<Dependency>().live()) {
    const auto [first, last] = place.equal_range(entry.record.from);
    for (auto at = first; at != last; ++at)
      if (chain[at->second + 1] == entry.record.to) pairs[at->second].linked = true;
  }
  return pairs;
}

// The draft that links each to the next, but those that are linked.
Result<Draft> link_all(const OpenPlan& open, Random& random, Tasks chain, const Dependency& kind,
                       ChangeLabel label) {
  const auto pairs = pairs_of(open, chain);
  if (!pairs) return std::unexpected(pairs.error());
  const auto slot = [&](std::uint32_t row) { return open.outline().rows[row].task; };
  const auto titles = [&](const Pair& pair) -> std::vector<std::string> {
    return {task_at(open, pair.from).title, task_at(open, pair.to).title};
  };

  // A ring may close through several of the new links: from a task all that come later in the chain
  // are reached as well, so the last pair is asked first and what it reached stays reached.
  Reach reach(open);
  for (std::size_t i = pairs->size(); i-- > 0;)
    if (reach.leads(slot((*pairs)[i].to), slot((*pairs)[i].from)))
      return refusal({Word::cannot_link_ring, titles((*pairs)[i])});

  ChangeBuilder builder(open.plan(), random, std::move(label));
  for (std::size_t i = 0; i < pairs->size(); ++i) {
    if ((*pairs)[i].linked) continue;
    Dependency dependency = kind;
    dependency.from = chain[i];
    dependency.to = chain[i + 1];
    builder.create(dependency);
  }
  if (builder.empty() && !pairs->empty())
    return refusal({Word::cannot_link_twice, titles(pairs->front())});
  return std::move(builder).take();
}

}  // namespace

Result<Draft> link_tasks(const OpenPlan& open, Random& random, Id<Task> from, Id<Task> to,
                         LinkType type, Minutes lag, LagKind lag_kind) {
  const std::array chain{from, to};
  return link_all(
      open, random, chain, {{}, {}, type, lag, lag_kind},
      make_label(Word::did_link, {open.plan().name_of(ref(from)), open.plan().name_of(ref(to))}));
}

Result<Draft> link_chain(const OpenPlan& open, Random& random, Tasks tasks) {
  return link_all(open, random, tasks, {},
                  make_label(Word::did_link_chain, {std::to_string(tasks.size())}));
}

Result<Draft> unlink_tasks(const OpenPlan& open, Random& random, Tasks tasks) {
  std::vector<Id<Task>> chosen(tasks.begin(), tasks.end());
  sort_stably(chosen);
  const auto has = [&](Id<Task> task) { return std::ranges::binary_search(chosen, task); };
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_unlink));
  for (const auto& entry : open.plan().table<Dependency>().live()) {
    const bool from = has(entry.record.from);
    const bool to = has(entry.record.to);
    if (chosen.size() == 1 ? from || to : from && to) builder.remove(ref(entry.id));
  }
  return std::move(builder).take();
}

}  // namespace tongzhou
