#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/numbers.h"
#include "documents/pictures_inside.h"

namespace tongzhou {
namespace {

constexpr DrawPoint kGoalBox{206, 76}, kGoalApart{36, 12};
constexpr float kGoalTreesApart = 12;

class GoalTreePicture {
 public:
  explicit GoalTreePicture(const ReportSources& from)
      : from_(from), count_(std::min(from.goals.size(), kMostInPicture)), tops_(count_) {}

  Drawing draw() {
    const DrawPoint end = lay_goals();
    Drawing picture = new_picture(from_, Word::picture_goals);
    for (std::size_t i = 0; i < count_; ++i) draw_share_link(picture, i);
    for (std::size_t i = 0; i < count_; ++i) draw_goal(picture, i);
    finish(picture, from_, end, {}, from_.goals.size() - count_);
    return picture;
  }

 private:
  float left_of(std::size_t goal) const {
    return kPictureMargin +
           static_cast<float>(from_.goals[goal].depth) * (kGoalBox.x + kGoalApart.x);
  }

  // One below the other where nothing is under them; each parent in the middle of its shares.
  DrawPoint lay_goals() {
    float next = kPictureTop, right = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      if (from_.goals[i].depth == 0 && i > 0) next += kGoalTreesApart;
      tops_[i] = next;
      right = std::max(right, left_of(i) + kGoalBox.x);
      if (i + 1 == count_ || i + 1 >= from_.goals[i].end) next += kGoalBox.y + kGoalApart.y;
    }
    std::vector<float> last(count_, 0);  // share
    for (std::size_t i = count_; i-- > 0;) {
      if (last[i] > 0) tops_[i] = (tops_[i + 1] + last[i]) / 2;
      const std::int32_t parent = from_.goals[i].parent;
      if (parent < 0) continue;
      float& of_parent = last[static_cast<std::size_t>(parent)];
      if (of_parent == 0) of_parent = tops_[i];
    }
    return {right, next - kGoalApart.y};
  }

  void draw_share_link(Drawing& picture, std::size_t goal) const {
    const std::int32_t parent = from_.goals[goal].parent;
    if (parent < 0) return;
    const auto above = static_cast<std::size_t>(parent);
    const float from_y = tops_[above] + kGoalBox.y / 2, to_y = tops_[goal] + kGoalBox.y / 2;
    const float right = left_of(above) + kGoalBox.x, middle = right + kGoalApart.x / 2;
    put_arrow(picture, Ink::quiet, 0.8F,
              {{right, from_y}, {middle, from_y}, {middle, to_y}, {left_of(goal), to_y}});
  }

  std::string way_words(const Goal& goal, const GoalFacts& facts) const {
    std::string way;
    if (goal.target && goal.measure != Measure::yes_no)
      way = fmt::format("{} → {}", grouped_number(goal.baseline.value_or(0)),
                        value_text(goal, *goal.target, from_.language));
    if (facts.value)
      way += fmt::format("{}{} {}", way.empty() ? "" : " · ", say(from_.language, Word::goal_value),
                         value_text(goal, *facts.value, from_.language));
    return way;
  }

  void draw_goal(Drawing& picture, std::size_t i) const {
    constexpr float kInside = 11, kNumber = 26, kDeadline = 60, kHalfBar = 2.2F;
    const GoalFacts& facts = from_.goals[i];
    const Goal& goal = from_.plan.table<Goal>()[facts.goal].record;
    const Course course = course_of(from_.plan, facts, from_.today);
    const Ink ink = ink_of(course);
    const DrawPoint least{left_of(i), tops_[i]};
    const DrawPoint most{least.x + kGoalBox.x, least.y + kGoalBox.y};
    put_card(picture, least, most, {});
    picture.box(ink, least, {least.x + 3, most.y});
    const float left = least.x + kInside, right = most.x - 8;
    put_lines_around(picture, {left, least.y + 18}, title_or_untitled(from_, goal.title), 2,
                     {.size = kTitleText, .strong = true, .room = right - left});
    const std::string_view told = say(from_.language, word_of(course));
    const Drawing::TextStyle state{
        .ink = ink, .size = kSmallText, .anchor = TextAnchor::right, .strong = true};
    put_text(picture, {right, least.y + 40}, told, state);
    std::string who = from_.plan.name_of(ref(goal.department));
    if (who.empty()) who = say(from_.language, Word::goal_joint);
    if (const std::string person = from_.plan.name_of(ref(goal.owner)); !person.empty())
      who += " · " + person;
    Drawing::TextStyle quiet{.ink = Ink::quiet,
                             .size = kSmallText,
                             .room = right - left - likely_width(told, state) - 6};
    put_text(picture, {left, least.y + 40}, who, quiet);
    const float bar = least.y + 51, bar_end = right - kNumber;
    const auto part = static_cast<float>(std::clamp(facts.part.value_or(0), 0.0, 1.0));
    picture.box(Ink::line, {left, bar - kHalfBar}, {bar_end, bar + kHalfBar});
    if (part > 0)
      picture.box(ink, {left, bar - kHalfBar}, {left + (bar_end - left) * part, bar + kHalfBar});
    put_text(picture, {right, bar + kHalfText}, facts.part ? percent_text(*facts.part) : "–",
             {.size = kSmallText, .anchor = TextAnchor::right, .strong = true, .room = kNumber});
    quiet.room = right - left;
    if (goal.deadline.is_set()) {
      quiet.room -= kDeadline + 6;
      put_text(
          picture, {right, least.y + 67}, day_words(from_, goal.deadline),
          {.ink = Ink::quiet, .size = kSmallText, .anchor = TextAnchor::right, .room = kDeadline});
    }
    put_text(picture, {left, least.y + 67}, way_words(goal, facts), quiet);
  }

  const ReportSources& from_;
  std::size_t count_;
  std::vector<float> tops_;
};

}  // namespace

std::optional<Drawing> draw_goal_tree(const ReportSources& from) {
  if (from.goals.empty()) return std::nullopt;
  return GoalTreePicture(from).draw();
}

}  // namespace tongzhou
