#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "documents/minutes.h"
#include "insight/meetings.h"
#include "ui/form.h"
#include "ui/pages/meetings_parts.h"
#include "ui/record_options.h"
#include "ui/shell/attached.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/checkbox.h"
#include "ui/widgets/field.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_list.h"
#include "ui/widgets/progress.h"

namespace tongzhou {
namespace {

constexpr float kRunSide = 236, kRunHead = 56, kRunLine = 46, kRunInset = 14;
constexpr int kSecondsInMinute = 60;

struct RunFrame {
  const Desk& desk;
  MeetingRunState& state;
  HeldMeeting& held;
  const MeetingNotes& notes;
  const Meeting* meeting;          // null where it is deleted
  std::vector<MinutesItem> items;  // at least one
  bool is_whole = false;           // without headings, all of it is one item
  int ends = 0;                    // minute of the day

  std::string with_body(std::size_t item, std::string_view body) const {
    return is_whole ? std::string(body) : with_minutes_body(notes.text, item, body);
  }
};

// Without the minutes that agendas write behind it: they stand below.
std::string_view title_of(const MinutesItem& item) {
  return item.begins < 0 ? item.title : item.title.substr(0, item.title.rfind(" · "));
}

std::string minutes_and_seconds(double seconds) {
  const int whole = static_cast<int>(seconds);
  return fmt::format("{}:{:02}", whole / kSecondsInMinute, whole % kSecondsInMinute);
}

void count_time(const RunFrame& frame) {
  HeldMeeting& held = frame.held;
  held.spent.resize(std::max(frame.items.size(), held.spent.size()));
  if (held.item >= frame.items.size()) held.item = 0;
  const double now = ImGui::GetTime();
  held.spent[held.item] += now - std::exchange(frame.state.counted, now);
}

// Title, how long the meeting has gone on, and the way out.
bool draw_run_head(const RunFrame& frame, const ImRect& area) {
  const Desk& desk = frame.desk;
  const Look& look = desk.look;
  const int length = frame.meeting != nullptr ? length_of(*frame.meeting).count : 0;
  const int gone = static_cast<int>(desk.session.now().value - desk.view.held.began.value);
  draw_card_ground(look, *ImGui::GetWindowDrawList(), area);
  const ButtonSpec finish{.id = "finish",
                          .label = desk.say(Word::run_finish),
                          .icon = Icon::check,
                          .kind = ButtonKind::primary};
  const float right = area.Max.x - kRunInset - button_width(look, finish);
  ImGui::SetCursorScreenPos(area.Min + ImVec2(kRunInset, 8));
  draw_heading(look, desk.plan().name_of(ref(frame.notes.meeting)), Type::title, 2);
  const bool is_over = gone > length;
  const std::string words =
      is_over ? desk.say(Word::run_over, {fmt::format("{}", gone - length)})
              : desk.say(Word::run_elapsed, {fmt::format("{}", gone), fmt::format("{}", length)});
  const ImU32 ink = look.theme.strong(is_over ? Tone::critical : Tone::accent);
  ImGui::SetCursorScreenPos(area.Min + ImVec2(kRunInset, 32));
  draw_label(look, words,
             {.type = Type::small, .colour = is_over ? ink : look.colours().second_text}, 190);
  ImGui::SetCursorScreenPos(area.Min + ImVec2(kRunInset + 196, 39));
  draw_progress(look, words, std::clamp(float(gone) / float(std::max(1, length)), 0.0F, 1.0F),
                std::max(40.0F, right - area.Min.x - kRunInset - 216), ink);
  ImGui::SetCursorScreenPos({right, area.GetCenter().y - kControlHeight / 2});
  return draw_button(look, finish);
}

void draw_agenda_line(const RunFrame& frame, std::size_t i, const ImRect& box) {
  const Look& look = frame.desk.look;
  const int planned = planned_minutes(frame.items, i, frame.ends);
  const double spent = frame.held.spent[i];
  const bool is_now = i == frame.held.item;
  std::string times = spent > 0 ? minutes_and_seconds(spent) : std::string("–");
  if (planned > 0)
    times += " / " + frame.desk.say(Word::agenda_minutes, {fmt::format("{}", planned)});
  const std::string title(title_of(frame.items[i]));
  const Item item = add_item_at(
      "item", {box.Min + ImVec2(6, 2), box.Max - ImVec2(6, 2)},
      {.role = access::Role::tab, .name = title, .value = times, .state = {.selected = is_now}});
  if (item.pressed) frame.held.item = i;
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (is_now)
    list.AddRectFilled(item.box.Min, item.box.Max, look.colours().selected, kControlRadius);
  draw_veil(look, item, kControlRadius);
  const bool is_over = planned > 0 && spent > planned * kSecondsInMinute;
  draw_text_in(look, list, {box.Min + ImVec2(16, 4), {box.Max.x - 12, box.Min.y + 25}}, title,
               {.type = is_now ? Type::table_strong : Type::table});
  draw_text_in(look, list, {{box.Min.x + 16, box.Min.y + 23}, box.Max - ImVec2(12, 4)}, times,
               {.type = Type::small,
                .colour = is_over ? look.theme.strong(Tone::warning) : look.colours().second_text});
  draw_focus_ring(look, item, kControlRadius);
}

void draw_run_agenda(const RunFrame& frame, const ImRect& card) {
  const Desk& desk = frame.desk;
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(kRunInset, 12));
  draw_heading(desk.look, desk.say(Word::run_agenda), Type::table_strong, 3);
  const float foot = kControlHeight + 18;
  {
    const access::Scope scope({.id = ImGui::GetID("agenda"),
                               .role = access::Role::tablist,
                               .name = std::string(desk.say(Word::run_agenda)),
                               .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y}});
    draw_line_list("agenda", {card.Min + ImVec2(1, 38), card.Max - ImVec2(1, foot)},
                   frame.items.size(), kRunLine,
                   [&](std::size_t i, const ImRect& box) { draw_agenda_line(frame, i, box); });
  }
  ImGui::SetCursorScreenPos({card.Min.x + kRunInset, card.Max.y - foot + 6});
  if (draw_button(desk.look, {.id = "previous",
                              .icon = Icon::chevron_left,
                              .tip = desk.say(Word::run_previous),
                              .enabled = frame.held.item > 0}))
    --frame.held.item;
  ImGui::SameLine(0, 8);
  if (draw_button(desk.look, {.id = "next",
                              .label = desk.say(Word::run_next),
                              .icon = Icon::chevron_right,
                              .kind = ButtonKind::prominent,
                              .enabled = frame.held.item + 1 < frame.items.size()}))
    ++frame.held.item;
}

void set_notes_text(const RunFrame& frame, std::string text) {
  ChangeBuilder change = frame.desk.change(
      make_label(Word::did_edit_record, {frame.desk.plan().name_of(ref(frame.notes.meeting))}));
  change.set<&MeetingNotes::text>(frame.state.notes, std::move(text));
  frame.desk.edit(std::move(change));
}

// What is under its heading in the minutes, to go on with.
void draw_item_notes(const RunFrame& frame, float height) {
  const Desk& desk = frame.desk;
  const std::size_t at = frame.held.item;
  std::string body(frame.items[at].body);
  ImGui::PushID(static_cast<int>(at));
  const FieldEvent event = draw_note_field(
      desk.look,
      {.id = "notes", .name = desk.say(Word::run_notes), .hint = desk.say(Word::run_notes_hint)},
      height, body);
  if (is_typing_in("notes") && typed_text() != frame.items[at].body) {
    desk.view.typing = {ref(frame.state.notes), field_number<&MeetingNotes::text>(),
                        frame.with_body(at, typed_text())};
    desk.view.typing_in_form = true;
  }
  ImGui::PopID();
  if (event == FieldEvent::committed && body != frame.items[at].body)
    set_notes_text(frame, frame.with_body(at, body));
}

// One line with what it is and a button; Enter notes it as well.
bool draw_note_line(const RunFrame& frame, const char* id, Word name, std::string& text) {
  const Desk& desk = frame.desk;
  const float button =
      button_width(desk.look, {.id = "add", .label = desk.say(Word::run_add), .icon = Icon::plus});
  const float width = ImGui::GetContentRegionAvail().x - button - 8;
  ImGui::PushID(id);
  const FieldEvent event = draw_field(
      desk.look, {.id = "text", .name = desk.say(name), .hint = desk.say(name), .width = width},
      text);
  const bool entered = event == FieldEvent::committed && ImGui::IsKeyPressed(ImGuiKey_Enter);
  ImGui::PopID();
  return entered;
}

bool draw_add(const RunFrame& frame, const char* id, Word name, bool enabled) {
  ImGui::SameLine(0, 8);
  const std::string told =
      fmt::format("{}: {}", frame.desk.say(Word::run_add), frame.desk.say(name));
  return draw_button(frame.desk.look, {.id = id,
                                       .label = frame.desk.say(Word::run_add),
                                       .icon = Icon::plus,
                                       .name = told,
                                       .enabled = enabled});
}

void draw_decision_line(const RunFrame& frame) {
  const Desk& desk = frame.desk;
  std::string& decision = frame.state.decision;
  const bool entered = draw_note_line(frame, "decision", Word::run_decision, decision);
  const bool pressed = draw_add(frame, "add_decision", Word::run_decision, !decision.empty());
  if ((entered || pressed) && !decision.empty())
    desk.edit(Result<Draft>(note_decision(desk.open(), desk.session.random(), frame.state.notes,
                                          std::exchange(decision, {}))));
}

void draw_action_line(const RunFrame& frame) {
  const Desk& desk = frame.desk;
  MeetingRunState& state = frame.state;
  constexpr float kOwner = 150, kDue = 130;
  const bool entered = draw_note_line(frame, "action", Word::run_action, state.action.title);
  const bool pressed = draw_add(frame, "add_action", Word::run_action, !state.action.title.empty());
  ImGui::Dummy({0, 4});
  const std::string owner = desk.plan().name_of(ref(state.action.owner));
  const auto chosen = draw_choice(
      desk.look,
      {.id = "owner",
       .name = desk.say(Word::task_responsible),
       .current = owner,
       .hint = desk.say(Word::task_responsible),
       .width = kOwner},
      state.choice,
      [&] { return reference_options(desk, Kind::person, AnyRefs{state.action.owner.any()}); });
  if (chosen) state.action.owner = {chosen_reference(desk, Kind::person, *chosen).value};
  ImGui::SameLine(0, 8);
  const Day due = state.action.due.is_set() ? state.action.due : desk.look.today + 14;
  const auto day = draw_date_field(desk.look,
                                   {.id = "due",
                                    .name = desk.say(Word::issue_due),
                                    .value = start_of(due),
                                    .default_minute = 0,
                                    .may_be_empty = false,
                                    .width = kDue},
                                   state.date);
  if (day && day->is_set()) state.action.due = day_of(*day);
  if ((entered || pressed) && !state.action.title.empty())
    desk.edit(Result<Draft>(add_agreed_action(desk.open(), desk.session.random(), state.notes,
                                              std::exchange(state.action, {}), desk.look.today)
                                .draft));
}

void draw_run_item(const RunFrame& frame, const ImRect& card) {
  const Desk& desk = frame.desk;
  const Look& look = desk.look;
  draw_card_ground(look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(kRunInset, 12));
  ImGui::BeginChild("item", card.GetSize() - ImVec2(2 * kRunInset, 20), 0,
                    ImGuiWindowFlags_NoScrollbar);
  const float lines = 3 * (kControlHeight + 8);
  const std::size_t at = frame.held.item;
  draw_heading(look, title_of(frame.items[at]), Type::title, 3);
  const int planned = planned_minutes(frame.items, at, frame.ends);
  const std::string spent = minutes_and_seconds(frame.held.spent[at]);
  const bool is_over = planned > 0 && frame.held.spent[at] > planned * kSecondsInMinute;
  draw_label(look,
             planned > 0 ? desk.say(Word::run_item_time, {spent, fmt::format("{}", planned)})
                         : desk.say(Word::run_item_time_free, {spent}),
             {.type = Type::small,
              .colour = is_over ? look.theme.strong(Tone::warning) : look.colours().second_text});
  ImGui::Dummy({0, 2});
  draw_item_notes(frame, std::max(60.0F, ImGui::GetContentRegionAvail().y - lines - 4));
  ImGui::Dummy({0, 4});
  draw_decision_line(frame);
  ImGui::Dummy({0, 4});
  draw_action_line(frame);
  ImGui::EndChild();
}

void draw_attendance(const RunFrame& frame) {
  const Desk& desk = frame.desk;
  const Look& look = desk.look;
  std::vector<Id<Person>> people;
  if (frame.meeting != nullptr) people = people_required(desk.plan(), *frame.meeting);
  for (const Id<Person> id : frame.notes.present.ids)
    if (std::ranges::find(people, id) == people.end()) people.push_back(id);
  draw_heading(look,
               desk.say(Word::run_attendance, {fmt::format("{}", frame.notes.present.ids.size()),
                                               fmt::format("{}", people.size())}),
               Type::table_strong, 3);
  ImGui::Dummy({0, 2});
  if (people.empty())
    draw_paragraph(look, desk.say(Word::run_no_people),
                   {.type = Type::small, .colour = look.colours().second_text});
  for (const Id<Person> id : people) {
    const bool is_here = std::ranges::binary_search(frame.notes.present.ids, id);
    const std::string name = desk.plan().name_of(ref(id));
    ImGui::PushID(static_cast<int>(id.value ^ (id.value >> 32)));
    if (draw_checkbox(look, "here", name, is_here)) {
      RefSet<Person> present = frame.notes.present;
      const auto at = std::ranges::lower_bound(present.ids, id);
      if (is_here)
        present.ids.erase(at);
      else
        present.ids.insert(at, id);
      ChangeBuilder change = desk.change(make_label(Word::did_edit_record, {name}));
      change.set<&MeetingNotes::present>(frame.state.notes, std::move(present));
      desk.edit(std::move(change));
    }
    ImGui::PopID();
    ImGui::SameLine(0, 8);
    draw_label(look, name, {.type = Type::table});
  }
}

void draw_agreed(const RunFrame& frame) {
  const Desk& desk = frame.desk;
  const Look& look = desk.look;
  draw_heading(look, desk.say(Word::run_agreed), Type::table_strong, 3);
  ImGui::Dummy({0, 2});
  const auto actions = attached<Action>(
      desk.plan(), [&](const Action& action) { return action.meeting_notes == frame.state.notes; });
  if (actions.empty() && frame.notes.decisions.empty())
    draw_paragraph(look, desk.say(Word::run_nothing_agreed),
                   {.type = Type::small, .colour = look.colours().second_text});
  if (!frame.notes.decisions.empty())
    draw_paragraph(look, frame.notes.decisions, {.type = Type::table});
  for (const Id<Action> id : actions) {
    const Action& action = *desk.plan().find(id);
    ImGui::PushID(static_cast<int>(id.value ^ (id.value >> 32)));
    if (draw_text_link(look, "action", action.title)) desk.view.selection.choose(ref(id));
    ImGui::PopID();
    std::string who = desk.plan().name_of(ref(action.owner));
    if (!who.empty()) who += " · ";
    draw_label(look, who + date_text(action.due, look.this_year(), look.language),
               {.type = Type::small, .colour = look.colours().second_text});
  }
}

void draw_run_side(const RunFrame& frame, const ImRect& card) {
  draw_card_ground(frame.desk.look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(kRunInset, 12));
  ImGui::BeginChild("side", card.GetSize() - ImVec2(kRunInset + 4, 20));
  draw_attendance(frame);
  ImGui::Dummy({0, 10});
  draw_agreed(frame);
  ImGui::EndChild();
}

}  // namespace

bool begin_meeting(const Desk& desk, MeetingRunState& state) {
  const Id<MeetingNotes> notes = desk.view.held.notes;
  if (notes == state.notes || desk.plan().find(notes) == nullptr) return false;
  desk.view.selection.clear();  // its sheet would take the room
  state = {.notes = notes, .counted = ImGui::GetTime()};
  return true;
}

bool draw_meeting_run(const Desk& desk, MeetingRunState& state, const ImRect& area) {
  const MeetingNotes* notes = desk.plan().find(state.notes);
  if (notes == nullptr || desk.view.held.notes != state.notes) {
    draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
    if (draw_empty_state(desk.look, area, Icon::calendar, desk.say(Word::meeting_run_none),
                         {.id = "diary", .label = desk.say(Word::go_diary)}))
      desk.view.page = "diary";
    return false;
  }
  RunFrame frame{.desk = desk,
                 .state = state,
                 .held = desk.view.held,
                 .notes = *notes,
                 .meeting = desk.plan().find(notes->meeting),
                 .items = minutes_items(notes->text)};
  frame.ends =
      minute_of_day(notes->held) + (frame.meeting != nullptr ? length_of(*frame.meeting).count : 0);
  frame.is_whole = frame.items.empty();
  if (frame.is_whole)
    frame.items = {{.title = desk.say(Word::meeting_notes_text), .body = notes->text}};
  count_time(frame);
  const bool finished = draw_run_head(frame, {area.Min, {area.Max.x, area.Min.y + kRunHead}});
  const float top = area.Min.y + kRunHead + kGap;
  ImRect agenda{{area.Min.x, top}, {area.Min.x + kRunSide, area.Max.y}};
  ImRect item{{agenda.Max.x + kGap, top}, area.Max};
  ImRect side{{area.Max.x - kRunSide, top}, area.Max};
  if (area.GetWidth() > 3.4F * kRunSide) {
    item.Max.x = side.Min.x - kGap;
  } else {  // below the agenda
    side = {{agenda.Min.x, top + (area.Max.y - top) * 0.5F}, agenda.Max};
    agenda.Max.y = side.Min.y - kGap;
  }
  draw_run_agenda(frame, agenda);
  draw_run_item(frame, item);
  draw_run_side(frame, side);
  if (!finished) return false;
  desk.view.selection.choose(ref(std::exchange(state.notes, {})));
  desk.view.held = {};
  return true;
}

}  // namespace tongzhou
