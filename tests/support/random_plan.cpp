#include "support/random_plan.h"

#include <algorithm>
#include <array>

namespace tongzhou::test {
namespace {

std::uint64_t random_id(Dice& dice) { return dice.bits() | 1; }

// Mostly ids from the list, so that records are connected.
std::uint64_t random_reference(Dice& dice, const std::vector<std::uint64_t>& ids) {
  if (ids.empty() || dice.chance(10)) return dice.chance(50) ? 0 : random_id(dice);
  return ids[dice.below(ids.size())];
}

std::int64_t random_integer(Dice& dice, std::int64_t low, std::int64_t high) {
  switch (dice.below(4)) {
    case 0: return dice.chance(50) ? low : high;
    case 1: return 0;
    case 2: return std::clamp<std::int64_t>(dice.between(-1000, 1000), low, high);
    default: return std::clamp<std::int64_t>(static_cast<std::int64_t>(dice.bits()), low, high);
  }
}

Day random_day(Dice& dice) {
  if (dice.chance(20)) return {};
  return {static_cast<std::int32_t>(dice.between(kFirstDay.value, kLastDay.value))};
}

Instant random_instant(Dice& dice) {
  const Day day = random_day(dice);
  return day.is_set() ? at(day, static_cast<std::int32_t>(dice.below(kMinutesPerDay))) : Instant{};
}

double random_number(Dice& dice) {
  constexpr std::array kNumbers{0.0, 1.0, 0.5, -0.0, 0.1, 1e300, -1e-300, 2.5};
  return kNumbers[dice.below(kNumbers.size())];
}

WorkHours random_hours(Dice& dice) {
  WorkHours hours;
  for (std::uint8_t weekday = 0; weekday < 7; ++weekday) {
    std::uint16_t at = 0;
    while (dice.chance(60) && at < kMinutesPerDay - 2) {
      const auto from = static_cast<std::uint16_t>(dice.between(at, kMinutesPerDay - 1));
      const auto to = static_cast<std::uint16_t>(dice.between(from + 1, kMinutesPerDay));
      hours.spans.push_back({weekday, from, to});
      at = to;
    }
  }
  return hours;
}

AnyRefs random_references(Dice& dice, const std::vector<std::uint64_t>& ids) {
  AnyRefs refs;
  for (std::uint64_t n = dice.below(5); n > 0; --n) refs.push_back({random_reference(dice, ids)});
  std::ranges::sort(refs);
  const auto doubled = std::ranges::unique(refs);
  refs.erase(doubled.begin(), doubled.end());
  return refs;
}

template <class Member>
void randomize(Dice& dice, const std::vector<std::uint64_t>& ids, Member& member) {
  if constexpr (std::is_enum_v<Member>)
    member = static_cast<Member>(dice.below(static_cast<std::uint64_t>(kChoiceCount<Member>)));
  else if constexpr (std::is_same_v<Member, bool>)
    member = dice.chance(50);
  else if constexpr (std::is_integral_v<Member>)
    member = static_cast<Member>(random_integer(dice, std::numeric_limits<Member>::min(),
                                                std::numeric_limits<Member>::max()));
  else if constexpr (std::is_same_v<Member, double>)
    member = random_number(dice);
  else if constexpr (std::is_same_v<Member, std::optional<double>>) {
    if (dice.chance(70)) member = random_number(dice);
    if (member == kNoAmount) member.reset();
  } else if constexpr (std::is_same_v<Member, std::string>)
    member = make_random_text(dice);
  else if constexpr (std::is_same_v<Member, Day>)
    member = random_day(dice);
  else if constexpr (std::is_same_v<Member, Instant>)
    member = random_instant(dice);
  else if constexpr (std::is_same_v<Member, Minutes>)
    member = {static_cast<std::int32_t>(
        random_integer(dice, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()))};
  else if constexpr (std::is_same_v<Member, WorkHours>)
    member = random_hours(dice);
  else if constexpr (kIsReference<Member>)
    member = {random_reference(dice, ids)};
  else
    check(from_value(Value(random_references(dice, ids)), member), "random references fit");
}

// Some replicas, and stamps that they could have written.
class Writers {
 public:
  Writers(Dice& dice, PlanLoader& loader) : dice_(dice) {
    for (std::uint64_t n = dice.between(1, 4); n > 0; --n) {
      last_.push_back(static_cast<std::uint32_t>(dice.between(1, 1000)));
      loader.add_replica({random_id(dice)}, last_.back());
      loader.note_counter(last_.front());
    }
  }
  PackedStamp stamp() {
    const auto replica = static_cast<std::uint32_t>(dice_.below(last_.size()));
    return {static_cast<std::uint32_t>(dice_.between(1, last_.front())), replica,
            static_cast<std::uint32_t>(dice_.between(1, last_[replica]))};
  }

 private:
  Dice& dice_;
  std::vector<std::uint32_t> last_;
};

constexpr std::array kTypes{ValueType::boolean, ValueType::integer,   ValueType::number,
                            ValueType::text,    ValueType::day,       ValueType::instant,
                            ValueType::minutes, ValueType::reference, ValueType::references,
                            ValueType::hours};

template <class Record>
Entry<Record> random_entry(Dice& dice, const std::vector<std::uint64_t>& ids, Writers& writers,
                           std::uint64_t id) {
  Entry<Record> entry{{id}, dice.chance(15), {}, FieldStamps(writers.stamp())};
  for_each_field<Record>([&](const auto& field) {
    if (dice.chance(70)) randomize(dice, ids, entry.record.*field.member);
    if (dice.chance(20)) entry.stamps.write(field.number, writers.stamp());
  });
  if (dice.chance(20)) entry.stamps.write(kDeleted, writers.stamp());
  return entry;
}

// A field that this version does not have, of the type that goes with its number. (An empty set has
// no stamp of its own.)
KeptValue random_foreign(Dice& dice, FieldNumber number, PackedStamp stamp) {
  Value value = make_random_value(dice, kTypes[number % kTypes.size()]);
  if (value == Value(AnyRefs{})) value = AnyRefs{{7}};
  return {number, std::move(value), stamp};
}

}  // namespace

std::string make_random_text(Dice& dice) {
  constexpr std::array<std::string_view, 12> kPieces{
      "a", "Task ", "设计", "评审，", "\n", "\"", "\\", "\t", "😀", "é", "</b>", {"\0", 1}};
  std::string text;
  const std::uint64_t pieces = dice.chance(5) ? 2000 : dice.below(8);
  for (std::uint64_t n = 0; n < pieces; ++n) text += kPieces[dice.below(kPieces.size())];
  return text;
}

Value make_random_value(Dice& dice, ValueType type) {
  switch (type) {
    case ValueType::none: return {};
    case ValueType::boolean: return dice.chance(50);
    case ValueType::integer:
      return random_integer(dice, std::numeric_limits<std::int64_t>::min(),
                            std::numeric_limits<std::int64_t>::max());
    case ValueType::number: return random_number(dice);
    case ValueType::text: return make_random_text(dice);
    case ValueType::day: return random_day(dice);
    case ValueType::instant: return random_instant(dice);
    case ValueType::minutes: return Minutes{static_cast<std::int32_t>(dice.bits())};
    case ValueType::reference: return AnyId{random_reference(dice, {})};
    case ValueType::references: return random_references(dice, {});
    case ValueType::hours: return random_hours(dice);
  }
  return {};
}

Plan make_random_plan(Dice& dice, RandomPlanShape shape) {
  const AnyId plan_id{random_id(dice)};
  PlanLoader loader(plan_id);
  Writers writers(dice, loader);
  std::vector<std::uint64_t> ids;
  for (std::size_t n = 0; n < 3 * shape.records_of_a_kind; ++n) ids.push_back(random_id(dice));
  std::size_t next = 0;

  Records::for_each([&]<class Record>() {
    const bool one = std::is_same_v<Record, PlanInfo>;
    const std::uint64_t count = one ? 1 : dice.below(shape.records_of_a_kind + 1);
    for (std::uint64_t n = 0; n < count; ++n) {
      const std::uint64_t id = one ? plan_id.value : ids[next++ % ids.size()];
      Entry<Record> entry = random_entry<Record>(dice, ids, writers, id);
      std::vector<KeptValue> foreign;
      for (FieldNumber number = 200; shape.foreign && number < 200 + 2 * kTypes.size(); ++number) {
        if (!dice.chance(10)) continue;
        foreign.push_back(random_foreign(dice, number, writers.stamp()));
        entry.stamps.write(number, foreign.back().stamp);
      }
      if (!loader.add(std::move(entry))) continue;
      for (KeptValue& field : foreign)
        loader.keep({Description<Record>::kind, {id}}, std::move(field));
    }
  });
  if (shape.foreign)
    for (std::uint8_t kind = 100; kind < 103; ++kind)
      for (std::uint64_t n = dice.below(shape.records_of_a_kind); n > 0; --n) {
        ForeignRecord record{
            kind, {random_id(dice)}, dice.chance(20), FieldStamps(writers.stamp())};
        for (FieldNumber number = 1; number < 2 * kTypes.size(); ++number) {
          if (!dice.chance(60)) continue;
          KeptValue field = random_foreign(dice, number, writers.stamp());
          record.stamps.write(number, field.stamp);
          loader.keep({Kind{kind}, record.id}, std::move(field));
        }
        loader.add_foreign(std::move(record));
      }
  return std::move(loader).take();
}

Change make_random_change(Dice& dice) {
  Change change{.dot = {{random_id(dice)}, static_cast<std::uint32_t>(dice.between(1, 1 << 30))},
                .counter = static_cast<std::uint32_t>(dice.between(1, 1 << 30)),
                .after = {},
                .author = {make_random_text(dice), make_random_text(dice), make_random_text(dice),
                           static_cast<std::int64_t>(dice.bits())},
                .label = {make_random_text(dice), {}},
                .edits = {}};
  for (std::uint64_t n = dice.below(4); n > 0; --n)
    change.after.push_back({{n}, static_cast<std::uint32_t>(dice.between(1, 1 << 30))});
  std::ranges::sort(change.after);
  for (std::uint64_t n = dice.below(3); n > 0; --n)
    change.label.arguments.push_back(make_random_text(dice));
  const auto value = [&] {
    return dice.chance(10) ? Value{} : make_random_value(dice, kTypes[dice.below(kTypes.size())]);
  };
  for (std::uint64_t n = dice.below(20); n > 0; --n)
    change.edits.push_back({{static_cast<Kind>(dice.below(24)), {random_id(dice)}},
                            static_cast<FieldNumber>(dice.below(30)),
                            value(),
                            value()});
  return change;
}

}  // namespace tongzhou::test
