// The whole interface without a window: a session on a disk in memory, ImGui without a backend,
// keys and a pointer to act with, and the accessibility tree to find things by role and name.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "app/templates.h"
#include "imgui_internal.h"
#include "support/big_plan.h"
#include "support/memory_desk.h"
#include "ui/access.h"
#include "ui/pages.h"
#include "ui/workbench.h"

namespace tongzhou::test {

class WorkbenchStage {
 public:
  explicit WorkbenchStage(ImVec2 size = {1280, 720}) : machine(disk_), bench(machine.session) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = size;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    ImGui::GetPlatformIO().Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
      clipboard() = text;
    };
    ImGui::GetPlatformIO().Platform_GetClipboardTextFn = [](ImGuiContext*) {
      return clipboard().c_str();
    };
    Fonts fonts;
    fonts.regular = fonts.semibold = io.Fonts->AddFontDefault();
    tree.attach();
    bench.start(fonts, {.language = "zh-CN"});
    frames(2);
  }
  ~WorkbenchStage() { ImGui::DestroyContext(); }
  WorkbenchStage(const WorkbenchStage&) = delete;
  WorkbenchStage& operator=(const WorkbenchStage&) = delete;

  void open(OpenPlan plan, std::string_view page = "plan") {
    machine.session.start(std::move(plan));
    bench.view().page = page;
    frames(4);
  }
  void open_sample() {
    auto plan = make_from_template("product_launch", machine.session.language(),
                                   day_of(machine.session.now()), machine.random);
    REQUIRE(plan.has_value());
    open(std::move(*plan));
  }

  void frame() {
    machine.files.deliver();
    machine.store.safe.deliver();
    machine.folders.deliver();
    machine.clock.milliseconds += 16;
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    bench.advance();
    tree.begin_frame();
    ImGui::NewFrame();
    bench.draw();
    ImGui::Render();
    tree.end_frame();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
      texture->SetStatus(ImTextureStatus_OK);
  }
  void frames(int count) {
    for (int i = 0; i < count; ++i) frame();
  }

  // --- Acting ---------------------------------------------------------------------------------

  void press(ImGuiKeyChord chord) {
    ImGuiIO& io = ImGui::GetIO();
    for (const ImGuiKey mod : {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt})
      if ((chord & mod) != 0) io.AddKeyEvent(mod, true);
    const auto key = static_cast<ImGuiKey>(chord & ~ImGuiMod_Mask_);
    io.AddKeyEvent(key, true);
    frame();
    io.AddKeyEvent(key, false);
    for (const ImGuiKey mod : {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt})
      if ((chord & mod) != 0) io.AddKeyEvent(mod, false);
    frames(3);
  }
  void type(const char* text) {
    ImGui::GetIO().AddInputCharactersUTF8(text);
    frames(3);
  }
  void move_to(ImVec2 at) {
    ImGui::GetIO().AddMousePosEvent(at.x, at.y);
    frames(2);
  }
  void click_at(ImVec2 at, int times = 1, int button = 0) {
    move_to(at);
    for (int i = 0; i < times; ++i) {
      ImGui::GetIO().AddMouseButtonEvent(button, true);
      frame();
      ImGui::GetIO().AddMouseButtonEvent(button, false);
      frame();
    }
    frames(2);
  }
  void drag(ImVec2 from, ImVec2 to) {
    move_to(from);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    frames(2);
    move_to(to);
    frames(2);
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    frames(4);
  }
  // As a screen reader or a browser test would.
  void click(access::Role role, std::string_view name, int times = 1) {
    click_at(middle_of(find(role, name)), times);
  }

  // Writes into a field, over what is in it, and leaves it.
  void fill(std::string_view name, const char* text) {
    click(access::Role::textbox, name);
    press(ImGuiMod_Ctrl | ImGuiKey_A);
    type(text);
    press(ImGuiKey_Tab);
  }

  // --- Looking --------------------------------------------------------------------------------

  const access::Node& find(access::Role role, std::string_view name) const {
    const access::Node* node = tree.find(role, name);
    if (node == nullptr) FAIL("nothing on screen is a " << aria_name(role) << " named " << name);
    return *node;
  }
  bool shows(access::Role role, std::string_view name) const {
    return tree.find(role, name) != nullptr;
  }
  static ImVec2 middle_of(const access::Node& node) {
    return {(node.rect.x + node.rect.z) / 2, (node.rect.y + node.rect.w) / 2};
  }
  const Plan& plan() const { return machine.session.open()->plan(); }
  // The title in the outline's row of that number, from 0.
  std::string title(std::size_t row) const {
    const OpenPlan& open = *machine.session.open();
    return plan().table<Task>()[open.outline().rows.at(row).task].record.title;
  }

  access::Tree tree;

 private:
  static std::string& clipboard() {
    static std::string text;
    return text;
  }
  MemoryDisk disk_;

 public:
  MemoryDesk machine;
  Workbench bench;
};

}  // namespace tongzhou::test
