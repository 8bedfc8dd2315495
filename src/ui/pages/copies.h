// Copies for readers: what each got last, what has changed since, and what the next would hold.
#pragma once

#include <string>
#include <vector>

#include "app/sharing.h"
#include "ui/desk.h"
#include "ui/shell/passphrase.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

struct CopiesState {
  // Made when the plan or the day changes.
  struct Made {
    std::uint64_t open_number = 0, revision = 0;
    Day today;
    bool operator==(const Made&) const = default;
  };
  Made made;
  struct Line {
    AnyRef reader;  // a department, a group, a person; none: somebody outside
    bool has_members = true;
    Id<HandedCopy> last;      // unset: none
    std::size_t changed = 0;  // records that it may know, since then
  };
  std::vector<Line> lines;
  std::size_t markings = 0;
  std::vector<Id<Person>> people;  // whom somebody chose, besides those that have one
  ChoiceState choice;

  // The copy that is being looked at before it goes.
  bool wanted = false;
  CopyWish wish;
  CopyFacts facts;
  struct OfDepartment {
    Id<Department> department;
    CopyFacts facts;
  };
  std::vector<OfDepartment> each;  // of one for each department; one more in each frame
  std::vector<PublicKey> keys;     // that it can be sealed for
  std::string keyless;             // readers of whom there is none
  NewPassphrase passphrase;
};

// Goes on with what the copies would hold. True where that is not all yet.
bool advance_copies(const Session& session, CopiesState& state);

// Fills the rest of the current window.
void draw_copies_page(const Desk& desk, CopiesState& state);

}  // namespace tongzhou
