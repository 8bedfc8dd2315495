#include "app/communication_edits.h"

#include <utility>

#include "app/edits.h"
#include "core/sorting.h"
#include "insight/channels.h"

namespace tongzhou {
namespace {

std::string degree_words(const Plan& plan, Degree degree) {
  return std::string(say(language_of(plan), kDegrees[static_cast<std::size_t>(degree)]));
}

std::string names_of(const Plan& plan, std::span<const Id<Department>> departments) {
  return department_names(plan, departments, language_of(plan) == Language::english ? ", " : "、");
}

}  // namespace

Draft log_talk(const OpenPlan& open, Random& random, const Talk& talk,
               std::span<const Matter> matters, Id<Person> person, Day day) {
  const Plan& plan = open.plan();
  Conversation held{
      .day = day, .mode = talk.cadence.mode, .channel = talk.channel, .person = person};
  if (const Channel* channel = plan.find(talk.channel)) held.mode = channel->kind;
  held.departments.ids = talk.departments;
  for (const std::uint32_t place : talk.matters) {
    const AnyRef of = matters[place].of;
    if (of.kind == Kind::task) held.tasks.ids.push_back({of.id.value});
    if (of.kind == Kind::goal) held.goals.ids.push_back({of.id.value});
    if (of.kind == Kind::issue) held.issues.ids.push_back({of.id.value});
  }
  sort_stably(held.tasks.ids);
  sort_stably(held.goals.ids);
  sort_stably(held.issues.ids);
  ChangeBuilder builder(plan, random,
                        make_label(Word::did_log_talk, {names_of(plan, talk.departments)}));
  builder.create(std::move(held));
  return std::move(builder).take();
}

Draft set_cadence(const OpenPlan& open, Random& random, Degree urgency, Degree importance,
                  const Cadence& cadence) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random,
                        make_label(Word::did_set_cadence,
                                   {degree_words(plan, urgency), degree_words(plan, importance)}));
  const Id<CadenceRule> record = CadenceTable(plan).record(urgency, importance);
  if (record) {
    builder.set<&CadenceRule::rhythm>(record, cadence.rhythm);
    builder.set<&CadenceRule::mode>(record, cadence.mode);
  } else {
    builder.create(CadenceRule{urgency, importance, cadence.rhythm, cadence.mode});
  }
  return std::move(builder).take();
}

Draft reset_cadence(const OpenPlan& open, Random& random, Degree urgency, Degree importance) {
  std::vector<AnyRef> rules;
  for (const auto& entry : open.plan().table<CadenceRule>().live())
    if (entry.record.urgency == urgency && entry.record.importance == importance)
      rules.push_back(ref(entry.id));
  return delete_records(open, random, rules, make_label(Word::did_reset_cadence));
}

// --- Meetings ------------------------------------------------------------------------------------

namespace {

ChangeBuilder meeting_change(const OpenPlan& open, Random& random, Word word,
                             const Occurrence& one) {
  return {open.plan(), random, make_label(word, {open.plan().name_of(ref(one.meeting))})};
}

// Writes into the change that there is, or makes one.
void change_occurrence(ChangeBuilder& builder, const Occurrence& one, Instant start,
                       bool cancelled) {
  if (one.change) {
    builder.set<&MeetingChange::start>(one.change, start);
    builder.set<&MeetingChange::cancelled>(one.change, cancelled);
  } else {
    builder.create(MeetingChange{
        .meeting = one.meeting, .planned = one.planned, .start = start, .cancelled = cancelled});
  }
}

}  // namespace

namespace {

Instant usual_start(const OpenPlan& open, Day today) {
  constexpr std::int32_t kHalfPastNine = 9 * 60 + 30;
  const WorkingTime& time = open.calendars()[Calendars::kPlan];
  return at(day_of(time.next_start(start_of(today + 1))), kHalfPastNine);
}

NewRecord create_meeting(const OpenPlan& open, Random& random, Meeting meeting) {
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_add_record, {meeting.title}));
  meeting.order = last_order(open.plan(), random, Kind::meeting);
  const Id<Meeting> id = builder.create(std::move(meeting));
  return {std::move(builder).take(), ref(id)};
}

Repeat repeat_of(Rhythm rhythm) {
  switch (rhythm) {
    case Rhythm::daily: return Repeat::daily;
    case Rhythm::weekly: return Repeat::weekly;
    case Rhythm::fortnightly: return Repeat::fortnightly;
    case Rhythm::monthly: return Repeat::monthly;
    case Rhythm::when_needed: return Repeat::never;
  }
  return Repeat::never;
}

}  // namespace

NewRecord add_meeting(const OpenPlan& open, Random& random, std::string title, Id<Person> organiser,
                      Day today) {
  return create_meeting(
      open, random,
      Meeting{
          .title = std::move(title), .organiser = organiser, .start = usual_start(open, today)});
}

NewRecord meet_about(const OpenPlan& open, Random& random, const Talk& talk,
                     std::span<const Matter> matters, Id<Person> organiser, Day today) {
  const Plan& plan = open.plan();
  const Language language = language_of(plan);
  std::string agenda;
  for (const std::uint32_t place : talk.matters)
    if (matters[place].of.kind != Kind::plan)
      agenda += (agenda.empty() ? "" : "\n") + plan.name_of(matters[place].of);
  Meeting meeting{
      .title = say(language, Word::talk_meeting_title,
                   {names_of(plan, talk.departments),
                    say(language, kRhythms[static_cast<std::size_t>(talk.cadence.rhythm)])}),
      .organiser = organiser,
      .channel = talk.channel,
      .start = usual_start(open, today),
      .agenda = std::move(agenda)};
  meeting.departments.ids = talk.departments;
  if (const Channel* channel = plan.find(talk.channel)) meeting.place = channel->address;
  const RepeatRule rule = rule_of(repeat_of(talk.cadence.rhythm));
  meeting.rule = rule.rule;
  meeting.when_off = rule.when_off;
  return create_meeting(open, random, std::move(meeting));
}

Draft move_meeting(const OpenPlan& open, Random& random, const Occurrence& one, Instant start) {
  ChangeBuilder builder = meeting_change(open, random, Word::did_move_meeting, one);
  const Meeting* meeting = open.plan().find(one.meeting);
  if (meeting != nullptr && meeting->rule.empty() && !one.change)
    builder.set<&Meeting::start>(one.meeting, start);
  else
    change_occurrence(builder, one, start == one.planned ? Instant{} : start, false);
  return std::move(builder).take();
}

Draft cancel_meeting(const OpenPlan& open, Random& random, const Occurrence& one) {
  ChangeBuilder builder = meeting_change(open, random, Word::did_cancel_meeting, one);
  change_occurrence(builder, one, one.is_moved() ? one.start : Instant{}, true);
  return std::move(builder).take();
}

Draft restore_meeting(const OpenPlan& open, Random& random, const Occurrence& one) {
  ChangeBuilder builder = meeting_change(open, random, Word::did_restore_meeting, one);
  if (one.change) change_occurrence(builder, one, {}, false);
  return std::move(builder).take();
}

Draft set_repeat(const OpenPlan& open, Random& random, Id<Meeting> meeting, Repeat repeat) {
  const RepeatRule rule = rule_of(repeat);
  ChangeBuilder builder(open.plan(), random,
                        make_label(Word::did_set_repeat, {open.plan().name_of(ref(meeting))}));
  builder.set<&Meeting::rule>(meeting, std::string(rule.rule));
  if (repeat != Repeat::never) builder.set<&Meeting::when_off>(meeting, rule.when_off);
  return std::move(builder).take();
}

Id<MeetingNotes> find_minutes(const Plan& plan, const Occurrence& one) {
  Id<MeetingNotes> found;
  for (const auto& entry : plan.table<MeetingNotes>().live())
    if (entry.record.meeting == one.meeting && entry.record.held == one.start &&
        (!found || entry.id < found))
      found = entry.id;
  return found;
}

TakenMinutes take_minutes(const OpenPlan& open, Random& random, const Occurrence& one,
                          std::string text) {
  const Plan& plan = open.plan();
  if (const Id<MeetingNotes> there = find_minutes(plan, one)) return {{}, there};
  ChangeBuilder builder = meeting_change(open, random, Word::did_take_minutes, one);
  MeetingNotes notes{.meeting = one.meeting, .held = one.start, .text = std::move(text)};
  if (const Meeting* meeting = plan.find(one.meeting))
    notes.present.ids = people_required(plan, *meeting);
  const Id<MeetingNotes> id = builder.create(std::move(notes));
  return {std::move(builder).take(), id};
}

Draft note_decision(const OpenPlan& open, Random& random, Id<MeetingNotes> notes,
                    std::string_view decision) {
  ChangeBuilder builder(open.plan(), random,
                        make_label(Word::did_note_decision, {std::string(decision)}));
  std::string all = open.plan().find(notes)->decisions;
  if (!all.empty() && !all.ends_with('\n')) all += '\n';
  builder.set<&MeetingNotes::decisions>(notes, all.append(decision));
  return std::move(builder).take();
}

NewRecord add_agreed_action(const OpenPlan& open, Random& random, Id<MeetingNotes> notes,
                            AgreedAction action, Day today) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random, make_label(Word::did_add_record, {action.title}));
  const Id<Action> id = builder.create(Action{.title = std::move(action.title),
                                              .owner = action.owner,
                                              .due = action.due.is_set() ? action.due : today + 14,
                                              .order = last_order(plan, random, Kind::action),
                                              .meeting_notes = notes});
  return {std::move(builder).take(), ref(id)};
}

NewChannel add_channel(const OpenPlan& open, Random& random, Id<Department> a, Id<Department> b,
                       std::string topic) {
  const Plan& plan = open.plan();
  Channel channel{.name = say(language_of(plan), Word::coverage_new,
                              {plan.name_of(ref(a)), plan.name_of(ref(b))}),
                  .topics = std::move(topic),
                  .order = last_order(plan, random, Kind::channel)};
  channel.departments.ids = {a, b};
  sort_stably(channel.departments.ids);
  ChangeBuilder builder(plan, random, make_label(Word::did_add_record, {channel.name}));
  const Id<Channel> id = builder.create(std::move(channel));
  return {std::move(builder).take(), id};
}

}  // namespace tongzhou
