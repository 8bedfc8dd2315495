// Which links concern the rows in sight, found without walking all links of the plan.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ui/gantt/gantt.h"

namespace tongzhou {

struct RowRange {  // begin <= row < end
  std::int32_t begin = 0;
  std::int32_t end = 0;
  bool holds(std::int32_t row) const { return row >= begin && row < end; }
  std::int32_t count() const { return end - begin; }
};

class LinkIndex {
 public:
  // Walks all links, but only when the source's link revision has moved.
  void update(const GanttSource& plan);

  // Numbers of links that end in these rows or pass over them, each once, sorted. A row with very
  // many links gives those whose other ends are nearest; so a frame stays short however the plan
  // is linked. At most kMostLinks.
  void find(RowRange rows, std::vector<std::uint32_t>& found) const;

  static constexpr std::size_t kMostOfRow = 48;
  static constexpr std::size_t kMostPassing = 96;
  static constexpr std::size_t kMostLinks = 512;

 private:
  struct Span {
    std::int32_t low, high;  // rows
    std::uint32_t link;
  };
  void index_ends(const std::vector<Span>& spans, std::int32_t row_count);
  void index_spans(const std::vector<Span>& spans, std::int32_t row_count);
  void find_passing(RowRange rows, std::vector<std::uint32_t>& found) const;

  std::optional<std::uint64_t> revision_;
  std::vector<std::uint32_t> first_of_row_;  // into ends_; one more than there are rows
  std::vector<std::uint32_t> ends_;          // link numbers; of busy rows the shortest links first
  std::vector<Span> spans_;                  // by low row
  std::vector<std::int32_t> highest_;        // a tree over spans_: the greatest `high` below a node
};

}  // namespace tongzhou
