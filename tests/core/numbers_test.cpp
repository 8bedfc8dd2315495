#include "core/numbers.h"

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
