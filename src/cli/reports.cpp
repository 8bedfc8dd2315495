#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/start_reasons.h"
#include "cli/reports_inside.h"
#include "core/numbers.h"
#include "core/sorting.h"
#include "documents/value_words.h"
#include "insight/variance.h"
#include "schedule/schedule.h"

namespace tongzhou {
namespace {

std::string_view severity_name(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
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
  return fmt::format("{} {}", number_text(count), say(language, Word::unit_days));
}

}  // namespace

std::string hex(AnyId id) { return fmt::format("{:016x}", id.value); }

std::string date(Instant instant) {
  std::string text = to_iso(instant);
  if (const auto t = text.find('T'); t != std::string::npos) text[t] = ' ';
  return text;
}

std::string_view kind_name(Kind kind) {
  const KindInfo* info = find_kind(kind);
  return info != nullptr ? info->name : std::string_view();
}

std::string utc_text(std::int64_t unix_milliseconds) {
  constexpr std::int64_t kMinute = 60'000;
  constexpr std::int64_t kOneDay = 24 * 60 * kMinute;
  const std::int64_t in_day = ((unix_milliseconds % kOneDay) + kOneDay) % kOneDay;
  const Day day{static_cast<std::int32_t>((unix_milliseconds - in_day) / kOneDay)};
  if (!in_range(day)) return "-";
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_iso(day), in_day / (60 * kMinute),
                     in_day / kMinute % 60, in_day / 1000 % 60);
}

std::string report_info(const OpenPlan& open, const SaveNote& saved, ReportOptions options) {
  const Plan& plan = open.plan();
  const Schedule& schedule = open.schedule();
  const Counts counts = count_tasks(open);
  const std::size_t links = plan.table<Dependency>().live_count();
  const std::size_t departments = plan.table<Department>().live_count();
  const std::size_t people = plan.table<Person>().live_count();
  const std::size_t goals = plan.table<Goal>().live_count();
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
    json.member("goals", goals);
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
  line(Word::cli_goals, std::to_string(goals));
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
      json.member("what", key_of(problem.sentence.word));
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

std::string report_levelling(const OpenPlan& open, const LevellingRun& run, ReportOptions options) {
  const Table<Task>& tasks = open.plan().table<Task>();
  const Levelling& levelling = run.levelling();
  const auto name_of_pool = [&](Pool pool) {
    return open.plan().name_of(record_of(open.plan(), levelling.demands(), pool));
  };
  if (options.output == Output::json) {
    JsonWriter json;
    json.begin_object();
    json.member("finish", to_iso(run.finish()));
    json.member("finish_before", to_iso(run.finish_before()));
    json.member("bound", to_iso(levelling.bound()));
    json.member("proved", levelling.is_proved());
    json.member("schedules", levelling.schedules());
    json.member("crowded", levelling.best().crowded.size());
    json.key("impossible");
    json.begin_array();
    for (const ImpossibleNeed& need : levelling.impossible()) {
      json.begin_object();
      json.member("task", tasks[need.task].record.title);
      json.member("of", name_of_pool(need.pool));
      json.member("people", number_text(need.people));
      json.member("most", number_text(need.most));
      json.end_object();
    }
    json.end_array();
    json.key("moved");
    json.begin_array();
    for (const MovedTask& moved : run.moved()) {
      json.begin_object();
      json.member("id", hex(tasks[moved.task].id.any()));
      json.member("title", tasks[moved.task].record.title);
      json.member("start_before", to_iso(moved.start_before));
      json.member("start", to_iso(moved.start));
      json.member("finish", to_iso(moved.finish));
      if (moved.why == MovedTask::Why::waits) {
        json.member("waits_for", name_of_pool(moved.wait.pool));
        if (moved.wait.holder != kNoSlot)
          json.member("busy_with", tasks[moved.wait.holder].record.title);
      } else if (moved.leader != kNoSlot) {
        json.member("follows", tasks[moved.leader].record.title);
      }
      if (!moved.pauses.empty()) {
        json.key("pauses");
        json.begin_array();
        for (const Stretch pause : moved.pauses) {
          json.begin_object();
          json.member("from", to_iso(pause.from));
          json.member("until", to_iso(pause.until));
          json.end_object();
        }
        json.end_array();
      }
      json.end_object();
    }
    json.end_array();
    json.end_object();
    return std::move(json).take();
  }
  std::string text;
  const auto line = [&](Word word, const std::string& value) {
    text += fmt::format("{}: {}\n", say(options.language, word), value);
  };
  line(Word::cli_finish, fmt::format("{} → {}", date(run.finish_before()), date(run.finish())));
  line(Word::cli_bound,
       date(levelling.bound()) +
           (levelling.is_proved() ? fmt::format(" ({})", say(options.language, Word::level_proved))
                                  : std::string()));
  line(Word::cli_schedules, std::to_string(levelling.schedules()));
  for (const ImpossibleNeed& need : levelling.impossible())
    text += say(options.language, Message{Word::level_impossible,
                                          {tasks[need.task].record.title, name_of_pool(need.pool),
                                           number_text(need.people), number_text(need.most)}}) +
            "\n";
  for (const Slot task : levelling.best().crowded)
    text += say(options.language, Message{Word::level_stays_crowded, {tasks[task].record.title}}) +
            "\n";
  line(Word::cli_moved, std::to_string(run.moved().size()));
  for (const MovedTask& moved : run.moved()) {
    text += fmt::format("{} → {}  {}", date(moved.start_before), date(moved.start),
                        tasks[moved.task].record.title);
    if (!moved.pauses.empty())
      text += fmt::format(
          " ({})", say(options.language,
                       Message{Word::level_pause_count, {std::to_string(moved.pauses.size())}}));
    text += "\n";
  }
  return text;
}

std::string report_simulation(const OpenPlan& open, const SimulationRun& run,
                              ReportOptions options) {
  const Table<Task>& tasks = open.plan().table<Task>();
  const FinishForecast& finish = run.finish();
  const auto percent = [](double part) { return number_text(std::round(part * 1000) / 10); };
  if (options.output == Output::json) {
    JsonWriter json;
    json.begin_object();
    json.member("runs", run.told_runs());
    json.member("people", run.people() == Simulation::People::counted ? "counted" : "ignored");
    json.member("uncertain_tasks", run.simulation().uncertain());
    json.member("planned", to_iso(run.planned()));
    json.member("chance_of_planned_percent", percent(finish.chance_of_planned));
    json.member("p50", to_iso(finish.at.p50));
    json.member("p80", to_iso(finish.at.p80));
    json.member("p95", to_iso(finish.at.p95));
    if (finish.wanted.is_set()) {
      json.member("wanted", to_iso(finish.wanted));
      json.member("chance_of_wanted_percent", percent(finish.chance_of_wanted));
    }
    json.key("dates");
    json.begin_array();
    for (const DateChance& each : run.dates()) {
      json.begin_object();
      json.member("id", hex(tasks[each.task].id.any()));
      json.member("title", tasks[each.task].record.title);
      if (each.deadline.is_set()) json.member("deadline", to_iso(each.deadline));
      json.member("planned", to_iso(each.planned));
      json.member("p50", to_iso(each.at.p50));
      json.member("p80", to_iso(each.at.p80));
      json.member("p95", to_iso(each.at.p95));
      json.member("chance_percent", percent(each.chance));
      json.end_object();
    }
    json.end_array();
    json.key("risks");
    json.begin_array();
    for (const TaskRisk& risk : run.risks()) {
      json.begin_object();
      json.member("title", tasks[risk.task].record.title);
      json.member("effect_minutes", static_cast<std::int64_t>(std::lround(risk.effect)));
      json.member("criticality_percent", percent(risk.criticality));
      json.end_object();
    }
    json.end_array();
    json.key("buffer_minutes");
    json.begin_object();
    json.member("half", run.buffers().project.half.count);
    json.member("root_of_squares", run.buffers().project.root_of_squares.count);
    json.end_object();
    json.end_object();
    return std::move(json).take();
  }
  std::string text;
  const auto line = [&](Word word, const std::string& value) {
    text += fmt::format("{}: {}\n", say(options.language, word), value);
  };
  line(Word::risk_planned,
       fmt::format("{} ({}%)", date(run.planned()), percent(finish.chance_of_planned)));
  line(Word::risk_p50, date(finish.at.p50));
  line(Word::risk_p80, date(finish.at.p80));
  line(Word::risk_p95, date(finish.at.p95));
  if (finish.wanted.is_set())
    line(Word::risk_wanted,
         fmt::format("{} ({}%)", date(finish.wanted), percent(finish.chance_of_wanted)));
  for (const DateChance& each : run.dates())
    text += fmt::format("{:>5}%  {}  {}\n", percent(each.chance),
                        date(each.deadline.is_set() ? each.deadline : each.planned),
                        tasks[each.task].record.title);
  return text;
}

std::string report_relaxations(const OpenPlan& open, RelaxationTarget target,
                               ReportOptions options) {
  const std::vector<Relaxation> ways = find_relaxations(open, target, 10);
  if (options.output == Output::json) {
    JsonWriter json;
    json.begin_array();
    for (const Relaxation& way : ways) {
      json.begin_object();
      json.member("way", tell_relaxation(open, way, options.language));
      json.member("reached", to_iso(way.reached));
      json.member("gain_minutes", way.gain.count);
      json.end_object();
    }
    json.end_array();
    return std::move(json).take();
  }
  std::string text;
  for (const Relaxation& way : ways)
    text +=
        fmt::format("{}  {}\n", date(way.reached), tell_relaxation(open, way, options.language));
  if (ways.empty()) text = std::string(say(options.language, Word::relax_none)) + "\n";
  return text;
}

std::string report_variance(const OpenPlan& open, ReportOptions options) {
  const Table<Task>& tasks = open.plan().table<Task>();
  const std::vector<BaselineInfo> baselines = baselines_of(open.plan());
  const BaselineInfo* promise = promise_of(baselines);
  std::vector<Variance> rows;
  if (promise != nullptr)
    rows = variance_from(open.plan(), open.schedule(), open.calendars(), promise->key);
  if (options.output == Output::json) {
    JsonWriter json;
    json.begin_object();
    if (promise != nullptr) {
      json.member("name", promise->name);
      json.member("taken", to_iso(promise->taken));
    }
    json.key("tasks");
    json.begin_array();
    for (const Variance& row : rows) {
      json.begin_object();
      json.member("id", hex(tasks[row.task].id.any()));
      json.member("title", tasks[row.task].record.title);
      json.member("baseline_start", to_iso(row.baseline_start));
      json.member("baseline_finish", to_iso(row.baseline_finish));
      json.member("start", to_iso(row.start));
      json.member("finish", to_iso(row.finish));
      json.member("finish_late_minutes", row.finish_late.count);
      json.end_object();
    }
    json.end_array();
    json.end_object();
    return std::move(json).take();
  }
  if (promise == nullptr)
    return std::string(say(options.language, Word::progress_no_baseline)) + "\n";
  std::string text;
  for (const Variance& row : rows)
    if (row.finish_late.count != 0)
      text += fmt::format("{} → {}  {}\n", date(row.baseline_finish), date(row.finish),
                          tasks[row.task].record.title);
  if (text.empty()) text = std::string(say(options.language, Word::progress_all_on_time)) + "\n";
  return text;
}

std::string report_reasons(const OpenPlan& open, Slot task, ReportOptions options) {
  const Table<Task>& tasks = open.plan().table<Task>();
  const std::vector<Slot> chain = reason_chain(open, task);
  const Wording words{options.language, 0};
  if (options.output == Output::json) {
    JsonWriter json;
    json.begin_array();
    for (const Slot link : chain) {
      json.begin_object();
      json.member("id", hex(tasks[link].id.any()));
      json.member("title", tasks[link].record.title);
      json.member("start", to_iso(open.schedule().tasks[link].start));
      json.key("reasons");
      json.begin_array();
      for (const std::string& reason : start_reasons(words, open, link)) json.value(reason);
      json.end_array();
      json.end_object();
    }
    json.end_array();
    return std::move(json).take();
  }
  std::string text;
  for (const Slot link : chain) {
    text +=
        fmt::format("{}  {}\n", date(open.schedule().tasks[link].start), tasks[link].record.title);
    for (const std::string& reason : start_reasons(words, open, link))
      text += fmt::format("    {}\n", reason);
  }
  return text;
}

std::string report_document(const Document& document, ReportOptions options) {
  if (options.output == Output::words) return to_markdown(document);
  JsonWriter json;
  json.begin_object();
  json.member("title", document.title);
  json.member("subtitle", document.subtitle);
  json.key("blocks");
  json.begin_array();
  for (const Block& block : document.blocks) {
    static constexpr std::array kKinds{"heading", "paragraph", "item", "table"};
    json.begin_object();
    json.member("kind", kKinds[static_cast<std::size_t>(block.kind)]);
    if (block.kind != Block::Kind::table) json.member("text", block.text);
    if (block.record.id) json.member("record", hex(block.record.id));
    if (block.kind == Block::Kind::table) {
      json.key("rows");
      json.begin_array();
      for (const auto& row : block.rows) {
        json.begin_array();
        for (const TableCell& cell : row) json.value(cell.text);
        json.end_array();
      }
      json.end_array();
    }
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return std::move(json).take();
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
