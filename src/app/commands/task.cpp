#include "app/commands/commands.h"

namespace tongzhou {
namespace {

void add_new(Session& session, View& view, TaskKind kind, const Argument& argument) {
  const OpenPlan& open = *session.open();
  const Id<Task> active = view.selection.active_task();
  const Fold fold = view.folds.is_folded(active) ? Fold::folded : Fold::open;
  const Word word = kind == TaskKind::milestone ? Word::new_milestone_title : Word::new_task_title;
  const std::string title(say(session.language(), word));
  NewTask made = add_task(open, session.random(), place_below(open, active, fold), kind,
                          argument_or<std::string>(argument, title));
  session.edit(std::move(made.draft));
  view.selection.choose(ref(made.task));
  view.reveal = view.rename = made.task;
}

// What stood below the deleted rows becomes the chosen one, so that the keyboard has a place.
void erase(Session& session, View& view) {
  const auto rows = [&] {
    return view.rows.update(*session.open(), view.filter, view.folds, session.pinyin(),
                            session.now());
  };
  rows();
  const auto tasks = chosen_tasks(session, view);
  const auto place = view.rows.find(*session.open(), tasks.front());
  auto draft = delete_tasks(*session.open(), session.random(), tasks);
  if (!draft) return session.tell(draft.error());
  const ChangeLabel label = draft->label;
  session.edit(std::move(*draft));
  session.tell({.text = say(session.language(), label), .command = "undo"});

  view.selection.clear();
  const auto left = rows();
  if (!place || left.empty()) return;
  const VisibleRow& next = left[std::min<std::size_t>(*place, left.size() - 1)];
  const OpenPlan& open = *session.open();
  view.selection.choose(
      ref(open.plan().table<Task>()[open.outline().rows[next.outline_row].task].id));
}

using ManyEdit = Result<Draft> (*)(const OpenPlan&, Random&, Tasks);

std::function<void(Session&, View&, const Argument&)> to_chosen(ManyEdit edit) {
  return [edit](Session& session, View& view, const Argument&) {
    perform(session, edit(*session.open(), session.random(), chosen_tasks(session, view)));
  };
}

std::function<void(Session&, View&, const Argument&)> shifting(Direction direction) {
  return [direction](Session& session, View& view, const Argument&) {
    perform(session,
            shift_tasks(*session.open(), session.random(), chosen_tasks(session, view), direction));
  };
}

void set_chosen_percent(Session& session, View& view, int percent) {
  perform(session,
          set_percent(*session.open(), session.random(), chosen_tasks(session, view), percent));
}

Word needs_two_tasks(const Session& session, const View& view) {
  if (const Word why = needs_tasks(session, view); why != Word::none) return why;
  return view.selection.all().size() > 1 ? Word::none : Word::why_one_task;
}

constexpr Shortcut outline_key(Key key) { return {.key = key, .shift = true, .alt = true}; }

}  // namespace

void add_task_commands(CommandList& list) {
  const auto add = [&](Command command) {
    command.group = CommandGroup::task;
    if (!command.why_not) command.why_not = needs_tasks;
    list.add(std::move(command));
  };
  add({.id = "task_new",
       .label = Word::command_task_new,
       .help = Word::command_task_new_help,
       .shortcuts = {{.key = letter('N')}, {.key = Key::insert}},
       .why_not = needs_plan,
       .run = [](Session& session, View& view, const Argument& argument) {
         add_new(session, view, TaskKind::task, argument);
       }});
  add({.id = "milestone_new",
       .label = Word::command_milestone_new,
       .help = Word::command_milestone_new_help,
       .shortcuts = {{.key = letter('M')}, {.key = letter('M'), .alt = true}},
       .why_not = needs_plan,
       .run = [](Session& session, View& view, const Argument& argument) {
         add_new(session, view, TaskKind::milestone, argument);
       }});
  add({.id = "task_delete",
       .label = Word::command_task_delete,
       .help = Word::command_task_delete_help,
       .shortcuts = {{.key = Key::erase}, {.key = Key::backspace, .command = true}},
       .run = [](Session& session, View& view, const Argument&) { erase(session, view); }});
  add({.id = "task_indent",
       .label = Word::command_task_indent,
       .help = Word::command_task_indent_help,
       .shortcuts = {outline_key(Key::right)},
       .run = to_chosen(indent_tasks)});
  add({.id = "task_outdent",
       .label = Word::command_task_outdent,
       .help = Word::command_task_outdent_help,
       .shortcuts = {outline_key(Key::left)},
       .run = to_chosen(outdent_tasks)});
  add({.id = "task_up",
       .label = Word::command_task_up,
       .help = Word::command_task_up_help,
       .shortcuts = {outline_key(Key::up)},
       .run = shifting(Direction::up)});
  add({.id = "task_down",
       .label = Word::command_task_down,
       .help = Word::command_task_down_help,
       .shortcuts = {outline_key(Key::down)},
       .run = shifting(Direction::down)});
  add({.id = "task_link",
       .label = Word::command_task_link,
       .help = Word::command_task_link_help,
       .shortcuts = {{.key = letter('L')}, {.key = Key::f2, .command = true}},
       .why_not = needs_two_tasks,
       .run = to_chosen(link_chain)});
  add({.id = "task_unlink",
       .label = Word::command_task_unlink,
       .help = Word::command_task_unlink_help,
       .shortcuts = {{.key = letter('L'), .shift = true},
                     {.key = Key::f2, .command = true, .shift = true}},
       .run = to_chosen(unlink_tasks)});
  add({.id = "task_percent",
       .label = Word::command_task_percent,
       .help = Word::command_task_percent_help,
       .run = [](Session& session, View& view, const Argument& argument) {
         const auto percent = argument_or<std::int64_t>(argument, 50);
         set_chosen_percent(session, view,
                            static_cast<int>(std::clamp<std::int64_t>(percent, 0, 100)));
       }});
  add({.id = "task_done",
       .label = Word::command_task_done,
       .help = Word::command_task_done_help,
       .shortcuts = {{.key = letter('D')}, {.key = letter('D'), .command = true, .shift = true}},
       .run = [](Session& session, View& view, const Argument&) {
         set_chosen_percent(session, view, 100);
       }});
  add({.id = "fold_all",
       .label = Word::command_fold_all,
       .help = Word::command_fold_all_help,
       .shortcuts = {outline_key(Key::minus)},
       .why_not = needs_plan,
       .run = [](Session& session, View& view, const Argument&) {
         view.folds.fold_all(*session.open());
       }});
  add({.id = "unfold_all",
       .label = Word::command_unfold_all,
       .help = Word::command_unfold_all_help,
       .shortcuts = {outline_key(Key::plus)},
       .why_not = needs_plan,
       .run = [](Session&, View& view, const Argument&) { view.folds.unfold_all(); }});
  add({.id = "fold",
       .label = Word::command_fold,
       .help = Word::command_fold_help,
       .run = [](Session& session, View& view, const Argument&) {
         for (Id<Task> task : chosen_tasks(session, view))
           view.folds.set_folded(task, !view.folds.is_folded(task));
       }});
}

}  // namespace tongzhou
