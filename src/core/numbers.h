// Numbers as people write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tongzhou {

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
