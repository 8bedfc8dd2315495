#include "insight/meetings.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

#include "core/sorting.h"
#include "schedule/recurrence.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMostOfOne = 10'000;  // half-hourly for six months
constexpr int kMostShift = 62;              // days that days off can push a meeting
constexpr int kSlotDays = 14;
constexpr Minutes kSlotStep{30};

// The changes of one meeting by the time that they change.
using Changes = std::map<Instant, const Entry<MeetingChange>*>;

std::uint32_t written(const Entry<MeetingChange>& entry) {
  return std::max(written_at<&MeetingChange::start>(entry),
                  written_at<&MeetingChange::cancelled>(entry));
}

std::map<Id<Meeting>, Changes> changes_by_meeting(const Plan& plan) {
  std::map<Id<Meeting>, Changes> all;
  for (const Entry<MeetingChange>& entry : plan.table<MeetingChange>().live()) {
    const Entry<MeetingChange>*& holds = all[entry.record.meeting][entry.record.planned];
    if (holds == nullptr ||
        std::tuple(written(*holds), holds->id) < std::tuple(written(entry), entry.id))
      holds = &entry;
  }
  return all;
}

// The days from which a rule leads to some days: themselves, and the days off directly before or
// after them, from which a meeting is pushed on or back.
class DaysByRule {
 public:
  DaysByRule(const WorkingTime& time, DayRange days)
      : days_(days),
        first_(days.first - days_off_beside(time, days.first, -1)),
        last_(days.last + days_off_beside(time, days.last, 1)) {}

  DayRange of(WhenOff when_off) const {
    return {when_off == WhenOff::next_working_day ? first_ : days_.first,
            when_off == WhenOff::previous_working_day ? last_ : days_.last};
  }

 private:
  static int days_off_beside(const WorkingTime& time, Day day, int step) {
    int count = 0;
    while (count < kMostShift && time.minutes_on(day + step * (count + 1)) == 0) ++count;
    return count;
  }

  DayRange days_;
  Day first_, last_;
};

class OccurrenceFinder {
 public:
  OccurrenceFinder(const Plan& plan, const Calendars& calendars, DayRange days)
      : time_(calendars[Calendars::kPlan]),
        days_(days),
        by_rule_(time_, days),
        changes_(changes_by_meeting(plan)) {}

  void add(const Entry<Meeting>& entry) {
    const Meeting& meeting = entry.record;
    if (!meeting.start.is_set()) return;
    static const Changes kNone;
    const auto changed = changes_.find(entry.id);
    const Changes& changes = changed == changes_.end() ? kNone : changed->second;
    std::vector<Held> held;
    for (const Instant instant : instances(meeting, by_rule_.of(meeting.when_off), kMostOfOne))
      if (const Instant start = on_working_day(instant, meeting.when_off); is_asked_for(start))
        held.push_back({start, instant});
    if (meeting.when_off != WhenOff::as_is) {  // days off push some together
      sort_stably(held, {}, &Held::planned);
      const auto repeated = std::ranges::unique(held, {}, &Held::planned);
      held.erase(repeated.begin(), repeated.end());
    }
    for (const Held& one : held) {
      const auto change = changes.find(one.planned);
      add(entry, one, change == changes.end() ? nullptr : change->second);
    }
    add_moved_here(entry, changes);
  }

  std::vector<Occurrence> take() && {
    struct Key {
      Instant start;
      std::uint32_t place;
    };
    std::vector<Key> keys;  // an occurrence is large to be moved about
    keys.reserve(found_.size());
    for (const Occurrence& one : found_)
      keys.push_back({one.start, static_cast<std::uint32_t>(keys.size())});
    std::ranges::sort(keys, [&](Key a, Key b) {
      if (a.start != b.start) return a.start < b.start;
      const Occurrence &one = found_[a.place], &other = found_[b.place];
      return one.meeting != other.meeting ? one.meeting < other.meeting
                                          : one.planned < other.planned;
    });
    std::vector<Occurrence> sorted;
    sorted.reserve(keys.size());
    for (const Key key : keys) sorted.push_back(found_[key.place]);
    return sorted;
  }

 private:
  struct Held {
    Instant planned, by_rule;
  };
  struct KnownRule {
    std::string_view text;
    Result<Recurrence> rule;
  };

  void add(const Entry<Meeting>& entry, Held held, const Entry<MeetingChange>* change) {
    Occurrence one{.meeting = entry.id,
                   .by_rule = held.by_rule,
                   .planned = held.planned,
                   .start = held.planned,
                   .length = length_of(entry.record)};
    if (change != nullptr) {
      one.change = change->id;
      one.cancelled = change->record.cancelled;
      if (change->record.start.is_set()) one.start = change->record.start;
    }
    if (is_asked_for(one.start)) found_.push_back(one);
  }

  bool is_asked_for(Instant instant) const {
    const Day day = day_of(instant);
    return instant.is_set() && day >= days_.first && day <= days_.last;
  }

  // What was moved here from other days.
  void add_moved_here(const Entry<Meeting>& entry, const Changes& changes) {
    for (const auto& [instant, change] : changes)
      if (is_asked_for(change->record.start) && !is_asked_for(instant) && in_range(instant))
        if (const Instant by_rule = rule_instant(entry.record, instant); by_rule.is_set())
          add(entry, {instant, by_rule}, change);
  }

  // The start of the meeting, whether or not it is one by the rule, and its instances by the rule.
  std::vector<Instant> instances(const Meeting& meeting, DayRange days, std::size_t most) {
    const RecurrenceWindow window{start_of(days.first), start_of(days.last + 1), most};
    std::vector<Instant> all;
    const Recurrence* rule = parsed(meeting.rule);
    if (rule != nullptr && meeting.start < window.to)
      all = expand_recurrence(*rule, meeting.start, window);
    if (meeting.start >= window.from && meeting.start < window.to &&
        !std::ranges::binary_search(all, meeting.start))
      all.insert(std::ranges::upper_bound(all, meeting.start), meeting.start);
    return all;
  }

  // Many meetings repeat by the same few rules. Null for one that cannot be read.
  const Recurrence* parsed(const std::string& rule) {
    constexpr std::size_t kFew = 16;
    if (rule.empty()) return nullptr;
    auto known = std::ranges::find(rules_, rule, &KnownRule::text);
    if (known == rules_.end()) {
      if (rules_.size() == kFew) rules_.clear();
      known = rules_.insert(rules_.end(), {rule, parse_recurrence(rule)});
    }
    return known->rule ? &*known->rule : nullptr;
  }

  // By which instance of its rule the meeting would be held then; unset: by none.
  Instant rule_instant(const Meeting& meeting, Instant instant) {
    const Day day = day_of(instant);
    const DayRange days = DaysByRule(time_, {day, day}).of(meeting.when_off);
    const auto every_minute = static_cast<std::size_t>(days.last - days.first + 1) * kMinutesPerDay;
    const std::vector<Instant> near = instances(meeting, days, every_minute);
    const auto found = std::ranges::find_if(
        near, [&](Instant one) { return on_working_day(one, meeting.when_off) == instant; });
    return found == near.end() ? Instant{} : *found;
  }

  // The same time of day on the day that it is held; unset: it is left out.
  Instant on_working_day(Instant instant, WhenOff when_off) const {
    Day day = day_of(instant);
    if (when_off == WhenOff::as_is || time_.minutes_on(day) > 0 || !time_.has_work())
      return instant;
    if (when_off == WhenOff::left_out) return {};
    const int step = when_off == WhenOff::next_working_day ? 1 : -1;
    for (int i = 0; i < kMostShift && time_.minutes_on(day) == 0; ++i) day = day + step;
    return at(day, minute_of_day(instant));
  }

  const WorkingTime& time_;
  DayRange days_;
  DaysByRule by_rule_;
  std::map<Id<Meeting>, Changes> changes_;
  std::vector<KnownRule> rules_;
  std::vector<Occurrence> found_;
};

constexpr std::array kRepeatRules{
    RepeatRule{"", WhenOff::next_working_day},
    RepeatRule{"FREQ=DAILY", WhenOff::left_out},
    RepeatRule{"FREQ=WEEKLY", WhenOff::next_working_day},
    RepeatRule{"FREQ=WEEKLY;INTERVAL=2", WhenOff::next_working_day},
    RepeatRule{"FREQ=MONTHLY", WhenOff::next_working_day},
    RepeatRule{"FREQ=MONTHLY;BYMONTHDAY=1", WhenOff::next_working_day},
    RepeatRule{"FREQ=MONTHLY;BYMONTHDAY=-1", WhenOff::previous_working_day},
};

}  // namespace

Minutes length_of(const Meeting& meeting) {
  constexpr std::int32_t kYear = 366 * kMinutesPerDay;
  return {std::clamp(meeting.minutes, 0, kYear)};
}

RepeatRule rule_of(Repeat repeat) { return kRepeatRules[static_cast<std::size_t>(repeat)]; }

Repeat repeat_of(const Meeting& meeting) {
  const auto found = std::ranges::find(kRepeatRules, meeting.rule, &RepeatRule::rule);
  return static_cast<Repeat>(found - kRepeatRules.begin());
}

std::string repeat_text(const Meeting& meeting, Repeat repeat, Language language) {
  const Day day = meeting.start.is_set() ? day_of(meeting.start) : Day{0};
  const std::string weekday = weekday_text(day, language);
  switch (repeat) {
    case Repeat::never: return std::string(say(language, Word::repeat_never));
    case Repeat::daily: return std::string(say(language, Word::repeat_daily));
    case Repeat::weekly: return say(language, Word::repeat_weekly, {weekday});
    case Repeat::fortnightly: return say(language, Word::repeat_fortnightly, {weekday});
    case Repeat::monthly:
      return say(language, Word::repeat_monthly,
                 {std::to_string(static_cast<unsigned>(to_civil(day).day()))});
    case Repeat::month_first: return std::string(say(language, Word::repeat_month_first));
    case Repeat::month_last: return std::string(say(language, Word::repeat_month_last));
    case Repeat::own: break;
  }
  return say(language, Word::repeat_own, {meeting.rule});
}

std::vector<Occurrence> find_occurrences(const Plan& plan, const Calendars& calendars,
                                         DayRange days) {
  OccurrenceFinder finder(plan, calendars, days);
  for (const Entry<Meeting>& entry : plan.table<Meeting>().live()) finder.add(entry);
  return std::move(finder).take();
}

std::vector<Occurrence> find_occurrences(const Plan& plan, const Calendars& calendars,
                                         Id<Meeting> meeting, DayRange days) {
  OccurrenceFinder finder(plan, calendars, days);
  const Slot slot = plan.table<Meeting>().find_slot(meeting);
  if (slot != kNoSlot && !plan.table<Meeting>()[slot].deleted)
    finder.add(plan.table<Meeting>()[slot]);
  return std::move(finder).take();
}

std::vector<Id<Person>> people_required(const Plan& plan, const Meeting& meeting) {
  std::vector<Id<Person>> people(meeting.people.ids);
  people.push_back(meeting.organiser);
  for (const Id<Department> id : meeting.departments.ids)
    if (const Department* department = plan.find(id)) people.push_back(department->lead);
  std::erase_if(people, [&](Id<Person> id) { return plan.find(id) == nullptr; });
  sort_stably(people);
  people.erase(std::ranges::unique(people).begin(), people.end());
  return people;
}

double person_hours_a_month(const Plan& plan, const Calendars& calendars, Id<Meeting> meeting,
                            Day from) {
  const Meeting* record = plan.find(meeting);
  if (record == nullptr) return 0;
  std::vector<Id<Person>> people = people_required(plan, *record);
  for (const Id<Person> id : record->optional.ids)
    if (plan.find(id) != nullptr && !std::ranges::binary_search(people, id))
      people.insert(std::ranges::upper_bound(people, id), id);
  double minutes = 0;
  for (const Occurrence& one : find_occurrences(plan, calendars, meeting, {from, from + 29}))
    if (!one.cancelled) minutes += one.length.count;
  return minutes / 60 * static_cast<double>(people.size());
}

std::vector<Clash> find_clashes(const Plan& plan, std::span<const Occurrence> occurrences) {
  const Table<Meeting>& meetings = plan.table<Meeting>();
  const Table<Person>& persons = plan.table<Person>();
  std::vector<std::optional<std::vector<Id<Person>>>> people(meetings.slot_count());
  std::vector<std::vector<std::uint32_t>> under_way(persons.slot_count());  // by person
  std::vector<Clash> clashes;
  for (std::uint32_t i = 0; i < occurrences.size(); ++i) {
    const Occurrence& one = occurrences[i];
    const Slot slot = meetings.find_slot(one.meeting);
    if (one.cancelled || slot == kNoSlot || meetings[slot].deleted) continue;
    if (!people[slot]) people[slot] = people_required(plan, meetings[slot].record);
    const std::size_t first = clashes.size();
    for (const Id<Person> person : *people[slot]) {
      std::vector<std::uint32_t>& others = under_way[persons.find_slot(person)];
      std::erase_if(others, [&](std::uint32_t j) { return occurrences[j].finish() <= one.start; });
      for (const std::uint32_t j : others) clashes.push_back({j, i, person});
      others.push_back(i);
    }
    sort_stably(std::span(clashes).subspan(first), {}, &Clash::first);
  }
  return clashes;
}

std::vector<Instant> find_free_slots(const Plan& plan, const Calendars& calendars,
                                     std::span<const Id<Person>> people, Minutes length,
                                     Instant from, std::size_t most) {
  struct Busy {
    Instant from, to;
  };
  std::vector<Busy> busy;
  const Day first = day_of(from);
  for (const Occurrence& one : find_occurrences(plan, calendars, {first - 1, first + kSlotDays})) {
    const Meeting* meeting = plan.find(one.meeting);
    if (one.cancelled || meeting == nullptr) continue;
    const std::vector<Id<Person>> required = people_required(plan, *meeting);
    if (std::ranges::any_of(people, [&](Id<Person> person) {
          return std::ranges::binary_search(required, person);
        }))
      busy.push_back({one.start, one.finish()});
  }
  std::vector<const WorkingTime*> times;
  for (const Id<Person> id : people) {
    const Person* person = plan.find(id);
    if (person == nullptr) continue;
    const auto calendar = person->calendar ? calendars.find(person->calendar)
                                           : calendars.of_department(plan, person->department);
    if (const WorkingTime* time = &calendars[calendar];
        std::ranges::find(times, time) == times.end())
      times.push_back(time);
  }
  if (times.empty()) times.push_back(&calendars[Calendars::kPlan]);

  std::vector<Instant> slots;
  const std::int32_t rest = minute_of_day(from) % kSlotStep.count;
  Instant start = rest == 0 ? from : from + Minutes{kSlotStep.count - rest};
  for (; day_of(start) < first + kSlotDays && slots.size() < most; start = start + kSlotStep) {
    const Instant end = start + length;
    const bool at_work = std::ranges::all_of(
        times, [&](const WorkingTime* time) { return time->between(start, end) == length; });
    const bool is_free = std::ranges::none_of(
        busy, [&](const Busy& one) { return one.from < end && one.to > start; });
    if (at_work && is_free) slots.push_back(start);
  }
  return slots;
}

}  // namespace tongzhou
