// Times making copies of a plan of 10,000 tasks for 20 departments, each searched for what it must
// not hold, and looks for marks in 10,000 files made of copies of random plans. Prints lines: name
// value unit; ends with 1 where a mark is found.
#include <cstdio>
#include <string>

#include "app/file_forms.h"
#include "app/open_plan.h"
#include "exchange/audience_copy.h"
#include "support/big_plan.h"
#include "support/canaries.h"
#include "support/measure.h"

namespace tongzhou {
namespace {

using test::print_figure;

// A tenth of the tasks is marked, half of these as confidential.
Plan make_marked_plan() {
  BigPlan big = make_big_plan({.tasks = 10'000});
  SeededRandom random(5);
  ChangeBuilder builder(big.plan, random, {});
  for (int i = 0; i < 12; ++i) builder.create(Department{.name = "部门 " + std::to_string(i + 9)});
  for (std::size_t i = 0; i < big.leaves.size(); i += 10)
    builder.create(Marking{.kind = static_cast<std::int32_t>(Kind::task),
                           .record = {big.leaves[i].value},
                           .secrecy = i % 20 == 0 ? Secrecy::department : Secrecy::confidential,
                           .audience = {},
                           .until = {},
                           .reason = {}});
  test::must_change(big.plan, std::move(builder).take(), 5);
  return std::move(big.plan);
}

void time_copies() {
  const Plan plan = make_marked_plan();
  const Schedule schedule = make_schedule(plan);
  std::vector<Id<Department>> departments;
  for (const auto& entry : plan.table<Department>().live()) departments.push_back(entry.id);
  print_figure("copies_departments", double(departments.size()), "departments");
  for (const CopyDates dates : {CopyDates::exact, CopyDates::recomputed}) {
    std::size_t bytes = 0, withheld = 0;
    const double took = test::time_of(1, [&] {
      for (const Id<Department> department : departments) {
        const AudienceCopy copy = make_audience_copy(plan, {.audience = {{department}},
                                                            .audience_name = "they",
                                                            .key = test::kCanaryKey,
                                                            .dates = dates,
                                                            .today = from_civil(2026, 9, 1),
                                                            .schedule = &schedule});
        withheld += copy.facts.withheld.size();
        const auto file = encode_audience_copy(plan, {}, copy, {});
        check(file.has_value(), "nothing withheld is in it");
        bytes += file->size();
      }
    });
    const std::string name = dates == CopyDates::exact ? "copies_exact" : "copies_recomputed";
    print_figure(name, took, "ms");
    print_figure(name + "_bytes", double(bytes), "bytes");
    print_figure(name + "_withheld", double(withheld), "records");
  }
}

int look_for_canaries() {
  constexpr int kFiles = 10'000;
  int files = 0;
  std::uint64_t seed = 1;
  for (; files < kFiles; ++seed) {
    test::CanaryCase random(seed);
    const std::set<std::string> allowed = random.visible_texts();
    const OpenPlan copy(make_audience_copy(random.plan, random.order).plan);
    for (const FormInfo& form : file_forms()) {
      const auto file = write_file(copy, form.form, {}, Language::chinese);
      if (!file) continue;
      ++files;
      const std::string found = test::find_canary(test::contents_of(*file, form.form), allowed);
      if (found.empty()) continue;
      std::fprintf(stderr, "seed %llu, %s: %s\n", static_cast<unsigned long long>(seed),
                   std::string(form.id).c_str(), found.c_str());
      return 1;
    }
  }
  print_figure("canary_plans", double(seed - 1), "plans");
  print_figure("canary_files", files, "files");
  return 0;
}

}  // namespace
}  // namespace tongzhou

int main() {
  tongzhou::time_copies();
  return tongzhou::look_for_canaries();
}
