#include "ui/widgets/radar.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/text.h"

namespace tongzhou {
namespace {

constexpr int kRings = 4;
constexpr float kNameHeight = 18;

class Radar {
 public:
  Radar(const ImRect& box, std::size_t count)
      : centre_(box.GetCenter()),
        radius_(std::min(box.GetWidth() / 2 - 56, box.GetHeight() / 2 - kNameHeight - 4)),
        step_(2 * std::numbers::pi_v<float> / static_cast<float>(count)) {}

  ImVec2 at(std::size_t spoke, double part) const {
    const float angle = step_ * static_cast<float>(spoke) - std::numbers::pi_v<float> / 2;
    const float reach = radius_ * static_cast<float>(std::clamp(part, 0.0, 1.0));
    return centre_ + ImVec2(std::cos(angle) * reach, std::sin(angle) * reach);
  }
  ImVec2 centre() const { return centre_; }
  float radius() const { return radius_; }

 private:
  ImVec2 centre_;
  float radius_, step_;
};

void draw_ring(ImDrawList& list, const Radar& radar, std::size_t count, double part, ImU32 ink) {
  for (std::size_t i = 0; i < count; ++i)
    list.AddLine(radar.at(i, part), radar.at((i + 1) % count, part), ink);
}

void draw_figures(ImDrawList& list, const Radar& radar, std::span<const RadarSpoke> spokes,
                  std::optional<double> RadarSpoke::* figure, ImU32 ink, float thickness) {
  for (std::size_t i = 0; i < spokes.size(); ++i) {
    const std::size_t next = (i + 1) % spokes.size();
    const auto &here = spokes[i].*figure, &there = spokes[next].*figure;
    if (!here) continue;
    list.AddCircleFilled(radar.at(i, *here), thickness + 1, ink);
    if (!there) continue;
    list.AddTriangleFilled(radar.centre(), radar.at(i, *here), radar.at(next, *there),
                           with_alpha(ink, 0.12F));
    list.AddLine(radar.at(i, *here), radar.at(next, *there), ink, thickness);
  }
}

}  // namespace

void draw_radar(const Look& look, ImDrawList& list, const ImRect& box,
                std::span<const RadarSpoke> spokes) {
  const Radar radar(box, spokes.size());
  if (spokes.size() < 3 || radar.radius() < 20) return;
  const ImU32 line = look.colours().line;
  for (int ring = 1; ring <= kRings; ++ring)
    draw_ring(list, radar, spokes.size(), static_cast<double>(ring) / kRings, line);
  for (std::size_t i = 0; i < spokes.size(); ++i) {
    list.AddLine(radar.centre(), radar.at(i, 1), line);
    const ImVec2 rim = radar.at(i, 1);
    const float aside = rim.x - radar.centre().x;
    const bool in_middle = std::abs(aside) < radar.radius() * 0.2F;
    const float top = rim.y < radar.centre().y ? rim.y - kNameHeight : rim.y;
    const float y = in_middle ? top : rim.y - kNameHeight / 2;
    const ImRect name = in_middle   ? ImRect{{rim.x - 60, y}, {rim.x + 60, y + kNameHeight}}
                        : aside > 0 ? ImRect{{rim.x + 6, y}, {box.Max.x, y + kNameHeight}}
                                    : ImRect{{box.Min.x, y}, {rim.x - 6, y + kNameHeight}};
    draw_text_in(look, list, name, spokes[i].name,
                 {.type = Type::small,
                  .colour = look.colours().second_text,
                  .align = in_middle   ? Align::centre
                           : aside > 0 ? Align::left
                                       : Align::right});
  }
  draw_figures(list, radar, spokes, &RadarSpoke::other, look.colours().faint_text, 1);
  draw_figures(list, radar, spokes, &RadarSpoke::value, look.colours().accent, 2);
}

}  // namespace tongzhou
