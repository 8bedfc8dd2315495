// Many changes as they stand in a plan file and in a batch: column by column, as the records of a
// plan, each text and each id once. FORMAT.md has the layout.
#pragma once

#include <span>
#include <vector>

#include "exchange/columns.h"
#include "model/change.h"

namespace tongzhou {

// `ids` are those of the file, of which the changes refer to some and add others.
std::vector<std::byte> write_change_columns(std::span<const Change> changes, IdNumbers& ids);

// Throws BadBytes. Kinds and fields unknown to this version are let through: whether an edit fits
// is the plan's matter.
std::vector<Change> read_change_columns(std::span<const std::byte> bytes,
                                        std::span<const std::uint64_t> ids);

}  // namespace tongzhou
