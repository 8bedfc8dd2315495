// Every act a person can ask for, once: menu, palette, key, button and test all use this list.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "app/letters.h"
#include "app/ports.h"
#include "app/sharing.h"
#include "app/view.h"
#include "model/change.h"

namespace tongzhou {

class Session;

// Letters and digits by their ASCII codes, the rest after them.
enum class Key : std::uint8_t {
  none = 0,
  enter = 128,
  escape,
  insert,
  erase,
  backspace,
  space,
  tab,
  left,
  right,
  up,
  down,
  home,
  end,
  plus,
  minus,
  slash,
  f2,
};
constexpr Key letter(char upper_case) { return static_cast<Key>(upper_case); }

// `command` is Ctrl, on a Mac Cmd.
struct Shortcut {
  Key key = Key::none;
  bool command = false;
  bool shift = false;
  bool alt = false;
  bool operator==(const Shortcut&) const = default;
};
// "Ctrl+Shift+Z", "⇧⌘Z". Empty for none.
std::string shortcut_text(Shortcut shortcut, bool mac);

// What a command is told beside the selection: a number, a text, which record or plan.
using Argument = std::variant<std::monostate, std::int64_t, std::string, AnyId, AnyRef>;

// Where in menus a command stands.
enum class CommandGroup : std::uint8_t { file, edit, task, view, go, settings };

// Whether its keys work while a text field has the keyboard.
enum class KeyReach : std::uint8_t { outside_text, everywhere };

// A function; one that holds nothing is kept as a plain pointer, so that the code that keeps it is
// there once for all.
template <class Signature>
class Callback;
template <class Result, class... Arguments>
class Callback<Result(Arguments...)> : public std::function<Result(Arguments...)> {
 public:
  Callback() = default;
  template <class Function>
  Callback(Function function)  // NOLINT(google-explicit-constructor): written in place
      : std::function<Result(Arguments...)>(plain(std::move(function))) {}

 private:
  using Pointer = Result (*)(Arguments...);
  template <class Function>
  static auto plain(Function function) {
    if constexpr (std::is_convertible_v<Function, Pointer>)
      return static_cast<Pointer>(function);
    else
      return function;
  }
};

struct Command {
  std::string_view id;  // "task_new": for tests and links; never shown, never changed
  CommandGroup group = CommandGroup::edit;
  Word label = Word::none;
  Word help = Word::none;           // one sentence
  std::vector<Shortcut> shortcuts;  // the first is shown
  KeyReach reach = KeyReach::outside_text;
  // Word::none: it can run now. Else why not, shown where the command stands greyed.
  Callback<Word(const Session&, const View&)> why_not;
  Callback<void(Session&, View&, const Argument&)> run;
};

// The registry. Commands stay where they are once added.
class CommandList {
 public:
  // All commands that need no drawing (commands/*.cpp). The interface adds its own: zoom, pages.
  static CommandList standard();
  // Ids and shortcuts are each one command's own; a second one is our mistake.
  void add(Command command);
  const Command* find(std::string_view id) const;
  const std::deque<Command>& all() const { return commands_; }
  // The one whose shortcut this is.
  const Command* find(Shortcut shortcut) const;

 private:
  std::deque<Command> commands_;
};

// What was asked for during a frame, to be done after it, in order (Session::run).
struct RunCommand {
  std::string_view id;  // of a command in the list
  Argument argument;
};
struct EditPlan {
  Draft draft;
};
struct OpenFile {  // a file dropped or chosen, of any kind that can be read
  NamedBytes file;
};
struct SaveFile {  // handed to the person
  NamedBytes file;
  std::string media_type;
};
struct SavePaper {  // handed to the person, made in the course of some frames
  Document document;
  std::string title;
  PaperForm form;
};
struct HandCopy {  // made for some readers alone
  CopyWish wish;
};
struct UsePassphrase {  // wiped when it was used
  SecretUse use;
  std::string passphrase;
};
using Order =
    std::variant<RunCommand, EditPlan, OpenFile, SaveFile, SavePaper, HandCopy, UsePassphrase>;

class Commands {
 public:
  void run(std::string_view id, Argument argument = {}) {
    orders_.push_back(RunCommand{id, std::move(argument)});
  }
  void edit(Draft draft) { orders_.push_back(EditPlan{std::move(draft)}); }
  void open(NamedBytes file) { orders_.push_back(OpenFile{std::move(file)}); }
  void save(NamedBytes file, std::string media_type) {
    orders_.push_back(SaveFile{std::move(file), std::move(media_type)});
  }

  void save_paper(Document document, std::string title, PaperForm form) {
    orders_.push_back(SavePaper{std::move(document), std::move(title), form});
  }
  void hand_copy(CopyWish wish) { orders_.push_back(HandCopy{std::move(wish)}); }
  void use(SecretUse use, std::string passphrase) {
    orders_.push_back(UsePassphrase{use, std::move(passphrase)});
  }

  bool empty() const { return orders_.empty(); }
  std::vector<Order> take() { return std::exchange(orders_, {}); }

 private:
  std::vector<Order> orders_;
};

}  // namespace tongzhou
