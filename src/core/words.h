// Every word a person sees, in Chinese and English, by key.
//
// The words stand in assets/words/*.tsv (key, 中文, English); the build makes the enum `Word` and
// its table from them and refuses a key that lacks a language or differs in placeholders.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/words_generated.h"

namespace tongzhou {

enum class Language : std::uint8_t { chinese, english };

// The key of a word as files hold it; it never changes. Ends with a NUL.
std::string_view key_of(Word word);

// The word with a key; none where there is no such word in this version.
Word find_word(std::string_view key);

// The text of a word; valid for the life of the program and ends with a NUL.
std::string_view say(Language language, Word word);

// The text with {0}, {1}, ... replaced by the arguments; a missing argument leaves nothing there.
std::string say(Language language, Word word, std::initializer_list<std::string_view> arguments);

// A sentence to be said later, in whatever language is then chosen. Arguments are names and numbers
// that read the same in both.
struct Message {
  Word word = Word::none;
  std::vector<std::string> arguments;
  bool operator==(const Message&) const = default;
};
std::string say(Language language, const Message& message);

}  // namespace tongzhou
