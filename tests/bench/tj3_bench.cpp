// TaskJuggler (`tj3`, Debian) and our levelling on the same plans: tasks of 1 to 5 days one after
// the other, 8 departments of 4 people, one person at work on a task. Prints lines: name value
// unit.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "model/change.h"
#include "model/plan.h"
#include "schedule/calendars.h"
#include "schedule/levelling.h"
#include "support/measure.h"

namespace tongzhou {
namespace {

constexpr int kDepartments = 8, kPeople = 4;

struct Row {
  int days, department;
  std::vector<int> after;
};

std::vector<Row> make_rows(int count) {
  SeededRandom random(11);
  const auto pick = [&](int limit) {
    return static_cast<int>(random.bits() % static_cast<std::uint64_t>(limit));
  };
  std::vector<Row> rows;
  for (int i = 0; i < count; ++i) {
    Row row{1 + pick(5), pick(kDepartments), {}};
    for (int k = i == 0 ? 0 : pick(3); k > 0; --k) {
      const int before = i - 1 - pick(std::min(i, 40));
      if (std::ranges::find(row.after, before) == row.after.end()) row.after.push_back(before);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Plan make_plan(const std::vector<Row>& rows) {
  SeededRandom random(4);
  Plan plan = Plan::make({random.bits()});
  ChangeBuilder build(plan, random, {});
  build.create(plan.info_id(), PlanInfo{.start = at(from_civil(2026, 1, 5), 480)});
  std::vector<Id<Department>> departments;
  for (int i = 0; i < kDepartments; ++i)
    departments.push_back(build.create(Department{.name = "d", .capacity = kPeople}));
  std::vector<Id<Task>> tasks;
  for (const Row& row : rows) {
    tasks.push_back(
        build.create(Task{.title = "t",
                          .department = departments[static_cast<std::size_t>(row.department)],
                          .duration = {row.days * 480}}));
    for (const int before : row.after)
      build.create(Dependency{.from = tasks[static_cast<std::size_t>(before)], .to = tasks.back()});
  }
  (void)plan.apply(plan.stamp(std::move(build).take(), {random.bits()}, {}));
  return plan;
}

void write_tjp(const std::vector<Row>& rows, const std::filesystem::path& to, int years) {
  std::ofstream out(to);
  out << "project p \"p\" 2026-01-05 +" << years << "y { timezone \"UTC\" timingresolution 60min\n"
      << "  workinghours mon - fri 8:00 - 12:00, 13:00 - 17:00\n  workinghours sat, sun off }\n";
  for (int d = 0; d < kDepartments; ++d)
    for (int p = 0; p < kPeople; ++p) out << "resource d" << d << "_" << p << " \"r\" {}\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    out << "task t" << i << " \"t\" { effort " << row.days << "d allocate d" << row.department
        << "_0 { alternative ";
    for (int p = 1; p < kPeople; ++p)
      out << (p > 1 ? ", " : "") << "d" << row.department << "_" << p;
    out << " select minloaded persistent }";
    if (!row.after.empty()) {
      out << " depends ";
      for (std::size_t k = 0; k < row.after.size(); ++k)
        out << (k > 0 ? ", " : "") << "!t" << row.after[k];
    }
    out << " }\n";
  }
  out << "taskreport \"out\" { formats csv columns end { title \"e\" } timeformat \"%Y-%m-%d\" }\n";
}

// The latest end of its report; empty where there is none.
std::string last_end(const std::filesystem::path& report) {
  std::ifstream in(report);
  std::string line, last;
  while (std::getline(in, line)) {
    std::erase(line, '"');
    if (line.starts_with("20")) last = std::max(last, line);
  }
  return last;
}

void compare(int count) {
  const std::vector<Row> rows = make_rows(count);
  const Plan plan = make_plan(rows);
  const std::string name = std::to_string(count);
  const auto days_until = [&](Day day) { return double(day - from_civil(2026, 1, 5)) + 1; };
  test::print_figure("tj3_ours_first_" + name, test::time_of(3, [&] { Levelling first(plan); }),
                     "ms");
  Levelling levelling(plan);
  const auto finish = [&] { return days_until(day_of(levelling.best().schedule.finish)); };
  test::print_figure("tj3_ours_first_finish_" + name, finish(), "days");
  const double searched = test::time_of(1, [&] { levelling.improve(500); });
  test::print_figure("tj3_ours_500_schedules_" + name, searched, "ms");
  test::print_figure("tj3_ours_500_finish_" + name, finish(), "days");
  test::print_figure("tj3_ours_bound_" + name, days_until(day_of(levelling.bound())), "days");

  const auto folder = std::filesystem::temp_directory_path() / "tongzhou_tj3";
  std::filesystem::create_directories(folder);
  const auto file = folder / ("plan" + name + ".tjp");
  write_tjp(rows, file, 2 + count / 400);
  const std::string command = "timeout 180 tj3 --silent -o " + folder.string() + " " +
                              file.string() + " > " + (folder / "log").string() + " 2>&1";
  int status = 0;
  const double taken = test::time_of(1, [&] { status = std::system(command.c_str()); });
  const std::string last = last_end(folder / "out.csv");
  if (status != 0 || last.empty())
    return test::print_figure("tj3_failed_" + name, status, "status");
  test::print_figure("tj3_" + name, taken, "ms");
  if (const auto day = parse_iso_day(last.substr(0, 10)))
    test::print_figure("tj3_finish_" + name, days_until(*day), "days");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace tongzhou

int main() {
  if (std::system("command -v tj3 > /dev/null 2>&1") != 0) {
    tongzhou::test::print_figure("tj3_not_installed", 0, "(apt-get install tj3)");
    return 0;
  }
  for (const int count : {100, 1'000, 5'000}) tongzhou::compare(count);
}
