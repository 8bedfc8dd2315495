// What people do about letters, as drafts of changes.
#pragma once

#include <span>
#include <string>

#include "app/edits.h"
#include "insight/cadence.h"

namespace tongzhou {

NewRecord add_letter(const OpenPlan& open, Random& random, LetterKind kind, Id<Department> from,
                     AnyRef about, Day today);
// A liaison letter from the writer's department to the others of the talk, about its matters.
NewRecord write_about(const OpenPlan& open, Random& random, const Talk& talk,
                      std::span<const Matter> matters, Id<Person> writer, Day today);
// An answer to it, from the first department it went to.
NewRecord answer_letter(const OpenPlan& open, Random& random, Id<Letter> letter, Day today);
// Somebody has to agree, after those there are.
Draft add_approver(const OpenPlan& open, Random& random, Id<Letter> letter, Id<Person> person);
// For review; without anybody who has to agree it is approved. Asks those again who did not agree.
Draft submit_letter(const OpenPlan& open, Random& random, Id<Letter> letter);
// The last to agree approves the letter; who returns it makes it a draft again.
Draft decide_letter(const OpenPlan& open, Random& random, Id<Approval> approval,
                    ApprovalState state, Day today);
// Gives it a number where it has none, and today's date; keeps its text as it is now. An answer
// makes the letter it answers an answered one. An error where it has no addressee, is not approved,
// or its template has a mistake.
Result<Draft> send_letter(const OpenPlan& open, Random& random, Id<Letter> letter, Day today);
Draft receive_letter(const OpenPlan& open, Random& random, Id<Letter> letter);
Draft close_letter(const OpenPlan& open, Random& random, Id<Letter> letter);
// A draft again, where it was not sent.
Draft reopen_letter(const OpenPlan& open, Random& random, Id<Letter> letter);
// Other numbers for those that another letter has the better right to.
Draft settle_letter_numbers(const OpenPlan& open, Random& random, Day today);
// A task of its first addressee, finished by the day an answer is wanted by.
NewRecord make_letter_task(const OpenPlan& open, Random& random, Id<Letter> letter);
// The letter's text as the template of its kind.
NewRecord keep_template(const OpenPlan& open, Random& random, std::string name, LetterKind kind,
                        std::string text);

}  // namespace tongzhou
