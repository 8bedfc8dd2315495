#include "rescue.h"

#include <utility>

#include "app/file_forms.h"
#include "app/open_plan.h"
#include "page.h"

namespace tongzhou {
namespace {

constexpr int kNobodyWaits = 0;  // for the answer to page_save_file

void announce(Language language, const Error& error) {
  page_announce(say(language, error.what).c_str(), true);
}

}  // namespace

StorageResult<void> QuickLaneToRead::write(const std::string&, std::string_view) {
  return std::unexpected(StorageFailure{StorageTrouble::unavailable, {}});
}

void SafeLaneToRead::write(std::vector<Write>, WriteDone done) {
  // The answer must come later, as every answer does: with that of another question.
  keys("tongzhou/nothing", [done = std::move(done)](const auto&) {
    done(std::unexpected(StorageFailure{StorageTrouble::unavailable, {}}));
  });
}

void Rescue::begin(Language language) {
  language_ = language;
  const AnyId plan = load_preferences(quick_lane_).last_plan;
  store_.open(plan, [this](Result<StoredCopy> copy) { plan_came(std::move(copy)); });
}

void Rescue::plan_came(Result<StoredCopy> copy) {
  if (!copy) return announce(language_, copy.error());
  const OpenPlan open(std::move(copy->plan), std::move(copy->history));
  const Preferences preferences = load_preferences(quick_lane_);
  const Author author{preferences.person, preferences.department, {}, clock_.unix_milliseconds()};
  const auto file = write_file(open, FileForm::plan_file, author, language_);
  if (!file) return announce(language_, file.error());
  page_save_file(kNobodyWaits, file->name.c_str(), info_of(FileForm::plan_file).media_type.data(),
                 "", false, false, reinterpret_cast<const std::uint8_t*>(file->bytes.data()),
                 file->bytes.size());
}

}  // namespace tongzhou
