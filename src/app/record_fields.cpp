#include "app/record_fields.h"

namespace tongzhou {

const FieldInfo* find_field(Kind kind, FieldNumber number) {
  const FieldInfo* field = field_of_kind(kind, number);
  return field != nullptr && is_for_people(*field) ? field : nullptr;
}

Word word_of(Kind kind) {
  const KindInfo* info = find_kind(kind);
  return info != nullptr ? info->label : Word::none;
}

}  // namespace tongzhou
