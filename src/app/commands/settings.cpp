#include "app/commands/commands.h"

namespace tongzhou {

void add_settings_commands(CommandList& list) {
  const auto add = [&](Command command) {
    command.group = CommandGroup::settings;
    command.reach = KeyReach::everywhere;
    command.why_not = needs_nothing;
    list.add(std::move(command));
  };
  const auto add_theme = [&](std::string_view id, Word label, Theme theme) {
    add({.id = id,
         .label = label,
         .help = Word::command_theme_help,
         .run = [theme](Session& session, View&, const Argument&) {
           Preferences preferences = session.preferences();
           preferences.theme = theme;
           session.set_preferences(std::move(preferences));
         }});
  };
  add_theme("theme_light", Word::command_theme_light, Theme::light);
  add_theme("theme_dark", Word::command_theme_dark, Theme::dark);
  add_theme("theme_system", Word::command_theme_system, Theme::as_system);
  add({.id = "language_toggle",
       .label = Word::command_language_toggle,
       .help = Word::command_language_toggle_help,
       .run = [](Session& session, View&, const Argument&) {
         Preferences preferences = session.preferences();
         preferences.language =
             session.language() == Language::chinese ? Language::english : Language::chinese;
         session.set_preferences(std::move(preferences));
       }});
}

}  // namespace tongzhou
