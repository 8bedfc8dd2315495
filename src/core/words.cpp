#include "core/words.h"

#include <algorithm>
#include <array>
#include <span>

namespace tongzhou {
namespace {

struct Texts {
  std::string_view key, zh, en;
};

// Indexed by Word; found in the one text that the build makes of them when it is first asked for.
const std::array<Texts, kWordCount>& word_texts() {
  static const auto all = [] {
    std::array<Texts, kWordCount> found;
    const char* at = kWordTexts;
    const auto next = [&] {
      const std::string_view text(at);
      at += text.size() + 1;
      return text;
    };
    for (Texts& texts : found) {
      texts.key = next();
      texts.en = next();
    }
    for (Texts& texts : found) texts.zh = next();
    return found;
  }();
  return all;
}

const Texts& texts_of(Word word) { return word_texts()[static_cast<std::size_t>(word)]; }

template <class Text>
std::string fill(std::string_view pattern, std::span<const Text> arguments) {
  std::string out;
  out.reserve(pattern.size() + 16 * arguments.size());
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool placeholder = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                             pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    if (!placeholder) {
      out += pattern[i];
      continue;
    }
    const auto n = static_cast<std::size_t>(pattern[i + 1] - '0');
    if (n < arguments.size()) out += arguments[n];
    i += 2;
  }
  return out;
}

}  // namespace

std::string_view key_of(Word word) { return texts_of(word).key; }

Word find_word(std::string_view key) {
  const auto& all = word_texts();
  const auto found = std::ranges::find(all, key, &Texts::key);
  return found == all.end() ? Word::none : static_cast<Word>(found - all.begin());
}

std::string_view say(Language language, Word word) {
  const Texts& texts = texts_of(word);
  return language == Language::chinese ? texts.zh : texts.en;
}

std::string say(Language language, Word word, std::initializer_list<std::string_view> arguments) {
  return fill<std::string_view>(say(language, word), {arguments.begin(), arguments.size()});
}

std::string say(Language language, const Message& message) {
  return fill<std::string>(say(language, message.word), message.arguments);
}

}  // namespace tongzhou
