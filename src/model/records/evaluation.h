// Supervision and evaluation.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "model/records/deliverables.h"

namespace tongzhou {

struct MeetingNotes;
struct Suggestion;
struct Channel;

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
  days_to_answer,
  information_fresh,
  actions_in_time,
  load_balance,
};
template <>
inline constexpr int kChoiceCount<IndicatorSource> = 12;
inline constexpr std::array kIndicatorSources{
    Word::indicator_measured,          Word::indicator_milestones_kept,
    Word::indicator_average_slip,      Word::indicator_accepted_at_first,
    Word::indicator_rework_rounds,     Word::indicator_handed_over_in_time,
    Word::indicator_days_since_report, Word::indicator_overload,
    Word::indicator_days_to_answer,    Word::indicator_information_fresh,
    Word::indicator_actions_in_time,   Word::indicator_load_balance};
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
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
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
  Degree urgency = Degree::automatic;
  Degree importance = Degree::automatic;
};
template <>
struct Description<Issue> {
  static constexpr Kind kind = Kind::issue;
  static constexpr std::string_view name = "issue";
  static constexpr Word label = Word::issue;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
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
      Field{18, "urgency", &Issue::urgency, Role::choice, Word::urgency},
      Field{19, "importance", &Issue::importance, Role::choice, Word::importance},
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
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
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
  Id<MeetingNotes> meeting_notes;  // where it was agreed
  Id<Suggestion> suggestion;       // that it puts into practice
  Id<Channel> channel;             // which it changes
  std::string rule;                // what is agreed otherwise from then on
};
template <>
struct Description<Action> {
  static constexpr Kind kind = Kind::action;
  static constexpr std::string_view name = "action";
  static constexpr Word label = Word::action;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
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
      Field{13, "meeting_notes", &Action::meeting_notes, Role::reference, Word::meeting_notes},
      Field{14, "suggestion", &Action::suggestion, Role::reference, Word::action_suggestion},
      Field{15, "channel", &Action::channel, Role::reference, Word::action_channel},
      Field{16, "rule", &Action::rule, Role::text, Word::action_rule},
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
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
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
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
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

// What a department is told of how it did, and what it says to that. The figures, causes and
// actions of its page are computed (documents/department_report.h).
struct Evaluation {
  Id<Department> department;
  Day date;
  Id<Review> review;    // from which it comes
  std::string praise;   // what went well
  std::string request;  // what is asked for
  std::string reply;
  Id<Person> replied_by;
  Day replied;  // unset: not yet
};
template <>
struct Description<Evaluation> {
  static constexpr Kind kind = Kind::evaluation;
  static constexpr std::string_view name = "evaluation";
  static constexpr Word label = Word::evaluation;
  static constexpr Secrecy secrecy = Secrecy::department;
  static constexpr auto fields = FieldList{
      Field{1, "department", &Evaluation::department, Role::reference, Word::department},
      Field{2, "date", &Evaluation::date, Role::day, Word::measurement_day},
      Field{3, "review", &Evaluation::review, Role::reference, Word::review},
      Field{4, "praise", &Evaluation::praise, Role::note, Word::evaluation_praise},
      Field{5, "request", &Evaluation::request, Role::note, Word::evaluation_request},
      Field{6, "reply", &Evaluation::reply, Role::note, Word::evaluation_reply},
      Field{7, "replied_by", &Evaluation::replied_by, Role::reference, Word::evaluation_replied_by},
      Field{8, "replied", &Evaluation::replied, Role::day, Word::evaluation_replied},
  };
};

}  // namespace tongzhou
