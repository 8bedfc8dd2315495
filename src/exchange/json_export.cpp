// rapidjson's writer itself, not cereal's archive around it: that one needs iostreams, which would
// add 40 KB to what a browser has to fetch.
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "core/utf8.h"
#include "exchange/json.h"
#include "exchange/json_text.h"

namespace tongzhou {
namespace {

class JsonWriter {
 public:
  std::string write(const Plan& plan) && {
    out_.SetIndent(' ', 1);
    out_.StartObject();
    write_member("format", std::string("tongzhou"));
    write_member("version", std::int32_t{kJsonVersion});
    write_member("plan", Id<PlanInfo>{plan.id().value});
    write_key("records");
    out_.StartObject();
    Records::for_each([&]<class Record>() { write_records(plan.table<Record>()); });
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

  template <class Record>
  void write_records(const Table<Record>& records) {
    static const Record kDefault{};
    if (records.live_count() == 0) return;
    write_key(Description<Record>::name);
    out_.StartArray();
    for (const Entry<Record>& entry : records.live()) {
      out_.StartObject();
      write_member("id", entry.id);
      for_each_field<Record>([&](const auto& field) {
        const auto& member = entry.record.*field.member;
        if (!(member == kDefault.*field.member)) write_member(field.name, member);
      });
      out_.EndObject();
    }
    out_.EndArray();
  }

  template <class Member>
  void write_member(std::string_view name, const Member& member) {
    write_key(name);
    write_value(member);
  }

  template <class Member>
  void write_value(const Member& member) {
    if constexpr (std::is_enum_v<Member>) {
      write_text(choice_name(member));
    } else if constexpr (std::is_same_v<Member, bool>) {
      out_.Bool(member);
    } else if constexpr (std::is_integral_v<Member>) {
      out_.Int64(member);
    } else if constexpr (std::is_same_v<Member, double>) {
      out_.Double(member);
    } else if constexpr (std::is_same_v<Member, std::string>) {
      write_text(is_utf8(member) ? member : repair_utf8(member));
    } else if constexpr (std::is_same_v<Member, Minutes>) {
      out_.Int64(member.count);
    } else if constexpr (std::is_same_v<Member, WorkHours>) {
      write_text(to_text(member));
    } else if constexpr (kIsReference<Member>) {
      write_text(to_hex(member.any()));
    } else if constexpr (kIsReferences<Member>) {
      out_.StartArray();
      for (auto id : member.ids) write_value(id);
      out_.EndArray();
    } else if (member.is_set()) {  // a day or an instant
      write_text(to_iso(member));
    } else {
      out_.Null();
    }
  }

  rapidjson::StringBuffer buffer_;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> out_{buffer_};
};

}  // namespace

std::string export_json(const Plan& plan) { return JsonWriter().write(plan); }

}  // namespace tongzhou
