#include <algorithm>
#include <cmath>

#include "core/sorting.h"
#include "exchange/mspdi_codes.h"
#include "exchange/mspdi_import.h"
#include "exchange/mspdi_task.h"
#include "model/order_key.h"

namespace tongzhou {
namespace {

// Deeper outlines are flattened; Project itself is unusable long before.
constexpr std::int64_t kDeepestLevel = 200;

class TaskImport {
 public:
  explicit TaskImport(MspdiImport& import) : import_(import) {}

  void run(const pugi::xml_node& project) {
    for (const pugi::xml_node node : project.child("Tasks").children("Task"))
      raw_.push_back(read_mspdi_task(node));
    std::vector<const MspdiTask*> rows;
    for (const MspdiTask& task : raw_) rows.push_back(&task);
    if (std::ranges::all_of(raw_, [](const MspdiTask& task) { return task.id.has_value(); }))
      sort_stably(rows, {}, [](const MspdiTask* task) { return std::pair(*task->id, task); });
    for (const MspdiTask* task : rows) add(*task);
    set_order();
    for (std::size_t i = 0; i < kept_.size(); ++i) add_links(i);
  }

 private:
  struct Ancestor {
    std::int64_t level;
    std::size_t task;  // index into import_.tasks
  };

  // False for rows that are no task of this plan; what they hold is told here.
  bool take(const MspdiTask& raw) {
    Notices& notices = import_.notices;
    if (raw.is_null) {
      notices.add(Word::notice_blank_rows, raw.id ? std::to_string(*raw.id) : std::string{});
      return false;
    }
    if (raw.uid == 0 || raw.level() <= 0) {
      take_project_summary(raw);
      return false;
    }
    if (raw.external) notices.add(Word::notice_external_tasks, raw.name);
    if (!raw.active) notices.add(Word::notice_inactive_tasks, raw.name);
    if (raw.external || !raw.active) return false;
    if (import_.task_of.contains(raw.uid)) {
      notices.add(Word::notice_unread_values, "UID");
      return false;
    }
    return true;
  }

  // Row 0 stands for the whole project.
  void take_project_summary(const MspdiTask& raw) {
    import_.info.purpose = plain_note(raw.notes, import_.codec);
    if (raw.deadline.is_set()) import_.info.finish = raw.deadline;
    if (import_.info.title.empty()) import_.info.title = trimmed(raw.name);
  }

  void add(const MspdiTask& raw) {
    if (!take(raw)) return;
    const std::size_t index = import_.tasks.size();
    MspdiRecord told = raw;
    import_.tasks.emplace_back(mint<Id<Task>>(import_.random), make_task(raw, told));
    auto& [id, task] = import_.tasks.back();
    tell(import_.notices, told, task.title);
    import_.task_of.emplace(raw.uid, index);
    kept_.push_back(&raw);

    const std::int64_t level = std::min(raw.level(), kDeepestLevel);
    while (!ancestors_.empty() && ancestors_.back().level >= level) ancestors_.pop_back();
    if (!ancestors_.empty()) {
      auto& [parent, parent_task] = import_.tasks[ancestors_.back().task];
      task.parent = parent;
      make_summary(parent_task);
    }
    ancestors_.push_back({level, index});
    for (const MspdiBaseline& baseline : raw.baselines) add_baseline(id, baseline);
  }

  Task make_task(const MspdiTask& raw, MspdiRecord& told) {
    Task task;
    std::string title(trimmed(raw.name));
    std::ranges::replace(title, '\n', ' ');
    std::ranges::replace(title, '\t', ' ');
    task.title = std::move(title);
    set_duration(task, raw, told);
    if (raw.milestone && task.duration.count == 0) task.kind = TaskKind::milestone;
    if (raw.milestone && task.duration.count != 0 && !raw.summary)
      import_.notices.add(Word::notice_long_milestones, task.title);
    set_effort(task, raw, told);
    if (raw.summary) make_summary(task);
    if (raw.recurring) import_.notices.add(Word::notice_recurring_tasks, task.title);
    if (raw.subproject) import_.notices.add(Word::notice_subprojects, task.title);
    if (!raw.wbs.empty() && !raw.outline_number.empty() && raw.wbs != raw.outline_number)
      import_.notices.add(Word::notice_wbs, task.title);
    set_constraint(task, raw, told);
    task.deadline = raw.deadline;
    if (!raw.summary) {  // a summary's are rolled up from below
      task.percent =
          static_cast<std::int32_t>(in_range_or(raw.percent, 0, 100, 0, told, "PercentComplete"));
      task.actual_start = raw.actual_start;
      task.actual_finish = raw.actual_finish;
    }
    task.splittable = raw.can_split;
    task.priority =
        static_cast<std::int32_t>(in_range_or(raw.priority, 0, 1000, 500, told, "Priority"));
    if (!task.calendar) task.calendar = import_.calendar(raw.calendar);
    task.notes = plain_note(raw.notes, import_.codec);
    set_custom(task, raw, told);
    return task;
  }

  static std::int64_t in_range_or(std::int64_t value, std::int64_t least, std::int64_t most,
                                  std::int64_t otherwise, MspdiRecord& told, const char* name) {
    if (value >= least && value <= most) return value;
    told.unread.emplace_back(name);
    return otherwise;
  }

  // Duration, progress and unit of a summary are those of what stands below it.
  static void make_summary(Task& task) {
    const Task fresh;
    task.kind = TaskKind::summary;
    task.duration = fresh.duration;
    task.duration_unit = fresh.duration_unit;
    task.effort = fresh.effort;
    task.splittable = fresh.splittable;
    task.percent = fresh.percent;
    task.actual_start = {};
    task.actual_finish = {};
  }

  void set_duration(Task& task, const MspdiTask& raw, MspdiRecord& told) {
    const auto& seconds = raw.manual && raw.manual_duration ? raw.manual_duration : raw.duration;
    const MspdiUnit unit = mspdi_unit(raw.duration_format);
    if (seconds)
      task.duration = whole_minutes(*seconds, told);
    else
      task.duration = {import_.info.minutes_per_day};
    if (unit.name == MspdiUnit::Name::minutes || unit.name == MspdiUnit::Name::hours)
      task.duration_unit = DurationUnit::hours;
    if (!unit.elapsed || raw.summary || task.duration.count == 0) return;
    // Elapsed time is working time on a calendar that never rests.
    task.duration_unit = DurationUnit::hours;
    task.calendar = round_the_clock(import_);
    import_.notices.add(Word::notice_elapsed_durations, task.title);
  }

  // Of fixed work, which is driven by effort anyway; else the work is told with the assignments.
  static void set_effort(Task& task, const MspdiTask& raw, MspdiRecord& told) {
    if (raw.type == kMspdiFixedWork) {
      if (raw.work && task.kind == TaskKind::task) task.effort = whole_minutes(*raw.work, told);
    } else if (raw.type != kMspdiFixedDuration || raw.effort_driven) {
      detail::note_lost(told, Word::notice_task_types);
    }
  }

  void set_constraint(Task& task, const MspdiTask& raw, MspdiRecord& told) {
    if (const auto constraint = from_mspdi(kMspdiConstraints, raw.constraint))
      task.constraint = *constraint;
    else
      told.unread.emplace_back("ConstraintType");
    if (task.constraint != Constraint::as_soon_as_possible &&
        task.constraint != Constraint::as_late_as_possible)
      task.constraint_date = raw.constraint_date;
    if (!raw.manual || raw.summary) return;
    import_.notices.add(Word::notice_manual_tasks, task.title);
    const Instant start = raw.manual_start.is_set() ? raw.manual_start : raw.start;
    if (task.constraint == Constraint::as_soon_as_possible && start.is_set()) {
      task.constraint = Constraint::start_no_earlier_than;
      task.constraint_date = start;
    }
  }

  void set_custom(Task& task, const MspdiTask& raw, MspdiRecord& told) {
    for (const MspdiAttribute& attribute : raw.attributes) {
      const auto custom = import_.custom_of.find(attribute.field);
      if (custom == import_.custom_of.end() || custom->second == MspdiCustom::position) {
        if (!attribute.value.empty()) detail::note_lost(told, Word::notice_custom_fields);
        continue;
      }
      if (custom->second == MspdiCustom::department)
        task.department = import_.department_named(attribute.value);
      else if (custom->second == MspdiCustom::responsible)
        import_.responsible.emplace_back(import_.tasks.size(), attribute.value);
      else
        set_participants(task, attribute.value);
    }
  }

  void set_participants(Task& task, std::string_view names) {
    while (!names.empty()) {
      const std::size_t end = std::min(names.find("、"), names.find_first_of(",;"));
      const Id<Department> id = import_.department_named(names.substr(0, end));
      if (id) task.participants.ids.push_back(id);
      if (end == std::string_view::npos) break;
      names.remove_prefix(end + (names[end] == ',' || names[end] == ';' ? 1 : 3));
    }
    auto& ids = task.participants.ids;
    sort_stably(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
  }

  void add_baseline(Id<Task> task, const MspdiBaseline& raw) {
    if (!raw.start.is_set() && !raw.finish.is_set()) return;
    MspdiRecord ignored;  // its task tells of seconds
    import_.baselines.push_back({task, static_cast<std::int32_t>(raw.number), raw.start, raw.finish,
                                 whole_minutes(raw.duration, ignored)});
  }

  // Siblings in the order of the rows.
  void set_order() {
    std::unordered_map<Id<Task>, std::vector<Task*>> children;
    for (auto& [id, task] : import_.tasks) children[task.parent].push_back(&task);
    for (auto& [parent, tasks] : children) {
      const auto keys = order_sequence(tasks.size());
      for (std::size_t i = 0; i < tasks.size(); ++i) tasks[i]->order = keys[i];
    }
  }

  void add_links(std::size_t index) {
    const auto& [id, task] = import_.tasks[index];
    for (const MspdiLink& link : kept_[index]->links) {
      const auto from = import_.task_of.find(link.predecessor);
      const auto type = from_mspdi(kMspdiLinkTypes, link.type);
      if (link.cross_project || from == import_.task_of.end() || !type) {
        import_.notices.add(Word::notice_links_lost, task.title);
        continue;
      }
      Dependency dependency{import_.tasks[from->second].first, id, *type, {}, LagKind::working};
      set_lag(dependency, link, from->second, task.title);
      import_.dependencies.push_back(dependency);
    }
  }

  void set_lag(Dependency& dependency, const MspdiLink& link, std::size_t from,
               const std::string& title) {
    const MspdiUnit unit = mspdi_unit(link.lag_format);
    if (unit.elapsed) dependency.lag_kind = LagKind::elapsed;
    double minutes = static_cast<double>(link.lag) / 10;
    if (unit.name == MspdiUnit::Name::percent && link.lag != 0) {
      const auto duration = kept_[from]->duration.value_or(MspdiSeconds{});
      minutes = static_cast<double>(link.lag) / 100 * static_cast<double>(duration.count) / 60;
      import_.notices.add(Word::notice_percent_lags, title);
    } else if (link.lag % 10 != 0) {
      import_.notices.add(Word::notice_seconds, title);
    }
    if (std::abs(minutes) > static_cast<double>(kMostMspdiMinutes)) {
      import_.notices.add(Word::notice_unread_values, "LinkLag");
      minutes = 0;
    }
    dependency.lag = {static_cast<std::int32_t>(std::lround(minutes))};
  }

  MspdiImport& import_;
  std::vector<MspdiTask> raw_;
  std::vector<const MspdiTask*> kept_;  // beside import_.tasks
  std::vector<Ancestor> ancestors_;
};

}  // namespace

void import_tasks(MspdiImport& import, const pugi::xml_node& project) {
  TaskImport(import).run(project);
}

}  // namespace tongzhou
