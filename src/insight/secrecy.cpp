#include "insight/secrecy.h"

#include <algorithm>
#include <ranges>
#include <tuple>
#include <utility>

#include "core/sorting.h"

namespace tongzhou {
namespace {

constexpr int kDeepest = 1000;  // rings of parts end there

template <class Record>
bool holds(const std::vector<Id<Record>>& sorted, Id<Record> one) {
  return std::ranges::binary_search(sorted, one);
}
template <class Record>
bool holds_any(const std::vector<Id<Record>>& sorted, const RefSet<Record>& set) {
  return std::ranges::any_of(set.ids, [&](Id<Record> one) { return holds(sorted, one); });
}

// The fields that may say what a record of the kind is a part of, in their order.
std::span<const FieldInfo* const> part_fields(const KindInfo& kind) {
  static const auto kAll = [] {
    std::vector<std::vector<const FieldInfo*>> all;
    for (const KindInfo& one : all_kinds())
      for (all.emplace_back(); const FieldInfo& field : one.fields)
        if (field.role == Role::owner || (field.role == Role::reference && field.name == "parent"))
          all.back().push_back(&field);
    return all;
  }();
  return kAll[static_cast<std::size_t>(&kind - all_kinds().data())];
}

// What it says besides what it refers to is a name, so that it may be known without those.
bool is_named(const KindInfo& kind) {
  return std::ranges::any_of(kind.fields,
                             [](const FieldInfo& field) { return field.role == Role::name; });
}

// Records that say themselves how secret they are.
std::optional<Secrecy> own_secrecy(const Plan& plan, AnyRef record, Day today) {
  if (record.kind == Kind::letter)
    if (const Letter* letter = plan.find(Id<Letter>{record.id.value}))
      return is_sent(*letter) ? letter->secrecy : std::max(letter->secrecy, Secrecy::department);
  if (record.kind != Kind::information) return std::nullopt;
  const Information* information = plan.find(Id<Information>{record.id.value});
  if (information == nullptr) return std::nullopt;
  const bool is_over = information->secret_until.is_set() && information->secret_until < today;
  return is_over ? std::min(information->secrecy, Secrecy::internal) : information->secrecy;
}

}  // namespace

AnyRef part_of(const Plan& plan, AnyRef record) {
  const KindInfo* kind = find_kind(record.kind);
  const Row* row = kind != nullptr ? plan.find_row(record) : nullptr;
  if (row == nullptr) return {};
  for (const FieldInfo* field : part_fields(*kind)) {
    const AnyId id = std::get<AnyId>(field->value_of(*row));
    if (!id) continue;
    const AnyRef above{*field->refers_to, id};
    return plan.is_live(above) ? above : AnyRef{};
  }
  return {};
}

// --- Audience ------------------------------------------------------------------------------------

Audience audience_of(const Plan& plan, AnyRef reader) {
  if (reader.kind == Kind::department) return {.departments = {{reader.id.value}}};
  if (reader.kind == Kind::person) return {.people = {{reader.id.value}}};
  const Group* group = reader.kind == Kind::group ? plan.find(Id<Group>{reader.id.value}) : nullptr;
  if (group == nullptr) return {};
  Audience members{.each = true};
  for (const Id<Department> one : group->departments.ids)
    if (plan.is_live(ref(one))) members.departments.push_back(one);
  for (const Id<Person> one : group->people.ids)
    if (plan.is_live(ref(one))) members.people.push_back(one);
  return members;
}

Audience audience_of(const HandedCopy& handed) {
  return {handed.audience.ids, handed.people.ids, bool(handed.group)};
}

// --- SecrecyTable --------------------------------------------------------------------------------

SecrecyTable::SecrecyTable(const Plan& plan, Day today) : plan_(plan), today_(today) {
  for (const auto& entry : plan.table<Marking>().live()) {
    const Marking& marking = entry.record;
    if (marking.until.is_set() && marking.until < today) continue;
    marked_.push_back({{static_cast<Kind>(marking.kind), marking.record.any()},
                       static_cast<FieldNumber>(marking.field),
                       &marking});
  }
  sort_stably(marked_, [](const Marked& a, const Marked& b) {
    return std::tuple(a.record, a.field, b.marking->secrecy) <
           std::tuple(b.record, b.field, a.marking->secrecy);
  });
  const auto doubled = std::ranges::unique(marked_, [](const Marked& a, const Marked& b) {
    return a.record == b.record && a.field == b.field;
  });
  marked_.erase(doubled.begin(), doubled.end());
  for (const Marked& marked : marked_)
    if (marked.field != 0) with_fields_.push_back(marked.record);
}

const Marking* SecrecyTable::find_marking(AnyRef record, FieldNumber field) const {
  const auto place = [](const Marked& marked) { return std::pair(marked.record, marked.field); };
  const auto found = std::ranges::lower_bound(marked_, std::pair(record, field), {}, place);
  return found != marked_.end() && place(*found) == std::pair(record, field) ? found->marking
                                                                             : nullptr;
}

bool SecrecyTable::has_marked_field(AnyRef record) const {
  return std::ranges::binary_search(with_fields_, record);
}

SecrecyFacts SecrecyTable::of(AnyRef record) const {
  using Why = SecrecyFacts::Why;
  const KindInfo* kind = find_kind(record.kind);
  SecrecyFacts usual{.secrecy = kind != nullptr ? kind->secrecy : Secrecy::confidential};
  if (const auto own = own_secrecy(plan_, record, today_)) {
    usual.secrecy = *own;
    usual.why = Why::itself;
  }
  if (marked_.empty()) return usual;
  AnyRef at = record;
  for (int depth = 0; at.id; ++depth, at = part_of(plan_, at)) {
    if (depth == kDeepest) return {.secrecy = Secrecy::confidential};  // nobody can tell
    const Marking* marking = find_marking(at, 0);
    if (marking == nullptr) continue;
    const bool is_own = at == record;
    if (!is_own && marking->secrecy < usual.secrecy) return usual;
    return {marking->secrecy, is_own ? Why::marking : Why::parent, at, marking};
  }
  return usual;
}

SecrecyFacts SecrecyTable::of(AnyRef record, FieldNumber field) const {
  using Why = SecrecyFacts::Why;
  SecrecyFacts facts = of(record);
  const FieldInfo* info = field_of_kind(record.kind, field);
  if (info != nullptr && info->secrecy > facts.secrecy)
    facts = {.secrecy = info->secrecy, .why = Why::field};
  const Marking* marking = marked_.empty() ? nullptr : find_marking(record, field);
  if (marking != nullptr && marking->secrecy >= facts.secrecy)
    facts = {marking->secrecy, Why::marking, record, marking};
  return facts;
}

// --- VisiblePart ---------------------------------------------------------------------------------

VisiblePart::VisiblePart(const SecrecyTable& table, Audience audience)
    : table_(table), audience_(std::move(audience)), seen_(all_kinds().size()) {
  const Plan& plan = table.plan();
  sort_stably(audience_.departments);
  sort_stably(audience_.people);
  if (audience_.each && audience_.departments.size() + audience_.people.size() > 1) {
    for (const Id<Department> one : audience_.departments)
      readers_.push_back({table, {.departments = {one}}});
    for (const Id<Person> one : audience_.people) readers_.push_back({table, {.people = {one}}});
  }
  departments_ = audience_.departments;
  for (const Id<Person> one : audience_.people)
    if (const Person* person = plan.find(one); person != nullptr && person->department)
      departments_.push_back(person->department);
  sort_stably(departments_);
  for (const auto& entry : plan.table<Group>().live())
    if (holds_any(departments_, entry.record.departments) ||
        holds_any(audience_.people, entry.record.people))
      groups_.push_back(entry.id);
  sort_stably(groups_);
  for (std::size_t i = 0; i < seen_.size(); ++i)
    seen_[i].assign(table.plan().table(all_kinds()[i].kind)->slot_count(), Seen::unknown);
}

// Itself, one of its people, its department, or a group that it is in.
bool VisiblePart::is_reader(Kind kind, AnyId id) const {
  if (kind == Kind::department) return holds(departments_, Id<Department>{id.value});
  if (kind == Kind::group) return holds(groups_, Id<Group>{id.value});
  if (kind != Kind::person) return false;
  const Person* person = table_.plan().find(Id<Person>{id.value});
  return holds(audience_.people, Id<Person>{id.value}) ||
         (person != nullptr && holds(departments_, person->department));
}

bool VisiblePart::is_among(const RefSet<Department>& departments) const {
  return holds_any(departments_, departments);
}

bool VisiblePart::is_among(const RefSet<Department>& departments, const RefSet<Person>& people,
                           const RefSet<Group>& groups) const {
  return is_among(departments) || holds_any(audience_.people, people) || holds_any(groups_, groups);
}

bool VisiblePart::names_audience(AnyRef record) const {
  if (is_reader(record.kind, record.id)) return true;
  const KindInfo* kind = find_kind(record.kind);
  const Row* row = table_.plan().find_row(record);
  Value value;
  for (const FieldInfo& field : kind->fields) {
    if (field.refers_to != Kind::department && field.refers_to != Kind::person &&
        field.refers_to != Kind::group)
      continue;
    field.read(*row, value);
    const auto names = [&](AnyId id) { return is_reader(*field.refers_to, id); };
    if (const auto* one = std::get_if<AnyId>(&value); one != nullptr && names(*one)) return true;
    if (const auto* many = std::get_if<AnyRefs>(&value))
      if (std::ranges::any_of(*many, names)) return true;
  }
  return false;
}

// Of a letter and an entry of the register: whose it is and who gets it.
bool VisiblePart::names_for_itself(AnyRef record) const {
  const Plan& plan = table_.plan();
  if (record.kind == Kind::letter) {
    const Letter& of = *plan.find(Id<Letter>{record.id.value});
    return holds(departments_, of.from) ||
           (is_sent(of) && (is_among(of.to) || is_among(of.copies)));
  }
  const Information& of = *plan.find(Id<Information>{record.id.value});
  return holds(departments_, of.department) || is_among(of.audience, of.people, of.groups);
}

bool VisiblePart::is_for_audience(const SecrecyFacts& facts, AnyRef record) const {
  if (facts.secrecy == Secrecy::open) return true;
  if (audience_.is_outside()) return false;
  if (facts.secrecy == Secrecy::internal) return true;
  if (facts.marking != nullptr &&
      is_among(facts.marking->audience, facts.marking->people, facts.marking->groups))
    return true;
  if (facts.why == SecrecyFacts::Why::itself) return names_for_itself(record);
  if (facts.secrecy == Secrecy::confidential) return false;
  AnyRef at = record;
  for (int depth = 0; depth < kDeepest && at.id; ++depth, at = part_of(table_.plan(), at)) {
    if (names_audience(at)) return true;
    if (facts.marking != nullptr && at == facts.because) return false;
  }
  return false;
}

bool VisiblePart::decide(AnyRef record) const {
  const Plan& plan = table_.plan();
  const KindInfo* kind = find_kind(record.kind);
  if (kind == nullptr || kind->stays_here || !plan.is_live(record)) return false;
  if (record.kind == Kind::plan) return record.id == plan.id();
  if (!is_for_audience(table_.of(record), record)) return false;
  const bool named = is_named(*kind);
  const Row& row = *plan.find_row(record);
  for (const FieldInfo& field : kind->fields) {
    // What it is a part of, but for rows under rows; of what has no name, all it speaks of.
    const bool counts = (field.role == Role::owner && field.refers_to != record.kind) ||
                        (!named && field.role == Role::reference);
    if (!counts || !field.refers_to) continue;
    const AnyRef other{*field.refers_to, std::get<AnyId>(field.value_of(row))};
    if (plan.is_live(other) && !has(other)) return false;
  }
  return true;
}

bool VisiblePart::has(AnyRef record) const {
  if (readers_.empty()) return ask(record);
  return std::ranges::all_of(readers_, [&](const VisiblePart& one) { return one.has(record); });
}

bool VisiblePart::ask(AnyRef record) const {
  const AnyTable* table = table_.plan().table(record.kind);
  const Slot slot = table != nullptr ? table->find_slot(record.id) : kNoSlot;
  if (slot == kNoSlot) return false;
  Seen& seen = seen_[static_cast<std::size_t>(find_kind(record.kind) - all_kinds().data())][slot];
  if (seen == Seen::being_asked) return true;  // a ring: the others decide
  if (seen == Seen::unknown) {
    seen = Seen::being_asked;
    ++depth_;
    const bool yes = depth_ < kDeepest && decide(record);
    --depth_;
    seen = yes ? Seen::yes : Seen::no;
  }
  return seen == Seen::yes;
}

bool VisiblePart::has(AnyRef record, FieldNumber field) const {
  if (!readers_.empty())
    return std::ranges::all_of(readers_,
                               [&](const VisiblePart& one) { return one.has(record, field); });
  if (!has(record)) return false;
  const FieldInfo* info = field_of_kind(record.kind, field);
  if (info == nullptr) return false;
  if (info->secrecy == Secrecy::open && has_open_fields(record)) return true;
  return is_for_audience(table_.of(record, field), record);
}

bool VisiblePart::has_open_fields(AnyRef record) const {
  return record.kind != Kind::plan && !table_.has_marked_field(record);
}

}  // namespace tongzhou
