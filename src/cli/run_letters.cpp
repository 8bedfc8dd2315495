#include "cli/run.h"

#include <array>
#include <utility>

#include "app/letters.h"
#include "app/paper_run.h"
#include "app/reports.h"
#include "machine/makers.h"

namespace tongzhou {

std::optional<std::vector<Id<Department>>> Run::find_departments() {
  std::vector<Id<Department>> found;
  for (const std::string& name : request_.departments) {
    const auto one = find_named<Department>(name);
    if (!one) {
      fail(no_such(Kind::department, name));
      return std::nullopt;
    }
    found.push_back(*one);
  }
  std::ranges::sort(found);
  return found;
}

AnyRef Run::find_subject(const std::string& name) const {
  constexpr std::array kKinds{
      Kind::task,   Kind::deliverable, Kind::goal,          Kind::meeting,
      Kind::survey, Kind::issue,       Kind::meeting_notes, Kind::information_request};
  if (name.empty()) return {};
  for (const Kind kind : kKinds)
    for (const AnyRef one : plan().in_order(kind))
      if (plan().plan().name_of(one) == name) return one;
  return {};
}

int Run::letter() {
  if (!read_input()) return kBadInput;
  const Plan& held = plan().plan();
  const Day today = day_of(console_.clock.local_now());
  const auto kind = find_letter_kind(request_.record);
  if (!kind) {
    for (const auto& entry : held.table<Letter>().live())
      if (entry.record.title == request_.record || entry.record.number == request_.record)
        return write_paper(write_letter(plan(), entry.record, today, options_.language).document);
    return fail(no_such(Kind::letter, request_.record));
  }
  const auto to = find_departments();
  if (!to) return kBadInput;
  Id<Department> from;
  if (!request_.from.empty()) {
    const auto found = find_named<Department>(request_.from);
    if (!found) return fail(no_such(Kind::department, request_.from));
    from = *found;
  }
  const AnyRef about = find_subject(request_.about);
  if (!request_.about.empty() && !about.id) return fail(no_such(Kind::task, request_.about));
  Letter letter = compose_letter(plan(), *kind, from, about, today, options_.language);
  if (!to->empty()) letter.to.ids = *to;
  const WrittenPaper paper = write_letter(plan(), letter, today, options_.language);
  std::vector<Message> remarks;
  for (const TemplateProblem& problem : paper.problems)
    remarks.push_back({Word::letter_problem_line,
                       {std::to_string(problem.line), say(options_.language, problem.what)}});
  console_.err << report_remarks(remarks, options_.language);
  const int written = write_paper(paper.document);
  return written == kFine && !remarks.empty() ? kPlanHasProblems : written;
}

int Run::letters() {
  if (!read_input()) return kBadInput;
  console_.out << report_letters(plan(), day_of(console_.clock.local_now()), options_);
  return kFine;
}

int Run::papers() {
  if (!read_input()) return kBadInput;
  const auto to = find_departments();
  if (!to) return kBadInput;
  Audience readers{.departments = *to, .each = true};
  if (readers.departments.empty()) readers = readers_of(plan().plan(), Letter{});
  return write_paper(
      make_all_in_one(plan(), readers, day_of(console_.clock.local_now()), options_.language));
}

int Run::chart() {
  if (!read_input()) return kBadInput;
  const ChartForm form = request_.output.ends_with(".html") ? ChartForm::pages : ChartForm::picture;
  const Day today = day_of(console_.clock.local_now());
  if (request_.diagram.empty())
    return write_output(chart_file(plan(), today, options_.language, form).bytes, request_.output)
               ? kFine
               : kBadInput;
  const auto name = std::ranges::find(kDiagramNames, request_.diagram);
  const AnyRef about = find_subject(request_.about);
  const Id<Issue> issue{about.kind == Kind::issue ? about.id.value : 0};
  const auto drawing = draw_diagram(plan(), static_cast<Diagram>(name - kDiagramNames.begin()),
                                    issue, today, options_.language);
  if (!drawing)
    return fail(Error{{Word::picture_nothing, {}}, {Word::safe_nothing_changed, {}}, {}});
  const NamedBytes svg = text_file(drawing->name, ".svg", to_svg(*drawing));
  return write_output(svg.bytes, request_.output) ? kFine : kBadInput;
}

int Run::write_paper(const Document& document) {
  const auto form = paper_form_by_name(request_.output).value_or(PaperForm::markdown);
  std::vector<std::byte> bytes = paper_file(document, document.title, form).bytes;
  if (form == PaperForm::pdf) {
    const Message safe{Word::safe_nothing_changed, {}}, todo{Word::todo_pdf_maker, {}};
    if (!has_maker(Made::pdf)) return fail(Error{{Word::cli_no_pdf_maker, {}}, safe, todo});
    auto pdf = make_outside(bytes, Made::pdf);
    if (!pdf) return fail(Error{{Word::cli_pdf_failed, {"LibreOffice"}}, safe, todo});
    bytes = *std::move(pdf);
  }
  return write_output(bytes, request_.output) ? kFine : kBadInput;
}

}  // namespace tongzhou
