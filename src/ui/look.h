// What every drawing function is handed: theme, fonts, language. Read only during a frame.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/words.h"
#include "documents/value_words.h"
#include "ui/interface.h"
#include "ui/theme.h"

namespace tongzhou {

// The typographic scale; em sizes 12 to 28.
enum class Type : std::uint8_t {
  body,          // 14
  body_strong,   // 14, 600
  table,         // 13
  table_strong,  // 13, 600
  small,         // 12
  small_strong,  // 12, 600
  title,         // 16, 600
  figure,        // 28, 600
};

struct Look {
  Palette theme;
  Fonts fonts;
  Language language = Language::chinese;
  Day today;
  bool mac = false;  // keys are said with ⌘

  std::string_view say(Word word) const { return tongzhou::say(language, word); }
  std::string say(Word word, std::initializer_list<std::string_view> arguments) const {
    return tongzhou::say(language, word, arguments);
  }
  const Colours& colours() const { return theme.colours; }
  Wording words() const { return {language, this_year()}; }
  int this_year() const { return static_cast<int>(to_civil(today).year()); }
};

float em_of(Type type);  // in CSS pixels

}  // namespace tongzhou
