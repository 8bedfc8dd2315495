// Schedules of the public test sets: how far they are above the critical path, or the optimum, at
// 1,000, 5,000 and 50,000 schedules each, how many are proved, and how many are made in a second.
#include <chrono>

#include "schedule/rcpsp_search.h"
#include "support/measure.h"
#include "support/psplib.h"
#include "support/shared_data.h"

using namespace tongzhou;
using namespace tongzhou::test;

int main() {
  const auto folder = find_shared_data("psplib");
  if (folder.empty()) return 0;
  for (const std::string set : {"patterson", "j30", "j60"}) {
    const std::vector<PsplibCase> cases = read_psplib(folder, set);
    for (const std::int64_t schedules : {1'000, 5'000, 50'000}) {
      double above_best = 0, above_path = 0;
      int best = 0, proved = 0;
      std::int64_t made = 0;
      const auto begun = std::chrono::steady_clock::now();
      for (const PsplibCase& one : cases) {
        RcpspSearch search(one.project, 1, schedules);
        search.run(schedules);
        const std::string fault = find_fault(one.project, search.starts(), search.makespan());
        if (!fault.empty()) {
          std::printf("%s: %s\n", one.name.c_str(), fault.c_str());
          return 1;
        }
        above_best += 100.0 * (search.makespan() - one.best) / one.best;
        if (one.critical_path > 0)
          above_path += 100.0 * (search.makespan() - one.critical_path) / one.critical_path;
        best += search.makespan() == one.best ? 1 : 0;
        proved += search.is_proved() ? 1 : 0;
        made += search.schedules();
      }
      const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
      const std::string name = set + "_" + std::to_string(schedules / 1000) + "k";
      const auto count = double(cases.size());
      print_figure(name + "_above_best", above_best / count, "%");
      if (above_path > 0) print_figure(name + "_above_critical_path", above_path / count, "%");
      print_figure(name + "_at_best", best, "projects");
      print_figure(name + "_proved", proved, "projects");
      print_figure(name + "_a_second", double(made) / spent.count() / 1000, "thousand_schedules");
    }
  }
}
