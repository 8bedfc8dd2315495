// A shared folder in memory, and what a machine sees of it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "store/folders.h"

namespace tongzhou::test {

// The folder itself, which several machines may look at.
struct MemoryFolder {
  struct Stored {
    std::vector<std::byte> bytes;
    int times_written = 0;
  };
  std::map<std::string, Stored> files;
  bool is_there = true;
  bool is_read_only = false;

  void put(const std::string& name, std::vector<std::byte> bytes) {
    Stored& file = files[name];
    file.bytes = std::move(bytes);
    ++file.times_written;
  }
};

// The person chooses whatever folder `offered` is; nothing: dismisses the dialog.
struct MemoryFolders : Folders {
  MemoryFolder* offered = nullptr;
  int writes = 0;
  int tries = 0;  // to write

  bool are_there() const override { return true; }
  void choose(AnyId, ChooseDone done) override {
    if (offered != nullptr) waiting_.push_back([done = std::move(done)] { done("team"); });
  }
  void reopen(FolderPlace, WriteDone done) override {
    waiting_.push_back([done = std::move(done)] { done({}); });
  }
  void list(FolderPlace, ListDone done) override {
    StorageResult<std::vector<File>> files = missing();
    if (is_there()) {
      files.emplace();
      for (const auto& [name, file] : offered->files)
        files->push_back({name, std::to_string(file.times_written)});
    }
    waiting_.push_back([done = std::move(done), files] { done(files); });
  }
  void read(FolderPlace, std::string name, ReadDone done) override {
    StorageResult<std::vector<std::byte>> bytes = missing();
    if (is_there() && offered->files.contains(name)) bytes = offered->files[name].bytes;
    waiting_.push_back([done = std::move(done), bytes] { done(bytes); });
  }
  void write(FolderPlace, std::string name, std::vector<std::byte> bytes, WriteDone done) override {
    StorageResult<void> written = missing();
    if (is_there()) ++tries;
    if (is_there() && !offered->is_read_only) {
      offered->put(name, std::move(bytes));
      ++writes;
      written = {};
    }
    waiting_.push_back([done = std::move(done), written] { done(written); });
  }
  void deliver() {
    for (const auto& call : std::exchange(waiting_, {})) call();
  }

 private:
  bool is_there() const { return offered != nullptr && offered->is_there; }
  static std::unexpected<StorageFailure> missing() {
    return std::unexpected(StorageFailure{StorageTrouble::unavailable, "no such folder"});
  }
  std::vector<std::function<void()>> waiting_;
};

}  // namespace tongzhou::test
