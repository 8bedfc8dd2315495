// The values a field can hold, and how a member of a record becomes one and back.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/date.h"
#include "core/id.h"

namespace tongzhou {

// A stretch of work within a day: minutes of the day, 0 <= from < to <= 1440. `weekday` is 0
// (Monday) to 6 in a working week and 0 in the hours of an exception.
struct WorkSpan {
  std::uint8_t weekday = 0;
  std::uint16_t from = 0;
  std::uint16_t to = 0;
  auto operator<=>(const WorkSpan&) const = default;
};

// Working hours of a week or of one exceptional day: sorted, without overlap. Empty: no work.
struct WorkHours {
  std::vector<WorkSpan> spans;
  auto operator<=>(const WorkHours&) const = default;
};

// Monday to Friday 08:00-12:00 and 13:00-17:00, 8 hours a day.
WorkHours standard_week();
WorkHours standard_day();
bool is_well_formed(const WorkHours& hours);
// "08:00-12:00,13:00-17:00", days of a week led by "1 " ... "7 " (ISO weekdays) and parted by ";".
std::string to_text(const WorkHours& hours);
// Only what to_text writes.
std::optional<WorkHours> parse_hours(std::string_view text);

// A set of references: sorted, each once. Members merge one by one.
template <class Record>
struct RefSet {
  std::vector<Id<Record>> ids;
  bool operator==(const RefSet&) const = default;
};
using AnyRefs = std::vector<AnyId>;

// What a field holds, without its type. The order of alternatives is the order of ValueType.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Day, Instant,
                           Minutes, AnyId, AnyRefs, WorkHours>;

// The tag of a value in files: never renumber.
enum class ValueType : std::uint8_t {
  none,
  boolean,
  integer,
  number,
  text,
  day,
  instant,
  minutes,
  reference,
  references,
  hours
};
inline ValueType type_of(const Value& value) { return static_cast<ValueType>(value.index()); }

namespace detail {
template <class Alternative, class... All>
consteval ValueType find_type(std::type_identity<std::variant<All...>>) {
  std::size_t index = 0;
  const bool found = ((std::is_same_v<Alternative, All> || (++index, false)) || ...);
  if (!found) throw "not an alternative of Value";
  return static_cast<ValueType>(index);
}
}  // namespace detail
template <class Alternative>
inline constexpr ValueType kTypeOf = detail::find_type<Alternative>(std::type_identity<Value>{});

// Calls `visit.operator()<Alternative>()` for the alternative of that type; false when there is
// none.
template <class Visitor>
bool visit_type(ValueType type, Visitor&& visit) {
  const auto index = static_cast<std::size_t>(type);
  return [&]<std::size_t... i>(std::index_sequence<i...>) {
    return (
        (index == i && (visit.template operator()<std::variant_alternative_t<i, Value>>(), true)) ||
        ...);
  }(std::make_index_sequence<std::variant_size_v<Value>>{});
}

// Of any kind: the reference does not say of which.
struct AnyRecord;

namespace detail {
template <class Member>
struct is_id : std::false_type {};
template <class Record>
struct is_id<Id<Record>> : std::true_type {
  using record = Record;
};
template <class Member>
struct is_ref_set : std::false_type {};
template <class Record>
struct is_ref_set<RefSet<Record>> : std::true_type {
  using record = Record;
};
}  // namespace detail

template <class Member>
inline constexpr bool kIsReference = detail::is_id<Member>::value;
template <class Member>
inline constexpr bool kIsReferences = detail::is_ref_set<Member>::value;

// A number that may be missing is a std::optional<double>; in a value and in files what is missing
// is this number.
inline constexpr double kNoAmount = std::numeric_limits<double>::lowest();

// The alternative of Value that a member of this type is kept in.
template <class Member>
constexpr auto stored_type() {
  if constexpr (std::is_same_v<Member, bool>)
    return std::type_identity<bool>{};
  else if constexpr (std::is_enum_v<Member> || std::is_integral_v<Member>)
    return std::type_identity<std::int64_t>{};
  else if constexpr (kIsReference<Member>)
    return std::type_identity<AnyId>{};
  else if constexpr (kIsReferences<Member>)
    return std::type_identity<AnyRefs>{};
  else if constexpr (std::is_same_v<Member, std::optional<double>>)
    return std::type_identity<double>{};
  else
    return std::type_identity<Member>{};
}
template <class Member>
using Stored = typename decltype(stored_type<Member>())::type;

template <class Member>
Stored<Member> to_stored(const Member& member) {
  if constexpr (kIsReference<Member>)
    return member.any();
  else if constexpr (kIsReferences<Member>) {
    AnyRefs ids;
    ids.reserve(member.ids.size());
    for (auto id : member.ids) ids.push_back(id.any());
    return ids;
  } else if constexpr (std::is_same_v<Member, std::optional<double>>)
    return member.value_or(kNoAmount);
  else
    return static_cast<Stored<Member>>(member);
}
template <class Member>
Value to_value(const Member& member) {
  return Value(to_stored(member));
}

// How many choices an enumeration has; specialised beside each one used in a record.
template <class Enum>
inline constexpr int kChoiceCount = 0;

// Writes what is stored for the member into it; false, and no write, when it is out of range.
template <class Member>
[[nodiscard]] bool from_stored(Stored<Member> stored, Member& member) {
  if constexpr (std::is_enum_v<Member>) {
    if (stored < 0 || stored >= kChoiceCount<Member>) return false;
    member = static_cast<Member>(stored);
  } else if constexpr (std::is_integral_v<Member> && !std::is_same_v<Member, bool>) {
    if (stored < std::numeric_limits<Member>::min() || stored > std::numeric_limits<Member>::max())
      return false;
    member = static_cast<Member>(stored);
  } else if constexpr (std::is_same_v<Member, double>) {
    if (!std::isfinite(stored)) return false;
    member = stored;
  } else if constexpr (std::is_same_v<Member, std::optional<double>>) {
    if (!std::isfinite(stored)) return false;
    member = stored == kNoAmount ? std::nullopt : std::optional(stored);
  } else if constexpr (std::is_same_v<Member, Day> || std::is_same_v<Member, Instant>) {
    if (stored.is_set() && !in_range(stored)) return false;
    member = stored;
  } else if constexpr (std::is_same_v<Member, WorkHours>) {
    if (!is_well_formed(stored)) return false;
    member = std::move(stored);
  } else if constexpr (kIsReference<Member>) {
    member = Member{stored.value};
  } else if constexpr (kIsReferences<Member>) {
    for (std::size_t i = 1; i < stored.size(); ++i)
      if (!(stored[i - 1] < stored[i])) return false;
    member.ids.clear();
    for (AnyId id : stored) member.ids.push_back({id.value});
  } else {
    member = std::move(stored);
  }
  return true;
}

// The same from a value; false also when its type is another.
template <class Member>
[[nodiscard]] bool from_value(const Value& value, Member& member) {
  const auto* stored = std::get_if<Stored<Member>>(&value);
  return stored != nullptr && from_stored(*stored, member);
}

}  // namespace tongzhou
