#include <rapidjson/document.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <charconv>
#include <cstdlib>

#include "exchange/json.h"
#include "exchange/json_text.h"

namespace tongzhou {
namespace {

// Why the text was refused; thrown below import_json and caught there.
struct Refusal {
  Word what;
  std::vector<std::string> arguments;
  Word todo = Word::todo_check_json;
};

// Nothing of ours nests deeper than 5; the iterative parser itself would follow any depth.
constexpr int kDeepest = 32;

// Hands the parser's events to the document as long as they keep within the bounds.
class Bounded {
 public:
  explicit Bounded(rapidjson::Document& document) : document_(document) {}
  using Size = rapidjson::SizeType;

  bool Null() { return one_more() && document_.Null(); }
  bool Bool(bool value) { return one_more() && document_.Bool(value); }
  // Numbers come as they are written: RapidJSON's own exact reading shifts by 64 for some zeros.
  bool RawNumber(const char* text, Size size, bool) {
    if (!one_more()) return false;
    std::int64_t whole = 0;
    const auto [end, problem] = std::from_chars(text, text + size, whole);
    if (problem == std::errc{} && end == text + size) return document_.Int64(whole);
    return document_.Double(std::strtod(std::string(text, size).c_str(), nullptr));
  }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool String(const char* text, Size size, bool copy) {
    return one_more() && document_.String(text, size, copy);
  }
  bool Key(const char* text, Size size, bool copy) {
    return one_more() && document_.Key(text, size, copy);
  }
  bool StartObject() { return ++depth_ <= kDeepest && one_more() && document_.StartObject(); }
  bool EndObject(Size count) { return --depth_ >= 0 && document_.EndObject(count); }
  bool StartArray() { return ++depth_ <= kDeepest && one_more() && document_.StartArray(); }
  bool EndArray(Size count) { return --depth_ >= 0 && document_.EndArray(count); }

 private:
  bool one_more() { return ++values_ <= kMostJsonValues; }

  rapidjson::Document& document_;
  std::size_t values_ = 0;
  int depth_ = 0;
};

std::string_view string_of(const rapidjson::Value& value) {
  return {value.GetString(), value.GetStringLength()};
}

void parse(std::string_view text, rapidjson::Document& document) {
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag |
                              rapidjson::kParseValidateEncodingFlag |
                              rapidjson::kParseNumbersAsStringsFlag;
  if (text.size() > kLargestJson) throw Refusal{Word::error_json_too_large, {}};
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  rapidjson::MemoryStream memory(text.data(), text.size());
  rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(memory);
  rapidjson::Reader reader;
  rapidjson::ParseResult result;
  const auto fill = [&](rapidjson::Document& into) {
    Bounded bounded(into);
    result = reader.Parse<kFlags>(stream, bounded);
    return !result.IsError();
  };
  document.Populate(fill);
  if (result.Code() == rapidjson::kParseErrorTermination)
    throw Refusal{Word::error_json_too_large, {}};
  if (result.IsError()) {
    const auto end =
        text.begin() + static_cast<std::ptrdiff_t>(std::min(result.Offset(), text.size()));
    throw Refusal{Word::error_json_syntax,
                  {std::to_string(1 + std::count(text.begin(), end, '\n'))}};
  }
}

// Whether the value is one of the member's; if so, writes it there.
template <class Member>
bool read_value(const rapidjson::Value& value, Member& member) {
  const auto take = [&](auto&& found) {
    if (found) member = *found;
    return found.has_value();
  };
  if constexpr (std::is_same_v<Member, bool>) {
    if (value.IsBool()) member = value.GetBool();
    return value.IsBool();
  } else if constexpr (std::is_same_v<Member, Minutes>) {
    return read_value(value, member.count);
  } else if constexpr (std::is_integral_v<Member>) {
    return value.IsInt64() && from_stored<Member>(value.GetInt64(), member);
  } else if constexpr (std::is_same_v<Member, double>) {
    return value.IsNumber() && from_stored(value.GetDouble(), member);
  } else if constexpr (kIsReferences<Member>) {
    if (!value.IsArray()) return false;
    AnyRefs ids;
    for (const rapidjson::Value& item : value.GetArray())
      if (AnyId id; read_value(item, id))
        ids.push_back(id);
      else
        return false;
    std::ranges::sort(ids);
    return from_stored(std::move(ids), member);
  } else if constexpr (kIsReference<Member>) {
    AnyId id;
    if (!value.IsNull() && !read_value(value, id)) return false;
    member = {id.value};
    return true;
  } else if constexpr (std::is_same_v<Member, Day> || std::is_same_v<Member, Instant>) {
    if (value.IsNull()) member = {};
    if (!value.IsString()) return value.IsNull();
    if constexpr (std::is_same_v<Member, Day>)
      return take(parse_iso_day(string_of(value)));
    else
      return take(parse_iso_instant(string_of(value)));
  } else {
    if (!value.IsString()) return false;
    if constexpr (std::is_enum_v<Member>)
      return take(parse_choice<Member>(string_of(value)));
    else if constexpr (std::is_same_v<Member, WorkHours>)
      return take(parse_hours(string_of(value)));
    else if constexpr (std::is_same_v<Member, AnyId>)
      return take(parse_hex(string_of(value)));
    else
      member.assign(string_of(value));
    return true;
  }
}

class JsonReader {
 public:
  JsonReader(Random& random, AnyId plan_id)
      : random_(random), plan_id_(plan_id), loader_(plan_id_) {
    stamp_ = {1, loader_.add_replica(mint<ReplicaId>(random), 1), 1};
    loader_.note_counter(1);
  }

  Imported read(const rapidjson::Value& root) && {
    const rapidjson::Value* records = read_root(root);
    if (records == nullptr || !records->IsObject()) throw wrong("records");
    for_each_member(*records, "records", [&](std::string_view name, const rapidjson::Value& array) {
      bool known = false;
      Records::for_each([&]<class Record>() {
        if (Description<Record>::name != name) return;
        known = true;
        read_records<Record>(array);
      });
      return known;
    });
    return {std::move(loader_).take(), std::move(notices_).take()};
  }

 private:
  static Refusal wrong(std::string path) { return {Word::error_json_value, {std::move(path)}}; }

  const rapidjson::Value* read_root(const rapidjson::Value& root) {
    const rapidjson::Value* records = nullptr;
    bool ours = false;
    std::int32_t version = 0;
    const Refusal foreign{Word::error_json_foreign, {}, Word::todo_choose_plan_file};
    if (!root.IsObject()) throw foreign;
    for_each_member(root, "", [&](std::string_view name, const rapidjson::Value& value) {
      if (name == "format") ours = value.IsString() && string_of(value) == "tongzhou";
      if (name == "version" && !read_value(value, version)) throw wrong("version");
      if (name == "records") records = &value;
      return name == "format" || name == "version" || name == "plan" || name == "records";
    });
    if (!ours) throw foreign;
    if (version > kJsonVersion)
      throw Refusal{Word::error_file_newer, {}, Word::todo_update_program};
    if (version < 1) throw wrong("version");
    return records;
  }

  // Calls `read(name, value)`, which tells whether it knows the name, for each member. What is
  // unknown goes to the notices; what is known must not come twice.
  template <class Read>
  void for_each_member(const rapidjson::Value& object, std::string_view path, Read&& read) {
    std::vector<std::string_view> known;
    for (const auto& member : object.GetObject()) {
      const std::string_view name = string_of(member.name);
      const auto place = [&] { return fmt::format("{}{}{}", path, path.empty() ? "" : ".", name); };
      if (std::ranges::find(known, name) != known.end())
        throw Refusal{Word::error_json_double, {place()}};
      if (read(name, member.value))
        known.push_back(name);
      else
        notices_.add(Word::notice_unknown_elements, place());
    }
  }

  template <class Record>
  void read_records(const rapidjson::Value& array) {
    const auto path = [&](std::size_t i) {
      return fmt::format("records.{}[{}]", Description<Record>::name, i);
    };
    if (!array.IsArray()) throw wrong(fmt::format("records.{}", Description<Record>::name));
    loader_.reserve<Record>(array.Size());
    for (std::size_t i = 0; i < array.Size(); ++i) {
      const rapidjson::Value& object = array[static_cast<rapidjson::SizeType>(i)];
      if (!object.IsObject()) throw wrong(path(i));
      Entry<Record> entry{{}, false, {}, FieldStamps(stamp_)};
      for_each_member(object, path(i), [&](std::string_view name, const rapidjson::Value& value) {
        return read_member(name, value, entry,
                           [&] { return wrong(fmt::format("{}.{}", path(i), name)); });
      });
      // The plan's own record goes by the plan's new id.
      if constexpr (std::is_same_v<Record, PlanInfo>) entry.id = {plan_id_.value};
      if (!entry.id) entry.id = mint<Id<Record>>(random_);
      if (!loader_.add(std::move(entry))) throw Refusal{Word::error_json_double, {path(i) + ".id"}};
    }
  }

  template <class Record, class MakeRefusal>
  bool read_member(std::string_view name, const rapidjson::Value& value, Entry<Record>& entry,
                   const MakeRefusal& make_refusal) {
    bool known = name == "id", good = !known || (read_value(value, entry.id) && entry.id);
    for_each_field<Record>([&](const auto& field) {
      if (field.name != name) return;
      known = true;
      good = read_value(value, entry.record.*field.member);
    });
    if (!good) throw make_refusal();
    return known;
  }

  Random& random_;
  AnyId plan_id_;
  PlanLoader loader_;
  PackedStamp stamp_;
  Notices notices_;
};

AnyId written_identity(const rapidjson::Value& root) {
  AnyId id;
  if (!root.IsObject()) return id;
  const auto plan = root.FindMember("plan");
  if (plan != root.MemberEnd() && !read_value(plan->value, id)) id = {};
  return id;
}

}  // namespace

Result<Imported> import_json(std::span<const std::byte> bytes, Random& random,
                             JsonIdentity identity) try {
  rapidjson::Document document;
  parse({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, document);
  const AnyId written = written_identity(document);
  const bool keeps = identity == JsonIdentity::as_written && written;
  return JsonReader(random, keeps ? written : mint<AnyId>(random)).read(document);
} catch (Refusal& refusal) {
  return failure({refusal.what, std::move(refusal.arguments)}, {Word::safe_nothing_changed, {}},
                 {refusal.todo, {}});
} catch (const std::bad_alloc&) {
  return failure({Word::error_json_too_large, {}}, {Word::safe_nothing_changed, {}},
                 {Word::todo_check_json, {}});
}

}  // namespace tongzhou
