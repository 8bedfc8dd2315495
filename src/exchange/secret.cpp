#include "exchange/secret.h"

#include <sodium/utils.h>

namespace tongzhou {

void wipe(void* memory, std::size_t size) { sodium_memzero(memory, size); }

}  // namespace tongzhou
