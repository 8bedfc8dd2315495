// What a page works with during one frame.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "app/session.h"
#include "app/view.h"
#include "ui/look.h"
#include "ui/widgets/toast.h"

namespace tongzhou {

// The passing note at the foot of the window, and the command behind its button.
struct Note {
  ToastState toast;
  std::string command;
  Argument argument;
};

// Pages read the session, may change what is looked at (the view), and ask for everything else by
// commands, which run after the frame.
struct Desk {
  const Look& look;
  const Session& session;
  View& view;
  Commands& commands;
  Note& note;

  // The plan on screen. Only where one is open.
  const OpenPlan& open() const {
    check(session.open() != nullptr, "a page that shows a plan is drawn only with one open");
    return *session.open();
  }
  const Plan& plan() const { return open().plan(); }

  const std::string& title(Slot task) const { return plan().table<Task>()[task].record.title; }

  std::string_view say(Word word) const { return look.say(word); }
  std::string say(Word word, std::initializer_list<std::string_view> arguments) const {
    return look.say(word, arguments);
  }

  // For edits made while drawing: collects them against the plan as it is.
  ChangeBuilder change(ChangeLabel label) const {
    return {plan(), session.random(), std::move(label)};
  }
  void edit(ChangeBuilder&& change) const {
    if (!change.empty()) commands.edit(std::move(change).take());
  }
  // An edit that may make no sense: then says why instead.
  void edit(Result<Draft> draft) const {
    if (!draft)
      tell(draft.error());
    else if (!draft->edits.empty())
      commands.edit(std::move(*draft));
  }

  // An edit of many records at once: says what it did, with a way back.
  void edit_and_tell(Draft draft) const {
    if (draft.edits.empty()) return;
    tell_done(tongzhou::say(look.language, draft.label));
    commands.edit(std::move(draft));
  }

  // Says why something was not done, or that it was and can be taken back.
  void tell(const Error& error) const { tell_trouble(tongzhou::say(look.language, error.what)); }
  void tell_trouble(std::string sentence) const {
    note.command.clear();
    show_toast(note.toast, {.text = std::move(sentence), .tone = Tone::warning});
  }
  void tell_done(std::string sentence) const {
    note.command = "undo";
    note.argument = {};
    show_toast(note.toast,
               {.text = std::move(sentence), .action = std::string(say(Word::command_undo))});
  }
};

}  // namespace tongzhou
