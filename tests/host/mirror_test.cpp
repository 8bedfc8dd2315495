#include "host/mirror.h"

#include <catch2/catch_test_macros.hpp>

namespace tongzhou {
namespace {

using access::Node;
using access::Role;

Node button(ImGuiID id, std::string name) {
  return {.id = id, .role = Role::button, .name = std::move(name), .rect = {10, 20, 110, 52}};
}

TEST_CASE("The first message tells every node, its box in CSS pixels") {
  Mirror mirror;
  const std::vector<Node> nodes{button(7, "保存")};
  CHECK(mirror.changes(nodes, 2.0F) ==
        R"({"set":[{"id":7,"in":0,"role":"button","box":[20.0,40.0,200.0,64.0],"name":"保存"}],)"
        R"("gone":[],"focus":0,"order":[7]})");
}

TEST_CASE("Where nothing changed nothing is said") {
  Mirror mirror;
  const std::vector<Node> nodes{button(7, "保存")};
  mirror.changes(nodes, 1);
  CHECK(mirror.changes(nodes, 1).empty());
}

TEST_CASE("Only what changed is said") {
  Mirror mirror;
  std::vector<Node> nodes{button(7, "保存"), button(8, "撤销")};
  mirror.changes(nodes, 1);
  nodes[1].state.disabled = true;
  const std::string message = mirror.changes(nodes, 1);
  CHECK(message.contains(R"("id":8)"));
  CHECK(message.contains(R"("disabled":true)"));
  CHECK_FALSE(message.contains(R"("id":7)"));
  CHECK_FALSE(message.contains("order"));
}

TEST_CASE("Nodes that went are named, and the order is told again") {
  Mirror mirror;
  mirror.changes(std::vector<Node>{button(7, "a"), button(8, "b")}, 1);
  const std::string message = mirror.changes(std::vector<Node>{button(8, "b")}, 1);
  CHECK(message == R"({"set":[],"gone":[7],"focus":0,"order":[8]})");
}

TEST_CASE("States that do not apply are left out, others are true or false") {
  Mirror mirror;
  std::vector<Node> nodes{button(7, "a")};
  nodes[0].role = Role::checkbox;
  nodes[0].state.checked = false;
  const std::string message = mirror.changes(nodes, 1);
  CHECK(message.contains(R"("checked":false)"));
  CHECK_FALSE(message.contains("expanded"));
}

TEST_CASE("The focus is told when it moves") {
  Mirror mirror;
  std::vector<Node> nodes{button(7, "a"), button(8, "b")};
  mirror.changes(nodes, 1);
  nodes[1].state.focused = true;
  CHECK(mirror.changes(nodes, 1).contains(R"("focus":8)"));
}

TEST_CASE("Text cannot break the message") {
  Mirror mirror;
  CHECK(mirror.changes(std::vector<Node>{button(7, "a\"b\\c\nd")}, 1)
            .contains(R"("name":"a\"b\\c d")"));
}

TEST_CASE("Two widgets with one id are told once; widgets without an id are told apart") {
  Mirror mirror;
  const std::vector<Node> nodes{button(7, "a"), button(7, "b"), button(0, "c"), button(0, "d")};
  const std::string message = mirror.changes(nodes, 1);
  CHECK(message.contains("\"a\""));
  CHECK_FALSE(message.contains("\"b\""));
  CHECK(message.contains("\"c\""));
  CHECK(message.contains("\"d\""));
  CHECK(mirror.changes(nodes, 1).empty());
}

}  // namespace
}  // namespace tongzhou
