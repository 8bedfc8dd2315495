// Times reading and writing of plans of 10,000 and 100,000 tasks.
#include "exchange/change_codec.h"
#include "exchange/plan_file.h"
#include "support/big_plan.h"
#include "support/measure.h"

namespace tongzhou {
namespace {

void run(int tasks, int runs) {
  const std::string size = "_" + std::to_string(tasks / 1000) + "k";
  const auto print = [&](const char* name, double value, const char* unit) {
    test::print_figure("exchange_" + std::string(name) + size, value, unit);
  };
  const Plan plan = make_big_plan({.tasks = tasks}).plan;
  std::vector<std::byte> bytes;
  print("encode", test::time_of(runs, [&] { bytes = *encode_plan_file(plan, {}, {}); }), "ms");
  print("decode", test::time_of(runs, [&] { (void)decode_plan_file(bytes); }), "ms");
  print("plan_file", static_cast<double>(bytes.size()) / 1000, "KB");
}

void run_change() {
  const Plan plan = Plan::make({1});
  SeededRandom random(1);
  ChangeBuilder builder(plan, random, make_label(Word::task));
  builder.create(Task{.title = "设计评审"});
  const Change change = plan.stamp(std::move(builder).take(), {7}, {"李明", "研发部", "", 0});
  std::vector<std::byte> bytes;
  test::print_figure("exchange_encode_change",
                     test::time_of(1001, [&] { bytes = encode_change(change); }) * 1000, "us");
  test::print_figure("exchange_decode_change",
                     test::time_of(1001, [&] { (void)decode_change(bytes); }) * 1000, "us");
  test::print_figure("exchange_change", static_cast<double>(bytes.size()), "bytes");
}

}  // namespace
}  // namespace tongzhou

int main() {
  tongzhou::run(10'000, 11);
  tongzhou::run(100'000, 7);
  tongzhou::run_change();
}
