#include "store/save_state.h"

#include <fmt/format.h>

namespace tongzhou {

std::string say(Language language, const SaveState& state) {
  switch (state.kind) {
    case SaveState::Kind::no_plan: return {};
    case SaveState::Kind::saving: return std::string(say(language, Word::saving_now));
    case SaveState::Kind::not_saved: return std::string(say(language, Word::not_saved));
    case SaveState::Kind::saved: break;
  }
  if (!state.at.is_set()) return std::string(say(language, Word::saved_already));
  const int minute = minute_of_day(state.at);
  return say(language, Word::saved_at, {fmt::format("{:02}:{:02}", minute / 60, minute % 60)});
}

namespace {

Message what_failed(const StorageFailure& failure) {
  switch (failure.trouble) {
    case StorageTrouble::no_space: return {Word::storage_no_space, {}};
    case StorageTrouble::unavailable: return {Word::storage_unavailable, {}};
    case StorageTrouble::no_answer: return {Word::storage_no_answer, {}};
    case StorageTrouble::locked: return {Word::storage_locked, {}};
    case StorageTrouble::failed: break;
  }
  return {Word::storage_failed, {failure.detail}};
}

}  // namespace

Error error_of(const StorageFailure& failure, Message safe) {
  return {.what = what_failed(failure), .safe = std::move(safe), .todo = {Word::todo_export, {}}};
}

}  // namespace tongzhou
