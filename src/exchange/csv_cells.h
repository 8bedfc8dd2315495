// Durations, dates, percents and predecessors as people write them in spreadsheets and as Microsoft
// Project shows them, in Chinese and English.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/records.h"
#include "schedule/working_time.h"

namespace tongzhou {

// How many minutes the words mean: a day is the plan's, a week five of them, a month twenty.
struct DurationCell {
  Minutes length;
  DurationUnit unit = DurationUnit::days;
  bool elapsed = false;  // of the clock rather than of work: "3 ed", "3 个自然日"
};
// "3d", "3 天", "3 个工作日", "16 小时", "2周", "30 分钟", "1.5 days?", "12 人日"; a bare number is
// one of days, or of hours. Nothing for anything else and beyond 100 years.
std::optional<DurationCell> parse_duration_cell(std::string_view text, std::int32_t minutes_per_day,
                                                DurationUnit bare = DurationUnit::days);
// "3 天", "16 小时" / "3d", "16h"; reads back to the same minutes.
std::string duration_cell(Minutes length, DurationUnit unit, std::int32_t minutes_per_day,
                          Language language);

// "50%", "50" and Excel's 0.5. Nothing outside 0 to 100.
std::optional<int> parse_percent_cell(std::string_view text);

// Which end of the working day a date without a time means.
enum class DayEnd : std::uint8_t { start, finish };
// As parse_instant reads it, or as Excel counts days (46264 is 2026-08-30). Hours that are not said
// are those of the calendar.
std::optional<Instant> parse_date_cell(std::string_view text, Day near, DayEnd end,
                                       const WorkingTime& time);
std::string date_cell(Instant instant);  // "2026-08-30 08:00"

// One predecessor: "3", "3FS+2d", "3SS-50%", 「3FS+2 个工作日」, or a task by its name.
struct LinkCell {
  std::string task;  // number or name, as written
  LinkType type = LinkType::finish_start;
  Minutes lag;
  LagKind lag_kind = LagKind::working;
  std::optional<double> lag_percent;  // of the predecessor's duration, instead of `lag`
};
// Pieces that are no such thing are names with neither type nor lag.
std::vector<LinkCell> parse_links_cell(std::string_view text, std::int32_t minutes_per_day);
std::string link_cell(std::string_view task, const Dependency& link, std::int32_t minutes_per_day);

// "王磊, 李娜[50%]、..." to names with their shares.
struct PersonShare {
  std::string name;
  double units = 1;
};
std::vector<PersonShare> parse_people_cell(std::string_view text);
// Names parted by commas, semicolons or 、 of either width.
std::vector<std::string> split_names(std::string_view text);

// Small ASCII letters; full-width letters, digits and signs made narrow; blanks off both ends.
std::string folded(std::string_view text);

}  // namespace tongzhou
