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

Word needs_locked_plan(const Session& session, const View& view) {
  if (const Word why = needs_whole_plan(session, view); why != Word::none) return why;
  return session.is_locked(session.open()->plan().id()) ? Word::none : Word::why_not_locked;
}

Word needs_waiting_seal(const Session& session, const View&) {
  return session.waiting_seal() != nullptr ? Word::none : Word::why_no_copy;
}

Word needs_address(const Session& session, const View& view) {
  const Word why = needs_whole_plan(session, view);
  const bool has_address = !session.ports().files.page_address().empty();
  return why == Word::none && !has_address ? Word::why_no_page : why;
}

Word needs_received_copy(const Session& session, const View& view) {
  if (const Word why = needs_whole_plan(session, view); why != Word::none) return why;
  return session.open()->plan().info().audience.empty() ? Word::why_no_copy : Word::none;
}

}  // namespace

void add_sharing_commands(CommandList& list) {
  // A department, a person or a group; none: somebody outside.
  list.add({.id = "read_as",
            .group = CommandGroup::view,
            .label = Word::command_read_as,
            .help = Word::command_read_as_help,
            .why_not = needs_whole_plan,
            .run = [](Session& session, View&, const Argument& argument) {
              const auto reader = argument_or<AnyRef>(argument, {});
              session.read_as(wish_for(session.open()->plan(), reader));
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
  list.add({.id = "receipt_send",
            .group = CommandGroup::file,
            .label = Word::receipt_send,
            .help = Word::receipt_send_help,
            .why_not = needs_received_copy,
            .run = [](Session& session, View&, const Argument&) { session.send_receipt(); }});
  list.add({.id = "save_page",
            .group = CommandGroup::file,
            .label = Word::command_save_page,
            .help = Word::command_save_page_help,
            .why_not =
                [](const Session& session, const View& view) {
                  const Word why = needs_whole_plan(session, view);
                  const bool has_page = session.ports().files.has_page();
                  return why == Word::none && !has_page ? Word::why_no_page : why;
                },
            .run = [](Session& session, View&, const Argument&) { session.save_page(); }});
  list.add({.id = "copy_link",
            .group = CommandGroup::file,
            .label = Word::command_copy_link,
            .help = Word::command_copy_link_help,
            .why_not = needs_address,
            .run = [](Session& session, View& view, const Argument&) {
              if (auto link = session.make_link()) view.copied = *std::move(link);
            }});
  list.add({.id = "show_code",
            .group = CommandGroup::file,
            .label = Word::command_show_code,
            .help = Word::command_show_code_help,
            .why_not = needs_address,
            .run = [](Session& session, View& view, const Argument&) {
              view.picture = session.make_code();
            }});
  list.add({.id = "copies_all",
            .group = CommandGroup::file,
            .label = Word::copies_all,
            .help = Word::copies_all_help,
            .why_not = needs_whole_plan,
            .run = [](Session&, View& view, const Argument&) {
              view.page = "copies";
              view.ask_copies = true;
            }});
  list.add({.id = "save_sealed",
            .group = CommandGroup::file,
            .label = Word::command_save_sealed,
            .help = Word::command_save_sealed_help,
            .why_not = needs_whole_plan,
            .run = [](Session&, View& view, const Argument&) {
              view.ask_passphrase = SecretUse::save_sealed;
            }});
  list.add({.id = "plan_lock",
            .group = CommandGroup::file,
            .label = Word::command_plan_lock,
            .help = Word::command_plan_lock_help,
            .why_not = needs_whole_plan,
            .run = [](Session&, View& view, const Argument&) {
              view.ask_passphrase = SecretUse::lock_plan;
            }});
  list.add({.id = "plan_unlock",
            .group = CommandGroup::file,
            .label = Word::command_plan_unlock,
            .help = Word::command_plan_unlock_help,
            .why_not = needs_locked_plan,
            .run = [](Session& session, View&, const Argument&) { session.unlock_plan(); }});
  list.add({.id = "key_export",
            .group = CommandGroup::settings,
            .label = Word::keys_export,
            .help = Word::keys_export_text,
            .why_not = needs_nothing,
            .run = [](Session&, View& view, const Argument&) {
              view.ask_passphrase = SecretUse::export_key;
            }});
  list.add({.id = "key_register",
            .group = CommandGroup::settings,
            .label = Word::keys_add,
            .help = Word::keys_explained,
            .why_not = needs_whole_plan,
            .run = [](Session& session, View&, const Argument&) { session.register_own_key(); }});
  list.add({.id = "key_make",
            .group = CommandGroup::settings,
            .label = Word::keys_make,
            .help = Word::keys_own_none,
            .why_not = needs_nothing,
            .run = [](Session& session, View&, const Argument&) { (void)session.own_key(); }});
  list.add({.id = "unseal_dismiss",
            .group = CommandGroup::file,
            .label = Word::cancel,
            .help = Word::unseal_title,
            .why_not = needs_waiting_seal,
            .run = [](Session& session, View&, const Argument&) { session.dismiss_seal(); }});
  // A registered key.
  list.add({.id = "key_compare",
            .group = CommandGroup::settings,
            .label = Word::keys_compare,
            .help = Word::keys_compare_help,
            .why_not = needs_whole_plan,
            .run = [](Session& session, View&, const Argument& argument) {
              session.compare_key({argument_or<AnyId>(argument, {}).value});
            }});
  list.add({.id = "key_forget",
            .group = CommandGroup::settings,
            .label = Word::keys_forget,
            .help = Word::keys_forget,
            .why_not = needs_whole_plan,
            .run = [](Session& session, View&, const Argument& argument) {
              session.forget_key({argument_or<AnyId>(argument, {}).value});
            }});
}

}  // namespace tongzhou
