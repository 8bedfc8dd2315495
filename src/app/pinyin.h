// Finding Chinese text by the first letters of its pinyin: "xrw" finds 新任务.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ports.h"

namespace tongzhou {

class Pinyin {
 public:
  // Knows no initials: everything is found by its own letters only.
  Pinyin() = default;
  // The 3755 characters of GB 2312 level 1 stand in the order of their pinyin; the machine decodes
  // them once. Without the machine's help it is as above. Of a character with several readings
  // (行, 长, 重) the reading that GB 2312 sorts it by counts.
  explicit Pinyin(const TextCodec& codec);

  // 'a' to 'z', or 0 when unknown.
  char initial(char32_t character) const;
  // Lower-case letters and digits of the text as they are, known characters as initials, the rest
  // left out: "发布 v2" becomes "fbv2".
  std::string initials(std::string_view text) const;

  // How well the typed letters fit the text: nothing when they do not, else higher is better. They
  // fit when they occur in order in the text itself or in its initials; runs and beginnings of
  // words count more. Letter case does not matter. An empty query fits everything.
  std::optional<int> fit(std::string_view query, std::string_view text) const;
  // What TextFilter says of one text.
  bool contains(std::string_view query, std::string_view text) const;

 private:
  std::vector<char> initials_;  // by character from U+4E00
};

// Looks for one query in many texts: fits when the query stands in one piece in the text or in its
// initials, whatever the letter case.
class TextFilter {
 public:
  // The pinyin must outlive it.
  TextFilter(const Pinyin& pinyin, std::string_view query);
  // Not const, because it keeps its buffers from text to text.
  bool fits(std::string_view text);

 private:
  const Pinyin& pinyin_;
  std::u32string query_, text_;
  std::u32string letters_;
  bool by_initials_ = false;  // the query could be initials
};

}  // namespace tongzhou
