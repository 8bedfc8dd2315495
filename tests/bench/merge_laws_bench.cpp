// The laws of merging over a million random edits, and over every history of three replicas that a
// few acts can make. Ends with 1, and says where, when anything disagrees with the model.
#include <cstdio>
#include <cstdlib>

#include "support/measure.h"
#include "support/merge_world.h"

namespace tongzhou::test {
namespace {

[[noreturn]] void disagree(const std::string& where, const std::string& what) {
  std::fprintf(stderr, "%s: %s\n", where.c_str(), what.c_str());
  std::exit(1);
}

// Worlds of 2 to 8 replicas, named by their seeds.
void run_random(std::uint64_t wanted) {
  std::uint64_t edits = 0, worlds = 0;
  const double took = time_of(1, [&] {
    for (std::uint64_t seed = 1; edits < wanted; ++seed, ++worlds) {
      World world(seed, 2 + seed % 7);
      for (int round = 0; round < 4; ++round) {
        world.live(70);
        for (const Copy& copy : world.copies)
          if (const std::string found = world.difference(copy); !found.empty())
            disagree("seed " + std::to_string(seed), found);
      }
      edits += world.edits;
      // All meet, in two orders.
      Plan one = world.copies.front().plan, other = world.copies.back().plan;
      for (const Copy& copy : world.copies) check(merge(one, copy.plan).has_value(), "they merge");
      for (auto copy = world.copies.rbegin(); copy != world.copies.rend(); ++copy)
        check(merge(other, copy->plan).has_value(), "they merge");
      if (const std::string found = same(one, other); !found.empty())
        disagree("seed " + std::to_string(seed) + ", orders", found);
    }
  });
  print_figure("merge_laws_random_edits", static_cast<double>(edits), "edits");
  print_figure("merge_laws_random_worlds", static_cast<double>(worlds), "worlds");
  print_figure("merge_laws_random_time", took / 1000, "s");
}

// --- Every history -------------------------------------------------------------------------------

constexpr int kReplicas = 3;
enum class Act : std::uint8_t { write, same_write, remove, restore, move, take_over };
constexpr int kActs = 6;

class Histories {
 public:
  explicit Histories(int most) : most_(most), start_(1, kReplicas) {
    Copy& maker = start_.copies[0];
    start_.edit(maker, [&](ChangeBuilder& build) {
      task_ = build.create(Task{.title = "t"});
      phase_ = build.create(Task{.title = "p"});
    });
    for (Copy& copy : start_.copies)
      if (&copy != &maker) {
        check(merge(copy.plan, maker.plan).has_value(), "they merge");
        copy.held = maker.held;
      }
  }
  void run() { follow(start_, 0, 1, ""); }
  std::uint64_t count() const { return count_; }

 private:
  // Replicas are named in the order in which they first act.
  void follow(const World& world, int acts, int named, const std::string& path) {
    check_all(world, path);
    if (acts == most_) return;
    for (int replica = 0; replica < std::min(named, kReplicas); ++replica)
      for (int act = 0; act < kActs; ++act) {
        World next = world;
        if (!perform(next, replica, static_cast<Act>(act))) continue;
        follow(next, acts + 1, std::max(named, replica + 2),
               path + static_cast<char>('a' + replica) + static_cast<char>('0' + act));
      }
  }

  // False where it would change nothing.
  bool perform(World& world, int replica, Act act) const {
    Copy& copy = world.copies[static_cast<std::size_t>(replica)];
    if (act == Act::take_over) {
      const Copy& other = world.copies[static_cast<std::size_t>((replica + 1) % kReplicas)];
      const auto before = copy.held.size();
      check(merge(copy.plan, other.plan).has_value(), "they merge");
      copy.held.insert(other.held.begin(), other.held.end());
      return copy.held.size() != before;
    }
    ChangeBuilder build(copy.plan, world.dice.random(), {});
    switch (act) {
      case Act::write:
        build.set<&Task::title>(task_, std::string(1, static_cast<char>('a' + replica)));
        break;
      case Act::same_write: build.set<&Task::title>(task_, "x"); break;
      case Act::remove: build.remove(ref(task_)); break;
      case Act::restore: build.restore(ref(task_)); break;
      default:
        if (replica == 1)
          build.set<&Task::parent>(phase_, task_);
        else
          build.set<&Task::parent>(task_, phase_);
    }
    if (build.empty()) return false;
    world.commit(copy, std::move(build).take());
    return true;
  }

  void check_all(const World& world, const std::string& path) {
    ++count_;
    Copy one = world.copies[0], other = world.copies[2];
    for (const int i : {1, 2}) {
      check(merge(one.plan, world.copies[static_cast<std::size_t>(i)].plan).has_value(),
            "they merge");
      check(merge(other.plan, world.copies[static_cast<std::size_t>(2 - i)].plan).has_value(),
            "they merge");
      const Held& held = world.copies[static_cast<std::size_t>(i)].held;
      one.held.insert(held.begin(), held.end());
    }
    if (const std::string found = world.difference(one); !found.empty()) disagree(path, found);
    if (const std::string found = same(one.plan, other.plan); !found.empty())
      disagree(path + ", orders", found);
  }

  int most_;
  World start_;
  Id<Task> task_, phase_;
  std::uint64_t count_ = 0;
};

void run_histories(int most) {
  Histories histories(most);
  const double took = time_of(1, [&] { histories.run(); });
  print_figure("merge_laws_histories", static_cast<double>(histories.count()), "histories");
  print_figure("merge_laws_histories_acts", most, "acts");
  print_figure("merge_laws_histories_time", took / 1000, "s");
}

}  // namespace
}  // namespace tongzhou::test

int main(int count, char** arguments) {
  const int acts = count > 1 ? std::atoi(arguments[1]) : 6;
  tongzhou::test::run_random(1'000'000);
  tongzhou::test::run_histories(acts);
}
