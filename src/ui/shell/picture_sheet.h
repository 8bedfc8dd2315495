// A sheet that shows what a command has drawn (View::picture), to be looked at or saved.
#pragma once

#include <optional>

#include "documents/drawing.h"
#include "ui/desk.h"

namespace tongzhou {

struct PictureSheetState {
  std::optional<Drawing> drawing;
};
void draw_picture_sheet(const Desk& desk, PictureSheetState& state);

}  // namespace tongzhou
