#include "app/answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/graphemes.h"
#include "core/sorting.h"
#include "insight/suggestions.h"
#include "insight/surveys.h"
#include "model/order_key.h"

namespace tongzhou {
namespace {

// SplitMix64's finisher (Steele, Lea, Flood 2014): the plan keeps no number of a form itself.
std::string hashed(std::uint64_t ticket) {
  std::uint64_t x = ticket + 0x9E3779B97F4A7C15;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
  x = (x ^ x >> 27) * 0x94D049BB133111EB;
  return fmt::format("{:016x}", x ^ x >> 31);
}

template <class T>
void shuffle(std::vector<T>& all, Random& random) {
  for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[random.bits() % i]);
}

std::set<std::string> counted_tickets(const Plan& plan) {
  std::set<std::string> tickets;
  for (const auto& entry : plan.table<AnswerBatch>().live()) {
    std::string_view text = entry.record.tickets;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (end > 0) tickets.emplace(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
  return tickets;
}

// --- Sums ----------------------------------------------------------------------------------------

// One person's answer to one question (or row), as far as it makes sense.
struct Vote {
  Id<Department> department;
  std::vector<std::int32_t> choices;
  const std::string* text = nullptr;
  const AnswerSheet* sheet = nullptr;
};

// Of each department with its votes: which are shown.
std::vector<Id<Department>> shown_departments(std::span<const Vote> votes, std::size_t threshold) {
  std::map<Id<Department>, std::size_t> sizes;
  for (const Vote& vote : votes) ++sizes[vote.department];
  std::vector<std::pair<std::size_t, Id<Department>>> shown;
  std::size_t hidden = 0;
  for (const auto& [department, size] : sizes)
    if (department && size >= threshold)
      shown.emplace_back(size, department);
    else
      hidden += size;
  sort_stably(shown, std::ranges::greater{});
  // The rest must be nobody or enough.
  while (!shown.empty() && hidden > 0 && hidden < threshold) {
    hidden += shown.back().first;
    shown.pop_back();
  }
  std::vector<Id<Department>> departments;
  for (const auto& [size, department] : shown) departments.push_back(department);
  sort_stably(departments);
  return departments;
}

class Counter {
 public:
  Counter(const Plan& plan, ChangeBuilder& builder, Random& random,
          const SortedAnswers::OfSurvey& of)
      : plan_(plan), builder_(builder), random_(random), of_(of) {}

  void count(Day today) {
    std::vector<std::string> tickets;
    for (const AnswerSheet* sheet : of_.sheets) tickets.push_back(hashed(sheet->ticket));
    sort_stably(tickets);
    std::string lines;
    for (const std::string& ticket : tickets) lines += ticket + "\n";
    batch_ = builder_.create(AnswerBatch{.survey = of_.survey,
                                         .day = today,
                                         .answers = static_cast<std::int32_t>(of_.sheets.size()),
                                         .tickets = std::move(lines)});
    find_overall();
    for (const Id<Question> id : questions_of(plan_, of_.survey)) {
      const Question& question = *plan_.find(id);
      const std::size_t rows =
          question.kind == QuestionKind::grid ? options_of(question).size() : 1;
      for (std::size_t row = 0; row < rows; ++row)
        count(id, question, static_cast<std::int32_t>(row));
    }
  }

 private:
  void find_overall() {
    const Id<Question> overall = overall_question(plan_, of_.survey);
    if (!overall) return;
    for (const Vote& vote : votes_of(overall, *plan_.find(overall), 0))
      overall_[vote.sheet] = vote.choices.front();
  }

  // Choices that the question does not offer are left out, and of a single choice all but one.
  std::vector<Vote> votes_of(Id<Question> id, const Question& question, std::int32_t row) const {
    const auto options = static_cast<std::int32_t>(option_count(question));
    std::vector<Vote> votes;
    for (const AnswerSheet* sheet : of_.sheets) {
      const auto answer = std::ranges::find_if(sheet->answers, [&](const QuestionAnswer& one) {
        return one.question == id && one.row == row;
      });
      if (answer == sheet->answers.end()) continue;
      const bool known = plan_.find(sheet->department) != nullptr;
      Vote vote{known ? sheet->department : Id<Department>{}, {}, nullptr, sheet};
      if (question.kind == QuestionKind::text) {
        if (answer->text.empty()) continue;
        vote.text = &answer->text;
      } else {
        vote.choices = answer->choices;
        std::erase_if(vote.choices, [&](std::int32_t c) { return c < 0 || c >= options; });
        sort_stably(vote.choices);
        vote.choices.erase(std::ranges::unique(vote.choices).begin(), vote.choices.end());
        if (question.kind != QuestionKind::several && vote.choices.size() > 1)
          vote.choices.resize(1);
        if (vote.choices.empty()) continue;
      }
      votes.push_back(std::move(vote));
    }
    return votes;
  }

  void count(Id<Question> id, const Question& question, std::int32_t row) {
    const std::vector<Vote> votes = votes_of(id, question, row);
    if (votes.size() < of_.needed) return;
    Tally all = tally_of(id, question, row, votes);
    if (question.kind == QuestionKind::text)
      all.texts = texts_of(votes);
    else if (is_scale(question.kind))
      all.sums = sums_of(votes);
    builder_.create(std::move(all));
    if (question.kind == QuestionKind::text) return;
    for (const Id<Department> department : shown_departments(votes, of_.needed)) {
      std::vector<Vote> own;
      for (const Vote& vote : votes)
        if (vote.department == department) own.push_back(vote);
      Tally tally = tally_of(id, question, row, own);
      tally.departments.ids = {department};
      builder_.create(std::move(tally));
    }
  }

  Tally tally_of(Id<Question> id, const Question& question, std::int32_t row,
                 std::span<const Vote> votes) const {
    std::vector<std::size_t> counts(option_count(question));
    for (const Vote& vote : votes)
      for (const std::int32_t choice : vote.choices) ++counts[static_cast<std::size_t>(choice)];
    std::string counts_text;
    for (const std::size_t count : counts)
      counts_text += (counts_text.empty() ? "" : ",") + std::to_string(count);
    return {.batch = batch_,
            .question = id,
            .row = row,
            .answered = static_cast<std::int32_t>(votes.size()),
            .counts = std::move(counts_text),
            .sums = {},
            .texts = {}};
  }

  std::string sums_of(std::span<const Vote> votes) const {
    std::int64_t n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (const Vote& vote : votes) {
      const auto overall = overall_.find(vote.sheet);
      if (overall == overall_.end()) continue;
      const std::int64_t a = vote.choices.front(), b = overall->second;
      ++n;
      x += a;
      y += b;
      xx += a * a;
      yy += b * b;
      xy += a * b;
    }
    if (n < static_cast<std::int64_t>(of_.needed)) return {};
    return fmt::format("{},{},{},{},{},{}", n, x, y, xx, yy, xy);
  }

  std::string texts_of(std::span<const Vote> votes) const {
    std::vector<std::string> texts;
    for (const Vote& vote : votes) {
      std::string& text = texts.emplace_back(*vote.text);
      std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    }
    shuffle(texts, random_);
    std::string lines;
    for (const std::string& text : texts) lines += (&text == texts.data() ? "" : "\n") + text;
    return lines;
  }

  const Plan& plan_;
  ChangeBuilder& builder_;
  Random& random_;
  const SortedAnswers::OfSurvey& of_;
  Id<AnswerBatch> batch_;
  std::map<const AnswerSheet*, std::int32_t> overall_;
};

// The first words of a text.
std::string title_of(std::string_view text) {
  constexpr std::size_t kTitle = 60;  // bytes
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.size() <= kTitle) return std::string(line);
  return std::string(line.substr(0, grapheme_floor(line, kTitle))) + "…";
}

}  // namespace

void AnswerTray::add(const std::string& file, ReadAnswers read) {
  std::ranges::move(read.sheets, std::back_inserter(sheets));
  for (const AnswerFlaw flaw : read.flaws)
    remarks.push_back(
        {flaw == AnswerFlaw::newer ? Word::answers_newer : Word::answers_altered, {file}});
}

SortedAnswers sort_answers(const Plan& plan, const AnswerTray& tray) {
  SortedAnswers sorted;
  const std::set<std::string> counted = counted_tickets(plan);
  std::map<std::pair<std::uint64_t, Id<Survey>>, const AnswerSheet*> last;
  for (const AnswerSheet& sheet : tray.sheets) {
    if (sheet.plan != plan.id()) {
      ++sorted.other_plan;
    } else if (sheet.survey && plan.find(sheet.survey) == nullptr) {
      ++sorted.no_survey;
    } else if (sheet.survey ? counted.contains(hashed(sheet.ticket))
                            : plan.find_row({Kind::suggestion, {sheet.ticket}}) != nullptr) {
      ++sorted.counted;
    } else {
      const AnswerSheet*& kept = last[{sheet.ticket, sheet.survey}];
      if (kept != nullptr) ++sorted.twice;
      if (kept == nullptr || kept->revision <= sheet.revision) kept = &sheet;
    }
  }
  std::map<Id<Survey>, std::vector<const AnswerSheet*>> surveys;
  for (const auto& [key, sheet] : last) {
    if (sheet->survey)
      surveys[sheet->survey].push_back(sheet);
    else
      sorted.suggestions.push_back(sheet);
  }
  for (auto& [survey, sheets] : surveys)
    sorted.surveys.push_back({survey, std::move(sheets),
                              static_cast<std::size_t>(std::max(1, plan.find(survey)->threshold))});
  return sorted;
}

std::size_t SortedAnswers::takeable() const {
  std::size_t count = suggestions.size();
  for (const OfSurvey& of : surveys) count += of.is_enough() ? of.sheets.size() : 0;
  return count;
}

std::vector<Message> SortedAnswers::remarks(const AnswerTray& tray) const {
  std::vector<Message> remarks = tray.remarks;
  for (const OfSurvey& of : surveys)
    if (!of.is_enough())
      remarks.push_back(
          {Word::answers_too_few, {std::to_string(of.sheets.size()), std::to_string(of.needed)}});
  const auto add = [&](Word word, std::size_t count) {
    if (count > 0) remarks.push_back({word, {std::to_string(count)}});
  };
  add(Word::answers_twice, twice);
  add(Word::answers_counted, counted);
  add(Word::answers_other_plan, other_plan);
  add(Word::answers_no_survey, no_survey);
  return remarks;
}

Draft take_answers(const OpenPlan& open, Random& random, const SortedAnswers& sorted, Day today) {
  const Plan& plan = open.plan();
  std::string titles;
  std::size_t count = 0;
  for (const SortedAnswers::OfSurvey& of : sorted.surveys) {
    if (!of.is_enough()) continue;
    titles += (titles.empty() ? "" : ", ") + plan.find(of.survey)->title;
    count += of.sheets.size();
  }
  ChangeBuilder builder(
      plan, random,
      count > 0
          ? make_label(Word::did_take_answers, {std::to_string(count), titles})
          : make_label(Word::did_take_suggestions, {std::to_string(sorted.suggestions.size())}));
  for (const SortedAnswers::OfSurvey& of : sorted.surveys)
    if (of.is_enough()) Counter(plan, builder, random, of).count(today);
  std::vector<const AnswerSheet*> suggestions = sorted.suggestions;
  shuffle(suggestions, random);
  for (const AnswerSheet* sheet : suggestions) {
    const bool known = plan.find(sheet->department) != nullptr;
    // Called after its form, so that it does not come in twice.
    builder.create(Id<Suggestion>{sheet->ticket},
                   Suggestion{.title = title_of(sheet->text),
                              .text = sheet->text,
                              .topic = sheet->topic,
                              .department = known ? sheet->department : Id<Department>{},
                              .sender = sheet->name,
                              .received = today});
  }
  return std::move(builder).take();
}

// --- Suggestions ---------------------------------------------------------------------------------

namespace {

ChangeBuilder suggestion_change(const OpenPlan& open, Random& random, Word word,
                                Id<Suggestion> suggestion) {
  return {open.plan(), random, make_label(word, {open.plan().name_of(ref(suggestion))})};
}

}  // namespace

NewRecord add_suggestion(const OpenPlan& open, Random& random, std::string title,
                         std::string sender, Day today) {
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_add_record, {title}));
  const Id<Suggestion> id = builder.create(
      Suggestion{.title = std::move(title), .sender = std::move(sender), .received = today});
  return {std::move(builder).take(), ref(id)};
}

Draft decide_suggestion(const OpenPlan& open, Random& random, Id<Suggestion> suggestion,
                        SuggestionState state, Day today) {
  ChangeBuilder builder = suggestion_change(open, random, Word::did_decide_suggestion, suggestion);
  builder.set<&Suggestion::state>(suggestion, state);
  builder.set<&Suggestion::decided>(suggestion, today);
  return std::move(builder).take();
}

Draft merge_suggestion(const OpenPlan& open, Random& random, Id<Suggestion> suggestion,
                       Id<Suggestion> into, Day today) {
  if (into == suggestion || merged_into(open.plan(), into) == suggestion) return {};
  ChangeBuilder builder = suggestion_change(open, random, Word::did_decide_suggestion, suggestion);
  builder.set<&Suggestion::state>(suggestion, SuggestionState::merged);
  builder.set<&Suggestion::into>(suggestion, into);
  builder.set<&Suggestion::decided>(suggestion, today);
  return std::move(builder).take();
}

Draft reopen_suggestion(const OpenPlan& open, Random& random, Id<Suggestion> suggestion) {
  ChangeBuilder builder = suggestion_change(open, random, Word::did_decide_suggestion, suggestion);
  builder.set<&Suggestion::state>(suggestion, SuggestionState::inbox);
  builder.set<&Suggestion::into>(suggestion, {});
  builder.set<&Suggestion::decided>(suggestion, {});
  builder.set<&Suggestion::answered>(suggestion, {});
  return std::move(builder).take();
}

Draft mark_answered(const OpenPlan& open, Random& random, Id<Suggestion> suggestion, Day today) {
  ChangeBuilder builder = suggestion_change(open, random, Word::did_answer_suggestion, suggestion);
  builder.set<&Suggestion::answered>(suggestion, today);
  return std::move(builder).take();
}

NewRecord add_improvement(const OpenPlan& open, Random& random, Id<Suggestion> suggestion,
                          Day today) {
  constexpr int kDueDays = 30;
  const Plan& plan = open.plan();
  const Suggestion& from = *plan.find(suggestion);
  std::string title = say(language_of(plan), Word::new_improvement, {from.title});
  ChangeBuilder builder(plan, random, make_label(Word::did_add_record, {title}));
  const Department* department = plan.find(from.department);
  const Id<Action> id =
      builder.create(Action{.title = std::move(title),
                            .owner = department != nullptr ? department->lead : Id<Person>{},
                            .due = today + kDueDays,
                            .order = last_order(plan, random, Kind::action),
                            .suggestion = suggestion});
  if (from.state == SuggestionState::inbox) {
    builder.set<&Suggestion::state>(suggestion, SuggestionState::accepted);
    builder.set<&Suggestion::decided>(suggestion, today);
  }
  return {std::move(builder).take(), ref(id)};
}

// --- Surveys -------------------------------------------------------------------------------------

namespace {

constexpr int kSurveyDays = 14;
constexpr std::size_t kFirstQuestions = 5;

}  // namespace

NewRecord add_survey(const OpenPlan& open, Random& random, Day today) {
  const Plan& plan = open.plan();
  const auto words = [&](Word word) { return std::string(say(language_of(plan), word)); };
  std::string title = words(Word::new_survey);
  ChangeBuilder builder(plan, random, make_label(Word::did_add_survey, {title}));
  const Id<Survey> survey = builder.create(Survey{.title = std::move(title),
                                                  .introduction = {},
                                                  .opens = today,
                                                  .closes = today + kSurveyDays,
                                                  .order = last_order(plan, random, Kind::survey)});
  const std::vector<std::string> orders = order_sequence(kFirstQuestions);
  std::size_t asked = 0;
  const auto ask = [&](Word text, QuestionKind kind, Word options, bool required) {
    builder.create(Question{.survey = survey,
                            .text = words(text),
                            .kind = kind,
                            .options = options == Word::none ? std::string() : words(options),
                            .required = required,
                            .order = orders[asked++]});
  };
  ask(Word::survey_q_overall, QuestionKind::rating, Word::none, true);
  ask(Word::survey_q_grid, QuestionKind::grid, Word::survey_q_grid_rows, false);
  ask(Word::survey_q_recommend, QuestionKind::recommend, Word::none, false);
  ask(Word::survey_q_channel, QuestionKind::several, Word::survey_q_channel_options, false);
  ask(Word::survey_q_text, QuestionKind::text, Word::none, false);
  return {std::move(builder).take(), ref(survey)};
}

NewRecord add_round(const OpenPlan& open, Random& random, Id<Survey> survey, Day today) {
  const Plan& plan = open.plan();
  Survey next = *plan.find(survey);
  int round = 2;
  std::string name = next.title;
  for (Id<Survey> at = next.previous; plan.find(at) != nullptr && round < 100;
       at = plan.find(at)->previous) {
    ++round;
    name = plan.find(at)->title;  // that of the first
  }
  next.title = say(language_of(plan), Word::survey_round_title, {name, std::to_string(round)});
  next.opens = today;
  next.closes = today + kSurveyDays;
  next.previous = survey;
  next.order = last_order(plan, random, Kind::survey);
  ChangeBuilder builder(plan, random, make_label(Word::did_add_survey, {next.title}));
  const Id<Survey> id = builder.create(std::move(next));
  for (const Id<Question> question : questions_of(plan, survey)) {
    Question copy = *plan.find(question);
    copy.survey = id;
    builder.create(std::move(copy));
  }
  return {std::move(builder).take(), ref(id)};
}

NewRecord add_question(const OpenPlan& open, Random& random, Id<Survey> survey) {
  const Plan& plan = open.plan();
  std::string text(say(language_of(plan), Word::new_question));
  ChangeBuilder builder(plan, random, make_label(Word::did_add_record, {text}));
  const Id<Question> id =
      builder.create(Question{.survey = survey,
                              .text = std::move(text),
                              .options = {},
                              .order = last_order(plan, random, Kind::question)});
  return {std::move(builder).take(), ref(id)};
}

}  // namespace tongzhou
