// Goals, what is wanted and measured on the way, and who has which duties for them.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "model/records/timetable.h"

namespace tongzhou {

struct Indicator;

enum class Measure : std::uint8_t { number, percent, money, count, yes_no };
template <>
inline constexpr int kChoiceCount<Measure> = 5;
inline constexpr std::array kMeasures{Word::measure_number, Word::measure_percent,
                                      Word::measure_money, Word::measure_count,
                                      Word::measure_yes_no};
template <>
inline constexpr std::span<const Word> kChoices<Measure>{kMeasures};

enum class Better : std::uint8_t { higher, lower };
template <>
inline constexpr int kChoiceCount<Better> = 2;
inline constexpr std::array kBetters{Word::better_higher, Word::better_lower};
template <>
inline constexpr std::span<const Word> kChoices<Better>{kBetters};

enum class Ambition : std::uint8_t { committed, stretch };
template <>
inline constexpr int kChoiceCount<Ambition> = 2;
inline constexpr std::array kAmbitions{Word::ambition_committed, Word::ambition_stretch};
template <>
inline constexpr std::span<const Word> kChoices<Ambition>{kAmbitions};

// How the shares of a goal, the goals under it, make its value.
enum class AddsUp : std::uint8_t { sum, average, weakest };
template <>
inline constexpr int kChoiceCount<AddsUp> = 3;
inline constexpr std::array kAddsUps{Word::adds_up_sum, Word::adds_up_average,
                                     Word::adds_up_weakest};
template <>
inline constexpr std::span<const Word> kChoices<AddsUp>{kAddsUps};

// What tells how far a goal is; automatic: the first of the following that there is.
enum class GoalSource : std::uint8_t {
  automatic,
  measurements,
  shares,
  deliverables,
  tasks,
  typed,
};
template <>
inline constexpr int kChoiceCount<GoalSource> = 6;
inline constexpr std::array kGoalSources{Word::source_automatic, Word::source_measurements,
                                         Word::source_shares,    Word::source_deliverables,
                                         Word::source_tasks,     Word::source_typed};
template <>
inline constexpr std::span<const Word> kChoices<GoalSource>{kGoalSources};

struct Goal {
  std::string title;
  std::string why;
  Id<Goal> parent;  // the goal that this is a share of
  std::string order;
  Id<Department> department;  // whose goal; unset: of all together
  Id<Person> owner;
  RefSet<Department> departments;  // that take part beside `department`
  std::string metric;              // what is counted: "units sold"
  Measure measure = Measure::number;
  std::string unit;
  Better better = Better::higher;
  std::optional<double> baseline;  // where it began; unset: 0
  std::optional<double> target;
  Day begin;                     // the day of the baseline; unset: the plan's start
  Day deadline;                  // the day by which the target is wanted
  std::optional<double> weight;  // among the shares of its parent; unset: 1
  Ambition ambition = Ambition::committed;
  std::string challenge;  // why it is not easy, and how it can be done
  AddsUp adds_up = AddsUp::sum;
  GoalSource source = GoalSource::automatic;
  std::optional<double> typed;  // the value now, where a person says so
  RefSet<Task> tasks;           // that bring it about
  Degree urgency = Degree::automatic;
  Degree importance = Degree::automatic;
};
template <>
struct Description<Goal> {
  static constexpr Kind kind = Kind::goal;
  static constexpr std::string_view name = "goal";
  static constexpr Word label = Word::goal;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "title", &Goal::title, Role::name, Word::goal_title},
      Field{2, "why", &Goal::why, Role::note, Word::goal_why},
      Field{3, "parent", &Goal::parent, Role::owner, Word::goal_parent},
      Field{4, "order", &Goal::order, Role::order, Word::order},
      Field{5, "department", &Goal::department, Role::reference, Word::goal_department},
      Field{6, "owner", &Goal::owner, Role::reference, Word::goal_owner},
      Field{7, "departments", &Goal::departments, Role::references, Word::task_participants},
      Field{8, "metric", &Goal::metric, Role::text, Word::goal_metric},
      Field{9, "measure", &Goal::measure, Role::choice, Word::goal_measure},
      Field{10, "unit", &Goal::unit, Role::text, Word::goal_unit},
      Field{11, "better", &Goal::better, Role::choice, Word::goal_better},
      Field{12, "baseline", &Goal::baseline, Role::amount, Word::goal_baseline},
      Field{13, "target", &Goal::target, Role::amount, Word::goal_target},
      Field{14, "begin", &Goal::begin, Role::day, Word::goal_begin},
      Field{15, "deadline", &Goal::deadline, Role::day, Word::task_deadline},
      Field{16, "weight", &Goal::weight, Role::amount, Word::weight},
      Field{17, "ambition", &Goal::ambition, Role::choice, Word::goal_ambition},
      Field{18, "challenge", &Goal::challenge, Role::note, Word::goal_challenge},
      Field{19, "adds_up", &Goal::adds_up, Role::choice, Word::goal_adds_up},
      Field{20, "source", &Goal::source, Role::choice, Word::goal_source},
      Field{21, "typed", &Goal::typed, Role::amount, Word::goal_typed},
      Field{22, "tasks", &Goal::tasks, Role::references, Word::goal_tasks},
      Field{23, "urgency", &Goal::urgency, Role::choice, Word::urgency},
      Field{24, "importance", &Goal::importance, Role::choice, Word::importance},
  };
};

// A value wanted on the way to the target.
struct GoalStep {
  Id<Goal> goal;
  Day day;
  std::optional<double> value;
};
template <>
struct Description<GoalStep> {
  static constexpr Kind kind = Kind::goal_step;
  static constexpr std::string_view name = "goal_step";
  static constexpr Word label = Word::goal_step;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "goal", &GoalStep::goal, Role::owner, Word::goal},
      Field{2, "day", &GoalStep::day, Role::day, Word::measurement_day},
      Field{3, "value", &GoalStep::value, Role::amount, Word::measurement_value},
  };
};

// What was measured on a day, of a goal or of an indicator (then of which department).
struct Measurement {
  Id<Goal> goal;
  Day day;
  std::optional<double> value;
  std::string note;
  Id<Indicator> indicator;
  Id<Department> department;  // unset: of all
};
template <>
struct Description<Measurement> {
  static constexpr Kind kind = Kind::measurement;
  static constexpr std::string_view name = "measurement";
  static constexpr Word label = Word::measurement;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "goal", &Measurement::goal, Role::owner, Word::goal},
      Field{2, "day", &Measurement::day, Role::day, Word::measurement_day},
      Field{3, "value", &Measurement::value, Role::amount, Word::measurement_value},
      Field{4, "note", &Measurement::note, Role::text, Word::task_notes},
      Field{5, "indicator", &Measurement::indicator, Role::owner, Word::indicator},
      Field{6, "department", &Measurement::department, Role::reference, Word::department},
  };
};

// What a department has to do with a goal or a work package: RACI.
enum class DutyPart : std::uint8_t { responsible, accountable, consulted, informed };
template <>
inline constexpr int kChoiceCount<DutyPart> = 4;
inline constexpr std::array kDutyParts{Word::duty_responsible, Word::duty_accountable,
                                       Word::duty_consulted, Word::duty_informed};
template <>
inline constexpr std::span<const Word> kChoices<DutyPart>{kDutyParts};

struct Duty {
  Id<Goal> goal;  // or
  Id<Task> task;
  Id<Department> department;
  DutyPart part = DutyPart::responsible;
};
template <>
struct Description<Duty> {
  static constexpr Kind kind = Kind::duty;
  static constexpr std::string_view name = "duty";
  static constexpr Word label = Word::duty;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "goal", &Duty::goal, Role::owner, Word::goal},
      Field{2, "task", &Duty::task, Role::owner, Word::task},
      Field{3, "department", &Duty::department, Role::reference, Word::department},
      Field{4, "part", &Duty::part, Role::choice, Word::duty_part},
  };
};

}  // namespace tongzhou
