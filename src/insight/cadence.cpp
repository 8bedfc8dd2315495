#include "insight/cadence.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>

#include "core/sorting.h"
#include "insight/channels.h"

namespace tongzhou {
namespace {

// By urgency, then importance, from low to high.
constexpr std::array<std::array<Cadence, 3>, 3> kUsualCadence{{
    {{{Rhythm::when_needed, ChannelKind::mailbox},
      {Rhythm::monthly, ChannelKind::mailbox},
      {Rhythm::fortnightly, ChannelKind::meeting}}},
    {{{Rhythm::fortnightly, ChannelKind::mailbox},
      {Rhythm::weekly, ChannelKind::meeting},
      {Rhythm::weekly, ChannelKind::face_to_face}}},
    {{{Rhythm::weekly, ChannelKind::chat},
      {Rhythm::daily, ChannelKind::telephone},
      {Rhythm::daily, ChannelKind::face_to_face}}},
}};

constexpr int kHorizonDays = 14;           // how far ahead tasks are talked about
constexpr int kMilestoneHorizonDays = 30;  // the same of milestones
constexpr int kUrgentDays = 3;             // before its end a thing is urgent
constexpr int kUrgentMilestoneDays = 7;
constexpr int kSevere = 15, kNotable = 8;  // probability times impact, at most 25

// What somebody judged, else what dates and state say.
Judgement judged(Degree typed, const Judgement& computed) {
  return typed == Degree::automatic ? computed : Judgement{typed, Word::urgent_typed};
}

Judgement urgency_by_day(Day due, Day today) {
  if (!due.is_set()) return {Degree::middle, Word::urgent_under_way};
  if (due < today) return {Degree::high, Word::urgent_overdue};
  const int days = due - today;
  if (days <= kUrgentDays) return {Degree::high, Word::urgent_ends_soon, days};
  if (days <= kHorizonDays) return {Degree::middle, Word::urgent_ends_soon, days};
  return {Degree::low, Word::urgent_later};
}

class MatterFinder {
 public:
  MatterFinder(const Plan& plan, const Calendars& calendars, Day today)
      : plan_(plan), calendars_(calendars), today_(today), rule_(plan) {
    note_conversations();
  }

  void add_tasks(const Outline& outline, const Schedule& schedule) {
    const Table<Task>& tasks = plan_.table<Task>();
    std::vector<std::vector<Id<Department>>> neighbours(tasks.slot_count());
    const auto note = [&](Slot task, Slot other) {
      if (!schedule.tasks[other].complete)
        neighbours[task].push_back(tasks[other].record.department);
    };
    for (const auto& link : plan_.table<Dependency>().live()) {
      const Slot from = tasks.find_slot(link.record.from), to = tasks.find_slot(link.record.to);
      if (from == kNoSlot || to == kNoSlot || tasks[from].deleted || tasks[to].deleted) continue;
      note(from, to);
      note(to, from);
    }
    for (std::uint32_t row = 0; row < outline.rows.size(); ++row)
      if (!outline.is_summary(row)) {
        const Slot slot = outline.rows[row].task;
        add_task(tasks[slot], schedule.tasks[slot], std::move(neighbours[slot]));
      }
  }

  void add_goals(std::span<const GoalFacts> goals) {
    for (std::size_t i = 0; i < goals.size(); ++i) {
      const Entry<Goal>& entry = plan_.table<Goal>()[goals[i].goal];
      const Goal& goal = entry.record;
      const Course course = course_of(plan_, goals[i], today_);
      if (course == Course::reached) continue;
      if (goal.begin.is_set() && goal.begin > today_ + kHorizonDays) continue;
      std::vector<Id<Department>> departments(goal.departments.ids);
      departments.push_back(goal.department);
      if (!goal.department)  // what is joint is shared by those under it
        for (std::size_t under = i + 1; under < goals[i].end; ++under)
          departments.push_back(plan_.table<Goal>()[goals[under].goal].record.department);
      const bool is_behind =
          course == Course::behind || course == Course::off_course || course == Course::missed;
      Judgement urgency = is_behind ? Judgement{Degree::high, Word::urgent_behind}
                                    : urgency_by_day(goal.deadline, today_);
      if (urgency.degree == Degree::low) urgency = {Degree::middle, Word::urgent_under_way};
      const Judgement importance = goal.department
                                       ? Judgement{Degree::middle, Word::important_department}
                                       : Judgement{Degree::high, Word::important_joint};
      add({.of = ref(entry.id),
           .urgency = judged(goal.urgency, urgency),
           .importance = judged(goal.importance, importance),
           .person = goal.owner},
          std::move(departments), {});
    }
  }

  void add_issues() {
    for (const Entry<Issue>& entry : plan_.table<Issue>().live()) {
      const Issue& issue = entry.record;
      if (issue.closed.is_set()) continue;
      std::vector<Id<Department>> departments{issue.department};
      if (const Person* owner = plan_.find(issue.owner)) departments.push_back(owner->department);
      if (const Task* task = plan_.find(issue.task)) departments.push_back(task->department);
      if (const Goal* goal = plan_.find(issue.goal)) departments.push_back(goal->department);
      if (const Deliverable* deliverable = plan_.find(issue.deliverable)) {
        departments.push_back(deliverable->giver);
        departments.insert(departments.end(), deliverable->receivers.ids.begin(),
                           deliverable->receivers.ids.end());
      }
      const int severity =
          issue.impact * (issue.kind == IssueKind::problem ? 5 : issue.probability);
      const Degree weight = severity >= kSevere    ? Degree::high
                            : severity >= kNotable ? Degree::middle
                                                   : Degree::low;
      add({.of = ref(entry.id),
           .urgency = judged(issue.urgency, urgency_by_day(issue.due, today_)),
           .importance = judged(issue.importance, {weight, Word::important_severity, severity}),
           .person = issue.owner},
          std::move(departments), {});
    }
  }

  void add_plan() {
    const PlanInfo& info = plan_.info();
    if (info.urgency == Degree::automatic && info.importance == Degree::automatic) return;
    std::vector<Id<Department>> departments;
    for (const auto& entry : plan_.table<Department>().live()) departments.push_back(entry.id);
    add({.of = {Kind::plan, plan_.id()},
         .urgency = judged(info.urgency, {Degree::middle, Word::urgent_under_way}),
         .importance = judged(info.importance, {Degree::high, Word::important_whole})},
        std::move(departments), {});
  }

  std::vector<Matter> take() && { return std::move(matters_); }

 private:
  void add_task(const Entry<Task>& entry, const TaskDates& dates,
                std::vector<Id<Department>> neighbours) {
    const Task& task = entry.record;
    const bool is_milestone = task.kind == TaskKind::milestone;
    const Day start = day_of(dates.start), finish = day_of(dates.finish);
    if (dates.complete || start > today_ + (is_milestone ? kMilestoneHorizonDays : kHorizonDays))
      return;
    std::vector<Id<Department>> working(task.participants.ids);
    working.push_back(task.department);
    const int left = finish - today_, until = start - today_;
    Judgement urgency{Degree::low, Word::urgent_later};
    if (left < 0 || (task.deadline.is_set() && dates.finish > task.deadline))
      urgency = {Degree::high, Word::urgent_overdue};
    else if (left <= (is_milestone ? kUrgentMilestoneDays : kUrgentDays))
      urgency = {Degree::high, Word::urgent_ends_soon, left};
    else if (until <= 0)
      urgency = {Degree::middle, Word::urgent_under_way};
    else if (until <= kHorizonDays / 2)
      urgency = {Degree::middle, Word::urgent_soon, until};
    Judgement importance{Degree::low, Word::important_link};
    if (dates.critical)
      importance = {Degree::high, Word::important_critical};
    else if (is_milestone)
      importance = {Degree::high, Word::important_milestone};
    else if (!task.participants.ids.empty())
      importance = {Degree::middle, Word::important_shared};
    add({.of = ref(entry.id),
         .urgency = judged(task.urgency, urgency),
         .importance = judged(task.importance, importance),
         .person = task.responsible},
        std::move(working), std::move(neighbours));
  }

  // Those there are, by id, each once.
  std::vector<Id<Department>> tidied(std::vector<Id<Department>> departments) const {
    std::erase_if(departments, [&](Id<Department> id) { return plan_.find(id) == nullptr; });
    sort_stably(departments);
    departments.erase(std::ranges::unique(departments).begin(), departments.end());
    return departments;
  }

  void add(Matter matter, std::vector<Id<Department>> working,
           std::vector<Id<Department>> neighbours) {
    neighbours.insert(neighbours.end(), working.begin(), working.end());
    matter.departments = tidied(std::move(neighbours));
    if (matter.departments.size() < 2) return;
    matter.working = tidied(std::move(working));
    matter.cadence = rule_.at(matter.urgency.degree, matter.importance.degree);
    matter.last = last_talked(matter);
    matter.due = due_day(matter);
    matters_.push_back(std::move(matter));
  }

  // --- What was talked about ---

  void note_conversations() {
    for (const Entry<Conversation>& entry : plan_.table<Conversation>().live()) {
      const Conversation& talk = entry.record;
      if (!talk.day.is_set()) continue;
      const auto note = [&](const auto& ids) {
        for (const auto id : ids) talked_[id.any()].push_back(&talk);
      };
      note(talk.tasks.ids);
      note(talk.goals.ids);
      note(talk.issues.ids);
      if (talk.tasks.ids.empty() && talk.goals.ids.empty() && talk.issues.ids.empty())
        talked_[plan_.id()].push_back(&talk);
    }
  }

  // A conversation without departments was held by all who had to do with it.
  Day last_talked(const Matter& matter) const {
    Day last;
    const auto found = talked_.find(matter.of.id);
    if (found == talked_.end()) return last;
    for (const Conversation* talk : found->second)
      if (talk->departments.ids.empty() ||
          std::ranges::includes(talk->departments.ids, matter.departments))
        last = std::max(last, talk->day);
    return last;
  }

  Day due_day(const Matter& matter) const {
    const int days = days_of(matter.cadence.rhythm);
    if (days == 0) return {};
    if (!matter.last.is_set()) return today_;
    const WorkingTime& time = calendars_[Calendars::kPlan];
    return day_of(time.next_start(start_of(matter.last + days)));
  }

  const Plan& plan_;
  const Calendars& calendars_;
  Day today_;
  CadenceTable rule_;
  std::unordered_map<AnyId, std::vector<const Conversation*>> talked_;
  std::vector<Matter> matters_;
};

Id<Channel> channel_for(const Plan& plan, const Talk& talk, std::span<const Slot> channels) {
  Id<Channel> best;
  std::tuple<bool, std::size_t> best_rank;  // of another kind, departments
  for (const Slot slot : channels) {
    const Entry<Channel>& entry = plan.table<Channel>()[slot];
    const std::vector<Id<Department>> members = departments_of(plan, entry.record);
    if (!std::ranges::includes(members, talk.departments)) continue;
    const std::tuple rank{entry.record.kind != talk.cadence.mode, members.size()};
    if (best && rank >= best_rank) continue;
    best = entry.id;
    best_rank = rank;
  }
  return best;
}

}  // namespace

int days_of(Rhythm rhythm) {
  switch (rhythm) {
    case Rhythm::when_needed: return 0;
    case Rhythm::daily: return 1;
    case Rhythm::weekly: return 7;
    case Rhythm::fortnightly: return 14;
    case Rhythm::monthly: return 30;
  }
  return 0;
}

Cadence usual_cadence(Degree urgency, Degree importance) {
  return kUsualCadence[static_cast<std::size_t>(urgency) - 1]
                      [static_cast<std::size_t>(importance) - 1];
}

CadenceTable::CadenceTable(const Plan& plan) {
  for (const Degree urgency : {Degree::low, Degree::middle, Degree::high})
    for (const Degree importance : {Degree::low, Degree::middle, Degree::high})
      cells_[place(urgency, importance)].cadence = usual_cadence(urgency, importance);
  for (const Entry<CadenceRule>& entry : plan.table<CadenceRule>().live()) {
    const CadenceRule& rule = entry.record;
    if (rule.urgency == Degree::automatic || rule.importance == Degree::automatic) continue;
    Cell& cell = cells_[place(rule.urgency, rule.importance)];
    const std::uint32_t written =
        std::max(written_at<&CadenceRule::rhythm>(entry), written_at<&CadenceRule::mode>(entry));
    if (cell.record && std::tuple(written, entry.id) < std::tuple(cell.written, cell.record))
      continue;
    cell = {{rule.rhythm, rule.mode}, entry.id, written};
  }
}

std::string why_text(const Judgement& judgement, Language language) {
  return say(language, judgement.why, {std::to_string(judgement.number)});
}

std::vector<Matter> find_matters(const Plan& plan, const Outline& outline, const Schedule& schedule,
                                 const Calendars& calendars, std::span<const GoalFacts> goals,
                                 Day today) {
  MatterFinder finder(plan, calendars, today);
  finder.add_tasks(outline, schedule);
  finder.add_goals(goals);
  finder.add_issues();
  finder.add_plan();
  return std::move(finder).take();
}

std::vector<Talk> find_talks(const Plan& plan, std::span<const Matter> matters) {
  const auto key = [&](std::uint32_t i) {
    const Matter& matter = matters[i];
    return std::tie(matter.departments, matter.cadence.mode, matter.cadence.rhythm);
  };
  std::vector<std::uint32_t> places(matters.size());
  for (std::uint32_t i = 0; i < places.size(); ++i) places[i] = i;
  sort_stably(places, [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });

  const std::vector<Slot> channels = channels_in_order(plan);
  std::vector<Talk> talks;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Matter& matter = matters[places[i]];
    if (i == 0 || key(places[i - 1]) != key(places[i])) {
      talks.push_back({.departments = matter.departments, .cadence = matter.cadence});
      talks.back().channel = channel_for(plan, talks.back(), channels);
    }
    Talk& talk = talks.back();
    talk.matters.push_back(places[i]);
    talk.last = std::max(talk.last, matter.last);
    if (plan.find(matter.person) != nullptr) talk.people.push_back(matter.person);
    if (matter.due.is_set() && (!talk.due.is_set() || matter.due < talk.due)) talk.due = matter.due;
  }
  for (Talk& talk : talks) {
    for (const Id<Department> id : talk.departments)
      if (const Id<Person> lead = plan.find(id)->lead; plan.find(lead) != nullptr)
        talk.people.push_back(lead);
    sort_stably(talk.people);
    talk.people.erase(std::ranges::unique(talk.people).begin(), talk.people.end());
  }
  sort_stably(talks, {}, [](const Talk& talk) { return std::tuple(!talk.due.is_set(), talk.due); });
  return talks;
}

void keep_talks_of(std::vector<Talk>& talks, Id<Department> department, Id<Person> person) {
  std::erase_if(talks, [&](const Talk& talk) {
    return (department && !std::ranges::binary_search(talk.departments, department)) ||
           (person && !std::ranges::binary_search(talk.people, person));
  });
}

std::size_t talks_held(const Plan& plan, Id<Department> department, Id<Person> person, Day today) {
  const Day monday = today - weekday_of(today);
  std::size_t held = 0;
  for (const auto& entry : plan.table<Conversation>().live()) {
    const Conversation& talk = entry.record;
    if (talk.day < monday || talk.day > monday + 6) continue;
    if (department && !std::ranges::binary_search(talk.departments.ids, department)) continue;
    if (person && talk.person != person) continue;
    ++held;
  }
  return held;
}

}  // namespace tongzhou
