// A task as MSPDI writes it, typed but not yet understood. Private to the import.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exchange/mspdi_codes.h"
#include "exchange/mspdi_import.h"
#include "exchange/mspdi_xml.h"

namespace tongzhou {

struct MspdiLink {
  std::int64_t predecessor = -1;
  std::int64_t type = 1;
  bool cross_project = false;
  std::int64_t lag = 0;  // tenths of a minute, or percent
  std::int64_t lag_format = 7;
};

struct MspdiBaseline : MspdiRecord {
  std::int64_t number = 0;
  Instant start, finish;
  MspdiSeconds duration;
};

struct MspdiTask : MspdiRecord {
  std::int64_t uid = -1;
  std::optional<std::int64_t> id;
  std::string name, wbs, outline_number, notes;
  bool active = true, manual = false, is_null = false;
  std::optional<std::int64_t> outline_level;
  std::int64_t type = kMspdiFixedDuration;
  bool effort_driven = false;
  std::int64_t priority = 500;
  bool can_split = false;
  Instant start, manual_start;
  std::optional<MspdiSeconds> duration, manual_duration, work;
  std::int64_t duration_format = 7;
  bool recurring = false, milestone = false, summary = false;
  bool subproject = false, external = false;
  std::int64_t percent = 0;
  Instant actual_start, actual_finish;
  std::int64_t constraint = 0;
  Instant constraint_date, deadline;
  std::int64_t calendar = -1;
  std::vector<MspdiLink> links;
  std::vector<MspdiAttribute> attributes;
  std::vector<MspdiBaseline> baselines;

  // 0 is the project itself, 1 the top.
  std::int64_t level() const;
};

MspdiTask read_mspdi_task(const pugi::xml_node& node);

}  // namespace tongzhou
