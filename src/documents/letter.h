// A letter on paper: its frame (issuer, number, addressee, signature, copies) around its text.
#pragma once

#include <string>
#include <string_view>

#include "documents/reports.h"

namespace tongzhou {

// Names that the frame shows; the plan they come from may hold more than the text's.
struct LetterFrame {
  std::string issuer;      // who sends it
  std::string addressees;  // "市场部、生产部"
  std::string copies;
  std::string signer;
};
LetterFrame frame_of(const Plan& plan, const Letter& letter, Language language);

// The whole letter; `text` is Markdown. What is empty leaves nothing.
Document make_letter(const Letter& letter, const LetterFrame& frame, std::string_view text,
                     Language language);

// Parts of letters that templates insert, without titles of their own.
//
// Tasks with department, dates and progress: those of the letter, else phases and milestones.
Document make_timetable(const ReportSources& from, const Letter& letter);
// Those tasks as a chart: of the letter, else all where they are few.
inline constexpr std::size_t kMostChartLines = 60;
Document make_chart(const ReportSources& from, const Letter& letter);
// What is otherwise than in the newest baseline, the largest moves first; says so where there is no
// baseline. Long lists end after so many lines.
inline constexpr std::size_t kMostChangedTasks = 100;
Document make_change_list(const ReportSources& from);

// Whole days, of letters: "2026年8月30日" / "30 Aug 2026". Unset: nothing.
std::string letter_date(Day day, Language language);

}  // namespace tongzhou
