// The load of the open plan's departments as the strip under the chart asks for it.
#pragma once

#include "insight/load.h"
#include "ui/desk.h"
#include "ui/gantt/load_strip.h"

namespace tongzhou {

class PlanLoad : public LoadSource {
 public:
  // Must not outlive the frame.
  explicit PlanLoad(const Desk& desk) : plan_(desk.plan()), load_(desk.open().load()) {}

  std::int32_t department_count() const override;
  LoadDepartment department(std::int32_t index) const override;
  LoadLevel level(std::int32_t index, Day first, Day end) const override;

 private:
  const Department& record(std::int32_t index) const;

  const Plan& plan_;
  const LoadTable& load_;
};

}  // namespace tongzhou
