// Files that are opened before the list of stored plans is here: by double click, or in a page.
#include <catch2/catch_test_macros.hpp>

#include "core/base64.h"
#include "exchange/page_file.h"
#include "support/memory_desk.h"

namespace tongzhou::test {
namespace {

TEST_CASE("a file opened at the start joins the plan that is stored here") {
  MemoryDisk disk;
  NamedBytes file;
  {
    MemoryDesk first(disk);
    first.open(plan_file_of("prices 3d"));
    first.run("export_plan_file");
    file = first.files.saved.back();
    file.origin = 0;
    SeededRandom random(5);
    ChangeBuilder builder(first.plan(), random, {});
    builder.set<&Task::notes>(first.task("prices"), "written since");
    first.edit(std::move(builder).take());
    first.settle();
  }
  MemoryDesk second(disk, 2);
  second.session.resume();
  second.session.open_file(file);  // storage has not answered yet
  CHECK(second.session.open() == nullptr);
  second.settle();
  REQUIRE(second.session.open() != nullptr);
  CHECK(second.plan().find(second.task("prices"))->notes == "written since");
}

TEST_CASE("a file opened at the start comes before the plan that was open last") {
  MemoryDisk disk;
  {
    MemoryDesk first(disk);
    first.open(plan_file_of("prices 3d"));
    first.settle();
  }
  MemoryDesk second(disk, 2);
  second.session.resume();
  MemoryDisk elsewhere;
  MemoryDesk third(elsewhere, 3);
  third.run("plan_new", std::string("another plan"));
  third.run("export_plan_file");
  second.session.open_file(third.files.saved.back());
  second.settle();
  REQUIRE(second.session.open() != nullptr);
  CHECK(second.plan().info().title == "another plan");
}

std::vector<std::byte> some_page_with(std::string_view inside) {
  const std::string text = "<!doctype html>\n<html><script type=\"text/plain\" id=\"plan\">" +
                           std::string(inside) +
                           "</script>\n<script type=\"text/plain\" id=\"program\">AA==</script>"
                           "<script>'<script type=\"text/plain\" id=\"plan\">'</script>";
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

TEST_CASE("the plan within a page is opened, and other pages are none of ours") {
  const NamedBytes plan = plan_file_of("prices 3d");
  CHECK(file_in_page(some_page_with(encode_base64(plan.bytes))) == plan.bytes);
  CHECK_FALSE(file_in_page(some_page_with("not base64!")).has_value());
  CHECK_FALSE(file_in_page(plan.bytes).has_value());
  CHECK_FALSE(file_in_page({}).has_value());
  // Where a page keeps its plan, and only in a page with a program.
  const std::string empty =
      "<!doctype html>\n<html><script type=\"text/plain\" id=\"program\">AA==</script>";
  const auto page = put_in_page(std::as_bytes(std::span(empty)), plan.bytes);
  REQUIRE(page.has_value());
  CHECK(file_in_page(*page) == plan.bytes);
  CHECK(std::string_view(reinterpret_cast<const char*>(page->data()), page->size())
            .ends_with("</script>\n<script type=\"text/plain\" id=\"program\">AA==</script>"));
  CHECK_FALSE(put_in_page(std::as_bytes(std::span(std::string_view("<html>"))), plan.bytes));
}

TEST_CASE("the open plan goes out within a page, signed, and opens again") {
  MemoryDisk disk, other_disk;
  MemoryDesk desk(disk), other(other_disk, 3);
  desk.open(plan_file_of("prices 3d"));
  desk.run("save_page");
  REQUIRE(desk.files.saved.size() == 1);
  CHECK(desk.files.saved_as.back().in_page);
  CHECK(desk.files.saved.back().name.ends_with(".html"));
  CHECK(decode_plan_file(desk.files.saved.back().bytes)->signature.standing ==
        Signature::Standing::valid);
  other.open({"p.html", some_page_with(encode_base64(desk.files.saved.back().bytes))});
  REQUIRE(other.session.open() != nullptr);
  CHECK(other.task("prices"));
}

}  // namespace
}  // namespace tongzhou::test
