#include "ui/access.h"

#include <catch2/catch_test_macros.hpp>

#include "imgui.h"

namespace tongzhou::access {
namespace {

// An ImGui context without a screen, with a tree attached. Characters come from ImGui's own font.
class Stage {
 public:
  Stage() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {800, 600};
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    tree.emplace();
    tree->attach();
  }
  ~Stage() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
    tree.reset();
    ImGui::DestroyContext();
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  // One frame with a window that fills the screen.
  template <class Draw>
  void frame(Draw draw) {
    tree->begin_frame();
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({800, 600});
    ImGui::Begin("window", nullptr, ImGuiWindowFlags_NoDecoration);
    draw();
    ImGui::End();
    ImGui::Render();
    tree->end_frame();
  }
  template <class Draw>
  void frames(int count, Draw draw) {
    for (int i = 0; i < count; ++i) frame(draw);
  }

  std::optional<Tree> tree;
};

TEST_CASE("a popup is there as soon as what stands in it") {
  Stage stage;
  bool seen = false;
  for (int i = 0; i < 6; ++i) {
    stage.frame([&] {
      if (i == 1) ImGui::OpenPopup("popup");
      ImGui::SetNextWindowSize({200, 100});
      if (!ImGui::BeginPopup("popup")) return;
      describe_window(Role::menu, "More");
      ImGui::Button("Inside");
      ImGui::EndPopup();
    });
    const Node* inside = stage.tree->find(Role::button, "Inside");
    if (inside == nullptr) continue;
    seen = true;
    const Node* popup = stage.tree->find(Role::menu, "More");
    REQUIRE(popup != nullptr);
    CHECK(inside->parent == popup->id);
  }
  CHECK(seen);
}

TEST_CASE("ImGui's own widgets tell role, name and state") {
  Stage stage;
  bool on = true;
  char text[16] = "舟";
  stage.frames(2, [&] {
    ImGui::Button("Save###save");
    ImGui::Checkbox("Only mine", &on);
    ImGui::InputText("Name", text, sizeof(text));
    ImGui::Button("##nameless");
  });
  CHECK(stage.tree->nodes().size() == 3);
  REQUIRE(stage.tree->find(Role::button, "Save") != nullptr);
  REQUIRE(stage.tree->find(Role::checkbox, "Only mine") != nullptr);
  CHECK(stage.tree->find(Role::checkbox, "Only mine")->state.checked == true);
  CHECK(stage.tree->find(Role::textbox, "Name") != nullptr);
}

TEST_CASE("A page completes what ImGui cannot know") {
  Stage stage;
  stage.frames(2, [] {
    ImGui::Button("##undo");
    describe_last(Role::button, "Undo", {.disabled = true});
    ImGui::Selectable("Plan", true);
    describe_last(Role::tab, {}, {.selected = true});
  });
  REQUIRE(stage.tree->find(Role::button, "Undo") != nullptr);
  CHECK(stage.tree->find(Role::button, "Undo")->state.disabled);
  REQUIRE(stage.tree->find(Role::tab, "Plan") != nullptr);
  CHECK(stage.tree->find(Role::tab, "Plan")->state.selected == true);
}

TEST_CASE("What a page draws itself lies in the scope that encloses it") {
  Stage stage;
  stage.frames(2, [] {
    const Scope grid({.id = 1, .role = Role::grid, .name = "Tasks", .rect = {0, 0, 300, 300}});
    const Scope row({.id = 2, .role = Role::row, .rect = {0, 0, 300, 30}, .row = 1});
    describe({.id = 3, .role = Role::gridcell, .name = "Design", .rect = {0, 0, 100, 30}});
    ImGui::Button("Open");
  });
  CHECK(stage.tree->find(Role::grid, "Tasks")->parent == 0);
  CHECK(stage.tree->find(Role::row, "")->parent == 1);
  CHECK(stage.tree->find(Role::gridcell, "Design")->parent == 2);
  CHECK(stage.tree->find(Role::button, "Open")->parent == 2);
}

TEST_CASE("What is scrolled or clipped away is not there, and what is cut is told as cut") {
  Stage stage;
  stage.frames(3, [] {
    ImGui::BeginChild("list", {200, 100});
    for (int i = 0; i < 50; ++i) ImGui::Button(("Row " + std::to_string(i)).c_str(), {150, 30});
    ImGui::EndChild();
  });
  CHECK(stage.tree->find(Role::button, "Row 0") != nullptr);
  CHECK(stage.tree->find(Role::button, "Row 40") == nullptr);
  for (const Node& node : stage.tree->nodes()) CHECK(node.rect.w <= 110);
}

TEST_CASE("A popup is a dialog with its widgets inside, and hides what is behind it") {
  Stage stage;
  stage.frames(3, [] {
    ImGui::Button("Behind");
    if (ImGui::IsWindowAppearing()) ImGui::OpenPopup("Open a plan");
    if (ImGui::BeginPopupModal("Open a plan")) {
      ImGui::Button("Cancel");
      ImGui::EndPopup();
    }
  });
  const Node* dialog = stage.tree->find(Role::dialog, "Open a plan");
  REQUIRE(dialog != nullptr);
  REQUIRE(stage.tree->find(Role::button, "Cancel") != nullptr);
  CHECK(stage.tree->find(Role::button, "Cancel")->parent == dialog->id);
  CHECK(stage.tree->find(Role::button, "Behind") == nullptr);
}

TEST_CASE("Activating a widget by its id is as good as a click") {
  Stage stage;
  int clicks = 0;
  const auto draw = [&] { clicks += ImGui::Button("Save") ? 1 : 0; };
  stage.frames(2, draw);
  stage.tree->activate(stage.tree->find(Role::button, "Save")->id);
  stage.frames(3, draw);
  CHECK(clicks == 1);
}

TEST_CASE("A widget that the page draws itself learns once that it was activated") {
  Stage stage;
  int times = 0;
  const auto draw = [&] {
    describe({.id = 99, .role = Role::button, .name = "Bar", .rect = {0, 0, 50, 20}});
    times += activated(99) ? 1 : 0;
    times += activated(99) ? 1 : 0;
  };
  stage.frame(draw);
  stage.tree->activate(99);
  stage.frames(3, draw);
  CHECK(times == 1);
}

TEST_CASE("Announcements are handed over once") {
  Stage stage;
  stage.frame([] { announce("Saved"); });
  CHECK(stage.tree->take_announcements().size() == 1);
  CHECK(stage.tree->take_announcements().empty());
}

TEST_CASE("Without a tree describing costs nothing and does nothing") {
  Stage stage;
  stage.tree.reset();
  ImGui::NewFrame();
  describe({.id = 1, .role = Role::button, .name = "a", .rect = {0, 0, 9, 9}});
  describe_last(Role::button, "b");
  {
    const Scope scope({.id = 2, .role = Role::group});
  }
  CHECK_FALSE(activated(1));
  ImGui::Render();
  stage.tree.emplace();
}

}  // namespace
}  // namespace tongzhou::access
