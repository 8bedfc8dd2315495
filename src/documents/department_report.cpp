#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "core/numbers.h"
#include "documents/reports_inside.h"
#include "insight/overview.h"

namespace tongzhou {
namespace {

class DepartmentReport {
 public:
  DepartmentReport(const ReportSources& from, const Scorecard& card, const ScoreRow& row,
                   ScorePeriod period)
      : from_(from),
        plan_(from.plan),
        card_(card),
        row_(row),
        period_(period),
        department_(plan_.table<Department>()[row.department].id),
        evaluation_(plan_.find(last_evaluation(plan_, department_))) {}

  Document make() {
    document_.language = from_.language;
    document_.title =
        say(from_.language, Word::report_department, {plan_.name_of(ref(department_))});
    document_.subtitle =
        say(from_.language, Word::report_period,
            {plan_.info().title, day_words(from_, period_.first), day_words(from_, period_.last)});
    add_praise();
    add_figures();
    add_goals();
    add_owed();
    add_causes();
    add_actions();
    if (evaluation_ != nullptr) {
      add_text(Word::evaluation_request, evaluation_->request);
      add_text(Word::evaluation_reply, evaluation_->reply);
    }
    add_lessons();
    return std::move(document_);
  }

 private:
  std::string words(Word word) const { return std::string(say(from_.language, word)); }

  void add_text(Word title, const std::string& text) {
    if (text.empty()) return;
    document_.heading(words(title));
    document_.paragraph(text);
  }
  // Where nothing was added since, says so.
  void none_since(std::size_t count) {
    if (document_.blocks.size() == count)
      document_.paragraph(words(Word::report_nothing), Emphasis::quiet);
  }

  void add_praise() {
    document_.heading(words(Word::evaluation_praise));
    const std::size_t before = document_.blocks.size();
    if (evaluation_ != nullptr && !evaluation_->praise.empty())
      document_.paragraph(evaluation_->praise);
    for (std::size_t i = 0; i < row_.cells.size(); ++i) {
      const ScoreCell& cell = row_.cells[i];
      if (cell.light != Light::good) continue;
      const auto& entry = plan_.table<Indicator>()[card_.indicators[i]];
      document_.item(say(from_.language, Word::report_good,
                         {entry.record.name, value_text(entry.record, *cell.value)}),
                     Emphasis::good, ref(entry.id));
    }
    for (const auto& entry : plan_.table<Lesson>().live())
      if (entry.record.good && entry.record.department == department_)
        document_.item(entry.record.title, Emphasis::good, ref(entry.id));
    none_since(before);
  }

  void add_figures() {
    document_.heading(
        words(Word::report_figures) +
        (row_.score ? " · " + say(from_.language, Word::score_told, {fixed_text(*row_.score, 0)})
                    : std::string()));
    const std::size_t before = document_.blocks.size();
    std::vector<std::vector<TableCell>> rows{{{words(Word::indicator)},
                                              {words(Word::goal_value)},
                                              {words(Word::goal_target)},
                                              {words(Word::report_state)}}};
    for (std::size_t i = 0; i < row_.cells.size(); ++i) {
      const ScoreCell& cell = row_.cells[i];
      const Indicator& indicator = plan_.table<Indicator>()[card_.indicators[i]].record;
      if (indicator.department && indicator.department != department_) continue;
      std::string value =
          cell.value ? value_text(indicator, *cell.value) : words(Word::score_missing);
      if (cell.before)
        value += fmt::format(" ({})", say(from_.language, Word::score_before,
                                          {value_text(indicator, *cell.before)}));
      rows.push_back(
          {{indicator.name},
           {std::move(value), cell.value ? Emphasis::none : Emphasis::quiet,
            cell.score ? static_cast<float>(*cell.score / 100) : -1},
           {indicator.target ? value_text(indicator, *indicator.target) : std::string()},
           {cell.value && cell.light != Light::none ? words(word_of(cell.light)) : std::string(),
            emphasis_of(cell.light)}});
    }
    if (rows.size() > 1) document_.table(std::move(rows));
    none_since(before);
  }

  void add_goals() {
    document_.heading(words(Word::page_goals));
    const std::size_t before = document_.blocks.size();
    for (const GoalFacts& facts : from_.goals) {
      const auto& entry = plan_.table<Goal>()[facts.goal];
      if (entry.record.department != department_) continue;
      const Course course = course_of(plan_, facts, from_.today);
      document_.item(
          fmt::format("{} · {} {}", entry.record.title,
                      facts.part ? percent_text(*facts.part) : "–", words(word_of(course))),
          emphasis_of(course), ref(entry.id));
    }
    none_since(before);
  }

  void add_owed() {
    document_.heading(words(Word::report_owed));
    const std::size_t before = document_.blocks.size();
    constexpr int kSoonDays = 14;
    for (const Slot slot : owed_deliverables(plan_, from_.deliverables, from_.today, kSoonDays)) {
      const auto& entry = plan_.table<Deliverable>()[slot];
      if (entry.record.giver != department_) continue;
      const bool is_late = days_late(plan_, from_.deliverables[slot], from_.today) > 0;
      document_.item(fmt::format("{} · {}", entry.record.title, owed_words(from_, slot)),
                     is_late ? Emphasis::act : Emphasis::none, ref(entry.id));
    }
    none_since(before);
  }

  bool is_of_department(Id<Issue> issue) const {
    const Issue* record = plan_.find(issue);
    return record != nullptr && record->department == department_;
  }

  void add_causes() {
    document_.heading(words(Word::report_causes));
    const std::size_t before = document_.blocks.size();
    for (const auto& entry : plan_.table<Cause>().live())
      if (entry.record.root && is_of_department(entry.record.issue))
        document_.item(
            fmt::format("{} ← {}", plan_.name_of(ref(entry.record.issue)), entry.record.why),
            Emphasis::none, ref(entry.id));
    none_since(before);
  }

  void add_actions() {
    document_.heading(words(Word::report_actions));
    const std::size_t before = document_.blocks.size();
    for (const auto& entry : plan_.table<Action>().live()) {
      const Action& action = entry.record;
      const Person* owner = plan_.find(action.owner);
      const bool is_its_own = owner != nullptr && owner->department == department_;
      if (!is_its_own && !is_of_department(action.issue)) continue;
      std::string text = action.title;
      if (owner != nullptr) text += " · " + owner->name;
      const bool is_done = action.done.is_set();
      if (is_done)
        text += " · " + say(from_.language, Word::report_done, {day_words(from_, action.done)});
      else if (action.due.is_set())
        text += " · " + say(from_.language, Word::report_due, {day_words(from_, action.due)});
      if (action.worked != Worked::not_checked)
        text += fmt::format(" · {}: {}", words(Word::action_worked),
                            words(kWorked[static_cast<std::size_t>(action.worked)]));
      const bool is_late = !is_done && action.due.is_set() && action.due < from_.today;
      document_.item(std::move(text),
                     is_late   ? Emphasis::act
                     : is_done ? Emphasis::good
                               : Emphasis::none,
                     ref(entry.id));
    }
    none_since(before);
  }

  // Lessons of others that are offered to this department, or to everybody.
  void add_lessons() {
    std::vector<const Entry<Lesson>*> offered;
    for (const auto& entry : plan_.table<Lesson>().live()) {
      const auto& to = entry.record.departments.ids;
      if (entry.record.department != department_ &&
          (to.empty() || std::ranges::find(to, department_) != to.end()))
        offered.push_back(&entry);
    }
    if (offered.empty()) return;
    document_.heading(words(Word::report_lessons));
    for (const Entry<Lesson>* lesson : offered)
      document_.item(lesson->record.text.empty()
                         ? lesson->record.title
                         : fmt::format("{} · {}", lesson->record.title, lesson->record.text),
                     Emphasis::none, ref(lesson->id));
  }

  const ReportSources& from_;
  const Plan& plan_;
  const Scorecard& card_;
  const ScoreRow& row_;
  ScorePeriod period_;
  Id<Department> department_;
  const Evaluation* evaluation_;
  Document document_;
};

}  // namespace

Emphasis emphasis_of(Course course) {
  switch (course) {
    case Course::no_data: return Emphasis::quiet;
    case Course::under_way: return Emphasis::none;
    case Course::on_course:
    case Course::reached: return Emphasis::good;
    case Course::behind: return Emphasis::watch;
    case Course::off_course:
    case Course::missed: return Emphasis::act;
  }
  return Emphasis::none;
}

std::string owed_words(const ReportSources& from, Slot deliverable) {
  const DeliverableFacts& facts = from.deliverables[deliverable];
  const int late = days_late(from.plan, facts, from.today);
  return fmt::format("{} · {}", say(from.language, word_of(facts.state)),
                     late > 0
                         ? say(from.language, Word::deliverable_late, {fmt::format("{}", late)})
                         : say(from.language, Word::report_due, {day_words(from, facts.due)}));
}

Id<Evaluation> last_evaluation(const Plan& plan, Id<Department> department) {
  const Entry<Evaluation>* last = nullptr;
  const auto key = [](const Entry<Evaluation>& entry) {
    return std::tuple(entry.record.date, written_at<&Evaluation::department>(entry), entry.id);
  };
  for (const auto& entry : plan.table<Evaluation>().live())
    if (entry.record.department == department && (last == nullptr || key(*last) < key(entry)))
      last = &entry;
  return last == nullptr ? Id<Evaluation>{} : last->id;
}

Document make_department_report(const ReportSources& from, const Scorecard& card,
                                const ScoreRow& row, ScorePeriod period) {
  return DepartmentReport(from, card, row, period).make();
}

}  // namespace tongzhou
