// What pages know about the tasks of the open plan beside the plan itself, found once for all.
#pragma once

#include <cstdint>
#include <vector>

#include "app/session.h"
#include "insight/progress.h"
#include "ui/problem_marks.h"
#include "ui/task_links.h"

namespace tongzhou {

struct TaskFacts {
  TaskLinks links;
  ProblemMarks problems;
  std::vector<std::int32_t> percent;  // by task slot, phases rolled up

  // Follows the plan; cheap where nothing changed. Only where one is open.
  void update(const Session& session, double seconds) {
    const OpenPlan& open = *session.open();
    links.update(open, session.open_number());
    problems.update(open, session.open_number(), seconds);
    const Seen now{session.open_number(), open.plan().revision()};
    if (seen_ == now) return;
    seen_ = now;
    percent = rolled_percent(open.plan(), open.outline());
  }

 private:
  struct Seen {
    std::uint64_t open_number = 0, revision = 0;
    bool operator==(const Seen&) const = default;
  };
  Seen seen_;
};

}  // namespace tongzhou
