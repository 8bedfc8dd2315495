// Departments and their coordinator, each with a copy of the plan, as they meet by files.
#include "app/merging.h"

#include <catch2/catch_test_macros.hpp>

#include "app/deciding.h"
#include "app/moments.h"
#include "app/window_talk.h"
#include "model/difference.h"
#include "schedule/schedule.h"
#include "support/memory_desk.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

// A desk with a disk of its own, and a person who signs.
struct Colleague {
  Colleague(std::uint64_t seed, const std::string& name, const std::string& department)
      : desk(disk, seed) {
    desk.run("name_set", name);
    desk.run("department_set", department);
  }
  template <auto member>
  void set(std::string_view task, typename MemberOf<member>::Type value) {
    ChangeBuilder build(desk.plan(), desk.random,
                        make_label(Word::did_edit_record, {std::string(task)}));
    build.set<member>(desk.task(task), std::move(value));
    desk.edit(std::move(build).take());
  }
  void remove(std::string_view task) {
    ChangeBuilder build(desk.plan(), desk.random, {});
    build.remove(ref(desk.task(task)));
    desk.edit(std::move(build).take());
  }
  NamedBytes file(std::string name = "plan.tongzhou") {
    desk.run("export_plan_file");
    return {std::move(name), desk.files.saved.back().bytes};
  }
  std::string title(Id<Task> task) { return desk.plan().find(task)->title; }
  const std::vector<IncomingCopy>& incoming() { return desk.session.incoming(); }

  MemoryDisk disk;
  MemoryDesk desk;
};

// The coordinator and two departments with the same plan.
struct Office {
  Office() {
    head.desk.open(plan_file_of(
        "design 3d dept 研发; build 2d after design dept 研发; sell 4d after build dept "
        "市场; train 1d; print 2d"));
    const NamedBytes monday = head.file("monday.tongzhou");
    li.desk.open(monday);
    wang.desk.open(monday);
    design = head.desk.task("design");
    sell = head.desk.task("sell");
  }
  Colleague head{1, "周敏", "办公室"}, li{2, "李明", "研发部"}, wang{3, "王芳", "市场部"};
  Id<Task> design, sell;
};

const IncomingEdit* find_edit(const IncomingCopy& copy, AnyRef record, FieldNumber field) {
  for (const IncomingRecord& each : copy.records)
    for (const IncomingEdit& edit : each.edits)
      if (edit.edit.record == record && edit.edit.field == field) return &edit;
  return nullptr;
}

}  // namespace

TEST_CASE("copies wait, say who made them and what they change, and nothing is applied unasked") {
  Office office;
  office.li.set<&Task::duration>("design", {5 * 480});
  office.wang.set<&Task::title>("sell", "开始销售");
  const Plan before = office.head.desk.plan();
  office.head.desk.open(office.li.file("li.tongzhou"));
  CHECK(office.head.desk.view.page == "merge");
  office.head.desk.open(office.wang.file("wang.tongzhou"));
  CHECK(canonical_bytes(office.head.desk.plan()) == canonical_bytes(before));

  REQUIRE(office.head.incoming().size() == 2);
  const IncomingCopy& copy = office.head.incoming()[0];
  CHECK(copy.file == "li.tongzhou");
  CHECK(copy.contents.saved.person == "李明");
  CHECK(copy.contents.saved.department == "研发部");
  CHECK(copy.changes == 1);
  REQUIRE(copy.records.size() == 1);
  CHECK(copy.records[0].kind == IncomingRecord::Kind::changed);
  CHECK(office.head.desk.plan().name_of(ref(copy.records[0].department)) == "研发");
  const IncomingEdit* edit = find_edit(copy, ref(office.design), field_number<&Task::duration>());
  REQUIRE(edit != nullptr);
  CHECK(edit->edit.before == Value(Minutes{3 * 480}));
  CHECK(edit->edit.after == Value(Minutes{5 * 480}));
  CHECK(edit->author.person == "李明");
  CHECK(edit->standing == IncomingEdit::Standing::change);

  office.head.desk.run("merge_accept");
  CHECK(office.head.incoming().empty());
  CHECK(office.head.desk.plan().find(office.design)->duration == Minutes{5 * 480});
  CHECK(office.head.title(office.sell) == "开始销售");
}

TEST_CASE("a copy that is put away changes nothing, and can come again") {
  Office office;
  office.li.set<&Task::title>("design", "画图");
  const NamedBytes file = office.li.file("li.tongzhou");
  office.head.desk.open(file);
  office.head.desk.run("merge_dismiss",
                       static_cast<std::int64_t>(office.head.incoming()[0].number));
  CHECK(office.head.incoming().empty());
  CHECK(office.head.title(office.design) == "design");
  office.head.desk.open(file);
  office.head.desk.run("merge_accept");
  CHECK(office.head.title(office.design) == "画图");
}

TEST_CASE("undoing a merge is one change, and merging the file again tells of it") {
  Office office;
  office.li.set<&Task::title>("design", "画图");
  office.li.set<&Task::duration>("build", {9 * 480});
  const NamedBytes file = office.li.file("li.tongzhou");
  office.head.desk.open(file);
  office.head.desk.run("merge_accept");
  office.wang.desk.open(office.head.file("merged.tongzhou"));
  office.wang.desk.run("merge_accept");
  office.wang.set<&Task::title>("画图", "出图");
  office.head.desk.open(office.wang.file("wang.tongzhou"));
  office.head.desk.run("merge_accept");
  office.head.desk.run("undo");  // of the second merge
  CHECK(office.head.title(office.design) == "画图");
  const std::size_t before = office.head.desk.open_plan().history().size();
  office.head.desk.run("undo");  // of the first
  CHECK(office.head.desk.open_plan().history().size() == before + 1);
  CHECK(office.head.title(office.design) == "design");
  CHECK(office.head.desk.plan().find(office.head.desk.task("build"))->duration == Minutes{2 * 480});

  // The same file again: nothing new, but what was taken back is offered, and left unless asked.
  office.head.desk.open(file);
  REQUIRE(office.head.incoming().size() == 1);
  const IncomingCopy copy = office.head.incoming()[0];
  CHECK(copy.changes == 0);
  CHECK(copy.taken_back == 2);
  const AnyRef build = ref(office.head.desk.task("build"));
  const FieldNumber duration = field_number<&Task::duration>();
  REQUIRE(find_edit(copy, build, duration) != nullptr);
  CHECK(find_edit(copy, build, duration)->standing == IncomingEdit::Standing::taken_back);
  SECTION("left as it is") {
    office.head.desk.run("merge_accept");
    CHECK(office.head.desk.plan().find(Id<Task>{build.id.value})->duration == Minutes{2 * 480});
  }
  SECTION("taken after all") {
    office.head.desk.view.merge_choices.insert({copy.number, build, duration});
    office.head.desk.run("merge_accept");
    CHECK(office.head.desk.plan().find(Id<Task>{build.id.value})->duration == Minutes{9 * 480});
    CHECK(office.head.title(office.design) == "design");
  }
}

TEST_CASE("undo after others wrote over what a merge brought leaves that alone") {
  Office office;
  office.li.set<&Task::title>("design", "画图");
  office.li.set<&Task::duration>("build", {9 * 480});
  office.head.desk.open(office.li.file("li.tongzhou"));
  office.head.desk.run("merge_accept");
  MemoryDesk second(office.head.disk, 77);  // another window of the coordinator
  second.settle();
  second.run("plan_open");
  ChangeBuilder build(second.plan(), second.random, {});
  build.set<&Task::title>(office.design, "出图");
  second.edit(std::move(build).take());
  office.head.desk.session.hear(second.windows.told.back());
  office.head.desk.settle();
  REQUIRE(office.head.title(office.design) == "出图");
  office.head.desk.run("undo");
  CHECK(office.head.title(office.design) == "出图");
  CHECK(office.head.desk.plan().find(office.head.desk.task("build"))->duration == Minutes{2 * 480});
}

TEST_CASE("what is left out stays mine, as a decision that the others get") {
  Office office;
  office.li.set<&Task::title>("design", "画图");
  office.li.set<&Task::duration>("build", {9 * 480});
  office.head.desk.open(office.li.file("li.tongzhou"));
  const IncomingCopy copy = office.head.incoming()[0];
  office.head.desk.view.merge_choices.insert(
      {copy.number, ref(office.design), field_number<&Task::title>()});
  office.head.desk.run("merge_accept");
  CHECK(office.head.title(office.design) == "design");
  CHECK(office.head.desk.plan().find(office.head.desk.task("build"))->duration == Minutes{9 * 480});
  office.li.desk.open(office.head.file("merged.tongzhou"));
  office.li.desk.run("merge_accept");
  CHECK(office.li.title(office.design) == "design");
  CHECK(canonical_bytes(office.li.desk.plan()) == canonical_bytes(office.head.desk.plan()));
  // Undo takes back the merge; what was left out is as it was anyway.
  office.head.desk.run("undo");
  CHECK(office.head.title(office.design) == "design");
  CHECK(office.head.desk.plan().find(office.head.desk.task("build"))->duration == Minutes{2 * 480});
}

TEST_CASE("a new task that is left out does not come") {
  Office office;
  office.li.desk.run("task_new");
  office.head.desk.open(office.li.file("li.tongzhou"));
  const IncomingCopy copy = office.head.incoming()[0];
  REQUIRE(copy.records.size() == 1);
  REQUIRE(copy.records[0].kind == IncomingRecord::Kind::added);
  office.head.desk.view.merge_choices.insert({copy.number, copy.records[0].record, kDeleted});
  office.head.desk.run("merge_accept");
  CHECK_FALSE(office.head.desk.plan().is_live(copy.records[0].record));
  CHECK(office.head.desk.open_plan().outline().rows.size() == 5);
}

TEST_CASE("both changed one thing: a conflict with names, values and effects, until one decides") {
  Office office;
  office.li.set<&Task::duration>("sell", {6 * 480});
  office.wang.set<&Task::duration>("sell", {8 * 480});
  office.head.desk.open(office.li.file("li.tongzhou"));
  office.head.desk.run("merge_accept");
  office.head.desk.open(office.wang.file("wang.tongzhou"));
  CHECK(office.head.incoming()[0].disputed == 1);
  office.head.desk.run("merge_accept");
  REQUIRE(office.head.desk.open_plan().conflicts().size() == 1);
  CHECK(office.head.desk.session.notices().back().command == "go_conflicts");

  const Dispute dispute =
      look_into(office.head.desk.open_plan(), office.head.desk.open_plan().conflicts()[0]);
  REQUIRE(dispute.stands.size() == 2);
  CHECK(dispute.record == ref(office.sell));
  for (const Stand& stand : dispute.stands) {
    const bool of_li = stand.value == Value(Minutes{6 * 480});
    CHECK(stand.author.person == (of_li ? "李明" : "王芳"));
    // design 3d, build 2d from Monday 24 August: sell begins on the 31st.
    CHECK(day_of(stand.finish) == from_civil(2026, 9, of_li ? 7 : 9));
    CHECK(stand.own_finish == stand.finish);
    CHECK(stand.critical);
  }
  SECTION("for what shows already") {
    office.head.desk.edit(decide(office.head.desk.open_plan(), dispute.record, dispute.field,
                                 dispute.stands[0].value));
    CHECK(office.head.desk.plan().find(office.sell)->duration ==
          std::get<Minutes>(dispute.stands[0].value));
  }
  SECTION("for the other") {
    office.head.desk.edit(decide(office.head.desk.open_plan(), dispute.record, dispute.field,
                                 dispute.stands[1].value));
    CHECK(office.head.desk.plan().find(office.sell)->duration ==
          std::get<Minutes>(dispute.stands[1].value));
  }
  SECTION("for a third") { office.head.set<&Task::duration>("sell", {7 * 480}); }
  CHECK(office.head.desk.open_plan().conflicts().empty());
  office.li.desk.open(office.head.file("merged.tongzhou"));
  office.li.desk.run("merge_accept");
  CHECK(office.li.desk.open_plan().conflicts().empty());
  CHECK(canonical_bytes(office.li.desk.plan()) == canonical_bytes(office.head.desk.plan()));
}

TEST_CASE("deleted here and edited there comes back, to be decided") {
  Office office;
  office.head.remove("sell");
  office.wang.set<&Task::title>("sell", "卖");
  office.head.desk.open(office.wang.file("wang.tongzhou"));
  CHECK(office.head.incoming()[0].disputed == 1);
  office.head.desk.run("merge_accept");
  REQUIRE(office.head.desk.open_plan().conflicts().size() == 1);
  const Conflict conflict = office.head.desk.open_plan().conflicts()[0];
  CHECK(conflict.field == kDeleted);
  CHECK(office.head.title(office.sell) == "卖");
  office.head.desk.edit(decide(office.head.desk.open_plan(), conflict.record, kDeleted, true));
  CHECK(office.head.desk.open_plan().conflicts().empty());
  CHECK_FALSE(office.head.desk.plan().is_live(ref(office.sell)));
}

TEST_CASE("to keep what somebody deleted brings its links back too") {
  Office office;
  office.head.desk.choose({"sell"});
  office.head.desk.run("task_delete");
  CHECK(office.head.desk.plan().table<Dependency>().live_count() == 1);
  office.wang.set<&Task::title>("sell", "卖");
  office.head.desk.open(office.wang.file("wang.tongzhou"));
  office.head.desk.run("merge_accept");
  REQUIRE(office.head.desk.open_plan().conflicts().size() == 1);
  office.head.desk.edit(
      decide(office.head.desk.open_plan(), ref(office.sell), kDeleted, Value(false)));
  CHECK(office.head.title(office.sell) == "卖");
  CHECK(office.head.desk.open_plan().conflicts().empty());
  CHECK(office.head.desk.plan().table<Dependency>().live_count() == 2);
}

TEST_CASE("a copy that would delete much, or is older than what it replaces, says so first") {
  Office office;
  for (const char* task : {"train", "print", "build", "design"}) office.li.remove(task);
  office.head.desk.open(office.li.file("li.tongzhou"));
  CHECK(office.head.incoming()[0].deleted == 4);
  CHECK(office.head.incoming()[0].deletes_much);
  office.head.desk.run("merge_dismiss");

  // The later edit has the smaller counter: what the file says will show.
  office.wang.set<&Task::duration>("sell", {8 * 480});
  office.wang.set<&Task::duration>("sell", {9 * 480});
  const NamedBytes file = office.wang.file("wang.tongzhou");
  office.head.desk.clock.milliseconds += 24 * 3600 * 1000;
  office.head.set<&Task::duration>("sell", {5 * 480});
  office.head.desk.open(file);
  CHECK(office.head.incoming()[0].replaces_newer == 1);
}

TEST_CASE("other plans and damaged files are told apart, and copies go on waiting") {
  Office office;
  office.li.set<&Task::title>("design", "画图");
  office.head.desk.open(office.li.file("li.tongzhou"));
  const AnyId plan = office.head.desk.plan().id();
  Colleague stranger(9, "陌生人", "");
  stranger.desk.run("plan_new", "别的计划");
  office.head.desk.open(stranger.file("other.tongzhou"));
  CHECK(office.head.desk.plan().id() == plan);
  CHECK(office.head.desk.session.notices().back().text.find("别的计划") != std::string::npos);
  // Nor does one that is stored here.
  office.head.desk.run("merge_dismiss");
  office.head.desk.run("plan_new", "旧计划");
  const NamedBytes old = office.head.file("old.tongzhou");
  office.head.desk.run("plan_open", plan);
  office.head.desk.open(office.li.file("li.tongzhou"));
  office.head.desk.open(old);
  CHECK(office.head.desk.plan().id() == plan);
  NamedBytes damaged = office.wang.file("damaged.tongzhou");
  damaged.bytes.resize(damaged.bytes.size() / 2);
  office.head.desk.open(damaged);
  CHECK(office.head.desk.session.notices().back().error);
  CHECK(office.head.incoming().size() == 1);
}

TEST_CASE("what waits is looked through anew when the plan changes underneath") {
  Office office;
  office.li.set<&Task::title>("design", "画图");
  office.head.desk.open(office.li.file("li.tongzhou"));
  CHECK(office.head.incoming()[0].disputed == 0);
  office.head.set<&Task::title>("design", "绘图");
  CHECK(office.head.incoming()[0].disputed == 1);
}

TEST_CASE("other windows hear of a merge once it is stored, and follow") {
  Office office;
  MemoryDesk second(office.head.disk, 77);
  second.settle();
  second.run("plan_open");
  office.li.set<&Task::title>("design", "画图");
  office.head.desk.open(office.li.file("li.tongzhou"));
  office.head.desk.windows.told.clear();
  office.head.desk.run("merge_accept");
  REQUIRE(office.head.desk.windows.told.size() == 1);
  const auto talk = decode_talk(office.head.desk.windows.told[0]);
  REQUIRE(talk);
  CHECK(talk->changes.empty());
  second.session.hear(office.head.desk.windows.told[0]);
  second.settle();
  CHECK(second.plan().find(office.design)->title == "画图");
}

TEST_CASE("copies, in any order and with repetitions, make the same plan") {
  std::vector<std::byte> first;
  for (const std::vector<int>& order :
       {std::vector{0, 1, 2}, std::vector{2, 1, 0}, std::vector{1, 0, 1, 2, 0}}) {
    Office office;
    office.li.set<&Task::title>("design", "画图");
    office.wang.set<&Task::title>("sell", "卖");
    office.wang.set<&Task::title>("design", "绘图");
    std::vector<NamedBytes> files{office.li.file("a"), office.wang.file("b")};
    office.li.set<&Task::percent>("build", 30);
    files.push_back(office.li.file("c"));
    for (const int file : order) {
      office.head.desk.open(files[static_cast<std::size_t>(file)]);
      office.head.desk.run("merge_accept");
    }
    CHECK(office.head.desk.open_plan().conflicts().size() == 1);
    const auto bytes = canonical_bytes(office.head.desk.plan());
    if (first.empty()) first = bytes;
    CHECK(bytes == first);
  }
}

TEST_CASE("a moment is named in the history, and undo passes it over") {
  Office office;
  office.head.set<&Task::title>("design", "画图");
  office.head.desk.run("moment_name", "发给董事会");
  CHECK(say(Language::chinese, office.head.desk.open_plan().history().back().label) ==
        "标记：发给董事会");
  office.head.desk.run("undo");
  CHECK(office.head.title(office.design) == "design");
  MemoryDesk later(office.head.disk, 5);
  later.settle();
  later.run("plan_open");
  CHECK(std::ranges::any_of(later.open_plan().history(), [](const Change& change) {
    return change.label == make_label(Word::did_name_moment, {"发给董事会"});
  }));
}

TEST_CASE("a backup that was restored, worked in and merged loses nothing on either side") {
  Office office;
  office.li.set<&Task::title>("design", "画图");
  const MemoryDisk backup = office.li.disk;
  office.li.set<&Task::title>("build", "制造");  // after the backup, and sent
  const NamedBytes sent = office.li.file();
  MemoryDisk restored = backup;
  MemoryDesk again(restored, 70);
  again.settle();
  again.run("plan_open");
  CHECK_FALSE(again.task("制造"));
  ChangeBuilder build(again.plan(), again.random, {});
  build.set<&Task::title>(again.task("sell"), "卖出");
  again.edit(std::move(build).take());
  again.open(sent);
  REQUIRE(again.session.incoming().size() == 1);
  again.run("merge_accept");
  for (const char* title : {"画图", "制造", "卖出"}) CHECK(again.task(title));
  CHECK(again.open_plan().conflicts().empty());
  again.run("export_plan_file");
  office.head.desk.open(sent);
  office.head.desk.run("merge_accept");
  office.head.desk.open({"again.tongzhou", again.files.saved.back().bytes});
  office.head.desk.run("merge_accept");
  CHECK(canonical_bytes(office.head.desk.plan()) == canonical_bytes(again.plan()));
}

// A machine that was cloned, or set back, while the program ran.
TEST_CASE(
    "two runs with one id lose nothing, disagree where both wrote, and get ids of their own") {
  Colleague one{7, "李明", "研发部"}, clone{7, "李明", "研发部"}, head{8, "周敏", "办公室"};
  for (Colleague* each : {&one, &clone, &head})
    each->desk.open(plan_file_of("design 3d; build 2d after design; sell 4d after build"));
  one.set<&Task::title>("design", "画图");
  one.set<&Task::title>("build", "甲");
  clone.set<&Task::title>("build", "乙");
  clone.set<&Task::title>("sell", "卖出");
  const auto dot = [](Colleague& of) { return of.desk.open_plan().history().back().dot; };
  REQUIRE(dot(one) == dot(clone));
  const NamedBytes from_one = one.file(), from_clone = clone.file();
  const auto meet = [](Colleague& who, const NamedBytes& file) {
    who.desk.open(file);
    who.desk.run("merge_accept");
  };
  const auto holds_all = [](Colleague& who) {
    return who.desk.task("画图") && who.desk.task("卖出") &&
           (who.desk.task("甲") || who.desk.task("乙")) &&
           who.desk.open_plan().conflicts().size() == 1;
  };
  meet(one, from_clone);
  meet(clone, from_one);
  CHECK(holds_all(one));
  CHECK(holds_all(clone));
  meet(head, from_clone);
  meet(head, from_one);
  CHECK(holds_all(head));

  const ReplicaId former = dot(one).replica;
  one.set<&Task::title>("画图", "出图");
  CHECK(one.desk.open_plan().history().back().dot.replica != former);
  // And all the same once they have met, and somebody has decided.
  const Id<Task> build = one.desk.task("甲") ? one.desk.task("甲") : one.desk.task("乙");
  one.desk.edit(
      decide(one.desk.open_plan(), ref(build), field_number<&Task::title>(), Value("丙")));
  for (Colleague* each : {&clone, &head}) meet(*each, one.file());
  meet(one, clone.file());
  meet(one, head.file());
  for (Colleague* each : {&clone, &head}) meet(*each, one.file());
  for (Colleague* each : {&clone, &head}) {
    CHECK(each->title(build) == "丙");
    CHECK(each->desk.open_plan().conflicts().empty());
    CHECK(find_differences(each->desk.plan(), one.desk.plan()).empty());
  }
}

TEST_CASE("a past moment gets a name, which points to it on every copy") {
  Office office;
  office.head.set<&Task::title>("design", "画图");
  const Dot sent = office.head.desk.open_plan().history().back().dot;
  office.head.set<&Task::title>("画图", "出图");
  office.head.desk.view.moment = sent;
  office.head.desk.run("moment_name", "发给董事会");
  office.li.desk.open(office.head.file());
  office.li.desk.run("merge_accept");
  for (const auto* desk : {&office.head.desk, &office.li.desk}) {
    const auto named = named_moment(desk->open_plan().history().back());
    REQUIRE(named);
    CHECK(named->moment == sent);
    CHECK(named->name == "发给董事会");
  }
}

TEST_CASE("older history is dropped, stays away when others still have it, and can come back") {
  Office office;
  for (int i = 1; i < 30; ++i) office.head.set<&Task::duration>("design", {i * 480});
  const auto history = [&](const auto& person) { return person.desk.open_plan().history().size(); };
  const std::size_t all = history(office.head);
  office.li.desk.open(office.head.file());
  office.li.desk.run("merge_accept");
  office.li.set<&Task::title>("sell", "卖出");
  const NamedBytes whole = office.li.file("li.tongzhou");

  office.head.desk.view.moment = office.head.desk.open_plan().history()[all - 3].dot;
  office.head.desk.run("history_drop");
  CHECK(history(office.head) == 3);
  CHECK(office.head.file().bytes.size() < whole.bytes.size());
  office.head.desk.run("undo");
  CHECK(office.head.desk.plan().find(office.design)->duration == Minutes{28 * 480});

  office.head.desk.open(whole);
  office.head.desk.run("merge_accept");
  CHECK(office.head.desk.task("卖出"));
  CHECK(history(office.head) == 5);  // those kept, the undo, and what Li did
  office.wang.desk.open(office.head.file("short.tongzhou"));
  office.wang.desk.run("merge_accept");
  office.li.desk.open(office.head.file());
  office.li.desk.run("merge_accept");
  for (const auto* other : {&office.wang, &office.li})
    CHECK(canonical_bytes(other->desk.plan()) == canonical_bytes(office.head.desk.plan()));

  MemoryDesk later(office.head.disk, 5);
  later.settle();
  later.run("plan_open");
  CHECK(later.open_plan().history().size() == 5);

  office.head.desk.run("history_keep");
  CHECK(history(office.head) == all + 2);
  office.head.desk.run("undo");  // the merge
  office.head.desk.run("undo");  // the act before, by its place in the history
  CHECK(office.head.desk.plan().find(office.design)->duration == Minutes{27 * 480});
}

TEST_CASE("a file without history is smaller and merges the same") {
  Office office;
  for (int i = 1; i < 30; ++i) office.li.set<&Task::duration>("design", {i * 480});
  const NamedBytes whole = office.li.file("whole.tongzhou");
  office.li.desk.run("export_plan_file_without_history");
  const NamedBytes bare{"bare.tongzhou", office.li.desk.files.saved.back().bytes};
  CHECK(bare.bytes.size() < whole.bytes.size());
  CHECK(decode_plan_file(bare.bytes)->history.empty());
  office.head.desk.open(bare);
  office.head.desk.run("merge_accept");
  office.wang.desk.open(whole);
  office.wang.desk.run("merge_accept");
  CHECK(canonical_bytes(office.head.desk.plan()) == canonical_bytes(office.wang.desk.plan()));
  CHECK(office.wang.desk.open_plan().history().size() >
        office.head.desk.open_plan().history().size());
}
