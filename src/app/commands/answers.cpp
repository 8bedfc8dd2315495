#include "app/commands/commands.h"

namespace tongzhou {
namespace {

Word needs_answers(const Session& session, const View&) {
  return session.answers().empty() ? Word::why_no_answers : Word::none;
}

}  // namespace

void add_answer_commands(CommandList& list) {
  const auto add = [&](Command command) {
    command.group = CommandGroup::file;
    command.reach = KeyReach::everywhere;
    command.why_not = needs_answers;
    list.add(std::move(command));
  };
  add({.id = "answers_take",
       .label = Word::command_take_answers,
       .help = Word::command_take_answers_help,
       .run = [](Session& session, View&, const Argument&) { session.take_in_answers(); }});
  add({.id = "answers_dismiss",
       .label = Word::command_dismiss_answers,
       .help = Word::command_dismiss_answers_help,
       .run = [](Session& session, View&, const Argument&) { session.dismiss_answers(); }});
}

}  // namespace tongzhou
