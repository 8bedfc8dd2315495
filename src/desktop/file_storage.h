// The two lanes of store/port.h as files, one for each key, in two folders of the user's data
// folder.
//
//   FOLDER/quick/KEY   written beside and renamed
//   FOLDER/safe/KEY    the same, flushed to the disk
//   FOLDER/transactions/…  a transaction on its way: what was flushed there is completed at the
//   next
//                          start if the program died in the midst of it
//
// Keys become file names by writing every byte outside [A-Za-z0-9._-] as %XX.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "store/port.h"

namespace tongzhou {

class FileQuickLane : public QuickLane {
 public:
  explicit FileQuickLane(std::filesystem::path folder) : folder_(std::move(folder)) {}
  StorageResult<std::vector<std::string>> keys(std::string_view prefix) const override;
  StorageResult<std::optional<std::string>> read(const std::string& key) const override;
  StorageResult<void> write(const std::string& key, std::string_view value) override;
  void erase(const std::string& key) override;

 private:
  std::filesystem::path folder_;
};

class FileSafeLane : public SafeLane {
 public:
  // Completes transactions that a killed program left behind.
  FileSafeLane(std::filesystem::path folder, std::filesystem::path transactions);

  void write(std::vector<Write> writes, WriteDone done) override;
  void read(std::string prefix, ReadDone done) override;
  void keys(std::string prefix, KeysDone done) override;

  // Tells what was completed since, between frames. True when there was something.
  bool deliver();

 private:
  void complete_leftovers() const;
  StorageResult<void> commit(std::vector<Write> writes);
  StorageResult<void> finish(const std::filesystem::path& transaction);
  StorageResult<std::vector<Entry>> entries(const std::string& prefix) const;

  std::filesystem::path folder_;
  std::filesystem::path transactions_;
  std::vector<Write> unfinished_;  // of a transaction that is on the disk but could not be applied
  std::vector<std::function<void()>> completions_;
};

// $XDG_DATA_HOME/tongzhou, or ~/.local/share/tongzhou.
std::filesystem::path data_folder();

}  // namespace tongzhou
