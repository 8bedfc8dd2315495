// A plan as JSON: for people who read it, scripts, and other programs.
//
// The same walk over the descriptions as the plan file's, with names for numbers: dates are ISO
// 8601, choices go by the key of their word, ids are 16 hex digits. Fields that hold their default
// and deleted records are left out, and so are stamps, history and what a newer version wrote: JSON
// is what a plan says, a plan file is the plan. FORMAT.md has the form.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "core/ports.h"
#include "core/result.h"
#include "exchange/imported.h"

namespace tongzhou {

inline constexpr int kJsonVersion = 1;

// Bounds before anything is built: beyond them the memory of a browser tab ends.
inline constexpr std::size_t kLargestJson = std::size_t{128} << 20;  // bytes
inline constexpr std::size_t kMostJsonValues = 8'000'000;

std::string export_json(const Plan& plan);

// `fresh`: made-up stamps must not meet those of the plan that the JSON came from. `as_written` is
// for plans that are only looked at, or live in this form alone.
enum class JsonIdentity : std::uint8_t { fresh, as_written };

// A new plan, with an identity of its own unless told otherwise. Records keep their ids; a record
// without one gets one. What is of the wrong type, out of range or there twice is refused with its
// path ("records.task[3].duration"); what is unknown is listed.
Result<Imported> import_json(std::span<const std::byte> bytes, Random& random,
                             JsonIdentity identity = JsonIdentity::fresh);

}  // namespace tongzhou
