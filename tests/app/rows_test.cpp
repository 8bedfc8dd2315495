#include "app/rows.h"

#include <catch2/catch_test_macros.hpp>

#include "support/iconv_codec.h"
#include "support/plan_text.h"

using namespace tongzhou;

namespace {

struct Reader {
  explicit Reader(std::string_view words) : text(plan_from_text(words)), open(text.plan) {}

  // Titles of the visible rows; those that are shown for others' sake in brackets.
  std::string shown() {
    std::string words;
    for (const VisibleRow& row : rows.update(open, filter, folds, pinyin, now)) {
      const std::string& title =
          open.plan().table<Task>()[open.outline().rows[row.outline_row].task].record.title;
      words += (words.empty() ? "" : " ") + (row.fits ? title : "[" + title + "]");
    }
    return words;
  }

  TextPlan text;
  OpenPlan open;
  Filter filter;
  Folds folds;
  Rows rows;
  Pinyin pinyin{test::IconvCodec{}};
  Instant now = at(from_civil(2026, 8, 26), 9 * 60);
};

}  // namespace

TEST_CASE("folded phases hide what is under them") {
  Reader reader("a 1d; b 1d in p; c 1d in q; q in p; d 1d");
  CHECK(reader.shown() == "a p b q c d");
  reader.folds.set_folded(reader.text["q"], true);
  CHECK(reader.shown() == "a p b q d");
  reader.folds.fold_all(reader.open);
  CHECK(reader.shown() == "a p d");
  CHECK_FALSE(reader.rows.find(reader.open, reader.text["b"]));
  CHECK(reader.rows.find(reader.open, reader.text["d"]) == 2);
  reader.folds.unfold_all();
  CHECK(reader.shown() == "a p b q c d");
}

TEST_CASE("a filter shows what fits, and above it the phases, folded or not") {
  Reader reader("需求 1d in 产品; 设计 2d in 产品 dept 研发; 宣传 3d in 市场 dept 市场部");
  reader.folds.fold_all(reader.open);
  reader.filter.text = "sj";
  CHECK(reader.shown() == "[产品] 设计");
  CHECK(reader.rows.fitting_count() == 1);
  reader.filter = {.department = reader.text.departments.at("市场部")};
  CHECK(reader.shown() == "[市场] 宣传");
  reader.filter = {.department = Id<Department>{}};
  CHECK(reader.shown() == "产品 需求 市场");
}

TEST_CASE("states are those of the timetable at this hour") {
  Reader reader(
      "done 1d started 2026-08-24 finished 2026-08-24; going 5d started 2026-08-24 20%;"
      "late 1d; later 2d after going; slack 1d snet 2026-08-27");
  reader.filter.state = TaskState::done;
  CHECK(reader.shown() == "done");
  reader.filter.state = TaskState::in_progress;
  CHECK(reader.shown() == "going");
  reader.filter.state = TaskState::late;
  CHECK(reader.shown() == "late");
  reader.filter.state = TaskState::not_started;
  CHECK(reader.shown() == "late later slack");
  reader.filter.state = TaskState::critical;
  CHECK(reader.shown() == "going later");
}

TEST_CASE("rows are made anew only when something they depend on changed") {
  Reader reader("a 1d; b 1d");
  const auto* first =
      reader.rows.update(reader.open, {}, reader.folds, reader.pinyin, reader.now).data();
  ChangeBuilder builder(reader.open.plan(), reader.text.random, {});
  builder.set<&Task::percent>(reader.text["a"], 50);
  REQUIRE(reader.open.edit(std::move(builder).take(), reader.text.replica, {}));
  CHECK(reader.rows.update(reader.open, {}, reader.folds, reader.pinyin, reader.now).data() ==
        first);
  reader.filter.text = "b";
  CHECK(reader.shown() == "b");
}
