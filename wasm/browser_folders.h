// Shared folders in a browser that has the File System Access API.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "requests.h"
#include "store/folders.h"

namespace tongzhou {

// The numbers are shared with shell/folders.js.
enum class FolderAct : int { choose = 0, reopen, list, read, write };

class BrowserFolders : public Folders {
 public:
  bool are_there() const override;
  void choose(AnyId plan, ChooseDone done) override;
  void reopen(FolderPlace place, WriteDone done) override;
  void list(FolderPlace place, ListDone done) override;
  void read(FolderPlace place, std::string name, ReadDone done) override;
  void write(FolderPlace place, std::string name, std::vector<std::byte> bytes,
             WriteDone done) override;

  // The page's answers: a name, the files one a line, or the bytes of one.
  struct Answer {
    std::string text;
    std::vector<std::byte> bytes;
  };
  void answered(int request, StorageResult<Answer> answer);
  void dismissed(int request) { requests_.take(request); }

 private:
  using Done = std::function<void(StorageResult<Answer>)>;
  void ask(FolderAct act, AnyId plan, const std::string& name, const std::vector<std::byte>& bytes,
           Done done);

  Requests<Done> requests_;
};

}  // namespace tongzhou
