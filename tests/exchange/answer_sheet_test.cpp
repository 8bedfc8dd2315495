#include "exchange/answer_sheet.h"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "core/ports.h"

namespace tongzhou {
namespace {

AnswerSheet some_answer() {
  return {
      .plan = {0x9f3c5a7be2d10846},
      .survey = {0x11},
      .department = {0x22},
      .ticket = 0x8000000000000001,
      .revision = 1,
      .answers = {{.question = {0x31}, .row = 0, .choices = {4}, .text = {}},
                  {.question = {0x32}, .row = 2, .choices = {0, 3}, .text = {}},
                  {.question = {0x33}, .row = 0, .choices = {}, .text = "交期“总在变”\n第二行"}},
      .topic = {},
      .text = {},
      .name = {}};
}

AnswerSheet some_suggestion(std::string text) {
  return {.plan = {7},
          .survey = {},
          .department = {},
          .ticket = 9,
          .revision = 2,
          .answers = {},
          .topic = "例会",
          .text = std::move(text),
          .name = {}};
}

TEST_CASE("an answer comes back as it was written") {
  for (const AnswerSheet& sheet : {some_answer(), some_suggestion("改成两周一次")}) {
    const ReadAnswers read = read_answers(write_answer(sheet));
    CHECK(read.flaws.empty());
    REQUIRE(read.sheets.size() == 1);
    CHECK(read.sheets.front() == sheet);
  }
}

TEST_CASE("an answer survives the ways of mail") {
  const std::string block = write_answer(some_answer());
  std::string quoted = "Am 28.11. schrieb jemand:\r\n";
  for (const char c : block) {
    if (quoted.back() == '\n') quoted += "> > ";
    quoted += c == '\n' ? std::string("\r\n") : std::string(1, c);
  }
  std::string wrapped;  // after every tenth character
  const std::size_t body = block.find('\n') + 1, end = block.find("-----END");
  for (std::size_t i = 0; i < block.size(); ++i) {
    wrapped += block[i];
    if (i >= body && i < end && i % 10 == 0) wrapped += "\n  ";
  }
  for (const std::string& text : {quoted, wrapped, "before " + block + " after"}) {
    const ReadAnswers read = read_answers(text);
    REQUIRE(read.sheets.size() == 1);
    CHECK(read.sheets.front() == some_answer());
  }
  CHECK(read_answers(block + quoted + wrapped).sheets.size() == 3);
}

TEST_CASE("all answers of one kind are of one length, whatever is in them") {
  const std::size_t length = write_answer(some_suggestion("a")).size();
  CHECK(write_answer(some_suggestion(std::string(900, 'x'))).size() == length);
  CHECK(write_answer(some_answer()).size() == length);
  CHECK(write_answer(some_suggestion(std::string(3000, 'x'))).size() > length);
}

TEST_CASE("what was altered, cut off or is newer is told apart") {
  const std::string block = write_answer(some_answer());
  std::string altered = block;
  const std::size_t at = block.find('\n') + 40;
  altered[at] = altered[at] == 'A' ? 'B' : 'A';
  CHECK(read_answers(altered).flaws == std::vector{AnswerFlaw::altered});
  CHECK(read_answers(block.substr(0, block.size() / 2)).flaws == std::vector{AnswerFlaw::altered});
  // The end of one is not taken for that of the one before.
  const ReadAnswers half = read_answers(block.substr(0, block.size() / 2) + "\n" + block);
  CHECK(half.flaws.size() == 1);
  CHECK(half.sheets.size() == 1);
  CHECK_FALSE(holds_answers("a plan, a table, a letter"));
  CHECK(read_answers("a plan, a table, a letter").sheets.empty());

  // {"tongzhou":"answer","version":2}
  const ReadAnswers newer = read_answers(
      "-----BEGIN TONGZHOU ANSWER-----\n"
      "eyJ0b25nemhvdSI6ImFuc3dlciIsInZlcnNpb24iOjJ9\n"
      "-----END TONGZHOU ANSWER b998f607-----\n");
  CHECK(newer.flaws == std::vector{AnswerFlaw::newer});
}

TEST_CASE("a hundred thousand beginnings without an end are read as quickly as they come") {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "BEGIN TONGZHOU ANSWER ";
  CHECK(read_answers(text).flaws.size() == 100'000);
}

TEST_CASE("any bytes are read without harm") {
  const std::string block = write_answer(some_suggestion("一段话"));
  CHECK(rc::check([&] {
    std::string text = block;
    for (int i = 0; i < 3; ++i)
      text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
    const ReadAnswers read = read_answers(text);
    RC_ASSERT(read.sheets.size() + read.flaws.size() <= 1U);
    if (!read.sheets.empty()) RC_ASSERT(read.sheets.front() == some_suggestion("一段话"));
  }));
}

}  // namespace
}  // namespace tongzhou
