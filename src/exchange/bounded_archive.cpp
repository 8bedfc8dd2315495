#include "exchange/bounded_archive.h"

namespace tongzhou {

void refuse(Flaw flaw) { throw BadBytes(flaw); }

}  // namespace tongzhou
