#include "model/canonical.h"

#include <algorithm>

#include "core/sorting.h"
#include "model/kinds.h"

namespace tongzhou {

Plan make_canonical(const Plan& plan) {
  PlanLoader loader(plan.id());
  std::vector<Plan::Seen> version = plan.version();
  sort_stably(version, {}, &Plan::Seen::replica);
  for (const auto& [replica, number] : version)
    if (number != 0) loader.add_replica(replica, number);
  loader.note_counter(plan.largest_counter());
  for (Dot head : plan.heads()) loader.add_head(head);

  std::vector<std::uint32_t> places;
  for (const Plan::Seen& seen : plan.version())
    places.push_back(static_cast<std::uint32_t>(
        std::ranges::lower_bound(version, seen.replica, {}, &Plan::Seen::replica) -
        version.begin()));
  const auto skipped = std::ranges::count(version, 0U, &Plan::Seen::number);
  check(skipped == 0, "a plan knows of replicas by their changes");
  const auto placed = [&](PackedStamp stamp) {
    if (stamp.number != 0) stamp.replica = places[stamp.replica];
    return stamp;
  };
  const auto all_placed = [&](const FieldStamps& stamps) {
    std::vector<FieldStamps::Later> later = stamps.later();
    for (FieldStamps::Later& each : later) each.stamp = placed(each.stamp);
    return FieldStamps(placed(stamps.first()), std::move(later));
  };

  for (const KindInfo& kind : all_kinds()) {
    const AnyTable& table = *plan.table(kind.kind);
    std::vector<std::pair<AnyId, Slot>> order;
    order.reserve(table.slot_count());
    for (Slot slot = 0; slot < table.slot_count(); ++slot) order.emplace_back(table.id(slot), slot);
    sort_stably(order);
    AnyTable& canonical = *loader.table(kind.kind);
    canonical.reserve(order.size());
    for (const auto& [id, slot] : order) {
      Row* row = canonical.add(id, table.row(slot));
      check(row != nullptr, "ids are unique");
      row->stamps = all_placed(row->stamps);
    }
  }
  std::vector<ForeignRecord> foreign = plan.foreign_records();
  sort_stably(foreign, {}, [](const ForeignRecord& r) { return std::pair(r.kind, r.id); });
  for (ForeignRecord& record : foreign) {
    record.stamps = all_placed(record.stamps);
    loader.add_foreign(std::move(record));
  }
  for (const auto& [record, values] : plan.kept_values())
    for (KeptValue value : values) {
      value.stamp = placed(value.stamp);
      loader.keep(record, std::move(value));
    }
  return std::move(loader).take();
}

}  // namespace tongzhou
