#include "ui/table/record_grid.h"

#include <utility>

#include "ui/field_edits.h"

namespace tongzhou {

static ButtonSpec add_button(const Desk& desk, const RecordButtons& buttons) {
  return {.id = "add", .label = desk.say(buttons.add), .icon = Icon::plus, .kind = buttons.button};
}

bool draw_record_grid(const Desk& desk, RecordRows& rows, std::span<const GridColumn> columns,
                      const char* id, std::string_view name, const ImRect& card,
                      RecordGridState& state) {
  ImRect inside = card;
  inside.Expand(-1);
  const GridSpec spec{.id = id,
                      .name = name,
                      .box = inside,
                      .columns = columns,
                      .scroll_y = state.scroll,
                      .selection = desk.view.selection,
                      .card = card};
  if (rows.find(state.created))
    begin_edit(rows, spec, state.grid, std::exchange(state.created, {}), columns.front().key);
  draw_grid(desk.look, rows, spec, state.grid);
  return rows.append_wanted();
}

float record_buttons_width(const Desk& desk, const RecordButtons& buttons) {
  return button_width(desk.look, add_button(desk, buttons)) + kControlHeight + 4;
}

bool draw_record_buttons(const Desk& desk, const RecordButtons& buttons, float right, float top) {
  const AnyRef active = desk.view.selection.active();
  const bool can_delete = active.kind == buttons.kind && desk.plan().is_live(active);
  ImGui::SetCursorPos({right - record_buttons_width(desk, buttons), top});
  if (draw_button(desk.look, {.id = "delete",
                              .icon = Icon::trash,
                              .kind = ButtonKind::quiet,
                              .tip = desk.say(Word::delete_chosen),
                              .enabled = can_delete}))
    delete_record(desk, active);
  ImGui::SameLine(0, 4);
  return draw_button(desk.look, add_button(desk, buttons));
}

}  // namespace tongzhou
