#include "model/records.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

namespace tongzhou {
namespace {

TEST_CASE("Every description has distinct field numbers from 1 and distinct names") {
  Records::for_each([]<class Record>() {
    std::set<FieldNumber> numbers;
    std::set<std::string_view> names;
    for_each_field<Record>([&](const auto& field) {
      CHECK(field.number > 0);
      CHECK(numbers.insert(field.number).second);
      CHECK(names.insert(field.name).second);
    });
  });
}

TEST_CASE("A default record goes through values and back, field by field") {
  Records::for_each([]<class Record>() {
    for_each_field<Record>([](const auto& field) {
      auto member = Record{}.*field.member;
      CHECK(from_value(to_value(Record{}.*field.member), member));
      CHECK(member == Record{}.*field.member);
    });
  });
}

TEST_CASE("Every choice has a word") {
  CHECK(kChoices<Constraint>.size() == kChoiceCount<Constraint>);
  CHECK(kChoices<TaskKind>.size() == kChoiceCount<TaskKind>);
  CHECK(kChoices<LinkType>.size() == kChoiceCount<LinkType>);
  CHECK(kChoices<LagKind>.size() == kChoiceCount<LagKind>);
  CHECK(kChoices<DurationUnit>.size() == kChoiceCount<DurationUnit>);
  CHECK(kChoices<Holidays>.size() == kChoiceCount<Holidays>);
  CHECK(kChoices<PlanLanguage>.size() == kChoiceCount<PlanLanguage>);
}

TEST_CASE("Working hours are sorted, apart and within the day") {
  CHECK(is_well_formed(standard_week()));
  CHECK(is_well_formed(WorkHours{}));
  CHECK(is_well_formed({{{0, 0, 1440}}}));
  CHECK_FALSE(is_well_formed({{{0, 480, 480}}}));
  CHECK_FALSE(is_well_formed({{{0, 480, 1441}}}));
  CHECK_FALSE(is_well_formed({{{7, 480, 500}}}));
  CHECK_FALSE(is_well_formed({{{0, 480, 600}, {0, 599, 700}}}));
  CHECK_FALSE(is_well_formed({{{1, 480, 600}, {0, 480, 600}}}));
  CHECK(to_text(standard_day()) == "1 08:00-12:00,13:00-17:00");
}

}  // namespace
}  // namespace tongzhou
