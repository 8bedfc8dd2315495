#include "exchange/returned_copy.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <ranges>
#include <unordered_map>

#include <fmt/format.h>

#include "core/check.h"
#include "core/sorting.h"
#include "exchange/change_codec.h"
#include "model/kinds.h"
#include "model/order_key.h"

namespace tongzhou {
namespace {

std::string text_of(std::span<const Plan::Seen> version) {
  std::string text;
  for (const auto& [replica, number] : version)
    text += fmt::format("{}{:016x}:{}", text.empty() ? "" : " ", replica.value, number);
  return text;
}

using Version = std::map<ReplicaId, std::uint32_t>;

// Empty where it does not read.
Version read_version(std::string_view text) {
  Version version;
  for (const auto part : std::views::split(text, ' ')) {
    const std::string_view one(part.begin(), part.end());
    std::uint64_t replica = 0;
    std::uint32_t number = 0;
    const char* const end = one.data() + one.size();
    const auto [middle, wrong] = std::from_chars(one.data(), end, replica, 16);
    if (wrong != std::errc{} || middle == end || *middle != ':') return {};
    if (std::from_chars(middle + 1, end, number).ptr != end) return {};
    version[{replica}] = number;
  }
  return version;
}

bool covers(const Version& version, Dot dot) {
  const auto found = version.find(dot.replica);
  return found != version.end() && dot.number <= found->second;
}

// Who is where: it decides what somebody may know of what the copy's reader does not see.
bool is_membership(Kind kind, const FieldInfo& field) {
  return (kind == Kind::group &&
          (field.refers_to == Kind::department || field.refers_to == Kind::person)) ||
         (kind == Kind::person && field.refers_to == Kind::department);
}

class Returning {
 public:
  Returning(const Plan& plan, const HandedCopy& handed, CopyKey key, const PlanFile& returned,
            Day today)
      : plan_(plan),
        there_(returned.plan),
        ids_(key),
        table_(plan, today),
        visible_(table_, audience_of(handed)),
        held_(read_version(handed.version)),
        returned_before_(read_version(handed.returned)) {
    for (const KindInfo& kind : all_kinds()) {
      const AnyTable& table = *plan.table(kind.kind);
      for (Slot slot = 0; slot < table.slot_count(); ++slot) {
        const AnyRef record{kind.kind, table.id(slot)};
        here_.emplace(ids_.of(record), record);
      }
    }
    const Version now = [&] {
      Version version;
      for (const auto& [replica, number] : there_.version()) version[replica] = number;
      return version;
    }();
    holds_earlier_ = std::ranges::all_of(
        returned_before_, [&](const auto& seen) { return covers(now, {seen.first, seen.second}); });
    note_hidden_references();
    note_markings();
  }

  ReturnedCopy run(const PlanFile& returned) {
    for (const KindInfo& kind : all_kinds()) {
      const AnyTable& table = *there_.table(kind.kind);
      for (Slot slot = 0; slot < table.slot_count(); ++slot)
        take_record(kind, {kind.kind, table.id(slot)}, table.row(slot));
    }
    Change& change = made_.change;
    change.author = {.person = returned.saved.person,
                     .department = returned.saved.department,
                     .installation = {},
                     .unix_milliseconds = returned.saved.unix_milliseconds};
    change.label = make_label(Word::change_returned, {there_.info().audience});
    stamp();
    return std::move(made_);
  }

 private:
  // By whoever made the copy, not by its readers.
  bool is_ours(const Row& row, FieldNumber field) const {
    return there_.unpack(row.stamps.of(field)).dot == Dot{ids_.maker(), 1};
  }

  void take_record(const KindInfo& kind, AnyRef there, const Row& row) {
    if (const auto known = here_.find(there.id);
        known != here_.end() && known->second.kind == there.kind)
      return take_known(kind, there, known->second, row);
    if (row.deleted || kind.stays_here || kind.kind == Kind::plan) return;
    take_new(kind, there, row);
  }

  // --- Records that are here ---------------------------------------------------------------------

  void take_known(const KindInfo& kind, AnyRef there, AnyRef record, const Row& row) {
    const Row* here = plan_.find_row(record);
    const bool seen = visible_.has(record);
    if (!is_ours(row, kDeleted) && row.deleted != here->deleted && row.deleted) {
      add({record, kDeleted, here->deleted, true}, !seen || !is_seen_whole(kind, record));
    }
    if (row.deleted) return;
    const bool unsure = was_marked_since(record);
    for (const FieldInfo& field : kind.fields) {
      const bool is_set = field.type == ValueType::references;
      if (!is_set && is_ours(row, field.number)) continue;
      if (kind.kind == Kind::plan && (field.number == field_number<&PlanInfo::audience>() ||
                                      field.number == field_number<&PlanInfo::for_reading>()))
        continue;
      Value before = field.value_of(*here);
      bool proposed =
          unsure || !seen || is_membership(kind.kind, field) || !visible_.has(record, field.number);
      Value after = field.role == Role::order ? Value(order_here(kind, field, there, row))
                    : is_set ? Value(set_here(field, there, record, std::get<AnyRefs>(before)))
                             : translate(field, field.value_of(row), before, proposed);
      if (after == before) continue;
      add({record, field.number, std::move(before), std::move(after)}, proposed);
    }
  }

  // Since the copy was made it was said who may know the record, or what it is a part of: they may
  // not have seen what they see now.
  bool was_marked_since(AnyRef record) const {
    for (int depth = 0; depth < 1000 && record.id; ++depth, record = part_of(plan_, record))
      if (marked_since_.contains(record)) return true;
    return false;
  }
  void note_markings() {
    const auto is_known = [&](PackedStamp stamp) { return covers(held_, plan_.unpack(stamp).dot); };
    for (const auto& entry : plan_.table<Marking>().entries())
      if (!is_known(entry.stamps.first()) ||
          !std::ranges::all_of(entry.stamps.later(),
                               [&](const auto& later) { return is_known(later.stamp); }))
        marked_since_.insert({static_cast<Kind>(entry.record.kind), entry.record.record.any()});
  }

  bool is_seen_whole(const KindInfo& kind, AnyRef record) const {
    return !hidden_refer_to_.contains(record) &&
           std::ranges::all_of(kind.fields, [&](const FieldInfo& field) {
             return visible_.has(record, field.number);
           });
  }

  // What is withheld and refers to something: whoever does not see it shall not take that away.
  void note_hidden_references() {
    for (const KindInfo& kind : all_kinds()) {
      if (kind.stays_here) continue;
      const AnyTable& table = *plan_.table(kind.kind);
      for (Slot slot = 0; slot < table.slot_count(); ++slot) {
        const AnyRef record{kind.kind, table.id(slot)};
        if (table.row(slot).deleted || visible_.has(record)) continue;
        for (const FieldInfo& field : kind.fields) {
          if (!field.refers_to) continue;
          const Value value = field.value_of(table.row(slot));
          if (const auto* one = std::get_if<AnyId>(&value))
            hidden_refer_to_.insert({*field.refers_to, *one});
          if (const auto* many = std::get_if<AnyRefs>(&value))
            for (const AnyId id : *many) hidden_refer_to_.insert({*field.refers_to, id});
        }
      }
    }
  }

  // --- Records that were made there --------------------------------------------------------------

  void take_new(const KindInfo& kind, AnyRef there, const Row& row) {
    const AnyRef record{kind.kind, ids_.of_new(there)};
    const Row* here = plan_.find_row(record);
    if (here == nullptr) add({record, kDeleted, {}, false}, false);
    const Row& before = here != nullptr ? *here : kind.blank();
    bool proposed = false;
    for (const FieldInfo& field : kind.fields) {
      if (here == nullptr && field.is_same(row, kind.blank())) continue;
      Value old = here != nullptr ? field.value_of(before) : Value{};
      Value value = field.role == Role::order
                        ? Value(order_here(kind, field, there, row))
                        : translate(field, field.value_of(row), old, proposed);
      if (value != old) add({record, field.number, std::move(old), std::move(value)}, false);
    }
  }

  // --- Values ------------------------------------------------------------------------------------

  // Nothing: of something that is not in the copy.
  AnyId id_here(const FieldInfo& field, AnyId there) const {
    if (!there || !field.refers_to) return {};
    const auto known = here_.find(there);
    if (known != here_.end() && known->second.kind == *field.refers_to) return known->second.id;
    const AnyRef other{*field.refers_to, there};
    return there_.is_live(other) ? ids_.of_new(other) : AnyId{};
  }

  Value translate(const FieldInfo& field, Value value, const Value& before, bool& proposed) const {
    const auto is_hidden = [&](AnyId id) {
      const AnyRef other{field.refers_to.value_or(Kind{}), id};
      return plan_.is_live(other) && !visible_.has(other);
    };
    if (auto* one = std::get_if<AnyId>(&value)) {
      *one = id_here(field, *one);
      const auto* held = std::get_if<AnyId>(&before);
      if (held != nullptr && is_hidden(*held)) proposed = true;  // which they could not see
    }
    if (auto* many = std::get_if<AnyRefs>(&value)) {
      for (AnyId& id : *many) id = id_here(field, id);
      std::erase(*many, AnyId{});
      sort_stably(*many);
    }
    return value;
  }

  // What is here, with what they put in and without what they took out: of what was in the copy.
  AnyRefs set_here(const FieldInfo& field, AnyRef there, AnyRef record, AnyRefs set) const {
    AnyRefs kept;
    const std::vector<Sibling> theirs = there_.siblings(there, field.number);
    const auto is_theirs = [&](AnyId id) {
      return std::ranges::any_of(
          theirs, [&](const Sibling& sibling) { return sibling.value == Value(id); });
    };
    for (const Sibling& sibling : plan_.siblings(record, field.number)) {
      const AnyId element = std::get<AnyId>(sibling.value);
      const AnyRef there_of{*field.refers_to, ids_.of({*field.refers_to, element})};
      const bool was_sent =
          covers(held_, plan_.unpack(sibling.stamp).dot) && there_.find_row(there_of) != nullptr;
      if (!was_sent || is_theirs(there_of.id)) kept.push_back(element);
    }
    std::erase_if(set, [&](AnyId id) { return std::ranges::find(kept, id) == kept.end(); });
    for (const Sibling& sibling : theirs) {
      const AnyId id = there_.unpack(sibling.stamp).dot == Dot{ids_.maker(), 1}
                           ? AnyId{}
                           : id_here(field, std::get<AnyId>(sibling.value));
      if (id) set.push_back(id);
    }
    sort_stably(set);
    const auto doubled = std::ranges::unique(set);
    set.erase(doubled.begin(), doubled.end());
    return set;
  }

  // A key between those that its neighbours there have here: keys of a copy are in the order of
  // those that they were made for.
  std::string order_here(const KindInfo& kind, const FieldInfo& field, AnyRef there,
                         const Row& row) {
    auto& [keys, is_made] = keys_[kind.kind];
    if (!std::exchange(is_made, true)) {
      const AnyTable& table = *there_.table(kind.kind);
      for (Slot slot = 0; slot < table.slot_count(); ++slot) {
        const auto known = here_.find(table.id(slot));
        if (known == here_.end() || !is_ours(table.row(slot), field.number)) continue;
        if (const Row* here = plan_.find_row(known->second))
          keys.emplace_back(*field.text(table.row(slot)), *field.text(*here));
      }
      sort_stably(keys);
    }
    const auto next = std::ranges::lower_bound(
        keys, *field.text(row), {}, [](const auto& key) { return std::string_view(key.first); });
    const std::string_view after = next != keys.end() ? next->second : std::string_view();
    const std::string_view before =
        next != keys.begin() ? std::prev(next)->second : std::string_view();
    SeededRandom random(ids_.of_new(there).value);  // everyone makes the same key
    return order_between(before, after, random);
  }

  // --- The change --------------------------------------------------------------------------------

  void add(Edit edit, bool proposed) {
    if (proposed) made_.proposals.emplace(edit.record, edit.field);
    note_followed(edit.record, edit.field);
    note_followed(edit.record, kDeleted);
    made_.change.edits.push_back(std::move(edit));
  }

  // The writes that the copy was made of, and those that it brought before.
  void note_followed(AnyRef record, FieldNumber field) {
    for (const Sibling& sibling : plan_.siblings(record, field)) {
      const Stamp stamp = plan_.unpack(sibling.stamp);
      const bool is_earlier_return = ids_.is_returner(stamp.dot.replica) && holds_earlier_;
      if (covers(held_, stamp.dot) || is_earlier_return) note(stamp);
    }
  }
  void note(Stamp stamp) {
    if (stamp.dot.number == 0) return;
    made_.change.after.push_back(stamp.dot);
    largest_ = std::max(largest_, stamp.counter);
  }

  void stamp() {
    Change& change = made_.change;
    sort_stably(change.after);
    const auto doubled = std::ranges::unique(change.after);
    change.after.erase(doubled.begin(), doubled.end());
    change.counter = largest_ + 1;
    change.dot = {{1}, 1};
    change.dot.replica = ids_.returner(encode_change(change));
    std::erase_if(change.after, [&](Dot dot) { return dot.replica == change.dot.replica; });
  }

  const Plan& plan_;
  const Plan& there_;
  CopyIds ids_;
  SecrecyTable table_;
  VisiblePart visible_;
  Version held_, returned_before_;
  bool holds_earlier_ = false;
  std::unordered_map<AnyId, AnyRef> here_;
  std::set<AnyRef> hidden_refer_to_;
  std::set<AnyRef> marked_since_;
  struct Keys {
    std::vector<std::pair<std::string, std::string>> keys;  // there, here
    bool is_made = false;
  };
  std::map<Kind, Keys> keys_;
  std::uint32_t largest_ = 0;
  ReturnedCopy made_;
};

Error bad_key() {
  return {{Word::error_returned_key, {}},
          {Word::safe_nothing_changed, {}},
          {Word::todo_returned_key, {}}};
}

}  // namespace

std::string version_text(const Plan& plan) { return text_of(plan.version()); }

std::size_t count_changed(const Plan& plan, const HandedCopy& handed, const VisiblePart& part) {
  const Version held = read_version(handed.version);
  // The notes of copies that went and came back name their readers, which marks these as written.
  std::vector<Dot> notes;
  for (const auto& entry : plan.table<HandedCopy>().entries()) {
    notes.push_back(plan.unpack(entry.stamps.first()).dot);
    for (const auto& later : entry.stamps.later()) notes.push_back(plan.unpack(later.stamp).dot);
  }
  sort_stably(notes);
  const auto is_new = [&](PackedStamp stamp) {
    const Dot dot = plan.unpack(stamp).dot;
    return !covers(held, dot) && !std::ranges::binary_search(notes, dot);
  };
  std::size_t count = 0;
  for (const KindInfo& kind : all_kinds()) {
    const AnyTable& table = *plan.table(kind.kind);
    for (Slot slot = 0; slot < table.slot_count(); ++slot) {
      const FieldStamps& stamps = table.row(slot).stamps;
      const bool changed =
          is_new(stamps.first()) || std::ranges::any_of(stamps.later(), [&](const auto& later) {
            return is_new(later.stamp);
          });
      if (changed && part.has({kind.kind, table.id(slot)})) ++count;
    }
  }
  return count;
}

const Entry<HandedCopy>* find_handed_copy(const Plan& plan, AnyId copy) {
  for (const Entry<HandedCopy>& entry : plan.table<HandedCopy>().live()) {
    const auto key = parse_copy_key(entry.record.key);
    if (key && CopyIds(*key).of(ref(plan.info_id())) == copy) return &entry;
  }
  return nullptr;
}

Result<ReturnedCopy> read_returned_copy(const Plan& plan, const HandedCopy& handed,
                                        const PlanFile& returned, Day today) {
  const auto key = parse_copy_key(handed.key);
  if (!key) return std::unexpected(bad_key());
  return Returning(plan, handed, *key, returned, today).run(returned);
}

}  // namespace tongzhou
