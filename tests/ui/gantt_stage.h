// A chart without a window: rows made up for tests, ImGui without a backend, a pointer to move.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <variant>
#include <vector>

#include "schedule/working_time.h"
#include "ui/access.h"
#include "ui/gantt/inside.h"
#include "ui/look.h"

namespace tongzhou {

// Monday to Friday, 8 to 12 and 13 to 17.
inline const WorkingTime& office_hours() {
  static const WorkingTime hours(standard_week(), {}, {kFirstDay, kFirstDay});
  return hours;
}
inline Instant office(int month, unsigned day, int hour = 8) {
  return at(from_civil(2026, static_cast<unsigned>(month), day), hour * 60);
}

// Rows and links from vectors; counts what it is asked.
struct FakePlan : GanttSource {
  std::vector<GanttRow> rows;
  std::vector<GanttLink> links;
  std::uint64_t revision = 1;
  std::string refusal;
  mutable std::size_t rows_asked = 0;
  mutable std::size_t links_asked = 0;

  FakePlan& add(std::string_view title, Instant start, int days) {
    const Instant finish = days == 0 ? start : office_hours().add(start, {days * 480});
    rows.push_back({.task = static_cast<Slot>(rows.size()),
                    .start = start,
                    .finish = finish,
                    .late_finish = finish,
                    .colour = 0,
                    .title = title,
                    .person = "王磊"});
    return *this;
  }
  FakePlan& link(int from, int to, LinkType type = LinkType::finish_start) {
    links.push_back({from, to, static_cast<Slot>(links.size()), type, false});
    return *this;
  }

  std::int32_t row_count() const override { return static_cast<std::int32_t>(rows.size()); }
  GanttRow row(std::int32_t row) const override {
    ++rows_asked;
    return rows.at(static_cast<std::size_t>(row));
  }
  std::int32_t row_of(Slot task) const override {
    return task < rows.size() ? static_cast<std::int32_t>(task) : -1;
  }
  std::uint64_t link_revision() const override { return revision; }
  std::uint32_t link_count() const override { return static_cast<std::uint32_t>(links.size()); }
  GanttLink link(std::uint32_t number) const override {
    ++links_asked;
    return links.at(number);
  }
  const WorkingTime& working_time(Slot) const override { return office_hours(); }
  std::int32_t minutes_per_day() const override { return 480; }
  Instant first() const override { return rows.empty() ? Instant{} : rows.front().start; }
  Instant last() const override { return rows.empty() ? Instant{} : rows.back().finish; }
  std::vector<std::string> why_then(Slot) const override { return {"because"}; }
  std::int32_t slack_minutes(Slot) const override { return 480; }
  bool may_move(Slot task) const override { return rows.at(task).kind != TaskKind::summary; }
  std::optional<std::string> link_refusal(Slot, Slot, LinkType) const override {
    return refusal.empty() ? std::nullopt : std::optional(refusal);
  }
};

// The chart in a window of 1000 x 600, its rows beginning at y = 44.
struct Stage {
  FakePlan plan;
  GanttState gantt;
  RowScroll scroll;
  // Outlives the tree, which lets go of it at its end.
  struct Context {
    ImGuiContext* context = ImGui::CreateContext();
    ~Context() { ImGui::DestroyContext(context); }
  } context;
  access::Tree tree;
  Language language = Language::chinese;
  std::vector<GanttAct> acts;

  Stage() {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {1000, 600};
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    look_.fonts.regular = look_.fonts.semibold = io.Fonts->AddFontDefault();
    look_.today = from_civil(2026, 8, 16);
    look_.theme = make_palette(Appearance::light);
    tree.attach();
  }
  virtual ~Stage() = default;
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  // Draws; what the user did is added to `acts`.
  void frame() {
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = 1.0F / 60;
    look_.language = language;
    tree.begin_frame();
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::Begin("page", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
    draw_gantt(look_, {plan, {{0, 0}, io.DisplaySize}, scroll}, gantt, acts);
    draw_below();
    ImGui::End();
    ImGui::PopStyleVar();
    ImGui::Render();
    tree.end_frame();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
      texture->SetStatus(ImTextureStatus_OK);
  }

  virtual void draw_below() {}
  const Look& look() const { return look_; }

  const Bar& bar(std::int32_t row) {
    const LaidRow* laid = gantt.inside().layout.find(row);
    REQUIRE(laid != nullptr);
    return laid->bar;
  }
  float x_of(Instant at) { return static_cast<float>(gantt.inside().scale.x_of(at)); }

  void point_at(ImVec2 at) {
    ImGui::GetIO().AddMousePosEvent(at.x, at.y);
    frame();
  }
  void press() {
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    frame();
  }
  void release() {
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    frame();
    frame();
  }
  void drag(ImVec2 from, ImVec2 to) {
    point_at(from);
    press();
    point_at((from + to) / 2);
    point_at(to);
    release();
  }
  void click(ImVec2 at) {
    point_at(at);
    press();
    release();
  }
  // Long enough that the next click is no double click.
  void rest() {
    for (int i = 0; i < 40; ++i) frame();
  }
  void wheel(float notches) {
    ImGui::GetIO().AddMouseWheelEvent(0, notches);
    frame();
    frame();
  }

  // The one act of that kind; there must be one.
  template <class Act>
  Act only() const {
    const Act* found = nullptr;
    for (const GanttAct& act : acts)
      if (const Act* one = std::get_if<Act>(&act)) {
        REQUIRE(found == nullptr);
        found = one;
      }
    REQUIRE(found != nullptr);
    return *found;
  }
  template <class Act>
  bool has() const {
    for (const GanttAct& act : acts)
      if (std::holds_alternative<Act>(act)) return true;
    return false;
  }

 private:
  Look look_;
};

}  // namespace tongzhou
