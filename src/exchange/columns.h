// The values of one field of many records, as a column.
//
// Numbers of all sorts are packed; a list is its length in one column and its items in another; a
// reference is a number in the file's list of ids, so that each id stands in the file once.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "core/function_ref.h"
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

// `value_of(i)`, for i from 0 to count - 1, gives what the column holds: values of that type, which
// is not `none`.
void write_column(BoundedOutputArchive& out, IdNumbers& ids, ValueType type, std::size_t count,
                  FunctionRef<const Value&(std::size_t)> value_of);

// Calls `sink(i, value)` for i from 0 to count - 1, whose making the caller has charged for.
// Numbers and texts are good; lists, dates and choices are the caller's to check.
void read_column(BoundedInputArchive& in, std::span<const std::uint64_t> ids, ValueType type,
                 std::uint64_t count, FunctionRef<void(std::size_t, Value&&)> sink);
// The same of a column of texts: each is written into `place(i)`.
void read_texts(BoundedInputArchive& in, std::uint64_t count,
                FunctionRef<std::string&(std::size_t)> place);

// A file's list of ids, and back.
std::vector<std::byte> write_ids(const IdNumbers& ids);
std::vector<std::uint64_t> read_ids(std::span<const std::byte> bytes);
// The id of that number in the list.
AnyId id_at(std::span<const std::uint64_t> ids, std::int64_t number);

template <class Integer>
Integer narrow(std::int64_t number) {
  require(number >= std::numeric_limits<Integer>::min() &&
          number <= std::numeric_limits<Integer>::max());
  return static_cast<Integer>(number);
}

}  // namespace tongzhou
