// The plan as its timetable sees it: tasks and dependencies in compact arrays, in an order in which
// everything comes after what it depends on.
//
// A dependency of a summary is one of all the tasks under it. So a summary takes two steps of the
// order: it opens (what holds its tasks back is known) before its tasks, and closes (its own dates
// are known) after them. A dependency leads from the step at which its predecessor's dates are
// known to the step at which its successor's bounds are needed.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/outline.h"
#include "model/plan.h"
#include "schedule/calendars.h"
#include "schedule/take_overs.h"

namespace tongzhou {

enum class StepKind : std::uint8_t { leaf, open, close };

struct Step {
  Slot task = kNoSlot;
  StepKind kind = StepKind::leaf;
};

// Dependencies that wait for one another, left out so that the rest can be scheduled.
struct Cycle {
  std::vector<Slot> tasks;         // one way around, each once; what the cycle is told by
  std::vector<Slot> dependencies;  // all left out on its account
};

class Network {
 public:
  // `take_overs`: tasks that begin only when the people of others are free, as links of their own.
  // Left out, all of them, where with what the plan says they made a ring.
  explicit Network(const Plan& plan, std::span<const TakeOver> take_overs = {});

  struct Node {
    std::int32_t duration = 0;                                // working minutes; 0 for milestones
    Calendars::Index calendar = 0;                            // the task's own where it pauses
    Calendars::Index shared_calendar = 0;                     // what it would go by without pauses
    Constraint constraint = Constraint::as_soon_as_possible;  // dated ones have a date
    bool complete = false;
    Instant constraint_date;
    Instant deadline;
    Instant actual_start;  // set for finished tasks too
    Instant actual_finish;
    Instant levelled_start;
    Instant resume;              // what is left begins or goes on no earlier
    std::int32_t remaining = 0;  // working minutes left of what has begun
    Slot parent = kNoSlot;
    std::uint32_t summary = kNoSummary;  // its number among the summaries

    bool is_summary() const { return summary != kNoSummary; }
    bool is_started() const { return actual_start.is_set() || complete; }
    bool operator==(const Node&) const = default;
  };
  static constexpr std::uint32_t kNoSummary = 0xffffffffU;

  struct Link {
    Slot from = kNoSlot;
    Slot to = kNoSlot;
    Slot dependency = kNoSlot;  // none of those that take people over
    Minutes lag;
    LinkType type = LinkType::finish_start;
    LagKind lag_kind = LagKind::working;

    bool binds_start() const {  // of the successor
      return type == LinkType::finish_start || type == LinkType::start_start;
    }
    bool leaves_finish() const {  // of the predecessor
      return type == LinkType::finish_start || type == LinkType::finish_finish;
    }
    bool operator==(const Link&) const = default;
  };

  const Node& node(Slot task) const { return nodes_[task]; }
  Slot slot_count() const { return static_cast<Slot>(nodes_.size()); }
  std::uint32_t summary_count() const { return summaries_; }

  // Dependencies into a task, and out of it (as indices for `link`).
  std::span<const Link> links_into(Slot task) const {
    return {links_.data() + in_first_[task], links_.data() + in_first_[task + 1]};
  }
  std::span<const std::uint32_t> links_out_of(Slot task) const {
    return {out_.data() + out_first_[task], out_.data() + out_first_[task + 1]};
  }
  const Link& link(std::uint32_t index) const { return links_[index]; }

  // Calls `visit(Slot)` for each task right under a summary.
  template <class Visitor>
  void for_each_child(Slot summary, Visitor&& visit) const {
    const auto row = outline_.row_of[summary];
    for (auto child = row + 1; child < outline_.rows[row].end; child = outline_.rows[child].end) {
      visit(outline_.rows[child].task);
    }
  }
  // As the plan was when the network was built; siblings may have changed places since.
  const Outline& outline() const { return outline_; }

  const std::vector<Step>& order() const { return order_; }
  // Places in `order`: of a leaf, of a summary's opening, and of its closing.
  std::uint32_t first_rank(Slot task) const { return rank_[task].first; }
  std::uint32_t last_rank(Slot task) const { return rank_[task].last; }

  const Calendars& calendars() const { return calendars_; }
  const WorkingTime& time(const Node& node) const { return calendars_[node.calendar]; }

  // In place of what the plan says, until the task is read again.
  void set_levelled_start(Slot task, Instant at) { nodes_[task].levelled_start = at; }
  void set_pauses(Slot task, std::vector<Stretch> pauses) {
    Node& node = nodes_[task];
    node.calendar = calendars_.set_pauses(task, node.shared_calendar, std::move(pauses));
  }

  std::span<const Stretch> pauses(Slot task) const { return calendars_.pauses(task); }

  // Nothing is scheduled before this.
  Instant start() const { return start_; }
  const std::vector<Cycle>& cycles() const { return cycles_; }

  // Reads again what an edit of a field changed, as long as the shape stands: no task or dependency
  // new, gone or moved to another place. False when a calendar is missing that was not needed when
  // the network was built; it must then be built anew.
  [[nodiscard]] bool reread_task(const Plan& plan, Slot task);
  // The link's index; nothing where the dependency was left out.
  std::optional<std::uint32_t> reread_dependency(const Plan& plan, Slot dependency);

 private:
  struct Ranks {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };

  void read_tasks(const Plan& plan);
  Node make_node(const Plan& plan, Slot task) const;
  void read_links(const Plan& plan);
  void add_links(std::span<const TakeOver> take_overs);
  void index_links();
  bool sort_steps();
  void leave_out_cycles(const Plan& plan);
  template <class Visitor>
  void for_each_step_after(std::uint32_t step, Visitor&& visit) const;

  Calendars calendars_;
  Outline outline_;
  Instant start_;
  std::vector<Node> nodes_;
  std::uint32_t summaries_ = 0;
  std::vector<Link> links_;  // grouped by `to`
  std::vector<std::uint32_t> in_first_, out_first_, out_;
  std::vector<std::uint32_t> link_of_;  // by dependency slot
  std::vector<Step> order_;
  std::vector<Ranks> rank_;
  std::vector<Cycle> cycles_;
};

}  // namespace tongzhou
