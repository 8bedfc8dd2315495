// Inside the room: the siblings of one field of one row, wherever they are kept. A row is a table's
// or a record of a kind that this version does not know, which has no fields.
#pragma once

#include <span>
#include <vector>

#include "model/plan.h"

namespace tongzhou {

inline AnyRef ref_of(const ForeignRecord& row) { return {static_cast<Kind>(row.kind), row.id}; }

std::span<const KeptValue> kept_of(const Plan& plan, AnyRef record, FieldNumber field);

// In all that follows the row is the record's.

// The value that shows, of this version or a newer one; none where there is no such field.
Value shown_value(const Plan& plan, AnyRef record, const Row& row, FieldNumber field);
// Plan::siblings, of a row.
std::vector<Sibling> read_siblings(const Plan& plan, AnyRef record, const Row& row,
                                   FieldNumber field);
// Whether it is merged element by element.
bool is_set_field(const Plan& plan, AnyRef record, const Row& row, FieldNumber field);

// The edits that make the record: of kDeleted, then one for each field that is not its default.
void append_making(AnyRef record, const Row& row, std::vector<Edit>& edits);

}  // namespace tongzhou
