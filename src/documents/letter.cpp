#include "documents/letter.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "core/sorting.h"
#include "documents/markdown.h"
#include "documents/reports_inside.h"
#include "documents/timetable_chart.h"
#include "documents/value_words.h"
#include "insight/channels.h"
#include "insight/progress.h"
#include "insight/variance.h"

namespace tongzhou {
namespace {

void add_part(Document& document, LetterPart part, std::string text) {
  if (!text.empty())
    document.blocks.push_back(
        {.kind = Block::Kind::paragraph, .text = std::move(text), .part = part});
}

// "机密 特急"
std::string grade_words(const Letter& letter, Language language) {
  std::string words;
  if (letter.secrecy == Secrecy::confidential) words = say(language, Word::secrecy_confidential);
  if (letter.urgency != LetterUrgency::normal) {
    if (!words.empty()) words += "  ";
    words += say(language, kLetterUrgencies[static_cast<std::size_t>(letter.urgency)]);
  }
  return words;
}

std::string minutes_mark(const std::string& issuer, Language language) {
  return issuer.empty() ? std::string(say(language, Word::letter_minutes))
                        : say(language, Word::letter_minutes_of, {issuer});
}

// "附件：1. 试产报告", each in its line.
std::string attachment_words(const Letter& letter, Language language) {
  std::string lines;
  int number = 0;
  std::string_view rest = letter.attachments;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (end > 0) {
      if (!lines.empty()) lines += '\n';
      lines += fmt::format("{}. {}", ++number, rest.substr(0, end));
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines.empty() ? lines : say(language, Word::letter_attachment_head, {lines});
}

std::string with_outside(std::string names, const std::string& outside, Language language) {
  if (outside.empty()) return names;
  if (!names.empty()) names += language == Language::chinese ? "、" : ", ";
  return names + outside;
}

std::vector<Slot> tasks_told(const ReportSources& from, const Letter& letter) {
  const auto& tasks = from.plan.table<Task>();
  std::vector<Slot> told;
  for (const Outline::Row& row : from.outline.rows) {
    const auto& entry = tasks[row.task];
    const bool is_chosen = std::ranges::binary_search(letter.tasks.ids, entry.id);
    const bool is_main = row.depth == 0 || entry.record.kind == TaskKind::milestone;
    if (letter.tasks.ids.empty() ? is_main : is_chosen) told.push_back(row.task);
  }
  return told;
}

}  // namespace

std::string letter_date(Day day, Language language) {
  return day.is_set() ? date_text(day, /*this_year=*/0, language) : std::string();
}

LetterFrame frame_of(const Plan& plan, const Letter& letter, Language language) {
  const std::string_view between = language == Language::chinese ? "、" : ", ";
  LetterFrame frame;
  frame.issuer = letter.from ? plan.name_of(ref(letter.from)) : letter.sender;
  frame.addressees =
      with_outside(department_names(plan, letter.to.ids, between), letter.recipients, language);
  frame.copies = department_names(plan, letter.copies.ids, between);
  frame.signer = plan.name_of(ref(letter.signer));
  return frame;
}

Document make_letter(const Letter& letter, const LetterFrame& frame, std::string_view text,
                     Language language) {
  Document document{.language = language, .title = {}, .subtitle = {}, .blocks = {}};
  document.paper = letter.layout == LetterLayout::official ? Paper::official : Paper::plain;
  add_part(document, LetterPart::grade, grade_words(letter, language));
  const std::string date = letter_date(letter.date, language);
  if (letter.kind == LetterKind::minutes) {
    add_part(document, LetterPart::mark, minutes_mark(frame.issuer, language));
    add_part(document, LetterPart::number, letter.number);
    if (!frame.issuer.empty() || !date.empty())
      add_part(document, LetterPart::imprint, frame.issuer + '\t' + date);
  } else {
    add_part(document, LetterPart::issuer, frame.issuer);
    add_part(document, LetterPart::number, letter.number);
  }
  add_part(document, LetterPart::title, letter.title);
  if (!frame.addressees.empty())
    add_part(document, LetterPart::addressee,
             say(language, Word::letter_addressee, {frame.addressees}));
  add_markdown(document, text);
  add_part(document, LetterPart::attachment, attachment_words(letter, language));
  // Minutes have no seal; their head says whose they are, and when.
  const bool is_sealed = letter.kind != LetterKind::minutes;
  std::string signature = is_sealed ? frame.issuer : std::string();
  if (!frame.signer.empty()) signature += (signature.empty() ? "" : "\n") + frame.signer;
  add_part(document, LetterPart::signature, std::move(signature));
  if (is_sealed) add_part(document, LetterPart::date, date);
  if (!frame.copies.empty())
    add_part(document, LetterPart::copies, say(language, Word::letter_copies_line, {frame.copies}));
  return document;
}

Document make_timetable(const ReportSources& from, const Letter& letter) {
  const auto word = [&](Word of) { return std::string(say(from.language, of)); };
  Document document{.language = from.language, .title = {}, .subtitle = {}, .blocks = {}};
  const std::vector<std::int32_t> percent = rolled_percent(from.plan, from.outline);
  std::vector<std::vector<TableCell>> rows{{{word(Word::task_title)},
                                            {word(Word::department)},
                                            {word(Word::task_responsible)},
                                            {word(Word::column_start)},
                                            {word(Word::column_finish)},
                                            {word(Word::column_percent)}}};
  for (const Slot slot : tasks_told(from, letter)) {
    const Task& task = from.plan.table<Task>()[slot].record;
    const TaskDates& dates = from.schedule.tasks[slot];
    rows.push_back({{task.title},
                    {from.plan.name_of(ref(task.department))},
                    {from.plan.name_of(ref(task.responsible))},
                    {day_words(from, day_of(dates.start))},
                    {day_words(from, day_of(dates.finish))},
                    {fmt::format("{}%", percent[slot])}});
  }
  if (rows.size() > 1)
    document.table(std::move(rows));
  else
    document.paragraph(word(Word::report_nothing));
  return document;
}

Document make_chart(const ReportSources& from, const Letter& letter) {
  Document document{.language = from.language, .title = {}, .subtitle = {}, .blocks = {}};
  const bool has_all = letter.tasks.ids.empty() && from.outline.rows.size() <= kMostChartLines;
  const TimetableChart chart =
      has_all ? timetable_chart(from) : timetable_chart(from, tasks_told(from, letter));
  if (chart.lines.empty())
    document.paragraph(std::string(say(from.language, Word::report_nothing)));
  else
    document.blocks.push_back(chart_block(chart, Paper::plain));
  return document;
}

Document make_change_list(const ReportSources& from) {
  const auto word = [&](Word of) { return std::string(say(from.language, of)); };
  Document document{.language = from.language, .title = {}, .subtitle = {}, .blocks = {}};
  const std::vector<BaselineInfo> baselines = baselines_of(from.plan);
  const BaselineInfo* promise = promise_of(baselines);
  if (promise == nullptr) {
    document.paragraph(word(Word::report_no_baseline));
    return document;
  }
  std::vector<Variance> changed =
      variance_from(from.plan, from.schedule, Calendars(from.plan), promise->key);
  std::erase_if(changed, [&](const Variance& of) {
    return from.schedule.tasks[of.task].summary ||
           (of.start_late.count == 0 && of.finish_late.count == 0 && of.longer.count == 0);
  });
  if (changed.empty()) {
    document.paragraph(word(Word::progress_all_on_time));
    return document;
  }
  sort_stably(changed, std::ranges::greater{},
              [](const Variance& of) { return std::abs(of.finish_late.count); });
  std::vector<std::vector<TableCell>> rows{{{word(Word::task_title)},
                                            {word(Word::department)},
                                            {word(Word::progress_baseline_finish)},
                                            {word(Word::progress_plan_finish)},
                                            {word(Word::progress_difference)}}};
  for (const Variance& of : changed) {
    if (rows.size() > kMostChangedTasks) break;
    const Task& task = from.plan.table<Task>()[of.task].record;
    const bool is_later = of.finish_late.count > 0;
    rows.push_back({{task.title},
                    {from.plan.name_of(ref(task.department))},
                    {day_words(from, day_of(of.baseline_finish))},
                    {day_words(from, day_of(of.finish))},
                    {(is_later                   ? "+"
                      : of.finish_late.count < 0 ? "−"
                                                 : "") +
                         duration_text({std::abs(of.finish_late.count)}, DurationUnit::days,
                                       from.plan.info().minutes_per_day, from.language),
                     is_later ? Emphasis::watch : Emphasis::good}});
  }
  document.table(std::move(rows));
  if (changed.size() > kMostChangedTasks)
    document.paragraph(say(from.language, Word::calendar_more,
                           {fmt::format("{}", changed.size() - kMostChangedTasks)}),
                       Emphasis::quiet);
  return document;
}

}  // namespace tongzhou
