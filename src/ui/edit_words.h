// What an edit did, in one line.
#pragma once

#include <string>

#include "ui/desk.h"

namespace tongzhou {

// "Duration: 5 d → 8 d", "added". Names come from that plan.
std::string edit_line(const Desk& desk, const Plan& plan, const Edit& edit);

// The edits of one record, together.
struct RecordEdits {
  AnyRef record;
  std::string name;
  std::vector<Edit> edits;
};
// By record, in the order in which they first come. Names come from that plan.
std::vector<RecordEdits> by_record(Language language, const Plan& plan, std::vector<Edit> edits);

}  // namespace tongzhou
