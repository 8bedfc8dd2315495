#include <algorithm>

#include <fmt/format.h>

#include "cli/reports_inside.h"
#include "core/sorting.h"
#include "documents/value_words.h"
#include "model/conflicts.h"
#include "model/difference.h"
#include "model/history.h"

namespace tongzhou {
namespace {

// Records, fields and values in words.
struct EditWords {
  const Plan& plan;
  Language language;

  void name(JsonWriter& json, AnyRef record, FieldNumber number) const {
    json.member("kind", kind_name(record.kind));
    json.member("id", hex(record.id));
    json.member("name", plan.name_of(record));
    std::string_view field_name = "deleted";
    if (const FieldInfo* field = field_of_kind(record.kind, number)) field_name = field->name;
    json.member("field", field_name);
  }
  std::string value(AnyRef record, FieldNumber number, const Value& value) const {
    return any_value_words({language, 0}, plan, record, number, value);
  }
  std::string sentence(Word word, AnyRef record, FieldNumber number,
                       std::vector<std::string> values) const {
    std::vector<std::string> arguments{std::string(say(language, word_of(record.kind))),
                                       record_words(language, plan, record)};
    if (number != kDeleted) arguments.emplace_back(field_words(language, record, number));
    for (std::string& each : values) arguments.push_back(std::move(each));
    return say(language, Message{word, std::move(arguments)}) + "\n";
  }
};

}  // namespace

std::string report_conflicts(const OpenPlan& open, ReportOptions options) {
  const auto conflicts = find_conflicts(open.plan());
  const EditWords words{open.plan(), options.language};
  JsonWriter json;
  std::string text;
  json.begin_object();
  json.key("conflicts");
  json.begin_array();
  for (const Conflict& conflict : conflicts) {
    std::string values;
    json.begin_object();
    words.name(json, conflict.record, conflict.field);
    json.key("values");
    json.begin_array();
    for (const Sibling& sibling : conflict.siblings) {
      const std::string value = words.value(conflict.record, conflict.field, sibling.value);
      json.value(value);
      values += (values.empty() ? "" : " | ") + value;
    }
    json.end_array();
    json.end_object();
    text += conflict.field == kDeleted
                ? words.sentence(Word::conflict_deleted, conflict.record, conflict.field, {})
                : words.sentence(Word::conflict_values, conflict.record, conflict.field, {values});
  }
  json.end_array();
  json.end_object();
  if (options.output == Output::json) return std::move(json).take();
  if (conflicts.empty()) text = std::string(say(options.language, Word::cli_no_conflicts)) + "\n";
  return text;
}

std::string report_differences(const OpenPlan& from, const OpenPlan& to, ReportOptions options) {
  JsonWriter json;
  std::string text;
  AnyRef added;  // its fields go with it
  json.begin_object();
  json.key("differences");
  json.begin_array();
  for (const Edit& edit : find_differences(from.plan(), to.plan())) {
    const bool is_gone = edit.field == kDeleted && edit.after == Value(true);
    const EditWords words{is_gone ? from.plan() : to.plan(), options.language};
    const bool is_new = edit.field == kDeleted && type_of(edit.before) == ValueType::none;
    json.begin_object();
    words.name(json, edit.record, edit.field);
    json.member("before", words.value(edit.record, edit.field, edit.before));
    json.member("after", words.value(edit.record, edit.field, edit.after));
    json.end_object();
    if (is_new) added = edit.record;
    if (edit.field == kDeleted) {
      const Word word = is_new    ? Word::edit_added
                        : is_gone ? Word::edit_deleted
                                  : Word::edit_restored;
      text += words.sentence(word, edit.record, edit.field, {});
    } else if (edit.record != added && find_field(edit.record.kind, edit.field) != nullptr) {
      text += words.sentence(Word::edit_changed, edit.record, edit.field,
                             {words.value(edit.record, edit.field, edit.before),
                              words.value(edit.record, edit.field, edit.after)});
    }
  }
  json.end_array();
  json.end_object();
  if (options.output == Output::json) return std::move(json).take();
  if (text.empty()) text = std::string(say(options.language, Word::cli_no_differences)) + "\n";
  return text;
}

std::string report_history(const OpenPlan& open, ReportOptions options) {
  std::vector<const Change*> changes;
  for (const Change& change : open.history()) changes.push_back(&change);
  sort_stably(changes, [](const Change* a, const Change* b) { return is_before(*b, *a); });
  JsonWriter json;
  std::string text;
  json.begin_object();
  json.key("changes");
  json.begin_array();
  for (const Change* change : changes) {
    const Author& author = change->author;
    const std::string what = say(options.language, change->label);
    const std::string when = utc_text(author.unix_milliseconds);
    json.begin_object();
    json.member("replica", hex({change->dot.replica.value}));
    json.member("number", change->dot.number);
    json.member("time", when);
    json.member("person", author.person);
    json.member("department", author.department);
    json.member("what", what);
    json.member("edits", change->edits.size());
    json.end_object();
    const std::string who = author.department.empty()
                                ? author.person
                                : fmt::format("{} ({})", author.person, author.department);
    text += fmt::format("{}  {}  {}\n", when, who.empty() ? "-" : who, what);
  }
  json.end_array();
  json.end_object();
  return options.output == Output::json ? std::move(json).take() : text;
}

std::string report_merge(const OpenPlan& merged, MergeCount count, ReportOptions options) {
  const std::size_t conflicts = find_conflicts(merged.plan()).size();
  if (options.output == Output::words)
    return say(options.language, Word::cli_merged,
               {std::to_string(count.copies), std::to_string(count.changes),
                std::to_string(conflicts)}) +
           "\n";
  JsonWriter json;
  json.begin_object();
  json.member("copies", count.copies);
  json.member("changes", count.changes);
  json.member("conflicts", conflicts);
  json.end_object();
  return std::move(json).take();
}

}  // namespace tongzhou
