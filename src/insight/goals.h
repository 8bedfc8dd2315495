// How far goals are, from what, and whether that is far enough.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "insight/acceptance.h"
#include "model/outline.h"
#include "model/plan.h"

namespace tongzhou {

// A value on a day, in the unit of the goal.
struct GoalPoint {
  Day day;
  double value = 0;
  bool operator==(const GoalPoint&) const = default;
};

// Whether the shares of a goal make its target. Only those count that are told in its own unit.
struct ShareCheck {
  std::uint32_t shares = 0;          // in its unit
  std::uint32_t without_target = 0;  // of these
  std::uint32_t in_other_units = 0;
  std::optional<double> total;  // sum, average or weakest of their targets; none: nothing to add up
  double gap = 0;               // what the total lacks of the target; negative: more than wanted
};

struct GoalFacts {
  Slot goal = kNoSlot;
  std::int32_t parent = -1;  // place in the list
  std::uint16_t depth = 0;
  std::uint32_t end = 0;  // one past the last goal under it

  // What tells how far it is; automatic: nothing does.
  GoalSource source = GoalSource::automatic;
  std::uint32_t parts = 0;  // measurements, shares, deliverables or tasks that the source has
  std::uint32_t told = 0;   // of these: shares that know, deliverables accepted, tasks done
  std::optional<double> value;
  std::optional<double>
      part;  // of the way from baseline to target: 1 is reached; may be less than 0
  // By day, each day once: of several measurements of one day the one written after the others.
  std::vector<GoalPoint> measured;
  // Baseline, steps, target, by day; empty where there is no target or no deadline.
  std::vector<GoalPoint> wanted;
  Instant ready;  // when the tasks or deliverables it waits for are done by the timetable
  ShareCheck shares;
};

// Parents before their shares; siblings by order key, then id. A goal whose parent is unknown or
// deleted stands at the top; of a ring of parents the one with the smallest id does.
//
// - measurements: the last one is the value.
// - shares: their values by Goal::adds_up, where they are in the unit of the goal; else the parts
// of
//   their ways: mean by weight, or the least. A share that does not know how far it is counts as
//   where it began in a sum, and not at all elsewhere.
// - deliverables: the share of those linked to the goal that are accepted.
// - tasks: the mean percent of those linked, each counting the same, phases by what is done in
// them. Deliverables and tasks say the part of the way; the value follows from it.
std::vector<GoalFacts> find_goal_facts(const Plan& plan, const Outline& outline,
                                       const Schedule& schedule,
                                       std::span<const DeliverableFacts> deliverables);

// The part of the way from baseline to target that a value is. Without a way (no target, or
// baseline and target the same) nothing, unless it is as good as the target: then 1.
std::optional<double> part_of_way(const Goal& goal, double value);

// What is wanted on a day: along straight lines between the points of `wanted`.
std::optional<double> wanted_on(const GoalFacts& facts, Day day);

// The straight line through what was measured (least squares; at least three days), at that day.
std::optional<double> forecast_for(const GoalFacts& facts, Day day);

enum class Course : std::uint8_t {
  no_data,    // nothing tells how far it is
  under_way,  // it is told, but nothing says how far it should be
  on_course,
  behind,  // by at most a tenth of the way
  off_course,
  reached,
  missed,  // the deadline is over
};
Word word_of(Course course);
Course course_of(const Plan& plan, const GoalFacts& facts, Day today);

// "12 台", "95%"; of a goal that is reached or not, yes or no.
std::string value_text(const Goal& goal, double value, Language language);

// --- Duties --------------------------------------------------------------------------------------

// The duties of one goal or work package by department: for each of `departments` a bit for each
// DutyPart.
using DutyParts = std::uint8_t;
constexpr DutyParts duty_bit(DutyPart part) {
  return static_cast<DutyParts>(1U << static_cast<unsigned>(part));
}

struct DutyRow {
  AnyRef of;
  std::uint16_t depth = 0;
  std::vector<DutyParts> parts;                    // by department slot
  std::uint32_t accountable = 0, responsible = 0;  // departments
  bool has_any = false;

  // Exactly one department accountable, at least one responsible.
  bool is_clear() const { return accountable == 1 && responsible >= 1; }
};
// All goals, then the phases at the top and whatever else has duties, in the order of the outline.
std::vector<DutyRow> find_duties(const Plan& plan, const Outline& outline,
                                 std::span<const GoalFacts> goals);

}  // namespace tongzhou
