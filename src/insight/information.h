// What departments share: how fresh it is, what each owes and awaits, and what is wrong with it.
#pragma once

#include <cstdint>
#include <vector>

#include "model/plan.h"

namespace tongzhou {

enum class Freshness : std::uint8_t { fresh, when_needed, due, late, never, expired };
Word word_of(Freshness freshness);

struct InformationFacts {
  Slot information = kNoSlot;
  Freshness freshness = Freshness::fresh;
  Day next;      // when it is to be brought up to date; unset: when needed
  int late = 0;  // days since then

  bool is_owed() const { return freshness >= Freshness::due; }
};

InformationFacts freshness_of(const Information& information, Slot slot, Day today);

// What a department may do with it.
enum class Right : std::uint8_t { none, owns, gets, may_ask, must_not };
Word word_of(Right right);
// Who is named nowhere must not have what only its department or named ones may know.
// A group that the department is in counts.
Right right_of(const Plan& plan, const Information& information, Id<Department> department);

struct InformationFinding {
  enum class Kind : std::uint8_t {
    wide,       // confidential, and more than half of the departments get it
    unused,     // nobody gets it, nobody may ask
    ownerless,  // nobody answers for it
    doubled,    // another entry has the same name
    depends,    // `department` waits for tasks of `other` and gets nothing from it
  };
  Kind kind{};
  Id<Information> information;  // unset: depends
  Id<Information> same;         // of `doubled`
  Id<Department> department, other;
};

// What is wrong, for people.
Message sentence_of(const Plan& plan, const InformationFinding& finding);

// In a department's own eyes.
struct InformationBalance {
  Id<Department> department;
  std::size_t owes = 0;     // entries of its own that are due or worse
  std::size_t awaits = 0;   // of others, that it gets
  std::size_t asked = 0;    // requests to it that are open
  std::size_t overdue = 0;  // of those, that were needed before today
};

struct InformationReport {
  std::vector<InformationFacts> facts;       // by order key, then id
  std::vector<InformationFinding> findings;  // by kind
  std::vector<InformationBalance> balances;  // in the order of departments
};
InformationReport find_information(const Plan& plan, Day today);

// A request was needed before today and is still open.
bool is_overdue(const InformationRequest& request, Day today);

// Departments by order key, then id.
std::vector<Id<Department>> departments_in_order(const Plan& plan);

}  // namespace tongzhou
