// What becomes of suggestions, and what they keep coming back to.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/plan.h"

namespace tongzhou {

// How far a suggestion has come. Accepted and with improvements (actions that name it) it is being
// improved on, and done when all of them are; merged, it is as far as the one it was merged with.
enum class SuggestionStage : std::uint8_t {
  inbox,
  accepted,
  improving,
  done,
  declined,
  answered,  // whatever was decided, its sender or all have been told
};
inline constexpr int kSuggestionStages = 6;
Word word_of(SuggestionStage stage);

struct SuggestionFacts {
  Slot slot = 0;
  SuggestionStage stage = SuggestionStage::inbox;
  int age = 0;  // days until answered, or until today
};
// Of all that are not deleted: the latest received first.
std::vector<SuggestionFacts> find_suggestions(const Plan& plan, Day today);

// What a suggestion was merged into at last; itself where it stands alone.
Id<Suggestion> merged_into(const Plan& plan, Id<Suggestion> suggestion);

// The day on which it, or the one it was merged with, was answered; `last` where that is not yet,
// or later.
Day answered_by(const Plan& plan, const Suggestion& suggestion, Day last);

// A word or phrase, and how many of the texts have it.
struct Phrase {
  std::string text;
  std::size_t texts = 0;
};
// What at least two of the texts speak of, most texts first, at most so many. Of Chinese, which
// puts no spaces, runs of two to six characters; a run within a longer one of the same texts is
// left out (Frantzi, Ananiadou, Mima: C-value, 2000). Of other scripts, words of four letters or
// more. Words that say nothing alone ("我们", "should") are passed over.
std::vector<Phrase> find_phrases(std::span<const std::string_view> texts, std::size_t most);

}  // namespace tongzhou
