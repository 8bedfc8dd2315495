#include "ui/form.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/value_reading.h"
#include "schedule/calendars.h"
#include "ui/address_link.h"
#include "ui/day_marks.h"
#include "ui/field_edits.h"
#include "ui/record_options.h"
#include "ui/value_text.h"
#include "ui/widgets/field.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {

constexpr float kNoteHeight = 96;

void draw_typed(const Desk& desk, AnyRef record, const FieldInfo& field) {
  std::string text = edit_text(desk.look, desk.plan(), record, field);
  const std::string shown = value_text(desk.look, desk.plan(), record, field);
  const std::string before = text;
  const FieldSpec spec{.id = "field", .name = desk.say(field.label), .shown = shown};
  FieldEvent event;
  if (field.role == Role::note) {
    event = draw_note_field(desk.look, spec, kNoteHeight, text);
  } else {
    event = draw_field(desk.look, spec, text);
  }
  note_typing(desk, record, field, spec.id, before);
  if (event != FieldEvent::committed || text == before) return;
  if (!type_field(desk, record, field, text))
    desk.tell_trouble(desk.say(Word::cannot_read, {text, desk.say(field.label)}));
}

// Under a field that says how to reach somebody, the way there.
void draw_way(const Desk& desk, AnyRef record, const FieldInfo& field) {
  const Value value = desk.plan().value_of(record, field.number);
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr || text->empty()) return;
  if (is_link(*text))
    draw_address_link(desk, desk.say(Word::link_open), *text);
  else if (field.label == Word::channel_address || field.label == Word::person_contact)
    draw_address_link(desk, desk.say(Word::address_copy), *text);
}

void draw_date(const Desk& desk, AnyRef record, const FieldInfo& field, FormState& state) {
  const Value value = desk.plan().value_of(record, field.number);
  Instant instant;
  if (const auto* held = std::get_if<Instant>(&value)) instant = *held;
  if (const auto* day = std::get_if<Day>(&value); day && day->is_set()) instant = start_of(*day);
  const bool is_day = field.role == Role::day;
  const DateFieldSpec spec{.id = "field",
                           .name = desk.say(field.label),
                           .value = instant,
                           .default_minute = is_day ? 0 : usual_minute(field),
                           .marks = day_marks(desk.open().calendars()[Calendars::kPlan])};
  const auto chosen = draw_date_field(desk.look, spec, state.date);
  note_typed_date(desk, record, field, spec);
  if (!chosen) return;
  if (is_day)
    set_field(desk, record, field, chosen->is_set() ? day_of(*chosen) : Day{});
  else
    set_field(desk, record, field, *chosen);
}

void draw_choice_of_words(const Desk& desk, AnyRef record, const FieldInfo& field,
                          FormState& state) {
  const Value value = desk.plan().value_of(record, field.number);
  const auto* held = std::get_if<std::int64_t>(&value);
  const std::int64_t current = held == nullptr ? 0 : *held;
  const std::string text = value_text(desk.look, desk.plan(), record, field);
  const auto chosen =
      draw_choice(desk.look, {.id = "field", .name = desk.say(field.label), .current = text},
                  state.choice, [&] { return word_options(desk.look, field.choices, current); });
  if (chosen) set_field(desk, record, field, static_cast<std::int64_t>(*chosen));
}

void draw_reference(const Desk& desk, AnyRef record, const FieldInfo& field, FormState& state) {
  const Value value = desk.plan().value_of(record, field.number);
  const auto* held = std::get_if<AnyId>(&value);
  const AnyId current = held == nullptr ? AnyId{} : *held;
  const Kind kind = *field.refers_to;
  const std::string text = value_text(desk.look, desk.plan(), record, field);
  int dot = -1;
  if (kind == Kind::department)
    if (const Department* department = desk.plan().find(Id<Department>{current.value}))
      dot = department->colour;
  const auto chosen = draw_choice(
      desk.look,
      {.id = "field",
       .name = desk.say(field.label),
       .current = text,
       .dot = dot,
       .hint = desk.say(Word::nobody)},
      state.choice,
      [&] { return reference_options(desk, kind, current ? AnyRefs{current} : AnyRefs{}); });
  if (chosen) set_field(desk, record, field, chosen_reference(desk, kind, *chosen));
}

void draw_references(const Desk& desk, AnyRef record, const FieldInfo& field, FormState& state) {
  const Value value = desk.plan().value_of(record, field.number);
  AnyRefs refs;
  if (const auto* held = std::get_if<AnyRefs>(&value)) refs = *held;
  const std::string text = value_text(desk.look, desk.plan(), record, field);
  const auto chosen =
      draw_choice(desk.look,
                  {.id = "field",
                   .name = desk.say(field.label),
                   .current = text,
                   .hint = desk.say(Word::nobody),
                   .several = true},
                  state.choice, [&] { return references_options(desk, *field.refers_to, refs); });
  if (!chosen) return;
  const AnyId id = toggled_reference(desk, *field.refers_to, *chosen);
  if (std::erase(refs, id) == 0) refs.insert(std::ranges::lower_bound(refs, id), id);
  set_field(desk, record, field, refs);
}

void draw_colours(const Desk& desk, AnyRef record, const FieldInfo& field) {
  constexpr float kSwatch = 22;
  const Value value = desk.plan().value_of(record, field.number);
  const auto* held = std::get_if<std::int64_t>(&value);
  ImGui::Dummy({0, (kControlHeight - kSwatch) / 2});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  for (int i = 0; i < static_cast<int>(kDepartmentColours); ++i) {
    const ImVec2 corner = at + ImVec2(static_cast<float>(i) * (kSwatch + 3), 0);
    const bool current = held != nullptr && *held == i;
    const std::string name = fmt::format("{} {}", desk.say(field.label), i + 1);
    ImGui::PushID(i);
    const Item item =
        add_item_at("swatch", {corner, corner + ImVec2(kSwatch, kSwatch)},
                    {.role = access::Role::radio, .name = name, .state = {.checked = current}});
    ImGui::PopID();
    if (!item.visible) continue;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 colour = desk.look.theme.departments[static_cast<std::size_t>(i)];
    list.AddRectFilled(item.box.Min + ImVec2(3, 3), item.box.Max - ImVec2(3, 3), colour, 4);
    if (current || item.hovered)
      list.AddRect(item.box.Min, item.box.Max, current ? colour : desk.look.colours().line, 6, 0,
                   current ? 2.0F : 1.0F);
    draw_focus_ring(desk.look, item, 6);
    if (item.pressed) set_field(desk, record, field, std::int64_t{i});
  }
  ImGui::Dummy({0, kSwatch + (kControlHeight - kSwatch) / 2});
}

void draw_flag(const Desk& desk, AnyRef record, const FieldInfo& field, FormState& state) {
  static constexpr std::array kNoYes{Word::no, Word::yes};
  const Value value = desk.plan().value_of(record, field.number);
  const auto* held = std::get_if<bool>(&value);
  const bool current = held != nullptr && *held;
  const auto chosen = draw_choice(
      desk.look,
      {.id = "field", .name = desk.say(field.label), .current = desk.say(kNoYes[current ? 1 : 0])},
      state.choice, [&] { return word_options(desk.look, kNoYes, current ? 1 : 0); });
  if (chosen) set_field(desk, record, field, *chosen == 1);
}

}  // namespace

void note_typing(const Desk& desk, AnyRef record, const FieldInfo& field, const char* id,
                 std::string_view before) {
  if (!is_typing_in(id) || typed_text() == before) return;
  desk.view.typing = {record, field.number, std::string(typed_text())};
  desk.view.typing_in_form = true;
}

void note_typed_date(const Desk& desk, AnyRef record, const FieldInfo& field,
                     const DateFieldSpec& spec) {
  ImGui::PushID(spec.id);
  note_typing(desk, record, field, kDateFieldText, typed_form(spec));
  ImGui::PopID();
}

void draw_form_label(const Desk& desk, std::string_view label) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect box{at, at + ImVec2(kFormLabelWidth - 6, kControlHeight)};
  ImGui::ItemSize(box.GetSize());
  if (ImGui::ItemAdd(box, 0))
    draw_text_in(desk.look, *ImGui::GetWindowDrawList(), box, label,
                 {.type = Type::table, .colour = desk.look.colours().second_text});
  ImGui::SameLine(0, 6);
}

void draw_form_fact(const Desk& desk, std::string_view label, std::string_view fact, Tone tone) {
  draw_form_label(desk, label);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect box{at, at + ImVec2(ImGui::GetContentRegionAvail().x, kControlHeight)};
  ImGui::ItemSize(box.GetSize());
  if (ImGui::ItemAdd(box, 0)) {
    draw_text_in(desk.look, *ImGui::GetWindowDrawList(), {box.Min + ImVec2(10, 0), box.Max}, fact,
                 {.colour = tone == Tone::neutral ? 0 : desk.look.theme.strong(tone)});
    access::describe({.id = ImGui::GetID(label.data(), label.data() + label.size()),
                      .role = access::Role::note,
                      .name = std::string(label),
                      .value = std::string(fact),
                      .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y}});
  }
  ImGui::Dummy({0, kFormGap});
}

void draw_form_field(const Desk& desk, AnyRef record, const FieldInfo& field, FormState& state) {
  ImGui::PushID(field.number);
  if (field.role == Role::note) {
    draw_label(desk.look, desk.say(field.label),
               {.type = Type::table, .colour = desk.look.colours().second_text});
    ImGui::Dummy({0, 4});
  } else {
    draw_form_label(desk, desk.say(field.label));
  }
  ImGui::BeginGroup();
  switch (field.role) {
    case Role::text:
      draw_typed(desk, record, field);
      draw_way(desk, record, field);
      break;
    case Role::name:
    case Role::note:
    case Role::number:
    case Role::percent:
    case Role::share:
    case Role::amount:
    case Role::duration:
    case Role::effort:
    case Role::lag:
    case Role::hours: draw_typed(desk, record, field); break;
    case Role::day:
    case Role::instant: draw_date(desk, record, field, state); break;
    case Role::choice: draw_choice_of_words(desk, record, field, state); break;
    case Role::reference:
    case Role::owner: draw_reference(desk, record, field, state); break;
    case Role::references: draw_references(desk, record, field, state); break;
    case Role::colour: draw_colours(desk, record, field); break;
    case Role::flag: draw_flag(desk, record, field, state); break;
    case Role::order:
    case Role::machine: break;
  }
  ImGui::EndGroup();
  ImGui::PopID();
  ImGui::Dummy({0, kFormGap});
}

}  // namespace tongzhou
