// What is on screen, in words: role, name, value, state and place of every widget, so that screen
// readers, and tests that act by role and name, have a page of their own beside the drawn one.
//
// Dear ImGui's own widgets tell about themselves through its item hooks. A page adds what ImGui
// cannot know: the name of an icon button, that a selectable is a tab, the value of a field, and
// whatever it draws by itself. Everything is forgotten at the next frame. Without a `Tree` attached
// to the current ImGui context all of this does nothing and costs nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"

namespace tongzhou::access {

// Roles of WAI-ARIA 1.2 by their own names, but for `picture`, which is "img" there.
enum class Role : std::uint8_t {
  none,
  alert,
  button,
  checkbox,
  columnheader,
  combobox,
  dialog,
  grid,
  gridcell,
  group,
  heading,
  link,
  listbox,
  menu,
  menubar,
  menuitem,
  menuitemcheckbox,
  navigation,
  note,
  option,
  picture,
  progressbar,
  radio,
  region,
  row,
  rowheader,
  searchbox,
  separator,
  slider,
  status,
  tab,
  tablist,
  tabpanel,
  textbox,
  toolbar,
  tooltip,
  tree,
  treegrid,
  treeitem,
};
std::string_view aria_name(Role role);

// Left out = does not apply (a button that is not `checked` has no checked state at all).
struct State {
  bool disabled = false;
  bool focused = false;
  bool read_only = false;
  bool invalid = false;
  bool current = false;  // the page or date one is at
  std::optional<bool> selected = {};
  std::optional<bool> checked = {};
  std::optional<bool> expanded = {};
  bool operator==(const State&) const = default;
};

struct Node {
  ImGuiID id = 0;
  Role role = Role::none;
  std::string name = {};
  std::string value = {};  // what a field or slider holds, in words
  ImVec4 rect = {};        // x, y, right, bottom in ImGui coordinates
  State state = {};
  int level = 0;                        // of a heading, row or tree item, from 1; 0 = none
  int row = 0, column = 0;              // place in the whole grid, from 1; 0 = none
  int row_count = 0, column_count = 0;  // of a grid
  ImGuiID parent = 0;                   // filled in from the enclosing Scope or popup
};

// A widget that the page draws itself, anywhere; what lies outside the current clip rectangle is
// left out. If it is the ImGui item just drawn, that one's node is completed instead.
void describe(Node node);

// Completes the ImGui item just drawn. Call right after it.
void describe_last(Role role, std::string_view name = {}, const State& state = {},
                   std::string_view value = {});

// The same for the popup or dialog just begun.
void describe_window(Role role, std::string_view name);

// Everything described until the end of the scope lies inside this node (a grid, a row, a toolbar).
class Scope {
 public:
  explicit Scope(Node node);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
};

// Whether anybody listens: what is long to say need not be made up otherwise.
bool is_heard();

// True once after a reader or test activated a widget that the page draws itself. Items of ImGui
// need no such question: they return true as if clicked.
bool activated(ImGuiID id);

// Says a sentence once to a screen reader: that something was saved or undone, or is wrong.
enum class Urgency : std::uint8_t { polite, assertive };
void announce(std::string_view sentence, Urgency urgency = Urgency::polite);

struct Announcement {
  std::string sentence;
  Urgency urgency = Urgency::polite;
};

// The collecting side, for who shows the tree (a browser page, a test). One per ImGui context.
class Tree {
 public:
  Tree() = default;
  ~Tree();
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  // From now on the current ImGui context reports here, until either of the two ends.
  void attach();

  // Before ImGui::NewFrame: forgets the last frame and hands a waiting activation to its widget.
  void begin_frame();
  // After ImGui::Render: what has no role or name is dropped.
  void end_frame();
  // Between end_frame and begin_frame; parents before children.
  std::span<const Node> nodes() const { return nodes_; }
  const Node* find(Role role, std::string_view name) const;

  void activate(ImGuiID id) { waiting_activation_ = id; }
  std::vector<Announcement> take_announcements();

 private:
  friend struct Collector;
  struct OpenScope {
    ImGuiID node;
    ImGuiID root_window;
  };
  std::vector<Node> nodes_;
  std::vector<OpenScope> scopes_;
  std::vector<Announcement> announcements_;
  ImGuiContext* context_ = nullptr;
  ImGuiID shutdown_hook_ = 0;
  ImGuiID waiting_activation_ = 0;
  ImGuiID activated_ = 0;
};

}  // namespace tongzhou::access
