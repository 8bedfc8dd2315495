#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "app/edits.h"
#include "app/goal_edits.h"
#include "core/numbers.h"
#include "model/order_key.h"

namespace tongzhou {
namespace {

// The key of a new last one among the live records for which `counts` holds.
template <class Record, class Counts>
std::string key_at_end(const Plan& plan, Random& random, Counts&& counts) {
  std::string last;
  for (const auto& entry : plan.table<Record>().live())
    if (counts(entry.record)) last = std::max(last, entry.record.order);
  return order_between(last, {}, random);
}

struct UsualCriterion {
  CriterionKind kind;
  Word measure;
  Comparison comparison;
  std::string_view unit;
};
constexpr std::array kUsual{
    UsualCriterion{CriterionKind::quality, Word::usual_quality, Comparison::at_least, "%"},
    UsualCriterion{CriterionKind::function, Word::usual_function, Comparison::checklist, ""},
    UsualCriterion{CriterionKind::delivery, Word::usual_delivery, Comparison::at_most, ""},
    UsualCriterion{CriterionKind::sales_growth, Word::usual_sales_growth, Comparison::at_least,
                   "%"},
    UsualCriterion{CriterionKind::market_share, Word::usual_market_share, Comparison::at_least,
                   "%"},
    UsualCriterion{CriterionKind::satisfaction, Word::usual_satisfaction, Comparison::at_least, ""},
    UsualCriterion{CriterionKind::other, Word::new_criterion, Comparison::at_least, ""},
};

// What was noted before of the same, for the same, on the same day is corrected.
class MeasureWriter {
 public:
  MeasureWriter(const Plan& plan, const Measurement& of, ChangeBuilder& builder)
      : builder_(builder), of_(of) {
    for (const auto& entry : plan.table<Measurement>().live()) {
      const Measurement& other = entry.record;
      if (other.goal != of.goal || other.indicator != of.indicator ||
          other.department != of.department)
        continue;
      Id<Measurement>& last = by_day_[other.day];
      last = std::max(last, entry.id);
    }
  }
  void write(Day day, double value) {
    Id<Measurement>& known = by_day_[day];
    if (known) {
      builder_.set<&Measurement::value>(known, value);
      return;
    }
    Measurement made = of_;
    made.day = day;
    made.value = value;
    known = builder_.create(std::move(made));
  }

 private:
  ChangeBuilder& builder_;
  const Measurement& of_;
  std::map<Day, Id<Measurement>> by_day_;
};

std::string measured_name(const Plan& plan, const Measurement& of) {
  return of.goal ? plan.name_of(ref(of.goal)) : plan.name_of(ref(of.indicator));
}

Draft measure(const OpenPlan& open, Random& random, const Measurement& of, Day day, double value) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random,
                        make_label(Word::did_measure, {measured_name(plan, of), to_iso(day)}));
  MeasureWriter(plan, of, builder).write(day, value);
  return std::move(builder).take();
}

// Without what stands around a cell.
std::string_view cell_text(std::string_view text) {
  constexpr std::string_view kAround = " \t\r\"";
  const std::size_t first = text.find_first_not_of(kAround);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kAround) - first + 1);
}

// "2026-10-12 35", "10/12,35", "10月12日\t1,234.5": cut wherever there is a day before and a number
// behind.
std::optional<std::pair<Day, double>> read_measurement(std::string_view line, Day today) {
  static constexpr std::array<std::string_view, 7> kSeparators{"\t", ",",  ";", " ",
                                                               "，", "；", "　"};
  for (std::size_t at = 1; at < line.size(); ++at)
    for (const std::string_view separator : kSeparators) {
      if (!line.substr(at).starts_with(separator)) continue;
      const auto value = parse_number(cell_text(line.substr(at + separator.size())));
      const auto day =
          value ? parse_instant(cell_text(line.substr(0, at)), today, 0) : std::nullopt;
      if (day) return std::pair(day_of(*day), *value);
    }
  return std::nullopt;
}

}  // namespace

Id<Person> find_person(const Plan& plan, std::string_view name) {
  Id<Person> found;
  if (name.empty()) return found;
  for (const auto& entry : plan.table<Person>().live())
    if (entry.record.name == name && (!found || entry.id < found)) found = entry.id;
  return found;
}

NewGoal add_goal(const OpenPlan& open, Random& random, Id<Goal> parent, std::string title) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random, make_label(Word::did_add_record, {title}));
  Goal goal{.title = std::move(title), .parent = parent};
  goal.order =
      key_at_end<Goal>(plan, random, [&](const Goal& other) { return other.parent == parent; });
  if (const Goal* above = plan.find(parent)) {
    goal.metric = above->metric;
    goal.measure = above->measure;
    goal.unit = above->unit;
    goal.better = above->better;
    goal.begin = above->begin;
    goal.deadline = above->deadline;
  } else if (open.schedule().finish.is_set()) {
    goal.deadline = day_of(open.schedule().finish);
  }
  const Id<Goal> id = builder.create(std::move(goal));
  return {std::move(builder).take(), id};
}

Draft measure_goal(const OpenPlan& open, Random& random, Id<Goal> goal, Day day, double value) {
  return measure(open, random, {.goal = goal}, day, value);
}

Draft measure_indicator(const OpenPlan& open, Random& random, Id<Indicator> indicator,
                        Id<Department> department, Day day, double value) {
  return measure(open, random, {.indicator = indicator, .department = department}, day, value);
}

Result<Draft> measure_many(const OpenPlan& open, Random& random, const Measurement& of,
                           std::string_view text, Day today) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // as spreadsheets write it
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::vector<std::pair<Day, double>> read;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::string_view line = cell_text(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(text.size() - 1, text.find('\n')) + 1);
    ++number;
    if (line.empty()) continue;
    const auto one = read_measurement(line, today);
    const bool is_head = number == 1 && line.find_first_of("0123456789") == std::string_view::npos;
    if (one)
      read.push_back(*one);
    else if (!is_head)
      return refusal({Word::error_measure_line, {std::to_string(number), std::string(line)}},
                     {Word::todo_measure_line, {}});
  }
  const Plan& plan = open.plan();
  ChangeBuilder builder(
      plan, random,
      make_label(Word::did_measure_many, {measured_name(plan, of), std::to_string(read.size())}));
  MeasureWriter writer(plan, of, builder);
  for (const auto& [day, value] : read) writer.write(day, value);
  return std::move(builder).take();
}

Draft add_goal_step(const OpenPlan& open, Random& random, Id<Goal> goal, Day today) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random, make_label(Word::did_edit_record, {plan.name_of(ref(goal))}));
  const Goal* record = plan.find(goal);
  const bool ends_later =
      record != nullptr && record->deadline.is_set() && record->deadline > today;
  const Day day = ends_later ? today + (record->deadline - today) / 2 : today;
  GoalStep step{.goal = goal, .day = day};
  for (const GoalFacts& facts : open.goals())
    if (plan.table<Goal>()[facts.goal].id == goal) step.value = wanted_on(facts, day);
  builder.create(step);
  return std::move(builder).take();
}

Draft set_duties(const OpenPlan& open, Random& random, AnyRef of, Id<Department> department,
                 DutyParts parts) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(
      plan, random,
      make_label(Word::did_set_duties, {plan.name_of(of), plan.name_of(ref(department))}));
  DutyParts there = 0;
  for (const auto& entry : plan.table<Duty>().live()) {
    const Duty& duty = entry.record;
    const bool same = of.kind == Kind::goal ? duty.goal.any() == of.id : duty.task.any() == of.id;
    if (!same || duty.department != department) continue;
    if ((parts & duty_bit(duty.part)) == 0)
      builder.remove(ref(entry.id));
    else
      there |= duty_bit(duty.part);
  }
  for (int i = 0; i < kChoiceCount<DutyPart>; ++i) {
    const auto part = static_cast<DutyPart>(i);
    if ((parts & duty_bit(part)) == 0 || (there & duty_bit(part)) != 0) continue;
    Duty duty{.department = department, .part = part};
    if (of.kind == Kind::goal)
      duty.goal = {of.id.value};
    else
      duty.task = {of.id.value};
    builder.create(duty);
  }
  return std::move(builder).take();
}

NewDeliverable add_deliverable(const OpenPlan& open, Random& random, std::string title,
                               Id<Task> task) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random, make_label(Word::did_add_record, {title}));
  Deliverable deliverable{.title = std::move(title), .task = task};
  deliverable.order =
      key_at_end<Deliverable>(plan, random, [](const Deliverable&) { return true; });
  if (const Task* of = plan.find(task)) {
    deliverable.giver = of->department;
    deliverable.responsible = of->responsible;
    deliverable.receivers = of->participants;
  }
  const Id<Deliverable> id = builder.create(std::move(deliverable));
  return {std::move(builder).take(), id};
}

Draft add_criterion(const OpenPlan& open, Random& random, Id<Deliverable> deliverable,
                    CriterionKind kind) {
  const Plan& plan = open.plan();
  const UsualCriterion& usual = *std::ranges::find(kUsual, kind, &UsualCriterion::kind);
  Criterion criterion{.measure = std::string(say(language_of(plan), usual.measure)),
                      .deliverable = deliverable,
                      .kind = kind,
                      .comparison = usual.comparison,
                      .unit = std::string(usual.unit)};
  if (kind == CriterionKind::delivery) {
    criterion.unit = say(language_of(plan), Word::unit_days);
    criterion.target = 0;
  }
  criterion.order = key_at_end<Criterion>(
      plan, random, [&](const Criterion& other) { return other.deliverable == deliverable; });
  ChangeBuilder builder(plan, random, make_label(Word::did_add_record, {criterion.measure}));
  builder.create(std::move(criterion));
  return std::move(builder).take();
}

}  // namespace tongzhou
