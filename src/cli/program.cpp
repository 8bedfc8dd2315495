#include "cli/program.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>

#include "app/file_forms.h"
#include "cli/reports.h"

namespace tongzhou {
namespace {

struct Request {
  std::string input = "-";
  std::string output = "-";
  std::string form;
  std::string language;
  bool json = false;
};

class Run {
 public:
  Run(Console& console, const Request& request)
      : console_(console),
        request_(request),
        options_{request.json ? Output::json : Output::words, language_of(console, request)} {}

  int info() {
    const auto read = read_input();
    if (!read) return kBadInput;
    console_.out << report_info(plan(), saved_, options_);
    return kFine;
  }

  int check() {
    if (!read_input()) return kBadInput;
    console_.out << report_problems(plan(), options_);
    return plan().problems().empty() ? kFine : kPlanHasProblems;
  }

  int schedule() {
    if (!read_input()) return kBadInput;
    console_.out << report_schedule(plan(), options_);
    for (const Problem& problem : plan().problems())
      if (problem.severity == Severity::error) return kPlanHasProblems;
    return kFine;
  }

  // Reads one form and writes another.
  int convert(FileForm fallback) {
    if (!read_input()) return kBadInput;
    console_.err << report_remarks(remarks_, options_.language);
    const auto form = wanted_form(fallback);
    if (!form) return kBadInput;
    const auto file = write_file(plan(), *form, console_.clock, options_.language);
    if (!file) return fail(file.error());
    return write_output(file->bytes) ? kFine : kBadInput;
  }

 private:
  static Language language_of(const Console& console, const Request& request) {
    if (request.language == "zh") return Language::chinese;
    if (request.language == "en") return Language::english;
    return console.language;
  }

  int fail(const Error& error) {
    console_.err << report_error(error, options_);
    return kBadInput;
  }
  bool fail(Word what, const std::string& name) {
    fail(Error{{what, {name}}, {}, {}});
    return false;
  }

  bool read_input() {
    NamedBytes file{request_.input, {}};
    std::ifstream from_disk;
    if (request_.input != "-") {
      from_disk.open(request_.input, std::ios::binary);
      if (!from_disk) return fail(Word::cli_cannot_read, request_.input);
      file.name = request_.input.substr(request_.input.find_last_of('/') + 1);
    }
    std::istream& in = request_.input == "-" ? console_.in : from_disk;
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (in.bad()) return fail(Word::cli_cannot_read, request_.input);
    const auto bytes = std::as_bytes(std::span(text));
    file.bytes.assign(bytes.begin(), bytes.end());

    auto read =
        read_file(file, console_.random, console_.codec, day_of(console_.clock.local_now()));
    if (!read) {
      fail(read.error());
      return false;
    }
    remarks_ = std::move(read->remarks);
    saved_ = read->file.saved;
    plan_.emplace(std::move(read->file.plan), std::move(read->file.history));
    return true;
  }

  // As told, else by the output's ending, else the fallback.
  std::optional<FileForm> wanted_form(FileForm fallback) {
    if (request_.form.empty()) return form_by_name(request_.output).value_or(fallback);
    for (const FormInfo& form : file_forms())
      if (form.id == request_.form) return form.form;
    fail(Word::cli_unknown_form, request_.form);
    return std::nullopt;
  }

  // Beside first, then renamed: what was there stays whole until the new file is.
  bool write_output(const std::vector<std::byte>& bytes) {
    const auto* data = reinterpret_cast<const char*>(bytes.data());
    const auto size = static_cast<std::streamsize>(bytes.size());
    if (request_.output == "-") return bool(console_.out.write(data, size).flush());
    const std::string beside = request_.output + ".new";
    std::ofstream out(beside, std::ios::binary);
    out.write(data, size);
    out.close();
    if (!out || std::rename(beside.c_str(), request_.output.c_str()) != 0) {
      std::remove(beside.c_str());
      return fail(Word::cli_cannot_write, request_.output);
    }
    return true;
  }

  const OpenPlan& plan() const { return *plan_; }

  Console& console_;
  const Request& request_;
  ReportOptions options_;
  std::optional<OpenPlan> plan_;
  SaveNote saved_;
  std::vector<Message> remarks_;
};

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
    command->add_option("FILE", request.input, "A plan file, JSON, Project XML or CSV")->required();
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
  CLI::App* import_ = add_output(add("import", "Make a plan file from a file of another form"));
  CLI::App* export_ = add_output(add("export", "Write a plan in another form"));

  std::ranges::reverse(arguments);  // as CLI11 wants them
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error, console.out, console.err);
    return code == 0 ? kFine : kBadInput;
  }
  Run run(console, request);
  if (*info) return run.info();
  if (*check) return run.check();
  if (*schedule) return run.schedule();
  if (*import_) return run.convert(FileForm::plan_file);
  if (*export_) return run.convert(FileForm::json);
  return kBadInput;
}

}  // namespace tongzhou
