// A page with one of each widget, until the real one stands here.
#pragma once

#include <string>

#include "imgui.h"
#include "ui/access.h"
#include "ui/interface.h"

namespace tongzhou {

class Placeholder : public Interface {
 public:
  void start(const Fonts& fonts, const Surroundings& surroundings) override {
    fonts_ = fonts;
    surroundings_changed(surroundings);
    ImGui::GetStyle().FramePadding = {10, 7};
    ImGui::GetStyle().FrameRounding = 6;
  }
  void surroundings_changed(const Surroundings& surroundings) override {
    surroundings.dark ? ImGui::StyleColorsDark() : ImGui::StyleColorsLight();
  }
  void draw() override {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin("同舟###page", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
    ImGui::PushFont(fonts_.semibold, line_box(20));
    ImGui::TextUnformatted("同舟 Tongzhou：跨部门协作计划");
    ImGui::PopFont();
    ImGui::TextUnformatted("clicks 0123456789 表情 😀🚩 生僻字 龘𠮷 繁體 Привет ñÅ 한국어");
    if (ImGui::Button("新增任务")) {
      ++clicks_;
      access::announce("已新增任务");
    }
    ImGui::SameLine();
    ImGui::Checkbox("只看我的", &mine_);
    ImGui::SameLine();
    ImGui::Button("↩###undo");
    access::describe_last(access::Role::button, "撤销");
    ImGui::SetItemTooltip("撤销 Ctrl+Z");
    ImGui::SetNextItemWidth(300);
    ImGui::InputText("任务名称", name_, sizeof(name_));
    access::describe_last(access::Role::textbox, {}, {}, name_);
    ImGui::InputTextMultiline("备注", note_, sizeof(note_), {300, 80});
    if (ImGui::Button("打开…")) ImGui::OpenPopup("打开计划");
    if (ImGui::BeginPopupModal("打开计划", nullptr, ImGuiWindowFlags_AlwaysAutoResize)) {
      ImGui::TextUnformatted("从文件打开");
      if (ImGui::Button("取消")) ImGui::CloseCurrentPopup();
      ImGui::EndPopup();
    }
    ImGui::Text("clicks=%d %s", clicks_, dropped_.c_str());
    {
      access::Scope grid({.id = ImGui::GetID("grid"),
                          .role = access::Role::grid,
                          .name = "任务",
                          .rect = {0, 300, 600, 600},
                          .row_count = 5,
                          .column_count = 1});
      for (int i = 0; i < 5; ++i) {
        ImGui::PushID(i);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        access::Scope row({.id = ImGui::GetID("row"),
                           .role = access::Role::row,
                           .rect = {at.x, at.y, at.x + 300, at.y + 24},
                           .row = i + 1});
        const std::string label = "任务 " + std::to_string(i + 1);
        if (ImGui::Selectable(label.c_str(), chosen_ == i)) chosen_ = i;
        access::describe_last(access::Role::gridcell, {}, {.selected = chosen_ == i});
        ImGui::PopID();
      }
    }
    ImGui::End();
  }
  bool handles(int chord) const override { return chord == (ImGuiMod_Ctrl | ImGuiKey_S); }
  void file_dropped(std::string name, std::vector<std::byte> bytes) override {
    dropped_ = name + " " + std::to_string(bytes.size());
  }
  std::string title() const override { return "同舟"; }

 private:
  Fonts fonts_;
  int clicks_ = 0;
  int chosen_ = -1;
  bool mine_ = false;
  char name_[256] = "";
  char note_[16384] = "";
  std::string dropped_;
};

}  // namespace tongzhou
