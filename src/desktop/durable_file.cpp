#include "desktop/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include <fmt/format.h>

namespace tongzhou {

namespace {

// An open file, closed at the end of its life.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& file, int flags, mode_t mode = 0)
      : number_(::open(file.c_str(), flags, mode)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

bool write_all(int descriptor, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes = bytes.subspan(std::size_t(written));
  }
  return true;
}

bool flush_folder(const std::filesystem::path& folder) {
  const Descriptor descriptor(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return descriptor.is_open() && ::fsync(descriptor.number()) == 0;
}

bool write_new(const std::filesystem::path& file, std::span<const std::byte> bytes, Flush flush,
               Readers readers) {
  constexpr mode_t kReadWrite = 0666;
  constexpr mode_t kOwn = 0600;
  const Descriptor descriptor(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                              readers == Readers::everybody ? kReadWrite : kOwn);
  return descriptor.is_open() && write_all(descriptor.number(), bytes) &&
         (flush == Flush::no || ::fsync(descriptor.number()) == 0);
}

// Where that fails, the new file has the permissions of a new one.
void take_permissions(const std::filesystem::path& from, const std::filesystem::path& to) {
  constexpr mode_t kPermissions = 0777;
  struct stat status{};
  if (::stat(from.c_str(), &status) == 0) (void)::chmod(to.c_str(), status.st_mode & kPermissions);
}

}  // namespace

StorageFailure last_failure(const std::filesystem::path& file) {
  const int code = errno;
  StorageFailure failure{StorageTrouble::failed, file.string() + ": " + std::strerror(code)};
  if (code == ENOSPC || code == EDQUOT || code == EFBIG) failure.trouble = StorageTrouble::no_space;
  if (code == EACCES || code == EPERM || code == EROFS || code == ENOTDIR) {
    failure.trouble = StorageTrouble::unavailable;
  }
  return failure;
}

StorageResult<void> replace_file(const std::filesystem::path& file,
                                 std::span<const std::byte> bytes, Flush flush, Readers readers) {
  std::error_code ignored;  // opening will say what is wrong
  std::filesystem::create_directories(file.parent_path(), ignored);
  // Two programs may write the same key; each beside under its own name.
  std::filesystem::path beside = file;
  beside += ".new-" + std::to_string(::getpid());
  return replace_file(file, beside, bytes, flush, readers);
}

StorageResult<void> replace_file(const std::filesystem::path& file,
                                 const std::filesystem::path& beside,
                                 std::span<const std::byte> bytes, Flush flush, Readers readers) {
  bool done = write_new(beside, bytes, flush, readers);
  if (done) take_permissions(file, beside);
  done = done && ::rename(beside.c_str(), file.c_str()) == 0;
  if (!done) {
    StorageFailure failure = last_failure(file);
    ::unlink(beside.c_str());
    return std::unexpected(std::move(failure));
  }
  if (flush == Flush::yes && !flush_folder(file.parent_path())) {
    return std::unexpected(last_failure(file));
  }
  return {};
}

StorageResult<std::optional<std::vector<std::byte>>> read_file(const std::filesystem::path& file) {
  const Descriptor descriptor(file, O_RDONLY | O_CLOEXEC);
  if (!descriptor.is_open()) {
    if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
    return std::unexpected(last_failure(file));
  }
  struct stat status{};
  if (::fstat(descriptor.number(), &status) != 0) return std::unexpected(last_failure(file));
  std::vector<std::byte> bytes(std::size_t(status.st_size));
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(descriptor.number(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::unexpected(last_failure(file));
    if (got == 0) break;  // shortened meanwhile
    filled += std::size_t(got);
  }
  bytes.resize(filled);
  return bytes;
}

std::optional<std::string> mark_of(const std::filesystem::path& file) {
  struct stat status{};
  if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return fmt::format("{}-{}.{:09}-{}", status.st_size, status.st_mtim.tv_sec,
                     status.st_mtim.tv_nsec, status.st_ino);
}

StorageResult<void> remove_file(const std::filesystem::path& file, Flush flush) {
  if (::unlink(file.c_str()) != 0 && errno != ENOENT && errno != ENOTDIR) {
    return std::unexpected(last_failure(file));
  }
  if (flush == Flush::yes) flush_folder(file.parent_path());
  return {};
}

}  // namespace tongzhou
