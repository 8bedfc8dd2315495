#include "documents/minutes.h"

#include <algorithm>

namespace tongzhou {
namespace {

constexpr std::string_view kItemMark = "## ";

struct MinutesPart {
  MinutesItem item;
  std::size_t begin = 0, end = 0;  // of all under the heading
};

bool is_digit_at(std::string_view text, std::size_t at) {
  return text[at] >= '0' && text[at] <= '9';
}

// "09:30 " at the beginning, which is taken away.
int take_clock(std::string_view& title) {
  constexpr std::size_t kLength = 6;
  if (title.size() < kLength || title[2] != ':' || title[5] != ' ') return -1;
  for (const std::size_t at : {0U, 1U, 3U, 4U})
    if (!is_digit_at(title, at)) return -1;
  const int hours = (title[0] - '0') * 10 + title[1] - '0';
  const int minutes = (title[3] - '0') * 10 + title[4] - '0';
  title.remove_prefix(kLength);
  return hours * 60 + minutes;
}

std::string_view without_blank_lines(std::string_view text) {
  constexpr std::string_view kBlanks = " \r\n";
  const std::size_t begin = std::min(text.find_first_not_of("\r\n"), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

std::vector<MinutesPart> minutes_parts(std::string_view text) {
  std::vector<MinutesPart> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    const std::size_t next = std::min(end + 1, text.size());
    if (line.starts_with(kItemMark)) {
      if (!parts.empty()) parts.back().end = begin;
      line.remove_prefix(kItemMark.size());
      MinutesPart part{.begin = next, .end = text.size()};
      part.item.begins = take_clock(line);
      part.item.title = without_blank_lines(line);
      parts.push_back(part);
    }
    begin = next;
    if (end == text.size()) break;
  }
  for (MinutesPart& part : parts)
    part.item.body = without_blank_lines(text.substr(part.begin, part.end - part.begin));
  return parts;
}

}  // namespace

std::vector<MinutesItem> minutes_items(std::string_view text) {
  std::vector<MinutesItem> items;
  for (const MinutesPart& part : minutes_parts(text)) items.push_back(part.item);
  return items;
}

int planned_minutes(const std::vector<MinutesItem>& items, std::size_t item, int meeting_ends) {
  const int begins = items[item].begins;
  const int ends = item + 1 < items.size() ? items[item + 1].begins : meeting_ends;
  return begins < 0 || ends < begins ? 0 : ends - begins;
}

std::string with_minutes_body(std::string_view text, std::size_t item, std::string_view body) {
  const std::vector<MinutesPart> parts = minutes_parts(text);
  if (item >= parts.size()) return std::string(text);
  const MinutesPart& part = parts[item];
  std::string out(text.substr(0, part.begin));
  if (!out.ends_with('\n')) out += '\n';
  body = without_blank_lines(body);
  if (!body.empty()) {
    out += '\n';
    out += body;
    out += '\n';
  }
  const std::string_view rest = text.substr(part.end);
  if (!rest.empty()) out += '\n';
  return out + std::string(rest);
}

}  // namespace tongzhou
