// Who may know what: markings, copies that go out and come back, and the plan in a reader's eyes.
#include "app/sharing.h"

#include <catch2/catch_test_macros.hpp>

#include "app/calendar_files.h"
#include "app/file_forms.h"
#include "core/base64.h"
#include "exchange/returned_copy.h"
#include "exchange/sealing.h"
#include "exchange/zip_archive.h"
#include "insight/information.h"
#include "insight/secrecy.h"
#include "support/canaries.h"
#include "support/memory_desk.h"
#include "support/task_named.h"

namespace tongzhou::test {
namespace {

struct SharingDesk {
  MemoryDisk disk;
  MemoryDesk desk{disk};
  SharingDesk() {
    desk.open(plan_file_of("prices 3d dept A; print 1d dept B after prices; ship 1d dept B"));
    desk.edit(
        mark_secrecy(desk.open_plan(), desk.random, ref(task("prices")), 0, Secrecy::department));
  }
  const Plan& plan() { return desk.plan(); }
  Id<Task> task(std::string_view name) { return id_named(desk.plan(), name); }
  Id<Department> department(std::string_view name) {
    for (const auto& entry : plan().table<Department>().live())
      if (entry.record.name == name) return entry.id;
    return {};
  }
  // Handed out for B, as B reads it.
  NamedBytes hand() {
    const std::size_t before = desk.files.saved.size();
    desk.session.hand_copy(wish_for(plan(), ref(department("B"))));
    desk.settle();
    REQUIRE(desk.files.saved.size() == before + 1);
    return desk.files.saved.back();
  }
};

// What B makes of its copy.
NamedBytes edited(const NamedBytes& copy, std::string_view task, std::string notes) {
  PlanFile file = decode_plan_file(copy.bytes).value();
  SeededRandom random{8};
  ChangeBuilder builder(file.plan, random, {});
  builder.set<&Task::notes>(id_named(file.plan, task), std::move(notes));
  REQUIRE(file.plan.apply(file.plan.stamp(std::move(builder).take(), {0x77aa'1234'5678'0001}, {}))
              .has_value());
  return {"back.tongzhou",
          encode_plan_file(file.plan, {}, {.program = {}, .person = "Wang", .department = "B"})
              .value()};
}

TEST_CASE("a copy goes out without what its readers may not know, and the plan knows of it") {
  SharingDesk at;
  const NamedBytes copy = at.hand();
  const Plan there = decode_plan_file(copy.bytes)->plan;
  CHECK(there.table<Task>().live_count() == 2);
  CHECK(there.table<Marking>().live_count() == 0);
  CHECK(there.table<HandedCopy>().live_count() == 0);
  CHECK(there.info().audience == "B");
  const Entry<HandedCopy>* last =
      last_copy(at.plan(), wish_for(at.plan(), ref(at.department("B"))));
  REQUIRE(last != nullptr);
  CHECK_FALSE(last->record.version.empty());
  CHECK_FALSE(last->record.received.is_set());
  // Nothing changed by handing it out; what is written then counts, once.
  const auto changed = [&] {
    const SecrecyTable table(at.plan(), day_of(at.desk.session.now()));
    const VisiblePart part(table, audience_of(at.plan(), ref(at.department("B"))));
    return count_changed(at.plan(), *at.plan().find(last->id), part);
  };
  CHECK(changed() == 0);
  ChangeBuilder builder(at.plan(), at.desk.random, {});
  builder.set<&Task::notes>(at.task("ship"), std::string("by sea"));
  at.desk.edit(std::move(builder).take());
  CHECK(changed() == 1);
  // Of the same readers only the last can come back as changes.
  const Id<HandedCopy> first = last->id;
  at.hand();
  CHECK(at.plan().find(first)->version.empty());
}

TEST_CASE("a copy for reading opens at its readers', who cannot change anything") {
  SharingDesk at;
  at.desk.session.hand_copy(
      {.audience = {.departments = {at.department("B")}}, .for_reading = true});
  at.desk.settle();
  CHECK_FALSE(at.desk.session.is_for_reading());
  MemoryDisk disk;
  MemoryDesk reader(disk, 2);
  reader.settle();
  reader.open(at.desk.files.saved.back());
  REQUIRE(reader.session.open() != nullptr);
  CHECK(reader.session.is_for_reading());
  const std::uint64_t before = reader.plan().revision();
  reader.choose({"print"});
  reader.run("plan_rename", std::string("other"));
  reader.run("task_delete");
  reader.run("undo");
  reader.session.hand_copy({.each_department = true});
  reader.settle();
  CHECK(reader.plan().revision() == before);
  CHECK(reader.files.saved.empty());
  CHECK(reader.session.notices().back().text.find("只供阅读") != std::string::npos);
  reader.run("receipt_send");
  CHECK(reader.files.saved.size() == 1);
}

TEST_CASE("what comes back waits, is taken in, and can be taken back") {
  SharingDesk at;
  const NamedBytes copy = at.hand();
  at.desk.open(edited(copy, "ship", "two trucks"));
  REQUIRE(at.desk.session.incoming().size() == 1);
  CHECK(at.plan().find(at.task("ship"))->notes.empty());
  at.desk.run("merge_accept");
  CHECK(at.plan().find(at.task("ship"))->notes == "two trucks");
  const HandedCopy& handed =
      last_copy(at.plan(), wish_for(at.plan(), ref(at.department("B"))))->record;
  CHECK(handed.received.is_set());
  CHECK_FALSE(handed.returned.empty());
  // The same once more says that it is known.
  at.desk.open(edited(copy, "ship", "two trucks"));
  CHECK(at.desk.session.incoming().empty());
}

TEST_CASE("what readers could not see whole waits for a person") {
  SharingDesk at;
  const NamedBytes copy = at.hand();
  PlanFile file = decode_plan_file(copy.bytes).value();
  SeededRandom random{8};
  ChangeBuilder builder(file.plan, random, {});
  builder.remove(ref(id_named(file.plan, "print")));  // a hidden link hangs on it
  REQUIRE(file.plan.apply(file.plan.stamp(std::move(builder).take(), {0x77aa'1234'5678'0001}, {}))
              .has_value());
  const NamedBytes back{"back.tongzhou", encode_plan_file(file.plan, {}, {}).value()};
  at.desk.open(back);
  REQUIRE(at.desk.session.incoming().size() == 1);
  CHECK(at.desk.session.incoming().front().proposed == 1);
  at.desk.run("merge_accept");
  CHECK(at.plan().is_live(ref(at.task("print"))));
}

TEST_CASE("in a reader's eyes there is only what that reader has, and nothing can be changed") {
  SharingDesk at;
  const AnyId whole = at.plan().id();
  at.desk.run("read_as", ref(at.department("B")));
  REQUIRE(at.desk.session.is_reading());
  CHECK(at.plan().table<Task>().live_count() == 2);
  CHECK(at.plan().id() != whole);
  const std::uint64_t before = at.plan().revision();
  at.desk.run("plan_rename", std::string("other"));
  at.desk.run("undo");
  CHECK(at.plan().revision() == before);
  at.desk.run("export_json");
  const NamedBytes& json = at.desk.files.saved.back();
  const std::string text(reinterpret_cast<const char*>(json.bytes.data()), json.bytes.size());
  CHECK(text.find("prices") == std::string::npos);
  CHECK(text.find("print") != std::string::npos);
  at.desk.run("read_as_end");
  CHECK(at.plan().id() == whole);
  CHECK(at.plan().table<Task>().live_count() == 3);
  CHECK(at.plan().info().title != "other");
}

TEST_CASE("no file of any form that is made of a copy holds anything withheld") {
  constexpr int kExports = 200;
  int exports = 0, marks = 0;
  for (std::uint64_t seed = 1; exports < kExports; ++seed) {
    CanaryCase random(seed);
    const std::set<std::string> allowed = random.visible_texts();
    marks += static_cast<int>(allowed.size());
    const OpenPlan copy(make_audience_copy(random.plan, random.order).plan);
    for (const FormInfo& form : file_forms()) {
      const auto file = write_file(copy, form.form, {}, Language::chinese);
      if (!file) continue;  // what this form has no place for
      INFO("seed " << seed << ", " << form.id);
      CHECK(find_canary(contents_of(*file, form.form), allowed) == "");
      ++exports;
    }
    const NamedBytes calendar =
        calendar_file(copy, {}, random.order.today, Language::chinese, 1'790'000'000);
    INFO("seed " << seed << ", calendar");
    CHECK(find_canary(contents_of(calendar, FileForm::csv), allowed) == "");
  }
  CHECK(marks > kExports);
}

TEST_CASE("markings are changed in one place and go away whole") {
  SharingDesk at;
  const AnyRef prices = ref(at.task("prices"));
  const auto facts = [&] {
    return SecrecyTable(at.plan(), day_of(at.desk.session.now())).of(prices);
  };
  CHECK(facts().secrecy == Secrecy::department);
  at.desk.edit(mark_secrecy(at.desk.open_plan(), at.desk.random, prices, 0, Secrecy::confidential));
  at.desk.edit(
      toggle_reader(at.desk.open_plan(), at.desk.random, prices, 0, ref(at.department("B"))));
  CHECK(at.plan().table<Marking>().live_count() == 1);
  CHECK(facts().marking->audience.ids == std::vector{at.department("B")});
  at.desk.edit(
      toggle_reader(at.desk.open_plan(), at.desk.random, prices, 0, ref(at.department("B"))));
  CHECK(facts().marking->audience.ids.empty());
  at.desk.edit(mark_secrecy(at.desk.open_plan(), at.desk.random, prices, 0, std::nullopt));
  CHECK(at.plan().table<Marking>().live_count() == 0);
  CHECK(facts().secrecy == Secrecy::internal);
}

TEST_CASE("a copy for a person, and one for a group, hold what is theirs and come back") {
  SharingDesk at;
  SeededRandom& random = at.desk.random;
  ChangeBuilder builder(at.plan(), random, {});
  const Id<Person> li =
      builder.create(Person{.name = "李明", .department = at.department("B"), .order = "a"});
  const Id<Group> group = builder.create(
      Group{.name = "定价小组", .departments = {{at.department("A")}}, .people = {{li}}});
  at.desk.edit(std::move(builder).take());
  const AnyRef prices = ref(at.task("prices"));
  at.desk.edit(mark_secrecy(at.desk.open_plan(), random, prices, 0, Secrecy::confidential));
  at.desk.edit(toggle_reader(at.desk.open_plan(), random, prices, 0, ref(group)));
  const auto tasks_for = [&](AnyRef reader) {
    return preview_copy(at.desk.open_plan(), wish_for(at.plan(), reader), Day{20'000})
        .plan.table<Task>()
        .live_count();
  };
  CHECK(tasks_for(ref(li)) == 3);
  CHECK(tasks_for(ref(group)) == 3);
  CHECK(tasks_for(ref(at.department("A"))) == 3);
  CHECK(tasks_for(ref(at.department("B"))) == 2);

  for (const AnyRef reader : {ref(li), ref(group)}) {
    const CopyWish wish = wish_for(at.plan(), reader);
    CHECK(last_copy(at.plan(), wish) == nullptr);
    at.desk.session.hand_copy(wish);
    at.desk.settle();
    const NamedBytes copy = at.desk.files.saved.back();
    const std::string name = at.plan().name_of(reader);
    CHECK(copy.name.find(name) != std::string::npos);
    CHECK(decode_plan_file(copy.bytes)->plan.info().audience == name);
    REQUIRE(last_copy(at.plan(), wish) != nullptr);
    const std::string notes = "of " + name;
    at.desk.session.open_file(edited(copy, "ship", notes));
    at.desk.session.accept_incoming({});
    CHECK(at.plan().find(at.task("ship"))->notes == notes);
    CHECK(last_copy(at.plan(), wish)->record.received.is_set());
  }
  CHECK(last_copy(at.plan(), wish_for(at.plan(), ref(at.department("B")))) == nullptr);
}

TEST_CASE("of copies for somebody outside only the last is known whole, too") {
  SharingDesk at;
  const CopyWish outside = wish_for(at.plan(), {});
  CHECK(outside.audience.is_outside());
  for (int i = 0; i < 2; ++i) {
    at.desk.session.hand_copy(outside);
    at.desk.settle();
  }
  REQUIRE(at.plan().table<HandedCopy>().live_count() == 2);
  REQUIRE(last_copy(at.plan(), outside) != nullptr);
  CHECK_FALSE(last_copy(at.plan(), outside)->record.version.empty());
  int known = 0;
  for (const auto& entry : at.plan().table<HandedCopy>().live())
    known += entry.record.version.empty() ? 0 : 1;
  CHECK(known == 1);
}

TEST_CASE("rights in the register are turned, requests answered and refused") {
  SharingDesk at;
  const NewRecord entry =
      add_information(at.desk.open_plan(), at.desk.random, "capacity", at.department("A"));
  at.desk.edit(entry.draft);
  const Id<Information> id{entry.record.id.value};
  const auto right = [&] { return right_of(at.plan(), *at.plan().find(id), at.department("B")); };
  CHECK(right() == Right::none);
  at.desk.edit(set_right(at.desk.open_plan(), at.desk.random, id, at.department("B"), true, false));
  CHECK(right() == Right::gets);
  at.desk.edit(set_right(at.desk.open_plan(), at.desk.random, id, at.department("B"), false, true));
  CHECK(right() == Right::may_ask);
  const Day today = day_of(at.desk.session.now());
  at.desk.edit(refresh_information(at.desk.open_plan(), at.desk.random, id, today));
  CHECK(at.plan().find(id)->updated == today);

  const NewRecord asked =
      add_request(at.desk.open_plan(), at.desk.random, "how many", at.department("B"), today);
  at.desk.edit(asked.draft);
  const Id<InformationRequest> request{asked.record.id.value};
  CHECK_FALSE(is_overdue(*at.plan().find(request), today + 7));
  CHECK(is_overdue(*at.plan().find(request), today + 8));
  at.desk.edit(
      answer_request(at.desk.open_plan(), at.desk.random, request, RequestState::refused, today));
  CHECK(at.plan().find(request)->answered == today);
  CHECK_FALSE(is_overdue(*at.plan().find(request), today + 8));
}

TEST_CASE("every department gets its copy in one archive, and each can come back") {
  SharingDesk at;
  at.desk.session.hand_copy({.each_department = true});
  for (int i = 0; i < 10 && at.desk.files.saved.empty(); ++i) at.desk.settle();
  REQUIRE(at.desk.files.saved.size() == 1);
  const NamedBytes& archive = at.desk.files.saved.back();
  CHECK(archive.name.ends_with(".zip"));
  CHECK(at.plan().table<HandedCopy>().live_count() == 2);
  std::size_t read = 0;
  for (const auto& entry : at.plan().table<Department>().live())
    for (const std::string& name :
         {file_name(at.plan().info().title + " - " + entry.record.name, ".tongzhou")}) {
      const auto bytes = read_zipped(archive.bytes, name, 1U << 24U);
      REQUIRE(bytes.has_value());
      const auto file = decode_plan_file(std::as_bytes(std::span(*bytes)));
      REQUIRE(file.has_value());
      CHECK(file->plan.table<Task>().live_count() == (entry.record.name == "A" ? 3 : 2));
      CHECK(returned_copy(at.desk.open_plan(), *file, day_of(at.desk.clock.now)).has_value());
      ++read;
    }
  CHECK(read == 2);
}

TEST_CASE("copies for all are sealed, each for its own readers, or do not go at all") {
  SharingDesk at;
  at.desk.session.hand_copy(
      {.seal = SealHow::passphrase, .passphrase = "tide", .each_department = true});
  for (int i = 0; i < 10 && at.desk.files.saved.empty(); ++i) at.desk.settle();
  REQUIRE(at.desk.files.saved.size() == 1);
  for (const auto& entry : at.plan().table<Department>().live()) {
    const auto bytes = read_zipped(
        at.desk.files.saved.back().bytes,
        file_name(at.plan().info().title + " - " + entry.record.name, ".tongzhou"), 1U << 24U);
    REQUIRE(bytes.has_value());
    const auto sealed = std::as_bytes(std::span(*bytes));
    CHECK(is_sealed(sealed));
    CHECK(open_sealed(sealed, std::string_view("tide")).has_value());
  }
  // Nobody's key was compared.
  at.desk.session.hand_copy({.seal = SealHow::keys, .each_department = true});
  for (int i = 0; i < 10; ++i) at.desk.settle();
  CHECK(at.desk.files.saved.size() == 1);
  CHECK(!at.desk.session.is_making());
  CHECK(at.desk.session.notices().back().kind == Notice::Kind::trouble);
}

TEST_CASE("an edit while copies are made makes them anew, all of one plan") {
  SharingDesk at;
  at.desk.session.hand_copy({.each_department = true});
  View view;
  at.desk.session.advance(view);  // the first is made
  REQUIRE(at.desk.session.is_making());
  ChangeBuilder builder(at.plan(), at.desk.random, {});
  builder.set<&Task::title>(at.task("ship"), "sail");
  at.desk.edit(std::move(builder).take());
  for (int i = 0; i < 10 && at.desk.files.saved.empty(); ++i) at.desk.settle();
  REQUIRE(at.desk.files.saved.size() == 1);
  CHECK(at.plan().table<HandedCopy>().live_count() == 2);
}

TEST_CASE("a small plan goes as a link, a large one says that it does not fit") {
  SharingDesk at;
  CHECK_FALSE(at.desk.session.make_link().has_value());  // no address
  at.desk.files.address = "https://plans.example/t/";
  const auto link = at.desk.session.make_link();
  REQUIRE(link.has_value());
  const std::string_view head = "https://plans.example/t/#plan=";
  REQUIRE(link->starts_with(head));
  std::string text = link->substr(head.size());
  CHECK(text.find_first_of("+/") == std::string::npos);
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  const auto file = decode_plan_file(*decode_base64(text));
  REQUIRE(file.has_value());
  CHECK(file->plan.table<Task>().live_count() == 3);
  std::string noise;
  SeededRandom random(5);
  for (int i = 0; i < 40'000; ++i) noise += static_cast<char>('!' + mint<AnyId>(random).value % 90);
  ChangeBuilder builder(at.plan(), at.desk.random, {});
  builder.set<&Task::notes>(at.task("ship"), noise);
  at.desk.edit(std::move(builder).take());
  CHECK_FALSE(at.desk.session.make_link().has_value());
  CHECK(at.desk.session.notices().back().text.starts_with("计划太大，放不进链接"));
}

}  // namespace
}  // namespace tongzhou::test
