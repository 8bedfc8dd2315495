// A sheet over the page for what must be read or answered before going on.
#pragma once

#include <string_view>

#include "ui/look.h"

namespace tongzhou {

// Opened with ImGui::OpenPopup(id). Height follows the content. Escape closes it.
//   if (const DialogScope dialog(look, "import", title, 560); dialog) { ... }
class DialogScope {
 public:
  DialogScope(const Look& look, const char* id, std::string_view title, float width);
  ~DialogScope();
  DialogScope(const DialogScope&) = delete;
  DialogScope& operator=(const DialogScope&) = delete;
  explicit operator bool() const { return open_; }

 private:
  bool open_ = false;
};

}  // namespace tongzhou
