
#include "core/sorting.h"
#include "exchange/json.h"
#include "exchange/json_dom.h"
#include "exchange/json_text.h"
#include "model/kinds.h"

namespace tongzhou {
namespace {

// Why the text was refused; thrown below import_json and caught there.
struct Refusal {
  Word what;
  std::vector<std::string> arguments;
  Word todo = Word::todo_check_json;
};

void parse(std::string_view text, rapidjson::Document& document) {
  const auto flaw = parse_json(text, document);
  if (!flaw) return;
  if (flaw->too_large) throw Refusal{Word::error_json_too_large, {}};
  throw Refusal{Word::error_json_syntax, {std::to_string(flaw->line)}};
}

std::optional<AnyId> read_id(const rapidjson::Value& value) {
  return value.IsString() ? parse_hex(string_of(value)) : std::nullopt;
}

std::optional<std::int64_t> read_choice(std::string_view name, std::span<const Word> choices) {
  const auto found = std::ranges::find(choices, name, key_of);
  return found != choices.end() ? std::optional(found - choices.begin()) : std::nullopt;
}

std::optional<Minutes> read_minutes(const rapidjson::Value& value) {
  if (!value.IsInt64() || !std::in_range<std::int32_t>(value.GetInt64())) return std::nullopt;
  return Minutes{static_cast<std::int32_t>(value.GetInt64())};
}

std::optional<AnyRefs> read_references(const rapidjson::Value& value) {
  if (!value.IsArray()) return std::nullopt;
  AnyRefs ids;
  for (const rapidjson::Value& item : value.GetArray()) {
    const auto id = read_id(item);
    if (!id) return std::nullopt;
    ids.push_back(*id);
  }
  sort_stably(ids);
  return ids;
}

// Reads what is written for a field; false when it is of another type. Ranges are the field's
// matter.
bool read_value(const rapidjson::Value& value, const FieldInfo& field, Value& into) {
  const auto take = [&](auto&& found) {
    if (!found) return false;
    into = *std::forward<decltype(found)>(found);
    return true;
  };
  const auto take_if = [&](bool is_right, auto&& read) {
    if (is_right) into = read();
    return is_right;
  };
  const std::string_view text = value.IsString() ? string_of(value) : std::string_view();
  switch (field.type) {
    case ValueType::none: return false;
    case ValueType::boolean: return take_if(value.IsBool(), [&] { return value.GetBool(); });
    case ValueType::integer:
      if (!field.choices.empty()) return take(read_choice(text, field.choices));
      return take_if(value.IsInt64(), [&] { return std::int64_t{value.GetInt64()}; });
    case ValueType::number:
      if (field.role == Role::amount && value.IsNull()) return take(std::optional(kNoAmount));
      return take_if(value.IsNumber(), [&] { return value.GetDouble(); });
    case ValueType::text: return take_if(value.IsString(), [&] { return std::string(text); });
    case ValueType::day: return take(value.IsNull() ? Day{} : parse_iso_day(text));
    case ValueType::instant: return take(value.IsNull() ? Instant{} : parse_iso_instant(text));
    case ValueType::minutes: return take(read_minutes(value));
    case ValueType::reference: return take(value.IsNull() ? AnyId{} : read_id(value));
    case ValueType::references: return take(read_references(value));
    case ValueType::hours: return value.IsString() && take(parse_hours(text));
  }
  return false;
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
      const auto kind = std::ranges::find(all_kinds(), name, &KindInfo::name);
      if (kind == all_kinds().end()) return false;
      read_records(array, *kind);
      return true;
    });
    return {std::move(loader_).take(), std::move(notices_).take()};
  }

 private:
  static Refusal wrong(std::string path) { return {Word::error_json_value, {std::move(path)}}; }

  const rapidjson::Value* read_root(const rapidjson::Value& root) {
    const rapidjson::Value* records = nullptr;
    bool ours = false;
    std::int64_t version = 0;
    const Refusal foreign{Word::error_json_foreign, {}, Word::todo_choose_plan_file};
    if (!root.IsObject()) throw foreign;
    for_each_member(root, "", [&](std::string_view name, const rapidjson::Value& value) {
      if (name == "format") ours = value.IsString() && string_of(value) == "tongzhou";
      if (name == "version") {
        if (!value.IsInt64() || !std::in_range<std::int32_t>(value.GetInt64()))
          throw wrong("version");
        version = value.GetInt64();
      }
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
  void for_each_member(
      const rapidjson::Value& object, std::string_view path,
      FunctionRef<bool(std::string_view name, const rapidjson::Value& value)> read) {
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

  void read_records(const rapidjson::Value& array, const KindInfo& kind) {
    const auto path = [&](std::size_t i) { return fmt::format("records.{}[{}]", kind.name, i); };
    if (!array.IsArray()) throw wrong(fmt::format("records.{}", kind.name));
    AnyTable& table = *loader_.table(kind.kind);
    table.reserve(array.Size());
    for (std::size_t i = 0; i < array.Size(); ++i) {
      const rapidjson::Value& object = array[static_cast<rapidjson::SizeType>(i)];
      if (!object.IsObject()) throw wrong(path(i));
      ReadRecord read;
      for_each_member(object, path(i), [&](std::string_view name, const rapidjson::Value& value) {
        const auto known = read_member(name, value, kind, read);
        if (!known) throw wrong(fmt::format("{}.{}", path(i), name));
        return *known;
      });
      // The plan's own record goes by the plan's new id.
      if (kind.kind == Kind::plan) read.id = plan_id_;
      if (!read.id) read.id = mint<AnyId>(random_);
      Row* row = table.add(read.id, kind.blank());
      if (row == nullptr) throw Refusal{Word::error_json_double, {path(i) + ".id"}};
      row->stamps = FieldStamps(stamp_);
      for (auto& [field, value] : read.values)
        check(field->write(*row, std::move(value)), "only what fits was read");
    }
  }

  struct ReadRecord {
    AnyId id;
    std::vector<std::pair<const FieldInfo*, Value>> values;
  };
  // Whether the kind has such a member; nothing when what is written is none of its values.
  static std::optional<bool> read_member(std::string_view name, const rapidjson::Value& value,
                                         const KindInfo& kind, ReadRecord& into) {
    if (name == "id") {
      into.id = read_id(value).value_or(AnyId{});
      return into.id ? std::optional(true) : std::nullopt;
    }
    const auto field = std::ranges::find(kind.fields, name, &FieldInfo::name);
    if (field == kind.fields.end()) return false;
    Value read;
    if (!read_value(value, *field, read) || !field->fits(read)) return std::nullopt;
    into.values.emplace_back(&*field, std::move(read));
    return true;
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
  if (plan != root.MemberEnd()) id = read_id(plan->value).value_or(AnyId{});
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
} catch (Refusal& refused) {
  return refusal({refused.what, std::move(refused.arguments)}, {refused.todo, {}});
} catch (const std::bad_alloc&) {
  return refusal({Word::error_json_too_large, {}}, {Word::todo_check_json, {}});
}

}  // namespace tongzhou
