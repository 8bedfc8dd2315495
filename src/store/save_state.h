// Whether the open plan is safe, told truthfully.
#pragma once

#include <cstdint>
#include <string>

#include "core/date.h"
#include "core/result.h"
#include "store/port.h"

namespace tongzhou {

struct SaveState {
  enum class Kind : std::uint8_t {
    no_plan,
    saved,      // everything is in the safe lane, since `at` (unset: since before it was opened)
    saving,     // on its way
    not_saved,  // it did not get there: `trouble` says why and what to do
  };
  Kind kind = Kind::no_plan;
  Instant at;
  Error trouble;
};

// "已保存 14:02", "正在保存", "未保存".
std::string say(Language language, const SaveState& state);

// A failure of storage as it is told to people.
Error error_of(const StorageFailure& failure, Message safe);

}  // namespace tongzhou
