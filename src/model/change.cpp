#include "model/change.h"

#include "model/kinds.h"
#include "model/plan.h"
#include "model/siblings.h"

namespace tongzhou {
namespace {

// In front of the key of the label that is reversed.
constexpr std::string_view kUndoPrefix = "undo:";
constexpr std::string_view kRedoPrefix = "redo:";

}  // namespace

ChangeLabel make_label(Word word, std::vector<std::string> arguments) {
  const std::string_view key = key_of(word);
  check(!key.empty(), "what files hold has a key (cmake/generate_words.py)");
  return {std::string(key), std::move(arguments)};
}

ChangeLabel make_reversal_label(Reversal reversal, const ChangeLabel& of) {
  std::string_view key = of.key;
  for (std::string_view prefix : {kUndoPrefix, kRedoPrefix})
    if (key.starts_with(prefix)) key.remove_prefix(prefix.size());
  const std::string_view prefix = reversal == Reversal::undo ? kUndoPrefix : kRedoPrefix;
  return {std::string(prefix).append(key), of.arguments};
}

bool is_undo_of(const ChangeLabel& label, Word word) {
  std::string_view key = label.key;
  if (!key.starts_with(kUndoPrefix)) return false;
  key.remove_prefix(kUndoPrefix.size());
  return key == key_of(word);
}

std::string say(Language language, const ChangeLabel& label) {
  for (const auto& [prefix, word] :
       {std::pair{kUndoPrefix, Word::change_undone}, std::pair{kRedoPrefix, Word::change_redone}})
    if (label.key.starts_with(prefix))
      return say(language, word,
                 {say(language, ChangeLabel{label.key.substr(prefix.size()), label.arguments})});
  if (const Word word = find_word(label.key); word != Word::none)
    return say(language, Message{word, label.arguments});
  return std::string(say(language, Word::change_unknown));
}

ChangeBuilder::ChangeBuilder(const Plan& plan, Random& random, ChangeLabel label)
    : plan_(plan), random_(random), draft_{std::move(label), {}} {}

const Edit* ChangeBuilder::find_edit(AnyRef record, FieldNumber field) const {
  if (const auto created = created_.find(record.id); created != created_.end()) {
    for (std::size_t i = created->second.first; i < created->second.last; ++i)
      if (draft_.edits[i].field == field) return &draft_.edits[i];
  }
  const auto place = place_.find({record, field});
  return place == place_.end() ? nullptr : &draft_.edits[place->second];
}

void ChangeBuilder::create(AnyRef record, const Row& row) {
  const std::size_t first = draft_.edits.size();
  append_making(record, row, draft_.edits);
  created_[record.id] = {first, draft_.edits.size()};
}

void ChangeBuilder::set(AnyRef record, FieldNumber field, Value value) {
  if (const Edit* edit = find_edit(record, field)) {
    draft_.edits[static_cast<std::size_t>(edit - draft_.edits.data())].after = std::move(value);
    return;
  }
  Value before = plan_.value_of(record, field);
  if (before == value) return;
  place_[{record, field}] = draft_.edits.size();
  draft_.edits.push_back({record, field, std::move(before), std::move(value)});
}

Value ChangeBuilder::value_of(AnyRef record, FieldNumber field) const {
  if (const Edit* edit = find_edit(record, field)) return edit->after;
  if (!created_.contains(record.id)) return plan_.value_of(record, field);
  const KindInfo* kind = find_kind(record.kind);
  const FieldInfo* info = kind != nullptr ? kind->find_field(field) : nullptr;
  return info != nullptr ? info->value_of(kind->blank()) : Value{};
}

Draft ChangeBuilder::take() && {
  std::erase_if(draft_.edits, [](const Edit& edit) { return edit.before == edit.after; });
  return std::move(draft_);
}

Draft make_inverse(const Plan& plan, const Change& change, ChangeLabel label) {
  Draft draft{std::move(label), {}};
  // Backwards, so that what was made last goes first.
  for (auto edit = change.edits.rbegin(); edit != change.edits.rend(); ++edit) {
    const bool creation = edit->field == kDeleted && type_of(edit->before) == ValueType::none;
    const bool made_here = type_of(edit->before) == ValueType::none && !creation;
    if (made_here) continue;  // goes with its record
    if (plan.value_of(edit->record, edit->field) != edit->after) continue;
    draft.edits.push_back(
        {edit->record, edit->field, edit->after, creation ? Value(true) : edit->before});
  }
  return draft;
}

}  // namespace tongzhou
