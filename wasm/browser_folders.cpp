#include "browser_folders.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "page.h"

namespace tongzhou {

namespace {

// "name<tab>mark" a line.
std::vector<Folders::File> files_of(std::string_view text) {
  std::vector<Folders::File> files;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    files.push_back({std::string(line.substr(0, tab)), std::string(line.substr(tab + 1))});
  }
  return files;
}

}  // namespace

bool BrowserFolders::are_there() const { return page_has_folders(); }

void BrowserFolders::ask(FolderAct act, AnyId plan, const std::string& name,
                         const std::vector<std::byte>& bytes, Done done) {
  const int request = requests_.add(std::move(done));
  page_folder(request, static_cast<int>(act), fmt::format("{:016x}", plan.value).c_str(),
              name.c_str(), reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

void BrowserFolders::choose(AnyId plan, ChooseDone done) {
  ask(FolderAct::choose, plan, {}, {}, [done = std::move(done)](StorageResult<Answer> answer) {
    done(std::move(answer).transform([](Answer&& given) { return std::move(given.text); }));
  });
}

void BrowserFolders::reopen(FolderPlace place, WriteDone done) {
  ask(FolderAct::reopen, place.plan, {}, {}, [done = std::move(done)](const auto& answer) {
    done(answer.transform([](const Answer&) {}));
  });
}

void BrowserFolders::list(FolderPlace place, ListDone done) {
  ask(FolderAct::list, place.plan, {}, {}, [done = std::move(done)](const auto& answer) {
    done(answer.transform([](const Answer& given) { return files_of(given.text); }));
  });
}

void BrowserFolders::read(FolderPlace place, std::string name, ReadDone done) {
  ask(FolderAct::read, place.plan, name, {},
      [done = std::move(done)](StorageResult<Answer> answer) {
        done(std::move(answer).transform([](Answer&& given) { return std::move(given.bytes); }));
      });
}

void BrowserFolders::write(FolderPlace place, std::string name, std::vector<std::byte> bytes,
                           WriteDone done) {
  ask(FolderAct::write, place.plan, name, bytes, [done = std::move(done)](const auto& answer) {
    done(answer.transform([](const Answer&) {}));
  });
}

void BrowserFolders::answered(int request, StorageResult<Answer> answer) {
  if (auto done = requests_.take(request)) (*done)(std::move(answer));
}

}  // namespace tongzhou
