// rapidjson's writer itself, not cereal's archive around it: that one needs iostreams, which would
// add 40 KB to what a browser has to fetch.
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "core/utf8.h"
#include "exchange/json.h"
#include "exchange/json_text.h"
#include "model/kinds.h"

namespace tongzhou {
namespace {

class PlanJson {
 public:
  std::string write(const Plan& plan) && {
    out_.SetIndent(' ', 1);
    out_.StartObject();
    write_member("format", std::string("tongzhou"));
    write_member("version", std::int64_t{kJsonVersion});
    write_member("plan", plan.id());
    write_key("records");
    out_.StartObject();
    for (const KindInfo& kind : all_kinds()) write_records(kind, *plan.table(kind.kind));
    out_.EndObject();
    out_.EndObject();
    return std::string(buffer_.GetString(), buffer_.GetSize()) + "\n";
  }

 private:
  void write_key(std::string_view key) {
    out_.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
  }
  void write_text(std::string_view text) {
    out_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }

  void write_records(const KindInfo& kind, const AnyTable& records) {
    if (records.live_count() == 0) return;
    write_key(kind.name);
    out_.StartArray();
    for (Slot slot = 0; slot < records.slot_count(); ++slot) {
      const Row& row = records.row(slot);
      if (row.deleted) continue;
      out_.StartObject();
      write_member("id", records.id(slot));
      for (const FieldInfo& field : kind.fields)
        if (!field.is_same(row, kind.blank())) write_field(field, row);
      out_.EndObject();
    }
    out_.EndArray();
  }

  void write_field(const FieldInfo& field, const Row& row) {
    field.read(row, value_);
    write_key(field.name);
    if (field.role == Role::amount && value_ == Value(kNoAmount))
      out_.Null();
    else if (field.choices.empty())
      std::visit([&](const auto& stored) { write_value(stored); }, value_);
    else
      write_text(key_of(field.choices[static_cast<std::size_t>(std::get<std::int64_t>(value_))]));
  }

  template <class Stored>
  void write_member(std::string_view name, const Stored& stored) {
    write_key(name);
    write_value(stored);
  }

  void write_value(std::monostate) { out_.Null(); }
  void write_value(bool yes) { out_.Bool(yes); }
  void write_value(std::int64_t number) { out_.Int64(number); }
  void write_value(double number) { out_.Double(number); }
  void write_value(const std::string& text) {
    write_text(is_utf8(text) ? text : repair_utf8(text));
  }
  void write_value(Minutes length) { out_.Int64(length.count); }
  void write_value(const WorkHours& hours) { write_text(to_text(hours)); }
  void write_value(AnyId id) { write_text(to_hex(id)); }
  void write_value(const AnyRefs& ids) {
    out_.StartArray();
    for (AnyId id : ids) write_value(id);
    out_.EndArray();
  }
  template <class Date>
    requires(std::is_same_v<Date, Day> || std::is_same_v<Date, Instant>)
  void write_value(Date date) {
    if (date.is_set())
      write_text(to_iso(date));
    else
      out_.Null();
  }

  Value value_;  // at hand
  rapidjson::StringBuffer buffer_;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> out_{buffer_};
};

}  // namespace

std::string export_json(const Plan& plan) { return PlanJson().write(plan); }

}  // namespace tongzhou
