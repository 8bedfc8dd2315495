// The records of one kind as a table, made from their description.
#pragma once

#include <vector>

#include "model/record_fields.h"
#include "ui/desk.h"
#include "ui/problem_marks.h"
#include "ui/table/grid.h"

namespace tongzhou {

class RecordRows : public GridRows {
 public:
  // Everything must outlive the frame.
  RecordRows(const Desk& desk, Kind kind, const ProblemMarks& problems);
  // Some records of the kind, and some of their fields.
  RecordRows(const Desk& desk, Kind kind, const ProblemMarks& problems, std::vector<AnyRef> records,
             std::vector<FieldNumber> fields);

  // One column for each field that fits into a line, its key the field's number.
  std::vector<GridColumn> columns() const;

  int count() const override;
  GridRowInfo row(int row) const override;
  Cell cell(int row, int column_key) const override;
  std::optional<int> find(AnyRef record) const override;
  CellEdit edit(int row, int column_key) const override;
  bool set_text(int row, int column_key, std::string_view text) override;
  void typing(int row, int column_key, std::string_view text) override;
  void set_date(int row, int column_key, Instant instant) override;
  void choose(int row, int column_key, int option) override;
  void append() override;

  // True once the user asked for a row below the last.
  bool append_wanted() const { return append_wanted_; }

 private:
  const Desk& desk_;
  Kind kind_;
  const ProblemMarks& problems_;
  std::vector<AnyRef> records_;
  std::vector<FieldNumber> only_;  // empty: all
  bool append_wanted_ = false;
};

}  // namespace tongzhou
