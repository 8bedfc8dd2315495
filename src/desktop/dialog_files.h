// Files on the desktop, chosen in the dialogs of whichever desktop is there (zenity or kdialog).
// Without either, files are saved into the user's download folder, and opened by dropping them on
// the window.
//
// What a file held before it was written over is kept, the last ten of each, as
// FORMER/NAME/MILLISECONDS-SINCE-1970.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/ports.h"
#include "machine/makers.h"

namespace tongzhou {

class DialogFiles : public Files {
 public:
  // `page`: tongzhou.html, to put plans into; it need not be there.
  explicit DialogFiles(const Clock& clock, std::filesystem::path former,
                       std::filesystem::path page = {})
      : clock_(clock), former_(std::move(former)), page_(std::move(page)) {}
  DialogFiles(const DialogFiles&) = delete;
  DialogFiles& operator=(const DialogFiles&) = delete;
  ~DialogFiles() override;
  void save(NamedBytes file, SaveAs as, SaveDone done) override;
  bool has_page() const override;
  bool makes_pdf() const override;
  bool makes_pixels() const override;
  void opened_as(int origin, std::string place) override;
  void ask_open(std::vector<std::string> endings, OpenDone done) override;

  // Asks for a folder; a dismissed dialog says nothing.
  void ask_folder(std::function<void(StorageResult<std::string> path)> done);

  // A file that the person named by its path: on the command line, or dropped on the window.
  StorageResult<NamedBytes> load(const std::filesystem::path& path);

  // Tells what was chosen since, between frames. True when there was something. Of several files
  // chosen at once all but the first go to `drop`.
  bool deliver(const std::function<void(NamedBytes)>& drop);
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
  // A file as it was when it was opened or written.
  struct Seen {
    std::filesystem::path path;
    std::optional<std::string> mark;
  };
  // When it is made, it is saved.
  void save_as_made(NamedBytes file, SaveAs as, SaveDone done, Made what);
  bool show(const std::vector<std::string>& command, std::function<void(const std::string&)> done);
  bool poll_dialog();
  // The file of that place; nothing where somebody else has changed it since.
  std::optional<std::filesystem::path> known(const std::string& place) const;
  StorageResult<void> write(const std::filesystem::path& path, const std::vector<std::byte>& bytes,
                            const std::string& place);
  void keep_former(const std::filesystem::path& path) const;

  const Clock& clock_;
  std::filesystem::path former_, page_;
  std::vector<Seen> origins_;           // of opened files; their numbers count from 1
  std::map<std::string, Seen> places_;  // what a file is a copy of
  std::vector<NamedBytes> dropped_;
  Dialog dialog_;
  std::vector<std::function<void()>> completions_;
};

}  // namespace tongzhou
