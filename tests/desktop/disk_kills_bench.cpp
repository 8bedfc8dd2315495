// Kills programs that edit a plan on the disk, 200 times: one alone, then two at once.
#include <fmt/format.h>

#include "support/killed_programs.h"

using namespace tongzhou::test;

int main() {
  constexpr int kKills = 200;
  for (const int programs : {1, 2}) {
    KilledPrograms killed(programs);
    int saved = 0, lost = 0, broken = 0;
    for (int round = 0; round < kKills; ++round) {
      const auto outcome = killed.kill_once();
      saved += outcome.saved;
      lost += outcome.lost;
      broken += outcome.whole ? 0 : 1;
    }
    fmt::print("disk_kills_{0} {1} kills\ndisk_kills_{0}_saved {2} edits\n", programs, kKills,
               saved);
    fmt::print("disk_kills_{0}_lost {1} edits\ndisk_kills_{0}_broken {2} plans\n", programs, lost,
               broken);
  }
}
