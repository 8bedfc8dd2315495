#include "app/commands/commands.h"

namespace tongzhou {
namespace {

Word needs_incoming(const Session& session, const View&) {
  return session.incoming().empty() ? Word::why_nothing_came : Word::none;
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
  // Its argument: the name; without one it goes to where names are given.
  add({.id = "moment_name",
       .label = Word::command_moment_name,
       .help = Word::command_moment_name_help,
       .why_not = needs_plan,
       .run = [](Session& session, View& view, const Argument& argument) {
         const auto name = argument_or<std::string>(argument, {});
         if (name.empty()) view.page = "history";
         session.name_moment(name);
       }});
}

}  // namespace tongzhou
