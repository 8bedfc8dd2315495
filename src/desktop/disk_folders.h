// Shared folders on the desktop: folders of the disk, whoever carries them elsewhere.
//
// Files are written as .NAME.part beside, and renamed; a leftover of a killed program is used
// again.
#pragma once

#include <functional>
#include <vector>

#include "desktop/dialog_files.h"
#include "store/folders.h"

namespace tongzhou {

class DiskFolders : public Folders {
 public:
  explicit DiskFolders(DialogFiles& dialogs) : dialogs_(dialogs) {}
  bool are_there() const override { return true; }
  void choose(AnyId plan, ChooseDone done) override;
  void reopen(FolderPlace place, WriteDone done) override;
  void list(FolderPlace place, ListDone done) override;
  void read(FolderPlace place, std::string name, ReadDone done) override;
  void write(FolderPlace place, std::string name, std::vector<std::byte> bytes,
             WriteDone done) override;

  // Tells what was completed since, between frames. True when there was something.
  bool deliver();

 private:
  DialogFiles& dialogs_;
  std::vector<std::function<void()>> completions_;
};

}  // namespace tongzhou
