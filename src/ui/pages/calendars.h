// Calendars: which days and hours are worked, a year at a sight, and how to change that.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "model/records.h"
#include "schedule/working_time.h"
#include "ui/form.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

struct Desk;

// The working time on screen, made once per change of plan, calendar or year.
struct CalendarSheet {
  Id<Calendar> calendar;
  int year = 0;
  std::uint64_t plan_revision = 0;
  WorkingTime time;
};

struct CalendarsState {
  Id<Calendar> calendar;  // unset or gone: the plan's own
  int year = 0;           // 0: this year
  Day from, to;           // the days chosen, either way round
  std::string name;       // for the exception to be made of them
  std::string hours;      // likewise, as typed
  // What is being typed, as long as it is.
  std::string calendar_name;
  std::array<std::string, 7> weekdays;
  ChoiceState choice;
  FormState form;
  std::optional<CalendarSheet> sheet;
};

// Fills the rest of the current window, like every page.
void draw_calendars_page(const Desk& desk, CalendarsState& state);

}  // namespace tongzhou
