#include "ui/icons.h"

#include <charconv>
#include <string_view>

#include "core/check.h"

namespace tongzhou {
namespace {

// The strokes of an icon on its 20 x 20 grid, written like SVG paths with circles added:
// M x y starts a stroke, L x y goes on, H x and V y too, C x1 y1 x2 y2 x y is a Bezier curve,
// Z closes, O x y r is a circle, D x y r a filled one.
std::string_view strokes_of(Icon icon) {
  switch (icon) {
    case Icon::none: return "";
    case Icon::home: return "M3 9.5 L10 3.5 L17 9.5 M5 8 V16.5 H15 V8 M8.3 16.5 V11.5 H11.7 V16.5";
    case Icon::plan: return "M3.5 5 H10.5 M6.5 10 H14.5 M10.5 15 H16.5";
    case Icon::people:
      return "O7.5 7 2.8 M2.5 16.5 C2.5 13.2 4.7 11.8 7.5 11.8 C10.3 11.8 12.5 13.2 12.5 16.5 "
             "M12.8 4.5 C15.9 4.7 15.9 9.3 12.8 9.5 M14.3 12.1 C16.3 12.6 17.5 14.1 17.5 16.5";
    case Icon::calendar: return "M3.5 5 H16.5 V16.5 H3.5 Z M3.5 8.7 H16.5 M7 3 V6.2 M13 3 V6.2";
    case Icon::exchange: return "M4 7 H16 L13 4 M16 7 L13 10 M16 13 H4 L7 10.5 M4 13 L7 16";
    case Icon::file: return "M5 2.8 H11.5 L15 6.3 V17.2 H5 Z M11.3 3 V6.6 H14.8";
    case Icon::folder: return "M2.8 5 H8 L9.8 7 H17.2 V15.8 H2.8 Z";
    case Icon::start:
      return "M3.5 3.5 H8.5 V8.5 H3.5 Z M11.5 3.5 H16.5 V8.5 H11.5 Z M3.5 11.5 H8.5 V16.5 H3.5 Z "
             "M11.5 11.5 H16.5 V16.5 H11.5 Z";
    case Icon::plus: return "M10 4 V16 M4 10 H16";
    case Icon::close: return "M5 5 L15 15 M15 5 L5 15";
    case Icon::check: return "M4 10.5 L8.2 14.7 L16 6";
    case Icon::more: return "D4.5 10 1.3 D10 10 1.3 D15.5 10 1.3";
    case Icon::search: return "O8.8 8.8 5 M12.6 12.6 L16.8 16.8";
    case Icon::filter: return "M3 4.5 H17 L11.8 10.8 V16.5 L8.2 14.6 V10.8 Z";
    case Icon::columns: return "M3 4 H17 V16 H3 Z M7.7 4 V16 M12.3 4 V16";
    case Icon::settings: return "M3 6 H9 M13.5 6 H17 M3 14 H6.5 M11 14 H17 O11.2 6 2 O8.8 14 2";
    case Icon::undo: return "M4 8 H12 C17.8 8 17.8 15.5 12 15.5 H7 M7.5 4.5 L4 8 L7.5 11.5";
    case Icon::redo: return "M16 8 H8 C2.2 8 2.2 15.5 8 15.5 H13 M12.5 4.5 L16 8 L12.5 11.5";
    case Icon::cut: return "O5.5 14.8 2.2 O14.5 14.8 2.2 M6.9 13 L14 3.5 M13.1 13 L6 3.5";
    case Icon::copy: return "M7 7 H16.5 V16.5 H7 Z M13 7 V3.5 H3.5 V13 H7";
    case Icon::paste: return "M7 4.5 H4.5 V17 H15.5 V4.5 H13 M7 3 H13 V6.3 H7 Z";
    case Icon::trash:
      return "M3.5 5.5 H16.5 M7.5 5.3 V3.2 H12.5 V5.3 M5 5.7 L5.7 17 H14.3 L15 5.7 M8.3 9 V13.5 "
             "M11.7 9 V13.5";
    case Icon::edit: return "M4 16 L4.8 12.3 L13.3 3.8 L16.2 6.7 L7.7 15.2 Z M11.5 5.8 L14.2 8.5";
    case Icon::chevron_down: return "M5.5 8 L10 12.5 L14.5 8";
    case Icon::chevron_right: return "M8 5.5 L12.5 10 L8 14.5";
    case Icon::chevron_left: return "M12 5.5 L7.5 10 L12 14.5";
    case Icon::chevron_up: return "M5.5 12 L10 7.5 L14.5 12";
    case Icon::indent: return "M3 4.5 H17 M9 10 H17 M3 15.5 H17 M3 7.8 L5.6 10 L3 12.2";
    case Icon::outdent: return "M3 4.5 H17 M9 10 H17 M3 15.5 H17 M5.6 7.8 L3 10 L5.6 12.2";
    case Icon::move_up: return "M10 16.5 V4 M5.5 8.5 L10 4 L14.5 8.5";
    case Icon::move_down: return "M10 3.5 V16 M5.5 11.5 L10 16 L14.5 11.5";
    case Icon::grip:
      return "D7.5 5 1.2 D12.5 5 1.2 D7.5 10 1.2 D12.5 10 1.2 D7.5 15 1.2 D12.5 15 1.2";
    case Icon::link: return "M3 6.5 H8 V13.5 H16.5 M13.5 10.5 L16.5 13.5 L13.5 16.5";
    case Icon::unlink:
      return "M3 6.5 H8 V9 M8 13.5 H16.5 M13.5 10.5 L16.5 13.5 L13.5 16.5 M12 4 L17 8.5 M17 4 L12 "
             "8.5";
    case Icon::milestone: return "M10 3.2 L16.8 10 L10 16.8 L3.2 10 Z";
    case Icon::task: return "M3.5 7 H16.5 V13 H3.5 Z M3.5 10 H9";
    case Icon::summary: return "M3 12.5 V7.5 H17 V12.5";
    case Icon::fit:
      return "M3 4 V16 M17 4 V16 M5.8 10 H14.2 M8 7.6 L5.6 10 L8 12.4 M12 7.6 L14.4 10 L12 12.4";
    case Icon::today: return "M3.5 5 H16.5 V16.5 H3.5 Z M7 3 V6.2 M13 3 V6.2 D10 11.3 2.1";
    case Icon::zoom_in: return "O8.8 8.8 5 M12.6 12.6 L16.8 16.8 M8.8 6.6 V11 M6.6 8.8 H11";
    case Icon::zoom_out: return "O8.8 8.8 5 M12.6 12.6 L16.8 16.8 M6.6 8.8 H11";
    case Icon::load:
      return "M3 16.5 H17 M5 16.5 V11 H7.6 V16.5 M8.7 16.5 V6 H11.3 V16.5 M12.4 16.5 V9 H15 V16.5";
    case Icon::language:
      return "O10 10 7 M3.2 10 H16.8 M10 3 C6.2 6.8 6.2 13.2 10 17 M10 3 C13.8 6.8 13.8 13.2 10 17";
    case Icon::light:
      return "O10 10 3.3 M10 2.5 V4.3 M10 15.7 V17.5 M2.5 10 H4.3 M15.7 10 H17.5 M4.7 4.7 L6 6 M14 "
             "14 L15.3 15.3 M15.3 4.7 L14 6 M6 14 L4.7 15.3";
    case Icon::dark:
      return "M16.8 11.6 C11.8 13.6 6.4 8.2 8.4 3.2 C4.6 4.2 2.2 8.4 3.6 12.2 C5.4 17.6 14.4 18.4 "
             "16.8 11.6 Z";
    case Icon::keyboard:
      return "M2.5 5.5 H17.5 V14.5 H2.5 Z M6.5 12 H13.5 D5.8 8.6 0.9 D8.6 8.6 0.9 D11.4 8.6 0.9 "
             "D14.2 8.6 0.9";
    case Icon::save:
      return "M3.5 3.5 H13.8 L16.5 6.2 V16.5 H3.5 Z M6.5 3.7 V7.5 H12.5 V3.7 M6 16.3 V11 H14 V16.3";
    case Icon::download: return "M10 3 V12.5 M6 8.8 L10 12.8 L14 8.8 M3.5 16.5 H16.5";
    case Icon::upload: return "M10 13 V3.5 M6 7.2 L10 3.2 L14 7.2 M3.5 16.5 H16.5";
    case Icon::import_file:
      return "M8 2.8 H12.5 L16 6.3 V17.2 H8 V14.5 M12.3 3 V6.6 H15.8 M2.5 10.5 H11 M8.4 7.8 L11.1 "
             "10.5 L8.4 13.2";
    case Icon::print: return "M6 7.5 V3 H14 V7.5 M6 14 H3 V7.5 H17 V14 H14 M6 11.5 H14 V17 H6 Z";
    case Icon::info: return "O10 10 7 M10 9.3 V14 D10 6.5 1.0";
    case Icon::warning: return "M10 3.2 L17.5 16.3 H2.5 Z M10 8 V12 D10 14.1 0.9";
    case Icon::problem: return "O10 10 7 M10 5.8 V11 D10 13.8 1.0";
    case Icon::clock: return "O10 10 7 M10 5.8 V10.3 L13 12";
    case Icon::lock: return "M4.5 9 H15.5 V16.8 H4.5 Z M7 9 V6.5 C7 2.3 13 2.3 13 6.5 V9";
    case Icon::flag: return "M5 17 V3.5 H15.5 L13 7 L15.5 10.5 H5";
    case Icon::person:
      return "O10 6.8 3.2 M3.8 17 C3.8 13.4 6.4 11.9 10 11.9 C13.6 11.9 16.2 13.4 16.2 17";
    case Icon::template_plan: return "M3.5 3.5 H16.5 V16.5 H3.5 Z M6 7 H10.5 M8 10 H13 M10 13 H14";
    case Icon::gauge:
      return "M3 14.5 C3 4.5 17 4.5 17 14.5 M10 14.5 L13.6 8.8 M6 14.5 H6.4 M13.6 14.5 H14";
    case Icon::box:
      return "M3.5 6.2 L10 3 L16.5 6.2 V13.8 L10 17 L3.5 13.8 Z M3.5 6.2 L10 9.4 L16.5 6.2 M10 9.4 "
             "V17";
    case Icon::branch:
      return "O5.5 4.8 1.9 O5.5 15.2 1.9 O14.5 6.8 1.9 M5.5 6.7 V13.3 M14.5 8.7 C14.5 12 9 11 6.2 "
             "13.6";
    case Icon::talk: return "M3 4 H17 V13.5 H9.5 L6 16.8 V13.5 H3 Z M6.5 7.5 H13.5 M6.5 10.2 H11.5";
    case Icon::mail: return "M3 5 H17 V15.5 H3 Z M3 5.5 L10 11 L17 5.5";
    case Icon::telephone:
      return "M4.2 3.5 H7.6 L8.8 7.3 L6.9 8.6 C7.7 10.6 9.4 12.3 11.4 13.1 L12.7 11.2 L16.5 12.4 "
             "V15.8 C16.5 16.4 16 16.9 15.3 16.8 C8.9 16.3 3.7 11.1 3.2 4.7 C3.1 4 3.6 3.5 4.2 3.5 "
             "Z";
    case Icon::video: return "M3 5.5 H12.5 V14.5 H3 Z M12.5 9 L17 6 V14 L12.5 11";
    case Icon::panel_right: return "M3 4 H17 V16 H3 Z M12 4 V16";
  }
  return "";
}

// Reads one stroke program and hands it to the draw list.
class Pen {
 public:
  Pen(ImDrawList& list, ImVec2 origin, float unit, float width, ImU32 colour)
      : list_(list), origin_(origin), unit_(unit), width_(width), colour_(colour) {}

  void draw(std::string_view program) {
    rest_ = program;
    char verb = 0;
    while (skip_spaces()) {
      if (rest_.front() >= 'A') {
        verb = rest_.front();
        rest_.remove_prefix(1);
      }
      apply(verb);
    }
    finish(ImDrawFlags_None);
  }

 private:
  void apply(char verb) {
    switch (verb) {
      case 'M': finish(ImDrawFlags_None); [[fallthrough]];
      case 'L': go_to({number(), number()}); break;
      case 'H': go_to({number(), at_.y}); break;
      case 'V': go_to({at_.x, number()}); break;
      case 'C': {
        const ImVec2 a = place(point());
        const ImVec2 b = place(point());
        at_ = point();
        list_.PathBezierCubicCurveTo(a, b, place(at_));
        break;
      }
      case 'Z': finish(ImDrawFlags_Closed); break;
      case 'O': {
        finish(ImDrawFlags_None);
        const ImVec2 middle = place(point());
        list_.AddCircle(middle, number() * unit_, colour_, 0, width_);
        break;
      }
      case 'D': {
        finish(ImDrawFlags_None);
        const ImVec2 middle = place(point());
        list_.AddCircleFilled(middle, number() * unit_, colour_);
        break;
      }
      default: check(false, "an icon's strokes are written with the letters M L H V C Z O D");
    }
  }

  void finish(ImDrawFlags flags) {
    if (list_._Path.Size > 1) {
      list_.PathStroke(colour_, flags, width_);
    } else {
      list_.PathClear();
    }
  }
  void go_to(ImVec2 grid_point) {
    at_ = grid_point;
    list_.PathLineTo(place(at_));
  }
  ImVec2 place(ImVec2 grid_point) const { return origin_ + grid_point * unit_; }
  ImVec2 point() {
    const float x = number();
    return {x, number()};
  }
  bool skip_spaces() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    return !rest_.empty();
  }
  float number() {
    skip_spaces();
    // Tenths only, read by hand: libc++ 19 has no from_chars for float.
    int whole = 0;
    int tenths = 0;
    auto [next, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), whole);
    check(error == std::errc{}, "an icon's strokes are numbers");
    if (next != rest_.data() + rest_.size() && *next == '.') {
      tenths = next[1] - '0';
      next += 2;
    }
    rest_.remove_prefix(static_cast<std::size_t>(next - rest_.data()));
    return static_cast<float>(whole) + static_cast<float>(tenths) / 10.0F;
  }

  ImDrawList& list_;
  ImVec2 origin_;
  float unit_;
  float width_;
  ImU32 colour_;
  ImVec2 at_;
  std::string_view rest_;
};

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, ImVec2 middle, ImU32 colour) {
  draw_icon_sized(list, icon, middle, kIconSize, colour);
}

void draw_icon_sized(ImDrawList& list, Icon icon, ImVec2 middle, float size, ImU32 colour) {
  const ImVec2 origin{middle.x - size / 2, middle.y - size / 2};
  Pen(list, origin, size / 20.0F, kIconStroke, colour).draw(strokes_of(icon));
}

}  // namespace tongzhou
