// Fractional keys: the order of siblings, without renumbering.
//
// A key is a fraction in base 62 written without the "0.", so that keys compare as text. Between
// any two there is another; inserting writes one record only. After Greenspan, "Implementing
// fractional indexing" (2020), and, so that what two copies insert at one place does not
// interleave, after the path identifiers of Logoot (Weiss et al. 2009):
//
//   place, mark, numbers      "V" "4kQz" "W"
//
// A run of the program signs the first key that it makes at a place with its mark. What it inserts
// next to that goes on in numbers behind the mark, so that all of it stands together, before or
// after all that another run inserted there. Numbers take one digit while small: rows entered one
// after the other, upwards or downwards, keep keys short. Equal keys are ordered by record id.
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
