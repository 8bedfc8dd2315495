#include "ui/access.h"

#include <algorithm>
#include <utility>

#include "imgui_internal.h"

namespace tongzhou::access {

namespace {

// A label is found a few items after its box was announced, if at all.
constexpr std::size_t kNearbyItems = 16;

std::string_view visible_part(std::string_view label) { return label.substr(0, label.find("##")); }

bool is_popup(const ImGuiWindow& window) {
  return (window.Flags & (ImGuiWindowFlags_Popup | ImGuiWindowFlags_Tooltip)) != 0;
}

// ImGui names the windows of its menus and combo boxes "##Menu_00" and "##Combo_00".
bool is_menu(const ImGuiWindow& window) {
  return std::string_view(window.Name).starts_with("##Menu_") ||
         (window.Flags & ImGuiWindowFlags_ChildMenu) != 0;
}
bool is_list(const ImGuiWindow& window) {
  return std::string_view(window.Name).starts_with("##Combo_");
}

Role role_of_window(const ImGuiWindow& window) {
  if (!is_popup(window)) return Role::none;
  if ((window.Flags & ImGuiWindowFlags_Tooltip) != 0) return Role::tooltip;
  if (is_list(window)) return Role::listbox;
  if (is_menu(window)) return Role::menu;
  return Role::dialog;
}

Role role_of_item(const ImGuiWindow& window, ImGuiItemStatusFlags status) {
  const bool checkable = (status & ImGuiItemStatusFlags_Checkable) != 0;
  if ((status & ImGuiItemStatusFlags_Inputable) != 0) return Role::textbox;
  if (window.DC.MenuBarAppending || is_menu(*window.RootWindow)) {
    return checkable ? Role::menuitemcheckbox : Role::menuitem;
  }
  if (is_list(*window.RootWindow)) return Role::option;
  if (checkable) return Role::checkbox;
  if ((status & ImGuiItemStatusFlags_Openable) != 0) return Role::treeitem;
  return Role::button;
}

// Open since an earlier frame: its own Begin may still come in this one.
ImGuiWindow* top_modal() {
  const auto& open = ImGui::GetCurrentContext()->OpenPopupStack;
  for (int i = open.Size; i-- > 0;) {
    ImGuiWindow* popup = open[i].Window;
    const bool shown = popup != nullptr && (popup->Active || popup->WasActive) && !popup->Hidden;
    if (shown && (popup->Flags & ImGuiWindowFlags_Modal) != 0) return popup;
  }
  return nullptr;
}

bool behind_modal(const ImGuiWindow& window) {
  ImGuiWindow* modal = top_modal();
  return modal != nullptr && !ImGui::IsWindowWithinBeginStackOf(window.RootWindow, modal);
}

ImVec4 to_vec4(const ImRect& rect) { return {rect.Min.x, rect.Min.y, rect.Max.x, rect.Max.y}; }

}  // namespace

// What the hooks and the free functions do to the tree of the current context.
struct Collector {
  static Tree* current() {
    ImGuiContext* context = ImGui::GetCurrentContext();
    return context == nullptr ? nullptr : static_cast<Tree*>(context->TestEngine);
  }

  static ImGuiID parent(const Tree& tree, const ImGuiWindow& window) {
    const ImGuiWindow& root = *window.RootWindow;
    if (!tree.scopes_.empty() && tree.scopes_.back().root_window == root.ID) {
      return tree.scopes_.back().node;
    }
    if (is_popup(root)) return root.ID;
    return tree.scopes_.empty() ? 0 : tree.scopes_.back().node;
  }

  // Null when nobody can see it.
  static Node* add(Tree& tree, Node node) {
    const ImGuiWindow& window = *tree.context_->CurrentWindow;
    // A window tells of itself before ImGui has made up its mind about this frame: what it then
    // holds in Hidden and in its clipped rectangle is of the frame before.
    const bool is_window = window.ID == node.id;
    const bool hidden = is_window ? window.HiddenFramesCanSkipItems > 0 : window.Hidden;
    if (hidden || window.HiddenFramesCannotSkipItems > 0 || behind_modal(window)) return nullptr;
    ImRect shown(node.rect);
    shown.ClipWith(is_window ? window.Viewport->GetMainRect() : window.ClipRect);
    if (shown.IsInverted() || shown.GetArea() <= 0.0F) return nullptr;
    node.rect = to_vec4(shown);
    if (window.ID != node.id) node.parent = parent(tree, window);
    tree.nodes_.push_back(std::move(node));
    return &tree.nodes_.back();
  }

  static Node* nearby(Tree& tree, ImGuiID id) {
    const std::size_t count = std::min(kNearbyItems, tree.nodes_.size());
    auto last = std::find_if(tree.nodes_.rbegin(), tree.nodes_.rbegin() + std::ptrdiff_t(count),
                             [id](const Node& node) { return node.id == id; });
    return last == tree.nodes_.rbegin() + std::ptrdiff_t(count) ? nullptr : &*last;
  }

  static void item_added(Tree& tree, ImGuiID id, const ImRect& box, const ImGuiLastItemData* item) {
    Node node{.id = id, .rect = to_vec4(box)};
    const ImGuiContext& context = *tree.context_;
    const ImGuiItemFlags flags = item == nullptr ? 0 : item->ItemFlags;
    node.state.disabled = (flags & ImGuiItemFlags_Disabled) != 0;
    node.state.read_only = (flags & ImGuiItemFlags_ReadOnly) != 0;
    node.state.focused =
        context.ActiveId == id || (context.NavId == id && context.NavCursorVisible);
    add(tree, std::move(node));
  }

  static void item_labelled(Tree& tree, ImGuiID id, std::string_view label,
                            ImGuiItemStatusFlags status) {
    Node* node = nearby(tree, id);
    if (node == nullptr) return;
    const ImGuiWindow& window = *tree.context_->CurrentWindow;
    node->name = visible_part(label);
    if (id == window.ID) {
      node->role = role_of_window(window);
      return;
    }
    if (node->name.empty()) return;
    node->role = role_of_item(window, status);
    if ((status & ImGuiItemStatusFlags_Checkable) != 0) {
      node->state.checked = (status & ImGuiItemStatusFlags_Checked) != 0;
    }
    if ((status & ImGuiItemStatusFlags_Openable) != 0) {
      node->state.expanded = (status & ImGuiItemStatusFlags_Opened) != 0;
    }
  }

  static void complete(Node& node, Node words) {
    if (words.role != Role::none) node.role = words.role;
    if (!words.name.empty()) node.name = std::move(words.name);
    if (!words.value.empty()) node.value = std::move(words.value);
    const State& state = words.state;
    node.state.disabled |= state.disabled;
    node.state.read_only |= state.read_only;
    node.state.invalid |= state.invalid;
    node.state.current |= state.current;
    if (state.selected) node.state.selected = state.selected;
    if (state.checked) node.state.checked = state.checked;
    if (state.expanded) node.state.expanded = state.expanded;
    if (words.level != 0) node.level = words.level;
    if (words.row != 0) node.row = words.row;
    if (words.column != 0) node.column = words.column;
  }

  static void open_scope(Tree& tree, ImGuiID id) {
    tree.scopes_.push_back({id, tree.context_->CurrentWindow->RootWindow->ID});
  }
  static void close_scope(Tree& tree) { tree.scopes_.pop_back(); }

  static bool take_activation(Tree& tree, ImGuiID id) {
    if (id == 0 || tree.activated_ != id) return false;
    tree.activated_ = 0;
    return true;
  }
  static void announce(Tree& tree, std::string_view sentence, Urgency urgency) {
    tree.announcements_.push_back({std::string(sentence), urgency});
  }
};

std::string_view aria_name(Role role) {
  switch (role) {
    case Role::none: return "none";
    case Role::alert: return "alert";
    case Role::button: return "button";
    case Role::checkbox: return "checkbox";
    case Role::columnheader: return "columnheader";
    case Role::combobox: return "combobox";
    case Role::dialog: return "dialog";
    case Role::grid: return "grid";
    case Role::gridcell: return "gridcell";
    case Role::group: return "group";
    case Role::heading: return "heading";
    case Role::link: return "link";
    case Role::listbox: return "listbox";
    case Role::menu: return "menu";
    case Role::menubar: return "menubar";
    case Role::menuitem: return "menuitem";
    case Role::menuitemcheckbox: return "menuitemcheckbox";
    case Role::navigation: return "navigation";
    case Role::note: return "note";
    case Role::option: return "option";
    case Role::picture: return "img";
    case Role::progressbar: return "progressbar";
    case Role::radio: return "radio";
    case Role::region: return "region";
    case Role::row: return "row";
    case Role::rowheader: return "rowheader";
    case Role::searchbox: return "searchbox";
    case Role::separator: return "separator";
    case Role::slider: return "slider";
    case Role::status: return "status";
    case Role::tab: return "tab";
    case Role::tablist: return "tablist";
    case Role::tabpanel: return "tabpanel";
    case Role::textbox: return "textbox";
    case Role::toolbar: return "toolbar";
    case Role::tooltip: return "tooltip";
    case Role::tree: return "tree";
    case Role::treegrid: return "treegrid";
    case Role::treeitem: return "treeitem";
  }
  return "none";
}

void describe(Node node) {
  Tree* tree = Collector::current();
  if (tree == nullptr) return;
  if (node.id != 0 && node.id == ImGui::GetItemID()) {
    if (Node* item = Collector::nearby(*tree, node.id)) Collector::complete(*item, std::move(node));
    return;
  }
  Collector::add(*tree, std::move(node));
}

void describe_last(Role role, std::string_view name, const State& state, std::string_view value) {
  Tree* tree = Collector::current();
  if (tree == nullptr) return;
  Node* item = Collector::nearby(*tree, ImGui::GetItemID());
  if (item == nullptr) return;
  Collector::complete(
      *item,
      {.role = role, .name = std::string(name), .value = std::string(value), .state = state});
}

void describe_window(Role role, std::string_view name) {
  Tree* tree = Collector::current();
  if (tree == nullptr) return;
  Node* window = Collector::nearby(*tree, ImGui::GetCurrentWindow()->ID);
  if (window != nullptr) Collector::complete(*window, {.role = role, .name = std::string(name)});
}

Scope::Scope(Node node) {
  Tree* tree = Collector::current();
  if (tree == nullptr) return;
  const ImGuiID id = node.id;
  Collector::add(*tree, std::move(node));
  Collector::open_scope(*tree, id);
}

Scope::~Scope() {
  if (Tree* tree = Collector::current()) Collector::close_scope(*tree);
}

bool is_heard() { return Collector::current() != nullptr; }

bool activated(ImGuiID id) {
  Tree* tree = Collector::current();
  return tree != nullptr && Collector::take_activation(*tree, id);
}

void announce(std::string_view sentence, Urgency urgency) {
  if (Tree* tree = Collector::current()) Collector::announce(*tree, sentence, urgency);
}

Tree::~Tree() {
  if (context_ == nullptr) return;
  context_->TestEngine = nullptr;
  context_->TestEngineHookItems = false;
  ImGui::RemoveContextHook(context_, shutdown_hook_);
}

void Tree::attach() {
  context_ = ImGui::GetCurrentContext();
  context_->TestEngine = this;
  context_->TestEngineHookItems = true;
  ImGuiContextHook on_shutdown;
  on_shutdown.Type = ImGuiContextHookType_Shutdown;
  on_shutdown.UserData = this;
  on_shutdown.Callback = [](ImGuiContext*, ImGuiContextHook* hook) {
    static_cast<Tree*>(hook->UserData)->context_ = nullptr;
  };
  shutdown_hook_ = ImGui::AddContextHook(context_, &on_shutdown);
}

void Tree::begin_frame() {
  nodes_.clear();
  scopes_.clear();
  activated_ = std::exchange(waiting_activation_, 0);
  if (activated_ != 0) ImGui::ActivateItemByID(activated_);
}

void Tree::end_frame() {
  std::erase_if(nodes_, [](const Node& node) { return node.role == Role::none; });
}

const Node* Tree::find(Role role, std::string_view name) const {
  auto found = std::ranges::find_if(
      nodes_, [&](const Node& node) { return node.role == role && node.name == name; });
  return found == nodes_.end() ? nullptr : &*found;
}

std::vector<Announcement> Tree::take_announcements() { return std::exchange(announcements_, {}); }

}  // namespace tongzhou::access

// ImGui calls these by name when built with IMGUI_ENABLE_TEST_ENGINE.
using tongzhou::access::Collector;
using tongzhou::access::Tree;

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& box,
                                 const ImGuiLastItemData* item) {
  Collector::item_added(*static_cast<Tree*>(context->TestEngine), id, box, item);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* context, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags status) {
  if (label == nullptr) return;
  Collector::item_labelled(*static_cast<Tree*>(context->TestEngine), id, label, status);
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
