// One family of line icons, drawn on a grid of 20 with round strokes.
#pragma once

#include <cstdint>

#include "imgui_internal.h"
#include "ui/theme.h"

namespace tongzhou {

enum class Icon : std::uint8_t {
  none,
  home,
  plan,
  people,
  calendar,
  exchange,
  file,
  folder,
  start,
  plus,
  close,
  check,
  more,
  search,
  filter,
  columns,
  settings,
  undo,
  redo,
  cut,
  copy,
  paste,
  trash,
  edit,
  chevron_down,
  chevron_right,
  chevron_left,
  chevron_up,
  indent,
  outdent,
  move_up,
  move_down,
  grip,
  link,
  unlink,
  milestone,
  task,
  summary,
  fit,
  today,
  zoom_in,
  zoom_out,
  load,
  language,
  light,
  dark,
  keyboard,
  save,
  download,
  upload,
  import_file,
  print,
  info,
  warning,
  problem,
  clock,
  lock,
  flag,
  person,
  template_plan,
  panel_right,
  branch,
  box,
  gauge,
  talk,
  mail,
  telephone,
  video,
};

// Draws in a square of `kIconSize` around `middle`.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 middle, ImU32 colour);

// The same in a square of another size, for icons inside pills and table cells.
void draw_icon_sized(ImDrawList& list, Icon icon, ImVec2 middle, float size, ImU32 colour);

}  // namespace tongzhou
