#include "exchange/audience_copy.h"

#include <algorithm>
#include <set>

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "exchange/json.h"
#include "exchange/leak_check.h"
#include "model/check_plan.h"
#include "model/outline.h"
#include "schedule/schedule.h"
#include "support/canaries.h"
#include "support/plan_text.h"
#include "support/same_plan.h"
#include "support/task_named.h"

namespace tongzhou {
namespace {

const Day kCopied = from_civil(2026, 9, 1);
const SaveNote kBy{.program = "1", .person = "P", .department = "D", .unix_milliseconds = 5};

TEST_CASE("A copy holds exactly the texts that its audience may know") {
  CHECK(rc::check([](std::uint64_t seed) {
    test::CanaryCase random(seed);
    random.order.dates = static_cast<CopyDates>(random.dice.below(3));
    const AudienceCopy copy = make_audience_copy(random.plan, random.order);
    const std::set<std::string> allowed = random.visible_texts();
    std::size_t seen = 0;
    for (const KindInfo& kind : all_kinds()) {
      const AnyTable& of_kind = *copy.plan.table(kind.kind);
      for (Slot slot = 0; slot < of_kind.slot_count(); ++slot)
        for (const FieldInfo& field : kind.fields) {
          if (field.type != ValueType::text || field.role == Role::order) continue;
          const std::string& text = *field.text(of_kind.row(slot));
          if (text.empty() || text == "for them") continue;
          RC_ASSERT(allowed.contains(text));
          ++seen;
        }
    }
    std::size_t wanted = 0;
    for (const std::string& text : allowed) wanted += text.starts_with("密") ? 1 : 0;
    // All of them arrive, but what the plan's own audience was called.
    RC_ASSERT(seen + 1 >= wanted);
    // And nothing else is in the bytes, in any form.
    const auto bytes = encode_audience_copy(random.plan, {}, copy, kBy);
    if (!bytes) RC_LOG(say(Language::english, bytes.error().what));
    RC_ASSERT(bytes.has_value());
  }));
}

TEST_CASE("A copy is a sound plan in a space of its own") {
  CHECK(rc::check([](std::uint64_t seed) {
    test::CanaryCase random(seed);
    const Plan copy = make_audience_copy(random.plan, random.order).plan;
    const auto bytes = encode_plan_file(copy, {}, kBy);
    RC_ASSERT(bytes.has_value());
    const auto read = decode_plan_file(*bytes);
    RC_ASSERT(read.has_value());
    RC_ASSERT(copy.id() != random.plan.id());
    RC_ASSERT(copy.version().size() == 1);
    RC_ASSERT(copy.kept_values().empty());
    RC_ASSERT(copy.foreign_records().empty());
    for (const KindInfo& kind : all_kinds()) {
      const AnyTable& table = *copy.table(kind.kind);
      for (Slot slot = 0; slot < table.slot_count(); ++slot) {
        RC_ASSERT(!table.row(slot).deleted);
        for (const FieldInfo& field : kind.fields) {
          if (!field.refers_to) continue;
          const Value value = field.value_of(table.row(slot));
          if (const auto* one = std::get_if<AnyId>(&value))
            RC_ASSERT(!*one || copy.is_live({*field.refers_to, *one}));
          if (const auto* many = std::get_if<AnyRefs>(&value))
            for (const AnyId id : *many) RC_ASSERT(copy.is_live({*field.refers_to, id}));
        }
      }
    }
  }));
}

TEST_CASE("Plans that differ in what is withheld alone make the same bytes") {
  CHECK(rc::check([](std::uint64_t seed) {
    test::CanaryCase random(seed);
    const Plan& plan = random.plan;
    Plan other = plan;
    const SecrecyTable table(plan, kCopied);
    const VisiblePart part(table, random.order.audience);
    ChangeBuilder builder(other, random.dice.random(), {});
    for (const KindInfo& kind : all_kinds()) {
      if (kind.kind == Kind::marking) continue;  // says what is withheld
      const AnyTable& of_kind = *plan.table(kind.kind);
      for (Slot slot = 0; slot < of_kind.slot_count(); ++slot) {
        const AnyRef record{kind.kind, of_kind.id(slot)};
        if (of_kind.row(slot).deleted) continue;
        for (const FieldInfo& field : kind.fields) {
          // References, and days that end a secrecy, decide what is withheld.
          const bool is_plain = field.type == ValueType::text || field.type == ValueType::minutes ||
                                field.type == ValueType::integer ||
                                field.type == ValueType::instant;
          // How secret these are, and whether a letter was sent, they say themselves.
          const bool decides = (kind.kind == Kind::information || kind.kind == Kind::letter) &&
                               field.type == ValueType::integer;
          if (!is_plain || decides || part.has(record, field.number)) continue;
          Value value = test::make_random_value(random.dice, field.type);
          if (field.fits(value)) builder.set(record, field.number, std::move(value));
        }
      }
    }
    const Id<Task> secret = builder.create(Task{.title = "another secret task"});
    builder.create(Marking{.kind = static_cast<std::int32_t>(Kind::task),
                           .record = {secret.value},
                           .secrecy = Secrecy::confidential,
                           .audience = {},
                           .until = {},
                           .reason = {}});
    test::must_change(other, std::move(builder).take(), 4);
    const auto of = [&](const Plan& one) {
      return encode_plan_file(make_audience_copy(one, random.order).plan, {}, kBy).value();
    };
    const bool is_same = of(plan) == of(other);
    if (!is_same)
      RC_LOG(test::first_difference(make_audience_copy(plan, random.order).plan,
                                    make_audience_copy(other, random.order).plan));
    RC_ASSERT(is_same);
  }));
}

TEST_CASE("Copies for two audiences have no id in common") {
  test::CanaryCase random(7);
  const auto ids_of = [&](CopyKey key) {
    random.order.key = key;
    const Plan copy = make_audience_copy(random.plan, random.order).plan;
    std::set<std::uint64_t> ids{copy.id().value, copy.version().front().replica.value};
    for (const KindInfo& kind : all_kinds()) {
      const AnyTable& table = *copy.table(kind.kind);
      for (Slot slot = 0; slot < table.slot_count(); ++slot) ids.insert(table.id(slot).value);
    }
    return ids;
  };
  const auto first = ids_of(test::kCanaryKey), second = ids_of(CopyKey{{9}});
  REQUIRE(first.size() > 50);
  REQUIRE(second.size() == first.size());
  for (const std::uint64_t id : first) CHECK_FALSE(second.contains(id));
  CHECK(ids_of(test::kCanaryKey) == first);
}

// --- Dates
// -----------------------------------------------------------------------------------------

struct Held {
  TextPlan text = plan_from_text("a 3d dept A; b 1d dept B after a; c 1d dept B after b");
  CopyOrder order{.audience = {}, .audience_name = "B", .key = test::kCanaryKey, .today = kCopied};
  Held() {
    for (const auto& entry : text.plan.table<Department>().live())
      if (entry.record.name == "B") order.audience.departments = {entry.id};
    text.add(Marking{.kind = static_cast<std::int32_t>(Kind::task),
                     .record = {test::id_named(text.plan, "a").value},
                     .secrecy = Secrecy::confidential,
                     .audience = {},
                     .until = {},
                     .reason = {}});
  }
  Instant start_in(const Plan& plan, std::string_view task) const {
    const Slot slot = plan.table<Task>().find_slot(test::id_named(plan, task));
    return make_schedule(plan).tasks[slot].start;
  }
};

TEST_CASE("Dates that something withheld moves stay, come to the week, or are as without it") {
  Held held;
  const Instant here = held.start_in(held.text.plan, "b");
  const Instant after = held.start_in(held.text.plan, "c");

  const AudienceCopy exact = make_audience_copy(held.text.plan, held.order);
  CHECK(held.start_in(exact.plan, "b") == here);
  CHECK(held.start_in(exact.plan, "c") == after);
  CHECK(exact.facts.moved == std::vector{test::id_named(held.text.plan, "b")});
  // What follows by itself is not held besides.
  CHECK(exact.plan.find(test::id_named(exact.plan, "c"))->constraint ==
        Constraint::as_soon_as_possible);

  held.order.dates = CopyDates::weeks;
  const Plan weeks = make_audience_copy(held.text.plan, held.order).plan;
  CHECK(weekday_of(day_of(held.start_in(weeks, "b"))) == 0);
  CHECK(held.start_in(weeks, "b") >= here);

  held.order.dates = CopyDates::recomputed;
  CHECK(held.start_in(make_audience_copy(held.text.plan, held.order).plan, "b") < here);
}

TEST_CASE("What goes and what stays is counted") {
  Held held;
  const CopyFacts facts = make_audience_copy(held.text.plan, held.order).facts;
  const auto of = [&](Kind kind) {
    return *std::ranges::find(facts.kinds, kind, &CopyFacts::OfKind::kind);
  };
  CHECK(of(Kind::task).goes == 2);
  CHECK(of(Kind::task).stays == 1);
  CHECK(of(Kind::dependency).goes == 1);
  CHECK(of(Kind::dependency).stays == 1);
  CHECK(facts.withheld == std::vector{ref(test::id_named(held.text.plan, "a"))});
  // The dependency is a part of the task.
  CHECK(facts.classes[static_cast<std::size_t>(Secrecy::confidential)] == 2);
  CHECK(facts.classes[static_cast<std::size_t>(Secrecy::internal)] == 0);
  REQUIRE(facts.departments.size() == 1);
  CHECK(held.text.plan.name_of(ref(facts.departments.begin()->first)) == "A");
}

TEST_CASE("Rows keep their order") {
  TextPlan text = plan_from_text("z 1d dept A; y 1d; x 1d; w 1d");
  const CopyOrder order{.audience = {{(*text.plan.table<Department>().live().begin()).id}},
                        .audience_name = "B",
                        .key = test::kCanaryKey,
                        .today = kCopied};
  const auto titles = [](const Plan& plan) {
    std::vector<std::string> titles;
    for (const Outline::Row& row : build_outline(plan).rows)
      titles.push_back(plan.table<Task>()[row.task].record.title);
    return titles;
  };
  CHECK(titles(make_audience_copy(text.plan, order).plan) == titles(text.plan));
}

// --- Looking through bytes
// -------------------------------------------------------------------------

std::span<const std::byte> searched(std::string_view text) {
  return std::as_bytes(std::span(text));
}

LeakCheck looking_for(std::string_view secret, std::string_view allowed = {}) {
  LeakCheck check;
  check.allow(allowed);
  check.withhold(secret);
  check.prepare();
  return check;
}

TEST_CASE("Withheld words are found in whatever form they stand") {
  const LeakCheck check = looking_for("年度薪酬方案");
  CHECK(check.find_in(searched("nothing of it")).empty());
  CHECK(check.find_in(searched("…年度薪酬方案…")).size() == 1);
  CHECK(check.find_in(searched(R"("\u5e74\u5ea6\u85aa\u916c\u65b9\u6848")")).size() == 1);
  CHECK(check.find_in(searched("e5b9b4e5baa6e896aae985ace696b9e6a188")).size() == 1);
  // At each of the three places that it can have among digits of base64.
  for (const char* digits :
       {"5bm05bqm6Jaq6YWs5pa55qGI", "IOW5tOW6puiWqumFrOaWueahiA==", "ICDlubTluqbolqrphazmlrnmoYg="})
    CHECK(check.find_in(searched(digits)).size() == 1);
  const std::string little("\x74\x5e\xa6\x5e\xaa\x85\x6c\x91\xb9\x65\x48\x68", 12);
  CHECK(check.find_in(searched("x" + little)).size() == 1);
  const std::string big("\x5e\x74\x5e\xa6\x85\xaa\x91\x6c\x65\xb9\x68\x48", 12);
  CHECK(check.find_in(searched(big)).size() == 1);
}

TEST_CASE("What may be known is not looked for, nor what is short") {
  CHECK(looking_for("salary plan", "the salary plan of 2026")
            .find_in(searched("salary plan"))
            .empty());
  CHECK(looking_for("salary").find_in(searched("salary")).empty());
}

// Exporters that make mistakes others have made.
TEST_CASE("Copies that keep history, what was deleted, old ids or other sides are caught") {
  Held held;
  Plan& plan = held.text.plan;
  const auto bytes_with = [&](const Plan& copy, std::span<const Change> history) {
    return encode_plan_file(copy, history, kBy).value();
  };
  const Id<Task> secret = test::id_named(plan, "a");
  SeededRandom random{4};
  std::vector<Change> history;
  const auto edit = [&](Draft draft) {
    history.push_back(plan.stamp(std::move(draft), ReplicaId{0x1234567812345678}, {}));
    REQUIRE(plan.apply(history.back()).has_value());
  };
  ChangeBuilder names(plan, random, {});
  names.set<&Task::title>(secret, "confidential takeover");
  edit(std::move(names).take());
  const AudienceCopy copy = make_audience_copy(plan, held.order);
  const LeakCheck check = make_leak_check(plan, history, copy.plan);
  CHECK(find_leaks(check, bytes_with(copy.plan, {})).empty());

  CHECK_FALSE(find_leaks(check, bytes_with(copy.plan, history)).empty());
  Plan all = plan.copy_as({77});  // nothing taken out
  CHECK_FALSE(find_leaks(check, bytes_with(all, {})).empty());

  // A tombstone, with what it held.
  PlanLoader loader({77});
  loader.add(Entry<PlanInfo>{{77}, false, {}, {}});
  loader.add(Entry<Task>{{5}, true, {.title = "confidential takeover"}, {}});
  CHECK_FALSE(find_leaks(check, bytes_with(std::move(loader).take(), {})).empty());
  // Only its id.
  PlanLoader old_id({77});
  old_id.add(Entry<PlanInfo>{{77}, false, {}, {}});
  old_id.add(Entry<Task>{secret, false, {}, {}});
  CHECK_FALSE(find_leaks(check, bytes_with(std::move(old_id).take(), {})).empty());
  // Only who wrote it.
  PlanLoader writer({77});
  (void)writer.add_replica({0x1234567812345678}, 1);
  writer.note_counter(1);
  writer.add(Entry<PlanInfo>{{77}, false, {}, {}});
  CHECK_FALSE(find_leaks(check, bytes_with(std::move(writer).take(), {})).empty());
}

}  // namespace
}  // namespace tongzhou
