#include "ui/record_filter.h"

#include <utility>

#include "ui/record_options.h"

namespace tongzhou {

bool draw_record_filter(const Desk& desk, Kind kind, Word all, AnyId& chosen, ChoiceState& state,
                        float width) {
  const Department* department =
      kind == Kind::department ? desk.plan().find(Id<Department>{chosen.value}) : nullptr;
  const std::string_view none = desk.say(all);
  const std::string name = chosen ? desk.plan().name_of({kind, chosen}) : std::string(none);
  const auto option = draw_choice(desk.look,
                                  {.id = find_kind(kind)->name.data(),
                                   .name = desk.say(word_of(kind)),
                                   .current = name,
                                   .dot = department != nullptr ? department->colour : -1,
                                   .width = width},
                                  state, [&] {
                                    Options options = reference_options(
                                        desk, kind, chosen ? AnyRefs{chosen} : AnyRefs{});
                                    options.at = [at = std::move(options.at), none](int i) {
                                      Option one = at(i);
                                      if (i == 0) one.text = none;
                                      return one;
                                    };
                                    return options;
                                  });
  if (option) chosen = chosen_reference(desk, kind, *option);
  return option.has_value();
}

}  // namespace tongzhou
