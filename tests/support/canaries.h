// Plans full of marks, each of which stands nowhere else, and markings at random: for tests that
// nothing withheld gets out.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/file_forms.h"
#include "core/check.h"
#include "exchange/audience_copy.h"
#include "exchange/envelope.h"
#include "exchange/zip_archive.h"
#include "support/random_plan.h"

namespace tongzhou::test {

inline constexpr CopyKey kCanaryKey{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}};
inline constexpr std::string_view kCanary = "密";  // then five digits and more

inline void must_change(Plan& plan, Draft draft, int which) {
  constexpr std::uint64_t kWriters = 0x8f3a'1c9b'5577'2200;  // ids of replicas are random
  const ReplicaId writer{kWriters + static_cast<std::uint64_t>(which)};
  check(plan.apply(plan.stamp(std::move(draft), writer, {})).has_value(), "the draft fits");
}

template <class Record>
std::vector<Id<Record>> some_of(const Plan& plan, Dice& dice, int percent) {
  std::vector<Id<Record>> some;
  for (const auto& entry : plan.table<Record>().live())
    if (dice.chance(percent)) some.push_back(entry.id);
  std::ranges::sort(some);
  return some;
}

// Departments, people, all that is in a group, or nobody.
inline Audience some_audience(const Plan& plan, Dice& dice) {
  const auto groups = some_of<Group>(plan, dice, 50);
  if (!groups.empty() && dice.chance(30)) return audience_of(plan, ref(groups.front()));
  return {some_of<Department>(plan, dice, 30), some_of<Person>(plan, dice, 20), dice.chance(20)};
}

// Marks records and fields at random.
inline void mark_some(Plan& plan, Dice& dice) {
  ChangeBuilder builder(plan, dice.random(), {});
  for (const KindInfo& kind : all_kinds()) {
    if (kind.stays_here) continue;
    const AnyTable& table = *plan.table(kind.kind);
    for (Slot slot = 0; slot < table.slot_count(); ++slot) {
      if (!dice.chance(30)) continue;
      const FieldInfo& field = kind.fields[dice.below(kind.fields.size())];
      builder.create(Marking{.kind = static_cast<std::int32_t>(kind.kind),
                             .record = {table.id(slot).value},
                             .field = dice.chance(30) ? field.number : 0,
                             .secrecy = static_cast<Secrecy>(dice.below(4)),
                             .audience = {some_of<Department>(plan, dice, 20)},
                             .until = {},
                             .reason = {},
                             .people = {some_of<Person>(plan, dice, 10)},
                             .groups = {some_of<Group>(plan, dice, 20)}});
    }
  }
  must_change(plan, std::move(builder).take(), 1);
}

// Every text of the plan is one that stands nowhere else.
inline void put_canaries(Plan& plan, Dice& dice) {
  ChangeBuilder builder(plan, dice.random(), {});
  int count = 0;
  for (const KindInfo& kind : all_kinds()) {
    const AnyTable& table = *plan.table(kind.kind);
    for (Slot slot = 0; slot < table.slot_count(); ++slot)
      for (const FieldInfo& field : kind.fields)
        if (field.type == ValueType::text && field.role != Role::order)
          builder.set({kind.kind, table.id(slot)}, field.number,
                      fmt::format("{}{:05}{}", kCanary, ++count, dice.bits() % 1000));
  }
  must_change(plan, std::move(builder).take(), 2);
}

struct CanaryCase {
  explicit CanaryCase(std::uint64_t seed) : dice(seed), plan(make_random_plan(dice)) {
    if (plan.find_row(ref(plan.info_id())) == nullptr) {
      ChangeBuilder builder(plan, dice.random(), {});
      builder.create(plan.info_id(), PlanInfo{.title = "t"});
      must_change(plan, std::move(builder).take(), 3);
    }
    put_canaries(plan, dice);
    mark_some(plan, dice);
    order.audience = some_audience(plan, dice);
  }

  // By hand, not by the program's own looking: which texts the reader may get.
  std::set<std::string> visible_texts() const {
    const SecrecyTable table(plan, order.today);
    const VisiblePart part(table, order.audience);
    std::set<std::string> texts;
    for (const KindInfo& kind : all_kinds()) {
      const AnyTable& of_kind = *plan.table(kind.kind);
      for (Slot slot = 0; slot < of_kind.slot_count(); ++slot)
        for (const FieldInfo& field : kind.fields)
          if (field.type == ValueType::text &&
              part.has({kind.kind, of_kind.id(slot)}, field.number))
            texts.insert(*field.text(of_kind.row(slot)));
    }
    return texts;
  }

  Dice dice;
  Plan plan;
  CopyOrder order{.audience = {},
                  .audience_name = "for them",
                  .key = kCanaryKey,
                  .dates = CopyDates::recomputed,
                  .today = from_civil(2026, 9, 1)};
};

// The parts of a workbook that hold its texts.
inline std::string workbook_contents(std::span<const std::byte> bytes) {
  constexpr std::size_t kMost = 64U << 20;
  std::string contents = read_zipped(bytes, "xl/workbook.xml", kMost).value_or("");
  for (int sheet = 1;; ++sheet) {
    const auto part =
        read_zipped(bytes, "xl/worksheets/sheet" + std::to_string(sheet) + ".xml", kMost);
    if (!part) return contents;
    contents += *part;
  }
}

// Plan files and workbooks unpacked, other files as they are.
inline std::string contents_of(const NamedBytes& file, FileForm form) {
  if (form == FileForm::xlsx) return workbook_contents(file.bytes);
  if (form != FileForm::plan_file)
    return {reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size()};
  std::string contents;
  EnvelopeReader reader(FileType::plan, file.bytes);
  while (const auto section = reader.next())
    contents.append(reinterpret_cast<const char*>(section->content.data()),
                    section->content.size());
  return contents;
}

// The first mark in the bytes that is none of those allowed; empty: none.
inline std::string find_canary(std::string_view bytes, const std::set<std::string>& allowed) {
  constexpr std::size_t kDigits = 5;
  std::set<std::string_view> known;
  for (const std::string& text : allowed)
    if (text.starts_with(kCanary))
      known.insert(std::string_view(text).substr(0, kCanary.size() + kDigits));
  for (std::size_t at = bytes.find(kCanary); at != std::string_view::npos;
       at = bytes.find(kCanary, at + 1)) {
    const std::string_view mark = bytes.substr(at, kCanary.size() + kDigits);
    const bool is_mark = std::ranges::all_of(mark.substr(kCanary.size()), [](char c) {
      return c >= '0' && c <= '9';
    });  // else a word of ours
    if (is_mark && !known.contains(mark)) return std::string(mark);
  }
  return {};
}

}  // namespace tongzhou::test
