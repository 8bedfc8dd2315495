// The matrix of duties in letters and words: on screen and in its picture alike.
#pragma once

#include <string>

#include "core/words.h"
#include "insight/goals.h"

namespace tongzhou {

// "A/R"; empty for none.
inline std::string letters_of(DutyParts parts) {
  constexpr struct {
    DutyPart part;
    char letter;
  } kSigns[]{{DutyPart::accountable, 'A'},
             {DutyPart::responsible, 'R'},
             {DutyPart::consulted, 'C'},
             {DutyPart::informed, 'I'}};
  std::string letters;
  for (const auto& [part, letter] : kSigns) {
    if ((parts & duty_bit(part)) == 0) continue;
    if (!letters.empty()) letters += '/';
    letters += letter;
  }
  return letters;
}

// Whether it is clear who does what.
inline Word verdict_of(const DutyRow& row) {
  if (!row.has_any) return Word::duties_none;
  if (row.accountable > 1) return Word::duties_many_a;
  if (row.accountable == 0) return Word::duties_no_a;
  return row.responsible == 0 ? Word::duties_no_r : Word::duties_clear;
}

}  // namespace tongzhou
