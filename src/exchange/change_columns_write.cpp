#include <array>
#include <map>

#include "exchange/change_columns.h"

namespace tongzhou {
namespace {

// Columns in the order of the file. After those marked with a * comes how long the next are.
enum ChangeColumn : std::uint8_t {
  kReplica,
  kNumber,
  kCounter,
  kAfterCount,  // *
  kAfterReplica,
  kAfterNumber,
  kPerson,
  kDepartment,
  kInstallation,
  kTime,
  kLabel,
  kArgumentCount,  // *
  kArgument,
  kEditCount,  // *
  kKind,
  kRecord,
  kField,
  kTypeBefore,
  kTypeAfter,
  kColumns
};

// Numbers for whatever is met more than once: 0, 1, 2, ... in the order of first meeting.
template <class Key>
class Numbering {
 public:
  std::int64_t number_of(const Key& key) {
    const auto [place, is_new] = numbers_.try_emplace(key, std::ssize(keys_));
    if (is_new) keys_.push_back(key);
    return place->second;
  }
  const std::vector<Key>& keys() const { return keys_; }

 private:
  std::map<Key, std::int64_t> numbers_;
  std::vector<Key> keys_;
};

class ChangesWriter {
 public:
  ChangesWriter(std::span<const Change> changes, IdNumbers& ids) : changes_(changes), ids_(ids) {}

  std::vector<std::byte> write() && {
    collect();
    write_count(changes_.size(), Budget::kRecord);
    write_count(replicas_.keys().size(), Budget::kNumber);
    for (ReplicaId replica : replicas_.keys()) out_(replica.value);
    write_texts();
    for (int column = 0; column < kColumns; ++column) {
      const bool starts_list = column == kAfterReplica || column == kArgument || column == kKind;
      if (starts_list) write_count(columns_[column].size(), Budget::kElement);
      write_numbers(out_, columns_[column]);
    }
    write_values(&Edit::before);
    write_values(&Edit::after);
    return std::move(out_).take();
  }

 private:
  void collect() {
    for (const Change& change : changes_) {
      put(kReplica, replicas_.number_of(change.dot.replica));
      put(kNumber, change.dot.number);
      put(kCounter, change.counter);
      put(kAfterCount, std::ssize(change.after));
      for (Dot dot : change.after) {
        put(kAfterReplica, replicas_.number_of(dot.replica));
        put(kAfterNumber, dot.number);
      }
      put(kPerson, number_of(change.author.person));
      put(kDepartment, number_of(change.author.department));
      put(kInstallation, number_of(change.author.installation));
      put(kTime, change.author.unix_milliseconds);
      put(kLabel, number_of(change.label.key));
      put(kArgumentCount, std::ssize(change.label.arguments));
      for (const std::string& argument : change.label.arguments)
        put(kArgument, number_of(argument));
      put(kEditCount, std::ssize(change.edits));
      for (const Edit& edit : change.edits) {
        edits_.push_back(&edit);
        put(kKind, static_cast<std::uint8_t>(edit.record.kind));
        put(kRecord, ids_.number_of(edit.record.id));
        put(kField, edit.field);
        put(kTypeBefore, static_cast<std::int64_t>(edit.before.index()));
        put(kTypeAfter, static_cast<std::int64_t>(edit.after.index()));
      }
    }
  }
  void put(ChangeColumn column, std::int64_t number) { columns_[column].push_back(number); }
  std::int64_t number_of(const std::string& text) {
    out_.budget().charge(text.size(), 1);
    return texts_.number_of(text);
  }

  void write_count(std::size_t count, std::uint64_t price) {
    out_.budget().charge(count, price);
    out_(static_cast<std::uint64_t>(count));
  }
  void write_texts() {
    const auto& texts = texts_.keys();
    write_count(texts.size(), Budget::kElement);
    Value text;
    write_column(out_, ids_, ValueType::text, texts.size(),
                 [&](std::size_t i) -> const Value& { return text = texts[i]; });
  }
  // Type by type.
  void write_values(Value Edit::* side) {
    for (std::size_t type = 1; type < std::variant_size_v<Value>; ++type) {
      std::vector<const Value*> values;
      for (const Edit* edit : edits_)
        if ((edit->*side).index() == type) values.push_back(&(edit->*side));
      write_column(out_, ids_, static_cast<ValueType>(type), values.size(),
                   [&](std::size_t i) -> const Value& { return *values[i]; });
    }
  }

  std::span<const Change> changes_;
  IdNumbers& ids_;
  BoundedOutputArchive out_;
  Numbering<ReplicaId> replicas_;
  Numbering<std::string> texts_;
  std::array<std::vector<std::int64_t>, kColumns> columns_;
  std::vector<const Edit*> edits_;
};

}  // namespace

std::vector<std::byte> write_change_columns(std::span<const Change> changes, IdNumbers& ids) {
  return ChangesWriter(changes, ids).write();
}

}  // namespace tongzhou
