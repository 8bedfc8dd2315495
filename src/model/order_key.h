// Fractional keys: the order of siblings, without renumbering.
//
// A key is a fraction in base 62 written without the "0.", so that keys compare as text. Between
// any two there is another; inserting writes one record only. Keys end in two random digits, so
// that two copies inserting at one place rarely make the same key; equal keys are ordered by record
// id. After Greenspan, "Implementing fractional indexing" (2020).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ports.h"

namespace tongzhou {

// A key after `before` and before `after`; an empty side is open. `before` < `after` where both
// are given; if not (equal keys met in a merge), a key after `before`.
std::string order_between(std::string_view before, std::string_view after, Random& random);

// `count` keys in order for siblings made at once: short, evenly spread.
std::vector<std::string> order_sequence(std::size_t count);

}  // namespace tongzhou
