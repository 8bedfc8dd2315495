// A search or simulation of the open plan that goes on while somebody looks at its page, and begins
// anew when the plan has changed.
#pragma once

#include <cstdint>
#include <optional>

#include "ui/desk.h"

namespace tongzhou {

template <class Run>
struct RunState {
  std::optional<Run> run;
  std::uint64_t open_number = 0;

  bool is_of(const Session& session) const {
    return session.open() != nullptr && run && open_number == session.open_number() &&
           run->is_of(*session.open());
  }
  // True where it had to begin anew, as it is to be run.
  template <class... Manner>
  bool begin_anew_if_changed(const Session& session, Manner... manner) {
    if (is_of(session)) return false;
    run.emplace(*session.open(), manner...);
    open_number = session.open_number();
    return true;
  }
  // Goes on for a few milliseconds; true while there is more to do.
  bool advance(const Session& session) {
    if (!is_of(session)) return false;
    run->advance(*session.open(), session.ports().clock, kSliceMilliseconds);
    return run->is_running();
  }

 private:
  static constexpr std::int64_t kSliceMilliseconds = 8;
};

}  // namespace tongzhou
