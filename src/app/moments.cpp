#include "app/moments.h"

#include "store/keys.h"

namespace tongzhou {

// The words show the first argument only.
ChangeLabel label_moment(std::string name, std::optional<Dot> moment) {
  ChangeLabel label = make_label(Word::did_name_moment, {std::move(name)});
  if (moment) label.arguments.push_back(keys::text_of(*moment));
  return label;
}

std::optional<MomentName> named_moment(const Change& change) {
  static const std::string kKey = make_label(Word::did_name_moment).key;
  const ChangeLabel& label = change.label;
  if (label.key != kKey || label.arguments.empty() || !change.edits.empty()) return std::nullopt;
  const std::string& name = label.arguments[0];
  if (label.arguments.size() < 2) return MomentName{change.dot, name};
  const auto moment = keys::dot_of(label.arguments[1]);
  if (!moment) return std::nullopt;
  return MomentName{*moment, name};
}

}  // namespace tongzhou
