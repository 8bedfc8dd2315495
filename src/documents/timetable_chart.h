// A timetable as a Gantt chart for paper, and as text that other programs draw as well.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/drawing.h"
#include "documents/reports.h"

namespace tongzhou {

struct ChartLine {
  enum class Kind : std::uint8_t { task, milestone, phase };
  std::string title;
  Kind kind = Kind::task;
  int level = 0;
  Day first, last;  // unset: nothing is drawn
  float done = 0;   // 0 to 1
  bool late = false;
  std::string note{};                         // beside its bar
  std::vector<std::pair<Day, Day>> pauses{};  // whole days, first and last included
};
struct ChartLink {
  std::uint32_t from = 0, to = 0;  // lines
  LinkType type{};
};
struct TimetableChart {
  Language language = Language::chinese;
  std::string title;
  std::vector<ChartLine> lines;
  std::vector<ChartLink> links;
  Day today;  // unset: not marked
};

// Of these tasks, in the order of the outline; the links between them.
TimetableChart timetable_chart(const ReportSources& from, std::span<const Slot> tasks);
// Of all tasks.
TimetableChart timetable_chart(const ReportSources& from);

// As pages with the head of dates repeated, each no larger than that and no higher than its lines.
std::vector<Drawing> draw_timetable(const TimetableChart& chart, DrawPoint most);

// A diagram "gantt" in the language of Mermaid: phases are its sections; levels, links and notes
// are left out, and of the part done whether there is some and whether it is all.
std::string to_mermaid(const TimetableChart& chart);
// What to_mermaid writes; other lines are passed over. Nothing where it is no such diagram.
std::optional<TimetableChart> read_mermaid(std::string_view text, Language language);

// As a block of a document on that paper.
Block chart_block(const TimetableChart& chart, Paper paper);
// Of the diagram, where nothing can be drawn: what, from when, until when.
std::vector<std::vector<TableCell>> chart_rows(std::string_view diagram, Language language);

}  // namespace tongzhou
