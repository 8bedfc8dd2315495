#include "model/check_plan.h"

#include <algorithm>
#include <unordered_set>

#include "model/kinds.h"
#include "model/outline.h"

namespace tongzhou {
namespace {

class Checker {
 public:
  explicit Checker(const Plan& plan) : plan_(plan), outline_(build_outline(plan)) {}

  std::vector<Problem> run() && {
    for (const KindInfo& kind : all_kinds()) check_fields(kind);
    check_tasks();
    check_dependencies();
    check_dependency_rings();
    for (const auto& exception : plan_.table<CalendarException>().live())
      if (exception.record.first > exception.record.last)
        add(Severity::error, ref(exception.id), Word::problem_exception_range,
            {exception.record.name});
    for (const auto& pause : plan_.table<Pause>().live()) {
      const bool is_read = pause.record.from.is_set() && pause.record.from < pause.record.until;
      if (!is_read && plan_.find(pause.record.task) != nullptr)
        add(Severity::error, ref(pause.record.task), Word::problem_pause_range,
            {title(pause.record.task)});
    }
    return std::move(problems_);
  }

 private:
  void add(Severity severity, AnyRef record, Word word, std::vector<std::string> arguments) {
    problems_.push_back({severity, record, {word, std::move(arguments)}});
  }
  const std::string& title(Id<Task> id) const {
    static const std::string kNone;
    const Task* task = plan_.find(id);
    return task != nullptr ? task->title : kNone;
  }

  void check_fields(const KindInfo& kind) {
    std::vector<const FieldInfo*> fields;
    for (const FieldInfo& field : kind.fields)
      if (field.refers_to || (field.role == Role::name && kind.kind != Kind::plan))
        fields.push_back(&field);
    const AnyTable& table = *plan_.table(kind.kind);
    for (Slot slot = 0; slot < table.slot_count(); ++slot) {
      const Row& row = table.row(slot);
      if (row.deleted) continue;
      for (const FieldInfo* field : fields) check_field({kind.kind, table.id(slot)}, row, *field);
    }
  }

  void check_field(AnyRef record, const Row& row, const FieldInfo& field) {
    if (!field.refers_to) {
      const std::string* name = field.text(row);
      if (name != nullptr && name->empty())
        add(Severity::warning, record, Word::problem_name_missing, {});
      return;
    }
    field.read(row, value_);
    if (field.refers_to == Kind::plan) return;  // another plan
    const auto is_known = [&](AnyId id) { return plan_.is_live({*field.refers_to, id}); };
    if (const auto* one = std::get_if<AnyId>(&value_)) {
      if (*one && !is_known(*one)) add_unknown(record);
    } else if (!std::ranges::all_of(std::get<AnyRefs>(value_), is_known)) {
      add_unknown(record);
    }
  }

  void add_unknown(AnyRef record) {
    if (record.kind == Kind::dependency)
      add(Severity::error, record, Word::problem_dependency_end_missing, {});
    else
      add(Severity::error, record, Word::problem_reference_unknown, {plan_.name_of(record)});
  }

  void check_tasks() {
    const Table<Task>& tasks = plan_.table<Task>();
    for (Slot slot : outline_.cut)
      add(Severity::error, ref(tasks[slot].id), Word::problem_parent_ring,
          {tasks[slot].record.title});
    for (const auto& entry : tasks.live()) {
      const Task& task = entry.record;
      const auto say_it = [&](Severity severity, Word word) {
        add(severity, ref(entry.id), word, {task.title});
      };
      const bool dated = task.constraint != Constraint::as_soon_as_possible &&
                         task.constraint != Constraint::as_late_as_possible;
      const std::uint32_t row = outline_.row_of[tasks.find_slot(entry.id)];
      if (outline_.is_summary(row) && (dated || task.actual_start.is_set()))
        say_it(Severity::warning, Word::problem_summary_dates);
      if (dated && !task.constraint_date.is_set())
        say_it(Severity::error, Word::problem_constraint_date_missing);
      if (task.actual_start.is_set() && task.actual_finish.is_set() &&
          task.actual_finish < task.actual_start)
        say_it(Severity::error, Word::problem_finish_before_start);
      if (task.percent < 0 || task.percent > 100)
        say_it(Severity::error, Word::problem_percent_range);
      if (task.duration.count < 0) say_it(Severity::error, Word::problem_duration_negative);
    }
  }

  bool is_same_or_above(std::uint32_t above, std::uint32_t below) const {
    return above <= below && below < outline_.rows[above].end;
  }

  void check_dependencies() {
    const Table<Task>& tasks = plan_.table<Task>();
    struct Pair {
      std::uint64_t from, to;
      bool operator==(const Pair&) const = default;
    };
    struct Hash {
      std::size_t operator()(Pair p) const noexcept {
        return static_cast<std::size_t>(p.from * 31 ^ p.to);
      }
    };
    std::unordered_set<Pair, Hash> seen;
    seen.reserve(plan_.table<Dependency>().slot_count());
    for (const auto& entry : plan_.table<Dependency>().live()) {
      const Dependency& link = entry.record;
      if (!link.from || !link.to)
        add(Severity::error, ref(entry.id), Word::problem_dependency_end_missing, {});
      if (plan_.find(link.from) == nullptr || plan_.find(link.to) == nullptr) continue;
      if (!seen.insert({link.from.value, link.to.value}).second)
        add(Severity::warning, ref(entry.id), Word::problem_dependency_double,
            {title(link.from), title(link.to)});
      const std::uint32_t from = outline_.row_of[tasks.find_slot(link.from)];
      const std::uint32_t to = outline_.row_of[tasks.find_slot(link.to)];
      if (is_same_or_above(from, to) || is_same_or_above(to, from))
        add(Severity::error, ref(entry.id), Word::problem_dependency_self, {title(link.to)});
    }
  }

  // What no removal of tasks without open predecessors reaches (Kahn 1962) is in a ring or after
  // one; what then no removal from the other end reaches is in one.
  void check_dependency_rings() {
    const Table<Task>& tasks = plan_.table<Task>();
    std::vector<std::vector<Slot>> after(tasks.slot_count()), before(tasks.slot_count());
    for (const auto& entry : plan_.table<Dependency>().live()) {
      const Slot from = tasks.find_slot(entry.record.from), to = tasks.find_slot(entry.record.to);
      if (from == kNoSlot || to == kNoSlot || from == to) continue;
      if (tasks[from].deleted || tasks[to].deleted) continue;
      after[from].push_back(to);
      before[to].push_back(from);
    }
    std::vector<std::uint8_t> gone(tasks.slot_count(), 0);
    const auto peel = [&](const auto& in, const auto& out) {
      std::vector<std::uint32_t> open(tasks.slot_count(), 0);
      std::vector<Slot> ready;
      for (Slot s = 0; s < tasks.slot_count(); ++s) {
        if (gone[s] != 0) continue;
        for (Slot p : in[s]) open[s] += gone[p] == 0 ? 1U : 0U;
        if (open[s] == 0) ready.push_back(s);
      }
      while (!ready.empty()) {
        const Slot s = ready.back();
        ready.pop_back();
        gone[s] = 1;
        for (Slot n : out[s])
          if (gone[n] == 0 && --open[n] == 0) ready.push_back(n);
      }
    };
    peel(before, after);
    peel(after, before);
    for (Slot s = 0; s < tasks.slot_count(); ++s)
      if (gone[s] == 0)
        add(Severity::error, ref(tasks[s].id), Word::problem_dependency_ring,
            {tasks[s].record.title});
  }

  const Plan& plan_;
  Outline outline_;
  std::vector<Problem> problems_;
  Value value_;  // at hand
};

}  // namespace

std::vector<Problem> check_plan(const Plan& plan) { return Checker(plan).run(); }

}  // namespace tongzhou
