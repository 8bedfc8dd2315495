// What people do about communication, as drafts of changes.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/edits.h"
#include "insight/cadence.h"
#include "insight/meetings.h"

namespace tongzhou {

// The departments have talked, by the means and in the channel that were due, about these matters.
Draft log_talk(const OpenPlan& open, Random& random, const Talk& talk,
               std::span<const Matter> matters, Id<Person> person, Day day);

// A meeting of those departments about these matters, on the next working day, in the channel that
// was due; it repeats as the talk does.
NewRecord meet_about(const OpenPlan& open, Random& random, const Talk& talk,
                     std::span<const Matter> matters, Id<Person> organiser, Day today);

// What is that urgent and that important is talked about so from now on.
Draft set_cadence(const OpenPlan& open, Random& random, Degree urgency, Degree importance,
                  const Cadence& cadence);
// As the usual rule says.
Draft reset_cadence(const OpenPlan& open, Random& random, Degree urgency, Degree importance);

// A channel between the departments, called after them.
struct NewChannel {
  Draft draft;
  Id<Channel> channel;
};
NewChannel add_channel(const OpenPlan& open, Random& random, Id<Department> a, Id<Department> b,
                       std::string topic);

// --- Meetings ------------------------------------------------------------------------------------

// On the working day after `today`, for an hour from half past nine.
NewRecord add_meeting(const OpenPlan& open, Random& random, std::string title, Id<Person> organiser,
                      Day today);

// This one is held at another time; a meeting that does not repeat begins then.
Draft move_meeting(const OpenPlan& open, Random& random, const Occurrence& one, Instant start);
Draft cancel_meeting(const OpenPlan& open, Random& random, const Occurrence& one);
// At the time that was planned.
Draft restore_meeting(const OpenPlan& open, Random& random, const Occurrence& one);

// Repeats in that way from its first day on.
Draft set_repeat(const OpenPlan& open, Random& random, Id<Meeting> meeting, Repeat repeat);

// Minutes of this meeting, with those who must come as present and `text` to begin with; those
// there are, where they were begun.
struct TakenMinutes {
  Draft draft;
  Id<MeetingNotes> notes;
};
TakenMinutes take_minutes(const OpenPlan& open, Random& random, const Occurrence& one,
                          std::string text);
// An action agreed there; unset: due in two weeks.
struct AgreedAction {
  std::string title;
  Id<Person> owner{};
  Day due{};
};
NewRecord add_agreed_action(const OpenPlan& open, Random& random, Id<MeetingNotes> notes,
                            AgreedAction action, Day today);
// One more line of its decisions.
Draft note_decision(const OpenPlan& open, Random& random, Id<MeetingNotes> notes,
                    std::string_view decision);

// The minutes of it; unset: none yet.
Id<MeetingNotes> find_minutes(const Plan& plan, const Occurrence& one);

}  // namespace tongzhou
