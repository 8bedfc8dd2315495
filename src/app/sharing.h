// What people do about who may know what: the register, secrecy, and copies for departments.
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

// --- Secrecy -------------------------------------------------------------------------------------

// Marks the record, or one field of it (not 0); nothing takes the marking away.
Draft mark_secrecy(const OpenPlan& open, Random& random, AnyRef record, FieldNumber field,
                   std::optional<Secrecy> secrecy);
// Who may know it all the same; it must be marked. In the set goes out, else in.
Draft toggle_reader(const OpenPlan& open, Random& random, AnyRef record, FieldNumber field,
                    Id<Department> department);

// --- Copies for departments ----------------------------------------------------------------------

enum class SealHow : std::uint8_t { none, passphrase, keys };
struct CopyWish {
  std::vector<Id<Department>> departments;  // none: for somebody outside
  CopyDates dates = CopyDates::exact;
  bool in_page = false;      // as a page that opens itself
  bool for_reading = false;  // it cannot be edited
  SealHow seal = SealHow::none;
  std::string passphrase;  // for SealHow::passphrase
};
std::string audience_words(const Plan& plan, const Audience& audience, Language language);

// What it would hold, under ids that mean nothing.
AudienceCopy preview_copy(const OpenPlan& open, const CopyWish& wish, Day today);

// A file to hand out, and the note of it for the plan, to be made once it is handed out.
struct MadeCopy {
  NamedBytes file;
  Draft note;
};
Result<MadeCopy> make_copy(const OpenPlan& open, Random& random, const CopyWish& wish,
                           const Author& author, Instant now);

// The last one for just these departments; null: none.
const Entry<HandedCopy>* last_copy(const Plan& plan,
                                   const std::vector<Id<Department>>& departments);

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
