#include "cli/run.h"

#include <charconv>
#include <utility>

#include "app/edits.h"
#include "app/levelling_run.h"
#include "app/simulation_run.h"

namespace tongzhou {

int Run::info() {
  const auto read = read_input();
  if (!read) return kBadInput;
  console_.out << report_info(plan(), saved_, options_);
  return kFine;
}

int Run::check() {
  if (!read_input()) return kBadInput;
  console_.out << report_problems(plan(), options_);
  return plan().problems().empty() ? kFine : kPlanHasProblems;
}

int Run::schedule() {
  if (!read_input()) return kBadInput;
  console_.out << report_schedule(plan(), options_);
  for (const Problem& problem : plan().problems())
    if (problem.severity == Severity::error) return kPlanHasProblems;
  return kFine;
}

int Run::level() {
  if (!read_input()) return kBadInput;
  LevellingRun run(plan(), request_.seed);
  go_on(run, request_.schedules);
  const std::string report = report_levelling(plan(), run, options_);
  const bool whole = run.levelling().impossible().empty() && run.levelling().best().crowded.empty();
  if (request_.output.empty()) {
    console_.out << report;
    return whole ? kFine : kPlanHasProblems;
  }
  console_.err << report;
  auto levelled = plan_->edit(run.accept(plan(), console_.random, {}),
                              mint<ReplicaId>(console_.random), author());
  if (!levelled) return fail(levelled.error());
  const int written = write(FileForm::plan_file);
  return written == kFine && !whole ? kPlanHasProblems : written;
}

int Run::why() {
  if (!read_input()) return kBadInput;
  const Slot task = find_task(request_.task);
  if (task == kNoSlot) {
    fail(Error{{Word::cli_no_such_task, {request_.task}}, {}, {Word::todo_name_task, {}}});
    return kBadInput;
  }
  console_.out << (request_.earlier ? report_relaxations(plan(), {task}, options_)
                                    : report_reasons(plan(), task, options_));
  return kFine;
}

int Run::simulate() {
  if (!read_input()) return kBadInput;
  const auto people = request_.people ? Simulation::People::counted : Simulation::People::ignored;
  SimulationRun run(plan(), people, request_.seed);
  go_on(run, request_.runs);
  console_.out << report_simulation(plan(), run, options_);
  return kFine;
}

int Run::baseline() {
  if (!read_input()) return kBadInput;
  if (request_.output.empty()) {
    console_.out << report_variance(plan(), options_);
    return kFine;
  }
  const Instant now = console_.clock.local_now();
  const std::string name = request_.name.empty() ? to_iso(day_of(now)) : request_.name;
  auto taken = plan_->edit(take_baseline(plan(), console_.random, name, now),
                           mint<ReplicaId>(console_.random), author());
  return taken ? write(FileForm::plan_file) : fail(taken.error());
}

Slot Run::find_task(const std::string& name) const {
  const auto& rows = plan().outline().rows;
  for (const Outline::Row& row : rows)
    if (plan().plan().table<Task>()[row.task].record.title == name) return row.task;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool whole = error == std::errc{} && end == name.data() + name.size();
  return whole && number >= 1 && number <= rows.size() ? rows[number - 1].task : kNoSlot;
}

}  // namespace tongzhou
