#include "insight/cadence.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "app/communication_edits.h"
#include "insight/channels.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

const Day kMonday = from_civil(2026, 8, 24);

std::vector<Matter> matters_of(const OpenPlan& open, Day today) {
  return find_matters(open.plan(), open.outline(), open.schedule(), open.calendars(), open.goals(),
                      today);
}

const Matter* matter_of(std::span<const Matter> matters, AnyRef of) {
  const auto found = std::ranges::find(matters, of, &Matter::of);
  return found == matters.end() ? nullptr : &*found;
}

// A conversation of these departments about one task.
Id<Conversation> talked(TextPlan& text, Day day, std::initializer_list<std::string_view> who,
                        Id<Task> about) {
  Conversation held{.day = day};
  for (const std::string_view name : who)
    held.departments.ids.push_back(text.departments.find(name)->second);
  std::ranges::sort(held.departments.ids);
  held.tasks.ids = {about};
  return text.add(std::move(held));
}

TEST_CASE("what is more urgent is talked about more often, what is more important more closely") {
  constexpr std::array kRising{Degree::low, Degree::middle, Degree::high};
  const auto days = [](Cadence cadence) {
    constexpr std::array kDays{365, 1, 7, 14, 30};
    return kDays[static_cast<std::size_t>(cadence.rhythm)];
  };
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t more = i; more < 3; ++more)
      for (const Degree other : kRising) {
        CHECK(days(usual_cadence(kRising[more], other)) <= days(usual_cadence(kRising[i], other)));
        CHECK(usual_cadence(other, kRising[more]).mode <= usual_cadence(other, kRising[i]).mode);
      }
}

TEST_CASE("a matter is what departments pass to one another, share, or both have to do with") {
  TextPlan text = plan_from_text(
      "alone 2d dept A; a 2d dept A; b 2d dept B after a; "
      "shared 4d dept A; far 2d dept A snet 2026-10-26; next 2d dept B after far; "
      "done 1d dept A 100% started 2026-08-24 finished 2026-08-24; after 1d dept B after done");
  text.set<&Task::participants>(text["shared"], {{text.departments.find("B")->second}});
  const OpenPlan open(text.plan);
  const std::vector<Matter> matters = matters_of(open, kMonday);
  CHECK(matter_of(matters, ref(text["alone"])) == nullptr);
  CHECK(matter_of(matters, ref(text["far"])) == nullptr);  // two months ahead
  CHECK(matter_of(matters, ref(text["done"])) == nullptr);
  CHECK(matter_of(matters, ref(text["after"])) == nullptr);  // what it waited for is done
  for (const char* name : {"a", "b", "shared"}) {
    const Matter* matter = matter_of(matters, ref(text[name]));
    REQUIRE(matter != nullptr);
    CHECK(matter->departments.size() == 2);
    CHECK(matter->due == kMonday);
  }
  CHECK(matter_of(matters, ref(text["shared"]))->importance.why == Word::important_shared);
  CHECK(matter_of(matters, ref(text["a"]))->importance.why == Word::important_link);
}

TEST_CASE("urgency comes from dates and state, unless somebody judged") {
  TextPlan text = plan_from_text(
      "late 1d dept A snet 2026-08-24; running 10d dept A snet 2026-08-24; "
      "coming 2d dept A snet 2026-08-31; later 2d dept A snet 2026-09-04; "
      "missed 8d dept A snet 2026-08-24 deadline 2026-08-25; long 60d dept A");
  const auto b = text.add(Department{.name = "B"});
  for (const char* name : {"late", "running", "coming", "later", "missed"})
    text.set<&Task::participants>(text[name], {{b}});
  const auto degree = [&](const char* name, Day today) {
    const OpenPlan open(text.plan);
    const std::vector<Matter> matters = matters_of(open, today);
    const Matter* matter = matter_of(matters, ref(text[name]));
    REQUIRE(matter != nullptr);
    return std::pair(matter->urgency.degree, matter->urgency.why);
  };
  const Day wednesday = kMonday + 2;
  CHECK(degree("late", wednesday) == std::pair(Degree::high, Word::urgent_overdue));
  CHECK(degree("late", kMonday) == std::pair(Degree::high, Word::urgent_ends_soon));
  CHECK(degree("running", wednesday) == std::pair(Degree::middle, Word::urgent_under_way));
  CHECK(degree("coming", wednesday) == std::pair(Degree::middle, Word::urgent_soon));
  CHECK(degree("later", wednesday) == std::pair(Degree::low, Word::urgent_later));
  CHECK(degree("missed", kMonday) == std::pair(Degree::high, Word::urgent_overdue));
  text.set<&Task::urgency>(text["later"], Degree::high);
  CHECK(degree("later", wednesday) == std::pair(Degree::high, Word::urgent_typed));
}

TEST_CASE("what was talked about is due a rhythm later, on a working day") {
  TextPlan text = plan_from_text("a 8d dept A; b 9d dept B after a; long 60d dept A");
  const auto due = [&](Day today) {
    const OpenPlan open(text.plan);
    const std::vector<Matter> matters = matters_of(open, today);
    const Matter* matter = matter_of(matters, ref(text["a"]));
    REQUIRE(matter != nullptr);
    return std::tuple(matter->cadence.rhythm, matter->last, matter->due);
  };
  // Under way, and of little weight: every two weeks by mail.
  CHECK(due(kMonday) == std::tuple(Rhythm::fortnightly, Day{}, kMonday));
  talked(text, kMonday, {"A", "B"}, text["a"]);
  CHECK(due(kMonday + 1) == std::tuple(Rhythm::fortnightly, kMonday, kMonday + 14));
  // 2026-08-29 is a Saturday: two weeks later the Monday after.
  talked(text, kMonday + 5, {"A", "B"}, text["a"]);
  CHECK(due(kMonday + 5) == std::tuple(Rhythm::fortnightly, kMonday + 5, kMonday + 21));
  // One without the other department is not about the matter of both.
  talked(text, kMonday + 7, {"A"}, text["a"]);
  CHECK(std::get<1>(due(kMonday + 7)) == kMonday + 5);
  // Near its end it is urgent: weekly.
  CHECK(std::get<0>(due(kMonday + 8)) == Rhythm::weekly);
}

TEST_CASE("goals of several departments and issues between them are matters") {
  TextPlan text = plan_from_text("a 2d dept A; b 2d dept B");
  const auto a = text.departments.find("A")->second, b = text.departments.find("B")->second;
  const auto joint = text.add(Goal{.title = "joint", .deadline = kMonday + 90});
  text.add(Goal{.title = "of A", .parent = joint, .department = a});
  text.add(Goal{.title = "of B", .parent = joint, .department = b});
  const auto own = text.add(Goal{.title = "own", .department = a});
  const auto between = text.add(Issue{.title = "between",
                                      .department = a,
                                      .noticed = kMonday,
                                      .impact = 4,
                                      .task = text["b"],
                                      .due = kMonday - 1});
  const auto inside = text.add(Issue{.title = "inside", .department = a, .task = text["a"]});
  const OpenPlan open(text.plan);
  const std::vector<Matter> matters = matters_of(open, kMonday);
  const Matter* goal = matter_of(matters, ref(joint));
  REQUIRE(goal != nullptr);
  CHECK(goal->importance.why == Word::important_joint);
  CHECK(goal->departments.size() == 2);
  CHECK(matter_of(matters, ref(own)) == nullptr);
  const Matter* issue = matter_of(matters, ref(between));
  REQUIRE(issue != nullptr);
  CHECK(issue->urgency.why == Word::urgent_overdue);
  CHECK(issue->importance.degree == Degree::high);
  CHECK(issue->importance.number == 20);  // a problem is there: 5 times its impact
  CHECK(matter_of(matters, ref(inside)) == nullptr);
  CHECK(matter_of(matters, {Kind::plan, text.plan.id()}) == nullptr);

  text.set<&Issue::closed>(between, kMonday);
  text.set<&PlanInfo::importance>(text.plan.info_id(), Degree::high);
  const OpenPlan later(text.plan);
  const std::vector<Matter> now = matters_of(later, kMonday);
  CHECK(matter_of(now, ref(between)) == nullptr);
  CHECK(matter_of(now, {Kind::plan, text.plan.id()}) != nullptr);
}

TEST_CASE("the rule of a plan is the usual one but where it says otherwise") {
  TextPlan text = plan_from_text("a 2d");
  SeededRandom random{1};
  OpenPlan open(text.plan);
  const auto edit = [&](Draft draft) {
    REQUIRE(open.edit(std::move(draft), ReplicaId{7}, {}).has_value());
  };
  const auto at = [&](Degree urgency, Degree importance) {
    return CadenceTable(open.plan()).at(urgency, importance);
  };
  const Cadence wanted{Rhythm::monthly, ChannelKind::board};
  edit(set_cadence(open, random, Degree::high, Degree::low, wanted));
  CHECK(at(Degree::high, Degree::low) == wanted);
  CHECK(at(Degree::low, Degree::high) == usual_cadence(Degree::low, Degree::high));
  const Cadence again{Rhythm::daily, ChannelKind::chat};
  edit(set_cadence(open, random, Degree::high, Degree::low, again));
  CHECK(at(Degree::high, Degree::low) == again);
  CHECK(open.plan().table<CadenceRule>().live_count() == 1);
  edit(reset_cadence(open, random, Degree::high, Degree::low));
  CHECK(at(Degree::high, Degree::low) == usual_cadence(Degree::high, Degree::low));
}

TEST_CASE("of two rules for one case the one written later holds, whichever stands first") {
  for (const bool swapped : {false, true}) {
    TextPlan text = plan_from_text("a 2d");
    const CadenceRule rule{.urgency = Degree::high, .importance = Degree::high};
    const auto first = text.add(rule), second = text.add(rule);
    const auto later = swapped ? first : second;
    text.set<&CadenceRule::rhythm>(later, Rhythm::monthly);
    CHECK(CadenceTable(text.plan).record(Degree::high, Degree::high) == later);
  }
}

TEST_CASE("matters of the same departments, means and rhythm are one talk, which logging settles") {
  TextPlan text = plan_from_text(
      "a 8d dept A; b 9d dept B after a; c 8d dept A; d 9d dept B after c; long 60d dept A; "
      "e 8d dept C; f 9d dept B after e");
  const auto a = text.departments.find("A")->second, b = text.departments.find("B")->second;
  Channel wide{.name = "wide", .kind = ChannelKind::mailbox, .order = "a"};
  for (const auto& [name, id] : text.departments) wide.departments.ids.push_back(id);
  std::ranges::sort(wide.departments.ids);
  text.add(std::move(wide));
  Channel narrow{.name = "narrow", .kind = ChannelKind::mailbox, .order = "b"};
  narrow.departments.ids = {std::min(a, b), std::max(a, b)};
  const auto best = text.add(narrow);
  narrow.kind = ChannelKind::meeting;
  narrow.order = "c";
  text.add(std::move(narrow));

  OpenPlan open(text.plan);
  std::vector<Matter> matters = matters_of(open, kMonday);
  std::vector<Talk> talks = find_talks(open.plan(), matters);
  const auto of_ab = [&](Rhythm rhythm) {
    const auto found = std::ranges::find_if(talks, [&](const Talk& talk) {
      return talk.cadence.rhythm == rhythm &&
             std::ranges::find(talk.departments, a) != talk.departments.end();
    });
    REQUIRE(found != talks.end());
    return *found;
  };
  const Talk talk = of_ab(Rhythm::fortnightly);
  CHECK(talk.matters.size() == 2);  // what is under way: a and c
  CHECK(talk.channel == best);
  CHECK(talk.due == kMonday);

  SeededRandom random{1};
  REQUIRE(open.edit(log_talk(open, random, talk, matters, {}, kMonday), ReplicaId{7}, {}));
  matters = matters_of(open, kMonday + 1);
  talks = find_talks(open.plan(), matters);
  CHECK(of_ab(Rhythm::fortnightly).last == kMonday);
  CHECK(of_ab(Rhythm::fortnightly).due == kMonday + 14);
  CHECK(std::ranges::is_sorted(
      talks, {}, [](const Talk& one) { return std::tuple(!one.due.is_set(), one.due); }));
}

TEST_CASE("a talk is due for leads and for whoever answers for its matters, and counts when held") {
  TextPlan text = plan_from_text("a 20d dept A; b 20d dept B after a SS; c 20d dept C");
  const auto a = text.departments.at("A"), c = text.departments.at("C");
  const auto lead = text.add(Person{.name = "lead", .department = a});
  const auto doer = text.add(Person{.name = "doer", .department = a});
  const auto other = text.add(Person{.name = "other", .department = c});
  text.set<&Department::lead>(a, lead);
  text.set<&Task::responsible>(text["b"], doer);
  OpenPlan open(text.plan);
  const std::vector<Matter> matters = matters_of(open, kMonday);
  const auto count = [&](Id<Department> department, Id<Person> person) {
    std::vector<Talk> talks = find_talks(open.plan(), matters);
    keep_talks_of(talks, department, person);
    return talks.size();
  };
  const std::size_t all = count({}, {});
  REQUIRE(all > 0);
  CHECK(count(a, {}) == all);
  CHECK(count({}, lead) == all);
  CHECK(count({}, doer) > 0);
  CHECK(count({}, other) == 0);
  CHECK(count(c, {}) == 0);

  const auto held = [&](Id<Department> department, Id<Person> person) {
    return talks_held(open.plan(), department, person, kMonday + 3);
  };
  CHECK(held({}, {}) == 0);
  SeededRandom random{1};
  const Talk talk = find_talks(open.plan(), matters).front();
  for (const int day : {-1, 0, 6, 7})  // Sunday before, Monday, Sunday, Monday after
    REQUIRE(
        open.edit(log_talk(open, random, talk, matters, doer, kMonday + day), ReplicaId{7}, {}));
  CHECK(held({}, {}) == 2);
  CHECK(held(a, doer) == 2);
  CHECK(held(c, {}) == 0);
  CHECK(held({}, lead) == 0);
}

}  // namespace
}  // namespace tongzhou
