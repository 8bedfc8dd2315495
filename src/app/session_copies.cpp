// The part of the session that deals with other copies of the open plan: opened as files, or met in
// a shared folder.
#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "app/file_forms.h"
#include "app/moments.h"
#include "app/session.h"
#include "app/twins.h"
#include "app/window_talk.h"
#include "model/history.h"

namespace tongzhou {
namespace {

// Whose copy it is, as far as it tells.
const std::string& name_of(const IncomingCopy& copy) {
  return copy.contents.saved.person.empty() ? copy.file : copy.contents.saved.person;
}

}  // namespace

// --- Merging -------------------------------------------------------------------------------------

void Session::look_through_one(IncomingCopy& copy) {
  look_through(*open_, copy);
  // Whoever has a twin goes on under another id.
  if (replica_ && std::ranges::find(copy.twins, *replica_) != copy.twins.end()) replica_.reset();
}

void Session::offer(IncomingCopy copy) {
  look_through_one(copy);
  if (copy.is_known()) {
    write_again_at(copy.origin);
    return tell(Word::told_file_known, {copy.file});
  }
  let_wait(std::move(copy));
  show_incoming_ = true;
}

// It was just looked through; those that wait already may not have been since the last edit.
void Session::let_wait(IncomingCopy copy) {
  copy.number = ++incoming_count_;
  if (incoming_.empty()) incoming_revision_ = open_->plan().revision();
  incoming_.push_back(std::move(copy));
}

// What they would change depends on what is here.
void Session::look_through_incoming() {
  if (incoming_.empty() || incoming_revision_ == open_->plan().revision()) return;
  incoming_revision_ = open_->plan().revision();
  for (IncomingCopy& copy : incoming_) look_through_one(copy);
}

void Session::dismiss_incoming(std::uint64_t number) {
  std::erase_if(incoming_,
                [&](const IncomingCopy& copy) { return number == 0 || copy.number == number; });
}

void Session::accept_incoming(const MergeChoices& choices) {
  if (!open_ || incoming_.empty() || refuses_while_reading()) return;
  look_through_incoming();
  std::string who;
  for (const IncomingCopy& copy : incoming_) {
    if (!who.empty()) who += say(language(), Word::list_separator);
    who += name_of(copy);
  }
  const auto merged = take(make_merge(*open_, incoming_, choices), who);
  if (!merged) return;
  if (incoming_.size() == 1) write_again_at(incoming_.front().origin);
  for (const IncomingCopy& copy : incoming_)
    if (copy.handed)
      keep(
          open_->note(note_return(*open_, ports_.random, copy, day_of(now_)), replica(), author()));
  incoming_.clear();
  const std::size_t conflicts = open_->conflicts().size();
  tell(conflicts == 0 ? Word::told_file_joined : Word::told_file_joined_disputed,
       {std::to_string(merged->changes), std::to_string(conflicts)},
       conflicts == 0 ? "undo" : "go_conflicts");
}

std::optional<Merged> Session::take(const MergePlan& made, std::string_view who) {
  auto merged =
      open_->merge(made.plan, made.history, make_label(Word::change_merged, {std::string(who)}));
  if (!merged) tell(merged.error());
  if (!merged) return std::nullopt;
  journal_->want_snapshot();
  merge_untold_ = true;
  if (!made.decisions.empty())
    keep(open_->note({make_label(Word::did_choose_in_merge), made.decisions}, replica(), author()));
  return std::move(*merged);
}

// They read it from storage, so it must be there.
void Session::tell_windows_of_merge() {
  if (!merge_untold_ || journal_ == nullptr) return;
  if (journal_->state().kind != SaveState::Kind::saved) return;
  merge_untold_ = false;
  ports_.windows.tell(encode_talk(open_->plan().id(), {}));
}

void Session::name_moment(std::string_view name, std::optional<Dot> moment) {
  if (!open_ || name.empty() || refuses_while_reading()) return;
  keep(open_->note({label_moment(std::string(name), moment), {}}, replica(), author()));
}

void Session::drop_history_before(Dot change) {
  if (!open_ || refuses_while_reading()) return;
  const Change* first = find_change(open_->history(), change);
  if (first == nullptr) return;
  const std::uint32_t start = first->counter;
  dropped_history_ = open_->start_history_at(start);
  save_history_start(ports_.storage.quick, open_->plan().id(), start);
  journal_->want_snapshot();
  tell(Word::told_history_dropped, {std::to_string(dropped_history_.size())}, "history_keep");
}

void Session::keep_dropped_history() {
  open_->put_history_back(std::exchange(dropped_history_, {}));
  save_history_start(ports_.storage.quick, open_->plan().id(), 0);
  journal_->want_snapshot();
  tell(Word::told_history_kept);
}

// The open plan holds all that is in the file opened there, so that it may be written over.
void Session::write_again_at(int origin) {
  if (origin != 0) ports_.files.opened_as(origin, place_of(open_->plan().id()));
}

// --- The shared folder ---------------------------------------------------------------------------

void Session::open_folder(std::optional<FolderChoice> choice) {
  folder_.reset();
  folder_choice_ = std::move(choice);
  if (!open_ || !folder_choice_ || !ports_.folders.are_there()) return;
  folder_ = std::make_shared<SharedFolder>(ports_.folders, ports_.clock,
                                           FolderPlace{open_->plan().id(), folder_choice_->path},
                                           folder_choice_->file);
}

void Session::keep_folder(std::optional<FolderChoice> choice) {
  save_folder(ports_.storage.quick, open_->plan().id(), choice);
  folder_choice_ = std::move(choice);
}

void Session::choose_folder() {
  const AnyId plan = open_->plan().id();
  ports_.folders.choose(plan, [this, plan](StorageResult<std::string> path) {
    if (!open_ || open_->plan().id() != plan) return;
    if (!path) return tell(error_of(path.error(), {Word::safe_nothing_changed, {}}));
    // Two people may have the same name, and one person two computers.
    constexpr std::uint64_t kSixDigits = 0xff'ffff;
    std::string own = open_->plan().info().title;
    if (!preferences_.person.empty()) own += " " + preferences_.person;
    own += fmt::format(" {:06x}", ports_.random.bits() & kSixDigits);
    const std::string_view ending = info_of(FileForm::plan_file).ending;
    keep_folder(FolderChoice{std::move(*path), file_name(own, ending)});
    open_folder(folder_choice_);
  });
}

void Session::reopen_folder() {
  if (!folder_) return;
  ports_.folders.reopen(folder_->place(), [this](StorageResult<void> opened) {
    if (opened && folder_) folder_->look_again();
    if (!opened) tell(error_of(opened.error(), {Word::safe_folder_later, {}}));
  });
}

void Session::leave_folder() {
  keep_folder({});
  open_folder({});
}

void Session::ask_before_taking(bool asks_first) {
  if (!folder_choice_) return;
  FolderChoice choice = *folder_choice_;
  choice.asks_first = asks_first;
  keep_folder(std::move(choice));
}

// Before each frame: reads and writes what is due, and takes over what came.
void Session::meet_in_folder() {
  if (!folder_) return;
  folder_->advance(open_->plan(), open_->history(), note_of(author()), own_key());
  for (SharedFolder::Arrived& arrived : folder_->take_arrived()) copy_arrived(std::move(arrived));
  if (folder_->own_file() == folder_choice_->file) return;
  FolderChoice choice = *folder_choice_;
  choice.file = folder_->own_file();
  keep_folder(std::move(choice));
}

// Taken over at once, unless the person wants to be asked, it would take much away, or it does not
// come from whom it names.
void Session::copy_arrived(SharedFolder::Arrived arrived) {
  std::erase_if(incoming_, [&](const IncomingCopy& copy) {
    return copy.in_folder && copy.file == arrived.file;
  });
  const bool is_covered = covers(open_->plan().version(), arrived.contents.plan.version());
  if (is_covered && !has_twins(open_->history(), arrived.contents.history)) return;
  IncomingCopy copy{.file = std::move(arrived.file),
                    .contents = std::move(arrived.contents),
                    .in_folder = true,
                    .records = {}};
  look_through_one(copy);
  if (copy.is_known()) return;
  const std::string who = name_of(copy);
  const std::string count = std::to_string(copy.changes);
  if (folder_choice_->asks_first || copy.deletes_much ||
      is_suspect(open_->plan(), keys_, copy.contents)) {
    let_wait(std::move(copy));
    return tell(Word::told_folder_waits, {who, count}, "go_merge");
  }
  std::vector<IncomingCopy> copies;
  copies.push_back(std::move(copy));
  if (!take(make_merge(*open_, copies, {}), who)) return;
  const bool disputed = !open_->conflicts().empty();
  tell(disputed ? Word::told_folder_took_disputed : Word::told_folder_took, {who, count},
       disputed ? "go_conflicts" : "undo");
}

}  // namespace tongzhou
