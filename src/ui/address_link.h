// Where to reach somebody, as it stands in a record: a link is opened, anything else is copied.
#pragma once

#include <string>
#include <string_view>

#include "ui/desk.h"

namespace tongzhou {

// Begins as an address of the web, of mail or of a telephone. What others wrote into a plan opens
// nothing else.
bool is_link(std::string_view address);

void draw_address_link(const Desk& desk, std::string_view label, const std::string& address);

}  // namespace tongzhou
