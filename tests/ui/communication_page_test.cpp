// The page of communication: what is due, channels, coverage, the rule.
#include "insight/cadence.h"
#include "support/plan_text.h"
#include "ui/workbench_stage.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

using Seen = access::Role;

OpenPlan offices_that_hand_over() {
  TextPlan text = plan_from_text("制造 5d dept 生产部; 培训 3d dept 销售部 after 制造");
  return OpenPlan(text.plan);
}

struct CommunicationStage : WorkbenchStage {
  CommunicationStage() : WorkbenchStage({1280, 800}) {
    open(offices_that_hand_over());
    bench.view().page = "communication";
    frames(3);
  }
  const Plan& plan() const { return machine.session.open()->plan(); }
};

}  // namespace

TEST_CASE("what is due is said with its reasons, and noted as done") {
  CommunicationStage stage;
  const access::Node* talk = stage.tree.find(Seen::option, "生产部 · 销售部");
  REQUIRE(talk != nullptr);
  CHECK(talk->value.find("今天") != std::string::npos);
  CHECK(stage.shows(Seen::link, "制造"));
  CHECK(stage.tree.find(Seen::link, "制造")->value.find("在关键路径上") != std::string::npos);
  stage.click(Seen::button, "记为已沟通");
  stage.frames(3);
  REQUIRE(stage.plan().table<Conversation>().live_count() == 1);
  const Conversation& held = (*stage.plan().table<Conversation>().live().begin()).record;
  CHECK(held.departments.ids.size() == 2);
  CHECK_FALSE(held.tasks.ids.empty());
  talk = stage.tree.find(Seen::option, "生产部 · 销售部");
  REQUIRE(talk != nullptr);
  CHECK(talk->value.find("今天") == std::string::npos);
  stage.click(Seen::tab, "沟通记录");
  stage.frames(3);
  CHECK(stage.shows(Seen::grid, "沟通记录"));
}

TEST_CASE("a gap between departments is named, and closed by making a channel") {
  CommunicationStage stage;
  stage.click(Seen::tab, "覆盖");
  stage.frames(3);
  CHECK(stage.shows(Seen::note, "生产部和销售部有 2 件共同的事，却没有共同的渠道"));
  CHECK(stage.tree.find(Seen::gridcell, "生产部与销售部")->value ==
        "生产部和销售部有 2 件共同的事，却没有共同的渠道");
  stage.click(Seen::button, "建立渠道");
  stage.frames(3);
  REQUIRE(stage.plan().table<Channel>().live_count() == 1);
  const Channel& made = (*stage.plan().table<Channel>().live().begin()).record;
  CHECK(made.name == "生产部—销售部");
  CHECK(made.departments.ids.size() == 2);
  CHECK(stage.shows(Seen::note, "生产部和销售部之间只有一种方式：例会"));
  // Choosing the channel that was made does not lead away from what it mends.
  CHECK(stage.shows(Seen::tab, "覆盖"));
}

TEST_CASE("the rule is changed in its matrix and goes back to the usual one") {
  CommunicationStage stage;
  stage.click(Seen::tab, "频率与方式");
  stage.frames(3);
  const auto cell = [&] {
    const access::Node* found = stage.tree.find(Seen::gridcell, "紧急高、重要低");
    REQUIRE(found != nullptr);
    return found->value;
  };
  CHECK(cell() == "每周 · 即时消息");
  stage.click(Seen::gridcell, "紧急高、重要低");
  stage.frames(2);
  stage.click(Seen::tab, "每天");
  stage.frames(3);
  CHECK(cell() == "每天 · 即时消息");
  stage.click(Seen::tab, "电话");
  stage.frames(3);
  CHECK(cell() == "每天 · 电话");
  CHECK(stage.plan().table<CadenceRule>().live_count() == 1);
  stage.click(Seen::button, "恢复默认");
  stage.frames(3);
  CHECK(cell() == "每周 · 即时消息");
}

TEST_CASE("channels are written down in their table") {
  CommunicationStage stage;
  stage.click(Seen::tab, "渠道");
  stage.frames(3);
  stage.click(Seen::button, "添加渠道");
  stage.frames(4);
  CHECK(stage.plan().table<Channel>().live_count() == 1);
  CHECK(stage.shows(Seen::grid, "渠道"));
}

TEST_CASE("the talks of one department are shown, or of all") {
  WorkbenchStage stage({1280, 800});
  TextPlan text = plan_from_text(
      "制造 5d dept 生产部; 培训 3d dept 销售部 after 制造; 检验 2d dept 质量部; 包装 2d dept "
      "物流部 after 检验");
  stage.open(OpenPlan(text.plan));
  stage.bench.view().page = "communication";
  stage.frames(3);
  const auto choose = [&](const char* department) {
    stage.click(Seen::combobox, "部门");
    stage.frames(2);
    stage.click(Seen::menuitem, department);
    stage.frames(3);
  };
  // Departments stand in the order of their ids.
  const auto shows = [&](const std::string& one, const std::string& other) {
    return stage.shows(Seen::option, one + " · " + other) ||
           stage.shows(Seen::option, other + " · " + one);
  };
  CHECK(shows("生产部", "销售部"));
  CHECK(shows("质量部", "物流部"));
  choose("质量部");
  CHECK_FALSE(shows("生产部", "销售部"));
  CHECK(shows("质量部", "物流部"));
  choose("所有部门");
  CHECK(shows("生产部", "销售部"));
}

TEST_CASE("the talks of one person are shown, and how many were held this week") {
  WorkbenchStage stage({1280, 800});
  TextPlan text = plan_from_text(
      "制造 5d dept 生产部; 培训 3d dept 销售部 after 制造; 检验 2d dept 质量部; 包装 2d dept "
      "物流部 after 检验");
  text.set<&Task::responsible>(text["检验"], text.add(Person{.name = "何静"}));
  stage.open(OpenPlan(text.plan));
  stage.bench.view().page = "communication";
  stage.frames(3);
  stage.click(Seen::combobox, "人员");
  stage.frames(2);
  stage.click(Seen::menuitem, "何静");
  stage.frames(3);
  const auto talks = std::ranges::count(stage.tree.nodes(), Seen::option, &access::Node::role);
  CHECK(talks == 1);
  CHECK(stage.shows(Seen::note, "本周已沟通 0 次"));
  stage.click(Seen::button, "记为已沟通");
  stage.frames(3);
  stage.click(Seen::combobox, "人员");
  stage.frames(2);
  stage.click(Seen::menuitem, "所有人");
  stage.frames(3);
  CHECK(stage.shows(Seen::note, "本周已沟通 1 次"));
}

TEST_CASE("an address that is a link is opened, any other is copied") {
  CommunicationStage stage;
  static std::string opened;
  opened.clear();
  ImGui::GetPlatformIO().Platform_OpenInShellFn = [](ImGuiContext*, const char* address) {
    opened = address;
    return true;
  };
  TextPlan text = plan_from_text("制造 5d dept 生产部; 培训 3d dept 销售部 after 制造");
  Channel channel{.name = "周会", .kind = ChannelKind::meeting, .address = "3 楼会议室"};
  for (const auto& entry : text.plan.table<Department>().live())
    channel.departments.ids.push_back(entry.id);
  std::ranges::sort(channel.departments.ids);
  const auto id = text.add(channel);
  stage.open(OpenPlan(text.plan), "communication");
  stage.frames(3);
  stage.click(Seen::link, "3 楼会议室");
  stage.frames(2);
  CHECK(std::string(ImGui::GetClipboardText()) == "3 楼会议室");
  CHECK(opened.empty());
  CHECK(stage.shows(Seen::status, "已复制"));
  text.set<&Channel::address>(id, "https://meet.example/weekly");
  stage.open(OpenPlan(text.plan), "communication");
  stage.frames(3);
  stage.click(Seen::link, "https://meet.example/weekly");
  CHECK(opened == "https://meet.example/weekly");
  // What could do more than open a page is only copied.
  opened.clear();
  text.set<&Channel::address>(id, "javascript:alert(1)");
  stage.open(OpenPlan(text.plan), "communication");
  stage.frames(3);
  stage.click(Seen::link, "javascript:alert(1)");
  stage.frames(2);
  CHECK(opened.empty());
  CHECK(std::string(ImGui::GetClipboardText()) == "javascript:alert(1)");
}

TEST_CASE("the tables of communication follow the plan: what is added, undone, or another plan") {
  WorkbenchStage stage({1280, 800});
  TextPlan text = plan_from_text("制造 5d dept 生产部; 培训 3d dept 销售部 after 制造");
  const auto last_week = text.add(Channel{.name = "周报"}),
             daily = text.add(Channel{.name = "早会"});
  text.add(Conversation{.day = from_civil(2026, 3, 2), .channel = last_week});
  text.add(Conversation{.day = from_civil(2026, 3, 9), .channel = daily});
  stage.open(OpenPlan(text.plan));
  stage.bench.view().page = "communication";
  stage.frames(3);
  stage.click(Seen::tab, "沟通记录");
  stage.frames(3);
  // The latest first.
  CHECK(stage.find(Seen::gridcell, "早会").rect.y < stage.find(Seen::gridcell, "周报").rect.y);
  stage.click(Seen::tab, "渠道");
  stage.frames(3);
  CHECK(stage.shows(Seen::rowheader, "周报"));
  stage.click(Seen::button, "添加渠道");
  stage.frames(4);
  stage.press(ImGuiKey_Escape);
  CHECK(stage.shows(Seen::rowheader, "新渠道"));
  stage.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  stage.frames(3);
  CHECK_FALSE(stage.shows(Seen::rowheader, "新渠道"));
  CHECK(stage.shows(Seen::rowheader, "早会"));
  stage.open(offices_that_hand_over());
  stage.bench.view().page = "communication";
  stage.frames(3);
  CHECK_FALSE(stage.shows(Seen::rowheader, "早会"));
}
