#include "browser_files.h"

#include <cstdlib>
#include <utility>

#include "page.h"

namespace tongzhou {

void BrowserFiles::save(NamedBytes file, SaveAs as, SaveDone done) {
  const int request = saves_.add(std::move(done));
  page_save_file(request, file.name.c_str(), as.media_type.c_str(), as.place.c_str(), as.ask,
                 as.in_page, reinterpret_cast<const std::uint8_t*>(file.bytes.data()),
                 file.bytes.size());
}

std::string BrowserFiles::page_address() const {
  char* text = page_address_text();
  std::string address(text);
  std::free(text);
  return address;
}

void BrowserFiles::ask_open(std::vector<std::string> endings, OpenDone done) {
  std::string accept;
  for (const std::string& ending : endings) accept += (accept.empty() ? "" : ",") + ending;
  page_ask_open(opens_.add(std::move(done)), accept.c_str());
}

void BrowserFiles::opened_as(int origin, std::string place) {
  page_opened_as(origin, place.c_str());
}

void BrowserFiles::unsaved(int request, std::string detail) {
  if (auto done = saves_.take(request); done && !detail.empty()) {
    (*done)(std::unexpected(StorageFailure{StorageTrouble::failed, std::move(detail)}));
  }
}

void BrowserFiles::saved(int request) {
  if (auto done = saves_.take(request)) (*done)({});
}

void BrowserFiles::opened(int request, NamedBytes file) {
  if (auto done = opens_.take(request)) (*done)(std::move(file));
}

void BrowserFiles::unreadable(int request, std::string detail) {
  if (auto done = opens_.take(request)) {
    (*done)(std::unexpected(StorageFailure{StorageTrouble::failed, std::move(detail)}));
  }
}

void BrowserFiles::dismissed(int request) { opens_.take(request); }

}  // namespace tongzhou
