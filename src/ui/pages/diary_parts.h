// The parts of the diary page. For src/ui/pages/diary*.cpp alone.
#pragma once

#include <span>

#include "imgui_internal.h"
#include "ui/pages/diary.h"

namespace tongzhou {

enum DiaryView : std::uint8_t { diary_month, diary_week, diary_list };
inline constexpr int kDiaryDays = 42;  // six weeks, from a Monday

// The month, or one week. Leaves what was pressed or dragged in the state, and asks for the edit.
void draw_diary_month(const Desk& desk, DiaryState& state, const ImRect& card);
// Six weeks, a line for each entry.
void draw_diary_list(const Desk& desk, DiaryState& state, const ImRect& card);
// The day chosen, or the meeting.
void draw_diary_side(const Desk& desk, DiaryState& state, const ImRect& card);

std::span<const DiaryState::Entry> entries_on(const DiaryState& state, Day day);
// The meeting chosen; null where none is, or it is not in sight.
const Occurrence* occurrence_chosen(const DiaryState& state);
// Chooses its day, and its meeting where it is one.
void press_entry(const Desk& desk, DiaryState& state, const DiaryState::Entry& entry);
// "09:30".
std::string clock_words(std::int32_t minute);

}  // namespace tongzhou
