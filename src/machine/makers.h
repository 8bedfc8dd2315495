// Files made of others by programs of the machine: PDF of text documents (DOCX) by LibreOffice,
// pixels (PNG) of drawings (SVG) by librsvg.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tongzhou {

// Whether a program of that name is on the path.
bool is_installed(const std::string& program);

enum class Made : std::uint8_t { pdf, png };
// The program that makes it; an error says what is missing.
std::string_view maker_of(Made what);
bool has_maker(Made what);

// One file on its way, in a folder of its own that goes with it. The command is for whoever has
// other things to do meanwhile.
class MakingWork {
 public:
  MakingWork(std::span<const std::byte> from, Made what);
  ~MakingWork();
  MakingWork(const MakingWork&) = delete;
  MakingWork& operator=(const MakingWork&) = delete;

  std::vector<std::string> command() const;
  // When the command has ended. Nothing where it made none.
  std::optional<std::vector<std::byte>> result() const;

 private:
  Made what_;
  std::filesystem::path folder_;
};

// The same, waiting for it.
std::optional<std::vector<std::byte>> make_outside(std::span<const std::byte> from, Made what);

}  // namespace tongzhou
