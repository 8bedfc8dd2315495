// The records of a plan: each a plain struct and, right below it, its description.
//
// To add a field: one member, one line in the description. To add a kind: one struct, one
// description, its number in Kind, its name in `Records`.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <tuple>

#include "model/description.h"

namespace tongzhou {

struct Calendar;
struct Department;
struct Goal;
struct Indicator;
struct Person;
struct Task;

// --- Plan: the one record that speaks of the whole -------------------------------------------

enum class PlanLanguage : std::uint8_t { chinese, english };
template <>
inline constexpr int kChoiceCount<PlanLanguage> = 2;
inline constexpr std::array kPlanLanguages{Word::language_chinese, Word::language_english};
template <>
inline constexpr std::span<const Word> kChoices<PlanLanguage>{kPlanLanguages};

struct PlanInfo {
  std::string title;
  std::string purpose;
  Instant start;   // nothing is scheduled before it
  Instant finish;  // when the whole is wanted; unset: no wish
  PlanLanguage language = PlanLanguage::chinese;
  Id<Calendar> calendar;               // for whatever names no other; unset: the standard week
  std::int32_t minutes_per_day = 480;  // how many working minutes are shown as "1 day"
  Instant status_date;                 // up to when progress was reported
  std::int32_t update_days = 0;        // days from one report to the next; 0: none agreed
  Minutes buffer;                      // room for surprises after the last task, working minutes
  Id<PlanInfo> scenario_of;            // the plan that this tries something out for; else unset
};
template <>
struct Description<PlanInfo> {
  static constexpr Kind kind = Kind::plan;
  static constexpr std::string_view name = "plan";
  static constexpr Word label = Word::plan;
  static constexpr auto fields = std::tuple{
      Field{1, "title", &PlanInfo::title, Role::name, Word::plan_title},
      Field{2, "purpose", &PlanInfo::purpose, Role::note, Word::plan_purpose},
      Field{3, "start", &PlanInfo::start, Role::instant, Word::plan_start},
      Field{4, "finish", &PlanInfo::finish, Role::instant, Word::plan_finish},
      Field{5, "language", &PlanInfo::language, Role::choice, Word::plan_language},
      Field{6, "calendar", &PlanInfo::calendar, Role::reference, Word::plan_calendar},
      Field{7, "minutes_per_day", &PlanInfo::minutes_per_day, Role::number,
            Word::plan_minutes_per_day},
      Field{8, "status_date", &PlanInfo::status_date, Role::instant, Word::plan_status_date},
      Field{9, "update_days", &PlanInfo::update_days, Role::number, Word::plan_update_days},
      Field{10, "buffer", &PlanInfo::buffer, Role::duration, Word::plan_buffer},
      Field{11, "scenario_of", &PlanInfo::scenario_of, Role::reference, Word::plan_scenario_of},
  };
};

// --- Department and Person -------------------------------------------------------------------

struct Department {
  std::string name;
  std::string duties;
  Id<Person> lead;
  std::int32_t colour = 0;  // index into the palette of eight
  double capacity = 1;      // people who can work at once
  Id<Calendar> calendar;    // unset: the plan's
  std::string order;
};
template <>
struct Description<Department> {
  static constexpr Kind kind = Kind::department;
  static constexpr std::string_view name = "department";
  static constexpr Word label = Word::department;
  static constexpr auto fields = std::tuple{
      Field{1, "name", &Department::name, Role::name, Word::department_name},
      Field{2, "duties", &Department::duties, Role::note, Word::department_duties},
      Field{3, "lead", &Department::lead, Role::reference, Word::department_lead},
      Field{4, "colour", &Department::colour, Role::colour, Word::department_colour},
      Field{5, "capacity", &Department::capacity, Role::share, Word::department_capacity},
      Field{6, "calendar", &Department::calendar, Role::reference, Word::department_calendar},
      Field{7, "order", &Department::order, Role::order, Word::order},
  };
};

struct Person {
  std::string name;
  Id<Department> department;
  std::string role;
  std::string contact;
  double capacity = 1;    // share of full time
  Id<Calendar> calendar;  // unset: the department's
  std::string order;
};
template <>
struct Description<Person> {
  static constexpr Kind kind = Kind::person;
  static constexpr std::string_view name = "person";
  static constexpr Word label = Word::person;
  static constexpr auto fields = std::tuple{
      Field{1, "name", &Person::name, Role::name, Word::person_name},
      Field{2, "department", &Person::department, Role::reference, Word::person_department},
      Field{3, "role", &Person::role, Role::text, Word::person_role},
      Field{4, "contact", &Person::contact, Role::text, Word::person_contact},
      Field{5, "capacity", &Person::capacity, Role::share, Word::person_capacity},
      Field{6, "calendar", &Person::calendar, Role::reference, Word::person_calendar},
      Field{7, "order", &Person::order, Role::order, Word::order},
  };
};

// --- Calendar and its exceptions -------------------------------------------------------------

enum class Holidays : std::uint8_t { none, china };
template <>
inline constexpr int kChoiceCount<Holidays> = 2;
inline constexpr std::array kHolidaysWords{Word::holidays_none, Word::holidays_china};
template <>
inline constexpr std::span<const Word> kChoices<Holidays>{kHolidaysWords};

// Working time: exceptions of its own, then public holidays and make-up days, then its week. A day
// that its own week leaves without a word is as in `base`, where there is one.
struct Calendar {
  std::string name;
  Id<Calendar> base;
  WorkHours week = standard_week();
  Holidays holidays = Holidays::none;
};
template <>
struct Description<Calendar> {
  static constexpr Kind kind = Kind::calendar;
  static constexpr std::string_view name = "calendar";
  static constexpr Word label = Word::calendar;
  static constexpr auto fields = std::tuple{
      Field{1, "name", &Calendar::name, Role::name, Word::calendar_name},
      Field{2, "base", &Calendar::base, Role::reference, Word::calendar_base},
      Field{3, "week", &Calendar::week, Role::hours, Word::calendar_week},
      Field{4, "holidays", &Calendar::holidays, Role::choice, Word::calendar_holidays},
  };
};

// Days, first and last included, on which a calendar differs: no hours means a day off. Where
// exceptions of one calendar overlap, the shorter one holds, then the later first day, then the
// larger id.
struct CalendarException {
  std::string name;
  Id<Calendar> calendar;
  Day first;
  Day last;
  WorkHours hours;
};
template <>
struct Description<CalendarException> {
  static constexpr Kind kind = Kind::calendar_exception;
  static constexpr std::string_view name = "calendar_exception";
  static constexpr Word label = Word::calendar_exception;
  static constexpr auto fields = std::tuple{
      Field{1, "name", &CalendarException::name, Role::name, Word::exception_name},
      Field{2, "calendar", &CalendarException::calendar, Role::owner, Word::calendar},
      Field{3, "first", &CalendarException::first, Role::day, Word::exception_first},
      Field{4, "last", &CalendarException::last, Role::day, Word::exception_last},
      Field{5, "hours", &CalendarException::hours, Role::hours, Word::exception_hours},
  };
};

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
};
template <>
struct Description<Task> {
  static constexpr Kind kind = Kind::task;
  static constexpr std::string_view name = "task";
  static constexpr Word label = Word::task;
  static constexpr auto fields = std::tuple{
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
  static constexpr auto fields = std::tuple{
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
  static constexpr auto fields = std::tuple{
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
  static constexpr auto fields = std::tuple{
      Field{1, "task", &Demand::task, Role::owner, Word::task},
      Field{2, "department", &Demand::department, Role::reference, Word::department},
      Field{3, "people", &Demand::people, Role::share, Word::task_people},
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
  static constexpr auto fields = std::tuple{
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
  static constexpr auto fields = std::tuple{
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
  static constexpr auto fields = std::tuple{
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
  static constexpr auto fields = std::tuple{
      Field{1, "department", &CheckIn::department, Role::reference, Word::department},
      Field{2, "date", &CheckIn::date, Role::instant, Word::check_in_date},
      Field{3, "note", &CheckIn::note, Role::note, Word::check_in_note},
  };
};

// --- Goals -----------------------------------------------------------------------------------

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
};
template <>
struct Description<Goal> {
  static constexpr Kind kind = Kind::goal;
  static constexpr std::string_view name = "goal";
  static constexpr Word label = Word::goal;
  static constexpr auto fields = std::tuple{
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
  static constexpr auto fields = std::tuple{
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
  static constexpr auto fields = std::tuple{
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
  static constexpr auto fields = std::tuple{
      Field{1, "goal", &Duty::goal, Role::owner, Word::goal},
      Field{2, "task", &Duty::task, Role::owner, Word::task},
      Field{3, "department", &Duty::department, Role::reference, Word::department},
      Field{4, "part", &Duty::part, Role::choice, Word::duty_part},
  };
};

// --- Deliverables and their acceptance -------------------------------------------------------

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
  static constexpr auto fields = std::tuple{
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
  static constexpr auto fields = std::tuple{
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
  static constexpr auto fields = std::tuple{
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
// last to be found counts, of one moment the one with the larger id.
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
  static constexpr auto fields = std::tuple{
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

// --- Supervision and evaluation --------------------------------------------------------------

// What an indicator is computed from (insight/scorecard.h); measured: from measurements.
enum class IndicatorSource : std::uint8_t {
  measured,
  milestones_kept,
  average_slip,
  accepted_at_first,
  rework_rounds,
  handed_over_in_time,
  days_since_report,
  overload,
};
template <>
inline constexpr int kChoiceCount<IndicatorSource> = 8;
inline constexpr std::array kIndicatorSources{
    Word::indicator_measured,          Word::indicator_milestones_kept,
    Word::indicator_average_slip,      Word::indicator_accepted_at_first,
    Word::indicator_rework_rounds,     Word::indicator_handed_over_in_time,
    Word::indicator_days_since_report, Word::indicator_overload};
template <>
inline constexpr std::span<const Word> kChoices<IndicatorSource>{kIndicatorSources};

// A figure by which departments are judged: a column of the scorecard.
struct Indicator {
  std::string name;
  IndicatorSource source = IndicatorSource::measured;
  std::string unit;
  Better better = Better::higher;
  std::optional<double> target;  // from here on all is well
  std::optional<double> limit;   // from here on it is time to act; between: to be watched
  std::optional<double> weight;  // in the score of a department; unset: 1
  Id<Department> department;     // the only one it is of; unset: of every one
  std::string note;
  std::string order;
};
template <>
struct Description<Indicator> {
  static constexpr Kind kind = Kind::indicator;
  static constexpr std::string_view name = "indicator";
  static constexpr Word label = Word::indicator;
  static constexpr auto fields = std::tuple{
      Field{1, "name", &Indicator::name, Role::name, Word::indicator_name},
      Field{2, "source", &Indicator::source, Role::choice, Word::indicator_source},
      Field{3, "unit", &Indicator::unit, Role::text, Word::goal_unit},
      Field{4, "better", &Indicator::better, Role::choice, Word::goal_better},
      Field{5, "target", &Indicator::target, Role::amount, Word::goal_target},
      Field{6, "limit", &Indicator::limit, Role::amount, Word::indicator_limit},
      Field{7, "weight", &Indicator::weight, Role::amount, Word::weight},
      Field{8, "department", &Indicator::department, Role::reference, Word::indicator_department},
      Field{9, "note", &Indicator::note, Role::note, Word::task_notes},
      Field{10, "order", &Indicator::order, Role::order, Word::order},
  };
};

enum class IssueKind : std::uint8_t { problem, risk };
template <>
inline constexpr int kChoiceCount<IssueKind> = 2;
inline constexpr std::array kIssueKinds{Word::issue_problem, Word::issue_risk};
template <>
inline constexpr std::span<const Word> kChoices<IssueKind>{kIssueKinds};

// Something that went wrong, or may.
struct Issue {
  std::string title;
  IssueKind kind = IssueKind::problem;
  Id<Department> department;  // where it shows
  Id<Person> owner;
  Day noticed;
  std::int32_t probability = 3;  // 1 to 5; of a problem: 5
  std::int32_t impact = 3;       // 1 to 5
  std::string description;       // how far off, since when
  std::string response;          // what is done about it
  std::string trigger;           // by what one sees that a risk comes true
  Id<Goal> goal;                 // what it is about
  Id<Task> task;
  Id<Deliverable> deliverable;
  Id<Indicator> indicator;
  Day due;
  Day closed;
  std::string order;
};
template <>
struct Description<Issue> {
  static constexpr Kind kind = Kind::issue;
  static constexpr std::string_view name = "issue";
  static constexpr Word label = Word::issue;
  static constexpr auto fields = std::tuple{
      Field{1, "title", &Issue::title, Role::name, Word::issue_title},
      Field{2, "kind", &Issue::kind, Role::choice, Word::task_kind},
      Field{3, "department", &Issue::department, Role::reference, Word::department},
      Field{4, "owner", &Issue::owner, Role::reference, Word::goal_owner},
      Field{5, "noticed", &Issue::noticed, Role::day, Word::issue_noticed},
      Field{6, "probability", &Issue::probability, Role::number, Word::issue_probability},
      Field{7, "impact", &Issue::impact, Role::number, Word::issue_impact},
      Field{8, "description", &Issue::description, Role::note, Word::issue_description},
      Field{9, "response", &Issue::response, Role::note, Word::issue_response},
      Field{10, "trigger", &Issue::trigger, Role::text, Word::issue_trigger},
      Field{11, "goal", &Issue::goal, Role::reference, Word::goal},
      Field{12, "task", &Issue::task, Role::reference, Word::task},
      Field{13, "deliverable", &Issue::deliverable, Role::reference, Word::deliverable},
      Field{14, "indicator", &Issue::indicator, Role::reference, Word::indicator},
      Field{15, "due", &Issue::due, Role::day, Word::issue_due},
      Field{16, "closed", &Issue::closed, Role::day, Word::issue_closed},
      Field{17, "order", &Issue::order, Role::order, Word::order},
  };
};

enum class CauseCategory : std::uint8_t { people, method, material, tool, measure, environment };
template <>
inline constexpr int kChoiceCount<CauseCategory> = 6;
inline constexpr std::array kCauseCategories{Word::cause_people,   Word::cause_method,
                                             Word::cause_material, Word::cause_tool,
                                             Word::cause_measure,  Word::cause_environment};
template <>
inline constexpr std::span<const Word> kChoices<CauseCategory>{kCauseCategories};

// An answer to "why?": of the issue, or of the cause above it.
struct Cause {
  std::string why;
  Id<Issue> issue;
  Id<Cause> parent;
  CauseCategory category = CauseCategory::people;
  bool root = false;  // to be cured: what lies deeper is not asked
  std::string order;
};
template <>
struct Description<Cause> {
  static constexpr Kind kind = Kind::cause;
  static constexpr std::string_view name = "cause";
  static constexpr Word label = Word::cause;
  static constexpr auto fields = std::tuple{
      Field{1, "why", &Cause::why, Role::name, Word::cause_why},
      Field{2, "issue", &Cause::issue, Role::owner, Word::issue},
      Field{3, "parent", &Cause::parent, Role::owner, Word::cause_parent},
      Field{4, "category", &Cause::category, Role::choice, Word::cause_category},
      Field{5, "root", &Cause::root, Role::flag, Word::cause_root},
      Field{6, "order", &Cause::order, Role::order, Word::order},
  };
};

enum class Worked : std::uint8_t { not_checked, yes, partly, no };
template <>
inline constexpr int kChoiceCount<Worked> = 4;
inline constexpr std::array kWorked{Word::worked_not_checked, Word::worked_yes, Word::worked_partly,
                                    Word::worked_no};
template <>
inline constexpr std::span<const Word> kChoices<Worked>{kWorked};

// What is done so that it does not happen again.
struct Action {
  std::string title;
  Id<Issue> issue;
  Id<Cause> cause;
  Id<Person> owner;
  Day due;
  Day done;
  Id<Indicator> indicator;  // which it should move
  std::optional<double> expected;
  Day check;  // when that is looked at
  Worked worked = Worked::not_checked;
  std::string note;
  std::string order;
};
template <>
struct Description<Action> {
  static constexpr Kind kind = Kind::action;
  static constexpr std::string_view name = "action";
  static constexpr Word label = Word::action;
  static constexpr auto fields = std::tuple{
      Field{1, "title", &Action::title, Role::name, Word::action_title},
      Field{2, "issue", &Action::issue, Role::reference, Word::issue},
      Field{3, "cause", &Action::cause, Role::reference, Word::cause},
      Field{4, "owner", &Action::owner, Role::reference, Word::goal_owner},
      Field{5, "due", &Action::due, Role::day, Word::issue_due},
      Field{6, "done", &Action::done, Role::day, Word::action_done},
      Field{7, "indicator", &Action::indicator, Role::reference, Word::action_indicator},
      Field{8, "expected", &Action::expected, Role::amount, Word::action_expected},
      Field{9, "check", &Action::check, Role::day, Word::action_check},
      Field{10, "worked", &Action::worked, Role::choice, Word::action_worked},
      Field{11, "note", &Action::note, Role::note, Word::task_notes},
      Field{12, "order", &Action::order, Role::order, Word::order},
  };
};

// A look at how things stand, by whoever supervises.
struct Review {
  std::string title;
  Day date;
  std::int32_t every_days = 0;     // until the next one; 0: single
  RefSet<Department> departments;  // looked at; none: all
  Id<Person> supervisor;
  std::string questions;
  std::string findings;
  Day held;  // unset: not yet
  std::string order;
};
template <>
struct Description<Review> {
  static constexpr Kind kind = Kind::review;
  static constexpr std::string_view name = "review";
  static constexpr Word label = Word::review;
  static constexpr auto fields = std::tuple{
      Field{1, "title", &Review::title, Role::name, Word::review_title},
      Field{2, "date", &Review::date, Role::day, Word::measurement_day},
      Field{3, "every_days", &Review::every_days, Role::number, Word::review_every},
      Field{4, "departments", &Review::departments, Role::references, Word::review_departments},
      Field{5, "supervisor", &Review::supervisor, Role::reference, Word::review_supervisor},
      Field{6, "questions", &Review::questions, Role::note, Word::review_questions},
      Field{7, "findings", &Review::findings, Role::note, Word::review_findings},
      Field{8, "held", &Review::held, Role::day, Word::review_held},
      Field{9, "order", &Review::order, Role::order, Word::order},
  };
};

// What others, and the next plan, should know.
struct Lesson {
  std::string title;
  std::string text;
  bool good = false;               // it worked; else it failed
  Id<Department> department;       // whose it is
  RefSet<Department> departments;  // to whom it is offered
  Id<Issue> issue;                 // from which it comes
  Id<Review> review;
  std::string order;
};
template <>
struct Description<Lesson> {
  static constexpr Kind kind = Kind::lesson;
  static constexpr std::string_view name = "lesson";
  static constexpr Word label = Word::lesson;
  static constexpr auto fields = std::tuple{
      Field{1, "title", &Lesson::title, Role::name, Word::lesson_title},
      Field{2, "text", &Lesson::text, Role::note, Word::lesson_text},
      Field{3, "good", &Lesson::good, Role::flag, Word::lesson_good},
      Field{4, "department", &Lesson::department, Role::reference, Word::lesson_department},
      Field{5, "departments", &Lesson::departments, Role::references, Word::lesson_departments},
      Field{6, "issue", &Lesson::issue, Role::reference, Word::issue},
      Field{7, "review", &Lesson::review, Role::reference, Word::review},
      Field{8, "order", &Lesson::order, Role::order, Word::order},
  };
};

// --- All of them -----------------------------------------------------------------------------

// `Of<Table>` is a tuple with one Table<Record> for each kind.
template <class... Record>
struct RecordList {
  template <template <class> class Container>
  using Of = std::tuple<Container<Record>...>;

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

using Records = RecordList<PlanInfo, Department, Person, Calendar, CalendarException, Task,
                           Dependency, Assignment, Baseline, Demand, CapacityStep, BaselineSet,
                           CheckIn, Goal, GoalStep, Measurement, Duty, Deliverable, Criterion,
                           HandOver, Finding, Indicator, Issue, Cause, Action, Review, Lesson>;

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
