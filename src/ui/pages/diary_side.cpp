#include <algorithm>

#include <fmt/format.h>

#include "app/calendar_files.h"
#include "app/communication_edits.h"
#include "app/reports.h"
#include "documents/agenda.h"
#include "ui/document_view.h"
#include "ui/pages.h"
#include "ui/pages/diary_parts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMostSlots = 3;

void refresh_chosen(const Desk& desk, DiaryState& state, const Occurrence& one) {
  const DiaryState::Shown now{desk.plan().revision(), one.meeting, one.start};
  if (state.shown == now) return;
  state.shown = now;
  const OpenPlan& open = desk.open();
  state.agenda = make_agenda(report_sources(open, desk.look.today, desk.look.language),
                             state.matters, one, open.conflicts().size());
  const Meeting& meeting = *desk.plan().find(one.meeting);
  state.clocks = other_clocks(desk.plan(), meeting, one.start, desk.look.language);
  const std::vector<Id<Person>> people = people_required(desk.plan(), meeting);
  state.free_slots =
      find_free_slots(desk.plan(), open.calendars(), people, one.length,
                      at(std::max(desk.look.today, day_of(one.start)), 0), kMostSlots);
}

std::string moment_words(const Desk& desk, Instant at) {
  return fmt::format("{} {}", day_text(day_of(at), desk.look.this_year(), desk.look.language),
                     clock_words(minute_of_day(at)));
}

void move_chosen(const Desk& desk, DiaryState& state, const Occurrence& one, Instant start) {
  if (desk.plan().find(one.meeting)->rule.empty()) state.planned = start;
  state.day = day_of(start);
  state.month = state.day;
  desk.edit_and_tell(move_meeting(desk.open(), desk.session.random(), one, start));
}

// Where the people who must come could meet instead.
void draw_reschedule(const Desk& desk, DiaryState& state, const Occurrence& one) {
  const Look& look = desk.look;
  draw_label(look, desk.say(Word::meeting_reschedule),
             {.type = Type::small_strong, .colour = look.colours().second_text});
  const auto chosen = draw_date_field(look,
                                      {.id = "move",
                                       .name = desk.say(Word::meeting_move_once),
                                       .value = one.start,
                                       .default_minute = minute_of_day(one.start),
                                       .with_time = true,
                                       .may_be_empty = false},
                                      state.date);
  if (chosen && chosen->is_set() && *chosen != one.start) move_chosen(desk, state, one, *chosen);
  draw_label(
      look,
      desk.say(state.free_slots.empty() ? Word::meeting_no_free_slot : Word::meeting_free_slots),
      {.type = Type::small, .colour = look.colours().second_text});
  for (std::size_t i = 0; i < state.free_slots.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    if (draw_text_link(look, "slot", moment_words(desk, state.free_slots[i]))) {
      const Instant slot = state.free_slots[i];
      ImGui::PopID();
      move_chosen(desk, state, one, slot);
      return;
    }
    ImGui::PopID();
  }
}

void draw_meeting_acts(const Desk& desk, DiaryState& state, const Occurrence& one) {
  const Look& look = desk.look;
  const Id<MeetingNotes> notes = find_minutes(desk.plan(), one);
  const bool runs = draw_button(look, {.id = "run",
                                       .label = desk.say(Word::meeting_run),
                                       .icon = Icon::start,
                                       .kind = ButtonKind::primary});
  ImGui::SameLine(0, 8);
  const bool writes = draw_button(
      look, {.id = "minutes",
             .label = desk.say(notes ? Word::meeting_open_minutes : Word::meeting_take_minutes),
             .icon = Icon::edit});
  if (runs || writes) {
    TakenMinutes taken =
        take_minutes(desk.open(), desk.session.random(), one, to_markdown(state.agenda));
    if (runs) {
      desk.edit(Result<Draft>(std::move(taken.draft)));
      if (desk.view.held.notes != taken.notes)
        desk.view.held = {.notes = taken.notes, .began = desk.session.now()};
    } else {
      desk.edit_and_tell(std::move(taken.draft));
      desk.view.selection.choose(ref(taken.notes));
    }
    desk.view.page = "meetings";
  }
  if (draw_button(look, {.id = "edit",
                         .icon = Icon::settings,
                         .kind = ButtonKind::secondary,
                         .tip = desk.say(Word::meeting_edit)}))
    show_record(desk, ref(one.meeting));
  ImGui::SameLine(0, 8);
  const bool changed = one.cancelled || one.is_moved();
  if (draw_button(look, {.id = "cancel",
                         .label = desk.say(changed ? Word::meeting_restore_once
                                                   : Word::meeting_cancel_once),
                         .kind = ButtonKind::secondary})) {
    const OpenPlan& open = desk.open();
    if (changed) {
      state.day = day_of(one.planned);
      desk.edit_and_tell(restore_meeting(open, desk.session.random(), one));
    } else {
      desk.edit_and_tell(cancel_meeting(open, desk.session.random(), one));
    }
  }
}

void draw_people_of(const Desk& desk, const Meeting& meeting) {
  const Look& look = desk.look;
  const std::vector<Id<Person>> people = people_required(desk.plan(), meeting);
  const std::string_view between = look.language == Language::chinese ? "、" : ", ";
  std::string names;
  for (const Id<Person> id : people)
    names += fmt::format("{}{}", names.empty() ? "" : between, desk.plan().name_of(ref(id)));
  if (!names.empty())
    draw_paragraph(look, names, {.type = Type::table, .colour = look.colours().second_text});
}

void draw_clashes_of(const Desk& desk, const DiaryState& state, const Occurrence& one) {
  for (const Clash& clash : state.clashes) {
    const Occurrence& first = state.occurrences[clash.first];
    const Occurrence& second = state.occurrences[clash.second];
    if (&first != &one && &second != &one) continue;
    const Occurrence& other = &first == &one ? second : first;
    draw_paragraph(desk.look,
                   desk.say(Word::meeting_clash, {desk.plan().name_of(ref(clash.person)),
                                                  desk.plan().name_of(ref(other.meeting))}),
                   {.type = Type::table, .colour = desk.look.theme.strong(Tone::critical)});
  }
}

void draw_meeting_chosen(const Desk& desk, DiaryState& state, const Occurrence& one) {
  refresh_chosen(desk, state, one);
  const Look& look = desk.look;
  const Meeting& meeting = *desk.plan().find(one.meeting);
  draw_heading(look, meeting.title, Type::title, 3);
  draw_label(
      look,
      fmt::format("{}–{}", moment_words(desk, one.start), clock_words(minute_of_day(one.finish()))),
      {.type = Type::table});
  if (!state.clocks.empty())
    draw_paragraph(look, state.clocks, {.type = Type::table, .colour = look.colours().second_text});
  if (one.cancelled || one.is_moved())
    draw_pill(look, one.cancelled ? Tone::critical : Tone::warning,
              one.cancelled
                  ? std::string(desk.say(Word::meeting_cancelled_mark))
                  : desk.say(Word::meeting_moved_mark, {moment_words(desk, one.planned)}));
  if (!meeting.place.empty())
    draw_label(look, meeting.place, {.type = Type::table, .colour = look.colours().second_text});
  draw_people_of(desk, meeting);
  draw_clashes_of(desk, state, one);
  ImGui::Dummy({0, 4});
  draw_meeting_acts(desk, state, one);
  ImGui::Dummy({0, 4});
  if (!one.cancelled) draw_reschedule(desk, state, one);
  ImGui::Dummy({0, 8});
  draw_divider(look);
  ImGui::Dummy({0, 8});
  draw_document_buttons(desk, state.agenda);
  ImGui::Dummy({0, 4});
  draw_document(desk, state.agenda, ImGui::GetContentRegionAvail().x - 8);
}

void draw_day_line(const Desk& desk, DiaryState& state, const DiaryState::Entry& entry) {
  constexpr float kLine = 30, kWhat = 72;
  const Look& look = desk.look;
  const Word kind = entry.of.kind == Kind::task     ? Word::calendar_milestone
                    : entry.of.kind == Kind::review ? Word::calendar_review
                                                    : Word::calendar_due;
  const std::string what =
      entry.minute >= 0 ? clock_words(entry.minute) : std::string(desk.say(kind));
  const float width = ImGui::GetContentRegionAvail().x;
  const Item item = add_item("line", {width, kLine},
                             {.role = access::Role::link, .name = entry.text, .value = what});
  if (item.visible) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_veil(look, item, 6);
    draw_text_in(look, list, {item.box.Min, {item.box.Min.x + kWhat, item.box.Max.y}}, what,
                 {.type = Type::small, .colour = look.theme.strong(entry.tone)});
    draw_text_in(look, list, {{item.box.Min.x + kWhat, item.box.Min.y}, item.box.Max}, entry.text,
                 {.type = Type::table});
    draw_focus_ring(look, item, 6);
  }
  if (!item.pressed) return;
  if (entry.occurrence >= 0) {
    const Occurrence& one = state.occurrences[static_cast<std::size_t>(entry.occurrence)];
    state.meeting = one.meeting;
    state.planned = one.planned;
  } else if (entry.of.kind == Kind::conversation) {
    desk.view.page = "communication";
  } else {
    show_record(desk, entry.of);
  }
}

void draw_day_chosen(const Desk& desk, DiaryState& state, Day day) {
  const Look& look = desk.look;
  draw_heading(look, day_text(day, look.this_year(), look.language), Type::title, 3);
  const auto entries = entries_on(state, day);
  if (entries.empty())
    draw_label(look, desk.say(Word::calendar_nothing),
               {.type = Type::table, .colour = look.colours().second_text});
  ImGui::Dummy({0, 4});
  for (std::size_t i = 0; i < entries.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    draw_day_line(desk, state, entries[i]);
    ImGui::PopID();
  }
}

}  // namespace

void draw_diary_side(const Desk& desk, DiaryState& state, const ImRect& card) {
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 14));
  ImGui::BeginChild("side", card.GetSize() - ImVec2(20, 20));
  if (const Occurrence* one = occurrence_chosen(state))
    draw_meeting_chosen(desk, state, *one);
  else
    draw_day_chosen(desk, state, state.day.is_set() ? state.day : desk.look.today);
  ImGui::Dummy({0, 12});
  ImGui::EndChild();
}

}  // namespace tongzhou
