#include "browser_storage.h"

#include <cstdlib>
#include <utility>

#include "page.h"

namespace tongzhou {

namespace {

constexpr int kNoSuchKey = 1;

// The page's answer with the text it came with, which is ours to free.
struct Answer {
  int code = 0;
  std::string text;
};

template <class Call>
Answer ask(Call call) {
  char* text = nullptr;
  Answer answer;
  answer.code = call(&text);
  if (text != nullptr) answer.text = text;
  std::free(text);
  return answer;
}

std::unexpected<StorageFailure> trouble(const Answer& answer) {
  return std::unexpected(StorageFailure{StorageTrouble(-1 - answer.code), answer.text});
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace

void BrowserStorageRoom::ask_to_keep() { page_ask_to_keep(); }
void BrowserStorageRoom::keep_offline(bool keep) { page_keep_offline(keep); }

StorageResult<std::vector<std::string>> BrowserQuickLane::keys(std::string_view prefix) const {
  const std::string text(prefix);
  const Answer answer = ask([&](char** out) { return page_quick_keys(text.c_str(), out); });
  if (answer.code < 0) return trouble(answer);
  return split_lines(answer.text);
}

StorageResult<std::optional<std::string>> BrowserQuickLane::read(const std::string& key) const {
  Answer answer = ask([&](char** out) { return page_quick_read(key.c_str(), out); });
  if (answer.code < 0) return trouble(answer);
  if (answer.code == kNoSuchKey) return std::nullopt;
  return std::move(answer.text);
}

StorageResult<void> BrowserQuickLane::write(const std::string& key, std::string_view value) {
  const std::string text(value);
  const Answer answer =
      ask([&](char** out) { return page_quick_write(key.c_str(), text.c_str(), out); });
  if (answer.code < 0) return trouble(answer);
  return {};
}

void BrowserQuickLane::erase(const std::string& key) { page_quick_erase(key.c_str()); }

void BrowserSafeLane::write(std::vector<Write> writes, WriteDone done) {
  const int request = requests_.add(std::move(done));
  for (const Write& entry : writes) {
    const auto* bytes =
        entry.value ? reinterpret_cast<const std::uint8_t*>(entry.value->data()) : nullptr;
    // An empty value has no data of its own, but is not an erasure.
    static constexpr std::uint8_t kEmpty = 0;
    if (entry.value && bytes == nullptr) bytes = &kEmpty;
    page_safe_collect(request, entry.key.c_str(), bytes, entry.value ? entry.value->size() : 0);
  }
  page_safe_write(request, kTimeLimitMilliseconds);
}

void BrowserSafeLane::read(std::string prefix, ReadDone done) {
  const int request = requests_.add(std::move(done));
  page_safe_read(request, prefix.c_str(), false, kTimeLimitMilliseconds);
}

void BrowserSafeLane::keys(std::string prefix, KeysDone done) {
  const int request = requests_.add(std::move(done));
  page_safe_read(request, prefix.c_str(), true, kTimeLimitMilliseconds);
}

void BrowserSafeLane::found(int request, std::string key, Bytes value) {
  found_[request].push_back({std::move(key), std::move(value)});
}

void BrowserSafeLane::finished(int request, std::optional<StorageFailure> failure) {
  auto answered = requests_.take(request);
  if (!answered) return;
  std::vector<Entry> entries;
  if (auto found = found_.extract(request)) entries = std::move(found.mapped());
  if (auto* written = std::get_if<WriteDone>(&*answered)) {
    (*written)(failure ? StorageResult<void>(std::unexpected(*failure)) : StorageResult<void>());
  } else if (auto* read = std::get_if<ReadDone>(&*answered)) {
    if (failure) return (*read)(std::unexpected(*failure));
    (*read)(std::move(entries));
  } else if (auto* listed = std::get_if<KeysDone>(&*answered)) {
    if (failure) return (*listed)(std::unexpected(*failure));
    std::vector<std::string> keys;
    for (Entry& entry : entries) keys.push_back(std::move(entry.key));
    (*listed)(std::move(keys));
  }
}

}  // namespace tongzhou
