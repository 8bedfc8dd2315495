// The values of one field of many records, as a column.
//
// Numbers of all sorts are packed; a list is its length in one column and its items in another; a
// reference is a number in the file's list of ids, so that each id stands in the file once.
#pragma once

#include <bit>
#include <cmath>
#include <limits>
#include <string_view>
#include <vector>

#include "core/id_index.h"
#include "exchange/packed_numbers.h"
#include "model/value.h"

namespace tongzhou {

// Numbers for ids: 0 for none, then 1, 2, ... as they were first met.
class IdNumbers {
 public:
  void reserve(std::size_t count) {
    index_.reserve(count);
    ids_.reserve(count);
  }
  // Takes the next number for a record's id, also when the id has one.
  void add(AnyId id) {
    ids_.push_back(id.value);
    index_.insert(id.value, static_cast<std::uint32_t>(ids_.size()));
  }
  std::int64_t number_of(AnyId id) {
    if (!id) return 0;
    if (index_.find(id.value) == IdIndex::kAbsent) add(id);
    return index_.find(id.value);
  }
  std::span<const std::uint64_t> ids() const { return ids_; }

 private:
  IdIndex index_;
  std::vector<std::uint64_t> ids_;
};

template <class Stored>
inline constexpr bool kIsText = std::is_same_v<Stored, std::string>;
template <class Stored>
inline constexpr bool kIsList =
    std::is_same_v<Stored, AnyRefs> || std::is_same_v<Stored, WorkHours>;

// --- Writing ---------------------------------------------------------------------------------

template <class Stored>
std::int64_t to_number(const Stored& stored, IdNumbers& ids) {
  if constexpr (std::is_same_v<Stored, double>)
    return std::bit_cast<std::int64_t>(stored);
  else if constexpr (std::is_same_v<Stored, Day> || std::is_same_v<Stored, Instant>)
    return stored.value;
  else if constexpr (std::is_same_v<Stored, Minutes>)
    return stored.count;
  else if constexpr (std::is_same_v<Stored, AnyId>)
    return ids.number_of(stored);
  else
    return stored;
}

// `value_of(i)`, for i from 0 to count - 1, gives what the column holds: Stored by value or by
// reference.
template <class Stored, class ValueOf>
void write_column(BoundedOutputArchive& out, IdNumbers& ids, std::size_t count,
                  const ValueOf& value_of) {
  std::vector<std::int64_t> numbers;
  numbers.reserve(count);
  if constexpr (kIsText<Stored>) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t before = text.size();
      const std::string& piece = value_of(i);
      text += is_utf8(piece) ? piece : repair_utf8(piece);
      numbers.push_back(static_cast<std::int64_t>(text.size() - before));
    }
    write_numbers(out, numbers);
    out.put(std::as_bytes(std::span(text)));
  } else if constexpr (kIsList<Stored>) {
    std::vector<std::int64_t> items;
    for (std::size_t i = 0; i < count; ++i) {
      const Stored& list = value_of(i);
      if constexpr (std::is_same_v<Stored, WorkHours>) {
        numbers.push_back(static_cast<std::int64_t>(list.spans.size()));
        for (WorkSpan span : list.spans)
          items.insert(items.end(), {span.weekday, span.from, span.to});
      } else {
        numbers.push_back(static_cast<std::int64_t>(list.size()));
        for (AnyId id : list) items.push_back(ids.number_of(id));
      }
    }
    out.budget().charge(items.size(), Budget::kNumber);
    write_numbers(out, numbers);
    write_numbers(out, items);
  } else {
    for (std::size_t i = 0; i < count; ++i) numbers.push_back(to_number(Stored(value_of(i)), ids));
    write_numbers(out, numbers);
  }
}

// --- Reading ---------------------------------------------------------------------------------

template <class Integer>
Integer narrow(std::int64_t number) {
  require(number >= std::numeric_limits<Integer>::min() &&
          number <= std::numeric_limits<Integer>::max());
  return static_cast<Integer>(number);
}

inline AnyId id_at(std::span<const std::uint64_t> ids, std::int64_t number) {
  if (number == 0) return {};
  const std::uint64_t place = static_cast<std::uint64_t>(number) - 1;
  require(place < ids.size());
  return {ids[static_cast<std::size_t>(place)]};
}

template <class Stored>
Stored from_number(std::int64_t number, std::span<const std::uint64_t> ids) {
  if constexpr (std::is_same_v<Stored, bool>) {
    require(number == 0 || number == 1);
    return number == 1;
  } else if constexpr (std::is_same_v<Stored, double>) {
    const auto value = std::bit_cast<double>(number);
    require(std::isfinite(value));
    return value;
  } else if constexpr (std::is_same_v<Stored, AnyId>) {
    return id_at(ids, number);
  } else if constexpr (std::is_same_v<Stored, std::int64_t>) {
    return number;
  } else {
    return {narrow<std::int32_t>(number)};
  }
}

// Calls `sink(i, value)` for i from 0 to count - 1, whose making the caller has charged for.
template <class Stored, class Sink>
void read_column(BoundedInputArchive& in, std::span<const std::uint64_t> ids, std::uint64_t count,
                 Sink&& sink) {
  std::size_t i = 0;
  if constexpr (!kIsText<Stored> && !kIsList<Stored>) {
    read_numbers(in, count,
                 [&](std::int64_t number) { sink(i++, from_number<Stored>(number, ids)); });
    return;
  }
  constexpr std::uint64_t kItemNumbers = std::is_same_v<Stored, WorkHours> ? 3 : 1;
  std::vector<std::uint32_t> lengths;
  lengths.reserve(static_cast<std::size_t>(count));
  std::uint64_t total = 0;
  read_numbers(in, count, [&](std::int64_t number) {
    lengths.push_back(narrow<std::uint32_t>(number));
    total += lengths.back();
  });
  if constexpr (kIsText<Stored>) {
    const auto bytes = in.take(total);
    std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    require(is_utf8(text));
    for (std::uint32_t length : lengths) {
      const std::string_view piece = text.substr(0, length);
      text.remove_prefix(length);
      require(text.empty() || (static_cast<std::uint8_t>(text[0]) & 0xc0) != 0x80);  // no half one
      sink(i++, std::string(piece));
    }
  } else if constexpr (kIsList<Stored>) {
    total *= kItemNumbers;
    in.budget().charge(total, Budget::kNumber);
    std::vector<std::int64_t> items;
    items.reserve(static_cast<std::size_t>(total));
    read_numbers(in, total, [&](std::int64_t number) { items.push_back(number); });
    const std::int64_t* item = items.data();
    for (std::uint32_t length : lengths) {
      Stored list;
      for (std::uint32_t n = 0; n < length; ++n, item += kItemNumbers)
        if constexpr (std::is_same_v<Stored, WorkHours>)
          list.spans.push_back({narrow<std::uint8_t>(item[0]), narrow<std::uint16_t>(item[1]),
                                narrow<std::uint16_t>(item[2])});
        else
          list.push_back(id_at(ids, *item));
      sink(i++, std::move(list));
    }
  }
}

}  // namespace tongzhou
