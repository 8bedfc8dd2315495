#include "app/view_memory.h"

#include <fmt/format.h>

#include <charconv>

namespace tongzhou {
namespace {

// Beyond it a plan is folded by a command, which a person runs again sooner than it is read.
constexpr std::size_t kMostFolds = 5'000;

// The words of a text, one after the other.
std::string_view next_word(std::string_view& text, char end) {
  const std::string_view word = text.substr(0, text.find(end));
  text.remove_prefix(std::min(text.size(), word.size() + 1));
  return word;
}

std::uint64_t read_number(std::string_view word, int base) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number, base);
  return error == std::errc{} && end == word.data() + word.size() ? number : 0;
}

}  // namespace

ViewMark mark_of(const View& view) {
  const HeldMeeting& held = view.held;
  const double seconds = held.item < held.spent.size() ? held.spent[held.item] : 0;
  return {view.page,
          view.selection.active(),
          view.folds.revision(),
          held.notes,
          held.item,
          static_cast<std::int64_t>(seconds / 60)};
}

std::string encode_view(const View& view) {
  std::string text = fmt::format("page {}\n", view.page);
  if (const AnyRef active = view.selection.active(); active.id)
    text += fmt::format("active {} {:x}\n", static_cast<int>(active.kind), active.id.value);
  if (const HeldMeeting& held = view.held; held.notes) {
    text += fmt::format("meeting {:x} {} {}", held.notes.value, held.began.value, held.item);
    for (const double seconds : held.spent) text += fmt::format(" {}", static_cast<int>(seconds));
    text += '\n';
  }
  const auto& folded = view.folds.all();
  if (folded.empty() || folded.size() > kMostFolds) return text;
  text += "folded";
  for (const Id<Task> task : folded) text += fmt::format(" {:x}", task.value);
  return text + "\n";
}

void restore_view(std::string_view text, const Plan& plan, View& view) {
  while (!text.empty()) {
    std::string_view line = next_word(text, '\n');
    const std::string_view what = next_word(line, ' ');
    if (what == "page" && !line.empty()) {
      view.page = line;
    } else if (what == "active") {
      const auto kind = static_cast<Kind>(read_number(next_word(line, ' '), 10));
      const AnyRef active{kind, {read_number(line, 16)}};
      if (!plan.is_live(active)) continue;
      view.selection.choose(active);
      if (kind == Kind::task) view.reveal = Id<Task>{active.id.value};
    } else if (what == "meeting") {
      const Id<MeetingNotes> notes{read_number(next_word(line, ' '), 16)};
      const Instant began{static_cast<std::int32_t>(read_number(next_word(line, ' '), 10))};
      if (plan.find(notes) == nullptr || !in_range(began)) continue;
      const auto item = static_cast<std::size_t>(read_number(next_word(line, ' '), 10));
      view.held = {.notes = notes, .began = began, .item = item, .spent = {}};
      while (!line.empty())
        view.held.spent.push_back(static_cast<double>(read_number(next_word(line, ' '), 10)));
    } else if (what == "folded") {
      while (!line.empty()) {
        const Id<Task> task{read_number(next_word(line, ' '), 16)};
        if (plan.find(task) != nullptr) view.folds.set_folded(task, true);
      }
    }
  }
}

}  // namespace tongzhou
