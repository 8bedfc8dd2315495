#include "core/words.h"

#include <span>

namespace tongzhou {
namespace {

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

std::string_view say(Language language, Word word) {
  const WordEntry& entry = kWords[static_cast<std::size_t>(word)];
  return language == Language::chinese ? entry.zh : entry.en;
}

std::string say(Language language, Word word, std::initializer_list<std::string_view> arguments) {
  return fill<std::string_view>(say(language, word), {arguments.begin(), arguments.size()});
}

std::string say(Language language, const Message& message) {
  return fill<std::string>(say(language, message.word), message.arguments);
}

}  // namespace tongzhou
