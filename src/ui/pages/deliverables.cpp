#include "ui/pages/deliverables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "app/goal_edits.h"
#include "documents/time_scale.h"
#include "ui/goal_words.h"
#include "ui/record_options.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_list.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kOwedNames = 104;
constexpr float kOwedHead = 40;
constexpr float kOwedPanel = 290;
constexpr float kOwedLine = 48;

void refresh_deliverables(const Desk& desk, DeliverablesState& state) {
  const std::uint64_t number = desk.session.open_number(), revision = desk.plan().revision();
  if (state.open_number == number && state.revision == revision && state.today == desk.look.today)
    return;
  if (state.open_number != number) state.chosen.reset();
  state.open_number = number;
  state.revision = revision;
  state.today = desk.look.today;
  state.records = desk.open().in_order(Kind::deliverable);
  state.cells = find_hand_overs(desk.plan(), desk.open().deliverables(), desk.look.today);
  state.departments.clear();
  for (const AnyRef department : desk.open().in_order(Kind::department)) {
    const Slot slot = desk.plan().table<Department>().find_slot({department.id.value});
    const auto is_in = [&](const HandOverCell& cell) {
      return cell.giver == slot || cell.receiver == slot;
    };
    if (std::ranges::any_of(state.cells, is_in)) state.departments.push_back(slot);
  }
  const auto is_chosen = [&](const HandOverCell& cell) {
    return state.chosen == DeliverablesState::Pair{cell.giver, cell.receiver};
  };
  if (std::ranges::none_of(state.cells, is_chosen)) state.chosen.reset();
}

std::string due_text(const Desk& desk, const DeliverableFacts& facts) {
  if (!facts.due.is_set()) return {};
  std::string text = date_text(facts.due, desk.look.this_year(), desk.look.language);
  if (const std::string late = late_text(desk, facts); !late.empty()) text += " · " + late;
  return text;
}

// --- The list ------------------------------------------------------------------------------------

enum DeliverableColumn : std::uint16_t {
  state_column = 1000,
  criteria_column,
  rounds_column,
  due_column
};

class DeliverableRows : public RecordRows {
 public:
  DeliverableRows(const Desk& desk, const ProblemMarks& problems, std::vector<AnyRef> records)
      : RecordRows(
            desk, Kind::deliverable, problems, std::move(records),
            {field_number<&Deliverable::title>(), field_number<&Deliverable::giver>(),
             field_number<&Deliverable::receivers>(), field_number<&Deliverable::responsible>(),
             field_number<&Deliverable::task>(), field_number<&Deliverable::due>(),
             field_number<&Deliverable::version>(), field_number<&Deliverable::place>()}),
        desk_(desk) {}

  std::vector<GridColumn> all_columns() const {
    std::vector<GridColumn> all = columns();
    all.front().width = 200;
    all.insert(
        all.begin() + 1,
        {{.key = state_column, .head = desk_.say(Word::deliverable_state), .width = 92},
         {.key = due_column, .head = desk_.say(Word::deliverable_due), .width = 150},
         {.key = criteria_column, .head = desk_.say(Word::deliverable_criteria), .width = 100}});
    all.push_back({.key = rounds_column,
                   .head = desk_.say(Word::deliverable_rounds),
                   .width = 70,
                   .align = Align::right});
    std::erase_if(all, [](const GridColumn& column) {
      return column.key == field_number<&Deliverable::due>();
    });
    return all;
  }

  Cell cell(int row, int key) const override {
    if (key < state_column) return RecordRows::cell(row, key);
    const DeliverableFacts& facts = *find_facts(desk_, id(row));
    switch (key) {
      case state_column:
        return {.text = std::string(desk_.say(word_of(facts.state))),
                .tone = facts.contradicts ? Tone::critical : tone_of(facts.state)};
      case due_column:
        return {.text = due_text(desk_, facts),
                .tone = late_text(desk_, facts).empty() ? Tone::neutral : Tone::critical};
      case criteria_column: {
        if (facts.criteria.empty())
          return {.text = std::string(desk_.say(Word::criteria_none)), .faint = true};
        const auto passed = std::ranges::count_if(facts.criteria, [](const CriterionFacts& one) {
          return one.verdict == Verdict::passed || one.verdict == Verdict::waived;
        });
        return {.text = desk_.say(Word::criteria_told, {fmt::format("{}", passed),
                                                        fmt::format("{}", facts.criteria.size())}),
                .tone = facts.failed_musts > 0 ? Tone::critical : Tone::neutral};
      }
      default: return {.text = fmt::format("{}", facts.rounds.size())};
    }
  }
  CellEdit edit(int row, int key) const override {
    if (key == due_column) return RecordRows::edit(row, field_number<&Deliverable::due>());
    return RecordRows::edit(row, key);
  }
  void set_date(int row, int key, Instant instant) override {
    RecordRows::set_date(row, key == due_column ? field_number<&Deliverable::due>() : key, instant);
  }

 private:
  Id<Deliverable> id(int row) const { return {RecordRows::row(row).record.id.value}; }

  const Desk& desk_;
};

AnyRef create_deliverable(const Desk& desk) {
  const AnyRef active = desk.view.selection.active();
  Id<Task> task;
  if (active.kind == Kind::task && desk.plan().is_live(active)) task = {active.id.value};
  NewDeliverable made = add_deliverable(desk.open(), desk.session.random(),
                                        std::string(desk.say(Word::new_deliverable)), task);
  desk.edit(Result<Draft>(std::move(made.draft)));
  desk.view.selection.choose(ref(made.deliverable));
  return ref(made.deliverable);
}

void draw_list(const Desk& desk, const TaskFacts& facts, DeliverablesState& state,
               const ImRect& card) {
  DeliverableRows rows(desk, facts.problems, state.records);
  const std::vector<GridColumn> columns = rows.all_columns();
  if (draw_record_grid(desk, rows, columns, "deliverables", desk.say(Word::deliverables_title),
                       card, state.table))
    state.table.created = create_deliverable(desk);
}

// --- Who owes whom -------------------------------------------------------------------------------

void draw_owed_cell(const Desk& desk, DeliverablesState& state, Slot giver, Slot receiver,
                    const ImRect& box) {
  const Look& look = desk.look;
  const Table<Department>& departments = desk.plan().table<Department>();
  const auto found = std::ranges::find_if(state.cells, [&](const HandOverCell& cell) {
    return cell.giver == giver && cell.receiver == receiver;
  });
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImRect inner = box;
  inner.Expand(-3);
  if (found == state.cells.end()) {
    if (giver == receiver)
      list.AddRectFilled(inner.Min, inner.Max, with_alpha(look.colours().quiet, 0.6F), 6);
    return;
  }
  const std::string count = fmt::format("{}", found->deliverables.size());
  const std::string told = desk.say(Word::matrix_told, {count, fmt::format("{}", found->accepted),
                                                        fmt::format("{}", found->late)});
  const std::string name =
      fmt::format("{} → {}", departments[giver].record.name, departments[receiver].record.name);
  const DeliverablesState::Pair pair{giver, receiver};
  const bool chosen = state.chosen == pair;
  ImGui::PushID(static_cast<int>(receiver));
  const Item item = add_item_at(
      "cell", box,
      {.role = access::Role::gridcell, .name = name, .value = told, .state = {.selected = chosen}});
  ImGui::PopID();
  if (item.pressed) state.chosen = chosen ? std::nullopt : std::optional(pair);
  if (!item.visible) return;
  const Tone tone = found->late > 0                                 ? Tone::critical
                    : found->accepted == found->deliverables.size() ? Tone::good
                                                                    : Tone::accent;
  list.AddRectFilled(inner.Min, inner.Max, look.theme.soft(tone), 6);
  const float middle = inner.GetCenter().y;
  draw_text_in(
      look, list, {{inner.Min.x, middle - 19}, {inner.Max.x, middle + 1}}, count,
      {.type = Type::table_strong, .colour = look.theme.strong(tone), .align = Align::centre});
  const std::string below =
      found->late > 0 ? desk.say(Word::matrix_late, {fmt::format("{}", found->late)})
                      : desk.say(Word::matrix_accepted, {fmt::format("{}", found->accepted)});
  draw_text_in(look, list, {{inner.Min.x + 4, middle - 1}, {inner.Max.x - 4, middle + 18}}, below,
               {.type = Type::small, .colour = look.theme.strong(tone), .align = Align::centre});
  if (chosen) list.AddRect(inner.Min, inner.Max, look.colours().accent, 6, 0, 2);
  draw_veil(look, item, 6);
  draw_focus_ring(look, item, 6);
  if (item.hovered) draw_tooltip(look, {.text = name, .detail = told});
}

void draw_owed_matrix(const Desk& desk, DeliverablesState& state, const ImRect& card) {
  const Look& look = desk.look;
  const Table<Department>& departments = desk.plan().table<Department>();
  draw_card_ground(look, *ImGui::GetWindowDrawList(), card);
  const auto count = static_cast<float>(state.departments.size());
  const float across =
      std::clamp(std::floor((card.GetWidth() - kOwedNames - 24) / count), 76.0F, 150.0F);
  const float down =
      std::clamp(std::floor((card.GetHeight() - kOwedHead - 24) / count), 48.0F, 76.0F);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(4, 4));
  ImGui::BeginChild("matrix", card.GetSize() - ImVec2(8, 8), 0,
                    ImGuiWindowFlags_HorizontalScrollbar);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const access::Scope scope({.id = ImGui::GetID("grid"),
                             .role = access::Role::grid,
                             .name = std::string(desk.say(Word::deliverables_matrix)),
                             .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y},
                             .row_count = static_cast<int>(state.departments.size()),
                             .column_count = static_cast<int>(state.departments.size())});
  draw_text_in(look, list, {top + ImVec2(12, 0), top + ImVec2(kOwedNames, kOwedHead)},
               desk.say(Word::matrix_corner),
               {.type = Type::small, .colour = look.colours().faint_text});
  for (std::size_t i = 0; i < state.departments.size(); ++i) {
    const float x = top.x + kOwedNames + across * float(i);
    const Department& record = departments[state.departments[i]].record;
    draw_department_in(look, list, {{x + 6, top.y}, {x + across - 4, top.y + kOwedHead}},
                       record.colour, record.name,
                       {.type = Type::small_strong, .colour = look.colours().second_text});
  }
  for (std::size_t row = 0; row < state.departments.size(); ++row) {
    const Slot giver = state.departments[row];
    const float y = top.y + kOwedHead + down * float(row);
    ImGui::PushID(static_cast<int>(giver));
    const access::Scope line({.id = ImGui::GetID("row"),
                              .role = access::Role::row,
                              .name = departments[giver].record.name,
                              .rect = {top.x, y, top.x + kOwedNames + across * count, y + down},
                              .row = static_cast<int>(row) + 1});
    draw_department_in(look, list, {{top.x + 12, y}, {top.x + kOwedNames - 6, y + down}},
                       departments[giver].record.colour, departments[giver].record.name,
                       {.type = Type::table_strong});
    for (std::size_t column = 0; column < state.departments.size(); ++column) {
      const float x = top.x + kOwedNames + across * float(column);
      draw_owed_cell(desk, state, giver, state.departments[column],
                     {{x, y}, {x + across, y + down}});
    }
    ImGui::PopID();
  }
  ImGui::SetCursorScreenPos(top);
  ImGui::Dummy({kOwedNames + across * count, kOwedHead + down * count});
  ImGui::EndChild();
}

void draw_owed_line(const Desk& desk, Slot slot, const ImRect& box) {
  const Look& look = desk.look;
  const Entry<Deliverable>& entry = desk.plan().table<Deliverable>()[slot];
  const DeliverableFacts& facts = desk.open().deliverables()[slot];
  const std::string due = due_text(desk, facts);
  const std::string_view state = desk.say(word_of(facts.state));
  const Item item = add_item_at("owed", {box.Min + ImVec2(6, 1), box.Max - ImVec2(6, 1)},
                                {.role = access::Role::button,
                                 .name = entry.record.title,
                                 .value = fmt::format("{} · {}", state, due)});
  if (item.pressed) desk.view.selection.choose(ref(entry.id));
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_veil(look, item, 6);
  const float left = box.Min.x + 16, right = box.Max.x - 16, middle = box.GetCenter().y;
  draw_text_in(look, list, {{left, box.Min.y + 4}, {right, middle + 2}}, entry.record.title,
               {.type = Type::table});
  draw_text_in(look, list, {{left, middle}, {right - 80, box.Max.y - 4}}, due,
               {.type = Type::small,
                .colour = late_text(desk, facts).empty() ? look.colours().second_text
                                                         : look.theme.strong(Tone::critical)});
  draw_text_in(look, list, {{right - 80, middle}, {right, box.Max.y - 4}}, state,
               {.type = Type::small_strong,
                .colour = look.theme.strong(tone_of(facts.state)),
                .align = Align::right});
  draw_focus_ring(look, item, 6);
}

void draw_owed(const Desk& desk, DeliverablesState& state, ImRect area) {
  const Look& look = desk.look;
  if (state.cells.empty()) {
    draw_card_ground(look, *ImGui::GetWindowDrawList(), area);
    draw_text_in(look, *ImGui::GetWindowDrawList(), area, desk.say(Word::matrix_empty),
                 {.colour = look.colours().second_text, .align = Align::centre});
    return;
  }
  ImRect panel = area;
  const bool beside = area.GetWidth() > 2.4F * kOwedPanel;
  if (beside) {
    panel.Min.x = area.Max.x - kOwedPanel;
    area.Max.x = panel.Min.x - kGap;
  } else {
    panel.Min.y = area.Min.y + area.GetHeight() * 0.6F;
    area.Max.y = panel.Min.y - kGap;
  }
  draw_owed_matrix(desk, state, area);
  draw_card_ground(look, *ImGui::GetWindowDrawList(), panel);
  std::vector<Slot> listed;
  std::string head(desk.say(Word::matrix_total));
  for (const HandOverCell& cell : state.cells) {
    const bool is_chosen = state.chosen == DeliverablesState::Pair{cell.giver, cell.receiver};
    if (state.chosen && !is_chosen) continue;
    if (is_chosen)
      head = fmt::format("{} → {}", desk.plan().table<Department>()[cell.giver].record.name,
                         desk.plan().table<Department>()[cell.receiver].record.name);
    for (const Slot slot : cell.deliverables)
      if (std::ranges::find(listed, slot) == listed.end()) listed.push_back(slot);
  }
  ImGui::SetCursorScreenPos(panel.Min + ImVec2(16, 10));
  draw_heading(look, head, Type::table_strong, 3);
  draw_line_list("owed", {panel.Min + ImVec2(0, 40), panel.Max - ImVec2(0, 8)}, listed.size(),
                 kOwedLine,
                 [&](std::size_t i, const ImRect& box) { draw_owed_line(desk, listed[i], box); });
}

// --- The head ------------------------------------------------------------------------------------

void draw_deliverables_head(const Desk& desk, DeliverablesState& state) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float width = ImGui::GetContentRegionAvail().x;
  const std::array parts{desk.say(Word::deliverables_list), desk.say(Word::deliverables_matrix)};
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::title)) / 2);
  draw_heading(look, desk.say(Word::deliverables_title), Type::title, 2);
  ImGui::SameLine(0, 16);
  ImGui::SetCursorPosY(top);
  state.part = draw_segments(look, "part", desk.say(Word::deliverables_title), parts, state.part);
  const RecordButtons buttons{Kind::deliverable, Word::deliverable_add};
  ImGui::SameLine(0, 16);
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2 + 1);
  draw_label(look, desk.say(Word::deliverables_purpose),
             {.type = Type::table, .colour = look.colours().second_text},
             std::max(40.0F, left + width - record_buttons_width(desk, buttons) - 16 -
                                 ImGui::GetCursorPosX()));
  if (draw_record_buttons(desk, buttons, left + width, top)) {
    state.part = 0;
    state.table.created = create_deliverable(desk);
  }
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

}  // namespace

void draw_deliverables_page(const Desk& desk, const TaskFacts& facts, DeliverablesState& state) {
  draw_deliverables_head(desk, state);
  refresh_deliverables(desk, state);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect area{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  if (state.records.empty()) {
    draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
    if (draw_empty_state(
            desk.look, area, Icon::box, desk.say(Word::deliverables_empty),
            {.id = "first", .label = desk.say(Word::deliverable_add), .icon = Icon::plus}))
      state.table.created = create_deliverable(desk);
  } else if (state.part == 0) {
    draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), area);
    draw_list(desk, facts, state, area);
  } else {
    draw_owed(desk, state, area);
  }
  continue_at({area.Min.x, area.Max.y});
}

}  // namespace tongzhou
