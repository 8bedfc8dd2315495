// How often departments should talk about what, and by which means: the rule of urgency and
// importance, and what is due by it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "insight/goals.h"
#include "model/outline.h"
#include "model/plan.h"
#include "schedule/calendars.h"

namespace tongzhou {

// From one time to the next; 0: when needed.
int days_of(Rhythm rhythm);

// --- The rule ------------------------------------------------------------------------------------

struct Cadence {
  Rhythm rhythm = Rhythm::when_needed;
  ChannelKind mode = ChannelKind::mailbox;
  bool operator==(const Cadence&) const = default;
};

// The usual rule: the more important a thing is, the closer the means; the more urgent, the more
// often.
Cadence usual_cadence(Degree urgency, Degree importance);

// The rule of a plan: the usual one but where a CadenceRule says otherwise.
class CadenceTable {
 public:
  explicit CadenceTable(const Plan& plan);
  // Neither is automatic.
  const Cadence& at(Degree urgency, Degree importance) const {
    return cells_[place(urgency, importance)].cadence;
  }
  // The record that says so; unset where the usual rule holds.
  Id<CadenceRule> record(Degree urgency, Degree importance) const {
    return cells_[place(urgency, importance)].record;
  }

 private:
  static std::size_t place(Degree urgency, Degree importance) {
    return (static_cast<std::size_t>(urgency) - 1) * 3 + static_cast<std::size_t>(importance) - 1;
  }
  struct Cell {
    Cadence cadence;
    Id<CadenceRule> record;
    std::uint32_t written = 0;
  };
  std::array<Cell, 9> cells_;
};

// --- What is to be talked about ------------------------------------------------------------------

// A degree and why it is that: a sentence, whose {0} is `number` where it has one.
struct Judgement {
  Degree degree = Degree::low;
  Word why{};
  int number = 0;
};
std::string why_text(const Judgement& judgement, Language language);

// Something that more than one department has to do with.
struct Matter {
  AnyRef of;  // a task, a goal, an issue, or the plan
  Judgement urgency, importance;
  Cadence cadence;
  std::vector<Id<Department>> departments;  // two or more, by id
  // Those of them that work on it; the others wait for it, or it for them. By id.
  std::vector<Id<Department>> working;
  Id<Person> person;  // who answers for it; unset: nobody, or the plan
  Day last;           // when it was talked about; unset: not yet
  Day due;  // a rhythm after that, on a working day; today where it was not; unset: when needed
};

// - Tasks and milestones not done that begin within two weeks or are under way: of their own
//   department, those that take part, and those whose tasks wait for them or for which they wait
//   and which are not done. Milestones a month ahead.
// - Goals under way of several departments; issues not closed whose department or owner differs
//   from that of what they are about.
// - The plan itself, where it has a rhythm typed: urgency or importance not automatic.
// Tasks in the order of the outline, then goals, issues, the plan.
std::vector<Matter> find_matters(const Plan& plan, const Outline& outline, const Schedule& schedule,
                                 const Calendars& calendars, std::span<const GoalFacts> goals,
                                 Day today);

// What the same departments talk about by the same means in the same rhythm.
struct Talk {
  std::vector<Id<Department>> departments;
  Cadence cadence;
  std::vector<std::uint32_t> matters;  // places in the list
  Day due;                             // the earliest of its matters; unset: when needed
  Day last;                            // the latest
  std::vector<Id<Person>> people;  // leads of the departments and who answers for matters, by id
  // That connects all of them: of the wanted kind, else whichever; the one with the fewest
  // departments. Unset: there is none.
  Id<Channel> channel;
};
// By due day, those without one last.
std::vector<Talk> find_talks(const Plan& plan, std::span<const Matter> matters);
// Only those in which they take part; unset: whoever.
void keep_talks_of(std::vector<Talk>& talks, Id<Department> department, Id<Person> person);

// Conversations of theirs in the week of `today`, from Monday on: of the department, and noted by
// the person; unset: all.
std::size_t talks_held(const Plan& plan, Id<Department> department, Id<Person> person, Day today);

}  // namespace tongzhou
