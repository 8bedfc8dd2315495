// Letters: which of them wait for an answer and how long, whose turn an approval is, and numbers
// that were given twice.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/plan.h"

namespace tongzhou {

struct LetterFacts {
  Slot letter = kNoSlot;
  bool awaits = false;                // sent, an answer is wanted and there is none
  int days_overdue = 0;               // since the day it was wanted by; 0: not yet
  std::optional<int> days_to_answer;  // it took so many
  // Those who still have to agree, in their order; the first one's turn it is.
  std::vector<Slot> waiting;
  std::uint32_t approvals = 0;
  bool returned = false;     // somebody did not agree
  bool same_number = false;  // another letter has it, and this one has to get another
};

struct LetterReport {
  std::vector<LetterFacts> letters;  // by date, the newest first; drafts before all
  std::optional<double> mean_days_to_answer;
  std::uint32_t awaited = 0, overdue = 0, doubled = 0;
};

// Of letters with one number the one that was sent first keeps it (then the smallest id); drafts
// give way to what was sent.
LetterReport find_letters(const Plan& plan, Day today);

// Gives numbers: "市场部〔2026〕7号" / "Marketing 2026-7", one more than the highest that the plan
// has of that department and year, or that was given before.
class LetterNumbers {
 public:
  // The plan must outlive it.
  explicit LetterNumbers(const Plan& plan) : plan_(plan) {}
  std::string take(Id<Department> from, Day date, Language language);

 private:
  const Plan& plan_;
  std::map<std::pair<std::string, int>, int> given_;  // by code and year: the last one
};

}  // namespace tongzhou
