#include "app/template_text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/check.h"

namespace tongzhou {
namespace {

constexpr int kMinutesPerWorkDay = 480;

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(by);
    parts.push_back(trim(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// Takes the word off the front of the text, when it is there.
bool take_word(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word) || text.size() <= word.size() || text[word.size()] != ' ')
    return false;
  text = trim(text.substr(word.size()));
  return true;
}

int number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  check(error == std::errc{} && end == text.data() + text.size(), "a template's numbers read");
  return value;
}

// "5d", "-4h".
Minutes length(std::string_view text) {
  check(text.ends_with('d') || text.ends_with('h'), "a template's lengths are in d or h");
  return {number(text.substr(0, text.size() - 1)) *
          (text.ends_with('d') ? kMinutesPerWorkDay : 60)};
}

Confidence confidence_named(std::string_view word) {
  static constexpr std::array<std::string_view, 5> kNames{"none", "firm", "fair", "rough", "guess"};
  const auto found = std::ranges::find(kNames, word);
  check(found != kNames.end(), "a template trusts a duration firm, fair, rough or as a guess");
  return static_cast<Confidence>(found - kNames.begin());
}

// "Design SS+3d"; titles may hold spaces.
TemplateLink parse_link(std::string_view text) {
  constexpr std::array<std::string_view, 4> kTypes{"FS", "SS", "FF", "SF"};
  TemplateLink link;
  const std::size_t space = text.rfind(' ');
  if (space != std::string_view::npos) {
    const std::string_view last = text.substr(space + 1);
    for (std::size_t type = 0; type < kTypes.size(); ++type) {
      if (!last.starts_with(kTypes[type])) continue;
      link.type = static_cast<LinkType>(type);
      if (last.size() > 2) link.lag = length(last.substr(2));
      text = trim(text.substr(0, space));
    }
  }
  link.from = text;
  return link;
}

void parse_more(std::string_view text, TemplateTask& task) {
  for (std::string_view part : split(text, ';')) {
    if (part.empty()) continue;
    if (take_word(part, "with"))
      for (std::string_view name : split(part, ',')) task.with.emplace_back(name);
    else if (take_word(part, "deadline"))
      task.deadline_days = number(part);
    else if (take_word(part, "pace"))
      task.pace = number(part);
    else if (take_word(part, "trust"))
      task.confidence = confidence_named(part);
    else if (take_word(part, "note"))
      task.note = part;
    else
      check(false, "a template's task says with, deadline, pace, trust or note");
  }
}

TemplateTask parse_task(std::string_view line) {
  TemplateTask task;
  task.depth = static_cast<int>(line.find_first_not_of(' ') / 2);
  auto cells = split(line, '|');
  cells.resize(6);
  task.title = cells[0];
  if (cells[1] == "milestone")
    task.kind = TaskKind::milestone;
  else if (cells[1].empty())
    task.kind = TaskKind::summary;
  else
    task.duration = length(cells[1]);
  task.department = cells[2];
  task.responsible = cells[3];
  if (!cells[4].empty())
    for (std::string_view link : split(cells[4], ',')) task.after.push_back(parse_link(link));
  parse_more(cells[5], task);
  return task;
}

// "WORD rest": the word, which is taken off.
std::string_view first_word(std::string_view& text) {
  const std::size_t end = text.find(' ');
  const std::string_view word = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : trim(text.substr(end));
  return word;
}

TemplateRecord parse_record(std::string_view line) {
  const auto cells = split(line, '|');
  std::string_view head = cells.front();
  TemplateRecord record;
  record.kind = first_word(head);
  record.label = head;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    std::string_view value = cells[i];
    const std::string_view name = first_word(value);
    record.fields.push_back({std::string(name), std::string(value)});
  }
  return record;
}

void parse_measurements(std::string_view line, std::vector<TemplateRecord>& records) {
  const auto cells = split(line, '|');
  check(cells.size() == 2, "a template's measurements name what is measured and a list");
  std::string_view label = cells[0];
  const std::string_view field = take_word(label, "indicator") ? "indicator" : "goal";
  for (std::string_view point : split(cells[1], ',')) {
    const std::string_view day = first_word(point);
    records.push_back({"measurement",
                       "",
                       {{std::string(field), std::string(label)},
                        {"day", std::string(day)},
                        {"value", std::string(point)}}});
  }
}

}  // namespace

TemplateText parse_template(std::string_view text) {
  TemplateText parsed;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (trim(line).empty() || line.starts_with('#')) continue;
    if (take_word(line, "plan"))
      parsed.title = line;
    else if (take_word(line, "purpose"))
      parsed.purpose = line;
    else if (take_word(line, "begins"))
      parsed.begins_days = number(line);
    else if (take_word(line, "calendar"))
      parsed.calendar = line;
    else if (take_word(line, "department")) {
      const auto cells = split(line, '|');
      check(cells.size() == 4, "a template's department has four cells");
      parsed.departments.push_back({std::string(cells[0]), std::string(cells[2]),
                                    std::string(cells[3]), static_cast<double>(number(cells[1]))});
    } else if (take_word(line, "person")) {
      const auto cells = split(line, '|');
      check(cells.size() == 3, "a template's person has three cells");
      parsed.people.push_back(
          {std::string(cells[0]), std::string(cells[1]), std::string(cells[2])});
    } else if (take_word(line, "=")) {
      parsed.records.push_back(parse_record(line));
    } else if (take_word(line, "measured")) {
      parse_measurements(line, parsed.records);
    } else {
      parsed.tasks.push_back(parse_task(line));
    }
  }
  return parsed;
}

}  // namespace tongzhou
