// A person at work: the open plan, where it is stored, what they chose, and what to tell them.
#pragma once

#include <deque>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/answers.h"
#include "app/command.h"
#include "app/copies_run.h"
#include "app/key_ring.h"
#include "app/merging.h"
#include "app/open_plan.h"
#include "app/paper_run.h"
#include "app/pinyin.h"
#include "app/ports.h"
#include "app/preferences.h"
#include "app/record_table.h"
#include "app/scenario_copies.h"
#include "app/sharing.h"
#include "app/view_memory.h"
#include "core/function_ref.h"
#include "exchange/plan_file.h"
#include "store/plan_locks.h"
#include "store/plan_store.h"
#include "store/shared_folder.h"

namespace tongzhou {

// Something to tell once: a toast. `command`, where given, is offered as a button ("Undo").
struct Notice {
  enum class Kind : std::uint8_t { done, trouble };
  std::uint64_t number = 0;  // counts up; the interface remembers which it has let go
  Kind kind = Kind::done;
  std::string text;              // in the language of the moment
  std::optional<Error> error;    // what is safe and what to do
  std::vector<Message> details;  // what an import did not understand, one sentence each
  std::string_view command;
  Argument argument;
};

// A table of which a person says what its rows and columns are.
struct WaitingTable {
  std::uint64_t number = 0;  // counts up: another one may take its place
  std::string file;
  std::vector<SheetOfRows> sheets;
};

// A sealed file that waits for its passphrase, or a plan that is locked on this machine.
struct WaitingSeal {
  NamedBytes file;
  std::optional<Error> error;  // of the last passphrase tried
  AnyId plan;                  // locked; unset: it is the file
};

// The interface reads it while drawing and asks for what is to be done by Commands; nothing else
// changes it.
class Session {
 public:
  // Must outlive its calls to storage and files, as a program does.
  explicit Session(Ports ports);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // --- Reading ------------------------------------------------------------------------------

  // Null while no plan is open. While it is looked at with a reader's eyes, what that reader has.
  const OpenPlan* open() const { return reading_ ? reading_.get() : open_ ? &*open_ : nullptr; }
  bool is_reading() const { return reading_ != nullptr; }
  // The open plan is a copy that nobody is to edit.
  bool is_for_reading() const { return open_ && open_->plan().info().for_reading; }
  // Counts the plans opened: differs where another was opened since, or the same one again.
  std::uint64_t open_number() const { return open_number_; }
  // True from asking the store for a plan until it is there.
  bool is_opening() const { return opening_.has_value() || resuming_; }
  SaveState save_state() const;
  // Newest first; not those thrown away.
  const std::vector<StoredPlan>& stored_plans() const { return stored_; }
  // What is to be told, oldest first; the last few.
  const std::deque<Notice>& notices() const { return notices_; }

  Language language() const;
  const Preferences& preferences() const { return preferences_; }
  // Text that was left unfinished in a field of the open plan, by a tab or run that is gone.
  const std::optional<TypedText>& unfinished_text() const { return unfinished_; }
  // Copies of the open plan that came as files and wait for the person to accept them.
  const std::vector<IncomingCopy>& incoming() const { return incoming_; }
  // Answers that came as files and wait until they are taken in; let go with the plan.
  const AnswerTray& answers() const { return answers_; }
  // Null while the open plan has none.
  const SharedFolder* folder() const { return folder_.get(); }
  bool asks_before_taking() const { return folder_choice_ && folder_choice_->asks_first; }
  // The open plan's family but itself, while the page of scenarios is looked at.
  const ScenarioCopies& scenario_copies() const { return scenario_copies_; }
  const KeyRing& keys() const { return keys_; }
  std::uint64_t keys_revision() const { return keys_revision_; }  // counts their changes
  // Whether what is stored of a plan is sealed (store/plan_locks.h).
  bool is_locked(AnyId plan) const { return locks_.is_locked(plan); }
  // Null: none waits.
  const WaitingSeal* waiting_seal() const { return sealed_ ? &*sealed_ : nullptr; }
  // A table whose rows are to become records of the open plan. Null: none waits.
  const WaitingTable* waiting_table() const { return table_ ? &*table_ : nullptr; }
  const StorageFacts& storage_facts() const { return storage_facts_; }
  // When the open plan was last handed out as a plan file from here; 0: never.
  std::int64_t last_file_unix_milliseconds() const { return last_file_; }
  const CommandList& commands() const { return commands_; }
  const Pinyin& pinyin() const { return pinyin_; }
  // For drafts made while drawing.
  Random& random() const { return ports_.random; }
  // The wall clock as of the last advance().
  Instant now() const { return now_; }
  // For ChangeBuilder labels and the like: who edits, now.
  Author author() const;

  // --- Driving --------------------------------------------------------------------------------

  // What the system prefers, where the person chose nothing.
  void set_system_language(Language language) { system_language_ = language; }
  // The interface's own commands, at the start.
  CommandList& extend_commands() { return commands_; }
  // At the start: goes on with the plan that was open when the program last ended, if it is here.
  void resume();

  // After each frame: does what was asked for, in order. The only way anything changes.
  void run(Commands& commands, View& view);
  // Storage and the clock: before each frame, and when due. At most a few milliseconds. When
  // another plan was opened since, the view begins anew.
  void advance(View& view);
  double seconds_until_due() const;
  static constexpr std::int64_t kReminderDays = 7;  // without a plan file
  // False while an edit is in no lane: closing now would lose it.
  bool may_close() const;

  // What another window told, between frames. Changes of the open plan are taken over at once; what
  // is missing before them is fetched from storage.
  void hear(std::span<const std::byte> message);
  // The person is back at this window: what it may not have heard is looked for in storage.
  void returned();
  void set_storage_facts(StorageFacts facts);

  // --- For commands ---------------------------------------------------------------------------

  const Ports& ports() const { return ports_; }
  void edit(Draft draft);
  void undo();
  void redo();
  // Opens a new plan and stores it.
  void start(OpenPlan plan);
  // Comes later. Of several asked for meanwhile the last counts.
  void open_stored(AnyId plan);
  // A file of any form that read_file knows. A copy of a plan that this machine holds waits in
  // `incoming`, answers wait in `answers`, and nothing of them is applied. Meetings of a calendar
  // become those of the open plan.
  void open_file(NamedBytes file);
  // A file that holds a table: waits in `waiting_table` from then on.
  void open_table(NamedBytes file);
  void dismiss_table() { table_.reset(); }
  // Counts the answers that wait as far as the open plan can; what it cannot is let go, and told.
  void take_in_answers();
  void dismiss_answers() { answers_ = {}; }
  // Merges all copies that wait.
  void accept_incoming(const MergeChoices& choices);
  // Lets one go (0: all), and nothing of it is applied.
  void dismiss_incoming(std::uint64_t number);
  // A folder that the open plan shares with its other copies: what others write there is taken over
  // by itself, or waits in `incoming` where the person wants to be asked or it deletes much.
  void choose_folder();
  void leave_folder();
  void reopen_folder();  // where the machine wants leave again
  void ask_before_taking(bool asks_first);
  // What-if (scenarios.h): copies the open plan under that title (empty: one is made up) and opens
  // the copy.
  void begin_scenario(std::string title);
  // Opens the plan that the scenario is of, unless it is open, and takes over what was changed.
  void adopt_scenario(AnyId scenario);
  // As discard_stored; from an open one back to its plan.
  void discard_scenario(AnyId scenario);
  // Gives a moment of the history a name: that after the change chosen there, else now.
  void name_moment(std::string_view name, std::optional<Dot> moment);
  // Drops the history before that change, here and from the files made here; and back again, while
  // the plan stays open.
  void drop_history_before(Dot change);
  void keep_dropped_history();
  bool has_dropped_history() const { return !dropped_history_.empty(); }
  // Makes a copy for these readers, hands it out, and notes that. One for each department is made
  // over the next frames.
  void hand_copy(CopyWish wish);

  // --- What takes some frames (session_work.cpp)

  void save_file(SaveFile order);
  // Makes a file of it and hands it out.
  void save_paper(SavePaper order);
  // All papers of the plan as one Word file.
  void save_all_papers();
  // What is being made, once that takes long enough to be told. Nothing else is made meanwhile.
  struct UnderWay {
    std::string title;
    std::string text;
    double progress = 0;  // 0 to 1
  };
  std::optional<UnderWay> under_way() const;
  bool is_making() const { return copies_run_ != nullptr || paper_run_ != nullptr; }
  // Nothing of it is handed out.
  void stop_making();

  // Puts the plan into the address of this page; nothing, with the reason told, where it is too
  // large or there is no address.
  std::optional<std::string> make_link();
  // The same as a code for cameras.
  std::optional<Drawing> make_code();
  // Tells whoever made the open plan as a copy that it is here.
  void send_receipt();
  // This machine's key: made where there is none yet.
  const SigningKey& own_key();
  void register_own_key();
  void compare_key(Id<RegisteredKey> key);
  void forget_key(Id<RegisteredKey> key);
  // Any that leaves is signed. Only plan files: others have no place for it.
  void sign(NamedBytes& plan_file);
  // False where it was to be sealed and cannot be; never does it go in the clear then.
  bool sign_and_seal(NamedBytes& copy, const CopyWish& wish);
  // Hands the open plan out within a page that opens itself.
  void save_page();
  void use_passphrase(SecretUse use, std::string passphrase);
  void dismiss_seal();
  // Takes the lock off what is stored of the open plan and its scenarios.
  void unlock_plan();
  // Shows the plan as these departments would have it, and nothing can be edited; nothing: as it
  // is.
  void read_as(std::optional<CopyWish> wish);
  void close();
  // Out of the list for now; comes back by restore_stored within 30 days.
  void discard_stored(AnyId plan, Word told = Word::told_discarded);
  void restore_stored(AnyId plan);
  // Hands the plan out as a file, then takes it out of the list.
  void archive_stored(AnyId plan);
  void set_preferences(Preferences preferences);
  // Asks the machine not to reclaim the room that plans are stored in, and tells its answer.
  void ask_to_keep_storage();
  // Hands the unfinished text to the interface, to enter it in its field.
  void put_back_unfinished(View& view);
  // It was entered.
  void forget_unfinished();
  // The open plan was handed out as a plan file.
  void plan_file_saved();
  void tell(Notice notice);
  void tell(const Error& error);
  // A sentence, with the button of a command beside it where given.
  void tell(Word word, std::initializer_list<std::string_view> arguments = {},
            std::string_view command = {}, Argument argument = {});

 private:
  // Of the plan as it is; told why where there is none.
  std::optional<std::string> plan_link();
  ReplicaId replica();
  void obey(Order order, View& view);
  void run_command(const RunCommand& order, View& view);
  // Keeps what OpenPlan did; true when it did something.
  bool keep(Result<std::optional<Change>> change);
  void show(OpenPlan plan, StoredState stored);
  void leave();
  void list_open();
  void remember_open(AnyId plan);
  void begin_view(View& view);
  void keep_view(const View& view);
  void archive(AnyId plan, const OpenPlan& open);
  void keep_typing(const View& view);
  void look_for_unfinished();
  void go_on();
  void stored_copy_came(Result<StoredCopy> copy);
  bool took_other_file(const NamedBytes& file);
  bool took_table(const NamedBytes& file);
  void answers_came(const NamedBytes& file);
  void calendar_came(const NamedBytes& file);
  void offer(IncomingCopy copy);
  bool took_returned(const PlanFile& file, const std::string& name);
  bool took_receipt(const NamedBytes& file);
  void take_receipt(const Receipt& receipt, const Signature& signature);
  void open_sealed_file(NamedBytes file);
  void open_unsealed(std::string name, std::vector<std::byte> content);
  void unseal(std::string_view passphrase);
  void save_sealed(std::string_view passphrase);
  void export_key(std::string_view passphrase);
  void lock_plan(std::string_view passphrase);
  std::vector<AnyId> open_family() const;
  void ask_for_lock();
  void hand_out(NamedBytes file, SaveAs as, Word told);
  void change_keys(FunctionRef<void(KeyRing&)> change);
  bool refuses_while_reading();
  void go_on_making();
  void go_on_with_copies();
  void go_on_with_paper();
  void hand_made(MadeCopy made, SaveAs as, std::size_t count = 1);
  void let_wait(IncomingCopy copy);
  void look_through_incoming();
  void look_through_one(IncomingCopy& copy);
  std::optional<Merged> take(const MergePlan& made, std::string_view who);
  void tell_windows_of_merge();
  void open_folder(std::optional<FolderChoice> choice);
  void keep_folder(std::optional<FolderChoice> choice);
  void meet_in_folder();
  void copy_arrived(SharedFolder::Arrived arrived);
  void write_again_at(int origin);
  // Takes over those of the changes that the open plan lacks; false when some before them are not
  // among them.
  bool take_over(std::span<const Change> changes);
  void catch_up();
  void take_over_scenario(const Plan& scenario);
  void tell_remarks(const StoredCopy& copy);
  void remind_of_file();
  void refresh_stored();

  PlanLocks locks_;
  Ports ports_;  // with storage by way of the locks
  CommandList commands_;
  Pinyin pinyin_;
  Preferences preferences_;
  KeyRing keys_;
  std::uint64_t keys_revision_ = 0;
  Language system_language_ = Language::chinese;
  Instant now_;

  std::optional<OpenPlan> open_;
  std::unique_ptr<OpenPlan> reading_;
  std::uint64_t open_number_ = 0;
  std::optional<ReplicaId> replica_;
  AnyId replica_of_;  // a plan that has no other's numbers in it: a copy would mean others by them
  std::optional<AnyId> opening_;
  bool resuming_ = false;              // until the list of plans is here
  bool listed_ = false;                // it is here, or cannot be had
  std::vector<NamedBytes> early_;      // opened before
  std::vector<IncomingCopy> joining_;  // opened as files while the stored copy is being read
  std::vector<IncomingCopy> incoming_;
  AnswerTray answers_;
  std::uint64_t incoming_count_ = 0;
  std::uint64_t incoming_revision_ = 0;  // of the open plan when they were looked through
  bool show_incoming_ = false;           // one came that the person has not been shown
  bool merge_untold_ = false;            // other windows wait for it to be stored
  std::shared_ptr<SharedFolder> folder_;
  std::optional<FolderChoice> folder_choice_;
  std::vector<Change> heard_;  // of the plan that is being opened
  bool catching_up_ = false;
  bool catch_up_again_ = false;
  std::optional<WaitingSeal> sealed_;
  std::optional<WaitingTable> table_;
  std::uint64_t tables_ = 0;  // that waited so far
  std::unique_ptr<CopiesRun> copies_run_;
  std::unique_ptr<PaperRun> paper_run_;
  std::int64_t making_since_ = 0;  // milliseconds since 1970
  StorageFacts storage_facts_;
  bool answer_wanted_ = false;  // to ask_to_keep_storage
  std::int64_t last_file_ = 0;
  std::vector<Change> dropped_history_;
  std::optional<Plan> adopting_;  // a scenario, while its plan is being opened
  ScenarioCopies scenario_copies_;

  PlanStore store_;
  Journal* journal_ = nullptr;  // of the open plan
  std::vector<StoredPlan> stored_;

  ViewMark view_kept_;  // of the open plan, in storage
  std::optional<TypedText> typing_kept_;
  std::int64_t typing_kept_at_ = 0;
  bool typing_waits_ = false;  // changed less than a second after it was kept
  std::optional<TypedText> unfinished_;
  std::string unfinished_key_;
  std::deque<Notice> notices_;
  std::uint64_t notice_count_ = 0;
};

}  // namespace tongzhou
