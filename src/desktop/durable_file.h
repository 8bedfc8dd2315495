// Files that hold either their old content or their new, never half of it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/port.h"

namespace tongzhou {

enum class Flush : std::uint8_t {
  no,   // survives a crash of the program
  yes,  // and a power cut
};

// Who may read a file that was not there before, as far as the user's umask allows. One that was
// keeps its permissions.
enum class Readers : std::uint8_t { user, everybody };

// Writes beside the file and renames. Makes the folder if it is missing.
StorageResult<void> replace_file(const std::filesystem::path& file,
                                 std::span<const std::byte> bytes, Flush flush, Readers readers);

// The same by way of that file beside it, in a folder that must be there.
StorageResult<void> replace_file(const std::filesystem::path& file,
                                 const std::filesystem::path& beside,
                                 std::span<const std::byte> bytes, Flush flush, Readers readers);

// Nothing when there is no such file.
StorageResult<std::optional<std::vector<std::byte>>> read_file(const std::filesystem::path& file);

// No such file is fine, too.
StorageResult<void> remove_file(const std::filesystem::path& file, Flush flush);

// Differs when the file was written or replaced since; nothing for what is no file, or gone.
std::optional<std::string> mark_of(const std::filesystem::path& file);

// What errno says.
StorageFailure last_failure(const std::filesystem::path& file);

}  // namespace tongzhou
