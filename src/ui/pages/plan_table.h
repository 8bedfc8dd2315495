// The task table: tasks in outline order, their dates from the timetable, edited in place.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/desk.h"
#include "ui/table/grid.h"
#include "ui/task_facts.h"

namespace tongzhou {

enum class TaskColumn : std::uint8_t {
  title,
  number,
  department,
  responsible,
  duration,
  percent,
  start,
  finish,
  slack,
  deadline,
  predecessors,
  kind,
  constraint,
  participants,
  notes,
  effort,
};

// All columns with their heads, in the order in which they stand when shown.
struct TaskColumnInfo {
  TaskColumn column;
  Word head;
  float width;
  Align align;
  bool shown_at_first;
  std::optional<Column> pasted = {};  // what cells pasted there mean
};
std::span<const TaskColumnInfo> task_columns();
std::vector<std::optional<Column>> pasted_columns(std::span<const TaskColumn> shown);

class TaskRows : public GridRows {
 public:
  // Both must outlive the frame.
  TaskRows(const Desk& desk, const TaskFacts& facts);

  int count() const override;
  GridRowInfo row(int row) const override;
  Cell cell(int row, int column_key) const override;
  std::optional<int> find(AnyRef record) const override;
  CellEdit edit(int row, int column_key) const override;
  bool set_text(int row, int column_key, std::string_view text) override;
  void typing(int row, int column_key, std::string_view text) override;
  void set_date(int row, int column_key, Instant instant) override;
  void choose(int row, int column_key, int option) override;
  void toggle_fold(int row) override;
  void append() override;
  bool can_carry() const override;
  int drop_depth(int row, int wanted) const override;
  void drop(GridDrop drop) override;
  void open_menu(int row) override;

  // Whether the user asked for the menu of the chosen rows in this frame.
  bool menu_wanted() const { return menu_wanted_; }

 private:
  struct At {
    std::uint32_t outline_row;
    Slot slot;
    Id<Task> id;
    const Task& task;
    bool is_summary;
  };
  At at(int row) const;
  Cell title_cell(const At& at) const;
  Cell dates_cell(const At& at, TaskColumn column) const;
  Cell field_cell(const At& at, TaskColumn column) const;
  // "3、5FF+2 天": predecessors by row number; finish-to-start without a lag is not said.
  std::string predecessors(Slot task) const;
  void set_chosen(const At& at, int column_key, const Value& value);
  DayMarks marks_of(const At& task) const;

  const Desk& desk_;
  const TaskFacts& facts_;
  std::span<const VisibleRow> rows_;
  bool menu_wanted_ = false;
};

}  // namespace tongzhou
