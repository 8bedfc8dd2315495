// What is computed of goals and deliverables, as people read it.
#pragma once

#include <string>

#include "insight/goals.h"
#include "ui/desk.h"

namespace tongzhou {

const Goal& goal_of(const Desk& desk, const GoalFacts& facts);
// Null where the record is not there.
const GoalFacts* find_facts(const Desk& desk, Id<Goal> goal);
const DeliverableFacts* find_facts(const Desk& desk, Id<Deliverable> deliverable);

Tone tone_of(Course course);
// How far it is by today.
Course course_today(const Desk& desk, const GoalFacts& facts);

// "1,200 台", "62%", "是": a value in the goal's unit.
std::string goal_value_text(const Desk& desk, const Goal& goal, double value);
// "320 / 500 台", as far as it is known; empty where neither is.
std::string goal_way_text(const Desk& desk, const GoalFacts& facts);
// From what its progress is computed.
std::string goal_source_text(const Desk& desk, const GoalFacts& facts);
// Whether the shares make the target; empty where there is nothing to add up.
std::string share_check_text(const Desk& desk, const GoalFacts& facts);
Tone share_check_tone(const Desk& desk, const GoalFacts& facts);

Tone tone_of(DeliverableState state);
Tone tone_of(Verdict verdict);

// "迟 3 天"; empty where it is not late, or accepted.
std::string late_text(const Desk& desk, const DeliverableFacts& facts);

}  // namespace tongzhou
