#include "ui/record_options.h"

#include <algorithm>

#include "core/sorting.h"

namespace tongzhou {
namespace {

// A person's is the department's.
int colour_of(const Plan& plan, AnyRef record) {
  Id<Department> of;
  if (record.kind == Kind::department) of = {record.id.value};
  if (record.kind == Kind::person)
    if (const Person* person = plan.find(Id<Person>{record.id.value})) of = person->department;
  const Department* department = plan.find(of);
  return department == nullptr ? -1 : department->colour;
}

Options options_of(const Desk& desk, std::vector<AnyRef> records, AnyRefs chosen, bool with_none) {
  sort_stably(chosen);
  const int none = with_none ? 1 : 0;
  const int count = static_cast<int>(records.size()) + none;
  const auto at = [&plan = desk.plan(), none, blank = desk.say(Word::nobody),
                   records = std::move(records), chosen = std::move(chosen)](int i) {
    if (i < none) return Option{.text = std::string(blank), .chosen = chosen.empty()};
    const AnyRef record = records[static_cast<std::size_t>(i - none)];
    return Option{.text = plan.name_of(record),
                  .dot = colour_of(plan, record),
                  .chosen = std::ranges::binary_search(chosen, record.id)};
  };
  const auto matches = [&pinyin = desk.session.pinyin()](const Option& option,
                                                         std::string_view typed) {
    return pinyin.contains(typed, option.text);
  };
  return {.count = count, .at = at, .matches = matches};
}

}  // namespace

Options reference_options(const Desk& desk, Kind kind, AnyRefs chosen) {
  return options_of(desk, desk.open().in_order(kind), std::move(chosen), true);
}
AnyId chosen_reference(const Desk& desk, Kind kind, int option) {
  return option == 0 ? AnyId{} : toggled_reference(desk, kind, option - 1);
}

Options references_options(const Desk& desk, Kind kind, AnyRefs chosen) {
  return options_of(desk, desk.open().in_order(kind), std::move(chosen), false);
}
AnyId toggled_reference(const Desk& desk, Kind kind, int option) {
  return desk.open().in_order(kind)[static_cast<std::size_t>(option)].id;
}

std::vector<AnyRef> possible_readers(const Desk& desk) {
  std::vector<AnyRef> readers;
  for (const Kind kind : {Kind::department, Kind::group, Kind::person})
    std::ranges::copy(desk.open().in_order(kind), std::back_inserter(readers));
  return readers;
}
Options readers_options(const Desk& desk, const std::vector<AnyRef>& chosen) {
  AnyRefs ids;
  for (const AnyRef reader : chosen) ids.push_back(reader.id);
  return options_of(desk, possible_readers(desk), std::move(ids), false);
}

Options word_options(const Look& look, std::span<const Word> words, std::int64_t chosen) {
  return {.count = static_cast<int>(words.size()), .at = [&look, words, chosen](int i) {
            return Option{.text = std::string(look.say(words[static_cast<std::size_t>(i)])),
                          .chosen = i == chosen};
          }};
}

}  // namespace tongzhou
