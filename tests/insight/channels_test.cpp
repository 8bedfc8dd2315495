#include "insight/channels.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "app/open_plan.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

using Topics = std::vector<std::string>;

struct Offices {
  TextPlan text = plan_from_text("a 2d dept A; b 2d dept B after a; c 2d dept C after b");

  Id<Department> operator[](std::string_view name) const {
    return text.departments.find(name)->second;
  }
  Id<Channel> connect(std::initializer_list<std::string_view> names, Channel channel) {
    for (const std::string_view name : names) channel.departments.ids.push_back((*this)[name]);
    std::ranges::sort(channel.departments.ids);
    return text.add(std::move(channel));
  }
  Coverage coverage(std::string_view topic = {}) const {
    const OpenPlan open(text.plan);
    const std::vector<Matter> matters =
        find_matters(open.plan(), open.outline(), open.schedule(), open.calendars(), open.goals(),
                     from_civil(2026, 8, 24));
    return find_coverage(open.plan(), matters, topic);
  }
  Coverage::Pair pair(std::string_view one, std::string_view other,
                      std::string_view topic = {}) const {
    const Coverage found = coverage(topic);
    const auto place = [&](std::string_view name) {
      return static_cast<std::size_t>(std::ranges::find(found.departments, (*this)[name]) -
                                      found.departments.begin());
    };
    return found.pair(place(one), place(other));
  }
};

TEST_CASE("topics stand between commas of either script") {
  CHECK(topics_of({.topics = "交期、质量，价格; delivery dates, ,cost"}) ==
        Topics{"交期", "质量", "价格", "delivery dates", "cost"});
  CHECK(topics_of({}).empty());
  CHECK(topics_of({.topics = " 、, "}).empty());
}

TEST_CASE("a channel connects the departments it names and those of its people") {
  Offices offices;
  const auto person = offices.text.add(Person{.name = "p", .department = offices["C"]});
  const auto nobody = offices.text.add(Person{.name = "q"});
  Channel channel{.name = "group"};
  channel.people.ids = {std::min(person, nobody), std::max(person, nobody)};
  channel.departments.ids = {offices["A"]};
  std::vector<Id<Department>> expected{offices["A"], offices["C"]};
  std::ranges::sort(expected);
  CHECK(departments_of(offices.text.plan, channel) == expected);
}

TEST_CASE("departments that work together without a channel are a gap") {
  Offices offices;
  CHECK(offices.pair("A", "B").is_gap());
  CHECK(offices.pair("B", "C").is_gap());
  CHECK_FALSE(offices.pair("A", "C").is_gap());  // nothing of theirs meets
  const auto mail = offices.connect({"A", "B"}, {.name = "mail", .kind = ChannelKind::mailbox});
  CHECK_FALSE(offices.pair("A", "B").is_gap());
  CHECK(offices.pair("A", "B").channels == std::vector{mail});
  CHECK(offices.pair("B", "C").is_gap());
  CHECK(offices.pair("B", "A").matters == 2);
  CHECK(offices.coverage().pairs.size() == 3);
}

TEST_CASE("one means or one person is thin") {
  Offices offices;
  const auto owner = offices.text.add(Person{.name = "owner"});
  const auto mail =
      offices.connect({"A", "B"}, {.name = "mail", .kind = ChannelKind::mailbox, .owner = owner});
  CHECK(offices.pair("A", "B").one_mode);
  CHECK(offices.pair("A", "B").one_person == owner);
  const auto call =
      offices.connect({"A", "B"}, {.name = "call", .kind = ChannelKind::telephone, .owner = owner});
  CHECK_FALSE(offices.pair("A", "B").one_mode);
  CHECK(offices.pair("A", "B").one_person == owner);
  CHECK(offices.pair("A", "B").is_thin());
  SECTION("a backup") { offices.text.set<&Channel::backup>(mail, call); }
  SECTION("a channel of another") {
    offices.text.set<&Channel::owner>(call, offices.text.add(Person{.name = "other"}));
  }
  SECTION("a channel of nobody") { offices.text.set<&Channel::owner>(call, {}); }
  CHECK_FALSE(offices.pair("A", "B").is_thin());
}

TEST_CASE("a topic counts only the channels that name it") {
  Offices offices;
  offices.connect({"A", "B"}, {.name = "mail", .topics = "交期、质量", .order = "b"});
  offices.connect({"A", "B"}, {.name = "call", .topics = "质量", .order = "a"});
  CHECK(offices.pair("A", "B", "质量").channels.size() == 2);
  CHECK(offices.pair("A", "B", "交期").channels.size() == 1);
  CHECK(offices.pair("A", "B", "价格").is_gap());
  CHECK(all_topics(offices.text.plan) == Topics{"质量", "交期"});
}

}  // namespace
}  // namespace tongzhou
