// A copy of the plan for each of its departments, made one after the other while a person looks on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/sharing.h"
#include "core/function_ref.h"
#include "exchange/zip_archive.h"

namespace tongzhou {

class CopiesRun {
 public:
  CopiesRun(const OpenPlan& open, CopyDates dates);

  // False where the plan has changed since: the copies would not be of one plan.
  bool is_of(const OpenPlan& open) const { return revision_ == open.plan().revision(); }
  std::size_t count() const { return departments_.size(); }
  std::size_t made() const { return made_; }
  bool is_running() const { return made_ < count(); }

  // Makes the next one. `sign` is given each file before it is packed. An error ends the run.
  Result<void> advance(const OpenPlan& open, Random& random, const Author& author, Instant now,
                       FunctionRef<void(NamedBytes&)> sign);

  // All of them as one archive, and the note of them for the plan. Once none is left to make.
  MadeCopy finish(const OpenPlan& open) &&;

 private:
  std::uint64_t revision_;
  CopyDates dates_;
  std::vector<Id<Department>> departments_;
  std::size_t made_ = 0;
  ZipWriter archive_;
  std::vector<std::string> names_;
  Draft note_;
};

}  // namespace tongzhou
