// The part of the session that deals with files that are no plans: answers and calendars.
#include <utility>

#include "app/calendar_files.h"
#include "app/session.h"

namespace tongzhou {
namespace {

std::string_view text_of(const NamedBytes& file) {
  return {reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size()};
}

bool is_calendar(std::string_view text) {
  constexpr std::string_view kMark = "\xef\xbb\xbf", kBegin = "BEGIN:VCALENDAR";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  return text.starts_with(kBegin);
}

}  // namespace

bool Session::took_other_file(const NamedBytes& file) {
  if (took_receipt(file)) return true;
  const bool answers = holds_answers(text_of(file));
  if (!answers && !is_calendar(text_of(file))) return false;
  if (!open_)
    tell(Word::answers_open_plan);
  else if (answers)
    answers_came(file);
  else
    calendar_came(file);
  return true;
}

void Session::open_table(NamedBytes file) {
  auto sheets = read_sheets(file, ports_.codec);
  if (!sheets) return tell(sheets.error());
  table_ = WaitingTable{++tables_, std::move(file.name), std::move(*sheets)};
}

// A table that is no plan of tasks, but of records that the open plan may have.
bool Session::took_table(const NamedBytes& file) {
  if (!open_) return false;
  auto sheets = read_sheets(file, ports_.codec);
  if (!sheets) return false;
  const SheetOfRows& first = sheets->front();
  if (!has_key(find_columns(first.rows, likely_kind(first)))) return false;
  table_ = WaitingTable{++tables_, file.name, std::move(*sheets)};
  return true;
}

void Session::answers_came(const NamedBytes& file) {
  answers_.add(file.name, read_answers(text_of(file)));
  tell(Word::told_answers_wait, {std::to_string(answers_.sheets.size())}, "go_feedback");
}

void Session::take_in_answers() {
  if (!open_ || answers_.empty() || refuses_while_reading()) return;
  const SortedAnswers sorted = sort_answers(open_->plan(), answers_);
  Draft draft = take_answers(*open_, ports_.random, sorted, day_of(now_));
  const std::size_t taken = sorted.takeable();
  AnswerTray rest;  // what may still become enough
  for (const SortedAnswers::OfSurvey& of : sorted.surveys)
    if (!of.is_enough())
      for (const AnswerSheet* sheet : of.sheets) rest.sheets.push_back(*sheet);
  if (taken > 0) {
    edit(std::move(draft));
    tell(Word::told_answers_taken, {std::to_string(taken)}, "undo");
  }
  answers_ = std::move(rest);
}

void Session::calendar_came(const NamedBytes& file) {
  const auto read = read_icalendar(file.bytes, zone_of(open_->plan()), &ports_.codec);
  if (!read) return tell(read.error());
  auto imported = import_calendar(*open_, ports_.random, read->calendar);
  if (!imported) return tell(imported.error());
  std::vector<Message> remarks = read->notices;
  if (imported->whole_days > 0)
    remarks.push_back({Word::ics_whole_days, {std::to_string(imported->whole_days)}});
  const std::string count = std::to_string(imported->meetings);
  edit(std::move(imported->draft));
  tell({.text = say(language(), Word::told_calendar_read, {file.name, count}),
        .error = {},
        .details = std::move(remarks),
        .command = "undo",
        .argument = {}});
}

}  // namespace tongzhou
