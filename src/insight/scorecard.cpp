#include "insight/scorecard.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "core/numbers.h"
#include "core/sorting.h"
#include "insight/information.h"
#include "insight/suggestions.h"
#include "insight/variance.h"
#include "model/in_order.h"

namespace tongzhou {
namespace {

bool is_as_good(const Indicator& indicator, double value, double as) {
  return indicator.better == Better::higher ? value >= as : value <= as;
}

double percent_of(std::size_t part, std::size_t whole) {
  return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

class ScoreReader {
 public:
  ScoreReader(const Plan& plan, const Outline& outline, const Schedule& schedule,
              std::span<const DeliverableFacts> deliverables, const LoadTable& load)
      : plan_(plan),
        outline_(outline),
        schedule_(schedule),
        deliverables_(deliverables),
        load_(load) {
    for (const auto& entry : plan.table<Measurement>().live())
      if (entry.record.indicator && entry.record.value)
        measured_[entry.record.indicator].push_back(&entry);
  }

  struct Figure {
    std::optional<double> value;
    std::vector<AnyRef> records;
  };
  Figure read(Id<Indicator> id, const Indicator& indicator, Id<Department> department,
              ScorePeriod period) {
    switch (indicator.source) {
      case IndicatorSource::measured: return measured(id, department, period);
      case IndicatorSource::milestones_kept: return milestones_kept(department, period);
      case IndicatorSource::average_slip: return average_slip(department, period);
      case IndicatorSource::accepted_at_first: return accepted_at_first(department, period);
      case IndicatorSource::rework_rounds: return rework_rounds(department, period);
      case IndicatorSource::handed_over_in_time: return in_time(department, period);
      case IndicatorSource::days_since_report: return since_report(department, period);
      case IndicatorSource::overload: return overload(department, period);
      case IndicatorSource::days_to_answer: return days_to_answer(department, period);
      case IndicatorSource::information_fresh: return information_fresh(department, period);
      case IndicatorSource::actions_in_time: return actions_in_time(department, period);
      case IndicatorSource::load_balance: return load_balance(department, period);
    }
    return {};
  }

 private:
  template <class Visit>
  void for_each_task(Id<Department> department, Visit&& visit) const {
    for (std::uint32_t row = 0; row < outline_.rows.size(); ++row) {
      const Entry<Task>& entry = plan_.table<Task>()[outline_.rows[row].task];
      if (!outline_.is_summary(row) && entry.record.department == department)
        visit(entry, schedule_.tasks[outline_.rows[row].task]);
    }
  }
  template <class Visit>
  void for_each_given(Id<Department> department, Visit&& visit) const {
    for (Slot slot = 0; slot < deliverables_.size(); ++slot) {
      const Entry<Deliverable>& entry = plan_.table<Deliverable>()[slot];
      if (!entry.deleted && entry.record.giver == department) visit(entry, deliverables_[slot]);
    }
  }
  const HandOver& round(Slot slot) const { return plan_.table<HandOver>()[slot].record; }
  static Day day_or_none(Instant at) { return at.is_set() ? day_of(at) : Day{}; }

  Figure measured(Id<Indicator> id, Id<Department> department, ScorePeriod period) const {
    const Entry<Measurement>* last = nullptr;
    const auto key = [&](const Entry<Measurement>& entry) {
      return std::tuple(entry.record.department == department, entry.record.day,
                        written_at<&Measurement::value>(entry), entry.id);
    };
    const auto all = measured_.find(id);
    if (all == measured_.end()) return {};
    for (const Entry<Measurement>* entry : all->second) {
      const Measurement& record = entry->record;
      if (!period.contains(record.day)) continue;
      if (record.department && record.department != department) continue;
      if (last == nullptr || key(*last) < key(*entry)) last = entry;
    }
    if (last == nullptr) return {};
    return {last->record.value, {ref(last->id)}};
  }

  Figure milestones_kept(Id<Department> department, ScorePeriod period) const {
    Figure figure;
    std::size_t kept = 0;
    for_each_task(department, [&](const Entry<Task>& task, const TaskDates& dates) {
      if (task.record.kind != TaskKind::milestone ||
          !period.contains(day_or_none(task.record.deadline)))
        return;
      figure.records.push_back(ref(task.id));
      if (dates.finish <= task.record.deadline) ++kept;
    });
    if (!figure.records.empty()) figure.value = percent_of(kept, figure.records.size());
    return figure;
  }

  Figure average_slip(Id<Department> department, ScorePeriod period) {
    if (!has_promise_) {
      has_promise_ = true;
      const auto baselines = baselines_of(plan_);
      if (const BaselineInfo* promise = promise_of(baselines))
        promise_ = baselines_by_task(plan_, promise->key);
    }
    Figure figure;
    if (promise_.empty()) return figure;
    double late = 0;
    for_each_task(department, [&](const Entry<Task>& task, const TaskDates& dates) {
      const Baseline* promised = promise_[plan_.table<Task>().find_slot(task.id)];
      if (promised == nullptr || !promised->finish.is_set() || !dates.complete ||
          !period.contains(day_or_none(dates.finish)))
        return;
      figure.records.push_back(ref(task.id));
      late += std::max(0, day_of(dates.finish) - day_of(promised->finish));
    });
    if (!figure.records.empty()) figure.value = late / double(figure.records.size());
    return figure;
  }

  Figure accepted_at_first(Id<Department> department, ScorePeriod period) const {
    Figure figure;
    std::size_t accepted = 0;
    for_each_given(department, [&](const Entry<Deliverable>& entry, const DeliverableFacts& facts) {
      if (facts.rounds.empty()) return;
      const HandOver& first = round(facts.rounds.front());
      if (first.decision == Decision::none || !period.contains(day_or_none(first.decided))) return;
      figure.records.push_back(ref(entry.id));
      if (first.decision != Decision::rejected) ++accepted;
    });
    if (!figure.records.empty()) figure.value = percent_of(accepted, figure.records.size());
    return figure;
  }

  Figure rework_rounds(Id<Department> department, ScorePeriod period) const {
    Figure figure;
    double rejections = 0;
    for_each_given(department, [&](const Entry<Deliverable>& entry, const DeliverableFacts& facts) {
      bool decided = false;
      for (const Slot slot : facts.rounds)
        decided = decided || (round(slot).decision != Decision::none &&
                              period.contains(day_or_none(round(slot).decided)));
      if (!decided) return;
      figure.records.push_back(ref(entry.id));
      rejections += facts.rejections;
    });
    if (!figure.records.empty()) figure.value = rejections / double(figure.records.size());
    return figure;
  }

  Figure in_time(Id<Department> department, ScorePeriod period) const {
    Figure figure;
    std::size_t kept = 0;
    for_each_given(department, [&](const Entry<Deliverable>& entry, const DeliverableFacts& facts) {
      if (!period.contains(facts.due)) return;
      figure.records.push_back(ref(entry.id));
      if (facts.rounds.empty()) return;
      const Day handed = day_or_none(round(facts.rounds.front()).handed_over);
      if (handed.is_set() && handed <= facts.due) ++kept;
    });
    if (!figure.records.empty()) figure.value = percent_of(kept, figure.records.size());
    return figure;
  }

  Figure since_report(Id<Department> department, ScorePeriod period) const {
    const Entry<CheckIn>* last = nullptr;
    for (const auto& entry : plan_.table<CheckIn>().live()) {
      if (entry.record.department != department || !entry.record.date.is_set()) continue;
      if (day_of(entry.record.date) > period.last) continue;
      if (last == nullptr || last->record.date < entry.record.date) last = &entry;
    }
    if (last == nullptr) return {};
    return {double(period.last - day_of(last->record.date)), {ref(last->id)}};
  }

  const PoolLoad* load_of(Id<Department> department) const {
    const Slot slot = plan_.table<Department>().find_slot(department);
    const auto pool = std::ranges::find(load_.departments, slot, &PoolLoad::slot);
    return pool == load_.departments.end() ? nullptr : &*pool;
  }

  Figure overload(Id<Department> department, ScorePeriod period) const {
    const PoolLoad* pool = load_of(department);
    if (pool == nullptr) return {};
    std::size_t busy = 0, over = 0;
    const Day last = std::min(period.last, load_.last);
    for (Day day = std::max(period.first, load_.first); day <= last; day = day + 1) {
      const Load of = pool->between(day, day + 1);
      if (of.needed <= 0) continue;
      ++busy;
      if (of.is_over()) ++over;
    }
    if (busy == 0) return {};
    return {percent_of(over, busy), {ref(department)}};
  }

  Figure load_balance(Id<Department> department, ScorePeriod period) const {
    const PoolLoad* pool = load_of(department);
    if (pool == nullptr) return {};
    double most = 0, all = 0;
    int weeks = 0;
    for (Day week = period.first; week <= period.last; week = week + 7, ++weeks) {
      const double needed = pool->between(week, std::min(week + 7, period.last + 1)).needed;
      most = std::max(most, needed);
      all += needed;
    }
    if (all <= 0) return {};
    return {most * weeks / all, {ref(department)}};
  }

  Figure information_fresh(Id<Department> department, ScorePeriod period) const {
    Figure figure;
    std::size_t fresh = 0;
    const Table<Information>& table = plan_.table<Information>();
    for (const auto& entry : table.live()) {
      if (entry.record.department != department) continue;
      const InformationFacts facts =
          freshness_of(entry.record, table.find_slot(entry.id), period.last);
      if (facts.freshness == Freshness::when_needed) continue;
      figure.records.push_back(ref(entry.id));
      if (!facts.is_owed()) ++fresh;
    }
    if (!figure.records.empty()) figure.value = percent_of(fresh, figure.records.size());
    return figure;
  }

  Figure actions_in_time(Id<Department> department, ScorePeriod period) const {
    Figure figure;
    std::size_t kept = 0;
    for (const auto& entry : plan_.table<Action>().live()) {
      const Action& action = entry.record;
      const Person* owner = plan_.find(action.owner);
      if (owner == nullptr || owner->department != department || !period.contains(action.due))
        continue;
      figure.records.push_back(ref(entry.id));
      if (action.done.is_set() && action.done <= action.due) ++kept;
    }
    if (!figure.records.empty()) figure.value = percent_of(kept, figure.records.size());
    return figure;
  }

  Figure days_to_answer(Id<Department> department, ScorePeriod period) const {
    Figure figure;
    double days = 0;
    for (const auto& entry : plan_.table<Suggestion>().live()) {
      const Suggestion& suggestion = entry.record;
      if (suggestion.department != department || !period.contains(suggestion.received)) continue;
      figure.records.push_back(ref(entry.id));
      days += std::max(0, answered_by(plan_, suggestion, period.last) - suggestion.received);
    }
    const auto until = [&](Day answered) {
      return answered.is_set() && answered <= period.last ? answered : period.last;
    };
    for (const auto& entry : plan_.table<InformationRequest>().live()) {
      const InformationRequest& request = entry.record;
      if (request.asked_of != department || !period.contains(request.asked)) continue;
      figure.records.push_back(ref(entry.id));
      days += std::max(0, until(request.answered) - request.asked);
    }
    for (const auto& entry : plan_.table<Letter>().live()) {
      const Letter& letter = entry.record;
      const bool is_asked = std::ranges::binary_search(letter.to.ids, department);
      if (!is_asked || !is_sent(letter) || !letter.reply_by.is_set() ||
          !period.contains(letter.date))
        continue;
      figure.records.push_back(ref(entry.id));
      days += std::max(0, until(letter.answered) - letter.date);
    }
    if (!figure.records.empty()) figure.value = days / double(figure.records.size());
    return figure;
  }

  const Plan& plan_;
  const Outline& outline_;
  const Schedule& schedule_;
  std::span<const DeliverableFacts> deliverables_;
  const LoadTable& load_;
  std::unordered_map<Id<Indicator>, std::vector<const Entry<Measurement>*>> measured_;
  bool has_promise_ = false;
  std::vector<const Baseline*> promise_;  // by task slot
};

// The mean of scores by weight.
class Mean {
 public:
  void add(const Indicator& indicator, std::optional<double> value) {
    if (!value || !indicator.target) return;
    const double weight = std::max(indicator.weight.value_or(1), 0.0);
    sum_ += weight * score_of(indicator, *value);
    weights_ += weight;
  }
  std::optional<double> get() const {
    return weights_ > 0 ? std::optional(sum_ / weights_) : std::nullopt;
  }

 private:
  double sum_ = 0, weights_ = 0;
};

}  // namespace

Word word_of(Light light) {
  switch (light) {
    case Light::none: return Word::light_none;
    case Light::good: return Word::light_good;
    case Light::watch: return Word::light_watch;
    case Light::act: return Word::light_act;
  }
  return Word::none;
}

Light light_of(const Indicator& indicator, std::optional<double> value) {
  if (!value || !indicator.target) return Light::none;
  if (is_as_good(indicator, *value, *indicator.target)) return Light::good;
  if (indicator.limit && !is_as_good(indicator, *value, *indicator.limit)) return Light::act;
  return indicator.limit && *value == *indicator.limit ? Light::act : Light::watch;
}

double score_of(const Indicator& indicator, double value) {
  const double target = indicator.target.value_or(0);
  const double usual = indicator.better == Better::higher ? target / 2
                       : target == 0                      ? 1
                                                          : target * 2;
  const double limit = indicator.limit.value_or(usual);
  if (is_as_good(indicator, value, target)) return 100;
  if (limit == target) return 0;
  return 100 * std::clamp((value - limit) / (target - limit), 0.0, 1.0);
}

std::string value_text(const Indicator& indicator, double value) {
  return with_unit(grouped_number(std::round(value * 10) / 10), indicator.unit);
}

Word formula_of(IndicatorSource source) {
  switch (source) {
    case IndicatorSource::measured: return Word::formula_measured;
    case IndicatorSource::milestones_kept: return Word::formula_milestones_kept;
    case IndicatorSource::average_slip: return Word::formula_average_slip;
    case IndicatorSource::accepted_at_first: return Word::formula_accepted_at_first;
    case IndicatorSource::rework_rounds: return Word::formula_rework_rounds;
    case IndicatorSource::handed_over_in_time: return Word::formula_handed_over_in_time;
    case IndicatorSource::days_since_report: return Word::formula_days_since_report;
    case IndicatorSource::overload: return Word::formula_overload;
    case IndicatorSource::days_to_answer: return Word::formula_days_to_answer;
    case IndicatorSource::information_fresh: return Word::formula_information_fresh;
    case IndicatorSource::actions_in_time: return Word::formula_actions_in_time;
    case IndicatorSource::load_balance: return Word::formula_load_balance;
  }
  return Word::none;
}

Scorecard make_scorecard(const Plan& plan, const Outline& outline, const Schedule& schedule,
                         std::span<const DeliverableFacts> deliverables, const LoadTable& load,
                         ScorePeriod period) {
  ScoreReader reader(plan, outline, schedule, deliverables, load);
  const Table<Indicator>& indicators = plan.table<Indicator>();
  Scorecard card{.indicators = slots_in_order(indicators), .rows = {}};
  for (const Slot department : slots_in_order(plan.table<Department>())) {
    const Id<Department> id = plan.table<Department>()[department].id;
    ScoreRow row{.department = department};
    Mean now, before;
    for (const Slot slot : card.indicators) {
      const auto& [indicator_id, indicator] =
          std::tie(indicators[slot].id, indicators[slot].record);
      ScoreCell& cell = row.cells.emplace_back();
      if (indicator.department && indicator.department != id) continue;
      auto figure = reader.read(indicator_id, indicator, id, period);
      cell.value = figure.value;
      cell.records = std::move(figure.records);
      cell.before = reader.read(indicator_id, indicator, id, period.before()).value;
      cell.light = light_of(indicator, cell.value);
      if (cell.value && indicator.target) cell.score = score_of(indicator, *cell.value);
      now.add(indicator, cell.value);
      before.add(indicator, cell.before);
    }
    row.score = now.get();
    row.before = before.get();
    card.rows.push_back(std::move(row));
  }
  return card;
}

Day next_review(const Plan& plan) {
  Day next;
  for (const auto& entry : plan.table<Review>().live()) {
    const Review& review = entry.record;
    Day day = review.date;
    if (review.held.is_set()) {
      if (review.every_days <= 0 || !day.is_set()) continue;
      // The first day of the series after the one that was held.
      const int rounds = std::max(0, review.held - day) / review.every_days + 1;
      day = day + rounds * review.every_days;
    }
    if (day.is_set() && (!next.is_set() || day < next)) next = day;
  }
  return next;
}

}  // namespace tongzhou
