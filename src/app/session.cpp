#include "app/session.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "app/file_forms.h"
#include "app/scenarios.h"
#include "app/window_talk.h"
#include "core/check.h"
#include "core/graphemes.h"
#include "core/sorting.h"
#include "exchange/page_file.h"
#include "exchange/sealing.h"
#include "store/catch_up.h"
#include "store/keys.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMostNotices = 20;
constexpr std::int64_t kTypingPauseMilliseconds = 1000;
constexpr std::int64_t kUnfinishedDays = 7;  // then it is forgotten
constexpr std::size_t kShownOfText = 60;     // bytes

}  // namespace

Session::Session(Ports ports)
    : locks_(ports.storage, ports.random),
      ports_{ports.clock, ports.random,  ports.codec,        locks_.storage(),
             ports.files, ports.windows, ports.storage_room, ports.folders},
      commands_(CommandList::standard()),
      pinyin_(ports.codec),
      preferences_(load_preferences(ports.storage.quick)),
      keys_(load_key_ring(ports.storage.quick)),
      now_(ports.clock.local_now()),
      store_(ports_.storage, ports.clock) {
  locks_.find([this] { refresh_stored(); });
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
  keep_typing(view);
  meet_in_folder();
  if (journal_ != nullptr) journal_->refresh_snapshots(open_->plan(), open_->history());
  store_.advance();
  if (!opening_ && !store_.is_busy_beside(journal_))
    locks_.forget_others(open_ ? open_->plan().id() : AnyId{});
  if (view.open_number != open_number_) begin_view(view);
  if (std::exchange(show_incoming_, false)) view.page = "merge";
  if (view.page == "merge") look_through_incoming();
  if (open_ && view.page == "scenarios")
    scenario_copies_.look_after(store_, family_of(open_->plan()), open_->plan().id(), stored_);
  else
    scenario_copies_.clear();
  tell_windows_of_merge();
  go_on_making();
}

// At the plan page, or where the person stood when they last had this plan open here.
void Session::begin_view(View& view) {
  view = View{.open_number = open_number_};
  view.page = open_ ? "plan" : "start";
  if (!open_ || reading_) return;
  const auto kept = ports_.storage.quick.read(keys::view(open_->plan().id()));
  if (kept && *kept) restore_view(**kept, open_->plan(), view);
  view_kept_ = mark_of(view);
}

// Nothing of the plan depends on it, so failure is let pass.
void Session::keep_view(const View& view) {
  if (!open_ || reading_ || view.open_number != open_number_ || view_kept_ == mark_of(view)) return;
  view_kept_ = mark_of(view);
  (void)ports_.storage.quick.write(keys::view(open_->plan().id()), encode_view(view));
}

// At once when typing begins or ends, then every second. Beside the plan, so failure is let pass.
void Session::keep_typing(const View& view) {
  typing_waits_ = false;
  if (!open_ || reading_ || view.open_number != open_number_ || view.typing == typing_kept_) return;
  const std::int64_t now = ports_.clock.unix_milliseconds();
  const std::int64_t since = now - typing_kept_at_;
  typing_waits_ = view.typing && typing_kept_ && since >= 0 && since < kTypingPauseMilliseconds;
  if (typing_waits_) return;
  typing_kept_ = view.typing;
  typing_kept_at_ = now;
  const std::string key = keys::typed(open_->plan().id(), replica());
  if (typing_kept_)
    (void)ports_.storage.quick.write(key, encode_kept_text({*typing_kept_, now}));
  else
    ports_.storage.quick.erase(key);
}

double Session::seconds_until_due() const {
  if (is_making()) return 0;
  double due = store_.seconds_until_due();
  if (typing_waits_) due = std::min(due, kTypingPauseMilliseconds / 1000.0);
  return folder_ ? std::min(due, folder_->seconds_until_due()) : due;
}

// The newest text that others left in fields of the open plan.
void Session::look_for_unfinished() {
  unfinished_.reset();
  const Plan& plan = open_->plan();
  const QuickLane& quick = ports_.storage.quick;
  const auto names = quick.keys(keys::typed(plan.id()));
  if (!names) return;
  const std::int64_t now = ports_.clock.unix_milliseconds();
  std::int64_t newest = std::numeric_limits<std::int64_t>::min();
  for (const std::string& key : *names) {
    const auto stored = quick.read(key);
    const auto kept = stored && *stored ? decode_kept_text(**stored) : std::nullopt;
    if (!kept || key == keys::typed(plan.id(), replica())) continue;
    const auto& [record, field, text] = kept->typed;
    const bool entered = plan.is_live(record) && plan.value_of(record, field) == Value(text);
    constexpr std::int64_t kDay = 24LL * 3600 * 1000;
    if (entered || now - kept->unix_milliseconds > kUnfinishedDays * kDay) {
      ports_.storage.quick.erase(key);
    } else if (plan.is_live(record) && kept->unix_milliseconds > newest) {
      newest = kept->unix_milliseconds;
      unfinished_ = kept->typed;
      unfinished_key_ = key;
    }
  }
  if (!unfinished_) return;
  std::string shown = unfinished_->text;
  if (shown.size() > kShownOfText)
    shown = shown.substr(0, grapheme_floor(shown, kShownOfText)) + "…";
  tell(Word::told_unfinished, {plan.name_of(unfinished_->record), shown}, "text_put_back");
}

void Session::put_back_unfinished(View& view) { view.put_back = unfinished_; }

void Session::forget_unfinished() {
  unfinished_.reset();
  ports_.storage.quick.erase(unfinished_key_);
}

void Session::run(Commands& commands, View& view) {
  for (Order& order : commands.take()) obey(std::move(order), view);
  if (open_) view.selection.keep_live(open()->plan());
  store_.advance();
}

void Session::obey(Order order, View& view) {
  if (auto* command = std::get_if<RunCommand>(&order)) return run_command(*command, view);
  if (auto* edit_order = std::get_if<EditPlan>(&order)) return edit(std::move(edit_order->draft));
  if (auto* save_order = std::get_if<SaveFile>(&order)) return save_file(std::move(*save_order));
  if (auto* paper = std::get_if<SavePaper>(&order)) return save_paper(std::move(*paper));
  if (auto* copy = std::get_if<HandCopy>(&order)) return hand_copy(std::move(copy->wish));
  if (auto* secret = std::get_if<UsePassphrase>(&order))
    return use_passphrase(secret->use, std::move(secret->passphrase));
  open_file(std::move(std::get<OpenFile>(order).file));
}

void Session::save_file(SaveFile order) {
  const std::string name = order.file.name;
  ports_.files.save(std::move(order.file), {.media_type = std::move(order.media_type)},
                    [this, name](StorageResult<void> saved) {
                      if (saved) return tell(Word::told_exported, {name});
                      tell(error_of(saved.error(), {Word::safe_nothing_changed, {}}));
                    });
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
  ports_.windows.tell(encode_talk(open_->plan().id(), {&**change, 1}));
  ask_for_lock();
  return true;
}

void Session::edit(Draft draft) {
  if (open_ && !refuses_while_reading()) keep(open_->edit(std::move(draft), replica(), author()));
}

void Session::undo() {
  if (open_ && !refuses_while_reading() && keep(open_->undo(replica(), author())))
    tell({.text = say(language(), open_->history().back().label), .command = "redo"});
}

void Session::redo() {
  if (open_ && !refuses_while_reading() && keep(open_->redo(replica(), author())))
    tell({.text = say(language(), open_->history().back().label), .command = "undo"});
}

// --- Opening and closing -------------------------------------------------------------------------

void Session::show(OpenPlan plan, StoredState stored) {
  leave();
  opening_.reset();
  open_ = std::move(plan);
  ++open_number_;
  const AnyId id = open_->plan().id();
  if (std::exchange(replica_of_, id) != id) replica_.reset();
  const auto known = std::ranges::find(stored_, id, &StoredPlan::plan);
  StoredPlan about = known != stored_.end() ? *known : StoredPlan{.plan = id};
  about.title = open_->plan().info().title;
  about.scenario_of = open_->plan().info().scenario_of.any();
  about.tasks = static_cast<std::uint32_t>(open_->outline().rows.size());
  if (known == stored_.end()) about.edited_unix_milliseconds = ports_.clock.unix_milliseconds();
  journal_ = &store_.begin_journal(std::move(about), replica(), std::move(stored));
  list_open();
  remember_open(id);
  last_file_ = load_last_file(ports_.storage.quick, id);
  dropped_history_.clear();
  (void)open_->start_history_at(load_history_start(ports_.storage.quick, id));
  open_folder(load_folder(ports_.storage.quick, id));
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
  sort_stably(stored_, std::ranges::greater{}, &StoredPlan::edited_unix_milliseconds);
}

void Session::leave() {
  if (journal_ != nullptr) list_open();
  if (journal_ != nullptr) store_.end_journal(*std::exchange(journal_, nullptr));
  reading_.reset();
  open_.reset();
  ++open_number_;
  incoming_.clear();
  answers_ = {};
  table_.reset();
  merge_untold_ = false;
  open_folder({});
  typing_kept_.reset();
  unfinished_.reset();
}

void Session::start(OpenPlan plan) {
  show(std::move(plan), {});
  journal_->want_snapshot();
  // Something worth keeping begins: the moment to ask.
  if (storage_facts_.kept == StorageFacts::Kept::not_promised) ports_.storage_room.ask_to_keep();
}

void Session::close() {
  leave();
  remember_open({});
}

void Session::open_stored(AnyId plan) {
  if (opening_ == plan) return;
  if (locks_.needs_passphrase(plan)) {
    sealed_ = WaitingSeal{.file = {}, .error = {}, .plan = plan};
    return;
  }
  opening_ = plan;
  heard_.clear();
  store_.open(plan, [this, plan](Result<StoredCopy> copy) {
    if (opening_ == plan) stored_copy_came(std::move(copy));
  });
}

void Session::stored_copy_came(Result<StoredCopy> copy) {
  const AnyId plan = *std::exchange(opening_, std::nullopt);
  std::vector<IncomingCopy> joining = std::exchange(joining_, {});
  std::erase_if(joining, [&](const IncomingCopy& file) { return file.contents.plan.id() != plan; });
  const std::optional<Plan> adopting = std::exchange(adopting_, std::nullopt);
  if (!copy) return tell(copy.error());
  show(OpenPlan(std::move(copy->plan), std::move(copy->history)), std::move(copy->state));
  if (!take_over(std::exchange(heard_, {}))) catch_up();
  remind_of_file();
  look_for_unfinished();
  for (IncomingCopy& file : joining) offer(std::move(file));
  if (adopting && family_of(*adopting) == plan) take_over_scenario(*adopting);
  tell_remarks(*copy);
}

void Session::tell_remarks(const StoredCopy& copy) {
  if (copy.loss)
    return tell({.kind = Notice::Kind::trouble,
                 .text = say(language(), copy.loss->what),
                 .error = copy.loss,
                 .details = copy.remarks});
  if (copy.remarks.empty()) return;
  Notice notice{.kind = Notice::Kind::trouble, .text = say(language(), copy.remarks.front())};
  if (copy.remarks.size() > 1) notice.details = copy.remarks;
  tell(std::move(notice));
}

// --- Other windows -------------------------------------------------------------------------------

bool Session::take_over(std::span<const Change> changes) {
  const std::vector<Change> lacking = changes_to_take(open_->plan(), changes);
  if (!lacking.empty()) {
    if (auto received = open_->receive(lacking); !received) tell(received.error());
  }
  return std::ranges::all_of(changes,
                             [&](const Change& change) { return open_->plan().has(change.dot); });
}

void Session::hear(std::span<const std::byte> message) {
  auto talk = decode_talk(message);
  if (!talk) return;
  if (opening_ == talk->plan) {
    std::ranges::move(talk->changes, std::back_inserter(heard_));
  } else if (open_ && open_->plan().id() == talk->plan) {
    if (talk->changes.empty())
      returned();  // something was merged there
    else if (!take_over(talk->changes))
      catch_up();
  }
}

void Session::returned() {
  if (!open_) return;
  ask_for_lock();
  const AnyId plan = open_->plan().id();
  store_.look_for_news(plan, open_->plan().version(), [this, plan](bool news) {
    if (news && open_ && open_->plan().id() == plan) catch_up();
  });
}

// Reads the stored copy anew and takes over what it holds and the open plan lacks.
void Session::catch_up() {
  catch_up_again_ = catching_up_;
  if (std::exchange(catching_up_, true)) return;
  const AnyId plan = open_->plan().id();
  store_.open(plan, [this, plan](Result<StoredCopy> copy) {
    catching_up_ = false;
    if (!open_ || open_->plan().id() != plan) return;
    if (copy) (void)open_->merge(copy->plan, copy->history, std::nullopt);  // of the same plan
    if (std::exchange(catch_up_again_, false)) catch_up();
  });
}

void Session::open_file(NamedBytes file) {
  // A plan that is stored here must be known as such.
  if (!listed_) return early_.push_back(std::move(file));
  if (auto inside = file_in_page(file.bytes))
    return open_file({std::move(file.name), std::move(*inside)});
  if (is_sealed(file.bytes)) return open_sealed_file(std::move(file));
  if (took_other_file(file)) return;
  auto read = read_file(file, ports_.random, ports_.codec, day_of(now_));
  if (!read) {
    if (!took_table(file)) tell(read.error());
    return;
  }
  if (took_returned(read->file, file.name)) return;
  const AnyId id = read->file.plan.id();
  const int origin = read->form == FileForm::plan_file ? file.origin : 0;
  const bool is_open = open_ && open_->plan().id() == id;
  if (!is_open && !incoming_.empty())
    return tell(Word::told_other_plan, {file.name, read->file.plan.info().title});
  if (is_open || std::ranges::find(stored_, id, &StoredPlan::plan) != stored_.end()) {
    IncomingCopy copy{.file = std::move(file.name),
                      .contents = std::move(read->file),
                      .origin = origin,
                      .records = {}};
    if (is_open) return offer(std::move(copy));
    joining_.push_back(std::move(copy));
    return open_stored(id);
  }
  const std::string title = read->file.plan.info().title;
  start(OpenPlan(std::move(read->file.plan), std::move(read->file.history)));
  if (read->form == FileForm::plan_file) plan_file_saved();  // whoever opened it has one
  write_again_at(origin);
  tell({.text = say(language(), Word::told_opened, {title}), .details = std::move(read->remarks)});
}

// --- Keeping and discarding ----------------------------------------------------------------------

void Session::archive_stored(AnyId plan) {
  if (open_ && open_->plan().id() == plan) return archive(plan, *open_);
  store_.open(plan, [this, plan](Result<StoredCopy> copy) {
    if (!copy) return tell(copy.error());
    if (copy->loss) return tell_remarks(*copy);  // not out of sight while it lacks something
    archive(plan, OpenPlan(std::move(copy->plan), std::move(copy->history)));
  });
}

void Session::archive(AnyId plan, const OpenPlan& open) {
  auto file = write_file(open, FileForm::plan_file, author(), language());
  if (!file) return tell(file.error());
  sign(*file);
  ports_.files.save(std::move(*file),
                    {.media_type = std::string(info_of(FileForm::plan_file).media_type)},
                    [this, plan](StorageResult<void> saved) {
                      if (saved) return discard_stored(plan, Word::told_archived);
                      tell(error_of(saved.error(), {Word::safe_nothing_changed, {}}));
                    });
}

void Session::discard_stored(AnyId plan, Word told) {
  if (open_ && open_->plan().id() == plan) close();
  const auto place = std::ranges::find(stored_, plan, &StoredPlan::plan);
  const std::string title = place != stored_.end() ? place->title : std::string();
  store_.discard(plan, [this, plan, title, told](Result<void> result) {
    if (!result) return tell(result.error());
    tell(told, {title}, "plan_restore", plan);
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
    listed_ = true;
    std::vector<NamedBytes> early = std::exchange(early_, {});
    if (!early.empty()) resuming_ = false;
    go_on();
    for (NamedBytes& file : early) open_file(std::move(file));
  });
}

// --- Choices and notices -------------------------------------------------------------------------

void Session::set_preferences(Preferences preferences) {
  if (preferences.offline != preferences_.offline) {
    ports_.storage_room.keep_offline(preferences.offline);
  }
  preferences_ = std::move(preferences);
  save_preferences(ports_.storage.quick, preferences_);
}

void Session::ask_to_keep_storage() {
  answer_wanted_ = true;
  ports_.storage_room.ask_to_keep();
}

void Session::set_storage_facts(StorageFacts facts) {
  storage_facts_ = facts;
  if (facts.kept == StorageFacts::Kept::unknown || !std::exchange(answer_wanted_, false)) return;
  const bool kept = facts.kept == StorageFacts::Kept::promised;
  tell(kept ? Word::told_storage_kept : Word::told_storage_not_kept);
}

void Session::plan_file_saved() {
  if (!open_ || reading_) return;
  last_file_ = ports_.clock.unix_milliseconds();
  save_last_file(ports_.storage.quick, open_->plan().id(), last_file_);
}

// Once on opening, when there is work in the plan that no file of the last week has.
void Session::remind_of_file() {
  const std::vector<Change>& history = open_->history();
  if (history.empty()) return;
  constexpr std::int64_t kDay = 24LL * 3600 * 1000;
  const std::int64_t now = ports_.clock.unix_milliseconds();
  const std::int64_t edited = history.back().author.unix_milliseconds;
  const std::int64_t since =
      last_file_ != 0 ? last_file_ : history.front().author.unix_milliseconds;
  if (edited < last_file_ || now - since < kReminderDays * kDay) return;
  if (last_file_ == 0) return tell(Word::remind_first_file, {}, "export_plan_file");
  const std::string days = std::to_string((now - last_file_) / kDay);
  tell(Word::remind_file, {say(language(), Word::some_days, {days})}, "export_plan_file");
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
