#include "ui/pages/page_parts.h"

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
  const std::string_view label =
      desk.say(page.part_label != Word::none ? page.part_label : page.label);
  return waiting == 0 ? std::string(label) : fmt::format("{} {}", label, waiting);
}

}  // namespace

void draw_page_parts(const Desk& desk) {
  if (desk.session.open() == nullptr) return;
  const PageInfo& here = *find_page(desk.view.page);
  const PageInfo& head = here.part_of.empty() ? here : *find_page(here.part_of);
  std::vector<const PageInfo*> parts;
  std::vector<std::string> labels;
  int chosen = 0;
  for (const PageInfo& page : pages()) {
    if (page.id != head.id && page.part_of != head.id) continue;
    if (page.id == here.id) chosen = static_cast<int>(parts.size());
    parts.push_back(&page);
    labels.push_back(part_label(desk, page));
  }
  const std::vector<std::string_view> views(labels.begin(), labels.end());
  const int next = draw_segments(desk.look, "parts", desk.say(Word::page_parts), views, chosen);
  if (next != chosen) desk.view.page = parts[static_cast<std::size_t>(next)]->id;
  ImGui::Dummy({0, 16});
}

}  // namespace tongzhou
