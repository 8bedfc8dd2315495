// A copy of the plan for each of its departments, made one after the other while a person looks on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/sharing.h"
#include "core/function_ref.h"
#include "exchange/secret.h"
#include "exchange/zip_archive.h"

namespace tongzhou {

class CopiesRun {
 public:
  // All as that one, but for whom (CopyWish::each_department).
  CopiesRun(const OpenPlan& open, CopyWish wish);
  CopiesRun(const CopiesRun&) = delete;
  CopiesRun& operator=(const CopiesRun&) = delete;
  ~CopiesRun() { wipe(wish_.passphrase); }

  AnyId plan() const { return plan_; }
  // False where the plan has changed since: the copies would not be of one plan.
  bool is_of(const OpenPlan& open) const { return revision_ == open.plan().revision(); }
  std::size_t count() const { return departments_.size(); }
  std::size_t made() const { return made_; }
  bool is_running() const { return made_ < count(); }
  const CopyWish& wish() const { return wish_; }

  // Makes the next one. `close` is given each file before it is packed: to sign and seal it, false
  // where it must not go. An error ends the run.
  Result<void> advance(const OpenPlan& open, Random& random, const Author& author, Instant now,
                       FunctionRef<bool(NamedBytes&, const CopyWish&)> close);

  // All of them as one archive, and the note of them for the plan. Once none is left to make.
  MadeCopy finish(const OpenPlan& open) &&;

 private:
  AnyId plan_;
  std::uint64_t revision_;
  CopyWish wish_;
  std::vector<Id<Department>> departments_;
  std::size_t made_ = 0;
  ZipWriter archive_;
  std::vector<std::string> names_;
  Draft note_;
};

}  // namespace tongzhou
