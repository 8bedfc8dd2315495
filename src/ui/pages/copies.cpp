#include "ui/pages/copies.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "exchange/returned_copy.h"
#include "model/record_fields.h"
#include "ui/pages/page_parts.h"
#include "ui/record_options.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/checkbox.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_list.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

constexpr float kCopiesWidest = 920;
constexpr float kCopyLine = 56;
constexpr std::size_t kMostNames = 12;

// All departments and groups, and people who have a copy or were chosen.
std::vector<AnyRef> readers_with_a_line(const Desk& desk, const CopiesState& state) {
  std::set<AnyRef> people;
  for (const Id<Person> one : state.people) people.insert(ref(one));
  for (const auto& entry : desk.plan().table<HandedCopy>().live())
    if (!entry.record.group)
      for (const Id<Person> one : entry.record.people.ids) people.insert(ref(one));
  std::vector<AnyRef> readers = possible_readers(desk);
  std::erase_if(readers, [&](AnyRef reader) {
    return reader.kind == Kind::person && !people.contains(reader);
  });
  return readers;
}

void refresh_copies(const Desk& desk, CopiesState& state) {
  const Plan& plan = desk.plan();
  const CopiesState::Made now{desk.session.open_number(), plan.revision(), desk.look.today};
  if (state.made == now) return;
  state.made = now;
  state.lines.clear();
  state.each.clear();
  state.markings = plan.table<Marking>().live_count();
  const SecrecyTable table(plan, desk.look.today);
  for (const AnyRef reader : readers_with_a_line(desk, state)) {
    const CopyWish wish = wish_for(plan, reader);
    const Entry<HandedCopy>* last = last_copy(plan, wish);
    CopiesState::Line line{
        .reader = reader, .has_members = !wish.audience.is_outside(), .last = {}};
    if (last != nullptr) {
      line.last = last->id;
      line.changed = count_changed(plan, last->record, VisiblePart(table, wish.audience));
    }
    state.lines.push_back(line);
  }
  state.lines.emplace_back();
}

// A week without word is long.
std::string waiting_words(const Desk& desk, const HandedCopy& handed) {
  constexpr int kLong = 7;
  const int days = days_without_word(handed, desk.look.today);
  return days >= kLong ? desk.say(Word::copy_overdue, {std::to_string(days)})
                       : std::string(desk.say(Word::copy_not_received));
}

std::string last_words(const Desk& desk, const CopiesState::Line& line) {
  if (!line.reader.id) return std::string(desk.say(Word::audience_outside_help));
  if (!line.has_members) return std::string(desk.say(Word::group_nobody));
  const HandedCopy* last = desk.plan().find(line.last);
  if (last == nullptr) return std::string(desk.say(Word::copy_none_yet));
  std::string words = desk.say(
      Word::copy_last, {short_date_text(desk.look, last->made),
                        desk.say(last->in_page ? Word::copy_form_page : Word::copy_form_file),
                        desk.say(kSealWays[static_cast<std::size_t>(last->seal)]), last->checksum});
  words += "  ";
  words += last->received.is_set()
               ? desk.say(last->returned.empty() ? Word::copy_confirmed : Word::copy_received,
                          {short_date_text(desk.look, start_of(last->received))})
               : waiting_words(desk, *last);
  words += "  ";
  words += line.changed > 0 ? desk.say(Word::copy_changed, {std::to_string(line.changed)})
                            : std::string(desk.say(Word::copy_unchanged));
  return words;
}

void note_keys(const Desk& desk, CopiesState& state, const CopyWish& wish) {
  const auto keys = keys_to_seal_for(desk.plan(), desk.session.keys(), wish.audience);
  std::ranges::copy(keys, std::back_inserter(state.keys));
  if (!keys.empty()) return;
  if (!state.keyless.empty()) state.keyless += desk.say(Word::list_separator);
  state.keyless += audience_words(desk.plan(), wish, desk.look.language);
}

void look_at_copy(const Desk& desk, CopiesState& state, CopyWish wish) {
  state.wanted = true;
  state.wish = std::move(wish);
  state.each.clear();
  state.keys.clear();
  state.keyless.clear();
  if (state.wish.each_department) {
    for (const AnyRef department : desk.open().in_order(Kind::department))
      note_keys(desk, state, wish_for(desk.plan(), department));
    return;
  }
  state.facts = preview_copy(desk.open(), state.wish, desk.look.today).facts;
  note_keys(desk, state, state.wish);
}

void look_at_copies(const Desk& desk, CopiesState& state) {
  look_at_copy(desk, state,
               {.audience = {}, .group = {}, .passphrase = {}, .each_department = true});
}

// "● Sales   last: ...    [View as] [Make a copy]"
void draw_copy_line(const Desk& desk, CopiesState& state, const CopiesState::Line& line,
                    float width) {
  const Look& look = desk.look;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::string name = line.reader.id ? desk.plan().name_of(line.reader)
                                          : std::string(desk.say(Word::audience_outside));
  const std::string view_name = fmt::format("{} {}", desk.say(Word::copy_view_as), name);
  const std::string make_name = fmt::format("{} {}", desk.say(Word::copy_make), name);
  const ButtonSpec view{.id = "view",
                        .label = desk.say(Word::copy_view_as),
                        .kind = ButtonKind::quiet,
                        .name = view_name,
                        .enabled = line.has_members};
  const ButtonSpec make{.id = "make",
                        .label = desk.say(Word::copy_make),
                        .icon = Icon::save,
                        .kind = line.changed > 0 ? ButtonKind::tinted : ButtonKind::secondary,
                        .name = make_name,
                        .enabled = line.has_members};
  const float buttons = button_width(look, view) + 8 + button_width(look, make);
  const float right = at.x + width - kCardPadding.x - buttons;
  ImRect head{{at.x + 20, at.y + 6}, {right - 12, at.y + 28}};
  if (line.reader.kind == Kind::department) {
    const Department& department = *desk.plan().find(Id<Department>{line.reader.id.value});
    draw_department_in(look, list, head, department.colour, name, {.type = Type::table_strong});
  } else {
    if (line.reader.id) {
      const Icon icon = line.reader.kind == Kind::group ? Icon::people : Icon::person;
      draw_icon_sized(list, icon, {head.Min.x + 6, head.GetCenter().y}, 16,
                      look.colours().second_text);
      head.Min.x += 20;
    }
    draw_text_in(look, list, head, name, {.type = Type::table_strong});
  }
  ImGui::SetCursorScreenPos({at.x + 20, at.y + 29});
  draw_label(look, last_words(desk, line),
             {.type = Type::small, .colour = look.colours().second_text}, right - at.x - 32);
  ImGui::SetCursorScreenPos({right, at.y + (kCopyLine - kControlHeight) / 2});
  ImGui::PushID(static_cast<int>(line.reader.id.value >> 33));
  if (draw_button(look, view)) desk.commands.run("read_as", line.reader);
  ImGui::SameLine(0, 8);
  if (draw_button(look, make)) look_at_copy(desk, state, wish_for(desk.plan(), line.reader));
  ImGui::PopID();
  continue_at({at.x, at.y + kCopyLine});
}

void append_name(const Desk& desk, std::string& names, AnyRef record) {
  if (!names.empty()) names += desk.say(Word::list_separator);
  names += desk.plan().name_of(record);
}

std::string count_words(const Desk& desk, const CopyFacts& facts) {
  std::size_t goes = 0, stays = 0, fields = 0;
  for (const CopyFacts::OfKind& of : facts.kinds) {
    goes += of.goes;
    stays += of.stays;
    fields += of.fields;
  }
  return desk.say(Word::copy_counts,
                  {std::to_string(goes), std::to_string(stays), std::to_string(fields)});
}

// A line for each department.
void draw_each_facts(const Desk& desk, const CopiesState& state) {
  constexpr float kFactLine = 26, kMostShown = 10;
  const auto departments = desk.open().in_order(Kind::department);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{ImGui::GetContentRegionAvail().x,
                    kFactLine * std::min(kMostShown, static_cast<float>(departments.size()))};
  draw_line_list(
      "each", {at, at + size}, departments.size(), kFactLine,
      [&](std::size_t i, const ImRect& box) {
        constexpr float kName = 150;
        const Department& department = *desk.plan().find(Id<Department>{departments[i].id.value});
        ImDrawList& list = *ImGui::GetWindowDrawList();
        draw_department_in(desk.look, list, {box.Min, {box.Min.x + kName, box.Max.y}},
                           department.colour, department.name, {.type = Type::table_strong});
        const std::string words =
            i < state.each.size() ? count_words(desk, state.each[i].facts) : "…";
        access::describe({.id = ImGui::GetID("line"),
                          .role = access::Role::note,
                          .name = department.name + " " + words,
                          .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y}});
        draw_text_in(desk.look, list, {{box.Min.x + kName + 8, box.Min.y}, box.Max}, words,
                     {.type = Type::table});
      });
  continue_at({at.x, at.y + size.y});
}

void draw_facts(const Desk& desk, const CopyFacts& facts) {
  const Look& look = desk.look;
  draw_paragraph(look, count_words(desk, facts), {.type = Type::table_strong});
  ImGui::Dummy({0, 4});
  std::string kinds, classes, departments;
  const auto add = [](std::string& to, std::string_view what, std::size_t count) {
    if (count > 0) to += fmt::format("{}{} {}", to.empty() ? "" : " · ", what, count);
  };
  for (const CopyFacts::OfKind& of : facts.kinds) add(kinds, desk.say(word_of(of.kind)), of.stays);
  for (std::size_t i = 0; i < facts.classes.size(); ++i)
    add(classes, desk.say(kSecrecies[i]), facts.classes[i]);
  for (const auto& [department, count] : facts.departments)
    add(departments, desk.plan().name_of(ref(department)), count);
  if (!classes.empty()) classes.insert(0, std::string(desk.say(Word::secrecy)) + " ");
  for (const std::string* line : {&kinds, &classes, &departments})
    if (!line->empty())
      draw_paragraph(look, desk.say(Word::copy_stays, {*line}),
                     {.type = Type::table, .colour = look.colours().second_text});
  std::string names;
  for (std::size_t i = 0; i < std::min(kMostNames, facts.withheld.size()); ++i)
    append_name(desk, names, facts.withheld[i]);
  if (facts.withheld.size() > kMostNames) names += "…";
  if (!names.empty())
    draw_paragraph(look, names, {.type = Type::table, .colour = look.colours().second_text});
}

void draw_inferable(const Desk& desk, CopiesState& state) {
  const Look& look = desk.look;
  if (state.facts.references > 0)
    draw_paragraph(look, desk.say(Word::copy_references, {std::to_string(state.facts.references)}),
                   {.type = Type::table, .colour = look.colours().second_text});
  const bool keeps = state.wish.dates != CopyDates::recomputed;
  if (state.facts.moved.empty() && keeps) return;
  ImGui::Dummy({0, 8});
  if (!state.facts.moved.empty()) {
    std::string names;
    for (std::size_t i = 0; i < std::min(kMostNames, state.facts.moved.size()); ++i)
      append_name(desk, names, ref(state.facts.moved[i]));
    draw_paragraph(look, desk.say(Word::copy_moved, {names}),
                   {.type = Type::table, .colour = look.theme.strong(Tone::warning)});
    ImGui::Dummy({0, 6});
  }
  std::array<std::string_view, kCopyDates.size()> labels;
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = desk.say(kCopyDates[i]);
  const int held = static_cast<int>(state.wish.dates);
  const int chosen = draw_segments(look, "dates", desk.say(Word::copy_dates), labels, held);
  if (chosen == held) return;
  state.wish.dates = static_cast<CopyDates>(chosen);
  state.facts = preview_copy(desk.open(), state.wish, look.today).facts;
}

void draw_copy_form(const Desk& desk, CopiesState& state) {
  const Look& look = desk.look;
  bool& for_reading = state.wish.for_reading;
  if (draw_checkbox(look, "for_reading", desk.say(Word::for_reading), for_reading))
    for_reading = !for_reading;
  ImGui::SameLine(0, 8);
  draw_label(look, desk.say(Word::copy_for_reading), {.type = Type::table});
  ImGui::Dummy({0, 8});
  if (state.wish.each_department || !desk.session.ports().files.has_page()) return;
  const std::array labels{desk.say(Word::copy_form_file), desk.say(Word::copy_form_page)};
  draw_label(look, desk.say(Word::copy_form), {.type = Type::table_strong});
  ImGui::Dummy({0, 4});
  state.wish.in_page = draw_segments(look, "form", desk.say(Word::copy_form), labels,
                                     state.wish.in_page ? 1 : 0) != 0;
  if (state.wish.in_page)
    draw_paragraph(look, desk.say(Word::copy_form_page_help),
                   {.type = Type::table, .colour = look.colours().second_text});
  ImGui::Dummy({0, 12});
}

// How it is sealed; true where it can go so.
bool draw_sealing(const Desk& desk, CopiesState& state) {
  const Look& look = desk.look;
  std::array<std::string_view, kSealWays.size()> labels;
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = desk.say(kSealWays[i]);
  draw_label(look, desk.say(Word::seal_how), {.type = Type::table_strong});
  ImGui::Dummy({0, 4});
  state.wish.seal = static_cast<SealHow>(draw_segments(look, "seal", desk.say(Word::seal_how),
                                                       labels, static_cast<int>(state.wish.seal)));
  ImGui::Dummy({0, 8});
  switch (state.wish.seal) {
    case SealHow::none: return true;
    case SealHow::passphrase: return draw_new_passphrase(desk, state.passphrase, false);
    case SealHow::keys: break;
  }
  if (!state.keyless.empty()) {
    draw_paragraph(look, desk.say(Word::seal_keys_missing, {state.keyless}),
                   {.type = Type::table, .colour = look.theme.strong(Tone::warning)});
    return false;
  }
  std::string holders;
  for (const PublicKey& key : state.keys) {
    if (!holders.empty()) holders += desk.say(Word::list_separator);
    if (const auto* registered = find_registered(desk.plan(), key))
      holders += registered->record.holder;
  }
  draw_paragraph(look, desk.say(Word::seal_keys_for, {holders}),
                 {.type = Type::table, .colour = look.colours().second_text});
  return true;
}

void draw_copy_sheet(const Desk& desk, CopiesState& state) {
  const Look& look = desk.look;
  if (std::exchange(state.wanted, false)) ImGui::OpenPopup("copy");
  const std::string title =
      state.wish.each_department
          ? std::string(desk.say(Word::copies_all))
          : desk.say(Word::copy_title, {audience_words(desk.plan(), state.wish, look.language)});
  const DialogScope dialog(look, "copy", title, 600);
  if (!dialog) {
    state.wish.each_department = false;
    return wipe(state.passphrase);
  }
  draw_paragraph(look, desk.say(Word::copy_explained),
                 {.type = Type::table, .colour = look.colours().second_text});
  ImGui::Dummy({0, 8});
  if (state.wish.each_department) {
    draw_each_facts(desk, state);
  } else {
    draw_facts(desk, state.facts);
    draw_inferable(desk, state);
  }
  ImGui::Dummy({0, 12});
  draw_copy_form(desk, state);
  const bool can_go = draw_sealing(desk, state);
  ImGui::Dummy({0, 12});
  if (draw_button(look, {.id = "hand",
                         .label = desk.say(Word::copy_hand_out),
                         .icon = Icon::save,
                         .kind = ButtonKind::primary,
                         .enabled = can_go})) {
    state.wish.passphrase = state.passphrase.first;
    desk.commands.hand_copy(std::move(state.wish));
    state.wish = {};
    wipe(state.passphrase);
    ImGui::CloseCurrentPopup();
  }
  ImGui::SameLine(0, 8);
  if (draw_button(look, {.id = "cancel", .label = desk.say(Word::cancel)}))
    ImGui::CloseCurrentPopup();
}

void draw_lines(const Desk& desk, CopiesState& state, float width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = static_cast<float>(state.lines.size()) * kCopyLine + 8;
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), {at, at + ImVec2(width, height)});
  ImGui::SetCursorScreenPos(at + ImVec2(0, 4));
  ImGui::BeginGroup();
  for (const CopiesState::Line& line : state.lines) draw_copy_line(desk, state, line, width);
  ImGui::EndGroup();
  ImGui::SetCursorScreenPos(at + ImVec2(0, height));
  ImGui::Dummy({width, 12});
}

// A person who has no copy yet: a line for them.
void draw_person_choice(const Desk& desk, CopiesState& state) {
  if (desk.plan().table<Person>().live_count() == 0) return;
  const std::string_view add = desk.say(Word::copy_for_person);
  const auto option = draw_choice(
      desk.look, {.id = "person", .name = add, .icon = Icon::person, .hint = add, .width = 200},
      state.choice, [&] { return references_options(desk, Kind::person, {}); });
  if (!option) return;
  state.people.push_back({toggled_reference(desk, Kind::person, *option).value});
  state.made = {};
}

// One for each department at once, or for somebody who has no line.
void draw_other_copies(const Desk& desk, CopiesState& state) {
  ImGui::Dummy({0, 10});
  if (desk.plan().table<Department>().live_count() > 1) {
    if (draw_button(desk.look, {.id = "all",
                                .label = desk.say(Word::copies_all),
                                .icon = Icon::save,
                                .tip = desk.say(Word::copies_all_help)}))
      desk.commands.run("copies_all");
    ImGui::SameLine(0, 8);
  }
  draw_person_choice(desk, state);
}

}  // namespace

bool advance_copies(const Session& session, CopiesState& state) {
  if (!state.wish.each_department || session.open() == nullptr) return false;
  const OpenPlan& open = *session.open();
  const auto departments = open.in_order(Kind::department);
  if (state.each.size() >= departments.size()) return false;
  const AnyRef next = departments[state.each.size()];
  CopyFacts facts = preview_copy(open, wish_for(open.plan(), next), day_of(session.now())).facts;
  state.each.push_back({{next.id.value}, std::move(facts)});
  return true;
}

void draw_copies_page(const Desk& desk, CopiesState& state) {
  const Look& look = desk.look;
  draw_page_parts(desk);
  refresh_copies(desk, state);
  const float room = ImGui::GetContentRegionAvail().x;
  const float width = std::min(kCopiesWidest, room - 2 * kCardPadding.x);
  ImGui::BeginChild("copies", {0, 0});
  ImGui::SetCursorPos({std::floor((room - width) / 2), 24});
  ImGui::BeginGroup();
  draw_heading(look, desk.say(Word::copies_title), Type::title, 2);
  ImGui::Dummy({0, 2});
  draw_paragraph(look,
                 desk.say(state.lines.size() == 1 ? Word::copies_empty : Word::copies_explained),
                 {.type = Type::table, .colour = look.colours().second_text}, width);
  ImGui::Dummy({0, 10});
  draw_lines(desk, state, width);
  draw_other_copies(desk, state);
  ImGui::Dummy({0, 8});
  if (state.markings > 0)
    draw_paragraph(look, desk.say(Word::copies_marked, {std::to_string(state.markings)}),
                   {.type = Type::table, .colour = look.theme.strong(Tone::warning)}, width);
  ImGui::EndGroup();
  if (std::exchange(desk.view.ask_copies, false)) look_at_copies(desk, state);
  draw_copy_sheet(desk, state);
  ImGui::EndChild();
}

}  // namespace tongzhou
