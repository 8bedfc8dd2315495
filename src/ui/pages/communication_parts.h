// The parts of the communication page. For src/ui/pages/communication*.cpp alone.
#pragma once

#include "imgui_internal.h"
#include "ui/pages/communication.h"

namespace tongzhou {

void draw_due_talks(const Desk& desk, CommunicationState& state, const ImRect& area);
void draw_coverage(const Desk& desk, CommunicationState& state, const ImRect& area);
// Of the plan, and of the matters found in it.
void refresh_cadence_rules(const Desk& desk, CommunicationState& state);
void draw_cadence_rules(const Desk& desk, CommunicationState& state, const ImRect& area);

inline Word word_of(Degree degree) { return kDegrees[static_cast<std::size_t>(degree)]; }
inline Word word_of(Rhythm rhythm) { return kRhythms[static_cast<std::size_t>(rhythm)]; }
inline Word word_of(ChannelKind kind) { return kChannelKinds[static_cast<std::size_t>(kind)]; }
Tone tone_of(Degree degree);
Icon icon_of(ChannelKind kind);

}  // namespace tongzhou
