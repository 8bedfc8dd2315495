#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "exchange/change_archive.h"
#include "exchange/columns.h"
#include "exchange/records_section.h"

namespace tongzhou {
namespace {

// A foreign value and the place of its record among the records of its kind.
struct Placed {
  std::size_t row;
  const Value* value;
};
using ForeignColumns = std::map<FieldNumber, std::vector<Placed>>;

class RecordsWriter {
 public:
  explicit RecordsWriter(const Plan& plan) : plan_(plan) {}

  RecordsBytes write() && {
    for (const ForeignRecord& record : plan_.foreign_records())
      foreign_kinds_[record.kind].push_back(&record);
    write_version();
    write_kinds();
    for_each_kind([&](Kind kind, const auto& rows) { write_kind(kind, rows); });
    BoundedOutputArchive ids;
    for (std::uint64_t id : ids_.ids()) ids(id);
    return {std::move(ids).take(), std::move(out_).take()};
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
    for_each_kind([&](Kind, const auto& rows) {
      ++kinds;
      records += rows.size();
    });
    out_.budget().charge(records, Budget::kRecord);
    ids_.reserve(records);
    out_(kinds);
    for_each_kind([&](Kind kind, const auto& rows) {
      out_(static_cast<std::uint8_t>(kind), static_cast<std::uint64_t>(rows.size()));
      for (const auto& row : rows) ids_.add({at(row).id.value});
    });
  }

  // Calls `visit(kind, rows)` for every kind that has records, by number.
  template <class Visitor>
  void for_each_kind(Visitor&& visit) {
    for (int number = 1; number < 256; ++number) {
      const auto kind = static_cast<Kind>(number);
      const bool known = Records::visit(kind, [&]<class Record>() {
        const auto& entries = plan_.table<Record>().entries();
        if (!entries.empty()) visit(kind, entries);
      });
      const auto foreign = foreign_kinds_.find(static_cast<std::uint8_t>(number));
      if (!known && foreign != foreign_kinds_.end()) visit(kind, foreign->second);
    }
  }

  // A row is an entry of a table or a pointer to a foreign record. Entries are the tables' own,
  // never temporaries.
  template <class Record>
  static const Entry<Record>& at(const Entry<Record>& entry) {
    return entry;  // NOLINT(bugprone-return-const-ref-from-parameter)
  }
  static const ForeignRecord& at(const ForeignRecord* record) { return *record; }

  template <class Record>
  void write_kind(Kind kind, const std::vector<Entry<Record>>& entries) {
    write_rows(kind, entries);
    ForeignColumns columns = foreign_columns_of<Record>();
    for_each_field<Record>([&](const auto& field) { columns[field.number]; });
    out_(static_cast<std::uint16_t>(columns.size()));
    for (const auto& [number, foreign] : columns) {
      const bool known = visit_field<Record>(
          number, [&](const auto& field) { write_known_column(field, entries, foreign); });
      if (!known) write_foreign_column(number, foreign, entries.size());
    }
    write_siblings(kind, entries);
  }

  void write_kind(Kind kind, const std::vector<const ForeignRecord*>& records) {
    write_rows(kind, records);
    ForeignColumns columns;
    for (std::size_t row = 0; row < records.size(); ++row)
      for_each_kept(*records[row], kind, [&](const KeptValue& kept, bool shows) {
        if (shows) columns[kept.field].push_back({row, &kept.value});
      });
    out_(static_cast<std::uint16_t>(columns.size()));
    for (const auto& [number, foreign] : columns)
      write_foreign_column(number, foreign, records.size());
    write_siblings(kind, records);
  }

  // Calls `visit(kept value, whether it is the one that shows)` for what is kept beside a row. What
  // shows of a foreign set stands before its elements.
  template <class Row, class Visitor>
  void for_each_kept(const Row& row, Kind kind, Visitor&& visit) const {
    const auto found = plan_.kept_values().find({kind, {row.id.value}});
    if (found == plan_.kept_values().end()) return;
    std::optional<FieldNumber> shown;
    for (const KeptValue& kept : found->second) {
      const bool shows = kept.stamp == row.stamps.of(kept.field) && kept.field != shown &&
                         !is_known_set(kind, kept.field);
      if (shows) shown = kept.field;
      visit(kept, shows);
    }
  }
  static bool is_known_set(Kind kind, FieldNumber number) {
    bool is_set = false;
    Records::visit(kind, [&]<class Record>() {
      visit_field<Record>(number, [&](const auto& field) {
        is_set = kIsReferences<typename std::decay_t<decltype(field)>::Member>;
      });
    });
    return is_set;
  }

  // What is kept of a kind's rows and does not show.
  template <class Rows>
  void write_siblings(Kind kind, const Rows& rows) {
    std::vector<std::int64_t> places, fields;
    std::vector<PackedStamp> stamps;
    std::vector<const Value*> values;
    if (!plan_.kept_values().empty())
      for (std::size_t place = 0; place < rows.size(); ++place)
        for_each_kept(at(rows[place]), kind, [&](const KeptValue& kept, bool shows) {
          if (shows) return;
          require_stamp({kind, {at(rows[place]).id.value}}, kept.stamp);
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

  // What shows, but is of a newer version.
  template <class Record>
  ForeignColumns foreign_columns_of() const {
    ForeignColumns columns;
    const Table<Record>& records = plan_.table<Record>();
    const auto& all = plan_.kept_values();
    for (auto it = all.lower_bound({Description<Record>::kind, {}});
         it != all.end() && it->first.kind == Description<Record>::kind; ++it) {
      const Slot slot = records.find_slot({it->first.id.value});
      check(slot != kNoSlot, "kept values belong to a record");
      for_each_kept(records[slot], it->first.kind, [&](const KeptValue& kept, bool shows) {
        if (shows) columns[kept.field].push_back({slot, &kept.value});
      });
    }
    for (auto& [number, column] : columns) std::ranges::sort(column, {}, &Placed::row);
    return columns;
  }

  // Deletion and stamps.
  template <class Rows>
  void write_rows(Kind kind, const Rows& rows) {
    const auto numbers_of = [&](auto&& number) {
      std::vector<std::int64_t> numbers;
      numbers.reserve(rows.size());
      for (const auto& row : rows) numbers.push_back(number(at(row)));
      write_numbers(out_, numbers);
    };
    for (const auto& row : rows) require_stamp({kind, {at(row).id.value}}, at(row).stamps.first());
    numbers_of([](const auto& row) { return row.deleted ? 1 : 0; });
    std::vector<PackedStamp> first, stamps;
    first.reserve(rows.size());
    for (const auto& row : rows) first.push_back(at(row).stamps.first());
    write_stamps(first);

    std::vector<std::int64_t> places, fields;
    for (std::size_t place = 0; place < rows.size(); ++place)
      for (const FieldStamps::Later& later : at(rows[place]).stamps.later()) {
        require_stamp({kind, {at(rows[place]).id.value}}, later.stamp);
        places.push_back(static_cast<std::int64_t>(place));
        fields.push_back(later.field);
        stamps.push_back(later.stamp);
      }
    out_.budget().charge(places.size(), 2 * Budget::kNumber);
    out_(static_cast<std::uint64_t>(places.size()));
    write_numbers(out_, places);
    write_numbers(out_, fields);
    write_stamps(stamps);
  }
  void require_stamp(AnyRef record, PackedStamp stamp) const {
    if (!is_plausible(stamp, plan_.version(), plan_.largest_counter()))
      throw UnstorableValue(record, "stamp");
  }

  // All rows, those with the default too: a default may change, files do not.
  template <class Record, class Member>
  void write_known_column(const Field<Record, Member>& field,
                          const std::vector<Entry<Record>>& entries,
                          const std::vector<Placed>& foreign) {
    using Column = Stored<Member>;
    out_(field.number, static_cast<std::uint8_t>(kTypeOf<Column>),
         static_cast<std::uint64_t>(entries.size()));
    if constexpr (kIsText<Column>) {
      write_values<Column>(entries.size(), [&](std::size_t row) -> const std::string& {
        return entries[row].record.*field.member;
      });
    } else {
      write_values<Column>(entries.size(), [&](std::size_t row) -> Column {
        const auto kept = std::ranges::lower_bound(foreign, row, {}, &Placed::row);
        if (kept != foreign.end() && kept->row == row) return std::get<Column>(*kept->value);
        Column stored = to_stored(entries[row].record.*field.member);
        Member scratch{};
        if (!from_stored(stored, scratch)) throw UnstorableValue(ref(entries[row].id), field.name);
        return stored;
      });
    }
  }

  // Compiled once for a type, not for a field. Texts come by reference.
  template <class Column>
  using Given = std::conditional_t<kIsText<Column>, const std::string&, Column>;
  template <class Column>
  void write_values(std::size_t count, const std::function<Given<Column>(std::size_t)>& value_of) {
    write_column<Column>(out_, ids_, count, value_of);
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
    visit_type(type, [&]<class Column>() {
      if constexpr (!std::is_same_v<Column, std::monostate>)
        write_values<Column>(column.size(), [&](std::size_t i) -> const Column& {
          const auto* stored = std::get_if<Column>(column[i].value);
          check(stored != nullptr, "a field has one type in all records");
          return *stored;
        });
    });
  }

  const Plan& plan_;
  BoundedOutputArchive out_;
  IdNumbers ids_;
  std::map<std::uint8_t, std::vector<const ForeignRecord*>> foreign_kinds_;
};

}  // namespace

RecordsBytes write_records(const Plan& plan) { return RecordsWriter(plan).write(); }

}  // namespace tongzhou
