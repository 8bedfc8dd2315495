#include "exchange/csv_columns.h"

#include <algorithm>
#include <array>
#include <string>

#include "exchange/csv_cells.h"

namespace tongzhou {
namespace {

constexpr std::array<Word, kColumnCount> kLabels{
    Word::table_column_number,
    Word::column_outline_level,
    Word::column_wbs,
    Word::task_title,
    Word::task_kind,
    Word::task_duration,
    Word::task_effort,
    Word::table_column_start,
    Word::table_column_finish,
    Word::table_column_predecessors,
    Word::department,
    Word::task_responsible,
    Word::task_participants,
    Word::column_people,
    Word::task_percent,
    Word::task_constraint,
    Word::task_constraint_date,
    Word::task_deadline,
    Word::task_actual_start,
    Word::task_actual_finish,
    Word::task_priority,
    Word::task_calendar,
    Word::task_notes,
};

// Heads of Microsoft Project in Chinese and English and of common spreadsheets, beside our own
// labels. Small letters, without blanks.
struct Alias {
  std::string_view head;
  Column column;
};
constexpr auto kAliases = std::to_array<Alias>({
    {"编号", Column::number},
    {"标识号", Column::number},
    {"行号", Column::number},
    {"no", Column::number},
    {"no.", Column::number},
    {"#", Column::number},
    {"级别", Column::outline_level},
    {"层级", Column::outline_level},
    {"大纲层级", Column::outline_level},
    {"level", Column::outline_level},
    {"wbs编码", Column::wbs},
    {"wbs代码", Column::wbs},
    {"大纲数字", Column::wbs},
    {"大纲编号", Column::wbs},
    {"outlinenumber", Column::wbs},
    {"名称", Column::title},
    {"任务", Column::title},
    {"标题", Column::title},
    {"事项", Column::title},
    {"工作事项", Column::title},
    {"工作内容", Column::title},
    {"工作项", Column::title},
    {"活动名称", Column::title},
    {"name", Column::title},
    {"task", Column::title},
    {"taskname", Column::title},
    {"title", Column::title},
    {"activity", Column::title},
    {"任务类型", Column::kind},
    {"天数", Column::duration},
    {"持续时间", Column::duration},
    {"计划工期", Column::duration},
    {"days", Column::duration},
    {"工时", Column::effort},
    {"人日", Column::effort},
    {"人天", Column::effort},
    {"投入", Column::effort},
    {"work", Column::effort},
    {"persondays", Column::effort},
    {"person-days", Column::effort},
    {"man-days", Column::effort},
    {"开始", Column::start},
    {"开始日期", Column::start},
    {"计划开始", Column::start},
    {"计划开始时间", Column::start},
    {"计划开始日期", Column::start},
    {"起始日期", Column::start},
    {"startdate", Column::start},
    {"begin", Column::start},
    {"完成日期", Column::finish},
    {"结束", Column::finish},
    {"结束时间", Column::finish},
    {"结束日期", Column::finish},
    {"计划完成", Column::finish},
    {"计划完成时间", Column::finish},
    {"计划完成日期", Column::finish},
    {"计划结束", Column::finish},
    {"计划结束时间", Column::finish},
    {"计划结束日期", Column::finish},
    {"finishdate", Column::finish},
    {"end", Column::finish},
    {"enddate", Column::finish},
    {"前置", Column::predecessors},
    {"紧前任务", Column::predecessors},
    {"依赖", Column::predecessors},
    {"predecessor", Column::predecessors},
    {"dependson", Column::predecessors},
    {"责任部门", Column::department},
    {"负责部门", Column::department},
    {"牵头部门", Column::department},
    {"主责部门", Column::department},
    {"dept", Column::department},
    {"负责人", Column::responsible},
    {"执行人", Column::responsible},
    {"经办人", Column::responsible},
    {"owner", Column::responsible},
    {"assignee", Column::responsible},
    {"assignedto", Column::responsible},
    {"配合部门", Column::participants},
    {"协办部门", Column::participants},
    {"协助部门", Column::participants},
    {"资源名称", Column::people},
    {"参与人", Column::people},
    {"参与人员", Column::people},
    {"resources", Column::people},
    {"完成百分比", Column::percent},
    {"%完成", Column::percent},
    {"完成%", Column::percent},
    {"完成率", Column::percent},
    {"完成度", Column::percent},
    {"完成进度", Column::percent},
    {"进度", Column::percent},
    {"%complete", Column::percent},
    {"percentcomplete", Column::percent},
    {"progress", Column::percent},
    {"限制类型", Column::constraint},
    {"任务限制", Column::constraint},
    {"constrainttype", Column::constraint},
    {"限制日期", Column::constraint_date},
    {"截止日期", Column::deadline},
    {"截止时间", Column::deadline},
    {"最后期限", Column::deadline},
    {"due", Column::deadline},
    {"duedate", Column::deadline},
    {"实际开始时间", Column::actual_start},
    {"实际开始日期", Column::actual_start},
    {"实际完成时间", Column::actual_finish},
    {"实际完成日期", Column::actual_finish},
    {"实际结束时间", Column::actual_finish},
    {"实际结束日期", Column::actual_finish},
    {"日历", Column::calendar},
    {"calendar", Column::calendar},
    {"说明", Column::notes},
    {"描述", Column::notes},
    {"note", Column::notes},
    {"remark", Column::notes},
    {"remarks", Column::notes},
    {"comment", Column::notes},
    {"comments", Column::notes},
    {"description", Column::notes},
});

std::string without_blanks(std::string_view text) {
  std::string out = folded(text);
  std::erase_if(out, [](char c) { return c == ' ' || c == '_' || c == '\n' || c == '\r'; });
  return out;
}

}  // namespace

std::string folded_head(std::string_view head) {
  std::string folded = without_blanks(head);
  if (folded.ends_with(')') && folded.find('(') != std::string::npos && folded.front() != '(')
    folded.resize(folded.find('('));
  if (folded.ends_with('*')) folded.pop_back();  // "required" in forms
  return folded;
}

Word label_of(Column column) { return kLabels[static_cast<std::size_t>(column)]; }

std::optional<Column> find_column(std::string_view head) {
  const std::string wanted = folded_head(head);
  if (wanted.empty()) return std::nullopt;
  for (int i = 0; i < kColumnCount; ++i)
    for (const Language language : {Language::chinese, Language::english})
      if (wanted == without_blanks(say(language, kLabels[static_cast<std::size_t>(i)])))
        return static_cast<Column>(i);
  const auto alias = std::ranges::find(kAliases, wanted, &Alias::head);
  return alias == kAliases.end() ? std::nullopt : std::optional(alias->column);
}

}  // namespace tongzhou
