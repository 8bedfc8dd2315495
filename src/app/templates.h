// Plans to begin with.
#pragma once

#include <span>
#include <string_view>

#include "app/open_plan.h"

namespace tongzhou {

struct Template {
  std::string_view id;  // "product_launch"
  Word label;
  Word help;  // what it is for, one sentence
};
std::span<const Template> templates();

// The plan of that template, in the language given, laid around `today`: what lies before it is
// done, what straddles it is under way. Dates are those of the built-in calendar of China.
Result<OpenPlan> make_from_template(std::string_view id, Language language, Day today,
                                    Random& random);
// A plan with a title, China's calendar, and nothing else.
OpenPlan make_empty_plan(std::string title, Language language, Day today, Random& random);

}  // namespace tongzhou
