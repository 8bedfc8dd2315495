// Copies of a plan that are edited apart, and an independent model of what each must hold: for the
// tests of merging and for the bench that goes on longer.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/check.h"
#include "model/canonical.h"
#include "model/merge.h"
#include "support/random_plan.h"
#include "support/same_plan.h"

namespace tongzhou::test {

// --- The independent model --------------------------------------------------------------------
//
// All changes there are, each with the set of all that its author held. What a copy shows is worked
// out from the changes it holds, anew and by comparing each with each.

struct Told {
  Change change;
  std::set<Dot> past;
};
using AllChanges = std::map<Dot, Told>;
using Held = std::set<Dot>;

struct Write {
  Value value;
  Dot dot;
  bool touches = false;  // wants the record, decides nothing
  auto operator<=>(const Write&) const = default;
};

class NaiveModel {
 public:
  NaiveModel(const AllChanges& all, const Held& held) : all_(all), held_(held) {
    for (Dot dot : held_) {
      const Change& change = all_.at(dot).change;
      std::set<AnyRef> decided;
      for (const Edit& edit : change.edits)
        if (edit.field == kDeleted) decided.insert(edit.record);
      for (const Edit& edit : change.edits) {
        note_write(edit, dot);
        if (edit.field == kDeleted) continue;
        if (!decided.contains(edit.record)) touched_[edit.record].insert(dot);
        for (AnyRef target : targets_of(edit))
          if (!decided.contains(target)) touched_[target].insert(dot);
      }
    }
    for (const auto& [record, dots] : touched_)
      if (made_.contains(record))
        for (Dot dot : dots) writes_[{record, kDeleted}].insert({false, dot, true});
  }

  const std::map<AnyRef, Dot>& made() const { return made_; }

  // What the field has, as a set.
  std::set<Write> siblings(AnyRef record, FieldNumber field, const Value& by_default) const {
    std::set<Write> writes;
    if (const auto found = writes_.find({record, field}); found != writes_.end())
      writes = found->second;
    const Dot maker = made_.at(record);
    const bool is_set = type_of(by_default) == ValueType::references;
    if (!is_set && std::ranges::none_of(writes, [&](const Write& w) { return w.dot == maker; }))
      writes.insert({by_default, maker});
    std::set<Write> left;
    for (const Write& write : writes) {
      if (is_set && write.value.index() == 0) continue;
      const bool gone = std::ranges::any_of(writes, [&](const Write& later) {
        if (!all_.at(later.dot).past.contains(write.dot)) return false;
        return !later.touches || write.value == Value(false);
      });
      const bool taken_out = is_set && [&] {
        const auto out = taken_out_.find({record, field});
        return out != taken_out_.end() && std::ranges::any_of(out->second, [&](const Write& later) {
                 return later.value == write.value && all_.at(later.dot).past.contains(write.dot);
               });
      }();
      if (is_set ? !taken_out : !gone) left.insert({write.value, write.dot});
    }
    return left;
  }

 private:
  void note_write(const Edit& edit, Dot dot) {
    if (edit.field == kDeleted && type_of(edit.before) == ValueType::none) made_[edit.record] = dot;
    const auto* after = std::get_if<AnyRefs>(&edit.after);
    if (after == nullptr) {
      writes_[{edit.record, edit.field}].insert({edit.after, dot});
      return;
    }
    const auto* stored = std::get_if<AnyRefs>(&edit.before);
    const AnyRefs before = stored != nullptr ? *stored : AnyRefs{};
    const std::set<AnyId> was(before.begin(), before.end()), is(after->begin(), after->end());
    for (AnyId id : is)
      if (!was.contains(id)) writes_[{edit.record, edit.field}].insert({id, dot});
    for (AnyId id : was)
      if (!is.contains(id)) taken_out_[{edit.record, edit.field}].insert({id, dot});
  }

  static std::vector<AnyRef> targets_of(const Edit& edit) {
    const auto* one = std::get_if<AnyId>(&edit.after);
    if (edit.record.kind == Kind::task && one != nullptr) {
      if (edit.field == field_number<&Task::parent>()) return {{Kind::task, *one}};
      if (edit.field == field_number<&Task::department>()) return {{Kind::department, *one}};
    }
    if (edit.record.kind == Kind::dependency && one != nullptr) return {{Kind::task, *one}};
    std::vector<AnyRef> targets;
    if (const auto* many = std::get_if<AnyRefs>(&edit.after)) {
      const auto* before = std::get_if<AnyRefs>(&edit.before);
      for (AnyId id : *many)
        if (before == nullptr || std::ranges::find(*before, id) == before->end())
          targets.push_back({Kind::department, id});
    }
    return targets;
  }

  const AllChanges& all_;
  const Held& held_;
  std::map<AnyRef, Dot> made_;
  std::map<std::pair<AnyRef, FieldNumber>, std::set<Write>> writes_, taken_out_;
  std::map<AnyRef, std::set<Dot>> touched_;
};

// --- Copies that are edited apart ---------------------------------------------------------------

struct Copy {
  Plan plan = Plan::make({1});
  ReplicaId replica;
  Held held;
};

class World {
 public:
  World(std::uint64_t seed, std::size_t copies) : dice(seed) {
    for (std::size_t i = 0; i < copies; ++i) {
      this->copies.push_back({});
      this->copies.back().replica = {dice.bits() | 1};
    }
  }

  Dice dice;
  AllChanges all;
  std::vector<Copy> copies;

  // Applies a draft as the copy's own change.
  Dot commit(Copy& copy, Draft draft) {
    // Clocks are wrong in all ways; nothing may hang on them.
    const auto clock = static_cast<std::int64_t>(dice.bits());
    const Change change = copy.plan.stamp(std::move(draft), copy.replica, {{}, {}, {}, clock});
    check(copy.plan.apply(change).has_value(), "an own edit fits");
    ++edits;
    all[change.dot] = {change, copy.held};
    copy.held.insert(change.dot);
    return change.dot;
  }

  template <class Act>
  Dot edit(Copy& copy, Act&& act) {
    ChangeBuilder build(copy.plan, dice.random(), {});
    act(build);
    return commit(copy, std::move(build).take());
  }

  template <class Record>
  Id<Record> any_of(const Copy& copy, bool deleted_too = false) {
    std::vector<Id<Record>> ids;
    for (const auto& entry : copy.plan.table<Record>().entries())
      if (deleted_too || !entry.deleted) ids.push_back(entry.id);
    return ids.empty() ? Id<Record>{} : ids[dice.below(ids.size())];
  }

  std::uint64_t edits = 0;  // made so far

  void random_edit(Copy& copy) {
    const auto text = [&] { return std::string(1, static_cast<char>('a' + dice.below(3))); };
    const auto task = any_of<Task>(copy);
    const auto what = dice.below(12);
    const bool alone = !task;
    edit(copy, [&](ChangeBuilder& build) {
      if (alone || what == 0) {
        build.create(Task{.title = text(), .parent = any_of<Task>(copy)});
      } else if (what == 1) {
        build.create(Department{.name = text()});
      } else if (what <= 4) {
        build.set<&Task::title>(task, text());
      } else if (what == 5) {
        build.set<&Task::percent>(task, static_cast<std::int32_t>(dice.below(3)));
      } else if (what == 6) {
        build.set<&Task::parent>(task, any_of<Task>(copy));
      } else if (what == 7) {
        auto set = copy.plan.find(task)->participants;
        const auto department = any_of<Department>(copy);
        if (!department) return;
        if (!std::erase(set.ids, department)) set.ids.push_back(department);
        std::ranges::sort(set.ids);
        build.set<&Task::participants>(task, set);
      } else if (what == 8) {
        build.remove(ref(task));
        if (const auto department = any_of<Department>(copy); department && dice.chance(30))
          build.remove(ref(department));
      } else if (what == 9) {
        if (const auto gone = any_of<Task>(copy, true)) build.restore(ref(gone));
      } else if (what == 10) {
        build.create(Dependency{.from = task, .to = any_of<Task>(copy)});
      } else {
        build.set<&Task::department>(task, any_of<Department>(copy));
      }
    });
  }

  // As files do, or as windows of one machine do.
  void take_over(Copy& to, const Copy& from) {
    if (dice.chance(50)) {
      check(merge(to.plan, from.plan).has_value(), "copies of one plan merge");
    } else {
      std::vector<const Change*> missing;
      for (Dot dot : from.held)
        if (!to.held.contains(dot)) missing.push_back(&all.at(dot).change);
      std::ranges::sort(missing, {}, [](const Change* c) { return std::pair(c->counter, c->dot); });
      for (const Change* change : missing)
        check(to.plan.apply(*change).has_value(), "what it follows is there");
    }
    to.held.insert(from.held.begin(), from.held.end());
  }

  void live(int steps) {
    for (int step = 0; step < steps; ++step) {
      Copy& copy = copies[dice.below(copies.size())];
      if (dice.chance(25)) {
        const Copy& other = copies[dice.below(copies.size())];
        if (&other != &copy) take_over(copy, other);
      } else {
        random_edit(copy);
      }
    }
  }

  // Where the copy differs from what the model says; empty when it does not.
  std::string difference(const Copy& copy) const {
    const NaiveModel model(all, copy.held);
    std::string found;
    std::size_t records = 0;
    Records::for_each([&]<class Record>() {
      for (const auto& entry : copy.plan.table<Record>().entries()) {
        ++records;
        const auto check_field = [&](FieldNumber number, std::string_view name,
                                     const Value& by_default) {
          std::set<Write> siblings;
          const auto real = copy.plan.siblings(ref(entry.id), number);
          for (const Sibling& s : real) siblings.insert({s.value, copy.plan.unpack(s.stamp).dot});
          if (siblings != model.siblings(ref(entry.id), number, by_default))
            found = std::string(Description<Record>::name) + " " + std::string(name);
        };
        check_field(kDeleted, "deleted", false);
        for_each_field<Record>([&](const auto& field) {
          check_field(field.number, field.name, to_value(Record{}.*field.member));
        });
      }
    });
    if (records != model.made().size()) found = "number of records";
    std::uint64_t held = 0;
    for (const Plan::Seen& seen : copy.plan.version()) held += seen.number;
    if (held != copy.held.size()) found = "version";
    for (Dot head : copy.plan.heads())
      for (Dot other : copy.held)
        if (all.at(other).past.contains(head)) found = "heads";
    return found;
  }
};

inline std::string same(const Plan& a, const Plan& b) {
  return first_difference(make_canonical(a), make_canonical(b));
}

}  // namespace tongzhou::test
