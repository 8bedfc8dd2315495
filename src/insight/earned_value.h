// Earned value: how much of what was promised for this day is done, and what it took (ANSI/EIA-748;
// PMI, Practice Standard for Earned Value Management, 2011). Counted in working minutes of people,
// so that no prices are needed.
#pragma once

#include <vector>

#include "insight/variance.h"

namespace tongzhou {

struct EarnedValue {
  // What a task weighs is its duration in the baseline times the people it needs. Planned is the
  // part of it that the baseline has before the day, spread evenly over its working time; earned
  // the percent that is reported.
  double budget = 0;         // BAC
  double planned = 0;        // PV
  double earned = 0;         // EV
  double spent = 0;          // AC; 0: nobody told
  int without_baseline = 0;  // tasks that the baseline does not know: they count nowhere

  bool knows_cost() const { return spent > 0; }
  // Nothing planned or spent yet: 1.
  double schedule_performance() const { return planned > 0 ? earned / planned : 1; }  // SPI
  double cost_performance() const { return spent > 0 ? earned / spent : 1; }          // CPI
  // What the whole will take at that performance; the budget where nothing is known.
  double estimate_at_completion() const {  // EAC
    return earned > 0 && spent > 0 ? budget / cost_performance() : budget;
  }
};

EarnedValue earned_value(const Plan& plan, const Calendars& calendars, const BaselineKey& baseline,
                         Instant at);

// Of all work as it is planned now, 0 to 100.
double percent_done(const Plan& plan);

struct EarnedCurve {
  struct Point {
    Instant at;
    double value;
  };
  std::vector<Point> planned;  // from the baseline's first start to its last finish
  std::vector<Point> earned;   // at each update, and now
};
// `samples` points of what was planned.
EarnedCurve earned_curve(const Plan& plan, const Calendars& calendars, const BaselineKey& baseline,
                         Instant now, int samples);

}  // namespace tongzhou
