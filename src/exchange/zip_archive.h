// ZIP archives in memory: several files as one.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tongzhou {

class ZipWriter {
 public:
  ZipWriter();
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  // Names are relative, with '/' between folders, in UTF-8; each is there once.
  void add(std::string_view name, std::span<const std::byte> content);
  void add(std::string_view name, std::string_view content);
  // The finished archive. The same files in the same order give the same bytes: times are those of
  // 1 January 1980.
  std::vector<std::byte> finish() &&;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The unpacked bytes of one file of an archive. Nothing where it is not there, is damaged, or is
// larger than `most`.
std::optional<std::string> read_zipped(std::span<const std::byte> archive, std::string_view name,
                                       std::size_t most);

}  // namespace tongzhou
