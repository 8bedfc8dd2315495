#include <algorithm>
#include <array>
#include <map>

#include "core/sorting.h"
#include "exchange/mspdi_codes.h"
#include "exchange/mspdi_import.h"
#include "exchange/mspdi_recurrence.h"

namespace tongzhou {
namespace {

// All recurring exceptions and special weeks of a file together, written out.
constexpr std::size_t kMostExpandedDays = 20'000;

using Spans = std::vector<WorkSpan>;

struct MspdiException {
  std::string name;
  Day first;
  Day last;
  Spans hours;
};

struct MspdiCalendar {
  std::int64_t uid = 0;
  std::int64_t base = -1;
  bool is_base = true;
  std::string name;
  std::array<std::optional<Spans>, 7> week;  // Monday first; nothing: as the base or the default
  std::vector<MspdiException> exceptions;    // in order of precedence; may overlap
  Id<Calendar> id;

  bool derives() const { return !is_base && base > 0; }
  bool says_nothing() const {
    return exceptions.empty() &&
           std::ranges::none_of(week, [](const auto& day) { return day.has_value(); });
  }
};

struct CalendarReading {
  MspdiImport& import;
  std::size_t days_left = kMostExpandedDays;
};

std::optional<int> minute_of(std::string_view time) {
  // hh:mm or hh:mm:ss; a date in front is passed over.
  if (const auto t = time.find('T'); t != std::string_view::npos) time.remove_prefix(t + 1);
  std::int64_t hour = 0, minute = 0;
  if (time.size() < 5 || time[2] != ':' || !parse_mspdi(time.substr(0, 2), hour) ||
      !parse_mspdi(time.substr(3, 2), minute) || hour < 0 || hour > 24 || minute < 0 || minute > 59)
    return std::nullopt;
  return static_cast<int>(hour * 60 + minute);
}

// Sorted, and joined where they touch or overlap.
Spans in_order(Spans spans) {
  sort_stably(spans);
  Spans joined;
  for (const WorkSpan span : spans) {
    if (!joined.empty() && span.from <= joined.back().to)
      joined.back().to = std::max(joined.back().to, span.to);
    else
      joined.push_back(span);
  }
  return joined;
}

// The hours of a WeekDay or Exception; working without times means the usual ones.
Spans read_hours(CalendarReading& reading, const pugi::xml_node& day) {
  bool working = false;
  if (!parse_mspdi(day.child("DayWorking").child_value(), working) || !working) return {};
  Spans spans;
  for (const pugi::xml_node time : day.child("WorkingTimes").children("WorkingTime")) {
    const auto from = minute_of(trimmed(time.child("FromTime").child_value()));
    const auto until = minute_of(trimmed(time.child("ToTime").child_value()));
    if (!from && !until) continue;                                   // Project writes empty ones
    const int to = until == 0 ? kMinutesPerDay : until.value_or(0);  // 00:00 ends the day
    if (!from || to <= *from || to > kMinutesPerDay) {
      reading.import.notices.add(Word::notice_unread_values, "WorkingTime");
      continue;
    }
    spans.push_back({0, static_cast<std::uint16_t>(*from), static_cast<std::uint16_t>(to)});
  }
  if (spans.empty()) return standard_day().spans;
  spans = in_order(std::move(spans));
  return spans.size() > 24 ? standard_day().spans : spans;
}

struct Period {
  Day first;
  Day last;
};
std::optional<Period> read_period(const pugi::xml_node& node) {
  const pugi::xml_node period = node.child("TimePeriod");
  Instant from, to;
  if (!parse_mspdi(period.child("FromDate").child_value(), from) ||
      !parse_mspdi(period.child("ToDate").child_value(), to) || !from.is_set() || !to.is_set() ||
      to < from)
    return std::nullopt;
  return Period{day_of(from), day_of(to)};
}

std::int64_t number_in(const pugi::xml_node& node, const char* name, std::int64_t otherwise) {
  std::int64_t value = otherwise;
  return parse_mspdi(node.child(name).child_value(), value) ? value : otherwise;
}

void read_recurring(CalendarReading& reading, MspdiCalendar& calendar, MspdiRecurrence recurrence,
                    const MspdiException& like) {
  Notices& notices = reading.import.notices;
  const auto days = expand(recurrence);
  if (!days || days->size() > reading.days_left) {
    notices.add(Word::notice_recurring_lost, like.name.empty() ? calendar.name : like.name);
    return;
  }
  reading.days_left -= days->size();
  notices.add(Word::notice_recurring_expanded, like.name.empty() ? calendar.name : like.name);
  for (const Day day : *days) calendar.exceptions.push_back({like.name, day, day, like.hours});
}

void read_exception(CalendarReading& reading, MspdiCalendar& calendar, const pugi::xml_node& node) {
  const auto period = read_period(node);
  if (!period) {
    reading.import.notices.add(Word::notice_unread_values, "Exception");
    return;
  }
  MspdiException exception{{}, period->first, period->last, read_hours(reading, node)};
  parse_mspdi(trimmed(text_of(node.child("Name"))), exception.name);
  MspdiRecurrence recurrence{.type = number_in(node, "Type", 1),
                             .period = std::max<std::int64_t>(number_in(node, "Period", 1), 1),
                             .days_of_week = number_in(node, "DaysOfWeek", 0),
                             .month_item = number_in(node, "MonthItem", 0),
                             .month_position = number_in(node, "MonthPosition", 0),
                             .month = number_in(node, "Month", 0),
                             .month_day = number_in(node, "MonthDay", 1),
                             .first = period->first,
                             .last = period->last};
  if (number_in(node, "EnteredByOccurrences", 0) == 1)
    recurrence.occurrences = number_in(node, "Occurrences", 0);
  // "Daily" is how Project writes a plain run of days.
  if (recurrence.type == 1 && recurrence.period == 1)
    calendar.exceptions.push_back(std::move(exception));
  else
    read_recurring(reading, calendar, recurrence, exception);
}

// A week that differs for some time: each day of it that says something becomes an exception.
void read_work_week(CalendarReading& reading, MspdiCalendar& calendar, const pugi::xml_node& node) {
  const auto period = read_period(node);
  std::array<std::optional<Spans>, 7> week;
  for (const pugi::xml_node day : node.child("WeekDays").children("WeekDay")) {
    const std::int64_t type = number_in(day, "DayType", 0);
    if (type >= 1 && type <= 7)
      week[static_cast<std::size_t>(weekday_of_mspdi(type))] = read_hours(reading, day);
  }
  const std::string name(trimmed(node.child("Name").child_value()));
  const std::string& told = name.empty() ? calendar.name : name;
  const std::int64_t days = period ? period->last - period->first + 1 : 0;
  if (!period || days > static_cast<std::int64_t>(reading.days_left)) {
    reading.import.notices.add(Word::notice_work_week_lost, told);
    return;
  }
  reading.days_left -= static_cast<std::size_t>(days);
  bool any = false;
  for (Day day = period->first; day <= period->last; day = day + 1) {
    const auto& hours = week[static_cast<std::size_t>(weekday_of(day))];
    if (!hours) continue;
    // Days in a row with the same hours are one exception.
    if (any && calendar.exceptions.back().last + 1 == day &&
        calendar.exceptions.back().hours == *hours)
      calendar.exceptions.back().last = day;
    else
      calendar.exceptions.push_back({name, day, day, *hours});
    any = true;
  }
  if (any) reading.import.notices.add(Word::notice_work_week_expanded, told);
}

MspdiCalendar read_calendar(CalendarReading& reading, const pugi::xml_node& node) {
  MspdiCalendar calendar;
  calendar.uid = number_in(node, "UID", 0);
  calendar.base = number_in(node, "BaseCalendarUID", -1);
  calendar.is_base = number_in(node, "IsBaseCalendar", 1) != 0;
  parse_mspdi(trimmed(text_of(node.child("Name"))), calendar.name);
  for (const pugi::xml_node exception : node.child("Exceptions").children("Exception"))
    read_exception(reading, calendar, exception);
  for (const pugi::xml_node day : node.child("WeekDays").children("WeekDay")) {
    const std::int64_t type = number_in(day, "DayType", -1);
    if (type >= 1 && type <= 7) {
      calendar.week[static_cast<std::size_t>(weekday_of_mspdi(type))] = read_hours(reading, day);
    } else if (const auto period = read_period(day); type == 0 && period) {
      // The old form; newer versions write it beside the new one, where it is covered and falls
      // away.
      calendar.exceptions.push_back({{}, period->first, period->last, read_hours(reading, day)});
    } else {
      reading.import.notices.add(Word::notice_unread_values, "WeekDay");
    }
  }
  for (const pugi::xml_node week : node.child("WorkWeeks").children("WorkWeek"))
    read_work_week(reading, calendar, week);
  return calendar;
}

class CalendarConversion {
 public:
  CalendarConversion(MspdiImport& import, std::vector<MspdiCalendar> raw)
      : import_(import), raw_(std::move(raw)) {
    for (std::size_t i = 0; i < raw_.size(); ++i) by_uid_.try_emplace(raw_[i].uid, i);
  }

  void run() {
    for (MspdiCalendar& calendar : raw_)
      if (by_uid_.at(calendar.uid) == index_of(calendar)) convert(calendar);
    // A resource's calendar that only repeats its base is the base.
    for (const MspdiCalendar& calendar : raw_)
      if (const MspdiCalendar* same = spoken_for(calendar); same != nullptr && same->id)
        import_.calendar_of.try_emplace(calendar.uid, same->id);
  }

 private:
  static constexpr int kDeepest = 8;

  std::size_t index_of(const MspdiCalendar& calendar) const {
    return static_cast<std::size_t>(&calendar - raw_.data());
  }
  const MspdiCalendar* base_of(const MspdiCalendar& calendar) const {
    const auto found = calendar.derives() ? by_uid_.find(calendar.base) : by_uid_.end();
    return found == by_uid_.end() ? nullptr : &raw_[found->second];
  }
  // The first calendar from this one up the bases that says something of its own.
  const MspdiCalendar* spoken_for(const MspdiCalendar& calendar) const {
    const MspdiCalendar* at = &calendar;
    for (int i = 0; i < kDeepest && at != nullptr; ++i) {
      const MspdiCalendar* base = base_of(*at);
      if (base == nullptr || !at->says_nothing()) return at;
      at = base;
    }
    return at;
  }
  Spans hours_of(const MspdiCalendar& calendar, std::size_t weekday) const {
    const MspdiCalendar* at = &calendar;
    for (int i = 0; i < kDeepest && at != nullptr; ++i, at = base_of(*at))
      if (at->week[weekday]) return *at->week[weekday];
    return weekday < 5 ? standard_day().spans : Spans{};
  }
  // A day off where the base works cannot be said beside a base here: then nothing is inherited.
  bool must_stand_alone(const MspdiCalendar& calendar, const MspdiCalendar& base) const {
    for (std::size_t weekday = 0; weekday < 7; ++weekday) {
      const auto& own = calendar.week[weekday];
      if (own && own->empty() && !hours_of(base, weekday).empty()) return true;
    }
    return false;
  }

  void convert(MspdiCalendar& calendar) {
    const MspdiCalendar* base = base_of(calendar);
    if (base != nullptr && calendar.says_nothing()) return;
    const bool alone = base == nullptr || must_stand_alone(calendar, *base);
    calendar.id = mint<Id<Calendar>>(import_.random);
    Calendar record;
    record.name = calendar.name;
    record.week.spans.clear();
    for (std::size_t weekday = 0; weekday < 7; ++weekday) {
      Spans hours;
      if (alone)
        hours = hours_of(calendar, weekday);
      else if (calendar.week[weekday])
        hours = *calendar.week[weekday];
      for (const WorkSpan span : hours)
        record.week.spans.push_back({static_cast<std::uint8_t>(weekday), span.from, span.to});
    }
    if (!alone) bases_.emplace_back(import_.calendars.size(), base);
    import_.calendars.emplace_back(calendar.id, std::move(record));
    import_.calendar_of.try_emplace(calendar.uid, calendar.id);
    add_exceptions(calendar, alone);
  }

  void add_exceptions(const MspdiCalendar& calendar, bool with_those_of_bases) {
    covered_.clear();
    const MspdiCalendar* at = &calendar;
    for (int i = 0; i < kDeepest && at != nullptr; ++i) {
      for (const MspdiException& exception : at->exceptions) add_exception(calendar.id, exception);
      at = with_those_of_bases ? base_of(*at) : nullptr;
    }
  }

  // Only for days that no exception before it has taken.
  void add_exception(Id<Calendar> calendar, const MspdiException& exception) {
    Day from = exception.first;
    const auto add = [&](Day last) {
      if (from <= last)
        import_.exceptions.push_back({exception.name, calendar, from, last, {exception.hours}});
    };
    auto next = covered_.upper_bound(exception.first);
    if (next != covered_.begin()) {
      const auto before = std::prev(next);
      if (before->second >= from) from = before->second + 1;
    }
    for (; next != covered_.end() && next->first <= exception.last; ++next) {
      add(next->first - 1);
      from = next->second + 1;
    }
    add(exception.last);
    cover(exception.first, exception.last);
  }

  void cover(Day first, Day last) {
    auto at = covered_.upper_bound(first);
    if (at != covered_.begin() && std::prev(at)->second >= first) --at;
    while (at != covered_.end() && at->first <= last) {
      first = std::min(first, at->first);
      last = std::max(last, at->second);
      at = covered_.erase(at);
    }
    covered_.emplace(first, last);
  }

 public:
  // Once every calendar has its id.
  void link_bases() {
    for (const auto& [index, base] : bases_) {
      const MspdiCalendar* speaking = spoken_for(*base);
      if (speaking != nullptr) import_.calendars[index].second.base = speaking->id;
    }
  }

 private:
  MspdiImport& import_;
  std::vector<MspdiCalendar> raw_;
  std::unordered_map<std::int64_t, std::size_t> by_uid_;
  std::map<Day, Day> covered_;  // first to last, apart
  std::vector<std::pair<std::size_t, const MspdiCalendar*>> bases_;
};

}  // namespace

void import_calendars(MspdiImport& import, const pugi::xml_node& project) {
  CalendarReading reading{import};
  std::vector<MspdiCalendar> raw;
  for (const pugi::xml_node node : project.child("Calendars").children("Calendar"))
    raw.push_back(read_calendar(reading, node));
  CalendarConversion conversion(import, std::move(raw));
  conversion.run();
  conversion.link_bases();
}

Id<Calendar> round_the_clock(MspdiImport& import) {
  if (import.round_the_clock) return import.round_the_clock;
  WorkHours always;
  for (std::uint8_t weekday = 0; weekday < 7; ++weekday)
    always.spans.push_back({weekday, 0, kMinutesPerDay});
  const auto has_exceptions = [&](Id<Calendar> id) {
    return std::ranges::find(import.exceptions, id, &CalendarException::calendar) !=
           import.exceptions.end();
  };
  for (const auto& [id, calendar] : import.calendars)
    if (calendar.week == always && !calendar.base && !has_exceptions(id))
      return import.round_the_clock = id;
  Calendar calendar;
  calendar.week = always;  // named once the language of the plan is known
  import.round_the_clock = mint<Id<Calendar>>(import.random);
  import.calendars.emplace_back(import.round_the_clock, std::move(calendar));
  return import.round_the_clock;
}

}  // namespace tongzhou
