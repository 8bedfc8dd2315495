#include "ui/gantt/link_index.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/sorting.h"

namespace tongzhou {
namespace {

std::size_t place(std::int32_t row) { return static_cast<std::size_t>(row); }

// From counts to where each begins.
void sum_up(std::vector<std::uint32_t>& counts) {
  std::uint32_t total = 0;
  for (std::uint32_t& count : counts) count = std::exchange(total, total + count);
}

}  // namespace

void LinkIndex::update(const GanttSource& plan) {
  if (revision_ == plan.link_revision()) return;
  revision_ = plan.link_revision();
  std::vector<Span> spans;
  spans.reserve(plan.link_count());
  for (std::uint32_t number = 0; number < plan.link_count(); ++number) {
    const GanttLink link = plan.link(number);
    if (link.from_row < 0 || link.to_row < 0 || link.from_row == link.to_row) continue;
    const auto [low, high] = std::minmax(link.from_row, link.to_row);
    spans.push_back({low, high, number});
  }
  index_ends(spans, plan.row_count());
  index_spans(spans, plan.row_count());
}

void LinkIndex::index_ends(const std::vector<Span>& spans, std::int32_t row_count) {
  first_of_row_.assign(place(row_count) + 1, 0);
  for (const Span& span : spans)
    ++first_of_row_[place(span.low)], ++first_of_row_[place(span.high)];
  sum_up(first_of_row_);
  std::vector<std::uint32_t> next = first_of_row_;
  ends_.resize(2 * spans.size());
  for (std::uint32_t i = 0; i < spans.size(); ++i)
    for (const std::int32_t row : {spans[i].low, spans[i].high}) ends_[next[place(row)]++] = i;

  const auto length = [&](std::uint32_t i) {
    return std::pair(spans[i].high - spans[i].low, spans[i].link);
  };
  for (std::size_t row = 0; row + 1 < first_of_row_.size(); ++row) {
    const auto part =
        std::span(ends_).subspan(first_of_row_[row], first_of_row_[row + 1] - first_of_row_[row]);
    if (part.size() > kMostOfRow) sort_stably(part, {}, length);
  }
  for (std::uint32_t& end : ends_) end = spans[end].link;
}

void LinkIndex::index_spans(const std::vector<Span>& spans, std::int32_t row_count) {
  std::vector<std::uint32_t> next(place(row_count) + 1, 0);
  for (const Span& span : spans) ++next[place(span.low)];
  sum_up(next);
  spans_.resize(spans.size());
  for (const Span& span : spans) spans_[next[place(span.low)]++] = span;

  const std::size_t leaves = std::bit_ceil(std::max<std::size_t>(1, spans_.size()));
  highest_.assign(2 * leaves, -1);
  for (std::size_t i = 0; i < spans_.size(); ++i) highest_[leaves + i] = spans_[i].high;
  for (std::size_t node = leaves - 1; node > 0; --node)
    highest_[node] = std::max(highest_[2 * node], highest_[2 * node + 1]);
}

void LinkIndex::find(RowRange rows, std::vector<std::uint32_t>& found) const {
  found.clear();
  const auto known = static_cast<std::int32_t>(first_of_row_.size()) - 1;
  for (std::int32_t row = std::max(rows.begin, 0); row < std::min(rows.end, known); ++row) {
    const std::size_t begin = first_of_row_[static_cast<std::size_t>(row)];
    const std::size_t end = first_of_row_[static_cast<std::size_t>(row) + 1];
    const std::size_t last = std::min(end, begin + kMostOfRow);
    found.insert(found.end(), ends_.begin() + static_cast<std::ptrdiff_t>(begin),
                 ends_.begin() + static_cast<std::ptrdiff_t>(last));
  }
  find_passing(rows, found);
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  if (found.size() > kMostLinks) found.resize(kMostLinks);
}

// Spans that begin before the rows stand at the front of spans_; of these the tree finds each that
// ends behind the rows by going down only where there is one.
void LinkIndex::find_passing(RowRange rows, std::vector<std::uint32_t>& found) const {
  const auto before = static_cast<std::size_t>(
      std::ranges::lower_bound(spans_, rows.begin, {}, &Span::low) - spans_.begin());
  const std::size_t leaves = highest_.size() / 2;
  std::size_t left = kMostPassing;
  const auto visit = [&](const auto& self, std::size_t node, std::size_t first,
                         std::size_t width) -> void {
    if (left == 0 || first >= before || highest_[node] < rows.end) return;
    if (width == 1) {
      found.push_back(spans_[first].link);
      --left;
      return;
    }
    self(self, 2 * node, first, width / 2);
    self(self, 2 * node + 1, first + width / 2, width / 2);
  };
  if (leaves > 0) visit(visit, 1, 0, leaves);
}

}  // namespace tongzhou
