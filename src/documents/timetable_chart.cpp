#include "documents/timetable_chart.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "insight/progress.h"
#include "schedule/calendars.h"

namespace tongzhou {
namespace {

// The last day on which something is done: what ends as a day begins ended the day before.
Day last_day(const TaskDates& dates) {
  const Day day = day_of(dates.finish);
  return minute_of_day(dates.finish) == 0 && dates.finish > dates.start ? day - 1 : day;
}

bool is_late(const ReportSources& from, const Task& task, const TaskDates& dates) {
  if (dates.complete) return false;
  return last_day(dates) < from.today || (task.deadline.is_set() && dates.finish > task.deadline);
}

// Without what ends a name or a line of the diagram.
std::string diagram_words(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case ':': out += "："; break;
      case ';': out += "；"; break;
      case '#': out += "＃"; break;
      case '`': out += "'"; break;
      case '\n':
      case '\r':
      case '\t': out += ' '; break;
      default: out += c;
    }
  return out.empty() ? "–" : out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

// The text before the sign; it and the sign are taken away.
std::string_view take_until(std::string_view& text, char sign) {
  const std::size_t end = std::min(text.find(sign), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return trimmed(taken);
}

constexpr std::string_view kDiagramHead = "gantt";
constexpr std::string_view kSection = "section ", kTitle = "title ";

// "name :done, milestone, 2026-08-03, 2026-08-07"
std::optional<ChartLine> read_chart_line(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  ChartLine line{.title = std::string(trimmed(text.substr(0, colon)))};
  std::string_view rest = text.substr(colon + 1);
  while (!rest.empty()) {
    const std::string_view word = take_until(rest, ',');
    if (word == "done") line.done = 1;
    if (word == "active") line.done = 0.5F;
    if (word == "crit") line.late = true;
    if (word == "milestone") line.kind = ChartLine::Kind::milestone;
    if (const auto day = parse_iso_day(word)) (line.first.is_set() ? line.last : line.first) = *day;
  }
  if (!line.first.is_set()) return std::nullopt;
  line.last = line.last.is_set() ? std::max(line.first, line.last) : line.first;
  return line;
}

// A section is as long as what stands in it; a phase that is longer is a line of its own.
bool is_section(std::span<const ChartLine> lines, std::size_t phase) {
  if (lines[phase].kind != ChartLine::Kind::phase) return false;
  Day first, last;
  for (std::size_t i = phase + 1; i < lines.size() && lines[i].level > lines[phase].level; ++i) {
    if (lines[i].kind == ChartLine::Kind::phase) continue;
    first = first.is_set() ? std::min(first, lines[i].first) : lines[i].first;
    last = last.is_set() ? std::max(last, lines[i].last) : lines[i].last;
  }
  return first.is_set() && first == lines[phase].first && last == lines[phase].last;
}

// Sections last from their first day to their last.
void span_phases(std::vector<ChartLine>& lines) {
  ChartLine* phase = nullptr;
  for (ChartLine& line : lines) {
    if (line.kind == ChartLine::Kind::phase) {
      phase = &line;
      continue;
    }
    if (phase == nullptr) continue;
    line.level = 1;
    phase->first = phase->first.is_set() ? std::min(phase->first, line.first) : line.first;
    phase->last = phase->last.is_set() ? std::max(phase->last, line.last) : line.last;
  }
}

// The whole days on which nobody works on the task between its parts.
std::vector<std::pair<Day, Day>> whole_days(const WorkingTime& time,
                                            std::span<const Stretch> pauses) {
  std::vector<std::pair<Day, Day>> days;
  for (const Stretch pause : pauses) {
    Day first = day_of(pause.from), last = day_of(pause.until);
    while (first <= last && time.minutes_on(first) > 0) first = first + 1;
    while (first <= last && time.minutes_on(last) > 0) last = last - 1;
    if (first <= last) days.emplace_back(first, last);
  }
  return days;
}

}  // namespace

TimetableChart timetable_chart(const ReportSources& from, std::span<const Slot> tasks) {
  const auto& table = from.plan.table<Task>();
  const std::vector<std::int32_t> percent = rolled_percent(from.plan, from.outline);
  TimetableChart chart{.language = from.language,
                       .title = from.plan.info().title,
                       .lines = {},
                       .links = {},
                       .today = from.today};
  std::optional<Calendars> calendars;
  if (from.plan.table<Pause>().live_count() > 0) calendars.emplace(from.plan);
  constexpr std::uint32_t kNoLine = ~0U;
  std::vector<std::uint32_t> line_of(table.slot_count(), kNoLine);
  for (const Slot slot : tasks) {
    const Task& task = table[slot].record;
    const TaskDates& dates = from.schedule.tasks[slot];
    line_of[slot] = static_cast<std::uint32_t>(chart.lines.size());
    chart.lines.push_back({.title = task.title,
                           .kind = dates.summary                      ? ChartLine::Kind::phase
                                   : task.kind == TaskKind::milestone ? ChartLine::Kind::milestone
                                                                      : ChartLine::Kind::task,
                           .level = from.outline.rows[from.outline.row_of[slot]].depth,
                           .first = day_of(dates.start),
                           .last = last_day(dates),
                           .done = static_cast<float>(percent[slot]) / 100,
                           .late = is_late(from, task, dates),
                           .note = from.plan.name_of(ref(task.responsible)),
                           .pauses = {}});
    if (calendars && !dates.summary)
      chart.lines.back().pauses =
          whole_days((*calendars)[calendars->of_task(from.plan, slot)], calendars->pauses(slot));
  }
  for (const auto& entry : from.plan.table<Dependency>().live()) {
    const Slot a = table.find_slot(entry.record.from), b = table.find_slot(entry.record.to);
    if (a != kNoSlot && b != kNoSlot && line_of[a] != kNoLine && line_of[b] != kNoLine)
      chart.links.push_back({line_of[a], line_of[b], entry.record.type});
  }
  return chart;
}

TimetableChart timetable_chart(const ReportSources& from) {
  std::vector<Slot> tasks;
  for (const Outline::Row& row : from.outline.rows) tasks.push_back(row.task);
  return timetable_chart(from, tasks);
}

std::string to_mermaid(const TimetableChart& chart) {
  std::string out =
      fmt::format("{}\n  dateFormat YYYY-MM-DD\n  inclusiveEndDates\n  todayMarker off\n  {}{}\n",
                  kDiagramHead, kTitle, diagram_words(chart.title));
  for (std::size_t i = 0; i < chart.lines.size(); ++i) {
    const ChartLine& line = chart.lines[i];
    if (is_section(chart.lines, i)) {
      out += fmt::format("  {}{}\n", kSection, diagram_words(line.title));
      continue;
    }
    if (!line.first.is_set()) continue;
    out += fmt::format("  {} :", diagram_words(line.title));
    if (line.late) out += "crit, ";
    if (line.done > 0) out += line.done >= 1 ? "done, " : "active, ";
    if (line.kind == ChartLine::Kind::milestone) out += "milestone, ";
    out += fmt::format("{}, {}\n", to_iso(line.first), to_iso(line.last));
  }
  return out;
}

std::optional<TimetableChart> read_mermaid(std::string_view text, Language language) {
  if (take_until(text, '\n') != kDiagramHead) return std::nullopt;
  TimetableChart chart{.language = language, .title = {}, .lines = {}, .links = {}, .today = Day{}};
  while (!text.empty()) {
    const std::string_view line = take_until(text, '\n');
    if (line.starts_with(kTitle))
      chart.title = trimmed(line.substr(kTitle.size()));
    else if (line.starts_with(kSection))
      chart.lines.push_back({.title = std::string(trimmed(line.substr(kSection.size()))),
                             .kind = ChartLine::Kind::phase});
    else if (auto task = read_chart_line(line))
      chart.lines.push_back(*std::move(task));
  }
  span_phases(chart.lines);
  return chart;
}

std::vector<std::vector<TableCell>> chart_rows(std::string_view diagram, Language language) {
  std::vector<std::vector<TableCell>> rows;
  const auto chart = read_mermaid(diagram, language);
  if (!chart) return rows;
  rows.push_back({{std::string(say(language, Word::task_title))},
                  {std::string(say(language, Word::column_start))},
                  {std::string(say(language, Word::column_finish))}});
  const auto day = [&](Day day) {
    return day.is_set() ? date_text(day, /*this_year=*/0, language) : std::string();
  };
  for (const ChartLine& line : chart->lines)
    rows.push_back({{line.title}, {day(line.first)}, {day(line.last)}});
  return rows;
}

Block chart_block(const TimetableChart& chart, Paper paper) {
  // Points: within the 156 mm of a letter, or what the margins leave; two thirds of a page.
  const DrawPoint room = paper == Paper::official ? DrawPoint{442, 420} : DrawPoint{470, 480};
  return {.kind = Block::Kind::chart,
          .text = to_mermaid(chart),
          .drawings = draw_timetable(chart, room)};
}

}  // namespace tongzhou
