#include "schedule/pauses.h"

#include <algorithm>

#include "core/sorting.h"
#include "schedule/working_time.h"

namespace tongzhou {

std::vector<Stretch> join(std::vector<Stretch> stretches) {
  sort_stably(stretches);
  std::vector<Stretch> apart;
  for (const Stretch next : stretches) {
    if (next.until <= next.from) continue;
    if (!apart.empty() && next.from <= apart.back().until)
      apart.back().until = std::max(apart.back().until, next.until);
    else
      apart.push_back(next);
  }
  return apart;
}

WorkingTime WorkingTime::without(Stretch off) const {
  WorkingTime left;
  left.spans_ = spans_;
  left.hours_ = hours_;
  off = {std::max(off.from, kHorizonStart), std::min(off.until, kHorizonEnd)};
  const Day first = day_of(off.from), last = day_of(off.until - Minutes{1});
  std::vector<Run> cut;
  const auto cut_day = [&](Day day) {  // what the stretch leaves of it
    std::vector<WorkSpan> spans;
    const DayWork work = on(day);
    for (const WorkSpan span : work.spans) {
      const auto keep = [&](std::int32_t from, std::int32_t to) {
        if (from < to)
          spans.push_back(
              {span.weekday, static_cast<std::uint16_t>(from), static_cast<std::uint16_t>(to)});
      };
      const auto minute = [&](Instant at) {
        return std::clamp(at - start_of(day), Minutes{span.from}, Minutes{span.to}).count;
      };
      keep(span.from, minute(off.from));
      keep(minute(off.until), span.to);
    }
    cut.push_back({day, day, left.add_hours(spans), work.cause, 0});
  };
  cut_day(first);
  if (last > first + 1) cut.push_back({first + 1, last - 1, left.add_hours({}), {}, 0});
  if (last > first) cut_day(last);
  for (const Run& run : runs_) {
    Run before = run, after = run;
    before.last = std::min(run.last, first - 1);
    after.first = std::max(run.first, last + 1);
    if (before.first <= before.last) left.runs_.push_back(before);
    if (run.last >= first) {
      left.runs_.insert(left.runs_.end(), cut.begin(), cut.end());
      cut.clear();
    }
    if (after.first <= after.last) left.runs_.push_back(after);
  }
  left.runs_.insert(left.runs_.end(), cut.begin(), cut.end());
  left.count_or_take_all();
  return left;
}

}  // namespace tongzhou
