#include "app/calendar_files.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "app/edits.h"
#include "app/file_forms.h"
#include "core/sorting.h"
#include "exchange/time_zones.h"
#include "insight/information.h"
#include "insight/meetings.h"
#include "model/order_key.h"
#include "schedule/recurrence.h"
#include "schedule/schedule.h"

namespace tongzhou {
namespace {

constexpr int kWrittenOutDays = 2 * 366;
constexpr int kLookBackDays = 92;  // what was changed longer ago nobody looks up
constexpr std::string_view kOwnUid = "@tongzhou";

std::string uid_of(AnyId id) { return fmt::format("{:016x}{}", id.value, kOwnUid); }
AnyId id_of_uid(std::string_view uid) {
  AnyId id;
  if (!uid.ends_with(kOwnUid)) return id;
  uid.remove_suffix(kOwnUid.size());
  const auto [end, error] = std::from_chars(uid.data(), uid.data() + uid.size(), id.value, 16);
  return error == std::errc{} && end == uid.data() + uid.size() ? id : AnyId{};
}

// Every later write has a larger counter, on whatever copy.
int sequence_of(const Row& row) {
  std::uint32_t last = row.stamps.first().counter;
  for (const FieldStamps::Later& later : row.stamps.later())
    last = std::max(last, later.stamp.counter);
  return static_cast<int>(std::min(last, std::uint32_t{0x7fffffff}));
}

class CalendarMaker {
 public:
  CalendarMaker(const OpenPlan& open, CalendarOf of, Day today)
      : open_(open), plan_(open.plan()), of_(of), today_(today) {}

  std::vector<CalendarEvent> make() && {
    for (const auto& entry : plan_.table<Meeting>().live())
      if (entry.record.start.is_set() && is_for(entry.record)) add_meeting(entry);
    for (const Outline::Row& row : open_.outline().rows) {
      const auto& entry = plan_.table<Task>()[row.task];
      if (entry.record.kind == TaskKind::milestone &&
          is_for(entry.record.department, entry.record.responsible))
        add_day(entry, entry.id.any(), entry.record.title,
                day_of(open_.schedule().tasks[row.task].finish));
    }
    for (const auto& entry : plan_.table<Review>().live())
      if (entry.record.date.is_set() && is_for(entry.record))
        add_day(entry, entry.id.any(), entry.record.title, entry.record.date);
    return std::move(events_);
  }

 private:
  bool is_of_department(Id<Person> id) const {
    const Person* person = plan_.find(id);
    return person != nullptr && person->department == of_.department;
  }
  bool is_for(Id<Department> department, Id<Person> person) const {
    if (of_.person) return person == of_.person;
    return !of_.department || department == of_.department;
  }
  bool is_for(const Meeting& meeting) const {
    std::vector<Id<Person>> people = people_required(plan_, meeting);
    people.insert(people.end(), meeting.optional.ids.begin(), meeting.optional.ids.end());
    if (of_.person) return std::ranges::find(people, of_.person) != people.end();
    return !of_.department || std::ranges::binary_search(meeting.departments.ids, of_.department) ||
           std::ranges::any_of(people, [&](Id<Person> id) { return is_of_department(id); });
  }
  bool is_for(const Review& review) const {
    if (of_.person) return review.supervisor == of_.person;
    return !of_.department || review.departments.ids.empty() ||
           std::ranges::binary_search(review.departments.ids, of_.department);
  }

  CalendarPerson person_of(Id<Person> id, bool required) const {
    const Person& person = *plan_.find(id);
    const bool is_address = person.contact.find('@') != std::string::npos &&
                            person.contact.find(' ') == std::string::npos;
    return {person.name, is_address ? person.contact : std::string(), required};
  }

  void add_meeting(const Entry<Meeting>& entry) {
    const Meeting& meeting = entry.record;
    CalendarEvent event{.uid = meeting.uid.empty() ? uid_of(entry.id.any()) : meeting.uid,
                        .sequence = sequence_of(entry),
                        .title = meeting.title,
                        .description = meeting.agenda,
                        .place = meeting.place,
                        .start = meeting.start,
                        .length = length_of(meeting),
                        .rule = meeting.rule};
    if (event.place.empty())
      if (const Channel* channel = plan_.find(meeting.channel)) event.place = channel->address;
    if (plan_.find(meeting.organiser) != nullptr)
      event.organiser = person_of(meeting.organiser, true);
    const std::vector<Id<Person>> required = people_required(plan_, meeting);
    for (const Id<Person> id : required) event.attendees.push_back(person_of(id, true));
    for (const Id<Person> id : meeting.optional.ids)
      if (plan_.find(id) != nullptr && !std::ranges::binary_search(required, id))
        event.attendees.push_back(person_of(id, false));
    add_exceptions(entry, std::move(event));
  }

  // The series says what its rule says; here what is held at another time, and what is not.
  void add_exceptions(const Entry<Meeting>& entry, CalendarEvent series) {
    const Day from = day_of(series.start);
    const DayRange days{series.rule.empty() ? from : std::max(from, today_ - kLookBackDays),
                        std::max(from, today_ + kWrittenOutDays)};
    std::vector<Instant> by_rule;
    if (from >= days.first) by_rule.push_back(series.start);
    Instant last;  // by rule, of those found
    if (!series.rule.empty())
      for (const Instant one :
           expand_recurrence(series.rule, series.start,
                             RecurrenceWindow{start_of(days.first), start_of(days.last + 1), 1000}))
        if (one != series.start) by_rule.push_back(one);
    std::vector<CalendarEvent> others;
    for (const Occurrence& one : find_occurrences(plan_, open_.calendars(), entry.id, days)) {
      const auto rest = std::ranges::find(by_rule, one.by_rule);
      if (rest == by_rule.end()) continue;
      by_rule.erase(rest);
      last = std::max(last, one.by_rule);
      if (one.cancelled) {
        series.left_out.push_back(one.by_rule);
      } else if (one.start != one.by_rule) {
        CalendarEvent other = series;
        other.rule.clear();
        other.left_out.clear();
        other.instead_of = one.by_rule;
        other.start = one.start;
        others.push_back(std::move(other));
      }
      if (one.change)
        series.sequence = std::max(
            series.sequence,
            sequence_of(
                plan_.table<MeetingChange>()[plan_.table<MeetingChange>().find_slot(one.change)]));
    }
    // What was not found before the last is left out on days off, or moved beyond what is written.
    for (const Instant one : by_rule)
      if (one < last) series.left_out.push_back(one);
    sort_stably(series.left_out);
    if (series.rule.empty() && others.size() == 1) {  // no series: it is simply held then
      series.start = others.front().start;
      others.clear();
    }
    series.cancelled = series.rule.empty() && !series.left_out.empty();
    if (series.cancelled) series.left_out.clear();
    for (CalendarEvent& other : others) other.sequence = series.sequence;
    events_.push_back(std::move(series));
    events_.insert(events_.end(), std::make_move_iterator(others.begin()),
                   std::make_move_iterator(others.end()));
  }

  void add_day(const Row& row, AnyId id, const std::string& title, Day day) {
    events_.push_back({.uid = uid_of(id),
                       .sequence = sequence_of(row),
                       .title = title,
                       .all_day = true,
                       .start = start_of(day),
                       .length = {kMinutesPerDay},
                       .transparent = true});
  }

  const OpenPlan& open_;
  const Plan& plan_;
  CalendarOf of_;
  Day today_;
  std::vector<CalendarEvent> events_;
};

class CalendarReader {
 public:
  CalendarReader(const OpenPlan& open, Random& random, std::size_t meetings)
      : plan_(open.plan()),
        builder_(plan_, random, make_label(Word::ics_imported, {fmt::format("{}", meetings)})),
        order_(last_order(plan_, random, Kind::meeting)),
        random_(random) {
    for (const auto& entry : plan_.table<Person>().live())
      people_.try_emplace(entry.record.name, entry.id);
    for (const auto& entry : plan_.table<Meeting>().live())
      if (!entry.record.uid.empty()) by_uid_.try_emplace(entry.record.uid, entry.id);
  }

  void read(const CalendarEvent& event) {
    const Id<Meeting> there = find(event.uid);
    Meeting meeting;
    if (const Meeting* now = plan_.find(there)) meeting = *now;
    meeting.title = event.title;
    meeting.start = event.start;
    meeting.minutes = event.length.count;
    meeting.rule = event.rule;
    meeting.place = event.place.empty() ? event.url : event.place;
    if (!there) {
      meeting.agenda = event.description;
      // Other programs know nothing of days off: what they moved, they wrote out.
      meeting.when_off = WhenOff::as_is;
      meeting.uid = event.uid;
      meeting.order = order_;
      order_ = order_between(order_, {}, random_);
      if (event.organiser) meeting.organiser = person(event.organiser->name);
      for (const CalendarPerson& attendee : event.attendees)
        if (const Id<Person> id = person(attendee.name))
          (attendee.required ? meeting.people : meeting.optional).ids.push_back(id);
      for (RefSet<Person>* set : {&meeting.people, &meeting.optional}) {
        sort_stably(set->ids);
        set->ids.erase(std::ranges::unique(set->ids).begin(), set->ids.end());
      }
      ids_[event.uid] = builder_.create(std::move(meeting));
    } else {
      ids_[event.uid] = there;
      builder_.set<&Meeting::title>(there, meeting.title);
      builder_.set<&Meeting::start>(there, meeting.start);
      builder_.set<&Meeting::minutes>(there, meeting.minutes);
      builder_.set<&Meeting::rule>(there, meeting.rule);
      builder_.set<&Meeting::place>(there, meeting.place);
    }
    for (const Instant left_out : event.left_out) change(event.uid, left_out, {}, true);
  }

  // After their series.
  void read_instance(const CalendarEvent& event) {
    change(event.uid, *event.instead_of, event.start, event.cancelled);
  }

  Draft take() && { return std::move(builder_).take(); }

 private:
  Id<Meeting> find(const std::string& uid) const {
    const Id<Meeting> own{id_of_uid(uid).value};
    if (plan_.find(own) != nullptr) return own;
    const auto found = by_uid_.find(uid);
    return found == by_uid_.end() ? Id<Meeting>{} : found->second;
  }
  Id<Person> person(const std::string& name) const {
    const auto found = people_.find(name);
    return found == people_.end() ? Id<Person>{} : found->second;
  }
  // What the plan moves by itself because of days off needs no word.
  void change(const std::string& uid, Instant planned, Instant start, bool cancelled) {
    const auto series = ids_.find(uid);
    if (series == ids_.end()) return;
    const Meeting* known = plan_.find(series->second);
    if (known != nullptr && known->when_off != WhenOff::as_is) return;
    for (const auto& entry : plan_.table<MeetingChange>().live())
      if (entry.record.meeting == series->second && entry.record.planned == planned) {
        builder_.set<&MeetingChange::start>(entry.id, start);
        builder_.set<&MeetingChange::cancelled>(entry.id, cancelled);
        return;
      }
    builder_.create(MeetingChange{
        .meeting = series->second, .planned = planned, .start = start, .cancelled = cancelled});
  }

  const Plan& plan_;
  ChangeBuilder builder_;
  std::string order_;
  Random& random_;
  std::map<std::string, Id<Person>> people_;
  std::map<std::string, Id<Meeting>> by_uid_, ids_;
};

}  // namespace

CalendarFile make_calendar(const OpenPlan& open, CalendarOf of, Day today, Language language) {
  std::string name = open.plan().info().title;
  if (of.department) name += " · " + open.plan().name_of(ref(of.department));
  if (of.person) name += " · " + open.plan().name_of(ref(of.person));
  return {.name = say(language, Word::ics_name, {name}),
          .events = CalendarMaker(open, of, today).make()};
}

namespace {

int year_of(Instant instant) { return static_cast<int>(to_civil(day_of(instant)).year()); }

}  // namespace

CalendarZone zone_of(const Plan& plan) {
  const PlanInfo& info = plan.info();
  if (info.time_zone == TimeZone::unset)
    return info.language == PlanLanguage::chinese ? china_zone() : CalendarZone{};
  constexpr int kYearWithoutStart = 2026, kYearsBefore = 2, kYearsAfter = 10;
  const int year = info.start.is_set() ? year_of(info.start) : kYearWithoutStart;
  return calendar_zone(info.time_zone, year - kYearsBefore, year + kYearsAfter);
}

std::string other_clocks(const Plan& plan, const Meeting& meeting, Instant start,
                         Language language) {
  const CalendarZone here = zone_of(plan);
  if (here.name.empty() || !start.is_set()) return {};
  std::vector<Id<Department>> departments = meeting.departments.ids;
  for (const RefSet<Person>* people : {&meeting.people, &meeting.optional})
    for (const Id<Person> id : people->ids)
      if (const Person* person = plan.find(id)) departments.push_back(person->department);
  const int year = year_of(start);
  std::string text;
  for (const Id<Department> id : departments_in_order(plan)) {
    const Department* department = plan.find(id);
    const TimeZone zone = department->time_zone;
    const bool comes = std::ranges::find(departments, id) != departments.end();
    if (!comes || zone == TimeZone::unset) continue;
    const Instant there =
        to_wall_clock(calendar_zone(zone, year - 1, year + 1), to_utc(here, start));
    if (there == start) continue;
    if (!text.empty()) text += say(language, Word::list_separator);
    text += department->name + " ";
    if (day_of(there) != day_of(start)) text += date_text(day_of(there), year, language) + " ";
    const int minute = minute_of_day(there);
    text += fmt::format("{:02}:{:02}", minute / 60, minute % 60);
  }
  return text;
}

NamedBytes calendar_file(const OpenPlan& open, CalendarOf of, Day today, Language language,
                         std::int64_t unix_seconds) {
  const CalendarFile calendar = make_calendar(open, of, today, language);
  const std::string text = write_icalendar(calendar, zone_of(open.plan()), unix_seconds);
  const auto bytes = std::as_bytes(std::span(text));
  return {file_name(calendar.name, ".ics"), {bytes.begin(), bytes.end()}};
}

Result<CalendarImport> import_calendar(const OpenPlan& open, Random& random,
                                       const CalendarFile& file) {
  CalendarImport result;
  const auto is_meeting = [](const CalendarEvent& event) {
    return !event.all_day && !event.instead_of && !event.cancelled && event.start.is_set();
  };
  for (const CalendarEvent& event : file.events) {
    result.meetings += is_meeting(event) ? 1U : 0U;
    result.whole_days += event.all_day ? 1U : 0U;
  }
  if (result.meetings == 0) return refusal({Word::ics_nothing, {}});
  CalendarReader reader(open, random, result.meetings);
  for (const CalendarEvent& event : file.events)
    if (is_meeting(event)) reader.read(event);
  for (const CalendarEvent& event : file.events)
    if (event.instead_of && !event.all_day) reader.read_instance(event);
  result.draft = std::move(reader).take();
  return result;
}

}  // namespace tongzhou
