#include "app/letters.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/file_forms.h"
#include "app/reports.h"
#include "core/assets_generated.h"
#include "core/sorting.h"
#include "documents/agenda.h"
#include "documents/docx.h"
#include "documents/letter.h"
#include "documents/markdown.h"
#include "documents/survey_report.h"
#include "exchange/audience_copy.h"
#include "insight/channels.h"

namespace tongzhou {
namespace {

constexpr int kReplyDays = 7;
constexpr int kAgendaDays = 400;  // within which a meeting's next time is looked for
constexpr int kPeriodDays = 30;   // of evaluations

struct KindOfLetter {
  std::string_view name;  // of its files
  FieldNumber subject = 0;
  bool is_report = false;  // on plain paper, wants no answer
  bool wants_answer = false;
};
constexpr std::array kKinds{
    KindOfLetter{"liaison", field_number<&Letter::tasks>()},
    KindOfLetter{"cooperation", field_number<&Letter::tasks>(), false, true},
    KindOfLetter{"reply", field_number<&Letter::answers>()},
    KindOfLetter{"notice"},
    KindOfLetter{"meeting_notice", field_number<&Letter::meeting>()},
    KindOfLetter{"minutes", field_number<&Letter::minutes>()},
    KindOfLetter{"agreement", field_number<&Letter::goals>()},
    KindOfLetter{"cooperation_plan", field_number<&Letter::tasks>()},
    KindOfLetter{"plan_change"},
    KindOfLetter{"acceptance", field_number<&Letter::deliverables>(), true},
    KindOfLetter{"rectification", field_number<&Letter::issue>(), false, true},
    KindOfLetter{"rectification_reply", field_number<&Letter::issue>()},
    KindOfLetter{"information_request", field_number<&Letter::request>(), false, true},
    KindOfLetter{"register_list", 0, true},
    KindOfLetter{"feedback_summary", 0, true},
    KindOfLetter{"survey_report", field_number<&Letter::survey>(), true},
    KindOfLetter{"evaluation", 0, true},
    KindOfLetter{"status_report", 0, true},
    KindOfLetter{"closing_report", 0, true},
};
static_assert(kKinds.size() == kLetterKinds.size());

const KindOfLetter& kind_of(LetterKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

// "title: ..." in the first line, then the body.
struct TemplateParts {
  std::string_view title, body;
};
TemplateParts split_template(std::string_view text) {
  constexpr std::string_view kTitle = "title:";
  TemplateParts parts{.title = {}, .body = text};
  if (!text.starts_with(kTitle)) return parts;
  const std::size_t end = std::min(text.find('\n'), text.size());
  parts.title = text.substr(kTitle.size(), end - kTitle.size());
  parts.body = text.substr(end);
  const auto trim = [](std::string_view& of) {
    while (!of.empty() && (of.front() == ' ' || of.front() == '\n' || of.front() == '\r'))
      of.remove_prefix(1);
  };
  trim(parts.title);
  trim(parts.body);
  return parts;
}

// The letter with its references as the copy has them; what is not in it is left out.
Letter letter_in_copy(const Letter& letter, const Plan& copy, const CopyIds& ids) {
  Entry<Letter> entry;
  entry.record = letter;
  for (const FieldInfo& field : fields_of_kind(Kind::letter)) {
    if (!field.refers_to) continue;
    const auto mapped = [&](AnyId id) {
      const AnyRef there{*field.refers_to, ids.of({*field.refers_to, id})};
      return id && copy.is_live(there) ? there.id : AnyId{};
    };
    Value value = field.value_of(entry);
    if (auto* one = std::get_if<AnyId>(&value)) *one = mapped(*one);
    if (auto* many = std::get_if<AnyRefs>(&value)) {
      AnyRefs there;
      for (const AnyId id : *many)
        if (const AnyId other = mapped(id)) there.push_back(other);
      sort_stably(there);
      *many = std::move(there);
    }
    check(field.write(entry, std::move(value)), "a reference stays one");
  }
  return std::move(entry.record);
}

// What templates insert, from the plan as the readers have it.
class LetterPartMaker {
 public:
  LetterPartMaker(const OpenPlan& open, const ReportSources& from, const Letter& letter)
      : open_(open), from_(from), letter_(letter) {}

  std::optional<std::string> operator()(std::string_view name) const {
    std::optional<Document> part = make(name);
    if (!part) return std::nullopt;
    part->title.clear();
    part->subtitle.clear();
    return to_markdown(*part);
  }

 private:
  std::optional<Document> make(std::string_view name) const {
    if (name == "timetable") return make_timetable(from_, letter_);
    if (name == "chart") return make_chart(from_, letter_);
    if (name == "changes") return make_change_list(from_);
    if (name == "overview") return make_overview(from_, scorecard_of(open_, period()), {});
    if (name == "department_report") return department_report();
    if (name == "survey_report") return survey_report();
    if (name == "agenda") return agenda();
    return std::nullopt;
  }

  ScorePeriod period() const { return {from_.today - (kPeriodDays - 1), from_.today}; }
  Document nothing() const {
    Document document{.language = from_.language, .title = {}, .subtitle = {}, .blocks = {}};
    document.paragraph(std::string(say(from_.language, Word::report_nothing)));
    return document;
  }

  Document department_report() const {
    const Id<Department> of = letter_.to.ids.empty() ? letter_.from : letter_.to.ids.front();
    const Slot slot = from_.plan.table<Department>().find_slot(of);
    if (slot == kNoSlot) return nothing();
    const Scorecard card = scorecard_of(open_, period());
    const auto row = std::ranges::find(card.rows, slot, &ScoreRow::department);
    return make_department_report(
        from_, card, row != card.rows.end() ? *row : ScoreRow{.department = slot}, period());
  }

  Document survey_report() const {
    if (from_.plan.find(letter_.survey) == nullptr) return nothing();
    return make_survey_report(from_.plan, letter_.survey, find_results(from_.plan, letter_.survey),
                              from_.language);
  }

  Document agenda() const {
    if (from_.plan.find(letter_.meeting) == nullptr) return nothing();
    const auto held = find_occurrences(from_.plan, open_.calendars(), letter_.meeting,
                                       {from_.today, from_.today + kAgendaDays});
    const auto next = std::ranges::find(held, false, &Occurrence::cancelled);
    if (next == held.end()) return nothing();
    const std::vector<Matter> matters = find_matters(from_.plan, from_.outline, from_.schedule,
                                                     open_.calendars(), from_.goals, from_.today);
    return make_agenda(from_, matters, *next, open_.conflicts().size());
  }

  const OpenPlan& open_;
  const ReportSources& from_;
  const Letter& letter_;
};

template <class Record>
Id<Record> last_of(const Plan& plan, AnyRef about, auto&& is_better) {
  if (about.kind == Description<Record>::kind) return {about.id.value};
  const Entry<Record>* best = nullptr;
  for (const auto& entry : plan.table<Record>().live())
    if (best == nullptr || is_better(entry.record, best->record)) best = &entry;
  return best != nullptr ? best->id : Id<Record>{};
}

template <class Record>
void add_subject(RefSet<Record>& set, AnyRef about) {
  if (about.kind == Description<Record>::kind) set.ids = {{about.id.value}};
}

// What it is about: the record given where it fits, else what comes to mind first.
void set_subject(const Plan& plan, Letter& letter, AnyRef about) {
  add_subject(letter.tasks, about);
  add_subject(letter.deliverables, about);
  add_subject(letter.goals, about);
  const auto newer = [](auto member) {
    return [member](const auto& a, const auto& b) { return a.*member > b.*member; };
  };
  switch (letter.kind) {
    case LetterKind::meeting_notice:
      letter.meeting = last_of<Meeting>(plan, about, newer(&Meeting::start));
      break;
    case LetterKind::minutes:
      letter.minutes = last_of<MeetingNotes>(plan, about, newer(&MeetingNotes::held));
      break;
    case LetterKind::survey_report:
      letter.survey = last_of<Survey>(plan, about, newer(&Survey::opens));
      break;
    case LetterKind::rectification:
    case LetterKind::rectification_reply:
      letter.issue = last_of<Issue>(plan, about, [](const Issue& a, const Issue& b) {
        return std::pair(!a.closed.is_set(), a.noticed) > std::pair(!b.closed.is_set(), b.noticed);
      });
      break;
    case LetterKind::information_request:
      letter.request = last_of<InformationRequest>(
          plan, about, [](const InformationRequest& a, const InformationRequest& b) {
            return std::pair(a.state == RequestState::open, a.asked) >
                   std::pair(b.state == RequestState::open, b.asked);
          });
      break;
    default: break;
  }
}

// To whom the subject says it goes.
void set_addressees(const Plan& plan, Letter& letter) {
  const auto add = [&](Id<Department> to) {
    if (!to || to == letter.from) return;
    const auto at = std::ranges::lower_bound(letter.to.ids, to);
    if (at == letter.to.ids.end() || *at != to) letter.to.ids.insert(at, to);
  };
  if (const Issue* issue = plan.find(letter.issue)) add(issue->department);
  if (const InformationRequest* request = plan.find(letter.request)) {
    letter.from = request->asked_by;
    add(request->asked_of);
  }
  if (const Meeting* meeting = plan.find(letter.meeting)) {
    if (const Person* organiser = letter.from ? nullptr : plan.find(meeting->organiser))
      letter.from = organiser->department;
    for (const Id<Department> one : meeting->departments.ids) add(one);
    for (const Id<Person> id : meeting->people.ids)
      if (const Person* person = plan.find(id)) add(person->department);
  }
  for (const Id<Deliverable> id : letter.deliverables.ids)
    if (const Deliverable* deliverable = plan.find(id))
      for (const Id<Department> one : deliverable->receivers.ids) add(one);
  for (const Id<Task> id : letter.tasks.ids)
    if (const Task* task = plan.find(id)) {
      add(task->department);
      for (const Id<Department> one : task->participants.ids) add(one);
    }
}

}  // namespace

// --- Writing -------------------------------------------------------------------------------------

Audience readers_of(const Plan& plan, const Letter& letter) {
  Audience readers{.departments = {}, .each = true};
  if (letter.secrecy == Secrecy::open || !letter.recipients.empty()) return readers;
  if (letter.secrecy >= Secrecy::department) {
    std::ranges::set_union(letter.to.ids, letter.copies.ids,
                           std::back_inserter(readers.departments));
    if (readers.departments.empty() && letter.from) readers.departments = {letter.from};
  }
  if (readers.departments.empty())
    for (const auto& entry : plan.table<Department>().live())
      readers.departments.push_back(entry.id);
  sort_stably(readers.departments);
  return readers;
}

std::string readers_words(const Plan& plan, const Audience& readers, Language language) {
  if (readers.departments.empty()) return std::string(say(language, Word::letter_of_outside));
  return department_names(plan, readers.departments, language == Language::chinese ? "、" : ", ");
}

LetterWriter::LetterWriter(const OpenPlan& open, const Audience& readers, Day today,
                           Language language)
    : open_(open),
      copy_(make_audience_copy(open.plan(), {.audience = readers,
                                             .audience_name = {},
                                             .key = {},
                                             .dates = CopyDates::exact,
                                             .today = today,
                                             .schedule = &open.schedule()})
                .plan),
      from_(report_sources(copy_, today, language)) {}

WrittenPaper LetterWriter::write(const Letter& letter) const {
  const Letter there = letter_in_copy(letter, copy_.plan(), CopyIds({}));
  WrittenLetter written =
      write_template(letter.body, from_, there, LetterPartMaker(copy_, from_, there));
  const LetterFrame frame = frame_of(open_.plan(), letter, from_.language);
  return {.document = make_letter(letter, frame, written.markdown, from_.language),
          .text = std::move(written.markdown),
          .problems = std::move(written.problems)};
}

std::string LetterWriter::write_title(const Letter& letter, std::string_view title) const {
  return write_template_line(title, from_, letter_in_copy(letter, copy_.plan(), CopyIds({})));
}

WrittenPaper write_letter_anew(const OpenPlan& open, const Letter& letter, Day today,
                               Language language) {
  return LetterWriter(open, readers_of(open.plan(), letter), today, language).write(letter);
}

WrittenPaper write_letter(const OpenPlan& open, const Letter& letter, Day today,
                          Language language) {
  if (!is_sent(letter) || letter.sent_text.empty())
    return write_letter_anew(open, letter, today, language);
  return {.document = make_letter(letter, frame_of(open.plan(), letter, language), letter.sent_text,
                                  language),
          .text = letter.sent_text,
          .problems = {}};
}

Word word_of(LetterKind kind) { return kLetterKinds[static_cast<std::size_t>(kind)]; }

std::string_view file_name_of(LetterKind kind) { return kind_of(kind).name; }

std::optional<LetterKind> find_letter_kind(std::string_view name) {
  const auto found = std::ranges::find(kKinds, name, &KindOfLetter::name);
  if (found == kKinds.end()) return std::nullopt;
  return static_cast<LetterKind>(found - kKinds.begin());
}

FieldNumber subject_field(LetterKind kind) { return kind_of(kind).subject; }

std::string_view built_in_template(LetterKind kind, Language language) {
  std::string name = "letters/";
  name += file_name_of(kind);
  name += language == Language::chinese ? ".zh.md" : ".en.md";
  return find_asset(name);
}

std::string letter_template(const Plan& plan, LetterKind kind, Day today, Language language) {
  const SecrecyTable table(plan, today);
  const auto is_marked = [&](Id<LetterTemplate> id) {
    return table.of(ref(id), field_number<&LetterTemplate::text>()).why != SecrecyFacts::Why::kind;
  };
  std::string own;
  for (const auto& entry : plan.table<LetterTemplate>().live())
    if (entry.record.kind == kind && !entry.record.text.empty() && !is_marked(entry.id))
      own = entry.record.text;
  return own.empty() ? std::string(built_in_template(kind, language)) : own;
}

Letter compose_body(const OpenPlan& open, LetterKind kind, Id<Department> from, AnyRef about,
                    Day today, Language language) {
  const Plan& plan = open.plan();
  Letter letter{.kind = kind, .from = from, .date = today};
  set_subject(plan, letter, about);
  set_addressees(plan, letter);
  const KindOfLetter& info = kind_of(kind);
  if (info.is_report) letter.layout = LetterLayout::plain;
  if (info.wants_answer) letter.reply_by = today + kReplyDays;
  if (const Department* department = plan.find(letter.from)) letter.signer = department->lead;
  const std::string text = letter_template(plan, kind, today, language);
  letter.body = split_template(text).body;
  return letter;
}

Letter compose_letter(const OpenPlan& open, LetterKind kind, Id<Department> from, AnyRef about,
                      Day today, Language language) {
  Letter letter = compose_body(open, kind, from, about, today, language);
  set_letter_title(open, letter, today, language);
  return letter;
}

void set_letter_title(const OpenPlan& open, Letter& letter, Day today, Language language) {
  const std::string text = letter_template(open.plan(), letter.kind, today, language);
  const LetterWriter writer(open, readers_of(open.plan(), letter), today, language);
  letter.title = writer.write_title(letter, split_template(text).title);
  if (letter.title.empty()) letter.title = say(language, word_of(letter.kind));
}

// --- Files ---------------------------------------------------------------------------------------

NamedBytes paper_file(const Document& document, std::string_view title, PaperForm form) {
  switch (form) {
    case PaperForm::word:
    case PaperForm::pdf: return {file_name(title, ".docx"), to_docx(document)};
    case PaperForm::page: return text_file(title, ".html", to_html(document));
    case PaperForm::markdown: return text_file(title, ".md", to_markdown(document));
    case PaperForm::text: break;
  }
  return text_file(title, ".txt", to_text(document));
}

std::string_view media_type_of(PaperForm form) {
  switch (form) {
    case PaperForm::word:
      return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    case PaperForm::page: return kHtmlType;
    case PaperForm::markdown: return "text/markdown";
    case PaperForm::pdf: return kPdfType;
    case PaperForm::text: break;
  }
  return "text/plain";
}

std::optional<PaperForm> paper_form_by_name(std::string_view name) {
  if (name.ends_with(".docx")) return PaperForm::word;
  if (name.ends_with(".pdf")) return PaperForm::pdf;
  if (name.ends_with(".html") || name.ends_with(".htm")) return PaperForm::page;
  if (name.ends_with(".md")) return PaperForm::markdown;
  if (name.ends_with(".txt")) return PaperForm::text;
  return std::nullopt;
}

}  // namespace tongzhou
