#include "cli/run.h"

#include <algorithm>
#include <utility>

#include "app/sharing.h"
#include "app/twins.h"
#include "insight/information.h"
#include "model/conflicts.h"
#include "model/difference.h"
#include "model/record_fields.h"

namespace tongzhou {

int Run::conflicts() {
  if (!read_input()) return kBadInput;
  console_.out << report_conflicts(plan(), options_);
  return find_conflicts(plan().plan()).empty() ? kFine : kPlanHasProblems;
}

int Run::log() {
  if (!read_input()) return kBadInput;
  console_.out << report_history(plan(), options_);
  return kFine;
}

int Run::diff() {
  const auto from = read_plan(request_.inputs[0]), to = read_plan(request_.inputs[1]);
  if (!from || !to) return kBadInput;
  console_.out << report_differences(*from, *to, options_);
  return kFine;
}

int Run::merge() {
  MergeCount count;
  const bool has_base = !request_.base.empty();
  const auto identity = has_base ? JsonIdentity::as_written : JsonIdentity::fresh;
  const auto base = has_base ? read_plan(request_.base, identity) : std::nullopt;
  if (has_base && !base) return kBadInput;
  for (const std::string& name : request_.inputs) {
    auto copy = read_plan(name, identity);
    if (copy && base) copy = made_of(*base, *copy);
    if (!copy) return kBadInput;
    ++count.copies;
    if (!plan_) {
      plan_ = std::move(copy);
      continue;
    }
    if (auto back =
            returned_copy(*plan_, {saved_, copy->plan(), {}}, day_of(console_.clock.local_now()))) {
      if (!*back) return fail(back->error());
      const auto taken = take_returned(std::move(**back));
      if (!taken) return fail(taken.error());
      count.changes += taken->changes;
      continue;
    }
    if (has_twins(plan_->history(), copy->history())) {
      PlanFile theirs{saved_, copy->plan(), copy->history()};
      (void)renew_twins(plan_->history(), theirs);
      copy.emplace(std::move(theirs.plan), std::move(theirs.history));
    }
    const auto merged = plan_->merge(copy->plan(), copy->history(), std::nullopt);
    if (!merged) return fail(merged.error());
    count.changes += merged->changes;
  }
  if (const int written = write(FileForm::plan_file); written != kFine) return written;
  console_.err << report_merge(plan(), count, options_);
  const bool decided = find_conflicts(plan().plan()).empty();
  if (!decided) console_.err << report_conflicts(plan(), {Output::words, options_.language});
  return decided ? kFine : kPlanHasProblems;
}

int Run::share() {
  if (!read_input()) return kBadInput;
  const Day today = day_of(console_.clock.local_now());
  console_.out << report_information(plan(), today, options_);
  return find_information(plan().plan(), today).findings.empty() ? kFine : kPlanHasProblems;
}

// A group stands alone; departments and people may be several, and what any of them may know goes.
std::optional<CopyWish> Run::find_readers() {
  CopyWish wish;
  for (const std::string& name : request_.departments) {
    if (const auto group = find_named<Group>(name); group && request_.departments.size() == 1)
      return wish_for(plan().plan(), ref(*group));
    if (const auto department = find_named<Department>(name)) {
      wish.audience.departments.push_back(*department);
    } else if (const auto person = find_named<Person>(name)) {
      wish.audience.people.push_back(*person);
    } else {
      fail(no_such(Kind::department, name));
      return std::nullopt;
    }
  }
  std::ranges::sort(wish.audience.departments);
  std::ranges::sort(wish.audience.people);
  return wish;
}

int Run::redact() {
  if (!read_input()) return kBadInput;
  const auto readers = find_readers();
  if (!readers) return kBadInput;
  CopyWish wish = *readers;
  wish.dates = request_.dates == "week"   ? CopyDates::weeks
               : request_.dates == "none" ? CopyDates::recomputed
                                          : CopyDates::exact;
  wish.for_reading = request_.for_reading;
  const Instant now = console_.clock.local_now();
  const std::string report =
      report_copy(plan().plan(), preview_copy(plan(), wish, day_of(now)), options_);
  if (request_.output.empty()) {
    console_.out << report;
    return kFine;
  }
  auto made = make_copy(plan(), console_.random, wish, author(), now);
  if (!made) return fail(made.error());
  console_.err << report;
  if (!write_output(made->file.bytes, request_.output)) return kBadInput;
  if (request_.keep.empty()) return kFine;
  auto noted = plan_->edit(std::move(made->note), mint<ReplicaId>(console_.random), author());
  if (!noted) return fail(noted.error());
  const auto whole = write_file(plan(), FileForm::plan_file, author(), options_.language);
  if (!whole) return fail(whole.error());
  return write_output(whole->bytes, request_.keep) ? kFine : kBadInput;
}

int Run::convert(FileForm fallback) {
  if (!read_input()) return kBadInput;
  console_.err << report_remarks(remarks_, options_.language);
  return write(fallback);
}

Result<Merged> Run::take_returned(IncomingCopy copy) {
  look_through(*plan_, copy);
  if (copy.proposed > 0)
    console_.err << say(options_.language, Word::merge_proposed, {std::to_string(copy.proposed)})
                 << "\n";
  std::vector<IncomingCopy> copies;
  copies.push_back(std::move(copy));
  MergePlan made = make_merge(*plan_, copies, {});
  auto merged = plan_->merge(made.plan, made.history, std::nullopt);
  if (!merged || made.decisions.empty()) return merged;
  auto decided = plan_->note({make_label(Word::did_choose_in_merge), std::move(made.decisions)},
                             mint<ReplicaId>(console_.random), author());
  if (!decided) return std::unexpected(decided.error());
  return merged;
}

std::optional<OpenPlan> Run::made_of(const OpenPlan& base, const OpenPlan& copy) {
  if (base.plan().id() != copy.plan().id()) {
    fail({{Word::error_other_plan, {}}, {}, {Word::todo_choose_copy, {}}});
    return std::nullopt;
  }
  OpenPlan made(base.plan());
  auto changed = made.edit({{}, find_differences(base.plan(), copy.plan())},
                           mint<ReplicaId>(console_.random), {});
  if (changed) return made;
  fail(changed.error());
  return std::nullopt;
}

}  // namespace tongzhou
