// A table of records on a page of its own: its head's buttons, and naming what was just made.
#pragma once

#include <span>
#include <string_view>

#include "ui/table/record_rows.h"
#include "ui/widgets/button.h"

namespace tongzhou {

struct RecordGridState {
  GridState grid;
  double scroll = 0;
  AnyRef created;  // to be named, once it is there
};

// Fills the box inside the card, whose rounded corners lie over it. The first column is the name.
// True when the user asks for a record below the last.
bool draw_record_grid(const Desk& desk, RecordRows& rows, std::span<const GridColumn> columns,
                      const char* id, std::string_view name, const ImRect& card,
                      RecordGridState& state);

// Delete what is chosen, where it is of that kind, and make a new one: at the right end of a head,
// `right` and `top` in the window. True when a new one is wanted.
struct RecordButtons {
  Kind kind;
  Word add;
  ButtonKind button = ButtonKind::prominent;
};
bool draw_record_buttons(const Desk& desk, const RecordButtons& buttons, float right, float top);
float record_buttons_width(const Desk& desk, const RecordButtons& buttons);

}  // namespace tongzhou
