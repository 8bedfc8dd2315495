// One run of a headless command: what it is asked, what it reads and writes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/file_forms.h"
#include "app/goal_edits.h"
#include "app/merging.h"
#include "app/open_plan.h"
#include "cli/program.h"
#include "cli/reports.h"
#include "exchange/signing.h"

namespace tongzhou {

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
  bool people = false;         // counted in a simulation
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
  std::string from;     // a department
  std::string about;    // a record, by its name
  std::string diagram;  // one of kDiagramNames
  std::string dates = "exact";
  bool for_reading = false;
  std::string keep;  // where the plan goes that knows of a copy
  std::string passphrase_file;
  std::string key_file;
  std::vector<std::string> keys;  // public ones
  bool earlier = false;
  bool json = false;
};

class Run {
 public:
  Run(Console& console, const Request& request);

  int info();
  int check();
  int schedule();
  // Levels the plan; with an output, writes it levelled.
  int level();
  int why();
  int simulate();
  int goals();
  int score();
  int deliverables();
  // Hands over, reviews, accepts or rejects a deliverable, and writes the plan.
  int accept();
  int due();
  // Of the next meeting from today on.
  int agenda();
  // Meetings and dates for calendar programs; or with a calendar, reads it and writes the plan.
  int ics();
  int read_calendar();
  // What a survey said, or the suggestions; or the form for either; or takes in what came back.
  int survey();
  int take_answers_in();
  // By its title; the last where none is said.
  std::optional<Id<Survey>> find_survey() const;
  int write_text(std::string_view text);
  // Writes a letter of a kind, or one of the plan; or lists those there are.
  int letter();
  int letters();
  // The Gantt chart of all tasks, or a diagram of something else.
  int chart();
  // All papers of the cooperation as one.
  int papers();
  int write_paper(const Document& document);
  std::optional<std::vector<Id<Department>>> find_departments();
  std::optional<CopyWish> find_readers();
  AnyRef find_subject(const std::string& name) const;
  // A report to read: as HTML where the output's name says so, else as Markdown.
  int report();
  int write_document(const Document& document);
  // Notes values of a goal or an indicator, read from lines of dates and numbers.
  int measure();
  // With an output, takes a baseline; else tells what became of the last one.
  int baseline();
  int conflicts();
  int log();
  int diff();
  // With a base the files need no stamps: each is what somebody made of the base.
  int merge();
  // The sharing register.
  int share();
  // A copy for readers: without an output, what it would hold. The plan learns of it, so that
  // it can come back: it is written where --keep says.
  int redact();
  // Reads one form and writes another.
  int convert(FileForm fallback);

  // Seals any file, for a passphrase and for keys; and opens it again.
  int seal();
  int open();
  int sign();
  // Whose signature a plan file bears: fine where it is the one asked for, or any.
  int verify();
  // Makes a key, or tells the public half of one.
  int key();

 private:
  // A copy that was made of the plan at hand; what is only proposed stays out.
  Result<Merged> take_returned(IncomingCopy copy);
  // As many steps as are wanted, or as many as are of use in the time there is.
  template <class LongRun, class Count>
  void go_on(LongRun& run, Count wanted) {
    if (wanted > 0) return run.advance_to(plan(), wanted);
    const std::int64_t end =
        console_.clock.unix_milliseconds() + static_cast<std::int64_t>(request_.seconds * 1000);
    while (run.is_running() && console_.clock.unix_milliseconds() < end)
      run.advance(plan(), console_.clock, 50);
  }
  int write(FileForm fallback);
  // The first record of that name; an empty name names none.
  template <class Record>
  std::optional<Id<Record>> find_named(const std::string& name) const {
    if (!name.empty())
      for (const auto& entry : plan().plan().table<Record>().live())
        if (plan().plan().name_of(ref(entry.id)) == name) return entry.id;
    return std::nullopt;
  }
  Error no_such(Kind kind, const std::string& name) const;
  Result<Draft> act_on(Id<Deliverable> id);
  // By its name, or by its number in the outline.
  Slot find_task(const std::string& name) const;
  // Of a key file; of a passphrase file its first line.
  std::optional<SigningKey> read_key(const std::string& name);
  std::optional<std::string> read_passphrase(const std::string& name);
  static Language language_of(const Console& console, const Request& request);
  int fail(const Error& error);
  bool fail(Word what, const std::string& name);
  bool read_input();
  // The copy that somebody made of the base, by one change.
  std::optional<OpenPlan> made_of(const OpenPlan& base, const OpenPlan& copy);
  // All of a file, or of standard input. Nothing where it cannot be read.
  std::optional<std::string> read_bytes(const std::string& name);
  // Where there is none, why has been said; of this and what follows.
  std::optional<std::vector<std::byte>> read_file_bytes(const std::string& name);
  std::optional<OpenPlan> read_plan(const std::string& name,
                                    JsonIdentity identity = JsonIdentity::fresh);
  // As told, else by the output's ending, else the fallback.
  std::optional<FileForm> wanted_form(FileForm fallback);
  // Beside first, then renamed: what was there stays whole until the new file is.
  enum class For : std::uint8_t { everybody, owner };  // who may read it
  bool write_output(const std::vector<std::byte>& bytes, const std::string& name,
                    For readers = For::everybody);
  const OpenPlan& plan() const { return *plan_; }
  Author author() const { return {{}, {}, {}, console_.clock.unix_milliseconds()}; }

  Console& console_;
  const Request& request_;
  ReportOptions options_;
  std::optional<OpenPlan> plan_;
  SaveNote saved_;
  std::vector<Message> remarks_;
};

}  // namespace tongzhou
