#include "model/table.h"

namespace tongzhou {

// Here, and not in every table of its own.
AnyTable::AnyTable(const AnyTable&) = default;
AnyTable::AnyTable(AnyTable&&) noexcept = default;
AnyTable& AnyTable::operator=(const AnyTable&) = default;
AnyTable& AnyTable::operator=(AnyTable&&) noexcept = default;

}  // namespace tongzhou
