#include "ui/department_filter.h"

#include <utility>

#include "ui/record_options.h"

namespace tongzhou {

void draw_department_filter(const Desk& desk, Word all, Id<Department>& department,
                            ChoiceState& state) {
  constexpr float kWidth = 150;
  const Department* chosen = desk.plan().find(department);
  const std::string_view none = desk.say(all);
  const auto option = draw_choice(
      desk.look,
      {.id = "department",
       .name = desk.say(Word::department),
       .current = chosen != nullptr ? std::string_view(chosen->name) : none,
       .dot = chosen != nullptr ? chosen->colour : -1,
       .width = kWidth},
      state, [&] {
        const AnyId id = department.any();
        Options options = reference_options(desk, Kind::department, id ? AnyRefs{id} : AnyRefs{});
        options.at = [at = std::move(options.at), none](int i) {
          Option one = at(i);
          if (i == 0) one.text = none;
          return one;
        };
        return options;
      });
  if (option) department = {chosen_reference(desk, Kind::department, *option).value};
}

}  // namespace tongzhou
