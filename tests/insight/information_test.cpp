#include "insight/information.h"

#include <catch2/catch_test_macros.hpp>

#include "support/plan_text.h"

namespace tongzhou {
namespace {

const Day kAsked = from_civil(2026, 9, 1);
using FindingKind = InformationFinding::Kind;

struct Register {
  TextPlan text = plan_from_text("a 1d dept A; b 1d dept B after a; c 1d dept C");
  Id<Department> of(std::string_view name) const { return text.departments.find(name)->second; }
  InformationFacts facts(Information information) {
    const Id<Information> id = text.add(std::move(information));
    const InformationReport report = find_information(text.plan, kAsked);
    for (const InformationFacts& facts : report.facts)
      if (text.plan.table<Information>()[facts.information].id == id) return facts;
    return {};
  }
  std::vector<FindingKind> findings() const {
    std::vector<FindingKind> kinds;
    for (const auto& finding : find_information(text.plan, kAsked).findings)
      kinds.push_back(finding.kind);
    return kinds;
  }
};

TEST_CASE("Information is due when its rhythm says, and late from the day after") {
  Register at;
  const auto of = [&](Rhythm rhythm, Day updated, Day until = {}) {
    return at.facts({.name = "x", .rhythm = rhythm, .updated = updated, .valid_until = until});
  };
  CHECK(of(Rhythm::weekly, kAsked - 6).freshness == Freshness::fresh);
  CHECK(of(Rhythm::weekly, kAsked - 7).freshness == Freshness::due);
  CHECK(of(Rhythm::weekly, kAsked - 9).freshness == Freshness::late);
  CHECK(of(Rhythm::weekly, kAsked - 9).late == 2);
  CHECK(of(Rhythm::daily, {}).freshness == Freshness::never);
  CHECK(of(Rhythm::when_needed, {}).freshness == Freshness::when_needed);
  CHECK(of(Rhythm::when_needed, kAsked - 400).freshness == Freshness::when_needed);
  CHECK(of(Rhythm::weekly, kAsked, kAsked - 1).freshness == Freshness::expired);
  CHECK_FALSE(of(Rhythm::weekly, kAsked, kAsked).is_owed());
}

TEST_CASE("Rights: who is named nowhere must not have what is secret") {
  Register at;
  Information entry{.name = "x",
                    .department = at.of("A"),
                    .audience = {{at.of("B")}},
                    .secrecy = Secrecy::internal};
  CHECK(right_of(at.text.plan, entry, at.of("A")) == Right::owns);
  CHECK(right_of(at.text.plan, entry, at.of("B")) == Right::gets);
  CHECK(right_of(at.text.plan, entry, at.of("C")) == Right::none);
  entry.secrecy = Secrecy::department;
  CHECK(right_of(at.text.plan, entry, at.of("C")) == Right::must_not);
  entry.on_request = {{at.of("C")}};
  CHECK(right_of(at.text.plan, entry, at.of("C")) == Right::may_ask);
  entry.groups = {{at.text.add(Group{.name = "g", .departments = {{at.of("C")}}})}};
  CHECK(right_of(at.text.plan, entry, at.of("C")) == Right::gets);
}

TEST_CASE("What only people or a group get is used; a group of most departments is wide") {
  Register at;
  const Id<Person> li = at.text.add(Person{.name = "Li"});
  at.text.add(Information{.name = "x", .department = at.of("A"), .people = {{li}}});
  CHECK(std::ranges::count(at.findings(), FindingKind::unused) == 0);
  std::vector<Id<Department>> two{at.of("B"), at.of("C")};
  std::ranges::sort(two);
  const Id<Group> group = at.text.add(Group{.name = "g", .departments = {two}});
  at.text.add(Information{.name = "y",
                          .department = at.of("A"),
                          .secrecy = Secrecy::confidential,
                          .groups = {{group}}});
  const auto found = at.findings();
  CHECK(std::ranges::count(found, FindingKind::wide) == 1);
  CHECK(std::ranges::count(found, FindingKind::unused) == 0);
}

TEST_CASE("What is wrong with the register is found") {
  Register at;
  CHECK(at.findings() == std::vector{FindingKind::depends});  // B waits for A
  std::vector<Id<Department>> two{at.of("B"), at.of("C")};
  std::ranges::sort(two);
  at.text.add(Information{
      .name = "x", .department = at.of("A"), .audience = {two}, .secrecy = Secrecy::confidential});
  CHECK(at.findings() == std::vector{FindingKind::wide});
  at.text.add(Information{.name = "x"});
  CHECK(at.findings() == std::vector{FindingKind::wide, FindingKind::unused, FindingKind::ownerless,
                                     FindingKind::doubled});
}

TEST_CASE("Departments see what they owe and await") {
  Register at;
  at.text.add(Information{.name = "x",
                          .department = at.of("A"),
                          .audience = {{at.of("B")}},
                          .rhythm = Rhythm::daily,
                          .updated = kAsked - 5});
  at.text.add(InformationRequest{
      .title = "q", .asked_by = at.of("B"), .asked_of = at.of("A"), .needed = kAsked - 1});
  for (const InformationBalance& balance : find_information(at.text.plan, kAsked).balances) {
    const bool is_a = balance.department == at.of("A"), is_b = balance.department == at.of("B");
    CHECK(balance.owes == (is_a ? 1U : 0U));
    CHECK(balance.awaits == (is_b ? 1U : 0U));
    CHECK(balance.overdue == (is_a ? 1U : 0U));
  }
}

}  // namespace
}  // namespace tongzhou
