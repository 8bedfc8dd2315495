#include <algorithm>
#include <charconv>

#include "core/sorting.h"
#include "exchange/icalendar.h"
#include "exchange/icalendar_lines.h"
#include "exchange/icalendar_zones.h"
#include "exchange/imported.h"
#include "exchange/text_encoding.h"
#include "schedule/recurrence.h"

namespace tongzhou {
namespace {

Error ical_error(Word what, std::vector<std::string> arguments, Word todo = Word::todo_ical_again) {
  return {{what, std::move(arguments)}, {Word::safe_file_untouched, {}}, {todo, {}}};
}

// The lines of a component that is of use, as they stand; what they mean is known when the zones of
// the whole file are.
struct RawComponent {
  std::vector<IcalLine> lines;

  const IcalLine* find(std::string_view name) const {
    const auto line = std::ranges::find(lines, name, &IcalLine::name);
    return line == lines.end() ? nullptr : &*line;
  }
  std::string text(std::string_view name) const {
    const IcalLine* line = find(name);
    return line ? unescape_ical_text(line->value) : std::string();
  }
};

struct RawCalendar {
  std::string name;
  bool cancelled = false;  // METHOD:CANCEL
  std::vector<RawComponent> events;
  std::vector<RawComponent> busy;
  IcalZones zones;
  Notices notices;
};

// Goes through the lines of a file once, without recursion however deep components nest.
class RawReader {
 public:
  std::optional<Error> read(std::string_view text);
  RawCalendar calendar;

 private:
  struct Open {
    std::string name;
    std::size_t number;
  };

  std::optional<Error> take(IcalLine line);
  std::optional<Error> begin(const IcalLine& line);
  std::optional<Error> end(const IcalLine& line);
  void take_property(IcalLine line);
  bool inside(std::size_t depth, std::string_view name) const {
    return open_.size() == depth && open_.back().name == name;
  }

  std::vector<Open> open_;
  bool any_ = false;
  std::size_t attendees_ = 0;
};

std::optional<Error> RawReader::read(std::string_view text) {
  IcalLines lines(text);
  std::string line;
  std::size_t number = 0;
  while (lines.next(line, number)) {
    auto parsed = parse_ical_line(line);
    const bool begins =
        parsed && parsed->name == "BEGIN" && ical_upper(parsed->value) == "VCALENDAR";
    if (!any_ && !begins) return ical_error(Word::error_ical_foreign, {});
    any_ = true;
    if (!parsed) {
      calendar.notices.add(Word::notice_ical_lines, std::to_string(number) + ": " + line);
      continue;
    }
    parsed->number = number;
    if (auto error = take(std::move(*parsed))) return error;
  }
  if (!any_) return ical_error(Word::error_ical_foreign, {});
  if (open_.empty()) return {};
  return ical_error(Word::error_ical_cut, {std::to_string(open_.back().number), open_.back().name});
}

std::optional<Error> RawReader::take(IcalLine line) {
  if (line.name == "BEGIN") return begin(line);
  if (line.name == "END") return end(line);
  take_property(std::move(line));
  return {};
}

std::optional<Error> RawReader::begin(const IcalLine& line) {
  const std::string name = ical_upper(line.value);
  if (open_.empty() != (name == "VCALENDAR"))
    return ical_error(Word::error_ical_broken, {std::to_string(line.number), "BEGIN:" + name});
  const bool top = inside(1, "VCALENDAR");
  if (top && name == "VEVENT") {
    if (calendar.events.size() == kMostCalendarEvents)
      return ical_error(Word::error_ical_too_large, {}, Word::todo_ical_shorter);
    calendar.events.emplace_back();
    attendees_ = 0;
  } else if (top && name == "VFREEBUSY") {
    calendar.busy.emplace_back();
  } else if (top && name == "VTIMEZONE") {
    calendar.zones.begin_zone();
  } else if (inside(2, "VTIMEZONE")) {
    calendar.zones.begin_part();
  } else if (!open_.empty()) {
    calendar.notices.add(Word::notice_ical_parts, name);
  }
  open_.push_back({name, line.number});
  return {};
}

std::optional<Error> RawReader::end(const IcalLine& line) {
  const std::string name = ical_upper(line.value);
  if (open_.empty() || open_.back().name != name)
    return ical_error(Word::error_ical_broken, {std::to_string(line.number), "END:" + name});
  open_.pop_back();
  return {};
}

void RawReader::take_property(IcalLine line) {
  if (inside(1, "VCALENDAR")) {
    if (line.name == "METHOD") calendar.cancelled |= ical_upper(line.value) == "CANCEL";
    if (line.name == "X-WR-CALNAME" || (line.name == "NAME" && calendar.name.empty()))
      calendar.name = unescape_ical_text(line.value);
  } else if (inside(2, "VEVENT")) {
    constexpr std::string_view kKept[] = {
        "UID",           "SEQUENCE",  "DTSTART",  "DTEND",  "DURATION", "SUMMARY",
        "DESCRIPTION",   "RRULE",     "LOCATION", "URL",    "STATUS",   "TRANSP",
        "RECURRENCE-ID", "ORGANIZER", "RDATE",    "EXDATE", "ATTENDEE", "EXRULE"};
    if (std::ranges::find(kKept, line.name) == std::end(kKept)) return;
    if (line.name == "ATTENDEE" && ++attendees_ > kMostAttendees) {
      if (attendees_ == kMostAttendees + 1)
        calendar.notices.add(Word::notice_ical_attendees, calendar.events.back().text("SUMMARY"));
      return;
    }
    calendar.events.back().lines.push_back(std::move(line));
  } else if (inside(2, "VFREEBUSY")) {
    if (line.name == "FREEBUSY" || line.name == "ORGANIZER" || line.name == "ATTENDEE")
      calendar.busy.back().lines.push_back(std::move(line));
  } else if (inside(2, "VTIMEZONE")) {
    if (line.name == "TZID") calendar.zones.name_zone(line.value);
  } else if (open_.size() == 3 && open_[1].name == "VTIMEZONE") {
    calendar.zones.take(line);
  }
}

CalendarPerson person_of(const IcalLine& line) {
  CalendarPerson person;
  person.name = line.parameter("CN");
  const std::string_view value = line.value;
  if (ical_upper(value.substr(0, 7)) == "MAILTO:")
    person.address = value.substr(7);
  else if (value != "invalid:nomail")
    person.address = value;
  const std::string role = ical_upper(line.parameter("ROLE"));
  person.required = role != "OPT-PARTICIPANT" && role != "NON-PARTICIPANT";
  return person;
}

// Turns what stands in the file into events on the plan's wall clock.
class EventReader {
 public:
  EventReader(RawCalendar& raw, const CalendarZone& zone) : raw_(raw), zone_(zone) {}

  std::optional<CalendarEvent> event(const RawComponent& raw);
  void add_extra_dates(const RawComponent& raw, const CalendarEvent& event,
                       std::vector<CalendarEvent>& out);
  void busy(const RawComponent& raw, std::vector<BusyTime>& out);

 private:
  struct Moment {
    Instant at;                     // on the plan's wall clock
    Instant written;                // as it stands
    const CalendarZone* zone = {};  // of the file, if another
    bool is_day = false;
    bool is_utc = false;
  };

  struct Period {
    std::string_view written;
    std::optional<Moment> from;
    std::optional<Instant> until;
  };
  std::vector<Period> periods(const IcalLine& line);
  std::optional<Moment> moment(const IcalLine& line, std::string_view text);
  bool read_times(const RawComponent& raw, CalendarEvent& event, Moment& start);
  void read_rule(const RawComponent& raw, CalendarEvent& event, const Moment& start);
  void read_exceptions(const RawComponent& raw, CalendarEvent& event);
  std::string moved_until(const std::string& rule, const Moment& start);
  bool same_on_both_clocks(const std::string& written, const CalendarEvent& event,
                           const Moment& start);
  Instant plan_time(const Moment& from, Instant written) const;

  RawCalendar& raw_;
  const CalendarZone& zone_;
  std::size_t compared_ = 0;
};

// The plan's time of another one that is written like `from`.
Instant EventReader::plan_time(const Moment& from, Instant written) const {
  if (from.is_day) return written;
  if (from.is_utc) return to_wall_clock(zone_, written);
  return from.zone ? to_wall_clock(zone_, to_utc(*from.zone, written)) : written;
}

std::optional<EventReader::Moment> EventReader::moment(const IcalLine& line,
                                                       std::string_view text) {
  const auto time = parse_ical_time(text);
  if (!time) return {};
  if (time->second != 0) raw_.notices.add(Word::notice_seconds, text);
  Moment result{time->at, time->at, nullptr, time->is_day, time->is_utc};
  const std::string_view name = line.parameter("TZID");
  if (!time->is_day && !time->is_utc && !name.empty() && name != zone_.name) {
    result.zone = raw_.zones.find(name);
    if (!result.zone) raw_.notices.add(Word::notice_ical_zone, name);
  }
  result.at = plan_time(result, result.written);
  return in_range(result.at) ? std::optional(result) : std::nullopt;
}

bool EventReader::read_times(const RawComponent& raw, CalendarEvent& event, Moment& start) {
  const IcalLine* begins = raw.find("DTSTART");
  const auto first = begins ? moment(*begins, begins->value) : std::nullopt;
  if (!first) return false;
  start = *first;
  event.start = start.at;
  event.all_day = start.is_day;
  if (event.all_day) event.length = {kMinutesPerDay};
  if (const IcalLine* ends = raw.find("DTEND")) {
    const auto last = moment(*ends, ends->value);
    if (!last || last->is_day != start.is_day) return false;
    event.length = last->at - start.at;
    // Some programs end a whole day on itself.
    if (event.all_day && event.length.count == 0) event.length = {kMinutesPerDay};
  } else if (const IcalLine* lasts = raw.find("DURATION")) {
    const auto length = parse_ical_duration(lasts->value);
    if (!length || (event.all_day && length->count % kMinutesPerDay != 0)) return false;
    event.length = *length;
  }
  return event.length.count >= 0 &&
         event.length.count <= start_of(kLastDay + 1).value - event.start.value;
}

// The rule with its UNTIL on the plan's wall clock.
std::string EventReader::moved_until(const std::string& rule, const Moment& start) {
  const auto name = rule.find("UNTIL=");
  if (name == std::string::npos) return rule;
  const auto from = name + 6;
  const auto to = std::min(rule.find(';', from), rule.size());
  const auto time = parse_ical_time(std::string_view(rule).substr(from, to - from));
  if (!time || time->is_day) return rule;
  Moment like = start;
  like.is_utc = time->is_utc;
  const Instant at = plan_time(like, time->at);
  if (!in_range(at)) return rule;
  return rule.substr(0, from) + (start.is_day ? ical_day(at) : ical_time(at, time->second % 60)) +
         rule.substr(to);
}

// Whether the first instances by the clock of the file are those by the plan's: not so where only
// one of them has daylight saving, or days of the week shift. Of very many rules it is not known.
bool EventReader::same_on_both_clocks(const std::string& written, const CalendarEvent& event,
                                      const Moment& start) {
  if (start.is_day || (!start.is_utc && !start.zone)) return true;
  constexpr std::size_t kMostCompared = 2000;
  if (++compared_ > kMostCompared) return false;
  auto rule = parse_recurrence(written);
  if (rule->until && start.zone && written.find('Z') != std::string::npos) {
    const Instant until{static_cast<std::int32_t>(*rule->until / 60)};
    *rule->until = std::int64_t{to_wall_clock(*start.zone, until).value} * 60;
  }
  constexpr std::size_t kLooked = 100;
  constexpr Minutes kYears{5 * 366 * kMinutesPerDay};
  auto there =
      expand_recurrence(*rule, start.written, {start.written, start.written + kYears, kLooked});
  auto here =
      expand_recurrence(event.rule, event.start, {event.start, event.start + kYears, kLooked});
  for (Instant& at : there) at = plan_time(start, at);
  // One may have one more at the end of the years.
  const std::size_t both = std::min(there.size(), here.size());
  return there.size() <= here.size() + 1 && here.size() <= there.size() + 1 &&
         std::equal(there.begin(), there.begin() + static_cast<std::ptrdiff_t>(both), here.begin());
}

void EventReader::read_rule(const RawComponent& raw, CalendarEvent& event, const Moment& start) {
  const IcalLine* line = raw.find("RRULE");
  if (!line) return;
  std::string written = ical_upper(line->value);
  std::erase(written, ' ');
  const bool several = std::ranges::count(raw.lines, "RRULE", &IcalLine::name) > 1;
  if (several || check_recurrence(written)) {
    raw_.notices.add(Word::notice_ical_rules, event.title);
    return;
  }
  event.rule = moved_until(written, start);
  if (!same_on_both_clocks(written, event, start))
    raw_.notices.add(Word::notice_ical_rule_zones, event.title);
}

void EventReader::read_exceptions(const RawComponent& raw, CalendarEvent& event) {
  constexpr std::size_t kMostExceptions = 10'000;  // every day of 27 years
  for (const IcalLine& line : raw.lines) {
    if (line.name == "EXRULE") raw_.notices.add(Word::notice_ical_lines, "EXRULE: " + event.title);
    if (line.name != "EXDATE") continue;
    for (std::string_view rest = line.value; !rest.empty();) {
      const auto end = std::min(rest.find(','), rest.size());
      const auto at = moment(line, rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (!at || event.left_out.size() == kMostExceptions)
        raw_.notices.add(Word::notice_ical_exceptions, event.title);
      else if (at->is_day && !event.all_day)  // the instance of that day
        event.left_out.push_back(at->at + Minutes{minute_of_day(event.start)});
      else
        event.left_out.push_back(event.all_day ? start_of(day_of(at->at)) : at->at);
    }
  }
  sort_stably(event.left_out);
  const auto repeated = std::ranges::unique(event.left_out);
  event.left_out.erase(repeated.begin(), repeated.end());
}

std::optional<CalendarEvent> EventReader::event(const RawComponent& raw) {
  CalendarEvent event;
  event.uid = raw.text("UID");
  event.title = raw.text("SUMMARY");
  event.description = raw.text("DESCRIPTION");
  event.place = raw.text("LOCATION");
  if (const IcalLine* url = raw.find("URL")) event.url = url->value;
  if (const IcalLine* line = raw.find("SEQUENCE")) {
    std::from_chars(line->value.data(), line->value.data() + line->value.size(), event.sequence);
    event.sequence = std::max(event.sequence, 0);
  }
  Moment start;
  if (!read_times(raw, event, start)) {
    raw_.notices.add(Word::notice_ical_dates, event.title);
    return {};
  }
  if (const IcalLine* line = raw.find("RECURRENCE-ID")) {
    const auto at = moment(*line, line->value);
    if (!at) {
      raw_.notices.add(Word::notice_ical_dates, event.title);
      return {};
    }
    event.instead_of = at->at;
    if (!line->parameter("RANGE").empty())
      raw_.notices.add(Word::notice_ical_following, event.title);
  }
  read_rule(raw, event, start);
  read_exceptions(raw, event);
  event.cancelled = raw_.cancelled || ical_upper(raw.text("STATUS")) == "CANCELLED";
  event.transparent = ical_upper(raw.text("TRANSP")) == "TRANSPARENT";
  if (const IcalLine* line = raw.find("ORGANIZER")) event.organiser = person_of(*line);
  for (const IcalLine& line : raw.lines)
    if (line.name == "ATTENDEE") event.attendees.push_back(person_of(line));
  return event;
}

// Periods are begin/end or begin/length.
// Of a list of begin, begin/end and begin/length.
std::vector<EventReader::Period> EventReader::periods(const IcalLine& line) {
  std::vector<Period> all;
  for (std::string_view rest = line.value; !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    const std::string_view written = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto slash = std::min(written.find('/'), written.size());
    const std::string_view second = written.substr(std::min(slash + 1, written.size()));
    Period period{written, moment(line, written.substr(0, slash)), {}};
    if (const auto to = moment(line, second))
      period.until = to->at;
    else if (const auto length = parse_ical_duration(second); length && period.from)
      period.until = period.from->at + *length;
    all.push_back(period);
  }
  return all;
}

// Meetings beside those of the rule become events of their own, known by their dates.
void EventReader::add_extra_dates(const RawComponent& raw, const CalendarEvent& event,
                                  std::vector<CalendarEvent>& out) {
  constexpr std::size_t kMostExtra = 1000;  // of one event
  std::size_t count = 0;
  for (const IcalLine& line : raw.lines) {
    if (line.name != "RDATE" || event.instead_of) continue;
    for (const Period& period : periods(line)) {
      const auto& at = period.from;
      if (!at || ++count > kMostExtra || out.size() >= kMostCalendarEvents) {
        raw_.notices.add(Word::notice_ical_extra_dates, event.title);
        continue;
      }
      CalendarEvent extra = event;
      extra.start = event.all_day ? start_of(day_of(at->at))
                    : at->is_day  ? at->at + Minutes{minute_of_day(event.start)}
                                  : at->at;
      const bool is_known =
          extra.start == event.start || std::ranges::binary_search(event.left_out, extra.start) ||
          (!event.rule.empty() &&
           !expand_recurrence(event.rule, event.start, {extra.start, extra.start + Minutes{1}, 1})
                .empty());
      if (is_known) continue;
      if (period.until && *period.until > at->at) extra.length = *period.until - at->at;
      extra.uid += "/" + to_iso(extra.start);
      extra.rule.clear();
      extra.left_out.clear();
      out.push_back(std::move(extra));
    }
  }
}

void EventReader::busy(const RawComponent& raw, std::vector<BusyTime>& out) {
  const IcalLine* whose = raw.find("ATTENDEE");
  if (!whose) whose = raw.find("ORGANIZER");
  const std::string address = whose ? person_of(*whose).address : std::string();
  for (const IcalLine& line : raw.lines) {
    if (line.name != "FREEBUSY" || ical_upper(line.parameter("FBTYPE")) == "FREE") continue;
    for (const Period& period : periods(line)) {
      const auto& [written, from, until] = period;
      if (from && until && *until > from->at && in_range(*until))
        out.push_back({address, from->at, *until});
      else
        raw_.notices.add(Word::notice_ical_busy, written);
    }
  }
}

}  // namespace

Result<ReadCalendar> read_icalendar(std::span<const std::byte> bytes, const CalendarZone& zone,
                                    const TextCodec* codec) {
  if (bytes.size() > kLargestIcalendar)
    return std::unexpected(ical_error(Word::error_ical_too_large, {}, Word::todo_ical_shorter));
  const auto text = decode_text(bytes, codec);
  if (!text) return std::unexpected(text.error());
  RawReader reader;
  if (auto error = reader.read(*text)) return std::unexpected(std::move(*error));
  RawCalendar& raw = reader.calendar;
  ReadCalendar result;
  result.calendar.name = raw.name;
  EventReader events(raw, zone);
  for (const RawComponent& each : raw.events) {
    auto event = events.event(each);
    if (!event) continue;
    result.calendar.events.push_back(*event);
    events.add_extra_dates(each, *event, result.calendar.events);
  }
  for (const RawComponent& each : raw.busy) events.busy(each, result.calendar.busy);
  result.notices = std::move(raw.notices).take();
  return result;
}

}  // namespace tongzhou
