#include "support/plan_facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/outline.h"

namespace tongzhou {
namespace {

class Facts {
 public:
  explicit Facts(const Plan& plan) : plan_(plan), outline_(build_outline(plan)) {}

  std::vector<std::string> write() {
    Records::for_each([&]<class Record>() { write_table<Record>(); });
    return std::move(lines_);
  }

 private:
  // Tasks by their place in the outline, so that equal titles are told apart; all else by name.
  std::string name_of(AnyRef record) const {
    if (!record.id) return "-";
    if (record.kind == Kind::task) {
      const Slot slot = plan_.table<Task>().find_slot({record.id.value});
      const bool shown = slot != kNoSlot && outline_.row_of[slot] != Outline::kNoRow;
      return shown ? fmt::format("#{} {}", outline_.row_of[slot] + 1, plan_.name_of(record)) : "?";
    }
    return plan_.is_live(record) ? plan_.name_of(record) : "?";
  }

  template <class Member>
  std::string text_of(const Member& value) const {
    if constexpr (std::is_same_v<Member, Id<AnyRecord>>) {
      return fmt::format("{:x}", value.value);
    } else if constexpr (kIsReference<Member>) {
      using Record = typename detail::is_id<Member>::record;
      return name_of({Description<Record>::kind, value.any()});
    } else if constexpr (kIsReferences<Member>) {
      std::vector<std::string> names;
      for (const auto id : value.ids) names.push_back(text_of(id));
      std::ranges::sort(names);
      std::string text;
      for (const std::string& name : names) text += name + "+";
      return text;
    } else if constexpr (std::is_same_v<Member, Day> || std::is_same_v<Member, Instant>) {
      return to_iso(value);
    } else if constexpr (std::is_same_v<Member, Minutes>) {
      return fmt::format("{}min", value.count);
    } else if constexpr (std::is_same_v<Member, WorkHours>) {
      return to_text(value);
    } else if constexpr (std::is_enum_v<Member>) {
      return fmt::format("{}", static_cast<int>(value));
    } else if constexpr (std::is_same_v<Member, std::optional<double>>) {
      return value ? fmt::format("{}", *value) : "none";
    } else {
      return fmt::format("{}", value);
    }
  }

  template <class Record>
  std::string line_of(const Entry<Record>& entry) const {
    std::string line{Description<Record>::name};
    if constexpr (std::is_same_v<Record, Task>) line += " " + name_of(ref(entry.id));
    for_each_field<Record>([&](const auto& field) {
      if (field.role == Role::order) return;
      line += fmt::format(" | {}={}", field.name, text_of(entry.record.*field.member));
    });
    return line;
  }

  // Kinds that people order stand in their order, the others sorted.
  template <class Record>
  void write_table() {
    std::vector<const Entry<Record>*> entries;
    for (const auto& entry : plan_.table<Record>().live()) entries.push_back(&entry);
    if constexpr (std::is_same_v<Record, Department> || std::is_same_v<Record, Person>)
      std::ranges::sort(entries, {},
                        [](const auto* e) { return std::pair(e->record.order, e->id); });
    std::vector<std::string> lines;
    for (const auto* entry : entries) lines.push_back(line_of(*entry));
    if constexpr (!std::is_same_v<Record, Department> && !std::is_same_v<Record, Person>)
      std::ranges::sort(lines);
    lines_.insert(lines_.end(), lines.begin(), lines.end());
  }

  const Plan& plan_;
  Outline outline_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> plan_facts(const Plan& plan) { return Facts(plan).write(); }

}  // namespace tongzhou
