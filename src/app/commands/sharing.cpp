#include "app/commands/commands.h"

namespace tongzhou {
namespace {

Word needs_whole_plan(const Session& session, const View&) {
  if (session.open() == nullptr) return Word::why_no_plan;
  return session.is_reading() ? Word::why_reading : Word::none;
}

Word needs_reading(const Session& session, const View&) {
  return session.is_reading() ? Word::none : Word::why_not_reading;
}

}  // namespace

void add_sharing_commands(CommandList& list) {
  // A department; 0: somebody outside.
  list.add({.id = "read_as",
            .group = CommandGroup::view,
            .label = Word::command_read_as,
            .help = Word::command_read_as_help,
            .why_not = needs_whole_plan,
            .run = [](Session& session, View&, const Argument& argument) {
              const auto id = argument_or<AnyId>(argument, {});
              CopyWish wish;
              if (id) wish.departments = {{id.value}};
              session.read_as(std::move(wish));
            }});
  list.add({.id = "read_as_end",
            .group = CommandGroup::view,
            .label = Word::command_read_as_end,
            .help = Word::command_read_as_end_help,
            .why_not = needs_reading,
            .run = [](Session& session, View& view, const Argument&) {
              session.read_as(std::nullopt);
              view.page = "copies";
            }});
}

}  // namespace tongzhou
