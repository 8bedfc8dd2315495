// The parts of the diary page. For src/ui/pages/diary*.cpp alone.
#pragma once

#include <span>

#include "imgui_internal.h"
#include "ui/pages/diary.h"

namespace tongzhou {

inline constexpr int kDiaryDays = 42;  // six weeks, from a Monday

// The month in weeks. Leaves what was pressed or dragged in the state, and asks for the edit.
void draw_diary_month(const Desk& desk, DiaryState& state, const ImRect& card);
// The day chosen, or the meeting.
void draw_diary_side(const Desk& desk, DiaryState& state, const ImRect& card);

std::span<const DiaryState::Entry> entries_on(const DiaryState& state, Day day);
// The meeting chosen; null where none is, or it is not in sight.
const Occurrence* occurrence_chosen(const DiaryState& state);
// "09:30".
std::string clock_words(std::int32_t minute);

}  // namespace tongzhou
