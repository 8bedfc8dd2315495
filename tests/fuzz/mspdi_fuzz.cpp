// Any bytes: import_mspdi gives a plan or a sentence. What it took can be scheduled and exported,
// and from then on comes back as the same plan. (The first export settles what Project itself never
// writes, such as a task on a resource's calendar.)
#include <cstdlib>
#include <span>

#include "exchange/mspdi.h"
#include "exchange/text_encoding.h"
#include "schedule/schedule.h"
#include "support/plan_facts.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tongzhou;
  SeededRandom random(1);
  const auto first = import_mspdi(std::as_bytes(std::span(data, size)), random);
  if (!first) return 0;
  const Schedule schedule = make_schedule(first->plan);
  const auto second = import_mspdi(bytes_of(export_mspdi(first->plan, &schedule)), random);
  if (!second) std::abort();
  const auto third = import_mspdi(bytes_of(export_mspdi(second->plan, nullptr)), random);
  if (!third || plan_facts(third->plan) != plan_facts(second->plan)) std::abort();
  return 0;
}
