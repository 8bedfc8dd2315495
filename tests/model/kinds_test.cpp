#include "model/kinds.h"

#include <catch2/catch_test_macros.hpp>

#include "model/plan.h"

namespace tongzhou {
namespace {

TEST_CASE("Every kind and field is found at run time under its number") {
  std::size_t kinds = 0;
  Records::for_each([&]<class Record>() {
    const KindInfo* kind = find_kind(Description<Record>::kind);
    REQUIRE(kind != nullptr);
    CHECK(kind == &all_kinds()[kinds++]);
    CHECK(kind->name == Description<Record>::name);
    CHECK(kind->label == Description<Record>::label);
    std::size_t fields = 0;
    for_each_field<Record>([&](const auto& field) {
      CHECK(field_of_kind(kind->kind, field.number) == &kind->fields[fields++]);
    });
    CHECK(kind->fields.size() == fields);
  });
  CHECK(all_kinds().size() == kinds);
  CHECK(find_kind(Kind{0}) == nullptr);
  CHECK(find_kind(Kind{200}) == nullptr);
  CHECK(fields_of_kind(Kind{200}).empty());
  CHECK(field_of_kind(Kind::task, kDeleted) == nullptr);
  CHECK(field_of_kind(Kind::task, 200) == nullptr);
}

TEST_CASE("Every choice and every label of a change has a key for files") {
  for (const KindInfo& kind : all_kinds())
    for (const FieldInfo& field : kind.fields)
      for (const Word choice : field.choices) {
        INFO(kind.name << "." << field.name);
        CHECK(find_word(key_of(choice)) == choice);
        CHECK(choice != Word::none);
      }
  CHECK(make_label(Word::did_add_record).key == "did_add_record");
}

TEST_CASE("A field seen at run time is the member of its description") {
  Records::for_each([&]<class Record>() {
    const KindInfo& kind = *find_kind(Description<Record>::kind);
    for_each_field<Record>([&](const auto& field) {
      using Member = typename std::decay_t<decltype(field)>::Member;
      const FieldInfo& info = *kind.find_field(field.number);
      CAPTURE(kind.name, field.name);
      CHECK(info.name == field.name);
      CHECK(info.role == field.role);
      CHECK(info.label == field.label);
      CHECK(info.type == kTypeOf<Stored<Member>>);
      Entry<Record> entry;
      CHECK(info.value_of(entry) == to_value(entry.record.*field.member));
      CHECK(info.is_same(entry, kind.blank()));
      CHECK((info.text(entry) != nullptr) == std::is_same_v<Member, std::string>);
      info.clear(entry);
      CHECK(entry.record.*field.member == Member{});
      CHECK(info.fits(to_value(Record{}.*field.member)));
      CHECK(info.write(entry, to_value(Record{}.*field.member)));
      CHECK(entry.record.*field.member == Record{}.*field.member);
      CHECK_FALSE(info.fits(Value{}));
      CHECK_FALSE(info.write(entry, Value{}));
    });
  });
}

TEST_CASE("A field takes the values that its member takes, and no others") {
  const FieldInfo& constraint = *field_of_kind(Kind::task, field_number<&Task::constraint>());
  const FieldInfo& percent = *field_of_kind(Kind::task, field_number<&Task::percent>());
  const FieldInfo& parent = *field_of_kind(Kind::task, field_number<&Task::parent>());
  const FieldInfo& with = *field_of_kind(Kind::task, field_number<&Task::participants>());
  Entry<Task> entry;
  CHECK(constraint.write(entry, std::int64_t{7}));
  CHECK(entry.record.constraint == Constraint::must_finish_on);
  CHECK_FALSE(constraint.write(entry, std::int64_t{8}));
  CHECK_FALSE(constraint.write(entry, std::int64_t{-1}));
  CHECK(entry.record.constraint == Constraint::must_finish_on);
  CHECK_FALSE(percent.fits(std::int64_t{1} << 40));
  CHECK(parent.write(entry, AnyId{3}));
  CHECK(entry.record.parent == Id<Task>{3});
  CHECK(with.write(entry, AnyRefs{{3}, {4}}));
  CHECK(entry.record.participants.ids.size() == 2);
  CHECK_FALSE(with.write(entry, AnyRefs{{4}, {3}}));
  CHECK(parent.refers_to == Kind::task);
  CHECK(with.refers_to == Kind::department);
  CHECK(constraint.choices.size() == 8);
}

TEST_CASE("A table seen at run time is the plan's own") {
  PlanLoader loader({1});
  AnyTable& tasks = *loader.table(Kind::task);
  Row* row = tasks.add({7}, find_kind(Kind::task)->blank());
  REQUIRE(row != nullptr);
  CHECK(field_of_kind(Kind::task, field_number<&Task::title>())->write(*row, "设计"));
  CHECK(tasks.add({7}, *row) == nullptr);
  CHECK(tasks.add({0}, *row) == nullptr);
  CHECK(loader.table(Kind{200}) == nullptr);
  const Plan plan = std::move(loader).take();
  REQUIRE(plan.find(Id<Task>{7}) != nullptr);
  CHECK(plan.find(Id<Task>{7})->title == "设计");
  CHECK(plan.table(Kind::task)->id(0) == AnyId{7});
  CHECK(plan.table(Kind::task)->live_count() == 1);
  CHECK(plan.find_row({Kind::task, {7}}) == &plan.table<Task>()[0]);
  CHECK(plan.find_row({Kind::person, {7}}) == nullptr);
}

}  // namespace
}  // namespace tongzhou
