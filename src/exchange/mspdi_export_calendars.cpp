#include <algorithm>
#include <array>

#include "core/sorting.h"
#include "exchange/mspdi_codes.h"
#include "exchange/mspdi_writer.h"
#include "schedule/calendars.h"

namespace tongzhou {
namespace {

constexpr int kMostBases = 8;  // bases of bases that are followed

struct Chain {
  std::array<const Calendar*, kMostBases> calendars{};
  std::array<Id<Calendar>, kMostBases> ids{};
  std::size_t count = 0;
};

// The calendar and its bases; a ring ends where it closes.
Chain chain_of(const Plan& plan, Id<Calendar> id) {
  Chain chain;
  while (chain.count < kMostBases) {
    const Calendar* calendar = plan.find(id);
    const auto known = chain.ids.begin() + static_cast<std::ptrdiff_t>(chain.count);
    if (calendar == nullptr || std::find(chain.ids.begin(), known, id) != known) break;
    chain.calendars[chain.count] = calendar;
    chain.ids[chain.count++] = id;
    id = calendar->base;
  }
  return chain;
}

// Project's own resource calendars derive from a base calendar; all others stand alone. So a
// calendar with a base stays as it is only if at most one person, and nothing else, uses it.
class CalendarRoles {
 public:
  explicit CalendarRoles(const Plan& plan) : plan_(plan) {
    use(plan.info().calendar);
    for (const auto& entry : plan.table<Department>().live()) use(entry.record.calendar);
    for (const auto& entry : plan.table<Task>().live()) use(entry.record.calendar);
    for (const auto& entry : plan.table<Calendar>().live()) use(entry.record.base);
    for (const auto& entry : plan.table<Person>().live()) ++people_[entry.record.calendar];
  }
  bool is_personal(Id<Calendar> id) const {
    const Calendar* calendar = plan_.find(id);
    return calendar != nullptr && plan_.find(calendar->base) != nullptr && !used_.contains(id) &&
           (!people_.contains(id) || people_.at(id) == 1);
  }

 private:
  void use(Id<Calendar> id) { used_[id] = true; }

  const Plan& plan_;
  std::unordered_map<Id<Calendar>, bool> used_;
  std::unordered_map<Id<Calendar>, int> people_;
};

class CalendarExport {
 public:
  explicit CalendarExport(MspdiExport& out) : out_(out), roles_(out.plan) {
    for (const auto& entry : out.plan.table<CalendarException>().live())
      exceptions_[entry.record.calendar].push_back(&entry.record);
  }

  void number() {
    std::int64_t uid = 0;
    if (needs_standard()) out_.standard_uid = ++uid;
    for (const auto& entry : out_.plan.table<Calendar>().live())
      if (!roles_.is_personal(entry.id)) out_.calendar_uid[entry.id] = ++uid;
    if (!needs_standard()) out_.standard_uid = out_.calendar_uid.at(out_.plan.info().calendar);
  }

  void write() {
    const auto section = out_.xml.open("Calendars");
    const auto& calendars = out_.plan.table<Calendar>();
    if (needs_standard()) write_standard();
    for (const auto& entry : calendars.live())
      if (!roles_.is_personal(entry.id)) write_base(entry.id, entry.record);
    auto uid = static_cast<std::int64_t>(out_.calendar_uid.size()) + (needs_standard() ? 1 : 0);
    for (const Entry<Person>* person : out_.people) {
      out_.person_calendar_uid[person->id] = ++uid;
      write_of_person(uid, person->record);
    }
    for (const auto& entry : calendars.live())  // those of nobody
      if (roles_.is_personal(entry.id) && !out_.calendar_uid.contains(entry.id))
        write_derived(++uid, entry.record.name, entry.id);
  }

 private:
  bool needs_standard() const { return out_.plan.find(out_.plan.info().calendar) == nullptr; }

  void write_head(std::int64_t uid, std::string_view name, std::int64_t base) {
    out_.xml.number("UID", uid);
    out_.xml.text("Name", name);
    out_.xml.flag("IsBaseCalendar", base < 0);
    out_.xml.flag("IsBaselineCalendar", false);
    out_.xml.number("BaseCalendarUID", base);
  }

  void write_standard() {
    const auto calendar = out_.xml.open("Calendar");
    write_head(out_.standard_uid, say(out_.language(), Word::calendar_standard), -1);
    const WorkHours week = standard_week();
    const auto days = out_.xml.open("WeekDays");
    for (int weekday = 0; weekday < 7; ++weekday)
      write_week_day(weekday, of_weekday(week, weekday));
  }

  void write_base(Id<Calendar> id, const Calendar& record) {
    const auto calendar = out_.xml.open("Calendar");
    write_head(out_.calendar_uid.at(id), record.name, -1);
    const Chain chain = chain_of(out_.plan, id);
    {
      const auto days = out_.xml.open("WeekDays");
      for (int weekday = 0; weekday < 7; ++weekday) {
        std::vector<WorkSpan> spans;
        for (std::size_t i = 0; i < chain.count && spans.empty(); ++i)
          spans = of_weekday(chain.calendars[i]->week, weekday);
        write_week_day(weekday, spans);
      }
    }
    write_exceptions(id, chain);
  }

  void write_of_person(std::int64_t uid, const Person& person) {
    if (roles_.is_personal(person.calendar)) {
      write_derived(uid, out_.plan.find(person.calendar)->name, person.calendar);
      return;
    }
    const auto own = out_.calendar_uid.find(person.calendar);
    const auto calendar = out_.xml.open("Calendar");
    write_head(uid, person.name, own == out_.calendar_uid.end() ? out_.standard_uid : own->second);
  }

  // Only what the calendar itself says; the rest is its base's.
  void write_derived(std::int64_t uid, std::string_view name, Id<Calendar> id) {
    const Calendar& record = *out_.plan.find(id);
    out_.calendar_uid[id] = uid;
    const auto calendar = out_.xml.open("Calendar");
    write_head(uid, name, out_.calendar_uid.at(record.base));
    if (!record.week.spans.empty()) {
      const auto days = out_.xml.open("WeekDays");
      for (int weekday = 0; weekday < 7; ++weekday)
        if (const auto spans = of_weekday(record.week, weekday); !spans.empty())
          write_week_day(weekday, spans);
    }
    Chain own;
    own.calendars[0] = &record;
    own.ids[0] = id;
    own.count = 1;
    write_exceptions(id, own);
  }

  static std::vector<WorkSpan> of_weekday(const WorkHours& week, int weekday) {
    std::vector<WorkSpan> spans;
    for (const WorkSpan span : week.spans)
      if (span.weekday == weekday) spans.push_back(span);
    return spans;
  }

  void write_week_day(int weekday, const std::vector<WorkSpan>& spans) {
    const auto day = out_.xml.open("WeekDay");
    out_.xml.number("DayType", std::int64_t{mspdi_of_weekday(weekday)});
    write_hours(spans);
  }

  void write_hours(const std::vector<WorkSpan>& spans) {
    out_.xml.flag("DayWorking", !spans.empty());
    if (spans.empty()) return;
    const auto times = out_.xml.open("WorkingTimes");
    for (const WorkSpan span : spans) {
      const auto time = out_.xml.open("WorkingTime");
      out_.xml.text("FromTime", fmt::format("{:02}:{:02}:00", span.from / 60, span.from % 60));
      const int to = span.to % kMinutesPerDay;  // the end of the day is 00:00
      out_.xml.text("ToTime", fmt::format("{:02}:{:02}:00", to / 60, to % 60));
    }
  }

  // Days on which something other than the week may decide, as ranges apart and in order.
  std::vector<DayRange> days_to_ask(const Chain& chain) const {
    std::vector<DayRange> days;
    for (std::size_t i = 0; i < chain.count; ++i) {
      if (const auto found = exceptions_.find(chain.ids[i]); found != exceptions_.end())
        for (const CalendarException* exception : found->second)
          if (exception->first.is_set() && exception->last.is_set())
            days.push_back({exception->first, exception->last});
      if (chain.calendars[i]->holidays == Holidays::china) days.push_back(holiday_years());
    }
    sort_stably(days, {}, &DayRange::first);
    std::vector<DayRange> apart;
    for (const DayRange range : days) {
      if (!apart.empty() && range.first <= apart.back().last)
        apart.back().last = std::max(apart.back().last, range.last);
      else if (range.first <= range.last)
        apart.push_back(range);
    }
    return apart;
  }

  // Public holidays go on for ever; the file holds those from the year before the plan starts to
  // the year after it ends.
  DayRange holiday_years() const {
    Instant first = out_.plan.info().start, last = first;
    if (out_.schedule != nullptr && out_.schedule->finish.is_set()) {
      first = out_.schedule->start;
      last = out_.schedule->finish;
    }
    const int announced = kLastAnnouncedYear;
    const int from = first.is_set() ? int{to_civil(day_of(first)).year()} : announced;
    const int to = last.is_set() ? int{to_civil(day_of(last)).year()} : announced;
    return {from_civil(from - 1, 1, 1), from_civil(std::min(to + 1, 2199), 12, 31)};
  }

  struct Run {
    Day first, last;
    std::string name;
    std::vector<WorkSpan> spans;
    DayCause cause;
  };

  std::vector<Run> exceptional_runs(Id<Calendar> id, const Chain& chain) const {
    const WorkingTime time = compile_calendar(out_.plan, id, holiday_years());
    std::vector<Run> runs;
    for (const DayRange range : days_to_ask(chain))
      for (Day day = range.first; day <= range.last; day = day + 1) {
        WorkingTime::DayWork work = time.on(day);
        if (!is_said_by(chain, work.cause)) continue;
        // Where a calendar has no working time at all, counting goes on in elapsed time.
        if (!time.has_work()) work.spans.clear();
        for (WorkSpan& span : work.spans) span.weekday = 0;
        if (!runs.empty() && runs.back().last + 1 == day && runs.back().cause == work.cause &&
            runs.back().spans == work.spans)
          runs.back().last = day;
        else
          runs.push_back({day, day, name_of(work.cause), std::move(work.spans), work.cause});
      }
    return runs;
  }

  bool is_said_by(const Chain& chain, const DayCause& cause) const {
    if (cause.is_ordinary()) return false;
    if (!cause.exception) return true;
    const CalendarException* exception = out_.plan.find(cause.exception);
    const auto end = chain.ids.begin() + static_cast<std::ptrdiff_t>(chain.count);
    return exception != nullptr && std::find(chain.ids.begin(), end, exception->calendar) != end;
  }

  std::string name_of(const DayCause& cause) const {
    if (cause.exception) return out_.plan.find(cause.exception)->name;
    const std::string_view holiday = say(out_.language(), word_of(cause.holiday->holiday));
    if (cause.holiday->effect == HolidayEffect::off) return std::string(holiday);
    return say(out_.language(), Word::calendar_make_up_day, {holiday});
  }

  void write_exceptions(Id<Calendar> id, const Chain& chain) {
    const std::vector<Run> runs = exceptional_runs(id, chain);
    if (runs.empty()) return;
    const auto section = out_.xml.open("Exceptions");
    for (const Run& run : runs) {
      const auto exception = out_.xml.open("Exception");
      out_.xml.flag("EnteredByOccurrences", false);
      {
        const auto period = out_.xml.open("TimePeriod");
        out_.xml.instant("FromDate", start_of(run.first));
        out_.xml.instant("ToDate", at(run.last, kMinutesPerDay - 1));
      }
      out_.xml.number("Occurrences", std::int64_t{run.last - run.first + 1});
      out_.xml.text("Name", run.name);
      out_.xml.number("Type", std::int64_t{1});
      write_hours(run.spans);
    }
  }

  MspdiExport& out_;
  CalendarRoles roles_;
  std::unordered_map<Id<Calendar>, std::vector<const CalendarException*>> exceptions_;
};

}  // namespace

void number_calendars(MspdiExport& out) { CalendarExport(out).number(); }
void export_calendars(MspdiExport& out) { CalendarExport(out).write(); }

}  // namespace tongzhou
