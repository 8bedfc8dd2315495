// What Microsoft Project itself computed, read from an MSPDI file: the dates to hold ours against.
// Independent of the import on purpose; trusts its files.
#pragma once

#include <cstdlib>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "core/date.h"

namespace tongzhou {

struct OracleTask {
  int uid = 0;
  std::string name;
  Instant start, finish, early_start, early_finish, late_start, late_finish;
  int total_slack = 0, free_slack = 0;  // minutes
  bool critical = false;
};

// In the order of rows; without blank rows and the row of the whole project.
inline std::vector<OracleTask> read_mspdi_oracle(const std::string& xml) {
  pugi::xml_document document;
  document.load_buffer(xml.data(), xml.size());
  std::vector<OracleTask> tasks;
  for (const pugi::xml_node node : document.child("Project").child("Tasks").children("Task")) {
    const auto text = [&](const char* name) { return std::string(node.child_value(name)); };
    const auto instant = [&](const char* name) {
      return parse_iso_instant(text(name)).value_or(Instant{});
    };
    const auto minutes = [&](const char* name) { return std::atoi(text(name).c_str()) / 10; };
    if (text("IsNull") == "1" || text("UID") == "0") continue;
    tasks.push_back({std::atoi(text("UID").c_str()), text("Name"), instant("Start"),
                     instant("Finish"), instant("EarlyStart"), instant("EarlyFinish"),
                     instant("LateStart"), instant("LateFinish"), minutes("TotalSlack"),
                     minutes("FreeSlack"), text("Critical") == "1"});
  }
  return tasks;
}

}  // namespace tongzhou
