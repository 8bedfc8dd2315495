// Under the chart, on its time scale: how much work each department has against what it can do, a
// column for each day, week, month or longer. What is too much is drawn in the critical colour and
// says by how many people.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "documents/time_scale.h"
#include "ui/gantt/gantt.h"

namespace tongzhou {

struct LoadDepartment {
  std::string_view name;
  int colour = 0;
};

// People needed at once and people there, on the average over the working time of some days.
struct LoadLevel {
  double needed = 0;
  double capacity = 0;
  // By less than a twentieth of a person nobody is overloaded.
  bool is_too_much() const { return needed > capacity + 0.05; }
};

// Asked only for departments and days in sight.
struct LoadSource {
  virtual ~LoadSource() = default;
  virtual std::int32_t department_count() const = 0;
  virtual LoadDepartment department(std::int32_t index) const = 0;
  virtual LoadLevel level(std::int32_t index, Day first, Day end) const = 0;  // `end` not included
};

struct LoadView {
  const LoadSource& load;
  ImRect box;        // from the table's left edge to the chart's right edge
  float chart_left;  // where the chart begins: the strip's names stand left of it
  Instant now = {};  // as in GanttView
};

inline constexpr float kLoadRowHeight = 40;
// The height at which every department is in sight.
float load_strip_height(std::int32_t department_count);

// Draws into the current ImGui window, after the chart; wheel and drags act on the chart's time.
void draw_load_strip(const Look& look, const LoadView& view, GanttState& gantt);

// The stretches of time that one column stands for, from pixel 0 to the last: the finest calendar
// unit from days to years that is wide enough to see.
struct LoadColumn {
  Day first, end;
  double left, right;
};
std::vector<LoadColumn> make_load_columns(const TimeScale& scale);
TimeUnit load_unit(const TimeScale& scale);

}  // namespace tongzhou
