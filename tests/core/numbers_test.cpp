#include "core/numbers.h"

#include <bit>
#include <cmath>
#include <cstdlib>

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

using namespace tongzhou;

TEST_CASE("numbers are written without what says nothing, large ones with commas") {
  CHECK(number_text(3) == "3");
  CHECK(number_text(-0.001) == "0");
  CHECK(grouped_number(0) == "0");
  CHECK(grouped_number(999.99) == "1,000");
  CHECK(grouped_number(1234567) == "1,234,567");
  CHECK(grouped_number(-1234.56) == "-1,234.6");
  CHECK(grouped_number(12.34) == "12.34");
  CHECK(with_unit("12", "台") == "12 台");
  CHECK(with_unit("95", "%") == "95%");
  CHECK(with_unit("7", "") == "7");
  CHECK(percent_text(0.666) == "67%");
}

TEST_CASE("numbers are read as people write them, and nothing else is") {
  CHECK(parse_number("35") == 35.0);
  CHECK(parse_number("-3.5") == -3.5);
  CHECK(parse_number("+4") == 4.0);
  CHECK(parse_number("1,234.5") == 1234.5);
  CHECK(parse_number("12%") == 12.0);
  for (const char* bad :
       {"", "%", "-", ".", "1.2.3", "0x10", "nan", "inf", "1e3", "三", "12 3", "9999999999999999"})
    CHECK_FALSE(parse_number(bad));
}

TEST_CASE("decimals have as many places as asked for") {
  CHECK(fixed_text(3.14159, 2) == "3.14");
  CHECK(fixed_text(-0.05, 1) == "-0.1");
  CHECK(fixed_text(-0.04, 1) == "0.0");
  CHECK(fixed_text(9.996, 2) == "10.00");
  CHECK(fixed_text(2.5, 0) == "3");
  CHECK(fixed_text(0.007, 3) == "0.007");
  CHECK(fixed_text(1e20, 2) == "100000000000000000000");
  CHECK(fixed_text(std::nan(""), 2) == "0");
  CHECK(signed_text(1.25, 1) == "+1.3");
  CHECK(signed_text(-1.25, 1) == "-1.3");
}

TEST_CASE("decimals are the nearest there are, exactly those of the C library") {
  for (const char* text :
       {"0", "-0.0", "1", "0.1", "1e22", "1e23", "9007199254740993", "2.2250738585072011e-308",
        "4.9e-324", "2.4e-324", "2.5e-324", "1.7976931348623157e308", "0.30000000000000004",
        "123456789012345678901234567890", "1e-400", "000.000100", "5e-1",
        "12345678901234567890e-30",
        "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017"
        "977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273"
        "854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704"
        "342711559699508093042880"}) {
    INFO(text);
    const auto number = parse_decimal(text);
    REQUIRE(number);
    CHECK(*number == std::strtod(text, nullptr));
  }
  CHECK_FALSE(parse_decimal("1e309"));
  CHECK_FALSE(parse_decimal("0.2e999999999999"));
  for (const char* bad : {"", "-", ".", "e5", "1e", "1 ", "0x1", "inf", "nan", "1.2.3", "--1"})
    CHECK_FALSE(parse_decimal(bad));
  std::string_view rest = "12.5天";
  CHECK(take_decimal(rest) == 12.5);
  CHECK(rest == "天");
  rest = "7e";
  CHECK(take_decimal(rest) == 7.0);
  CHECK(rest == "e");
}

TEST_CASE(
    "what is written is read again as the same number, and random decimals like the C library's") {
  CHECK(rc::check([](std::uint64_t bits) {
    const auto number = std::bit_cast<double>(bits);
    RC_PRE(std::isfinite(number));
    RC_ASSERT(parse_decimal(shortest_text(number)) == number);
  }));
  CHECK(rc::check([](std::uint64_t digits, std::uint32_t more, std::int8_t scale) {
    const std::string text =
        std::to_string(digits) + "." + std::to_string(more) + "e" + std::to_string(scale * 3 / 2);
    RC_ASSERT(parse_decimal(text) == std::strtod(text.c_str(), nullptr));
  }));
}
