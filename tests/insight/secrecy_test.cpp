#include "insight/secrecy.h"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "support/canaries.h"
#include "support/plan_text.h"
#include "support/task_named.h"

namespace tongzhou {
namespace {

using Why = SecrecyFacts::Why;
const Day kRead = from_civil(2026, 9, 1);

struct Marked {
  TextPlan text = plan_from_text("a 1d dept A; b 1d dept B; c 1d dept C");
  Plan& plan = text.plan;

  Id<Department> department(std::string_view name) const {
    for (const auto& entry : plan.table<Department>().live())
      if (entry.record.name == name) return entry.id;
    return {};
  }
  Id<Task> task(std::string_view name) const { return test::id_named(plan, name); }
  Audience reader(std::string_view name) const { return {.departments = {department(name)}}; }
  Id<Person> person(std::string name, std::string_view of) {
    return text.add(Person{.name = std::move(name), .department = department(of)});
  }
  bool knows(AnyRef who, AnyRef record) const {
    const SecrecyTable table(plan, kRead);
    return VisiblePart(table, audience_of(plan, who)).has(record);
  }
  template <class Record>
  Id<Marking> mark(Id<Record> record, Secrecy secrecy, std::vector<Id<Department>> audience = {},
                   FieldNumber field = 0, Day until = {}) {
    return text.add(Marking{.kind = static_cast<std::int32_t>(Description<Record>::kind),
                            .record = {record.value},
                            .field = field,
                            .secrecy = secrecy,
                            .audience = {std::move(audience)},
                            .until = until,
                            .reason = {}});
  }
  bool knows(std::string_view reader_name, AnyRef record, FieldNumber field = 0) const {
    const SecrecyTable table(plan, kRead);
    const VisiblePart part(table, reader_name.empty() ? Audience{} : reader(reader_name));
    return field == 0 ? part.has(record) : part.has(record, field);
  }
};

TEST_CASE("Without a marking all departments know everything, and nobody outside") {
  Marked m;
  CHECK(m.knows("A", ref(m.task("b"))));
  CHECK_FALSE(m.knows("", ref(m.task("b"))));
  CHECK(m.knows("", ref(m.plan.info_id())));
  CHECK_FALSE(m.knows("", ref(m.plan.info_id()), field_number<&PlanInfo::title>()));
}

TEST_CASE(
    "A department's matter is known to whom it names, a confidential one to whom it is marked") {
  Marked m;
  m.mark(m.task("a"), Secrecy::department);
  CHECK(m.knows("A", ref(m.task("a"))));
  CHECK_FALSE(m.knows("B", ref(m.task("a"))));
  m.mark(m.task("b"), Secrecy::confidential, {m.department("C")});
  CHECK(m.knows("C", ref(m.task("b"))));
  CHECK_FALSE(m.knows("B", ref(m.task("b"))));
  m.mark(m.task("c"), Secrecy::open);
  CHECK(m.knows("", ref(m.task("c"))));
}

TEST_CASE("Parts are as secret as what they are a part of, unless marked themselves") {
  Marked m;
  const Id<Task> inside =
      m.text.add(Task{.title = "inside", .parent = m.task("a"), .department = m.department("B")});
  m.mark(m.task("a"), Secrecy::department);
  const SecrecyTable table(m.plan, kRead);
  CHECK(table.of(ref(inside)).why == Why::parent);
  CHECK(table.of(ref(inside)).because == ref(m.task("a")));
  // Whose the whole is knows the part; who does the part knows it, not the whole.
  CHECK(m.knows("A", ref(inside)));
  CHECK(m.knows("B", ref(inside)));
  CHECK_FALSE(m.knows("B", ref(m.task("a"))));
  CHECK_FALSE(m.knows("C", ref(inside)));
  m.mark(inside, Secrecy::internal);
  CHECK(m.knows("C", ref(inside)));
}

TEST_CASE("Of several markings the strictest holds, until its time is over") {
  Marked m;
  m.mark(m.task("a"), Secrecy::internal);
  m.mark(m.task("a"), Secrecy::confidential, {}, 0, kRead);
  CHECK_FALSE(m.knows("A", ref(m.task("a"))));
  Marked over;
  over.mark(over.task("a"), Secrecy::confidential, {}, 0, kRead - 1);
  CHECK(over.knows("B", ref(over.task("a"))));
}

TEST_CASE("A field may be more secret than its record, never less") {
  Marked m;
  const auto notes = field_number<&Task::notes>();
  m.mark(m.task("a"), Secrecy::confidential, {m.department("B")}, notes);
  CHECK(m.knows("C", ref(m.task("a"))));
  CHECK_FALSE(m.knows("C", ref(m.task("a")), notes));
  CHECK(m.knows("B", ref(m.task("a")), notes));
  m.mark(m.task("b"), Secrecy::confidential);
  m.mark(m.task("b"), Secrecy::open, {}, notes);
  CHECK_FALSE(m.knows("A", ref(m.task("b")), notes));
}

TEST_CASE("What ties two records together is known to who knows both") {
  Marked m;
  const Id<Dependency> link = m.text.add(Dependency{.from = m.task("a"), .to = m.task("b")});
  CHECK(m.knows("C", ref(link)));
  m.mark(m.task("a"), Secrecy::department);
  CHECK_FALSE(m.knows("C", ref(link)));
  CHECK(m.knows("A", ref(link)));
}

TEST_CASE("An entry of the register is as secret as it says, and known to who gets it") {
  Marked m;
  Information entry{.name = "prices",
                    .department = m.department("A"),
                    .audience = {{m.department("B")}},
                    .secrecy = Secrecy::confidential,
                    .secret_until = kRead};
  const Id<Information> prices = m.text.add(entry);
  CHECK(m.knows("A", ref(prices)));
  CHECK(m.knows("B", ref(prices)));
  CHECK_FALSE(m.knows("C", ref(prices)));
  entry.secret_until = kRead - 1;
  CHECK(m.knows("C", ref(m.text.add(entry))));
}

TEST_CASE(
    "Markings and handed copies never leave; who sent a suggestion its department alone knows") {
  Marked m;
  const Id<Marking> marking = m.mark(m.task("a"), Secrecy::open);
  CHECK_FALSE(m.knows("A", ref(marking)));
  const Id<Suggestion> idea =
      m.text.add(Suggestion{.title = "idea", .department = m.department("A"), .sender = "Li Ming"});
  CHECK(m.knows("A", ref(idea), field_number<&Suggestion::sender>()));
  CHECK(m.knows("B", ref(idea)));
  CHECK_FALSE(m.knows("B", ref(idea), field_number<&Suggestion::sender>()));
}

TEST_CASE("A person knows what the department may, and what names the person alone") {
  Marked m;
  const Id<Person> li = m.person("Li", "A"), wang = m.person("Wang", "A"),
                   zhao = m.person("Zhao", "");
  m.mark(m.task("a"), Secrecy::department);
  CHECK(m.knows(ref(li), ref(m.task("a"))));
  CHECK_FALSE(m.knows(ref(zhao), ref(m.task("a"))));
  CHECK(m.knows(ref(zhao), ref(m.task("b"))));  // internal
  const Id<Marking> marking = m.mark(m.task("b"), Secrecy::confidential);
  m.text.set<&Marking::people>(marking, RefSet<Person>{{li}});
  CHECK(m.knows(ref(li), ref(m.task("b"))));
  CHECK_FALSE(m.knows(ref(wang), ref(m.task("b"))));
  CHECK_FALSE(m.knows(ref(m.department("A")), ref(m.task("b"))));
  CHECK_FALSE(m.knows(ref(m.department("B")), ref(m.task("b"))));
}

TEST_CASE("What is marked for a group its departments, their people and its people know") {
  Marked m;
  const Id<Person> li = m.person("Li", "A"), chen = m.person("Chen", "C"), wu = m.person("Wu", "C");
  const Id<Group> board =
      m.text.add(Group{.name = "board", .departments = {{m.department("A")}}, .people = {{chen}}});
  const Id<Marking> marking = m.mark(m.task("b"), Secrecy::confidential);
  m.text.set<&Marking::groups>(marking, RefSet<Group>{{board}});
  for (const AnyRef who : {ref(m.department("A")), ref(li), ref(chen), ref(board)})
    CHECK(m.knows(who, ref(m.task("b"))));
  for (const AnyRef who : {ref(m.department("B")), ref(m.department("C")), ref(wu)})
    CHECK_FALSE(m.knows(who, ref(m.task("b"))));
}

TEST_CASE("A copy for a group holds what each in it may know") {
  Marked m;
  const Id<Person> chen = m.person("Chen", "C");
  const Id<Group> board =
      m.text.add(Group{.name = "board", .departments = {{m.department("A")}}, .people = {{chen}}});
  m.mark(m.task("a"), Secrecy::department);
  const Id<Marking> marking = m.mark(m.task("c"), Secrecy::confidential, {m.department("A")});
  CHECK_FALSE(m.knows(ref(board), ref(m.task("a"))));
  CHECK_FALSE(m.knows(ref(board), ref(m.task("c"))));
  m.text.set<&Marking::people>(marking, RefSet<Person>{{chen}});
  CHECK(m.knows(ref(board), ref(m.task("c"))));
  // Nobody in it: as for somebody outside.
  const Id<Group> nobody = m.text.add(Group{.name = "nobody"});
  CHECK_FALSE(m.knows(ref(nobody), ref(m.task("b"))));
}

TEST_CASE("An entry of the register is known to the people and groups that get it") {
  Marked m;
  const Id<Person> li = m.person("Li", "B");
  const Id<Group> group = m.text.add(Group{.name = "g", .departments = {{m.department("C")}}});
  const Id<Information> prices = m.text.add(Information{.name = "prices",
                                                        .department = m.department("A"),
                                                        .secrecy = Secrecy::confidential,
                                                        .people = {{li}},
                                                        .groups = {{group}}});
  CHECK(m.knows(ref(li), ref(prices)));
  CHECK(m.knows(ref(m.department("C")), ref(prices)));
  CHECK_FALSE(m.knows(ref(m.department("B")), ref(prices)));
}

// Who is meant, by asking everybody about everything.
TEST_CASE("Departments, people and groups know what they are named for, and nobody else") {
  CHECK(rc::check([](std::uint64_t seed) {
    test::Dice dice(seed);
    Marked m;
    const std::vector<std::string> names{"A", "B", "C"};
    std::vector<Id<Person>> people;
    for (int i = 0; i < 6; ++i)
      people.push_back(m.person(std::to_string(i), dice.chance(80) ? names[dice.below(3)] : ""));
    std::vector<Id<Group>> groups;
    for (int i = 0; i < 3; ++i)
      groups.push_back(
          m.text.add(Group{.name = "g",
                           .departments = {test::some_of<Department>(m.plan, dice, 25)},
                           .people = {test::some_of<Person>(m.plan, dice, 25)}}));
    const bool is_confidential = dice.chance(50);
    const Marking& marking = *m.plan.find(
        m.text.add(Marking{.kind = static_cast<std::int32_t>(Kind::task),
                           .record = {m.task("a").value},
                           .secrecy = is_confidential ? Secrecy::confidential : Secrecy::department,
                           .audience = {test::some_of<Department>(m.plan, dice, 25)},
                           .until = {},
                           .reason = {},
                           .people = {test::some_of<Person>(m.plan, dice, 25)},
                           .groups = {test::some_of<Group>(m.plan, dice, 30)}}));
    const auto holds = [](const auto& set, auto one) {
      return std::ranges::find(set.ids, one) != set.ids.end();
    };
    const auto department_knows = [&](Id<Department> one) {
      bool yes = holds(marking.audience, one) || (!is_confidential && one == m.department("A"));
      for (const Id<Group> group : marking.groups.ids)
        yes = yes || holds(m.plan.find(group)->departments, one);
      return yes;
    };
    const auto person_knows = [&](Id<Person> one) {
      const Id<Department> of = m.plan.find(one)->department;
      bool yes = (of && department_knows(of)) || holds(marking.people, one);
      for (const Id<Group> group : marking.groups.ids)
        yes = yes || holds(m.plan.find(group)->people, one);
      return yes;
    };
    const AnyRef task = ref(m.task("a"));
    for (const std::string& name : names)
      RC_ASSERT(m.knows(ref(m.department(name)), task) == department_knows(m.department(name)));
    for (const Id<Person> one : people) RC_ASSERT(m.knows(ref(one), task) == person_knows(one));
    for (const Id<Group> one : groups) {
      const Group& group = *m.plan.find(one);
      bool all = !group.departments.ids.empty() || !group.people.ids.empty();
      for (const Id<Department> of : group.departments.ids) all = all && department_knows(of);
      for (const Id<Person> of : group.people.ids) all = all && person_knows(of);
      RC_ASSERT(m.knows(ref(one), task) == all);
    }
  }));
}

TEST_CASE("Rings of parts, however long, come to an end") {
  Marked m;
  const Id<Goal> first = m.text.add(Goal{.title = "0"});
  Id<Goal> last = first;
  for (int i = 0; i < 3000; ++i) last = m.text.add(Goal{.title = "g", .parent = last});
  m.mark(first, Secrecy::confidential);
  CHECK_FALSE(m.knows("A", ref(last)));  // too deep to be sure of
}

}  // namespace
}  // namespace tongzhou
