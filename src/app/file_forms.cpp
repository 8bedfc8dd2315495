#include "app/file_forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/reports.h"
#include "core/check.h"
#include "core/utf8.h"
#include "documents/workbook.h"
#include "exchange/csv_tasks.h"
#include "exchange/json.h"
#include "exchange/mspdi.h"
#include "exchange/xlsx_table.h"

namespace tongzhou {
namespace {

constexpr std::array kForms{
    FormInfo{FileForm::plan_file, "plan", ".tongzhou", "application/octet-stream"},
    FormInfo{FileForm::mspdi, "mspdi", ".xml", "application/xml"},
    FormInfo{FileForm::csv, "csv", ".csv", "text/csv"},
    FormInfo{FileForm::json, "json", ".json", "application/json"},
    FormInfo{FileForm::xlsx, "xlsx", ".xlsx",
             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
};

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::span<const FormInfo> file_forms() { return kForms; }

const FormInfo& info_of(FileForm form) { return *std::ranges::find(kForms, form, &FormInfo::form); }

std::optional<FileForm> form_by_name(std::string_view name) {
  const auto found = std::ranges::find_if(
      kForms, [&](const FormInfo& form) { return name.ends_with(form.ending); });
  return found == kForms.end() ? std::nullopt : std::optional(found->form);
}

FileForm form_by_content(std::span<const std::byte> bytes) {
  std::string_view text = text_of(bytes);
  if (text.starts_with("\x89TZ")) return FileForm::plan_file;
  if (is_workbook(bytes)) return FileForm::xlsx;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return FileForm::csv;
  // XML may come in UTF-16: its "<" then has a zero on one side, and a mark before it.
  if (text[first] == '<' || text.starts_with("\xFF\xFE<") ||
      text.starts_with(std::string_view("\xFE\xFF\0<", 4)))
    return FileForm::mspdi;
  return text[first] == '{' ? FileForm::json : FileForm::csv;
}

namespace {

Result<ReadFile> read_imported(Result<Imported> imported, FileForm form) {
  if (!imported) return std::unexpected(std::move(imported).error());
  return ReadFile{{.plan = std::move(imported->plan)}, std::move(imported->notices), form};
}

std::string_view stem_of(std::string_view name) { return name.substr(0, name.rfind('.')); }

// The plan's own record with another title; the imported plan's stamps stay as they are.
Plan with_title(Plan plan, std::string_view title, Random& random) {
  ChangeBuilder builder(plan, random, make_label(Word::did_rename_plan, {std::string(title)}));
  builder.set<&PlanInfo::title>(plan.info_id(), std::string(title));
  const Change change = plan.stamp(std::move(builder).take(), mint<ReplicaId>(random), {});
  check(plan.apply(change).has_value(), "a title fits any plan");
  return plan;
}

Result<std::vector<std::byte>> write_as(FileForm form, const OpenPlan& open, const Author& author,
                                        Language language, WithHistory history) {
  const auto bytes_of = [](std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return std::vector<std::byte>(bytes.begin(), bytes.end());
  };
  static const std::vector<Change> kNoHistory;
  switch (form) {
    case FileForm::plan_file:
      return encode_plan_file(
          open.plan(), history == WithHistory::yes ? open.history() : kNoHistory, note_of(author));
    case FileForm::mspdi: return bytes_of(export_mspdi(open.plan(), &open.schedule()));
    case FileForm::csv: return bytes_of(export_tasks_csv(open.plan(), &open.schedule(), language));
    case FileForm::json: return bytes_of(export_json(open.plan()));
    case FileForm::xlsx:
      return to_xlsx(make_workbook(report_sources(open, /*today=*/{}, language)));
  }
  return {};
}

Result<ReadFile> read_as_it_looks(const NamedBytes& file, Random& random, const TextCodec& codec,
                                  Day today, JsonIdentity identity) {
  const FileForm form = form_by_content(file.bytes);
  switch (form) {
    case FileForm::plan_file: {
      auto read = decode_plan_file(file.bytes);
      if (!read) return std::unexpected(std::move(read).error());
      return ReadFile{std::move(*read), {}, form};
    }
    case FileForm::mspdi: return read_imported(import_mspdi(file.bytes, random, &codec), form);
    case FileForm::csv:
    case FileForm::xlsx: {
      const CsvOrigin origin{std::string(stem_of(file.name)), today, &codec};
      if (form == FileForm::csv)
        return read_imported(import_tasks_csv(file.bytes, random, origin), form);
      const auto sheets = read_workbook(file.bytes, 1);
      if (!sheets) return std::unexpected(sheets.error());
      return read_imported(
          import_tasks_csv(std::as_bytes(std::span(sheets->front().csv)), random, origin), form);
    }
    case FileForm::json: return read_imported(import_json(file.bytes, random, identity), form);
  }
  return failure({}, {}, {});
}

}  // namespace

Result<ReadFile> read_file(const NamedBytes& file, Random& random, const TextCodec& codec,
                           Day today, JsonIdentity identity) {
  auto read = read_as_it_looks(file, random, codec, today, identity);
  const bool is_new = identity == JsonIdentity::fresh;
  if (read && is_new && read->form != FileForm::plan_file && read->file.plan.info().title.empty())
    read->file.plan = with_title(std::move(read->file.plan), stem_of(file.name), random);
  return read;
}

Result<NamedBytes> write_file(const OpenPlan& open, FileForm form, const Author& author,
                              Language language, WithHistory history) {
  auto bytes = write_as(form, open, author, language, history);
  if (!bytes) return std::unexpected(std::move(bytes).error());
  return NamedBytes{file_name(open.plan().info().title, info_of(form).ending), std::move(*bytes)};
}

SaveNote note_of(const Author& author) {
  return {.program = {},
          .person = author.person,
          .department = author.department,
          .unix_milliseconds = author.unix_milliseconds};
}

std::string file_name(std::string_view title, std::string_view ending) {
  constexpr std::string_view kForbidden = "\\/:*?\"<>|";
  constexpr std::size_t kLongest = 120;  // bytes: some systems allow 255 with folders
  std::string name;
  for (char c : title) {
    const bool bad = static_cast<unsigned char>(c) < 0x20 || kForbidden.contains(c);
    name += bad ? '_' : c;
  }
  while (name.size() > kLongest || name.ends_with(' ') || name.ends_with('.')) name.pop_back();
  // Not in the middle of a character.
  while (!name.empty() && !is_utf8(name)) name.pop_back();
  if (name.empty()) name = "plan";
  return name.append(ending);
}

std::string place_of(AnyId plan) { return fmt::format("{:016x}", plan.value); }

}  // namespace tongzhou
