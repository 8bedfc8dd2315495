// The program's page with a file inside: it opens by double click, and so does what is in it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace tongzhou {

// What shell/plan_page.js put into a page; nothing where there is none.
std::optional<std::vector<std::byte>> file_in_page(std::span<const std::byte> page);

}  // namespace tongzhou
