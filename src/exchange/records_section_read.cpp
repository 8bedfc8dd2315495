#include "exchange/change_archive.h"
#include "exchange/records_section.h"
#include "model/kinds.h"

namespace tongzhou {
namespace {

class RecordsReader {
 public:
  RecordsReader(std::span<const std::byte> records, std::span<const std::uint64_t> ids)
      : in_(records), loader_({read_plan_id(in_)}), ids_(ids) {}

  Plan read() && {
    read_version();
    read_kinds();
    require(ids_.size() >= record_count_);
    for (const KindRows& rows : kinds_) {
      stamps_ = read_rows(rows.count);
      if (const KindInfo* kind = find_kind(static_cast<Kind>(rows.kind)))
        read_known(rows, *kind);
      else
        read_foreign(rows);
    }
    in_.expect_end();
    require(loader_.kept_is_well_formed());
    return std::move(loader_).take();
  }

 private:
  struct KindRows {
    std::uint8_t kind;
    std::size_t count;
    std::size_t first;  // place of the first one's id among all ids
  };
  struct Column {
    FieldNumber field;
    ValueType type;
    std::uint64_t count;
    std::vector<std::uint32_t> places;  // of the rows that have a value; empty: all have

    std::size_t row(std::size_t i) const { return places.empty() ? i : places[i]; }
  };
  struct RowStamps {
    std::vector<bool> deleted;
    std::vector<FieldStamps> stamps;
  };

  static AnyId read_plan_id(BoundedInputArchive& in) {
    const AnyId id{in.number<std::uint64_t>()};
    require(bool{id});
    return id;
  }

  void read_version() {
    largest_counter_ = in_.number<std::uint32_t>();
    require(largest_counter_ <= kLargestCount);
    loader_.note_counter(largest_counter_);
    const auto count = in_.number<std::uint64_t>();
    require(count <= in_.left() / sizeof(std::uint64_t));
    in_.budget().charge(count, 6 * Budget::kNumber);
    IdIndex known;
    for (std::uint32_t i = 0; i < count; ++i) {
      const ReplicaId replica{in_.number<std::uint64_t>()};
      require(known.insert(replica.value, i, IdIndex::kFarthestByChance));
      version_.push_back({replica, 0});
    }
    std::uint64_t changes = 0;
    std::size_t next = 0;
    for (std::int64_t number : read_numbers(in_, count)) {
      require(number >= 0 && number <= kLargestCount);
      version_[next++].number = static_cast<std::uint32_t>(number);
      changes += static_cast<std::uint64_t>(number);
    }
    for (const auto& [replica, number] : version_) loader_.add_replica(replica, number);
    require(largest_counter_ <= changes);  // MERGE.md: a copy holds what its changes follow
    read_heads(changes != 0);
  }

  void read_heads(bool some) {
    const auto count = in_.number<std::uint64_t>();
    require(count <= version_.size() && (count > 0) == some);
    const auto replicas = read_narrow<std::uint32_t>(count);
    const auto numbers = read_narrow<std::uint32_t>(count);
    Dot last;
    for (std::size_t i = 0; i < replicas.size(); ++i) {
      require(replicas[i] < version_.size() && numbers[i] > 0 &&
              numbers[i] <= version_[replicas[i]].number);
      const Dot head{version_[replicas[i]].replica, numbers[i]};
      require(last < head);
      last = head;
      loader_.add_head(head);
    }
  }

  void read_kinds() {
    const auto count = in_.number<std::uint64_t>();
    require(count <= 255);
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto kind = in_.number<std::uint8_t>();
      const auto rows = in_.number<std::uint64_t>();
      require(rows > 0 && kind > (kinds_.empty() ? 0 : kinds_.back().kind));
      in_.budget().charge(rows, Budget::kRecord);
      kinds_.push_back({kind, static_cast<std::size_t>(rows), record_count_});
      record_count_ += static_cast<std::size_t>(rows);
    }
  }

  // Deletion and stamps of all records of a kind.
  RowStamps read_rows(std::size_t count) {
    RowStamps rows;
    rows.deleted.reserve(count);
    for (std::int64_t number : read_numbers(in_, count)) {
      require(number == 0 || number == 1);
      rows.deleted.push_back(number == 1);
    }
    std::vector<PackedStamp> first = read_stamps(count);

    const auto later_count = in_.number<std::uint64_t>();
    in_.budget().charge(later_count, 2 * Budget::kNumber);
    const auto places = read_narrow<std::uint32_t>(later_count);
    const auto fields = read_narrow<FieldNumber>(later_count);
    const std::vector<PackedStamp> later = read_stamps(later_count);

    rows.stamps.reserve(count);
    std::size_t next = 0;
    for (std::size_t row = 0; row < count; ++row) {
      std::vector<FieldStamps::Later> own;
      for (; next < later.size() && places[next] == row; ++next) {
        require(own.empty() || own.back().field < fields[next]);
        own.push_back({fields[next], later[next]});
      }
      rows.stamps.emplace_back(first[row], std::move(own));
    }
    require(next == later.size());
    return rows;
  }

  std::vector<PackedStamp> read_stamps(std::uint64_t count) {
    const auto counters = read_narrow<std::uint32_t>(count);
    const auto replicas = read_narrow<std::uint32_t>(count);
    const auto numbers = read_narrow<std::uint32_t>(count);
    std::vector<PackedStamp> stamps;
    stamps.reserve(counters.size());
    for (std::size_t i = 0; i < counters.size(); ++i) {
      stamps.push_back({counters[i], replicas[i], numbers[i]});
      require(is_plausible(stamps.back(), version_, largest_counter_));
    }
    return stamps;
  }

  template <class Integer>
  std::vector<Integer> read_narrow(std::uint64_t count) {
    std::vector<Integer> numbers;
    numbers.reserve(static_cast<std::size_t>(count));
    for (std::int64_t n : read_numbers(in_, count)) numbers.push_back(narrow<Integer>(n));
    return numbers;
  }

  void read_known(const KindRows& rows, const KindInfo& kind) {
    AnyTable& table = *loader_.table(kind.kind);
    table.reserve(rows.count);
    for (std::size_t i = 0; i < rows.count; ++i) {
      Row* row = table.add({ids_[rows.first + i]}, kind.blank(), IdIndex::kFarthestByChance);
      require(row != nullptr);
      row->deleted = stamps_.deleted[i];
      row->stamps = std::move(stamps_.stamps[i]);
    }
    for_each_column(rows, [&](const Column& column) { read_known_column(column, kind, table); });
    read_siblings(rows);
  }

  void read_known_column(const Column& column, const KindInfo& kind, AnyTable& table) {
    const auto keep_beside = [&](std::size_t i, Value&& value) {
      const auto slot = static_cast<Slot>(column.row(i));
      keep({kind.kind, table.id(slot)}, table.row(slot).stamps, column.field, std::move(value));
    };
    const FieldInfo* field = kind.find_field(column.field);
    if (field == nullptr) return read_foreign_column(column, keep_beside);
    require(column.type == field->type);
    const auto write = [&](std::size_t i, Value&& value) {
      if (!is_newer_choice(*field, value))
        return require(field->write(table.row(static_cast<Slot>(column.row(i))), std::move(value)));
      in_.budget().charge(1, Budget::kElement);
      keep_beside(i, std::move(value));
    };
    if (column.type == ValueType::text)
      return read_texts(in_, column.count, [&](std::size_t i) -> std::string& {
        return *field->text(table.row(static_cast<Slot>(column.row(i))));
      });
    if (!field->is_number() || !column.places.empty())
      return read_column(in_, ids_, column.type, column.count, write);
    // Most columns: a number for each row, and most of those: what a new record holds, for all.
    if (is_blank(column, *field, kind, table)) return;
    std::vector<std::int64_t> numbers = read_numbers(in_, column.count);
    if (column.type == ValueType::reference)
      for (std::int64_t& number : numbers)
        number = static_cast<std::int64_t>(id_at(ids_, number).value);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      i += field->from_numbers(std::span(numbers).subspan(i), table, static_cast<Slot>(i));
      if (i < numbers.size()) write(i, numbers[i]);
    }
  }
  // Whether the column says of all rows what they hold already. If so, it has been read.
  bool is_blank(const Column& column, const FieldInfo& field, const KindInfo& kind,
                AnyTable& table) {
    const auto rest = in_.rest();
    const auto number = read_same_number(in_, column.count);
    if (!number) return false;
    const bool holds = column.type == ValueType::reference ? *number == 0 : true;
    Row& first = table.row(0);
    if (holds && field.from_numbers(std::span(&*number, 1), table, 0) == 1 &&
        field.is_same(first, kind.blank()))
      return true;
    in_.go_back(rest);
    return false;
  }
  // Of a newer version.
  static bool is_newer_choice(const FieldInfo& field, const Value& value) {
    const auto* choice = std::get_if<std::int64_t>(&value);
    return choice != nullptr && !field.choices.empty() &&
           std::cmp_greater_equal(*choice, field.choices.size());
  }

  // What is kept of the rows and does not show.
  void read_siblings(const KindRows& rows) {
    const auto count = in_.number<std::uint64_t>();
    in_.budget().charge(count, Budget::kElement);
    const auto places = read_narrow<std::uint32_t>(count);
    const auto fields = read_narrow<FieldNumber>(count);
    const std::vector<PackedStamp> stamps = read_stamps(count);
    for (std::size_t i = 0; i < places.size(); ++i) {
      require(places[i] < rows.count);
      Value value;
      in_(value);
      loader_.keep({static_cast<Kind>(rows.kind), {ids_[rows.first + places[i]]}},
                   {fields[i], std::move(value), stamps[i]});
    }
  }

  void keep(AnyRef record, const FieldStamps& stamps, FieldNumber field, Value value) {
    loader_.keep(record, {field, std::move(value), stamps.of(field)});
  }

  void read_foreign(const KindRows& rows) {
    std::vector<ForeignRecord> records;
    records.reserve(rows.count);
    IdIndex index;
    for (std::size_t row = 0; row < rows.count; ++row) {
      const AnyId id{ids_[rows.first + row]};
      require(index.insert(id.value, static_cast<std::uint32_t>(row), IdIndex::kFarthestByChance));
      records.emplace_back(rows.kind, id, stamps_.deleted[row], std::move(stamps_.stamps[row]));
    }
    for_each_column(rows, [&](const Column& column) {
      read_foreign_column(column, [&](std::size_t i, Value&& value) {
        const ForeignRecord& record = records[column.row(i)];
        keep({static_cast<Kind>(record.kind), record.id}, record.stamps, column.field,
             std::move(value));
      });
    });
    for (ForeignRecord& record : records) loader_.add_foreign(std::move(record));
    read_siblings(rows);
  }

  void for_each_column(const KindRows& rows, FunctionRef<void(const Column&)> visit) {
    const auto count = in_.number<std::uint16_t>();
    FieldNumber last = kDeleted;
    for (std::uint32_t i = 0; i < count; ++i) {
      Column column{in_.number<FieldNumber>(),
                    static_cast<ValueType>(in_.number<std::uint8_t>()),
                    in_.number<std::uint64_t>(),
                    {}};
      require(column.field > last && column.count <= rows.count);
      last = column.field;
      if (column.count < rows.count) {
        column.places = read_narrow<std::uint32_t>(column.count);
        require(std::ranges::adjacent_find(column.places, std::ranges::greater_equal{}) ==
                column.places.end());
        require(column.places.empty() || column.places.back() < rows.count);
      }
      visit(column);
    }
  }

  void read_foreign_column(const Column& column, FunctionRef<void(std::size_t, Value&&)> sink) {
    in_.budget().charge(column.count, Budget::kElement);
    require(column.type != ValueType::none);
    require(static_cast<std::size_t>(column.type) < std::variant_size_v<Value>, Flaw::newer);
    read_column(in_, ids_, column.type, column.count, [&](std::size_t i, Value&& value) {
      require(has_shape(value));
      sink(i, std::move(value));
    });
  }

  BoundedInputArchive in_;
  PlanLoader loader_;
  std::span<const std::uint64_t> ids_;  // first those of the records, in order
  std::uint32_t largest_counter_ = 0;
  std::vector<Plan::Seen> version_;
  std::vector<KindRows> kinds_;
  std::size_t record_count_ = 0;
  RowStamps stamps_;  // of the kind at hand
};

}  // namespace

Plan read_records(std::span<const std::byte> records, std::span<const std::uint64_t> ids) {
  return RecordsReader(records, ids).read();
}

}  // namespace tongzhou
