#include "ui/pages/exchange_parts.h"

#include <string>
#include <vector>

#include <fmt/format.h>

#include "ui/pages.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

// With how much waits there.
std::string part_label(const Desk& desk, const PageInfo& page) {
  std::size_t waiting = 0;
  if (page.id == "merge") waiting = desk.session.incoming().size();
  if (page.id == "conflicts") waiting = desk.open().conflicts().size();
  const std::string_view label = desk.say(page.id == "exchange" ? Word::page_files : page.label);
  return waiting == 0 ? std::string(label) : fmt::format("{} {}", label, waiting);
}

}  // namespace

void draw_exchange_parts(const Desk& desk) {
  if (desk.session.open() == nullptr) return;
  std::vector<const PageInfo*> parts;
  std::vector<std::string> labels;
  int chosen = 0;
  for (const PageInfo& page : pages()) {
    if (page.id != "exchange" && page.part_of != "exchange") continue;
    if (page.id == desk.view.page) chosen = static_cast<int>(parts.size());
    parts.push_back(&page);
    labels.push_back(part_label(desk, page));
  }
  const std::vector<std::string_view> views(labels.begin(), labels.end());
  const int next = draw_segments(desk.look, "parts", desk.say(Word::exchange_parts), views, chosen);
  if (next != chosen) desk.view.page = parts[static_cast<std::size_t>(next)]->id;
  ImGui::Dummy({0, 16});
}

}  // namespace tongzhou
