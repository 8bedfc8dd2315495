#include "insight/acceptance.h"

#include <rapidcheck.h>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "app/edits.h"
#include "app/goal_edits.h"
#include "schedule/network.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

using Catch::Approx;

// A task with what hangs on it; edits go to the open plan.
struct Handed {
  TextPlan text;
  OpenPlan open;
  SeededRandom random{5};
  Id<Department> lab, shop;
  Id<Person> ann;
  Id<Deliverable> deliverable;
  Id<Criterion> must, should;

  explicit Handed(std::string_view tasks = "make 2d; use 3d after make")
      : text(plan_from_text(tasks)), open(text.plan) {
    ChangeBuilder change(open.plan(), random, {});
    lab = change.create(Department{.name = "lab"});
    shop = change.create(Department{.name = "shop"});
    ann = change.create(Person{.name = "Ann"});
    deliverable = change.create(Deliverable{
        .title = "part", .giver = lab, .receivers = {{shop}}, .task = text.tasks.begin()->second});
    must =
        change.create(Criterion{.measure = "length", .deliverable = deliverable, .target = 10.0});
    should = change.create(Criterion{.measure = "colour",
                                     .deliverable = deliverable,
                                     .comparison = Comparison::yes_no,
                                     .weight = 3.0,
                                     .must = false,
                                     .order = "z"});
    edit(Result<Draft>(std::move(change).take()));
    set<&Deliverable::task>(deliverable, text["make"]);
  }

  void edit(Result<Draft> draft) {
    REQUIRE(draft);
    REQUIRE(open.edit(std::move(*draft), text.replica, {}));
  }
  template <auto member>
  void set(Id<typename MemberOf<member>::Record> id, typename MemberOf<member>::Type value) {
    ChangeBuilder change(open.plan(), random, {});
    change.set<member>(id, std::move(value));
    edit(Result<Draft>(std::move(change).take()));
  }
  Instant day(int days) const { return open.network().start() + Minutes{days * kMinutesPerDay}; }
  Act act(int days) const { return {ann, day(days)}; }
  void hand(int days) { edit(hand_over(open, random, deliverable, act(days))); }
  void find(Id<Criterion> criterion, double value, int days) {
    edit(note_finding(open, random, criterion, value, act(days)));
  }
  Result<Draft> ruled(Decision decision, int days, std::string reason = {}) {
    return decide(open, random, deliverable, decision, std::move(reason), act(days));
  }
  const DeliverableFacts& facts() const {
    return open.deliverables()[open.plan().table<Deliverable>().find_slot(deliverable)];
  }
  const Task& task(std::string_view name) const { return *open.plan().find(text[name]); }
};

TEST_CASE("verdicts follow from what was measured, ends included") {
  const auto verdict = [](Comparison comparison, std::optional<double> target,
                          std::optional<double> limit, std::optional<double> value) {
    return verdict_of({.comparison = comparison, .target = target, .limit = limit}, value);
  };
  using enum Comparison;
  constexpr std::nullopt_t none = std::nullopt;
  CHECK(verdict(at_least, 10, none, 10) == Verdict::passed);
  CHECK(verdict(at_least, 10, none, 9.999) == Verdict::failed);
  CHECK(verdict(at_least, none, none, 10) == Verdict::not_tested);
  CHECK(verdict(at_least, 10, none, none) == Verdict::not_tested);
  CHECK(verdict(at_most, 48, none, 48) == Verdict::passed);
  CHECK(verdict(at_most, 48, none, 52) == Verdict::failed);
  CHECK(verdict(between, 0.1, 0.3, 0.3) == Verdict::passed);
  CHECK(verdict(between, 0.3, 0.1, 0.2) == Verdict::passed);  // whichever is lower
  CHECK(verdict(between, 0.1, 0.3, 0.31) == Verdict::failed);
  CHECK(verdict(between, 0.1, none, 0.2) == Verdict::not_tested);
  CHECK(verdict(equal, 5, 0.5, 5.5) == Verdict::passed);
  CHECK(verdict(equal, 5, 0.5, 4.4) == Verdict::failed);
  CHECK(verdict(equal, 5, none, 5) == Verdict::passed);
  CHECK(verdict(yes_no, none, none, 1) == Verdict::passed);
  CHECK(verdict(yes_no, none, none, 0) == Verdict::failed);
  CHECK(verdict(checklist, 6, none, 6) == Verdict::passed);
  CHECK(verdict(checklist, 6, none, 5) == Verdict::failed);
}

TEST_CASE("a deliverable goes from hand-over through review to acceptance and closes its task") {
  Handed made;
  CHECK(made.facts().state == DeliverableState::planned);
  CHECK_FALSE(made.ruled(Decision::accepted, 1));  // nothing was handed over
  made.hand(1);
  CHECK(made.facts().state == DeliverableState::handed_over);
  CHECK_FALSE(hand_over(made.open, made.random, made.deliverable, made.act(1)));
  made.edit(begin_review(made.open, made.random, made.deliverable, made.act(2)));
  CHECK(made.facts().state == DeliverableState::in_review);
  CHECK_FALSE(made.ruled(Decision::accepted, 2));  // nothing is tested
  made.find(made.must, 11, 2);
  CHECK(made.facts().untested == 1);
  CHECK(made.facts().score == Approx(0.25));  // weight 1 of 4
  made.find(made.should, 0, 2);
  CHECK(made.facts().failed_shoulds == 1);
  const auto refused = made.ruled(Decision::accepted, 3);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what == Message{Word::error_should_failed, {"colour"}});
  made.edit(made.ruled(Decision::with_reservations, 3, "grey will do"));
  CHECK(made.facts().state == DeliverableState::with_reservations);
  CHECK(made.facts().is_accepted());
  CHECK(made.task("make").percent == 100);
  CHECK(made.task("make").actual_finish == made.day(3));
  CHECK_FALSE(made.facts().contradicts);
  // What is accepted is not tested again.
  CHECK_FALSE(note_finding(made.open, made.random, made.must, 3.0, made.act(4)));
  CHECK_FALSE(hand_over(made.open, made.random, made.deliverable, made.act(4)));
}

TEST_CASE("a failed must is accepted by a named and reasoned waiver only") {
  Handed made;
  made.hand(1);
  made.find(made.must, 9, 2);
  made.find(made.should, 1, 2);
  for (const Decision decision : {Decision::accepted, Decision::with_reservations})
    CHECK_FALSE(made.ruled(decision, 3));
  CHECK_FALSE(waive(made.open, made.random, made.must, "good enough", {{}, made.day(3)}));
  made.edit(waive(made.open, made.random, made.must, "good enough", made.act(3)));
  CHECK(made.facts().criteria[0].verdict == Verdict::waived);
  made.edit(waive(made.open, made.random, made.must, "", made.act(3)));
  CHECK(made.facts().criteria[0].verdict == Verdict::failed);
  made.edit(waive(made.open, made.random, made.must, "good enough", made.act(3)));
  made.edit(made.ruled(Decision::accepted, 3));
  CHECK(made.facts().state == DeliverableState::accepted);
  // A value corrected by another copy afterwards does not undo the acceptance, but is seen.
  const Slot finding = made.facts().criteria[0].finding;
  made.set<&Finding::waiver>(made.open.plan().table<Finding>()[finding].id, "");
  CHECK(made.facts().contradicts);
}

TEST_CASE("a rejection makes a task for the rework, for which the others wait") {
  Handed made;
  made.hand(1);
  made.find(made.must, 9, 1);
  CHECK_FALSE(made.ruled(Decision::rejected, 1));  // without a reason
  made.edit(made.ruled(Decision::rejected, 1, "too short"));
  CHECK(made.facts().state == DeliverableState::rejected);
  CHECK(made.facts().rejections == 1);
  const Plan& plan = made.open.plan();
  const HandOver& round = plan.table<HandOver>()[made.facts().rounds[0]].record;
  CHECK(round.reason == "too short");
  CHECK(round.decided_by == made.ann);
  const Task* rework = plan.find(round.rework);
  REQUIRE(rework != nullptr);
  CHECK(rework->department == made.lab);
  CHECK(rework->duration.count == kReworkDays * 480);
  CHECK(rework->constraint_date == made.day(1));
  const Schedule& schedule = made.open.schedule();
  const Slot rework_slot = plan.table<Task>().find_slot(round.rework);
  const Slot use = plan.table<Task>().find_slot(made.text["use"]);
  CHECK(schedule.tasks[use].start >= schedule.tasks[rework_slot].finish);

  // The second round is tested anew, counts, and is accepted.
  made.hand(4);
  CHECK(made.facts().rounds.size() == 2);
  CHECK(made.facts().untested == 2);
  made.find(made.must, 12, 5);
  made.find(made.should, 1, 5);
  made.edit(made.ruled(Decision::accepted, 5));
  CHECK(made.facts().state == DeliverableState::accepted);
  CHECK(made.facts().rejections == 1);
  // One undo takes the decision back with all that it brought.
  REQUIRE(made.open.undo(made.text.replica, {}));
  CHECK(made.facts().state == DeliverableState::handed_over);
  CHECK(made.task("make").percent == 0);
}

TEST_CASE("the round that was handed over after another counts, whatever the clocks say") {
  for (int seed = 1; seed <= 8; ++seed) {
    Handed made;
    made.random = SeededRandom(static_cast<std::uint64_t>(seed));
    made.hand(3);
    made.edit(made.ruled(Decision::rejected, 3, "too short"));
    made.hand(3);  // within the minute
    CHECK(made.facts().state == DeliverableState::handed_over);
    made.edit(made.ruled(Decision::rejected, 3, "too long"));
    made.hand(2);  // by somebody whose clock is late
    CHECK(made.facts().state == DeliverableState::handed_over);
    CHECK(made.facts().rounds.size() == 3);
  }
}

TEST_CASE("of two findings that copies made of the same, the one written later counts") {
  for (int seed = 1; seed <= 8; ++seed) {
    Handed made;
    made.random = SeededRandom(static_cast<std::uint64_t>(seed));
    made.hand(1);
    const auto round = made.open.plan().table<HandOver>()[made.facts().rounds[0]].id;
    for (const double value : {8.0, 12.0}) {
      ChangeBuilder change(made.open.plan(), made.random, {});
      change.create(Finding{.criterion = made.must, .round = round, .value = value});
      made.edit(Result<Draft>(std::move(change).take()));
    }
    CHECK(made.facts().failed_musts == 0);  // 12 is at least 10
  }
}

TEST_CASE("a milestone waits for the rework itself, and is reached with the last acceptance") {
  Handed made("make milestone; use 3d after make");
  ChangeBuilder change(made.open.plan(), made.random, {});
  const auto second =
      change.create(Deliverable{.title = "manual", .giver = made.lab, .task = made.text["make"]});
  made.edit(Result<Draft>(std::move(change).take()));
  made.hand(1);
  made.edit(made.ruled(Decision::rejected, 1, "broken"));
  const Plan& plan = made.open.plan();
  const auto rework = plan.table<HandOver>()[made.facts().rounds[0]].record.rework;
  const Schedule& schedule = made.open.schedule();
  CHECK(schedule.tasks[plan.table<Task>().find_slot(made.text["make"])].start >=
        schedule.tasks[plan.table<Task>().find_slot(rework)].finish);
  made.hand(4);
  made.find(made.must, 10, 4);
  made.find(made.should, 1, 4);
  made.edit(made.ruled(Decision::accepted, 5));
  CHECK(made.task("make").percent == 0);  // the manual is still to come
  made.edit(hand_over(made.open, made.random, second, made.act(6)));
  made.edit(decide(made.open, made.random, second, Decision::accepted, "", made.act(6)));
  CHECK(made.task("make").percent == 100);
  CHECK(made.task("make").actual_start == made.task("make").actual_finish);
}

TEST_CASE("lateness counts to the hand-over, and who owes whom is counted by department") {
  Handed made;
  const Day due = day_of(made.day(3));
  made.set<&Deliverable::due>(made.deliverable, due);
  CHECK(days_late(made.open.plan(), made.facts(), due) == 0);
  CHECK(days_late(made.open.plan(), made.facts(), due + 4) == 4);
  auto cells = find_hand_overs(made.open.plan(), made.open.deliverables(), due + 4);
  REQUIRE(cells.size() == 1);
  CHECK(cells[0].giver == made.open.plan().table<Department>().find_slot(made.lab));
  CHECK(cells[0].receiver == made.open.plan().table<Department>().find_slot(made.shop));
  CHECK(cells[0].late == 1);
  made.hand(5);
  CHECK(days_late(made.open.plan(), made.facts(), due + 40) == 2);
  cells = find_hand_overs(made.open.plan(), made.open.deliverables(), due + 40);
  CHECK(cells[0].late == 0);  // it waits for the receiver
  made.find(made.must, 10, 6);
  made.find(made.should, 1, 6);
  made.edit(made.ruled(Decision::accepted, 6));
  cells = find_hand_overs(made.open.plan(), made.open.deliverables(), due + 40);
  CHECK(cells[0].accepted == 1);
}

TEST_CASE("two departments that test and decide at once lose nothing") {
  Handed made;
  made.hand(1);
  OpenPlan other(made.open.plan(), made.open.history());
  const ReplicaId there{77};
  SeededRandom random(9);
  made.find(made.must, 12, 2);
  auto found = note_finding(other, random, made.should, 1.0, made.act(2));
  REQUIRE(found);
  REQUIRE(other.edit(std::move(*found), there, {}));
  REQUIRE(made.open.merge(other.plan(), other.history(), std::nullopt));
  CHECK(made.facts().untested == 0);
  CHECK(made.facts().score == Approx(1));
  // Both test the same criterion: the later finding counts, both are kept.
  OpenPlan third(made.open.plan(), made.open.history());
  made.find(made.must, 3, 4);
  auto again = note_finding(third, random, made.must, 11.0, made.act(5));
  REQUIRE(again);
  REQUIRE(third.edit(std::move(*again), ReplicaId{78}, {}));
  REQUIRE(made.open.merge(third.plan(), third.history(), std::nullopt));
  CHECK_FALSE(made.open.conflicts().empty());
}

TEST_CASE("what is deleted takes its parts with it") {
  Handed made;
  made.hand(1);
  made.find(made.must, 12, 2);
  made.edit(Result<Draft>(delete_record(made.open, made.random, ref(made.deliverable))));
  const Plan& plan = made.open.plan();
  CHECK(plan.table<Deliverable>().live_count() == 0);
  CHECK(plan.table<Criterion>().live_count() == 0);
  CHECK(plan.table<HandOver>().live_count() == 0);
  CHECK(plan.table<Finding>().live_count() == 0);
  CHECK(plan.table<Task>().live_count() == 2);
  REQUIRE(made.open.undo(made.text.replica, {}));
  CHECK(made.facts().rounds.size() == 1);
  CHECK(made.facts().criteria.size() == 2);
}

TEST_CASE("a better value never makes a verdict worse") {
  CHECK(rc::check([] {
    const double target = *rc::gen::inRange(-100, 100), one = *rc::gen::inRange(-100, 100),
                 other = *rc::gen::inRange(-100, 100);
    const auto comparison = *rc::gen::element(Comparison::at_least, Comparison::at_most);
    const Criterion criterion{.comparison = comparison, .target = target};
    const bool better = comparison == Comparison::at_least ? one >= other : one <= other;
    if (better && verdict_of(criterion, other) == Verdict::passed)
      RC_ASSERT(verdict_of(criterion, one) == Verdict::passed);
  }));
}

}  // namespace
}  // namespace tongzhou
