// The part of the session that deals with keys: signing what leaves, sealing and opening, receipts.
#include <algorithm>
#include <utility>

#include "app/file_forms.h"
#include "app/scenarios.h"
#include "app/session.h"
#include "exchange/sealing.h"

namespace tongzhou {

// --- Keys ----------------------------------------------------------------------------------------

// Another window may have changed them since.
void Session::change_keys(FunctionRef<void(KeyRing&)> change) {
  KeyRing stored = load_key_ring(ports_.storage.quick);
  if (!stored.unreadable) keys_ = std::move(stored);
  change(keys_);
  ++keys_revision_;
  (void)save_key_ring(ports_.storage.quick, keys_);
}

const SigningKey& Session::own_key() {
  if (!keys_.own)
    change_keys([&](KeyRing& ring) {
      if (!ring.own) ring.own = SigningKey::make(ports_.random);
    });
  return *keys_.own;
}

void Session::register_own_key() {
  if (!open_ || refuses_while_reading()) return;
  const PublicKey& key = own_key().public_key();
  if (find_registered(open_->plan(), key) != nullptr) return;
  std::string holder = preferences_.person;
  if (holder.empty()) holder = say(language(), Word::who_unknown);
  edit(register_key(*open_, ports_.random, key, std::move(holder), preferences_.department,
                    day_of(now_))
           .draft);
  tell(Word::told_key_added, {}, "undo");
}

void Session::compare_key(Id<RegisteredKey> key) {
  if (!open_) return;
  change_keys([&](KeyRing& ring) { tongzhou::compare_key(ring, open_->plan(), key); });
}

void Session::forget_key(Id<RegisteredKey> key) {
  const RegisteredKey* registered = open_ ? open_->plan().find(key) : nullptr;
  const auto parsed = registered != nullptr ? parse_public_key(registered->key) : std::nullopt;
  if (parsed) change_keys([&](KeyRing& ring) { tongzhou::forget_key(ring, *parsed); });
}

void Session::sign(NamedBytes& plan_file) {
  plan_file.bytes = sign_plan_file(plan_file.bytes, own_key());
}

// --- Sealed files --------------------------------------------------------------------------------

void Session::open_sealed_file(NamedBytes file) {
  const auto readers = read_seal(file.bytes);
  if (!readers) return tell(readers.error());
  std::vector<const SigningKey*> own;
  if (keys_.own) own.push_back(&*keys_.own);
  for (const SigningKey& former : keys_.former) own.push_back(&former);
  for (const SigningKey* key : own) {
    if (std::ranges::find(readers->readers, key->public_key()) == readers->readers.end()) continue;
    auto opened = open_sealed(file.bytes, *key);
    if (!opened) return tell(opened.error());
    return open_unsealed(std::move(file.name), std::move(*opened));
  }
  if (readers->passphrase)
    sealed_ = WaitingSeal{std::move(file), {}};
  else
    tell(Error{{Word::error_seal_other_key, {}},
               {Word::safe_file_untouched, {}},
               {Word::todo_seal_other_key, {}}});
}

void Session::unseal(std::string_view passphrase) {
  if (!sealed_) return;
  if (const AnyId plan = sealed_->plan) {
    const auto opened = locks_.open(plan, passphrase);
    if (!opened) {
      sealed_->error = opened.error();
      return;
    }
    sealed_.reset();
    locks_.seal_rest(plan, [](const auto&) {});  // where locking was cut short
    refresh_stored();                            // it has a title now
    if (!open_ || open_->plan().id() != plan) open_stored(plan);
    return;
  }
  auto opened = open_sealed(sealed_->file.bytes, passphrase);
  if (!opened) {
    sealed_->error = opened.error();
    return;
  }
  std::string name = std::move(sealed_->file.name);
  sealed_.reset();
  open_unsealed(std::move(name), std::move(*opened));
}

void Session::open_unsealed(std::string name, std::vector<std::byte> content) {
  // Nobody here seals twice: a file that does would make us open it as often as it likes.
  if (is_sealed(content))
    return tell(Error{{Word::error_seal_broken, {}},
                      {Word::safe_file_untouched, {}},
                      {Word::todo_get_file_again, {}}});
  const auto key = read_key_file(content);
  if (!key) return open_file({std::move(name), std::move(content)});
  wipe(content);
  change_keys([&](KeyRing& ring) {
    if (ring.own && ring.own->public_key() != key->public_key()) ring.former.push_back(*ring.own);
    ring.own = *key;
  });
  tell(Word::told_keys_taken);
}

void Session::use_passphrase(SecretUse use, std::string passphrase) {
  switch (use) {
    case SecretUse::open_sealed: unseal(passphrase); break;
    case SecretUse::save_sealed: save_sealed(passphrase); break;
    case SecretUse::export_key: export_key(passphrase); break;
    case SecretUse::lock_plan: lock_plan(passphrase); break;
  }
  wipe(passphrase);
}

void Session::hand_out(NamedBytes file, SaveAs as, Word told) {
  const std::string name = file.name;
  ports_.files.save(std::move(file), std::move(as), [this, name, told](StorageResult<void> saved) {
    if (saved) return tell(told, {name});
    tell(error_of(saved.error(), {Word::safe_nothing_changed, {}}));
  });
}

void Session::save_sealed(std::string_view passphrase) {
  if (!open_ || reading_ || passphrase.empty()) return;
  auto file = write_file(*open_, FileForm::plan_file, author(), language());
  if (!file) return tell(file.error());
  sign(*file);
  file->bytes =
      seal(file->bytes, {.passphrase = passphrase, .readers = {}, .effort = {}}, ports_.random);
  hand_out(std::move(*file), {.media_type = std::string(info_of(FileForm::plan_file).media_type)},
           Word::told_sealed);
}

void Session::export_key(std::string_view passphrase) {
  if (passphrase.empty()) return;
  std::vector<std::byte> content = key_file_content(own_key());
  std::string person = preferences_.person;
  if (person.empty()) person = say(language(), Word::who_unknown);
  NamedBytes file{
      file_name(say(language(), Word::keys_other_machine, {person}),
                info_of(FileForm::plan_file).ending),
      seal(content, {.passphrase = passphrase, .readers = {}, .effort = {}}, ports_.random)};
  wipe(content);
  hand_out(std::move(file), {.media_type = std::string(info_of(FileForm::plan_file).media_type)},
           Word::told_sealed);
}

// --- Locks ---------------------------------------------------------------------------------------

// The open plan first, then those that are its scenarios, or it is one of.
std::vector<AnyId> Session::open_family() const {
  std::vector<AnyId> plans{open_->plan().id()};
  const AnyId family = family_of(open_->plan());
  for (const StoredPlan& stored : stored_)
    if (stored.plan != plans.front() && (stored.plan == family || stored.scenario_of == family))
      plans.push_back(stored.plan);
  return plans;
}

void Session::lock_plan(std::string_view passphrase) {
  if (!open_ || passphrase.empty()) return;
  const std::vector<AnyId> plans = open_family();
  locks_.lock(plans.front(), passphrase,
              [this, title = open_->plan().info().title](StorageResult<void> sealed) {
                if (sealed) return tell(Word::told_locked, {title});
                tell(error_of(sealed.error(), {Word::safe_nothing_changed, {}}));
              });
  for (const AnyId plan : plans)
    if (plan != plans.front()) locks_.lock_like(plans.front(), plan, [](const auto&) {});
}

void Session::unlock_plan() {
  if (!open_) return;
  for (const AnyId plan : open_family()) {
    if (!locks_.is_locked(plan) || locks_.needs_passphrase(plan)) continue;
    locks_.unlock(plan, [this, is_last = plan == open_->plan().id()](StorageResult<void> done) {
      if (!done) return tell(error_of(done.error(), {Word::safe_nothing_changed, {}}));
      if (is_last) tell(Word::told_unlocked);
    });
  }
}

// Another window locked it: what is done here cannot be stored before the passphrase is entered.
void Session::ask_for_lock() {
  const AnyId plan = open_->plan().id();
  if (!sealed_ && locks_.needs_passphrase(plan))
    sealed_ = WaitingSeal{.file = {}, .error = {}, .plan = plan};
}

void Session::dismiss_seal() {
  if (sealed_ && sealed_->plan) joining_.clear();
  sealed_.reset();
}

// --- Receipts ------------------------------------------------------------------------------------

void Session::send_receipt() {
  if (!open_ || reading_ || open_->plan().info().audience.empty()) return;
  hand_out(make_receipt(*open_, author(), own_key(), language()), {.media_type = "text/plain"},
           Word::told_receipt_made);
}

bool Session::took_receipt(const NamedBytes& file) {
  const std::string_view text{reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size()};
  const auto receipt = read_receipt(text);
  if (!receipt) return false;
  if (!open_)
    tell(Word::answers_open_plan);
  else if (!refuses_while_reading())
    take_receipt(*receipt, receipt_signature(text));
  return true;
}

void Session::take_receipt(const Receipt& receipt, const Signature& signature) {
  if (signature.standing == Signature::Standing::broken)
    return tell(Error{{Word::error_signature_broken, {}},
                      {Word::safe_nothing_changed, {}},
                      {Word::todo_get_file_again, {}}});
  std::string signer(say(language(), Word::signed_none));
  if (signature.standing == Signature::Standing::valid) {
    const Signer by = signer_of(open_->plan(), keys_, signature.key);
    const RegisteredKey* key = open_->plan().find(by.registered);
    const std::string holder =
        key != nullptr ? key->holder : std::string(say(language(), Word::signed_stranger));
    if (by.standing == KeyStanding::changed)
      return tell(Error{{Word::keys_changed_warning, {holder}},
                        {Word::safe_nothing_changed, {}},
                        {Word::keys_compare_help, {}}});
    signer = say(language(), Word::signed_by, {holder});
  }
  auto noted = note_receipt(*open_, ports_.random, receipt, day_of(now_));
  if (!noted) return tell(noted.error());
  edit(std::move(*noted));
  const std::string& who = receipt.person.empty() ? receipt.department : receipt.person;
  tell(Word::told_receipt_taken, {who, signer}, "undo");
}

}  // namespace tongzhou
