#include <algorithm>
#include <cmath>
#include <span>

#include "documents/pictures_inside.h"
#include "insight/causes.h"

namespace tongzhou {
namespace {

constexpr std::size_t kBonesBeside = 3;  // above the spine, and below
constexpr float kBone = 172, kBonesApart = 28, kSlant = 20;
constexpr float kHeadBox = 128, kHeadAway = 16;
constexpr float kCategoryBox = 20, kLeastHalf = 120;
constexpr float kCauseGap = 6, kWhyIndent = 10;
constexpr int kMostIndents = 8;
constexpr std::size_t kMostCauseLines = 4;

class FishbonePicture {
 public:
  FishbonePicture(const ReportSources& from, Id<Issue> issue)
      : from_(from), issue_(issue), bones_(find_cause_bones(from.plan, issue)) {}

  Drawing draw() {
    Drawing picture = new_picture(from_, Word::picture_causes);
    float halves[2] = {kLeastHalf, kLeastHalf};
    std::size_t left_out = 0;
    for (std::size_t i = 0; i < bones_.size(); ++i) {
      float& half = halves[i / kBonesBeside];
      half = std::max(half, kCategoryBox + causes_height(i) + 2 * kCauseGap);
      left_out += bones_[i].size() - shown(i).size();
    }
    const float spine = kPictureTop + halves[0];
    const float head = kPictureMargin + kBonesBeside * (kBone + kBonesApart) + kHeadAway;
    for (std::size_t i = 0; i < bones_.size(); ++i)
      draw_bone(picture, i, spine, halves[i / kBonesBeside]);
    put_arrow(picture, Ink::text, 1.6F, {{kPictureMargin, spine}, {head, spine}});
    draw_head(picture, {head, spine});
    finish(picture, from_, {head + kHeadBox, spine + halves[1]}, {{Word::cause_root, Ink::late}},
           left_out);
    return picture;
  }

 private:
  static float indent_of(const CauseLine& line) {
    return kWhyIndent * static_cast<float>(std::min(line.depth, kMostIndents));
  }
  std::string words_of(const CauseLine& line) const {
    return title_or_untitled(from_, from_.plan.find(line.id)->why);
  }
  Drawing::TextStyle style_of(const CauseLine& line) const {
    const bool root = from_.plan.find(line.id)->root;
    return {.ink = root ? Ink::late : Ink::text,
            .size = kTitleText,
            .strong = root,
            .room = kBone - indent_of(line) - (line.depth > 0 ? kWhyIndent : 4)};
  }
  float height_of(const CauseLine& line) const {
    const std::size_t lines = wrapped(words_of(line), kMostCauseLines, style_of(line)).size();
    return kCauseGap + kLeading * static_cast<float>(lines);
  }
  std::span<const CauseLine> shown(std::size_t category) const {
    const std::vector<CauseLine>& lines = bones_[category];
    return {lines.data(), std::min(lines.size(), kMostInPicture)};
  }
  float causes_height(std::size_t category) const {
    float height = 0;
    for (const CauseLine& line : shown(category)) height += height_of(line);
    return height;
  }

  void draw_head(Drawing& picture, DrawPoint tip) const {
    constexpr std::size_t kMostLines = 6;
    constexpr float kInside = 11, kTitle = 9;
    const std::string title = title_or_untitled(from_, from_.plan.name_of(ref(issue_)));
    const Drawing::TextStyle style{.size = kTitle, .strong = true, .room = kHeadBox - 2 * kInside};
    const auto lines = static_cast<float>(wrapped(title, kMostLines, style).size());
    const float half = std::max(30.0F, lines * kLeading / 2 + 12);
    put_card(picture, {tip.x, tip.y - half}, {tip.x + kHeadBox, tip.y + half},
             {.edge = Ink::late, .thickness = 1.4F});
    put_lines_around(picture, {tip.x + kInside, tip.y}, title, kMostLines, style);
  }

  void draw_bone(Drawing& picture, std::size_t category, float spine, float half) const {
    const bool above = category < kBonesBeside;
    const float left =
        kPictureMargin + static_cast<float>(category % kBonesBeside) * (kBone + kBonesApart);
    const float right = left + kBone;
    const float far = above ? spine - half : spine + half;
    const float near = above ? far + kCategoryBox : far - kCategoryBox;
    picture.line(Ink::text, 1, {{right, near}, {right + kSlant, spine}});
    put_card(picture, {left, std::min(near, far)}, {right, std::max(near, far)},
             {.edge = Ink::ground, .fill = Ink::ground});
    put_lines_around(picture, {left + 8, (near + far) / 2},
                     say(from_.language, kCauseCategories[category]), 1,
                     {.ink = Ink::done, .size = kTitleText, .strong = true, .room = kBone - 16});
    float y = above ? near + kCauseGap : near - kCauseGap - causes_height(category);
    for (const CauseLine& line : shown(category)) {
      const float bottom = y + height_of(line);
      if (line.depth == 0)  // its twig
        picture.line(Ink::line, 0.8F,
                     {{left, bottom},
                      {right + kSlant * std::abs((bottom - near) / (spine - near)), bottom}});
      draw_cause(picture, line, {left, y + kTitleText + 3});
      y = bottom;
    }
  }

  void draw_cause(Drawing& picture, const CauseLine& line, DrawPoint at) const {
    const float left = at.x + indent_of(line);
    if (line.depth > 0)
      put_text(picture, {left, at.y}, "–", {.ink = Ink::quiet, .size = kTitleText});
    put_lines(picture, {line.depth > 0 ? left + kWhyIndent : left + 2, at.y}, words_of(line),
              kMostCauseLines, style_of(line));
  }

  const ReportSources& from_;
  Id<Issue> issue_;
  CauseBones bones_;
};

}  // namespace

std::optional<Drawing> draw_cause_effect(const ReportSources& from, Id<Issue> issue) {
  if (from.plan.find(issue) == nullptr) return std::nullopt;
  return FishbonePicture(from, issue).draw();
}

}  // namespace tongzhou
