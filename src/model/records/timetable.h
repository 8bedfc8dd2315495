// Tasks, what links them, who works on them, and what was promised.
#pragma once

#include <array>
#include <string>

#include "model/records/plan.h"

namespace tongzhou {

struct Goal;
struct Task;

// --- Task and Dependency ---------------------------------------------------------------------

// A task that has children is scheduled as a summary whatever its kind says.
enum class TaskKind : std::uint8_t { task, milestone, summary };
template <>
inline constexpr int kChoiceCount<TaskKind> = 3;
inline constexpr std::array kTaskKinds{Word::kind_task, Word::kind_milestone, Word::kind_summary};
template <>
inline constexpr std::span<const Word> kChoices<TaskKind>{kTaskKinds};

enum class Constraint : std::uint8_t {
  as_soon_as_possible,
  as_late_as_possible,
  start_no_earlier_than,
  start_no_later_than,
  finish_no_earlier_than,
  finish_no_later_than,
  must_start_on,
  must_finish_on,
};
template <>
inline constexpr int kChoiceCount<Constraint> = 8;
inline constexpr std::array kConstraints{
    Word::constraint_asap, Word::constraint_alap, Word::constraint_snet, Word::constraint_snlt,
    Word::constraint_fnet, Word::constraint_fnlt, Word::constraint_mso,  Word::constraint_mfo};
template <>
inline constexpr std::span<const Word> kChoices<Constraint>{kConstraints};

enum class DurationUnit : std::uint8_t { days, hours };
template <>
inline constexpr int kChoiceCount<DurationUnit> = 2;
inline constexpr std::array kDurationUnits{Word::unit_days, Word::unit_hours};
template <>
inline constexpr std::span<const Word> kChoices<DurationUnit>{kDurationUnits};

// How far a duration can be trusted, where nobody estimated three points (schedule/estimate.h).
enum class Confidence : std::uint8_t { none, firm, fair, rough, guess };
template <>
inline constexpr int kChoiceCount<Confidence> = 5;
inline constexpr std::array kConfidences{Word::confidence_none, Word::confidence_firm,
                                         Word::confidence_fair, Word::confidence_rough,
                                         Word::confidence_guess};
template <>
inline constexpr std::span<const Word> kChoices<Confidence>{kConfidences};

struct Task {
  std::string title;
  Id<Task> parent;
  std::string order;
  TaskKind kind = TaskKind::task;
  Id<Department> department;
  Id<Person> responsible;
  RefSet<Department> participants;  // departments that take part beside `department`
  Minutes duration{480};            // working minutes
  DurationUnit duration_unit = DurationUnit::days;
  Constraint constraint = Constraint::as_soon_as_possible;
  Instant constraint_date;
  Instant deadline;
  std::int32_t percent = 0;  // 0 to 100
  Instant actual_start;
  Instant actual_finish;
  Id<Calendar> calendar;        // unset: the department's, else the plan's
  std::int32_t priority = 500;  // 0 to 1000
  std::string notes;
  double people = 0;       // of the department at work at once; 0: one, or those assigned
  bool fixed = false;      // levelling leaves it where it is
  Instant levelled_start;  // before it the hands are missing: set by levelling
  Minutes optimistic;      // working minutes if all goes well; 0: not estimated
  Minutes pessimistic;     // if much goes wrong; 0: not estimated
  Confidence confidence = Confidence::none;
  Minutes remaining;  // working minutes left of what has begun; 0: by percent
  Instant resume;     // what is left of it goes on no earlier: set when progress is reported
  Minutes spent;      // minutes that people have worked on it; 0: not told
  Degree urgency = Degree::automatic;
  Degree importance = Degree::automatic;
  Minutes effort;           // minutes of work for all people together; 0: known by its duration
  bool splittable = false;  // levelling may let it pause
};
template <>
struct Description<Task> {
  static constexpr Kind kind = Kind::task;
  static constexpr std::string_view name = "task";
  static constexpr Word label = Word::task;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "title", &Task::title, Role::name, Word::task_title},
      Field{2, "parent", &Task::parent, Role::owner, Word::task_parent},
      Field{3, "order", &Task::order, Role::order, Word::order},
      Field{4, "kind", &Task::kind, Role::choice, Word::task_kind},
      Field{5, "department", &Task::department, Role::reference, Word::department},
      Field{6, "responsible", &Task::responsible, Role::reference, Word::task_responsible},
      Field{7, "participants", &Task::participants, Role::references, Word::task_participants},
      Field{8, "duration", &Task::duration, Role::duration, Word::task_duration},
      Field{9, "duration_unit", &Task::duration_unit, Role::choice, Word::task_duration_unit},
      Field{10, "constraint", &Task::constraint, Role::choice, Word::task_constraint},
      Field{11, "constraint_date", &Task::constraint_date, Role::instant,
            Word::task_constraint_date},
      Field{12, "deadline", &Task::deadline, Role::instant, Word::task_deadline},
      Field{13, "percent", &Task::percent, Role::percent, Word::task_percent},
      Field{14, "actual_start", &Task::actual_start, Role::instant, Word::task_actual_start},
      Field{15, "actual_finish", &Task::actual_finish, Role::instant, Word::task_actual_finish},
      Field{16, "calendar", &Task::calendar, Role::reference, Word::task_calendar},
      Field{17, "priority", &Task::priority, Role::number, Word::task_priority},
      Field{18, "notes", &Task::notes, Role::note, Word::task_notes},
      Field{19, "people", &Task::people, Role::share, Word::task_people},
      Field{20, "fixed", &Task::fixed, Role::flag, Word::task_fixed},
      Field{21, "levelled_start", &Task::levelled_start, Role::instant, Word::task_levelled_start},
      Field{22, "optimistic", &Task::optimistic, Role::duration, Word::task_optimistic},
      Field{23, "pessimistic", &Task::pessimistic, Role::duration, Word::task_pessimistic},
      Field{24, "confidence", &Task::confidence, Role::choice, Word::task_confidence},
      Field{25, "remaining", &Task::remaining, Role::duration, Word::task_remaining},
      Field{26, "resume", &Task::resume, Role::instant, Word::task_resume},
      Field{27, "spent", &Task::spent, Role::duration, Word::task_spent},
      Field{28, "urgency", &Task::urgency, Role::choice, Word::urgency},
      Field{29, "importance", &Task::importance, Role::choice, Word::importance},
      Field{30, "effort", &Task::effort, Role::effort, Word::task_effort},
      Field{31, "splittable", &Task::splittable, Role::flag, Word::task_splittable},
  };
};

enum class LinkType : std::uint8_t { finish_start, start_start, finish_finish, start_finish };
template <>
inline constexpr int kChoiceCount<LinkType> = 4;
inline constexpr std::array kLinkTypes{Word::link_fs, Word::link_ss, Word::link_ff, Word::link_sf};
template <>
inline constexpr std::span<const Word> kChoices<LinkType>{kLinkTypes};

enum class LagKind : std::uint8_t { working, elapsed };
template <>
inline constexpr int kChoiceCount<LagKind> = 2;
inline constexpr std::array kLagKinds{Word::lag_working, Word::lag_elapsed};
template <>
inline constexpr std::span<const Word> kChoices<LagKind>{kLagKinds};

struct Dependency {
  Id<Task> from;
  Id<Task> to;
  LinkType type = LinkType::finish_start;
  Minutes lag;  // negative: a lead
  LagKind lag_kind = LagKind::working;
};
template <>
struct Description<Dependency> {
  static constexpr Kind kind = Kind::dependency;
  static constexpr std::string_view name = "dependency";
  static constexpr Word label = Word::dependency;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "from", &Dependency::from, Role::owner, Word::dependency_from},
      Field{2, "to", &Dependency::to, Role::owner, Word::dependency_to},
      Field{3, "type", &Dependency::type, Role::choice, Word::dependency_type},
      Field{4, "lag", &Dependency::lag, Role::lag, Word::dependency_lag},
      Field{5, "lag_kind", &Dependency::lag_kind, Role::choice, Word::dependency_lag_kind},
  };
};

// --- Who works on a task, and what was once promised ------------------------------------------

struct Assignment {
  Id<Task> task;
  Id<Person> person;
  double units = 1;  // share of the person's time
};
template <>
struct Description<Assignment> {
  static constexpr Kind kind = Kind::assignment;
  static constexpr std::string_view name = "assignment";
  static constexpr Word label = Word::assignment;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "task", &Assignment::task, Role::owner, Word::task},
      Field{2, "person", &Assignment::person, Role::reference, Word::person},
      Field{3, "units", &Assignment::units, Role::share, Word::assignment_units},
  };
};

// People of another department whom a task needs beside those of its own.
struct Demand {
  Id<Task> task;
  Id<Department> department;
  double people = 1;
};
template <>
struct Description<Demand> {
  static constexpr Kind kind = Kind::demand;
  static constexpr std::string_view name = "demand";
  static constexpr Word label = Word::demand;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "task", &Demand::task, Role::owner, Word::task},
      Field{2, "department", &Demand::department, Role::reference, Word::department},
      Field{3, "people", &Demand::people, Role::share, Word::task_people},
  };
};

// Nobody works on the task from one instant to the other; what is left goes on then.
struct Pause {
  Id<Task> task;
  Instant from;
  Instant until;
  bool levelled = false;  // set by levelling, which takes it away again
};
template <>
struct Description<Pause> {
  static constexpr Kind kind = Kind::pause;
  static constexpr std::string_view name = "pause";
  static constexpr Word label = Word::pause;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "task", &Pause::task, Role::owner, Word::task},
      Field{2, "from", &Pause::from, Role::instant, Word::pause_from},
      Field{3, "until", &Pause::until, Role::instant, Word::pause_until},
      Field{4, "levelled", &Pause::levelled, Role::flag, Word::pause_levelled},
  };
};

// From that day on a department has so many people, until its next step.
struct CapacityStep {
  Id<Department> department;
  Day from;
  double people = 1;
  std::string reason;
};
template <>
struct Description<CapacityStep> {
  static constexpr Kind kind = Kind::capacity_step;
  static constexpr std::string_view name = "capacity_step";
  static constexpr Word label = Word::capacity_step;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "department", &CapacityStep::department, Role::owner, Word::department},
      Field{2, "from", &CapacityStep::from, Role::day, Word::capacity_step_from},
      Field{3, "people", &CapacityStep::people, Role::share, Word::department_capacity},
      Field{4, "reason", &CapacityStep::reason, Role::text, Word::capacity_step_reason},
  };
};

// The plan as it stood at a moment: a promise to compare with, or what a regular update forecast.
struct BaselineSet {
  std::string name;
  Instant taken;
  bool is_update = false;  // milestones and the end only, for the trend of the forecasts
  Instant finish;          // of the whole plan
  double percent = 0;      // of all work that was done, 0 to 100
};
template <>
struct Description<BaselineSet> {
  static constexpr Kind kind = Kind::baseline_set;
  static constexpr std::string_view name = "baseline_set";
  static constexpr Word label = Word::baseline_set;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "name", &BaselineSet::name, Role::name, Word::baseline_name},
      Field{2, "taken", &BaselineSet::taken, Role::instant, Word::baseline_taken},
      Field{3, "is_update", &BaselineSet::is_update, Role::flag, Word::baseline_is_update},
      Field{4, "finish", &BaselineSet::finish, Role::instant, Word::baseline_finish},
      Field{5, "percent", &BaselineSet::percent, Role::percent, Word::task_percent},
  };
};

// The dates of one task as they stood when a baseline was taken. Other programs know baselines by
// numbers from 0 to 10; -1: what an update kept, which they do not know.
struct Baseline {
  Id<Task> task;
  std::int32_t number = 0;
  Instant start;
  Instant finish;
  Minutes duration;
  Id<BaselineSet> set;  // unset: known by its number alone, as other programs do
};
template <>
struct Description<Baseline> {
  static constexpr Kind kind = Kind::baseline;
  static constexpr std::string_view name = "baseline";
  static constexpr Word label = Word::baseline;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "task", &Baseline::task, Role::owner, Word::task},
      Field{2, "number", &Baseline::number, Role::number, Word::baseline_number},
      Field{3, "start", &Baseline::start, Role::instant, Word::baseline_start},
      Field{4, "finish", &Baseline::finish, Role::instant, Word::baseline_finish},
      Field{5, "duration", &Baseline::duration, Role::duration, Word::task_duration},
      Field{6, "set", &Baseline::set, Role::reference, Word::baseline_set},
  };
};

// That a department has told how its tasks stand.
struct CheckIn {
  Id<Department> department;
  Instant date;  // up to when
  std::string note;
};
template <>
struct Description<CheckIn> {
  static constexpr Kind kind = Kind::check_in;
  static constexpr std::string_view name = "check_in";
  static constexpr Word label = Word::check_in;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "department", &CheckIn::department, Role::reference, Word::department},
      Field{2, "date", &CheckIn::date, Role::instant, Word::check_in_date},
      Field{3, "note", &CheckIn::note, Role::note, Word::check_in_note},
  };
};

}  // namespace tongzhou
