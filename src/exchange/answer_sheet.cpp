#include "exchange/answer_sheet.h"

#include <zlib.h>

#include <array>
#include <span>

#include "core/base64.h"
#include "core/utf8.h"
#include "exchange/json_dom.h"
#include "exchange/json_text.h"
#include "exchange/json_writer.h"

namespace tongzhou {
namespace {

constexpr std::string_view kBegin = "BEGIN TONGZHOU ANSWER";
constexpr std::string_view kEnd = "END TONGZHOU ANSWER";
constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kLine = 72;
constexpr int kVersion = 1;
constexpr std::size_t kMostAnswers = 2000, kMostChoices = 200;

// By character; 64: none.
constexpr auto kDigitOf = [] {
  std::array<std::uint8_t, 256> digits;
  digits.fill(64);
  for (std::size_t i = 0; i < kDigits.size(); ++i)
    digits[static_cast<unsigned char>(kDigits[i])] = static_cast<std::uint8_t>(i);
  return digits;
}();

// Whatever is no digit is passed over: line ends, quotation marks, padding.
std::string from_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::uint8_t digit = kDigitOf[static_cast<unsigned char>(c)];
    if (digit == 64) continue;
    bits = bits << 6 | digit;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFF);
  }
  return bytes;
}

std::uint32_t check_sum(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

// Members of an object; those that are missing, or are something else, hold nothing.
class Members {
 public:
  explicit Members(const rapidjson::Value& object) : object_(object) {}

  std::string text(const char* name) const {
    const rapidjson::Value* value = find(name);
    return value != nullptr && value->IsString() ? std::string(string_of(*value)) : std::string();
  }
  AnyId id(const char* name) const { return parse_hex(text(name)).value_or(AnyId{}); }
  std::int32_t number(const char* name) const {
    const rapidjson::Value* value = find(name);
    return value != nullptr ? number_of(*value) : 0;
  }
  const rapidjson::Value* list(const char* name) const {
    const rapidjson::Value* value = find(name);
    return value != nullptr && value->IsArray() ? value : nullptr;
  }
  // -1: no number, or far out of range.
  static std::int32_t number_of(const rapidjson::Value& value) {
    if (!value.IsInt64() || value.GetInt64() < 0 || value.GetInt64() > 1'000'000) return -1;
    return static_cast<std::int32_t>(value.GetInt64());
  }

 private:
  const rapidjson::Value* find(const char* name) const {
    const auto found = object_.FindMember(name);
    return found == object_.MemberEnd() ? nullptr : &found->value;
  }
  const rapidjson::Value& object_;
};

void read_question(const rapidjson::Value& value, std::vector<QuestionAnswer>& answers) {
  if (!value.IsObject()) return;
  const Members members(value);
  QuestionAnswer answer{.question = {members.id("question").value},
                        .row = members.number("row"),
                        .choices = {},
                        .text = members.text("text")};
  if (const rapidjson::Value* choices = members.list("choices"))
    for (const rapidjson::Value& choice : choices->GetArray())
      if (answer.choices.size() < kMostChoices)
        answer.choices.push_back(Members::number_of(choice));
  if (answer.question && answer.row >= 0) answers.push_back(std::move(answer));
}

std::optional<AnswerFlaw> read_sheet(std::string_view bytes, AnswerSheet& sheet) {
  rapidjson::Document document;
  if (bytes.size() > kLargestAnswer || !is_utf8(bytes) || parse_json(bytes, document) ||
      !document.IsObject())
    return AnswerFlaw::altered;
  const Members members(document);
  const std::string what = members.text("tongzhou");
  if (members.number("version") > kVersion) return AnswerFlaw::newer;
  if (what != "answer" && what != "suggestion") return AnswerFlaw::altered;
  sheet = {.plan = members.id("plan"),
           .survey = {members.id("survey").value},
           .department = {members.id("department").value},
           .ticket = members.id("ticket").value,
           .revision = members.number("revision"),
           .answers = {},
           .topic = members.text("topic"),
           .text = members.text("text"),
           .name = members.text("name")};
  if (sheet.ticket == 0 || bool(sheet.survey) != (what == "answer")) return AnswerFlaw::altered;
  if (const rapidjson::Value* answers = members.list("answers"))
    for (const rapidjson::Value& answer : answers->GetArray())
      if (sheet.answers.size() < kMostAnswers) read_question(answer, sheet.answers);
  return std::nullopt;
}

std::string to_json(const AnswerSheet& sheet, std::size_t padding) {
  JsonWriter json;
  json.begin_object();
  json.member("tongzhou", sheet.survey ? "answer" : "suggestion");
  json.member("version", kVersion);
  json.member("plan", to_hex(sheet.plan));
  if (sheet.survey) json.member("survey", to_hex(sheet.survey.any()));
  json.member("ticket", to_hex({sheet.ticket}));
  json.member("revision", sheet.revision);
  json.member("department", sheet.department ? to_hex(sheet.department.any()) : std::string());
  if (!sheet.survey) {
    json.member("topic", sheet.topic);
    json.member("text", sheet.text);
    json.member("name", sheet.name);
  }
  json.key("answers");
  json.begin_array();
  for (const QuestionAnswer& answer : sheet.answers) {
    json.begin_object();
    json.member("question", to_hex(answer.question.any()));
    json.member("row", answer.row);
    json.key("choices");
    json.begin_array();
    for (const std::int32_t choice : answer.choices) json.value(choice);
    json.end_array();
    json.member("text", answer.text);
    json.end_object();
  }
  json.end_array();
  json.member("pad", std::string(padding, ' '));
  json.end_object();
  return std::move(json).take();
}

}  // namespace

bool holds_answers(std::string_view text) { return text.find(kBegin) != std::string_view::npos; }

ReadAnswers read_answers(std::string_view text) {
  ReadAnswers read;
  for (std::size_t begin = text.find(kBegin); begin != std::string_view::npos;) {
    text.remove_prefix(begin + kBegin.size());
    begin = text.find(kBegin);
    const std::size_t end = text.substr(0, begin).find(kEnd);  // not beyond, nor slower for it
    AnswerSheet sheet;
    std::optional<AnswerFlaw> flaw = AnswerFlaw::altered;
    if (end != std::string_view::npos) {
      const std::string bytes = from_base64(text.substr(0, end));
      const std::string_view sum = text.substr(end + kEnd.size()).substr(0, 9);
      if (sum == fmt::format(" {:08x}", check_sum(bytes))) flaw = read_sheet(bytes, sheet);
    }
    if (flaw)
      read.flaws.push_back(*flaw);
    else
      read.sheets.push_back(std::move(sheet));
  }
  return read;
}

std::string write_answer(const AnswerSheet& sheet) {
  std::string bytes = to_json(sheet, 0);
  if (const std::size_t over = bytes.size() % kAnswerPadding; over > 0)
    bytes = to_json(sheet, kAnswerPadding - over);
  const std::string digits = encode_base64(std::as_bytes(std::span(bytes)));
  std::string block = fmt::format("-----{}-----\n", kBegin);
  for (std::size_t at = 0; at < digits.size(); at += kLine)
    block += digits.substr(at, kLine) + "\n";
  return block + fmt::format("-----{} {:08x}-----\n", kEnd, check_sum(bytes));
}

}  // namespace tongzhou
