// The program's page with a file inside: it opens by double click, and so does what is in it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace tongzhou {

// What is inside a page; nothing where nothing is.
std::optional<std::vector<std::byte>> file_in_page(std::span<const std::byte> page);

// The program's page as it was built (tongzhou.html), with the file inside; nothing where it is no
// such page. The same as shell/plan_page.js makes.
std::optional<std::vector<std::byte>> put_in_page(std::span<const std::byte> page,
                                                  std::span<const std::byte> file);

}  // namespace tongzhou
