#include "exchange/audience_copy.h"

#include <algorithm>
#include <utility>

#include "core/check.h"
#include "core/sorting.h"
#include "exchange/leak_check.h"
#include "model/in_order.h"
#include "model/order_key.h"
#include "schedule/schedule.h"

namespace tongzhou {
namespace {

// The next Monday, or that day.
Day monday_from(Day day) {
  constexpr int kMonday = 0;
  return day + (kMonday - weekday_of(day) + 7) % 7;
}

class CopyMaker {
 public:
  CopyMaker(const Plan& plan, const CopyOrder& order)
      : plan_(plan),
        order_(order),
        table_(plan, order.today),
        visible_(table_, order.audience),
        ids_(order.key),
        stays_of_(plan.table<Department>().slot_count()) {}

  AudienceCopy run() {
    make_all();
    for (const Slot slot : slots_in_order(plan_.table<Department>()))
      if (stays_of_[slot] > 0)
        facts_.departments.emplace_back(plan_.table<Department>()[slot].id, stays_of_[slot]);
    if (order_.dates != CopyDates::recomputed) keep_dates();
    return {std::move(copy_), std::move(facts_)};
  }

 private:
  void make_all() {
    PlanLoader loader(ids_.of(ref(plan_.info_id())));
    stamp_ = {1, loader.add_replica(ids_.maker(), 1), 1};
    loader.note_counter(1);
    for (const KindInfo& kind : all_kinds()) make_kind(kind, loader);
    copy_ = std::move(loader).take();
  }

  void make_kind(const KindInfo& kind, PlanLoader& loader) {
    const AnyTable& from = *plan_.table(kind.kind);
    CopyFacts::OfKind facts{.kind = kind.kind};
    std::vector<std::pair<AnyId, Slot>> goes;
    for (Slot slot = 0; slot < from.slot_count(); ++slot) {
      if (from.row(slot).deleted) continue;
      const AnyRef record{kind.kind, from.id(slot)};
      if (visible_.has(record)) {
        goes.emplace_back(ids_.of(record), slot);
      } else if (!kind.stays_here) {
        ++facts.stays;
        ++facts_.classes[static_cast<std::size_t>(table_.of(record).secrecy)];
        const Slot department = plan_.table<Department>().find_slot(department_of(record));
        if (department != kNoSlot) ++stays_of_[department];
        if (!plan_.name_of(record).empty()) facts_.withheld.push_back(record);
      }
    }
    facts.goes = goes.size();
    const std::vector<std::string> keys = order_keys(kind, from, goes);
    sort_stably(goes);
    AnyTable& into = *loader.table(kind.kind);
    into.reserve(goes.size());
    for (const auto& [id, slot] : goes) {
      Row* row = into.add(id, kind.blank());
      check(row != nullptr, "ids of a copy are as random as those of a plan");
      row->stamps = FieldStamps(stamp_);
      const AnyRef record{kind.kind, from.id(slot)};
      facts.fields += fill(kind, record, from.row(slot), *row);
      for (const FieldInfo& field : kind.fields)
        if (field.role == Role::order) check(field.write(*row, keys[slot]), "keys are texts");
      if (kind.kind == Kind::plan) {
        PlanInfo& info = static_cast<Entry<PlanInfo>&>(*row).record;
        info.audience = order_.audience_name;
        info.for_reading = order_.for_reading;
      }
    }
    if (facts.goes + facts.stays > 0) facts_.kinds.push_back(facts);
  }

  Id<Department> department_of(AnyRef record) const {
    constexpr int kDeepest = 20;
    for (int depth = 0; record.id && depth < kDeepest; ++depth, record = part_of(plan_, record)) {
      if (record.kind == Kind::department) return {record.id.value};
      for (const FieldInfo& field : find_kind(record.kind)->fields) {
        if (field.refers_to != Kind::department || field.type != ValueType::reference) continue;
        const AnyId id = std::get<AnyId>(field.value_of(*plan_.find_row(record)));
        if (plan_.is_live({Kind::department, id})) return {id.value};
      }
    }
    return {};
  }

  // New ones, by slot, in the order of those there are.
  std::vector<std::string> order_keys(const KindInfo& kind, const AnyTable& from,
                                      const std::vector<std::pair<AnyId, Slot>>& goes) const {
    const auto field = std::ranges::find(kind.fields, Role::order, &FieldInfo::role);
    if (field == kind.fields.end()) return {};
    struct Place {
      std::string_view key;
      AnyId id;
      Slot slot;
    };
    std::vector<Place> places;
    for (const auto& [id, slot] : goes) {
      const AnyId here = from.id(slot);
      const bool known = visible_.has({kind.kind, here}, field->number);
      places.push_back({known ? std::string_view(*field->text(from.row(slot))) : "", here, slot});
    }
    sort_stably(places, [](const Place& a, const Place& b) {
      return a.key != b.key ? a.key < b.key : a.id < b.id;
    });
    std::vector<std::string> fresh = order_sequence(places.size()), keys(from.slot_count());
    for (std::size_t i = 0; i < places.size(); ++i) keys[places[i].slot] = std::move(fresh[i]);
    return keys;
  }

  // Gives how many fields are withheld that say something.
  std::size_t fill(const KindInfo& kind, AnyRef record, const Row& from, Row& into) {
    std::size_t withheld = 0;
    Value value;
    const bool has_open_fields = visible_.has_open_fields(record);
    for (const FieldInfo& field : kind.fields) {
      if (field.role == Role::order || field.is_same(from, kind.blank())) continue;
      const bool is_there =
          (has_open_fields && field.secrecy == Secrecy::open) || visible_.has(record, field.number);
      if (!is_there) {
        ++withheld;
        continue;
      }
      field.read(from, value);
      if (auto* one = std::get_if<AnyId>(&value)) *one = translate(field, *one);
      if (auto* many = std::get_if<AnyRefs>(&value)) {
        for (AnyId& id : *many) id = translate(field, id);
        std::erase(*many, AnyId{});
        sort_stably(*many);
      }
      check(field.write(into, std::move(value)), "what a plan holds, a copy may hold");
      value = {};
    }
    return withheld;
  }

  AnyId translate(const FieldInfo& field, AnyId id) {
    if (!id) return {};
    const AnyRef other{field.refers_to.value_or(Kind{}), id};
    if (visible_.has(other)) return ids_.of(other);
    if (plan_.is_live(other)) ++facts_.references;
    return {};
  }

  // --- Dates -------------------------------------------------------------------------------------

  void pin(Task& task, Instant start) const {
    const bool is_free =
        task.constraint == Constraint::as_soon_as_possible ||
        task.constraint == Constraint::as_late_as_possible ||
        (task.constraint == Constraint::start_no_earlier_than && task.constraint_date < start);
    if (!is_free) return;
    task.constraint = Constraint::start_no_earlier_than;
    task.constraint_date =
        order_.dates == CopyDates::weeks ? start_of(monday_from(day_of(start))) : start;
  }

  // What something withheld moves is held where it stands: first where that bears on it directly,
  // then whatever still differs.
  void keep_dates() {
    const Table<Task>& tasks = plan_.table<Task>();
    const Schedule made = order_.schedule != nullptr ? Schedule{} : make_schedule(plan_);
    const Schedule& here = order_.schedule != nullptr ? *order_.schedule : made;
    std::vector<bool> direct(tasks.slot_count(), false), pinned(tasks.slot_count(), false);
    bool is_any_direct = false;
    for (const auto& link : plan_.table<Dependency>().live())
      if (const Slot to = tasks.find_slot(link.record.to);
          to != kNoSlot && !visible_.has(ref(link.id)))
        direct[to] = is_any_direct = true;
    for (const bool only_direct : {true, false}) {
      if (only_direct && !is_any_direct) continue;
      const Schedule there = make_schedule(copy_);
      PlanLoader loader(std::move(copy_));
      AnyTable& rows = *loader.table(Kind::task);
      for (Slot slot = 0; slot < tasks.slot_count(); ++slot) {
        if (tasks[slot].deleted || pinned[slot] || here.tasks[slot].summary) continue;
        if (only_direct && !direct[slot]) continue;
        const Slot in_copy = rows.find_slot(ids_.of(ref(tasks[slot].id)));
        if (in_copy == kNoSlot || there.tasks[in_copy].start >= here.tasks[slot].start) continue;
        pin(static_cast<Entry<Task>&>(rows.row(in_copy)).record, here.tasks[slot].start);
        facts_.moved.push_back(tasks[slot].id);
        pinned[slot] = true;
      }
      copy_ = std::move(loader).take();
    }
  }

  const Plan& plan_;
  const CopyOrder& order_;
  SecrecyTable table_;
  VisiblePart visible_;
  CopyIds ids_;
  PackedStamp stamp_;
  Plan copy_;
  CopyFacts facts_;
  std::vector<std::size_t> stays_of_;  // records, by slot of the department
};

}  // namespace

AudienceCopy make_audience_copy(const Plan& plan, const CopyOrder& order) {
  return CopyMaker(plan, order).run();
}

Result<std::vector<std::byte>> encode_audience_copy(const Plan& plan,
                                                    std::span<const Change> history,
                                                    const AudienceCopy& copy,
                                                    const SaveNote& saved) {
  auto bytes = encode_plan_file(copy.plan, {}, saved);
  if (!bytes) return bytes;
  LeakCheck looking = make_leak_check(plan, history, copy.plan);
  const std::vector<std::string> found = find_leaks(looking, *bytes);
  if (!found.empty())
    return failure({Word::error_copy_leaks, {found.front()}}, {Word::safe_nothing_left, {}},
                   {Word::todo_copy_leaks, {}});
  return bytes;
}

}  // namespace tongzhou
