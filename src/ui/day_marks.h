// Days of a calendar as the month picker marks them.
#pragma once

#include "schedule/working_time.h"
#include "ui/widgets/date_field.h"

namespace tongzhou {

// `time` must outlive the marks.
DayMarks day_marks(const WorkingTime& time);

}  // namespace tongzhou
