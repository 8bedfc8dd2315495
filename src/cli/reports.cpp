#include "cli/reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/json_writer.h"
#include "schedule/schedule.h"

namespace tongzhou {
namespace {

std::string hex(AnyId id) { return fmt::format("{:016x}", id.value); }

std::string date(Instant instant) {
  std::string text = to_iso(instant);
  if (const auto t = text.find('T'); t != std::string::npos) text[t] = ' ';
  return text;
}

std::string_view severity_name(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

std::string_view kind_name(Kind kind) {
  std::string_view name;
  Records::visit(kind, [&]<class Record>() { name = Description<Record>::name; });
  return name;
}

struct Counts {
  std::size_t tasks = 0, milestones = 0, phases = 0, done = 0;
};

Counts count_tasks(const OpenPlan& open) {
  Counts counts;
  const Outline& outline = open.outline();
  for (std::uint32_t row = 0; row < outline.rows.size(); ++row) {
    const Slot slot = outline.rows[row].task;
    const Task& task = open.plan().table<Task>()[slot].record;
    if (outline.is_summary(row)) {
      ++counts.phases;
      continue;
    }
    ++(task.kind == TaskKind::milestone ? counts.milestones : counts.tasks);
    if (open.schedule().tasks[slot].complete) ++counts.done;
  }
  return counts;
}

std::string days(Minutes length, const PlanInfo& info, Language language) {
  const double count =
      static_cast<double>(length.count) / std::max<std::int32_t>(1, info.minutes_per_day);
  return fmt::format("{:.10g} {}", std::round(count * 100) / 100, say(language, Word::unit_days));
}

}  // namespace

std::string report_info(const OpenPlan& open, const SaveNote& saved, ReportOptions options) {
  const Plan& plan = open.plan();
  const Schedule& schedule = open.schedule();
  const Counts counts = count_tasks(open);
  const std::size_t links = plan.table<Dependency>().live_count();
  const std::size_t departments = plan.table<Department>().live_count();
  const std::size_t people = plan.table<Person>().live_count();
  if (options.output == Output::json) {
    JsonWriter json;
    json.begin_object();
    json.member("id", hex(plan.id()));
    json.member("title", plan.info().title);
    json.member("start", to_iso(schedule.start));
    json.member("finish", to_iso(schedule.finish));
    json.member("tasks", counts.tasks);
    json.member("milestones", counts.milestones);
    json.member("phases", counts.phases);
    json.member("done", counts.done);
    json.member("dependencies", links);
    json.member("departments", departments);
    json.member("people", people);
    json.member("changes", open.history().size());
    json.member("saved_unix_milliseconds", saved.unix_milliseconds);
    json.end_object();
    return std::move(json).take();
  }
  std::string text;
  const auto line = [&](Word word, const std::string& value) {
    text += fmt::format("{}: {}\n", say(options.language, word), value);
  };
  line(Word::plan_title, plan.info().title);
  line(Word::plan_start, date(schedule.start));
  line(Word::cli_finish, date(schedule.finish));
  line(Word::cli_tasks, std::to_string(counts.tasks));
  line(Word::cli_milestones, std::to_string(counts.milestones));
  line(Word::cli_phases, std::to_string(counts.phases));
  line(Word::cli_done, std::to_string(counts.done));
  line(Word::cli_dependencies, std::to_string(links));
  line(Word::cli_departments, std::to_string(departments));
  line(Word::cli_people, std::to_string(people));
  line(Word::cli_changes, std::to_string(open.history().size()));
  return text;
}

std::string report_problems(const OpenPlan& open, ReportOptions options) {
  if (options.output == Output::json) {
    JsonWriter json;
    json.begin_object();
    json.key("problems");
    json.begin_array();
    for (const Problem& problem : open.problems()) {
      json.begin_object();
      json.member("severity", severity_name(problem.severity));
      json.member("kind", kind_name(problem.record.kind));
      json.member("id", hex(problem.record.id));
      json.member("what", kWords[static_cast<std::size_t>(problem.sentence.word)].key);
      json.member("sentence", say(options.language, problem.sentence));
      json.end_object();
    }
    json.end_array();
    json.end_object();
    return std::move(json).take();
  }
  if (open.problems().empty())
    return std::string(say(options.language, Word::cli_no_problems)) + "\n";
  std::string text;
  for (const Problem& problem : open.problems()) {
    const Word severity = problem.severity == Severity::error ? Word::cli_error : Word::cli_warning;
    text += fmt::format("{}: {}\n", say(options.language, severity),
                        say(options.language, problem.sentence));
  }
  return text;
}

std::string report_schedule(const OpenPlan& open, ReportOptions options) {
  const Outline& outline = open.outline();
  const auto& tasks = open.plan().table<Task>();
  const Schedule& schedule = open.schedule();
  JsonWriter json;
  std::string text;
  json.begin_object();
  json.member("start", to_iso(schedule.start));
  json.member("finish", to_iso(schedule.finish));
  json.key("tasks");
  json.begin_array();
  for (const Outline::Row& row : outline.rows) {
    const TaskDates& dates = schedule.tasks[row.task];
    const std::string& title = tasks[row.task].record.title;
    json.begin_object();
    json.member("id", hex(tasks[row.task].id.any()));
    json.member("title", title);
    json.member("level", row.depth + 1);
    json.member("start", to_iso(dates.start));
    json.member("finish", to_iso(dates.finish));
    json.member("early_start", to_iso(dates.early_start));
    json.member("early_finish", to_iso(dates.early_finish));
    json.member("late_start", to_iso(dates.late_start));
    json.member("late_finish", to_iso(dates.late_finish));
    json.member("total_slack_minutes", dates.total_slack.count);
    json.member("free_slack_minutes", dates.free_slack.count);
    json.member("critical", dates.critical);
    json.member("summary", dates.summary);
    json.member("complete", dates.complete);
    json.member("conflict", dates.conflict);
    json.end_object();
    // Titles last: their width on a terminal is anybody's guess.
    text += fmt::format("{}  {}  {:>10}  {}  {}{}\n", date(dates.start), date(dates.finish),
                        days(dates.total_slack, open.plan().info(), options.language),
                        dates.critical ? '*' : ' ',
                        std::string(static_cast<std::size_t>(row.depth) * 2, ' '), title);
  }
  json.end_array();
  json.end_object();
  return options.output == Output::json ? std::move(json).take() : text;
}

std::string report_remarks(const std::vector<Message>& remarks, Language language) {
  std::string text;
  for (const Message& remark : remarks) text += say(language, remark) + "\n";
  return text;
}

std::string report_error(const Error& error, ReportOptions options) {
  const std::string what = say(options.language, error.what);
  const std::string todo = say(options.language, error.todo);
  if (options.output == Output::json) {
    JsonWriter json;
    json.begin_object();
    json.member("error", what);
    json.member("todo", todo);
    json.end_object();
    return std::move(json).take();
  }
  return todo.empty() ? what + "\n" : what + "\n" + todo + "\n";
}

}  // namespace tongzhou
