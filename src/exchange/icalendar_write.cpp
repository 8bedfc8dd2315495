#include <algorithm>

#include "exchange/icalendar.h"
#include "exchange/icalendar_lines.h"
#include "schedule/recurrence.h"

namespace tongzhou {
namespace {

class IcalWriter {
 public:
  IcalWriter(const CalendarZone& zone, std::int64_t unix_seconds) : zone_(zone) {
    const auto minutes = static_cast<std::int32_t>(unix_seconds / 60);
    stamp_ = ical_time({minutes}, static_cast<int>(unix_seconds % 60)) + "Z";
  }

  void line(std::string_view text) { append_ical_line(out_, text); }
  void text_line(const std::string& name, std::string_view text) {
    if (!text.empty()) line(name + ":" + escape_ical_text(text));
  }
  void zone();
  void event(const CalendarEvent& event);
  void busy(const std::string& address, const std::vector<BusyTime>& times);
  std::string take() && { return std::move(out_); }

 private:
  void time_line(const std::string& name, const CalendarEvent& event, Instant at);
  void end_line(const CalendarEvent& event);
  void rule_line(const CalendarEvent& event);
  void person_line(const std::string& name, const CalendarPerson& person);
  std::string utc(Instant wall_clock, int second = 0) const {
    return ical_time(to_utc(zone_, wall_clock), second) + "Z";
  }

  const CalendarZone& zone_;
  std::string stamp_;
  std::string out_;
};

// Changes between the same two offsets are one part with a list of moments.
void IcalWriter::zone() {
  if (zone_.name.empty()) return;
  line("BEGIN:VTIMEZONE");
  text_line("TZID", zone_.name);
  const auto part = [&](Minutes from, Minutes to, const std::vector<Instant>& starts) {
    const std::string kind = to > from ? "DAYLIGHT" : "STANDARD";
    line("BEGIN:" + kind);
    line("DTSTART:" + ical_time(starts.front()));
    line("TZOFFSETFROM:" + ical_offset(from));
    line("TZOFFSETTO:" + ical_offset(to));
    for (std::size_t i = 1; i < starts.size(); ++i) line("RDATE:" + ical_time(starts[i]));
    line("END:" + kind);
  };
  part(zone_.offset, zone_.offset, {start_of(kFirstDay)});
  struct Group {
    Minutes from, to;
    std::vector<Instant> starts;
  };
  std::vector<Group> groups;
  Minutes before = zone_.offset;
  for (const ZoneChange& change : zone_.changes) {
    auto group = std::ranges::find_if(
        groups, [&](const Group& each) { return each.from == before && each.to == change.offset; });
    if (group == groups.end()) group = groups.insert(group, {before, change.offset, {}});
    group->starts.push_back(change.at + before);
    before = change.offset;
  }
  for (const Group& group : groups) part(group.from, group.to, group.starts);
  line("END:VTIMEZONE");
}

void IcalWriter::time_line(const std::string& name, const CalendarEvent& event, Instant at) {
  if (event.all_day)
    line(name + ";VALUE=DATE:" + ical_day(at));
  else if (zone_.name.empty())
    line(name + ":" + ical_time(at));
  else
    line(name + ";TZID=" + quote_ical_parameter(zone_.name) + ":" + ical_time(at));
}

// An end that is the start must not be written.
void IcalWriter::end_line(const CalendarEvent& event) {
  if (event.length.count > 0) time_line("DTEND", event, event.start + event.length);
}

// UNTIL is written in UTC beside times that have a zone, as a day beside whole days.
void IcalWriter::rule_line(const CalendarEvent& event) {
  if (event.rule.empty() || check_recurrence(event.rule)) return;
  std::string rule;
  for (const char c : event.rule)
    if (c != ' ') rule += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (rule.starts_with("RRULE:")) rule.erase(0, 6);
  while (rule.ends_with(';')) rule.pop_back();
  const auto until = parse_recurrence(rule)->until;
  if (const auto at = rule.find("UNTIL="); until && at != std::string::npos) {
    const Instant minute{static_cast<std::int32_t>(*until / 60)};
    const int second = static_cast<int>(*until % 60);
    const std::string text = event.all_day        ? ical_day(minute)
                             : zone_.name.empty() ? ical_time(minute, second)
                                                  : utc(minute, second);
    const auto end = std::min(rule.find(';', at), rule.size());
    rule.replace(at + 6, end - at - 6, text);
  }
  line("RRULE:" + rule);
}

void IcalWriter::person_line(const std::string& name, const CalendarPerson& person) {
  std::string text = name;
  if (!person.name.empty()) text += ";CN=" + quote_ical_parameter(person.name);
  if (name == "ATTENDEE")
    text += person.required ? ";ROLE=REQ-PARTICIPANT" : ";ROLE=OPT-PARTICIPANT";
  // An address is demanded; this one is what calendar programs write where there is none.
  line(text + (person.address.empty() ? ":invalid:nomail" : ":mailto:" + person.address));
}

void IcalWriter::event(const CalendarEvent& event) {
  line("BEGIN:VEVENT");
  text_line("UID", event.uid);
  line("DTSTAMP:" + stamp_);
  line("SEQUENCE:" + std::to_string(std::max(event.sequence, 0)));
  time_line("DTSTART", event, event.start);
  end_line(event);
  if (event.instead_of) time_line("RECURRENCE-ID", event, *event.instead_of);
  rule_line(event);
  for (const Instant at : event.left_out) time_line("EXDATE", event, at);
  text_line("SUMMARY", event.title);
  text_line("DESCRIPTION", event.description);
  text_line("LOCATION", event.place);
  if (!event.url.empty()) line("URL:" + event.url);
  line(event.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
  line(event.transparent ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE");
  if (event.organiser) person_line("ORGANIZER", *event.organiser);
  for (const CalendarPerson& person : event.attendees) person_line("ATTENDEE", person);
  line("END:VEVENT");
}

// The times of one address among those of others.
void IcalWriter::busy(const std::string& address, const std::vector<BusyTime>& times) {
  line("BEGIN:VFREEBUSY");
  text_line("UID", "busy-" + address);
  line("DTSTAMP:" + stamp_);
  if (!address.empty()) line("ORGANIZER:mailto:" + address);
  for (const BusyTime& time : times)
    if (time.address == address)
      line("FREEBUSY;FBTYPE=BUSY:" + utc(time.start) + "/" + utc(time.end));
  line("END:VFREEBUSY");
}

}  // namespace

std::string write_icalendar(const CalendarFile& calendar, const CalendarZone& zone,
                            std::int64_t unix_seconds) {
  IcalWriter writer(zone, unix_seconds);
  writer.line("BEGIN:VCALENDAR");
  writer.line("VERSION:2.0");
  writer.line("PRODID:-//Tongzhou//Tongzhou//ZH");
  writer.line("CALSCALE:GREGORIAN");
  writer.text_line("X-WR-CALNAME", calendar.name);
  if (!zone.name.empty()) writer.text_line("X-WR-TIMEZONE", zone.name);
  writer.zone();
  for (const CalendarEvent& event : calendar.events) writer.event(event);
  std::vector<std::string_view> written;
  for (const BusyTime& time : calendar.busy) {
    if (std::ranges::find(written, time.address) != written.end()) continue;
    written.push_back(time.address);
    writer.busy(time.address, calendar.busy);
  }
  writer.line("END:VCALENDAR");
  return std::move(writer).take();
}

}  // namespace tongzhou
