// Folders that something else carries from machine to machine: a file synchroniser, a network
// drive, a memory stick.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "core/id.h"
#include "store/port.h"

namespace tongzhou {

// A folder that a person chose for a plan. Browsers find it by the plan, the path is for people.
struct FolderPlace {
  AnyId plan;
  std::string path;
  bool operator==(const FolderPlace&) const = default;
};

// Calls complete as SafeLane's do: exactly once, later, and between frames.
struct Folders {
  struct File {
    std::string name;
    std::string mark;  // differs when the file was written since
    bool operator==(const File&) const = default;
  };
  using ChooseDone = std::function<void(StorageResult<std::string> path)>;
  using ListDone = std::function<void(StorageResult<std::vector<File>>)>;
  using ReadDone = std::function<void(StorageResult<std::vector<std::byte>>)>;
  using WriteDone = std::function<void(StorageResult<void>)>;

  virtual ~Folders() = default;
  // Whether this machine has them.
  virtual bool are_there() const = 0;
  // Asks the person for one; a dismissed dialog says nothing. This and `reopen` must be called
  // within the event of the user's key or click, or browsers refuse.
  virtual void choose(AnyId plan, ChooseDone done) = 0;
  // Asks for leave to use the folder again, where the machine wants that after a restart.
  virtual void reopen(FolderPlace place, WriteDone done) = 0;
  // The files in it, not those below. Fails, and does not say "none", where the folder is missing.
  virtual void list(FolderPlace place, ListDone done) = 0;
  virtual void read(FolderPlace place, std::string name, ReadDone done) = 0;
  // Whoever reads it gets the old contents or the new ones. Makes no folder.
  virtual void write(FolderPlace place, std::string name, std::vector<std::byte> bytes,
                     WriteDone done) = 0;
};

}  // namespace tongzhou
