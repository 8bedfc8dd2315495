#include <algorithm>

#include <fmt/format.h>

#include "app/communication_edits.h"
#include "app/goal_edits.h"
#include "app/letter_edits.h"
#include "ui/address_link.h"
#include "ui/pages.h"
#include "ui/pages/communication_parts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_list.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr float kTalkList = 316;
constexpr float kTalkLine = 66;
constexpr float kMatterLine = 62;

struct DueWords {
  std::string text;
  Tone tone;
};
DueWords due_words(const Desk& desk, Day due) {
  const Look& look = desk.look;
  if (!due.is_set()) return {std::string(desk.say(Word::talk_when_needed)), Tone::neutral};
  if (due < look.today)
    return {desk.say(Word::talk_overdue, {std::to_string(look.today - due)}), Tone::critical};
  if (due == look.today) return {std::string(desk.say(Word::talk_today)), Tone::warning};
  return {date_text(due, look.this_year(), look.language), Tone::neutral};
}

std::string matter_count(const Desk& desk, std::size_t count) {
  return count == 1 ? std::string(desk.say(Word::talk_matter))
                    : desk.say(Word::talk_matters, {std::to_string(count)});
}

std::string talk_names(const Desk& desk, const Talk& talk) {
  return department_names(desk.plan(), talk.departments, " · ");
}

std::string cadence_words(const Desk& desk, const Cadence& cadence) {
  return fmt::format("{} · {}", desk.say(word_of(cadence.rhythm)), desk.say(word_of(cadence.mode)));
}

std::string last_words(const Desk& desk, Day last) {
  if (!last.is_set()) return std::string(desk.say(Word::talk_never));
  return desk.say(Word::talk_last, {date_text(last, desk.look.this_year(), desk.look.language)});
}

const Talk& talk_shown(const CommunicationState& state) {
  const auto found = std::ranges::find_if(state.talks, [&](const Talk& talk) {
    return talk.departments == state.talk_of && talk.cadence == state.talk_by;
  });
  return found == state.talks.end() ? state.talks.front() : *found;
}

void draw_talk_line(const Desk& desk, CommunicationState& state, const Talk& talk,
                    const ImRect& box) {
  const Look& look = desk.look;
  const bool chosen = &talk_shown(state) == &talk;
  const DueWords due = due_words(desk, talk.due);
  const std::string names = talk_names(desk, talk);
  const std::string line = fmt::format("{} · {}", cadence_words(desk, talk.cadence),
                                       matter_count(desk, talk.matters.size()));
  const Item item = add_item_at("talk", {box.Min + ImVec2(6, 2), box.Max - ImVec2(6, 2)},
                                {.role = access::Role::option,
                                 .name = names,
                                 .value = fmt::format("{} · {}", due.text, line),
                                 .state = {.selected = chosen}});
  if (item.pressed) {
    state.talk_of = talk.departments;
    state.talk_by = talk.cadence;
  }
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (chosen) list.AddRectFilled(item.box.Min, item.box.Max, look.colours().selected, 7);
  draw_veil(look, item, 7);
  const float left = box.Min.x + 18, right = box.Max.x - 18, middle = box.GetCenter().y;
  const float due_width = text_width(look, Type::small_strong, due.text);
  draw_text_in(look, list, {{right - due_width, box.Min.y + 8}, {right, middle}}, due.text,
               {.type = Type::small_strong, .colour = look.theme.strong(due.tone)});
  draw_text_in(look, list, {{left, box.Min.y + 8}, {right - due_width - 10, middle}}, names,
               {.type = Type::table_strong});
  draw_icon_sized(list, icon_of(talk.cadence.mode), {left + 7, middle + 13}, 14,
                  look.colours().second_text);
  draw_text_in(look, list, {{left + 22, middle}, {right, box.Max.y - 8}}, line,
               {.type = Type::small, .colour = look.colours().second_text});
  draw_focus_ring(look, item, 7);
}

Icon matter_icon(Kind kind) {
  if (kind == Kind::goal) return Icon::flag;
  if (kind == Kind::issue) return Icon::problem;
  return kind == Kind::plan ? Icon::plan : Icon::task;
}

std::string judgement_words(const Desk& desk, Word head, const Judgement& judgement) {
  const std::string why = why_text(judgement, desk.look.language);
  const std::string_view degree = desk.say(word_of(judgement.degree));
  return desk.look.language == Language::chinese
             ? fmt::format("{}：{}（{}）", desk.say(head), degree, why)
             : fmt::format("{}: {} ({})", desk.say(head), degree, why);
}

void draw_matter(const Desk& desk, const Matter& matter, const ImRect& box) {
  const Look& look = desk.look;
  const std::string name = matter.of.kind == Kind::plan ? std::string(desk.say(Word::whole_plan))
                                                        : desk.plan().name_of(matter.of);
  const std::string why =
      fmt::format("{}   {}", judgement_words(desk, Word::urgency, matter.urgency),
                  judgement_words(desk, Word::importance, matter.importance));
  const std::string last = last_words(desk, matter.last);
  const Item item = add_item_at(
      "matter", {box.Min, box.Max - ImVec2(0, 2)},
      {.role = access::Role::link, .name = name, .value = fmt::format("{} · {}", why, last)});
  if (item.pressed && matter.of.kind != Kind::plan) show_record(desk, matter.of);
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_veil(look, item, 7);
  const float left = box.Min.x + 10, right = box.Max.x - 10, middle = box.GetCenter().y - 1;
  const float last_width = text_width(look, Type::small, last);
  draw_icon_sized(list, matter_icon(matter.of.kind), {left + 8, middle - 11}, 16,
                  look.colours().second_text);
  draw_text_in(look, list, {{left + 24, box.Min.y + 6}, {right - last_width - 12, middle}}, name,
               {.type = Type::table_strong});
  draw_text_in(look, list, {{right - last_width, box.Min.y + 6}, {right, middle}}, last,
               {.type = Type::small, .colour = look.colours().second_text});
  draw_text_in(look, list, {{left + 24, middle}, {right, box.Max.y - 8}}, why,
               {.type = Type::small, .colour = look.colours().second_text});
  draw_focus_ring(look, item, 7);
  list.AddLine({left, box.Max.y - 1}, {right, box.Max.y - 1}, look.colours().line);
}

// Where they talk; leads to the channel, or makes one.
void draw_talk_channel(const Desk& desk, const Talk& talk) {
  const Look& look = desk.look;
  const TextLook quiet{.type = Type::table, .colour = look.colours().second_text};
  const Channel* channel = desk.plan().find(talk.channel);
  if (channel == nullptr) {
    draw_label(look, desk.say(Word::talk_no_channel),
               {.type = Type::table, .colour = look.theme.strong(Tone::critical)});
    return;
  }
  draw_label(look, desk.say(Word::talk_channel), quiet);
  ImGui::SameLine(0, 8);
  if (draw_text_link(look, "channel", channel->name)) desk.view.selection.choose(ref(talk.channel));
  if (!channel->address.empty()) {
    ImGui::SameLine(0, 10);
    draw_address_link(desk, channel->address, channel->address);
  }
  if (channel->kind != talk.cadence.mode)
    draw_label(look, desk.say(Word::talk_other_mode, {channel->name}),
               {.type = Type::small, .colour = look.theme.strong(Tone::warning)});
}

// Noted as done, or a meeting made of it.
void draw_talk_acts(const Desk& desk, const CommunicationState& state, const Talk& talk) {
  const Look& look = desk.look;
  const Id<Person> self = find_person(desk.plan(), desk.session.author().person);
  if (draw_button(look, {.id = "log",
                         .label = desk.say(Word::talk_log),
                         .icon = Icon::check,
                         .kind = ButtonKind::primary}))
    desk.edit_and_tell(
        log_talk(desk.open(), desk.session.random(), talk, state.matters, self, look.today));
  ImGui::SameLine(0, 8);
  if (draw_button(look,
                  {.id = "meet", .label = desk.say(Word::talk_meet), .icon = Icon::calendar})) {
    NewRecord made =
        meet_about(desk.open(), desk.session.random(), talk, state.matters, self, look.today);
    desk.edit(Result<Draft>(std::move(made.draft)));
    show_record(desk, made.record);
  }
  ImGui::SameLine(0, 8);
  if (draw_button(look, {.id = "letter",
                         .label = desk.say(Word::letter_write),
                         .icon = Icon::mail,
                         .kind = ButtonKind::quiet})) {
    NewRecord made =
        write_about(desk.open(), desk.session.random(), talk, state.matters, self, look.today);
    desk.edit(Result<Draft>(std::move(made.draft)));
    show_record(desk, made.record);
  }
}

void draw_talk(const Desk& desk, const CommunicationState& state, const Talk& talk) {
  const Look& look = desk.look;
  const float width = ImGui::GetContentRegionAvail().x;
  draw_heading(look, talk_names(desk, talk), Type::title, 3);
  const DueWords due = due_words(desk, talk.due);
  draw_pill(look, due.tone, due.text);
  ImGui::SameLine(0, 8);
  draw_label(look,
             fmt::format("{} · {}", cadence_words(desk, talk.cadence), last_words(desk, talk.last)),
             {.type = Type::table, .colour = look.colours().second_text});
  draw_talk_channel(desk, talk);
  ImGui::Dummy({0, 4});
  draw_talk_acts(desk, state, talk);
  ImGui::Dummy({0, 8});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  draw_line_list("matters", {at, at + ImVec2(width, room.y - 8)}, talk.matters.size(), kMatterLine,
                 [&](std::size_t i, const ImRect& box) {
                   draw_matter(desk, state.matters[talk.matters[i]], box);
                 });
}

}  // namespace

void draw_due_talks(const Desk& desk, CommunicationState& state, const ImRect& area) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (state.talks.empty()) {
    draw_card_ground(look, list, area);
    const ImVec2 middle = area.GetCenter();
    draw_text_in(look, list, {{area.Min.x, middle.y - 30}, {area.Max.x, middle.y - 4}},
                 desk.say(Word::talks_none), {.type = Type::body_strong, .align = Align::centre});
    draw_text_in(
        look, list, {{area.Min.x + 20, middle.y}, {area.Max.x - 20, middle.y + 24}},
        desk.say(Word::talks_none_why),
        {.type = Type::table, .colour = look.colours().second_text, .align = Align::centre});
    return;
  }
  ImRect talks = area, page = area;
  talks.Max.x = area.Min.x + kTalkList;
  page.Min.x = talks.Max.x + kGap;
  draw_card_ground(look, list, talks);
  draw_card_ground(look, list, page);
  draw_line_list(
      "talks", {talks.Min + ImVec2(0, 6), talks.Max - ImVec2(0, 6)}, state.talks.size(), kTalkLine,
      [&](std::size_t i, const ImRect& box) { draw_talk_line(desk, state, state.talks[i], box); });
  ImGui::SetCursorScreenPos(page.Min + ImVec2(18, 14));
  ImGui::BeginChild("talk", page.GetSize() - ImVec2(36, 20));
  draw_talk(desk, state, talk_shown(state));
  ImGui::EndChild();
}

}  // namespace tongzhou
