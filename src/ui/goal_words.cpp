#include "ui/goal_words.h"

#include <cmath>

#include <fmt/format.h>

#include "documents/time_scale.h"
#include "ui/value_text.h"

namespace tongzhou {

const Goal& goal_of(const Desk& desk, const GoalFacts& facts) {
  return desk.plan().table<Goal>()[facts.goal].record;
}

const GoalFacts* find_facts(const Desk& desk, Id<Goal> goal) {
  if (desk.plan().find(goal) == nullptr) return nullptr;
  const Slot slot = desk.plan().table<Goal>().find_slot(goal);
  const auto& all = desk.open().goals();
  const auto found = std::ranges::find(all, slot, &GoalFacts::goal);
  return found == all.end() ? nullptr : &*found;
}

const DeliverableFacts* find_facts(const Desk& desk, Id<Deliverable> deliverable) {
  if (desk.plan().find(deliverable) == nullptr) return nullptr;
  return &desk.open().deliverables()[desk.plan().table<Deliverable>().find_slot(deliverable)];
}

Tone tone_of(Course course) {
  switch (course) {
    case Course::no_data: return Tone::neutral;
    case Course::under_way: return Tone::accent;
    case Course::on_course:
    case Course::reached: return Tone::good;
    case Course::behind: return Tone::warning;
    case Course::off_course:
    case Course::missed: return Tone::critical;
  }
  return Tone::neutral;
}

Course course_today(const Desk& desk, const GoalFacts& facts) {
  return course_of(desk.plan(), facts, desk.look.today);
}

std::string goal_value_text(const Desk& desk, const Goal& goal, double value) {
  return value_text(goal, value, desk.look.language);
}

std::string goal_way_text(const Desk& desk, const GoalFacts& facts) {
  const Goal& goal = goal_of(desk, facts);
  if (goal.measure == Measure::yes_no)
    return facts.value ? goal_value_text(desk, goal, *facts.value) : std::string();
  if (!goal.target) return facts.value ? goal_value_text(desk, goal, *facts.value) : std::string();
  const std::string value = facts.value ? grouped_number(*facts.value) : "–";
  return desk.say(Word::goal_to, {value, goal_value_text(desk, goal, *goal.target)});
}

std::string goal_source_text(const Desk& desk, const GoalFacts& facts) {
  const std::string parts = fmt::format("{}", facts.parts), told = fmt::format("{}", facts.told);
  switch (facts.source) {
    case GoalSource::automatic: break;
    case GoalSource::measurements:
      if (facts.measured.empty()) break;
      return desk.say(
          Word::goal_from_measurements,
          {parts, date_text(facts.measured.back().day, desk.look.this_year(), desk.look.language)});
    case GoalSource::shares: return desk.say(Word::goal_from_shares, {parts, told});
    case GoalSource::deliverables: return desk.say(Word::goal_from_deliverables, {parts, told});
    case GoalSource::tasks: return desk.say(Word::goal_from_tasks, {parts, told});
    case GoalSource::typed:
      if (!facts.value) break;
      return std::string(desk.say(Word::goal_from_typed));
  }
  return std::string(desk.say(Word::goal_from_nothing));
}

std::string share_check_text(const Desk& desk, const GoalFacts& facts) {
  const ShareCheck& check = facts.shares;
  if (check.without_target > 0)
    return desk.say(Word::shares_untold, {fmt::format("{}", check.without_target)});
  if (!check.total) return {};
  const Goal& goal = goal_of(desk, facts);
  const std::string total = goal_value_text(desk, goal, *check.total);
  if (std::abs(check.gap) < 0.005) return desk.say(Word::shares_fit, {total});
  return desk.say(check.gap > 0 ? Word::shares_short : Word::shares_over,
                  {total, goal_value_text(desk, goal, std::abs(check.gap))});
}

Tone share_check_tone(const Desk& desk, const GoalFacts& facts) {
  const ShareCheck& check = facts.shares;
  if (check.without_target > 0) return Tone::warning;
  if (!check.total || std::abs(check.gap) < 0.005) return Tone::good;
  // More than wanted is fine where more is better.
  const bool is_higher = goal_of(desk, facts).better == Better::higher;
  return (check.gap > 0) == is_higher ? Tone::critical : Tone::warning;
}

Tone tone_of(DeliverableState state) {
  switch (state) {
    case DeliverableState::planned: return Tone::neutral;
    case DeliverableState::in_work:
    case DeliverableState::handed_over:
    case DeliverableState::in_review: return Tone::accent;
    case DeliverableState::accepted: return Tone::good;
    case DeliverableState::with_reservations: return Tone::warning;
    case DeliverableState::rejected: return Tone::critical;
  }
  return Tone::neutral;
}

Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::not_tested: return Tone::neutral;
    case Verdict::passed: return Tone::good;
    case Verdict::failed: return Tone::critical;
    case Verdict::waived: return Tone::warning;
  }
  return Tone::neutral;
}

std::string late_text(const Desk& desk, const DeliverableFacts& facts) {
  const int days = days_late(desk.plan(), facts, desk.look.today);
  if (days <= 0 || facts.is_accepted()) return {};
  return desk.say(Word::deliverable_late, {fmt::format("{}", days)});
}

}  // namespace tongzhou
