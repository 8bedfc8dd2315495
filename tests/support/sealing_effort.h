// The least that a passphrase may cost: tests try many.
#pragma once

#include "exchange/sealing.h"

namespace tongzhou::test {

inline constexpr SealEffort kQuickSeal{.passes = 1, .kibibytes = SealEffort::kLeastKibibytes};

}  // namespace tongzhou::test
