// The pages of meetings and of the calendar.
#include "app/view_memory.h"
#include "insight/meetings.h"
#include "support/plan_text.h"
#include "ui/workbench_stage.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

using Seen = access::Role;

// A weekly meeting from the Monday of the week that it is on stage, and a milestone two days later.
struct DiaryStage : WorkbenchStage {
  Day monday;
  DiaryStage() : WorkbenchStage({1440, 900}) {
    const Day today = day_of(machine.session.now());
    monday = today - weekday_of(today);
    TextPlan text = plan_from_text("制造 5d dept 生产部");
    const auto lead = text.add(Person{.name = "王磊"});
    text.set<&Department::lead>(text.departments.find("生产部")->second, lead);
    Meeting meeting{
        .title = "例会", .start = at(monday, 570), .rule = "FREQ=WEEKLY", .agenda = "进度"};
    meeting.departments.ids = {text.departments.find("生产部")->second};
    text.add(std::move(meeting));
    open(OpenPlan(text.plan));
    bench.view().page = "diary";
    frames(3);
  }
  const Plan& plan() const { return machine.session.open()->plan(); }
  const Meeting& meeting() const { return (*plan().table<Meeting>().live().begin()).record; }
  std::string on(Day day) {
    const access::Node* cell =
        tree.find(Seen::gridcell, day_text(day, int(to_civil(day).year()), Language::chinese));
    REQUIRE(cell != nullptr);
    return cell->value;
  }
  ImVec2 middle_of(Seen role, const std::string& name) {
    const access::Node* node = tree.find(role, name);
    REQUIRE(node != nullptr);
    return {(node->rect.x + node->rect.z) / 2, (node->rect.y + node->rect.w) / 2};
  }
};

}  // namespace

TEST_CASE("the month shows meetings; one is chosen, cancelled and held after all") {
  DiaryStage stage;
  CHECK(stage.on(stage.monday).find("09:30 例会") != std::string::npos);
  stage.click(Seen::gridcell,
              day_text(stage.monday, int(to_civil(stage.monday).year()), Language::chinese));
  stage.frames(2);
  stage.click(Seen::link, "例会");
  stage.frames(3);
  stage.click(Seen::button, "取消这次");
  stage.frames(3);
  REQUIRE(stage.plan().table<MeetingChange>().live_count() == 1);
  CHECK((*stage.plan().table<MeetingChange>().live().begin()).record.cancelled);
  stage.click(Seen::button, "恢复这次");
  stage.frames(3);
  CHECK_FALSE((*stage.plan().table<MeetingChange>().live().begin()).record.cancelled);
  stage.click(Seen::button, "记纪要");
  stage.frames(4);
  REQUIRE(stage.plan().table<MeetingNotes>().live_count() == 1);
  const MeetingNotes& notes = (*stage.plan().table<MeetingNotes>().live().begin()).record;
  CHECK(notes.present.ids.size() == 1);
  CHECK(notes.held == at(stage.monday, 570));
  CHECK(stage.bench.view().page == "meetings");
  stage.click(Seen::button, "添加行动");
  stage.frames(3);
  CHECK(stage.plan().table<Action>().live_count() == 1);
}

TEST_CASE("a meeting is run: attendance, notes, decisions and actions become its minutes") {
  DiaryStage stage;
  stage.click(Seen::gridcell,
              day_text(stage.monday, int(to_civil(stage.monday).year()), Language::chinese));
  stage.frames(2);
  stage.click(Seen::link, "例会");
  stage.frames(3);
  stage.click(Seen::button, "开会");
  stage.frames(4);
  CHECK(stage.bench.view().page == "meetings");
  CHECK(stage.bench.seconds_until_next_frame() <= 1);  // its clock goes
  REQUIRE(stage.plan().table<MeetingNotes>().live_count() == 1);
  const auto notes = [&]() -> const MeetingNotes& {
    return (*stage.plan().table<MeetingNotes>().live().begin()).record;
  };
  CHECK(stage.shows(Seen::heading, "到会 1 / 1"));
  stage.click(Seen::checkbox, "王磊");
  stage.frames(3);
  CHECK(notes().present.ids.empty());
  stage.fill("形成的决定", "下周一试产");
  stage.frames(2);
  stage.click(Seen::button, "记下: 形成的决定");
  stage.frames(3);
  CHECK(notes().decisions == "下周一试产");
  stage.fill("要做的事", "订料");
  stage.frames(2);
  stage.click(Seen::button, "记下: 要做的事");
  stage.frames(3);
  REQUIRE(stage.plan().table<Action>().live_count() == 1);
  CHECK((*stage.plan().table<Action>().live().begin()).record.title == "订料");
  CHECK(stage.shows(Seen::link, "订料"));
  // After the page has been loaded anew it goes on, by the same clock.
  stage.machine.clock.now = stage.machine.clock.now + Minutes{7};
  View again;
  HeldMeeting& held = stage.bench.view().held;
  const ViewMark marked = mark_of(stage.bench.view());
  held.spent = {185.7, 61.2};
  CHECK(!(mark_of(stage.bench.view()) == marked));  // so it is remembered minute by minute
  restore_view(encode_view(stage.bench.view()), stage.plan(), again);
  CHECK(again.held.notes == held.notes);
  CHECK(again.held.item == held.item);
  CHECK(again.held.spent == std::vector<double>{185, 61});
  held = {};
  stage.frames(3);
  CHECK_FALSE(stage.shows(Seen::heading, "到会 0 / 1"));
  held = again.held;
  stage.frames(3);
  CHECK(stage.shows(Seen::heading, "到会 0 / 1"));
  CHECK(stage.shows(Seen::progressbar, "已开 7 分钟，共 60 分钟"));
  restore_view("meeting 1 1\nmeeting\nmeeting x y", stage.plan(), again);  // of no meeting here
  CHECK(again.held.notes == stage.bench.view().held.notes);
  const std::string before = notes().text;
  stage.fill("本项记录", "- 已谈妥");
  stage.frames(3);
  stage.click(Seen::button, "散会，看纪要");
  stage.frames(4);
  CHECK(notes().text != before);
  CHECK(notes().text.find("- 已谈妥") != std::string::npos);
  CHECK(notes().text.find("# ") == 0);
  // Beside the table they stand as they read: their Markdown laid out.
  CHECK(stage.shows(Seen::heading, "决定"));
  CHECK(stage.shows(Seen::button, "复制文字"));
  CHECK_FALSE(stage.bench.view().held.notes);
}

TEST_CASE("dragged to another day, only that one is held then") {
  DiaryStage stage;
  const ImVec2 from = stage.middle_of(Seen::link, "09:30 例会");
  const Day friday = stage.monday + 4;
  const ImVec2 to = stage.middle_of(
      Seen::gridcell, day_text(friday, int(to_civil(friday).year()), Language::chinese));
  stage.drag(from, to);
  stage.frames(3);
  REQUIRE(stage.plan().table<MeetingChange>().live_count() == 1);
  const MeetingChange& change = (*stage.plan().table<MeetingChange>().live().begin()).record;
  CHECK(change.start.is_set());
  CHECK(minute_of_day(change.start) == 570);
  CHECK(stage.meeting().start == at(stage.monday, 570));
}

TEST_CASE("meetings are written down and repeat as chosen") {
  DiaryStage stage;
  stage.bench.view().page = "meetings";
  stage.frames(3);
  stage.click(Seen::button, "添加会议");
  stage.frames(4);
  CHECK(stage.plan().table<Meeting>().live_count() == 2);
  stage.press(ImGuiKey_Escape);
  stage.frames(2);
  stage.click(Seen::combobox, "重复");
  stage.frames(2);
  stage.click(Seen::menuitem, "每月第一个工作日");
  stage.frames(3);
  bool found = false;
  for (const auto& entry : stage.plan().table<Meeting>().live())
    found = found || entry.record.rule == "FREQ=MONTHLY;BYMONTHDAY=1";
  CHECK(found);
  stage.click(Seen::tab, "纪要");
  stage.frames(2);
  CHECK(stage.shows(Seen::button, "打开日程"));
}

TEST_CASE("the tables of meetings follow the plan, the latest minutes first") {
  DiaryStage stage;
  TextPlan text = plan_from_text("制造 5d dept 生产部");
  const auto early = text.add(Meeting{.title = "启动会", .start = at(stage.monday - 7, 540)});
  const auto late = text.add(Meeting{.title = "评审会", .start = at(stage.monday, 540)});
  text.add(MeetingNotes{.meeting = early, .held = at(stage.monday - 7, 540)});
  text.add(MeetingNotes{.meeting = late, .held = at(stage.monday, 540)});
  stage.bench.view().page = "meetings";
  stage.frames(3);
  CHECK(stage.shows(Seen::rowheader, "例会"));
  stage.open(OpenPlan(text.plan));
  stage.bench.view().page = "meetings";
  stage.frames(3);
  CHECK_FALSE(stage.shows(Seen::rowheader, "例会"));
  CHECK(stage.shows(Seen::rowheader, "启动会"));
  stage.click(Seen::button, "添加会议");
  stage.frames(4);
  stage.press(ImGuiKey_Escape);
  CHECK(stage.shows(Seen::rowheader, "新会议"));
  stage.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  stage.frames(3);
  CHECK_FALSE(stage.shows(Seen::rowheader, "新会议"));
  stage.click(Seen::tab, "纪要");
  stage.frames(3);
  const auto top = [&](const char* title) {
    const access::Node* node = stage.tree.find(Seen::rowheader, title);
    REQUIRE(node != nullptr);
    return node->rect.y;
  };
  CHECK(top("评审会") < top("启动会"));
}
