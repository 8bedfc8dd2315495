// What names in letter templates stand for. For src/documents/letter_*.cpp alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/reports.h"
#include "model/kinds.h"

namespace tongzhou {

// A value of a template: what is printed, and what is compared.
struct LetterValue {
  std::string text;
  std::optional<double> number;  // numbers, days (as many as since 1970), yes (1)
  Kind kind{};                   // of the records it names; none: it names none
  std::vector<AnyId> records;
  bool is_list = false;  // of any number of records

  AnyRef record() const { return {kind, records.size() == 1 ? records.front() : AnyId{}}; }
  // There is something: a text, a number but 0, a record.
  bool holds() const {
    if (kind != Kind{} || is_list) return !records.empty();
    return number ? *number != 0 : !text.empty();
  }
};

class LetterNames {
 public:
  // Everything must outlive it.
  LetterNames(const ReportSources& from, const Letter& letter);

  // `letter`, `plan`, `today`; nothing for other names.
  std::optional<LetterValue> root(std::string_view name) const;
  // Of a record; of none (id 0) an empty value, so that mistakes are found all the same. Nothing
  // where records of the kind have nothing of that name.
  std::optional<LetterValue> member(AnyRef record, std::string_view name) const;
  // "task", "tasks", "任务": all records of the kind in their order. Nothing: there is no such
  // kind.
  std::optional<LetterValue> all(std::string_view kind) const;

  LetterValue record(AnyRef record) const;
  LetterValue number(double value) const;

 private:
  LetterValue of_field(AnyRef record, const FieldInfo& field, const Row& row) const;
  std::optional<LetterValue> of_task(AnyId id, std::string_view name) const;
  std::optional<LetterValue> of_deliverable(AnyId id, std::string_view name) const;
  std::optional<LetterValue> of_goal(AnyId id, std::string_view name) const;
  std::optional<LetterValue> of_criterion(AnyId id, std::string_view name) const;
  std::optional<LetterValue> of_finding(AnyId id, std::string_view name) const;
  std::optional<LetterValue> of_meeting(AnyId id, std::string_view name) const;
  std::optional<LetterValue> computed(AnyRef record, std::string_view name) const;
  LetterValue instant(Instant at) const;
  LetterValue day(Day day) const;
  LetterValue yes(bool value) const;
  LetterValue word(Word word) const;

  const ReportSources& from_;
  Entry<Letter> letter_;
  std::vector<std::int32_t> percent_;  // of tasks, by slot
};

}  // namespace tongzhou
