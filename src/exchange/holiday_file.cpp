#include "exchange/holiday_file.h"

#include <rapidjson/document.h>
#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "core/utf8.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMostDays = 100'000;
namespace json = rapidjson;

struct HolidayDay {
  std::string name;
  bool off = true;
  bool operator==(const HolidayDay&) const = default;
};
using Days = std::map<Day, HolidayDay>;

std::string_view as_text(std::span<const std::byte> bytes) {
  std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

// False when the day stands there with another effect already.
bool add_day(Days& days, Day day, HolidayDay value) {
  if (days.size() >= kMostDays) return false;
  const auto [place, added] = days.try_emplace(day, value);
  return added || place->second.off == value.off;
}

std::optional<Days> read_json(std::string_view text) {
  json::Document document;
  document.Parse<json::kParseIterativeFlag | json::kParseValidateEncodingFlag>(text.data(),
                                                                               text.size());
  if (document.HasParseError() || !document.IsObject()) return {};
  const auto list = document.FindMember("days");
  if (list == document.MemberEnd() || !list->value.IsArray()) return {};
  Days days;
  for (const json::Value& item : list->value.GetArray()) {
    if (!item.IsObject()) return {};
    const auto name = item.FindMember("name"), date = item.FindMember("date"),
               off = item.FindMember("isOffDay");
    if (name == item.MemberEnd() || date == item.MemberEnd() || off == item.MemberEnd() ||
        !name->value.IsString() || !date->value.IsString() || !off->value.IsBool())
      return {};
    const auto day = parse_iso_day({date->value.GetString(), date->value.GetStringLength()});
    if (!day ||
        !add_day(days, *day,
                 {{name->value.GetString(), name->value.GetStringLength()}, off->value.GetBool()}))
      return {};
  }
  return days;
}

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  while (true) {
    const std::size_t end = std::min(line.find_first_of(",;\t"), line.size());
    std::string_view cell = line.substr(0, end);
    const auto padding = [](char c) { return c == ' ' || c == '\r' || c == '"'; };
    while (!cell.empty() && padding(cell.front())) cell.remove_prefix(1);
    while (!cell.empty() && padding(cell.back())) cell.remove_suffix(1);
    cells.push_back(cell);
    if (end == line.size()) return cells;
    line.remove_prefix(end + 1);
  }
}

std::optional<bool> read_effect(std::string_view cell) {
  for (std::string_view word : {"休", "休息", "放假", "off", "Off", "holiday", "true"})
    if (cell == word) return true;
  for (std::string_view word : {"班", "上班", "补班", "work", "Work", "working", "false"})
    if (cell == word) return false;
  return {};
}

// A line is a day when one cell is a date and one an effect; the longest other cell is its name.
std::optional<std::pair<Day, HolidayDay>> read_line(std::string_view line) {
  std::optional<Day> day;
  std::optional<bool> off;
  std::string_view name;
  for (std::string_view cell : cells_of(line)) {
    if (const auto date = parse_iso_day(cell); date && !day)
      day = date;
    else if (const auto effect = read_effect(cell); effect && !off)
      off = effect;
    else if (cell.size() > name.size())
      name = cell;
  }
  if (!day || !off) return {};
  return std::pair{*day, HolidayDay{std::string(name), *off}};
}

std::optional<Days> read_lines(std::string_view text) {
  Days days;
  for (bool first = true; !text.empty(); first = false) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.find_first_not_of(" \r\t,;") == std::string_view::npos) continue;
    auto day = read_line(line);
    if (!day && first) continue;  // the head line
    if (!day || !add_day(days, day->first, std::move(day->second))) return {};
  }
  return days;
}

}  // namespace

bool is_holiday_file(std::span<const std::byte> bytes) {
  const std::string_view text = as_text(bytes);
  const std::string_view head = text.substr(0, 4096);
  if (head.starts_with('{'))
    return head.find("\"isOffDay\"") != std::string_view::npos ||
           (head.find("\"days\"") != std::string_view::npos &&
            text.find("\"isOffDay\"") != std::string_view::npos);
  std::string_view rest = head;
  for (int line = 0; line < 2 && !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (read_line(rest.substr(0, end))) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

Result<std::vector<CalendarException>> read_holiday_file(std::span<const std::byte> bytes,
                                                         Id<Calendar> calendar,
                                                         const WorkHours& working) {
  const std::string_view text = as_text(bytes);
  std::optional<Days> days;
  if (is_utf8(text)) days = text.starts_with('{') ? read_json(text) : read_lines(text);
  if (!days || days->empty())
    return refusal({Word::error_holidays_unreadable, {}}, {Word::todo_holiday_forms, {}});
  std::vector<CalendarException> exceptions;
  const HolidayDay* last = nullptr;
  for (const auto& [day, value] : *days) {
    if (last != nullptr && *last == value && exceptions.back().last + 1 == day) {
      exceptions.back().last = day;
    } else {
      exceptions.push_back({value.name, calendar, day, day, value.off ? WorkHours{} : working});
    }
    last = &value;
  }
  return exceptions;
}

}  // namespace tongzhou
