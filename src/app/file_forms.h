// The files that a plan comes from and goes to.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/open_plan.h"
#include "app/ports.h"
#include "exchange/json.h"
#include "exchange/plan_file.h"

namespace tongzhou {

enum class FileForm : std::uint8_t { plan_file, mspdi, csv, json, xlsx };
struct FormInfo {
  FileForm form;
  std::string_view id;      // on the command line
  std::string_view ending;  // ".tongzhou"
  std::string_view media_type;
};
std::span<const FormInfo> file_forms();
const FormInfo& info_of(FileForm form);
// The form whose ending a file's name has; nothing when it has none of them.
std::optional<FileForm> form_by_name(std::string_view name);
// What the bytes look like, whatever their name; CSV when like nothing else.
FileForm form_by_content(std::span<const std::byte> bytes);

struct ReadFile {
  PlanFile file;                 // of other forms: a new plan without history
  std::vector<Message> remarks;  // what could not be kept
  FileForm form = FileForm::plan_file;
};
// A new plan without a title gets the file's name. What is read as a new plan has an identity of
// its own, JSON the one it tells where asked. Dates without a year are those nearest to `today`.
Result<ReadFile> read_file(const NamedBytes& file, Random& random, const TextCodec& codec,
                           Day today, JsonIdentity identity = JsonIdentity::fresh);

// Named after the plan. A plan file is whole; the others hold what their form has a place for.
// The heads of tables are in the language given; a plan file tells by whom it was made, and when.
// Merging needs no history: leaving it out makes a plan file smaller.
enum class WithHistory : std::uint8_t { yes, no };
Result<NamedBytes> write_file(const OpenPlan& open, FileForm form, const Author& author,
                              Language language, WithHistory history = WithHistory::yes);

// A file name that every system takes, from a title.
std::string file_name(std::string_view title, std::string_view ending);
// What a plan file tells of who saved it.
SaveNote note_of(const Author& author);

// Of the plan's own file: SaveAs::place.
std::string place_of(AnyId plan);

}  // namespace tongzhou
