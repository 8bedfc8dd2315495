#include "documents/survey_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/numbers.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMostDrivers = 5, kMostTexts = 200;

std::string tenths(double value) { return fixed_text(value, 1); }
std::string signed_tenths(double value) { return signed_text(value, 1); }

class SurveyReport {
 public:
  SurveyReport(const Plan& plan, Id<Survey> survey, const SurveyResults& results, Language language)
      : plan_(plan),
        id_(survey),
        survey_(*plan.find(survey)),
        results_(results),
        language_(language) {
    document_.language = language;
  }

  Document make() {
    document_.title = words(Word::results_title, {survey_.title});
    document_.subtitle =
        results_.asked > 0
            ? words(Word::results_rate,
                    {std::to_string(results_.answers), std::to_string(results_.asked),
                     fixed_text(100.0 * static_cast<double>(results_.answers) /
                                    static_cast<double>(results_.asked),
                                0)})
            : words(Word::results_count, {std::to_string(results_.answers)});
    if (results_.answers == 0) {
      document_.paragraph(
          words(Word::results_none, {std::to_string(std::max(1, survey_.threshold))}),
          Emphasis::quiet);
      return std::move(document_);
    }
    add_drivers();
    for (std::size_t i = 0; i < results_.questions.size();) i += add_question(i);
    if (results_.hides)
      document_.paragraph(
          words(Word::results_hidden, {std::to_string(std::max(1, survey_.threshold))}),
          Emphasis::quiet);
    return std::move(document_);
  }

 private:
  std::string words(Word word, std::initializer_list<std::string_view> arguments = {}) const {
    return say(language_, word, arguments);
  }

  void add_drivers() {
    if (results_.drivers.empty()) return;
    const Question* overall = plan_.find(overall_question(plan_, id_));
    if (overall == nullptr) return;
    document_.heading(words(Word::results_drivers, {overall->text}));
    for (std::size_t i = 0; i < std::min(kMostDrivers, results_.drivers.size()); ++i) {
      const QuestionResult& one = results_.questions[results_.drivers[i]];
      document_.item(words(Word::results_driver, {one.name, fixed_text(*one.goes_with, 2)}));
    }
  }

  // With all rows of a grid; gives how many results that were.
  std::size_t add_question(std::size_t at) {
    const QuestionResult& first = results_.questions[at];
    document_.heading(plan_.find(first.question)->text);
    if (first.kind == QuestionKind::grid) {
      std::size_t rows = 0;
      while (at + rows < results_.questions.size() &&
             results_.questions[at + rows].question == first.question)
        ++rows;
      add_grid(std::span(results_.questions).subspan(at, rows));
      return rows;
    }
    if (first.kind == QuestionKind::text)
      add_texts(first);
    else
      add_counts(first);
    return 1;
  }

  std::string mean_words(const QuestionResult& result) const {
    const AnswerMean& mean = *result.mean;
    std::string text =
        words(Word::results_mean, {tenths(mean.value), tenths(mean.low), tenths(mean.high)});
    if (result.nps) text += " · " + words(Word::results_nps, {signed_text(*result.nps, 0)});
    if (result.change)
      text += " · " + words(result.is_clear ? Word::results_change_clear : Word::results_change,
                            {signed_tenths(*result.change)});
    return text;
  }

  Emphasis emphasis_of(const QuestionResult& result) const {
    if (!result.is_clear) return Emphasis::none;
    return *result.change > 0 ? Emphasis::good : Emphasis::act;
  }

  void add_counts(const QuestionResult& result) {
    if (result.all.answered == 0) return none();
    if (result.mean) document_.paragraph(mean_words(result), emphasis_of(result));
    std::vector<std::vector<TableCell>> rows{{{""}, {words(Word::batch_answers)}, {"%"}}};
    for (std::size_t i = 0; i < result.all.counts.size(); ++i) {
      const double part =
          static_cast<double>(result.all.counts[i]) / static_cast<double>(result.all.answered);
      rows.push_back({{option_name(result, i)},
                      {std::to_string(result.all.counts[i])},
                      {percent_text(part), Emphasis::none, static_cast<float>(part)}});
    }
    document_.table(std::move(rows));
    add_departments(result);
  }

  std::string option_name(const QuestionResult& result, std::size_t option) const {
    if (!is_scale(result.kind)) return result.options[option];
    const int number = lowest_of(result.kind) + static_cast<int>(option);
    const bool recommend = result.kind == QuestionKind::recommend;
    if (option == 0)
      return fmt::format("{} {}", number,
                         words(recommend ? Word::form_low_recommend : Word::form_low));
    if (option + 1 == result.all.counts.size())
      return fmt::format("{} {}", number,
                         words(recommend ? Word::form_high_recommend : Word::form_high));
    return std::to_string(number);
  }

  void add_departments(const QuestionResult& result) {
    if (result.departments.empty() || !result.mean) return;
    std::vector<std::vector<TableCell>> rows{
        {{words(Word::results_departments)}, {words(Word::batch_answers)}, {mean_head()}}};
    for (const auto& of : result.departments)
      rows.push_back({{names_of(of.departments)},
                      {std::to_string(of.counts.answered)},
                      mean_cell(result, *of.mean)});
    document_.table(std::move(rows));
  }

  std::string mean_head() const { return words(Word::results_mean_only, {""}); }

  TableCell mean_cell(const QuestionResult& result, const AnswerMean& mean) const {
    const int lowest = lowest_of(result.kind);
    const double highest = lowest + static_cast<double>(result.all.counts.size()) - 1;
    return {fmt::format("{} ({}–{})", tenths(mean.value), tenths(mean.low), tenths(mean.high)),
            emphasis_of(result), static_cast<float>((mean.value - lowest) / (highest - lowest))};
  }

  std::string names_of(const std::vector<Id<Department>>& departments) const {
    std::string names;
    for (const Id<Department> id : departments)
      names += (names.empty() ? "" : ", ") + plan_.name_of(ref(id));
    return names;
  }

  // A line for each row, and a column for each department shown.
  void add_grid(std::span<const QuestionResult> rows) {
    std::vector<std::vector<Id<Department>>> columns;
    for (const QuestionResult& row : rows)
      for (const auto& of : row.departments)
        if (std::ranges::find(columns, of.departments) == columns.end())
          columns.push_back(of.departments);
    std::vector<std::vector<TableCell>> table(1);
    table[0] = {{words(Word::tally_row)}, {words(Word::batch_answers)}, {mean_head()}};
    for (const auto& column : columns) table[0].push_back({names_of(column)});
    for (const QuestionResult& row : rows) {
      if (!row.mean) continue;
      std::string name = row.name;
      if (row.change) name += fmt::format(" ({})", signed_tenths(*row.change));
      std::vector<TableCell>& line = table.emplace_back();
      line = {{std::move(name)}, {std::to_string(row.all.answered)}, mean_cell(row, *row.mean)};
      for (const auto& column : columns) {
        const auto of =
            std::ranges::find(row.departments, column, &QuestionResult::OfDepartments::departments);
        line.push_back({of == row.departments.end() || !of->mean ? "–" : tenths(of->mean->value)});
      }
    }
    if (table.size() == 1) return none();
    document_.table(std::move(table));
  }

  void add_texts(const QuestionResult& result) {
    if (result.texts.empty()) return none();
    for (std::size_t i = 0; i < std::min(kMostTexts, result.texts.size()); ++i)
      document_.item(result.texts[i]);
  }

  void none() {
    document_.paragraph(
        words(Word::results_hidden, {std::to_string(std::max(1, survey_.threshold))}),
        Emphasis::quiet);
  }

  const Plan& plan_;
  Id<Survey> id_;
  const Survey& survey_;
  const SurveyResults& results_;
  Language language_;
  Document document_;
};

}  // namespace

Document make_survey_report(const Plan& plan, Id<Survey> survey, const SurveyResults& results,
                            Language language) {
  return SurveyReport(plan, survey, results, language).make();
}

}  // namespace tongzhou
