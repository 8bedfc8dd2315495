#include "app/commands/commands.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <string>

namespace tongzhou {
namespace {

constexpr std::array kTextSizes{kSmallestZoom, 90, 100, 110, 125, 150, 175, kLargestZoom};

using WhyNot = std::function<Word(const Session&, const View&)>;

}  // namespace

void add_settings_commands(CommandList& list) {
  const auto add = [&](Command command, WhyNot why_not = needs_nothing) {
    command.group = CommandGroup::settings;
    command.reach = KeyReach::everywhere;
    command.why_not = std::move(why_not);
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
  add_theme("theme_contrast", Word::command_theme_contrast, Theme::contrast);
  add_theme("theme_system", Word::command_theme_system, Theme::as_system);
  const auto add_text_size = [&](std::string_view id, Word label, Word why_not,
                                 int (*next)(int percent)) {
    add({.id = id,
         .label = label,
         .help = Word::command_text_help,
         .run =
             [next](Session& session, View&, const Argument&) {
               Preferences preferences = session.preferences();
               preferences.zoom_percent = next(preferences.zoom_percent);
               const std::string percent = std::to_string(preferences.zoom_percent);
               session.set_preferences(std::move(preferences));
               session.tell(Word::told_text_size, {percent});
             }},
        [next, why_not](const Session& session, const View&) {
          const int percent = session.preferences().zoom_percent;
          return next(percent) == percent ? why_not : Word::none;
        });
  };
  add_text_size("text_larger", Word::command_text_larger, Word::why_text_largest, [](int percent) {
    const auto size = std::ranges::upper_bound(kTextSizes, percent);
    return size == kTextSizes.end() ? percent : *size;
  });
  add_text_size("text_smaller", Word::command_text_smaller, Word::why_text_smallest,
                [](int percent) {
                  const auto size = std::ranges::lower_bound(kTextSizes, percent);
                  return size == kTextSizes.begin() ? percent : *std::prev(size);
                });
  add_text_size("text_normal", Word::command_text_normal, Word::why_text_normal,
                [](int) { return 100; });
  // What is told after it is done is also why it cannot be done again.
  const auto add_switch = [&](std::string_view id, Word label, Word help,
                              bool Preferences::* choice, bool on, Word told,
                              const WhyNot& why_not) {
    add({.id = id,
         .label = label,
         .help = help,
         .run =
             [choice, on, told](Session& session, View&, const Argument&) {
               Preferences preferences = session.preferences();
               preferences.*choice = on;
               session.set_preferences(std::move(preferences));
               session.tell(told);
             }},
        [choice, on, told, why_not](const Session& session, const View& view) {
          const Word refusal = why_not(session, view);
          if (refusal != Word::none) return refusal;
          return session.preferences().*choice == on ? told : Word::none;
        });
  };
  add_switch("reader_on", Word::command_reader_on, Word::command_reader_help,
             &Preferences::mirrored, true, Word::told_reader_on, needs_nothing);
  add_switch("reader_off", Word::command_reader_off, Word::command_reader_help,
             &Preferences::mirrored, false, Word::told_reader_off, needs_nothing);
  const WhyNot needs_server = [](const Session& session, const View&) {
    const bool served = session.storage_facts().page == StorageFacts::Page::served;
    return served ? Word::none : Word::why_not_served;
  };
  add_switch("offline_on", Word::command_offline_on, Word::command_offline_on_help,
             &Preferences::offline, true, Word::told_offline_on, needs_server);
  add_switch("offline_off", Word::command_offline_off, Word::command_offline_off_help,
             &Preferences::offline, false, Word::told_offline_off, needs_server);
  add({.id = "storage_keep",
       .label = Word::command_storage_keep,
       .help = Word::command_storage_keep_help,
       .run = [](Session& session, View&, const Argument&) { session.ask_to_keep_storage(); }},
      [](const Session& session, const View&) {
        switch (session.storage_facts().kept) {
          case StorageFacts::Kept::promised: return Word::told_storage_kept;
          case StorageFacts::Kept::unknown: return Word::told_storage_not_kept;
          case StorageFacts::Kept::not_promised: break;
        }
        return Word::none;
      });
  add({.id = "who_am_i",
       .label = Word::command_who_am_i,
       .help = Word::command_who_am_i_help,
       .run = [](Session&, View& view, const Argument&) { view.ask_name = true; }});
  // Their argument: the text; without it they ask for it.
  const auto add_signature = [&](std::string_view id, Word label,
                                 std::string Preferences::* member) {
    add({.id = id,
         .label = label,
         .help = Word::command_who_am_i_help,
         .run = [member](Session& session, View& view, const Argument& argument) {
           const auto* text = std::get_if<std::string>(&argument);
           if (text == nullptr) {
             view.ask_name = true;
             return;
           }
           Preferences preferences = session.preferences();
           preferences.*member = *text;
           session.set_preferences(std::move(preferences));
         }});
  };
  add_signature("name_set", Word::command_name_set, &Preferences::person);
  add_signature("department_set", Word::command_department_set, &Preferences::department);
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
