#include <algorithm>

#include <fmt/format.h>

#include "core/numbers.h"
#include "documents/reports_inside.h"
#include "insight/overview.h"

namespace tongzhou {
namespace {

class OverviewReport {
 public:
  OverviewReport(const ReportSources& from, const Scorecard& card, const OverviewExtras& extras)
      : from_(from), plan_(from.plan), card_(card), extras_(extras) {}

  Document make() {
    document_.language = from_.language;
    document_.title = say(from_.language, Word::report_overview, {plan_.info().title});
    document_.subtitle = day_words(from_, from_.today);
    if (!plan_.info().purpose.empty()) document_.subtitle += " · " + plan_.info().purpose;
    add_figures();
    add_goals();
    add_milestones();
    add_owed();
    add_departments();
    if (!extras_.changes.empty()) {
      document_.heading(words(Word::overview_changes));
      for (std::size_t i = 0; i < std::min(extras_.changes.size(), kMostOverviewLines); ++i)
        document_.item(extras_.changes[i]);
    }
    return std::move(document_);
  }

 private:
  std::string words(Word word) const { return std::string(say(from_.language, word)); }
  static std::string number(std::size_t count) { return fmt::format("{}", count); }

  void add_figures() {
    const std::size_t missed = count_missed_deadlines(plan_, from_.outline, from_.schedule);
    const GoalCounts goals = count_goals(plan_, from_.goals, from_.today);
    std::size_t all = 0, accepted = 0, late = 0;
    for (Slot slot = 0; slot < from_.deliverables.size(); ++slot) {
      if (plan_.table<Deliverable>()[slot].deleted) continue;
      const DeliverableFacts& facts = from_.deliverables[slot];
      ++all;
      if (facts.is_accepted())
        ++accepted;
      else if (days_late(plan_, facts, from_.today) > 0)
        ++late;
    }
    std::string finish = from_.schedule.finish.is_set()
                             ? day_words(from_, day_of(from_.schedule.finish))
                             : std::string("–");
    std::string told = missed > 0 ? say(from_.language, Word::overview_missed, {number(missed)})
                                  : words(Word::overview_in_time);
    if (!extras_.likely_finish.empty()) told += " · " + extras_.likely_finish;
    document_.table(
        {{{words(Word::scenario_finish)},
          {words(Word::page_goals)},
          {words(Word::overview_accepted)},
          {words(Word::overview_open)}},
         {{std::move(finish), missed > 0 ? Emphasis::act : Emphasis::good},
          {fmt::format("{}/{}", goals.good, goals.all), goals.off > 0      ? Emphasis::act
                                                        : goals.behind > 0 ? Emphasis::watch
                                                                           : Emphasis::good},
          {fmt::format("{}/{}", accepted, all), late > 0 ? Emphasis::act : Emphasis::good},
          {number(extras_.conflicts + extras_.problems),
           extras_.conflicts + extras_.problems > 0 ? Emphasis::watch : Emphasis::good}},
         {{std::move(told), Emphasis::quiet},
          {say(from_.language, Word::overview_goals_told,
               {number(goals.behind), number(goals.off)}),
           Emphasis::quiet},
          {say(from_.language, Word::overview_late, {number(late)}), Emphasis::quiet},
          {say(from_.language, Word::overview_open_told,
               {number(extras_.conflicts), number(extras_.problems)}),
           Emphasis::quiet}}});
  }

  void add_goals() {
    if (from_.goals.empty()) return;
    document_.heading(words(Word::page_goals));
    std::vector<std::vector<TableCell>> rows{
        {{words(Word::report_name)}, {words(Word::goal_part)}, {words(Word::report_state)}}};
    for (std::size_t i = 0; i < from_.goals.size() && rows.size() <= kMostOverviewLines;
         i = from_.goals[i].end) {
      const GoalFacts& facts = from_.goals[i];
      const Course course = course_of(plan_, facts, from_.today);
      rows.push_back({{plan_.table<Goal>()[facts.goal].record.title},
                      {facts.part ? percent_text(*facts.part) : "–", Emphasis::none,
                       facts.part ? static_cast<float>(*facts.part) : -1},
                      {words(word_of(course)), emphasis_of(course)}});
    }
    document_.table(std::move(rows));
  }

  void add_milestones() {
    const auto next = next_milestones(plan_, from_.outline, from_.schedule, kMostOverviewLines);
    document_.heading(words(Word::overview_milestones));
    if (next.empty()) document_.paragraph(words(Word::overview_no_milestones), Emphasis::quiet);
    for (const Slot slot : next) {
      const auto& entry = plan_.table<Task>()[slot];
      const Instant finish = from_.schedule.tasks[slot].finish;
      const bool is_late = entry.record.deadline.is_set() && finish > entry.record.deadline;
      std::string text =
          fmt::format("{} · {}", day_words(from_, day_of(finish)), entry.record.title);
      if (is_late)
        text += " · " + say(from_.language, Word::deliverable_late,
                            {fmt::format("{}", day_of(finish) - day_of(entry.record.deadline))});
      document_.item(std::move(text), is_late ? Emphasis::act : Emphasis::none, ref(entry.id));
    }
  }

  void add_owed() {
    constexpr int kSoonDays = 14;
    const auto owed = owed_deliverables(plan_, from_.deliverables, from_.today, kSoonDays);
    document_.heading(words(Word::overview_owed));
    if (owed.empty()) document_.paragraph(words(Word::overview_owed_none), Emphasis::quiet);
    for (std::size_t i = 0; i < std::min(owed.size(), kMostOverviewLines); ++i) {
      const auto& entry = plan_.table<Deliverable>()[owed[i]];
      const bool is_late = days_late(plan_, from_.deliverables[owed[i]], from_.today) > 0;
      document_.item(
          fmt::format("{} · {} · {}", entry.record.title, plan_.name_of(ref(entry.record.giver)),
                      owed_words(from_, owed[i])),
          is_late ? Emphasis::act : Emphasis::none, ref(entry.id));
    }
  }

  void add_departments() {
    if (card_.indicators.empty() || card_.rows.empty()) return;
    document_.heading(words(Word::report_scores));
    std::vector<std::vector<TableCell>> rows{{{words(Word::department)}, {words(Word::score)}}};
    for (const ScoreRow& row : card_.rows)
      rows.push_back({{plan_.table<Department>()[row.department].record.name},
                      {row.score ? fixed_text(*row.score, 0) : words(Word::score_missing),
                       row.score ? Emphasis::none : Emphasis::quiet,
                       row.score ? static_cast<float>(*row.score / 100) : -1}});
    document_.table(std::move(rows));
  }

  const ReportSources& from_;
  const Plan& plan_;
  const Scorecard& card_;
  const OverviewExtras& extras_;
  Document document_;
};

}  // namespace

Document make_overview(const ReportSources& from, const Scorecard& card,
                       const OverviewExtras& extras) {
  return OverviewReport(from, card, extras).make();
}

}  // namespace tongzhou
