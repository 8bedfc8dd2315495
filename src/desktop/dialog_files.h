// Files on the desktop, chosen in the dialogs of whichever desktop is there (zenity or kdialog).
// Without either, files are saved into the user's download folder, and opened by dropping them on
// the window.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

#include "app/ports.h"

namespace tongzhou {

class DialogFiles : public Files {
 public:
  ~DialogFiles() override;
  void save(NamedBytes file, SaveAs as, SaveDone done) override;
  void ask_open(std::vector<std::string> endings, OpenDone done) override;

  // Asks for a folder; a dismissed dialog says nothing.
  void ask_folder(std::function<void(StorageResult<std::string> path)> done);

  // Tells what was chosen since, between frames. True when there was something.
  bool deliver();
  // Whether a dialog is open, so that deliver() must be called now and then.
  bool is_waiting() const { return dialog_.process > 0; }

 private:
  // A dialog is a program of its own that prints the chosen path and ends.
  struct Dialog {
    pid_t process = 0;
    int output = -1;
    std::string chosen;
    std::function<void(const std::string& path)> done;
  };
  bool show(const std::vector<std::string>& command, std::function<void(const std::string&)> done);
  bool poll_dialog();

  Dialog dialog_;
  std::vector<std::function<void()>> completions_;
};

}  // namespace tongzhou
