// Names that people gave to moments of a plan's history: "sent to the board".
//
// A moment is the plan as it was after one change, and its name is a change without edits that
// says so by its label; it merges and is stored like any other.
#pragma once

#include <optional>
#include <string>

#include "model/change.h"

namespace tongzhou {

struct MomentName {
  Dot moment;  // the change after which it was
  std::string name;
};

// Nothing for `moment`: the moment of the naming itself.
ChangeLabel label_moment(std::string name, std::optional<Dot> moment);

// Nothing for changes that name none.
std::optional<MomentName> named_moment(const Change& change);

}  // namespace tongzhou
