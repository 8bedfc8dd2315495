// A record kind's one description: the list of its fields, from which everything generic is made
// (files, changes, merge, search, tables, the inspector's form, redaction, checks).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "core/words.h"
#include "model/value.h"

namespace tongzhou {

// The kinds of record. Numbers stand in files: never renumber, never reuse.
enum class Kind : std::uint8_t {
  plan = 1,
  department = 2,
  person = 3,
  calendar = 4,
  calendar_exception = 5,
  task = 6,
  dependency = 7,
  assignment = 8,
  baseline = 9,
  demand = 10,
  capacity_step = 11,
  baseline_set = 12,
  check_in = 13,
  goal = 14,
  goal_step = 15,
  measurement = 16,
  duty = 17,
  deliverable = 18,
  criterion = 19,
  hand_over = 20,
  finding = 21,
  indicator = 22,
  issue = 23,
  cause = 24,
  action = 25,
  review = 26,
  lesson = 27,
  evaluation = 28,
  channel = 29,
  cadence_rule = 30,
  conversation = 31,
  meeting = 32,
  meeting_change = 33,
  meeting_notes = 34,
  suggestion = 35,
  survey = 36,
  question = 37,
  answer_batch = 38,
  tally = 39,
  information = 40,
  information_request = 41,
  marking = 42,
  handed_copy = 43,
  public_key = 44,
  letter = 45,
  approval = 46,
  letter_template = 47,
  pause = 48,
  group = 49,
};

// What a field means to people; chooses its editor, its column and its form in tables.
enum class Role : std::uint8_t {
  name,     // what the record is called
  text,     // one line
  note,     // many lines
  number,   // a plain number
  percent,  // 0 to 100
  share,    // 1.0 = one full-time person, or a number of people
  amount,   // any number, or none
  flag,     // yes or no
  choice,   // one of a few words
  colour,   // index into the department palette
  day,
  instant,
  duration,    // working minutes, shown in days or hours
  effort,      // the same of all who work on it together, shown in person-days or person-hours
  lag,         // minutes, negative for a lead
  hours,       // working hours of a week or day
  reference,   // to one record
  owner,       // the same, to the record that this one is a part of and is deleted with
  references,  // to a set of records
  order,       // position among siblings, a fractional key; not shown
  machine,     // for the program alone; not shown
};

// Who may know something, from all to few (insight/secrecy.h).
enum class Secrecy : std::uint8_t { open, internal, department, confidential };

using FieldNumber = std::uint16_t;

// Field 0 of every record: whether it is deleted. Deletion is a stamped fact like any other.
inline constexpr FieldNumber kDeleted = 0;

template <class Record_, class Member_>
struct Field {
  using Record = Record_;
  using Member = Member_;
  FieldNumber number;     // in files: never renumber, never reuse
  std::string_view name;  // in JSON and CSV: never rename
  Member Record::* member;
  Role role;
  Word label;
  Secrecy secrecy = Secrecy::open;  // more than of its record, where it is more
};

// The fields of a description, each of its own type. Not std::tuple: every file that knows the
// records would pay for what that one can do besides, with a third of its compilation.
template <std::size_t place, class Field_>
struct FieldAt {
  Field_ field;
};
template <class Places, class... Fields>
struct FieldListOf;
template <std::size_t... place, class... Fields>
struct FieldListOf<std::index_sequence<place...>, Fields...> : FieldAt<place, Fields>... {
  static constexpr std::size_t kCount = sizeof...(Fields);
  constexpr explicit FieldListOf(const Fields&... fields) : FieldAt<place, Fields>{fields}... {}

  template <class Visitor>
  constexpr void for_each(Visitor&& visit) const {
    (visit(static_cast<const FieldAt<place, Fields>&>(*this).field), ...);
  }
};
template <class... Fields>
struct FieldList : FieldListOf<std::index_sequence_for<Fields...>, Fields...> {
  using FieldListOf<std::index_sequence_for<Fields...>, Fields...>::FieldListOf;
};
template <class... Fields>
FieldList(Fields...) -> FieldList<Fields...>;

template <std::size_t place, class Field_>
constexpr const Field_& get_field(const FieldAt<place, Field_>& at) {
  return at.field;
}

// Specialised beside each record: `kind`, `name` (JSON), `label`, and `fields`, a FieldList; and
// `secrecy`, of records of which nothing else is said, or `stays_here` where no copy for an
// audience may hold any. A kind that says neither does not compile.
template <class Record>
struct Description;

// The words of an enumeration's choices, in order; specialised beside it.
template <class Enum>
inline constexpr std::span<const Word> kChoices{};

template <class Record, class Visitor>
constexpr void for_each_field(Visitor&& visit) {
  Description<Record>::fields.for_each(std::forward<Visitor>(visit));
}

// The number of the field that a member pointer names. A member without a field does not compile.
template <auto Member>
struct MemberOf;
template <class Record_, class Type_, Type_ Record_::* member_>
struct MemberOf<member_> {
  using Record = Record_;
  using Type = Type_;
};
template <class Record, class Type>
consteval FieldNumber number_of(Type Record::* member) {
  FieldNumber found = 0;
  for_each_field<Record>([&](const auto& field) {
    if constexpr (std::is_same_v<decltype(field.member), decltype(member)>)
      if (field.member == member) found = field.number;
  });
  if (found == 0) throw "this member is not in its record's description";
  return found;
}
template <auto member>
consteval FieldNumber field_number() {
  return number_of(member);
}

}  // namespace tongzhou
