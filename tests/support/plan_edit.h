// Edits a plan in one line, for tests: every call is one applied change of one replica.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <utility>

#include "core/ports.h"
#include "model/order_key.h"
#include "model/plan.h"

namespace tongzhou {

struct PlanEditor {
  explicit PlanEditor(std::uint64_t seed = 1)
      : random(seed), plan(Plan::make({random.bits()})), replica{random.bits()} {
    edit([&](ChangeBuilder& build) { build.create(plan.info_id(), PlanInfo{}); });
  }

  SeededRandom random;
  Plan plan;
  ReplicaId replica;

  // Applies what `act(ChangeBuilder&)` edits and gives back the change.
  template <class Act>
  Change edit(Act&& act) {
    ChangeBuilder build(plan, random, {});
    std::forward<Act>(act)(build);
    Change change = plan.stamp(std::move(build).take(), replica, {});
    if (!plan.apply(change)) FAIL("the plan refused a test's edit");
    return change;
  }
  template <class Record>
  Id<Record> add(Record record) {
    Id<Record> id;
    edit([&](ChangeBuilder& build) { id = build.create(std::move(record)); });
    return id;
  }
  template <auto member>
  Change set(Id<typename MemberOf<member>::Record> id, typename MemberOf<member>::Type value) {
    return edit([&](ChangeBuilder& build) { build.set<member>(id, std::move(value)); });
  }
};

}  // namespace tongzhou
