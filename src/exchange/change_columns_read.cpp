#include "exchange/change_archive.h"
#include "exchange/change_columns.h"

namespace tongzhou {
namespace {

using Numbers = std::vector<std::int64_t>;

// The types that a value may have; `none` has no column.
constexpr int kTypes = static_cast<int>(std::variant_size_v<Value>);

class ChangesReader {
 public:
  ChangesReader(std::span<const std::byte> bytes, std::span<const std::uint64_t> ids)
      : in_(bytes), ids_(ids) {}

  std::vector<Change> read() && {
    changes_ = std::vector<Change>(static_cast<std::size_t>(read_count(Budget::kRecord)));
    read_replicas();
    read_dictionary();
    read_dots();
    read_authors();
    read_edits();
    in_.expect_end();
    for (const Change& change : changes_) require(is_well_formed(change));
    return std::move(changes_);
  }

 private:
  // Of a list, whose elements may be many in few bytes.
  std::uint64_t read_count(std::uint64_t price = Budget::kElement) {
    const auto count = in_.number<std::uint64_t>();
    in_.budget().charge(count, price);
    return count;
  }
  void read_replicas() {
    const auto count = in_.number<std::uint64_t>();
    require(count <= in_.left() / sizeof(std::uint64_t));
    in_.budget().charge(count, Budget::kNumber);
    for (std::uint64_t i = 0; i < count; ++i) replicas_.push_back({in_.number<std::uint64_t>()});
  }
  void read_dictionary() {
    const std::uint64_t count = read_count();
    texts_ = std::vector<std::string>(static_cast<std::size_t>(count));
    read_texts(in_, count, [&](std::size_t i) -> std::string& { return texts_[i]; });
  }
  // A column of one number for each change.
  void for_each_number(FunctionRef<void(Change&, std::int64_t)> take) {
    const Numbers numbers = read_numbers(in_, changes_.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) take(changes_[i], numbers[i]);
  }
  // The lengths of the lists of all changes, and their sum, which follows them.
  template <class Item>
  std::uint64_t read_lengths(std::vector<Item>& (*list)(Change&)) {
    const Numbers lengths = read_numbers(in_, changes_.size());
    const std::uint64_t count = read_count();
    std::uint64_t left = count;
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      require(lengths[i] >= 0 && static_cast<std::uint64_t>(lengths[i]) <= left);
      left -= static_cast<std::uint64_t>(lengths[i]);
      list(changes_[i]) = std::vector<Item>(static_cast<std::size_t>(lengths[i]));
    }
    require(left == 0);
    return count;
  }

  ReplicaId replica_at(std::int64_t number) const {
    require(static_cast<std::uint64_t>(number) < replicas_.size());
    return replicas_[static_cast<std::size_t>(number)];
  }
  // A text stands in the file once and in memory wherever it is said, which is charged for before.
  void for_each_text(std::uint64_t count, FunctionRef<void(std::size_t, const std::string&)> take) {
    const Numbers numbers = read_numbers(in_, count);
    for (std::int64_t number : numbers) {
      require(static_cast<std::uint64_t>(number) < texts_.size());
      in_.budget().charge(texts_[static_cast<std::size_t>(number)].size(), 1);
    }
    for (std::size_t i = 0; i < numbers.size(); ++i)
      take(i, texts_[static_cast<std::size_t>(numbers[i])]);
  }
  // Of each change.
  void read_text(std::string& (*text)(Change&)) {
    for_each_text(changes_.size(),
                  [&](std::size_t i, const std::string& said) { text(changes_[i]) = said; });
  }

  void read_dots() {
    for_each_number([&](Change& c, std::int64_t n) { c.dot.replica = replica_at(n); });
    for_each_number([](Change& c, std::int64_t n) { c.dot.number = narrow<std::uint32_t>(n); });
    for_each_number([](Change& c, std::int64_t n) { c.counter = narrow<std::uint32_t>(n); });
    const auto count = read_lengths<Dot>([](Change& c) -> auto& { return c.after; });
    const Numbers replicas = read_numbers(in_, count), numbers = read_numbers(in_, count);
    std::size_t next = 0;
    for (Change& change : changes_)
      for (Dot& dot : change.after) {
        dot = {replica_at(replicas[next]), narrow<std::uint32_t>(numbers[next])};
        ++next;
      }
  }
  void read_authors() {
    read_text([](Change& c) -> auto& { return c.author.person; });
    read_text([](Change& c) -> auto& { return c.author.department; });
    read_text([](Change& c) -> auto& { return c.author.installation; });
    for_each_number([](Change& c, std::int64_t n) { c.author.unix_milliseconds = n; });
    read_text([](Change& c) -> auto& { return c.label.key; });
    const auto count =
        read_lengths<std::string>([](Change& c) -> auto& { return c.label.arguments; });
    std::vector<std::string*> arguments;
    arguments.reserve(static_cast<std::size_t>(count));
    for (Change& change : changes_)
      for (std::string& argument : change.label.arguments) arguments.push_back(&argument);
    for_each_text(count, [&](std::size_t i, const std::string& said) { *arguments[i] = said; });
  }
  void read_edits() {
    const auto count = read_lengths<Edit>([](Change& c) -> auto& { return c.edits; });
    const Numbers kinds = read_numbers(in_, count), records = read_numbers(in_, count),
                  fields = read_numbers(in_, count);
    std::vector<Edit*> edits;
    edits.reserve(static_cast<std::size_t>(count));
    for (Change& change : changes_)
      for (Edit& edit : change.edits) {
        const std::size_t at = edits.size();
        edit.record = {static_cast<Kind>(narrow<std::uint8_t>(kinds[at])),
                       id_at(ids_, records[at])};
        require(bool{edit.record.id});
        edit.field = narrow<FieldNumber>(fields[at]);
        edits.push_back(&edit);
      }
    const Numbers before = read_numbers(in_, count), after = read_numbers(in_, count);
    read_values(before, [&](std::size_t at) -> Value& { return edits[at]->before; });
    read_values(after, [&](std::size_t at) -> Value& { return edits[at]->after; });
  }
  void read_values(const Numbers& types, FunctionRef<Value&(std::size_t)> value_at) {
    std::vector<std::uint32_t> of_type[kTypes];
    for (std::size_t i = 0; i < types.size(); ++i) {
      require(types[i] >= 0);
      require(types[i] < kTypes, Flaw::newer);
      of_type[types[i]].push_back(static_cast<std::uint32_t>(i));
    }
    for (int type = 1; type < kTypes; ++type) {
      if (type == static_cast<int>(ValueType::text)) {
        read_texts(in_, of_type[type].size(), [&](std::size_t i) -> std::string& {
          return value_at(of_type[type][i]).emplace<std::string>();
        });
        continue;
      }
      read_column(in_, ids_, static_cast<ValueType>(type), of_type[type].size(),
                  [&](std::size_t i, Value&& value) {
                    require(has_shape(value));
                    value_at(of_type[type][i]) = std::move(value);
                  });
    }
  }

  BoundedInputArchive in_;
  std::span<const std::uint64_t> ids_;
  std::vector<Change> changes_;
  std::vector<ReplicaId> replicas_;
  std::vector<std::string> texts_;
};

}  // namespace

std::vector<Change> read_change_columns(std::span<const std::byte> bytes,
                                        std::span<const std::uint64_t> ids) {
  return ChangesReader(bytes, ids).read();
}

}  // namespace tongzhou
