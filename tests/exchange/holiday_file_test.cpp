#include "exchange/holiday_file.h"

#include <catch2/catch_test_macros.hpp>
#include <string_view>

namespace tongzhou {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}
auto read(std::string_view text) {
  return read_holiday_file(bytes_of(text), Id<Calendar>{7}, standard_day());
}

constexpr std::string_view kJson = R"({"year": 2027, "papers": [], "days": [
  {"name": "国庆节", "date": "2027-10-02", "isOffDay": true},
  {"name": "国庆节", "date": "2027-10-01", "isOffDay": true},
  {"name": "国庆节", "date": "2027-10-09", "isOffDay": false}]})";

TEST_CASE("A year of holidays as JSON becomes exceptions, days in a row as one") {
  REQUIRE(is_holiday_file(bytes_of(kJson)));
  const auto exceptions = read(kJson);
  REQUIRE(exceptions);
  REQUIRE(exceptions->size() == 2);
  const CalendarException& off = exceptions->front();
  CHECK(off.name == "国庆节");
  CHECK(off.calendar == Id<Calendar>{7});
  CHECK(off.first == from_civil(2027, 10, 1));
  CHECK(off.last == from_civil(2027, 10, 2));
  CHECK(off.hours.spans.empty());
  CHECK(exceptions->back().hours == standard_day());
}

TEST_CASE("Holidays written one a line are read with or without a head line") {
  for (std::string_view text :
       {"日期,名称,安排\n2027-05-01,劳动节,休\r\n2027-05-02,劳动节,休\n2027-05-08,劳动节,班\n",
        "\xEF\xBB\xBF"
        "2027-05-01\t休\t劳动节\n2027-05-02\t休\t劳动节\n\n2027-05-08\t班\t劳动节"}) {
    REQUIRE(is_holiday_file(bytes_of(text)));
    const auto exceptions = read(text);
    REQUIRE(exceptions);
    REQUIRE(exceptions->size() == 2);
    CHECK(exceptions->front().last == from_civil(2027, 5, 2));
    CHECK(exceptions->front().name == "劳动节");
  }
}

TEST_CASE("A list that cannot be read whole is refused whole") {
  for (std::string_view text :
       {"", "{}", "{\"days\": []}", "{\"days\": [{\"date\": \"2027-02-30\"}]}",
        "2027-05-01,劳动节,休\n2027-05-01,劳动节,班\n", "2027-05-01,a,off\nnonsense\n",
        "{\"days\": [{\"name\": \"\xFF\", \"date\": \"2027-10-01\", \"isOffDay\": true}]}",
        "{\"days\": [{\"name\": 5, \"date\": \"2027-10-01\", \"isOffDay\": true}]}"}) {
    INFO(text);
    CHECK_FALSE(read(text));
  }
}

TEST_CASE("A list of tasks is no list of holidays") {
  CHECK_FALSE(is_holiday_file(bytes_of("任务名称,开始时间,工期\n设计,2027-05-01,3 天\n")));
  CHECK_FALSE(is_holiday_file(bytes_of("{\"plan\": {}}")));
  CHECK_FALSE(is_holiday_file(bytes_of("<?xml version=\"1.0\"?>")));
}

}  // namespace
}  // namespace tongzhou
