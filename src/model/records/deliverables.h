// Deliverables, and how they are accepted.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "model/records/goals.h"

namespace tongzhou {

struct Deliverable {
  std::string title;
  Id<Department> giver;
  RefSet<Department> receivers;
  Id<Person> responsible;
  Id<Task> task;  // task or milestone that it hangs on
  Id<Goal> goal;  // that it serves
  Day due;        // unset: when the task finishes
  std::string version;
  std::string place;  // where it is kept
  std::string notes;
  std::string order;
};
template <>
struct Description<Deliverable> {
  static constexpr Kind kind = Kind::deliverable;
  static constexpr std::string_view name = "deliverable";
  static constexpr Word label = Word::deliverable;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "title", &Deliverable::title, Role::name, Word::deliverable_title},
      Field{2, "giver", &Deliverable::giver, Role::reference, Word::deliverable_giver},
      Field{3, "receivers", &Deliverable::receivers, Role::references, Word::deliverable_receivers},
      Field{4, "responsible", &Deliverable::responsible, Role::reference, Word::task_responsible},
      Field{5, "task", &Deliverable::task, Role::reference, Word::deliverable_task},
      Field{6, "goal", &Deliverable::goal, Role::reference, Word::deliverable_goal},
      Field{7, "due", &Deliverable::due, Role::day, Word::deliverable_due},
      Field{8, "version", &Deliverable::version, Role::text, Word::deliverable_version},
      Field{9, "place", &Deliverable::place, Role::text, Word::deliverable_place},
      Field{10, "notes", &Deliverable::notes, Role::note, Word::task_notes},
      Field{11, "order", &Deliverable::order, Role::order, Word::order},
  };
};

enum class Comparison : std::uint8_t { at_least, at_most, between, equal, yes_no, checklist };
template <>
inline constexpr int kChoiceCount<Comparison> = 6;
inline constexpr std::array kComparisons{Word::compare_at_least, Word::compare_at_most,
                                         Word::compare_between,  Word::compare_equal,
                                         Word::compare_yes_no,   Word::compare_checklist};
template <>
inline constexpr std::span<const Word> kChoices<Comparison>{kComparisons};

enum class CriterionKind : std::uint8_t {
  other,
  quality,
  function,
  delivery,
  sales_growth,
  market_share,
  satisfaction,
};
template <>
inline constexpr int kChoiceCount<CriterionKind> = 7;
inline constexpr std::array kCriterionKinds{
    Word::criterion_other,        Word::criterion_quality,      Word::criterion_function,
    Word::criterion_delivery,     Word::criterion_sales_growth, Word::criterion_market_share,
    Word::criterion_satisfaction,
};
template <>
inline constexpr std::span<const Word> kChoices<CriterionKind>{kCriterionKinds};

// What a deliverable is measured by.
struct Criterion {
  std::string measure;  // "length deviates by"
  Id<Deliverable> deliverable;
  CriterionKind kind = CriterionKind::other;
  Comparison comparison = Comparison::at_least;
  std::optional<double> target;  // of a checklist: how many points there are, all wanted
  std::optional<double> limit;   // between: the upper end; equal: how far it may be off
  std::string unit;
  std::optional<double> weight;  // unset: 1
  bool must = true;
  std::string method;  // how it is tested
  Id<Person> tester;
  std::string order;
};
template <>
struct Description<Criterion> {
  static constexpr Kind kind = Kind::criterion;
  static constexpr std::string_view name = "criterion";
  static constexpr Word label = Word::criterion;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "measure", &Criterion::measure, Role::name, Word::criterion_measure},
      Field{2, "deliverable", &Criterion::deliverable, Role::owner, Word::deliverable},
      Field{3, "kind", &Criterion::kind, Role::choice, Word::task_kind},
      Field{4, "comparison", &Criterion::comparison, Role::choice, Word::criterion_comparison},
      Field{5, "target", &Criterion::target, Role::amount, Word::goal_target},
      Field{6, "limit", &Criterion::limit, Role::amount, Word::criterion_limit},
      Field{7, "unit", &Criterion::unit, Role::text, Word::goal_unit},
      Field{8, "weight", &Criterion::weight, Role::amount, Word::weight},
      Field{9, "must", &Criterion::must, Role::flag, Word::criterion_must},
      Field{10, "method", &Criterion::method, Role::text, Word::criterion_method},
      Field{11, "tester", &Criterion::tester, Role::reference, Word::criterion_tester},
      Field{12, "order", &Criterion::order, Role::order, Word::order},
  };
};

enum class Decision : std::uint8_t { none, accepted, with_reservations, rejected };
template <>
inline constexpr int kChoiceCount<Decision> = 4;
inline constexpr std::array kDecisions{Word::decision_none, Word::decision_accepted,
                                       Word::decision_with_reservations, Word::decision_rejected};
template <>
inline constexpr std::span<const Word> kChoices<Decision>{kDecisions};

// One round: a deliverable handed over, reviewed, decided on. Rounds follow each other by the time
// of their hand-over.
struct HandOver {
  Id<Deliverable> deliverable;
  Instant handed_over;
  Id<Person> handed_by;
  std::string version;
  std::string note;
  Instant review_begun;
  Id<Person> reviewer;
  Instant decided;
  Decision decision = Decision::none;
  Id<Person> decided_by;
  std::string reason;  // what is wrong or reserved
  Id<Task> rework;     // made when rejected
};
template <>
struct Description<HandOver> {
  static constexpr Kind kind = Kind::hand_over;
  static constexpr std::string_view name = "hand_over";
  static constexpr Word label = Word::hand_over;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "deliverable", &HandOver::deliverable, Role::owner, Word::deliverable},
      Field{2, "handed_over", &HandOver::handed_over, Role::instant, Word::handed_over_at},
      Field{3, "handed_by", &HandOver::handed_by, Role::reference, Word::handed_by},
      Field{4, "version", &HandOver::version, Role::text, Word::deliverable_version},
      Field{5, "note", &HandOver::note, Role::note, Word::task_notes},
      Field{6, "review_begun", &HandOver::review_begun, Role::instant, Word::review_begun_at},
      Field{7, "reviewer", &HandOver::reviewer, Role::reference, Word::reviewer},
      Field{8, "decided", &HandOver::decided, Role::instant, Word::decided_at},
      Field{9, "decision", &HandOver::decision, Role::choice, Word::decision},
      Field{10, "decided_by", &HandOver::decided_by, Role::reference, Word::decided_by},
      Field{11, "reason", &HandOver::reason, Role::note, Word::decision_reason},
      Field{12, "rework", &HandOver::rework, Role::reference, Word::rework_task},
  };
};

// What was found when a criterion was tested in a round. Of several of one criterion and round the
// one counts whose value was written after the others (written_at).
struct Finding {
  Id<Criterion> criterion;
  Id<HandOver> round;
  std::optional<double> value;  // of yes or no: 1 or 0
  std::string evidence;
  Id<Person> tester;
  Instant found;
  std::string waiver;    // why it may be as it is; empty: it may not
  Id<Person> waived_by;  // who takes that on himself
};
template <>
struct Description<Finding> {
  static constexpr Kind kind = Kind::finding;
  static constexpr std::string_view name = "finding";
  static constexpr Word label = Word::finding;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "criterion", &Finding::criterion, Role::owner, Word::criterion},
      Field{2, "round", &Finding::round, Role::owner, Word::hand_over},
      Field{3, "value", &Finding::value, Role::amount, Word::measurement_value},
      Field{4, "evidence", &Finding::evidence, Role::text, Word::finding_evidence},
      Field{5, "tester", &Finding::tester, Role::reference, Word::criterion_tester},
      Field{6, "found", &Finding::found, Role::instant, Word::measurement_day},
      Field{7, "waiver", &Finding::waiver, Role::text, Word::finding_waiver},
      Field{8, "waived_by", &Finding::waived_by, Role::reference, Word::finding_waived_by},
  };
};

}  // namespace tongzhou
