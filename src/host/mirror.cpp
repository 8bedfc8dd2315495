#include "host/mirror.h"
#include "core/numbers.h"

#include <fmt/ranges.h>

#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "imgui_internal.h"

namespace tongzhou {

namespace {

using access::Node;

bool same_box(const ImVec4& a, const ImVec4& b) {
  return a.x == b.x && a.y == b.y && a.z == b.z && a.w == b.w;
}

bool same(const Node& a, const Node& b) {
  return a.parent == b.parent && a.role == b.role && same_box(a.rect, b.rect) &&
         a.state == b.state && a.level == b.level && a.row == b.row && a.column == b.column &&
         a.row_count == b.row_count && a.column_count == b.column_count && a.name == b.name &&
         a.value == b.value;
}

// Nodes without an id are told apart by what they are and where they stand.
ImGuiID id_of(const Node& node) {
  if (node.id != 0) return node.id;
  const ImGuiID seed = node.parent ^ static_cast<ImGuiID>(node.role);
  return ImHashData(&node.rect, sizeof(node.rect), ImHashStr(node.name.c_str(), 0, seed));
}

void write_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
    } else {
      out += c;
    }
  }
  out += '"';
}

void write_flag(std::string& out, std::string_view key, bool on) {
  if (on) fmt::format_to(std::back_inserter(out), ",\"{}\":true", key);
}

void write_flag(std::string& out, std::string_view key, std::optional<bool> state) {
  if (state) fmt::format_to(std::back_inserter(out), ",\"{}\":{}", key, *state);
}

void write_number(std::string& out, std::string_view key, int number) {
  if (number != 0) fmt::format_to(std::back_inserter(out), ",\"{}\":{}", key, number);
}

void write_node(std::string& out, ImGuiID id, const Node& node, float zoom) {
  fmt::format_to(
      std::back_inserter(out), R"({{"id":{},"in":{},"role":"{}","box":[{},{},{},{}],"name":)", id,
      node.parent, access::aria_name(node.role), fixed_text(node.rect.x * zoom, 1),
      fixed_text(node.rect.y * zoom, 1), fixed_text((node.rect.z - node.rect.x) * zoom, 1),
      fixed_text((node.rect.w - node.rect.y) * zoom, 1));
  write_text(out, node.name);
  if (!node.value.empty()) {
    out += R"(,"value":)";
    write_text(out, node.value);
  }
  write_flag(out, "disabled", node.state.disabled);
  write_flag(out, "readOnly", node.state.read_only);
  write_flag(out, "invalid", node.state.invalid);
  write_flag(out, "current", node.state.current);
  write_flag(out, "selected", node.state.selected);
  write_flag(out, "checked", node.state.checked);
  write_flag(out, "expanded", node.state.expanded);
  write_number(out, "level", node.level);
  write_number(out, "row", node.row);
  write_number(out, "column", node.column);
  write_number(out, "rowCount", node.row_count);
  write_number(out, "columnCount", node.column_count);
  out += '}';
}

}  // namespace

std::string Mirror::changes(std::span<const Node> nodes, float zoom) {
  ++message_;
  const bool all_boxes_changed = std::exchange(zoom_, zoom) != zoom;
  std::string set;
  std::vector<ImGuiID> order;
  order.reserve(nodes.size());
  ImGuiID focus = 0;
  for (const Node& node : nodes) {
    const ImGuiID id = id_of(node);
    auto [place, fresh] = shown_.try_emplace(id);
    Shown& shown = place->second;
    if (shown.message == message_) continue;  // a second widget with this id
    shown.message = message_;
    order.push_back(id);
    if (node.state.focused) focus = id;
    if (!fresh && !all_boxes_changed && same(shown.node, node)) continue;
    shown.node = node;
    if (!set.empty()) set += ',';
    write_node(set, id, node, zoom);
  }

  std::string gone;
  std::erase_if(shown_, [&](const auto& entry) {
    if (entry.second.message == message_) return false;
    fmt::format_to(std::back_inserter(gone), "{}{}", gone.empty() ? "" : ",", entry.first);
    return true;
  });

  const bool reordered = order != order_;
  if (set.empty() && gone.empty() && !reordered && focus == focus_) return {};
  focus_ = focus;
  std::string message = fmt::format(R"({{"set":[{}],"gone":[{}],"focus":{})", set, gone, focus);
  if (reordered) {
    order_ = std::move(order);
    std::string ids;
    for (const ImGuiID id : order_) ids += (ids.empty() ? "" : ",") + std::to_string(id);
    message += R"(,"order":[)" + ids + "]";
  }
  message += '}';
  return message;
}

}  // namespace tongzhou
