#include "app/commands/commands.h"
#include "exchange/table_text.h"

namespace tongzhou {
namespace {

void select_all(Session& session, View& view) {
  const OpenPlan& open = *session.open();
  std::vector<AnyRef> all;
  for (const VisibleRow& row :
       view.rows.update(open, view.filter, view.folds, session.pinyin(), session.now()))
    all.push_back(ref(open.plan().table<Task>()[open.outline().rows[row.outline_row].task].id));
  view.selection.choose(std::move(all));
}

void copy(const Session& session, View& view) {
  const OpenPlan& open = *session.open();
  view.copied =
      copy_rows(open.plan(), &open.schedule(), chosen_tasks(session, view), session.language());
}

void cut(Session& session, View& view) {
  copy(session, view);
  const auto tasks = chosen_tasks(session, view);
  auto draft = delete_tasks(*session.open(), session.random(), tasks);
  if (draft) draft->label = make_label(Word::did_cut, {std::to_string(tasks.size())});
  perform(session, std::move(draft));
}

// Below the active task, or at the end.
void paste(Session& session, View& view, const std::string& text) {
  const Id<Task> active = view.selection.active_task();
  const Fold fold = view.folds.is_folded(active) ? Fold::folded : Fold::open;
  const Place place = place_below(*session.open(), active, fold);
  auto pasted = paste_rows(session.open()->plan(), session.random(), text,
                           {place.parent, place.after}, view.columns, day_of(session.now()));
  if (!pasted) return session.tell(pasted.error());
  const std::string count = std::to_string(pasted->tasks.size());
  session.edit(std::move(pasted->draft));
  std::vector<AnyRef> chosen;
  for (Id<Task> task : pasted->tasks) chosen.push_back(ref(task));
  view.selection.choose(std::move(chosen));
  if (!pasted->tasks.empty()) view.reveal = pasted->tasks.front();
  session.tell({.text = say(session.language(), Word::did_paste, {count}),
                .details = std::move(pasted->notices),
                .command = "undo"});
}

Word needs_undo(const Session& session, const View&) {
  const bool can = session.open() != nullptr && session.open()->next_undo() != nullptr;
  return can ? Word::none : Word::why_nothing_to_undo;
}
Word needs_redo(const Session& session, const View&) {
  const bool can = session.open() != nullptr && session.open()->next_redo() != nullptr;
  return can ? Word::none : Word::why_nothing_to_redo;
}

}  // namespace

void add_edit_commands(CommandList& list) {
  const auto add = [&](Command command) {
    command.group = CommandGroup::edit;
    list.add(std::move(command));
  };
  add({.id = "undo",
       .label = Word::command_undo,
       .help = Word::command_undo_help,
       .shortcuts = {{.key = letter('Z'), .command = true}},
       .why_not = needs_undo,
       .run = [](Session& session, View&, const Argument&) { session.undo(); }});
  add({.id = "redo",
       .label = Word::command_redo,
       .help = Word::command_redo_help,
       .shortcuts = {{.key = letter('Z'), .command = true, .shift = true},
                     {.key = letter('Y'), .command = true}},
       .why_not = needs_redo,
       .run = [](Session& session, View&, const Argument&) { session.redo(); }});
  add({.id = "cut",
       .label = Word::command_cut,
       .help = Word::command_cut_help,
       .shortcuts = {{.key = letter('X'), .command = true}},
       .why_not = needs_tasks,
       .run = [](Session& session, View& view, const Argument&) { cut(session, view); }});
  add({.id = "copy",
       .label = Word::command_copy,
       .help = Word::command_copy_help,
       .shortcuts = {{.key = letter('C'), .command = true}},
       .why_not = needs_tasks,
       .run = [](Session& session, View& view, const Argument&) { copy(session, view); }});
  add({.id = "paste",
       .label = Word::command_paste,
       .help = Word::command_paste_help,
       .shortcuts = {{.key = letter('V'), .command = true}},
       .why_not = needs_plan,
       .run = [](Session& session, View& view, const Argument& argument) {
         paste(session, view, argument_or<std::string>(argument, {}));
       }});
  add({.id = "text_put_back",
       .label = Word::command_text_put_back,
       .help = Word::command_text_put_back_help,
       .why_not =
           [](const Session& session, const View&) {
             return session.unfinished_text() ? Word::none : Word::why_no_unfinished;
           },
       .run = [](Session& session, View& view,
                 const Argument&) { session.put_back_unfinished(view); }});
  add({.id = "select_all",
       .label = Word::command_select_all,
       .help = Word::command_select_all_help,
       .shortcuts = {{.key = letter('A'), .command = true}},
       .why_not = needs_plan,
       .run = [](Session& session, View& view, const Argument&) { select_all(session, view); }});
}

}  // namespace tongzhou
