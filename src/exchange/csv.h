// Tables as text: comma-separated values (RFC 4180) and the tab-separated text of the clipboard.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace tongzhou {

using TextTable =
    std::vector<std::vector<std::string>>;  // rows of cells; rows may differ in length

inline constexpr std::size_t kLargestTable = std::size_t{64} << 20;  // bytes
inline constexpr std::size_t kMostCells = 2'000'000;

enum class Separator : char { comma = ',', semicolon = ';', tab = '\t' };
// The one that parts the first rows most evenly; "sep=;" in the first line, as Excel writes it, is
// believed. Comma when there is nothing to part.
Separator detect_separator(std::string_view text);

// What a quote that is never closed means: damage in a file, a plain character on the clipboard.
enum class Quotes : std::uint8_t { strict, lenient };

// UTF-8 text without a mark to rows. Line ends are LF, CR LF or CR; the last may be missing; "sep="
// lines are left out. Fails for tables beyond the bounds above and, if strict, unclosed quotes.
Result<TextTable> parse_table(std::string_view text, Separator separator,
                              Quotes quotes = Quotes::strict);
inline Result<TextTable> parse_table(std::string_view text) {
  return parse_table(text, detect_separator(text));
}

// Lines end in CR LF; cells are quoted where they must be.
std::string write_table(const TextTable& table, Separator separator = Separator::comma);

// A cell that spreadsheets would run as a formula (beginning with = + - @, tab or CR, their
// full-width forms too) gets an apostrophe in front. Numbers are left alone. `plain_cell` undoes
// it, exactly.
std::string harmless_cell(std::string_view cell);
std::string_view plain_cell(std::string_view cell);

}  // namespace tongzhou
