// Letters out of the plan: written from what their readers may know, approved, sent, answered.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/open_plan.h"
#include "app/ports.h"
#include "documents/document.h"
#include "documents/letter_template.h"
#include "documents/reports.h"
#include "insight/secrecy.h"

namespace tongzhou {

// --- Writing -------------------------------------------------------------------------------------

// Who reads it, by its secrecy, addressees and copies: each of them may know what is in it. While
// it has no addressee, the department it comes from.
Audience readers_of(const Plan& plan, const Letter& letter);
// "市场部、生产部"; who is outside, in words.
std::string readers_words(const Plan& plan, const Audience& readers, Language language);

struct WrittenPaper {
  Document document;
  std::string text;  // Markdown
  std::vector<TemplateProblem> problems;
};
// As it is: once sent, what was sent; before, from the plan as it is now. The text is written from
// a copy of the plan for its readers (exchange/audience_copy.h), so that nothing else can be in it.
WrittenPaper write_letter(const OpenPlan& open, const Letter& letter, Day today, Language language);
// As it would be written now, sent or not.
WrittenPaper write_letter_anew(const OpenPlan& open, const Letter& letter, Day today,
                               Language language);

// Writes letters for the same readers, all from one copy of the plan.
class LetterWriter {
 public:
  // The plan must outlive it and stay as it is.
  LetterWriter(const OpenPlan& open, const Audience& readers, Day today, Language language);
  LetterWriter(const LetterWriter&) = delete;
  LetterWriter& operator=(const LetterWriter&) = delete;

  // From its body.
  WrittenPaper write(const Letter& letter) const;
  // From a template of one line.
  std::string write_title(const Letter& letter, std::string_view title) const;

 private:
  const OpenPlan& open_;
  OpenPlan copy_;
  ReportSources from_;  // of the copy
};

// As compose_letter, without its title.
Letter compose_body(const OpenPlan& open, LetterKind kind, Id<Department> from, AnyRef about,
                    Day today, Language language);

// A letter of that kind with its title and template, about `about` where that is of a kind it can
// be about, else about what comes next; not in the plan.
Letter compose_letter(const OpenPlan& open, LetterKind kind, Id<Department> from, AnyRef about,
                      Day today, Language language);

// As its kind's template has it, from what its readers may know.
void set_letter_title(const OpenPlan& open, Letter& letter, Day today, Language language);

// The users' own template of the kind, the one last in the plan; else ours. One that is marked is
// not taken: its words would be in every letter.
std::string letter_template(const Plan& plan, LetterKind kind, Day today, Language language);
// Ours: "liaison.zh.md" in assets/letters.
std::string_view built_in_template(LetterKind kind, Language language);
Word word_of(LetterKind kind);
std::string_view file_name_of(LetterKind kind);  // "meeting_notice"
std::optional<LetterKind> find_letter_kind(std::string_view name);

// The field that says what letters of that kind are about; 0: nothing but the plan.
FieldNumber subject_field(LetterKind kind);

// --- Files ---------------------------------------------------------------------------------------

// `pdf` is the same document as `word`; the machine makes PDF of it (Files::makes_pdf).
enum class PaperForm : std::uint8_t { word, page, markdown, text, pdf };
NamedBytes paper_file(const Document& document, std::string_view title, PaperForm form);
std::string_view media_type_of(PaperForm form);
// By the ending of a file's name.
std::optional<PaperForm> paper_form_by_name(std::string_view name);

}  // namespace tongzhou
