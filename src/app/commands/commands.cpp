#include "app/commands/commands.h"

#include "app/task_rows.h"

namespace tongzhou {

CommandList CommandList::standard() {
  CommandList list;
  add_file_commands(list);
  add_answer_commands(list);
  add_sharing_commands(list);
  add_edit_commands(list);
  add_task_commands(list);
  add_merge_commands(list);
  add_scenario_commands(list);
  add_settings_commands(list);
  return list;
}

Word needs_nothing(const Session&, const View&) { return Word::none; }

Word needs_plan(const Session& session, const View&) {
  return session.open() != nullptr ? Word::none : Word::why_no_plan;
}

Word needs_tasks(const Session& session, const View& view) {
  if (session.open() == nullptr) return Word::why_no_plan;
  for (AnyRef record : view.selection.all())
    if (record.kind == Kind::task) return Word::none;
  return Word::why_no_task;
}

void perform(Session& session, Result<Draft> draft) {
  if (draft)
    session.edit(std::move(*draft));
  else
    session.tell(draft.error());
}

std::vector<Id<Task>> chosen_tasks(const Session& session, const View& view) {
  std::vector<Id<Task>> tasks;
  for (std::uint32_t row : rows_of(*session.open(), view.selection.tasks()))
    tasks.push_back(id_at(*session.open(), row));
  return tasks;
}

}  // namespace tongzhou
