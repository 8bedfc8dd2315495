// Files in a browser: downloads, and the browser's own dialog for opening.
#pragma once

#include "app/ports.h"
#include "requests.h"

namespace tongzhou {

class BrowserFiles : public Files {
 public:
  void save(NamedBytes file, SaveAs as, SaveDone done) override;
  bool has_page() const override { return true; }
  bool makes_pixels() const override { return true; }
  std::string page_address() const override;
  void opened_as(int origin, std::string place) override;
  void ask_open(std::vector<std::string> endings, OpenDone done) override;

  // The page's answers.
  void saved(int request);
  void unsaved(int request, std::string detail);  // empty: nothing was chosen
  void opened(int request, NamedBytes file);
  void unreadable(int request, std::string detail);
  void dismissed(int request);

 private:
  Requests<SaveDone> saves_;
  Requests<OpenDone> opens_;
};

}  // namespace tongzhou
