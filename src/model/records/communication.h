// Channels between departments, how often what is talked about by which means, and what was talked
// about when.
#pragma once

#include <array>
#include <string>

#include "model/records/evaluation.h"

namespace tongzhou {

// Ways of talking, from the closest to the loosest.
enum class ChannelKind : std::uint8_t {
  face_to_face,
  meeting,
  video,
  telephone,
  chat,
  mailbox,
  board,
};
template <>
inline constexpr int kChoiceCount<ChannelKind> = 7;
inline constexpr std::array kChannelKinds{
    Word::channel_face_to_face, Word::channel_meeting, Word::channel_video, Word::channel_telephone,
    Word::channel_chat,         Word::channel_mailbox, Word::channel_board};
template <>
inline constexpr std::span<const Word> kChoices<ChannelKind>{kChannelKinds};

// A place where departments talk.
struct Channel {
  std::string name;
  ChannelKind kind = ChannelKind::meeting;
  std::string purpose;
  std::string topics;  // with commas or 、 between
  Id<Person> owner;
  RefSet<Department> departments;
  RefSet<Person> people;          // also stand for their departments
  std::string address;            // a link, a number, a room
  std::string hours;              // when somebody is there
  std::string time_zone;          // where it is not that of the plan
  std::int32_t answer_hours = 0;  // within which an answer is promised; 0: not agreed
  Id<Channel> backup;             // where to go when it fails
  std::string rules;
  std::string order;
};
template <>
struct Description<Channel> {
  static constexpr Kind kind = Kind::channel;
  static constexpr std::string_view name = "channel";
  static constexpr Word label = Word::channel;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "name", &Channel::name, Role::name, Word::channel_name},
      Field{2, "kind", &Channel::kind, Role::choice, Word::task_kind},
      Field{3, "purpose", &Channel::purpose, Role::text, Word::channel_purpose},
      Field{4, "topics", &Channel::topics, Role::text, Word::channel_topics},
      Field{5, "owner", &Channel::owner, Role::reference, Word::goal_owner},
      Field{6, "departments", &Channel::departments, Role::references, Word::channel_departments},
      Field{7, "people", &Channel::people, Role::references, Word::channel_people},
      Field{8, "address", &Channel::address, Role::text, Word::channel_address},
      Field{9, "hours", &Channel::hours, Role::text, Word::channel_hours},
      Field{10, "time_zone", &Channel::time_zone, Role::text, Word::channel_time_zone},
      Field{11, "answer_hours", &Channel::answer_hours, Role::number, Word::channel_answer_hours},
      Field{12, "backup", &Channel::backup, Role::reference, Word::channel_backup},
      Field{13, "rules", &Channel::rules, Role::note, Word::channel_rules},
      Field{14, "order", &Channel::order, Role::order, Word::order},
  };
};

enum class Rhythm : std::uint8_t { when_needed, daily, weekly, fortnightly, monthly };
template <>
inline constexpr int kChoiceCount<Rhythm> = 5;
inline constexpr std::array kRhythms{Word::rhythm_when_needed, Word::rhythm_daily,
                                     Word::rhythm_weekly, Word::rhythm_fortnightly,
                                     Word::rhythm_monthly};
template <>
inline constexpr std::span<const Word> kChoices<Rhythm>{kRhythms};

// Where a plan differs from the usual rule (insight/cadence.h): what is that urgent and that
// important is talked about in this rhythm by this means. Of two for one case the one that was
// written later holds.
struct CadenceRule {
  Degree urgency = Degree::middle;
  Degree importance = Degree::middle;
  Rhythm rhythm = Rhythm::weekly;
  ChannelKind mode = ChannelKind::meeting;
};
template <>
struct Description<CadenceRule> {
  static constexpr Kind kind = Kind::cadence_rule;
  static constexpr std::string_view name = "cadence_rule";
  static constexpr Word label = Word::cadence_rule;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "urgency", &CadenceRule::urgency, Role::choice, Word::urgency},
      Field{2, "importance", &CadenceRule::importance, Role::choice, Word::importance},
      Field{3, "rhythm", &CadenceRule::rhythm, Role::choice, Word::rhythm},
      Field{4, "mode", &CadenceRule::mode, Role::choice, Word::cadence_mode},
  };
};

// Departments have talked about these matters; about the plan as a whole where none is named.
struct Conversation {
  Day day;
  ChannelKind mode = ChannelKind::meeting;
  Id<Channel> channel;
  RefSet<Department> departments;
  RefSet<Task> tasks;
  RefSet<Goal> goals;
  RefSet<Issue> issues;
  Id<Person> person;  // who notes it
  std::string result;
};
template <>
struct Description<Conversation> {
  static constexpr Kind kind = Kind::conversation;
  static constexpr std::string_view name = "conversation";
  static constexpr Word label = Word::conversation;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "day", &Conversation::day, Role::day, Word::conversation_day},
      Field{2, "mode", &Conversation::mode, Role::choice, Word::cadence_mode},
      Field{3, "channel", &Conversation::channel, Role::reference, Word::channel},
      Field{4, "departments", &Conversation::departments, Role::references,
            Word::channel_departments},
      Field{5, "tasks", &Conversation::tasks, Role::references, Word::conversation_tasks},
      Field{6, "goals", &Conversation::goals, Role::references, Word::conversation_goals},
      Field{7, "issues", &Conversation::issues, Role::references, Word::conversation_issues},
      Field{8, "person", &Conversation::person, Role::reference, Word::conversation_person},
      Field{9, "result", &Conversation::result, Role::note, Word::conversation_result},
  };
};

// --- Meetings ------------------------------------------------------------------------------------

// What becomes of a meeting whose day is without work in the calendar of the plan.
enum class WhenOff : std::uint8_t { as_is, next_working_day, previous_working_day, left_out };
template <>
inline constexpr int kChoiceCount<WhenOff> = 4;
inline constexpr std::array kWhenOffs{Word::when_off_as_is, Word::when_off_next,
                                      Word::when_off_previous, Word::when_off_left_out};
template <>
inline constexpr std::span<const Word> kChoices<WhenOff>{kWhenOffs};

// A meeting, or a series of them.
struct Meeting {
  std::string title;
  Id<Person> organiser;
  RefSet<Department> departments;  // whose leads come
  RefSet<Person> people;
  RefSet<Person> optional;
  Id<Channel> channel;
  std::string place;
  Instant start;  // the first one
  std::int32_t minutes = 60;
  std::string rule;  // how it repeats: an RRULE of RFC 5545; empty: it does not
  WhenOff when_off = WhenOff::next_working_day;
  std::string agenda;  // topics of every meeting, one a line
  std::string uid;     // of what came from a calendar file
  std::string order;
};
template <>
struct Description<Meeting> {
  static constexpr Kind kind = Kind::meeting;
  static constexpr std::string_view name = "meeting";
  static constexpr Word label = Word::meeting;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "title", &Meeting::title, Role::name, Word::meeting_title},
      Field{2, "organiser", &Meeting::organiser, Role::reference, Word::meeting_organiser},
      Field{3, "departments", &Meeting::departments, Role::references, Word::meeting_departments},
      Field{4, "people", &Meeting::people, Role::references, Word::meeting_people},
      Field{5, "optional", &Meeting::optional, Role::references, Word::meeting_optional},
      Field{6, "channel", &Meeting::channel, Role::reference, Word::meeting_channel},
      Field{7, "place", &Meeting::place, Role::text, Word::meeting_place},
      Field{8, "start", &Meeting::start, Role::instant, Word::meeting_start},
      Field{9, "minutes", &Meeting::minutes, Role::number, Word::meeting_minutes},
      Field{10, "rule", &Meeting::rule, Role::text, Word::meeting_rule},
      Field{11, "when_off", &Meeting::when_off, Role::choice, Word::meeting_when_off},
      Field{12, "agenda", &Meeting::agenda, Role::note, Word::meeting_agenda},
      Field{13, "uid", &Meeting::uid, Role::text, Word::meeting_uid},
      Field{14, "order", &Meeting::order, Role::order, Word::order},
  };
};

// One meeting of a series that is held at another time, or not at all. Of two for one meeting the
// one written later holds.
struct MeetingChange {
  Id<Meeting> meeting;
  Instant planned;  // when it would have been
  Instant start;    // unset: as planned
  bool cancelled = false;
  std::string reason;
};
template <>
struct Description<MeetingChange> {
  static constexpr Kind kind = Kind::meeting_change;
  static constexpr std::string_view name = "meeting_change";
  static constexpr Word label = Word::meeting_change;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "meeting", &MeetingChange::meeting, Role::owner, Word::meeting},
      Field{2, "planned", &MeetingChange::planned, Role::instant, Word::meeting_change_planned},
      Field{3, "start", &MeetingChange::start, Role::instant, Word::meeting_change_start},
      Field{4, "cancelled", &MeetingChange::cancelled, Role::flag, Word::meeting_change_cancelled},
      Field{5, "reason", &MeetingChange::reason, Role::text, Word::meeting_change_reason},
  };
};

// What was said and decided.
struct MeetingNotes {
  Id<Meeting> meeting;
  Instant held;
  RefSet<Person> present;
  std::string text;
  std::string decisions;
};
template <>
struct Description<MeetingNotes> {
  static constexpr Kind kind = Kind::meeting_notes;
  static constexpr std::string_view name = "meeting_notes";
  static constexpr Word label = Word::meeting_notes;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "meeting", &MeetingNotes::meeting, Role::reference, Word::meeting},
      Field{2, "held", &MeetingNotes::held, Role::instant, Word::meeting_notes_held},
      Field{3, "present", &MeetingNotes::present, Role::references, Word::meeting_notes_present},
      Field{4, "text", &MeetingNotes::text, Role::note, Word::meeting_notes_text},
      Field{5, "decisions", &MeetingNotes::decisions, Role::note, Word::meeting_notes_decisions},
  };
};

}  // namespace tongzhou
