#include "desktop/file_storage.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <span>
#include <utility>

#include "core/sorting.h"
#include "desktop/durable_file.h"

namespace tongzhou {

namespace {

using Bytes = SafeLane::Bytes;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

std::string file_name(std::string_view key) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string name;
  for (const char c : key) {
    if (is_plain(c)) {
      name += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      name += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return name;
}

// Nothing for names that no key has, such as files on their way.
std::optional<std::string> key_of(std::string_view name) {
  if (name.contains(".new-")) return std::nullopt;
  std::string key;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '%') {
      key += name[i];
      continue;
    }
    unsigned byte = 0;
    const char* from = name.data() + i + 1;
    if (i + 2 >= name.size() || std::from_chars(from, from + 2, byte, 16).ptr != from + 2) {
      return std::nullopt;
    }
    key += char(byte);
    i += 2;
  }
  return key;
}

StorageResult<std::vector<std::string>> keys_in(const std::filesystem::path& folder,
                                                std::string_view prefix) {
  std::vector<std::string> keys;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    auto key = key_of(entry.path().filename().string());
    if (key && key->starts_with(prefix)) keys.push_back(std::move(*key));
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    return std::unexpected(StorageFailure{StorageTrouble::unavailable, error.message()});
  }
  sort_stably(keys);
  return keys;
}

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

// A transaction as a file: for each write the lengths of key and value (-1: erase), then both.
void put_length(Bytes& out, std::int64_t length) {
  const auto raw = std::bit_cast<std::array<std::byte, 8>>(length);
  out.insert(out.end(), raw.begin(), raw.end());
}

Bytes encode(const std::vector<SafeLane::Write>& writes) {
  Bytes out;
  for (const SafeLane::Write& write : writes) {
    put_length(out, std::int64_t(write.key.size()));
    put_length(out, write.value ? std::int64_t(write.value->size()) : -1);
    const auto key = bytes_of(write.key);
    out.insert(out.end(), key.begin(), key.end());
    if (write.value) out.insert(out.end(), write.value->begin(), write.value->end());
  }
  return out;
}

std::optional<std::int64_t> take_length(std::span<const std::byte>& in) {
  if (in.size() < 8) return std::nullopt;
  std::int64_t length = 0;
  std::memcpy(&length, in.data(), 8);
  in = in.subspan(8);
  return length;
}

std::optional<std::span<const std::byte>> take(std::span<const std::byte>& in,
                                               std::int64_t length) {
  if (length < 0 || std::uint64_t(length) > in.size()) return std::nullopt;
  const auto taken = in.first(std::size_t(length));
  in = in.subspan(std::size_t(length));
  return taken;
}

// Nothing when it is not whole.
std::optional<std::vector<SafeLane::Write>> decode(std::span<const std::byte> in) {
  std::vector<SafeLane::Write> writes;
  while (!in.empty()) {
    const auto key_length = take_length(in);
    const auto value_length = take_length(in);
    if (!key_length || !value_length) return std::nullopt;
    const auto key = take(in, *key_length);
    if (!key) return std::nullopt;
    SafeLane::Write write{{reinterpret_cast<const char*>(key->data()), key->size()}, {}};
    if (*value_length >= 0) {
      const auto value = take(in, *value_length);
      if (!value) return std::nullopt;
      write.value.emplace(value->begin(), value->end());
    }
    writes.push_back(std::move(write));
  }
  return writes;
}

StorageResult<void> write_out(const std::filesystem::path& folder,
                              const std::vector<SafeLane::Write>& writes) {
  for (const SafeLane::Write& write : writes) {
    const std::filesystem::path file = folder / file_name(write.key);
    auto done = write.value ? replace_file(file, *write.value, Flush::yes, Readers::user)
                            : remove_file(file, Flush::yes);
    if (!done) return done;
  }
  return {};
}

// One program at a time applies transactions; the others wait the moment that it takes.
class Turn {
 public:
  explicit Turn(const std::filesystem::path& folder) {
    std::error_code ignored;  // without a lock it is no worse than with one program
    std::filesystem::create_directories(folder, ignored);
    descriptor_ = ::open((folder / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ >= 0) ::flock(descriptor_, LOCK_EX);
  }
  ~Turn() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  int descriptor_ = -1;
};

bool is_transaction(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  return !name.empty() && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

StorageResult<std::vector<std::string>> FileQuickLane::keys(std::string_view prefix) const {
  return keys_in(folder_, prefix);
}

StorageResult<std::optional<std::string>> FileQuickLane::read(const std::string& key) const {
  auto bytes = read_file(folder_ / file_name(key));
  if (!bytes) return std::unexpected(bytes.error());
  if (!*bytes) return std::nullopt;
  return std::string(reinterpret_cast<const char*>((*bytes)->data()), (*bytes)->size());
}

StorageResult<void> FileQuickLane::write(const std::string& key, std::string_view value) {
  return replace_file(folder_ / file_name(key), bytes_of(value), Flush::no, Readers::user);
}

void FileQuickLane::erase(const std::string& key) {
  // A key that stays is read again and found to be known already.
  (void)remove_file(folder_ / file_name(key), Flush::no);
}

FileSafeLane::FileSafeLane(std::filesystem::path folder, std::filesystem::path transactions)
    : folder_(std::move(folder)), transactions_(std::move(transactions)) {
  complete_leftovers();
}

void FileSafeLane::complete_leftovers() const {
  const Turn turn(transactions_);
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(transactions_, none)) {
    if (!is_transaction(entry.path())) continue;
    const auto bytes = read_file(entry.path());
    if (!bytes || !*bytes) continue;
    const auto writes = decode(**bytes);
    // One that is not whole was damaged on the disk and cannot be completed by anybody.
    if (!writes || write_out(folder_, *writes)) (void)remove_file(entry.path(), Flush::yes);
  }
}

StorageResult<void> FileSafeLane::finish(const std::filesystem::path& transaction) {
  auto done = write_out(folder_, unfinished_);
  if (done) done = remove_file(transaction, Flush::yes);
  if (done) unfinished_.clear();
  return done;
}

StorageResult<void> FileSafeLane::commit(std::vector<Write> writes) {
  const Turn turn(transactions_);
  const std::filesystem::path transaction = transactions_ / std::to_string(::getpid());
  // What a full disk has cut short comes first: it stands in its file and would otherwise be done
  // at the next start, over newer values.
  if (!unfinished_.empty()) {
    if (auto done = finish(transaction); !done) return done;
  }
  if (writes.size() <= 1) return write_out(folder_, writes);
  if (auto kept = replace_file(transaction, encode(writes), Flush::yes, Readers::user); !kept)
    return kept;
  unfinished_ = std::move(writes);
  return finish(transaction);
}

StorageResult<std::vector<SafeLane::Entry>> FileSafeLane::entries(const std::string& prefix) const {
  auto keys = keys_in(folder_, prefix);
  if (!keys) return std::unexpected(keys.error());
  std::vector<Entry> entries;
  for (std::string& key : *keys) {
    auto bytes = read_file(folder_ / file_name(key));
    if (!bytes) return std::unexpected(bytes.error());
    if (*bytes) entries.push_back({std::move(key), std::move(**bytes)});
  }
  return entries;
}

void FileSafeLane::write(std::vector<Write> writes, WriteDone done) {
  completions_.emplace_back(
      [done = std::move(done), result = commit(std::move(writes))] { done(result); });
}

void FileSafeLane::read(std::string prefix, ReadDone done) {
  completions_.emplace_back([done = std::move(done), result = entries(prefix)] { done(result); });
}

void FileSafeLane::keys(std::string prefix, KeysDone done) {
  completions_.emplace_back(
      [done = std::move(done), result = keys_in(folder_, prefix)] { done(result); });
}

bool FileSafeLane::deliver() {
  auto completions = std::exchange(completions_, {});
  for (auto& completion : completions) completion();
  return !completions.empty();
}

std::filesystem::path data_folder() {
  const char* xdg = std::getenv("XDG_DATA_HOME");
  if (xdg != nullptr && *xdg == '/') return std::filesystem::path(xdg) / "tongzhou";
  const char* home = std::getenv("HOME");
  return std::filesystem::path(home == nullptr ? "/" : home) / ".local/share/tongzhou";
}

}  // namespace tongzhou
