// FORMAT.md lists every field as the descriptions have it. A line that is missing here is a field
// added (add the line), or one changed that stands in people's files (do not).
#include <catch2/catch_test_macros.hpp>

#include "exchange/json_text.h"
#include "model/records.h"
#include "support/shared_data.h"

namespace tongzhou {
namespace {

constexpr std::array<std::string_view, 11> kTypeNames{
    "none",    "boolean", "integer",   "number",     "text", "day",
    "instant", "minutes", "reference", "references", "hours"};

template <class Member>
std::string default_text(const Member& member) {
  if constexpr (std::is_enum_v<Member>)
    return fmt::format("`{}`", key_of(kChoices<Member>[static_cast<std::size_t>(member)]));
  else if constexpr (std::is_same_v<Member, Minutes>)
    return std::to_string(member.count);
  else if constexpr (std::is_arithmetic_v<Member>)
    return fmt::format("{}", member);
  else if constexpr (std::is_same_v<Member, WorkHours>)
    return to_text(member);
  else
    return "";
}

template <class Member>
std::string remark() {
  if constexpr (std::is_same_v<Member, Id<AnyRecord>>)
    return "any kind";
  else if constexpr (kIsReference<Member>)
    return fmt::format("`{}`", Description<typename detail::is_id<Member>::record>::name);
  else if constexpr (kIsReferences<Member>)
    return fmt::format("`{}`", Description<typename detail::is_ref_set<Member>::record>::name);
  else if constexpr (std::is_enum_v<Member>) {
    std::string choices;
    for (int i = 0; i < kChoiceCount<Member>; ++i)
      choices += fmt::format("{}`{}`", i == 0 ? "" : ", ",
                             key_of(kChoices<Member>[static_cast<std::size_t>(i)]));
    return choices;
  } else
    return "";
}

template <class Record>
std::vector<std::string> lines_of() {
  std::vector<std::string> lines{fmt::format(
      "### {} `{}`", static_cast<int>(Description<Record>::kind), Description<Record>::name)};
  for_each_field<Record>([&](const auto& field) {
    using Member = typename std::decay_t<decltype(field)>::Member;
    lines.push_back(fmt::format("| {} | `{}` | {} | {} | {} |", field.number, field.name,
                                kTypeNames[static_cast<std::size_t>(kTypeOf<Stored<Member>>)],
                                remark<Member>(), default_text(Record{}.*field.member)));
  });
  return lines;
}

TEST_CASE("The page on the format lists every kind and field") {
  const std::string page = read_file("src/exchange/FORMAT.md");
  REQUIRE_FALSE(page.empty());
  Records::for_each([&]<class Record>() {
    for (const std::string& line : lines_of<Record>()) {
      INFO(line);
      CHECK(page.find(line + "\n") != std::string::npos);
    }
  });
}

}  // namespace
}  // namespace tongzhou
