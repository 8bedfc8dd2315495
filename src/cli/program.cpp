#include "cli/program.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/file_forms.h"
#include "app/reports.h"
#include "cli/run.h"

namespace tongzhou {
namespace {

std::string form_ids() {
  std::string ids;
  for (const FormInfo& form : file_forms()) ids += (ids.empty() ? "" : ", ") + std::string(form.id);
  return ids;
}

}  // namespace

int run_program(std::vector<std::string> arguments, Console& console) {
  CLI::App app("Tongzhou: plans across departments, without a screen.", "tongzhou");
  app.footer(
      "A file may be -, for standard input or output. Ends with 0 when all is fine, 1 when\n"
      "the plan has problems, 2 for bad input or usage.");
  app.require_subcommand(1);
  Request request;
  const auto add = [&](const char* name, const char* help) {
    CLI::App* command = app.add_subcommand(name, help);
    command->add_option("FILE", request.inputs, "A plan file, JSON, Project XML or CSV")
        ->required()
        ->expected(1);
    command->add_option("--language", request.language, "Language of sentences: zh or en")
        ->check(CLI::IsMember({"zh", "en"}));
    command->add_flag("--json", request.json, "Results as JSON");
    return command;
  };
  const auto add_output = [&](CLI::App* command) {
    command->add_option("-o,--output", request.output, "Where to; standard output if not said");
    command->add_option("--to", request.form,
                        "Form of the output: " + form_ids() + "; else by its name");
    return command;
  };
  CLI::App* info = add("info", "What is in a plan");
  CLI::App* check = add("check", "Problems of a plan");
  CLI::App* schedule = add("schedule", "Dates, slack and critical path");
  CLI::App* level = add_output(add("level", "Find a time with people for every task"));
  level->add_option("--seed", request.seed, "Of the search; the same seed finds the same");
  level->add_option("--seconds", request.seconds, "How long to search at most (10)");
  level->add_option("--schedules", request.schedules, "How many schedules to try, instead");
  CLI::App* why = add("why", "Why a task starts when it starts, back to the beginning");
  // Two names of one value each: a list would take both.
  why->remove_option(why->get_option("FILE"));
  std::string file;
  why->add_option("FILE", file, "A plan file, JSON, Project XML or CSV")->required();
  why->add_option("TASK", request.task, "Its name, or its number in the outline")->required();
  why->add_flag("--earlier", request.earlier, "Instead, what would make it start earlier");
  CLI::App* simulate = add("simulate", "When the plan may finish, of uncertain durations");
  simulate->add_option("--runs", request.runs, "How many runs; 10,000 if not said")
      ->check(CLI::Range(1, 1'000'000));
  simulate->add_flag("--people", request.people, "Tasks wait for the people of others, too");
  simulate->add_option("--seed", request.seed, "Of the draws; the same seed draws the same");
  simulate->add_option("--seconds", request.seconds, "How long to go on at most (10)");
  CLI::App* baseline = add_output(
      add("baseline", "What became of the last baseline; with an output, takes a new one"));
  baseline->add_option("--name", request.name, "Of the new baseline; today's date if not said");
  CLI::App* goals = add("goals", "How far every goal is, and from what");
  CLI::App* score = add("score", "How departments do, by indicators");
  score->add_option("--days", request.days, "The period that ends today (30)")
      ->check(CLI::Range(1, 36'500));
  CLI::App* deliverables = add("deliverables", "Deliverables with their state and criteria");
  CLI::App* accept = add_output(add("accept", "Hand over, review, accept or reject a deliverable"));
  accept->remove_option(accept->get_option("FILE"));
  accept->add_option("FILE", file, "A plan file, JSON, Project XML or CSV")->required();
  accept->add_option("DELIVERABLE", request.record, "Its name")->required();
  accept->add_option("--act", request.act, "hand-over, review, accept, reserve or reject (accept)")
      ->check(CLI::IsMember({"hand-over", "review", "accept", "reserve", "reject"}));
  accept->add_option("--reason", request.reason, "Why it is rejected or reserved");
  accept->add_option("--by", request.by, "Who signs, by the name in the plan");
  CLI::App* due = add("due", "What departments should talk about, by day");
  due->add_option("--department", request.department, "Only what it takes part in");
  due->add_option("--person", request.by, "Only what he or she leads or answers for");
  CLI::App* agenda = add("agenda", "The agenda of a meeting's next time");
  agenda->remove_option(agenda->get_option("FILE"));
  agenda->add_option("FILE", file, "A plan file, JSON, Project XML or CSV")->required();
  agenda->add_option("MEETING", request.record, "Its title")->required();
  agenda->add_option("-o,--output", request.output, "Where to write it; .html makes a page");
  CLI::App* ics = add_output(add("ics", "Meetings and dates as a calendar file"));
  ics->add_option("--department", request.department, "Only what it takes part in");
  ics->add_option("--person", request.by, "Only what this person comes to");
  ics->add_option("--read", request.values, "Instead, reads meetings from this calendar file");
  CLI::App* survey = add("survey", "What a survey said, or what was suggested");
  survey->add_option("--name", request.name, "Which survey, by its title; else the last");
  survey->add_flag("--box", request.box, "Suggestions instead");
  survey->add_flag("--form", request.wants_form, "Writes the form to be filled in, as HTML");
  survey->add_option("--take", request.answers,
                     "Takes in the answers of these files together, and writes the plan");
  survey->add_option("-o,--output", request.output, "Where to; standard output if not said");
  CLI::App* report = add("report", "The plan, or a department, on one page to read or print");
  report->add_option("--department", request.department, "How this department did");
  report->add_option("--days", request.days, "The period that ends today (30)")
      ->check(CLI::Range(1, 36'500));
  report->add_option("-o,--output", request.output,
                     "Where to: .html for a page, else Markdown; standard output if not said");
  CLI::App* letter = add("letter", "A letter out of the plan: .docx, .html, .md or .txt");
  letter->remove_option(letter->get_option("FILE"));
  letter->add_option("FILE", file, "A plan file, JSON, Project XML or CSV")->required();
  letter
      ->add_option("KIND", request.record,
                   "liaison, cooperation, reply, notice, meeting_notice, minutes, agreement, "
                   "cooperation_plan, plan_change, acceptance, rectification, "
                   "rectification_reply, information_request, register_list, feedback_summary, "
                   "survey_report, evaluation, status_report, closing_report; or the title or "
                   "number of a letter in the plan")
      ->required();
  letter->add_option("--for", request.departments, "The departments it goes to");
  letter->add_option("--from", request.from, "The department that sends it");
  letter->add_option("--about", request.about,
                     "What it is about: the name of a task, deliverable, goal, issue, survey ...");
  letter->add_option("-o,--output", request.output,
                     "Where to, in the form of its ending; else Markdown on standard output");
  CLI::App* letters = add("letters", "Letters of the plan, who waits for an answer");
  CLI::App* chart = add_output(add("chart", "The timetable drawn: SVG, or HTML pages to print"));
  chart->add_option("--of", request.diagram, "A diagram of something else, as SVG")
      ->check(CLI::IsMember(std::vector<std::string>(kDiagramNames.begin(), kDiagramNames.end())));
  chart->add_option("--about", request.about, "The issue whose causes are drawn");
  CLI::App* papers = add("papers", "All papers of the cooperation as one document");
  papers->add_option("--for", request.departments, "Who reads it; none: every department");
  papers->add_option("-o,--output", request.output,
                     "Where to, in the form of its ending; else Markdown on standard output");
  CLI::App* measure = add_output(add("measure", "Note many values of a goal or an indicator"));
  measure->remove_option(measure->get_option("FILE"));
  measure->add_option("FILE", file, "A plan file, JSON, Project XML or CSV")->required();
  measure->add_option("NAME", request.record, "The goal or indicator")->required();
  measure->add_option("VALUES", request.values, "Lines of a date and a number; CSV will do")
      ->required();
  measure->add_option("--department", request.department, "Whose values of an indicator these are");
  CLI::App* share = add("share", "What departments share, how fresh it is, and what is wrong");
  CLI::App* redact = add("redact", "A copy that holds only what some readers may know");
  redact->add_option("--for", request.departments,
                     "Departments and people, or one group, by name; none: somebody outside");
  redact
      ->add_option("--dates", request.dates,
                   "Of tasks that something withheld moves: exact, week or none (exact)")
      ->check(CLI::IsMember({"exact", "week", "none"}));
  redact->add_flag("--for-reading", request.for_reading, "A copy that cannot be edited");
  redact->add_option("-o,--output", request.output,
                     "Where the copy goes; without it, tells what it would hold");
  redact->add_option("--keep", request.keep,
                     "Where the plan goes that knows of the copy, to merge it when it comes back");
  CLI::App* seal = add("seal", "Seal any file for a passphrase or for keys");
  seal->add_option("--passphrase-file", request.passphrase_file,
                   "Its first line; - reads it from standard input");
  seal->add_option("--for-key", request.keys, "Public keys of readers, in hexadecimal digits");
  seal->add_option("-o,--output", request.output, "Where to; standard output if not said");
  CLI::App* open = add("open", "Open a sealed file");
  open->add_option("--passphrase-file", request.passphrase_file,
                   "Its first line; - reads it from standard input");
  open->add_option("--key", request.key_file, "A key file (tongzhou key)");
  open->add_option("-o,--output", request.output, "Where to; standard output if not said");
  CLI::App* sign = add("sign", "Sign a plan file");
  sign->add_option("--key", request.key_file, "A key file (tongzhou key)")->required();
  sign->add_option("-o,--output", request.output, "Where to; standard output if not said");
  CLI::App* verify = add("verify", "Whose signature a plan file bears");
  verify->add_option("--key", request.keys, "The public keys that are expected");
  CLI::App* key = add("key", "Make a key, or tell the public half of one");
  key->remove_option(key->get_option("FILE"));
  key->add_option("FILE", request.key_file, "A key file to tell of");
  key->add_option("-o,--output", request.output,
                  "Makes a new key, and keeps its secret half there");
  CLI::App* import_ = add_output(add("import", "Make a plan file from a file of another form"));
  CLI::App* conflicts = add("conflicts", "What copies of the plan disagree on");
  CLI::App* log = add("log", "What was done, newest first");
  CLI::App* diff = add("diff", "What the second file says otherwise than the first");
  diff->get_option("FILE")->expected(2);
  CLI::App* merge = add_output(add("merge", "Make one plan of several copies"));
  merge->get_option("FILE")->expected(1, -1);
  merge->add_option("--base", request.base,
                    "What the copies were made of, for forms without a history (JSON)");
  CLI::App* export_ = add_output(add("export", "Write a plan in another form"));

  std::ranges::reverse(arguments);  // as CLI11 wants them
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error, console.out, console.err);
    return code == 0 ? kFine : kBadInput;
  }
  if (*why || *accept || *measure || *agenda || *letter) request.inputs = {file};
  Run run(console, request);
  if (*info) return run.info();
  if (*check) return run.check();
  if (*schedule) return run.schedule();
  if (*level) return run.level();
  if (*why) return run.why();
  if (*simulate) return run.simulate();
  if (*baseline) return run.baseline();
  if (*conflicts) return run.conflicts();
  if (*log) return run.log();
  if (*diff) return run.diff();
  if (*merge) return run.merge();
  if (*goals) return run.goals();
  if (*score) return run.score();
  if (*deliverables) return run.deliverables();
  if (*accept) return run.accept();
  if (*due) return run.due();
  if (*agenda) return run.agenda();
  if (*ics) return run.ics();
  if (*survey) return run.survey();
  if (*report) return run.report();
  if (*letter) return run.letter();
  if (*letters) return run.letters();
  if (*chart) return run.chart();
  if (*papers) return run.papers();
  if (*measure) return run.measure();
  if (*share) return run.share();
  if (*redact) return run.redact();
  if (*seal) return run.seal();
  if (*open) return run.open();
  if (*sign) return run.sign();
  if (*verify) return run.verify();
  if (*key) return run.key();
  if (*import_) return run.convert(FileForm::plan_file);
  if (*export_) return run.convert(FileForm::json);
  return kBadInput;
}

}  // namespace tongzhou
