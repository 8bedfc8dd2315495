// The part of the session that goes on over some frames: copies for all departments, long papers.
#include <algorithm>
#include <utility>

#include "app/session.h"

namespace tongzhou {
namespace {

constexpr std::int64_t kFrameMilliseconds = 12;  // of which a frame has some sixteen
constexpr std::int64_t kToldMilliseconds = 300;

}  // namespace

void Session::go_on_making() {
  go_on_with_copies();
  go_on_with_paper();
}

void Session::stop_making() {
  copies_run_.reset();
  paper_run_.reset();
}

std::optional<Session::UnderWay> Session::under_way() const {
  if (!is_making()) return std::nullopt;
  if (ports_.clock.unix_milliseconds() - making_since_ < kToldMilliseconds) return std::nullopt;
  if (paper_run_)
    return UnderWay{paper_run_->title(), std::string(say(language(), Word::making_paper)),
                    paper_run_->progress()};
  const std::size_t made = copies_run_->made(), count = copies_run_->count();
  return UnderWay{std::string(say(language(), Word::copies_all)),
                  say(language(), Word::copies_progress,
                      {std::to_string(std::min(made + 1, count)), std::to_string(count)}),
                  static_cast<double>(made) / static_cast<double>(std::max<std::size_t>(1, count))};
}

// --- Papers --------------------------------------------------------------------------------------

void Session::save_paper(SavePaper order) {
  stop_making();
  making_since_ = ports_.clock.unix_milliseconds();
  paper_run_ =
      std::make_unique<PaperRun>(std::move(order.document), std::move(order.title), order.form);
}

void Session::save_all_papers() {
  if (!open()) return;
  stop_making();
  making_since_ = ports_.clock.unix_milliseconds();
  paper_run_ = std::make_unique<PaperRun>(*open(), readers_of(open()->plan(), Letter{}),
                                          day_of(now_), language());
}

void Session::go_on_with_paper() {
  if (!paper_run_) return;
  if (open() == nullptr) return paper_run_.reset();
  if (const auto of = paper_run_->of()) {
    if (of->plan != open()->plan().id()) return paper_run_.reset();
    if (of->revision != open()->plan().revision()) return save_all_papers();
  }
  const std::int64_t begun = ports_.clock.unix_milliseconds();
  while (paper_run_->advance())
    if (ports_.clock.unix_milliseconds() - begun >= kFrameMilliseconds) return;
  const PaperForm form = paper_run_->form();
  NamedBytes file = std::move(*paper_run_).take();
  paper_run_.reset();
  save_file({std::move(file), std::string(media_type_of(form))});
}

// --- Copies --------------------------------------------------------------------------------------

// One copy a frame.
void Session::go_on_with_copies() {
  if (!copies_run_) return;
  if (!open_ || reading_ || copies_run_->plan() != open_->plan().id()) return copies_run_.reset();
  // All of one plan: what was made of it as it was before is of no use.
  if (!copies_run_->is_of(*open_)) return hand_copy(copies_run_->wish());
  if (copies_run_->is_running()) {
    const auto made = copies_run_->advance(
        *open_, ports_.random, author(), now_,
        [&](NamedBytes& file, const CopyWish& wish) { return sign_and_seal(file, wish); });
    if (made) return;
    copies_run_.reset();
    return tell(made.error());
  }
  const std::size_t count = copies_run_->made();
  MadeCopy made = std::move(*copies_run_).finish(*open_);
  copies_run_.reset();
  if (count > 0) hand_made(std::move(made), {.media_type = "application/zip"}, count);
}

}  // namespace tongzhou
