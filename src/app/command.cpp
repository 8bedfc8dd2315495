#include "app/command.h"

#include <algorithm>
#include <array>

#include "core/check.h"

namespace tongzhou {
namespace {

struct KeyName {
  Key key;
  std::string_view pc;
  std::string_view mac;
};
constexpr std::array kKeyNames{
    KeyName{Key::enter, "Enter", "↩"},  KeyName{Key::escape, "Esc", "⎋"},
    KeyName{Key::insert, "Ins", "Ins"}, KeyName{Key::erase, "Del", "⌦"},
    KeyName{Key::backspace, "⌫", "⌫"},  KeyName{Key::space, "Space", "Space"},
    KeyName{Key::tab, "Tab", "⇥"},      KeyName{Key::left, "←", "←"},
    KeyName{Key::right, "→", "→"},      KeyName{Key::up, "↑", "↑"},
    KeyName{Key::down, "↓", "↓"},       KeyName{Key::home, "Home", "↖"},
    KeyName{Key::end, "End", "↘"},      KeyName{Key::plus, "+", "+"},
    KeyName{Key::minus, "-", "-"},      KeyName{Key::slash, "/", "/"},
    KeyName{Key::f2, "F2", "F2"},
};

std::string key_name(Key key, bool mac) {
  for (const KeyName& name : kKeyNames)
    if (name.key == key) return std::string(mac ? name.mac : name.pc);
  return std::string(1, static_cast<char>(key));
}

}  // namespace

std::string shortcut_text(Shortcut shortcut, bool mac) {
  if (shortcut.key == Key::none) return {};
  std::string text;
  if (mac) {
    if (shortcut.alt) text += "⌥";
    if (shortcut.shift) text += "⇧";
    if (shortcut.command) text += "⌘";
  } else {
    if (shortcut.command) text += "Ctrl+";
    if (shortcut.alt) text += "Alt+";
    if (shortcut.shift) text += "Shift+";
  }
  return text + key_name(shortcut.key, mac);
}

void CommandList::add(Command command) {
  check(find(command.id) == nullptr, "a command's id is its own");
  for (Shortcut shortcut : command.shortcuts)
    check(find(shortcut) == nullptr, "a shortcut means one command");
  commands_.push_back(std::move(command));
}

const Command* CommandList::find(std::string_view id) const {
  const auto found = std::ranges::find(commands_, id, &Command::id);
  return found == commands_.end() ? nullptr : &*found;
}

const Command* CommandList::find(Shortcut shortcut) const {
  const auto found = std::ranges::find_if(commands_, [&](const Command& command) {
    return std::ranges::find(command.shortcuts, shortcut) != command.shortcuts.end();
  });
  return found == commands_.end() ? nullptr : &*found;
}

}  // namespace tongzhou
