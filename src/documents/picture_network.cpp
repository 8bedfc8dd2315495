#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "core/numbers.h"
#include "core/sorting.h"
#include "documents/pictures_inside.h"
#include "documents/timetable_chart.h"

namespace tongzhou {
namespace {

constexpr DrawPoint kNodeBox{118, 52}, kNodeGap{28, 12};
constexpr float kLaneWeight = 3;           // so that long links are straight
constexpr float kLane = 9;                 // of a link past other columns
constexpr std::size_t kMostLinksEach = 3;  // links for each task shown
constexpr int kSweeps = 24, kOrderSweeps = 8;
constexpr float kLoneTop = 22;              // between the network and those without links
constexpr std::uint32_t kLeastColumns = 5;  // of those

struct NetworkNode {
  std::uint32_t line = 0;  // of the chart
  std::uint32_t column = 0;
  float y = 0;         // its middle
  float wanted = 0;    // the mean of its neighbours
  float beside = 0;    // how many these are
  bool is_box = true;  // else a lane of a link past a column
  bool placed = false, linked = false, follows = false;
  bool inner = false;  // not at the end of its phase that a link is of

  float weight() const { return is_box ? 1 : kLaneWeight; }
  float half() const { return is_box ? (kNodeBox.y + kNodeGap.y) / 2 : kLane / 2; }
};
struct NetworkLink {
  std::uint32_t from = 0, to = 0;
  bool operator==(const NetworkLink&) const = default;
};
struct NodeRange {
  std::uint32_t first = 0, end = 0;
  bool holds(std::uint32_t node) const { return node >= first && node < end; }
  bool holds(NetworkLink link) const { return holds(link.from) && holds(link.to); }
};

class NetworkPicture {
 public:
  explicit NetworkPicture(const ReportSources& from) : from_(from), chart_(timetable_chart(from)) {
    for (std::uint32_t i = 0; i < chart_.lines.size(); ++i) {
      before_.push_back(static_cast<std::uint32_t>(nodes_.size()));
      if (chart_.lines[i].kind == ChartLine::Kind::phase) continue;
      if (nodes_.size() == kMostInPicture)
        ++left_out_;
      else
        nodes_.push_back({.line = i});
    }
    boxes_ = static_cast<std::uint32_t>(nodes_.size());
    before_.push_back(boxes_);
  }

  std::optional<Drawing> draw() {
    if (nodes_.empty()) return std::nullopt;
    find_links();
    find_columns();
    lay_out();
    return paint();
  }

 private:
  NodeRange nodes_of(std::uint32_t line) const {
    return {before_[line], before_[from_.outline.rows[line].end]};
  }

  // Those of tasks, then those of phases: from what nothing in the phase follows, to what follows
  // nothing in it.
  void find_links() {
    for (const bool of_phases : {false, true}) {
      const std::size_t known = links_.size();
      for (const ChartLink& link : chart_.links) {
        const NodeRange a = nodes_of(link.from), b = nodes_of(link.to);
        if ((a.end - a.first > 1 || b.end - b.first > 1) != of_phases) continue;
        if (a.first < b.end && b.first < a.end) continue;  // one is in the other
        for (NetworkNode& node : nodes_) node.inner = false;
        for (std::size_t i = 0; i < known; ++i) {
          if (a.holds(links_[i])) nodes_[links_[i].from].inner = true;
          if (b.holds(links_[i])) nodes_[links_[i].to].inner = true;
        }
        for (std::uint32_t i = a.first; i < a.end; ++i)
          for (std::uint32_t j = b.first; j < b.end; ++j) add_link({i, j});
      }
    }
  }
  void add_link(NetworkLink link) {
    if (!nodes_[link.from].inner && !nodes_[link.to].inner &&
        links_.size() < kMostLinksEach * boxes_ && std::ranges::find(links_, link) == links_.end())
      links_.push_back(link);
  }

  // A node that it follows and that is not placed; itself: there is none.
  std::uint32_t open_before(std::uint32_t node) const {
    for (const NetworkLink link : links_)
      if (link.to == node && !nodes_[link.from].placed) return link.from;
    return node;
  }
  // The one to be placed next: after all it follows; of a ring anyone.
  std::uint32_t next_node() const {
    std::uint32_t waiting = 0;
    for (std::uint32_t i = 0; i < boxes_; ++i) {
      if (nodes_[i].placed) continue;
      waiting = i;
      if (open_before(i) == i) return i;
    }
    for (std::uint32_t step = 0; step < boxes_; ++step) waiting = open_before(waiting);
    return waiting;
  }

  void find_columns() {
    for (std::uint32_t placed = 0; placed < boxes_; ++placed) {
      const std::uint32_t at = next_node();
      std::erase_if(links_,
                    [&](NetworkLink link) { return link.to == at && !nodes_[link.from].placed; });
      NetworkNode& node = nodes_[at];
      node.placed = true;
      for (const NetworkLink link : links_) {
        if (link.to != at) continue;
        NetworkNode& before = nodes_[link.from];
        node.column = std::max(node.column, before.column + 1);
        node.linked = node.follows = before.linked = true;
      }
      if (node.linked) columns_ = std::max(columns_, node.column + 1);
    }
    // What follows nothing moves to what follows it.
    for (std::uint32_t i = 0; i < boxes_; ++i) {
      if (!nodes_[i].linked || nodes_[i].follows) continue;
      std::uint32_t nearest = columns_;
      for (const NetworkLink link : links_)
        if (link.from == i) nearest = std::min(nearest, nodes_[link.to].column);
      nodes_[i].column = nearest - 1;
    }
  }

  void lay_out() {
    for (std::uint32_t i = 0; i < boxes_; ++i)
      if (nodes_[i].linked) order_.push_back(i);
    for (const NetworkLink link : links_) {
      const auto lane = static_cast<std::uint32_t>(nodes_.size());
      const std::uint32_t column = nodes_[link.from].column + 1;
      first_lane_.push_back(lane);
      nodes_.resize(lane + nodes_[link.to].column - column, {.is_box = false});
      for (std::uint32_t i = lane; i < nodes_.size(); ++i) {
        nodes_[i].column = column + i - lane;
        order_.push_back(i);
      }
    }
    for (NetworkNode& node : nodes_) node.wanted = static_cast<float>(node.column);
    sort_by_wish(order_);
    begin_.resize(columns_ + 1);
    for (std::uint32_t i = 0; i < order_.size(); ++i) {
      NetworkNode& node = nodes_[order_[i]];
      begin_[node.column + 1] = i + 1;
      node.y = static_cast<float>(i - begin_[node.column]) * kNodeBox.y;
    }
    for (int sweep = 0; sweep < kSweeps; ++sweep) pull(sweep % 2 == 0, sweep < kOrderSweeps);
  }
  void sort_by_wish(std::span<std::uint32_t> nodes) {
    sort_stably(nodes, {}, [&](std::uint32_t node) { return nodes_[node].wanted; });
  }

  // The box or lane of a link in a column from that of its beginning to that of its end.
  std::uint32_t node_at(std::size_t link, std::uint32_t column) const {
    const std::uint32_t first = nodes_[links_[link].from].column;
    if (column == first) return links_[link].from;
    if (column == nodes_[links_[link].to].column) return links_[link].to;
    return first_lane_[link] + column - first - 1;
  }

  // Column by column, to the mean of what they follow (onward) or of what follows them.
  void pull(bool onward, bool reorders) {
    for (NetworkNode& node : nodes_) node.beside = 0;
    for (std::uint32_t i = 0; i < columns_; ++i) {
      const std::uint32_t column = onward ? i : columns_ - 1 - i;
      settle({order_.data() + begin_[column], order_.data() + begin_[column + 1]}, reorders);
      if (i + 1 == columns_) break;
      const std::uint32_t next = onward ? column + 1 : column - 1;
      for (std::size_t k = 0; k < links_.size(); ++k) {
        if (std::min(column, next) < nodes_[links_[k].from].column ||
            std::max(column, next) > nodes_[links_[k].to].column)
          continue;
        NetworkNode& node = nodes_[node_at(k, next)];
        const float y = nodes_[node_at(k, column)].y;
        node.wanted = (node.wanted * node.beside + y) / (node.beside + 1);
        ++node.beside;
      }
    }
  }

  // As near to where they want to be as their order and size let them: what would overlap moves as
  // one (pool adjacent violators).
  void settle(std::span<std::uint32_t> column, bool reorders) {
    struct Pool {
      float sum = 0, weight = 0;
      std::size_t end = 0;  // one past its last
      float mean() const { return sum / weight; }
    };
    for (const std::uint32_t node : column)
      if (nodes_[node].beside == 0) nodes_[node].wanted = nodes_[node].y;
    if (reorders) sort_by_wish(column);
    std::vector<Pool> pools;
    float offset = 0;
    for (std::size_t i = 0; i < column.size(); ++i) {
      NetworkNode& node = nodes_[column[i]];
      node.y = offset + node.half();
      offset += 2 * node.half();
      Pool pool{(node.wanted - node.y) * node.weight(), node.weight(), i + 1};
      for (; !pools.empty() && pools.back().mean() > pool.mean(); pools.pop_back()) {
        pool.sum += pools.back().sum;
        pool.weight += pools.back().weight;
      }
      pools.push_back(pool);
    }
    std::size_t i = 0;
    for (const Pool& pool : pools)
      for (; i < pool.end; ++i) nodes_[column[i]].y += pool.mean();
  }

  // --- Painting ----------------------------------------------------------------------------------

  static float left_of(std::uint32_t column) {
    return kPictureMargin + static_cast<float>(column) * (kNodeBox.x + kNodeGap.x);
  }
  Slot task_of(std::uint32_t node) const { return from_.outline.rows[nodes_[node].line].task; }
  bool is_critical(std::uint32_t node) const {
    return from_.schedule.tasks[task_of(node)].critical;
  }

  // Below the top, and those without links in rows below the others.
  DrawPoint place_all(Drawing& picture) {
    float least = 1e9F, most = -1e9F;
    for (const std::uint32_t node : order_) {
      least = std::min(least, nodes_[node].y - nodes_[node].half());
      most = std::max(most, nodes_[node].y + nodes_[node].half());
    }
    for (const std::uint32_t node : order_) nodes_[node].y += kPictureTop - least - kNodeGap.y / 2;
    DrawPoint end{kPictureMargin, kPictureTop};
    if (columns_ > 0) end = {left_of(columns_) - kNodeGap.x, end.y + most - least - kNodeGap.y};
    const float top = columns_ > 0 ? end.y + kLoneTop : kPictureTop;
    const std::uint32_t across = std::max(columns_, kLeastColumns);
    std::uint32_t lone = 0;
    for (std::uint32_t i = 0; i < boxes_; ++i) {
      NetworkNode& node = nodes_[i];
      if (node.linked) continue;
      node.column = lone % across;
      node.y = top + static_cast<float>(lone / across) * (kNodeBox.y + kNodeGap.y) + kNodeBox.y / 2;
      end = {std::max(end.x, left_of(node.column) + kNodeBox.x), node.y + kNodeBox.y / 2};
      ++lone;
    }
    if (lone > 0 && columns_ > 0)
      picture.line(Ink::line, 0.8F,
                   {{kPictureMargin, top - kLoneTop / 2}, {end.x, top - kLoneTop / 2}});
    return end;
  }

  Drawing paint() {
    Drawing picture = new_picture(from_, Word::picture_network);
    const DrawPoint end = place_all(picture);
    for (const bool critical : {false, true})
      for (std::size_t i = 0; i < links_.size(); ++i)
        if ((is_critical(links_[i].from) && is_critical(links_[i].to)) == critical)
          paint_link(picture, i, critical);
    for (std::uint32_t i = 0; i < boxes_; ++i) paint_node(picture, i);
    finish(picture, from_, end,
           {{Word::is_critical, Ink::late},
            {Word::state_done, Ink::done},
            {Word::kind_milestone, Ink::text}},
           left_out_);
    return picture;
  }

  // Across the gaps in curves, past other columns straight on.
  void paint_link(Drawing& picture, std::size_t link, bool critical) const {
    constexpr int kParts = 10;
    std::vector<DrawPoint> points;
    const NetworkLink ends = links_[link];
    const std::uint32_t first = nodes_[ends.from].column, last = nodes_[ends.to].column;
    float y = nodes_[ends.from].y;
    for (std::uint32_t c = first; c < last; ++c) {
      const bool arrives = c + 1 == last;
      const float next = nodes_[node_at(link, c + 1)].y;
      const float left = left_of(c) + kNodeBox.x;
      // Even where it arrives, for its head.
      const float across = kNodeGap.x - (arrives ? kHeadRoom : 0);
      for (int part = 0; part <= kParts; ++part) {
        const float t = static_cast<float>(part) / kParts;
        points.push_back({left + t * across, y + (next - y) * t * t * (3 - 2 * t)});
      }
      y = next;
    }
    points.push_back({left_of(last), y});
    put_arrow(picture, critical ? Ink::late : Ink::quiet, critical ? 1.2F : 0.6F,
              std::move(points));
  }
  static constexpr float kHeadRoom = 6;

  void paint_node(Drawing& picture, std::uint32_t node) const {
    const DrawPoint least{left_of(nodes_[node].column), nodes_[node].y - kNodeBox.y / 2};
    constexpr float kStrip = 3, kInside = 8;
    const ChartLine& line = chart_.lines[nodes_[node].line];
    const bool milestone = line.kind == ChartLine::Kind::milestone;
    const bool critical = is_critical(node), done = line.done >= 1;
    const Ink ink = critical ? Ink::late : done ? Ink::done : Ink::bar;
    const DrawPoint most{least.x + kNodeBox.x, least.y + kNodeBox.y};
    put_card(picture, least, most,
             {.edge = critical ? Ink::late
                      : done   ? Ink::done
                               : Ink::quiet,
              .fill = milestone ? Ink::ground : Ink::white,
              .thickness = critical ? 1.4F : 0.6F});
    picture.box(ink, least, {least.x + kStrip, most.y});
    const float left = least.x + kInside, right = most.x - 5;
    if (milestone)
      put_diamond(picture, critical || done ? ink : Ink::text, {right - 4, least.y + 10});
    const Drawing::TextStyle quiet{.ink = Ink::quiet, .size = kSmallText, .room = right - left};
    const float room = right - left - (milestone ? 11 : 0);
    const std::string title = title_or_untitled(from_, line.title);
    put_lines_around(picture, {left, least.y + 14}, title, 2,
                     {.size = kTitleText, .strong = true, .room = room});
    std::string days = day_words(from_, line.last);
    if (!milestone && line.first != line.last) {
      days = fmt::format("{} – {}", day_words(from_, line.first), days);
      if (likely_width(days, quiet) > quiet.room)
        days = fmt::format("{} – {}", to_iso(line.first), to_iso(line.last));
    }
    put_text(picture, {left, least.y + 36}, days, quiet);
    const Task& task = from_.plan.table<Task>()[task_of(node)].record;
    constexpr float kPercent = 24;
    Drawing::TextStyle who = quiet;
    who.room -= kPercent;
    put_text(picture, {left, least.y + 46.5F}, from_.plan.name_of(ref(task.department)), who);
    if (line.done > 0)
      put_text(picture, {right, least.y + 46.5F}, percent_text(static_cast<double>(line.done)),
               {.ink = done ? Ink::done : Ink::quiet,
                .size = kSmallText,
                .anchor = TextAnchor::right,
                .room = kPercent});
  }

  const ReportSources& from_;
  TimetableChart chart_;
  std::vector<std::uint32_t> before_;  // how many nodes lines before that have
  std::vector<NetworkNode> nodes_;     // boxes first
  std::uint32_t boxes_ = 0, columns_ = 0;
  std::size_t left_out_ = 0;
  std::vector<NetworkLink> links_;
  std::vector<std::uint32_t> first_lane_;     // by link
  std::vector<std::uint32_t> order_, begin_;  // nodes with links by column; where columns begin
};

}  // namespace

std::optional<Drawing> draw_task_network(const ReportSources& from) {
  return NetworkPicture(from).draw();
}

}  // namespace tongzhou
