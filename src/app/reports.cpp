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

NamedBytes text_file(std::string_view title, std::string_view ending, std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {file_name(title, ending), {bytes.begin(), bytes.end()}};
}

NamedBytes html_file(const Document& document) {
  return text_file(document.title, ".html", to_html(document));
}

}  // namespace tongzhou
