#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "documents/time_scale.h"
#include "documents/timetable_chart.h"

namespace tongzhou {
namespace {

constexpr float kLineHeight = 16, kTierHeight = 15, kHeadHeight = 2 * kTierHeight;
constexpr float kChartText = 8, kNoteText = 7;
constexpr float kBaseLine = 3;  // of a text of that size, below the middle
constexpr float kIndent = 9, kNamesLeast = 80, kNamesShare = 0.36F, kNamesGap = 8;
constexpr float kWiderFonts = 1.12F;  // than drawn_width counts on
constexpr float kHalfBar = 4, kHalfDiamond = 4.5F, kHalfBracket = 1.5F;
constexpr float kNoteRoom = 60, kNoteAway = 7, kLinkAway = 4, kArrow = 3;

struct LaidBar {
  float left = 0, right = 0;
  bool shown = false;
};

class TimetableDrawer {
 public:
  TimetableDrawer(const TimetableChart& chart, DrawPoint most) : chart_(chart), most_(most) {
    lay_names();
    lay_time();
    for (const ChartLine& line : chart.lines) bars_.push_back(lay(line));
  }

  std::vector<Drawing> draw() {
    const auto fit = static_cast<std::size_t>((most_.y - kHeadHeight - 1) / kLineHeight);
    const std::size_t each = std::max<std::size_t>(1, fit);
    std::vector<Drawing> pages;
    for (begin_ = 0; begin_ == 0 || begin_ < chart_.lines.size(); begin_ += each) {
      end_ = std::min(begin_ + each, chart_.lines.size());
      pages.push_back(draw_page());
    }
    return pages;
  }

 private:
  // As wide as the longest name, but most of the paper is for the time.
  void lay_names() {
    float widest = kNamesLeast;
    for (const ChartLine& line : chart_.lines)
      widest = std::max(
          widest, indent(line) + kWiderFonts * drawn_width(line.title, kChartText) + kNamesGap);
    names_ = std::min(widest, most_.x * kNamesShare);
  }

  void lay_time() {
    Day first, last;
    for (const ChartLine& line : chart_.lines) {
      if (!line.first.is_set()) continue;
      first = first.is_set() ? std::min(first, line.first) : line.first;
      last = last.is_set() ? std::max(last, line.last) : line.last;
    }
    if (!first.is_set()) first = last = chart_.today.is_set() ? chart_.today : kFirstDay;
    const bool has_notes =
        std::ranges::any_of(chart_.lines, [](const ChartLine& line) { return !line.note.empty(); });
    scale_ = fit(start_of(first), start_of(last + 1), most_.x - names_,
                 {.left = kLinkAway + kArrow,
                  .right = has_notes ? kNoteRoom : kLinkAway + kArrow + kHalfDiamond});
    // A picture of two days is not as wide as the paper.
    constexpr double kWidestDay = 40;
    scale_.pixels_per_day = std::min(scale_.pixels_per_day, kWidestDay);
    ticks_ = make_ticks(scale_, chart_.language,
                        [](std::string_view text) { return drawn_width(text, kChartText); });
  }

  static float indent(const ChartLine& line) {
    return kIndent * static_cast<float>(std::clamp(line.level, 0, 6)) + 2;
  }
  float x_of(Day day) const { return names_ + static_cast<float>(scale_.x_of(day)); }

  LaidBar lay(const ChartLine& line) const {
    if (!line.first.is_set()) return {};
    LaidBar bar{x_of(line.first), x_of(line.last + 1), true};
    if (line.kind == ChartLine::Kind::milestone) {
      const float middle = (x_of(line.last) + bar.right) / 2;
      bar.left = middle - kHalfDiamond;
      bar.right = middle + kHalfDiamond;
    }
    bar.right = std::max(bar.right, bar.left + 1);
    return bar;
  }

  float middle_of(std::size_t line) const {
    return kHeadHeight + kLineHeight * (static_cast<float>(line - begin_) + 0.5F);
  }

  Drawing draw_page() {
    Drawing page{.width = most_.x,
                 .height = kHeadHeight + kLineHeight * static_cast<float>(end_ - begin_) + 1,
                 .name = chart_.title,
                 .shapes = {}};
    draw_head(page);
    draw_tier(page, ticks_.coarse, 0);
    draw_tier(page, ticks_.fine, kTierHeight);
    for (std::size_t i = begin_; i < end_; ++i) draw_line(page, i);
    draw_today(page);
    for (const ChartLink& link : chart_.links) draw_link(page, link);
    for (std::size_t i = begin_; i < end_; ++i) draw_bar(page, i);
    return page;
  }

  void draw_head(Drawing& page) const {
    page.box(Ink::ground, {0, 0}, {page.width, kHeadHeight});
    page.text({2, kTierHeight + kBaseLine}, chart_.title,
              {.size = kChartText, .strong = true, .room = names_ - kNamesGap});
    page.line(Ink::line, 0.8F, {{0, kHeadHeight}, {page.width, kHeadHeight}});
  }

  void draw_tier(Drawing& page, const std::vector<Tick>& ticks, float top) const {
    const bool is_fine = top > 0;
    for (const Tick& tick : ticks) {
      const float left = names_ + std::max(0.0F, static_cast<float>(tick.left));
      const float right = std::min(page.width, names_ + static_cast<float>(tick.right));
      if (left >= right) continue;
      page.line(Ink::line, is_fine ? 0.4F : 0.8F,
                {{left, top}, {left, is_fine ? page.height : kHeadHeight}});
      const float room = right - left - 4;
      if (!tick.label.empty() && drawn_width(tick.label, kChartText) <= room)
        page.text({left + 3, top + kTierHeight / 2 + kBaseLine}, tick.label,
                  {.ink = Ink::quiet, .size = kChartText});
    }
  }

  void draw_line(Drawing& page, std::size_t i) const {
    const ChartLine& line = chart_.lines[i];
    const float middle = middle_of(i), left = indent(line);
    page.line(Ink::line, 0.4F,
              {{0, middle + kLineHeight / 2}, {page.width, middle + kLineHeight / 2}});
    page.text({left, middle + kBaseLine}, line.title,
              {.size = kChartText,
               .strong = line.kind == ChartLine::Kind::phase,
               .room = names_ - kNamesGap - left});
  }

  void draw_today(Drawing& page) const {
    if (!chart_.today.is_set()) return;
    const float x = x_of(chart_.today);
    if (x > names_ && x < page.width)
      page.line(Ink::now, 0.8F, {{x, kTierHeight}, {x, page.height}});
  }

  void draw_bar(Drawing& page, std::size_t i) const {
    const ChartLine& line = chart_.lines[i];
    const LaidBar& bar = bars_[i];
    const float y = middle_of(i);
    if (!bar.shown) return;
    const Ink ink = line.late ? Ink::late : line.done >= 1 ? Ink::done : Ink::bar;
    const float done = bar.left + (bar.right - bar.left) * std::clamp(line.done, 0.0F, 1.0F);
    switch (line.kind) {
      case ChartLine::Kind::task: {
        float left = bar.left;
        const auto draw_part = [&](float right) {
          page.box(ink, {left, y - kHalfBar}, {right, y + kHalfBar});
          if (line.done > 0 && line.done < 1 && done > left)
            page.box(Ink::done, {left, y - kHalfBar / 2},
                     {std::min(done, right), y + kHalfBar / 2});
        };
        for (const auto& [first, last] : line.pauses) {
          const float from = x_of(first), until = x_of(last + 1);
          if (from <= left || until >= bar.right) continue;
          draw_part(from);
          page.line(ink, 0.8F, {{from, y}, {until, y}});
          left = until;
        }
        draw_part(bar.right);
        break;
      }
      case ChartLine::Kind::phase:
        page.box(Ink::text, {bar.left, y - kHalfBar}, {bar.right, y - kHalfBar + 2 * kHalfBracket});
        for (const float foot : {bar.left, bar.right}) {
          const float in = foot == bar.left ? 4.0F : -4.0F;
          page.area(Ink::text, {{foot, y - kHalfBar}, {foot + in, y - kHalfBar}, {foot, y + 3}});
        }
        break;
      case ChartLine::Kind::milestone: {
        const float x = (bar.left + bar.right) / 2;
        page.area(line.late        ? Ink::late
                  : line.done >= 1 ? Ink::done
                                   : Ink::text,
                  {{x, y - kHalfDiamond},
                   {x + kHalfDiamond, y},
                   {x, y + kHalfDiamond},
                   {x - kHalfDiamond, y}});
      }
    }
    page.text({bar.right + kNoteAway, y + kBaseLine}, line.note,
              {.ink = Ink::quiet, .size = kNoteText, .room = page.width - bar.right - kNoteAway});
  }

  static void draw_arrow(Drawing& page, DrawPoint tip, float dx, float dy) {
    const float across = kArrow * 0.7F;
    page.area(Ink::quiet, {tip,
                           {tip.x - dx * kArrow - dy * across, tip.y - dy * kArrow - dx * across},
                           {tip.x - dx * kArrow + dy * across, tip.y - dy * kArrow + dx * across}});
  }

  // Out at its side, along the edge of the other's line, and in at the side or from above.
  void draw_link(Drawing& page, const ChartLink& link) const {
    const auto is_here = [&](std::uint32_t line) {
      return line >= begin_ && line < end_ && bars_[line].shown;
    };
    if (link.from == link.to || !is_here(link.from) || !is_here(link.to)) return;
    const bool from_end =
        link.type == LinkType::finish_start || link.type == LinkType::finish_finish;
    const bool to_end = link.type == LinkType::finish_finish || link.type == LinkType::start_finish;
    const LaidBar &a = bars_[link.from], &b = bars_[link.to];
    const float out = from_end ? kLinkAway : -kLinkAway, in = to_end ? kLinkAway : -kLinkAway;
    const DrawPoint from{from_end ? a.right : a.left, middle_of(link.from)};
    const DrawPoint to{to_end ? b.right : b.left, middle_of(link.to)};
    const float way = to.y > from.y ? 1.0F : -1.0F;
    const float lane = to.y - way * kLineHeight / 2;
    const bool is_milestone = chart_.lines[link.to].kind == ChartLine::Kind::milestone;
    const float above = to.x + (is_milestone ? kHalfDiamond : 3);
    if (link.type == LinkType::finish_start && above >= from.x + kLinkAway) {
      const float edge = to.y - way * (is_milestone ? kHalfDiamond : kHalfBar);
      page.line(Ink::quiet, 0.7F,
                {from, {from.x + out, from.y}, {from.x + out, lane}, {above, lane}, {above, edge}});
      draw_arrow(page, {above, edge}, 0, way);
      return;
    }
    page.line(Ink::quiet, 0.7F,
              {from,
               {from.x + out, from.y},
               {from.x + out, lane},
               {to.x + in, lane},
               {to.x + in, to.y},
               to});
    draw_arrow(page, to, to_end ? -1.0F : 1.0F, 0);
  }

  const TimetableChart& chart_;
  DrawPoint most_;
  float names_ = 0;
  TimeScale scale_;
  TimeTicks ticks_;
  std::vector<LaidBar> bars_;
  std::size_t begin_ = 0, end_ = 0;  // the lines of the page
};

}  // namespace

std::vector<Drawing> draw_timetable(const TimetableChart& chart, DrawPoint most) {
  return TimetableDrawer(chart, most).draw();
}

}  // namespace tongzhou
