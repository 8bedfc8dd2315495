// How departments do, by figures computed from the plan itself or measured.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "insight/acceptance.h"
#include "insight/load.h"
#include "model/outline.h"

namespace tongzhou {

// Days, both included.
struct ScorePeriod {
  Day first, last;
  bool contains(Day day) const { return day.is_set() && day >= first && day <= last; }
  // As many days before it.
  ScorePeriod before() const { return {first - (last - first + 1), first - 1}; }
};

// Good: at the target or better. Act: at the limit or worse. Watch: between, or worse than the
// target where no limit is told. None: no figure, or no target.
enum class Light : std::uint8_t { none, good, watch, act };
Word word_of(Light light);
Light light_of(const Indicator& indicator, std::optional<double> value);

// 100 at the target, 0 at the limit, straight between and no further. Where no limit is told it
// lies at half the target, or at twice it where less is better (at 1 from a target of 0).
double score_of(const Indicator& indicator, double value);

// "3.5 天", "90%".
std::string value_text(const Indicator& indicator, double value);

// The sentence that tells how it is computed.
Word formula_of(IndicatorSource source);

struct ScoreCell {
  std::optional<double> value;   // missing where no record tells: never 0
  std::optional<double> score;   // 0 to 100; missing where there is no value or no target
  std::optional<double> before;  // in the period before
  Light light = Light::none;
  std::vector<AnyRef> records;  // behind the value, each once
};
struct ScoreRow {
  Slot department = kNoSlot;
  std::vector<ScoreCell> cells;  // by indicator
  std::optional<double> score;   // of the cells that have a figure and a target, by weight
  std::optional<double> before;
};
struct Scorecard {
  std::vector<Slot> indicators;  // by their order
  std::vector<ScoreRow> rows;    // departments, by their order
};

// - milestones kept: milestones of the department whose deadlines lie in the period, by the
//   timetable's dates; percent.
// - average slip: tasks of the department finished in the period and known to the promise
//   (insight/variance.h): days of the calendar by which they finished later, earlier ones 0.
// - accepted at first: deliverables it gives whose first round was decided in the period; percent.
// - rework rounds: deliverables it gives with a decision in the period: rejections of each, on
//   average over these.
// - handed over in time: deliverables it gives that were due in the period, by their first
//   hand-over; not handed over is late; percent.
// - days since report: from its last check-in to the end of the period.
// - overload: days of the period with work of the department, those with too few people; percent.
// - days to answer: suggestions and requests for information of the period to the department, and
//   letters to it that want an answer: days until the answer, open ones to the end of the period.
// - information fresh: of what the department is to bring up to date in a rhythm, that which is not
//   due at the end of the period (insight/information.h); percent.
// - actions in time: actions of its people that are due in the period, those done by then; percent.
// - load balance: work of the busiest seven days of the period, counted from its first day, against
//   the average of all of them; 1: all alike.
// - measured: the last measurement in the period, of the department or, where it has none, of all.
Scorecard make_scorecard(const Plan& plan, const Outline& outline, const Schedule& schedule,
                         std::span<const DeliverableFacts> deliverables, const LoadTable& load,
                         ScorePeriod period);

// The next review that was not held, or the next of a series that was; unset: none. Of one that is
// overdue its day.
Day next_review(const Plan& plan);

}  // namespace tongzhou
