// Plan::stamp and Plan::apply: how a change gets its place, and how it is written.
#include <algorithm>

#include "core/function_ref.h"
#include "core/sorting.h"
#include "model/kinds.h"
#include "model/siblings.h"

namespace tongzhou {
namespace {

Error unfit_change() {
  return {{Word::error_change_unfit, {}},
          {Word::safe_nothing_changed, {}},
          {Word::todo_update_program, {}}};
}

// A record of that kind with the value written into its field would be well formed.
bool fits(const Edit& edit) {
  if (!edit.record.id) return false;
  if (edit.field == kDeleted) return std::holds_alternative<bool>(edit.after);
  const FieldInfo* field = field_of_kind(edit.record.kind, edit.field);
  return field != nullptr && field->fits(edit.after);
}

using VisitRecord = FunctionRef<void(AnyRef)>;

// The records that an edit newly refers to.
void for_each_new_reference(const Edit& edit, VisitRecord visit) {
  const FieldInfo* field = field_of_kind(edit.record.kind, edit.field);
  if (field == nullptr || !field->refers_to) return;
  if (const auto* one = std::get_if<AnyId>(&edit.after)) {
    if (*one) visit({*field->refers_to, *one});
  } else if (const auto* many = std::get_if<AnyRefs>(&edit.after)) {
    const auto* before = std::get_if<AnyRefs>(&edit.before);
    for (AnyId id : *many)
      if (before == nullptr || !std::ranges::binary_search(*before, id))
        visit({*field->refers_to, id});
  }
}

// The records that the edits write into or refer to, and do not themselves delete, make or restore.
// Some more than once.
void for_each_wanted(std::span<const Edit> edits, VisitRecord visit) {
  std::vector<AnyRef> decided;
  for (const Edit& edit : edits)
    if (edit.field == kDeleted) decided.push_back(edit.record);
  sort_stably(decided);
  AnyRef last;
  const auto consider = [&](AnyRef record) {
    if (record == last) return;
    last = record;
    if (!std::ranges::binary_search(decided, record)) visit(record);
  };
  for (const Edit& edit : edits) {
    if (edit.field == kDeleted) continue;
    consider(edit.record);
    for_each_new_reference(edit, consider);
  }
}

}  // namespace

Change Plan::stamp(Draft draft, ReplicaId replica, Author author) const {
  const std::uint32_t known = replica_index_.find(replica.value);
  const std::uint32_t last = known == IdIndex::kAbsent ? 0 : version_[known].number;

  std::vector<Dot> after = heads_;
  PackedStamp noted;
  const auto note = [&](PackedStamp stamp) {
    if (stamp == noted || stamp.number == 0) return;
    noted = stamp;
    after.push_back(unpack(stamp).dot);
  };
  for (const Edit& edit : draft.edits) {
    const Row* row = find_row(edit.record);
    if (row == nullptr) continue;
    if (kept_of(*this, edit.record, edit.field).empty())
      note(row->stamps.of(edit.field));
    else
      for (const Sibling& sibling : read_siblings(*this, edit.record, *row, edit.field))
        note(sibling.stamp);
  }
  for_each_wanted(draft.edits, [&](AnyRef record) {
    const Row* row = find_row(record);
    if (row == nullptr) return;
    for (const Sibling& sibling : read_siblings(*this, record, *row, kDeleted))
      if (sibling.value == Value(false)) note(sibling.stamp);
  });
  std::erase_if(after, [&](Dot dot) { return dot.replica == replica; });
  sort_stably(after);
  const auto doubled = std::ranges::unique(after);
  after.erase(doubled.begin(), doubled.end());

  return {.dot = {replica, last + 1},
          .counter = largest_counter_ + 1,
          .after = std::move(after),
          .author = std::move(author),
          .label = std::move(draft.label),
          .edits = std::move(draft.edits)};
}

bool Plan::follows(const Change& change) const {
  const auto [replica, number] = change.dot;
  return (number == 1 || has({replica, number - 1})) &&
         std::ranges::all_of(change.after, [&](Dot dot) { return has(dot); });
}

Result<void> Plan::check_fits(const Change& change) const {
  const auto counts = [](std::uint32_t n) { return n > 0 && n <= kLargestCount; };
  const bool whole = change.dot.replica && counts(change.dot.number) && counts(change.counter) &&
                     change.counter <= change_count_ + 1 &&
                     std::ranges::adjacent_find(change.after, std::ranges::greater_equal{}) ==
                         change.after.end() &&
                     follows(change) && std::ranges::all_of(change.edits, fits);
  if (!whole) return std::unexpected(unfit_change());
  return {};
}

// Writes one change that fits.
class ChangeWriter {
 public:
  ChangeWriter(Plan& plan, const Change& change, PackedStamp stamp)
      : plan_(plan), change_(change), stamp_(stamp) {}

  void run() {
    for (const Edit& edit : change_.edits) write(edit);
    for_each_wanted(change_.edits, [&](AnyRef record) {
      if (Row* row = plan_.own_row(record)) want(record, *row);
    });
  }

 private:
  // Whether the change follows the one of that stamp.
  bool is_followed(PackedStamp stamp) {
    if (stamp.number == 0 || stamp.replica == stamp_.replica) return true;
    if (stamp == asked_) return answer_;
    asked_ = stamp;
    answer_ = std::ranges::binary_search(change_.after, plan_.unpack(stamp).dot);
    return answer_;
  }

  Row& make_or_find(AnyRef record) {
    if (Row* row = plan_.own_row(record)) return *row;
    if (record.kind == Kind::task) ++plan_.outline_revision_;
    Row* row = plan_.own_table(record.kind)->add(record.id, find_kind(record.kind)->blank());
    check(row != nullptr, "edits name records");
    row->stamps = FieldStamps(stamp_);
    return *row;
  }

  void write(const Edit& edit) {
    Row& row = make_or_find(edit.record);
    if (const auto* set = std::get_if<AnyRefs>(&edit.after)) return write_set(row, edit, *set);
    if (kept_of(plan_, edit.record, edit.field).empty() && is_followed(row.stamps.of(edit.field))) {
      plan_.write_shown(edit.record, row, {edit.field, edit.after, stamp_});
      return;
    }
    std::vector<Sibling> siblings = read_siblings(plan_, edit.record, row, edit.field);
    std::erase_if(siblings, [&](const Sibling& s) { return is_followed(s.stamp); });
    siblings.push_back({edit.after, stamp_});
    plan_.write_siblings(edit.record, row, edit.field, std::move(siblings), false);
  }

  void write_set(Row& row, const Edit& edit, const AnyRefs& after) {
    static const AnyRefs kNone;
    const auto* stored = std::get_if<AnyRefs>(&edit.before);
    const AnyRefs& before = stored != nullptr ? *stored : kNone;
    const auto is_in = [](const AnyRefs& set, AnyId id) {
      return std::ranges::binary_search(set, id);
    };
    std::vector<Sibling> siblings = read_siblings(plan_, edit.record, row, edit.field);
    std::erase_if(siblings, [&](const Sibling& s) {
      const auto* element = std::get_if<AnyId>(&s.value);
      return element != nullptr && is_in(before, *element) != is_in(after, *element) &&
             is_followed(s.stamp);
    });
    for (AnyId element : after)
      if (!is_in(before, element)) siblings.push_back({element, stamp_});
    plan_.write_siblings(edit.record, row, edit.field, std::move(siblings), true);
  }

  void want(AnyRef record, Row& row) {
    const PackedStamp held = row.stamps.of(kDeleted);
    if (held == stamp_) return;
    if (!row.deleted && is_followed(held) && kept_of(plan_, record, kDeleted).empty())
      return row.stamps.write(kDeleted, stamp_);
    std::vector<Sibling> siblings = read_siblings(plan_, record, row, kDeleted);
    std::erase_if(siblings, [&](const Sibling& s) {
      return s.value == Value(false) && is_followed(s.stamp);
    });
    siblings.push_back({false, stamp_});
    if (row.deleted) ++plan_.revivals_;
    plan_.write_siblings(record, row, kDeleted, std::move(siblings), false);
  }

  Plan& plan_;
  const Change& change_;
  PackedStamp stamp_;
  PackedStamp asked_;
  bool answer_ = true;
};

Result<void> Plan::apply(const Change& change) {
  if (has(change.dot)) return {};
  if (auto fit = check_fits(change); !fit) return fit;
  const std::uint32_t replica = intern(change.dot.replica);
  ChangeWriter(*this, change, {change.counter, replica, change.dot.number}).run();
  version_[replica].number = change.dot.number;
  ++change_count_;
  largest_counter_ = std::max(largest_counter_, change.counter);
  std::erase_if(heads_, [&](Dot head) {
    return head.replica == change.dot.replica || std::ranges::binary_search(change.after, head);
  });
  heads_.insert(std::ranges::lower_bound(heads_, change.dot), change.dot);
  ++revision_;
  return {};
}

}  // namespace tongzhou
