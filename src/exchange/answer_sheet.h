// What a filled-in form comes back as: a short text that survives mail. FORMAT.md has the layout.
//
//   -----BEGIN TONGZHOU ANSWER-----
//   eyJ0b25nemhvdSI6ImFuc3dlciIsInZlcnNpb24iOjEsInBsYW4iOiI5ZjNjNWE3YmUyZDEw
//   ...
//   -----END TONGZHOU ANSWER 5d41402a-----
//
// Nothing in it tells who, when or where: no name but one that was typed, no time, no replica. It
// is padded, so that its length does not tell either.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ports.h"
#include "core/result.h"
#include "model/records.h"

namespace tongzhou {

// The answer to one question, or to one row of a grid.
struct QuestionAnswer {
  Id<Question> question;
  std::int32_t row = 0;
  std::vector<std::int32_t> choices;  // numbers of options, from 0; of a recommendation 0 to 10
  std::string text;
  bool operator==(const QuestionAnswer&) const = default;
};

struct AnswerSheet {
  AnyId plan;
  Id<Survey> survey;  // unset: it is a suggestion
  Id<Department> department;
  // A random number of the form, drawn when it was opened, and how often it was made since.
  std::uint64_t ticket = 0;
  std::int32_t revision = 0;
  std::vector<QuestionAnswer> answers;
  std::string topic, text, name;  // of a suggestion
  bool operator==(const AnswerSheet&) const = default;
};

inline constexpr std::size_t kAnswerPadding = 2048;  // bytes, to a multiple of which it is filled
inline constexpr std::size_t kLargestAnswer = 64 * 1024;

// Whether the text holds at least one.
bool holds_answers(std::string_view text);

// Every answer of a text: of a saved file, or of a mail with what stands around it, its lines
// quoted by ">" or wrapped anew. Of each that cannot be read, why: altered or damaged (CRC-32, no
// protection against who wants to forge one), or of a newer version.
enum class AnswerFlaw : std::uint8_t { altered, newer };
struct ReadAnswers {
  std::vector<AnswerSheet> sheets;
  std::vector<AnswerFlaw> flaws;
};
ReadAnswers read_answers(std::string_view text);

std::string write_answer(const AnswerSheet& sheet);

}  // namespace tongzhou
