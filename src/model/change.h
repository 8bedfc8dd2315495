// A change: who did what, when, in words and in field edits. The only thing a plan is edited by.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/ports.h"
#include "model/records.h"
#include "model/table.h"

namespace tongzhou {

class Plan;

// One field given a value. Field kDeleted with `before` empty creates the record; fields that a
// creation does not name hold their defaults.
struct Edit {
  AnyRef record;
  FieldNumber field = kDeleted;
  Value before;
  Value after;
  bool operator==(const Edit&) const = default;
};

// Whether the edit is one of that field: is_field<&Task::title>(edit).
template <auto member>
bool is_field(const Edit& edit) {
  return edit.record.kind == Description<typename MemberOf<member>::Record>::kind &&
         edit.field == field_number<member>();
}

// Who acted and when, for people to read.
struct Author {
  std::string person;
  std::string department;
  std::string installation;
  std::int64_t unix_milliseconds = 0;
  bool operator==(const Author&) const = default;
};

// The words are kept by key, so that any version can read them in any language.
struct ChangeLabel {
  std::string key;
  std::vector<std::string> arguments;
  bool operator==(const ChangeLabel&) const = default;
};
ChangeLabel make_label(Word word, std::vector<std::string> arguments = {});
// The label of what takes a change back, or does it again.
enum class Reversal : std::uint8_t { undo, redo };
ChangeLabel make_reversal_label(Reversal reversal, const ChangeLabel& of);
// Whether a change of that label took back one of those words.
bool is_undo_of(const ChangeLabel& label, Word word);
// Words unknown to this version read as "an edit".
std::string say(Language language, const ChangeLabel& label);

struct Change {
  Dot dot;
  std::uint32_t counter = 0;
  // Changes of other replicas that it follows: the heads that its author had, and those whose
  // writes it replaces. Sorted, each once.
  std::vector<Dot> after;
  Author author;
  ChangeLabel label;
  std::vector<Edit> edits;
  bool operator==(const Change&) const = default;
};

// What a person does, before it has a place in the order of things: Plan::stamp gives it one.
struct Draft {
  ChangeLabel label;
  std::vector<Edit> edits;
};

// Collects edits against one state of a plan. Later edits of a field replace earlier ones; edits
// that change nothing vanish.
class ChangeBuilder {
 public:
  // The plan must outlive the builder and not change meanwhile.
  ChangeBuilder(const Plan& plan, Random& random, ChangeLabel label);

  template <class Record>
  Id<Record> create(Record record) {
    const auto id = mint<Id<Record>>(random_);
    create(id, std::move(record));
    return id;
  }
  template <class Record>
  void create(Id<Record> id, Record record) {
    create(ref(id), Entry<Record>(id, false, std::move(record), {}));
  }
  // A record that holds what the row of that kind holds.
  void create(AnyRef record, const Row& row);

  // set<&Task::title>(id, "...")
  template <auto member>
  void set(Id<typename MemberOf<member>::Record> id, typename MemberOf<member>::Type value) {
    set(ref(id), field_number<member>(), to_value(value));
  }
  void set(AnyRef record, FieldNumber field, Value value);

  // Deletes or brings back the record itself; what refers to it is the caller's to say.
  void remove(AnyRef record) { set(record, kDeleted, true); }
  void restore(AnyRef record) { set(record, kDeleted, false); }

  // The value as it will be after the edits so far; empty for a record that is not there.
  Value value_of(AnyRef record, FieldNumber field) const;

  bool empty() const { return draft_.edits.empty(); }
  Draft take() &&;

 private:
  struct Key {
    AnyRef record;
    FieldNumber field;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept {
      return std::hash<AnyId>{}(key.record.id) * 31 + key.field;
    }
  };
  struct Range {
    std::size_t first, last;
  };
  const Edit* find_edit(AnyRef record, FieldNumber field) const;

  const Plan& plan_;
  Random& random_;
  Draft draft_;
  std::unordered_map<Key, std::size_t, KeyHash> place_;  // edits of records that were there
  std::unordered_map<AnyId, Range> created_;             // edits that make a new record
};

// The draft that takes a change back: only the fields that still hold what the change wrote, so
// that nothing written since is lost. May come out without edits.
Draft make_inverse(const Plan& plan, const Change& change, ChangeLabel label);

}  // namespace tongzhou
