#include "app/paper_run.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "app/file_forms.h"
#include "documents/letter.h"
#include "documents/markdown.h"

namespace tongzhou {
namespace {

constexpr std::array kReportsInOne{LetterKind::closing_report, LetterKind::cooperation_plan,
                                   LetterKind::register_list};
constexpr std::size_t kBlocksAtOnce = 400;
constexpr double kShareOfPapers = 0.6;  // of the time, the rest goes into the file

}  // namespace

// --- AllInOne ------------------------------------------------------------------------------------

AllInOne::AllInOne(const OpenPlan& open, Audience readers, Day today, Language language)
    : open_(open),
      readers_(std::move(readers)),
      today_(today),
      language_(language),
      all_{.language = language,
           .title = open.plan().info().title,
           .subtitle = std::string(say(language, Word::letter_all_in_one)) + " · " +
                       letter_date(today, language),
           .blocks = {}} {
  static_assert(kReportsInOne.size() == kReports);
  const SecrecyTable table(open.plan(), today);
  const VisiblePart visible(table, readers_);
  for (const AnyRef one : open.in_order(Kind::letter)) {
    const Id<Letter> id{one.id.value};
    if (is_sent(*open.plan().find(id)) && visible.has(one)) sent_.push_back(id);
  }
}

// The contents, and the copy from which the reports are written.
void AllInOne::begin() {
  all_.heading(std::string(say(language_, Word::letter_contents)));
  const auto lead_to_next = [&](std::string text) {
    all_.blocks.push_back({.kind = Block::Kind::item, .text = std::move(text), .leaf = ++leaf_});
  };
  for (const LetterKind kind : kReportsInOne)
    lead_to_next(std::string(say(language_, word_of(kind))));
  for (const Id<Letter> id : sent_) {
    const Letter& letter = *open_.plan().find(id);
    lead_to_next(letter.title + (letter.number.empty() ? std::string() : " · " + letter.number));
  }
  leaf_ = 0;
  writer_.emplace(open_, readers_, today_, language_);
}

void AllInOne::new_page() {
  all_.blocks.push_back({.kind = Block::Kind::page_break, .text = {}, .leaf = ++leaf_});
}

void AllInOne::add_report(LetterKind kind) {
  Letter part = compose_body(open_, kind, {}, {}, today_, language_);
  part.secrecy = readers_.is_outside() ? Secrecy::open : Secrecy::department;
  part.to = {readers_.departments};
  new_page();
  all_.heading(std::string(say(language_, word_of(kind))));
  add_markdown(all_, writer_->write(part).text, /*lower=*/1);
}

bool AllInOne::advance() {
  if (!writer_) {
    begin();
  } else if (made_ < kReports) {
    add_report(kReportsInOne[made_++]);
  } else if (made_ < count()) {
    new_page();
    const Letter& letter = *open_.plan().find(sent_[made_++ - kReports]);
    Document paper = write_letter(open_, letter, today_, language_).document;
    std::ranges::move(paper.blocks, std::back_inserter(all_.blocks));
  }
  return made_ < count();
}

Document make_all_in_one(const OpenPlan& open, const Audience& readers, Day today,
                         Language language) {
  AllInOne papers(open, readers, today, language);
  while (papers.advance()) {
  }
  return std::move(papers).take();
}

// --- PaperRun ------------------------------------------------------------------------------------

PaperRun::PaperRun(Document document, std::string title, PaperForm form)
    : document_(std::move(document)), title_(std::move(title)), form_(form) {}

PaperRun::PaperRun(const OpenPlan& open, Audience readers, Day today, Language language)
    : of_(Of{open.plan().id(), open.plan().revision()}),
      title_(open.plan().info().title),
      form_(PaperForm::word) {
  papers_.emplace(open, std::move(readers), today, language);
}

double PaperRun::progress() const {
  if (papers_)
    return kShareOfPapers * static_cast<double>(papers_->made()) /
           static_cast<double>(papers_->count());
  const double before = of_ ? kShareOfPapers : 0;
  if (!writer_) return before;
  const auto blocks = static_cast<double>(std::max<std::size_t>(1, document_.blocks.size()));
  return before + (1 - before) * static_cast<double>(writer_->written()) / blocks;
}

bool PaperRun::advance() {
  if (papers_) {
    if (papers_->advance()) return true;
    document_ = std::move(*papers_).take();
    papers_.reset();
    return true;
  }
  if (form_ != PaperForm::word && form_ != PaperForm::pdf) {
    file_ = paper_file(document_, title_, form_);
    return false;
  }
  if (!writer_) writer_.emplace(document_);
  if (writer_->advance(kBlocksAtOnce)) return true;
  file_ = {file_name(title_, ".docx"), std::move(*writer_).finish()};
  return false;
}

}  // namespace tongzhou
