// Everything that was done to the plan: by whom, when, in words; the plan as it was, and the way
// back to it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/change.h"
#include "ui/desk.h"
#include "ui/edit_words.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

struct HistoryFilter {
  enum class When : std::uint8_t { any, today, week, month };
  std::string words;  // in lower case
  std::string who;    // a person or a department; empty: anybody
  When when = When::any;
  bool operator==(const HistoryFilter&) const = default;
};

struct HistoryState {
  std::string words;  // as typed
  HistoryFilter filter;
  ChoiceState choice;
  std::optional<Dot> compare;  // a change, to compare the chosen one with; else with now
  std::string name;            // being typed

  // Newest first, as places in the history; with what they were made from.
  std::vector<std::uint32_t> rows;
  std::vector<std::string> people;   // who did something, and their departments
  std::map<Dot, std::string> names;  // of moments
  std::optional<HistoryFilter> rows_filter;
  std::uint64_t revision = 0;
  std::size_t length = 0;  // of the history
  std::uint64_t open_number = 0;
  Language language = Language::chinese;

  // What differs between the moments compared, by record.
  std::vector<RecordEdits> differences;  // from the earlier to the later
  std::vector<Edit> way_back;            // from now to the chosen moment
  std::optional<Dot> differences_of, differences_from;
  std::uint64_t differences_revision = 0;
  std::size_t differences_length = 0;
};

void draw_history_page(const Desk& desk, HistoryState& state);

}  // namespace tongzhou
