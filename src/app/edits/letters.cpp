#include <algorithm>
#include <utility>

#include "app/letter_edits.h"
#include "app/letters.h"
#include "core/sorting.h"
#include "insight/letters.h"

namespace tongzhou {
namespace {

ChangeBuilder change_of(const OpenPlan& open, Random& random, Word did, Id<Letter> letter) {
  return {open.plan(), random, make_label(did, {open.plan().name_of(ref(letter))})};
}

NewRecord put_letter(const OpenPlan& open, Random& random, Letter letter) {
  letter.order = last_order(open.plan(), random, Kind::letter);
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_write_letter, {letter.title}));
  const AnyRef made = ref(builder.create(std::move(letter)));
  return {std::move(builder).take(), made};
}

std::vector<const Entry<Approval>*> approvals_of(const Plan& plan, Id<Letter> letter) {
  std::vector<const Entry<Approval>*> found;
  for (const auto& entry : plan.table<Approval>().live())
    if (entry.record.letter == letter) found.push_back(&entry);
  return found;
}

}  // namespace

NewRecord add_letter(const OpenPlan& open, Random& random, LetterKind kind, Id<Department> from,
                     AnyRef about, Day today) {
  const Plan& plan = open.plan();
  Letter letter = compose_letter(open, kind, from, about, today, language_of(plan));
  return put_letter(open, random, std::move(letter));
}

NewRecord write_about(const OpenPlan& open, Random& random, const Talk& talk,
                      std::span<const Matter> matters, Id<Person> writer, Day today) {
  const Plan& plan = open.plan();
  const Person* person = plan.find(writer);
  Id<Department> from;
  if (!talk.departments.empty()) from = talk.departments.front();
  if (person != nullptr && std::ranges::binary_search(talk.departments, person->department))
    from = person->department;
  const Language language = language_of(plan);
  Letter letter = compose_letter(open, LetterKind::liaison, from, {}, today, language);
  for (const Id<Department> id : talk.departments)
    if (id != from) letter.to.ids.push_back(id);
  sort_stably(letter.to.ids);
  for (const std::uint32_t place : talk.matters) {
    const AnyRef of = matters[place].of;
    if (of.kind == Kind::task) letter.tasks.ids.push_back({of.id.value});
    if (of.kind == Kind::goal) letter.goals.ids.push_back({of.id.value});
  }
  sort_stably(letter.tasks.ids);
  sort_stably(letter.goals.ids);
  set_letter_title(open, letter, today, language);
  return put_letter(open, random, std::move(letter));
}

NewRecord answer_letter(const OpenPlan& open, Random& random, Id<Letter> id, Day today) {
  const Plan& plan = open.plan();
  const Letter& asked = *plan.find(id);
  const bool is_rectification = asked.kind == LetterKind::rectification;
  const LetterKind kind = is_rectification ? LetterKind::rectification_reply : LetterKind::reply;
  Letter letter =
      compose_letter(open, kind, asked.to.ids.empty() ? Id<Department>{} : asked.to.ids.front(),
                     asked.issue ? ref(asked.issue) : AnyRef{}, today, language_of(plan));
  letter.answers = id;
  letter.to.ids.clear();
  if (asked.from) letter.to.ids = {asked.from};
  letter.recipients = asked.sender;
  letter.secrecy = asked.secrecy;
  letter.tasks = asked.tasks;
  letter.deliverables = asked.deliverables;
  letter.request = asked.request;
  set_letter_title(open, letter, today, language_of(plan));  // names the letter that it answers
  return put_letter(open, random, std::move(letter));
}

Draft add_approver(const OpenPlan& open, Random& random, Id<Letter> letter, Id<Person> person) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(
      plan, random,
      make_label(Word::did_add_approver, {plan.name_of(ref(letter)), plan.name_of(ref(person))}));
  builder.create(Approval{.letter = letter,
                          .person = person,
                          .remark = {},
                          .order = last_order(plan, random, Kind::approval)});
  return std::move(builder).take();
}

Draft submit_letter(const OpenPlan& open, Random& random, Id<Letter> letter) {
  ChangeBuilder builder = change_of(open, random, Word::did_submit_letter, letter);
  bool asks = false;
  for (const auto* approval : approvals_of(open.plan(), letter)) {
    asks = true;
    builder.set<&Approval::state>(approval->id, ApprovalState::waiting);
    builder.set<&Approval::decided>(approval->id, Day{});
  }
  builder.set<&Letter::state>(letter, asks ? LetterState::in_review : LetterState::approved);
  return std::move(builder).take();
}

Draft decide_letter(const OpenPlan& open, Random& random, Id<Approval> approval,
                    ApprovalState state, Day today) {
  const Plan& plan = open.plan();
  const Id<Letter> letter = plan.find(approval)->letter;
  const bool agrees = state == ApprovalState::agreed;
  ChangeBuilder builder =
      change_of(open, random, agrees ? Word::did_agree_letter : Word::did_return_letter, letter);
  builder.set<&Approval::state>(approval, state);
  builder.set<&Approval::decided>(approval, today);
  const auto all = approvals_of(plan, letter);
  const bool is_last = std::ranges::all_of(all, [&](const Entry<Approval>* one) {
    return one->id == approval || one->record.state == ApprovalState::agreed;
  });
  if (!agrees)
    builder.set<&Letter::state>(letter, LetterState::draft);
  else if (is_last)
    builder.set<&Letter::state>(letter, LetterState::approved);
  return std::move(builder).take();
}

Result<Draft> send_letter(const OpenPlan& open, Random& random, Id<Letter> id, Day today) {
  const Plan& plan = open.plan();
  const Letter& held = *plan.find(id);
  const auto refuse = [](Word why) { return std::unexpected(Error{{why, {}}, {}, {}}); };
  if (held.to.ids.empty() && held.recipients.empty()) return refuse(Word::why_letter_no_reader);
  if (std::ranges::any_of(approvals_of(plan, id), [](const Entry<Approval>* one) {
        return one->record.state != ApprovalState::agreed;
      }))
    return refuse(Word::why_letter_not_approved);
  const Language language = language_of(plan);
  Letter letter = held;
  letter.date = today;
  if (letter.number.empty()) letter.number = LetterNumbers(plan).take(letter.from, today, language);
  const WrittenPaper paper = write_letter_anew(open, letter, today, language);
  if (!paper.problems.empty()) return refuse(Word::why_letter_problem);
  ChangeBuilder builder = change_of(open, random, Word::did_send_letter, id);
  builder.set<&Letter::date>(id, today);
  builder.set<&Letter::number>(id, letter.number);
  builder.set<&Letter::sent_text>(id, paper.text);
  builder.set<&Letter::state>(id, LetterState::sent);
  if (plan.is_live(ref(held.answers))) {
    builder.set<&Letter::state>(held.answers, LetterState::answered);
    builder.set<&Letter::answered>(held.answers, today);
  }
  return std::move(builder).take();
}

Draft receive_letter(const OpenPlan& open, Random& random, Id<Letter> letter) {
  ChangeBuilder builder = change_of(open, random, Word::did_receive_letter, letter);
  builder.set<&Letter::state>(letter, LetterState::received);
  return std::move(builder).take();
}

Draft close_letter(const OpenPlan& open, Random& random, Id<Letter> letter) {
  ChangeBuilder builder = change_of(open, random, Word::did_close_letter, letter);
  builder.set<&Letter::state>(letter, LetterState::closed);
  return std::move(builder).take();
}

Draft reopen_letter(const OpenPlan& open, Random& random, Id<Letter> letter) {
  ChangeBuilder builder = change_of(open, random, Word::did_reopen_letter, letter);
  if (!is_sent(*open.plan().find(letter))) builder.set<&Letter::state>(letter, LetterState::draft);
  return std::move(builder).take();
}

Draft settle_letter_numbers(const OpenPlan& open, Random& random, Day today) {
  const Plan& plan = open.plan();
  const LetterReport report = find_letters(plan, today);
  ChangeBuilder builder(plan, random,
                        make_label(Word::did_number_letters, {std::to_string(report.doubled)}));
  // Each takes the number after the last given, so they are given one after the other.
  LetterNumbers numbers(plan);
  for (const LetterFacts& facts : report.letters) {
    if (!facts.same_number) continue;
    const auto& entry = plan.table<Letter>()[facts.letter];
    const bool is_draft = !is_sent(entry.record);
    builder.set<&Letter::number>(
        entry.id, is_draft ? std::string()
                           : numbers.take(entry.record.from, entry.record.date, language_of(plan)));
  }
  return std::move(builder).take();
}

NewRecord make_letter_task(const OpenPlan& open, Random& random, Id<Letter> id) {
  const Plan& plan = open.plan();
  const Letter& letter = *plan.find(id);
  ChangeBuilder builder = change_of(open, random, Word::did_letter_task, id);
  Task task{.title = letter.title, .order = last_order(plan, random, Kind::task)};
  if (!letter.to.ids.empty()) task.department = letter.to.ids.front();
  if (letter.reply_by.is_set()) task.deadline = at(letter.reply_by, kEvening);
  const Id<Task> made = builder.create(std::move(task));
  RefSet<Task> tasks = letter.tasks;
  tasks.ids.insert(std::ranges::lower_bound(tasks.ids, made), made);
  builder.set<&Letter::tasks>(id, std::move(tasks));
  return {std::move(builder).take(), ref(made)};
}

NewRecord keep_template(const OpenPlan& open, Random& random, std::string name, LetterKind kind,
                        std::string text) {
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_add_record, {name}));
  const AnyRef made = ref(builder.create(
      LetterTemplate{.name = std::move(name), .kind = kind, .text = std::move(text)}));
  return {std::move(builder).take(), made};
}

}  // namespace tongzhou
