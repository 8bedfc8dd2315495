#include "insight/suggestions.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/graphemes.h"
#include "core/sorting.h"

namespace tongzhou {
namespace {

constexpr int kLongestMerge = 8;  // of suggestions merged into merged ones; also ends rings

struct Improvements {
  std::size_t open = 0, done = 0;
};

SuggestionStage stage_of(const Suggestion& suggestion, Improvements improvements) {
  if (suggestion.answered.is_set()) return SuggestionStage::answered;
  switch (suggestion.state) {
    case SuggestionState::inbox: return SuggestionStage::inbox;
    case SuggestionState::declined: return SuggestionStage::declined;
    default: break;
  }
  if (improvements.open > 0) return SuggestionStage::improving;
  return improvements.done > 0 ? SuggestionStage::done : SuggestionStage::accepted;
}

// --- Themes --------------------------------------------------------------------------------------

constexpr std::size_t kLongestRun = 6;  // characters
constexpr std::size_t kShortestWord = 4;

// Chinese characters that mostly bind others together: no phrase begins or ends with one.
constexpr std::u32string_view kBinding =
    U"的了是在和与及或等就都也还又把被让从向很更最太不没有这那个们我你他她它各每些所着吗呢吧啊一可"
    U"以请为因"
    U"而但如且之其于里再";
constexpr std::array<std::string_view, 39> kEmptyWords{
    "about", "after", "again", "also", "always", "because", "been",  "before", "being", "could",
    "does",  "each",  "every", "from", "have",   "into",    "just",  "like",   "made",  "make",
    "more",  "most",  "much",  "must", "never",  "need",    "often", "only",   "other", "should",
    "some",  "that",  "their", "them", "there",  "they",    "this",  "with",   "would"};

bool is_chinese(char32_t c) { return c >= 0x3400 && c <= 0x9FFF; }
bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x2000);
}

using Found = std::map<std::string, std::vector<std::uint32_t>>;  // texts, each once

void note(Found& found, std::string word, std::uint32_t text) {
  std::vector<std::uint32_t>& texts = found[std::move(word)];
  if (texts.empty() || texts.back() != text) texts.push_back(text);
}

struct Character {
  char32_t code;
  std::size_t at;  // in the text
};

// Every phrase of the run, whose end in the text is `end`.
void note_runs(Found& found, std::string_view text, std::span<const Character> run, std::size_t end,
               std::uint32_t number) {
  const auto binds = [&](std::size_t i) {
    return kBinding.find(run[i].code) != std::u32string_view::npos;
  };
  for (std::size_t first = 0; first < run.size(); ++first) {
    if (binds(first)) continue;
    for (std::size_t last = first + 1; last < std::min(run.size(), first + kLongestRun); ++last) {
      if (binds(last)) continue;
      const std::size_t stop = last + 1 < run.size() ? run[last + 1].at : end;
      note(found, std::string(text.substr(run[first].at, stop - run[first].at)), number);
    }
  }
}

void note_word(Found& found, std::string_view letters, std::uint32_t number) {
  if (letters.size() < kShortestWord) return;
  std::string word(letters);
  for (char& c : word)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (std::ranges::find(kEmptyWords, word) == kEmptyWords.end())
    note(found, std::move(word), number);
}

void note_text(Found& found, std::string_view text, std::uint32_t number) {
  std::vector<Character> run;
  bool chinese = false;
  const auto end_run = [&](std::size_t end) {
    if (!run.empty() && chinese) note_runs(found, text, run, end, number);
    if (!run.empty() && !chinese)
      note_word(found, text.substr(run.front().at, end - run.front().at), number);
    run.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const bool is_run = is_chinese(c.code) || is_letter(c.code);
    if (!is_run || is_chinese(c.code) != chinese) end_run(at);
    chinese = is_chinese(c.code);
    if (is_run) run.push_back({c.code, at});
    at += c.bytes;
  }
  end_run(text.size());
}

}  // namespace

Word word_of(SuggestionStage stage) {
  switch (stage) {
    case SuggestionStage::inbox: return Word::suggestion_inbox;
    case SuggestionStage::accepted: return Word::suggestion_accepted;
    case SuggestionStage::improving: return Word::suggestion_improving;
    case SuggestionStage::done: return Word::suggestion_done;
    case SuggestionStage::declined: return Word::suggestion_declined;
    case SuggestionStage::answered: return Word::suggestion_closed;
  }
  return Word::none;
}

Id<Suggestion> merged_into(const Plan& plan, Id<Suggestion> suggestion) {
  for (int i = 0; i < kLongestMerge; ++i) {
    const Suggestion* at = plan.find(suggestion);
    if (at == nullptr || at->state != SuggestionState::merged || plan.find(at->into) == nullptr)
      break;
    suggestion = at->into;
  }
  return suggestion;
}

Day answered_by(const Plan& plan, const Suggestion& suggestion, Day last) {
  Day answered = suggestion.answered;
  if (!answered.is_set() && suggestion.state == SuggestionState::merged)
    if (const Suggestion* whole = plan.find(merged_into(plan, suggestion.into)))
      answered = whole->answered;
  return answered.is_set() ? std::min(answered, last) : last;
}

std::vector<SuggestionFacts> find_suggestions(const Plan& plan, Day today) {
  std::map<Id<Suggestion>, Improvements> improvements;
  for (const auto& entry : plan.table<Action>().live())
    if (entry.record.suggestion) {
      Improvements& of = improvements[entry.record.suggestion];
      ++(entry.record.done.is_set() ? of.done : of.open);
    }
  const Table<Suggestion>& table = plan.table<Suggestion>();
  std::vector<SuggestionFacts> all;
  for (Slot slot = 0; slot < table.slot_count(); ++slot) {
    if (table[slot].deleted) continue;
    const Suggestion& own = table[slot].record;
    const Id<Suggestion> id = merged_into(plan, table[slot].id);
    SuggestionStage stage = stage_of(*plan.find(id), improvements[id]);
    if (own.answered.is_set()) stage = SuggestionStage::answered;
    const int age =
        own.received.is_set() ? std::max(0, answered_by(plan, own, today) - own.received) : 0;
    all.push_back({slot, stage, age});
  }
  sort_stably(all, [&](const SuggestionFacts& a, const SuggestionFacts& b) {
    const auto &first = table[a.slot], &second = table[b.slot];
    return first.record.received != second.record.received
               ? first.record.received > second.record.received
               : first.id < second.id;
  });
  return all;
}

std::vector<Phrase> find_phrases(std::span<const std::string_view> texts, std::size_t most) {
  Found found;
  for (std::size_t i = 0; i < texts.size(); ++i)
    note_text(found, texts[i], static_cast<std::uint32_t>(i));
  std::vector<std::pair<const std::string*, const std::vector<std::uint32_t>*>> often;
  for (const auto& [word, in] : found)
    if (in.size() >= 2) often.emplace_back(&word, &in);
  // Longer ones first, so that what lies within one already taken is seen.
  sort_stably(often, [](const auto& a, const auto& b) {
    if (a.first->size() != b.first->size()) return a.first->size() > b.first->size();
    return *a.first < *b.first;
  });
  std::vector<std::pair<const std::string*, const std::vector<std::uint32_t>*>> kept;
  for (const auto& one : often) {
    const bool within = std::ranges::any_of(kept, [&](const auto& longer) {
      return longer.second->size() >= one.second->size() &&
             longer.first->find(*one.first) != std::string::npos;
    });
    if (!within) kept.push_back(one);
  }
  sort_stably(kept, [](const auto& a, const auto& b) {
    if (a.second->size() != b.second->size()) return a.second->size() > b.second->size();
    return *a.first < *b.first;
  });
  std::vector<Phrase> themes;
  for (std::size_t i = 0; i < std::min(most, kept.size()); ++i)
    themes.push_back({*kept[i].first, kept[i].second->size()});
  return themes;
}

}  // namespace tongzhou
