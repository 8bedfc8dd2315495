#include "exchange/zip_archive.h"

#include <unzip.h>
#include <zip.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "core/check.h"

namespace tongzhou {
namespace {

// What minizip takes for a file. It goes back in it: how large a part is and its checksum stand
// before the part.
struct ArchiveBytes {
  std::vector<std::byte> bytes;
  std::size_t at = 0;
};

// The opaque pointer is the stream.
voidpf open_archive(voidpf stream, const void* /*name*/, int /*mode*/) { return stream; }

uLong read_archive(voidpf /*opaque*/, voidpf /*stream*/, void* /*to*/, uLong /*size*/) { return 0; }

uLong write_archive(voidpf /*opaque*/, voidpf stream, const void* from, uLong size) {
  ArchiveBytes& out = *static_cast<ArchiveBytes*>(stream);
  if (size == 0) return 0;
  out.bytes.resize(std::max<std::size_t>(out.bytes.size(), out.at + size));
  std::memcpy(out.bytes.data() + out.at, from, size);
  out.at += size;
  return size;
}

// Of one that is written or read.
template <class Archive>
ZPOS64_T tell_in(voidpf /*opaque*/, voidpf stream) {
  return static_cast<const Archive*>(stream)->at;
}

template <class Archive>
long seek_in(voidpf /*opaque*/, voidpf stream, ZPOS64_T offset, int origin) {
  Archive& archive = *static_cast<Archive*>(stream);
  std::uint64_t to = offset;
  if (origin == ZLIB_FILEFUNC_SEEK_CUR) to += archive.at;
  if (origin == ZLIB_FILEFUNC_SEEK_END) to += archive.bytes.size();
  if (to > archive.bytes.size()) return -1;
  archive.at = static_cast<std::size_t>(to);
  return 0;
}

int no_trouble(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }

constexpr uLong kMadeBy = 20;            // ZIP 2.0, under the conventions of DOS
constexpr uLong kUtf8Names = 1U << 11U;  // APPNOTE 6.3, 4.4.4

// An archive that is there already.
struct ArchiveSource {
  std::span<const std::byte> bytes;
  std::size_t at = 0;
};

uLong read_source(voidpf /*opaque*/, voidpf stream, void* to, uLong size) {
  ArchiveSource& in = *static_cast<ArchiveSource*>(stream);
  const std::size_t count = std::min<std::size_t>(size, in.bytes.size() - in.at);
  if (count > 0) std::memcpy(to, in.bytes.data() + in.at, count);
  in.at += count;
  return static_cast<uLong>(count);
}

uLong write_source(voidpf /*opaque*/, voidpf /*stream*/, const void* /*from*/, uLong /*size*/) {
  return 0;
}

// The file that the archive stands at, whole.
std::optional<std::string> read_current(unzFile file, std::size_t most) {
  unz_file_info64 about{};
  if (unzGetCurrentFileInfo64(file, &about, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK ||
      about.uncompressed_size > most || unzOpenCurrentFile(file) != UNZ_OK)
    return std::nullopt;
  std::string content;
  constexpr std::size_t kPiece = 1U << 16U;
  int count = 0;
  do {
    const std::size_t before = content.size();
    content.resize(before + kPiece);
    count = unzReadCurrentFile(file, content.data() + before, kPiece);
    content.resize(before + static_cast<std::size_t>(std::max(count, 0)));
  } while (count > 0 && content.size() <= most);
  // Closing tells whether the checksum holds.
  const bool is_good = unzCloseCurrentFile(file) == UNZ_OK && count == 0;
  return is_good ? std::optional(std::move(content)) : std::nullopt;
}

}  // namespace

struct ZipWriter::State {
  ArchiveBytes archive;
  zipFile file = nullptr;
};

ZipWriter::ZipWriter() : state_(std::make_unique<State>()) {
  zlib_filefunc64_def functions{.zopen64_file = open_archive,
                                .zread_file = read_archive,
                                .zwrite_file = write_archive,
                                .ztell64_file = tell_in<ArchiveBytes>,
                                .zseek64_file = seek_in<ArchiveBytes>,
                                .zclose_file = no_trouble,
                                .zerror_file = no_trouble,
                                .opaque = &state_->archive};
  state_->file = zipOpen2_64("", APPEND_STATUS_CREATE, nullptr, &functions);
  check(state_->file != nullptr, "an archive in memory can be begun");
}

ZipWriter::~ZipWriter() {
  if (state_->file != nullptr) zipClose(state_->file, nullptr);
}

void ZipWriter::add(std::string_view name, std::span<const std::byte> content) {
  check(content.size() < MAXU32, "what comes into an archive is smaller than 4 GB");
  zip_fileinfo about{};
  about.tmz_date.tm_mday = 1;
  about.tmz_date.tm_year = 1980;
  const bool written =
      zipOpenNewFileInZip4_64(state_->file, std::string(name).c_str(), &about, nullptr, 0, nullptr,
                              0, nullptr, Z_DEFLATED, Z_BEST_COMPRESSION, /*raw=*/0, -MAX_WBITS,
                              DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, nullptr, 0, kMadeBy, kUtf8Names,
                              /*zip64=*/0) == ZIP_OK &&
      zipWriteInFileInZip(state_->file, content.data(), static_cast<unsigned>(content.size())) ==
          ZIP_OK &&
      zipCloseFileInZip(state_->file) == ZIP_OK;
  check(written, "an archive in memory takes what it is given");
}

void ZipWriter::add(std::string_view name, std::string_view content) {
  add(name, std::as_bytes(std::span(content)));
}

std::vector<std::byte> ZipWriter::finish() && {
  check(zipClose(std::exchange(state_->file, nullptr), nullptr) == ZIP_OK,
        "an archive in memory can be ended");
  return std::move(state_->archive.bytes);
}

std::optional<std::string> read_zipped(std::span<const std::byte> bytes, std::string_view name,
                                       std::size_t most) {
  ArchiveSource in{bytes};
  zlib_filefunc64_def functions{.zopen64_file = open_archive,
                                .zread_file = read_source,
                                .zwrite_file = write_source,
                                .ztell64_file = tell_in<ArchiveSource>,
                                .zseek64_file = seek_in<ArchiveSource>,
                                .zclose_file = no_trouble,
                                .zerror_file = no_trouble,
                                .opaque = &in};
  const unzFile file = unzOpen2_64("", &functions);
  if (file == nullptr) return std::nullopt;
  std::optional<std::string> content;
  if (unzLocateFile(file, std::string(name).c_str(), /*iCaseSensitivity=*/1) == UNZ_OK)
    content = read_current(file, most);
  unzClose(file);
  return content;
}

}  // namespace tongzhou
