#include "app/value_reading.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "app/templates.h"
#include "documents/value_words.h"

namespace tongzhou {
namespace {

TEST_CASE("a length is said in days or hours, units once, singular where English wants it") {
  CHECK(duration_text({480}, DurationUnit::days, 480, Language::english) == "1 day");
  CHECK(duration_text({1200}, DurationUnit::days, 480, Language::chinese) == "2.5 天");
  CHECK(duration_text({240}, DurationUnit::hours, 480, Language::english) == "4 hours");
  CHECK(duration_text({0}, DurationUnit::days, 480, Language::chinese) == "0 天");
}

TEST_CASE("lengths are read in every way people write them") {
  const auto minutes = [](std::string_view text) {
    const auto read = read_duration(text, DurationUnit::days, 480);
    return read ? read->length.count : -1;
  };
  CHECK(minutes("3") == 1440);
  CHECK(minutes("3d") == 1440);
  CHECK(minutes(" 3 天 ") == 1440);
  CHECK(minutes("16个工作日") == 7680);
  CHECK(minutes("2w") == 4800);
  CHECK(minutes("4h") == 240);
  CHECK(minutes("1.5小时") == 90);
  CHECK(minutes("30 分钟") == 30);
  CHECK(minutes("１２ 人日") == 5760);
  CHECK(minutes("1.5 person-days") == 720);
  CHECK(minutes("8 人时") == 480);
  CHECK(minutes("1 month") == 9600);
  CHECK(minutes("3 个自然日") == -1);  // of the clock, which no field means
  for (const char* nonsense : {"", "abc", "3 parsecs", "-2d", "1e99d", "nan", "inf d"})
    CHECK(minutes(nonsense) == -1);
}

TEST_CASE("what is said of a length is read back as the same") {
  CHECK(rc::check([] {
    const auto unit = *rc::gen::element(DurationUnit::days, DurationUnit::hours);
    const int hundredths = *rc::gen::inRange(0, 100'000);
    const int one = unit == DurationUnit::days ? 400 : 60;  // of which hundredths are whole minutes
    const Minutes length{unit == DurationUnit::days ? hundredths * 4 : hundredths * 3 / 5 * 5};
    const auto language = *rc::gen::element(Language::chinese, Language::english);
    const auto text = *rc::gen::element(duration_text, effort_text);
    const std::string said = text(length, unit, one == 400 ? 400 : 480, language);
    const auto read = read_duration(said, unit, one == 400 ? 400 : 480);
    RC_ASSERT(read.has_value());
    RC_ASSERT(std::abs(read->length.count - length.count) <= 1);
  }));
}

TEST_CASE("numbers have at most two decimals and no empty ones") {
  CHECK(number_text(3) == "3");
  CHECK(number_text(0.5) == "0.5");
  CHECK(number_text(1.0 / 3) == "0.33");
  CHECK(number_text(-0.001) == "0");
  CHECK(read_number("50%") == 0.5);
  CHECK_FALSE(read_number("5 apples").has_value());
}

TEST_CASE("working hours are read with any dash and comma, in any order") {
  const auto read = read_hours("13:00–17:30，8-12", 2);
  REQUIRE(read.has_value());
  CHECK(*read == std::vector<WorkSpan>{{2, 480, 720}, {2, 780, 1050}});
  CHECK(hours_text(*read, Language::english) == "08:00-12:00, 13:00-17:30");
  CHECK(read_hours("", 0)->empty());
  for (const char* nonsense : {"8", "12-8", "8-12,11-13", "8-25", "8:75-9", "morning"})
    CHECK_FALSE(read_hours(nonsense, 0).has_value());
}

TEST_CASE("a yes, a choice and a set of names are read in both languages") {
  SeededRandom random(1);
  const OpenPlan open =
      *make_from_template("product_launch", Language::chinese, from_civil(2026, 8, 30), random);
  const Plan& plan = open.plan();
  const auto read = [&](Kind kind, FieldNumber number, std::string_view typed) {
    return read_value(from_civil(2026, 8, 30), plan, {kind, {}}, *find_field(kind, number), typed);
  };
  const FieldNumber root = field_number<&Cause::root>();
  CHECK(read(Kind::cause, root, "是") == Value(true));
  CHECK(read(Kind::cause, root, "No") == Value(false));
  CHECK_FALSE(read(Kind::cause, root, "maybe").has_value());
  const FieldNumber part = field_number<&Duty::part>();
  for (const Language language : {Language::chinese, Language::english})
    CHECK(read(Kind::duty, part, say(language, kDutyParts[1])) == Value(std::int64_t{1}));
  const FieldNumber members = field_number<&Channel::departments>();
  const auto both = read(Kind::channel, members, "市场部、生产部");
  REQUIRE(both.has_value());
  CHECK(std::get<AnyRefs>(*both).size() == 2);
  CHECK(read(Kind::channel, members, "生产部，市场部,市场部") == both);
  CHECK_FALSE(read(Kind::channel, members, "市场部、没有这个部").has_value());
}

}  // namespace
}  // namespace tongzhou
