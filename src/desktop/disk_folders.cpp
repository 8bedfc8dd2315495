#include "desktop/disk_folders.h"

#include <cerrno>
#include <filesystem>
#include <string>
#include <utility>

#include "desktop/durable_file.h"

namespace tongzhou {

namespace {

StorageResult<std::vector<Folders::File>> files_in(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<Folders::File> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    auto mark = mark_of(entry.path());
    if (mark) files.push_back({entry.path().filename().string(), std::move(*mark)});
  }
  if (error) return std::unexpected(StorageFailure{StorageTrouble::unavailable, error.message()});
  return files;
}

StorageResult<std::vector<std::byte>> contents_of(const std::filesystem::path& file) {
  auto bytes = read_file(file);
  if (!bytes) return std::unexpected(std::move(bytes).error());
  if (*bytes) return std::move(**bytes);
  errno = ENOENT;
  return std::unexpected(last_failure(file));
}

}  // namespace

void DiskFolders::choose(AnyId, ChooseDone done) { dialogs_.ask_folder(std::move(done)); }

void DiskFolders::reopen(FolderPlace, WriteDone done) {
  completions_.emplace_back([done = std::move(done)] { done({}); });
}

void DiskFolders::list(FolderPlace place, ListDone done) {
  completions_.emplace_back(
      [done = std::move(done), files = files_in(place.path)] { done(files); });
}

void DiskFolders::read(FolderPlace place, std::string name, ReadDone done) {
  completions_.emplace_back(
      [done = std::move(done), bytes = contents_of(std::filesystem::path(place.path) / name)] {
        done(bytes);
      });
}

void DiskFolders::write(FolderPlace place, std::string name, std::vector<std::byte> bytes,
                        WriteDone done) {
  const std::filesystem::path folder(place.path);
  auto written = replace_file(folder / name, folder / ("." + name + ".part"), bytes, Flush::yes,
                              Readers::everybody);
  completions_.emplace_back(
      [done = std::move(done), written = std::move(written)] { done(written); });
}

bool DiskFolders::deliver() {
  auto completions = std::exchange(completions_, {});
  for (auto& completion : completions) completion();
  return !completions.empty();
}

}  // namespace tongzhou
