#include "ui/day_marks.h"

namespace tongzhou {

DayMarks day_marks(const WorkingTime& time) {
  return [&time](Day day) {
    const WorkingTime::DayWork work = time.on(day);
    if (work.cause.is_ordinary()) return work.minutes > 0 ? DayMark::work : DayMark::off;
    if (work.minutes == 0) return DayMark::holiday;
    return weekday_of(day) >= 5 ? DayMark::make_up : DayMark::work;
  };
}

}  // namespace tongzhou
