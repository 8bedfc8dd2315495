#include "model/merge.h"

#include "core/id_index.h"
#include "core/sorting.h"
#include "model/kinds.h"
#include "model/siblings.h"

namespace tongzhou {

class Merger {
 public:
  Merger(Plan& mine, const Plan& theirs) : mine_(mine), theirs_(theirs) {
    for (const Plan::Seen& seen : mine.version_) held_.push_back(seen.number);
    map_replicas();
    for (const Plan* plan : {static_cast<const Plan*>(&mine), &theirs})
      for (const auto& [record, values] : plan->kept_) with_kept_.insert(record.id.value, 0);
  }

  Merged run() && {
    std::size_t news = 0;
    for (std::size_t i = 0; i < held_.size(); ++i)
      if (theirs_held_[i] > held_[i]) news += theirs_held_[i] - held_[i];
    merged_.edits.reserve(std::min(news, kMostReserved));
    for (const KindInfo& kind : all_kinds()) merge_table(kind.kind);
    merge_foreign_records();
    merge_heads();
    for (std::size_t i = 0; i < theirs_held_.size(); ++i) {
      std::uint32_t& number = mine_.version_[i].number;
      if (theirs_held_[i] <= number) continue;
      merged_.changes += theirs_held_[i] - number;
      number = theirs_held_[i];
    }
    mine_.change_count_ += merged_.changes;
    mine_.largest_counter_ = std::max(mine_.largest_counter_, theirs_.largest_counter_);
    ++mine_.revision_;
    return std::move(merged_);
  }

 private:
  void map_replicas() {
    for (const Plan::Seen& seen : theirs_.version_) {
      const std::uint32_t place = mine_.intern(seen.replica);
      place_of_.push_back(place);
      held_.resize(mine_.version_.size(), 0);
      theirs_held_.resize(mine_.version_.size(), 0);
      theirs_held_[place] = seen.number;
    }
    theirs_held_.resize(mine_.version_.size(), 0);
  }

  // A stamp of theirs with the places of my replicas.
  PackedStamp mapped(PackedStamp stamp) const {
    if (stamp.number != 0) stamp.replica = place_of_[stamp.replica];
    return stamp;
  }
  FieldStamps mapped(const FieldStamps& stamps) const {
    std::vector<FieldStamps::Later> later = stamps.later();
    for (FieldStamps::Later& each : later) each.stamp = mapped(each.stamp);
    return {mapped(stamps.first()), std::move(later)};
  }
  bool are_same(const FieldStamps& mine, const FieldStamps& theirs) const {
    return mine.first() == mapped(theirs.first()) &&
           std::ranges::equal(mine.later(), theirs.later(), [&](const auto& a, const auto& b) {
             return a.field == b.field && a.stamp == mapped(b.stamp);
           });
  }
  bool is_held(PackedStamp stamp) const { return stamp.number <= held_[stamp.replica]; }
  bool is_held_there(PackedStamp stamp) const {
    return stamp.number == 0 || stamp.number <= theirs_held_[stamp.replica];
  }

  // Copies of one plan mostly have their records at the same places.
  void merge_table(Kind kind) {
    AnyTable& mine = *mine_.own_table(kind);
    const AnyTable& theirs = *theirs_.table(kind);
    for (Slot place = 0; place < theirs.slot_count(); ++place) {
      const AnyRef record{kind, theirs.id(place)};
      const bool is_here = place < mine.slot_count() && mine.id(place) == record.id;
      const Slot slot = is_here ? place : mine.find_slot(record.id);
      if (slot == kNoSlot)
        add(record, theirs.row(place));
      else
        merge_row(record, mine.row(slot), theirs.row(place));
    }
  }

  void add(AnyRef record, const Row& theirs) {
    Row* mine = mine_.own_table(record.kind)->add(record.id, theirs);
    check(mine != nullptr, "a record is added once");
    mine->stamps = mapped(theirs.stamps);
    keep_theirs(record);
    if (record.kind == Kind::task) ++mine_.outline_revision_;
    append_making(record, *mine, merged_.edits);
  }

  void merge_foreign_records() {
    if (theirs_.foreign_records_.empty()) return;
    std::map<AnyRef, std::size_t> places;
    for (std::size_t i = 0; i < mine_.foreign_records_.size(); ++i)
      places[ref_of(mine_.foreign_records_[i])] = i;
    for (const ForeignRecord& record : theirs_.foreign_records_) {
      const auto found = places.find(ref_of(record));
      if (found != places.end()) {
        merge_row(ref_of(record), mine_.foreign_records_[found->second], record);
        continue;
      }
      mine_.foreign_records_.emplace_back(record.kind, record.id, record.deleted,
                                          mapped(record.stamps));
      keep_theirs(ref_of(record));
      append_making(ref_of(record), record, merged_.edits);
    }
  }

  void keep_theirs(AnyRef record) {
    const auto found = theirs_.kept_.find(record);
    if (found == theirs_.kept_.end()) return;
    std::vector<KeptValue>& kept = mine_.kept_[record];
    for (KeptValue value : found->second) {
      value.stamp = mapped(value.stamp);
      kept.push_back(std::move(value));
    }
  }

  void merge_row(AnyRef record, Row& mine, const Row& theirs) {
    const bool may_have_kept = with_kept_.find(record.id.value) != IdIndex::kAbsent;
    if (!may_have_kept && are_same(mine.stamps, theirs.stamps)) return;
    // One record made by two copies: the earlier making counts, as on every copy.
    const PackedStamp first = mapped(theirs.stamps.first());
    const bool made_twice = mine.stamps.first() != first;
    const std::span<const FieldNumber> fields =
        fields_to_merge(record, mine.stamps, theirs.stamps, may_have_kept, made_twice);
    if (made_twice && mine_.unpack(first) < mine_.unpack(mine.stamps.first())) {
      std::vector<FieldStamps::Later> later;
      for (FieldNumber field : fields)
        if (mine.stamps.of(field) != first) later.push_back({field, mine.stamps.of(field)});
      mine.stamps = FieldStamps(first, std::move(later));
    }
    for (FieldNumber field : fields)
      if (may_have_kept || made_twice || !merge_single(record, mine, theirs, field))
        merge_field(record, mine, theirs, field, made_twice);
  }

  // By number. Valid until the next call.
  std::span<const FieldNumber> fields_to_merge(AnyRef record, const FieldStamps& mine,
                                               const FieldStamps& theirs, bool with_kept,
                                               bool all) {
    fields_.clear();
    const auto note = [&](FieldNumber field) {
      const auto place = std::ranges::lower_bound(fields_, field);
      if (place == fields_.end() || *place != field) fields_.insert(place, field);
    };
    for (const FieldStamps* stamps : {&mine, &theirs})
      for (const FieldStamps::Later& later : stamps->later()) note(later.field);
    if (with_kept)
      for (const Plan* plan : {static_cast<const Plan*>(&mine_), &theirs_})
        if (const auto kept = plan->kept_.find(record); kept != plan->kept_.end())
          for (const KeptValue& value : kept->second) note(value.field);
    if (all) {
      note(kDeleted);
      for (const FieldInfo& field : fields_of_kind(record.kind)) note(field.number);
    }
    return fields_;
  }

  // What `merge_field` does where each copy has one value, as nearly always. False, and nothing
  // done, for sets and for one write that gave two values.
  bool merge_single(AnyRef record, Row& mine, const Row& theirs, FieldNumber number) {
    const FieldInfo* field = field_of_kind(record.kind, number);
    if (number != kDeleted && (field == nullptr || field->type == ValueType::references))
      return false;
    const PackedStamp here = mine.stamps.of(number), there = mapped(theirs.stamps.of(number));
    if (here == there)
      return field != nullptr ? field->is_same(mine, theirs) : mine.deleted == theirs.deleted;
    if (there.number == 0 || is_held(there)) return true;
    const auto value_in = [&](const Row& row) {
      return field != nullptr ? field->value_of(row) : Value(row.deleted);
    };
    Edit edit{record, number, value_in(mine), value_in(theirs)};
    if (is_held_there(here)) {
      mine_.write_shown(record, mine, {number, edit.after, there});
    } else {
      std::vector<Sibling> both;
      both.reserve(2);
      both.emplace_back(edit.before, here);
      both.emplace_back(std::move(edit.after), there);
      mine_.write_siblings(record, mine, number, std::move(both), /*is_set=*/false);
      if (mine.stamps.of(number) == here) return true;
      edit.after = value_in(mine);
    }
    if (edit.before != edit.after) merged_.edits.push_back(std::move(edit));
    return true;
  }

  // Those that both hold, and of the others those that the other copy has not seen.
  std::vector<Sibling> combine(const std::vector<Sibling>& here, const std::vector<Sibling>& there,
                               bool is_set) const {
    const auto is_same = [&](const Sibling& a, const Sibling& b) {
      return a.stamp == b.stamp && (!is_set || a.value == b.value);
    };
    std::vector<Sibling> result;
    for (const Sibling& sibling : here) {
      const auto twin =
          std::ranges::find_if(there, [&](const Sibling& s) { return is_same(s, sibling); });
      if (twin != there.end())
        result.push_back({std::max(sibling.value, twin->value), sibling.stamp});
      else if (!is_held_there(sibling.stamp))
        result.push_back(sibling);
    }
    for (const Sibling& sibling : there)
      if (std::ranges::none_of(here, [&](const Sibling& s) { return is_same(s, sibling); }) &&
          !(sibling.stamp.number == 0 || is_held(sibling.stamp)))
        result.push_back(sibling);
    return result;
  }

  void merge_field(AnyRef record, Row& mine, const Row& theirs, FieldNumber field, bool always) {
    std::vector<Sibling> here = read_siblings(mine_, record, mine, field);
    std::vector<Sibling> there = read_siblings(theirs_, record, theirs, field);
    for (Sibling& sibling : there) sibling.stamp = mapped(sibling.stamp);
    const bool is_set =
        is_set_field(mine_, record, mine, field) || is_set_field(theirs_, record, theirs, field);
    std::vector<Sibling> result = combine(here, there, is_set);
    if (result.empty() && !is_set) result = here;  // of copies that lie about what they hold
    if (result == here && !always) return;
    Value before = shown_value(mine_, record, mine, field);
    mine_.write_siblings(record, mine, field, std::move(result), is_set);
    Value after = shown_value(mine_, record, mine, field);
    if (before != after)
      merged_.edits.push_back({record, field, std::move(before), std::move(after)});
  }

  // A head stays where the other copy does not hold it, or has it for a head too.
  void merge_heads() {
    std::vector<Dot> heads;
    for (Dot head : mine_.heads_)
      if (!theirs_.has(head) || std::ranges::binary_search(theirs_.heads_, head))
        heads.push_back(head);
    for (Dot head : theirs_.heads_)
      if (!mine_.has(head)) heads.push_back(head);
    sort_stably(heads);
    mine_.heads_ = std::move(heads);
  }

  static constexpr std::size_t kMostReserved = 1 << 16;  // a file may claim more than it holds

  Plan& mine_;
  const Plan& theirs_;
  std::vector<std::uint32_t> place_of_;            // of their replicas, among mine
  std::vector<std::uint32_t> held_, theirs_held_;  // last changes before, by place among mine
  IdIndex with_kept_;                              // records with values kept beside them
  std::vector<FieldNumber> fields_;                // of the record at hand
  Merged merged_;
};

class Renamer {
 public:
  Renamer(Plan& plan, Dot first, ReplicaId name, ReplicaId other)
      : plan_(plan),
        first_(first),
        name_(name),
        from_(plan.intern(first.replica)),
        to_(plan.intern(name)),
        other_(plan.intern(other)) {}

  void run() && {
    std::uint32_t& number = plan_.version_[from_].number;
    if (number < first_.number) return;
    std::uint32_t& renamed_number = plan_.version_[to_].number;
    renamed_number = std::max(renamed_number, number - first_.number + 1);
    number = first_.number - 1 + plan_.version_[other_].number;
    for (const KindInfo& kind : all_kinds()) {
      AnyTable& table = *plan_.own_table(kind.kind);
      for (Slot slot = 0; slot < table.slot_count(); ++slot)
        table.row(slot).stamps = renamed(table.row(slot).stamps);
    }
    for (ForeignRecord& record : plan_.foreign_records_) record.stamps = renamed(record.stamps);
    for (auto& [record, values] : plan_.kept_)
      for (KeptValue& value : values) value.stamp = renamed(value.stamp);
    for (Dot& head : plan_.heads_)
      if (head.replica == first_.replica && head.number >= first_.number)
        head = {name_, head.number - first_.number + 1};
    sort_stably(plan_.heads_);
    ++plan_.revision_;
  }

 private:
  PackedStamp renamed(PackedStamp stamp) const {
    if (stamp.replica != from_ || stamp.number < first_.number) return stamp;
    stamp.replica = to_;
    stamp.number = stamp.number - first_.number + 1;
    return stamp;
  }
  FieldStamps renamed(const FieldStamps& stamps) const {
    std::vector<FieldStamps::Later> later = stamps.later();
    for (FieldStamps::Later& each : later) each.stamp = renamed(each.stamp);
    return {renamed(stamps.first()), std::move(later)};
  }

  Plan& plan_;
  Dot first_;
  ReplicaId name_;
  std::uint32_t from_, to_, other_;
};

void rename_twin(Plan& plan, Dot first, ReplicaId name, ReplicaId other) {
  Renamer(plan, first, name, other).run();
}

Result<Merged> merge(Plan& into, const Plan& other) {
  if (into.id() != other.id())
    return refusal({Word::error_other_plan, {}}, {Word::todo_choose_copy, {}});
  return Merger(into, other).run();
}

}  // namespace tongzhou
