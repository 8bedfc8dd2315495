#include "app/commands/commands.h"
#include "app/scenarios.h"

namespace tongzhou {
namespace {

bool is_scenario(const StoredPlan& about) { return bool{about.scenario_of}; }

AnyId scenario_named(const Session& session, const Argument& argument) {
  return argument_or<AnyId>(argument, session.open()->plan().id());
}

Word needs_scenario(const Session& session, const View& view) {
  if (const Word why = needs_plan(session, view); why != Word::none) return why;
  return std::ranges::any_of(session.stored_plans(), is_scenario) ? Word::none
                                                                  : Word::why_no_scenario;
}

}  // namespace

void add_scenario_commands(CommandList& list) {
  list.add({.id = "scenario_new",
            .group = CommandGroup::file,
            .label = Word::command_scenario_new,
            .help = Word::command_scenario_new_help,
            .why_not = needs_plan,
            .run = [](Session& session, View&, const Argument& argument) {
              session.begin_scenario(argument_or<std::string>(argument, {}));
            }});
  list.add({.id = "scenario_adopt",
            .group = CommandGroup::file,
            .label = Word::command_scenario_adopt,
            .help = Word::command_scenario_adopt_help,
            .why_not = needs_scenario,
            .run = [](Session& session, View&, const Argument& argument) {
              session.adopt_scenario(scenario_named(session, argument));
            }});
  list.add({.id = "scenario_discard",
            .group = CommandGroup::file,
            .label = Word::command_scenario_discard,
            .help = Word::command_plan_discard_help,
            .why_not = needs_scenario,
            .run = [](Session& session, View&, const Argument& argument) {
              const AnyId scenario = scenario_named(session, argument);
              if (family_of(session.open()->plan()) != scenario) session.discard_scenario(scenario);
            }});
}

}  // namespace tongzhou
