// The records of a plan, by chapter: each a plain struct and, right below it, its description.
//
// To add a field: one member, one line in the description. To add a kind: one struct, one
// description, its number in Kind, its name in `Records`.
#pragma once

#include "model/records/letters.h"

namespace tongzhou {

// One of each type. Not std::tuple, for the reason of FieldList.
template <class T>
struct OneOf {
  T value;
};
template <class... T>
struct EachOf : OneOf<T>... {};

// `Of<Table>` holds one Table<Record> for each kind: get<Table<Task>>(tables).
template <class... Record>
struct RecordList {
  template <template <class> class Container>
  using Of = EachOf<Container<Record>...>;

  // Calls `visit.operator()<Record>()` for every kind.
  template <class Visitor>
  static constexpr void for_each(Visitor&& visit) {
    (visit.template operator()<Record>(), ...);
  }
  // Calls it for one kind; false when there is no such kind.
  template <class Visitor>
  static constexpr bool visit(Kind kind, Visitor&& visit) {
    return ((Description<Record>::kind == kind && (visit.template operator()<Record>(), true)) ||
            ...);
  }
};

template <class T>
T& get(OneOf<T>& one) {
  return one.value;
}
template <class T>
const T& get(const OneOf<T>& one) {
  return one.value;
}

using Records =
    RecordList<PlanInfo, Department, Person, Calendar, CalendarException, Task, Dependency,
               Assignment, Baseline, Demand, CapacityStep, BaselineSet, CheckIn, Goal, GoalStep,
               Measurement, Duty, Deliverable, Criterion, HandOver, Finding, Indicator, Issue,
               Cause, Action, Review, Lesson, Evaluation, Channel, CadenceRule, Conversation,
               Meeting, MeetingChange, MeetingNotes, Suggestion, Survey, Question, AnswerBatch,
               Tally, Information, InformationRequest, Marking, HandedCopy, RegisteredKey, Letter,
               Approval, LetterTemplate, Pause, Group>;

// A record of any kind, named.
struct AnyRef {
  Kind kind{};
  AnyId id;
  auto operator<=>(const AnyRef&) const = default;
};
template <class Record>
AnyRef ref(Id<Record> id) {
  return {Description<Record>::kind, id.any()};
}

}  // namespace tongzhou
