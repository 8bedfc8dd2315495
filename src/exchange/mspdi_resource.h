// Resources and assignments as MSPDI writes them, typed but not yet understood. Private to the
// import.
#pragma once

#include <string>
#include <vector>

#include "exchange/mspdi_import.h"
#include "exchange/mspdi_xml.h"

namespace tongzhou {

struct MspdiResource : MspdiRecord {
  std::int64_t uid = 0;
  std::string name;
  std::int64_t type = 1;  // 0 material, 1 work
  bool is_null = false;
  bool is_cost = false;
  bool is_budget = false;
  std::string group, email;
  double max_units = 1;
  std::int64_t calendar = -1;
  std::string notes;
  std::vector<MspdiAttribute> attributes;
  bool availability = false;  // varies over time
};

struct MspdiAssignment : MspdiRecord {
  std::int64_t task = -1;
  std::int64_t resource = -1;
  double units = 1;
  MspdiSeconds work;
  std::vector<Stretch> pauses;  // between its parts, in order
  Stretch rest;                 // without work so far, since the last part
  bool timephased = false;      // says how the work is spread over days
};

MspdiResource read_mspdi_resource(const pugi::xml_node& node);
MspdiAssignment read_mspdi_assignment(const pugi::xml_node& node);

}  // namespace tongzhou
