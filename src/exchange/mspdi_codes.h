// The numbers that MSPDI writes for choices, as its schema lists them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "model/records.h"

namespace tongzhou {

// Index: ConstraintType.
inline constexpr std::array kMspdiConstraints{
    Constraint::as_soon_as_possible,    Constraint::as_late_as_possible,
    Constraint::must_start_on,          Constraint::must_finish_on,
    Constraint::start_no_earlier_than,  Constraint::start_no_later_than,
    Constraint::finish_no_earlier_than, Constraint::finish_no_later_than,
};

// Index: Type of a PredecessorLink.
inline constexpr std::array kMspdiLinkTypes{LinkType::finish_finish, LinkType::finish_start,
                                            LinkType::start_finish, LinkType::start_start};

// Type of a Task: what stays when people come or go. The work is what we call effort.
inline constexpr std::int64_t kMspdiFixedDuration = 1, kMspdiFixedWork = 2;
// The resource of an assignment of nobody.
inline constexpr std::int64_t kMspdiNobody = -65535;

template <class Enum, std::size_t count>
constexpr std::optional<Enum> from_mspdi(const std::array<Enum, count>& codes, std::int64_t code) {
  if (code < 0 || code >= static_cast<std::int64_t>(count)) return std::nullopt;
  return codes[static_cast<std::size_t>(code)];
}
template <class Enum, std::size_t count>
constexpr int to_mspdi(const std::array<Enum, count>& codes, Enum value) {
  for (std::size_t i = 0; i < count; ++i)
    if (codes[i] == value) return static_cast<int>(i);
  return 0;
}

// DurationFormat and LagFormat: the unit that a person typed. 3 to 12 are minutes, elapsed minutes,
// hours, ... months; 19 and 20 percent; 21 none. The same plus 32: marked as an estimate ("3 d?").
struct MspdiUnit {
  enum class Name : std::uint8_t { minutes, hours, days, weeks, months, percent, none };
  Name name = Name::days;
  bool elapsed = false;
  bool estimated = false;
};
constexpr MspdiUnit mspdi_unit(std::int64_t format) {
  MspdiUnit unit;
  unit.estimated = format >= 35 && format <= 53;
  const std::int64_t plain = unit.estimated ? format - 32 : format;
  if (plain >= 3 && plain <= 12) {
    unit.name = static_cast<MspdiUnit::Name>((plain - 3) / 2);
    unit.elapsed = (plain - 3) % 2 == 1;
  } else if (plain == 19 || plain == 20) {
    unit.name = MspdiUnit::Name::percent;
    unit.elapsed = plain == 20;
  } else {
    unit.name = MspdiUnit::Name::none;
  }
  return unit;
}
inline constexpr int kMspdiHours = 5;
inline constexpr int kMspdiDays = 7;
inline constexpr int kMspdiElapsedHours = 6;
inline constexpr int kMspdiElapsedDays = 8;

// DayType 1 is Sunday; here Monday is 0.
constexpr int weekday_of_mspdi(std::int64_t day_type) { return static_cast<int>(day_type + 5) % 7; }
constexpr int mspdi_of_weekday(int weekday) { return (weekday + 1) % 7 + 1; }

// No length of time beyond this is believed or written: 100 years of minutes.
inline constexpr std::int64_t kMostMspdiMinutes = 52'596'000;

// FieldID of the custom text fields that carry what Project has no place for.
inline constexpr std::int64_t kMspdiTaskText28 = 188744014;
inline constexpr std::int64_t kMspdiTaskText29 = 188744015;
inline constexpr std::int64_t kMspdiTaskText30 = 188744016;
inline constexpr std::int64_t kMspdiResourceText30 = 205521140;

}  // namespace tongzhou
