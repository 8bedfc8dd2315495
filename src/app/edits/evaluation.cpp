#include "app/evaluation_edits.h"

#include <algorithm>
#include <array>

#include "model/kinds.h"
#include "model/order_key.h"

namespace tongzhou {
namespace {

struct UsualIndicator {
  Word name;
  IndicatorSource source;
  Better better;
  double target, limit;
  std::string_view unit;
};
constexpr std::array kUsualIndicators{
    UsualIndicator{Word::usual_in_time, IndicatorSource::handed_over_in_time, Better::higher, 90,
                   70, "%"},
    UsualIndicator{Word::usual_first, IndicatorSource::accepted_at_first, Better::higher, 80, 60,
                   "%"},
    UsualIndicator{Word::usual_rework, IndicatorSource::rework_rounds, Better::lower, 0.3, 1, ""},
    UsualIndicator{Word::usual_kept, IndicatorSource::milestones_kept, Better::higher, 90, 70, "%"},
    UsualIndicator{Word::usual_reported, IndicatorSource::days_since_report, Better::lower, 7, 14,
                   ""},
    UsualIndicator{Word::usual_overload, IndicatorSource::overload, Better::lower, 5, 20, "%"},
    UsualIndicator{Word::usual_balance, IndicatorSource::load_balance, Better::lower, 1.5, 2.5, ""},
    UsualIndicator{Word::usual_answers, IndicatorSource::days_to_answer, Better::lower, 3, 7, ""},
    UsualIndicator{Word::usual_fresh, IndicatorSource::information_fresh, Better::higher, 90, 70,
                   "%"},
    UsualIndicator{Word::usual_actions, IndicatorSource::actions_in_time, Better::higher, 90, 70,
                   "%"},
};

bool counts_days(IndicatorSource source) {
  return source == IndicatorSource::days_since_report || source == IndicatorSource::days_to_answer;
}

}  // namespace

Draft add_usual_indicators(const OpenPlan& open, Random& random) {
  const Plan& plan = open.plan();
  const Language language = language_of(plan);
  ChangeBuilder builder(plan, random, make_label(Word::did_add_usual));
  std::string order = last_order(plan, random, Kind::indicator);
  for (const UsualIndicator& usual : kUsualIndicators) {
    builder.create(Indicator{.name = std::string(say(language, usual.name)),
                             .source = usual.source,
                             .unit = counts_days(usual.source)
                                         ? std::string(say(language, Word::unit_days))
                                         : std::string(usual.unit),
                             .better = usual.better,
                             .target = usual.target,
                             .limit = usual.limit,
                             .order = order});
    order = order_between(order, {}, random);
  }
  return std::move(builder).take();
}

NewRecord add_cause(const OpenPlan& open, Random& random, Id<Issue> issue, Id<Cause> above,
                    CauseCategory category, std::string why) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random, make_label(Word::did_add_record, {why}));
  const Id<Cause> id = builder.create(Cause{.why = std::move(why),
                                            .issue = issue,
                                            .parent = above,
                                            .category = category,
                                            .order = last_order(plan, random, Kind::cause)});
  return {std::move(builder).take(), ref(id)};
}

NewRecord add_action(const OpenPlan& open, Random& random, Id<Cause> cause, std::string title,
                     Day today) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random, make_label(Word::did_add_record, {title}));
  Action action{.title = std::move(title),
                .cause = cause,
                .due = today + 14,
                .check = today + 42,
                .order = last_order(plan, random, Kind::action)};
  if (const Cause* record = plan.find(cause)) {
    action.issue = record->issue;
    if (const Issue* issue = plan.find(record->issue)) {
      action.owner = issue->owner;
      action.indicator = issue->indicator;
    }
  }
  const Id<Action> id = builder.create(std::move(action));
  return {std::move(builder).take(), ref(id)};
}

NewRecord add_evaluation(const OpenPlan& open, Random& random, Id<Department> department,
                         Day today) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random,
                        make_label(Word::did_write_evaluation, {plan.name_of(ref(department))}));
  const Id<Evaluation> id = builder.create(Evaluation{.department = department, .date = today});
  return {std::move(builder).take(), ref(id)};
}

}  // namespace tongzhou
