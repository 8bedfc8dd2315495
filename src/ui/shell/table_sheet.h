// A sheet in which a person says what the rows and columns of a table are (Session::waiting_table),
// sees what it would change, and takes it in.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/record_table.h"
#include "ui/desk.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

struct TableSheetState {
  std::uint64_t of = 0;  // WaitingTable::number, for which the rest is
  std::size_t sheet = 0;
  RecordColumns columns;
  ChoiceState choice;

  // Made when one of them or the plan changes.
  bool stale = true;
  std::uint64_t revision = 0;
  std::vector<Word> field_words;  // what columns can be, the first for none
  TakenRows taken;
  std::string told;  // what it would change
};
void draw_table_sheet(const Desk& desk, TableSheetState& state);

}  // namespace tongzhou
