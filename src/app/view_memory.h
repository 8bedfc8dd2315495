// Where a person stood in a plan, kept on this machine so that they come back to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/view.h"

namespace tongzhou {

// What is kept of a view: its page, the record the keyboard was on, the folded phases, the meeting
// that is being held.
struct ViewMark {
  std::string page;
  AnyRef active;
  std::uint64_t folds = 0;  // Folds::revision
  Id<MeetingNotes> meeting;
  std::size_t item = 0;    // of its agenda
  std::int64_t spent = 0;  // minutes on it
  bool operator==(const ViewMark&) const = default;
};
ViewMark mark_of(const View& view);

// ASCII, for the quick lane; read by any later version.
std::string encode_view(const View& view);
// Takes what it knows and what is still in the plan; the rest is passed over.
void restore_view(std::string_view text, const Plan& plan, View& view);

}  // namespace tongzhou
