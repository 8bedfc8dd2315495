#include "insight/letters.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "core/sorting.h"

namespace tongzhou {
namespace {

std::vector<std::vector<Slot>> approvals_by_letter(const Plan& plan) {
  std::vector<std::vector<Slot>> found(plan.table<Letter>().slot_count());
  const auto& approvals = plan.table<Approval>();
  for (Slot slot = 0; slot < approvals.slot_count(); ++slot) {
    if (approvals[slot].deleted) continue;
    const Slot letter = plan.table<Letter>().find_slot(approvals[slot].record.letter);
    if (letter != kNoSlot) found[letter].push_back(slot);
  }
  for (auto& of : found)
    sort_stably(of, {}, [&](Slot slot) {
      return std::tuple(std::string_view(approvals[slot].record.order), approvals[slot].id);
    });
  return found;
}

// Who keeps a number that several have.
auto claim(const Entry<Letter>& entry) {
  return std::tuple(!is_sent(entry.record), entry.record.date, entry.id);
}

LetterFacts facts_of(const Plan& plan, Slot slot, const std::vector<Slot>& approvals, Day today) {
  const Letter& letter = plan.table<Letter>()[slot].record;
  LetterFacts facts{.letter = slot};
  facts.approvals = static_cast<std::uint32_t>(approvals.size());
  for (const Slot approval : approvals) {
    const ApprovalState state = plan.table<Approval>()[approval].record.state;
    if (state != ApprovalState::agreed) facts.waiting.push_back(approval);
    facts.returned = facts.returned || state == ApprovalState::returned;
  }
  const bool is_open = letter.state == LetterState::sent || letter.state == LetterState::received;
  facts.awaits = is_open && letter.reply_by.is_set() && !letter.answered.is_set();
  if (facts.awaits && letter.reply_by < today) facts.days_overdue = today - letter.reply_by;
  if (letter.answered.is_set() && letter.date.is_set() && letter.answered >= letter.date)
    facts.days_to_answer = letter.answered - letter.date;
  return facts;
}

std::string number_words(std::string_view code, int year, int number, Language language) {
  return language == Language::chinese ? fmt::format("{}〔{}〕{}号", code, year, number)
                                       : fmt::format("{} {}-{}", code, year, number);
}

// The running number of one of that code and year; 0: it is none of them.
int running_number(std::string_view number, std::string_view code, int year) {
  for (const Language language : {Language::chinese, Language::english}) {
    const std::string pattern = number_words(code, year, 0, language);
    const std::size_t at = pattern.rfind('0');
    if (!number.starts_with(std::string_view(pattern).substr(0, at))) continue;
    int value = 0;
    for (const char c : number.substr(at)) {
      if (c < '0' || c > '9' || value > 100'000'000) break;
      value = value * 10 + (c - '0');
    }
    return value;
  }
  return 0;
}

}  // namespace

LetterReport find_letters(const Plan& plan, Day today) {
  LetterReport report;
  const auto& letters = plan.table<Letter>();
  const auto approvals = approvals_by_letter(plan);
  std::map<std::string_view, std::vector<Slot>> by_number;
  double days = 0;
  int answered = 0;
  for (Slot slot = 0; slot < letters.slot_count(); ++slot) {
    if (letters[slot].deleted) continue;
    report.letters.push_back(facts_of(plan, slot, approvals[slot], today));
    const LetterFacts& facts = report.letters.back();
    report.awaited += facts.awaits ? 1 : 0;
    report.overdue += facts.days_overdue > 0 ? 1 : 0;
    if (facts.days_to_answer) {
      days += *facts.days_to_answer;
      ++answered;
    }
    if (!letters[slot].record.number.empty())
      by_number[letters[slot].record.number].push_back(slot);
  }
  if (answered > 0) report.mean_days_to_answer = days / answered;
  for (const auto& [number, slots] : by_number) {
    if (slots.size() == 1) continue;
    const Slot keeps =
        *std::ranges::min_element(slots, {}, [&](Slot s) { return claim(letters[s]); });
    for (LetterFacts& facts : report.letters)
      if (facts.letter != keeps && letters[facts.letter].record.number == number) {
        facts.same_number = true;
        ++report.doubled;
      }
  }
  sort_stably(report.letters, std::ranges::greater{}, [&](const LetterFacts& facts) {
    const Entry<Letter>& entry = letters[facts.letter];
    return std::tuple(!is_sent(entry.record), entry.record.date,
                      std::string_view(entry.record.order));
  });
  return report;
}

std::string LetterNumbers::take(Id<Department> from, Day date, Language language) {
  const Department* department = plan_.find(from);
  std::string code;
  if (department != nullptr)
    code = department->letter_code.empty() ? department->name : department->letter_code;
  const int year = static_cast<int>(to_civil(date).year());
  const auto [last, is_new] = given_.try_emplace({code, year}, 0);
  if (is_new)
    for (const auto& entry : plan_.table<Letter>().live())
      last->second = std::max(last->second, running_number(entry.record.number, code, year));
  return number_words(code, year, ++last->second, language);
}

}  // namespace tongzhou
