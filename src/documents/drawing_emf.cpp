#include <algorithm>
#include <cmath>

#include "core/graphemes.h"
#include "documents/drawing.h"
#include "documents/xml_text.h"

namespace tongzhou {
namespace {

// [MS-EMF] 2.1.1, the records used.
enum class Emf : std::uint32_t {
  header = 1,
  polygon = 3,
  polyline = 4,
  end_of_file = 14,
  set_background_mode = 18,
  set_text_align = 22,
  set_text_colour = 24,
  select_object = 37,
  create_pen = 38,
  create_brush = 39,
  delete_object = 40,
  create_font = 82,
  text = 84,
};

// A unit is a fiftieth of a millimetre: of a device with 10,000 of them on 200 mm.
constexpr double kUnitsPerPoint = 25.4 / 72 * 50;
constexpr std::uint32_t kDeviceUnits = 10000, kDeviceMillimetres = 200;
constexpr std::uint32_t kNoPen = 0x80000008;  // of the stock objects
constexpr std::uint32_t kTransparent = 1;
constexpr std::uint32_t kOnBaseLine = 24;
constexpr std::uint32_t kAdvancedMode = 2;  // scales of the record are not used
constexpr std::uint32_t kObject = 1;        // one at a time, deleted after its use
constexpr std::uint32_t kHandles = 2;       // and the file itself, which is 0
constexpr int kWeightNormal = 400, kWeightBold = 600;

std::int32_t emf_units(double points) {
  return static_cast<std::int32_t>(std::lround(points * kUnitsPerPoint));
}

// COLORREF: red in the lowest byte.
std::uint32_t emf_colour(Ink ink) {
  const std::uint32_t rgb = paper_colour(ink);
  return (rgb & 0xFF) << 16 | (rgb & 0xFF00) | rgb >> 16;
}

std::u16string to_utf16(std::string_view text) {
  std::u16string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.bytes;
    if (!is_written(point.code)) continue;
    if (point.code < 0x10000) {
      out += static_cast<char16_t>(point.code);
    } else {
      out += static_cast<char16_t>(0xD800 + ((point.code - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + ((point.code - 0x10000) & 0x3FF));
    }
  }
  return out;
}

class EmfWriter {
 public:
  explicit EmfWriter(const Drawing& drawing) : drawing_(drawing) {}

  std::vector<std::byte> write() {
    write_header();
    record(Emf::set_background_mode, {kTransparent});
    for (const Shape& shape : drawing_.shapes) switch (shape.kind) {
        case Shape::Kind::area: write_area(shape); break;
        case Shape::Kind::line: write_line(shape); break;
        case Shape::Kind::text: write_text(shape); break;
      }
    record(Emf::end_of_file, {0, 16, 20});
    set(48, static_cast<std::uint32_t>(out_.size()));
    set(52, records_);
    return std::move(out_);
  }

 private:
  void add16(std::uint16_t value) {
    for (int shift = 0; shift < 16; shift += 8)
      out_.push_back(static_cast<std::byte>(value >> shift & 0xFF));
  }
  void add(std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8)
      out_.push_back(static_cast<std::byte>(value >> shift & 0xFF));
  }
  void add_signed(std::int32_t value) { add(static_cast<std::uint32_t>(value)); }
  void set(std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i)
      out_[at + i] = static_cast<std::byte>(value >> (8 * i) & 0xFF);
  }

  // Its size is known when it is finished.
  void begin(Emf type) {
    begun_ = out_.size();
    add(static_cast<std::uint32_t>(type));
    add(0);
    ++records_;
  }
  void finish() {
    while (out_.size() % 4 != 0) out_.push_back({});
    set(begun_ + 4, static_cast<std::uint32_t>(out_.size() - begun_));
  }
  void record(Emf type, std::initializer_list<std::uint32_t> values) {
    begin(type);
    for (const std::uint32_t value : values) add(value);
    finish();
  }

  void add_bounds() {
    add(0);
    add(0);
    add_signed(emf_units(drawing_.width));
    add_signed(emf_units(drawing_.height));
  }

  void write_header() {
    begin(Emf::header);
    add_bounds();
    add(0);
    add(0);
    constexpr double kHundredths = 2;  // of a millimetre, in a unit
    add_signed(static_cast<std::int32_t>(emf_units(drawing_.width) * kHundredths));
    add_signed(static_cast<std::int32_t>(emf_units(drawing_.height) * kHundredths));
    add(0x464D4520);  // " EMF"
    add(0x10000);
    add(0);  // bytes and records: set at the end
    add(0);
    add16(kHandles);
    add16(0);
    for (int i = 0; i < 3; ++i) add(0);  // no description, no palette
    for (const std::uint32_t size : {kDeviceUnits, kDeviceMillimetres}) {
      add(size);
      add(size);
    }
    finish();
  }

  void write_points(Emf type, const Shape& shape) {
    begin(type);
    add_bounds();
    add(static_cast<std::uint32_t>(shape.points.size()));
    for (const DrawPoint point : shape.points) {
      add_signed(emf_units(point.x));
      add_signed(emf_units(point.y));
    }
    finish();
  }

  void write_area(const Shape& shape) {
    record(Emf::create_brush, {kObject, /*solid*/ 0, emf_colour(shape.ink), 0});
    record(Emf::select_object, {kObject});
    record(Emf::select_object, {kNoPen});
    write_points(Emf::polygon, shape);
    record(Emf::delete_object, {kObject});
  }

  void write_line(const Shape& shape) {
    const auto width = static_cast<std::uint32_t>(std::max(1, emf_units(shape.size)));
    record(Emf::create_pen, {kObject, /*solid*/ 0, width, 0, emf_colour(shape.ink)});
    record(Emf::select_object, {kObject});
    write_points(Emf::polyline, shape);
    record(Emf::delete_object, {kObject});
  }

  void write_font(const Shape& shape) {
    constexpr std::size_t kFontSize = 320;  // of EXTLOGFONTW
    begin(Emf::create_font);
    add(kObject);
    const std::size_t end = out_.size() + kFontSize;
    add_signed(-emf_units(shape.size));
    for (int i = 0; i < 3; ++i) add(0);
    add(shape.strong ? kWeightBold : kWeightNormal);
    add(1U << 24);  // any set of characters
    add(0);
    for (const char16_t c : std::u16string_view(u"Microsoft YaHei")) add16(c);
    out_.resize(end);
    finish();
  }

  void write_text(const Shape& shape) {
    constexpr std::uint32_t kHeadSize = 76;
    const std::u16string text = to_utf16(shape.text);
    if (text.empty()) return;
    write_font(shape);
    record(Emf::select_object, {kObject});
    constexpr std::uint32_t kAligns[] = {0, 6, 2};
    record(Emf::set_text_align, {kOnBaseLine | kAligns[static_cast<std::size_t>(shape.anchor)]});
    record(Emf::set_text_colour, {emf_colour(shape.ink)});
    begin(Emf::text);
    add_bounds();
    add(kAdvancedMode);
    add(0);
    add(0);
    add_signed(emf_units(shape.points.front().x));
    add_signed(emf_units(shape.points.front().y));
    add(static_cast<std::uint32_t>(text.size()));
    add(kHeadSize);
    for (int i = 0; i < 6; ++i) add(0);  // no options, no rectangle, advances as the font has them
    for (const char16_t c : text) add16(c);
    finish();
    record(Emf::delete_object, {kObject});
  }

  const Drawing& drawing_;
  std::vector<std::byte> out_;
  std::size_t begun_ = 0;
  std::uint32_t records_ = 0;
};

}  // namespace

std::vector<std::byte> to_emf(const Drawing& drawing) { return EmfWriter(drawing).write(); }

}  // namespace tongzhou
