#include "app/relaxations.h"

#include <algorithm>

#include "app/start_reasons.h"
#include "core/sorting.h"
#include "documents/value_words.h"
#include "schedule/scheduler.h"

namespace tongzhou {
namespace {

// Of the tasks that matter, tried for each answer; fewer where each trial takes its time.
std::size_t most_tasks(const Plan& plan) {
  return plan.table<Task>().slot_count() > 20'000 ? 6 : 60;
}
constexpr std::size_t kMostSteps = 8;

// The plan's copy on which ways are tried and taken.
class Trial {
 public:
  Trial(const OpenPlan& open, RelaxationTarget target)
      : target_(target), plan_(open.plan()), scheduler_(plan_), random_(1) {
    replica_ = mint<ReplicaId>(random_);
  }

  Instant reached() const {
    const Schedule& schedule = scheduler_.schedule();
    return target_.task == kNoSlot ? schedule.finish : schedule.tasks[target_.task].start;
  }

  void take(const Relaxation& way) {
    ChangeBuilder builder(plan_, random_, {});
    edit(builder, way);
    apply(std::move(builder).take());
  }

  // What it would gain, after what has been taken.
  void measure(Relaxation& way) {
    const Instant before = reached();
    ChangeBuilder builder(plan_, random_, {});
    edit(builder, way);
    Draft draft = std::move(builder).take();
    Draft back{{}, draft.edits};
    for (Edit& edit : back.edits) std::swap(edit.before, edit.after);
    apply(std::move(draft));
    way.reached = reached();
    apply(std::move(back));
    const WorkingTime& time = scheduler_.network().calendars()[Calendars::kPlan];
    way.gain = time.between(way.reached, before);
  }

  std::vector<Relaxation> ways() const {
    std::vector<Relaxation> ways;
    const Network& network = scheduler_.network();
    const Table<Dependency>& links = plan_.table<Dependency>();
    const auto add = [&](Relaxation::Way way, Slot subject) {
      const Relaxation relaxation{.way = way, .subject = subject};
      const bool known = std::ranges::any_of(ways, [&](const Relaxation& other) {
        return other.way == way && other.subject == subject;
      });
      if (!known) ways.push_back(relaxation);
    };
    for (const Slot task : tasks_that_matter()) {
      const Task& record = plan_.table<Task>()[task].record;
      const Network::Node& node = network.node(task);
      if (!node.is_summary() && !node.is_started()) {
        if (node.duration >= 2 && task != target_.task) add(Relaxation::Way::shorter, task);
        const bool waits =
            record.levelled_start.is_set() ||
            std::ranges::any_of(plan_.table<Pause>().live(), [&](const auto& entry) {
              return entry.record.levelled && entry.record.task == plan_.table<Task>()[task].id;
            });
        if (waits) add(Relaxation::Way::more_hands, task);
      }
      if (record.constraint_date.is_set()) add(Relaxation::Way::free, task);
      for (Slot at = task; at != kNoSlot; at = network.node(at).parent)
        for (const Network::Link& link : network.links_into(at)) {
          if (node.is_started()) continue;
          if (links[link.dependency].record.lag.count > 0)
            add(Relaxation::Way::no_lag, link.dependency);
          add(Relaxation::Way::unlinked, link.dependency);
        }
    }
    return ways;
  }

 private:
  static void edit(ChangeBuilder& builder, const Plan& plan, const Relaxation& way) {
    const auto task = [&] { return plan.table<Task>()[way.subject].id; };
    const auto link = [&] { return plan.table<Dependency>()[way.subject].id; };
    switch (way.way) {
      case Relaxation::Way::shorter:
        return builder.set<&Task::duration>(
            task(), {plan.table<Task>()[way.subject].record.duration.count / 2});
      case Relaxation::Way::unlinked: return builder.remove(ref(link()));
      case Relaxation::Way::no_lag: return builder.set<&Dependency::lag>(link(), Minutes{});
      case Relaxation::Way::free:
        return builder.set<&Task::constraint>(task(), Constraint::as_soon_as_possible);
      case Relaxation::Way::more_hands:
        for (const auto& entry : plan.table<Pause>().live())
          if (entry.record.levelled && entry.record.task == task()) builder.remove(ref(entry.id));
        return builder.set<&Task::levelled_start>(task(), Instant{});
    }
  }
  void edit(ChangeBuilder& builder, const Relaxation& way) const { edit(builder, plan_, way); }

  void apply(Draft draft) {
    const Change change = plan_.stamp(std::move(draft), replica_, {});
    check(plan_.apply(change).has_value(), "ways are edits that fit");
    scheduler_.update(plan_, change);
  }

  // Critical and not done, the longest where there are very many; or what holds the task's start.
  std::vector<Slot> tasks_that_matter() const {
    const std::size_t most = most_tasks(plan_);
    std::vector<Slot> tasks;
    const Schedule& schedule = scheduler_.schedule();
    if (target_.task != kNoSlot) {
      for (Slot at = target_.task; at != kNoSlot && tasks.size() < most;) {
        if (std::ranges::find(tasks, at) != tasks.end()) break;
        tasks.push_back(at);
        const Reason& reason = schedule.tasks[at].reason;
        if (reason.kind == ReasonKind::dependency)
          at = plan_.table<Task>().find_slot(plan_.table<Dependency>()[reason.subject].record.from);
        else
          at = reason.kind == ReasonKind::tasks_under ? reason.subject : kNoSlot;
      }
      return tasks;
    }
    for (const Outline::Row& row : scheduler_.network().outline().rows)
      if (schedule.tasks[row.task].critical && !schedule.tasks[row.task].summary)
        tasks.push_back(row.task);
    sort_stably(tasks, {}, [&](Slot task) {
      return std::pair(-scheduler_.network().node(task).duration, task);
    });
    if (tasks.size() > most) tasks.resize(most);
    return tasks;
  }

  RelaxationTarget target_;
  Plan plan_;
  Scheduler scheduler_;
  SeededRandom random_;
  ReplicaId replica_;
};

std::vector<Relaxation> measured(Trial& trial) {
  std::vector<Relaxation> ways = trial.ways();
  for (Relaxation& way : ways) trial.measure(way);
  std::erase_if(ways, [](const Relaxation& way) { return way.gain.count <= 0; });
  sort_stably(ways, {}, [](const Relaxation& way) {
    return std::tuple(-way.gain.count, way.way, way.subject);
  });
  return ways;
}

}  // namespace

std::vector<Relaxation> find_relaxations(const OpenPlan& open, RelaxationTarget target,
                                         std::size_t most) {
  Trial trial(open, target);
  std::vector<Relaxation> ways = measured(trial);
  if (ways.size() > most) ways.resize(most);
  return ways;
}

WayToWish find_way(const OpenPlan& open, RelaxationTarget target, Instant wish) {
  Trial trial(open, target);
  WayToWish found;
  while (trial.reached() > wish && found.steps.size() < kMostSteps) {
    const std::vector<Relaxation> ways = measured(trial);
    if (ways.empty()) break;
    // The smallest that is enough, else the largest.
    const Relaxation* taken = &ways.front();
    for (const Relaxation& way : ways)
      if (way.reached <= wish) taken = &way;
    trial.take(*taken);
    found.steps.push_back(*taken);
  }
  found.meets_wish = trial.reached() <= wish;
  return found;
}

std::string tell_relaxation(const OpenPlan& open, const Relaxation& relaxation, Language language) {
  const Plan& plan = open.plan();
  const auto title = [&](Id<Task> task) { return plan.name_of(ref(task)); };
  const auto say_it = [&](Word word, std::vector<std::string> arguments) {
    return say(language, Message{word, std::move(arguments)});
  };
  switch (relaxation.way) {
    case Relaxation::Way::unlinked:
    case Relaxation::Way::no_lag: {
      const Dependency& link = plan.table<Dependency>()[relaxation.subject].record;
      return say_it(
          relaxation.way == Relaxation::Way::unlinked ? Word::relax_unlinked : Word::relax_no_lag,
          {title(link.to), title(link.from)});
    }
    default: break;
  }
  const Entry<Task>& entry = plan.table<Task>()[relaxation.subject];
  const double days =
      double(entry.record.duration.count) / std::max(plan.info().minutes_per_day, 1);
  switch (relaxation.way) {
    case Relaxation::Way::free: return say_it(Word::relax_free, {entry.record.title});
    case Relaxation::Way::more_hands: return say_it(Word::relax_more_hands, {entry.record.title});
    default:
      return say_it(Word::relax_shorter,
                    {entry.record.title, number_text(days), number_text(days / 2)});
  }
}

}  // namespace tongzhou
