// Parts of Dear ImGui that its other parts name, to close or forget what nobody opened: tables,
// columns, tab bars, selection of many. The page is built without imgui_tables.cpp and without what
// only these need.
#include "imgui_internal.h"

namespace ImGui {

void EndTable() {}
void TableEndRow(ImGuiTable*) {}
void TableEndCell(ImGuiTable*) {}
void TablePushColumnChannel(int) {}
void TablePopColumnChannel() {}
void TablePushBackgroundChannel() {}
void TablePopBackgroundChannel() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TableGcCompactSettings() {}
void TableSettingsAddSettingsHandler() {}
void EndColumns() {}
void PushColumnsBackground() {}
void PopColumnsBackground() {}

}  // namespace ImGui

// In place of Dear ImGui's own, by page.cmake.
extern "C" {
void __wrap__ZN5ImGui9EndTabBarEv() {}
// The theme sets what is used.
void __wrap__ZN5ImGui15StyleColorsDarkEP10ImGuiStyle(ImGuiStyle*) {}
// The page ends with its program, and pointers are the browser's.
void __wrap__ZN5ImGui14DestroyContextEP12ImGuiContext(ImGuiContext*) {}
void __wrap__ZN5ImGui17RenderMouseCursorE6ImVec2fijjj(ImVec2, float, ImGuiMouseCursor, ImU32, ImU32,
                                                      ImU32) {}
ImGuiMultiSelectIO* __wrap__ZN5ImGui14EndMultiSelectEv() { return nullptr; }
bool __wrap__ZN5ImGui10SelectableEPKcbiRK6ImVec2(const char*, bool, int, const ImVec2&) {
  return false;
}
}
