#include <algorithm>

#include "app/edits.h"
#include "app/goal_edits.h"
#include "app/task_rows.h"

namespace tongzhou {
namespace {

const DeliverableFacts* facts_of(const OpenPlan& open, Id<Deliverable> id) {
  if (open.plan().find(id) == nullptr) return nullptr;
  return &open.deliverables()[open.plan().table<Deliverable>().find_slot(id)];
}

std::unexpected<Error> refuse(Word what, Word todo, std::string name) {
  return refusal({what, {std::move(name)}}, {todo, {}});
}

Id<HandOver> last_round_of(const Plan& plan, const DeliverableFacts& facts) {
  return facts.rounds.empty() ? Id<HandOver>{} : plan.table<HandOver>()[facts.rounds.back()].id;
}

void append(Draft& draft, Draft more) {
  std::ranges::move(more.edits, std::back_inserter(draft.edits));
}

// --- What was found ------------------------------------------------------------------------------

// The finding of the criterion in the round under way, made where there is none.
struct FoundPlace {
  Id<Finding> finding;
  bool is_new = false;
  Id<HandOver> round;
};
Result<FoundPlace> place_of_finding(const OpenPlan& open, Random& random, Id<Criterion> criterion) {
  const Plan& plan = open.plan();
  const Criterion* record = plan.find(criterion);
  const DeliverableFacts* facts = record == nullptr ? nullptr : facts_of(open, record->deliverable);
  if (facts == nullptr) return refuse(Word::error_not_there, Word::none, {});
  const std::string title = plan.name_of(ref(record->deliverable));
  if (facts->is_accepted())
    return refuse(Word::error_accepted_already, Word::todo_hand_over_again, title);
  if (facts->state == DeliverableState::rejected)
    return refuse(Word::error_no_round, Word::todo_hand_over_first, title);
  for (const CriterionFacts& found : facts->criteria)
    if (plan.table<Criterion>()[found.criterion].id == criterion && found.finding != kNoSlot)
      return FoundPlace{plan.table<Finding>()[found.finding].id, false, {}};
  return FoundPlace{mint<Id<Finding>>(random), true, last_round_of(plan, *facts)};
}

// --- What a decision brings ----------------------------------------------------------------------

// All that hang on the task are accepted, with this one.
bool is_last_of_task(const OpenPlan& open, Id<Task> task, Id<Deliverable> just_now) {
  for (const auto& entry : open.plan().table<Deliverable>().live())
    if (entry.record.task == task && entry.id != just_now &&
        !facts_of(open, entry.id)->is_accepted())
      return false;
  return true;
}

// Whoever may start when the task is done now waits for the rework too; a milestone that is not
// reached waits itself.
Id<Task> add_rework(const OpenPlan& open, Random& random, Id<Deliverable> deliverable,
                    std::size_t round, Instant now, Draft& draft) {
  const Plan& plan = open.plan();
  const Deliverable& record = *plan.find(deliverable);
  const Language language = language_of(plan);
  NewTask made =
      add_task(open, random, place_below(open, record.task, Fold::folded),
               {.title = say(language, Word::rework_title, {record.title, std::to_string(round)}),
                .department = record.giver,
                .responsible = record.responsible,
                .duration = {kReworkDays * std::max(plan.info().minutes_per_day, 1)},
                .constraint = Constraint::start_no_earlier_than,
                .constraint_date = now});
  append(draft, std::move(made.draft));

  ChangeBuilder builder(plan, random, {});
  const Table<Task>& tasks = plan.table<Task>();
  const Slot slot = tasks.find_slot(record.task);
  const bool has_task = plan.find(record.task) != nullptr;
  if (has_task) {
    const bool is_open_milestone =
        tasks[slot].record.kind == TaskKind::milestone && !open.schedule().tasks[slot].complete;
    if (is_open_milestone) {
      builder.create(Dependency{.from = made.task, .to = record.task});
    } else {
      for (const auto& entry : plan.table<Dependency>().live()) {
        const Dependency& link = entry.record;
        if (link.from != record.task || plan.find(link.to) == nullptr) continue;
        if (link.type != LinkType::finish_start && link.type != LinkType::finish_finish) continue;
        if (open.schedule().tasks[tasks.find_slot(link.to)].complete) continue;
        builder.create(Dependency{.from = made.task, .to = link.to, .type = link.type});
      }
    }
  }
  append(draft, std::move(builder).take());
  return made.task;
}

// Done at that moment, where it is not done already. Phases are done when what is in them is.
void finish_task(const OpenPlan& open, Id<Task> task, Instant now, ChangeBuilder& builder) {
  const Task* record = open.plan().find(task);
  if (record == nullptr) return;
  const TaskDates& dates = open.schedule().tasks[open.plan().table<Task>().find_slot(task)];
  if (dates.summary || dates.complete) return;
  const bool is_milestone = record->kind == TaskKind::milestone;
  Instant start = record->actual_start;
  if (!start.is_set()) start = is_milestone ? now : std::min(dates.start, now);
  builder.set<&Task::percent>(task, 100);
  builder.set<&Task::actual_start>(task, start);
  builder.set<&Task::actual_finish>(task, std::max(start, now));
}

Word label_of(Decision decision) {
  switch (decision) {
    case Decision::accepted: return Word::did_accept;
    case Decision::with_reservations: return Word::did_accept_with_reservations;
    case Decision::rejected: return Word::did_reject;
    case Decision::none: break;
  }
  return Word::did_edit_record;
}

}  // namespace

Result<Draft> hand_over(const OpenPlan& open, Random& random, Id<Deliverable> deliverable,
                        Act act) {
  const Plan& plan = open.plan();
  const DeliverableFacts* facts = facts_of(open, deliverable);
  if (facts == nullptr) return refuse(Word::error_not_there, Word::none, {});
  const Deliverable& record = *plan.find(deliverable);
  if (facts->is_accepted())
    return refuse(Word::error_accepted_already, Word::todo_hand_over_again, record.title);
  if (facts->is_under_review())
    return refuse(Word::error_under_review, Word::todo_decide_first, record.title);
  ChangeBuilder builder(plan, random, make_label(Word::did_hand_over, {record.title}));
  builder.create(HandOver{.deliverable = deliverable,
                          .handed_over = act.now,
                          .handed_by = act.person,
                          .version = record.version});
  return std::move(builder).take();
}

Result<Draft> begin_review(const OpenPlan& open, Random& random, Id<Deliverable> deliverable,
                           Act act) {
  const Plan& plan = open.plan();
  const DeliverableFacts* facts = facts_of(open, deliverable);
  const std::string title = plan.name_of(ref(deliverable));
  if (facts == nullptr || facts->state != DeliverableState::handed_over)
    return refuse(Word::error_no_round, Word::todo_hand_over_first, title);
  ChangeBuilder builder(plan, random, make_label(Word::did_begin_review, {title}));
  const Id<HandOver> round = last_round_of(plan, *facts);
  builder.set<&HandOver::review_begun>(round, act.now);
  if (act.person) builder.set<&HandOver::reviewer>(round, act.person);
  return std::move(builder).take();
}

Result<Draft> note_finding(const OpenPlan& open, Random& random, Id<Criterion> criterion,
                           std::optional<double> value, Act act) {
  const auto place = place_of_finding(open, random, criterion);
  if (!place) return std::unexpected(place.error());
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random, make_label(Word::did_test, {plan.name_of(ref(criterion))}));
  if (place->is_new) {
    builder.create(place->finding, Finding{.criterion = criterion,
                                           .round = place->round,
                                           .value = value,
                                           .tester = act.person,
                                           .found = act.now});
  } else {
    builder.set<&Finding::value>(place->finding, value);
    builder.set<&Finding::found>(place->finding, act.now);
    if (act.person) builder.set<&Finding::tester>(place->finding, act.person);
  }
  return std::move(builder).take();
}

Result<Draft> waive(const OpenPlan& open, Random& random, Id<Criterion> criterion,
                    std::string reason, Act act) {
  const std::string name = open.plan().name_of(ref(criterion));
  if (!reason.empty() && !act.person)
    return refuse(Word::error_waiver_needs_person, Word::todo_say_who_you_are, name);
  const auto place = place_of_finding(open, random, criterion);
  if (!place) return std::unexpected(place.error());
  if (place->is_new) return refuse(Word::error_not_tested, Word::todo_test_or_waive, name);
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_waive, {name}));
  builder.set<&Finding::waived_by>(place->finding, reason.empty() ? Id<Person>{} : act.person);
  builder.set<&Finding::waiver>(place->finding, std::move(reason));
  return std::move(builder).take();
}

Result<Draft> decide(const OpenPlan& open, Random& random, Id<Deliverable> deliverable,
                     Decision decision, std::string reason, Act act) {
  const Plan& plan = open.plan();
  const DeliverableFacts* facts = facts_of(open, deliverable);
  if (facts == nullptr) return refuse(Word::error_not_there, Word::none, {});
  const Deliverable& record = *plan.find(deliverable);
  if (!facts->is_under_review())
    return refuse(Word::error_no_round, Word::todo_hand_over_first, record.title);
  if (auto may = may_decide(plan, *facts, decision); !may) return std::unexpected(may.error());
  if (decision == Decision::rejected && reason.empty())
    return refuse(Word::error_reason_missing, Word::todo_give_reason, record.title);

  ChangeBuilder builder(plan, random, make_label(label_of(decision), {record.title}));
  const Id<HandOver> round = last_round_of(plan, *facts);
  const HandOver& held = *plan.find(round);
  if (!held.review_begun.is_set()) {
    builder.set<&HandOver::review_begun>(round, act.now);
    if (act.person) builder.set<&HandOver::reviewer>(round, act.person);
  }
  builder.set<&HandOver::decided>(round, act.now);
  builder.set<&HandOver::decision>(round, decision);
  if (act.person) builder.set<&HandOver::decided_by>(round, act.person);
  builder.set<&HandOver::reason>(round, std::move(reason));
  if (decision == Decision::rejected) {
    Draft rework;
    const Id<Task> task =
        add_rework(open, random, deliverable, facts->rounds.size(), act.now, rework);
    builder.set<&HandOver::rework>(round, task);
    Draft draft = std::move(builder).take();
    append(draft, std::move(rework));
    return draft;
  }
  if (is_last_of_task(open, record.task, deliverable))
    finish_task(open, record.task, act.now, builder);
  return std::move(builder).take();
}

}  // namespace tongzhou
