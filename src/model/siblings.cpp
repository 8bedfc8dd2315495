#include "model/siblings.h"

namespace tongzhou {

std::vector<Sibling> gather_siblings(std::span<const KeptValue> kept, const Value& shown,
                                     PackedStamp stamp) {
  const auto* elements = std::get_if<AnyRefs>(&shown);
  std::vector<Sibling> siblings;
  if (elements == nullptr) {
    siblings.push_back({shown, stamp});
    for (const KeptValue& value : kept)
      if (value.stamp != stamp) siblings.push_back({value.value, value.stamp});
    return siblings;
  }
  for (AnyId element : *elements) {
    const std::size_t before = siblings.size();
    for (const KeptValue& value : kept)
      if (value.value == Value(element)) siblings.push_back({element, value.stamp});
    if (siblings.size() == before) siblings.push_back({element, stamp});
  }
  return siblings;
}

void order_siblings(const Plan& plan, FieldNumber field, bool is_set,
                    std::vector<Sibling>& siblings) {
  std::ranges::sort(siblings, [&](const Sibling& a, const Sibling& b) {
    if (a.value != b.value) {
      if (is_set) return a.value < b.value;
      if (field == kDeleted) return a.value == Value(false);
    }
    const Stamp of_a = plan.unpack(a.stamp), of_b = plan.unpack(b.stamp);
    if (is_set) return of_a < of_b;
    return of_a != of_b ? of_b < of_a : b.value < a.value;
  });
}

HeldSet hold_set(const Plan& plan, FieldNumber field, std::span<const Sibling> siblings,
                 PackedStamp if_empty) {
  const auto stamp_of = [&](const Sibling& s) { return plan.unpack(s.stamp); };
  const auto oldest = std::ranges::min_element(siblings, {}, stamp_of);
  HeldSet held{{}, siblings.empty() ? if_empty : oldest->stamp, {}};
  for (auto at = siblings.begin(); at != siblings.end();) {
    const auto end =
        std::find_if(at, siblings.end(), [&](const Sibling& s) { return s.value != at->value; });
    held.elements.push_back(std::get<AnyId>(at->value));
    if (end - at > 1 || at->stamp != held.stamp)
      for (const Sibling& s : std::ranges::subrange(at, end))
        held.kept.push_back({field, s.value, s.stamp});
    at = end;
  }
  return held;
}

std::vector<KeptValue> keep_others(FieldNumber field, std::span<const Sibling> siblings,
                                   bool fits) {
  std::vector<KeptValue> kept;
  for (const Sibling& s : siblings.subspan(fits ? 1 : 0))
    if (type_of(s.value) != ValueType::none) kept.push_back({field, s.value, s.stamp});
  return kept;
}

}  // namespace tongzhou
