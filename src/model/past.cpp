#include "model/past.h"

#include <algorithm>
#include <map>

#include "model/history.h"

namespace tongzhou {
namespace {

using Values = std::map<std::pair<AnyRef, FieldNumber>, Value>;

// Of a set a write tells what it puts in and takes out.
void write_over(Value& value, const Edit& edit) {
  auto* set = std::get_if<AnyRefs>(&value);
  const auto *before = std::get_if<AnyRefs>(&edit.before),
             *after = std::get_if<AnyRefs>(&edit.after);
  if (set == nullptr || after == nullptr) {
    value = edit.after;
    return;
  }
  AnyRefs kept;
  static const AnyRefs kNone;
  std::ranges::set_difference(*set, before != nullptr ? *before : kNone, std::back_inserter(kept));
  AnyRefs joined;
  std::ranges::set_union(kept, *after, std::back_inserter(joined));
  *set = std::move(joined);
}

Values values_after(std::span<const Change> history, std::optional<Dot> last) {
  std::vector<const Change*> order;
  order.reserve(history.size());
  for (const Change& change : history) order.push_back(&change);
  std::ranges::sort(order, [](const Change* a, const Change* b) { return is_before(*a, *b); });
  Values values;
  bool made = last.has_value();
  for (const Change* change : order) {
    for (const Edit& edit : change->edits) {
      const auto [value, first] = values.try_emplace({edit.record, edit.field}, edit.before);
      if (made) write_over(value->second, edit);
    }
    if (last == change->dot) made = false;
  }
  return values;
}

}  // namespace

Plan make_past(const Plan& plan, std::span<const Change> history, std::optional<Dot> last) {
  const Values values = values_after(history, last);
  PlanLoader loader(plan.id());
  for (const auto& [replica, number] : plan.version()) loader.add_replica(replica, number);
  loader.note_counter(plan.largest_counter());
  Records::for_each([&]<class Record>() {
    std::vector<Entry<Record>> entries;
    for (Entry<Record> entry : plan.table<Record>().entries()) {
      bool is_there = true;
      auto at = values.lower_bound({ref(entry.id), kDeleted});
      for (; at != values.end() && at->first.first == ref(entry.id); ++at) {
        const auto& [key, value] = *at;
        if (key.second != kDeleted) {
          visit_field<Record>(key.second, [&](const auto& field) {
            auto& member = entry.record.*field.member;
            if (!from_value(value, member)) member = std::decay_t<decltype(member)>{};
          });
          continue;
        }
        const auto* deleted = std::get_if<bool>(&value);
        is_there = deleted != nullptr;  // else it was not made yet
        entry.deleted = deleted == nullptr || *deleted;
      }
      if (is_there) entries.push_back(std::move(entry));
    }
    check(loader.add_all(std::move(entries)), "ids are unique");
  });
  return std::move(loader).take();
}

}  // namespace tongzhou
