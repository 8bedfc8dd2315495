#include "ui/pages/history.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "app/deciding.h"
#include "app/moments.h"
#include "core/sorting.h"
#include "model/difference.h"
#include "model/history.h"
#include "model/past.h"
#include "ui/pages/page_parts.h"
#include "ui/who_when.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr float kRow = 48;
constexpr float kDetailsWidth = 440;
constexpr std::size_t kMostEdits = 200;  // edits of one change, records that differ

// --- What is listed ------------------------------------------------------------------------------

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

bool has_words(const Desk& desk, const Change& change, const std::string& words) {
  if (words.empty()) return true;
  const auto has = [&](std::string_view text) {
    return lower(text).find(words) != std::string::npos;
  };
  if (has(change.author.person) || has(change.author.department) ||
      has(say(desk.look.language, change.label)) ||
      has(when_text(desk, change.author.unix_milliseconds)))
    return true;
  constexpr std::size_t kMostLookedAt = 50;
  for (std::size_t i = 0; i < std::min(change.edits.size(), kMostLookedAt); ++i)
    if (has(desk.plan().name_of(change.edits[i].record))) return true;
  return false;
}

using When = HistoryFilter::When;
constexpr std::array kWhens{When::any, When::today, When::week, When::month};

Word word_of(When when) {
  switch (when) {
    case When::any: return Word::history_any_time;
    case When::today: return Word::history_today;
    case When::week: return Word::history_week;
    case When::month: return Word::history_month;
  }
  return Word::none;
}

// The days that go back from today, today being one.
std::int64_t days_of(When when) {
  switch (when) {
    case When::any: break;
    case When::today: return 1;
    case When::week: return 7;
    case When::month: return 30;
  }
  return std::numeric_limits<std::int32_t>::max();
}

bool matches(const Desk& desk, const Change& change, const HistoryFilter& filter) {
  const Author& author = change.author;
  if (!filter.who.empty() && filter.who != author.person && filter.who != author.department)
    return false;
  constexpr std::int64_t kDay = 24LL * 3600 * 1000;
  const std::int64_t now = desk.session.ports().clock.unix_milliseconds();
  const std::int64_t since_midnight = minute_of_day(desk.session.now()) * 60'000LL;
  const std::int64_t first = now - since_midnight - (days_of(filter.when) - 1) * kDay;
  if (filter.when != When::any && author.unix_milliseconds < first) return false;
  return has_words(desk, change, filter.words);
}

std::vector<std::string> people_of(const std::vector<Change>& history) {
  std::set<std::string> departments, people;
  for (const Change& change : history) {
    if (!change.author.department.empty()) departments.insert(change.author.department);
    if (!change.author.person.empty()) people.insert(change.author.person);
  }
  std::vector<std::string> names(departments.begin(), departments.end());
  for (const std::string& person : people)
    if (!departments.contains(person)) names.push_back(person);
  return names;
}

void refresh_rows(const Desk& desk, HistoryState& state) {
  const std::vector<Change>& history = desk.open().history();
  if (state.open_number != desk.session.open_number()) state = {};
  state.filter.words = lower(state.words);
  if (state.revision == desk.plan().revision() && state.length == history.size() &&
      state.rows_filter == state.filter && state.language == desk.look.language)
    return;
  state.open_number = desk.session.open_number();
  state.revision = desk.plan().revision();
  state.length = history.size();
  state.rows_filter = state.filter;
  state.language = desk.look.language;
  state.people = people_of(history);
  state.rows.clear();
  state.names.clear();
  for (std::uint32_t i = 0; i < history.size(); ++i) {
    if (matches(desk, history[i], state.filter)) state.rows.push_back(i);
    if (auto named = named_moment(history[i])) state.names[named->moment] = std::move(named->name);
  }
  sort_stably(state.rows,
              [&](std::uint32_t a, std::uint32_t b) { return is_before(history[b], history[a]); });
}

const Change* find_change(const Desk& desk, std::optional<Dot> dot) {
  return dot ? find_change(desk.open().history(), *dot) : nullptr;
}

// From the moment compared with (else the chosen one) to the chosen one (else now).
void refresh_differences(const Desk& desk, HistoryState& state) {
  const std::uint64_t revision = desk.plan().revision();
  const std::size_t length = desk.open().history().size();
  if (state.differences_of == desk.view.moment && state.differences_from == state.compare &&
      state.differences_revision == revision && state.differences_length == length)
    return;
  state.differences_of = desk.view.moment;
  state.differences_from = state.compare;
  state.differences_revision = revision;
  state.differences_length = length;
  const auto& history = desk.open().history();
  const Plan chosen = make_past(desk.plan(), history, desk.view.moment);
  state.way_back = find_differences(desk.plan(), chosen);
  std::vector<Edit> edits;
  std::optional<Plan> other;
  const Plan* later = &desk.plan();
  if (const Change* from = find_change(desk, state.compare)) {
    other = make_past(desk.plan(), history, state.compare);
    const Change* of = find_change(desk, desk.view.moment);
    const bool forward = of == nullptr || is_before(*from, *of);
    later = forward ? &chosen : &*other;
    edits = forward ? find_differences(*other, chosen) : find_differences(chosen, *other);
  } else {
    edits = find_differences(chosen, desk.plan());
  }
  state.differences = by_record(desk.look.language, *later, std::move(edits));
}

// --- Drawing -------------------------------------------------------------------------------------

// The moment to look at for a row: of a naming the one that was named, unless that was dropped.
Dot shown_by(const Desk& desk, const Change& change) {
  const auto naming = named_moment(change);
  return naming && find_change(desk, naming->moment) != nullptr ? naming->moment : change.dot;
}

void draw_row(const Desk& desk, const Change& change, HistoryState& state, float width) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  const auto name = state.names.find(change.dot);
  const auto naming = named_moment(change);
  const bool named = naming || name != state.names.end();
  const bool renamed = named && !naming;  // an act that was given a name later
  std::string what = say(look.language, change.label);
  std::string who = who_text(look, change.author);
  if (renamed) who = std::exchange(what, name->second) + "  " + who;
  const std::string when = when_text(desk, change.author.unix_milliseconds);
  const bool chosen = desk.view.moment == change.dot;
  const Item item = add_item("change", {width, kRow},
                             {.role = access::Role::option,
                              .name = what,
                              .value = who + "  " + when,
                              .state = {.selected = chosen}});
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (chosen) list.AddRectFilled(item.box.Min, item.box.Max, c.accent_soft, kControlRadius);
  draw_veil(look, item, kControlRadius);
  const float left = item.box.Min.x + 40, right = item.box.Max.x - 12;
  const float middle = item.box.GetCenter().y;
  const bool from = state.compare == change.dot;
  draw_icon_sized(list,
                  named  ? Icon::flag
                  : from ? Icon::clock
                         : Icon::edit,
                  {item.box.Min.x + 22, middle}, 17, named || from ? c.accent : c.faint_text);
  draw_text_in(look, list, {left, item.box.Min.y + 4, right, middle + 1}, what,
               {.type = named ? Type::body_strong : Type::body});
  draw_text_in(look, list, {left, middle + 1, right - 130, item.box.Max.y - 4}, who,
               {.type = Type::small, .colour = c.second_text});
  draw_text_in(look, list, {right - 130, middle + 1, right, item.box.Max.y - 4}, when,
               {.type = Type::small, .colour = c.second_text, .align = Align::right});
  draw_focus_ring(look, item, kControlRadius);
  if (item.pressed) {
    if (chosen)
      desk.view.moment.reset();
    else
      desk.view.moment = shown_by(desk, change);
  }
}

void draw_list(const Desk& desk, HistoryState& state, const ImRect& card) {
  const Look& look = desk.look;
  draw_card_ground(look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(6, 6));
  ImGui::BeginChild("changes", card.GetSize() - ImVec2(12, 12));
  if (state.rows.empty()) {
    const bool is_filtered = state.filter != HistoryFilter{};
    draw_label(look, desk.say(is_filtered ? Word::nothing_found : Word::history_empty),
               {.colour = look.colours().second_text});
    ImGui::EndChild();
    return;
  }
  const access::Scope scope({.id = ImGui::GetID("list"),
                             .role = access::Role::listbox,
                             .name = std::string(desk.say(Word::page_history)),
                             .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y}});
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(state.rows.size()), kRow);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      ImGui::PushID(i);
      draw_row(desk, desk.open().history()[state.rows[static_cast<std::size_t>(i)]], state, width);
      ImGui::PopID();
    }
  ImGui::PopStyleVar();
  ImGui::EndChild();
}

void draw_edits(const Desk& desk, const Change& change) {
  const Look& look = desk.look;
  draw_label(look, desk.say(Word::history_did), {.type = Type::table_strong});
  if (change.edits.empty())
    draw_label(look, desk.say(Word::history_no_edits),
               {.type = Type::table, .colour = look.colours().second_text});
  AnyRef last;
  for (std::size_t i = 0; i < std::min(change.edits.size(), kMostEdits); ++i) {
    const Edit& edit = change.edits[i];
    if (edit.record != last) {
      draw_label(look, record_words(look.language, desk.plan(), edit.record), {.type = Type::table},
                 ImGui::GetContentRegionAvail().x);
    }
    last = edit.record;
    ImGui::Indent(14);
    draw_paragraph(look, edit_line(desk, desk.plan(), edit),
                   {.type = Type::table, .colour = look.colours().second_text});
    ImGui::Unindent(14);
  }
  if (change.edits.size() > kMostEdits)
    draw_label(look,
               desk.say(Word::history_more, {fmt::format("{}", change.edits.size() - kMostEdits)}),
               {.type = Type::small, .colour = look.colours().faint_text});
  ImGui::Dummy({0, 14});
}

void draw_difference(const Desk& desk, const HistoryState& state, const RecordEdits& difference,
                     std::string_view moment) {
  const Look& look = desk.look;
  const float width = ImGui::GetContentRegionAvail().x;
  const bool may_restore = !state.compare;
  const ButtonSpec restore{.id = "restore",
                           .icon = Icon::undo,
                           .kind = ButtonKind::quiet,
                           .tip = desk.say(Word::history_restore_record)};
  const float top = ImGui::GetCursorPosY();
  ImGui::SetCursorPosY(top + 6);
  draw_label(look, difference.name, {.type = Type::table}, width - kControlHeight - 8);
  if (may_restore) {
    ImGui::SameLine();
    ImGui::SetCursorPos({ImGui::GetCursorStartPos().x + width - kControlHeight, top});
    if (draw_button(look, restore)) {
      Draft draft{make_label(Word::did_restore_record, {difference.name, std::string(moment)}), {}};
      for (const Edit& edit : state.way_back)
        if (edit.record == difference.record) draft.edits.push_back(edit);
      desk.commands.edit(std::move(draft));
    }
  }
  ImGui::SetCursorPosY(top + 28);
  ImGui::Indent(14);
  constexpr std::size_t kMostFields = 8;
  for (std::size_t i = 0; i < std::min(difference.edits.size(), kMostFields); ++i)
    draw_paragraph(look, edit_line(desk, desk.plan(), difference.edits[i]),
                   {.type = Type::table, .colour = look.colours().second_text});
  if (difference.edits.size() > kMostFields)
    draw_label(
        look,
        desk.say(Word::history_more, {fmt::format("{}", difference.edits.size() - kMostFields)}),
        {.type = Type::small, .colour = look.colours().faint_text});
  ImGui::Unindent(14);
}

void draw_differences(const Desk& desk, const Change& change, HistoryState& state) {
  const Look& look = desk.look;
  refresh_differences(desk, state);
  const std::string moment = when_text(desk, change.author.unix_milliseconds);
  const Change* from = find_change(desk, state.compare);
  std::string title(desk.say(Word::history_since));
  if (from != nullptr) {
    const bool forward = is_before(*from, change);
    const std::string other = when_text(desk, from->author.unix_milliseconds);
    title = desk.say(Word::history_between, {forward ? other : moment, forward ? moment : other});
  }
  draw_label(look, title, {.type = Type::table_strong}, ImGui::GetContentRegionAvail().x);
  if (state.differences.empty())
    draw_label(look, desk.say(Word::history_no_difference),
               {.type = Type::table, .colour = look.colours().second_text});
  for (std::size_t i = 0; i < std::min(state.differences.size(), kMostEdits); ++i) {
    ImGui::PushID(static_cast<int>(i));
    draw_difference(desk, state, state.differences[i], moment);
    ImGui::PopID();
  }
  if (state.differences.size() > kMostEdits)
    draw_label(
        look,
        desk.say(Word::history_more, {fmt::format("{}", state.differences.size() - kMostEdits)}),
        {.type = Type::small, .colour = look.colours().faint_text});
}

void draw_acts(const Desk& desk, const Change& change, HistoryState& state) {
  const Look& look = desk.look;
  const std::string moment = when_text(desk, change.author.unix_milliseconds);
  refresh_differences(desk, state);
  if (draw_button(look, {.id = "restore_plan",
                         .label = desk.say(Word::history_restore_plan),
                         .icon = Icon::undo,
                         .enabled = !state.way_back.empty()}))
    desk.commands.edit({make_label(Word::did_restore_plan, {moment}), state.way_back});
  ImGui::SameLine(0, 8);
  const bool comparing = state.compare == change.dot;
  if (draw_button(
          look, {.id = "compare",
                 .label = desk.say(comparing ? Word::history_compare_stop : Word::history_compare),
                 .kind = ButtonKind::quiet,
                 .chosen = comparing})) {
    if (comparing)
      state.compare.reset();
    else
      state.compare = change.dot;
  }
  if (draw_button(look, {.id = "drop",
                         .label = desk.say(Word::command_history_drop),
                         .icon = Icon::trash,
                         .kind = ButtonKind::quiet,
                         .tip = desk.say(Word::command_history_drop_help)}))
    desk.commands.run("history_drop");
  ImGui::Dummy({0, 12});
}

void draw_details(const Desk& desk, HistoryState& state, const ImRect& card) {
  const Look& look = desk.look;
  draw_card_ground(look, *ImGui::GetWindowDrawList(), card);
  const Change* change = find_change(desk, desk.view.moment);
  if (change == nullptr) {
    const ImRect inside{card.Min + ImVec2(24, card.GetHeight() / 2 - 40), card.Max - ImVec2(24, 0)};
    draw_lines_in(look, *ImGui::GetWindowDrawList(), inside, desk.say(Word::history_choose),
                  {.colour = look.colours().second_text, .align = Align::centre});
    return;
  }
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 14));
  ImGui::BeginChild("details", card.GetSize() - ImVec2(24, 22));
  draw_paragraph(look, say(look.language, change->label), {.type = Type::title});
  draw_label(
      look,
      who_text(look, change->author) + "  " + when_text(desk, change->author.unix_milliseconds),
      {.type = Type::table, .colour = look.colours().second_text});
  ImGui::Dummy({0, 10});
  draw_acts(desk, *change, state);
  draw_edits(desk, *change);
  draw_differences(desk, *change, state);
  ImGui::EndChild();
}

void draw_who(const Desk& desk, HistoryState& state, float width) {
  const std::string_view anybody = desk.say(Word::history_anybody);
  std::string& who = state.filter.who;
  const auto picked = draw_choice(
      desk.look,
      {.id = "who",
       .name = desk.say(Word::history_who),
       .current = who.empty() ? anybody : who,
       .width = width},
      state.choice, [&] {
        return Options{.count = static_cast<int>(state.people.size()) + 1, .at = [&](int i) {
                         const auto at = static_cast<std::size_t>(i);
                         const std::string name = i == 0 ? std::string() : state.people[at - 1];
                         return Option{.text = i == 0 ? std::string(anybody) : name,
                                       .chosen = who == name};
                       }};
      });
  if (picked) who = *picked == 0 ? std::string() : state.people[std::size_t(*picked) - 1];
}

void draw_when(const Desk& desk, HistoryState& state, float width) {
  When& when = state.filter.when;
  const auto picked =
      draw_choice(desk.look,
                  {.id = "when",
                   .name = desk.say(Word::history_when),
                   .current = desk.say(word_of(when)),
                   .width = width},
                  state.choice, [&] {
                    return Options{.count = static_cast<int>(kWhens.size()), .at = [&](int i) {
                                     const When at = kWhens[static_cast<std::size_t>(i)];
                                     return Option{.text = std::string(desk.say(word_of(at))),
                                                   .chosen = at == when};
                                   }};
                  });
  if (picked) when = kWhens[static_cast<std::size_t>(*picked)];
}

void draw_filters(const Desk& desk, HistoryState& state, float width) {
  const Look& look = desk.look;
  const float top = ImGui::GetCursorPosY();
  const std::string_view hint = desk.say(Word::history_filter);
  const auto place = [&] {
    ImGui::SameLine(0, 8);
    ImGui::SetCursorPosY(top);
  };
  (void)draw_field(look,
                   {.id = "filter",
                    .name = hint,
                    .hint = hint,
                    .icon = Icon::search,
                    .width = std::clamp(width * 0.25F, 150.0F, 300.0F),
                    .role = access::Role::searchbox},
                   state.words);
  place();
  draw_who(desk, state, 136);
  place();
  draw_when(desk, state, 124);
  ImGui::SameLine(0, 12);
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2);
  draw_label(look, desk.say(Word::history_count, {fmt::format("{}", state.rows.size())}),
             {.type = Type::table, .colour = look.colours().second_text});
}

void draw_naming(const Desk& desk, HistoryState& state, const ImVec2& corner, float width) {
  const Look& look = desk.look;
  const ButtonSpec name{
      .id = "name_moment",
      .label = desk.say(desk.view.moment ? Word::history_name_chosen : Word::command_moment_name),
      .icon = Icon::flag,
      .enabled = !state.name.empty()};
  const float field = std::clamp(width * 0.22F, 120.0F, 300.0F);
  ImGui::SetCursorPos({corner.x + width - button_width(look, name) - field - 8, corner.y});
  const std::string_view name_hint = desk.say(Word::history_name_hint);
  const FieldEvent event = draw_field(
      look, {.id = "moment", .name = name_hint, .hint = name_hint, .width = field}, state.name);
  ImGui::SetCursorPos({corner.x + width - button_width(look, name), corner.y});
  const bool entered =
      event == FieldEvent::committed && (ImGui::IsKeyPressed(ImGuiKey_Enter, false) ||
                                         ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false));
  if ((draw_button(look, name) || entered) && !state.name.empty())
    desk.commands.run("moment_name", std::exchange(state.name, {}));
}

void draw_head(const Desk& desk, HistoryState& state) {
  const ImVec2 corner = ImGui::GetCursorPos();
  const float width = ImGui::GetContentRegionAvail().x;
  draw_filters(desk, state, width);
  draw_naming(desk, state, corner, width);
  ImGui::SetCursorPos({corner.x, corner.y + kControlHeight + 12});
}

}  // namespace

void draw_history_page(const Desk& desk, HistoryState& state) {
  draw_page_parts(desk);
  refresh_rows(desk, state);
  draw_head(desk, state);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail() - ImVec2(0, kGap);
  const float details = std::min(kDetailsWidth, room.x * 0.5F);
  const ImRect list{at, at + ImVec2(room.x - details - kGap, room.y)};
  draw_list(desk, state, list);
  draw_details(desk, state, {{list.Max.x + kGap, at.y}, at + room});
}

}  // namespace tongzhou
