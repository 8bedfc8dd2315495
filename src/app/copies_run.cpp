#include "app/copies_run.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/file_forms.h"
#include "insight/information.h"

namespace tongzhou {

CopiesRun::CopiesRun(const OpenPlan& open, CopyDates dates)
    : revision_(open.plan().revision()),
      dates_(dates),
      departments_(departments_in_order(open.plan())) {}

Result<void> CopiesRun::advance(const OpenPlan& open, Random& random, const Author& author,
                                Instant now, FunctionRef<void(NamedBytes&)> sign) {
  CopyWish wish = wish_for(open.plan(), ref(departments_[made_]));
  wish.dates = dates_;
  auto copy = make_copy(open, random, wish, author, now);
  if (!copy) {
    made_ = count();
    return std::unexpected(copy.error());
  }
  sign(copy->file);
  // Two departments may have one name.
  std::string name = copy->file.name;
  while (std::ranges::find(names_, name) != names_.end()) name.insert(0, "_");
  archive_.add(name, copy->file.bytes);
  names_.push_back(std::move(name));
  std::ranges::move(copy->note.edits, std::back_inserter(note_.edits));
  ++made_;
  return {};
}

MadeCopy CopiesRun::finish(const OpenPlan& open) && {
  note_.label = make_label(Word::did_hand_copies, {std::to_string(names_.size())});
  return {{file_name(open.plan().info().title, ".zip"), std::move(archive_).finish()},
          std::move(note_)};
}

}  // namespace tongzhou
