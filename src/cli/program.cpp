#include "cli/program.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>

#include "app/answers.h"
#include "app/calendar_files.h"
#include "app/edits.h"
#include "app/file_forms.h"
#include "app/goal_edits.h"
#include "app/record_fields.h"
#include "app/reports.h"
#include "app/sharing.h"
#include "cli/reports.h"
#include "documents/agenda.h"
#include "documents/answer_form.h"
#include "documents/survey_report.h"
#include "insight/information.h"
#include "model/conflicts.h"
#include "model/difference.h"

namespace tongzhou {
namespace {

constexpr int kAgendaDays = 400;  // within which a meeting's next time is looked for

struct Request {
  std::vector<std::string> inputs;  // the first is the plan at hand
  std::string output;  // none: standard output, or where a command need not write, nowhere
  std::string base;
  std::string form;
  std::string language;
  std::string task;
  std::uint64_t seed = 1;
  double seconds = 10;
  std::int64_t schedules = 0;  // 0: as many as are of use
  int runs = 0;                // the same
  std::string name;
  int days = 30;
  std::string record;  // the one to work on, by its name
  std::string department;
  std::string values;
  std::vector<std::string> answers;  // files of them
  bool box = false;                  // suggestions, not a survey
  bool wants_form = false;
  std::string act = "accept";
  std::string reason;
  std::string by;
  std::vector<std::string> departments;
  std::string dates = "exact";
  std::string keep;  // where the plan goes that knows of a copy
  bool earlier = false;
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

  // Levels the plan; with an output, writes it levelled.
  int level() {
    if (!read_input()) return kBadInput;
    LevellingRun run(plan(), request_.seed);
    go_on(run, request_.schedules);
    const std::string report = report_levelling(plan(), run, options_);
    const bool whole =
        run.levelling().impossible().empty() && run.levelling().best().crowded.empty();
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

  int why() {
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

  int simulate() {
    if (!read_input()) return kBadInput;
    SimulationRun run(plan(), request_.seed);
    go_on(run, request_.runs);
    console_.out << report_simulation(plan(), run, options_);
    return kFine;
  }

  int goals() {
    if (!read_input()) return kBadInput;
    console_.out << report_goals(plan(), day_of(console_.clock.local_now()), options_);
    return kFine;
  }

  int score() {
    if (!read_input()) return kBadInput;
    console_.out << report_scorecard(plan(), day_of(console_.clock.local_now()), request_.days,
                                     options_);
    return kFine;
  }

  int deliverables() {
    if (!read_input()) return kBadInput;
    console_.out << report_deliverables(plan(), day_of(console_.clock.local_now()), options_);
    return kFine;
  }

  // Hands over, reviews, accepts or rejects a deliverable, and writes the plan.
  int accept() {
    if (!read_input()) return kBadInput;
    const auto id = find_named<Deliverable>(request_.record);
    if (!id) return fail(no_such(Kind::deliverable, request_.record));
    auto draft = act_on(*id);
    if (!draft) {
      fail(draft.error());
      return kPlanHasProblems;
    }
    const std::string done = say(options_.language, draft->label);
    auto edited = plan_->edit(std::move(*draft), mint<ReplicaId>(console_.random), author());
    if (!edited) return fail(edited.error());
    if (const int written = write(FileForm::plan_file); written != kFine) return written;
    console_.err << say(options_.language, Word::cli_accept_done, {done}) << "\n";
    return kFine;
  }

  int due() {
    if (!read_input()) return kBadInput;
    Id<Department> department;
    if (!request_.department.empty()) {
      const auto found = find_named<Department>(request_.department);
      if (!found) return fail(no_such(Kind::department, request_.department));
      department = *found;
    }
    console_.out << report_due(plan(), department, day_of(console_.clock.local_now()), options_);
    return kFine;
  }

  // Of the next meeting from today on.
  int agenda() {
    if (!read_input()) return kBadInput;
    const auto meeting = find_named<Meeting>(request_.record);
    if (!meeting) return fail(no_such(Kind::meeting, request_.record));
    const Day today = day_of(console_.clock.local_now());
    const std::vector<Occurrence> held =
        find_occurrences(plan().plan(), plan().calendars(), *meeting, {today, today + kAgendaDays});
    const auto next = std::ranges::find(held, false, &Occurrence::cancelled);
    if (next == held.end()) return fail(Error{{Word::meeting_none_ahead, {}}, {}, {}});
    const std::vector<Matter> matters =
        find_matters(plan().plan(), plan().outline(), plan().schedule(), plan().calendars(),
                     plan().goals(), today);
    return write_document(make_agenda(report_sources(plan(), today, options_.language), matters,
                                      *next, plan().conflicts().size()));
  }

  // Meetings and dates for calendar programs; or with a calendar, reads it and writes the plan.
  int ics() {
    if (!read_input()) return kBadInput;
    if (!request_.values.empty()) return read_calendar();
    CalendarOf of;
    if (!request_.department.empty()) {
      const auto found = find_named<Department>(request_.department);
      if (!found) return fail(no_such(Kind::department, request_.department));
      of.department = *found;
    }
    if (!request_.by.empty()) {
      const auto found = find_named<Person>(request_.by);
      if (!found) return fail(no_such(Kind::person, request_.by));
      of.person = *found;
    }
    const NamedBytes file =
        calendar_file(plan(), of, day_of(console_.clock.local_now()), options_.language,
                      console_.clock.unix_milliseconds() / 1000);
    return write_output(file.bytes, request_.output) ? kFine : kBadInput;
  }

  int read_calendar() {
    const auto bytes = read_bytes(request_.values);
    if (!bytes) return fail(Error{{Word::cli_cannot_read, {request_.values}}, {}, {}});
    const auto read =
        read_icalendar(std::as_bytes(std::span(*bytes)), zone_of(plan().plan()), &console_.codec);
    if (!read) return fail(read.error());
    auto imported = import_calendar(plan(), console_.random, read->calendar);
    if (!imported) return fail(imported.error());
    std::vector<Message> remarks = read->notices;
    remarks.push_back({Word::ics_imported, {std::to_string(imported->meetings)}});
    if (imported->whole_days > 0)
      remarks.push_back({Word::ics_whole_days, {std::to_string(imported->whole_days)}});
    console_.err << report_remarks(remarks, options_.language);
    auto changed =
        plan_->edit(std::move(imported->draft), mint<ReplicaId>(console_.random), author());
    if (!changed) return fail(changed.error());
    return write(FileForm::plan_file);
  }

  // What a survey said, or the suggestions; or the form for either; or takes in what came back.
  int survey() {
    if (!read_input()) return kBadInput;
    if (!request_.answers.empty()) return take_answers_in();
    if (request_.box) {
      if (request_.wants_form) return write_text(suggestion_form(plan().plan(), options_.language));
      console_.out << report_suggestions(plan(), day_of(console_.clock.local_now()), options_);
      return kFine;
    }
    const auto found = find_survey();
    if (!found) return fail(no_such(Kind::survey, request_.name));
    if (request_.wants_form)
      return write_text(survey_form(plan().plan(), *found, options_.language));
    return write_document(make_survey_report(
        plan().plan(), *found, find_results(plan().plan(), *found), options_.language));
  }

  int take_answers_in() {
    AnswerTray tray;
    for (const std::string& name : request_.answers) {
      const auto text = read_bytes(name);
      if (!text) return fail(Error{{Word::cli_cannot_read, {name}}, {}, {}});
      tray.add(name, read_answers(*text));
    }
    const SortedAnswers sorted = sort_answers(plan().plan(), tray);
    std::vector<Message> remarks = sorted.remarks(tray);
    remarks.push_back({Word::told_answers_taken, {std::to_string(sorted.takeable())}});
    console_.err << report_remarks(remarks, options_.language);
    auto changed = plan_->edit(
        take_answers(plan(), console_.random, sorted, day_of(console_.clock.local_now())),
        mint<ReplicaId>(console_.random), author());
    if (!changed) return fail(changed.error());
    const int written = write(FileForm::plan_file);
    return written == kFine && remarks.size() > 1 ? kPlanHasProblems : written;
  }

  // By its title; the last where none is said.
  std::optional<Id<Survey>> find_survey() const {
    if (!request_.name.empty()) return find_named<Survey>(request_.name);
    const Entry<Survey>* last = nullptr;
    for (const auto& entry : plan().plan().table<Survey>().live())
      if (last == nullptr || last->record.order < entry.record.order) last = &entry;
    return last != nullptr ? std::optional(last->id) : std::nullopt;
  }

  int write_text(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return write_output({bytes.begin(), bytes.end()}, request_.output) ? kFine : kBadInput;
  }

  // A report to read: as HTML where the output's name says so, else as Markdown.
  int report() {
    if (!read_input()) return kBadInput;
    const Day today = day_of(console_.clock.local_now());
    const ScorePeriod period{today - (request_.days - 1), today};
    const ReportSources sources = report_sources(plan(), today, options_.language);
    const Scorecard card = scorecard_of(plan(), period);
    Document document;
    if (request_.department.empty()) {
      document = make_overview(
          sources, card,
          {.conflicts = plan().conflicts().size(), .problems = plan().problems().size()});
    } else {
      const auto department = find_named<Department>(request_.department);
      if (!department) return fail(no_such(Kind::department, request_.department));
      const Slot slot = plan().plan().table<Department>().find_slot(*department);
      const auto row = std::ranges::find(card.rows, slot, &ScoreRow::department);
      const ScoreRow none{.department = slot};
      document =
          make_department_report(sources, card, row == card.rows.end() ? none : *row, period);
    }
    return write_document(document);
  }

  int write_document(const Document& document) {
    const bool is_html = request_.output.ends_with(".html") || request_.output.ends_with(".htm");
    const std::string text = is_html ? to_html(document) : report_document(document, options_);
    const auto bytes = std::as_bytes(std::span(text));
    return write_output({bytes.begin(), bytes.end()}, request_.output) ? kFine : kBadInput;
  }

  // Notes values of a goal or an indicator, read from lines of dates and numbers.
  int measure() {
    if (!read_input()) return kBadInput;
    Measurement of;
    if (const auto goal = find_named<Goal>(request_.record))
      of.goal = *goal;
    else if (const auto indicator = find_named<Indicator>(request_.record))
      of.indicator = *indicator;
    else
      return fail(no_such(Kind::goal, request_.record));
    if (!request_.department.empty()) {
      const auto department = find_named<Department>(request_.department);
      if (!department) return fail(no_such(Kind::department, request_.department));
      of.department = *department;
    }
    const auto values = read_bytes(request_.values);
    if (!values) return fail(Error{{Word::cli_cannot_read, {request_.values}}, {}, {}});
    auto draft =
        measure_many(plan(), console_.random, of, *values, day_of(console_.clock.local_now()));
    if (!draft) return fail(draft.error());
    const std::string done = say(options_.language, draft->label);
    auto edited = plan_->edit(std::move(*draft), mint<ReplicaId>(console_.random), author());
    if (!edited) return fail(edited.error());
    if (const int written = write(FileForm::plan_file); written != kFine) return written;
    console_.err << say(options_.language, Word::cli_accept_done, {done}) << "\n";
    return kFine;
  }

  // With an output, takes a baseline; else tells what became of the last one.
  int baseline() {
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

  int conflicts() {
    if (!read_input()) return kBadInput;
    console_.out << report_conflicts(plan(), options_);
    return find_conflicts(plan().plan()).empty() ? kFine : kPlanHasProblems;
  }

  int log() {
    if (!read_input()) return kBadInput;
    console_.out << report_history(plan(), options_);
    return kFine;
  }

  int diff() {
    const auto from = read_plan(request_.inputs[0]), to = read_plan(request_.inputs[1]);
    if (!from || !to) return kBadInput;
    console_.out << report_differences(*from, *to, options_);
    return kFine;
  }

  // With a base the files need no stamps: each is what somebody made of the base.
  int merge() {
    MergeCount count;
    const bool has_base = !request_.base.empty();
    const auto identity = has_base ? JsonIdentity::as_written : JsonIdentity::fresh;
    const auto base = has_base ? read_plan(request_.base, identity) : std::nullopt;
    if (has_base && !base) return kBadInput;
    for (const std::string& name : request_.inputs) {
      auto copy = read_plan(name, identity);
      if (copy && base) copy = made_of(*base, *copy);
      if (!copy) return kBadInput;
      ++count.copies;
      if (!plan_) {
        plan_ = std::move(copy);
        continue;
      }
      if (auto back = returned_copy(*plan_, {saved_, copy->plan(), {}},
                                    day_of(console_.clock.local_now()))) {
        if (!*back) return fail(back->error());
        const auto taken = take_returned(std::move(**back));
        if (!taken) return fail(taken.error());
        count.changes += taken->changes;
        continue;
      }
      const auto merged = plan_->merge(copy->plan(), copy->history(), std::nullopt);
      if (!merged) return fail(merged.error());
      count.changes += merged->changes;
    }
    if (const int written = write(FileForm::plan_file); written != kFine) return written;
    console_.err << report_merge(plan(), count, options_);
    const bool decided = find_conflicts(plan().plan()).empty();
    if (!decided) console_.err << report_conflicts(plan(), {Output::words, options_.language});
    return decided ? kFine : kPlanHasProblems;
  }

  // The sharing register.
  int share() {
    if (!read_input()) return kBadInput;
    const Day today = day_of(console_.clock.local_now());
    console_.out << report_information(plan(), today, options_);
    return find_information(plan().plan(), today).findings.empty() ? kFine : kPlanHasProblems;
  }

  // A copy for departments: without an output, what it would hold. The plan learns of it, so that
  // it can come back: it is written where --keep says.
  int redact() {
    if (!read_input()) return kBadInput;
    CopyWish wish;
    for (const std::string& name : request_.departments) {
      const auto id = find_named<Department>(name);
      if (!id) return fail(no_such(Kind::department, name));
      wish.departments.push_back(*id);
    }
    wish.dates = request_.dates == "week"   ? CopyDates::weeks
                 : request_.dates == "none" ? CopyDates::recomputed
                                            : CopyDates::exact;
    const Instant now = console_.clock.local_now();
    const std::string report =
        report_copy(plan().plan(), preview_copy(plan(), wish, day_of(now)), options_);
    if (request_.output.empty()) {
      console_.out << report;
      return kFine;
    }
    auto made = make_copy(plan(), console_.random, wish, author(), now);
    if (!made) return fail(made.error());
    console_.err << report;
    if (!write_output(made->file.bytes, request_.output)) return kBadInput;
    if (request_.keep.empty()) return kFine;
    auto noted = plan_->edit(std::move(made->note), mint<ReplicaId>(console_.random), author());
    if (!noted) return fail(noted.error());
    const auto whole = write_file(plan(), FileForm::plan_file, author(), options_.language);
    if (!whole) return fail(whole.error());
    return write_output(whole->bytes, request_.keep) ? kFine : kBadInput;
  }

  // Reads one form and writes another.
  int convert(FileForm fallback) {
    if (!read_input()) return kBadInput;
    console_.err << report_remarks(remarks_, options_.language);
    return write(fallback);
  }

 private:
  // A copy that was made of the plan at hand; what is only proposed stays out.
  Result<Merged> take_returned(IncomingCopy copy) {
    look_through(*plan_, copy);
    if (copy.proposed > 0)
      console_.err << say(options_.language, Word::merge_proposed, {std::to_string(copy.proposed)})
                   << "\n";
    std::vector<IncomingCopy> copies;
    copies.push_back(std::move(copy));
    MergePlan made = make_merge(*plan_, copies, {});
    auto merged = plan_->merge(made.plan, made.history, std::nullopt);
    if (!merged || made.decisions.empty()) return merged;
    auto decided = plan_->note({make_label(Word::did_choose_in_merge), std::move(made.decisions)},
                               mint<ReplicaId>(console_.random), author());
    if (!decided) return std::unexpected(decided.error());
    return merged;
  }

  // As many steps as are wanted, or as many as are of use in the time there is.
  template <class LongRun, class Count>
  void go_on(LongRun& run, Count wanted) {
    if (wanted > 0) return run.advance_to(plan(), wanted);
    const std::int64_t end =
        console_.clock.unix_milliseconds() + static_cast<std::int64_t>(request_.seconds * 1000);
    while (run.is_running() && console_.clock.unix_milliseconds() < end)
      run.advance(plan(), console_.clock, 50);
  }

  int write(FileForm fallback) {
    const auto form = wanted_form(fallback);
    if (!form) return kBadInput;
    const auto file = write_file(plan(), *form, author(), options_.language);
    if (!file) return fail(file.error());
    return write_output(file->bytes, request_.output) ? kFine : kBadInput;
  }

  // The first record of that name; an empty name names none.
  template <class Record>
  std::optional<Id<Record>> find_named(const std::string& name) const {
    if (!name.empty())
      for (const auto& entry : plan().plan().table<Record>().live())
        if (plan().plan().name_of(ref(entry.id)) == name) return entry.id;
    return std::nullopt;
  }
  Error no_such(Kind kind, const std::string& name) const {
    return {{Word::cli_no_such_record, {name, std::string(say(options_.language, word_of(kind)))}},
            {Word::safe_nothing_changed, {}},
            {Word::todo_name_record, {}}};
  }

  Result<Draft> act_on(Id<Deliverable> id) {
    const Act act{find_person(plan().plan(), request_.by), console_.clock.local_now()};
    Random& random = console_.random;
    if (request_.act == "hand-over") return hand_over(plan(), random, id, act);
    if (request_.act == "review") return begin_review(plan(), random, id, act);
    const Decision decision = request_.act == "reject"    ? Decision::rejected
                              : request_.act == "reserve" ? Decision::with_reservations
                                                          : Decision::accepted;
    return decide(plan(), random, id, decision, request_.reason, act);
  }

  // By its name, or by its number in the outline.
  Slot find_task(const std::string& name) const {
    const auto& rows = plan().outline().rows;
    for (const Outline::Row& row : rows)
      if (plan().plan().table<Task>()[row.task].record.title == name) return row.task;
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    const bool whole = error == std::errc{} && end == name.data() + name.size();
    return whole && number >= 1 && number <= rows.size() ? rows[number - 1].task : kNoSlot;
  }

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
    plan_ = read_plan(request_.inputs[0]);
    return plan_.has_value();
  }

  // The copy that somebody made of the base, by one change.
  std::optional<OpenPlan> made_of(const OpenPlan& base, const OpenPlan& copy) {
    if (base.plan().id() != copy.plan().id()) {
      fail({{Word::error_other_plan, {}}, {}, {Word::todo_choose_copy, {}}});
      return std::nullopt;
    }
    OpenPlan made(base.plan());
    auto changed = made.edit({{}, find_differences(base.plan(), copy.plan())},
                             mint<ReplicaId>(console_.random), {});
    if (changed) return made;
    fail(changed.error());
    return std::nullopt;
  }

  // Where there is none, why has been said.
  // All of a file, or of standard input. Nothing where it cannot be read.
  std::optional<std::string> read_bytes(const std::string& name) {
    std::ifstream from_disk;
    if (name != "-") {
      from_disk.open(name, std::ios::binary);
      if (!from_disk) return std::nullopt;
    }
    std::istream& in = name == "-" ? console_.in : from_disk;
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (in.bad()) return std::nullopt;
    return text;
  }

  std::optional<OpenPlan> read_plan(const std::string& name,
                                    JsonIdentity identity = JsonIdentity::fresh) {
    const auto text = read_bytes(name);
    if (!text) {
      fail(Word::cli_cannot_read, name);
      return std::nullopt;
    }
    NamedBytes file{name == "-" ? name : name.substr(name.find_last_of('/') + 1), {}};
    const auto bytes = std::as_bytes(std::span(*text));
    file.bytes.assign(bytes.begin(), bytes.end());

    auto read = read_file(file, console_.random, console_.codec, day_of(console_.clock.local_now()),
                          identity);
    if (!read) {
      fail(read.error());
      return std::nullopt;
    }
    remarks_ = std::move(read->remarks);
    saved_ = read->file.saved;
    return OpenPlan(std::move(read->file.plan), std::move(read->file.history));
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
  bool write_output(const std::vector<std::byte>& bytes, const std::string& name) {
    const auto* data = reinterpret_cast<const char*>(bytes.data());
    const auto size = static_cast<std::streamsize>(bytes.size());
    if (name.empty() || name == "-") return bool(console_.out.write(data, size).flush());
    const std::string beside = name + ".new";
    std::ofstream out(beside, std::ios::binary);
    out.write(data, size);
    out.close();
    if (!out || std::rename(beside.c_str(), name.c_str()) != 0) {
      std::remove(beside.c_str());
      return fail(Word::cli_cannot_write, name);
    }
    return true;
  }

  const OpenPlan& plan() const { return *plan_; }
  Author author() const { return {{}, {}, {}, console_.clock.unix_milliseconds()}; }

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
  CLI::App* measure = add_output(add("measure", "Note many values of a goal or an indicator"));
  measure->remove_option(measure->get_option("FILE"));
  measure->add_option("FILE", file, "A plan file, JSON, Project XML or CSV")->required();
  measure->add_option("NAME", request.record, "The goal or indicator")->required();
  measure->add_option("VALUES", request.values, "Lines of a date and a number; CSV will do")
      ->required();
  measure->add_option("--department", request.department, "Whose values of an indicator these are");
  CLI::App* share = add("share", "What departments share, how fresh it is, and what is wrong");
  CLI::App* redact = add("redact", "A copy that holds only what some departments may know");
  redact->add_option("--for", request.departments,
                     "The departments, each by its name; none: somebody outside");
  redact
      ->add_option("--dates", request.dates,
                   "Of tasks that something withheld moves: exact, week or none (exact)")
      ->check(CLI::IsMember({"exact", "week", "none"}));
  redact->add_option("-o,--output", request.output,
                     "Where the copy goes; without it, tells what it would hold");
  redact->add_option("--keep", request.keep,
                     "Where the plan goes that knows of the copy, to merge it when it comes back");
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
  if (*why || *accept || *measure || *agenda) request.inputs = {file};
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
  if (*measure) return run.measure();
  if (*share) return run.share();
  if (*redact) return run.redact();
  if (*import_) return run.convert(FileForm::plan_file);
  if (*export_) return run.convert(FileForm::json);
  return kBadInput;
}

}  // namespace tongzhou
