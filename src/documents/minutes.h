// Minutes by the items of their agenda: what is under each heading of their Markdown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tongzhou {

struct MinutesItem {
  std::string_view title;  // of its heading, without "#" and the time
  std::string_view body;   // what stands under it, without blank lines around
  int begins = -1;         // minute of the day, as the heading says; -1: it does not
};

// What stands before the first heading (the title of the meeting) is no item. The views are of
// `text`.
std::vector<MinutesItem> minutes_items(std::string_view text);

// How long that item was planned to take: until the next, or until the meeting ends. 0: unknown.
int planned_minutes(const std::vector<MinutesItem>& items, std::size_t item, int meeting_ends);

// With another body of that item; everything else stays as it is.
std::string with_minutes_body(std::string_view text, std::size_t item, std::string_view body);

}  // namespace tongzhou
