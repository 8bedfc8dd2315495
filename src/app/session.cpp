#include "app/session.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "app/file_forms.h"
#include "core/check.h"
#include "store/catch_up.h"
#include "store/keys.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMostNotices = 20;

}  // namespace

Session::Session(Ports ports)
    : ports_(ports),
      commands_(CommandList::standard()),
      pinyin_(ports.codec),
      preferences_(load_preferences(ports.storage.quick)),
      now_(ports.clock.local_now()),
      store_(ports.storage, ports.clock) {
  refresh_stored();
}

// --- Reading -------------------------------------------------------------------------------------

SaveState Session::save_state() const {
  return journal_ != nullptr ? journal_->state() : SaveState{};
}

Language Session::language() const { return preferences_.language.value_or(system_language_); }

Author Session::author() const {
  return {preferences_.person, preferences_.department, {}, ports_.clock.unix_milliseconds()};
}

bool Session::may_close() const { return journal_ == nullptr || journal_->is_kept(); }

// --- Driving -------------------------------------------------------------------------------------

void Session::advance(View& view) {
  now_ = ports_.clock.local_now();
  keep_view(view);
  if (journal_ != nullptr) journal_->refresh_snapshots(open_->plan(), open_->history());
  store_.advance();
  if (view.open_number != open_number_) begin_view(view);
}

// At the plan page, or where the person stood when they last had this plan open here.
void Session::begin_view(View& view) {
  view = View{.open_number = open_number_};
  view.page = open_ ? "plan" : "start";
  if (!open_) return;
  const auto kept = ports_.storage.quick.read(keys::view(open_->plan().id()));
  if (kept && *kept) restore_view(**kept, open_->plan(), view);
  view_kept_ = mark_of(view);
}

// Nothing of the plan depends on it, so failure is let pass.
void Session::keep_view(const View& view) {
  if (!open_ || view.open_number != open_number_ || view_kept_ == mark_of(view)) return;
  view_kept_ = mark_of(view);
  (void)ports_.storage.quick.write(keys::view(open_->plan().id()), encode_view(view));
}

double Session::seconds_until_due() const { return store_.seconds_until_due(); }

void Session::run(Commands& commands, View& view) {
  for (Order& order : commands.take()) obey(std::move(order), view);
  if (open_) view.selection.keep_live(open_->plan());
  store_.advance();
}

void Session::obey(Order order, View& view) {
  if (auto* command = std::get_if<RunCommand>(&order)) return run_command(*command, view);
  if (auto* edit_order = std::get_if<EditPlan>(&order)) return edit(std::move(edit_order->draft));
  open_file(std::move(std::get<OpenFile>(order).file));
}

void Session::run_command(const RunCommand& order, View& view) {
  const Command* command = commands_.find(order.id);
  check(command != nullptr, "what is asked for is in the list of commands");
  if (const Word why = command->why_not(*this, view); why != Word::none) return tell(why);
  command->run(*this, view, order.argument);
}

// --- Editing -------------------------------------------------------------------------------------

ReplicaId Session::replica() {
  if (!replica_) replica_ = mint<ReplicaId>(ports_.random);
  return *replica_;
}

bool Session::keep(Result<std::optional<Change>> change) {
  if (!change) tell(change.error());
  if (!change || !*change) return false;
  journal_->add(**change, open_->plan().info().title,
                static_cast<std::uint32_t>(open_->outline().rows.size()));
  return true;
}

void Session::edit(Draft draft) {
  if (open_) keep(open_->edit(std::move(draft), replica(), author()));
}

void Session::undo() {
  if (open_ && keep(open_->undo(replica(), author())))
    tell({.text = say(language(), open_->history().back().label), .command = "redo"});
}

void Session::redo() {
  if (open_ && keep(open_->redo(replica(), author())))
    tell({.text = say(language(), open_->history().back().label), .command = "undo"});
}

// --- Opening and closing -------------------------------------------------------------------------

void Session::show(OpenPlan plan, StoredState stored) {
  leave();
  opening_.reset();
  open_ = std::move(plan);
  ++open_number_;
  const AnyId id = open_->plan().id();
  const auto known = std::ranges::find(stored_, id, &StoredPlan::plan);
  StoredPlan about = known != stored_.end() ? *known : StoredPlan{.plan = id};
  about.title = open_->plan().info().title;
  about.tasks = static_cast<std::uint32_t>(open_->outline().rows.size());
  if (known == stored_.end()) about.edited_unix_milliseconds = ports_.clock.unix_milliseconds();
  journal_ = &store_.begin_journal(std::move(about), replica(), std::move(stored));
  list_open();
  remember_open(id);
}

void Session::remember_open(AnyId plan) {
  preferences_.last_plan = plan;
  save_preferences(ports_.storage.quick, preferences_);
}

void Session::resume() { resuming_ = bool(preferences_.last_plan); }

void Session::go_on() {
  if (!std::exchange(resuming_, false) || open_ || opening_) return;
  const AnyId last = preferences_.last_plan;
  const bool is_here = std::ranges::find(stored_, last, &StoredPlan::plan) != stored_.end();
  if (is_here) open_stored(last);
}

// The list tells of the open plan what is so, without asking storage.
void Session::list_open() {
  const StoredPlan about = journal_->about();
  std::erase_if(stored_, [&](const StoredPlan& plan) { return plan.plan == about.plan; });
  stored_.push_back(about);
  std::ranges::sort(stored_, std::ranges::greater{}, &StoredPlan::edited_unix_milliseconds);
}

void Session::leave() {
  if (journal_ != nullptr) list_open();
  if (journal_ != nullptr) store_.end_journal(*std::exchange(journal_, nullptr));
  open_.reset();
  ++open_number_;
}

void Session::start(OpenPlan plan) {
  show(std::move(plan), {});
  journal_->want_snapshot();
}

void Session::close() {
  leave();
  remember_open({});
}

void Session::open_stored(AnyId plan) {
  if (opening_ == plan) return;
  opening_ = plan;
  store_.open(plan, [this, plan](Result<StoredCopy> copy) {
    if (opening_ == plan) stored_copy_came(std::move(copy));
  });
}

void Session::stored_copy_came(Result<StoredCopy> copy) {
  const AnyId plan = *std::exchange(opening_, std::nullopt);
  std::optional<PlanFile> file = std::exchange(joining_, std::nullopt);
  if (file && file->plan.id() != plan) file.reset();
  if (!copy) return tell(copy.error());
  show(OpenPlan(std::move(copy->plan), std::move(copy->history)), std::move(copy->state));
  for (const Message& remark : copy->remarks)
    tell({.kind = Notice::Kind::trouble, .text = say(language(), remark)});
  if (file) join(*file);
}

void Session::open_file(NamedBytes file) {
  auto read = read_file(file, ports_.random, ports_.codec, day_of(now_));
  if (!read) return tell(read.error());
  const AnyId id = read->file.plan.id();
  if (open_ && open_->plan().id() == id) return join(read->file);
  if (std::ranges::find(stored_, id, &StoredPlan::plan) != stored_.end()) {
    joining_ = std::move(read->file);
    return open_stored(id);
  }
  const std::string title = read->file.plan.info().title;
  start(OpenPlan(std::move(read->file.plan), std::move(read->file.history)));
  tell({.text = say(language(), Word::told_opened, {title}), .details = std::move(read->remarks)});
}

// Takes over the file's changes that this copy lacks. Where its history does not tell all of them,
// the copies stay apart.
void Session::join(const PlanFile& file) {
  const std::vector<Change> missing = changes_to_take(open_->plan(), file.history);
  if (!reaches(open_->plan(), missing, file.plan.version()))
    return tell(Error{{Word::file_apart, {}}, {Word::safe_both_copies, {}}, {}});
  for (const Change& change : missing) {
    if (auto received = open_->receive({&change, 1}); !received) return tell(received.error());
    keep(change);
  }
  if (missing.empty()) return tell(Word::told_file_known);
  tell(Word::told_file_joined, {std::to_string(missing.size())});
}

void Session::discard_stored(AnyId plan) {
  if (open_ && open_->plan().id() == plan) close();
  const auto place = std::ranges::find(stored_, plan, &StoredPlan::plan);
  const std::string title = place != stored_.end() ? place->title : std::string();
  store_.discard(plan, [this, plan, title](Result<void> result) {
    if (!result) return tell(result.error());
    tell(Word::told_discarded, {title}, "plan_restore", plan);
    refresh_stored();
  });
}

void Session::restore_stored(AnyId plan) {
  store_.restore(plan, [this](Result<void> result) {
    if (!result) return tell(result.error());
    refresh_stored();
  });
}

void Session::refresh_stored() {
  store_.list([this](Result<std::vector<StoredPlan>> list) {
    if (list)
      stored_ = std::move(*list);
    else
      tell(list.error());
    go_on();
  });
}

// --- Choices and notices -------------------------------------------------------------------------

void Session::set_preferences(Preferences preferences) {
  preferences_ = std::move(preferences);
  save_preferences(ports_.storage.quick, preferences_);
}

void Session::tell(Notice notice) {
  notice.number = ++notice_count_;
  notices_.push_back(std::move(notice));
  if (notices_.size() > kMostNotices) notices_.pop_front();
}

void Session::tell(const Error& error) {
  tell({.kind = Notice::Kind::trouble, .text = say(language(), error.what), .error = error});
}

void Session::tell(Word word, std::initializer_list<std::string_view> arguments,
                   std::string_view command, Argument argument) {
  tell({.text = say(language(), word, arguments),
        .command = command,
        .argument = std::move(argument)});
}

}  // namespace tongzhou
