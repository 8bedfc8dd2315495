#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/sorting.h"
#include "exchange/mspdi.h"
#include "exchange/mspdi_codes.h"
#include "exchange/mspdi_writer.h"
#include "schedule/calendars.h"

namespace tongzhou {

void XmlWriter::text(std::string_view name, std::string_view value) {
  out_.append(static_cast<std::size_t>(depth_), '\t');
  out_ += fmt::format("<{}>", name);
  escape(value);
  out_ += fmt::format("</{}>\n", name);
}

void XmlWriter::instant(std::string_view name, Instant value) {
  if (value.is_set()) text(name, to_iso(value) + ":00");
}

void XmlWriter::duration(std::string_view name, Minutes value) {
  text(name, fmt::format("PT{}H{}M0S", value.count / 60, value.count % 60));
}

void XmlWriter::begin(std::string_view name) {
  out_.append(static_cast<std::size_t>(depth_++), '\t');
  out_ += fmt::format("<{}>\n", name);
}

void XmlWriter::end(std::string_view name) {
  out_.append(static_cast<std::size_t>(--depth_), '\t');
  // Attributes stand in the opening tag only.
  out_ += fmt::format("</{}>\n", name.substr(0, name.find(' ')));
}

void XmlWriter::escape(std::string_view value) {
  for (const char c : value) {
    if (c == '&')
      out_ += "&amp;";
    else if (c == '<')
      out_ += "&lt;";
    else if (c == '>')
      out_ += "&gt;";
    // XML has no place for other control characters.
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
      out_ += c;
  }
}

std::int64_t MspdiExport::task_uid(Id<Task> id) const {
  const Slot slot = plan.table<Task>().find_slot(id);
  if (slot == kNoSlot || outline.row_of[slot] == Outline::kNoRow) return 0;
  return std::int64_t{outline.row_of[slot]} + 1;
}

namespace {

void write_project(MspdiExport& out) {
  XmlWriter& xml = out.xml;
  const PlanInfo& info = out.plan.info();
  const Schedule* schedule = out.schedule;
  // Project shows a day's worth of work from the first to the last hour of a working day.
  Day working = info.start.is_set() ? day_of(info.start) : from_civil(2026, 1, 5);
  for (int i = 0; i < 31 && out.time.minutes_on(working) == 0; ++i) working = working + 1;
  const auto hours = out.time.on(working).spans;
  const int from = hours.empty() ? 8 * 60 : hours.front().from;
  const int to = hours.empty() ? 17 * 60 : hours.back().to % kMinutesPerDay;

  xml.number("SaveVersion", std::int64_t{14});
  if (!info.title.empty()) xml.text("Name", info.title + ".xml");
  xml.text_if("Title", info.title);
  xml.flag("ScheduleFromStart", true);
  xml.instant("StartDate", info.start);
  if (schedule != nullptr) xml.instant("FinishDate", schedule->finish);
  xml.number("CalendarUID", out.standard_uid);
  xml.text("DefaultStartTime", fmt::format("{:02}:{:02}:00", from / 60, from % 60));
  xml.text("DefaultFinishTime", fmt::format("{:02}:{:02}:00", to / 60, to % 60));
  xml.number("MinutesPerDay", std::int64_t{info.minutes_per_day});
  xml.number("MinutesPerWeek", std::int64_t{info.minutes_per_day} * 5);
  xml.number("DaysPerMonth", std::int64_t{20});
  xml.number("DefaultTaskType", std::int64_t{1});
  xml.number("DurationFormat", std::int64_t{kMspdiDays});
  xml.flag("HonorConstraints", true);
  xml.flag("NewTasksEffortDriven", false);
  xml.flag("NewTasksEstimated", false);
  xml.flag("SplitsInProgressTasks", false);
  xml.number("WeekStartDay", std::int64_t{1});
  xml.instant("StatusDate", info.status_date);
  xml.flag("NewTasksAreManual", false);
}

struct CustomField {
  std::int64_t id;
  std::string_view name;
  Word title;
};
constexpr std::array kCustomFields{
    CustomField{kMspdiTaskText28, "Text28", Word::mspdi_department},
    CustomField{kMspdiTaskText29, "Text29", Word::mspdi_responsible},
    CustomField{kMspdiTaskText30, "Text30", Word::mspdi_participants},
    CustomField{kMspdiResourceText30, "Text30", Word::mspdi_position},
};

void write_custom_fields(MspdiExport& out) {
  const auto section = out.xml.open("ExtendedAttributes");
  for (const CustomField& field : kCustomFields) {
    const auto attribute = out.xml.open("ExtendedAttribute");
    out.xml.number("FieldID", field.id);
    out.xml.text("FieldName", field.name);
    out.xml.text("Alias", say(out.language(), field.title));
  }
}

void write_custom(XmlWriter& xml, std::int64_t field, std::string_view value) {
  if (value.empty()) return;
  const auto attribute = xml.open("ExtendedAttribute");
  xml.number("FieldID", field);
  xml.text("Value", value);
}

int lag_format(const Dependency& link, std::int32_t minutes_per_day) {
  const bool elapsed = link.lag_kind == LagKind::elapsed;
  const std::int32_t day = elapsed ? kMinutesPerDay : minutes_per_day;
  if (day > 0 && link.lag.count % day == 0) return elapsed ? kMspdiElapsedDays : kMspdiDays;
  return elapsed ? kMspdiElapsedHours : kMspdiHours;
}

class TaskExport {
 public:
  explicit TaskExport(MspdiExport& out) : out_(out), xml_(out.xml) {
    const auto& tasks = out.plan.table<Task>();
    links_.resize(tasks.slot_count());
    baselines_.resize(tasks.slot_count());
    for (const auto& entry : out.plan.table<Dependency>().live())
      if (const Slot to = tasks.find_slot(entry.record.to);
          to != kNoSlot && out.task_uid(entry.record.from) != 0)
        links_[to].push_back(&entry.record);
    for (const auto& entry : out.plan.table<Baseline>().live())
      if (const Slot slot = tasks.find_slot(entry.record.task); slot != kNoSlot)
        if (entry.record.number >= 0)  // what updates keep is no baseline there
          baselines_[slot].push_back(&entry.record);
    for (auto& baselines : baselines_) {
      sort_stably(baselines, {}, [](const Baseline* b) { return b->number; });
      const auto doubled = std::ranges::unique(baselines, {}, &Baseline::number);
      baselines.erase(doubled.begin(), doubled.end());
    }
  }

  void run() {
    const auto section = xml_.open("Tasks");
    write_whole();
    for (std::uint32_t row = 0; row < out_.outline.rows.size(); ++row) {
      count(out_.outline.rows[row].depth);
      write(row);
    }
  }

 private:
  // Row 0 stands for the whole project.
  void write_whole() {
    const PlanInfo& info = out_.plan.info();
    const auto element = xml_.open("Task");
    xml_.number("UID", std::int64_t{0});
    xml_.number("ID", std::int64_t{0});
    xml_.text("Name", info.title);
    xml_.flag("Active", true);
    xml_.flag("Manual", false);
    xml_.flag("IsNull", false);
    xml_.text("OutlineNumber", "0");
    xml_.number("OutlineLevel", std::int64_t{0});
    xml_.flag("Summary", true);
    xml_.instant("Deadline", info.finish);
    xml_.text_if("Notes", info.purpose);
  }

  // Outline numbers: 1, 1.1, 1.2, 2, ...
  void count(std::size_t depth) {
    number_.resize(depth + 1, 0);
    ++number_[depth];
  }
  std::string outline_number() const {
    std::string text;
    for (const int n : number_) text += fmt::format("{}{}", text.empty() ? "" : ".", n);
    return text;
  }

  void write(std::uint32_t row) {
    const Outline::Row& place = out_.outline.rows[row];
    const Entry<Task>& entry = out_.plan.table<Task>()[place.task];
    const Task& task = entry.record;
    const bool summary = out_.outline.is_summary(row) || task.kind == TaskKind::summary;
    const auto element = xml_.open("Task");
    xml_.number("UID", std::int64_t{row} + 1);
    xml_.number("ID", std::int64_t{row} + 1);
    xml_.text("Name", task.title);
    xml_.flag("Active", true);
    xml_.flag("Manual", false);
    const bool by_effort = task.effort.count > 0 && !summary;
    xml_.number("Type", by_effort ? kMspdiFixedWork : kMspdiFixedDuration);
    xml_.flag("IsNull", false);
    xml_.text("WBS", outline_number());
    xml_.text("OutlineNumber", outline_number());
    xml_.number("OutlineLevel", std::int64_t{place.depth} + 1);
    xml_.number("Priority", std::int64_t{task.priority});
    write_dates(place.task, task, summary);
    write_progress(task, summary);
    xml_.number("ConstraintType", std::int64_t{to_mspdi(kMspdiConstraints, task.constraint)});
    xml_.number("CalendarUID", calendar_of(task));
    xml_.instant("ConstraintDate", task.constraint_date);
    xml_.instant("Deadline", task.deadline);
    if (!summary) xml_.flag("LevelingCanSplit", task.splittable);
    xml_.flag("IgnoreResourceCalendar", true);
    xml_.text_if("Notes", task.notes);
    for (const Dependency* link : links_[place.task]) write_link(*link);
    write_who(task);
    for (const Baseline* baseline : baselines_[place.task]) write_baseline(*baseline, task);
  }

  Minutes duration_of(Slot slot, const Task& task, bool summary) const {
    if (task.kind == TaskKind::milestone && !summary) return {};
    if (!summary) return {std::max(task.duration.count, 0)};
    if (out_.schedule == nullptr) return {};
    const TaskDates& dates = out_.schedule->tasks[slot];
    return {std::max(out_.time.between(dates.start, dates.finish).count, 0)};
  }

  void write_dates(Slot slot, const Task& task, bool summary) {
    const Minutes duration = duration_of(slot, task, summary);
    const TaskDates* dates = out_.schedule == nullptr ? nullptr : &out_.schedule->tasks[slot];
    if (dates != nullptr) {
      xml_.instant("Start", dates->start);
      xml_.instant("Finish", dates->finish);
    }
    if (!summary || dates != nullptr) xml_.duration("Duration", duration);
    const bool hours = task.duration_unit == DurationUnit::hours;
    xml_.number("DurationFormat", std::int64_t{hours ? kMspdiHours : kMspdiDays});
    const bool by_effort = task.effort.count > 0 && !summary;
    if (by_effort) xml_.duration("Work", task.effort);
    xml_.flag("EffortDriven", by_effort);
    xml_.flag("Estimated", false);
    xml_.flag("Milestone", task.kind == TaskKind::milestone && !summary);
    xml_.flag("Summary", summary);
    if (dates == nullptr) return;
    xml_.flag("Critical", dates->critical);
    xml_.instant("EarlyStart", dates->early_start);
    xml_.instant("EarlyFinish", dates->early_finish);
    xml_.instant("LateStart", dates->late_start);
    xml_.instant("LateFinish", dates->late_finish);
    xml_.number("FreeSlack", std::int64_t{dates->free_slack.count} * 10);
    xml_.number("TotalSlack", std::int64_t{dates->total_slack.count} * 10);
  }

  void write_progress(const Task& task, bool summary) {
    if (summary) return;
    xml_.number("PercentComplete", std::int64_t{task.percent});
    xml_.instant("ActualStart", task.actual_start);
    xml_.instant("ActualFinish", task.actual_finish);
    if (task.percent == 0 || task.kind == TaskKind::milestone) return;
    const std::int64_t done = std::int64_t{task.duration.count} * task.percent / 100;
    xml_.duration("ActualDuration", {static_cast<std::int32_t>(done)});
    xml_.duration("RemainingDuration", {static_cast<std::int32_t>(task.duration.count - done)});
  }

  // Project knows no calendar of a department: the task gets it.
  std::int64_t calendar_of(const Task& task) const {
    Id<Calendar> calendar = task.calendar;
    if (out_.plan.find(calendar) == nullptr)
      if (const Department* department = out_.plan.find(task.department))
        calendar = department->calendar;
    const auto uid = out_.plan.find(calendar) == nullptr ? out_.calendar_uid.end()
                                                         : out_.calendar_uid.find(calendar);
    return uid == out_.calendar_uid.end() ? -1 : uid->second;
  }

  void write_link(const Dependency& link) {
    const auto element = xml_.open("PredecessorLink");
    xml_.number("PredecessorUID", out_.task_uid(link.from));
    xml_.number("Type", std::int64_t{to_mspdi(kMspdiLinkTypes, link.type)});
    xml_.flag("CrossProject", false);
    xml_.number("LinkLag", std::int64_t{link.lag.count} * 10);
    xml_.number("LagFormat", std::int64_t{lag_format(link, out_.plan.info().minutes_per_day)});
  }

  void write_who(const Task& task) {
    write_custom(xml_, kMspdiTaskText28, out_.plan.name_of(ref(task.department)));
    write_custom(xml_, kMspdiTaskText29, out_.plan.name_of(ref(task.responsible)));
    std::string participants;
    for (const Id<Department> id : task.participants.ids) {
      if (!participants.empty()) participants += out_.language() == Language::chinese ? "、" : ", ";
      participants += out_.plan.name_of(ref(id));
    }
    write_custom(xml_, kMspdiTaskText30, participants);
  }

  void write_baseline(const Baseline& baseline, const Task& task) {
    const auto element = xml_.open("Baseline");
    xml_.number("Number", std::int64_t{baseline.number});
    xml_.instant("Start", baseline.start);
    xml_.instant("Finish", baseline.finish);
    xml_.duration("Duration", {std::max(baseline.duration.count, 0)});
    const bool hours = task.duration_unit == DurationUnit::hours;
    xml_.number("DurationFormat", std::int64_t{hours ? kMspdiHours : kMspdiDays});
  }

  MspdiExport& out_;
  XmlWriter& xml_;
  std::vector<std::vector<const Dependency*>> links_;    // by the successor's slot
  std::vector<std::vector<const Baseline*>> baselines_;  // by the task's slot
  std::vector<int> number_;
};

void write_people(MspdiExport& out) {
  const auto section = out.xml.open("Resources");
  std::int64_t uid = 0;
  for (const Entry<Person>* entry : out.people) {
    const Person& person = entry->record;
    out.person_uid[entry->id] = ++uid;
    const auto resource = out.xml.open("Resource");
    out.xml.number("UID", uid);
    out.xml.number("ID", uid);
    out.xml.text("Name", person.name);
    out.xml.number("Type", std::int64_t{1});
    out.xml.flag("IsNull", false);
    out.xml.text_if("Group", out.plan.name_of(ref(person.department)));
    out.xml.text_if("EmailAddress", person.contact);
    out.xml.number("MaxUnits", person.capacity);
    out.xml.number("CalendarUID", out.person_calendar_uid.at(entry->id));
    write_custom(out.xml, kMspdiResourceText30, person.role);
  }
}

// How the work of tasks that pause is spread, a day at a time, as Project writes it: zero where
// there would be work but for a pause, nothing in time off.
class SpreadWork {
 public:
  static constexpr Minutes kMostSpread{20 * 366 * kMinutesPerDay};  // longer tasks are not

  explicit SpreadWork(MspdiExport& out)
      : out_(out), schedule_(make_schedule(out.plan)), calendars_(out.plan) {}

  bool pauses(Slot task) const {
    const TaskDates& dates = schedule_.tasks[task];
    if (dates.finish - dates.start > kMostSpread) return false;
    return std::ranges::any_of(calendars_.pauses(task), [&](Stretch pause) {
      return pause.from > dates.start && pause.until < dates.finish;
    });
  }

  void write(Slot task, std::int64_t assignment_uid, double units) {
    const TaskDates& dates = schedule_.tasks[task];
    const WorkingTime& own = calendars_[calendars_.of_task(out_.plan, task)];
    const WorkingTime& whole = calendars_[calendars_.without_pauses(out_.plan, task)];
    const auto write_days = [&](Instant from, Instant to) {
      while (from < to) {
        const Instant next = std::min(to, from + Minutes{kMinutesPerDay});
        const auto element = out_.xml.open("TimephasedData");
        out_.xml.number("Type", std::int64_t{1});
        out_.xml.number("UID", assignment_uid);
        out_.xml.instant("Start", from);
        out_.xml.instant("Finish", next);
        out_.xml.number("Unit", std::int64_t{2});  // days
        const double work = std::ceil(own.between(from, next).count * units);
        if (whole.between(from, next).count > 0 && work <= static_cast<double>(kMostMspdiMinutes))
          out_.xml.duration("Value", {static_cast<std::int32_t>(work)});
        from = next;
      }
    };
    Instant from = dates.start;
    for (const Stretch pause : calendars_.pauses(task)) {
      if (pause.from <= from || pause.until >= dates.finish) continue;
      write_days(from, pause.from);
      write_days(pause.from, pause.until);
      from = pause.until;
    }
    write_days(from, dates.finish);
  }

 private:
  MspdiExport& out_;
  Schedule schedule_;
  Calendars calendars_;
};

void write_assignments(MspdiExport& out) {
  const auto section = out.xml.open("Assignments");
  std::int64_t uid = 0;
  std::optional<SpreadWork> spread;
  if (out.plan.table<Pause>().live_count() > 0) spread.emplace(out);
  std::vector<std::uint8_t> told(out.plan.table<Task>().slot_count(), 0);
  for (const auto& entry : out.plan.table<Assignment>().live()) {
    const Assignment& assignment = entry.record;
    const std::int64_t task_uid = out.task_uid(assignment.task);
    const auto person = out.person_uid.find(assignment.person);
    if (task_uid == 0 || person == out.person_uid.end()) continue;
    const auto row = static_cast<std::uint32_t>(task_uid - 1);
    const Slot slot = out.outline.rows[row].task;
    const Task& task = out.plan.table<Task>()[slot].record;
    const auto element = out.xml.open("Assignment");
    out.xml.number("UID", ++uid);
    out.xml.number("TaskUID", task_uid);
    out.xml.number("ResourceUID", person->second);
    if (out.schedule != nullptr) {
      out.xml.instant("Finish", out.schedule->tasks[slot].finish);
      out.xml.instant("Start", out.schedule->tasks[slot].start);
    }
    out.xml.number("Units", assignment.units);
    if (out.outline.is_summary(row) || task.kind != TaskKind::task) continue;
    const double work = std::max(task.duration.count, 0) * assignment.units;
    if (work <= static_cast<double>(kMostMspdiMinutes))
      out.xml.duration("Work", {static_cast<std::int32_t>(work)});
    if (!spread || !spread->pauses(slot)) continue;
    spread->write(slot, uid, assignment.units);
    told[slot] = 1;
  }
  if (!spread) return;
  for (std::uint32_t row = 0; row < out.outline.rows.size(); ++row) {
    const Slot slot = out.outline.rows[row].task;
    if (told[slot] != 0 || out.outline.is_summary(row) || !spread->pauses(slot)) continue;
    const auto element = out.xml.open("Assignment");
    out.xml.number("UID", ++uid);
    out.xml.number("TaskUID", std::int64_t{row} + 1);
    out.xml.number("ResourceUID", kMspdiNobody);
    out.xml.number("Units", std::int64_t{1});
    spread->write(slot, uid, 1);
  }
}

}  // namespace

std::string export_mspdi(const Plan& plan, const Schedule* schedule) {
  MspdiExport out{.plan = plan,
                  .schedule = schedule,
                  .outline = build_outline(plan),
                  .time = compile_calendar(plan, plan.info().calendar, {kFirstDay, kFirstDay})};
  for (const auto& entry : plan.table<Person>().live()) out.people.push_back(&entry);
  sort_stably(out.people, {}, [](const auto* e) { return std::pair(e->record.order, e->id); });
  number_calendars(out);
  {
    const auto project = out.xml.open("Project xmlns=\"http://schemas.microsoft.com/project\"");
    write_project(out);
    write_custom_fields(out);
    export_calendars(out);
    TaskExport(out).run();
    write_people(out);
    write_assignments(out);
  }
  return std::move(out.xml).take();
}

}  // namespace tongzhou
