#include <algorithm>
#include <map>
#include <optional>

#include "exchange/change_archive.h"
#include "exchange/records_section.h"
#include "model/kinds.h"

namespace tongzhou {
namespace {

// A foreign value and the place of its record among the records of its kind.
struct Placed {
  std::size_t row;
  const Value* value;
};
using ForeignColumns = std::map<FieldNumber, std::vector<Placed>>;

using ForeignRecords = std::vector<const ForeignRecord*>;

// The records of one kind: those of a table or foreign ones.
class KindRecords {
 public:
  KindRecords(const KindInfo& kind, const AnyTable& table)
      : kind_(kind.kind), info_(&kind), table_(&table) {}
  KindRecords(std::uint8_t kind, const ForeignRecords& records)
      : kind_(static_cast<Kind>(kind)), foreign_(&records) {}

  Kind kind() const { return kind_; }
  // Null for foreign ones.
  const KindInfo* info() const { return info_; }
  const AnyTable* table() const { return table_; }
  std::size_t size() const { return table_ != nullptr ? table_->slot_count() : foreign_->size(); }
  const Row& operator[](std::size_t place) const {
    return table_ != nullptr ? table_->row(static_cast<Slot>(place)) : *(*foreign_)[place];
  }
  AnyRef name(std::size_t place) const {
    return {kind_,
            table_ != nullptr ? table_->id(static_cast<Slot>(place)) : (*foreign_)[place]->id};
  }

 private:
  Kind kind_;
  const KindInfo* info_ = nullptr;
  const AnyTable* table_ = nullptr;
  const ForeignRecords* foreign_ = nullptr;
};

class RecordsWriter {
 public:
  RecordsWriter(const Plan& plan, IdNumbers& ids) : plan_(plan), ids_(ids) {}

  std::vector<std::byte> write() && {
    for (const ForeignRecord& record : plan_.foreign_records())
      foreign_kinds_[record.kind].push_back(&record);
    write_version();
    write_kinds();
    for_each_kind([&](const KindRecords& records) { write_kind(records); });
    return std::move(out_).take();
  }

 private:
  void write_version() {
    out_(plan_.id().value, plan_.largest_counter());
    out_(static_cast<std::uint64_t>(plan_.version().size()));
    std::vector<std::int64_t> last_numbers, replicas, numbers;
    for (const Plan::Seen& seen : plan_.version()) {
      out_(seen.replica.value);
      last_numbers.push_back(seen.number);
    }
    write_numbers(out_, last_numbers);
    out_(static_cast<std::uint64_t>(plan_.heads().size()));
    for (Dot head : plan_.heads()) {
      replicas.push_back(plan_.place_of(head.replica));
      numbers.push_back(head.number);
    }
    write_numbers(out_, replicas);
    write_numbers(out_, numbers);
  }

  void write_kinds() {
    std::uint64_t kinds = 0;
    std::size_t records = 0;
    for_each_kind([&](const KindRecords& of_kind) {
      ++kinds;
      records += of_kind.size();
    });
    out_.budget().charge(records, Budget::kRecord);
    ids_.reserve(records);
    out_(kinds);
    for_each_kind([&](const KindRecords& of_kind) {
      out_(static_cast<std::uint8_t>(of_kind.kind()), static_cast<std::uint64_t>(of_kind.size()));
      for (std::size_t place = 0; place < of_kind.size(); ++place) ids_.add(of_kind.name(place).id);
    });
  }

  // Every kind that has records, by number.
  void for_each_kind(FunctionRef<void(const KindRecords&)> visit) {
    for (int number = 1; number < 256; ++number) {
      const auto kind = static_cast<Kind>(number);
      const AnyTable* table = plan_.table(kind);
      const auto foreign = foreign_kinds_.find(static_cast<std::uint8_t>(number));
      if (table != nullptr && table->slot_count() > 0)
        visit({*find_kind(kind), *table});
      else if (table == nullptr && foreign != foreign_kinds_.end())
        visit({foreign->first, foreign->second});
    }
  }

  void write_kind(const KindRecords& records) {
    write_rows(records);
    ForeignColumns columns = foreign_columns(records);
    if (records.info() != nullptr)
      for (const FieldInfo& field : records.info()->fields) columns[field.number];
    out_(static_cast<std::uint16_t>(columns.size()));
    for (const auto& [number, foreign] : columns) {
      const FieldInfo* field = field_of_kind(records.kind(), number);
      if (field != nullptr)
        write_known_column(*field, records, foreign);
      else
        write_foreign_column(number, foreign, records.size());
    }
    write_siblings(records);
  }

  // What is kept beside the records, and whether it is the one that shows. What shows of a foreign
  // set stands before its elements.
  void for_each_kept(
      const KindRecords& records,
      FunctionRef<void(std::size_t place, const KeptValue&, bool shows)> visit) const {
    if (plan_.kept_values().empty()) return;
    for (std::size_t place = 0; place < records.size(); ++place) {
      const auto found = plan_.kept_values().find(records.name(place));
      if (found == plan_.kept_values().end()) continue;
      std::optional<FieldNumber> shown;
      for (const KeptValue& kept : found->second) {
        const FieldInfo* field = field_of_kind(records.kind(), kept.field);
        const bool is_known_set = field != nullptr && field->type == ValueType::references;
        const bool shows = kept.stamp == records[place].stamps.of(kept.field) &&
                           kept.field != shown && !is_known_set;
        if (shows) shown = kept.field;
        visit(place, kept, shows);
      }
    }
  }

  // What shows, but is of a newer version.
  ForeignColumns foreign_columns(const KindRecords& records) const {
    ForeignColumns columns;
    for_each_kept(records, [&](std::size_t place, const KeptValue& kept, bool shows) {
      if (shows) columns[kept.field].push_back({place, &kept.value});
    });
    return columns;
  }

  // What is kept and does not show.
  void write_siblings(const KindRecords& records) {
    std::vector<std::int64_t> places, fields;
    std::vector<PackedStamp> stamps;
    std::vector<const Value*> values;
    for_each_kept(records, [&](std::size_t place, const KeptValue& kept, bool shows) {
      if (shows) return;
      require_stamp(records.name(place), kept.stamp);
      places.push_back(static_cast<std::int64_t>(place));
      fields.push_back(kept.field);
      stamps.push_back(kept.stamp);
      values.push_back(&kept.value);
    });
    out_.budget().charge(places.size(), Budget::kElement);
    out_(static_cast<std::uint64_t>(places.size()));
    write_numbers(out_, places);
    write_numbers(out_, fields);
    write_stamps(stamps);
    for (const Value* value : values) out_(*value);
  }
  void write_stamps(std::span<const PackedStamp> stamps) {
    for (auto part : {&PackedStamp::counter, &PackedStamp::replica, &PackedStamp::number}) {
      std::vector<std::int64_t> numbers;
      numbers.reserve(stamps.size());
      for (const PackedStamp& stamp : stamps) numbers.push_back(stamp.*part);
      write_numbers(out_, numbers);
    }
  }

  // Deletion and stamps.
  void write_rows(const KindRecords& records) {
    std::vector<std::int64_t> deleted, places, fields;
    std::vector<PackedStamp> first, later_stamps;
    deleted.reserve(records.size());
    first.reserve(records.size());
    for (std::size_t place = 0; place < records.size(); ++place) {
      const Row& row = records[place];
      require_stamp(records.name(place), row.stamps.first());
      deleted.push_back(row.deleted ? 1 : 0);
      first.push_back(row.stamps.first());
      for (const FieldStamps::Later& later : row.stamps.later()) {
        require_stamp(records.name(place), later.stamp);
        places.push_back(static_cast<std::int64_t>(place));
        fields.push_back(later.field);
        later_stamps.push_back(later.stamp);
      }
    }
    write_numbers(out_, deleted);
    write_stamps(first);
    out_.budget().charge(places.size(), 2 * Budget::kNumber);
    out_(static_cast<std::uint64_t>(places.size()));
    write_numbers(out_, places);
    write_numbers(out_, fields);
    write_stamps(later_stamps);
  }
  void require_stamp(AnyRef record, PackedStamp stamp) const {
    if (!is_plausible(stamp, plan_.version(), plan_.largest_counter()))
      throw UnstorableValue(record, "stamp");
  }

  // All rows, those with the default too: a default may change, files do not.
  void write_known_column(const FieldInfo& field, const KindRecords& records,
                          std::span<const Placed> foreign) {
    out_(field.number, static_cast<std::uint8_t>(field.type),
         static_cast<std::uint64_t>(records.size()));
    if (field.is_number() && foreign.empty()) return write_number_column(field, records);
    Value value;
    write_column(out_, ids_, field.type, records.size(), [&](std::size_t place) -> const Value& {
      if (!foreign.empty() && foreign.front().row == place) {
        const Value& newer = *foreign.front().value;
        foreign = foreign.subspan(1);
        return newer;
      }
      field.read(records[place], value);
      if (!field.fits(value)) throw UnstorableValue(records.name(place), field.name);
      return value;
    });
  }

  void write_number_column(const FieldInfo& field, const KindRecords& records) {
    std::vector<std::int64_t> numbers(records.size());
    const std::size_t good = field.to_numbers(*records.table(), numbers);
    if (good < numbers.size()) throw UnstorableValue(records.name(good), field.name);
    if (field.type == ValueType::reference)
      for (std::int64_t& number : numbers)
        number = ids_.number_of({static_cast<std::uint64_t>(number)});
    write_numbers(out_, numbers);
  }

  void write_foreign_column(FieldNumber number, const std::vector<Placed>& column,
                            std::size_t rows) {
    const ValueType type = type_of(*column.front().value);
    out_(number, static_cast<std::uint8_t>(type), static_cast<std::uint64_t>(column.size()));
    out_.budget().charge(column.size(), Budget::kElement);
    if (column.size() < rows) {
      std::vector<std::int64_t> places;
      for (const Placed& placed : column) places.push_back(static_cast<std::int64_t>(placed.row));
      write_numbers(out_, places);
    }
    write_column(out_, ids_, type, column.size(),
                 [&](std::size_t i) -> const Value& { return *column[i].value; });
  }

  const Plan& plan_;
  IdNumbers& ids_;
  BoundedOutputArchive out_;
  std::map<std::uint8_t, ForeignRecords> foreign_kinds_;
};

}  // namespace

std::vector<std::byte> write_records(const Plan& plan, IdNumbers& ids) {
  return RecordsWriter(plan, ids).write();
}

}  // namespace tongzhou
