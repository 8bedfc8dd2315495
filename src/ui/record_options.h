// Records to choose from, in lists.
#pragma once

#include <vector>

#include "model/record_fields.h"
#include "ui/desk.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

// "None" and all records of the kind, the chosen one ticked; found by pinyin initials too. What a
// chosen option stands for, chosen_reference tells: 0 for none.
Options reference_options(const Desk& desk, Kind kind, AnyRefs chosen);
AnyId chosen_reference(const Desk& desk, Kind kind, int option);

// The same without "none", for sets.
Options references_options(const Desk& desk, Kind kind, AnyRefs chosen);
AnyId toggled_reference(const Desk& desk, Kind kind, int option);

// Whoever something may be shown to: departments, groups, people; and options of them.
std::vector<AnyRef> possible_readers(const Desk& desk);
Options readers_options(const Desk& desk, const std::vector<AnyRef>& chosen);

// The words of an enumeration.
Options word_options(const Look& look, std::span<const Word> words, std::int64_t chosen);

}  // namespace tongzhou
