#include "app/pinyin.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace tongzhou {
namespace {

constexpr char32_t kFirstHanzi = 0x4E00;
constexpr char32_t kLastHanzi = 0x9FFF;

// GB 2312 level 1: rows 0xB0 to 0xD7, cells 0xA1 to 0xFE, the last row ends at 0xF9. Where the
// readings of each initial begin; no reading begins with i, u or v.
constexpr unsigned kFirstCode = 0xB0A1;
constexpr unsigned kLastCode = 0xD7F9;
struct Zone {
  char initial;
  unsigned first;
};
constexpr std::array<Zone, 23> kZones{{
    {'a', 0xB0A1}, {'b', 0xB0C5}, {'c', 0xB2C1}, {'d', 0xB4EE}, {'e', 0xB6EA}, {'f', 0xB7A2},
    {'g', 0xB8C1}, {'h', 0xB9FE}, {'j', 0xBBF7}, {'k', 0xBFA6}, {'l', 0xC0AC}, {'m', 0xC2E8},
    {'n', 0xC4C3}, {'o', 0xC5B6}, {'p', 0xC5BE}, {'q', 0xC6DA}, {'r', 0xC8BB}, {'s', 0xC8F6},
    {'t', 0xCBFA}, {'w', 0xCDDA}, {'x', 0xCEF4}, {'y', 0xD1B9}, {'z', 0xD4D1},
}};

std::vector<unsigned> level_one_codes() {
  std::vector<unsigned> codes;
  for (unsigned code = kFirstCode; code <= kLastCode; ++code)
    if ((code & 0xFF) >= 0xA1 && (code & 0xFF) <= 0xFE) codes.push_back(code);
  return codes;
}

// Takes the first character off the text; U+FFFD for a byte that begins none.
char32_t take_character(std::string_view& text) {
  if (const auto first = static_cast<unsigned char>(text.front()); first < 0x80) {
    text.remove_prefix(1);
    return first;
  }
  utf8proc_int32_t character = 0;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &character);
  if (length <= 0) {
    text.remove_prefix(1);
    return 0xFFFD;
  }
  text.remove_prefix(static_cast<std::size_t>(length));
  return static_cast<char32_t>(character);
}

char32_t lower(char32_t character) {
  if (character < 0x80) return character >= 'A' && character <= 'Z' ? character + 32 : character;
  if (character >= kFirstHanzi && character <= kLastHanzi) return character;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(character)));
}

bool is_letter_or_digit(char32_t character) {
  if (character < 0x80)
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(character))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND: return true;
    default: return false;
  }
}

std::u32string folded_characters(std::string_view text) {
  std::u32string characters;
  while (!text.empty()) characters += lower(take_character(text));
  return characters;
}

// One point for each letter found in order, more in a run and at the beginning of a word.
std::optional<int> fit_in_order(std::u32string_view query, std::u32string_view text) {
  constexpr int kInRun = 4, kAtWord = 3, kAtStart = 4;
  int points = 0;
  std::size_t at = 0;
  bool in_run = false;
  for (char32_t wanted : query) {
    const std::size_t found = text.find(wanted, at);
    if (found == std::u32string_view::npos) return std::nullopt;
    points += 1;
    if (in_run && found == at) points += kInRun;
    if (found == 0) points += kAtStart;
    if (found > 0 && !is_letter_or_digit(text[found - 1])) points += kAtWord;
    at = found + 1;
    in_run = true;
  }
  return points;
}

}  // namespace

Pinyin::Pinyin(const TextCodec& codec) {
  const std::vector<unsigned> codes = level_one_codes();
  std::vector<std::byte> bytes;
  for (unsigned code : codes) {
    bytes.push_back(static_cast<std::byte>(code >> 8));
    bytes.push_back(static_cast<std::byte>(code & 0xFF));
  }
  const auto decoded = codec.decode_gb18030(bytes);
  if (!decoded) return;
  const std::u32string characters = folded_characters(*decoded);
  if (characters.size() != codes.size()) return;

  initials_.resize(kLastHanzi - kFirstHanzi + 1);
  std::size_t zone = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    while (zone + 1 < kZones.size() && codes[i] >= kZones[zone + 1].first) ++zone;
    if (characters[i] >= kFirstHanzi && characters[i] <= kLastHanzi)
      initials_[characters[i] - kFirstHanzi] = kZones[zone].initial;
  }
}

char Pinyin::initial(char32_t character) const {
  if (character < kFirstHanzi || character - kFirstHanzi >= initials_.size()) return 0;
  return initials_[character - kFirstHanzi];
}

std::string Pinyin::initials(std::string_view text) const {
  std::string letters;
  while (!text.empty()) {
    const char32_t character = lower(take_character(text));
    if (character < 0x80) {
      if (is_letter_or_digit(character)) letters += static_cast<char>(character);
    } else if (const char letter = initial(character); letter != 0) {
      letters += letter;
    }
  }
  return letters;
}

std::optional<int> Pinyin::fit(std::string_view query, std::string_view text) const {
  constexpr int kOneByInitials = 1;  // so that the text itself wins where both fit alike
  std::u32string wanted = folded_characters(query);
  std::erase(wanted, U' ');
  if (wanted.empty()) return 0;
  const auto direct = fit_in_order(wanted, folded_characters(text));
  const std::string letters = initials(text);
  const auto by_initials = fit_in_order(wanted, std::u32string(letters.begin(), letters.end()));
  if (!by_initials) return direct;
  return std::max(direct.value_or(0), *by_initials - kOneByInitials);
}

bool Pinyin::contains(std::string_view query, std::string_view text) const {
  return TextFilter(*this, query).fits(text);
}

TextFilter::TextFilter(const Pinyin& pinyin, std::string_view query) : pinyin_(pinyin) {
  while (!query.empty()) query_ += lower(take_character(query));
  by_initials_ =
      std::ranges::all_of(query_, [](char32_t c) { return c < 0x80 && is_letter_or_digit(c); });
}

bool TextFilter::fits(std::string_view text) {
  text_.clear();
  while (!text.empty()) text_ += lower(take_character(text));
  if (text_.find(query_) != std::u32string::npos) return true;
  if (!by_initials_) return false;
  letters_.clear();
  for (char32_t character : text_) {
    if (character < 0x80) {
      if (is_letter_or_digit(character)) letters_ += character;
    } else if (const char letter = pinyin_.initial(character); letter != 0) {
      letters_ += static_cast<char32_t>(letter);
    }
  }
  return letters_.find(query_) != std::u32string::npos;
}

}  // namespace tongzhou
