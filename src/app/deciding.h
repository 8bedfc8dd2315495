// A conflict as a person decides it: each value with who wrote it, when, and what it would do to
// the timetable.
#pragma once

#include <vector>

#include "app/open_plan.h"
#include "core/text_difference.h"

namespace tongzhou {

struct Stand {
  Value value;
  Author author;          // nobody where the history does not tell
  Instant finish;         // of the plan, were it so
  Instant own_finish;     // of the task in question; unset for other records
  bool critical = false;  // that task
  // Of a text, what is not in the one that shows; of that one, what is not in the next.
  std::vector<TextPart> other_words;
};
struct Dispute {
  AnyRef record;
  FieldNumber field = kDeleted;
  std::vector<Stand> stands;  // the one that shows first
};
// Makes a timetable for each value: for the conflicts in sight.
Dispute look_into(const OpenPlan& open, const Conflict& conflict);

// Ends the conflict: for one of its values, or another. To keep a record that somebody deleted
// brings back what that change deleted along with it (its links), as far as the history tells.
Draft decide(const OpenPlan& open, AnyRef record, FieldNumber field, Value value);

}  // namespace tongzhou
