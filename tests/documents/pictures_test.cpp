// The diagrams of a plan as pictures.
#include "documents/pictures.h"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "app/reports.h"
#include "app/templates.h"
#include "documents/document.h"
#include "insight/cadence.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

const Day kMonday = from_civil(2026, 8, 24);

ReportSources sources(const OpenPlan& open, Language language = Language::english) {
  return report_sources(open, kMonday, language);
}

Coverage coverage_of(const OpenPlan& open) {
  const auto matters = find_matters(open.plan(), open.outline(), open.schedule(), open.calendars(),
                                    open.goals(), kMonday);
  return find_coverage(open.plan(), matters, "");
}

// All texts in the order drawn; lines of one text follow each other.
std::string texts(const Drawing& picture) {
  std::string all;
  for (const Shape& shape : picture.shapes)
    if (shape.kind == Shape::Kind::text) {
      all += shape.text;
      if (!shape.text.ends_with(' ')) all += ' ';
    }
  return all;
}
std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}
bool tells(const Drawing& picture, std::string_view title) {
  return without_blanks(texts(picture)).find(without_blanks(std::string(title))) !=
         std::string::npos;
}

struct TestBox {
  DrawPoint least, most;
  Ink ink{};
  float width() const { return most.x - least.x; }
  float height() const { return most.y - least.y; }
  bool holds(DrawPoint at) const {
    return at.x >= least.x && at.x <= most.x && at.y >= least.y && at.y <= most.y;
  }
};
std::vector<TestBox> boxes(const Drawing& picture, float width, float height) {
  std::vector<TestBox> all;
  for (const Shape& shape : picture.shapes) {
    if (shape.kind != Shape::Kind::area || shape.points.size() != 4) continue;
    const TestBox box{shape.points[0], shape.points[2], shape.ink};
    if (std::abs(box.width() - width) < 0.01F && std::abs(box.height() - height) < 0.01F)
      all.push_back(box);
  }
  return all;
}
std::vector<TestBox> tasks_of(const Drawing& picture) { return boxes(picture, 118, 52); }
std::vector<TestBox> goals_of(const Drawing& picture) { return boxes(picture, 206, 76); }

// The box in which a text stands.
const TestBox& box_with(const Drawing& picture, const std::vector<TestBox>& all,
                        std::string_view text) {
  for (const Shape& shape : picture.shapes)
    if (shape.kind == Shape::Kind::text && shape.text == text)
      for (const TestBox& box : all)
        if (box.holds(shape.points[0])) return box;
  FAIL("no box says " << text);
  return all.front();
}

// On its ground, with finite numbers and clean texts.
void check_sound(const Drawing& picture) {
  REQUIRE_FALSE(picture.shapes.empty());
  CHECK(picture.shapes.front().ink == Ink::white);
  CHECK(picture.shapes.front().points[2] == DrawPoint{picture.width, picture.height});
  CHECK_FALSE(picture.name.empty());
  bool inside = true, clean = true;
  for (const Shape& shape : picture.shapes) {
    for (const DrawPoint at : shape.points)
      inside = inside && at.x >= 0 && at.x <= picture.width && at.y >= 0 && at.y <= picture.height;
    if (shape.kind != Shape::Kind::text) continue;
    const float width = drawn_width(shape.text, shape.size);
    const float left = shape.anchor == TextAnchor::left    ? 0
                       : shape.anchor == TextAnchor::right ? width
                                                           : width / 2;
    const float begin = shape.points[0].x - left;
    inside = inside && begin >= 0 && begin + width <= picture.width;
    clean = clean && std::ranges::none_of(
                         shape.text, [](char c) { return static_cast<unsigned char>(c) < ' '; });
  }
  CHECK(inside);
  CHECK(clean);
}

void check_apart(const std::vector<TestBox>& all) {
  std::size_t overlapping = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t k = i + 1; k < all.size(); ++k)
      overlapping += all[i].least.x < all[k].most.x && all[k].least.x < all[i].most.x &&
                     all[i].least.y < all[k].most.y && all[k].least.y < all[i].most.y;
  CHECK(overlapping == 0);
}

// Where arrows begin and end.
struct TestArrow {
  DrawPoint from, to;
};
std::vector<TestArrow> arrows(const Drawing& picture) {
  std::vector<TestArrow> all;
  for (std::size_t i = 0; i + 1 < picture.shapes.size(); ++i) {
    const Shape &line = picture.shapes[i], &head = picture.shapes[i + 1];
    if (line.kind == Shape::Kind::line && head.kind == Shape::Kind::area && head.points.size() == 3)
      all.push_back({line.points.front(), head.points.front()});
  }
  return all;
}
// Each leaves a box at the middle of its right edge and reaches one further right at its left edge.
void check_arrows(const Drawing& picture, const std::vector<TestBox>& all) {
  const auto meets = [](const TestBox& box, float x, DrawPoint at) {
    return std::abs(at.x - x) < 0.01F && std::abs(at.y - (box.least.y + box.most.y) / 2) < 0.01F;
  };
  for (const TestArrow& arrow : arrows(picture)) {
    CHECK(std::ranges::count_if(
              all, [&](const TestBox& box) { return meets(box, box.most.x, arrow.from); }) == 1);
    CHECK(std::ranges::count_if(
              all, [&](const TestBox& box) { return meets(box, box.least.x, arrow.to); }) == 1);
    CHECK(arrow.from.x < arrow.to.x);
  }
}

std::vector<Drawing> all_pictures(const OpenPlan& open) {
  std::vector<Drawing> all;
  const auto add = [&](std::optional<Drawing> picture) {
    if (picture) all.push_back(*std::move(picture));
  };
  add(draw_task_network(sources(open)));
  add(draw_goal_tree(sources(open)));
  for (const auto& entry : open.plan().table<Issue>().live())
    add(draw_cause_effect(sources(open), entry.id));
  add(draw_channel_coverage(sources(open), coverage_of(open)));
  add(draw_duties(sources(open)));
  return all;
}

OpenPlan sample(Language language) {
  SeededRandom random(7);
  return *make_from_template("product_launch", language, kMonday, random);
}

}  // namespace

TEST_CASE("the sample plan as pictures: everything is told, apart and within the picture") {
  for (const Language language : {Language::chinese, Language::english}) {
    const OpenPlan open = sample(language);
    for (const Drawing& picture : all_pictures(open)) check_sound(picture);
    const auto network = draw_task_network(sources(open, language));
    REQUIRE(network);
    for (const Outline::Row& row : open.outline().rows)
      if (!open.schedule().tasks[row.task].summary)
        CHECK(tells(*network, open.plan().table<Task>()[row.task].record.title));
    const auto tree = draw_goal_tree(sources(open, language));
    const auto duties = draw_duties(sources(open, language));
    REQUIRE(tree);
    REQUIRE(duties);
    for (const auto& entry : open.plan().table<Goal>().live()) {
      CHECK(tells(*tree, entry.record.title));
      CHECK(tells(*duties, entry.record.title));
    }
    for (const auto& entry : open.plan().table<Cause>().live()) {
      const auto causes = draw_cause_effect(sources(open, language), entry.record.issue);
      REQUIRE(causes);
      CHECK(causes->width <= kA4Across.x);
      CHECK(tells(*causes, entry.record.why));
    }
    check_apart(tasks_of(*network));
    check_arrows(*network, tasks_of(*network));
    CHECK(tree->width <= kA4Across.x);
    check_apart(goals_of(*tree));
    check_arrows(*tree, goals_of(*tree));
    CHECK(duties->width <= kA4Across.x);
    CHECK(duties->height <= kA4Across.y);
  }
}

TEST_CASE("nothing to show is no picture") {
  SeededRandom random(1);
  const OpenPlan open = make_empty_plan("", Language::english, kMonday, random);
  CHECK(all_pictures(open).empty());
  CHECK_FALSE(draw_cause_effect(sources(open), Id<Issue>{1}));
}

TEST_CASE("columns of the network grow along links, long ones pass other boxes by") {
  const TextPlan text = plan_from_text(
      "a 1d; b 1d after a; c 1d after b; d milestone after c after a; e 2d after c; lone 1d");
  const OpenPlan open(text.plan);
  const auto picture = draw_task_network(sources(open));
  REQUIRE(picture);
  const std::vector<TestBox> all = tasks_of(*picture);
  CHECK(all.size() == 6);
  CHECK(arrows(*picture).size() == 5);
  check_apart(all);
  check_arrows(*picture, all);
  const auto at = [&](std::string_view title) { return box_with(*picture, all, title).least; };
  CHECK(at("a").x < at("b").x);
  CHECK(at("b").x < at("c").x);
  CHECK(at("c").x < at("d").x);
  CHECK(at("d").x == at("e").x);
  CHECK(at("lone").y > std::max(at("d").y, at("e").y) + 52);
  for (const Shape& shape : picture->shapes)
    if (shape.kind == Shape::Kind::line && shape.points.size() > 2)
      for (std::size_t i = 1; i + 1 < shape.points.size(); ++i)
        for (const TestBox& box : all)
          CHECK_FALSE((shape.points[i].x > box.least.x + 0.1F &&
                       shape.points[i].x < box.most.x - 0.1F && box.holds(shape.points[i])));
}

TEST_CASE("what is critical and what is done has its ink, a milestone its mark") {
  const TextPlan text =
      plan_from_text("early 1d 100%; long 9d; short 1d; end milestone after long after short");
  const OpenPlan open(text.plan);
  const auto picture = draw_task_network(sources(open));
  REQUIRE(picture);
  const std::vector<TestBox> all = tasks_of(*picture);
  CHECK(box_with(*picture, all, "long").ink == Ink::late);
  CHECK(box_with(*picture, all, "early").ink == Ink::done);
  CHECK(box_with(*picture, all, "short").ink == Ink::quiet);
  const TestBox& end = box_with(*picture, all, "end");
  std::size_t marks = 0;
  for (const TestBox& box : all)
    for (const Shape& shape : picture->shapes)
      if (shape.kind == Shape::Kind::area && shape.points.size() == 4 &&
          shape.points[0].x == shape.points[2].x && box.holds(shape.points[0])) {
        CHECK(box.least == end.least);
        ++marks;
      }
  CHECK(marks == 1);
}

TEST_CASE("a link of a phase leaves what ends it and reaches what begins the next") {
  const TextPlan text = plan_from_text(
      "first 1d in one; second 1d in one after first; beside 1d in one; "
      "next 1d in two; last 1d in two after next; two after one");
  const OpenPlan open(text.plan);
  const auto picture = draw_task_network(sources(open));
  REQUIRE(picture);
  const std::vector<TestBox> all = tasks_of(*picture);
  CHECK(all.size() == 5);
  CHECK(arrows(*picture).size() == 4);  // within each one, and from "second" and "beside" to "next"
  check_arrows(*picture, all);
  const auto x = [&](std::string_view title) { return box_with(*picture, all, title).least.x; };
  CHECK(x("second") < x("next"));
  CHECK(x("beside") == x("second"));  // not far from what follows it
}

TEST_CASE("links in a ring still make a picture, without one of them") {
  TextPlan text = plan_from_text("a 1d; b 1d after a; c 1d after b; d 1d after c");
  text.add(Dependency{.from = text["c"], .to = text["a"]});
  const OpenPlan open(text.plan);
  const auto picture = draw_task_network(sources(open));
  REQUIRE(picture);
  CHECK(arrows(*picture).size() == 3);
  check_apart(tasks_of(*picture));
  check_arrows(*picture, tasks_of(*picture));
}

TEST_CASE("a network of many tasks ends after the most, and tells how many more there are") {
  std::string words;
  for (std::size_t i = 0; i < kMostInPicture + 20; ++i) {
    words += "t" + std::to_string(i) + " 1d";
    for (const std::size_t before : {std::size_t{1}, std::size_t{7}, std::size_t{40}})
      if (i >= before && i % 5 != 0) words += " after t" + std::to_string(i - before);
    words += ";";
  }
  const TextPlan text = plan_from_text(words);
  const OpenPlan open(text.plan);
  const auto picture = draw_task_network(sources(open));
  REQUIRE(picture);
  check_sound(*picture);
  CHECK(tasks_of(*picture).size() == kMostInPicture);
  CHECK(tells(*picture, "and 20 more"));
  check_apart(tasks_of(*picture));
  check_arrows(*picture, tasks_of(*picture));
}

TEST_CASE("a parent stands in the middle of its shares, which stand right of it") {
  PlanEditor edit;
  const auto top = edit.add(Goal{.title = "top"});
  for (const char* title : {"one", "two", "three"})
    edit.add(Goal{.title = title, .parent = top, .order = title, .target = 5});
  const OpenPlan open(edit.plan);
  const auto picture = draw_goal_tree(sources(open));
  REQUIRE(picture);
  const std::vector<TestBox> all = goals_of(*picture);
  REQUIRE(all.size() == 4);
  CHECK(arrows(*picture).size() == 3);
  float sum = 0;
  for (const char* title : {"one", "two", "three"}) {
    const TestBox& share = box_with(*picture, all, title);
    CHECK(share.least.x > box_with(*picture, all, "top").most.x);
    sum += share.least.y;
  }
  CHECK(std::abs(box_with(*picture, all, "top").least.y - sum / 3) < 0.1F);
}

TEST_CASE("a fishbone is as tall as its causes, roots in their ink and none over another") {
  PlanEditor edit;
  const auto issue = edit.add(Issue{.title = "Too loud"});
  const auto other = edit.add(Issue{.title = "Other"});
  const auto unasked = edit.add(Issue{.title = "New"});
  edit.add(Cause{.why = "elsewhere", .issue = other});
  const std::string tail = " is told in more words than a single line of the bone holds";
  Id<Cause> above;
  for (int i = 0; i < 40; ++i)
    above = edit.add(Cause{.why = "cause " + std::to_string(i) + (i % 3 == 0 ? tail : ""),
                           .issue = issue,
                           .parent = i % 4 == 0 ? Id<Cause>{} : above,
                           .category = i < 20 ? CauseCategory::method : CauseCategory::measure,
                           .root = i % 4 == 3,
                           .order = std::to_string(100 + i)});
  const OpenPlan open(edit.plan);
  const auto picture = draw_cause_effect(sources(open), issue);
  REQUIRE(picture);
  check_sound(*picture);
  CHECK(tells(*picture, "Too loud"));
  CHECK_FALSE(tells(*picture, "elsewhere"));
  std::vector<float> lines;  // of the bones of method and, below it, measurement
  std::size_t causes = 0;
  for (const Shape& shape : picture->shapes) {
    if (shape.kind != Shape::Kind::text) continue;
    if (shape.points[0].x > 215 && shape.points[0].x < 390 && shape.text != "–")
      lines.push_back(shape.points[0].y);
    if (shape.text.starts_with("cause ")) {
      ++causes;
      const int number = std::stoi(shape.text.substr(6));
      CHECK((shape.ink == Ink::late) == (number % 4 == 3));
      CHECK(shape.strong == (number % 4 == 3));
    }
  }
  CHECK(causes == 40);
  CHECK(lines.size() > 50);
  std::ranges::sort(lines);
  for (std::size_t i = 1; i < lines.size(); ++i) CHECK(lines[i] - lines[i - 1] > 8);
  const auto blank = draw_cause_effect(sources(open), unasked);
  REQUIRE(blank);
  CHECK(blank->height < picture->height);
  for (const Word category : kCauseCategories)
    CHECK(tells(*blank, say(Language::english, category)));
}

TEST_CASE("gaps between departments are marked, and dashed in the ring") {
  TextPlan text = plan_from_text("design 3d dept A; build 5d dept B after design; sell 2d dept C");
  text.add(
      Channel{.name = "weekly", .departments = {{text.departments["A"], text.departments["C"]}}});
  const OpenPlan open(text.plan);
  const Coverage coverage = coverage_of(open);
  REQUIRE(coverage.departments.size() == 3);
  const auto gaps = std::ranges::count_if(coverage.pairs, &Coverage::Pair::is_gap);
  REQUIRE(gaps == 1);
  const auto picture = draw_channel_coverage(sources(open), coverage);
  REQUIRE(picture);
  check_sound(*picture);
  CHECK(picture->width <= kA4Across.x);
  std::size_t marked = 0, dashes = 0;
  for (const Shape& shape : picture->shapes) {
    marked += shape.kind == Shape::Kind::area && shape.ink == Ink::late;
    dashes += shape.kind == Shape::Kind::line && shape.ink == Ink::late;
  }
  CHECK(marked == 2);
  CHECK(dashes > 5);
  for (const char* name : {"A", "B", "C"}) CHECK(tells(*picture, name));
}

TEST_CASE("duties are told by their letters, and what is not clear in words") {
  TextPlan text = plan_from_text("x dept A; y dept B");
  const auto goal = text.add(Goal{.title = "Goal"});
  const auto a = text.departments["A"], b = text.departments["B"];
  for (const auto [department, part] :
       {std::pair{a, DutyPart::accountable}, std::pair{a, DutyPart::responsible},
        std::pair{b, DutyPart::informed}})
    text.add(Duty{.goal = goal, .department = department, .part = part});
  text.add(Goal{.title = "Nobody's"});
  const OpenPlan open(text.plan);
  const auto picture = draw_duties(sources(open));
  REQUIRE(picture);
  check_sound(*picture);
  for (const char* words : {"A/R", "I", "Goal", "Nobody's", "Clear", "Not assigned"})
    CHECK(tells(*picture, words));
}

TEST_CASE("hostile names are cut, in every picture") {
  std::string words(10000, 'W'), controls, broken(3000, '\xE4');
  for (int i = 0; i < 3000; ++i) controls += "\n\t\x01";
  std::string turned;
  for (int i = 0; i < 2000; ++i) turned += "\xE2\x80\xAE试产";
  for (const std::string& name : {words, controls, turned, broken, std::string()}) {
    TextPlan text = plan_from_text("a 1d dept A; b milestone dept B after a; c 1d after b");
    const auto person = text.add(Person{.name = name});
    for (const auto& [word, id] : text.tasks) text.set<&Task::title>(id, name);
    for (const auto& [word, id] : text.departments) text.set<&Department::name>(id, name);
    text.set<&PlanInfo::title>(text.plan.info_id(), name);
    const auto goal = text.add(Goal{.title = name,
                                    .department = text.departments["A"],
                                    .owner = person,
                                    .unit = name,
                                    .target = 1e300,
                                    .deadline = kMonday,
                                    .source = GoalSource::typed,
                                    .typed = -1e300});
    text.add(Duty{.goal = goal, .department = text.departments["A"]});
    const auto issue = text.add(Issue{.title = name});
    Id<Cause> above;
    for (int i = 0; i < 30; ++i)
      above = text.add(Cause{.why = name, .issue = issue, .parent = above, .root = i == 29});
    const OpenPlan open(text.plan);
    const std::vector<Drawing> pictures = all_pictures(open);
    REQUIRE(pictures.size() == 5);
    for (const Drawing& picture : pictures) {
      check_sound(picture);
      CHECK(picture.width <= kA4Across.x);
      CHECK(picture.height < 2500);
    }
    // Within the box in which it begins.
    for (const auto& [picture, all] : {std::pair{pictures[0], tasks_of(pictures[0])},
                                       std::pair{pictures[1], goals_of(pictures[1])}})
      for (const Shape& shape : picture.shapes)
        for (const TestBox& box : all) {
          if (shape.kind != Shape::Kind::text || !box.holds(shape.points[0])) continue;
          const float width = drawn_width(shape.text, shape.size);
          CHECK((shape.anchor == TextAnchor::right ? shape.points[0].x - width >= box.least.x
                                                   : shape.points[0].x + width <= box.most.x));
        }
  }
}

}  // namespace tongzhou
