#include "ui/shell/table_sheet.h"

#include <algorithm>

#include "ui/record_options.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {

constexpr float kTableSheetWidth = 760;
constexpr float kColumnLine = 40;
constexpr float kFieldWidth = 230;
constexpr std::size_t kMostUnreadTold = 3;

const SheetOfRows& rows_of(const Desk& desk, const TableSheetState& state) {
  return desk.session.waiting_table()->sheets[state.sheet];
}

std::string cell_at(const TextTable& rows, std::size_t row, std::size_t column) {
  return row < rows.size() && column < rows[row].size() ? rows[row][column] : std::string();
}

std::string head_of(const Desk& desk, const TableSheetState& state, std::size_t column) {
  return cell_at(rows_of(desk, state).rows, state.columns.first_row - 1, column);
}

void choose_kind(const Desk& desk, TableSheetState& state, Kind kind) {
  state.columns = find_columns(rows_of(desk, state).rows, kind);
  state.field_words = {Word::table_import_left_out};
  for (const FieldInfo& field : fields_of(kind))
    if (field.role != Role::colour) state.field_words.push_back(field.label);
  state.stale = true;
}

void choose_sheet(const Desk& desk, TableSheetState& state, std::size_t sheet) {
  state.sheet = sheet;
  choose_kind(desk, state, likely_kind(rows_of(desk, state)));
}

// What a place in `field_words` stands for.
FieldNumber field_at_place(Kind kind, int place) {
  for (const FieldInfo& field : fields_of(kind))
    if (field.role != Role::colour && --place == 0) return field.number;
  return kDeleted;
}

int place_of_field(Kind kind, FieldNumber number) {
  int place = 0;
  for (const FieldInfo& field : fields_of(kind)) {
    if (field.role == Role::colour) continue;
    ++place;
    if (field.number == number) return place;
  }
  return 0;
}

std::string what_changes(const Desk& desk, const TableSheetState& state) {
  if (!has_key(state.columns)) {
    std::string keys;
    for (const FieldNumber key : key_fields(state.columns.kind))
      keys += (keys.empty() ? "" : " / ") +
              std::string(desk.say(field_of_kind(state.columns.kind, key)->label));
    return desk.say(Word::table_import_key, {keys});
  }
  const TakenRows& taken = state.taken;
  std::string told = desk.say(
      Word::table_import_counts,
      {std::to_string(taken.added), std::to_string(taken.changed), std::to_string(taken.same)});
  if (taken.mentioned > 0)
    told += "\n" + desk.say(Word::table_import_mentioned, {std::to_string(taken.mentioned)});
  if (taken.unread.empty()) return told;
  std::string cells;
  for (std::size_t i = 0; i < std::min(taken.unread.size(), kMostUnreadTold); ++i) {
    const auto [row, column] = taken.unread[i];
    if (i > 0) cells += desk.look.language == Language::chinese ? "、" : ", ";
    cells +=
        desk.say(Word::table_import_cell, {std::to_string(row + 1), head_of(desk, state, column)});
    if (const std::string cell = cell_at(rows_of(desk, state).rows, row, column); !cell.empty())
      cells += desk.look.language == Language::chinese ? "：" + cell : ": " + cell;
  }
  if (taken.unread.size() > kMostUnreadTold) cells += " …";
  return told + "\n" +
         desk.say(Word::table_import_unread, {std::to_string(taken.unread.size()), cells});
}

void refresh_table(const Desk& desk, TableSheetState& state) {
  if (state.of != desk.session.waiting_table()->number) {
    state.of = desk.session.waiting_table()->number;
    choose_sheet(desk, state, 0);
    ImGui::OpenPopup("table");
  }
  if (!state.stale && state.revision == desk.plan().revision()) return;
  state.stale = false;
  state.revision = desk.plan().revision();
  state.taken = take_rows(*desk.session.open(), desk.session.random(), rows_of(desk, state).rows,
                          state.columns, desk.look.today);
  state.told = what_changes(desk, state);
}

// Which sheet, where there are several, and what each row is.
void draw_table_kind(const Desk& desk, TableSheetState& state) {
  const Look& look = desk.look;
  const float top = ImGui::GetCursorPosY();
  const auto line = [&](Word label) {
    ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table_strong)) / 2);
    draw_label(look, desk.say(label), {.type = Type::table_strong});
    ImGui::SameLine(0, 10);
    ImGui::SetCursorPosY(top);
  };
  if (desk.session.waiting_table()->sheets.size() > 1) {
    line(Word::table_import_sheet);
    const auto sheet = draw_choice(
        look,
        {.id = "sheet",
         .name = desk.say(Word::table_import_sheet),
         .current = rows_of(desk, state).name,
         .width = kFieldWidth},
        state.choice, [&] {
          return Options{.count = static_cast<int>(desk.session.waiting_table()->sheets.size()),
                         .at = [&](int i) {
                           const auto place = static_cast<std::size_t>(i);
                           return Option{.text = desk.session.waiting_table()->sheets[place].name,
                                         .chosen = place == state.sheet};
                         }};
        });
    if (sheet) choose_sheet(desk, state, static_cast<std::size_t>(*sheet));
    ImGui::SameLine(0, 24);
  }
  line(Word::table_import_kind);
  const auto kind = draw_choice(
      look,
      {.id = "kind",
       .name = desk.say(Word::table_import_kind),
       .current = desk.say(word_of(state.columns.kind)),
       .width = kFieldWidth},
      state.choice, [&] {
        return Options{.count = static_cast<int>(table_kinds().size()), .at = [&](int i) {
                         const Kind one = table_kinds()[static_cast<std::size_t>(i)];
                         return Option{.text = std::string(desk.say(word_of(one))),
                                       .chosen = one == state.columns.kind};
                       }};
      });
  if (kind) choose_kind(desk, state, table_kinds()[static_cast<std::size_t>(*kind)]);
}

// Head and first cell on the left, what the column is on the right.
void draw_table_column(const Desk& desk, TableSheetState& state, std::size_t column, float width) {
  const Look& look = desk.look;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string head = head_of(desk, state, column);
  const std::string sample = cell_at(rows_of(desk, state).rows, state.columns.first_row, column);
  const float left = width - kFieldWidth - 16;
  FieldNumber& field = state.columns.fields[column];
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool is_out = field == kDeleted;
  draw_text_in(look, list, {at, at + ImVec2(left * 0.45F, kControlHeight)}, head,
               {.type = Type::table_strong, .colour = is_out ? look.colours().faint_text : 0});
  draw_text_in(look, list, {at + ImVec2(left * 0.45F + 12, 0), at + ImVec2(left, kControlHeight)},
               sample, {.type = Type::table, .colour = look.colours().second_text});
  ImGui::SetCursorScreenPos(at + ImVec2(width - kFieldWidth, 0));
  const int place = place_of_field(state.columns.kind, field);
  ImGui::PushID(static_cast<int>(column));
  const auto chosen =
      draw_choice(look,
                  {.id = "field",
                   .name = desk.say(Word::table_import_column, {head}),
                   .current = desk.say(state.field_words[static_cast<std::size_t>(place)]),
                   .width = kFieldWidth},
                  state.choice, [&] { return word_options(look, state.field_words, place); });
  ImGui::PopID();
  if (chosen) {
    const FieldNumber wanted = field_at_place(state.columns.kind, *chosen);
    std::ranges::replace(state.columns.fields, wanted, kDeleted);  // a field has one column
    field = wanted;
    state.stale = true;
  }
  continue_at(at + ImVec2(0, kColumnLine));
}

}  // namespace

void draw_table_sheet(const Desk& desk, TableSheetState& state) {
  if (desk.session.waiting_table() == nullptr || desk.session.open() == nullptr) {
    state = {};
    return;
  }
  refresh_table(desk, state);
  const Look& look = desk.look;
  const DialogScope dialog(look, "table", desk.say(Word::table_import_title), kTableSheetWidth);
  if (!dialog) return desk.commands.run("table_dismiss");
  draw_paragraph(look, desk.session.waiting_table()->file,
                 {.type = Type::table, .colour = look.colours().second_text});
  ImGui::Dummy({0, 6});
  draw_table_kind(desk, state);
  ImGui::Dummy({0, 8});
  const float lines = kColumnLine * float(state.columns.fields.size());
  const float room = ImGui::GetMainViewport()->Size.y - 420;
  ImGui::BeginChild("columns",
                    {0, std::clamp(lines, kColumnLine, std::max(room, 3 * kColumnLine))});
  const float width = ImGui::GetContentRegionAvail().x;
  for (std::size_t i = 0; i < state.columns.fields.size(); ++i)
    draw_table_column(desk, state, i, width);
  ImGui::EndChild();
  ImGui::Dummy({0, 6});
  const bool usable = has_key(state.columns);
  draw_paragraph(look, state.told,
                 {.type = Type::table, .colour = usable ? 0 : look.theme.strong(Tone::warning)});
  ImGui::Dummy({0, 4});
  draw_paragraph(look, desk.say(Word::table_import_hint),
                 {.type = Type::small, .colour = look.colours().second_text});
  ImGui::Dummy({0, 10});
  const ButtonSpec cancel{.id = "cancel", .label = desk.say(Word::cancel)};
  const ButtonSpec take{.id = "take",
                        .label = desk.say(Word::table_import_take),
                        .kind = ButtonKind::primary,
                        .enabled = !state.taken.draft.edits.empty()};
  ImGui::SetCursorPosX(ImGui::GetWindowWidth() - 24 - button_width(look, cancel) -
                       button_width(look, take) - 8);
  bool ends = draw_button(look, cancel);
  ImGui::SameLine(0, 8);
  if (draw_button(look, take)) {
    desk.edit_and_tell(std::move(state.taken.draft));
    ends = true;
  }
  if (!ends) return;
  ImGui::CloseCurrentPopup();
  desk.commands.run("table_dismiss");
}

}  // namespace tongzhou
