// The session's part in what-if.
#include <algorithm>
#include <utility>

#include "app/scenarios.h"
#include "app/session.h"

namespace tongzhou {

void Session::begin_scenario(std::string title) {
  if (!open_) return;
  const AnyId family = family_of(open_->plan());
  if (title.empty()) {
    const auto about = std::ranges::find(stored_, family, &StoredPlan::plan);
    const std::string of = about != stored_.end() ? about->title : open_->plan().info().title;
    const auto is_taken = [&](const std::string& name) {
      return std::ranges::find(stored_, name, &StoredPlan::title) != stored_.end();
    };
    for (int number = 1; title.empty() || is_taken(title); ++number)
      title = say(language(), Word::scenario_title, {of, std::to_string(number)});
  }
  const Writer writer{mint<ReplicaId>(ports_.random), author()};
  const AnyId id = mint<AnyId>(ports_.random);
  locks_.lock_like(open_->plan().id(), id, [](const auto&) {});
  start(make_scenario(open_->plan(), title, id, writer));
  tell(Word::told_scenario_begun, {title});
}

void Session::adopt_scenario(AnyId scenario) {
  if (!open_) return;
  const AnyId plan = family_of(open_->plan());
  if (open_->plan().id() == scenario) {
    if (plan == scenario) return;
    adopting_ = open_->plan();
    return open_stored(plan);
  }
  store_.open(scenario, [this, plan = open_->plan().id()](Result<StoredCopy> copy) {
    if (!copy) return tell(copy.error());
    if (open_ && open_->plan().id() == plan) take_over_scenario(copy->plan);
  });
}

void Session::take_over_scenario(const Plan& scenario) {
  const std::string& title = scenario.info().title;
  ScenarioEdits found = find_scenario_edits(open_->plan(), scenario);
  if (found.edits.empty()) return tell(Word::told_scenario_nothing, {title});
  Draft draft{make_label(Word::did_adopt_scenario, {title}), std::move(found.edits)};
  if (keep(open_->edit(std::move(draft), replica(), author())))
    tell(Word::told_scenario_adopted, {title}, "undo");
}

void Session::discard_scenario(AnyId scenario) {
  if (open_ && open_->plan().id() == scenario) open_stored(family_of(open_->plan()));
  discard_stored(scenario);
}

}  // namespace tongzhou
