#include "cli/run.h"

#include <iterator>
#include <utility>

#include "app/edits.h"
#include "app/reports.h"

namespace tongzhou {

int Run::goals() {
  if (!read_input()) return kBadInput;
  console_.out << report_goals(plan(), day_of(console_.clock.local_now()), options_);
  return kFine;
}

int Run::score() {
  if (!read_input()) return kBadInput;
  console_.out << report_scorecard(plan(), day_of(console_.clock.local_now()), request_.days,
                                   options_);
  return kFine;
}

int Run::deliverables() {
  if (!read_input()) return kBadInput;
  console_.out << report_deliverables(plan(), day_of(console_.clock.local_now()), options_);
  return kFine;
}

int Run::accept() {
  if (!read_input()) return kBadInput;
  const auto id = find_named<Deliverable>(request_.record);
  if (!id) return fail(no_such(Kind::deliverable, request_.record));
  auto draft = act_on(*id);
  if (!draft) {
    fail(draft.error());
    return kPlanHasProblems;
  }
  const std::string done = say(options_.language, draft->label);
  auto edited = plan_->edit(std::move(*draft), mint<ReplicaId>(console_.random), author());
  if (!edited) return fail(edited.error());
  if (const int written = write(FileForm::plan_file); written != kFine) return written;
  console_.err << say(options_.language, Word::cli_accept_done, {done}) << "\n";
  return kFine;
}

int Run::report() {
  if (!read_input()) return kBadInput;
  const Day today = day_of(console_.clock.local_now());
  const ScorePeriod period{today - (request_.days - 1), today};
  const ReportSources sources = report_sources(plan(), today, options_.language);
  const Scorecard card = scorecard_of(plan(), period);
  Document document;
  if (request_.department.empty()) {
    document = make_overview(
        sources, card,
        {.conflicts = plan().conflicts().size(), .problems = plan().problems().size()});
  } else {
    const auto department = find_named<Department>(request_.department);
    if (!department) return fail(no_such(Kind::department, request_.department));
    const Slot slot = plan().plan().table<Department>().find_slot(*department);
    const auto row = std::ranges::find(card.rows, slot, &ScoreRow::department);
    const ScoreRow none{.department = slot};
    document = make_department_report(sources, card, row == card.rows.end() ? none : *row, period);
  }
  return write_document(document);
}

int Run::write_document(const Document& document) {
  const bool is_html = request_.output.ends_with(".html") || request_.output.ends_with(".htm");
  const std::string text = is_html ? to_html(document) : report_document(document, options_);
  const auto bytes = std::as_bytes(std::span(text));
  return write_output({bytes.begin(), bytes.end()}, request_.output) ? kFine : kBadInput;
}

int Run::measure() {
  if (!read_input()) return kBadInput;
  Measurement of;
  if (const auto goal = find_named<Goal>(request_.record))
    of.goal = *goal;
  else if (const auto indicator = find_named<Indicator>(request_.record))
    of.indicator = *indicator;
  else
    return fail(no_such(Kind::goal, request_.record));
  if (!request_.department.empty()) {
    const auto department = find_named<Department>(request_.department);
    if (!department) return fail(no_such(Kind::department, request_.department));
    of.department = *department;
  }
  const auto values = read_bytes(request_.values);
  if (!values) return fail(Error{{Word::cli_cannot_read, {request_.values}}, {}, {}});
  auto draft =
      measure_many(plan(), console_.random, of, *values, day_of(console_.clock.local_now()));
  if (!draft) return fail(draft.error());
  const std::string done = say(options_.language, draft->label);
  auto edited = plan_->edit(std::move(*draft), mint<ReplicaId>(console_.random), author());
  if (!edited) return fail(edited.error());
  if (const int written = write(FileForm::plan_file); written != kFine) return written;
  console_.err << say(options_.language, Word::cli_accept_done, {done}) << "\n";
  return kFine;
}

Result<Draft> Run::act_on(Id<Deliverable> id) {
  const Act act{find_person(plan().plan(), request_.by), console_.clock.local_now()};
  Random& random = console_.random;
  if (request_.act == "hand-over") return hand_over(plan(), random, id, act);
  if (request_.act == "review") return begin_review(plan(), random, id, act);
  const Decision decision = request_.act == "reject"    ? Decision::rejected
                            : request_.act == "reserve" ? Decision::with_reservations
                                                        : Decision::accepted;
  return decide(plan(), random, id, decision, request_.reason, act);
}

}  // namespace tongzhou
