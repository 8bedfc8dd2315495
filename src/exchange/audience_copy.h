// A copy of the plan for an audience: made from nothing out of what that audience may know.
//
// It is a plan of its own: its ids, order keys and stamps are new, it has no history, nothing that
// was deleted, no other side of a conflict, nothing that a newer version wrote, and what it refers
// to is in it. What is withheld of a record is as in a new one. Two plans that differ only in what
// is withheld make the same copy (but for dates, where those are kept as they are).
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"
#include "exchange/copy_ids.h"
#include "exchange/plan_file.h"
#include "insight/secrecy.h"
#include "schedule/schedule.h"

namespace tongzhou {

struct CopyOrder {
  Audience audience;
  std::string audience_name;  // is written into the copy
  CopyKey key;
  CopyDates dates = CopyDates::exact;
  bool for_reading = false;  // programs that keep to it let nobody edit the copy
  Day today;
  const Schedule* schedule = nullptr;  // of the plan, where it is known; else it is made
};

// What goes and what stays.
struct CopyFacts {
  struct OfKind {
    Kind kind{};
    std::size_t goes = 0, stays = 0;
    std::size_t fields = 0;  // withheld, of records that go
  };
  std::vector<OfKind> kinds;  // of which there is any record
  // Of the records that stay: how many are of each class, and of each department that they name
  // first, or what they are a part of does.
  std::array<std::size_t, kSecrecies.size()> classes{};
  std::vector<std::pair<Id<Department>, std::size_t>> departments;  // by order key, then id
  std::vector<AnyRef> withheld;                                     // records with a name
  std::vector<Id<Task>> moved;  // tasks whose dates something withheld moves
  std::size_t references = 0;   // to something withheld, taken out
};

struct AudienceCopy {
  Plan plan;
  CopyFacts facts;
};
AudienceCopy make_audience_copy(const Plan& plan, const CopyOrder& order);

// The copy as the bytes of a plan file, after looking through them for anything withheld
// (exchange/leak_check.h); an error where something is found.
Result<std::vector<std::byte>> encode_audience_copy(const Plan& plan,
                                                    std::span<const Change> history,
                                                    const AudienceCopy& copy,
                                                    const SaveNote& saved);

}  // namespace tongzhou
