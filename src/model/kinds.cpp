#include "model/kinds.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

namespace tongzhou {

// The members of a field in rows that follow each other.
struct MemberColumn {
  std::byte* first;
  std::ptrdiff_t stride;
  std::size_t count;
};

struct MemberType {
  void (*read)(const void* member, Value& into);
  bool (*write)(Value& value, const FieldInfo& field, void* member);
  bool (*fits)(const Value& value, const FieldInfo& field);
  bool (*are_same)(const void* a, const void* b);
  // Null for texts and lists.
  std::size_t (*to_numbers)(MemberColumn column, const FieldInfo& field, std::int64_t* numbers);
  std::size_t (*from_numbers)(const std::int64_t* numbers, const FieldInfo& field,
                              MemberColumn column);
};

namespace {

template <class Member>
const Member& as(const void* member) {
  return *static_cast<const Member*>(member);
}

template <class Member>
struct Plain {
  static void read(const void* member, Value& into) {
    if constexpr (std::is_same_v<Member, Stored<Member>>)
      into = as<Member>(member);
    else
      into = to_stored(as<Member>(member));
  }
  static bool write(Value& value, const FieldInfo&, void* member) {
    auto* stored = std::get_if<Stored<Member>>(&value);
    return stored != nullptr && from_stored(std::move(*stored), *static_cast<Member*>(member));
  }
  static bool fits(const Value& value, const FieldInfo&) {
    if constexpr (std::is_same_v<Member, std::string>) {
      return std::holds_alternative<std::string>(value);  // not copied to see it
    } else {
      Member scratch{};
      return from_value(value, scratch);
    }
  }
  static bool are_same(const void* a, const void* b) { return as<Member>(a) == as<Member>(b); }

  using Number = Member;
  static std::int64_t to_number(const Member& member) {
    if constexpr (std::is_same_v<Stored<Member>, double>)
      return std::bit_cast<std::int64_t>(to_stored(member));
    else if constexpr (std::is_same_v<Member, Minutes>)
      return member.count;
    else if constexpr (std::is_same_v<Member, Day> || std::is_same_v<Member, Instant>)
      return member.value;
    else
      return member;
  }
  static bool from_number(std::int64_t number, const FieldInfo&, Member& member) {
    if constexpr (std::is_same_v<Stored<Member>, double>)
      return from_stored(std::bit_cast<double>(number), member);
    else if constexpr (std::is_same_v<Member, bool>)
      return (number == 0 || number == 1) && from_stored(number == 1, member);
    else if constexpr (std::is_integral_v<Member>)
      return from_stored(number, member);
    else
      return std::in_range<std::int32_t>(number) &&
             from_stored(Member{static_cast<std::int32_t>(number)}, member);
  }
};

// All enumerations, by their bytes.
struct Choice {
  static void read(const void* member, Value& into) {
    into = std::int64_t{as<unsigned char>(member)};
  }
  static bool write(Value& value, const FieldInfo& field, void* member) {
    if (!fits(value, field)) return false;
    *static_cast<unsigned char*>(member) =
        static_cast<unsigned char>(std::get<std::int64_t>(value));
    return true;
  }
  static bool fits(const Value& value, const FieldInfo& field) {
    const auto* choice = std::get_if<std::int64_t>(&value);
    return choice != nullptr && *choice >= 0 && std::cmp_less(*choice, field.choices.size());
  }
  static bool are_same(const void* a, const void* b) {
    return as<unsigned char>(a) == as<unsigned char>(b);
  }

  using Number = unsigned char;
  static std::int64_t to_number(unsigned char choice) { return choice; }
  static bool from_number(std::int64_t number, const FieldInfo& field, unsigned char& choice) {
    if (number < 0 || std::cmp_greater_equal(number, field.choices.size())) return false;
    choice = static_cast<unsigned char>(number);
    return true;
  }
};

// References to all kinds, by the number in the id.
struct Reference {
  static void read(const void* member, Value& into) { into = AnyId{as<std::uint64_t>(member)}; }
  static bool write(Value& value, const FieldInfo&, void* member) {
    const auto* id = std::get_if<AnyId>(&value);
    if (id != nullptr) *static_cast<std::uint64_t*>(member) = id->value;
    return id != nullptr;
  }
  static bool fits(const Value& value, const FieldInfo&) {
    return std::holds_alternative<AnyId>(value);
  }
  static bool are_same(const void* a, const void* b) {
    return as<std::uint64_t>(a) == as<std::uint64_t>(b);
  }

  using Number = std::uint64_t;
  static std::int64_t to_number(std::uint64_t id) { return static_cast<std::int64_t>(id); }
  static bool from_number(std::int64_t number, const FieldInfo&, std::uint64_t& id) {
    id = static_cast<std::uint64_t>(number);
    return true;
  }
};

template <class Access>
std::size_t column_to_numbers(MemberColumn column, const FieldInfo& field, std::int64_t* numbers) {
  using Number = typename Access::Number;
  Number scratch{};
  std::size_t good = column.count;
  for (std::size_t i = 0; i < column.count; ++i, column.first += column.stride) {
    numbers[i] = Access::to_number(as<Number>(column.first));
    if (!Access::from_number(numbers[i], field, scratch)) good = std::min(good, i);
  }
  return good;
}
template <class Access>
std::size_t column_from_numbers(const std::int64_t* numbers, const FieldInfo& field,
                                MemberColumn column) {
  for (std::size_t i = 0; i < column.count; ++i, column.first += column.stride)
    if (!Access::from_number(numbers[i], field,
                             *reinterpret_cast<typename Access::Number*>(column.first)))
      return i;
  return column.count;
}

template <class Access>
constexpr MemberType kAccess{&Access::read,
                             &Access::write,
                             &Access::fits,
                             &Access::are_same,
                             &column_to_numbers<Access>,
                             &column_from_numbers<Access>};
template <class Member>
constexpr MemberType kListAccess{&Plain<Member>::read,
                                 &Plain<Member>::write,
                                 &Plain<Member>::fits,
                                 &Plain<Member>::are_same,
                                 nullptr,
                                 nullptr};
template <class Member>
constexpr bool kIsText = std::is_same_v<Member, std::string>;
template <class Member>
constexpr bool kIsList = kIsReferences<Member> || std::is_same_v<Member, WorkHours>;

template <class Member>
constexpr const MemberType* member_type() {
  if constexpr (std::is_enum_v<Member>)
    return &kAccess<Choice>;
  else if constexpr (kIsReference<Member>)
    return &kAccess<Reference>;
  else if constexpr (kIsText<Member> || kIsList<Member>)
    return &kListAccess<Member>;
  else
    return &kAccess<Plain<Member>>;
}

template <class Member>
constexpr std::optional<Kind> referred_kind() {
  if constexpr (kIsReference<Member> && !std::is_same_v<Member, Id<AnyRecord>>)
    return Description<typename detail::is_id<Member>::record>::kind;
  else if constexpr (kIsReferences<Member>)
    return Description<typename detail::is_ref_set<Member>::record>::kind;
  else
    return std::nullopt;
}

template <class Member>
constexpr std::span<const Word> choice_words() {
  if constexpr (std::is_enum_v<Member>) {
    static_assert(sizeof(Member) == 1, "choices are bytes");
    static_assert(kChoiceCount<Member> > 0 && kChoices<Member>.size() == kChoiceCount<Member>,
                  "every choice has a word");
    return kChoices<Member>;
  } else {
    return {};
  }
}

template <class Record, std::size_t index>
constexpr FieldInfo make_field() {
  constexpr auto field = get_field<index>(Description<Record>::fields);
  using Member = typename decltype(field)::Member;
  return {.number = field.number,
          .role = field.role,
          .secrecy = field.secrecy,
          .type = kTypeOf<Stored<Member>>,
          .refers_to = referred_kind<Member>(),
          .label = field.label,
          .name = field.name,
          .choices = choice_words<Member>(),
          .member_type = member_type<Member>(),
          .member = [](Row& row) -> void* {
            constexpr auto member = get_field<index>(Description<Record>::fields).member;
            auto& record = static_cast<Entry<Record>&>(row).record;
            if constexpr (kIsReference<Member>)
              return &(record.*member).value;
            else
              return &(record.*member);
          }};
}

template <class Record>
constexpr auto kFields = []<std::size_t... i>(std::index_sequence<i...>) {
  return std::array{make_field<Record, i>()...};
}(std::make_index_sequence<Description<Record>::fields.kCount>{});

template <class Record>
constexpr bool kStaysHere = requires { Description<Record>::stays_here; };
template <class Record>
constexpr Secrecy secrecy_of_kind() {
  if constexpr (kStaysHere<Record>)
    return Secrecy::confidential;
  else
    return Description<Record>::secrecy;
}

template <class Record>
const Row& blank_row() {
  static const Entry<Record> kBlank;
  return kBlank;
}

template <class... Record>
constexpr auto list_kinds(RecordList<Record...>) {
  return std::array{KindInfo{Description<Record>::kind, Description<Record>::label,
                             Description<Record>::name, kFields<Record>, secrecy_of_kind<Record>(),
                             kStaysHere<Record>, &blank_row<Record>}...};
}
constexpr auto kKinds = list_kinds(Records{});

const void* member_of(const FieldInfo& field, const Row& row) {
  return field.member(const_cast<Row&>(row));  // only to read
}

// Rows of a table stand at equal distances.
MemberColumn column_of(const FieldInfo& field, const AnyTable& table, Slot first,
                       std::size_t count) {
  const auto at = [&](Slot slot) {
    return static_cast<std::byte*>(field.member(const_cast<Row&>(table.row(slot))));
  };
  if (count == 0) return {nullptr, 0, 0};
  std::byte* member = at(first);
  return {member, count > 1 ? at(first + 1) - member : 0, count};
}

}  // namespace

Value FieldInfo::value_of(const Row& row) const {
  Value value;
  read(row, value);
  return value;
}
void FieldInfo::read(const Row& row, Value& into) const {
  member_type->read(member_of(*this, row), into);
}
bool FieldInfo::write(Row& row, Value&& value) const {
  return member_type->write(value, *this, member(row));
}
bool FieldInfo::fits(const Value& value) const { return member_type->fits(value, *this); }
bool FieldInfo::is_same(const Row& a, const Row& b) const {
  return member_type->are_same(member_of(*this, a), member_of(*this, b));
}
void FieldInfo::clear(Row& row) const {
  Value nothing;
  visit_type(type, [&]<class Alternative>() { nothing.emplace<Alternative>(); });
  if (role == Role::amount) nothing = kNoAmount;
  check(write(row, std::move(nothing)), "every field can hold nothing");
}
std::string* FieldInfo::text(Row& row) const {
  return type == ValueType::text ? static_cast<std::string*>(member(row)) : nullptr;
}

bool FieldInfo::is_number() const { return member_type->to_numbers != nullptr; }
std::size_t FieldInfo::to_numbers(const AnyTable& table, std::span<std::int64_t> numbers) const {
  check(numbers.size() == table.slot_count(), "one number for each row");
  return member_type->to_numbers(column_of(*this, table, 0, numbers.size()), *this, numbers.data());
}
std::size_t FieldInfo::from_numbers(std::span<const std::int64_t> numbers, AnyTable& table,
                                    Slot first) const {
  check(numbers.size() + first <= table.slot_count(), "a row for each number");
  return member_type->from_numbers(numbers.data(), *this,
                                   column_of(*this, table, first, numbers.size()));
}

const FieldInfo* KindInfo::find_field(FieldNumber number) const {
  // Mostly numbers count from 1.
  if (number > 0 && number <= fields.size() && fields[number - 1U].number == number)
    return &fields[number - 1U];
  const auto found = std::ranges::find(fields, number, &FieldInfo::number);
  return found == fields.end() ? nullptr : &*found;
}

std::span<const KindInfo> all_kinds() { return kKinds; }

const KindInfo* find_kind(Kind kind) {
  const auto number = static_cast<std::size_t>(kind);
  if (number > 0 && number <= kKinds.size() && kKinds[number - 1].kind == kind)
    return &kKinds[number - 1];
  const auto found = std::ranges::find(kKinds, kind, &KindInfo::kind);
  return found == kKinds.end() ? nullptr : &*found;
}

std::span<const FieldInfo> fields_of_kind(Kind kind) {
  const KindInfo* info = find_kind(kind);
  return info != nullptr ? info->fields : std::span<const FieldInfo>();
}

const FieldInfo* field_of_kind(Kind kind, FieldNumber number) {
  const KindInfo* info = find_kind(kind);
  return info != nullptr ? info->find_field(number) : nullptr;
}

}  // namespace tongzhou
