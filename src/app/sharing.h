// What people do about who may know what: the register, groups, secrecy, and copies for readers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/edits.h"
#include "app/merging.h"
#include "app/ports.h"
#include "exchange/audience_copy.h"
#include "exchange/receipt.h"

namespace tongzhou {

// --- The register --------------------------------------------------------------------------------

NewRecord add_information(const OpenPlan& open, Random& random, std::string name,
                          Id<Department> department, RefSet<Department> audience = {});
// It was brought up to date today.
Draft refresh_information(const OpenPlan& open, Random& random, Id<Information> information,
                          Day today);
// What a department may do with it: gets it, may ask for it, or neither.
Draft set_right(const OpenPlan& open, Random& random, Id<Information> information,
                Id<Department> department, bool gets, bool may_ask);
// Asked for today, needed in a week.
NewRecord add_request(const OpenPlan& open, Random& random, std::string title,
                      Id<Department> asked_by, Day today);
Draft answer_request(const OpenPlan& open, Random& random, Id<InformationRequest> request,
                     RequestState state, Day today);

// Departments and people under one name.
NewRecord add_group(const OpenPlan& open, Random& random, std::string name);

// --- Secrecy -------------------------------------------------------------------------------------

// Marks the record, or one field of it (not 0); nothing takes the marking away.
Draft mark_secrecy(const OpenPlan& open, Random& random, AnyRef record, FieldNumber field,
                   std::optional<Secrecy> secrecy);
// Who may know it all the same, a department, a person or a group; it must be marked. Whoever is
// named goes out, else in.
Draft toggle_reader(const OpenPlan& open, Random& random, AnyRef record, FieldNumber field,
                    AnyRef reader);
// Those that are named: departments, people, groups.
std::vector<AnyRef> readers_of(const Marking& marking);
std::vector<AnyRef> readers_of(const Information& information);
std::string reader_names(const Plan& plan, std::span<const AnyRef> readers, Language language);

// --- Copies for readers --------------------------------------------------------------------------

struct CopyWish {
  Audience audience;
  Id<Group> group;  // whose members those are; unset: of none
  CopyDates dates = CopyDates::exact;
  bool in_page = false;      // as a page that opens itself
  bool for_reading = false;  // it cannot be edited
  SealHow seal = SealHow::none;
  std::string passphrase;        // for SealHow::passphrase
  bool each_department = false;  // instead: a copy for each, as files of one archive
};
// For a department, a person or a group; of anything else, for somebody outside.
CopyWish wish_for(const Plan& plan, AnyRef reader);
// "市场部、李明", the name of the group, or who is outside.
std::string audience_words(const Plan& plan, const CopyWish& wish, Language language);

// What it would hold, under ids that mean nothing.
AudienceCopy preview_copy(const OpenPlan& open, const CopyWish& wish, Day today);

// A file to hand out, and the note of it for the plan, to be made once it is handed out.
struct MadeCopy {
  NamedBytes file;
  Draft note;
};
Result<MadeCopy> make_copy(const OpenPlan& open, Random& random, const CopyWish& wish,
                           const Author& author, Instant now);

// The last one for just these readers, of a group whoever was in it then; null: none.
const Entry<HandedCopy>* last_copy(const Plan& plan, const CopyWish& wish);

// What came back, as a copy that waits to be merged. Nothing where it is no copy made of this plan.
std::optional<Result<IncomingCopy>> returned_copy(const OpenPlan& open, const PlanFile& file,
                                                  Day today);
// It was taken in.
Draft note_return(const OpenPlan& open, Random& random, const IncomingCopy& copy, Day today);

// Whoever got the open plan as a copy says so; it is one (PlanInfo::audience).
NamedBytes make_receipt(const OpenPlan& open, const Author& author, const SigningKey& key,
                        Language language);
// Somebody has a copy made of this plan; an error where it is none of it.
Result<Draft> note_receipt(const OpenPlan& open, Random& random, const Receipt& receipt, Day today);
// Days since the copy went out without word from its readers; 0 as well where there was one.
int days_without_word(const HandedCopy& handed, Day today);

}  // namespace tongzhou
