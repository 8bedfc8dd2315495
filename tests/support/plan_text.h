// Plans written as text, for tests:
//
//   design 3d; build 5d after design; launch milestone after build
//
// Statements stand between semicolons or lines; the first word names the task ("in quotes" where it
// holds spaces). Then, in any order:
//   3d, 4h, 90m                  duration (a day is 480 minutes); 1d unless given
//   milestone                    no duration
//   after X [FS|SS|FF|SF] [+1d]  a dependency; lag +2h, lead -1d, elapsed time +1ed, +3eh
//   in X                         the summary it belongs to, made where it is not yet there
//   dept X                       its department, made where it is not yet there
//   2p                           how many people of it are needed
//   fixed                        levelling does not move it
//   splittable                   levelling may let it pause
//   alap, snet D, snlt D, fnet D, fnlt D, mso D, mfo D, deadline D
//   started D, finished D, 40%   what has happened
// D is 2026-08-30 or 2026-08-30T14:00; without a time 08:00 for starts and 17:00 for finishes.
// Of the whole plan: "@start D" (2026-08-24, a Monday, unless given) and "@china" for its holidays.
#pragma once

#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/plan_edit.h"

namespace tongzhou {

struct TextPlan : PlanEditor {
  std::map<std::string, Id<Task>, std::less<>> tasks;
  std::map<std::string, Id<Department>, std::less<>> departments;
  std::map<std::string, Id<Dependency>, std::less<>> links;  // "design>build"

  Id<Task> operator[](std::string_view name) const {
    const auto found = tasks.find(name);
    if (found == tasks.end()) FAIL("no task is called " << name);
    return found->second;
  }
  Slot slot(std::string_view name) const { return plan.table<Task>().find_slot((*this)[name]); }
  const Task& task(std::string_view name) const { return *plan.find((*this)[name]); }
};

class PlanTextReader {
 public:
  explicit PlanTextReader(std::string_view text) : rest_(text) {}

  TextPlan read() {
    const auto info = plan_.plan.info_id();
    plan_.set<&PlanInfo::start>(info, at(from_civil(2026, 8, 24), 8 * 60));
    plan_.edit([&](ChangeBuilder& build) {
      build_ = &build;
      while (next_statement()) read_statement();
    });
    return std::move(plan_);
  }

 private:
  bool next_statement() {
    words_.clear();
    at_word_ = 0;
    while (words_.empty() && !rest_.empty()) {
      while (!rest_.empty() && rest_.front() != ';' && rest_.front() != '\n') read_word();
      if (!rest_.empty()) rest_.remove_prefix(1);
    }
    return !words_.empty();
  }
  void read_word() {
    if (std::isspace(static_cast<unsigned char>(rest_.front())) != 0) {
      rest_.remove_prefix(1);
      return;
    }
    const bool quoted = rest_.front() == '"';
    if (quoted) rest_.remove_prefix(1);
    const auto end = std::min(rest_.find_first_of(quoted ? "\"" : " \t;\n"), rest_.size());
    words_.emplace_back(rest_.substr(0, end));
    rest_.remove_prefix(std::min(end + (quoted ? 1 : 0), rest_.size()));
  }
  bool more() const { return at_word_ < words_.size(); }
  std::string word() {
    if (!more()) FAIL("a word is missing after: " << words_.back());
    return words_[at_word_++];
  }

  void read_statement() {
    const std::string name = word();
    if (name == "@start") {
      build_->set<&PlanInfo::start>(plan_.plan.info_id(), instant(8));
    } else if (name == "@china") {
      const auto calendar = build_->create(Calendar{.name = "china", .holidays = Holidays::china});
      build_->set<&PlanInfo::calendar>(plan_.plan.info_id(), calendar);
    } else {
      read_task(task_named(name));
    }
  }

  void read_task(Id<Task> task) {
    while (more()) {
      const std::string w = word();
      if (w == "after") {
        read_link(task);
      } else if (w == "in") {
        build_->set<&Task::parent>(task, task_named(word()));
      } else if (w == "dept") {
        build_->set<&Task::department>(task, department_named(word()));
      } else if (w == "fixed") {
        build_->set<&Task::fixed>(task, true);
      } else if (w == "splittable") {
        build_->set<&Task::splittable>(task, true);
      } else if (w.ends_with('p') && std::isdigit(static_cast<unsigned char>(w[0])) != 0) {
        build_->set<&Task::people>(task, std::stod(w));
      } else if (w == "milestone") {
        build_->set<&Task::kind>(task, TaskKind::milestone);
        build_->set<&Task::duration>(task, Minutes{0});
      } else if (w == "deadline") {
        build_->set<&Task::deadline>(task, instant(17));
      } else if (w == "started") {
        build_->set<&Task::actual_start>(task, instant(8));
      } else if (w == "finished") {
        build_->set<&Task::actual_finish>(task, instant(17));
      } else if (w.ends_with('%')) {
        build_->set<&Task::percent>(task, std::stoi(w));
      } else if (!read_constraint(task, w)) {
        bool elapsed = false;
        build_->set<&Task::duration>(task, minutes(w, elapsed));
      }
    }
  }

  bool read_constraint(Id<Task> task, std::string_view w) {
    static constexpr std::string_view kNames[] = {"asap", "alap", "snet", "snlt",
                                                  "fnet", "fnlt", "mso",  "mfo"};
    for (std::size_t i = 0; i < std::size(kNames); ++i) {
      if (w != kNames[i]) continue;
      build_->set<&Task::constraint>(task, static_cast<Constraint>(i));
      const bool finish = w == "fnet" || w == "fnlt" || w == "mfo";
      if (i >= 2) build_->set<&Task::constraint_date>(task, instant(finish ? 17 : 8));
      return true;
    }
    return false;
  }

  void read_link(Id<Task> to) {
    static constexpr std::string_view kTypes[] = {"FS", "SS", "FF", "SF"};
    const std::string from = word();
    Dependency link{.from = task_named(from), .to = to};
    for (std::size_t i = 0; more() && i < std::size(kTypes); ++i) {
      if (words_[at_word_] != kTypes[i]) continue;
      link.type = static_cast<LinkType>(i);
      ++at_word_;
      break;
    }
    if (more() && (words_[at_word_][0] == '+' || words_[at_word_][0] == '-')) {
      const std::string lag = word();
      bool elapsed = false;
      link.lag = minutes(std::string_view(lag).substr(1), elapsed);
      if (lag[0] == '-') link.lag.count = -link.lag.count;
      link.lag_kind = elapsed ? LagKind::elapsed : LagKind::working;
    }
    plan_.links[from + ">" + words_[0]] = build_->create(link);
  }

  // "3d", "4h", "90m"; with an e before the unit in elapsed time, of which a day has 1440 minutes.
  static Minutes minutes(std::string_view w, bool& elapsed) {
    std::size_t digits = 0;
    const int number = std::stoi(std::string(w), &digits);
    std::string_view unit = w.substr(digits);
    elapsed = unit.starts_with('e');
    if (elapsed) unit.remove_prefix(1);
    if (unit == "d") return {number * (elapsed ? kMinutesPerDay : 480)};
    if (unit == "h") return {number * 60};
    if (unit != "m") FAIL("not understood: " << w);
    return {number};
  }
  Instant instant(int default_hour) {
    const std::string w = word();
    if (const auto exact = parse_iso_instant(w)) return *exact;
    const auto day = parse_iso_day(w);
    if (!day) FAIL("not a date: " << w);
    return at(*day, default_hour * 60);
  }

  Id<Task> task_named(const std::string& name) {
    auto& id = plan_.tasks[name];
    if (!id) {
      order_ = order_between(order_, {}, plan_.random);
      id = build_->create(Task{.title = name, .order = order_});
    }
    return id;
  }
  Id<Department> department_named(const std::string& name) {
    auto& id = plan_.departments[name];
    if (!id) id = build_->create(Department{.name = name});
    return id;
  }

  std::string_view rest_;
  std::vector<std::string> words_;
  std::size_t at_word_ = 0;
  std::string order_;
  TextPlan plan_;
  ChangeBuilder* build_ = nullptr;
};

inline TextPlan plan_from_text(std::string_view text) { return PlanTextReader(text).read(); }

}  // namespace tongzhou
