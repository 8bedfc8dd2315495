#include "ui/pages/people.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "model/order_key.h"
#include "ui/pages/page_parts.h"
#include "ui/record_options.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {

// What differs between the two tables.
struct PartInfo {
  const char* id;
  Kind kind;
  Word title, add, empty;
  Icon icon;
  ButtonKind button;
};
constexpr PartInfo kDepartmentsPart{
    "departments",           Kind::department, Word::departments,    Word::add_department,
    Word::departments_empty, Icon::people,     ButtonKind::prominent};
constexpr PartInfo kPersonsPart{
    "persons",           Kind::person, Word::persons,        Word::add_person,
    Word::persons_empty, Icon::person, ButtonKind::secondary};

// The key of a new last record of a kind.
template <class Record>
std::string last_order(const Desk& desk) {
  std::string last;
  for (const auto& entry : desk.plan().table<Record>().live())
    last = std::max(last, entry.record.order);
  return order_between(last, {}, desk.session.random());
}

// The palette's colour that the fewest departments have.
int next_colour(const Plan& plan) {
  std::array<int, kDepartmentColours> used{};
  for (const auto& entry : plan.table<Department>().live())
    ++used[static_cast<std::size_t>(std::max(entry.record.colour, 0)) % kDepartmentColours];
  return static_cast<int>(std::ranges::min_element(used) - used.begin());
}

AnyRef create(const Desk& desk, Kind kind) {
  const bool department = kind == Kind::department;
  const std::string name(desk.say(department ? Word::new_department : Word::new_person));
  ChangeBuilder change = desk.change(make_label(Word::did_add_record, {name}));
  AnyRef created;
  if (department) {
    created = ref(change.create(Department{
        .name = name, .colour = next_colour(desk.plan()), .order = last_order<Department>(desk)}));
  } else {
    Person person{.name = name, .order = last_order<Person>(desk)};
    const AnyRef active = desk.view.selection.active();
    if (active.kind == Kind::department) person.department = {active.id.value};
    created = ref(change.create(std::move(person)));
  }
  desk.edit(std::move(change));
  return created;
}

void draw_part_head(const Desk& desk, const PartInfo& info, int count, RecordGridState& part) {
  const float left = ImGui::GetCursorPosX();
  const float width = ImGui::GetContentRegionAvail().x;
  const float top = ImGui::GetCursorPosY();
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::title)) / 2);
  draw_heading(desk.look, desk.say(info.title), Type::title, 2);
  ImGui::SameLine(0, 8);
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2 + 1);
  draw_label(desk.look, fmt::format("{}", count),
             {.type = Type::table, .colour = desk.look.colours().second_text});
  if (draw_record_buttons(desk, {info.kind, info.add, info.button}, left + width, top))
    part.created = create(desk, info.kind);
  ImGui::SetCursorPos({left, top + kControlHeight + 8});
}

void draw_part(const Desk& desk, const PartInfo& info, const ProblemMarks& problems, float height,
               RecordGridState& part) {
  ImGui::PushID(info.id);
  RecordRows rows(desk, info.kind, problems);
  draw_part_head(desk, info, rows.count(), part);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect card{at, at + ImVec2(ImGui::GetContentRegionAvail().x, height)};
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  if (rows.count() == 0) {
    if (draw_empty_state(desk.look, card, info.icon, desk.say(info.empty),
                         {.id = "first", .label = desk.say(info.add), .icon = Icon::plus}))
      part.created = create(desk, info.kind);
  } else {
    const std::vector<GridColumn> columns = rows.columns();
    if (draw_record_grid(desk, rows, columns, info.id, desk.say(info.title), card, part))
      part.created = create(desk, info.kind);
  }
  ImGui::SetCursorScreenPos({at.x, card.Max.y});
  ImGui::Dummy({0, kGap});
  ImGui::PopID();
}

}  // namespace

void draw_people_page(const Desk& desk, const TaskFacts& facts, PeopleState& state) {
  draw_page_parts(desk);
  constexpr float kHeads = 2 * (kControlHeight + 8 + kGap);
  const float room = ImGui::GetContentRegionAvail().y - kHeads;
  const auto departments = static_cast<float>(desk.open().in_order(Kind::department).size());
  const float wanted = kTableHeadHeight + std::max(3.0F, departments + 1) * kRowHeight;
  const float upper = std::clamp(wanted, 160.0F, std::max(160.0F, room * 0.5F));
  draw_part(desk, kDepartmentsPart, facts.problems, upper, state.departments);
  draw_part(desk, kPersonsPart, facts.problems, std::max(160.0F, room - upper), state.persons);
}

}  // namespace tongzhou
