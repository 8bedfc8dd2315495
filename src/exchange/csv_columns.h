// The columns of a table of tasks, and the many names that people give them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/words.h"

namespace tongzhou {

// In the order in which a whole table is written.
enum class Column : std::uint8_t {
  number,         // of the row; what predecessors speak of
  outline_level,  // 1 at the top
  wbs,            // 1.2.3; read for its depth
  title,
  kind,
  duration,
  effort,
  start,   // as scheduled
  finish,  // as scheduled
  predecessors,
  department,
  responsible,
  participants,
  people,  // assigned, with shares
  percent,
  constraint,
  constraint_date,
  deadline,
  actual_start,
  actual_finish,
  priority,
  calendar,
  notes,
};
inline constexpr int kColumnCount = static_cast<int>(Column::notes) + 1;

Word label_of(Column column);

// A head as it is compared: whatever its case, blanks, and what follows in brackets ("工期(天)").
std::string folded_head(std::string_view head);

// The column that a head means, in Chinese or English. Nothing for heads not known.
std::optional<Column> find_column(std::string_view head);

}  // namespace tongzhou
