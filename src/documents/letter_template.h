// The language of letter templates: Markdown with what comes from the plan in double braces.
//
//   {{letter.title}}                       a field, by its name in files or its label in either
//   {{文书.标题}}                           language; of a record: its name
//   {{if letter.reply_by}} ... {{else}} ... {{end}}
//   {{each d in deliverables}} ... {{else}} ... {{end}}      `else`: where there is none
//   {{each d in deliverable where d.giver = letter.from and not d.accepted by d.due}}
//   {{insert timetable}}                   a part that is made by a report (LetterParts):
//   timetable,
//                                          chart, changes, overview, department_report,
//                                          survey_report, agenda
//
// Also 如果, 否则, 结束, 逐项 d 于 …, 其中, 按, 插入. A line with nothing but such words leaves no
// line. `each` takes a list of records (`letter.tasks`, `task.departments`) or the name of a kind:
// all of it, in the order of its table. Conditions: `=`, `!=`, `<`, `<=`, `>`, `>=`, `has` (a set
// a record, a text a text), `and`, `or`, `not`; `and` binds closer than `or`. A value alone holds
// where there is something: a text, a number but 0, a day, a record, a yes, a set that is not
// empty. Texts stand in quotes. Names that are always there: `letter`, `plan`, `today`; `x.number`
// counts what `each x` comes to, from 1. `by` sorts, `by ... down` the other way round. What is
// computed and no field:
//
//   task.start, finish, percent, level (0, 1, ...); yes or no: late, done, milestone, summary
//   deliverable.standing (a word), due, late (days); yes or no: accepted, handed_over
//   goal.progress (percent), course (a word), told, wanted (its value, its target,
//     each with its unit)
//   criterion.wanted ("≥ 95 %"); finding.told, finding.verdict (words); issue.risk (yes or no)
//   meeting.next (its next time)
//
// `task.count` is how many there are of a kind or in a set.
//
// Values are text: nothing in them is taken for markup.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/reports.h"

namespace tongzhou {

// Where a template has a mistake; the rest of it is written all the same.
struct TemplateProblem {
  int line = 0;  // from 1
  Message what;
  bool operator==(const TemplateProblem&) const = default;
};

struct WrittenLetter {
  std::string markdown;
  std::vector<TemplateProblem> problems;
};

// Parts by their name: Markdown, or nothing where there is no such part.
using LetterParts = std::function<std::optional<std::string>(std::string_view name)>;

// Of more than 8 MB the rest is left out, and a problem says so.
WrittenLetter write_template(std::string_view text, const ReportSources& from, const Letter& letter,
                             const LetterParts& parts);
// The same for one line of plain text.
std::string write_template_line(std::string_view text, const ReportSources& from,
                                const Letter& letter);

}  // namespace tongzhou
