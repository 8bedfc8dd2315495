// Numbers as people write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tongzhou {

// With that many decimals, 0 to 9; a half is rounded up, away from 0. From 10^15 on, and where it
// is no number, as shortest_text.
std::string fixed_text(double number, int decimals);
// With a sign also where it is positive: "+1.2".
std::string signed_text(double number, int decimals);
// Digits, as few as needed so that they read as the same number: "0.1", "3", "1e-7". "0" where it
// is none.
std::string shortest_text(double number);

// A decimal as programs write it, "-12.5e-3", from the front of the text, from which it is taken
// away; the nearest number there is. Nothing, and nothing taken, where none stands there or it is
// too large for a number.
std::optional<double> take_decimal(std::string_view& text);
// The whole text.
std::optional<double> parse_decimal(std::string_view text);

// With at most two decimals and none that are zero: "3", "0.5".
std::string number_text(double number);
// With commas at the thousands; from 20 on with at most one decimal: "1,234.5".
std::string grouped_number(double number);
// "12 台", "95%": signs of one place stand close.
std::string with_unit(std::string number, std::string_view unit);
// "37%" of 0.37.
std::string percent_text(double part);

// "1,234.5", "-3", "12%" (12). Nothing for anything else, or beyond 10^15.
std::optional<double> parse_number(std::string_view text);

}  // namespace tongzhou
