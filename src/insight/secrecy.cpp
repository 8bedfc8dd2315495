#include "insight/secrecy.h"

#include <algorithm>
#include <ranges>
#include <tuple>
#include <utility>

#include "core/sorting.h"

namespace tongzhou {
namespace {

constexpr int kDeepest = 1000;  // rings of parts end there

bool holds(const Audience& audience, AnyId department) {
  return std::ranges::binary_search(audience.departments, Id<Department>{department.value});
}

bool is_department_of(const Plan& plan, const Audience& audience, Kind kind, AnyId id) {
  if (kind == Kind::department) return holds(audience, id);
  if (kind != Kind::person) return false;
  const Person* person = plan.find(Id<Person>{id.value});
  return person != nullptr && holds(audience, person->department.any());
}

const FieldInfo* part_field(const KindInfo& kind, const Row& row) {
  for (const FieldInfo& field : kind.fields) {
    const bool is_above =
        field.role == Role::owner || (field.role == Role::reference && field.name == "parent");
    if (is_above && field.value_of(row) != Value(AnyId{})) return &field;
  }
  return nullptr;
}

// What it says besides what it refers to is a name, so that it may be known without those.
bool is_named(const KindInfo& kind) {
  return std::ranges::any_of(kind.fields,
                             [](const FieldInfo& field) { return field.role == Role::name; });
}

bool holds_any(const Audience& audience, const RefSet<Department>& departments) {
  return std::ranges::any_of(departments.ids,
                             [&](Id<Department> one) { return holds(audience, one.any()); });
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

// Of these, whose they are and who gets them.
bool names_for_itself(const Plan& plan, const Audience& audience, AnyRef record) {
  if (record.kind == Kind::letter) {
    const Letter& of = *plan.find(Id<Letter>{record.id.value});
    return holds(audience, of.from.any()) ||
           (is_sent(of) && (holds_any(audience, of.to) || holds_any(audience, of.copies)));
  }
  const Information& of = *plan.find(Id<Information>{record.id.value});
  return holds(audience, of.department.any()) || holds_any(audience, of.audience);
}

}  // namespace

AnyRef part_of(const Plan& plan, AnyRef record) {
  const KindInfo* kind = find_kind(record.kind);
  const Row* row = kind != nullptr ? plan.find_row(record) : nullptr;
  const FieldInfo* field = row != nullptr ? part_field(*kind, *row) : nullptr;
  if (field == nullptr) return {};
  const AnyRef above{*field->refers_to, std::get<AnyId>(field->value_of(*row))};
  return plan.is_live(above) ? above : AnyRef{};
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
  sort_stably(audience_.departments);
  if (audience_.each && audience_.departments.size() > 1)
    for (const Id<Department> one : audience_.departments) readers_.push_back({table, {{one}}});
  for (std::size_t i = 0; i < seen_.size(); ++i)
    seen_[i].assign(table.plan().table(all_kinds()[i].kind)->slot_count(), Seen::unknown);
}

bool VisiblePart::names_audience(AnyRef record) const {
  const Plan& plan = table_.plan();
  if (record.kind == Kind::department && holds(audience_, record.id)) return true;
  const KindInfo* kind = find_kind(record.kind);
  const Row* row = plan.find_row(record);
  Value value;
  for (const FieldInfo& field : kind->fields) {
    if (field.refers_to != Kind::department && field.refers_to != Kind::person) continue;
    field.read(*row, value);
    const auto names = [&](AnyId id) {
      return is_department_of(plan, audience_, *field.refers_to, id);
    };
    if (const auto* one = std::get_if<AnyId>(&value); one != nullptr && names(*one)) return true;
    if (const auto* many = std::get_if<AnyRefs>(&value))
      if (std::ranges::any_of(*many, names)) return true;
  }
  return false;
}

bool VisiblePart::is_for_audience(const SecrecyFacts& facts, AnyRef record) const {
  const Plan& plan = table_.plan();
  if (facts.secrecy == Secrecy::open) return true;
  if (audience_.departments.empty()) return false;
  if (facts.secrecy == Secrecy::internal) return true;
  if (facts.marking != nullptr)
    for (const Id<Department> one : facts.marking->audience.ids)
      if (holds(audience_, one.any())) return true;
  if (facts.why == SecrecyFacts::Why::itself) return names_for_itself(plan, audience_, record);
  if (facts.secrecy == Secrecy::confidential) return false;
  AnyRef at = record;
  for (int depth = 0; depth < kDeepest && at.id; ++depth, at = part_of(plan, at)) {
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
