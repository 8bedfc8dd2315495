#include "store/shared_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "store/save_state.h"

namespace tongzhou {
namespace {

constexpr std::string_view kEnding = ".tongzhou";

// Files on their way carry names of their own, or hide.
bool is_plan_file_name(std::string_view name) {
  return name.ends_with(kEnding) && !name.starts_with('.') && !name.starts_with('~');
}

// "plan.tongzhou", "plan 2.tongzhou", "plan 3.tongzhou"
std::string next_name(std::string_view name) {
  std::string_view stem = name.substr(0, name.size() - kEnding.size());
  int count = 1;
  if (const std::size_t space = stem.rfind(' '); space != std::string_view::npos) {
    const std::string_view digits = stem.substr(space + 1);
    const bool is_count = digits.size() == 1 && digits[0] >= '2' && digits[0] <= '9';
    if (is_count) count = digits[0] - '0';
    if (is_count) stem = stem.substr(0, space);
  }
  return fmt::format("{} {}{}", stem, count + 1, kEnding);
}

// A clock that was set back has waited long enough.
bool has_passed(std::int64_t now, std::int64_t since, std::int64_t pause) {
  return now < since || now - since >= pause;
}

}  // namespace

SharedFolder::SharedFolder(Folders& folders, const Clock& clock, FolderPlace place,
                           std::string own_file)
    : folders_(folders), clock_(clock), place_(std::move(place)), own_file_(std::move(own_file)) {}

void SharedFolder::advance(const Plan& plan, std::span<const Change> history, const SaveNote& saved,
                           const SigningKey& key) {
  wait_for_rest(plan);
  if (is_calling_) return;
  if (!to_read_.empty()) return read_next();
  if (!looked_at_ || has_passed(clock_.unix_milliseconds(), *looked_at_, kLookMilliseconds))
    return look();
  if (!is_write_due()) return;
  const auto bytes = encode_plan_file(plan, history, saved);
  if (bytes) return write(*bytes, key);
  fail_to_write({StorageTrouble::failed, say(Language::english, bytes.error().what)});
}

double SharedFolder::seconds_until_due() const {
  if (is_calling_) return std::numeric_limits<double>::infinity();
  if (!to_read_.empty() || !looked_at_) return 0;
  const std::int64_t now = clock_.unix_milliseconds();
  std::int64_t due = *looked_at_ + kLookMilliseconds;
  if (is_known_ && waiting_since_) {
    const std::int64_t rest =
        std::min(edited_at_ + kRestMilliseconds, *waiting_since_ + kWaitMilliseconds);
    due = std::min(due, write_failed_at_ ? *write_failed_at_ + kRetryMilliseconds : rest);
  }
  return static_cast<double>(std::clamp<std::int64_t>(due - now, 0, kLookMilliseconds)) / 1000;
}

std::vector<SharedFolder::Copy> SharedFolder::copies() const {
  std::vector<Copy> copies;
  for (const auto& [name, known] : known_) {
    copies.push_back(known.copy);
    copies.back().is_own = name == own_file_;
  }
  return copies;
}

void SharedFolder::wait_for_rest(const Plan& plan) {
  const std::int64_t now = clock_.unix_milliseconds();
  const bool edited = std::exchange(revision_, plan.revision()) != plan.revision();
  if (edited) edited_at_ = now;
  if (!std::exchange(held_changed_, false) && !edited) return;
  const bool has_copy = std::ranges::any_of(
      known_, [](const auto& known) { return known.second.copy.standing == Copy::Standing::read; });
  if (has_copy && covers(held_, plan.version()))
    waiting_since_.reset();
  else if (!waiting_since_)
    waiting_since_ = now;
}

bool SharedFolder::is_write_due() const {
  if (!is_known_ || !waiting_since_) return false;
  const std::int64_t now = clock_.unix_milliseconds();
  if (write_failed_at_ && !has_passed(now, *write_failed_at_, kRetryMilliseconds)) return false;
  return has_passed(now, edited_at_, kRestMilliseconds) ||
         has_passed(now, *waiting_since_, kWaitMilliseconds);
}

void SharedFolder::look() {
  looked_at_ = clock_.unix_milliseconds();
  is_calling_ = true;
  folders_.list(place_, [weak = weak_from_this()](auto files) {
    if (const auto self = weak.lock()) self->listed(std::move(files));
  });
}

void SharedFolder::listed(StorageResult<std::vector<Folders::File>> files) {
  is_calling_ = false;
  if (!files) return fail(std::move(files).error());
  failure_.reset();
  std::erase_if(*files, [](const Folders::File& file) { return !is_plan_file_name(file.name); });
  const auto is_gone = [&](const auto& known) {
    return std::ranges::find(*files, known.first, &Folders::File::name) == files->end();
  };
  if (std::erase_if(known_, is_gone) > 0) add_up();
  for (Folders::File& file : *files) {
    const auto known = known_.find(file.name);
    if (known == known_.end() || known->second.mark != file.mark)
      to_read_.push_back(std::move(file));
  }
  is_known_ = to_read_.empty();
}

void SharedFolder::read_next() {
  Folders::File file = std::move(to_read_.back());
  to_read_.pop_back();
  is_calling_ = true;
  std::string name = file.name;
  folders_.read(place_, std::move(name),
                [weak = weak_from_this(), file = std::move(file)](auto bytes) {
                  if (const auto self = weak.lock()) self->read(file, std::move(bytes));
                });
}

void SharedFolder::read(const Folders::File& file, StorageResult<std::vector<std::byte>> bytes) {
  is_calling_ = false;
  Known known{
      .mark = file.mark, .copy = {.file = file.name, .saved = {}, .trouble = {}}, .version = {}};
  if (!bytes) known.mark.clear();  // being written, perhaps: the next look tries again
  auto decoded = bytes ? decode_plan_file(*bytes)
                       : std::unexpected(error_of(bytes.error(), {Word::safe_nothing_changed, {}}));
  if (!decoded) {
    known.copy.standing = Copy::Standing::unreadable;
    known.copy.trouble = std::move(decoded).error();
  } else {
    known.copy.saved = decoded->saved;
    if (decoded->plan.id() != place_.plan) {
      known.copy.standing = Copy::Standing::of_another_plan;
    } else {
      known.version = decoded->plan.version();
      arrived_.push_back({file.name, std::move(*decoded)});
    }
  }
  known_[file.name] = std::move(known);
  add_up();
  is_known_ = to_read_.empty();
}

void SharedFolder::add_up() {
  held_.clear();
  for (const auto& [name, known] : known_) held_ = join(held_, known.version);
  held_changed_ = true;
}

void SharedFolder::write(std::span<const std::byte> plan_file, const SigningKey& key) {
  // What is not a copy of the plan, or cannot be read, is not written over.
  for (auto own = known_.find(own_file_);
       own != known_.end() && own->second.copy.standing != Copy::Standing::read;
       own = known_.find(own_file_))
    own_file_ = next_name(own_file_);
  is_calling_ = true;
  folders_.write(place_, own_file_, sign_plan_file(plan_file, key),
                 [weak = weak_from_this()](auto written) {
                   const auto self = weak.lock();
                   if (!self) return;
                   self->is_calling_ = false;
                   if (!written) return self->fail_to_write(std::move(written).error());
                   self->write_failure_.reset();
                   self->look_again();  // and reads back what was written
                 });
}

void SharedFolder::fail_to_write(StorageFailure failure) {
  write_failure_ = std::move(failure);
  write_failed_at_ = clock_.unix_milliseconds();
}

void SharedFolder::fail(StorageFailure failure) {
  failure_ = std::move(failure);
  is_known_ = false;
  looked_at_ = clock_.unix_milliseconds();
}

}  // namespace tongzhou
