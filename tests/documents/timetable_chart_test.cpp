// The Gantt chart on paper, and as a diagram in text.
#include "documents/timetable_chart.h"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "app/reports.h"
#include "documents/letter.h"
#include "documents/markdown.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

constexpr DrawPoint kRoom{400, 200};

TimetableChart chart_of(const OpenPlan& open, Day today) {
  return timetable_chart(report_sources(open, today, Language::english));
}

std::string texts_of(const Drawing& drawing) {
  std::string all;
  for (const Shape& shape : drawing.shapes)
    if (shape.kind == Shape::Kind::text) all += shape.text + "|";
  return all;
}

TimetableChart random_chart() {
  TimetableChart chart{.language = Language::chinese, .title = {}, .lines = {}, .links = {}};
  const auto count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i) {
    const Day first = from_civil(2026, 1, 1) + *rc::gen::inRange(0, 400);
    ChartLine line{.title = *rc::gen::string<std::string>(),
                   .kind = *rc::gen::element(ChartLine::Kind::task, ChartLine::Kind::milestone),
                   .first = first,
                   .last = first,
                   .done = *rc::gen::element(0.0F, 0.5F, 1.0F),
                   .late = *rc::gen::arbitrary<bool>()};
    if (line.kind == ChartLine::Kind::task) line.last = first + *rc::gen::inRange(0, 30);
    chart.lines.push_back(line);
  }
  return chart;
}

}  // namespace

TEST_CASE("a plan as a chart: its tasks, their days, what is done and what is late") {
  const TextPlan text = plan_from_text(
      "design 3d dept A 100%; build 5d dept B after design 40%; launch milestone after build");
  const OpenPlan open(text.plan);
  const TimetableChart early = chart_of(open, from_civil(2000, 1, 1));
  REQUIRE(early.lines.size() == 3);
  CHECK(early.lines[0].done == 1);
  CHECK(early.lines[0].last - early.lines[0].first == 2);
  CHECK(early.lines[2].kind == ChartLine::Kind::milestone);
  CHECK(early.links.size() == 2);
  CHECK_FALSE(early.lines[1].late);
  const TimetableChart after = chart_of(open, from_civil(2100, 1, 1));
  CHECK(after.lines[1].late);
  CHECK_FALSE(after.lines[0].late);  // it is done
}

TEST_CASE("a task that pauses is drawn in parts, by whole days") {
  TextPlan text = plan_from_text("a 6d");
  const Day monday = from_civil(2026, 8, 24);
  const auto pause = [&](Instant from, Instant until) {
    text.add(Pause{.task = text["a"], .from = from, .until = until});
  };
  pause(at(monday + 1, 17 * 60), at(monday + 4, 8 * 60));
  pause(at(monday + 7, 10 * 60), at(monday + 7, 12 * 60));  // of a day that is worked on
  pause(at(monday + 90, 0), at(monday + 99, 0));            // when it is done
  const TimetableChart chart = chart_of(OpenPlan(text.plan), {});
  REQUIRE(chart.lines.size() == 1);
  const auto days = std::pair(monday + 2, monday + 3);
  REQUIRE(chart.lines[0].pauses.size() == 2);
  CHECK(chart.lines[0].pauses[0] == days);
  const std::vector<Drawing> pages = draw_timetable(chart, kRoom);
  REQUIRE(pages.size() == 1);
  const auto boxes = std::ranges::count_if(pages[0].shapes, [](const Shape& shape) {
    return shape.ink == Ink::bar && shape.kind == Shape::Kind::area;
  });
  CHECK(boxes == 2);
}

TEST_CASE("pages repeat the head, hold all lines in order, and stay within the paper") {
  TimetableChart chart{.language = Language::english, .title = "Launch", .lines = {}, .links = {}};
  for (int i = 0; i < 25; ++i)
    chart.lines.push_back({.title = "task " + std::to_string(i),
                           .first = from_civil(2026, 1, 5) + i,
                           .last = from_civil(2026, 1, 9) + 2 * i});
  for (std::uint32_t i = 0; i + 1 < 25; ++i) chart.links.push_back({i, i + 1, LinkType{}});
  chart.today = from_civil(2026, 1, 20);
  const std::vector<Drawing> pages = draw_timetable(chart, kRoom);
  REQUIRE(pages.size() == 3);  // ten lines on each
  int next = 0;
  for (const Drawing& page : pages) {
    CHECK(page.width <= kRoom.x);
    CHECK(page.height <= kRoom.y);
    const std::string texts = texts_of(page);
    CHECK(texts.find("Launch|") != std::string::npos);
    CHECK(texts.find("2026") != std::string::npos);
    for (int line = 0; line < 10 && next < 25; ++line)
      CHECK(texts.find("task " + std::to_string(next++) + "|") != std::string::npos);
    for (const Shape& shape : page.shapes)
      for (const DrawPoint point : shape.points) {
        CHECK(point.x >= 0);
        CHECK(point.x <= page.width);
        CHECK(point.y >= 0);
        CHECK(point.y <= page.height);
      }
  }
  CHECK(next == 25);
}

TEST_CASE("nothing to draw is a head without lines") {
  const std::vector<Drawing> pages = draw_timetable({}, kRoom);
  REQUIRE(pages.size() == 1);
  CHECK(pages[0].height < 40);
}

TEST_CASE("a chart as a diagram, exactly") {
  TimetableChart chart{.language = Language::english, .title = "A: b", .lines = {}, .links = {}};
  const Day day = from_civil(2026, 8, 3);
  chart.lines = {{.title = "One", .kind = ChartLine::Kind::phase, .first = day, .last = day + 4},
                 {.title = "x; y", .level = 1, .first = day, .last = day + 2, .done = 1},
                 {.title = "z", .level = 1, .first = day + 3, .last = day + 4, .late = true},
                 {.title = "end",
                  .kind = ChartLine::Kind::milestone,
                  .first = day + 4,
                  .last = day + 4,
                  .done = 0.5F}};
  const std::string diagram = to_mermaid(chart);
  CHECK(diagram ==
        "gantt\n  dateFormat YYYY-MM-DD\n  inclusiveEndDates\n  todayMarker off\n  title A： b\n"
        "  section One\n  x； y :done, 2026-08-03, 2026-08-05\n"
        "  z :crit, 2026-08-06, 2026-08-07\n"
        "  end :active, milestone, 2026-08-07, 2026-08-07\n");
  const auto back = read_mermaid(diagram, Language::english);
  REQUIRE(back);
  REQUIRE(back->lines.size() == 4);
  CHECK(back->lines[0].kind == ChartLine::Kind::phase);
  CHECK(back->lines[0].first == day);
  CHECK(back->lines[0].last == day + 4);
  CHECK(back->lines[1].level == 1);
  CHECK(back->lines[2].late);
  CHECK(to_mermaid(*back) == diagram);
  CHECK_FALSE(read_mermaid("graph TD\n a-->b\n", Language::english));
}

TEST_CASE("a diagram brings back every line, whatever its title") {
  CHECK(rc::check([] {
    const TimetableChart chart = random_chart();
    const auto back = read_mermaid(to_mermaid(chart), chart.language);
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->lines.size() == chart.lines.size());
    for (std::size_t i = 0; i < chart.lines.size(); ++i) {
      RC_ASSERT(back->lines[i].first == chart.lines[i].first);
      RC_ASSERT(back->lines[i].last == chart.lines[i].last);
      RC_ASSERT(back->lines[i].kind == chart.lines[i].kind);
      RC_ASSERT(back->lines[i].late == chart.lines[i].late);
      RC_ASSERT(back->lines[i].done == chart.lines[i].done);
    }
  }));
}

TEST_CASE("a chart goes through Markdown, and is drawn in every form") {
  const TextPlan text = plan_from_text("design 3d dept A; build 5d dept B after design");
  const OpenPlan open(text.plan);
  Document made = make_chart(report_sources(open, from_civil(2026, 1, 1), Language::english), {});
  REQUIRE(made.blocks.size() == 1);
  const std::string markdown = to_markdown(made);
  CHECK(markdown.starts_with("```mermaid\ngantt\n"));
  Document back{.language = Language::english, .title = {}, .subtitle = {}, .blocks = {}};
  add_markdown(back, "before\n\n" + markdown + "\nafter\n");
  REQUIRE(back.blocks.size() == 3);
  CHECK(back.blocks[1].kind == Block::Kind::chart);
  CHECK(to_markdown(back) == "before\n\n" + markdown + "\nafter\n");
  CHECK(to_html(back).find("<figure>\n<svg") != std::string::npos);
  CHECK(to_text(back).find("design\t") != std::string::npos);
  // Code that is no such diagram is what it says.
  Document code{.language = Language::english, .title = {}, .subtitle = {}, .blocks = {}};
  add_markdown(code, "```mermaid\ngraph TD\n```\n");
  REQUIRE(code.blocks.size() == 1);
  CHECK(code.blocks[0].kind == Block::Kind::paragraph);
  CHECK(code.blocks[0].text == "graph TD");
}

}  // namespace tongzhou
