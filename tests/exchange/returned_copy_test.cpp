#include "exchange/returned_copy.h"

#include <algorithm>

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "exchange/audience_copy.h"
#include "model/conflicts.h"
#include "model/difference.h"
#include "model/outline.h"
#include "support/plan_text.h"
#include "support/random_plan.h"
#include "support/task_named.h"

namespace tongzhou {
namespace {

const Day kBack = from_civil(2026, 9, 3);
constexpr CopyKey kOfCopy{{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3}};

// A plan of A, B and C, of which B gets a copy; what A keeps to itself stays.
struct Handed {
  TextPlan text = plan_from_text(
      "secret 3d dept A; open 1d dept B after secret; late 2d dept B after open; c 1d dept C");
  Plan& plan = text.plan;
  HandedCopy note{.audience = {}, .made = {}, .key = to_text(kOfCopy), .returned = {}};
  PlanFile there;

  Handed() {
    for (const auto& entry : plan.table<Department>().live())
      if (entry.record.name == "B") note.audience.ids = {entry.id};
    mark(id("secret"));
    hand();
  }
  Id<Task> id(std::string_view name) const { return test::id_named(plan, name); }
  void mark(Id<Task> task, FieldNumber field = 0) {
    text.add(Marking{.kind = static_cast<std::int32_t>(Kind::task),
                     .record = {task.value},
                     .field = field,
                     .secrecy = Secrecy::confidential,
                     .audience = {},
                     .until = {},
                     .reason = {}});
  }
  void hand() {
    note.version = version_text(plan);
    there.plan = make_audience_copy(plan, {.audience = audience_of(note),
                                           .audience_name = "B",
                                           .key = kOfCopy,
                                           .dates = CopyDates::recomputed,
                                           .today = kBack})
                     .plan;
    there.saved = {.program = {}, .person = "Wang", .department = "B", .unix_milliseconds = 9};
  }
  // B edits its copy.
  template <class Edit>
  void edit(Edit&& write, std::uint64_t replica = 0x55aa'0000'1111'0000) {
    SeededRandom random(replica);
    ChangeBuilder builder(there.plan, random, {});
    write(builder, there.plan);
    REQUIRE(
        there.plan.apply(there.plan.stamp(std::move(builder).take(), {replica}, {})).has_value());
  }
  ReturnedCopy read() const { return read_returned_copy(plan, note, there, kBack).value(); }
  void take() {
    ReturnedCopy back = read();
    REQUIRE(plan.apply(back.change).has_value());
  }
  const Task& task(std::string_view name) const { return *plan.find(id(name)); }
};

TEST_CASE("What readers wrote becomes a change of the plan") {
  Handed handed;
  handed.edit([](ChangeBuilder& builder, const Plan& copy) {
    builder.set<&Task::notes>(test::id_named(copy, "open"), "from B");
    builder.create(Task{.title = "new", .parent = {}, .notes = "made by B"});
  });
  const ReturnedCopy back = handed.read();
  CHECK(back.proposals.empty());
  CHECK(back.change.author.person == "Wang");
  REQUIRE(handed.plan.apply(back.change).has_value());
  CHECK(handed.task("open").notes == "from B");
  CHECK(handed.task("new").notes == "made by B");
  CHECK(handed.task("secret").title == "secret");
  CHECK(find_conflicts(handed.plan).empty());
}

TEST_CASE("A copy that nobody wrote into brings nothing") {
  CHECK(Handed().read().change.edits.empty());
}

TEST_CASE("Everyone who holds the plan makes the same change of it") {
  Handed handed;
  handed.edit([](ChangeBuilder& builder, const Plan& copy) {
    builder.create(Task{.title = "new", .order = "V"});
    builder.set<&Task::notes>(test::id_named(copy, "c"), "x");
  });
  CHECK(handed.read().change == handed.read().change);
  handed.take();
  handed.take();  // once more changes nothing
  CHECK(handed.read().change.edits.empty());
}

TEST_CASE("What was written here meanwhile is not overwritten: it is a conflict") {
  Handed handed;
  handed.edit([](ChangeBuilder& builder, const Plan& copy) {
    builder.set<&Task::notes>(test::id_named(copy, "open"), "from B");
  });
  handed.text.set<&Task::notes>(handed.id("open"), "from A");
  handed.take();
  const auto conflicts = find_conflicts(handed.plan);
  REQUIRE(conflicts.size() == 1);
  CHECK(conflicts.front().field == field_number<&Task::notes>());
  CHECK(conflicts.front().siblings.size() == 2);
}

TEST_CASE("Coming back again, a copy goes on from where it was") {
  Handed handed;
  const auto write = [&](std::string text) {
    handed.edit([&](ChangeBuilder& builder, const Plan& copy) {
      builder.set<&Task::notes>(test::id_named(copy, "open"), text);
    });
  };
  write("first");
  handed.take();
  handed.note.returned = version_text(handed.there.plan);
  write("second");
  handed.take();
  CHECK(handed.task("open").notes == "second");
  CHECK(find_conflicts(handed.plan).empty());
}

TEST_CASE("What readers could not see whole they do not delete or move by themselves") {
  Handed handed;
  // A hidden dependency hangs on it.
  handed.edit([](ChangeBuilder& builder, const Plan& copy) {
    builder.remove(ref(test::id_named(copy, "open")));
  });
  const ReturnedCopy back = handed.read();
  CHECK(back.proposals.contains({ref(handed.id("open")), kDeleted}));

  Handed whole;
  whole.edit([](ChangeBuilder& builder, const Plan& copy) {
    builder.remove(ref(test::id_named(copy, "c")));
  });
  CHECK(whole.read().proposals.empty());
  whole.take();
  CHECK_FALSE(whole.plan.is_live(ref(Id<Task>{whole.text["c"]})));
}

TEST_CASE("Writing into a withheld field, or over a hidden reference, is proposed") {
  Handed handed;
  handed.mark(handed.id("open"), field_number<&Task::notes>());
  handed.hand();
  handed.edit([](ChangeBuilder& builder, const Plan& copy) {
    builder.set<&Task::notes>(test::id_named(copy, "open"), "guess");
  });
  CHECK(handed.read().proposals.contains({ref(handed.id("open")), field_number<&Task::notes>()}));

  Handed under;
  under.text.set<&Task::parent>(under.id("late"), under.id("secret"));
  under.text.add(Marking{.kind = static_cast<std::int32_t>(Kind::task),
                         .record = {under.id("late").value},
                         .secrecy = Secrecy::internal,
                         .audience = {},
                         .until = {},
                         .reason = {}});
  under.hand();
  under.edit([](ChangeBuilder& builder, const Plan& copy) {
    builder.set<&Task::parent>(test::id_named(copy, "late"), test::id_named(copy, "open"));
  });
  CHECK(under.read().proposals.contains({ref(under.id("late")), field_number<&Task::parent>()}));
}

TEST_CASE("What was marked only after the copy went is proposed, both ways") {
  Handed handed;
  handed.edit([](ChangeBuilder& builder, const Plan& copy) {
    builder.set<&Task::notes>(test::id_named(copy, "c"), "B");
  });
  handed.text.add(Marking{.kind = static_cast<std::int32_t>(Kind::task),
                          .record = {handed.id("c").value},
                          .secrecy = Secrecy::internal,
                          .audience = {},
                          .until = {},
                          .reason = {}});
  CHECK(handed.read().proposals.contains({ref(handed.id("c")), field_number<&Task::notes>()}));
}

TEST_CASE("Nobody lets themselves into a group or a department by a copy that comes back") {
  Handed handed;
  const Id<Department> b = handed.note.audience.ids.front();
  const Id<Group> board = handed.text.add(Group{.name = "board"});
  const Id<Person> li = handed.text.add(Person{.name = "Li"});
  handed.hand();
  handed.edit([&](ChangeBuilder& builder, const Plan& copy) {
    const auto& group = *copy.table<Group>().live().begin();
    const auto& person = *copy.table<Person>().live().begin();
    const Id<Department> there{CopyIds(kOfCopy).of(ref(b)).value};
    builder.set<&Group::departments>(group.id, RefSet<Department>{{there}});
    builder.set<&Group::people>(group.id, RefSet<Person>{{person.id}});
    builder.set<&Group::purpose>(group.id, "to steer");
    builder.set<&Person::department>(person.id, there);
  });
  const auto proposals = handed.read().proposals;
  CHECK(proposals ==
        std::set<std::pair<AnyRef, FieldNumber>>{{ref(board), field_number<&Group::departments>()},
                                                 {ref(board), field_number<&Group::people>()},
                                                 {ref(li), field_number<&Person::department>()}});
}

TEST_CASE("A copy for a person comes back like any other") {
  Handed handed;
  const Id<Person> li =
      handed.text.add(Person{.name = "Li", .department = handed.note.audience.ids.front()});
  handed.note.audience = {};
  handed.note.people = {{li}};
  handed.hand();
  handed.edit([](ChangeBuilder& builder, const Plan& copy) {
    builder.set<&Task::notes>(test::id_named(copy, "open"), "from Li");
  });
  CHECK(handed.read().proposals.empty());
  handed.take();
  CHECK(handed.task("open").notes == "from Li");
}

TEST_CASE("Sets keep what readers could not see in them") {
  TextPlan text = plan_from_text("t 1d dept B; a 1d dept A; c 1d dept C");
  const auto department = [&](std::string_view name) {
    return text.departments.find(name)->second;
  };
  std::vector<Id<Department>> both{department("A"), department("C")};
  std::ranges::sort(both);
  text.set<&Task::participants>(text["t"], RefSet<Department>{both});
  text.add(Marking{.kind = static_cast<std::int32_t>(Kind::department),
                   .record = {department("A").value},
                   .secrecy = Secrecy::confidential,
                   .audience = {},
                   .until = {},
                   .reason = {}});
  HandedCopy note{.audience = {{department("B")}},
                  .made = {},
                  .key = to_text(kOfCopy),
                  .version = version_text(text.plan),
                  .returned = {}};
  PlanFile there;
  there.plan =
      make_audience_copy(
          text.plan,
          {.audience = {{department("B")}}, .audience_name = "B", .key = kOfCopy, .today = kBack})
          .plan;
  const Id<Task> task = test::id_named(there.plan, "t");
  CHECK(there.plan.find(task)->participants.ids.size() == 1);
  // C goes out, B comes in.
  SeededRandom random{4};
  ChangeBuilder builder(there.plan, random, {});
  Id<Department> b;
  for (const auto& entry : there.plan.table<Department>().live())
    if (entry.record.name == "B") b = entry.id;
  builder.set<&Task::participants>(task, {{b}});
  REQUIRE(there.plan.apply(there.plan.stamp(std::move(builder).take(), {77}, {})).has_value());
  const ReturnedCopy back = read_returned_copy(text.plan, note, there, kBack).value();
  REQUIRE(text.plan.apply(back.change).has_value());
  std::vector<Id<Department>> wanted{department("A"), department("B")};
  std::ranges::sort(wanted);
  CHECK(text.plan.find(text["t"])->participants.ids == wanted);
}

TEST_CASE("Rows stand where readers put them") {
  TextPlan text = plan_from_text("a 1d dept B; b 1d; c 1d; d 1d");
  const std::vector<Id<Department>> readers{text.departments.begin()->second};
  HandedCopy note{.audience = {readers},
                  .made = {},
                  .key = to_text(kOfCopy),
                  .version = version_text(text.plan),
                  .returned = {}};
  PlanFile there;
  there.plan =
      make_audience_copy(
          text.plan, {.audience = {readers}, .audience_name = "B", .key = kOfCopy, .today = kBack})
          .plan;
  SeededRandom random{4};
  ChangeBuilder builder(there.plan, random, {});
  const auto key = [&](std::string_view name) { return test::task_named(there.plan, name).order; };
  builder.set<&Task::order>(test::id_named(there.plan, "d"),
                            order_between(key("a"), key("b"), random));
  REQUIRE(there.plan.apply(there.plan.stamp(std::move(builder).take(), {77}, {})).has_value());
  REQUIRE(text.plan.apply(read_returned_copy(text.plan, note, there, kBack).value().change)
              .has_value());
  std::string titles;
  for (const Outline::Row& row : build_outline(text.plan).rows)
    titles += text.plan.table<Task>()[row.task].record.title;
  CHECK(titles == "adbc");
}

// Whatever a reader does: forged stamps, ids made up, fields that were withheld.
TEST_CASE(
    "A hostile copy changes nothing that its reader could not see, unless a person lets it in") {
  CHECK(rc::check([](std::uint64_t seed) {
    test::Dice dice(seed);
    Handed handed;
    const SecrecyTable table(handed.plan, kBack);
    const VisiblePart part(table, {handed.note.audience.ids});
    std::vector<std::pair<AnyRef, std::vector<Value>>> hidden;
    for (const KindInfo& kind : all_kinds()) {
      const AnyTable& rows = *handed.plan.table(kind.kind);
      for (Slot slot = 0; slot < rows.slot_count(); ++slot) {
        const AnyRef record{kind.kind, rows.id(slot)};
        if (part.has(record)) continue;
        std::vector<Value> values{rows.row(slot).deleted};
        for (const FieldInfo& field : kind.fields) values.push_back(field.value_of(rows.row(slot)));
        hidden.emplace_back(record, std::move(values));
      }
    }
    // A plan of any content under the id of the copy, some of its records under ids of the copy
    // and of the plan itself.
    Plan forged = test::make_random_plan(dice).copy_as(handed.there.plan.id());
    ChangeBuilder builder(forged, dice.random(), {});
    const CopyIds ids(kOfCopy);
    for (const auto& [record, values] : hidden) {
      const AnyRef target{record.kind, dice.chance(50) ? ids.of(record) : record.id};
      if (forged.find_row(target) == nullptr)
        builder.create(target, find_kind(record.kind)->blank());
      for (const FieldInfo& field : find_kind(record.kind)->fields) {
        Value value = test::make_random_value(dice, field.type);
        if (dice.chance(50) && field.fits(value))
          builder.set(target, field.number, std::move(value));
      }
      if (dice.chance(30)) builder.remove(target);
    }
    const std::uint64_t writer = dice.chance(30) ? ids.maker().value : dice.bits() | 1;
    Change change = forged.stamp(std::move(builder).take(), {writer}, {});
    RC_ASSERT(forged.apply(change).has_value());
    handed.there.plan = std::move(forged);

    const auto back = read_returned_copy(handed.plan, handed.note, handed.there, kBack);
    RC_ASSERT(back.has_value());
    // What is let in without asking.
    Change let_in = back->change;
    std::erase_if(let_in.edits, [&](const Edit& edit) {
      return back->proposals.contains({edit.record, edit.field});
    });
    for (const auto& [record, values] : hidden)
      for (const Edit& edit : let_in.edits) RC_ASSERT(edit.record != record);
    if (let_in.edits.empty()) return;
    RC_ASSERT(handed.plan.apply(let_in).has_value());
    for (const auto& [record, values] : hidden) {
      const Row& row = *handed.plan.find_row(record);
      RC_ASSERT(Value(row.deleted) == values[0]);
      std::size_t i = 1;
      for (const FieldInfo& field : find_kind(record.kind)->fields)
        RC_ASSERT(field.value_of(row) == values[i++]);
    }
  }));
}

}  // namespace
}  // namespace tongzhou
