#include "app/record_table.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "app/edits.h"
#include "app/task_rows.h"
#include "app/value_reading.h"
#include "core/sorting.h"
#include "exchange/csv_cells.h"
#include "exchange/csv_columns.h"
#include "exchange/text_encoding.h"
#include "exchange/xlsx_table.h"
#include "model/order_key.h"

namespace tongzhou {
namespace {

// Of two kinds of which as many columns are known the first is taken.
constexpr std::array kTableKinds{
    Kind::person,      Kind::task,      Kind::department,  Kind::measurement, Kind::goal,
    Kind::goal_step,   Kind::duty,      Kind::deliverable, Kind::criterion,   Kind::indicator,
    Kind::issue,       Kind::cause,     Kind::action,      Kind::lesson,      Kind::channel,
    Kind::information, Kind::suggestion};
constexpr std::int32_t kColours = 8;   // of departments
constexpr std::size_t kHeadRows = 10;  // among which the head is looked for

// What people write over columns, by what the field is.
struct HeadAlias {
  std::string_view head;
  Role role;
  std::string_view field = {};  // its name in JSON; empty: the first of that role
  std::optional<Kind> refers_to = {};
};
constexpr auto kHeadAliases = std::to_array<HeadAlias>({
    {"名称", Role::name},
    {"名字", Role::name},
    {"姓名", Role::name},
    {"标题", Role::name},
    {"name", Role::name},
    {"title", Role::name},
    {"日期", Role::day},
    {"date", Role::day},
    {"day", Role::day},
    {"截止日期", Role::day},
    {"数值", Role::amount},
    {"实际值", Role::amount},
    {"完成值", Role::amount},
    {"value", Role::amount},
    {"actual", Role::amount},
    {"部门", Role::reference, {}, Kind::department},
    {"责任部门", Role::reference, {}, Kind::department},
    {"department", Role::reference, {}, Kind::department},
    {"dept", Role::reference, {}, Kind::department},
    {"负责人", Role::reference, {}, Kind::person},
    {"责任人", Role::reference, {}, Kind::person},
    {"owner", Role::reference, {}, Kind::person},
    {"电话", Role::text, "contact"},
    {"手机", Role::text, "contact"},
    {"邮箱", Role::text, "contact"},
    {"phone", Role::text, "contact"},
    {"email", Role::text, "contact"},
    {"职务", Role::text, "role"},
    {"岗位", Role::text, "role"},
    {"position", Role::text, "role"},
    {"备注", Role::note, "notes"},
    {"说明", Role::note, "notes"},
    {"备注", Role::text, "note"},
    {"note", Role::text, "note"},
    {"notes", Role::note, "notes"},
    {"remarks", Role::note, "notes"},
});

// The columns of a table of tasks that are fields, by what these are called in JSON.
struct TaskHead {
  Column column;
  std::string_view field;
};
constexpr std::array kTaskHeads{
    TaskHead{Column::title, "title"},
    TaskHead{Column::duration, "duration"},
    TaskHead{Column::effort, "effort"},
    TaskHead{Column::department, "department"},
    TaskHead{Column::responsible, "responsible"},
    TaskHead{Column::participants, "participants"},
    TaskHead{Column::percent, "percent"},
    TaskHead{Column::deadline, "deadline"},
    TaskHead{Column::actual_start, "actual_start"},
    TaskHead{Column::actual_finish, "actual_finish"},
    TaskHead{Column::priority, "priority"},
    TaskHead{Column::notes, "notes"},
};

bool is_called_in_task_tables(const FieldInfo& field, const std::string& head) {
  const auto column = find_column(head);
  return column && std::ranges::any_of(kTaskHeads, [&](const TaskHead& one) {
           return one.column == *column && one.field == field.name;
         });
}

// What a phase has from its tasks.
bool is_told_by_tasks(const FieldInfo& field) {
  return field.role == Role::duration || field.role == Role::effort ||
         field.role == Role::percent || field.label == Word::task_actual_start ||
         field.label == Word::task_actual_finish;
}

bool is_key(const FieldInfo& field) {
  return field.role == Role::owner || field.role == Role::reference || field.role == Role::day ||
         field.role == Role::instant || field.role == Role::choice;
}

bool is_called(const FieldInfo& field, const std::string& head) {
  return head == folded_head(say(Language::chinese, field.label)) ||
         head == folded_head(say(Language::english, field.label)) ||
         head == folded_head(field.name);
}

bool is_meant(const HeadAlias& alias, const FieldInfo& field) {
  const bool is_day = alias.role == Role::day && field.role == Role::instant;
  const bool is_part = alias.role == Role::reference && field.role == Role::owner;
  return (field.role == alias.role || is_day || is_part) &&
         (alias.field.empty() || alias.field == field.name) &&
         (!alias.refers_to || alias.refers_to == field.refers_to);
}

FieldNumber field_for(Kind kind, const std::string& head, const std::vector<FieldNumber>& taken) {
  const auto is_free = [&](const FieldInfo& field) {
    return std::ranges::find(taken, field.number) == taken.end();
  };
  if (head.empty()) return kDeleted;
  for (const FieldInfo& field : fields_of(kind))
    if ((is_called(field, head) || (kind == Kind::task && is_called_in_task_tables(field, head))) &&
        is_free(field))
      return field.number;
  for (const HeadAlias& alias : kHeadAliases)
    if (alias.head == head)
      for (const FieldInfo& field : fields_of(kind))
        if (is_meant(alias, field) && is_free(field)) return field.number;
  return kDeleted;
}

std::size_t known_columns(const RecordColumns& columns) {
  return columns.fields.size() -
         static_cast<std::size_t>(std::ranges::count(columns.fields, kDeleted));
}

const FieldInfo* name_field(Kind kind) {
  for (const FieldInfo& field : fields_of_kind(kind))
    if (field.role == Role::name) return &field;
  return nullptr;
}

// A name as it is compared: 「冯　琳」, written so to fill a column, is 「冯琳」.
std::string name_key(std::string_view name) {
  std::string key = folded(name);
  const auto is_wide = [&](std::size_t i) {
    return (static_cast<unsigned char>(key[i]) & 0x80) != 0;
  };
  for (std::size_t i = 1; i + 1 < key.size(); ++i)
    if (key[i] == ' ' && (is_wide(i - 1) || is_wide(i + 1))) key.erase(i--, 1);
  return key;
}

// What tells records of nameless kinds from each other.
void add_key(std::string& key, const Value& value) {
  if (const auto* id = std::get_if<AnyId>(&value)) key += std::to_string(id->value);
  if (const auto* day = std::get_if<Day>(&value)) key += std::to_string(day->value);
  if (const auto* at = std::get_if<Instant>(&value)) key += std::to_string(at->value);
  if (const auto* choice = std::get_if<std::int64_t>(&value)) key += std::to_string(*choice);
  key += ' ';
}

class RowTaker {
 public:
  RowTaker(const OpenPlan& open, Random& random, const RecordColumns& columns, Day today)
      : open_(open),
        plan_(open.plan()),
        random_(random),
        columns_(columns),
        today_(today),
        name_(name_field(columns.kind)),
        build_(plan_, random,
               make_label(Word::did_table_import,
                          {std::string(say(language_of(plan_), word_of(columns.kind)))})) {
    find_known();
  }

  void take(std::size_t number, const std::vector<std::string>& cells) {
    if (std::ranges::all_of(cells, [](const auto& cell) { return folded(cell).empty(); })) return;
    const std::size_t width = std::min(cells.size(), columns_.fields.size());
    std::vector<std::pair<const FieldInfo*, Value>> values;
    const std::size_t unread_before = unread_.size();
    bool is_lost = false;
    for (std::size_t i = 0; i < width; ++i) {
      const FieldInfo* field = field_of_kind(columns_.kind, columns_.fields[i]);
      if (field == nullptr || folded(cells[i]).empty()) continue;
      if (auto value = read(*field, cells[i]); value && field->fits(*value)) {
        values.emplace_back(field, std::move(*value));
      } else {
        unread_.push_back({number, i});
        is_lost = is_lost || (name_ == nullptr ? is_key(*field) : field == name_);
      }
    }
    const std::string key = is_lost ? std::string() : key_of(values);
    if (key.empty() || doubled_.contains(key)) {
      if (unread_.size() == unread_before) unread_.push_back({number, key_column()});
      return;
    }
    enter(key, std::move(values));
  }

  TakenRows finish() && {
    taken_.unread = std::move(unread_);
    taken_.draft = std::move(build_).take();
    return std::move(taken_);
  }

 private:
  std::size_t key_column() const {
    for (std::size_t i = 0; i < columns_.fields.size(); ++i)
      if (const FieldInfo* field = field_of_kind(columns_.kind, columns_.fields[i]))
        if (name_ == nullptr ? is_key(*field) : field == name_) return i;
    return 0;
  }

  void find_known() {
    const AnyTable& table = *plan_.table(columns_.kind);
    for (Slot slot = 0; slot < table.slot_count(); ++slot) {
      const Row& row = table.row(slot);
      if (row.deleted) continue;
      std::string key;
      if (name_ != nullptr)
        key = name_key(*name_->text(row));
      else
        for (const FieldNumber number : columns_.fields)
          if (const FieldInfo* field = field_of_kind(columns_.kind, number);
              field != nullptr && is_key(*field))
            add_key(key, field->value_of(row));
      const auto [place, is_new] =
          known_.try_emplace(std::move(key), AnyRef{columns_.kind, table.id(slot)});
      if (!is_new && name_ != nullptr) doubled_.insert(place->first);
    }
  }

  // Empty where the row does not say which record it means.
  std::string key_of(const std::vector<std::pair<const FieldInfo*, Value>>& values) const {
    std::string key;
    bool says_any = false;
    for (const FieldNumber number : columns_.fields) {
      const FieldInfo* field = field_of_kind(columns_.kind, number);
      if (field == nullptr || (name_ == nullptr ? !is_key(*field) : field != name_)) continue;
      const auto value =
          std::ranges::find(values, field, &std::pair<const FieldInfo*, Value>::first);
      says_any = says_any || value != values.end();
      if (name_ == nullptr)
        add_key(key, value != values.end() ? value->second : field->value_of(blank()));
      else if (value != values.end())
        return name_key(std::get<std::string>(value->second));
    }
    return says_any ? key : std::string();
  }

  const Row& blank() const { return find_kind(columns_.kind)->blank(); }

  std::optional<Value> read(const FieldInfo& field, std::string_view cell) {
    auto value = read_value(today_, plan_, {columns_.kind, {}}, field, cell);
    if (value || !field.refers_to) return value;
    const bool is_made = field.refers_to == Kind::department || field.refers_to == Kind::person;
    if (!is_made && field.refers_to != columns_.kind) return value;
    if (field.role != Role::references) {
      const AnyId one = named(*field.refers_to, cell, is_made);
      return one ? std::optional(Value(one)) : std::nullopt;
    }
    AnyRefs ids;
    for (const std::string& name : split_names(cell)) {
      const auto known = read_value(today_, plan_, {}, single(field), name);
      const AnyId id = known ? std::get<AnyId>(*known) : named(*field.refers_to, name, is_made);
      if (!id) return std::nullopt;
      ids.push_back(id);
    }
    sort_stably(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    return Value(std::move(ids));
  }

  static FieldInfo single(FieldInfo field) {
    field.role = Role::reference;
    return field;
  }

  // One of a name that is compared alike, one that came up in this table, or one made now.
  AnyId named(Kind kind, std::string_view name, bool may_make) {
    const std::string key = name_key(name);
    if (kind == columns_.kind)
      if (const auto known = known_.find(key); known != known_.end()) return known->second.id;
    if (!may_make) return {};
    const auto [place, is_new] = mentioned_.try_emplace(std::string(find_kind(kind)->name) + key);
    if (!is_new) return place->second.id;
    AnyRef& record = place->second = find_like(kind, key);
    if (record.id) return record.id;
    record = create(kind);
    const FieldInfo& field = *name_field(kind);
    build_.set(record, field.number, *read_value(today_, plan_, record, field, name));
    if (kind == columns_.kind) known_.emplace(key, record);
    ++taken_.mentioned;
    return record.id;
  }

  AnyRef find_like(Kind kind, const std::string& key) const {
    const AnyTable& table = *plan_.table(kind);
    const FieldInfo* const name = name_field(kind);
    for (Slot slot = 0; slot < table.slot_count(); ++slot)
      if (!table.row(slot).deleted && name_key(*name->text(table.row(slot))) == key)
        return {kind, table.id(slot)};
    return {kind, {}};
  }

  // The last of its kind.
  AnyRef create(Kind kind) {
    const AnyRef record{kind, mint<AnyId>(random_)};
    build_.create(record, find_kind(kind)->blank());
    for (const FieldInfo& field : fields_of_kind(kind)) {
      if (field.role == Role::order) {
        std::string& last = last_[static_cast<std::size_t>(kind)];
        last = last.empty() ? last_order(plan_, random_, kind) : order_between(last, {}, random_);
        build_.set(record, field.number, last);
      }
      if (field.role == Role::colour)
        build_.set(record, field.number,
                   std::int64_t(plan_.table(kind)->slot_count() + colours_++) % kColours);
    }
    return record;
  }

  bool is_taken(std::uint32_t row, const FieldInfo& field) const {
    return field.role != Role::owner &&
           !(open_.outline().is_summary(row) && is_told_by_tasks(field));
  }

  // A day without its time, where the record has one on that day.
  static bool is_that_day(const FieldInfo& field, const Value& before, const Value& value) {
    const auto* had = std::get_if<Instant>(&before);
    const auto* told = std::get_if<Instant>(&value);
    return had != nullptr && told != nullptr && had->is_set() && told->is_set() &&
           day_of(*had) == day_of(*told) && minute_of_day(*told) == usual_minute(field);
  }

  void enter(const std::string& key, std::vector<std::pair<const FieldInfo*, Value>> values) {
    const auto [place, is_new] = known_.try_emplace(key);
    if (is_new) place->second = create(columns_.kind);
    const AnyRef record = place->second;
    // Of a task that was there before this table.
    const std::uint32_t row =
        record.kind == Kind::task ? row_of(open_, Id<Task>{record.id.value}) : Outline::kNoRow;
    // What the table says of actual dates counts more than what follows from a percentage.
    for (auto& one : values)
      if (one.first->role == Role::percent) std::swap(one, values.front());
    bool changes = false;
    for (auto& [field, value] : values) {
      // A name that differs in blanks alone stays as it is.
      if (field == name_ && !is_new) continue;
      if (row != Outline::kNoRow && !is_taken(row, *field)) continue;
      const Value before = build_.value_of(record, field->number);
      if (before == value || is_that_day(*field, before, value)) continue;
      if (row != Outline::kNoRow && field->role == Role::percent)
        write_percent(build_, open_, row, int(std::get<std::int64_t>(value)));
      else
        build_.set(record, field->number, std::move(value));
      changes = true;
    }
    ++(is_new ? taken_.added : changes ? taken_.changed : taken_.same);
  }

  const OpenPlan& open_;
  const Plan& plan_;
  Random& random_;
  const RecordColumns& columns_;
  const Day today_;
  const FieldInfo* const name_;  // of the kind; null: it has none
  ChangeBuilder build_;
  std::unordered_map<std::string, AnyRef> known_;      // by key
  std::unordered_set<std::string> doubled_;            // names that several have
  std::unordered_map<std::string, AnyRef> mentioned_;  // by kind and name
  std::array<std::string, 64> last_;                   // order keys, by kind
  std::int64_t colours_ = 0;
  std::vector<UnreadCell> unread_;
  TakenRows taken_;
};

}  // namespace

std::span<const Kind> table_kinds() { return kTableKinds; }

Result<std::vector<SheetOfRows>> read_sheets(const NamedBytes& file, const TextCodec& codec) {
  std::vector<SheetText> texts;
  if (is_workbook(file.bytes)) {
    auto sheets = read_workbook(file.bytes, kMostSheets);
    if (!sheets) return std::unexpected(sheets.error());
    texts = std::move(*sheets);
  } else {
    auto text = decode_text(file.bytes, &codec);
    if (!text) return std::unexpected(text.error());
    texts.push_back({{}, std::move(*text)});
  }
  std::vector<SheetOfRows> found;
  for (SheetText& sheet : texts) {
    auto rows = parse_table(sheet.csv);
    if (!rows) return std::unexpected(rows.error());
    if (rows->size() > 1) found.push_back({std::move(sheet.name), std::move(*rows)});
  }
  if (!found.empty()) return found;
  return refusal({Word::error_table_empty, {}}, {Word::todo_table_head, {}});
}

RecordColumns find_columns(const TextTable& rows, Kind kind) {
  RecordColumns best{.kind = kind, .fields = {}};
  for (std::size_t r = 0; r < std::min(rows.size(), kHeadRows); ++r) {
    RecordColumns columns{.kind = kind, .fields = {}, .first_row = r + 1};
    for (const std::string& head : rows[r])
      columns.fields.push_back(field_for(kind, folded_head(head), columns.fields));
    if (r == 0 || known_columns(columns) > known_columns(best)) best = std::move(columns);
  }
  return best;
}

Kind likely_kind(const SheetOfRows& sheet) {
  const std::string name = folded_head(sheet.name);
  Kind best = kTableKinds.front();
  std::size_t most = 0;
  for (const Kind kind : kTableKinds) {
    const Word label = word_of(kind);
    if (name == folded_head(say(Language::chinese, label)) ||
        name == folded_head(say(Language::english, label)))
      return kind;
    const std::size_t known = known_columns(find_columns(sheet.rows, kind));
    if (known <= most) continue;
    most = known;
    best = kind;
  }
  return best;
}

std::vector<FieldNumber> key_fields(Kind kind) {
  if (const FieldInfo* name = name_field(kind)) return {name->number};
  std::vector<FieldNumber> keys;
  for (const FieldInfo& field : fields_of_kind(kind))
    if (field.role == Role::owner) keys.push_back(field.number);
  return keys;
}

bool has_key(const RecordColumns& columns) {
  return std::ranges::any_of(key_fields(columns.kind), [&](FieldNumber key) {
    return std::ranges::find(columns.fields, key) != columns.fields.end();
  });
}

TakenRows take_rows(const OpenPlan& open, Random& random, const TextTable& rows,
                    const RecordColumns& columns, Day today) {
  if (!has_key(columns)) return {};
  RowTaker taker(open, random, columns, today);
  for (std::size_t r = columns.first_row; r < rows.size(); ++r) taker.take(r, rows[r]);
  return std::move(taker).finish();
}

}  // namespace tongzhou
