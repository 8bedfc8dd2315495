// The part of the session that deals with copies for some readers alone: handing them out,
// taking them back, and looking at the plan with their eyes.
#include <algorithm>
#include <utility>

#include "app/file_forms.h"
#include "app/session.h"
#include "app/sharing.h"
#include "core/base64.h"
#include "documents/qr_code.h"
#include "exchange/sealing.h"

namespace tongzhou {
namespace {

// The file as it is, under the name of the page that it goes into.
void want_in_page(NamedBytes& file, SaveAs& as) {
  as.in_page = true;
  as.media_type = "text/html";
  file.name = file.name.substr(0, file.name.rfind('.')) + ".html";
}

}  // namespace

bool Session::sign_and_seal(NamedBytes& copy, const CopyWish& wish) {
  sign(copy);
  if (wish.seal == SealHow::none) return true;
  SealFor readers{.passphrase = {}, .readers = {}, .effort = {}};
  if (wish.seal == SealHow::passphrase) readers.passphrase = wish.passphrase;
  if (wish.seal == SealHow::keys)
    readers.readers = keys_to_seal_for(open_->plan(), keys_, wish.audience);
  if (readers.passphrase.empty() && readers.readers.empty()) return false;
  copy.bytes = seal(copy.bytes, readers, ports_.random);
  return true;
}

void Session::hand_copy(CopyWish wish) {
  if (!open_ || refuses_while_reading()) return;
  if (wish.each_department) {
    stop_making();
    making_since_ = ports_.clock.unix_milliseconds();
    copies_run_ = std::make_unique<CopiesRun>(*open_, std::move(wish));
    return;
  }
  auto made = make_copy(*open_, ports_.random, wish, author(), now_);
  const bool may_go = made && sign_and_seal(made->file, wish);
  wipe(wish.passphrase);
  if (!made) return tell(made.error());
  if (!may_go) return;
  SaveAs as{.media_type = std::string(info_of(FileForm::plan_file).media_type)};
  if (wish.in_page) want_in_page(made->file, as);
  hand_made(*std::move(made), std::move(as));
}

void Session::hand_made(MadeCopy made, SaveAs as, std::size_t count) {
  const AnyId plan = open_->plan().id();
  const std::string name = made.file.name;
  ports_.files.save(
      std::move(made.file), std::move(as),
      [this, plan, name, count, note = std::move(made.note)](StorageResult<void> saved) {
        if (!saved) return tell(error_of(saved.error(), {Word::safe_nothing_changed, {}}));
        // Without the note, what comes back could not be recognised.
        if (open_ && open_->plan().id() == plan) edit(note);
        if (count == 1) return tell(Word::told_copy_handed, {name});
        tell(Word::told_copies_handed, {std::to_string(count), name});
      });
}

std::optional<std::string> Session::plan_link() {
  const std::string address = ports_.files.page_address();
  if (!open_ || reading_ || address.empty()) return std::nullopt;
  auto file = write_file(*open_, FileForm::plan_file, author(), language(), WithHistory::no);
  if (!file) {
    tell(file.error());
    return std::nullopt;
  }
  sign(*file);
  // As in RFC 4648, 5: an address has other uses for two of the signs.
  std::string text = encode_base64(file->bytes);
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return address + "#plan=" + text;
}

std::optional<Drawing> Session::make_code() {
  const auto link = plan_link();
  if (!link) return std::nullopt;
  auto drawing = qr_code(*link);
  if (!drawing) {
    tell(Word::code_too_large, {std::to_string(link->size()), std::to_string(kMostInCode)});
    return std::nullopt;
  }
  drawing->name = open_->plan().info().title;
  return drawing;
}

std::optional<std::string> Session::make_link() {
  constexpr std::size_t kLongest = 30'000;  // what mail and chat programs still take
  auto link = plan_link();
  if (!link) return std::nullopt;
  const std::string length = std::to_string(link->size());
  if (link->size() > kLongest) {
    tell(Word::link_too_long, {length, std::to_string(kLongest)});
    return std::nullopt;
  }
  tell(Word::told_link_copied, {length});
  return link;
}

void Session::save_page() {
  if (!open_ || reading_ || !ports_.files.has_page()) return;
  auto file = write_file(*open_, FileForm::plan_file, author(), language());
  if (!file) return tell(file.error());
  sign(*file);
  SaveAs as;
  want_in_page(*file, as);
  hand_out(std::move(*file), std::move(as), Word::told_exported);
}

bool Session::took_returned(const PlanFile& file, const std::string& name) {
  if (!open_) return false;
  auto returned = returned_copy(*open_, file, day_of(now_));
  if (!returned) return false;
  if (!*returned) {
    tell(returned->error());
    return true;
  }
  IncomingCopy copy = std::move(**returned);
  copy.file = name;
  if (copy.contents.history.empty()) {
    edit(note_return(*open_, ports_.random, copy, day_of(now_)));
    tell(Word::told_returned_nothing, {name});
    return true;
  }
  offer(std::move(copy));
  return true;
}

void Session::read_as(std::optional<CopyWish> wish) {
  if (!open_ || (!wish && !reading_)) return;
  reading_.reset();
  if (wish) {
    Plan copy = preview_copy(*open_, *wish, day_of(now_)).plan;
    reading_ = std::make_unique<OpenPlan>(std::move(copy));
  }
  ++open_number_;
}

bool Session::refuses_while_reading() {
  if (reading_)
    tell(Word::told_reading, {}, "read_as_end");
  else if (is_for_reading())
    tell(Word::told_for_reading);
  return reading_ != nullptr || is_for_reading();
}

}  // namespace tongzhou
