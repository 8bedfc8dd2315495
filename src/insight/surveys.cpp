#include "insight/surveys.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <tuple>

#include "core/sorting.h"

namespace tongzhou {
namespace {

constexpr std::size_t kGrades = 5, kRecommendGrades = 11;
constexpr double kSmallestDriver = 0.3;
constexpr std::size_t kFewestForDriver = 10;
constexpr double kClear = 1.96;  // standard errors

// The 97.5% point of Student's t (Abramowitz and Stegun 26.7.5), within 0.2% from three degrees on;
// below that from their table 26.10.
double student(std::size_t degrees) {
  if (degrees <= 2) return degrees == 1 ? 12.706 : 4.303;
  constexpr double z = 1.959964;
  const auto n = static_cast<double>(degrees);
  const double z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z;
  return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n) +
         (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n);
}

std::vector<double> numbers_of(std::string_view text) {
  std::vector<double> numbers;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + end, number);
    numbers.push_back(static_cast<double>(number));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return numbers;
}

void add_to(AnswerCounts& counts, const Tally& tally, std::size_t options) {
  counts.counts.resize(options);
  counts.answered += static_cast<std::size_t>(std::max(0, tally.answered));
  const std::vector<double> numbers = numbers_of(tally.counts);
  for (std::size_t i = 0; i < std::min(options, numbers.size()); ++i)
    counts.counts[i] += static_cast<std::size_t>(std::clamp(numbers[i], 0.0, 1e9));
}

std::optional<double> correlation(std::span<const double> sums) {
  if (sums.size() < 6 || sums[0] < static_cast<double>(kFewestForDriver)) return std::nullopt;
  const double n = sums[0], x = sums[1], y = sums[2];
  const double xx = n * sums[3] - x * x, yy = n * sums[4] - y * y, xy = n * sums[5] - x * y;
  if (xx <= 0 || yy <= 0) return std::nullopt;
  return std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
}

void split_lines(std::string_view text, std::vector<std::string>& lines) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
    if (!line.empty()) lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::vector<Id<Question>> questions_of(const Plan& plan, Id<Survey> survey) {
  std::vector<Id<Question>> ids;
  for (const auto& entry : plan.table<Question>().live())
    if (entry.record.survey == survey) ids.push_back(entry.id);
  sort_stably(ids, [&](Id<Question> a, Id<Question> b) {
    const std::string &first = plan.find(a)->order, &second = plan.find(b)->order;
    return first != second ? first < second : a < b;
  });
  return ids;
}

std::vector<std::string> options_of(const Question& question) {
  std::vector<std::string> options;
  split_lines(question.options, options);
  return options;
}

std::size_t option_count(const Question& question) {
  switch (question.kind) {
    case QuestionKind::rating:
    case QuestionKind::grid: return kGrades;
    case QuestionKind::recommend: return kRecommendGrades;
    case QuestionKind::one:
    case QuestionKind::several: return options_of(question).size();
    case QuestionKind::text: return 0;
  }
  return 0;
}

bool is_scale(QuestionKind kind) {
  return kind == QuestionKind::rating || kind == QuestionKind::grid ||
         kind == QuestionKind::recommend;
}

int lowest_of(QuestionKind kind) { return kind == QuestionKind::recommend ? 0 : 1; }

std::size_t asked_people(const Plan& plan, const Survey& survey) {
  if (survey.asked > 0) return static_cast<std::size_t>(survey.asked);
  std::size_t people = 0;
  for (const auto& entry : plan.table<Person>().live())
    if (survey.departments.ids.empty() ||
        std::ranges::binary_search(survey.departments.ids, entry.record.department))
      ++people;
  return people;
}

Id<Question> overall_question(const Plan& plan, Id<Survey> survey) {
  for (const Id<Question> id : questions_of(plan, survey))
    if (plan.find(id)->kind == QuestionKind::rating) return id;
  return {};
}

std::optional<AnswerMean> mean_of(const AnswerCounts& counts, int lowest) {
  double n = 0, sum = 0, squares = 0;
  for (std::size_t i = 0; i < counts.counts.size(); ++i) {
    const auto count = static_cast<double>(counts.counts[i]);
    const double value = lowest + static_cast<double>(i);
    n += count;
    sum += count * value;
    squares += count * value * value;
  }
  if (n <= 0) return std::nullopt;
  AnswerMean mean{.value = sum / n};
  mean.low = mean.high = mean.value;
  if (n < 2) return mean;
  const double variance = std::max(0.0, (squares - sum * sum / n) / (n - 1));
  mean.error = std::sqrt(variance / n);
  const double reach = student(static_cast<std::size_t>(n) - 1) * mean.error;
  const double highest = lowest + static_cast<double>(counts.counts.size()) - 1;
  mean.low = std::max<double>(lowest, mean.value - reach);
  mean.high = std::min(highest, mean.value + reach);
  return mean;
}

std::optional<double> net_promoter(const AnswerCounts& counts) {
  if (counts.counts.size() != kRecommendGrades) return std::nullopt;
  constexpr std::size_t kFirstPassive = 7, kFirstPromoter = 9;
  double all = 0, net = 0;
  for (std::size_t i = 0; i < counts.counts.size(); ++i) {
    const auto count = static_cast<double>(counts.counts[i]);
    all += count;
    if (i >= kFirstPromoter) net += count;
    if (i < kFirstPassive) net -= count;
  }
  return all > 0 ? std::optional(100 * net / all) : std::nullopt;
}

namespace {

using Sums = std::vector<double>;

// One for each question, and each row of a grid, in order; nothing counted yet.
std::vector<QuestionResult> blank_results(const Plan& plan, Id<Survey> survey) {
  std::vector<QuestionResult> results;
  for (const Id<Question> id : questions_of(plan, survey)) {
    const Question& question = *plan.find(id);
    const std::vector<std::string> options = options_of(question);
    const bool grid = question.kind == QuestionKind::grid;
    for (std::size_t row = 0; row < (grid ? options.size() : 1); ++row)
      results.push_back({.question = id,
                         .row = static_cast<std::int32_t>(row),
                         .name = grid ? options[row] : question.text,
                         .kind = question.kind,
                         .options = grid ? std::vector<std::string>() : options,
                         .all = {0, std::vector<std::size_t>(option_count(question))},
                         .departments = {},
                         .texts = {}});
  }
  return results;
}

void add_tally(QuestionResult& result, const Tally& tally, bool is_of_all, Sums& sums) {
  const std::size_t options = result.all.counts.size();
  if (tally.departments.ids.empty() && !is_of_all) return;
  if (is_of_all) {
    add_to(result.all, tally, options);
    split_lines(tally.texts, result.texts);
    const std::vector<double> more = numbers_of(tally.sums);
    sums.resize(std::max(sums.size(), more.size()));
    for (std::size_t i = 0; i < more.size(); ++i) sums[i] += more[i];
    return;
  }
  auto of = std::ranges::find(result.departments, tally.departments.ids,
                              &QuestionResult::OfDepartments::departments);
  if (of == result.departments.end())
    of = result.departments.insert(of, {tally.departments.ids, {}, {}});
  add_to(of->counts, tally, options);
}

void finish_result(QuestionResult& result, const Sums& sums, bool is_overall) {
  if (!is_scale(result.kind)) return;
  const int lowest = lowest_of(result.kind);
  result.mean = mean_of(result.all, lowest);
  result.nps = net_promoter(result.all);
  if (!is_overall) result.goes_with = correlation(sums);
  for (auto& of : result.departments) of.mean = mean_of(of.counts, lowest);
}

// Without what needs another round.
SurveyResults count_answers(const Plan& plan, Id<Survey> survey) {
  SurveyResults results;
  const Survey* record = plan.find(survey);
  if (record == nullptr) return results;
  results.asked = asked_people(plan, *record);
  results.questions = blank_results(plan, survey);
  std::map<std::pair<Id<Question>, std::int32_t>, std::size_t> places;
  for (std::size_t i = 0; i < results.questions.size(); ++i)
    places[{results.questions[i].question, results.questions[i].row}] = i;

  for (const auto& entry : plan.table<AnswerBatch>().live())
    if (entry.record.survey == survey)
      results.answers += static_cast<std::size_t>(std::max(0, entry.record.answers));
  // Of those without departments the one of all has the most answers: the others were of
  // departments that are no more.
  std::map<std::tuple<Id<AnswerBatch>, Id<Question>, std::int32_t>, const Tally*> of_all;
  for (const auto& entry : plan.table<Tally>().live()) {
    const Tally& tally = entry.record;
    const Tally*& most = of_all[{tally.batch, tally.question, tally.row}];
    if (tally.departments.ids.empty() && (most == nullptr || most->answered < tally.answered))
      most = &tally;
  }
  std::vector<Sums> sums(results.questions.size());
  for (const auto& entry : plan.table<Tally>().live()) {
    const Tally& tally = entry.record;
    const AnswerBatch* batch = plan.find(tally.batch);
    const auto place = places.find({tally.question, tally.row});
    if (batch != nullptr && batch->survey == survey && place != places.end())
      add_tally(results.questions[place->second], tally,
                of_all[{tally.batch, tally.question, tally.row}] == &tally, sums[place->second]);
  }
  const Id<Question> overall = overall_question(plan, survey);
  for (std::size_t i = 0; i < results.questions.size(); ++i) {
    QuestionResult& result = results.questions[i];
    finish_result(result, sums[i], result.question == overall);
    std::size_t shown = 0;
    for (const auto& of : result.departments) shown += of.counts.answered;
    results.hides = results.hides || (!result.departments.empty() && shown < result.all.answered);
    if (std::abs(result.goes_with.value_or(0)) >= kSmallestDriver) results.drivers.push_back(i);
  }
  sort_stably(results.drivers, std::ranges::greater{},
              [&](std::size_t i) { return std::abs(*results.questions[i].goes_with); });
  return results;
}

}  // namespace

SurveyResults find_results(const Plan& plan, Id<Survey> survey) {
  SurveyResults results = count_answers(plan, survey);
  const Survey* record = plan.find(survey);
  if (record == nullptr || !record->previous || record->previous == survey) return results;
  const SurveyResults before = count_answers(plan, record->previous);
  for (QuestionResult& result : results.questions) {
    const auto same = std::ranges::find_if(before.questions, [&](const QuestionResult& one) {
      return one.kind == result.kind && one.name == result.name;
    });
    if (same == before.questions.end() || !same->mean || !result.mean) continue;
    result.change = result.mean->value - same->mean->value;
    result.is_clear =
        std::abs(*result.change) > kClear * std::sqrt(result.mean->error * result.mean->error +
                                                      same->mean->error * same->mean->error);
  }
  return results;
}

}  // namespace tongzhou
