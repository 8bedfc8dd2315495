// Changes as bytes: what the journal keeps and what tabs tell each other.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/result.h"
#include "model/change.h"

namespace tongzhou {

// Framed, versioned and checksummed: what comes back is exactly what was written, or an error. A
// batch may hold 1,000,000 changes with 4,000,000 edits and values of lists; more is our mistake.
std::vector<std::byte> encode_changes(std::span<const Change> changes);
Result<std::vector<Change>> decode_changes(std::span<const std::byte> bytes);

// A batch of one, in a shape of its own that is made sooner. What it says of a change names twins
// (app/twins.h): the same bytes in every version.
std::vector<std::byte> encode_change(const Change& change);
Result<Change> decode_change(std::span<const std::byte> bytes);

}  // namespace tongzhou
