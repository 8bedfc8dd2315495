// What pictures share. For src/documents/picture*.cpp alone.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/function_ref.h"
#include "documents/pictures.h"
#include "documents/reports_inside.h"

namespace tongzhou {

// Points.
inline constexpr float kPictureMargin = 18, kPictureTop = 50;  // where the contents begin
inline constexpr float kTitleText = 8, kSmallText = 7;
inline constexpr float kHalfText = 2.8F;  // of these, from the middle to the base line
inline constexpr float kLeading = 10.5F;  // of lines of kTitleText

// At most: fonts differ.
float likely_width(std::string_view text, const Drawing::TextStyle& style);

// The text in at most so many lines that fit into the room, each without control characters; the
// last one is cut where more is left.
std::vector<std::string> wrapped(std::string_view text, std::size_t most,
                                 const Drawing::TextStyle& style);
void put_text(Drawing& picture, DrawPoint at, std::string_view text,
              const Drawing::TextStyle& style);
// `at` is on the base line of the first line. How many there are.
std::size_t put_lines(Drawing& picture, DrawPoint at, std::string_view text, std::size_t most,
                      const Drawing::TextStyle& style);
// The same, the lines in the middle of `at`.
void put_lines_around(Drawing& picture, DrawPoint at, std::string_view text, std::size_t most,
                      const Drawing::TextStyle& style);

struct CardStyle {
  Ink edge = Ink::line, fill = Ink::white;
  float thickness = 0.8F;
};
void put_card(Drawing& picture, DrawPoint least, DrawPoint most, const CardStyle& style);
void put_diamond(Drawing& picture, Ink ink, DrawPoint middle);
// The head at the last point, to the right.
void put_arrow(Drawing& picture, Ink ink, float thickness, std::vector<DrawPoint> points);

std::string title_or_untitled(const ReportSources& from, const std::string& title);
Ink ink_of(Course course);

// --- A matrix ------------------------------------------------------------------------------------

struct MatrixCell {
  std::string text{};
  Ink ink = Ink::text;
  CardStyle card{.edge = Ink::white};
};
struct MatrixRow {
  std::string name;
  int depth = 0;
  Word note = Word::none;  // of every row or of none
  Ink note_ink = Ink::quiet;
};
struct Matrix {
  std::span<const std::string> heads;
  std::size_t rows = 0;
  FunctionRef<MatrixRow(std::size_t)> row;
  FunctionRef<MatrixCell(std::size_t, std::size_t)> cell;  // of a row, in a column
  float most_cell = 84;                                    // how wide it is at most
  Word note_head = Word::none;                             // without notes
};
// Below the head. Where it ends.
DrawPoint put_matrix(Drawing& picture, Language language, const Matrix& matrix);

// --- The whole -----------------------------------------------------------------------------------

Drawing new_picture(const ReportSources& from, Word what);

// What stands below the contents. Its mark is a diamond where the ink is that of text, none where
// it is quiet.
struct PictureKey {
  Word word;
  Ink ink;
};
// Ground, head and keys around contents that end at `end`; `left_out`: how many are not shown.
void finish(Drawing& picture, const ReportSources& from, DrawPoint end,
            std::initializer_list<PictureKey> keys, std::size_t left_out);

}  // namespace tongzhou
