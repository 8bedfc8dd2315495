// The parts of the page of feedback.
#pragma once

#include "imgui_internal.h"
#include "ui/pages/feedback.h"

namespace tongzhou {

void refresh_feedback(const Desk& desk, FeedbackState& state);

// What waits to be taken in, where something does; gives what is left of the area.
ImRect draw_answer_tray(const Desk& desk, const FeedbackState& state, ImRect area);

void draw_suggestions(const Desk& desk, const TaskFacts& facts, FeedbackState& state, ImRect area);
void draw_surveys(const Desk& desk, const TaskFacts& facts, FeedbackState& state,
                  const ImRect& area);
void draw_results(const Desk& desk, FeedbackState& state, const ImRect& area);

// The sheet in which somebody writes who wants to stay unknown.
void draw_anonymous_note(const Desk& desk, FeedbackState& state);

void save_suggestion_form(const Desk& desk);
AnyRef create_suggestion(const Desk& desk);
AnyRef create_survey(const Desk& desk);

}  // namespace tongzhou
