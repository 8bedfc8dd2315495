#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "documents/document.h"
#include "documents/duty_words.h"
#include "documents/pictures_inside.h"
#include "model/in_order.h"

namespace tongzhou {
namespace {

constexpr float kHeadLine = 11, kMatrixRow = 24, kMatrixNote = 120;
constexpr float kLeastNames = 84, kMostNames = 190, kLeastCell = 48;
constexpr float kCoverageCell = 56;  // so that the ring stands beside a few departments
constexpr float kMatrixNoteAway = 10, kDepthIndent = 9, kCellGap = 2;
constexpr int kMostDepth = 6;
constexpr float kRingLabel = 64, kRingNode = 5, kLeastRing = 80, kRingEach = 6.5F;
constexpr float kBesideMatrix = 34;

float indent_of(const MatrixRow& row) {
  return kDepthIndent * static_cast<float>(std::min(row.depth, kMostDepth));
}

float widest_name(const Matrix& matrix) {
  float widest = kLeastNames;
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    const MatrixRow row = matrix.row(i);
    const Drawing::TextStyle style{.size = kTitleText, .strong = row.depth == 0};
    widest = std::max(widest, likely_width(row.name, style) + 12 + indent_of(row));
  }
  return std::min(widest, kMostNames);
}

}  // namespace

DrawPoint put_matrix(Drawing& picture, Language language, const Matrix& matrix) {
  const bool has_notes = matrix.note_head != Word::none;
  const float names = kPictureMargin + widest_name(matrix), note = has_notes ? kMatrixNote : 0;
  const auto columns = static_cast<float>(matrix.heads.size());
  const float cell = std::clamp((kA4Across.x - kPictureMargin - names - note) / columns, kLeastCell,
                                matrix.most_cell);
  const float notes = names + cell * columns + kMatrixNoteAway,
              right = names + cell * columns + note;
  Drawing::TextStyle small{.ink = Ink::quiet,
                           .size = kSmallText,
                           .anchor = TextAnchor::middle,
                           .strong = true,
                           .room = cell - 4};
  std::size_t lines = 1;
  for (const std::string& text : matrix.heads)
    lines = std::max(lines, wrapped(text, 2, small).size());
  float y = kPictureTop + kHeadLine * static_cast<float>(lines) + 6;
  float left = names;
  for (const std::string& text : matrix.heads) {
    put_lines_around(picture, {left + cell / 2, (kPictureTop + y) / 2}, text, 2, small);
    left += cell;
  }
  small.anchor = TextAnchor::left;
  small.room = note - kMatrixNoteAway;
  if (has_notes)
    put_lines_around(picture, {notes, (kPictureTop + y) / 2}, say(language, matrix.note_head), 1,
                     small);
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    const MatrixRow row = matrix.row(i);
    const float middle = y + kMatrixRow / 2;
    picture.line(Ink::line, 0.5F, {{kPictureMargin, y}, {right, y}});
    left = kPictureMargin + 2 + indent_of(row);
    put_lines_around(picture, {left, middle}, row.name, 2,
                     {.size = kTitleText, .strong = row.depth == 0, .room = names - 8 - left});
    left = names;
    for (std::size_t k = 0; k < matrix.heads.size(); ++k) {
      const MatrixCell shown = matrix.cell(i, k);
      put_card(picture, {left + kCellGap, y + kCellGap},
               {left + cell - kCellGap, y + kMatrixRow - kCellGap}, shown.card);
      put_lines_around(picture, {left + cell / 2, middle}, shown.text, 1,
                       {.ink = shown.ink,
                        .size = kTitleText,
                        .anchor = TextAnchor::middle,
                        .strong = true,
                        .room = cell - 8});
      left += cell;
    }
    small.ink = row.note_ink;
    if (has_notes) put_lines_around(picture, {notes, middle}, say(language, row.note), 2, small);
    y += kMatrixRow;
  }
  picture.line(Ink::line, 0.5F, {{kPictureMargin, y}, {right, y}});
  return {right, y};
}

namespace {

// --- Channels ------------------------------------------------------------------------------------

Ink ink_of_pair(const Coverage::Pair& pair) {
  if (pair.is_gap()) return Ink::late;
  return pair.is_thin() ? Ink::now : Ink::text;
}

MatrixCell coverage_cell(const Coverage::Pair& pair) {
  if (pair.channels.empty() && !pair.is_gap()) return {.text = "–", .ink = Ink::quiet};
  MatrixCell cell{.text = fmt::to_string(pair.channels.size())};
  if (pair.is_gap()) {
    cell.ink = Ink::white;
    cell.card = {.edge = Ink::late, .fill = Ink::late};
  } else if (pair.is_thin()) {
    cell.card = {.edge = Ink::now, .thickness = 1.6F};
  } else {
    cell.card = {.edge = Ink::ground, .fill = Ink::ground};
  }
  return cell;
}

void put_dashes(Drawing& picture, Ink ink, DrawPoint from, DrawPoint to) {
  constexpr float kDash = 5, kSpace = 3.5F;
  const DrawPoint way{to.x - from.x, to.y - from.y};
  const float length = std::sqrt(way.x * way.x + way.y * way.y);
  const DrawPoint step{way.x / length, way.y / length};
  const auto point = [&](float at) {
    return DrawPoint{from.x + step.x * at, from.y + step.y * at};
  };
  for (float at = 0; at < length; at += kDash + kSpace)
    picture.line(ink, 1.4F, {point(at), point(std::min(at + kDash, length))});
}

// Departments in a ring; lines as thick as there are channels, dashed where one is missing.
void put_ring(Drawing& picture, DrawPoint middle, float radius, std::span<const std::string> names,
              const Coverage& coverage) {
  const auto angle = [&](std::size_t i) {
    return 2 * std::numbers::pi_v<float> * static_cast<float>(i) /
               static_cast<float>(names.size()) -
           std::numbers::pi_v<float> / 2;
  };
  const auto place = [&](std::size_t i, float away) {
    return DrawPoint{middle.x + away * std::cos(angle(i)), middle.y + away * std::sin(angle(i))};
  };
  for (const Coverage::Pair& pair : coverage.pairs) {
    const DrawPoint from = place(pair.first, radius), to = place(pair.second, radius);
    const Ink ink = ink_of_pair(pair);
    if (pair.is_gap())
      put_dashes(picture, ink, from, to);
    else if (!pair.channels.empty())
      picture.line(ink == Ink::text ? Ink::bar : ink,
                   0.6F + 0.7F * static_cast<float>(std::min<std::size_t>(pair.channels.size(), 5)),
                   {from, to});
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const DrawPoint at = place(i, radius), label = place(i, radius + kRingNode + 6);
    constexpr std::size_t kCorners = 16;
    std::vector<DrawPoint> circle;
    for (std::size_t corner = 0; corner < kCorners; ++corner) {
      const float turn =
          2 * std::numbers::pi_v<float> * static_cast<float>(corner) / static_cast<float>(kCorners);
      circle.push_back({at.x + kRingNode * std::cos(turn), at.y + kRingNode * std::sin(turn)});
    }
    picture.area(Ink::done, std::move(circle));
    const float side = at.x - middle.x;
    const TextAnchor anchor = std::abs(side) < 1 ? TextAnchor::middle
                              : side < 0         ? TextAnchor::right
                                                 : TextAnchor::left;
    const float below = anchor == TextAnchor::middle && at.y > middle.y ? 5 : 0;
    put_text(picture, {label.x, label.y + kHalfText + below}, names[i],
             {.size = kSmallText, .anchor = anchor, .strong = true, .room = kRingLabel});
  }
}

}  // namespace

std::optional<Drawing> draw_channel_coverage(const ReportSources& from, const Coverage& coverage) {
  const std::size_t all = coverage.departments.size(), count = std::min(all, kMostDepartments);
  if (count < 2) return std::nullopt;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i)
    names.push_back(title_or_untitled(from, from.plan.name_of(ref(coverage.departments[i]))));
  const auto cell = [&](std::size_t i, std::size_t k) {
    return i == k ? MatrixCell{.card = {.edge = Ink::line, .fill = Ink::line}}
                  : coverage_cell(coverage.pair(i, k));
  };
  const auto row = [&](std::size_t i) { return MatrixRow{.name = names[i]}; };
  Drawing picture = new_picture(from, Word::picture_coverage);
  DrawPoint end = put_matrix(
      picture, from.language,
      {.heads = names, .rows = count, .row = row, .cell = cell, .most_cell = kCoverageCell});
  if (all <= kMostInRing) {
    const float radius = std::max(kLeastRing, kRingEach * static_cast<float>(all));
    const float half = radius + kRingNode + 12;
    const float across = 2 * (half + kRingLabel);
    const bool beside = end.x + kBesideMatrix + across + kPictureMargin <= kA4Across.x;
    const DrawPoint middle{
        beside ? end.x + kBesideMatrix + across / 2 : std::max(end.x + kPictureMargin, across) / 2,
        beside ? std::max(kPictureTop + half, (kPictureTop + end.y) / 2)
               : end.y + kBesideMatrix / 2 + half};
    put_ring(picture, middle, radius, names, coverage);
    end = {std::max(end.x, middle.x + across / 2), std::max(end.y, middle.y + half)};
  }
  finish(picture, from, end, {{Word::coverage_legend, Ink::quiet}}, all - count);
  return picture;
}

// --- Duties --------------------------------------------------------------------------------------

namespace {

MatrixCell duty_cell(DutyParts parts) {
  MatrixCell cell;
  cell.text = letters_of(parts);
  if ((parts & duty_bit(DutyPart::accountable)) != 0) {
    cell.ink = Ink::white;
    cell.card = {.edge = Ink::done, .fill = Ink::done};
  } else if ((parts & duty_bit(DutyPart::responsible)) != 0) {
    cell.card = {.edge = Ink::bar, .fill = Ink::bar};
  } else if (parts != 0) {
    cell.card = {.edge = Ink::ground, .fill = Ink::ground};
  }
  return cell;
}

Ink ink_of_verdict(Word verdict) {
  switch (verdict) {
    case Word::duties_clear: return Ink::done;
    case Word::duties_many_a: return Ink::late;
    case Word::duties_none: return Ink::quiet;
    default: return Ink::now;
  }
}

}  // namespace

std::optional<Drawing> draw_duties(const ReportSources& from) {
  const std::vector<DutyRow> duties = find_duties(from.plan, from.outline, from.goals);
  std::vector<Slot> departments = slots_in_order(from.plan.table<Department>());
  if (duties.empty() || departments.empty()) return std::nullopt;
  const std::size_t rows = std::min(duties.size(), kMostInPicture);
  const std::size_t columns = std::min(departments.size(), kMostDepartments);
  const std::size_t left_out = duties.size() - rows + departments.size() - columns;
  departments.resize(columns);
  std::vector<std::string> heads;
  for (const Slot slot : departments)
    heads.push_back(title_or_untitled(from, from.plan.table<Department>()[slot].record.name));
  const auto row = [&](std::size_t i) {
    const Word verdict = verdict_of(duties[i]);
    return MatrixRow{.name = title_or_untitled(from, from.plan.name_of(duties[i].of)),
                     .depth = duties[i].depth,
                     .note = verdict,
                     .note_ink = ink_of_verdict(verdict)};
  };
  const auto cell = [&](std::size_t i, std::size_t k) {
    return duty_cell(duties[i].parts[departments[k]]);
  };
  Drawing picture = new_picture(from, Word::picture_duties);
  const DrawPoint end = put_matrix(
      picture, from.language,
      {.heads = heads, .rows = rows, .row = row, .cell = cell, .note_head = Word::duties_check});
  finish(picture, from, end,
         {{Word::duty_responsible, Ink::quiet},
          {Word::duty_accountable, Ink::quiet},
          {Word::duty_consulted, Ink::quiet},
          {Word::duty_informed, Ink::quiet}},
         left_out);
  return picture;
}

}  // namespace tongzhou
