#include "exchange/table_text.h"

#include <algorithm>

#include "model/kinds.h"

namespace tongzhou {
namespace {

// The outline rows of the tasks and of all under them.
std::vector<bool> rows_under(const Plan& plan, const Outline& outline,
                             std::span<const Id<Task>> tasks) {
  std::vector<bool> taken(outline.rows.size(), false);
  for (const Id<Task> id : tasks) {
    const Slot slot = plan.table<Task>().find_slot(id);
    if (slot == kNoSlot || outline.row_of[slot] == Outline::kNoRow) continue;
    const std::uint32_t row = outline.row_of[slot];
    std::fill(taken.begin() + row, taken.begin() + outline.rows[row].end, true);
  }
  return taken;
}

std::unexpected<Error> nothing_to_paste() {
  return refusal({Word::error_table_empty, {}}, {Word::todo_save_as_csv, {}});
}

// What a spreadsheet puts on the clipboard; a lone CR LF at the end is no row.
Result<TextTable> parse_clipboard(std::string_view clipboard) {
  const bool tabs = clipboard.find('\t') != std::string_view::npos;
  if (!tabs && clipboard.find('"') == std::string_view::npos) {
    TextTable lines;  // commas in plain lines part nothing
    while (!clipboard.empty()) {
      const std::size_t end = std::min(clipboard.find('\n'), clipboard.size());
      std::string_view line = clipboard.substr(0, end);
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (lines.size() >= kMostCells) break;
      lines.push_back({std::string(line)});
      clipboard.remove_prefix(std::min(end + 1, clipboard.size()));
    }
    return lines;
  }
  return parse_table(clipboard, Separator::tab, Quotes::lenient);
}

}  // namespace

std::string copy_rows(const Plan& plan, const Schedule* schedule, std::span<const Id<Task>> tasks,
                      Language language) {
  const Outline outline = build_outline(plan);
  std::vector<bool> taken = rows_under(plan, outline, tasks);
  TaskCells cells(plan, schedule, outline, language);
  cells.restrict_links(taken);
  TextTable table;
  const auto add_line = [&](const auto& text_of) {
    auto& line = table.emplace_back();
    for (int c = 0; c < kColumnCount; ++c) line.push_back(text_of(static_cast<Column>(c)));
  };
  add_line([&](Column column) { return std::string(say(language, label_of(column))); });
  for (std::uint32_t row = 0; row < outline.rows.size(); ++row)
    if (taken[row]) add_line([&](Column column) { return harmless_cell(cells.cell(row, column)); });
  return write_table(table, Separator::tab);
}

Result<MadeRows> paste_rows(const Plan& plan, Random& random, std::string_view clipboard,
                            const PastePlace& place, std::span<const std::optional<Column>> columns,
                            Day today) {
  const auto table = parse_clipboard(clipboard);
  if (!table) return std::unexpected(table.error());
  Notices notices;
  auto layout = find_layout(*table, notices);
  if (!layout) {
    const bool wide = std::ranges::any_of(*table, [](const auto& row) { return row.size() > 1; });
    const bool titled = std::ranges::find(columns, std::optional(Column::title)) != columns.end();
    layout.emplace();
    if (wide && titled)
      layout->columns.assign(columns.begin(), columns.end());
    else
      layout->columns.emplace_back(Column::title);
  }
  MadeRows made = make_tasks(plan, random, *table, *layout, place, today, std::move(notices));
  if (made.tasks.empty()) return nothing_to_paste();
  made.draft.label = make_label(Word::change_paste_rows, {std::to_string(made.tasks.size())});
  return made;
}

}  // namespace tongzhou
