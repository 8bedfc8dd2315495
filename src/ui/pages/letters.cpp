#include "ui/pages/letters.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "app/goal_edits.h"
#include "app/letter_edits.h"
#include "core/numbers.h"
#include "insight/channels.h"
#include "ui/pages/letters_parts.h"
#include "ui/shell/letter_sheet.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

enum LetterTab : std::uint8_t { register_tab, templates_tab };
enum LetterBox : std::uint8_t { box_all, box_out, box_in };
// Computed columns; all others are fields.
enum LetterColumn : std::uint16_t { standing_column = 1000, from_column };
constexpr float kListShare = 0.36F;
constexpr float kListLeast = 130, kListHead = 60, kListRow = 33;

// "待答复", "逾期未复 3 天", "轮到王磊", else the state.
Cell standing_cell(const Desk& desk, const LetterFacts& facts) {
  const Letter& letter = desk.plan().table<Letter>()[facts.letter].record;
  if (facts.days_overdue > 0)
    return {.text = desk.say(Word::letter_overdue, {std::to_string(facts.days_overdue)}),
            .tone = Tone::critical};
  if (facts.awaits)
    return {.text = std::string(desk.say(Word::letter_waits)), .tone = Tone::warning};
  if (letter.state == LetterState::in_review && !facts.waiting.empty()) {
    const Approval& next = desk.plan().table<Approval>()[facts.waiting.front()].record;
    return {.text = desk.say(Word::letter_your_turn, {desk.plan().name_of(ref(next.person))}),
            .tone = Tone::accent};
  }
  return {.text = std::string(desk.say(kLetterStates[static_cast<std::size_t>(letter.state)])),
          .tone = tone_of(letter.state)};
}

class LetterRows : public RecordRows {
 public:
  LetterRows(const Desk& desk, const ProblemMarks& problems, const LettersState& state)
      : RecordRows(desk, Kind::letter, problems, state.shown,
                   {field_number<&Letter::title>(), field_number<&Letter::number>(),
                    field_number<&Letter::to>(), field_number<&Letter::date>(),
                    field_number<&Letter::reply_by>(), field_number<&Letter::kind>()}),
        desk_(desk),
        state_(state) {}

  std::vector<GridColumn> all_columns() const {
    std::vector<GridColumn> all = columns();
    all.front().width = 260;
    all.insert(all.begin() + 1,
               {.key = standing_column, .head = desk_.say(Word::letter_state), .width = 120});
    all.insert(all.begin() + 3,
               {.key = from_column, .head = desk_.say(Word::letter_from), .width = 110});
    return all;
  }
  Cell cell(int row, int key) const override {
    const AnyId id = state_.shown[static_cast<std::size_t>(row)].id;
    const Slot slot = desk_.plan().table<Letter>().find_slot(Id<Letter>{id.value});
    if (key == standing_column)
      return standing_cell(desk_, state_.report.letters[state_.fact_of[slot]]);
    if (key == from_column) {
      const Letter& letter = desk_.plan().table<Letter>()[slot].record;
      return {.text = letter.from ? desk_.plan().name_of(ref(letter.from)) : letter.sender};
    }
    return RecordRows::cell(row, key);
  }

 private:
  const Desk& desk_;
  const LettersState& state_;
};

Id<Department> own_department(const Desk& desk) {
  const Id<Person> person = find_person(desk.plan(), desk.session.author().person);
  const Person* found = desk.plan().find(person);
  return found != nullptr ? found->department : Id<Department>{};
}

bool is_in_box(const Letter& letter, int box, Id<Department> own) {
  const auto has = [&](const RefSet<Department>& set) {
    return std::ranges::binary_search(set.ids, own);
  };
  const bool came_in = !letter.from || (own && (has(letter.to) || has(letter.copies)));
  if (box == box_in) return came_in && (!letter.from || is_sent(letter));
  if (box == box_out) return letter.from && (!own || letter.from == own);
  return true;
}

// What was typed is in its title, its number, its text, or the name of whom it is from or to.
bool answers_to_search(const Desk& desk, const LettersState& state, const Letter& letter) {
  if (state.search.empty()) return true;
  const Plan& plan = desk.plan();
  const auto has = [&](std::string_view text) {
    return desk.session.pinyin().contains(state.search, text);
  };
  return has(letter.title) || has(letter.number) || has(plan.name_of(ref(letter.from))) ||
         has(department_names(plan, letter.to.ids, " ")) || has(letter.sender) ||
         has(letter.recipients) || has(letter.sent_text.empty() ? letter.body : letter.sent_text);
}

void refresh_letters(const Desk& desk, LettersState& state) {
  const Plan& plan = desk.plan();
  const LettersState::Made now{desk.session.open_number(), plan.revision(), desk.look.today};
  if (state.made != now) {
    state.made = now;
    state.own = own_department(desk);
    state.report = find_letters(plan, desk.look.today);
    state.fact_of.assign(plan.table<Letter>().slot_count(), 0);
    for (std::uint32_t i = 0; i < state.report.letters.size(); ++i)
      state.fact_of[state.report.letters[i].letter] = i;
    state.all_templates = desk.open().in_order(Kind::letter_template);
  }
  const LettersState::Found found{now, state.box, state.search};
  if (state.found == found) return;
  state.found = found;
  state.shown.clear();
  for (const LetterFacts& facts : state.report.letters) {
    const auto& entry = plan.table<Letter>()[facts.letter];
    if (is_in_box(entry.record, state.box, state.own) &&
        answers_to_search(desk, state, entry.record))
      state.shown.push_back(ref(entry.id));
  }
}

void follow_letter(const Desk& desk, LettersState& state) {
  const AnyRef active = desk.view.selection.active();
  if (active == state.seen || !desk.plan().is_live(active)) return;  // it may be on its way
  state.seen = active;
  state.edits_text = state.shows_difference = false;
  if (active.kind == Kind::letter) state.part = register_tab;
  if (active.kind == Kind::letter_template) state.part = templates_tab;
}

// "3 awaited · 1 overdue", beside the title.
std::string report_words(const Desk& desk, const LetterReport& report) {
  std::string words;
  const auto add = [&](std::string more) { words += (words.empty() ? "" : " · ") + more; };
  if (report.awaited > 0) add(fmt::format("{} {}", desk.say(Word::letter_waits), report.awaited));
  if (report.mean_days_to_answer)
    add(desk.say(Word::letter_answer_days, {number_text(*report.mean_days_to_answer)}));
  return words;
}

RecordButtons letter_buttons(const LettersState& state) {
  return state.part == register_tab
             ? RecordButtons{Kind::letter, Word::letter_write}
             : RecordButtons{Kind::letter_template, Word::letter_template_copy};
}

// Where there is room before the buttons.
void draw_letter_search(const Desk& desk, LettersState& state, float right, float top) {
  constexpr float kLeast = 120, kMost = 260;
  if (state.part != register_tab) return;
  ImGui::SameLine(0, 12);
  const float room =
      right - record_buttons_width(desk, letter_buttons(state)) - 12 - ImGui::GetCursorPosX();
  ImGui::SetCursorPosY(top);
  if (room < kLeast) return;
  draw_field(desk.look,
             {.id = "search",
              .name = desk.say(Word::letters_search),
              .hint = desk.say(Word::letters_search),
              .icon = Icon::search,
              .width = std::min(room, kMost),
              .role = access::Role::searchbox},
             state.search);
}

void draw_letters_head(const Desk& desk, LettersState& state) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float right = left + ImGui::GetContentRegionAvail().x;
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::title)) / 2);
  draw_heading(look, desk.say(Word::letters_title), Type::title, 2);
  ImGui::SameLine(0, 16);
  ImGui::SetCursorPosY(top);
  const std::array parts{desk.say(Word::letter_register_tab), desk.say(Word::letter_templates_tab)};
  state.part = draw_segments(look, "part", desk.say(Word::letters_title), parts, state.part);
  if (state.part == register_tab) {
    ImGui::SameLine(0, 12);
    ImGui::SetCursorPosY(top);
    const std::array boxes{desk.say(Word::letter_box_all), desk.say(Word::letter_box_out),
                           desk.say(Word::letter_box_in)};
    state.box = draw_segments(look, "box", desk.say(Word::letter_register_tab), boxes, state.box);
  }
  draw_letter_search(desk, state, right, top);
  const RecordButtons buttons = letter_buttons(state);
  if (draw_record_buttons(desk, buttons, right, top)) state.choosing_kind = true;
  const std::string words = report_words(desk, state.report);
  const float room = right - record_buttons_width(desk, buttons) - 12;
  ImGui::SetCursorPos({left, top + kControlHeight + 6});
  if (!words.empty() && state.part == register_tab) {
    draw_label(look, words,
               {.type = Type::small,
                .colour = state.report.overdue > 0 ? look.theme.strong(Tone::critical)
                                                   : look.colours().second_text},
               room - left);
    ImGui::Dummy({0, 4});
  } else {
    ImGui::Dummy({0, kGap - 6});
  }
}

// Numbers that two copies gave before they met.
void draw_doubled_numbers(const Desk& desk, const LettersState& state) {
  if (state.report.doubled == 0) return;
  const auto doubled = std::ranges::find(state.report.letters, true, &LetterFacts::same_number);
  const Letter& letter = desk.plan().table<Letter>()[doubled->letter].record;
  draw_pill(desk.look, Tone::warning, desk.say(Word::letter_number_twice, {letter.number}),
            Icon::warning);
  ImGui::SameLine(0, 8);
  if (draw_text_link(desk.look, "settle", desk.say(Word::letter_settle_numbers)))
    desk.edit(
        Result<Draft>(settle_letter_numbers(desk.open(), desk.session.random(), desk.look.today)));
  ImGui::Dummy({0, 4});
}

void draw_register(const Desk& desk, const TaskFacts& facts, LettersState& state,
                   const ImRect& area) {
  if (state.report.letters.empty()) {
    draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
    if (draw_empty_state(
            desk.look, area, Icon::mail, desk.say(Word::letters_empty),
            {.id = "first", .label = desk.say(Word::letter_write_first), .icon = Icon::plus}))
      state.choosing_kind = true;
    return;
  }
  const AnyRef active = desk.view.selection.active();
  const bool has_paper = active.kind == Kind::letter && desk.plan().is_live(active);
  ImRect list = area;
  // As high as its rows, but most of the page is the paper's.
  const float rows_height = kListHead + kListRow * static_cast<float>(state.shown.size());
  if (has_paper)
    list.Max.y = list.Min.y + std::clamp(rows_height, kListLeast,
                                         std::max(kListLeast, area.GetHeight() * kListShare));
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), list);
  if (state.shown.empty() && !state.search.empty()) {
    draw_text_in(desk.look, *ImGui::GetWindowDrawList(), list, desk.say(Word::letters_none_found),
                 {.colour = desk.look.colours().second_text, .align = Align::centre});
  } else {
    LetterRows rows(desk, facts.problems, state);
    const std::vector<GridColumn> columns = rows.all_columns();
    if (draw_record_grid(desk, rows, columns, "letters", desk.say(Word::letter_register_tab), list,
                         state.letters))
      state.choosing_kind = true;
  }
  if (has_paper)
    draw_letter_paper(desk, state, {active.id.value}, {{area.Min.x, list.Max.y + kGap}, area.Max});
}

void draw_templates(const Desk& desk, const TaskFacts& facts, LettersState& state,
                    const ImRect& area) {
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
  if (state.all_templates.empty()) {
    if (draw_empty_state(
            desk.look, area, Icon::file, desk.say(Word::letter_templates_empty),
            {.id = "first", .label = desk.say(Word::letter_template_copy), .icon = Icon::plus}))
      state.choosing_kind = true;
    return;
  }
  RecordRows rows(desk, Kind::letter_template, facts.problems, state.all_templates,
                  {field_number<&LetterTemplate::name>(), field_number<&LetterTemplate::kind>()});
  const std::vector<GridColumn> columns = rows.columns();
  if (draw_record_grid(desk, rows, columns, "templates", desk.say(Word::letter_templates_tab), area,
                       state.templates))
    state.choosing_kind = true;
}

}  // namespace

void draw_letters_page(const Desk& desk, const TaskFacts& facts, LettersState& state) {
  follow_letter(desk, state);
  refresh_letters(desk, state);
  draw_letters_head(desk, state);
  if (state.part == register_tab) draw_doubled_numbers(desk, state);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect area{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  if (state.part == register_tab)
    draw_register(desk, facts, state, area);
  else
    draw_templates(desk, facts, state, area);
  draw_kind_dialog(desk, state);
  continue_at({area.Min.x, area.Max.y});
}

}  // namespace tongzhou
