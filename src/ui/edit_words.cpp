#include "ui/edit_words.h"

#include <map>

#include <fmt/format.h>

#include "model/kinds.h"
#include "ui/value_text.h"

namespace tongzhou {

std::string edit_line(const Desk& desk, const Plan& plan, const Edit& edit) {
  const Look& look = desk.look;
  const auto words = [&](const Value& value) {
    std::string text = any_value_words(look.words(), plan, edit.record, edit.field, value);
    return text.empty() ? std::string(desk.say(Word::nobody)) : text;
  };
  if (edit.field == kDeleted) {
    const bool gone = edit.after == Value(true);
    const bool is_new = type_of(edit.before) == ValueType::none;
    return std::string(desk.say(gone     ? Word::merge_kind_deleted
                                : is_new ? Word::merge_kind_added
                                         : Word::merge_kind_restored));
  }
  const std::string_view field = field_words(look.language, edit.record, edit.field);
  if (find_field(edit.record.kind, edit.field) == nullptr)
    return fmt::format("{}: {}", field, desk.say(Word::value_moved));
  if (type_of(edit.before) == ValueType::none)
    return fmt::format("{}: {}", field, words(edit.after));
  return fmt::format("{}: {} → {}", field, words(edit.before), words(edit.after));
}

std::vector<RecordEdits> by_record(Language language, const Plan& plan, std::vector<Edit> edits) {
  std::vector<RecordEdits> records;
  std::map<AnyRef, std::size_t> places;
  for (Edit& edit : edits) {
    const auto [place, is_new] = places.try_emplace(edit.record, records.size());
    if (is_new) records.push_back({edit.record, record_words(language, plan, edit.record), {}});
    records[place->second].edits.push_back(std::move(edit));
  }
  return records;
}

}  // namespace tongzhou
