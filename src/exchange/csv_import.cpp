#include <algorithm>

#include "exchange/csv_cells.h"
#include "exchange/csv_rows.h"
#include "exchange/csv_tasks.h"
#include "exchange/text_encoding.h"
#include "schedule/calendars.h"

namespace tongzhou {
namespace {

bool has_chinese(const TextTable& table) {
  // UTF-8 of U+4E00 to U+9FFF begins with E4 B8 to E9 BF.
  const auto chinese = [](const std::string& cell) {
    return std::ranges::any_of(cell, [](char c) {
      return static_cast<unsigned char>(c) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9;
    });
  };
  return std::ranges::any_of(table,
                             [&](const auto& row) { return std::ranges::any_of(row, chinese); });
}

// A plan with nothing in it but its calendar: China's holidays where people write Chinese.
Plan make_frame(Random& random, ReplicaId replica, const std::string& title, bool chinese) {
  Plan plan = Plan::make(mint<AnyId>(random));
  ChangeBuilder build(plan, random, make_label(Word::change_import_table));
  Calendar calendar;
  calendar.name = say(chinese ? Language::chinese : Language::english, Word::calendar_standard);
  if (chinese) calendar.holidays = Holidays::china;
  PlanInfo info;
  info.title = title;
  info.language = chinese ? PlanLanguage::chinese : PlanLanguage::english;
  info.calendar = build.create(calendar);
  build.create(plan.info_id(), info);
  check(plan.apply(plan.stamp(std::move(build).take(), replica, {})).has_value(),
        "a draft made here fits");
  return plan;
}

// The earliest day on which anything of the table starts.
Instant find_start(const TextTable& table, const TableLayout& layout, Day today,
                   const WorkingTime& time) {
  Instant earliest;
  for (std::size_t i = layout.first_row; i < table.size(); ++i)
    for (std::size_t c = 0; c < std::min(table[i].size(), layout.columns.size()); ++c) {
      if (layout.columns[c] != Column::start && layout.columns[c] != Column::actual_start) continue;
      const auto start = parse_date_cell(table[i][c], today, DayEnd::start, time);
      if (start && (!earliest.is_set() || *start < earliest)) earliest = *start;
    }
  if (earliest.is_set()) return earliest;
  return time.next_start(start_of(today));
}

}  // namespace

Result<Imported> import_tasks_csv(std::span<const std::byte> bytes, Random& random,
                                  const CsvOrigin& origin) {
  if (bytes.size() > kLargestTable)
    return refusal({Word::error_table_too_large, {}}, {Word::todo_split_table, {}});
  const auto text = decode_text(bytes, origin.codec);
  if (!text) return std::unexpected(text.error());
  const auto table = parse_table(*text);
  if (!table) return std::unexpected(table.error());
  Notices notices;
  const auto layout = find_layout(*table, notices);
  if (!layout) return refusal({Word::error_table_no_title, {}}, {Word::todo_add_title_column, {}});

  const auto replica = mint<ReplicaId>(random);
  const bool chinese = has_chinese(*table);
  Plan plan = make_frame(random, replica, origin.title, chinese);
  const WorkingTime time =
      compile_calendar(plan, plan.info().calendar, {origin.today - 366, origin.today + 3 * 366});
  const auto apply = [&](Draft draft) {
    draft.label = make_label(Word::change_import_table);
    check(plan.apply(plan.stamp(std::move(draft), replica, {})).has_value(),
          "a draft made here fits");
  };
  ChangeBuilder start(plan, random, {});
  start.set<&PlanInfo::start>(plan.info_id(), find_start(*table, *layout, origin.today, time));
  apply(std::move(start).take());
  MadeRows made =
      make_tasks(plan, random, *table, *layout, PastePlace{}, origin.today, std::move(notices));
  if (made.tasks.empty())
    return refusal({Word::error_table_empty, {}}, {Word::todo_add_title_column, {}});
  apply(std::move(made.draft));
  return Imported{std::move(plan), std::move(made.notices)};
}

}  // namespace tongzhou
