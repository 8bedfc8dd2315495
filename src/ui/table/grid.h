// A table of records, one a row: read, chosen, moved and edited in place, like a spreadsheet.
//
// The arrow keys, Tab, Home, End and Page keys move; Shift and Ctrl choose several. Typing, F2, or
// a double click edit a cell; Enter and Tab keep what was typed and go on, Escape gives it up.
// Enter in the last row begins a new one. Only rows in sight are asked for and drawn.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/selection.h"
#include "imgui_internal.h"
#include "ui/icons.h"
#include "ui/text.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/date_field.h"

namespace tongzhou {

struct GridColumn {
  int key = 0;  // names the column whatever its place
  std::string_view head;
  float width = 120;  // at first
  Align align = Align::left;
};

enum class FoldMark : std::uint8_t { none, open, folded };

// What a cell shows.
struct Cell {
  std::string text;
  Icon icon = Icon::none;
  int dot = -1;  // a department's colour before the text
  int indent = 0;
  FoldMark fold = FoldMark::none;
  bool strong = false;
  bool faint = false;
  Tone tone = Tone::neutral;
  float bar = -1;  // a thin bar before the text, filled from 0 to 1; less than 0: none
};

// How a cell is edited. Nothing: it is not.
struct TextEdit {
  std::string text;
};
struct DateEdit {
  Instant value;
  std::int32_t default_minute = kMorning;
  DayMarks marks;
};
struct ChoiceEdit {
  Options options;
};
using CellEdit = std::variant<std::monostate, TextEdit, DateEdit, ChoiceEdit>;

struct GridRowInfo {
  AnyRef record;
  int level = 0;         // in a tree, from 1
  bool context = false;  // shown only for what lies below it
  std::string problem;   // what is wrong with it; empty: nothing
};

// Where a carried row would be put: below `row` (-1: at the top), `depth` deep.
struct GridDrop {
  int row = -1;
  int depth = 0;
};

// The records behind a table. Asked for rows in sight, and for those the user acts on.
struct GridRows {
  virtual ~GridRows() = default;
  virtual int count() const = 0;
  virtual GridRowInfo row(int row) const = 0;
  virtual Cell cell(int row, int column_key) const = 0;
  // Position of a record; nothing when it is not shown.
  virtual std::optional<int> find(AnyRef record) const = 0;

  virtual CellEdit edit(int /*row*/, int /*column_key*/) const { return {}; }
  // False when the text cannot be read as what the column holds.
  virtual bool set_text(int /*row*/, int /*column_key*/, std::string_view) { return false; }
  // In each frame while text that differs from the cell's stands in its editor.
  virtual void typing(int /*row*/, int /*column_key*/, std::string_view) {}
  virtual void set_date(int /*row*/, int /*column_key*/, Instant) {}
  virtual void choose(int /*row*/, int /*column_key*/, int /*option*/) {}

  virtual void toggle_fold(int /*row*/) {}
  virtual void append() {}  // a new row below the last
  virtual bool can_carry() const { return false; }
  // The depth nearest to `wanted` that a row put below `row` may have.
  virtual int drop_depth(int /*row*/, int /*wanted*/) const { return 0; }
  virtual void drop(GridDrop) {}          // the chosen rows
  virtual void open_menu(int /*row*/) {}  // right click, after choosing the row
};

struct GridSpec {
  const char* id = "";
  std::string_view name;
  ImRect box;
  std::span<const GridColumn> columns;  // those shown, in order; the first stays when scrolled
  double& scroll_y;                     // pixels out of sight above; kept within the rows
  Selection& selection;
  bool scrollbar = true;            // false where a neighbour with the same rows draws it
  std::optional<ImRect> card = {};  // whose rounded corners lie over the table
  int hovered_beside = -1;          // the row under the pointer in such a neighbour
};

// What the table remembers. Fields are for src/ui/table alone.
struct GridState {
  int column_key = -1;  // where the keyboard is; -1: the first
  float scroll_x = 0;
  std::unordered_map<int, float> widths;  // of columns that the user made wider or narrower

  struct Editing {
    AnyRef record;
    int column_key = 0;
    CellEdit edit;
    std::string text;
    bool starting = true;  // the editor has not got the keyboard yet
    bool typed = false;    // begun by typing: what was there is replaced
    bool unreadable = false;
  };
  std::optional<Editing> editing;
  ChoiceState choice;
  Day month;

  int hovered_row = -1;  // under the pointer; -1: none
  struct Carry {
    float from_x = 0;  // where the pointer took it; moving sideways changes its depth
    int depth = 0;
    bool scrolls = false;  // the pointer is near an edge: draw again at once
  };
  std::optional<Carry> carrying;
  std::optional<GridDrop> drop;
  bool take_keyboard = false;
  bool reveal = false;  // bring the active row into sight
};

void draw_grid(const Look& look, GridRows& rows, const GridSpec& spec, GridState& state);

// Brings the record into sight and the keyboard to its first column, at the next frame; and begins
// to edit there.
void show_in_grid(GridState& state);
void begin_edit(const GridRows& rows, const GridSpec& spec, GridState& state, AnyRef record,
                int column_key);

// Whether typing goes into the table now: commands of a single letter then wait.
bool grid_takes_typing(const GridState& state);

}  // namespace tongzhou
