// Choosing a day: typed as people write it, or picked from a month.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/date.h"
#include "imgui_internal.h"
#include "ui/look.h"

namespace tongzhou {

// How the month picker marks a day.
enum class DayMark : std::uint8_t {
  work,
  off,      // a weekend
  holiday,  // a public holiday or other exception without work
  make_up,  // work on what would be a day off
};
using DayMarks = std::function<DayMark(Day)>;

struct DateFieldSpec {
  const char* id = "";
  std::string_view name;
  Instant value;
  std::int32_t default_minute = kMorning;  // the time of day of a date given without one
  bool with_time = false;                  // shows the time of day even when it is the default
  bool may_be_empty = true;
  float width = 0;
  bool enabled = true;
  DayMarks marks = {};
};

// What the open picker and the field being typed in remember; one for a page is enough.
struct DateFieldState {
  Day month;  // any day of the month that is shown
  std::string typed;
  bool unreadable = false;  // what was typed is no date
};

// Within the id of the field: the id of what is typed in (is_typing_in), which at first holds this.
constexpr const char* kDateFieldText = "typed";
std::string typed_form(const DateFieldSpec& spec);

// The new value when the user chose one in this frame; unset where it was cleared.
std::optional<Instant> draw_date_field(const Look& look, const DateFieldSpec& spec,
                                       DateFieldState& state);

// A month with its days marked, as wide as seven cells; the day that was pressed.
std::optional<Day> draw_month(const Look& look, Day& month, Day chosen, const DayMarks& marks);
ImVec2 month_size();

// "8月30日 周日（补班）", with a time where it is not the usual one.
std::string instant_text(const Look& look, Instant value, const DayMarks& marks,
                         std::optional<std::int32_t> usual_minute);

}  // namespace tongzhou
