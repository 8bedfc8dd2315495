#include "app/record_fields.h"

#include <algorithm>
#include <vector>

namespace tongzhou {
namespace {

template <class Member>
constexpr std::optional<Kind> referred_kind() {
  if constexpr (kIsReference<Member>)
    return Description<typename detail::is_id<Member>::record>::kind;
  else if constexpr (kIsReferences<Member>)
    return Description<typename detail::is_ref_set<Member>::record>::kind;
  else
    return std::nullopt;
}

template <class Member>
constexpr std::span<const Word> choice_words() {
  if constexpr (std::is_enum_v<Member>)
    return kChoices<Member>;
  else
    return {};
}

template <class Record>
std::vector<FieldInfo> collect() {
  std::vector<FieldInfo> fields;
  for_each_field<Record>([&](const auto& field) {
    using Member = typename std::remove_cvref_t<decltype(field)>::Member;
    if (field.role == Role::order) return;
    fields.push_back(
        {field.number, field.role, field.label, referred_kind<Member>(), choice_words<Member>()});
  });
  return fields;
}

}  // namespace

std::span<const FieldInfo> fields_of(Kind kind) {
  std::span<const FieldInfo> found;
  Records::visit(kind, [&]<class Record> {
    static const std::vector<FieldInfo> kFields = collect<Record>();
    found = kFields;
  });
  return found;
}

const FieldInfo* find_field(Kind kind, FieldNumber number) {
  const auto fields = fields_of(kind);
  const auto found = std::ranges::find(fields, number, &FieldInfo::number);
  return found == fields.end() ? nullptr : &*found;
}

Word word_of(Kind kind) {
  Word word = Word::none;
  Records::visit(kind, [&]<class Record> { word = Description<Record>::label; });
  return word;
}

}  // namespace tongzhou
