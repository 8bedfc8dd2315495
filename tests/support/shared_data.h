// Test data that lives beside the repository, not in it. Tests skip, and say so, where it is
// absent.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace tongzhou {

// The path of a file or folder under shared/data, or an empty path: as the build was told
// (TONGZHOU_SHARED_DATA), else beside any folder from here up.
inline std::filesystem::path find_shared_data(const std::string& name) {
  namespace fs = std::filesystem;
  std::error_code ignored;
#ifdef TONGZHOU_SHARED_DATA
  if (const fs::path told = fs::path(TONGZHOU_SHARED_DATA) / name; fs::exists(told, ignored)) {
    return told;
  }
#endif
  for (fs::path at = fs::current_path(); at.has_relative_path(); at = at.parent_path()) {
    const fs::path here = at / "shared" / "data" / name;
    if (fs::exists(here, ignored)) return here;
  }
  return {};
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace tongzhou
