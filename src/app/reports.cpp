#include "app/reports.h"

#include "app/file_forms.h"

namespace tongzhou {

ReportSources report_sources(const OpenPlan& open, Day today, Language language) {
  return {open.plan(),  open.outline(), open.schedule(), open.deliverables(),
          open.goals(), today,          language};
}

Scorecard scorecard_of(const OpenPlan& open, ScorePeriod period) {
  if (open.plan().table<Indicator>().live_count() == 0) return {};
  return make_scorecard(open.plan(), open.outline(), open.schedule(), open.deliverables(),
                        open.load(), period);
}

NamedBytes html_file(const Document& document) {
  const std::string html = to_html(document);
  const auto bytes = std::as_bytes(std::span(html));
  return {file_name(document.title, ".html"), {bytes.begin(), bytes.end()}};
}

}  // namespace tongzhou
