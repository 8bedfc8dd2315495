#include "cli/run.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <utility>

#include "model/record_fields.h"

namespace tongzhou {

Run::Run(Console& console, const Request& request)
    : console_(console),
      request_(request),
      options_{request.json ? Output::json : Output::words, language_of(console, request)} {}

int Run::write(FileForm fallback) {
  const auto form = wanted_form(fallback);
  if (!form) return kBadInput;
  const auto file = write_file(plan(), *form, author(), options_.language);
  if (!file) return fail(file.error());
  return write_output(file->bytes, request_.output) ? kFine : kBadInput;
}

Error Run::no_such(Kind kind, const std::string& name) const {
  return {{Word::cli_no_such_record, {name, std::string(say(options_.language, word_of(kind)))}},
          {Word::safe_nothing_changed, {}},
          {Word::todo_name_record, {}}};
}

Language Run::language_of(const Console& console, const Request& request) {
  if (request.language == "zh") return Language::chinese;
  if (request.language == "en") return Language::english;
  return console.language;
}

int Run::fail(const Error& error) {
  console_.err << report_error(error, options_);
  return kBadInput;
}

bool Run::fail(Word what, const std::string& name) {
  fail(Error{{what, {name}}, {}, {}});
  return false;
}

bool Run::read_input() {
  plan_ = read_plan(request_.inputs[0]);
  return plan_.has_value();
}

std::optional<std::string> Run::read_bytes(const std::string& name) {
  std::ifstream from_disk;
  if (name != "-") {
    from_disk.open(name, std::ios::binary);
    if (!from_disk) return std::nullopt;
  }
  std::istream& in = name == "-" ? console_.in : from_disk;
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) return std::nullopt;
  return text;
}

std::optional<std::vector<std::byte>> Run::read_file_bytes(const std::string& name) {
  const auto text = read_bytes(name);
  if (!text) {
    fail(Word::cli_cannot_read, name);
    return std::nullopt;
  }
  const auto bytes = std::as_bytes(std::span(*text));
  return std::vector<std::byte>(bytes.begin(), bytes.end());
}

std::optional<OpenPlan> Run::read_plan(const std::string& name, JsonIdentity identity) {
  auto bytes = read_file_bytes(name);
  if (!bytes) return std::nullopt;
  const NamedBytes file{name == "-" ? name : name.substr(name.find_last_of('/') + 1),
                        std::move(*bytes)};
  auto read = read_file(file, console_.random, console_.codec, day_of(console_.clock.local_now()),
                        identity);
  if (!read) {
    fail(read.error());
    return std::nullopt;
  }
  remarks_ = std::move(read->remarks);
  saved_ = read->file.saved;
  return OpenPlan(std::move(read->file.plan), std::move(read->file.history));
}

std::optional<FileForm> Run::wanted_form(FileForm fallback) {
  if (request_.form.empty()) return form_by_name(request_.output).value_or(fallback);
  for (const FormInfo& form : file_forms())
    if (form.id == request_.form) return form.form;
  fail(Word::cli_unknown_form, request_.form);
  return std::nullopt;
}

bool Run::write_output(const std::vector<std::byte>& bytes, const std::string& name, For readers) {
  const auto* data = reinterpret_cast<const char*>(bytes.data());
  const auto size = static_cast<std::streamsize>(bytes.size());
  if (name.empty() || name == "-") return bool(console_.out.write(data, size).flush());
  const std::string beside = name + ".new";
  std::ofstream out(beside, std::ios::binary);
  if (readers == For::owner) {
    using std::filesystem::perms;
    std::error_code ignored;
    std::filesystem::permissions(beside, perms::owner_read | perms::owner_write, ignored);
  }
  out.write(data, size);
  out.close();
  if (!out || std::rename(beside.c_str(), name.c_str()) != 0) {
    std::remove(beside.c_str());
    return fail(Word::cli_cannot_write, name);
  }
  return true;
}

}  // namespace tongzhou
