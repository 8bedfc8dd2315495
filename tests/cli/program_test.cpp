#include "cli/program.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "app/file_forms.h"
#include "app/templates.h"
#include "exchange/answer_sheet.h"
#include "support/iconv_codec.h"
#include "support/plan_text.h"
#include "support/shared_data.h"

using namespace tongzhou;

namespace {

struct Outcome {
  int code;
  std::string out, err;
};

Outcome run(std::vector<std::string> arguments, const std::string& in = {},
            Language language = Language::english) {
  std::istringstream input(in);
  std::ostringstream out, err;
  FixedClock clock;
  clock.now = at(from_civil(2026, 8, 30), 8 * 60);
  SeededRandom random(5);
  const test::IconvCodec codec;
  Console console{input, out, err, clock, random, codec, language};
  const int code = run_program(std::move(arguments), console);
  return {code, out.str(), err.str()};
}

std::string plan_file(std::string_view words) {
  TextPlan text = plan_from_text(words);
  const OpenPlan open(std::move(text.plan));
  const auto file = write_file(open, FileForm::plan_file, Author{}, Language::english);
  REQUIRE(file);
  return {reinterpret_cast<const char*>(file->bytes.data()), file->bytes.size()};
}

// The plan that the program begins with.
std::string sample_file() {
  SeededRandom random(8);
  auto sample =
      make_from_template("product_launch", Language::english, from_civil(2026, 8, 30), random);
  REQUIRE(sample);
  const auto bytes = write_file(*sample, FileForm::plan_file, Author{}, Language::english);
  REQUIRE(bytes);
  return {reinterpret_cast<const char*>(bytes->bytes.data()), bytes->bytes.size()};
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

struct TemporaryFolder {
  TemporaryFolder() { std::filesystem::create_directories(path); }
  ~TemporaryFolder() { std::filesystem::remove_all(path); }
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("tongzhou-cli-" + std::to_string(::getpid()));
};

}  // namespace

TEST_CASE("info counts what is in a plan") {
  const std::string file =
      plan_file("design 3d; build 2d after design; launch milestone after build");
  const Outcome words = run({"info", "-"}, file);
  CHECK(words.code == kFine);
  CHECK(has(words.out, "Tasks: 2\n"));
  CHECK(has(words.out, "Milestones: 1\n"));
  CHECK(has(words.out, "Plan finish: 2026-08-28 17:00\n"));
  const Outcome json = run({"info", "-", "--json"}, file);
  CHECK(has(json.out, "\"dependencies\": 2"));
  CHECK(has(json.out, "\"finish\": \"2026-08-28T17:00\""));
  CHECK(has(run({"info", "-"}, file, Language::chinese).out, "里程碑: 1\n"));
  CHECK(has(run({"info", "-", "--language", "zh"}, file).out, "里程碑: 1\n"));
}

TEST_CASE("check ends with 1 when there are problems, and says which") {
  const Outcome fine = run({"check", "-"}, plan_file("design 3d"));
  CHECK(fine.code == kFine);
  CHECK(fine.out == "No problems.\n");
  const std::string ring = plan_file("design 3d after build; build 2d after design");
  const Outcome bad = run({"check", "-"}, ring);
  CHECK(bad.code == kPlanHasProblems);
  CHECK(has(bad.out, "error: “design” is part of a ring of dependencies\n"));
  CHECK(has(run({"check", "-", "--json"}, ring).out, "\"what\": \"problem_dependency_ring\""));
}

TEST_CASE("schedule tells dates, slack and the critical path; a ring does not stop the rest") {
  const Outcome words =
      run({"schedule", "-"}, plan_file("design 3d; build 2d after design; side 1d"));
  CHECK(words.code == kFine);
  CHECK(has(words.out, "2026-08-27 08:00  2026-08-28 17:00      0 days  *  build\n"));
  CHECK(has(words.out, "2026-08-24 08:00  2026-08-24 17:00      4 days     side\n"));
  const Outcome json = run({"schedule", "-", "--json"}, plan_file("design 3d; x 1d"));
  CHECK(has(json.out, "\"total_slack_minutes\": 960"));
  const Outcome ring = run({"schedule", "-"}, plan_file("a 1d after b; b 1d after a; c 2d"));
  CHECK(ring.code == kPlanHasProblems);
  CHECK(has(ring.out, "  c\n"));
}

TEST_CASE("level finds a time with people for every task, and why tells the way back") {
  const std::string file =
      plan_file("a 3d dept lab; b 2d dept lab; c 1d after b; d 1d dept lab 4p");
  const Outcome words = run({"level", "-", "--schedules", "50"}, file);
  CHECK(words.code == kPlanHasProblems);  // four people are needed, and there is one
  CHECK(has(words.out, "“d” needs 4 of lab, which never has more than 1"));
  CHECK(has(words.out, "Plan finish: 2026-08-26 17:00 → 2026-08-28 17:00\n"));
  CHECK(has(words.out, "Not possible before: 2026-08-28 17:00 (Proved the shortest)\n"));
  const Outcome json = run({"level", "-", "--json", "--seed", "7"}, file);
  CHECK(has(json.out, "\"proved\": true"));
  CHECK(has(json.out, "\"waits_for\": \"lab\""));

  const TemporaryFolder folder;
  const std::string levelled = (folder.path / "levelled.tongzhou").string();
  CHECK(run({"level", "-", "-o", levelled}, file).code == kPlanHasProblems);
  CHECK(has(run({"level", levelled}).out, "Tasks that move: 0\n"));
  const Outcome why = run({"why", levelled, "a"});
  CHECK(why.code == kFine);
  CHECK(has(why.out, "people are missing before"));
  CHECK(has(why.out, "2026-08-24 08:00  b\n"));
  CHECK(has(run({"why", "-", "3", "--json"}, file).out, "\"title\": \"b\""));
  CHECK(run({"why", "-", "nothing"}, file).code == kBadInput);
}

TEST_CASE("simulate tells the chances of dates, baseline what became of them") {
  const std::string certain = plan_file("a 3d; b 2d after a; m milestone after b");
  CHECK(has(run({"simulate", "-"}, certain).out, "Planned finish: 2026-08-28 17:00 (100%)\n"));
  const std::string file = plan_file("a 3d; b 2d after a deadline 2026-09-30");
  const Outcome json = run({"simulate", "-", "--json", "--runs", "50", "--seed", "2"}, file);
  CHECK(json.code == kFine);
  CHECK(has(json.out, "\"runs\": 1,"));  // nothing is uncertain: one run tells all
  CHECK(has(json.out, "\"chance_percent\": \"100\""));
  CHECK(has(json.out, "\"people\": \"ignored\""));
  const Outcome people = run({"simulate", "-", "--json", "--people"}, file);
  CHECK(people.code == kFine);
  CHECK(has(people.out, "\"people\": \"counted\""));
  CHECK(run({"simulate", "-", "--runs", "0"}, file).code == kBadInput);

  CHECK(has(run({"baseline", "-"}, file).out, "There is no baseline yet."));
  const TemporaryFolder folder;
  const std::string taken = (folder.path / "taken.tongzhou").string();
  CHECK(run({"baseline", "-", "--name", "promise", "-o", taken}, file).code == kFine);
  CHECK(has(run({"baseline", taken}).out, "Nothing differs from this baseline."));
  CHECK(has(run({"baseline", taken, "--json"}).out, "\"name\": \"promise\""));
  // Each promise goes out under its own number, and updates do not.
  CHECK(has(run({"export", taken, "--to", "mspdi"}).out, "<Baseline>"));
}

TEST_CASE("why tells what would make a task earlier") {
  const std::string file = plan_file("a 4d; b 2d after a; c 1d after b snet 2026-09-07");
  const Outcome free = run({"why", "-", "c", "--earlier"}, file);
  CHECK(has(free.out, "2026-09-01 08:00  “c” without its date constraint\n"));
  const Outcome link = run({"why", "-", "b", "--earlier"}, file);
  CHECK(has(link.out, "2026-08-24 08:00  “b” without waiting for “a”\n"));
  CHECK(has(link.out, "2026-08-26 08:00  “a” in half the time (4 d → 2 d)\n"));
  CHECK(has(run({"why", "-", "a", "--earlier"}, file).out, "Nothing alone makes it earlier.\n"));
}

TEST_CASE("import and export bring a plan to Microsoft Project's form and back") {
  const std::string file = plan_file("design 3d; build 2d after design");
  const Outcome xml = run({"export", "-", "--to", "mspdi"}, file);
  REQUIRE(xml.code == kFine);
  CHECK(has(xml.out, "<Project"));
  const Outcome back = run({"import", "-"}, xml.out);
  REQUIRE(back.code == kFine);
  CHECK(has(run({"info", "-"}, back.out).out, "Tasks: 2\n"));
}

TEST_CASE("files on disk are read and written by name; the form goes by the ending") {
  const TemporaryFolder folder;
  const std::string plan = (folder.path / "a.tongzhou").string();
  const std::string xml = (folder.path / "a.xml").string();
  std::ofstream(plan, std::ios::binary) << plan_file("design 3d");
  CHECK(run({"export", plan, "-o", xml}).code == kFine);
  CHECK(has(read_file(xml), "<Project"));
  CHECK(run({"import", xml, "--output", plan}).code == kFine);
  CHECK(run({"info", plan}).code == kFine);
  CHECK_FALSE(std::filesystem::exists(plan + ".new"));
}

TEST_CASE("what Microsoft Project wrote is imported with remarks on what could not be kept") {
  const auto path = find_shared_data("mspdi/sample.xml");
  if (path.empty()) SKIP("../shared/data is not there");
  const Outcome outcome = run({"import", path.string()});
  CHECK(outcome.code == kFine);
  CHECK_FALSE(outcome.err.empty());
}

TEST_CASE("bad input and bad usage end with 2 and a sentence") {
  std::string cut = plan_file("design 3d");
  cut.resize(cut.size() / 2);
  const Outcome bad = run({"info", "-"}, cut);
  CHECK(bad.code == kBadInput);
  CHECK(bad.out.empty());
  CHECK_FALSE(bad.err.empty());
  CHECK(has(run({"info", "-", "--json"}, cut).err, "\"error\": "));
  CHECK(run({"info", "/nowhere/plan.tongzhou"}).err == "Cannot read /nowhere/plan.tongzhou.\n");
  CHECK(run({"export", "-", "-o", "/nowhere/plan.xml"}, plan_file("a 1d")).code == kBadInput);
  CHECK(run({"export", "-", "--to", "doc"}, plan_file("a 1d")).err ==
        "There is no form named doc.\n");
  CHECK(run({}).code == kBadInput);
  CHECK(run({"dance", "-"}).code == kBadInput);
  CHECK(run({"info"}).code == kBadInput);
  CHECK(run({"--help"}).code == kFine);
  CHECK(has(run({"--help"}).out, "schedule"));
}

namespace {

// Two copies of a plan on disk; each renamed the task as told.
struct Copies {
  TemporaryFolder folder;
  TextPlan text{plan_from_text("design 3d; build 2d after design")};
  std::string base = make("base", {}), a, b;

  std::string make(const std::string& name, const std::string& title,
                   std::string_view task = "design", ReplicaId replica = {}) {
    OpenPlan open(text.plan);
    if (!title.empty()) {
      SeededRandom random(std::hash<std::string>{}(name + title));
      if (!replica) replica = mint<ReplicaId>(random);
      ChangeBuilder build(open.plan(), random, make_label(Word::did_rename_plan, {title}));
      build.set<&Task::title>(text.tasks.find(task)->second, title);
      REQUIRE(open.edit(std::move(build).take(), replica, {"李明", "研发部", {}, 0}));
    }
    const auto file = write_file(open, FileForm::plan_file, {}, Language::english);
    const std::string path = (folder.path / (name + ".tongzhou")).string();
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(file->bytes.data()),
               static_cast<std::streamsize>(file->bytes.size()));
    return path;
  }
  std::string path(const char* name) const { return (folder.path / name).string(); }
};

}  // namespace

TEST_CASE("merge makes one plan of several copies, in any order the same") {
  Copies copies;
  copies.a = copies.make("a", "draw");
  copies.b = copies.make("b", "make", "build");
  const std::string out = copies.path("out.tongzhou"), other = copies.path("other.tongzhou");
  const Outcome merged = run({"merge", copies.base, copies.a, copies.b, "-o", out});
  CHECK(merged.code == kFine);
  CHECK(merged.err == "Merged 3 copies: 2 changes taken over, 0 conflicts to decide.\n");
  CHECK(run({"merge", copies.b, copies.a, copies.a, "-o", other}).code == kFine);
  CHECK(run({"diff", out, other}).out == "No differences.\n");
  CHECK(run({"diff", copies.base, out}).out ==
        "Task “draw”, Task name: design → draw\nTask “make”, Task name: build → make\n");
  const Outcome json = run({"diff", copies.base, out, "--json"});
  CHECK(has(json.out, "\"field\": \"title\""));
  CHECK(has(json.out, "\"after\": \"draw\""));
  const Outcome log = run({"log", out});
  CHECK(has(log.out, "李明 (研发部)"));
  CHECK(has(log.out, "draw"));
  CHECK(has(run({"log", out, "--json"}).out, "\"person\": \"李明\""));
}

TEST_CASE("merge ends with 1 when there is something to decide, and keeps it in the file") {
  Copies copies;
  copies.a = copies.make("a", "draw");
  copies.b = copies.make("b", "sketch");
  const std::string out = copies.path("out.tongzhou");
  const Outcome merged = run({"merge", copies.a, copies.b, "-o", out});
  CHECK(merged.code == kPlanHasProblems);
  CHECK(has(merged.err, "1 conflicts to decide"));
  const Outcome conflicts = run({"conflicts", out});
  CHECK(conflicts.code == kPlanHasProblems);
  CHECK((has(conflicts.out, "draw | sketch") || has(conflicts.out, "sketch | draw")));
  CHECK(has(run({"conflicts", out, "--json"}).out, "\"values\": ["));
  CHECK(run({"conflicts", copies.base}).out == "No conflicts.\n");
}

TEST_CASE("merge keeps what two runs wrote under one id, as when a machine was cloned") {
  Copies copies;
  const ReplicaId cloned{77};
  copies.a = copies.make("a", "draw", "design", cloned);
  copies.b = copies.make("b", "make", "build", cloned);
  const std::string c = copies.make("c", "sketch", "design", cloned);
  const std::string out = copies.path("out.tongzhou"), other = copies.path("other.tongzhou");
  CHECK(run({"merge", copies.a, copies.b, "-o", out}).code == kFine);
  CHECK(run({"diff", copies.base, out}).out ==
        "Task “draw”, Task name: design → draw\nTask “make”, Task name: build → make\n");
  CHECK(run({"merge", out, copies.b, "-o", other}).code == kFine);
  CHECK(run({"diff", out, other}).out == "No differences.\n");
  CHECK(run({"merge", copies.a, c, "-o", other}).code == kPlanHasProblems);
  const std::string told = run({"conflicts", other}).out;
  CHECK(has(told, "draw"));
  CHECK(has(told, "sketch"));
}

TEST_CASE("merge refuses a copy of another plan and writes nothing") {
  Copies copies;
  const std::string other = copies.path("other.tongzhou"), out = copies.path("out.tongzhou");
  REQUIRE(run({"import", "-", "-o", other}, "Name\nx\n").code == kFine);
  const Outcome refused = run({"merge", copies.base, other, "-o", out});
  CHECK(refused.code == kBadInput);
  CHECK(has(refused.err, "That file is a copy of another plan."));
  CHECK_FALSE(std::filesystem::exists(out));
}

TEST_CASE("with a base, files without stamps are merged by what each changed") {
  Copies copies;
  copies.a = copies.make("a", "draw");
  copies.b = copies.make("b", "make", "build");
  std::vector<std::string> forms;
  for (const std::string& file : {copies.base, copies.a, copies.b}) {
    forms.push_back(file + ".json");
    REQUIRE(run({"export", file, "-o", forms.back()}).code == kFine);
  }
  const std::string out = copies.path("out.json");
  const Outcome merged = run({"merge", "--base", forms[0], forms[1], forms[2], "-o", out});
  CHECK(merged.code == kFine);
  const std::string text = read_file(out);
  CHECK(has(text, "\"draw\""));
  CHECK(has(text, "\"make\""));
  CHECK(text.substr(0, text.find("records")) ==
        read_file(forms[0]).substr(0, text.find("records")));  // the same plan
}

TEST_CASE(
    "goals, deliverables and scores are told, and a deliverable is accepted without a screen") {
  const std::string file = sample_file();
  const Outcome goals = run({"goals", "-"}, file);
  CHECK(goals.code == kFine);
  CHECK(has(goals.out, "Nationwide launch on time"));
  CHECK(has(goals.out, "  67%    The design is final"));
  CHECK(has(run({"goals", "-", "--json"}, file).out, "\"from\": \"source_deliverables\""));
  CHECK(has(run({"deliverables", "-"}, file).out, "Five prototypes  [In review]  Production → "));
  CHECK(has(run({"deliverables", "-", "--json"}, file).out, "\"verdict\": \"verdict_passed\""));
  CHECK(has(run({"score", "-", "--days", "90"}, file).out, "Accepted at first: 0 % [act]"));
  CHECK(has(run({"score", "-", "--json"}, file).out, "\"light\": \"light_"));
  CHECK(run({"score", "-", "--days", "0"}, file).code == kBadInput);

  // Not everything is tested yet.
  const Outcome early = run({"accept", "-", "Five prototypes"}, file);
  CHECK(early.code == kPlanHasProblems);
  CHECK(has(early.err, "has not been tested"));
  CHECK(early.out.empty());
  CHECK(run({"accept", "-", "No such"}, file).code == kBadInput);
  const Outcome rejected = run({"accept", "-", "Five prototypes", "--act", "reject", "--reason",
                                "Too loud", "--by", "Min Zhou"},
                               file);
  CHECK(rejected.code == kFine);
  CHECK(has(rejected.err, "Rejected “Five prototypes”"));
  CHECK(has(run({"deliverables", "-"}, rejected.out).out, "Five prototypes  [Rejected]"));
  CHECK(has(run({"schedule", "-"}, rejected.out).out, "Rework: Five prototypes (round 2)"));

  // Pages to read.
  CHECK(has(run({"report", "-"}, file).out, "overview"));
  const Outcome page = run({"report", "-", "--department", "Production", "--days", "90"}, file);
  CHECK(page.code == kFine);
  CHECK(has(page.out, "# How Production did"));
  CHECK(has(page.out, "The drawing has no tolerance of both"));
  CHECK(run({"report", "-", "--department", "Nobody"}, file).code == kBadInput);
  CHECK(has(run({"report", "-", "--json"}, file).out, "\"kind\": \"heading\""));

  // Many values, from a file of their own.
  const std::string values = "values_of_test.csv";
  std::ofstream(values) << "date,value\n2026-08-28,88\n";
  const Outcome noted =
      run({"measure", "-", "Parts out of tolerance", values, "--department", "Production"}, file);
  CHECK(noted.code == kFine);
  CHECK(has(run({"score", "-", "--days", "90"}, noted.out).out, "Parts out of tolerance: 88"));
  CHECK(run({"measure", "-", "No such", values}, file).code == kBadInput);
  std::ofstream(values) << "yesterday,88\n1,2\n";
  CHECK(run({"measure", "-", "Parts out of tolerance", values}, file).code == kBadInput);
  std::remove(values.c_str());
}

TEST_CASE("what is to be talked about, and the agenda of a meeting, are told without a screen") {
  const std::string file = sample_file();
  const Outcome due = run({"due", "-"}, file);
  CHECK(due.code == kFine);
  CHECK(has(due.out, "Prototypes are 4 dB too loud"));
  CHECK(has(due.out, "Face to face"));
  const Outcome json = run({"due", "-", "--json", "--department", "Sales"}, file);
  CHECK(has(json.out, "\"Sales\""));
  CHECK(has(json.out, "\"urgency\": \"degree_"));
  CHECK_FALSE(has(json.out, "Prototypes are 4 dB too loud"));
  CHECK(run({"due", "-", "--department", "Nobody"}, file).code == kBadInput);
  CHECK(has(run({"due", "-", "--person", "Lei Wang"}, file).out, "Prototypes are 4 dB too loud"));
  CHECK_FALSE(
      has(run({"due", "-", "--person", "Tong Wu"}, file).out, "Prototypes are 4 dB too loud"));
  CHECK(run({"due", "-", "--person", "Nobody"}, file).code == kBadInput);

  const Outcome agenda = run({"agenda", "-", "Monday joint meeting"}, file);
  CHECK(agenda.code == kFine);
  CHECK(has(agenda.out, "# Monday joint meeting: agenda"));
  CHECK(has(agenda.out, "09:30"));
  CHECK(has(agenda.out, "Report signed dealers daily"));
  CHECK(has(run({"agenda", "-", "Monday joint meeting", "--json"}, file).out,
            "\"kind\": \"heading\""));
  CHECK(run({"agenda", "-", "No such"}, file).code == kBadInput);

  const Outcome calendar = run({"ics", "-"}, file);
  CHECK(calendar.code == kFine);
  CHECK(has(calendar.out, "SUMMARY:Monday joint meeting\r\n"));
  CHECK(has(calendar.out, "RRULE:FREQ=WEEKLY\r\n"));
  const Outcome own = run({"ics", "-", "--person", "Tong Wu"}, file);
  CHECK(has(own.out, "Monthly business talk"));
  CHECK_FALSE(has(own.out, "Monday joint meeting"));
  CHECK(run({"ics", "-", "--person", "Nobody"}, file).code == kBadInput);
  const std::string other = "calendar_of_test.ics";
  std::ofstream(other)
      << "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:7@x\r\n"
         "DTSTART:20260902T140000\r\nDURATION:PT45M\r\nSUMMARY:Board\r\n"
         "END:VEVENT\r\nEND:VCALENDAR\r\n";
  const Outcome read = run({"ics", "-", "--read", other}, file);
  CHECK(read.code == kFine);
  CHECK(has(read.err, "Calendar read: 1 meetings"));
  CHECK(has(run({"ics", "-"}, read.out).out, "SUMMARY:Board\r\n"));
  std::ofstream(other) << "not a calendar";
  CHECK(run({"ics", "-", "--read", other}, file).code == kBadInput);
  std::filesystem::remove(other);
  CHECK(run({"ics", "-", "--read", other}, file).code == kBadInput);  // it is gone
  CHECK(run({"measure", "-", "Parts out of tolerance", other}, file).code == kBadInput);
}

TEST_CASE("surveys and suggestions go out as forms, come back and are told without a screen") {
  const std::string file = sample_file();
  const Outcome results = run({"survey", "-"}, file);
  CHECK(results.code == kFine);
  CHECK(has(results.out, "36 of 48 answered (75%)"));
  CHECK(has(results.out, "Timely information"));
  CHECK(has(run({"survey", "-", "--json"}, file).out, "\"kind\": \"table\""));
  CHECK(run({"survey", "-", "--name", "No such"}, file).code == kBadInput);
  const Outcome box = run({"survey", "-", "--box"}, file);
  CHECK(has(box.out, "Let delivery dates stand [Improving"));
  CHECK(has(run({"survey", "-", "--box", "--json"}, file).out, "\"stage\": \"suggestion_closed\""));
  const Outcome form = run({"survey", "-", "--form"}, file);
  CHECK(has(form.out, "All in all, how satisfied are you"));
  CHECK(has(run({"survey", "-", "--box", "--form"}, file).out, "<!doctype html>"));

  const NamedBytes named{"plan.tongzhou",
                         {reinterpret_cast<const std::byte*>(file.data()),
                          reinterpret_cast<const std::byte*>(file.data()) + file.size()}};
  SeededRandom random(9);
  const auto plan = read_file(named, random, test::IconvCodec(), from_civil(2026, 8, 30));
  REQUIRE(plan);
  const std::string answers = "answers_of_test.txt";
  std::ofstream(answers) << write_answer({.plan = plan->file.plan.id(),
                                          .survey = {},
                                          .department = {},
                                          .ticket = 77,
                                          .revision = 1,
                                          .answers = {},
                                          .topic = {},
                                          .text = "Shorter meetings please",
                                          .name = {}});
  const Outcome taken = run({"survey", "-", "--take", answers}, file);
  CHECK(taken.code == kFine);
  CHECK(has(taken.err, "1 answers taken in"));
  CHECK(has(run({"survey", "-", "--box"}, taken.out).out, "Shorter meetings please"));
  const Outcome again = run({"survey", "-", "--take", answers}, taken.out);
  CHECK(again.code == kPlanHasProblems);
  CHECK(has(again.err, "1 were counted before"));
  std::filesystem::remove(answers);
  CHECK(run({"survey", "-", "--take", answers}, file).code == kBadInput);
}

TEST_CASE("the sharing register is told, and copies are made and come back without a screen") {
  const std::string file = sample_file();
  const Outcome shared = run({"share", "-"}, file);
  CHECK(shared.code == kPlanHasProblems);
  CHECK(has(shared.out, "Prices for dealers  ["));
  CHECK(has(run({"share", "-", "--json"}, file).out, "\"kind\": \"depends\""));

  const Outcome told = run({"redact", "-", "--for", "Sales"}, file);
  CHECK(told.code == kFine);
  CHECK(has(told.out, "- Unit cost down to 980"));
  CHECK(has(run({"redact", "-", "--for", "Sales", "--json"}, file).out, "\"withheld\""));
  CHECK(run({"redact", "-", "--for", "Nobody"}, file).code == kBadInput);
  CHECK(run({"redact", "-", "--for", "Li He"}, file).out == told.out);  // of Sales
  const Outcome both = run({"redact", "-", "--for", "Li He", "--for", "R&D", "--json"}, file);
  CHECK(both.code == kFine);
  CHECK_FALSE(has(both.out, "Unit cost down to 980"));

  const std::string copy = "copy_of_test.tongzhou", whole = "whole_of_test.tongzhou";
  CHECK(run({"redact", "-", "--for", "Sales", "-o", copy, "--keep", whole}, file).code == kFine);
  const Outcome inside = run({"export", copy, "--to", "json"});
  CHECK_FALSE(has(inside.out, "Unit cost down to 980"));
  CHECK(has(inside.out, "Dealers signed"));
  CHECK(has(run({"export", whole, "--to", "json"}).out, "Unit cost down to 980"));
  // Nothing was written into it.
  CHECK(run({"merge", whole, copy, "-o", whole}).code == kFine);
  CHECK_FALSE(has(inside.out, "\"for_reading\""));
  CHECK(run({"redact", "-", "--for", "Sales", "--for-reading", "-o", copy, "--keep", whole}, file)
            .code == kFine);
  CHECK(has(run({"export", copy, "--to", "json"}).out, "\"for_reading\": true"));
  std::filesystem::remove(copy);
  std::filesystem::remove(whole);
}
