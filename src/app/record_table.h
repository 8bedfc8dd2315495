// Tables from elsewhere taken into the open plan: people, measurements, deliverables, whatever has
// a row for each record.
//
// A row means the record that is called alike; of kinds without names the one that agrees in all
// that the table says of what it refers to, of its day and of its choices. Where there is none, one
// is made; where several are called so, the row is not taken. Empty cells change nothing.
// Departments and people that are only mentioned are made, too. Tasks that are there stay where
// they stand, what a percentage says of actual dates is entered, too, and of phases nothing is
// taken that their tasks tell.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "app/open_plan.h"
#include "app/ports.h"
#include "exchange/csv.h"
#include "model/change.h"

namespace tongzhou {

// The kinds of record that come as tables. A table of tasks alone can also be pasted into the plan,
// or opened as one (exchange/csv_tasks.h).
std::span<const Kind> table_kinds();

struct SheetOfRows {
  std::string name;  // empty: of a file that has but one
  TextTable rows;
};
// The sheets of a workbook that have any rows, or a CSV file. At least one.
inline constexpr std::size_t kMostSheets = 64;
Result<std::vector<SheetOfRows>> read_sheets(const NamedBytes& file, const TextCodec& codec);

// Which of its columns is which field.
struct RecordColumns {
  Kind kind = Kind::person;
  std::vector<FieldNumber> fields;  // by place; kDeleted: left out
  std::size_t first_row = 1;        // below the head
};
// By the heads: labels in both languages, names in JSON, and what people write for them.
RecordColumns find_columns(const TextTable& rows, Kind kind);
// The kind that the sheet is named after, else the one of which most columns are known.
Kind likely_kind(const SheetOfRows& sheet);
// The fields of which at least one must be known for rows to mean records.
std::vector<FieldNumber> key_fields(Kind kind);
bool has_key(const RecordColumns& columns);

struct UnreadCell {
  std::size_t row, column;  // in the table
};
struct TakenRows {
  Draft draft;
  std::size_t added = 0, changed = 0, same = 0;
  std::size_t mentioned = 0;       // departments and people made on the way
  std::vector<UnreadCell> unread;  // left as it was; without a key the whole row
};
// Nothing without a key.
TakenRows take_rows(const OpenPlan& open, Random& random, const TextTable& rows,
                    const RecordColumns& columns, Day today);

}  // namespace tongzhou
