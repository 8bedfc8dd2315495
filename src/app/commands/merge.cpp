#include "app/commands/commands.h"

namespace tongzhou {
namespace {

Word needs_incoming(const Session& session, const View&) {
  return session.incoming().empty() ? Word::why_nothing_came : Word::none;
}

Word needs_folder(const Session& session, const View&) {
  return session.folder() == nullptr ? Word::why_no_folder : Word::none;
}

Word needs_folders(const Session& session, const View& view) {
  return session.ports().folders.are_there() ? needs_plan(session, view) : Word::why_no_folders;
}

Word needs_moment(const Session& session, const View& view) {
  if (const Word why = needs_plan(session, view); why != Word::none) return why;
  return view.moment ? Word::none : Word::why_no_moment;
}

Word needs_dropped_history(const Session& session, const View&) {
  return session.has_dropped_history() ? Word::none : Word::why_no_dropped_history;
}

}  // namespace

void add_merge_commands(CommandList& list) {
  const auto add = [&](Command command) {
    command.group = CommandGroup::file;
    command.reach = KeyReach::everywhere;
    list.add(std::move(command));
  };
  add({.id = "merge_accept",
       .label = Word::command_merge_accept,
       .help = Word::command_merge_accept_help,
       .why_not = needs_incoming,
       .run = [](Session& session, View& view, const Argument&) {
         session.accept_incoming(view.merge_choices);
         view.merge_choices.clear();
       }});
  // Its argument: the number of a copy; all without.
  add({.id = "merge_dismiss",
       .label = Word::command_merge_dismiss,
       .help = Word::command_merge_dismiss_help,
       .why_not = needs_incoming,
       .run = [](Session& session, View& view, const Argument& argument) {
         const auto number = argument_or<std::int64_t>(argument, 0);
         session.dismiss_incoming(static_cast<std::uint64_t>(number));
         if (session.incoming().empty()) view.merge_choices.clear();
       }});
  add({.id = "folder_choose",
       .label = Word::command_folder_choose,
       .help = Word::command_folder_choose_help,
       .why_not = needs_folders,
       .run = [](Session& session, View&, const Argument&) { session.choose_folder(); }});
  add({.id = "folder_reopen",
       .label = Word::command_folder_reopen,
       .help = Word::command_folder_reopen_help,
       .why_not = needs_folder,
       .run = [](Session& session, View&, const Argument&) { session.reopen_folder(); }});
  add({.id = "folder_ask",
       .label = Word::command_folder_ask,
       .help = Word::command_folder_ask_help,
       .why_not = needs_folder,
       .run = [](Session& session, View&, const Argument&) {
         session.ask_before_taking(!session.asks_before_taking());
       }});
  add({.id = "folder_leave",
       .label = Word::command_folder_leave,
       .help = Word::command_folder_leave_help,
       .why_not = needs_folder,
       .run = [](Session& session, View&, const Argument&) { session.leave_folder(); }});
  // Of the moment chosen in the history, else of now. Its argument: the name; without one it goes
  // to where names are given.
  add({.id = "moment_name",
       .label = Word::command_moment_name,
       .help = Word::command_moment_name_help,
       .why_not = needs_plan,
       .run = [](Session& session, View& view, const Argument& argument) {
         const auto name = argument_or<std::string>(argument, {});
         if (name.empty()) view.page = "history";
         session.name_moment(name, view.moment);
       }});
  add({.id = "history_drop",
       .label = Word::command_history_drop,
       .help = Word::command_history_drop_help,
       .why_not = needs_moment,
       .run = [](Session& session, View& view, const Argument&) {
         session.drop_history_before(*view.moment);
       }});
  add({.id = "history_keep",
       .label = Word::command_history_keep,
       .help = Word::command_history_keep_help,
       .why_not = needs_dropped_history,
       .run = [](Session& session, View&, const Argument&) { session.keep_dropped_history(); }});
}

}  // namespace tongzhou
