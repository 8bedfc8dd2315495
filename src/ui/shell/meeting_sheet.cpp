#include "ui/shell/meeting_sheet.h"

#include <fmt/format.h>

#include "app/calendar_files.h"
#include "app/communication_edits.h"
#include "core/numbers.h"
#include "schedule/recurrence.h"
#include "ui/shell/attached.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {

constexpr int kLookAheadDays = 400;
constexpr std::int32_t kAnyTime = -1;  // the time of day is always said

void refresh_meeting(const Desk& desk, Id<Meeting> id, const Meeting& meeting,
                     MeetingSheetState& state) {
  const std::uint64_t revision = desk.plan().revision();
  if (state.of == id && state.revision == revision && state.today == desk.look.today) return;
  const Look& look = desk.look;
  state.of = id;
  state.revision = revision;
  state.today = look.today;
  const Calendars& calendars = desk.open().calendars();
  state.next = desk.say(Word::meeting_none_ahead);
  state.clocks.clear();
  for (const Occurrence& one :
       find_occurrences(desk.plan(), calendars, id, {look.today, look.today + kLookAheadDays})) {
    if (one.cancelled) continue;
    state.next = instant_text(look, one.start, {}, kAnyTime);
    state.clocks = other_clocks(desk.plan(), meeting, one.start, look.language);
    break;
  }
  state.cost =
      desk.say(Word::meeting_cost,
               {fixed_text(person_hours_a_month(desk.plan(), calendars, id, look.today), 0)});
  state.broken.clear();
  if (!meeting.rule.empty())
    if (const auto error = check_recurrence(meeting.rule))
      state.broken = desk.say(Word::repeat_broken, {tongzhou::say(look.language, error->what)});
}

}  // namespace

void draw_meeting_repeat(const Desk& desk, Id<Meeting> id, MeetingSheetState& state,
                         FormState& form) {
  const Meeting& meeting = *desk.plan().find(id);
  refresh_meeting(desk, id, meeting, state);
  const Repeat now = repeat_of(meeting);
  draw_form_label(desk, desk.say(Word::meeting_repeat));
  const auto option = draw_choice(
      desk.look,
      {.id = "repeat",
       .name = desk.say(Word::meeting_repeat),
       .current = repeat_text(meeting, now, desk.look.language),
       .width = ImGui::GetContentRegionAvail().x},
      form.choice, [&] {
        // An own rule is typed below.
        return Options{.count = now == Repeat::own ? kRepeatCount : kRepeatCount - 1,
                       .at = [&](int i) {
                         const auto repeat = static_cast<Repeat>(i);
                         return Option{.text = repeat_text(meeting, repeat, desk.look.language),
                                       .chosen = repeat == now};
                       }};
      });
  if (option && static_cast<Repeat>(*option) != Repeat::own)
    desk.edit(Result<Draft>(
        set_repeat(desk.open(), desk.session.random(), id, static_cast<Repeat>(*option))));
  if (!state.broken.empty())
    draw_paragraph(desk.look, state.broken,
                   {.type = Type::small, .colour = desk.look.theme.strong(Tone::critical)});
  ImGui::Dummy({0, kFormGap / 2});
  draw_form_fact(desk, desk.say(Word::meeting_next), state.next);
  if (!state.clocks.empty()) draw_form_fact(desk, desk.say(Word::meeting_clocks), state.clocks);
  draw_form_fact(desk, desk.say(Word::meeting_who), state.cost);
}

void draw_agreed_actions(const Desk& desk, Id<MeetingNotes> id) {
  const Look& look = desk.look;
  ImGui::Dummy({0, 8});
  draw_heading(look, desk.say(Word::action), Type::table_strong, 3);
  const auto actions = attached<Action>(
      desk.plan(), [&](const Action& action) { return action.meeting_notes == id; });
  for (const Id<Action> action : actions) {
    ImGui::PushID(static_cast<int>(action.value));
    if (draw_text_link(look, "action", desk.plan().name_of(ref(action))))
      desk.view.selection.choose(ref(action));
    ImGui::PopID();
  }
  if (draw_button(look, {.id = "add_action",
                         .label = desk.say(Word::meeting_add_action),
                         .icon = Icon::plus,
                         .kind = ButtonKind::quiet})) {
    NewRecord made =
        add_agreed_action(desk.open(), desk.session.random(), id,
                          {std::string(desk.say(Word::new_action_agreed))}, look.today);
    desk.edit(Result<Draft>(std::move(made.draft)));
    desk.view.selection.choose(made.record);
  }
}

}  // namespace tongzhou
