// What the program needs of the machine it runs on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/ports.h"
#include "store/folders.h"
#include "store/port.h"

namespace tongzhou {

// How a file is handed to the person.
inline constexpr std::string_view kPdfType = "application/pdf", kPngType = "image/png";
struct SaveAs {
  std::string media_type;  // "application/json" and the like
  // What the file is a copy of: it is written where that was written or opened last, without
  // asking, on machines that can. Empty: a file of its own.
  std::string place;
  bool ask = false;  // where it should go, even so
  // Inside the program's page (exchange/page_file.h), where the machine has that.
  bool in_page = false;
};

// Files that a person chooses. (The clipboard is Dear ImGui's matter.)
struct Files {
  virtual ~Files() = default;

  // Hands the file to the person: a download, or a dialog. A file that was changed meanwhile is
  // never written over unasked. `done` says whether it was written; a dismissed dialog is no error
  // and says nothing.
  using SaveDone = std::function<void(StorageResult<void>)>;
  virtual void save(NamedBytes file, SaveAs as, SaveDone done) = 0;
  // Whether the program is at hand as one page, to put a file into.
  virtual bool has_page() const { return false; }
  // Whether a text document whose media type is kPdfType is saved as the PDF that it will be.
  virtual bool makes_pdf() const { return false; }
  // Whether a drawing (SVG) whose media type is kPngType is saved as pixels.
  virtual bool makes_pixels() const { return false; }
  // Where others find the program; empty: it has no address.
  virtual std::string page_address() const { return {}; }
  // Where that file was opened is the place of `place`.
  virtual void opened_as(int /*origin*/, std::string /*place*/) {}

  // Asks for files with one of these endings (".tongzhou"; empty: any): `done` gets the first, any
  // others come as dropped ones do. A dismissed dialog says nothing. Must be called within the
  // event of the user's key or click, or browsers refuse.
  using OpenDone = std::function<void(StorageResult<NamedBytes>)>;
  virtual void ask_open(std::vector<std::string> endings, OpenDone done) = 0;
};

// The other windows of this program on this machine: tabs of one browser.
struct Windows {
  virtual ~Windows() = default;
  // To all of them, soon; what does not arrive is made up for from storage. They get it through
  // Session::hear.
  virtual void tell(std::span<const std::byte> message) = 0;
};

// The room that plans are stored in, where the machine may reclaim it.
struct StorageRoom {
  virtual ~StorageRoom() = default;
  // The answer comes through Session::set_storage_facts.
  virtual void ask_to_keep() = 0;
  // A page from a server: whether a copy of it stays here, which opens without the server and looks
  // for newer versions when it does. Told at the start, and again when it changes.
  virtual void keep_offline(bool keep) = 0;
};

struct StorageFacts {
  enum class Kept : std::uint8_t { unknown, promised, not_promised };
  Kept kept = Kept::unknown;
  std::uint64_t used_bytes = 0;  // 0: unknown
  enum class Page : std::uint8_t { none, of_file, served };
  Page page = Page::none;  // of a file: pages that are not ours can read what is stored
  bool operator==(const StorageFacts&) const = default;
};

// Twins for tests, and for machines without.
struct NoWindows : Windows {
  void tell(std::span<const std::byte>) override {}
};
struct NoStorageRoom : StorageRoom {
  void ask_to_keep() override {}
  void keep_offline(bool) override {}
};

// All outlive the session. Completions come as SafeLane says: later, and between frames.
struct Ports {
  const Clock& clock;
  Random& random;
  const TextCodec& codec;
  Storage storage;
  Files& files;
  Windows& windows;
  StorageRoom& storage_room;
  Folders& folders;
};

}  // namespace tongzhou
