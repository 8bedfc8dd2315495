// The two lanes of store/port.h in a browser: localStorage and IndexedDB.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "app/ports.h"
#include "requests.h"
#include "store/port.h"

namespace tongzhou {

// navigator.storage
struct BrowserStorageRoom : StorageRoom {
  void ask_to_keep() override;
  void keep_offline(bool keep) override;
};

struct BrowserQuickLane : QuickLane {
  StorageResult<std::vector<std::string>> keys(std::string_view prefix) const override;
  StorageResult<std::optional<std::string>> read(const std::string& key) const override;
  StorageResult<void> write(const std::string& key, std::string_view value) override;
  void erase(const std::string& key) override;
};

class BrowserSafeLane : public SafeLane {
 public:
  void write(std::vector<Write> writes, WriteDone done) override;
  void read(std::string prefix, ReadDone done) override;
  void keys(std::string prefix, KeysDone done) override;

  // The page's answers: entries first, then the end with nothing or a failure.
  void found(int request, std::string key, Bytes value);
  void finished(int request, std::optional<StorageFailure> failure);

 private:
  using Request = std::variant<WriteDone, ReadDone, KeysDone>;
  Requests<Request> requests_;
  std::map<int, std::vector<Entry>> found_;  // by request, until its end is told
};

}  // namespace tongzhou
