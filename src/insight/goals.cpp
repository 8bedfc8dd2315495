#include "insight/goals.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "core/numbers.h"
#include "core/sorting.h"
#include "insight/progress.h"

namespace tongzhou {
namespace {

constexpr double kBehind = 0.1;
constexpr std::size_t kLeastForTrend = 3;
constexpr double kNearly = 1e-9;
constexpr auto kNowhere = static_cast<std::size_t>(-1);

double weight_of(const Goal& goal) { return std::max(goal.weight.value_or(1), 0.0); }

std::optional<double> target_of(const Goal& goal) {
  if (goal.target || goal.measure != Measure::yes_no) return goal.target;
  return 1;
}

bool is_as_good(const Goal& goal, double value, double as) {
  return goal.better == Better::higher ? value >= as : value <= as;
}

class GoalReader {
 public:
  GoalReader(const Plan& plan, const Outline& outline, const Schedule& schedule,
             std::span<const DeliverableFacts> deliverables)
      : plan_(plan),
        outline_(outline),
        schedule_(schedule),
        deliverables_(deliverables),
        table_(plan.table<Goal>()) {}

  std::vector<GoalFacts> read() && {
    if (table_.live_count() == 0) return {};
    lay_out();
    read_points();
    for (GoalFacts& facts : facts_) read_wanted(facts);
    collect_deliverables();
    percent_ = rolled_percent(plan_, outline_);
    for (std::size_t i = facts_.size(); i-- > 0;) read_course(i);
    return std::move(facts_);
  }

 private:
  const Goal& goal(const GoalFacts& facts) const { return table_[facts.goal].record; }

  // --- The tree ----------------------------------------------------------------------------------

  bool is_before(Slot a, Slot b) const {
    const std::string &first = table_[a].record.order, &second = table_[b].record.order;
    return first != second ? first < second : table_[a].id < table_[b].id;
  }

  void lay_out() {
    const Slot count = table_.slot_count();
    std::vector<Slot> order, parent(count, kNoSlot);
    for (Slot slot = 0; slot < count; ++slot) {
      if (table_[slot].deleted) continue;
      order.push_back(slot);
      const Id<Goal> above = table_[slot].record.parent;
      if (plan_.find(above) != nullptr) parent[slot] = table_.find_slot(above);
    }
    cut_rings(order, parent);
    sort_stably(order, [&](Slot a, Slot b) { return is_before(a, b); });
    std::vector<std::vector<Slot>> children(count);
    std::vector<Slot> open;
    for (const Slot slot : order) {
      if (parent[slot] != kNoSlot) children[parent[slot]].push_back(slot);
    }
    for (std::size_t i = order.size(); i-- > 0;)
      if (parent[order[i]] == kNoSlot) open.push_back(order[i]);
    place_.assign(count, 0);
    while (!open.empty()) {
      const Slot slot = open.back();
      open.pop_back();
      GoalFacts facts;
      facts.goal = slot;
      if (parent[slot] != kNoSlot) {
        facts.parent = static_cast<std::int32_t>(place_[parent[slot]]);
        facts.depth = static_cast<std::uint16_t>(facts_[place_[parent[slot]]].depth + 1);
      }
      place_[slot] = facts_.size();
      facts_.push_back(std::move(facts));
      open.insert(open.end(), children[slot].rbegin(), children[slot].rend());
    }
    for (std::size_t i = facts_.size(); i-- > 0;) {
      GoalFacts& facts = facts_[i];
      facts.end = std::max(facts.end, static_cast<std::uint32_t>(i + 1));
      if (facts.parent >= 0) {
        std::uint32_t& end = facts_[static_cast<std::size_t>(facts.parent)].end;
        end = std::max(end, facts.end);
      }
    }
  }

  // Of each ring the goal with the smallest id loses its parent.
  void cut_rings(std::span<const Slot> goals, std::vector<Slot>& parent) const {
    enum : std::uint8_t { fresh, on_way, done };
    std::vector<std::uint8_t> state(parent.size(), fresh);
    for (const Slot start : goals) {
      std::vector<Slot> way;
      Slot at = start;
      for (; at != kNoSlot && state[at] == fresh; at = parent[at]) {
        state[at] = on_way;
        way.push_back(at);
      }
      if (at != kNoSlot && state[at] == on_way) {
        const auto ring = std::ranges::find(way, at);
        const Slot first = *std::ranges::min_element(ring, way.end(), {},
                                                     [&](Slot slot) { return table_[slot].id; });
        parent[first] = kNoSlot;
      }
      for (const Slot slot : way) state[slot] = done;
    }
  }

  // --- What is told of each ----------------------------------------------------------------------

  // Its place in facts_; kNowhere for a goal that is not there.
  std::size_t place_of(Id<Goal> id) const {
    const Slot slot = table_.find_slot(id);
    return slot == kNoSlot || table_[slot].deleted ? kNowhere : place_[slot];
  }

  struct Told {
    GoalPoint point;
    std::uint32_t written;
    AnyId id;
    auto key() const { return std::tuple(point.day, written, id); }
  };

  // A hundred thousand may be there: they are brought to their goals before they are sorted.
  template <class Record>
  void read_points_of(std::vector<GoalPoint> GoalFacts::* into) {
    const Table<Record>& records = plan_.table<Record>();
    std::vector<std::size_t> place(records.slot_count(), kNowhere), ends(facts_.size() + 1, 0);
    for (Slot slot = 0; slot < records.slot_count(); ++slot) {
      const Record& record = records[slot].record;
      if (records[slot].deleted || !record.day.is_set() || !record.value) continue;
      place[slot] = place_of(record.goal);
      if (place[slot] != kNowhere) ++ends[place[slot] + 1];
    }
    for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
    std::vector<Told> told(ends.back());
    for (Slot slot = 0; slot < records.slot_count(); ++slot) {
      if (place[slot] == kNowhere) continue;
      const Entry<Record>& entry = records[slot];
      // From here on each end is a beginning that moves.
      told[ends[place[slot]]++] = {{entry.record.day, *entry.record.value},
                                   written_at<&Record::value>(entry),
                                   entry.id.any()};
    }
    put_points(told, ends, into);
  }

  // Of several points of a day the one written last.
  void put_points(std::span<Told> told, std::span<const std::size_t> ends,
                  std::vector<GoalPoint> GoalFacts::* into) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < facts_.size(); ++at) {
      const std::span<Told> own = told.subspan(begin, ends[at] - begin);
      begin = ends[at];
      sort_stably(own, {}, &Told::key);
      std::vector<GoalPoint>& points = facts_[at].*into;
      points.reserve(own.size());
      for (const Told& one : own) {
        if (!points.empty() && points.back().day == one.point.day) points.pop_back();
        points.push_back(one.point);
      }
    }
  }

  void read_points() {
    read_points_of<Measurement>(&GoalFacts::measured);
    read_points_of<GoalStep>(&GoalFacts::wanted);
  }

  void read_wanted(GoalFacts& facts) const {
    const Goal& of = goal(facts);
    const auto target = target_of(of);
    const Day begin = of.begin.is_set()             ? of.begin
                      : plan_.info().start.is_set() ? day_of(plan_.info().start)
                                                    : day_of(schedule_.start);
    if (!target || !of.deadline.is_set() || !begin.is_set() || begin >= of.deadline) {
      facts.wanted.clear();
      return;
    }
    std::erase_if(facts.wanted, [&](const GoalPoint& point) {
      return point.day <= begin || point.day >= of.deadline;
    });
    facts.wanted.insert(facts.wanted.begin(), {begin, of.baseline.value_or(0)});
    facts.wanted.push_back({of.deadline, *target});
  }

  void collect_deliverables() {
    deliverables_of_.resize(facts_.size());
    for (Slot slot = 0; slot < deliverables_.size(); ++slot) {
      const Entry<Deliverable>& entry = plan_.table<Deliverable>()[slot];
      if (entry.deleted) continue;
      if (const std::size_t place = place_of(entry.record.goal); place != kNowhere)
        deliverables_of_[place].push_back(slot);
    }
  }

  // --- How far it is -----------------------------------------------------------------------------

  void read_course(std::size_t place) {
    GoalFacts& facts = facts_[place];
    const Goal& of = goal(facts);
    check_shares(facts, place);
    const auto is_there = [&](GoalSource source) {
      switch (source) {
        case GoalSource::measurements: return !facts.measured.empty();
        case GoalSource::shares: return facts.end > place + 1;
        case GoalSource::deliverables: return !deliverables_of_[place].empty();
        case GoalSource::tasks: return !live_tasks(of).empty();
        case GoalSource::typed: return of.typed.has_value();
        case GoalSource::automatic: break;
      }
      return false;
    };
    if (of.source != GoalSource::automatic) {
      facts.source = of.source;
    } else {
      for (const GoalSource source :
           {GoalSource::measurements, GoalSource::shares, GoalSource::deliverables,
            GoalSource::tasks, GoalSource::typed})
        if (facts.source == GoalSource::automatic && is_there(source)) facts.source = source;
    }
    switch (facts.source) {
      case GoalSource::measurements:
        facts.parts = facts.told = static_cast<std::uint32_t>(facts.measured.size());
        if (!facts.measured.empty()) take_value(facts, facts.measured.back().value);
        break;
      case GoalSource::shares: add_up(facts, place); break;
      case GoalSource::deliverables: count_deliverables(facts, deliverables_of_[place]); break;
      case GoalSource::tasks: average_tasks(facts); break;
      case GoalSource::typed:
        if (of.typed) take_value(facts, *of.typed);
        break;
      case GoalSource::automatic: break;
    }
  }

  void take_value(GoalFacts& facts, double value) const {
    facts.value = value;
    facts.part = part_of_way(goal(facts), value);
  }
  void take_part(GoalFacts& facts, double part) const {
    facts.part = part;
    const Goal& of = goal(facts);
    const double from = of.baseline.value_or(0);
    if (const auto target = target_of(of)) facts.value = from + part * (*target - from);
  }

  std::vector<Slot> live_tasks(const Goal& of) const {
    std::vector<Slot> slots;
    for (const Id<Task> id : of.tasks.ids)
      if (plan_.find(id) != nullptr) slots.push_back(plan_.table<Task>().find_slot(id));
    return slots;
  }

  void average_tasks(GoalFacts& facts) const {
    double sum = 0;
    for (const Slot slot : live_tasks(goal(facts))) {
      const int percent = schedule_.tasks[slot].complete ? 100 : percent_[slot];
      ++facts.parts;
      if (percent >= 100) ++facts.told;
      sum += percent / 100.0;
      facts.ready = std::max(facts.ready, schedule_.tasks[slot].finish);
    }
    if (facts.parts > 0) take_part(facts, sum / facts.parts);
  }

  void count_deliverables(GoalFacts& facts, const std::vector<Slot>& slots) const {
    Day last;
    for (const Slot slot : slots) {
      ++facts.parts;
      if (deliverables_[slot].is_accepted()) ++facts.told;
      last = std::max(last, deliverables_[slot].due);
    }
    if (last.is_set()) facts.ready = start_of(last);
    if (facts.parts > 0) take_part(facts, double(facts.told) / facts.parts);
  }

  template <class Visit>
  void for_each_share(std::size_t place, Visit&& visit) const {
    for (std::size_t at = place + 1; at < facts_[place].end; at = facts_[at].end)
      visit(facts_[at], goal(facts_[at]));
  }

  static bool has_unit_of(const Goal& share, const Goal& parent) {
    return share.measure == parent.measure && share.unit == parent.unit &&
           share.better == parent.better;
  }

  void check_shares(GoalFacts& facts, std::size_t place) const {
    const Goal& of = goal(facts);
    ShareCheck& check = facts.shares;
    double sum = 0, weights = 0;
    std::optional<double> weakest;
    std::uint32_t with_target = 0;
    for_each_share(place, [&](const GoalFacts&, const Goal& share) {
      if (!has_unit_of(share, of)) {
        ++check.in_other_units;
        return;
      }
      ++check.shares;
      const auto target = target_of(share);
      if (!target) {
        ++check.without_target;
        return;
      }
      ++with_target;
      const double weight = of.adds_up == AddsUp::average ? weight_of(share) : 1;
      sum += weight * *target;
      weights += weight;
      if (!weakest || is_as_good(of, *weakest, *target)) weakest = target;
    });
    const auto target = target_of(of);
    if (with_target == 0 || !target) return;
    switch (of.adds_up) {
      case AddsUp::sum: check.total = sum; break;
      case AddsUp::average:
        if (weights > 0) check.total = sum / weights;
        break;
      case AddsUp::weakest: check.total = weakest; break;
    }
    if (check.total) check.gap = *target - *check.total;
  }

  void add_up(GoalFacts& facts, std::size_t place) const {
    const Goal& of = goal(facts);
    bool same_unit = true;
    double sum = 0, weighted = 0, weights = 0, parts = 0;
    double least = std::numeric_limits<double>::infinity();
    for_each_share(place, [&](const GoalFacts& share, const Goal& record) {
      ++facts.parts;
      same_unit = same_unit && has_unit_of(record, of);
      sum += share.value.value_or(record.baseline.value_or(0));
      if (!share.part) return;
      ++facts.told;
      const double weight = weight_of(record);
      weights += weight;
      parts += weight * *share.part;
      if (share.value) weighted += weight * *share.value;
      least = std::min(least, *share.part);
    });
    if (facts.told == 0) return;
    if (of.adds_up == AddsUp::weakest) return take_part(facts, least);
    if (same_unit && target_of(of)) {
      if (of.adds_up == AddsUp::sum) return take_value(facts, sum);
      if (weights > 0) return take_value(facts, weighted / weights);
    }
    if (weights > 0) take_part(facts, parts / weights);
  }

  const Plan& plan_;
  const Outline& outline_;
  const Schedule& schedule_;
  std::span<const DeliverableFacts> deliverables_;
  const Table<Goal>& table_;
  std::vector<GoalFacts> facts_;
  std::vector<std::size_t> place_;  // by slot, in facts_
  std::vector<std::vector<Slot>> deliverables_of_;
  std::vector<std::int32_t> percent_;
};

}  // namespace

std::vector<GoalFacts> find_goal_facts(const Plan& plan, const Outline& outline,
                                       const Schedule& schedule,
                                       std::span<const DeliverableFacts> deliverables) {
  return GoalReader(plan, outline, schedule, deliverables).read();
}

std::optional<double> part_of_way(const Goal& goal, double value) {
  const auto target = target_of(goal);
  if (!target) return std::nullopt;
  const double from = goal.baseline.value_or(0);
  if (*target == from) return is_as_good(goal, value, *target) ? std::optional(1.0) : std::nullopt;
  return (value - from) / (*target - from);
}

std::optional<double> wanted_on(const GoalFacts& facts, Day day) {
  const std::vector<GoalPoint>& points = facts.wanted;
  if (points.empty()) return std::nullopt;
  const auto next = std::ranges::upper_bound(points, day, {}, &GoalPoint::day);
  if (next == points.begin()) return points.front().value;
  if (next == points.end()) return points.back().value;
  const GoalPoint& before = *(next - 1);
  const double part = double(day - before.day) / double(next->day - before.day);
  return before.value + part * (next->value - before.value);
}

std::optional<double> forecast_for(const GoalFacts& facts, Day day) {
  if (facts.measured.size() < kLeastForTrend) return std::nullopt;
  const Day origin = facts.measured.front().day;
  const auto count = static_cast<double>(facts.measured.size());
  double mean_day = 0, mean_value = 0;
  for (const GoalPoint& point : facts.measured) {
    mean_day += (point.day - origin) / count;
    mean_value += point.value / count;
  }
  double both = 0, days = 0;
  for (const GoalPoint& point : facts.measured) {
    const double off = (point.day - origin) - mean_day;
    both += off * (point.value - mean_value);
    days += off * off;
  }
  return mean_value + both / days * ((day - origin) - mean_day);
}

Course course_of(const Plan& plan, const GoalFacts& facts, Day today) {
  if (!facts.part) return Course::no_data;
  const Goal& goal = plan.table<Goal>()[facts.goal].record;
  if (*facts.part >= 1 - kNearly) return Course::reached;
  if (goal.deadline.is_set() && today > goal.deadline) return Course::missed;
  const auto wanted = wanted_on(facts, today);
  const auto wanted_part = wanted ? part_of_way(goal, *wanted) : std::nullopt;
  if (!wanted_part) return Course::under_way;
  const double lag = *wanted_part - *facts.part;
  if (lag <= kNearly) return Course::on_course;
  return lag <= kBehind + kNearly ? Course::behind : Course::off_course;
}

std::string value_text(const Goal& goal, double value, Language language) {
  if (goal.measure == Measure::yes_no)
    return std::string(say(language, value >= 1 ? Word::yes : Word::no));
  const bool is_percent = goal.unit.empty() && goal.measure == Measure::percent;
  return with_unit(grouped_number(value), is_percent ? "%" : goal.unit);
}

Word word_of(Course course) {
  switch (course) {
    case Course::no_data: return Word::course_no_data;
    case Course::under_way: return Word::course_under_way;
    case Course::on_course: return Word::course_on_course;
    case Course::behind: return Word::course_behind;
    case Course::off_course: return Word::course_off_course;
    case Course::reached: return Word::course_reached;
    case Course::missed: return Word::course_missed;
  }
  return Word::none;
}

// --- Duties --------------------------------------------------------------------------------------

std::vector<DutyRow> find_duties(const Plan& plan, const Outline& outline,
                                 std::span<const GoalFacts> goals) {
  const Slot departments = plan.table<Department>().slot_count();
  const Table<Task>& tasks = plan.table<Task>();
  std::vector<std::uint8_t> has_duties(tasks.slot_count(), 0);
  for (const auto& entry : plan.table<Duty>().live())
    if (plan.find(entry.record.task) != nullptr) has_duties[tasks.find_slot(entry.record.task)] = 1;
  std::vector<DutyRow> rows;
  std::vector<std::size_t> of_goal(plan.table<Goal>().slot_count(), 0),
      of_task(tasks.slot_count(), 0);
  const auto add = [&](AnyRef of, std::uint16_t depth) {
    rows.push_back({.of = of, .depth = depth, .parts = std::vector<DutyParts>(departments, 0)});
    return rows.size() - 1;
  };
  for (const GoalFacts& facts : goals)
    of_goal[facts.goal] = add(ref(plan.table<Goal>()[facts.goal].id), facts.depth);
  for (std::uint32_t row = 0; row < outline.rows.size(); ++row) {
    const Outline::Row& line = outline.rows[row];
    const bool is_package = line.depth == 0 && outline.is_summary(row);
    if (is_package || has_duties[line.task] != 0)
      of_task[line.task] = add(ref(tasks[line.task].id), line.depth);
  }
  for (const auto& entry : plan.table<Duty>().live()) {
    const Duty& duty = entry.record;
    if (plan.find(duty.department) == nullptr) continue;
    const bool is_goal = plan.find(duty.goal) != nullptr;
    if (!is_goal && plan.find(duty.task) == nullptr) continue;
    DutyRow& row = rows[is_goal ? of_goal[plan.table<Goal>().find_slot(duty.goal)]
                                : of_task[tasks.find_slot(duty.task)]];
    DutyParts& parts = row.parts[plan.table<Department>().find_slot(duty.department)];
    if ((parts & duty_bit(duty.part)) != 0) continue;
    parts |= duty_bit(duty.part);
    row.has_any = true;
    row.accountable += duty.part == DutyPart::accountable ? 1U : 0U;
    row.responsible += duty.part == DutyPart::responsible ? 1U : 0U;
  }
  return rows;
}

}  // namespace tongzhou
