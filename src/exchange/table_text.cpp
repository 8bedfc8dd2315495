#include "exchange/table_text.h"

#include <algorithm>
#include <unordered_set>

#include "exchange/csv_row.h"
#include "model/kinds.h"

namespace tongzhou {
namespace {

void append_html(std::string& html, std::string_view text) {
  for (const char c : text) {
    if (c == '&')
      html += "&amp;";
    else if (c == '<')
      html += "&lt;";
    else if (c == '>')
      html += "&gt;";
    else if (c == '\n')
      html += "<br>";
    else if (c != '\r')
      html += c;
  }
}

std::string html_of(const TextTable& table) {
  std::string html = "<table>";
  for (std::size_t i = 0; i < table.size(); ++i) {
    html += "<tr>";
    for (const std::string& cell : table[i]) {
      html += i == 0 ? "<th>" : "<td>";
      append_html(html, cell);
      html += i == 0 ? "</th>" : "</td>";
    }
    html += "</tr>";
  }
  return html + "</table>";
}

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
  return failure({Word::error_table_empty, {}}, {Word::safe_nothing_changed, {}},
                 {Word::todo_save_as_csv, {}});
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

// Cells over existing tasks.
class CellPaste {
 public:
  CellPaste(const Plan& plan, Random& random, Day today)
      : plan_(plan),
        outline_(build_outline(plan)),
        build_(plan, random, make_label(Word::change_paste_cells)),
        names_(plan, random, build_, notices_),
        reader_(plan, names_, notices_, today) {}

  void write(Id<Task> id, std::span<const std::string> cells, std::span<const Column> columns) {
    const Task* task = plan_.find(id);
    if (task == nullptr) return;
    ReadRow row;
    row.task = *task;
    for (std::size_t i = 0; i < std::min(cells.size(), columns.size()); ++i) {
      if (folded(cells[i]).empty()) continue;
      if (is_computed(columns[i]))
        tell_computed(columns[i]);
      else
        reader_.read(row, columns[i], plain_cell(cells[i]));
    }
    settle(row, *task);
    const Entry<Task> entry(id, false, row.task, {});
    for (const FieldInfo& field : fields_of_kind(Kind::task))
      build_.set(ref(id), field.number, field.value_of(entry));
    if (!row.people.empty()) assign(id, row);
    if (!row.predecessors.empty()) link(id, row.predecessors);
  }

  MadeRows take(std::vector<Id<Task>> tasks) && {
    return {std::move(build_).take(), std::move(tasks), std::move(notices_).take()};
  }

 private:
  static bool is_computed(Column column) {
    return column == Column::number || column == Column::outline_level || column == Column::wbs ||
           column == Column::finish;
  }
  void tell_computed(Column column) {
    const Language language =
        plan_.info().language == PlanLanguage::chinese ? Language::chinese : Language::english;
    if (told_.insert(column).second)
      notices_.add(Word::notice_columns_computed, say(language, label_of(column)));
  }

  void settle(ReadRow& row, const Task& before) {
    Task& task = row.task;
    if (row.task.title.empty()) row.task.title = before.title;
    if (row.has_duration && !row.has_kind && task.kind == TaskKind::milestone &&
        task.duration.count > 0)
      task.kind = TaskKind::task;
    if (!row.start.is_set()) return;
    task.constraint = Constraint::start_no_earlier_than;
    task.constraint_date = row.start;
  }

  void assign(Id<Task> id, const ReadRow& row) {
    for (const auto& entry : plan_.table<Assignment>().live())
      if (entry.record.task == id) build_.remove(ref(entry.id));
    for (const PersonShare& share : row.people)
      if (const Id<Person> person = names_.person(share.name, row.task.department))
        build_.create(Assignment{id, person, share.units});
  }

  // Numbers are those of the plan's rows.
  Id<Task> find_task(const std::string& name) const {
    const bool number = !name.empty() && name.size() < 9 &&
                        name.find_first_not_of("0123456789") == std::string::npos;
    if (number) {
      const auto row = static_cast<std::size_t>(std::stoul(name)) - 1;
      if (row < outline_.rows.size()) return plan_.table<Task>()[outline_.rows[row].task].id;
    }
    for (const auto& entry : plan_.table<Task>().live())
      if (folded(entry.record.title) == folded(name)) return entry.id;
    return {};
  }

  void link(Id<Task> id, std::string_view predecessors) {
    for (const auto& entry : plan_.table<Dependency>().live())
      if (entry.record.to == id) build_.remove(ref(entry.id));
    for (const LinkCell& cell : parse_links_cell(predecessors, plan_.info().minutes_per_day)) {
      const Id<Task> from = find_task(cell.task);
      if (!from || from == id) {
        notices_.add(Word::notice_links_unknown, cell.task);
        continue;
      }
      Dependency dependency{from, id, cell.type, cell.lag, cell.lag_kind};
      if (cell.lag_percent)
        dependency.lag = percent_of(plan_.find(from)->duration, *cell.lag_percent);
      build_.create(dependency);
    }
  }

  const Plan& plan_;
  Outline outline_;
  Notices notices_;
  ChangeBuilder build_;
  NamedRecords names_;
  RowReader reader_;
  std::unordered_set<Column> told_;
};

}  // namespace

CopiedRows copy_rows(const Plan& plan, const Schedule* schedule, std::span<const Id<Task>> tasks,
                     std::span<const Column> columns, Language language) {
  std::vector<Column> all;
  for (int c = 0; columns.empty() && c < kColumnCount; ++c) all.push_back(static_cast<Column>(c));
  if (columns.empty()) columns = all;

  const Outline outline = build_outline(plan);
  std::vector<bool> taken = rows_under(plan, outline, tasks);
  TaskCells cells(plan, schedule, outline, language);
  cells.restrict_links(taken);
  TextTable table;
  auto& head = table.emplace_back();
  for (const Column column : columns) head.emplace_back(say(language, label_of(column)));
  for (std::uint32_t row = 0; row < outline.rows.size(); ++row) {
    if (!taken[row]) continue;
    auto& line = table.emplace_back();
    for (const Column column : columns) line.push_back(cells.cell(row, column));
  }
  std::string html = html_of(table);
  for (auto& line : table)
    for (std::string& cell : line) cell = harmless_cell(cell);
  return {write_table(table, Separator::tab), std::move(html)};
}

Result<MadeRows> paste_rows(const Plan& plan, Random& random, std::string_view clipboard,
                            const PastePlace& place, std::span<const Column> columns, Day today) {
  const auto table = parse_clipboard(clipboard);
  if (!table) return std::unexpected(table.error());
  Notices notices;
  auto layout = find_layout(*table, notices);
  if (!layout) {
    const bool wide = std::ranges::any_of(*table, [](const auto& row) { return row.size() > 1; });
    const bool titled = std::ranges::find(columns, Column::title) != columns.end();
    layout.emplace();
    if (wide && titled)
      for (const Column column : columns) layout->columns.emplace_back(column);
    else
      layout->columns.emplace_back(Column::title);
  }
  MadeRows made = make_tasks(plan, random, *table, *layout, place, today, std::move(notices));
  if (made.tasks.empty()) return nothing_to_paste();
  made.draft.label = make_label(Word::change_paste_rows, {std::to_string(made.tasks.size())});
  return made;
}

Result<MadeRows> paste_cells(const Plan& plan, Random& random, std::string_view clipboard,
                             std::span<const Id<Task>> tasks, std::span<const Column> columns,
                             Day today) {
  auto table = parse_clipboard(clipboard);
  if (!table) return std::unexpected(table.error());
  // A head that names these very columns is no data.
  if (table->size() > 1 && !columns.empty() && find_column(table->front().front()) == columns[0])
    table->erase(table->begin());
  if (table->empty() || tasks.empty()) return nothing_to_paste();
  CellPaste paste(plan, random, today);
  const bool fill = table->size() == 1 && table->front().size() == 1;
  std::vector<Id<Task>> written;
  for (std::size_t i = 0; i < (fill ? tasks.size() : std::min(tasks.size(), table->size())); ++i) {
    paste.write(tasks[i], (*table)[fill ? 0 : i], columns);
    written.push_back(tasks[i]);
  }
  const std::size_t over = table->size() > tasks.size() ? table->size() - tasks.size() : 0;
  MadeRows made = std::move(paste).take(std::move(written));
  if (over > 0) made.notices.push_back({Word::notice_rows_over, {std::to_string(over)}});
  return made;
}

}  // namespace tongzhou
