#include <algorithm>

#include <fmt/format.h>

#include "cli/reports_inside.h"
#include "core/numbers.h"
#include "documents/value_words.h"
#include "insight/goals.h"
#include "insight/scorecard.h"

namespace tongzhou {

std::string report_goals(const OpenPlan& open, Day today, ReportOptions options) {
  const Table<Goal>& goals = open.plan().table<Goal>();
  const Plan& plan = open.plan();
  const auto course = [&](const GoalFacts& facts) {
    return say(options.language, word_of(course_of(plan, facts, today)));
  };
  if (options.output == Output::json) {
    JsonWriter json;
    json.begin_array();
    for (const GoalFacts& facts : open.goals()) {
      const Entry<Goal>& goal = goals[facts.goal];
      json.begin_object();
      json.member("id", hex(goal.id.any()));
      json.member("title", goal.record.title);
      json.member("depth", facts.depth);
      json.member("department", plan.name_of(ref(goal.record.department)));
      json.member("owner", plan.name_of(ref(goal.record.owner)));
      json.member("course", key_of(word_of(course_of(plan, facts, today))));
      json.member("from", key_of(kGoalSources[static_cast<std::size_t>(facts.source)]));
      json.member("parts", facts.parts);
      json.member("told", facts.told);
      json.member("part", facts.part);
      json.member("value", facts.value);
      json.member("baseline", goal.record.baseline);
      json.member("target", goal.record.target);
      json.member("wanted", wanted_on(facts, today));
      json.member("forecast", goal.record.deadline.is_set()
                                  ? forecast_for(facts, goal.record.deadline)
                                  : std::nullopt);
      json.member("deadline", to_iso(goal.record.deadline));
      json.member("shares_total", facts.shares.total);
      json.end_object();
    }
    json.end_array();
    return std::move(json).take();
  }
  if (open.goals().empty()) return std::string(say(options.language, Word::cli_no_goals)) + "\n";
  std::string text;
  for (const GoalFacts& facts : open.goals()) {
    const Goal& goal = goals[facts.goal].record;
    const std::string part = facts.part ? fixed_text(*facts.part * 100, 0) + "%" : std::string("–");
    text += fmt::format("{:>5}  {}{}  [{}]", part, std::string(facts.depth * 2U, ' '), goal.title,
                        course(facts));
    if (facts.value && goal.target)
      text += fmt::format("  {} / {} {}", number_text(*facts.value), number_text(*goal.target),
                          goal.unit);
    text += "\n";
  }
  return text;
}

std::string report_scorecard(const OpenPlan& open, Day today, int days, ReportOptions options) {
  const Plan& plan = open.plan();
  const Table<Indicator>& indicators = plan.table<Indicator>();
  const Table<Department>& departments = plan.table<Department>();
  const Scorecard card = make_scorecard(plan, open.outline(), open.schedule(), open.deliverables(),
                                        open.load(), {today - (days - 1), today});
  if (options.output == Output::json) {
    JsonWriter json;
    json.begin_array();
    for (const ScoreRow& row : card.rows) {
      json.begin_object();
      json.member("department", departments[row.department].record.name);
      json.member("score", row.score);
      json.member("score_before", row.before);
      json.key("indicators");
      json.begin_array();
      for (std::size_t i = 0; i < card.indicators.size(); ++i) {
        json.begin_object();
        json.member("name", indicators[card.indicators[i]].record.name);
        json.member("value", row.cells[i].value);
        json.member("before", row.cells[i].before);
        json.member("target", indicators[card.indicators[i]].record.target);
        json.member("light", key_of(word_of(row.cells[i].light)));
        json.member("records", row.cells[i].records.size());
        json.end_object();
      }
      json.end_array();
      json.end_object();
    }
    json.end_array();
    return std::move(json).take();
  }
  std::string text;
  for (const ScoreRow& row : card.rows) {
    text += fmt::format("{:>4}  {}\n", row.score ? fixed_text(*row.score, 0) : "–",
                        departments[row.department].record.name);
    for (std::size_t i = 0; i < card.indicators.size(); ++i) {
      const Indicator& indicator = indicators[card.indicators[i]].record;
      const ScoreCell& cell = row.cells[i];
      text += fmt::format("      {}: {} {} [{}]\n", indicator.name,
                          cell.value ? number_text(*cell.value) : std::string("–"), indicator.unit,
                          say(options.language, word_of(cell.light)));
    }
  }
  return text;
}

std::string report_deliverables(const OpenPlan& open, Day today, ReportOptions options) {
  const Plan& plan = open.plan();
  const Table<Deliverable>& table = plan.table<Deliverable>();
  if (options.output == Output::json) {
    JsonWriter json;
    json.begin_array();
    for (Slot slot = 0; slot < table.slot_count(); ++slot) {
      if (table[slot].deleted) continue;
      const Deliverable& record = table[slot].record;
      const DeliverableFacts& facts = open.deliverables()[slot];
      json.begin_object();
      json.member("id", hex(table[slot].id.any()));
      json.member("title", record.title);
      json.member("from", plan.name_of(ref(record.giver)));
      json.key("to");
      json.begin_array();
      for (const Id<Department> id : record.receivers.ids) json.value(plan.name_of(ref(id)));
      json.end_array();
      json.member("state", key_of(word_of(facts.state)));
      json.member("due", to_iso(facts.due));
      json.member("days_late", std::max(days_late(plan, facts, today), 0));
      json.member("rounds", facts.rounds.size());
      json.member("score", facts.score);
      json.member("contradicts", facts.contradicts);
      json.key("criteria");
      json.begin_array();
      for (const CriterionFacts& found : facts.criteria) {
        const Criterion& criterion = plan.table<Criterion>()[found.criterion].record;
        json.begin_object();
        json.member("measure", criterion.measure);
        json.member("must", criterion.must);
        json.member("value", found.finding == kNoSlot
                                 ? std::optional<double>()
                                 : plan.table<Finding>()[found.finding].record.value);
        json.member("verdict", key_of(word_of(found.verdict)));
        json.end_object();
      }
      json.end_array();
      json.end_object();
    }
    json.end_array();
    return std::move(json).take();
  }
  std::string text;
  for (Slot slot = 0; slot < table.slot_count(); ++slot) {
    if (table[slot].deleted) continue;
    const Deliverable& record = table[slot].record;
    const DeliverableFacts& facts = open.deliverables()[slot];
    std::string to;
    for (const Id<Department> id : record.receivers.ids)
      to += (to.empty() ? "" : ", ") + plan.name_of(ref(id));
    text += fmt::format("{:10}  {}  [{}]  {} → {}\n", to_iso(facts.due), record.title,
                        say(options.language, word_of(facts.state)),
                        plan.name_of(ref(record.giver)), to);
    for (const CriterionFacts& found : facts.criteria)
      text += fmt::format("            {}: {}\n",
                          plan.table<Criterion>()[found.criterion].record.measure,
                          say(options.language, word_of(found.verdict)));
  }
  if (text.empty()) text = std::string(say(options.language, Word::cli_no_deliverables)) + "\n";
  return text;
}

}  // namespace tongzhou
