#include "cli/run.h"

#include <algorithm>
#include <span>
#include <utility>

#include "app/answers.h"
#include "app/calendar_files.h"
#include "app/reports.h"
#include "documents/agenda.h"
#include "documents/answer_form.h"
#include "documents/survey_report.h"
#include "model/record_fields.h"

namespace tongzhou {

namespace {

constexpr int kAgendaDays = 400;  // within which a meeting's next time is looked for

}  // namespace

int Run::due() {
  if (!read_input()) return kBadInput;
  Id<Department> department;
  if (!request_.department.empty()) {
    const auto found = find_named<Department>(request_.department);
    if (!found) return fail(no_such(Kind::department, request_.department));
    department = *found;
  }
  Id<Person> person;
  if (!request_.by.empty()) {
    const auto found = find_named<Person>(request_.by);
    if (!found) return fail(no_such(Kind::person, request_.by));
    person = *found;
  }
  console_.out << report_due(plan(), department, person, day_of(console_.clock.local_now()),
                             options_);
  return kFine;
}

int Run::agenda() {
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

int Run::ics() {
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

int Run::read_calendar() {
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

int Run::survey() {
  if (!read_input()) return kBadInput;
  if (!request_.answers.empty()) return take_answers_in();
  if (request_.box) {
    if (request_.wants_form) return write_text(suggestion_form(plan().plan(), options_.language));
    console_.out << report_suggestions(plan(), day_of(console_.clock.local_now()), options_);
    return kFine;
  }
  const auto found = find_survey();
  if (!found) return fail(no_such(Kind::survey, request_.name));
  if (request_.wants_form) return write_text(survey_form(plan().plan(), *found, options_.language));
  return write_document(make_survey_report(plan().plan(), *found,
                                           find_results(plan().plan(), *found), options_.language));
}

int Run::take_answers_in() {
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
  auto changed =
      plan_->edit(take_answers(plan(), console_.random, sorted, day_of(console_.clock.local_now())),
                  mint<ReplicaId>(console_.random), author());
  if (!changed) return fail(changed.error());
  const int written = write(FileForm::plan_file);
  return written == kFine && remarks.size() > 1 ? kPlanHasProblems : written;
}

std::optional<Id<Survey>> Run::find_survey() const {
  if (!request_.name.empty()) return find_named<Survey>(request_.name);
  const Entry<Survey>* last = nullptr;
  for (const auto& entry : plan().plan().table<Survey>().live())
    if (last == nullptr || last->record.order < entry.record.order) last = &entry;
  return last != nullptr ? std::optional(last->id) : std::nullopt;
}

int Run::write_text(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return write_output({bytes.begin(), bytes.end()}, request_.output) ? kFine : kBadInput;
}

}  // namespace tongzhou
