// The open plan as the chart asks for it.
#pragma once

#include "ui/desk.h"
#include "ui/gantt/gantt.h"
#include "ui/task_facts.h"

namespace tongzhou {

class PlanChart : public GanttSource {
 public:
  // Everything must outlive the frame. `rows_revision` differs where the rows do.
  PlanChart(const Desk& desk, const TaskFacts& facts, std::uint64_t rows_revision);

  std::int32_t row_count() const override;
  GanttRow row(std::int32_t row) const override;
  std::int32_t row_of(Slot task) const override;
  std::uint64_t link_revision() const override;
  std::uint32_t link_count() const override;
  GanttLink link(std::uint32_t number) const override;
  const WorkingTime& working_time(Slot task) const override;
  std::int32_t minutes_per_day() const override;
  Instant first() const override;
  Instant last() const override;
  std::vector<std::string> why_then(Slot task) const override;
  std::int32_t slack_minutes(Slot task) const override;
  bool may_move(Slot task) const override;
  std::optional<std::string> link_refusal(Slot from, Slot to, LinkType type) const override;

 private:
  const Entry<Task>& entry(Slot task) const { return plan_.table<Task>()[task]; }

  const Desk& desk_;
  const OpenPlan& open_;
  const Plan& plan_;
  const Schedule& schedule_;
  const TaskFacts& facts_;
  std::span<const VisibleRow> rows_;
  std::uint64_t rows_revision_;
};

// Makes commands of what the user did in the chart, or a choice in the view.
void carry_out(const Desk& desk, const std::vector<GanttAct>& acts);

}  // namespace tongzhou
