// Times what a person does in a plan of 100,000 tasks, without drawing. Prints: name value unit.
#include <functional>

#include "app/edits.h"
#include "schedule/schedule.h"
#include "support/big_plan.h"
#include "support/measure.h"
#include "support/memory_desk.h"

using namespace tongzhou;
using tongzhou::test::MemoryDesk;
using tongzhou::test::print_figure;
using tongzhou::test::time_of;

namespace {

// From the order to fresh timetable, rows and problems, as the next frame needs them.
class Bench {
 public:
  explicit Bench(BigPlan big) : desk_(disk_), mover_(big.mover) {
    Stopwatch opening("session_open_first_use");
    desk_.session.start(OpenPlan(std::move(big.plan)));
    frame();
  }

  void edit(const char* name, const std::function<Draft()>& make) {
    print_figure(name,
                 time_of(15,
                         [&] {
                           Commands commands;
                           commands.edit(make());
                           desk_.session.run(commands, desk_.view);
                           frame();
                         }),
                 "ms");
  }
  void run(const char* name, std::string_view id, Argument argument = {}) {
    print_figure(name,
                 time_of(7,
                         [&] {
                           Commands commands;
                           commands.run(id, argument);
                           desk_.session.run(commands, desk_.view);
                           frame();
                         }),
                 "ms");
  }
  void frame() {
    const OpenPlan& open = *desk_.session.open();
    open.schedule();
    if (with_problems) open.problems();
    desk_.view.rows.update(open, desk_.view.filter, desk_.view.folds, desk_.session.pinyin(),
                           desk_.session.now());
  }

  void measure() {
    const auto move = [this, day = 0]() mutable {
      const Instant start = at(from_civil(2026, 9, 1) + (day++ % 9), 8 * 60);
      return move_task(*desk_.session.open(), desk_.random, mover_, start).value();
    };
    const auto rename = [this, number = 0]() mutable {
      ChangeBuilder builder(desk_.plan(), desk_.random, {});
      builder.set<&Task::title>(mover_, "任务 " + std::to_string(number++));
      return std::move(builder).take();
    };
    edit("session_move_with_3500_followers", move);
    edit("session_rename", rename);
    desk_.view.selection.choose(ref(mover_));
    run("session_new_task", "task_new");
    run("session_delete_task", "task_delete");
    run("session_undo", "undo");
    run("session_frame_without_edit", "unfold_all");
    desk_.view.filter.text = "12";
    edit("session_move_under_text_filter", move);
    desk_.view.filter = {};
    with_problems = true;
    edit("session_move_and_check", move);
    with_problems = false;
    desk_.view.selection.choose(ref(mover_));
    run("session_select_all", "select_all");
    run("session_set_percent_of_all", "task_percent", std::int64_t{10});
    run("session_undo_of_all", "undo");
  }

  bool with_problems = false;

 private:
  struct Stopwatch {
    explicit Stopwatch(const char* n) : name(n) {}
    ~Stopwatch() {
      const std::chrono::duration<double, std::milli> spent =
          std::chrono::steady_clock::now() - start;
      print_figure(name, spent.count(), "ms");
    }
    const char* name;
    std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  };

  MemoryDisk disk_;
  MemoryDesk desk_;
  Id<Task> mover_;
};

}  // namespace

int main() { Bench(make_big_plan({.tasks = 100'000, .followers = 3'500})).measure(); }
