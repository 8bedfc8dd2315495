// What a person is looking at in the open plan. Not part of the plan and not stored with it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/merging.h"
#include "app/rows.h"
#include "app/selection.h"
#include "app/typed_text.h"
#include "documents/drawing.h"
#include "exchange/csv_columns.h"

namespace tongzhou {

// What a passphrase is entered for.
enum class SecretUse : std::uint8_t { open_sealed, save_sealed, export_key, lock_plan };

// The meeting that is being held.
struct HeldMeeting {
  Id<MeetingNotes> notes;     // its minutes; unset: none is held
  Instant began;              // by the clock
  std::size_t item = 0;       // of its agenda
  std::vector<double> spent;  // seconds, by item
};

// The interface owns one and may change it while drawing; commands get it after the frame.
struct View {
  Selection selection;
  Filter filter;
  Folds folds;
  Rows rows;
  std::string page = "start";     // of the pages the interface knows
  std::uint64_t open_number = 0;  // which opening of a plan (Session::open_number) this looks at

  // Of the task table, from left to right: what pasted cells without a head row mean.
  std::vector<std::optional<Column>> columns;

  // The change chosen in the history: the plan is looked at as it was after it.
  std::optional<Dot> moment;

  HeldMeeting held;

  // For the copies that wait to be merged (Session::incoming).
  MergeChoices merge_choices;

  // What stands in the open field, where that differs from the plan; set by the interface in each
  // frame.
  std::optional<TypedText> typing;
  bool typing_in_form = false;  // that field belongs to no table

  // Set by commands for the interface, which takes them (std::exchange) after Session::run.
  std::optional<std::string> copied;  // text for the clipboard
  std::optional<Id<Task>> reveal;     // scroll there
  std::optional<Id<Task>> rename;     // ... and begin editing its title
  std::optional<TypedText> put_back;  // enter it in its field
  bool ask_name = false;              // who edits here
  std::optional<SecretUse> ask_passphrase;
  bool ask_copies = false;         // one for each department
  std::optional<Drawing> picture;  // to be shown over the page
};

}  // namespace tongzhou
