#include "exchange/mspdi_xml.h"

#include "core/numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace tongzhou {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Takes "12.5H" from the front: the number, and its letter.
struct DurationPart {
  double number;
  char unit;
};
std::optional<DurationPart> take_part(std::string_view& text) {
  const std::size_t end = text.find_first_not_of("0123456789.");
  if (end == 0 || end == std::string_view::npos || end > 18) return std::nullopt;
  double number = 0;
  if (!parse_mspdi(text.substr(0, end), number)) return std::nullopt;
  const char unit = text[end];
  text.remove_prefix(end + 1);
  return DurationPart{number, unit};
}

// Seconds in a unit of xsd:duration. Months and years have none.
double seconds_in(char unit, bool time) {
  if (!time) return unit == 'D' ? 86400 : unit == 'W' ? 7 * 86400 : 0;
  return unit == 'H' ? 3600 : unit == 'M' ? 60 : unit == 'S' ? 1 : 0;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string text_of(const pugi::xml_node& node) {
  std::string text = node.value();  // the first text is kept in the element itself
  for (const pugi::xml_node part : node.children())
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
  return text;
}

bool parse_mspdi(std::string_view text, bool& value) {
  text = trimmed(text);
  if (text != "0" && text != "1" && text != "true" && text != "false") return false;
  value = text == "1" || text == "true";
  return true;
}

bool parse_mspdi(std::string_view text, std::int64_t& value) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t whole = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (error != std::errc{} || std::abs(whole) > 1'000'000'000'000'000) return false;
  // Some writers give whole numbers a fraction: 4800.00.
  std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (rest.starts_with('.')) rest.remove_prefix(1);
  if (rest.find_first_not_of('0') != std::string_view::npos) return false;
  value = whole;
  return true;
}

bool parse_mspdi(std::string_view text, double& value) {
  const auto parsed = parse_decimal(trimmed(text));
  if (parsed) value = *parsed;
  return parsed.has_value();
}

bool parse_mspdi(std::string_view text, MspdiSeconds& value) {
  text = trimmed(text);
  if (!text.starts_with('P')) return false;
  text.remove_prefix(1);
  bool time = false, any = false;
  double seconds = 0;
  while (!text.empty()) {
    if (text.front() == 'T' && !time) {
      time = true;
      text.remove_prefix(1);
      continue;
    }
    const auto part = take_part(text);
    const double unit = part ? seconds_in(part->unit, time) : 0;
    if (unit == 0) return false;
    seconds += part->number * unit;
    any = true;
  }
  if (!any || seconds > static_cast<double>(kMostMspdiMinutes) * 60) return false;
  value.count = std::llround(seconds);
  return true;
}

bool parse_mspdi(std::string_view text, std::string& value) {
  value.clear();
  value.reserve(text.size());
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (code >= 0x20 || c == '\n' || c == '\t') value += c;
  }
  return true;
}

bool parse_mspdi(std::string_view text, Instant& value) {
  text = trimmed(text);
  if (text == "NA" || text.starts_with("0001-")) return true;
  if (const auto day = parse_iso_day(text)) {
    value = start_of(*day);
    return true;
  }
  const auto instant = parse_iso_instant(text.substr(0, std::min<std::size_t>(text.size(), 16)));
  if (!instant) return false;
  value = *instant;
  return true;
}

bool says_nothing(const pugi::xml_node& node, std::string_view usual) {
  for (const pugi::xml_node child : node.children())
    if (child.type() == pugi::node_element) return false;
  const std::string text = text_of(node);
  const std::string_view content = trimmed(text);
  if (content.empty() || content == usual || content == "false") return true;
  double number = 0;
  if (parse_mspdi(content, number)) return number == 0;
  MspdiSeconds seconds;
  return parse_mspdi(content, seconds) && seconds.count == 0;
}

void detail::note_lost(MspdiRecord& record, Word word) {
  if (std::ranges::find(record.lost, word) == record.lost.end()) record.lost.push_back(word);
}

void tell(Notices& notices, const MspdiRecord& record, std::string_view name) {
  for (const Word word : record.lost) notices.add(word, name);
  for (const std::string& element : record.unknown)
    notices.add(Word::notice_unknown_elements, element);
  for (const std::string& element : record.unread) notices.add(Word::notice_unread_values, element);
  if (record.cut_seconds) notices.add(Word::notice_seconds, name);
}

}  // namespace tongzhou
