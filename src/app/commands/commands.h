// The commands that need no drawing, by what they are about; and what they have in common.
#pragma once

#include "app/edits.h"
#include "app/session.h"

namespace tongzhou {

void add_file_commands(CommandList& list);
void add_answer_commands(CommandList& list);
void add_sharing_commands(CommandList& list);
void add_edit_commands(CommandList& list);
void add_task_commands(CommandList& list);
void add_merge_commands(CommandList& list);
void add_scenario_commands(CommandList& list);
void add_settings_commands(CommandList& list);

// For Command::why_not.
Word needs_nothing(const Session& session, const View& view);
Word needs_plan(const Session& session, const View& view);
Word needs_tasks(const Session& session, const View& view);  // chosen ones

// Applies the draft, or tells why there is none.
void perform(Session& session, Result<Draft> draft);

// The chosen tasks from top to bottom.
std::vector<Id<Task>> chosen_tasks(const Session& session, const View& view);

// The argument of that type, or the fallback.
template <class Type>
Type argument_or(const Argument& argument, Type fallback) {
  const auto* given = std::get_if<Type>(&argument);
  return given != nullptr ? *given : fallback;
}

}  // namespace tongzhou
