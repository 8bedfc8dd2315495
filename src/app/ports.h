// What the program needs of the machine it runs on.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "core/ports.h"
#include "store/port.h"

namespace tongzhou {

struct NamedBytes {
  std::string name;  // "Plan.tongzhou", without folders
  std::vector<std::byte> bytes;
};

// Files that a person chooses. (The clipboard is Dear ImGui's matter.)
struct Files {
  virtual ~Files() = default;

  // Hands the file to the person: a download, or a dialog. `media_type` is "application/json" and
  // the like. `done` says whether it was written; a dismissed dialog is no error and says nothing.
  using SaveDone = std::function<void(StorageResult<void>)>;
  virtual void save(NamedBytes file, std::string media_type, SaveDone done) = 0;

  // Asks for one file with one of these endings (".tongzhou"; empty: any). A dismissed dialog says
  // nothing. Must be called within the event of the user's key or click, or browsers refuse.
  using OpenDone = std::function<void(StorageResult<NamedBytes>)>;
  virtual void ask_open(std::vector<std::string> endings, OpenDone done) = 0;
};

// All outlive the session. Completions come as SafeLane says: later, and between frames.
struct Ports {
  const Clock& clock;
  Random& random;
  const TextCodec& codec;
  Storage storage;
  Files& files;
};

}  // namespace tongzhou
