#include "desktop/dialog_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "desktop/disk_folders.h"
#include "exchange/page_file.h"
#include "support/killed_programs.h"

namespace tongzhou {
namespace {

namespace fs = std::filesystem;

std::vector<std::byte> bytes_in(std::string_view text) {
  const auto* begin = reinterpret_cast<const std::byte*>(text.data());
  return {begin, begin + text.size()};
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_text(const fs::path& file, std::string_view text) {
  std::ofstream(file, std::ios::binary) << text;
}

mode_t permissions(const fs::path& file) {
  struct stat status{};
  ::stat(file.c_str(), &status);
  return status.st_mode & 0777;
}

// A user with a home, and a dialog that chooses what stands in the file "answer"; none until then.
class Home {
 public:
  Home() {
    fs::create_directories(folder_.path / "bin");
    fs::create_directories(folder_.path / "Downloads");
    ::setenv("HOME", folder_.path.c_str(), 1);
    ::setenv("PATH", (folder_.path / "bin").c_str(), 1);
  }
  ~Home() {
    ::setenv("HOME", home_.c_str(), 1);
    ::setenv("PATH", path_.c_str(), 1);
  }
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;

  fs::path operator/(std::string_view name) const { return folder_.path / name; }
  // A LibreOffice that writes this into the folder it is told, unless that is empty.
  void install_librsvg(std::string_view png) {
    const fs::path program = *this / "bin/rsvg-convert";
    write_text(program, "#!/bin/sh\nwhile [ \"$1\" != --output ]; do shift; done\necho '" +
                            std::string(png) + "' >\"$2\"\n");
    fs::permissions(program, fs::perms::owner_all);
  }
  void install_office(std::string_view pdf) {
    const fs::path office = *this / "bin/soffice";
    std::string script = "#!/bin/sh\nwhile [ \"$1\" != --outdir ]; do shift; done\n";
    if (!pdf.empty()) script += "echo '" + std::string(pdf) + "' >\"$2/paper.pdf\"\n";
    write_text(office, script);
    fs::permissions(office, fs::perms::owner_all);
  }
  void choose(const std::vector<fs::path>& paths) {
    std::string lines;
    for (const fs::path& path : paths) lines += path.string() + "\n";
    write_text(*this / "answer", lines);
    const fs::path dialog = *this / "bin/zenity";
    write_text(dialog, "#!/bin/sh\nexec /bin/cat '" + (*this / "answer").string() + "'\n");
    fs::permissions(dialog, fs::perms::owner_all);
  }

 private:
  test::TemporaryFolder folder_;
  std::string home_ = std::getenv("HOME");
  std::string path_ = std::getenv("PATH");
};

struct Desktop {
  Home home;
  FixedClock clock;
  DialogFiles files{clock, home / "former", home / "tongzhou.html"};
  DiskFolders folders{files};
  std::vector<NamedBytes> dropped;
  std::optional<StorageResult<void>> saved;

  template <class Done>
  bool wait(Done done) {
    for (int i = 0; i < 500 && !done(); ++i) {
      files.deliver([&](NamedBytes file) { dropped.push_back(std::move(file)); });
      folders.deliver();
      if (!done()) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return done();
  }
  // As Ctrl+S does with the plan "p".
  bool save(std::string_view text, bool ask = false) {
    saved.reset();
    ++clock.milliseconds;
    files.save({"plan.tongzhou", bytes_in(text)}, {.media_type = {}, .place = "p", .ask = ask},
               [&](auto told) { saved = std::move(told); });
    return wait([&] { return saved.has_value(); }) && saved->has_value();
  }
};

TEST_CASE("A plan goes into the program's page where that is at hand") {
  Desktop desk;
  CHECK_FALSE(desk.files.has_page());
  const auto save = [&] {
    desk.saved.reset();
    desk.files.save({"plan.html", bytes_in("plan")}, {.media_type = "text/html", .in_page = true},
                    [&](auto told) { desk.saved = std::move(told); });
    return desk.wait([&] { return desk.saved.has_value(); }) && desk.saved->has_value();
  };
  CHECK_FALSE(save());  // it went missing: told, and no file without its program
  CHECK(desk.saved->error().trouble == StorageTrouble::failed);
  write_text(desk.home / "tongzhou.html",
             "<!doctype html>\n<script type=\"text/plain\" id=\"program\">AA==</script>");
  CHECK(desk.files.has_page());
  REQUIRE(save());
  const auto page = desk.files.load(desk.home / "Downloads/plan.html");
  REQUIRE(page.has_value());
  CHECK(file_in_page(page->bytes) == bytes_in("plan"));
}

TEST_CASE("A file that was opened is written where it stands, and what it held is kept") {
  Desktop desk;
  const fs::path file = desk.home / "plan.tongzhou";
  write_text(file, "monday");
  fs::permissions(file, fs::perms(0640));
  const auto opened = desk.files.load(file);
  REQUIRE(opened);
  CHECK(opened->bytes == bytes_in("monday"));
  desk.files.opened_as(opened->origin, "p");
  REQUIRE(desk.save("tuesday"));
  REQUIRE(desk.save("wednesday"));
  CHECK(text_of(file) == "wednesday");
  CHECK(permissions(file) == 0640);
  std::vector<std::string> former;
  for (const auto& entry : fs::directory_iterator(desk.home / "former/plan.tongzhou"))
    former.push_back(text_of(entry.path()));
  std::ranges::sort(former);
  CHECK(former == std::vector<std::string>{"monday", "tuesday"});
  for (int i = 0; i < 20; ++i) REQUIRE(desk.save("day " + std::to_string(i)));
  CHECK(std::distance(fs::directory_iterator(desk.home / "former/plan.tongzhou"), {}) == 10);
}

TEST_CASE("A text document is saved as the PDF that LibreOffice makes of it, or told why not") {
  Desktop desk;
  const auto save = [&] {
    desk.saved.reset();
    desk.files.save({"letter.docx", bytes_in("words")},
                    {.media_type = std::string(kPdfType), .place = {}},
                    [&](auto told) { desk.saved = std::move(told); });
    REQUIRE(desk.wait([&] { return desk.saved.has_value(); }));
    return desk.saved->has_value();
  };
  CHECK_FALSE(desk.files.makes_pdf());
  CHECK_FALSE(save());
  CHECK(desk.saved->error().trouble == StorageTrouble::unavailable);
  desk.home.install_office("");
  CHECK(desk.files.makes_pdf());
  CHECK_FALSE(save());
  CHECK(desk.saved->error().trouble == StorageTrouble::failed);
  desk.home.install_office("no pdf");
  CHECK_FALSE(save());
  desk.home.install_office("%PDF-1.7 words");
  CHECK(save());
  CHECK(text_of(desk.home / "Downloads/letter.pdf") == "%PDF-1.7 words\n");
  CHECK_FALSE(fs::exists(desk.home / "Downloads/letter.docx"));
}

TEST_CASE("A drawing is saved as the pixels that librsvg makes of it, or told why not") {
  Desktop desk;
  const auto save = [&] {
    desk.saved.reset();
    desk.files.save({"plan.png", bytes_in("<svg/>")},
                    {.media_type = std::string(kPngType), .place = {}},
                    [&](auto told) { desk.saved = std::move(told); });
    REQUIRE(desk.wait([&] { return desk.saved.has_value(); }));
    return desk.saved->has_value();
  };
  CHECK_FALSE(desk.files.makes_pixels());
  CHECK_FALSE(save());
  CHECK(desk.saved->error().trouble == StorageTrouble::unavailable);
  desk.home.install_librsvg("no pixels");
  CHECK(desk.files.makes_pixels());
  CHECK_FALSE(save());
  CHECK(desk.saved->error().trouble == StorageTrouble::failed);
  desk.home.install_librsvg("\x89PNG pixels");
  CHECK(save());
  CHECK(text_of(desk.home / "Downloads/plan.png") == "\x89PNG pixels\n");
}

TEST_CASE("A file that another program has changed since is not written over") {
  Desktop desk;
  const fs::path file = desk.home / "plan.tongzhou";
  write_text(file, "monday");
  desk.files.opened_as(desk.files.load(file)->origin, "p");
  write_text(file, "somebody else's");
  REQUIRE(desk.save("tuesday"));  // no dialog is installed: into the download folder
  CHECK(text_of(file) == "somebody else's");
  CHECK(text_of(desk.home / "Downloads/plan.tongzhou") == "tuesday");
  REQUIRE(desk.save("wednesday"));  // and there again
  CHECK(text_of(desk.home / "Downloads/plan.tongzhou") == "wednesday");
}

TEST_CASE("Where the person wants to be asked, the dialog says where, and that is the place then") {
  Desktop desk;
  const fs::path file = desk.home / "plan.tongzhou", other = desk.home / "other.tongzhou";
  write_text(file, "monday");
  desk.files.opened_as(desk.files.load(file)->origin, "p");
  desk.home.choose({other});
  REQUIRE(desk.save("tuesday", true));
  CHECK(text_of(file) == "monday");
  CHECK(text_of(other) == "tuesday");
  REQUIRE(desk.save("wednesday"));
  CHECK(text_of(other) == "wednesday");
}

TEST_CASE("What a link leads to is written, and the link stays one") {
  Desktop desk;
  const fs::path file = desk.home / "real.tongzhou", link = desk.home / "link.tongzhou";
  write_text(file, "monday");
  fs::create_symlink(file, link);
  desk.files.opened_as(desk.files.load(link)->origin, "p");
  REQUIRE(desk.save("tuesday"));
  CHECK(fs::is_symlink(link));
  CHECK(text_of(file) == "tuesday");
}

TEST_CASE("A folder that cannot be written is told, and the file stays as it was") {
  Desktop desk;
  const fs::path file = desk.home / "gone/plan.tongzhou";
  fs::create_directories(file.parent_path());
  write_text(file, "monday");
  desk.files.opened_as(desk.files.load(file)->origin, "p");
  // The name beside which it is written is taken by a folder.
  fs::create_directories(file.string() + ".new-" + std::to_string(::getpid()) + "/in the way");
  CHECK_FALSE(desk.save("tuesday"));
  CHECK(text_of(file) == "monday");
}

TEST_CASE("Of several files chosen at once the first answers, the others come as if dropped") {
  Desktop desk;
  std::vector<fs::path> chosen;
  for (const char* name : {"a.tongzhou", "b.tongzhou", "c 副本.tongzhou"}) {
    chosen.push_back(desk.home / name);
    write_text(chosen.back(), name);
  }
  desk.home.choose(chosen);
  std::optional<NamedBytes> first;
  desk.files.ask_open({".tongzhou"}, [&](auto file) { first = std::move(*file); });
  REQUIRE(desk.wait([&] { return first.has_value(); }));
  CHECK(first->name == "a.tongzhou");
  REQUIRE(desk.dropped.size() == 2);
  CHECK(desk.dropped[1].name == "c 副本.tongzhou");
  CHECK(desk.dropped[1].bytes == bytes_in("c 副本.tongzhou"));
}

TEST_CASE("A shared folder is listed, read and written, and says when it is gone") {
  Desktop desk;
  const FolderPlace place{AnyId{1}, (desk.home / "team").string()};
  fs::create_directories(place.path);
  const auto list = [&] {
    std::optional<StorageResult<std::vector<Folders::File>>> files;
    desk.folders.list(place, [&](auto told) { files = std::move(told); });
    desk.folders.deliver();
    return std::move(*files);
  };
  const auto write = [&](std::string name, std::string_view text) {
    std::optional<StorageResult<void>> written;
    desk.folders.write(place, std::move(name), bytes_in(text), [&](auto told) { written = told; });
    desk.folders.deliver();
    return *written;
  };
  CHECK(list().value().empty());
  REQUIRE(write("李明.tongzhou", "one"));
  CHECK((permissions(fs::path(place.path) / "李明.tongzhou") & 0044) == (0044 & ~[] {
          const mode_t mask = ::umask(0);
          ::umask(mask);
          return mask;
        }()));
  const auto before = list().value();
  REQUIRE(before.size() == 1);
  CHECK(before[0].name == "李明.tongzhou");
  REQUIRE(write("李明.tongzhou", "two"));  // as long as the first
  CHECK(list().value()[0].mark != before[0].mark);
  std::optional<std::vector<std::byte>> read;
  desk.folders.read(place, "李明.tongzhou", [&](auto told) { read = std::move(*told); });
  desk.folders.deliver();
  CHECK(read == bytes_in("two"));
  fs::remove_all(place.path);
  CHECK_FALSE(list());
  CHECK_FALSE(write("李明.tongzhou", "three"));
  CHECK_FALSE(fs::exists(place.path));
}

}  // namespace
}  // namespace tongzhou
