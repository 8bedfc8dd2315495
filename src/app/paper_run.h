// Files made of long papers, part by part while a person looks on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/letters.h"
#include "documents/docx.h"

namespace tongzhou {

// All papers of a cooperation as one document: a cover, contents, closing report, timetable and
// register, then every letter that was sent, from what `readers` may know.
class AllInOne {
 public:
  // The plan must stay as it is until all is made.
  AllInOne(const OpenPlan& open, Audience readers, Day today, Language language);

  std::size_t count() const { return kReports + sent_.size(); }
  std::size_t made() const { return made_; }
  // Makes the next paper; false where none is left.
  bool advance();
  Document take() && { return std::move(all_); }

 private:
  static constexpr std::size_t kReports = 3;
  void begin();
  void new_page();
  void add_report(LetterKind kind);

  const OpenPlan& open_;
  Audience readers_;
  Day today_;
  Language language_;
  Document all_;
  std::optional<LetterWriter> writer_;
  std::vector<Id<Letter>> sent_;
  std::size_t made_ = 0;
  int leaf_ = 0;  // of the page begun last
};

// The same at once.
Document make_all_in_one(const OpenPlan& open, const Audience& readers, Day today,
                         Language language);

// A document becomes a file, after it was made where it is all in one.
class PaperRun {
 public:
  PaperRun(Document document, std::string title, PaperForm form);
  // As a Word file, titled like the plan.
  PaperRun(const OpenPlan& open, Audience readers, Day today, Language language);
  PaperRun(const PaperRun&) = delete;
  PaperRun& operator=(const PaperRun&) = delete;

  // Nothing: of any plan. It is of no use for another, nor for this one once it has changed.
  struct Of {
    AnyId plan;
    std::uint64_t revision = 0;
  };
  std::optional<Of> of() const { return papers_ ? of_ : std::nullopt; }
  const std::string& title() const { return title_; }
  PaperForm form() const { return form_; }
  double progress() const;  // 0 to 1
  // Goes on for some milliseconds; false once the file is there.
  bool advance();
  NamedBytes take() && { return std::move(file_); }

 private:
  std::optional<Of> of_;
  std::optional<AllInOne> papers_;
  Document document_;
  std::string title_;
  PaperForm form_;
  std::optional<DocxWriter> writer_;
  NamedBytes file_;
};

}  // namespace tongzhou
