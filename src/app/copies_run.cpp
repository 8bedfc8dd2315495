#include "app/copies_run.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/file_forms.h"
#include "insight/information.h"

namespace tongzhou {

CopiesRun::CopiesRun(const OpenPlan& open, CopyWish wish)
    : plan_(open.plan().id()),
      revision_(open.plan().revision()),
      wish_(std::move(wish)),
      departments_(departments_in_order(open.plan())) {}

Result<void> CopiesRun::advance(const OpenPlan& open, Random& random, const Author& author,
                                Instant now,
                                FunctionRef<bool(NamedBytes&, const CopyWish&)> close) {
  const AnyRef department = ref(departments_[made_]);
  wish_.audience = audience_of(open.plan(), department);
  auto copy = make_copy(open, random, wish_, author, now);
  if (copy && !close(copy->file, wish_))
    copy = failure({Word::seal_keys_missing, {open.plan().name_of(department)}},
                   {Word::safe_nothing_left, {}}, {});
  if (!copy) {
    made_ = count();
    return std::unexpected(copy.error());
  }
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
