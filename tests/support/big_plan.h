// Big random plans, the same for the same seed: for benchmarks and for tests of speed.
#pragma once

#include <string>
#include <vector>

#include "model/order_key.h"
#include "model/plan.h"

namespace tongzhou {

struct BigPlan {
  Plan plan;
  std::vector<Id<Task>> leaves;
  Id<Task> mover;  // the task that the wanted number of others follow
};

struct BigPlanOptions {
  int tasks = 100'000;  // summaries included
  std::uint64_t seed = 1;
  int followers = 0;  // tasks that, directly or not, follow `mover`, at least
};

// Phases of 50 summaries of 50 tasks; 1.2 dependencies to every task of the plan, most of them
// finish-to-start, some with lag; 8 departments with China's calendar; chains of at most 50 tasks,
// so that everything happens within about two years.
class BigPlanMaker {
 public:
  explicit BigPlanMaker(BigPlanOptions options) : options_(options), random_(options.seed) {}

  BigPlan make() {
    make_plan();
    const int groups = std::max(1, options_.tasks * 49 / 50 / kChildren);
    const auto orders = order_sequence(kChildren);
    const auto phase_orders = order_sequence(static_cast<std::size_t>(groups / kChildren + 1));
    Id<Task> phase;
    for (int g = 0; g < groups; ++g) {
      const auto in_phase = static_cast<std::size_t>(g % kChildren);
      if (in_phase == 0) {
        phase = add(Task{.title = "阶段 " + std::to_string(g / kChildren + 1),
                         .order = phase_orders[static_cast<std::size_t>(g / kChildren)],
                         .kind = TaskKind::summary});
      }
      const auto group = add(Task{.title = "工作包 " + std::to_string(g + 1),
                                  .parent = phase,
                                  .order = orders[in_phase],
                                  .kind = TaskKind::summary});
      for (int k = 0; k < kChildren; ++k) {
        big_.leaves.push_back(
            add(leaf(group, g * kChildren + k, orders[static_cast<std::size_t>(k)])));
      }
    }
    big_.mover = big_.leaves[0];
    add_links(groups);
    big_.plan = std::move(loader_).take();
    return std::move(big_);
  }

 private:
  static constexpr int kChildren = 50;

  int below(int limit) { return static_cast<int>(random_.bits() % static_cast<unsigned>(limit)); }
  template <class Record>
  Id<Record> add(Record record) {
    return loader_.add_imported(std::move(record), random_, stamp_);
  }

  void make_plan() {
    stamp_ = {1, loader_.add_replica({random_.bits()}, 1), 1};
    loader_.note_counter(1);
    loader_.reserve<Task>(static_cast<std::size_t>(options_.tasks) + 100);
    loader_.reserve<Dependency>(static_cast<std::size_t>(options_.tasks) * 5 / 4);
    const auto calendar = add(Calendar{.name = "公司日历", .holidays = Holidays::china});
    loader_.add(Entry<PlanInfo>{
        {plan_id_.value},
        false,
        PlanInfo{
            .title = "大计划", .start = at(from_civil(2026, 8, 24), 8 * 60), .calendar = calendar},
        FieldStamps(stamp_)});
    for (int d = 0; d < 8; ++d) {
      departments_.push_back(add(Department{.name = "部门 " + std::to_string(d + 1),
                                            .colour = d,
                                            .capacity = 20.0 + d,
                                            .order = std::string(1, static_cast<char>('1' + d))}));
    }
  }

  Task leaf(Id<Task> group, int number, const std::string& order) {
    const bool milestone = below(40) == 0;
    Task task{.title = "任务 " + std::to_string(number + 1),
              .parent = group,
              .order = order,
              .kind = milestone ? TaskKind::milestone : TaskKind::task,
              .department = departments_[static_cast<std::size_t>(below(8))],
              .duration = {milestone ? 0 : 240 * (1 + below(20))}};
    if (below(50) == 0) {
      task.constraint = Constraint::start_no_earlier_than;
      task.constraint_date = at(from_civil(2026, 8, 24) + below(300), 8 * 60);
    }
    if (below(100) == 0) task.deadline = at(from_civil(2027, 8, 24) + below(300), 17 * 60);
    return task;
  }

  void add_links(int groups) {
    const int reserved = (options_.followers + kChildren - 1) / kChildren;  // groups 1 to that
    const auto id = [&](int group, int k) {
      return big_.leaves[static_cast<std::size_t>(group * kChildren + k)];
    };
    const auto is_reserved = [&](int group) { return group >= 1 && group <= reserved; };
    for (int g = 0; g < groups; ++g) {
      if (is_reserved(g)) {  // one chain behind the mover, which no other group follows
        add(Dependency{.from = big_.mover, .to = id(g, 0)});
        for (int k = 1; k < kChildren; ++k) add(Dependency{.from = id(g, k - 1), .to = id(g, k)});
        continue;
      }
      for (int k = 1; k < kChildren; ++k) {
        const int links = 1 + (k > 9 + 8 && below(100) < 40 ? 1 : 0);
        for (int l = 0; l < links; ++l) {
          int from_group = below(10) < 8 ? g : std::max(0, g - 1 - below(3));
          if (is_reserved(from_group) || (reserved > 0 && from_group == 0)) from_group = g;
          add(random_link(id(from_group, std::max(0, k - 1 - below(8) - 9 * l)), id(g, k)));
        }
      }
    }
  }

  Dependency random_link(Id<Task> from, Id<Task> to) {
    const int kind = below(100);
    Dependency link{.from = from, .to = to};
    if (kind >= 98)
      link.type = LinkType::start_finish;
    else if (kind >= 93)
      link.type = LinkType::finish_finish;
    else if (kind >= 85)
      link.type = LinkType::start_start;
    if (below(10) == 0) link.lag = {240 * (below(9) - 2)};
    if (below(100) == 0) link.lag_kind = LagKind::elapsed;
    return link;
  }

  BigPlanOptions options_;
  SeededRandom random_;
  AnyId plan_id_{random_.bits()};
  PlanLoader loader_{plan_id_};
  PackedStamp stamp_;
  std::vector<Id<Department>> departments_;
  BigPlan big_;
};

inline BigPlan make_big_plan(BigPlanOptions options) { return BigPlanMaker(options).make(); }

}  // namespace tongzhou
