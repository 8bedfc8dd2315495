// Any bytes: as a CSV file, as a table on the clipboard, as cells over those of tasks. What is a
// table comes back from its text as it was; what became a plan can be written and read again.
#include <cstdlib>
#include <span>

#include "exchange/csv_tasks.h"
#include "exchange/table_text.h"
#include "exchange/text_encoding.h"
#include "schedule/schedule.h"

namespace {

using namespace tongzhou;

void require(bool holds) {
  if (!holds) std::abort();
}

void paste(Plan& plan, Random& random, std::string_view text, Day today) {
  const std::vector<std::optional<Column>> columns{Column::title, Column::duration,
                                                   std::nullopt,  Column::effort,
                                                   Column::start, Column::predecessors};
  const auto rows = paste_rows(plan, random, text, {}, columns, today);
  if (!rows) return;
  require(plan.apply(plan.stamp(rows->draft, {7}, {})).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  SeededRandom random(1);
  const Day today = from_civil(2026, 8, 30);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto table = parse_table(text)) {
    const auto again = parse_table(write_table(*table), Separator::comma);
    require(again && *again == *table);
  }
  if (auto imported = import_tasks_csv(bytes_of(text), random, {"fuzz", today, nullptr})) {
    const Schedule schedule = make_schedule(imported->plan);
    const std::string csv = export_tasks_csv(imported->plan, &schedule, Language::chinese);
    const auto again = import_tasks_csv(bytes_of(csv), random, {"fuzz", today, nullptr});
    require(again &&
            again->plan.table<Task>().live_count() == imported->plan.table<Task>().live_count());
    paste(imported->plan, random, text, today);
  }
  return 0;
}
