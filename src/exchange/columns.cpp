#include "exchange/columns.h"

#include <bit>
#include <cmath>
#include <string_view>

#include "core/check.h"

namespace tongzhou {
namespace {

template <class Alternative>
const Alternative& stored(const Value& value) {
  const auto* found = std::get_if<Alternative>(&value);
  check(found != nullptr, "a field has one type in all records");
  return *found;
}

std::int64_t to_number(ValueType type, const Value& value, IdNumbers& ids) {
  switch (type) {
    case ValueType::boolean: return stored<bool>(value) ? 1 : 0;
    case ValueType::number: return std::bit_cast<std::int64_t>(stored<double>(value));
    case ValueType::day: return stored<Day>(value).value;
    case ValueType::instant: return stored<Instant>(value).value;
    case ValueType::minutes: return stored<Minutes>(value).count;
    case ValueType::reference: return ids.number_of(stored<AnyId>(value));
    default: return stored<std::int64_t>(value);
  }
}

Value from_number(ValueType type, std::int64_t number, std::span<const std::uint64_t> ids) {
  switch (type) {
    case ValueType::boolean: require(number == 0 || number == 1); return number == 1;
    case ValueType::number: {
      const auto value = std::bit_cast<double>(number);
      require(std::isfinite(value));
      return value;
    }
    case ValueType::day: return Day{narrow<std::int32_t>(number)};
    case ValueType::instant: return Instant{narrow<std::int32_t>(number)};
    case ValueType::minutes: return Minutes{narrow<std::int32_t>(number)};
    case ValueType::reference: return id_at(ids, number);
    default: return number;
  }
}

using Numbers = std::vector<std::int64_t>;

Value take_list(ValueType type, std::int64_t length, const std::int64_t*& item,
                std::span<const std::uint64_t> ids) {
  if (type == ValueType::references) {
    AnyRefs list;
    for (; length > 0; --length) list.push_back(id_at(ids, *item++));
    return list;
  }
  WorkHours hours;
  for (; length > 0; --length, item += 3)
    hours.spans.push_back({narrow<std::uint8_t>(item[0]), narrow<std::uint16_t>(item[1]),
                           narrow<std::uint16_t>(item[2])});
  return hours;
}

bool is_list(ValueType type) { return type == ValueType::references || type == ValueType::hours; }

}  // namespace

std::vector<std::byte> write_ids(const IdNumbers& ids) {
  BoundedOutputArchive out;
  for (std::uint64_t id : ids.ids()) out(id);
  return std::move(out).take();
}

std::vector<std::uint64_t> read_ids(std::span<const std::byte> bytes) {
  require(bytes.size() % sizeof(std::uint64_t) == 0);
  BoundedInputArchive in(bytes);
  std::vector<std::uint64_t> ids;
  ids.reserve(bytes.size() / sizeof(std::uint64_t));
  while (!in.is_at_end()) ids.push_back(in.number<std::uint64_t>());
  return ids;
}

AnyId id_at(std::span<const std::uint64_t> ids, std::int64_t number) {
  if (number == 0) return {};
  const std::uint64_t place = static_cast<std::uint64_t>(number) - 1;
  require(place < ids.size());
  return {ids[static_cast<std::size_t>(place)]};
}

void write_column(BoundedOutputArchive& out, IdNumbers& ids, ValueType type, std::size_t count,
                  FunctionRef<const Value&(std::size_t)> value_of) {
  Numbers numbers, items;
  numbers.reserve(count);
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const Value& value = value_of(i);
    if (type == ValueType::text) {
      const std::size_t before = text.size();
      const auto& piece = stored<std::string>(value);
      text += is_utf8(piece) ? piece : repair_utf8(piece);
      numbers.push_back(static_cast<std::int64_t>(text.size() - before));
    } else if (type == ValueType::hours) {
      const auto& spans = stored<WorkHours>(value).spans;
      numbers.push_back(static_cast<std::int64_t>(spans.size()));
      for (WorkSpan span : spans) items.insert(items.end(), {span.weekday, span.from, span.to});
    } else if (type == ValueType::references) {
      const auto& list = stored<AnyRefs>(value);
      numbers.push_back(static_cast<std::int64_t>(list.size()));
      for (AnyId id : list) items.push_back(ids.number_of(id));
    } else {
      numbers.push_back(to_number(type, value, ids));
    }
  }
  out.budget().charge(items.size(), Budget::kNumber);
  write_numbers(out, numbers);
  if (is_list(type)) write_numbers(out, items);
  out.put(std::as_bytes(std::span(text)));
}

void read_texts(BoundedInputArchive& in, std::uint64_t count,
                FunctionRef<std::string&(std::size_t)> place) {
  const Numbers sizes = read_numbers(in, count);
  std::uint64_t total = 0;
  for (std::int64_t size : sizes) total += narrow<std::uint32_t>(size);
  const auto bytes = in.take(total);
  std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  require(is_utf8(text));
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const std::string_view piece = text.substr(0, static_cast<std::size_t>(sizes[i]));
    text.remove_prefix(piece.size());
    require(text.empty() || (static_cast<std::uint8_t>(text[0]) & 0xc0) != 0x80);  // no half one
    place(i) = std::string(piece);
  }
}

void read_column(BoundedInputArchive& in, std::span<const std::uint64_t> ids, ValueType type,
                 std::uint64_t count, FunctionRef<void(std::size_t, Value&&)> sink) {
  if (type == ValueType::text) {
    std::vector<std::string> texts(static_cast<std::size_t>(count));
    read_texts(in, count, [&](std::size_t i) -> std::string& { return texts[i]; });
    for (std::size_t i = 0; i < texts.size(); ++i) sink(i, std::move(texts[i]));
    return;
  }
  const Numbers numbers = read_numbers(in, count);
  if (!is_list(type)) {
    for (std::size_t i = 0; i < numbers.size(); ++i) sink(i, from_number(type, numbers[i], ids));
    return;
  }
  std::uint64_t total = 0;
  for (std::int64_t length : numbers) total += narrow<std::uint32_t>(length);
  if (type == ValueType::hours) total *= 3;
  in.budget().charge(total, Budget::kNumber);
  const Numbers items = read_numbers(in, total);
  const std::int64_t* item = items.data();
  for (std::size_t i = 0; i < numbers.size(); ++i) sink(i, take_list(type, numbers[i], item, ids));
}

}  // namespace tongzhou
