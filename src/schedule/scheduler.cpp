#include "schedule/scheduler.h"

#include <bit>
#include <ranges>

namespace tongzhou {

// Visits marked ranks from the first to the last; the visit may mark later ones.
template <class Visit>
void Scheduler::Worklist::take_upward(Visit&& visit) {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    while (words_[i] != 0) {
      const auto bit = static_cast<std::uint32_t>(std::countr_zero(words_[i]));
      words_[i] &= words_[i] - 1;
      visit(static_cast<std::uint32_t>(i * 64) + bit);
    }
  }
}

// From the last to the first; the visit may mark earlier ones.
template <class Visit>
void Scheduler::Worklist::take_downward(Visit&& visit) {
  for (std::size_t i = words_.size(); i-- > 0;) {
    while (words_[i] != 0) {
      const auto bit = 63U - static_cast<std::uint32_t>(std::countl_zero(words_[i]));
      words_[i] &= ~(std::uint64_t{1} << bit);
      visit(static_cast<std::uint32_t>(i * 64) + bit);
    }
  }
}

Scheduler::Scheduler(const Plan& plan) : pass_(plan) { schedule_all(plan); }

void Scheduler::rebuild(const Plan& plan) {
  pass_ = Pass(plan);
  schedule_all(plan);
}

void Scheduler::schedule_all(const Plan& plan) {
  revision_ = plan.revision();
  revivals_ = plan.revivals();
  const auto& order = network().order();
  for (Worklist* list : {&forward_, &backward_}) list->resize(order.size());
  for (const Step step : order) pass_.forward(step);
  pass_.update_finish();
  for (const Step step : order | std::views::reverse) pass_.backward(step);
  last_steps_ = order.size() * 2;
  collect_late();
  run_late();
}

void Scheduler::update(const Plan& plan, const Change& change) {
  if (plan.revision() == revision_) return;
  // What a change brings back does not stand among its edits.
  const bool told = plan.revision() == revision_ + 1 && plan.revivals() == revivals_;
  if (!told || !reread(plan, change)) return rebuild(plan);
  revision_ = plan.revision();
  last_steps_ = 0;
  run_forward();
  run_backward();
  run_late();
}

// Reads what the change edited into the network and marks it; false when all must be built anew.
bool Scheduler::reread(const Plan& plan, const Change& change) {
  bool constraints = false;
  for (const Edit& edit : change.edits) {
    switch (effect_of(edit)) {
      case Effect::none: break;
      case Effect::all: return false;
      case Effect::task: {
        const Slot task = plan.table<Task>().find_slot({edit.record.id.value});
        if (network().outline().row_of[task] == Outline::kNoRow) break;  // deleted
        if (!pass_.network().reread_task(plan, task)) return false;
        mark_task(task);
        constraints = constraints || is_field<&Task::constraint>(edit);
        break;
      }
      case Effect::dependency: {
        const Slot slot = plan.table<Dependency>().find_slot({edit.record.id.value});
        const auto index = pass_.network().reread_dependency(plan, slot);
        if (!index) break;
        const Network::Link& link = network().link(*index);
        forward_.add(network().first_rank(link.to));
        backward_.add(network().last_rank(link.from));
        break;
      }
    }
  }
  if (constraints) collect_late();
  return true;
}

Scheduler::Effect Scheduler::effect_of(const Edit& edit) {
  const bool existence = edit.field == kDeleted;
  switch (edit.record.kind) {
    case Kind::task:
      if (existence || is_field<&Task::parent>(edit)) return Effect::all;
      if (is_field<&Task::title>(edit) || is_field<&Task::order>(edit) ||
          is_field<&Task::responsible>(edit) || is_field<&Task::participants>(edit) ||
          is_field<&Task::duration_unit>(edit) || is_field<&Task::priority>(edit) ||
          is_field<&Task::notes>(edit) || is_field<&Task::people>(edit) ||
          is_field<&Task::fixed>(edit) || is_field<&Task::optimistic>(edit) ||
          is_field<&Task::pessimistic>(edit) || is_field<&Task::confidence>(edit) ||
          is_field<&Task::spent>(edit) || is_field<&Task::urgency>(edit) ||
          is_field<&Task::importance>(edit) || is_field<&Task::effort>(edit) ||
          is_field<&Task::splittable>(edit)) {
        return Effect::none;
      }
      return Effect::task;
    case Kind::dependency:
      return existence || is_field<&Dependency::from>(edit) || is_field<&Dependency::to>(edit)
                 ? Effect::all
                 : Effect::dependency;
    case Kind::department:
      return existence || is_field<&Department::calendar>(edit) ? Effect::all : Effect::none;
    case Kind::calendar: return is_field<&Calendar::name>(edit) ? Effect::none : Effect::all;
    case Kind::calendar_exception:
      return is_field<&CalendarException::name>(edit) ? Effect::none : Effect::all;
    case Kind::plan:
      return existence || is_field<&PlanInfo::start>(edit) || is_field<&PlanInfo::calendar>(edit)
                 ? Effect::all
                 : Effect::none;
    case Kind::pause: return Effect::all;
    case Kind::person:
      return existence || is_field<&Person::calendar>(edit) ? Effect::all : Effect::none;
    case Kind::assignment:
    case Kind::demand:
    case Kind::capacity_step:
    case Kind::baseline:
    case Kind::baseline_set:
    case Kind::check_in:
    case Kind::goal:
    case Kind::goal_step:
    case Kind::measurement:
    case Kind::duty:
    case Kind::deliverable:
    case Kind::criterion:
    case Kind::hand_over:
    case Kind::finding:
    case Kind::indicator:
    case Kind::issue:
    case Kind::cause:
    case Kind::action:
    case Kind::review:
    case Kind::lesson:
    case Kind::evaluation:
    case Kind::channel:
    case Kind::cadence_rule:
    case Kind::conversation:
    case Kind::meeting:
    case Kind::meeting_change:
    case Kind::meeting_notes:
    case Kind::suggestion:
    case Kind::survey:
    case Kind::question:
    case Kind::answer_batch:
    case Kind::tally:
    case Kind::information:
    case Kind::information_request:
    case Kind::marking:
    case Kind::handed_copy:
    case Kind::public_key:
    case Kind::group:
    case Kind::letter:
    case Kind::approval:
    case Kind::letter_template: return Effect::none;
  }
  return Effect::all;
}

void Scheduler::collect_late() { late_ = late_steps(network()); }

void Scheduler::mark_task(Slot task) {
  for (const std::uint32_t rank : {network().first_rank(task), network().last_rank(task)}) {
    forward_.add(rank);
    backward_.add(rank);
  }
  mark_before(task);
}

// Late dates and slack that look at those of the task.
void Scheduler::mark_before(Slot task) {
  for (const Network::Link& link : network().links_into(task)) {
    backward_.add(network().last_rank(link.from));
  }
  const Slot parent = network().node(task).parent;
  if (parent != kNoSlot) backward_.add(network().first_rank(parent));
}

void Scheduler::mark_after_forward(Step step) {
  const Slot task = step.task;
  if (step.kind == StepKind::open) {
    network().for_each_child(task, [&](Slot child) { forward_.add(network().first_rank(child)); });
    return;
  }
  for (const std::uint32_t index : network().links_out_of(task)) {
    forward_.add(network().first_rank(network().link(index).to));
  }
  const Slot parent = network().node(task).parent;
  if (parent != kNoSlot) forward_.add(network().last_rank(parent));
  backward_.add(network().first_rank(task));
  backward_.add(network().last_rank(task));
  mark_before(task);
  if (step.kind == StepKind::close && pass_.limits_start(task)) {
    network().for_each_child(task, [&](Slot child) { backward_.add(network().last_rank(child)); });
  }
}

void Scheduler::mark_after_backward(Step step) {
  if (step.kind != StepKind::close) return mark_before(step.task);
  backward_.add(network().first_rank(step.task));
  network().for_each_child(step.task,
                           [&](Slot child) { backward_.add(network().last_rank(child)); });
}

void Scheduler::run_forward() {
  forward_.take_upward([&](std::uint32_t rank) {
    const Step step = network().order()[rank];
    ++last_steps_;
    if (pass_.forward(step)) mark_after_forward(step);
  });
}

void Scheduler::run_backward() {
  if (pass_.update_finish()) {  // bears on all late dates
    const auto& order = network().order();
    for (const Step step : order | std::views::reverse) pass_.backward(step);
    last_steps_ += order.size();
    backward_.resize(order.size());
    return;
  }
  backward_.take_downward([&](std::uint32_t rank) {
    const Step step = network().order()[rank];
    ++last_steps_;
    if (pass_.backward(step)) mark_after_backward(step);
  });
}

void Scheduler::run_late() { pass_.put_late(late_); }

Schedule make_schedule(const Plan& plan) { return Scheduler(plan).schedule(); }

}  // namespace tongzhou
