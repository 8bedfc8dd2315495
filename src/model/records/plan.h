// The plan as a whole, its departments and people, and when they work.
#pragma once

#include <array>
#include <string>

#include "model/description.h"

namespace tongzhou {

struct Calendar;
struct Department;
struct Person;

// --- Plan: the one record that speaks of the whole -------------------------------------------

enum class PlanLanguage : std::uint8_t { chinese, english };
template <>
inline constexpr int kChoiceCount<PlanLanguage> = 2;
inline constexpr std::array kPlanLanguages{Word::language_chinese, Word::language_english};
template <>
inline constexpr std::span<const Word> kChoices<PlanLanguage>{kPlanLanguages};

// How urgent or important something is; automatic: as dates and state say (insight/cadence.h).
enum class Degree : std::uint8_t { automatic, low, middle, high };
template <>
inline constexpr int kChoiceCount<Degree> = 4;
inline constexpr std::array kDegrees{Word::degree_automatic, Word::degree_low, Word::degree_middle,
                                     Word::degree_high};
template <>
inline constexpr std::span<const Word> kChoices<Degree>{kDegrees};

// Places whose clock a plan or a department keeps to, by one city for all that have the same
// (exchange/time_zones.h).
enum class TimeZone : std::uint8_t {
  unset,
  beijing,
  tokyo,
  bangkok,
  delhi,
  dubai,
  moscow,
  berlin,
  london,
  sao_paulo,
  new_york,
  chicago,
  los_angeles,
  sydney,
};
template <>
inline constexpr int kChoiceCount<TimeZone> = 14;
inline constexpr std::array kTimeZones{
    Word::zone_unset,       Word::zone_beijing,   Word::zone_tokyo,    Word::zone_bangkok,
    Word::zone_delhi,       Word::zone_dubai,     Word::zone_moscow,   Word::zone_berlin,
    Word::zone_london,      Word::zone_sao_paulo, Word::zone_new_york, Word::zone_chicago,
    Word::zone_los_angeles, Word::zone_sydney};
template <>
inline constexpr std::span<const Word> kChoices<TimeZone>{kTimeZones};

struct PlanInfo {
  std::string title;
  std::string purpose;
  Instant start;   // nothing is scheduled before it
  Instant finish;  // when the whole is wanted; unset: no wish
  PlanLanguage language = PlanLanguage::chinese;
  Id<Calendar> calendar;               // for whatever names no other; unset: the standard week
  std::int32_t minutes_per_day = 480;  // how many working minutes are shown as "1 day"
  Instant status_date;                 // up to when progress was reported
  std::int32_t update_days = 0;        // days from one report to the next; 0: none agreed
  Minutes buffer;                      // room for surprises after the last task, working minutes
  Id<PlanInfo> scenario_of;            // the plan that this tries something out for; else unset
  Degree urgency = Degree::automatic;
  Degree importance = Degree::automatic;
  std::string audience;                  // for whom this copy was made; empty: it is whole
  bool for_reading = false;              // a copy that nobody is to edit
  TimeZone time_zone = TimeZone::unset;  // whose clock its times are by
};
template <>
struct Description<PlanInfo> {
  static constexpr Kind kind = Kind::plan;
  static constexpr std::string_view name = "plan";
  static constexpr Word label = Word::plan;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "title", &PlanInfo::title, Role::name, Word::plan_title},
      Field{2, "purpose", &PlanInfo::purpose, Role::note, Word::plan_purpose},
      Field{3, "start", &PlanInfo::start, Role::instant, Word::plan_start},
      Field{4, "finish", &PlanInfo::finish, Role::instant, Word::plan_finish},
      Field{5, "language", &PlanInfo::language, Role::choice, Word::plan_language},
      Field{6, "calendar", &PlanInfo::calendar, Role::reference, Word::plan_calendar},
      Field{7, "minutes_per_day", &PlanInfo::minutes_per_day, Role::number,
            Word::plan_minutes_per_day},
      Field{8, "status_date", &PlanInfo::status_date, Role::instant, Word::plan_status_date},
      Field{9, "update_days", &PlanInfo::update_days, Role::number, Word::plan_update_days},
      Field{10, "buffer", &PlanInfo::buffer, Role::duration, Word::plan_buffer},
      Field{11, "scenario_of", &PlanInfo::scenario_of, Role::reference, Word::plan_scenario_of},
      Field{12, "urgency", &PlanInfo::urgency, Role::choice, Word::urgency},
      Field{13, "importance", &PlanInfo::importance, Role::choice, Word::importance},
      Field{14, "audience", &PlanInfo::audience, Role::machine, Word::plan_audience},
      Field{15, "for_reading", &PlanInfo::for_reading, Role::machine, Word::plan_for_reading},
      Field{16, "time_zone", &PlanInfo::time_zone, Role::choice, Word::plan_time_zone},
  };
};

// --- Department and Person -------------------------------------------------------------------

struct Department {
  std::string name;
  std::string duties;
  Id<Person> lead;
  std::int32_t colour = 0;  // index into the palette of eight
  double capacity = 1;      // people who can work at once
  Id<Calendar> calendar;    // unset: the plan's
  std::string order;
  std::string letter_code;               // in the numbers of its letters; empty: its name
  TimeZone time_zone = TimeZone::unset;  // unset: the plan's
};
template <>
struct Description<Department> {
  static constexpr Kind kind = Kind::department;
  static constexpr std::string_view name = "department";
  static constexpr Word label = Word::department;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "name", &Department::name, Role::name, Word::department_name},
      Field{2, "duties", &Department::duties, Role::note, Word::department_duties},
      Field{3, "lead", &Department::lead, Role::reference, Word::department_lead},
      Field{4, "colour", &Department::colour, Role::colour, Word::department_colour},
      Field{5, "capacity", &Department::capacity, Role::share, Word::department_capacity},
      Field{6, "calendar", &Department::calendar, Role::reference, Word::department_calendar},
      Field{7, "order", &Department::order, Role::order, Word::order},
      Field{8, "letter_code", &Department::letter_code, Role::text, Word::letter_code},
      Field{9, "time_zone", &Department::time_zone, Role::choice, Word::department_time_zone},
  };
};

struct Person {
  std::string name;
  Id<Department> department;
  std::string role;
  std::string contact;
  double capacity = 1;    // share of full time
  Id<Calendar> calendar;  // unset: the department's
  std::string order;
};
template <>
struct Description<Person> {
  static constexpr Kind kind = Kind::person;
  static constexpr std::string_view name = "person";
  static constexpr Word label = Word::person;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "name", &Person::name, Role::name, Word::person_name},
      Field{2, "department", &Person::department, Role::reference, Word::person_department},
      Field{3, "role", &Person::role, Role::text, Word::person_role},
      Field{4, "contact", &Person::contact, Role::text, Word::person_contact},
      Field{5, "capacity", &Person::capacity, Role::share, Word::person_capacity},
      Field{6, "calendar", &Person::calendar, Role::reference, Word::person_calendar},
      Field{7, "order", &Person::order, Role::order, Word::order},
  };
};

// --- Calendar and its exceptions -------------------------------------------------------------

enum class Holidays : std::uint8_t { none, china };
template <>
inline constexpr int kChoiceCount<Holidays> = 2;
inline constexpr std::array kHolidaysWords{Word::holidays_none, Word::holidays_china};
template <>
inline constexpr std::span<const Word> kChoices<Holidays>{kHolidaysWords};

// Working time: exceptions of its own, then public holidays and make-up days, then its week. A day
// that its own week leaves without a word is as in `base`, where there is one.
struct Calendar {
  std::string name;
  Id<Calendar> base;
  WorkHours week = standard_week();
  Holidays holidays = Holidays::none;
};
template <>
struct Description<Calendar> {
  static constexpr Kind kind = Kind::calendar;
  static constexpr std::string_view name = "calendar";
  static constexpr Word label = Word::calendar;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "name", &Calendar::name, Role::name, Word::calendar_name},
      Field{2, "base", &Calendar::base, Role::reference, Word::calendar_base},
      Field{3, "week", &Calendar::week, Role::hours, Word::calendar_week},
      Field{4, "holidays", &Calendar::holidays, Role::choice, Word::calendar_holidays},
  };
};

// Days, first and last included, on which a calendar differs: no hours means a day off. Where
// exceptions of one calendar overlap, the shorter one holds, then the later first day, then the
// larger id.
struct CalendarException {
  std::string name;
  Id<Calendar> calendar;
  Day first;
  Day last;
  WorkHours hours;
};
template <>
struct Description<CalendarException> {
  static constexpr Kind kind = Kind::calendar_exception;
  static constexpr std::string_view name = "calendar_exception";
  static constexpr Word label = Word::calendar_exception;
  static constexpr Secrecy secrecy = Secrecy::internal;
  static constexpr auto fields = FieldList{
      Field{1, "name", &CalendarException::name, Role::name, Word::exception_name},
      Field{2, "calendar", &CalendarException::calendar, Role::owner, Word::calendar},
      Field{3, "first", &CalendarException::first, Role::day, Word::exception_first},
      Field{4, "last", &CalendarException::last, Role::day, Word::exception_last},
      Field{5, "hours", &CalendarException::hours, Role::hours, Word::exception_hours},
  };
};

}  // namespace tongzhou
