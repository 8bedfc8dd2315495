// Drawings, and the two forms they are written in.
#include "documents/drawing.h"

#include <array>
#include <cstring>
#include <span>

#include <catch2/catch_test_macros.hpp>

#include "documents/qr_code.h"

namespace tongzhou {
namespace {

Drawing small_drawing() {
  Drawing drawing{.width = 100, .height = 50, .name = "A \"b\" & <c>", .shapes = {}};
  drawing.box(Ink::bar, {10, 10}, {60, 20});
  drawing.line(Ink::line, 1, {{0, 5}, {100, 5}});
  drawing.text({10, 40}, "试产 <b>\u202Etxt.exe", {.size = 8, .anchor = TextAnchor::right});
  return drawing;
}

struct EmfRecord {
  std::uint32_t type = 0;
  std::span<const std::byte> all;  // with type and size
  std::uint32_t at(std::size_t place) const {
    std::uint32_t value = 0;
    REQUIRE(place + 4 <= all.size());
    std::memcpy(&value, all.data() + place, 4);
    return value;
  }
};

std::vector<EmfRecord> records_of(std::span<const std::byte> bytes) {
  std::vector<EmfRecord> records;
  while (!bytes.empty()) {
    REQUIRE(bytes.size() >= 8);
    EmfRecord record{.all = bytes};
    record.type = record.at(0);
    const std::uint32_t size = record.at(4);
    REQUIRE(size % 4 == 0);
    REQUIRE(size >= 8);
    REQUIRE(size <= bytes.size());
    record.all = bytes.first(size);
    records.push_back(record);
    bytes = bytes.subspan(size);
  }
  return records;
}

}  // namespace

TEST_CASE("a drawing as SVG: its texts are no markup and turn no direction") {
  const std::string svg = to_svg(small_drawing());
  CHECK(svg.find("<title>A \"b\" &amp; &lt;c&gt;</title>") != std::string::npos);
  CHECK(
      svg.find("<polygon fill=\"#9CCDC9\" points=\"10.0,10.0 60.0,10.0 60.0,20.0 10.0,20.0\"/>") !=
      std::string::npos);
  CHECK(svg.find("text-anchor=\"end\">试产 &lt;b&gt;txt.exe</text>") != std::string::npos);
  CHECK(svg.find("href") == std::string::npos);
}

TEST_CASE("a text without room ends in an ellipsis, between characters") {
  Drawing drawing;
  drawing.text({0, 0}, "样机评审报告", {.size = 8, .room = 30});
  REQUIRE(drawing.shapes.size() == 1);
  CHECK(drawing.shapes[0].text == "样机…");
  CHECK(drawn_width(drawing.shapes[0].text, 8) <= 30);
  drawing.text({0, 0}, "", {});
  CHECK(drawing.shapes.size() == 1);
}

// [MS-EMF] 2.3.4.2, 2.3.4.1, 2.2.
TEST_CASE("a drawing as EMF: records that add up") {
  const std::vector<std::byte> emf = to_emf(small_drawing());
  const std::vector<EmfRecord> records = records_of(emf);
  REQUIRE(records.size() > 3);
  const EmfRecord& head = records.front();
  CHECK(head.type == 1);
  CHECK(head.at(40) == 0x464D4520);
  CHECK(head.at(48) == emf.size());
  CHECK(head.at(52) == records.size());
  // Frame in hundredths of a millimetre: 100 points are 35.28 mm.
  CHECK(head.at(32) == 3528);
  CHECK(head.at(36) == 1764);
  CHECK(records.back().type == 14);
  CHECK(records.back().at(16) == 20);
  // Objects: every one that is made is deleted.
  std::size_t made = 0, deleted = 0;
  for (const EmfRecord& record : records) {
    made += record.type == 38 || record.type == 39 || record.type == 82 ? 1 : 0;
    deleted += record.type == 40 ? 1 : 0;
    if (record.type == 82) CHECK(record.all.size() == 332);
    if (record.type != 84) continue;
    const std::uint32_t count = record.at(44), place = record.at(48);
    REQUIRE(place + 2 * count <= record.all.size());
    std::u16string text(count, u'\0');
    std::memcpy(text.data(), record.all.data() + place, 2 * count);
    CHECK(text == u"试产 <b>txt.exe");
  }
  CHECK(made == 3);
  CHECK(deleted == made);
}

// ISO/IEC 18004, 6.3.3: finder patterns in three corners; version 1 is 21 modules wide.
TEST_CASE("a QR code holds what fits, in a white margin") {
  const auto small = qr_code("https://example.org");
  REQUIRE(small);
  CHECK(small->width == (25 + 8) * 3);  // 19 letters need version 2 in bytes
  const auto covers = [](const Drawing& drawing, int column, int row) {
    const float x = (static_cast<float>(column + 4) + 0.5F) * 3;
    const float y = (static_cast<float>(row + 4) + 0.5F) * 3;
    for (const Shape& shape : drawing.shapes)
      if (shape.ink == Ink::black && shape.points[0].x < x && x < shape.points[2].x &&
          shape.points[0].y < y && y < shape.points[2].y)
        return true;
    return false;
  };
  for (const auto [left, top] : {std::array{0, 0}, std::array{18, 0}, std::array{0, 18}})
    for (int row = 0; row < 7; ++row)
      for (int column = 0; column < 7; ++column) {
        const int ring = std::max(std::abs(column - 3), std::abs(row - 3));
        CHECK(covers(*small, left + column, top + row) == (ring != 2));
      }
  CHECK(qr_code(std::string(kMostInCode, 'x')));
  CHECK_FALSE(qr_code(std::string(kMostInCode + 1, 'x')));
}

}  // namespace tongzhou
