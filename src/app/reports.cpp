#include "app/reports.h"

#include <utility>

#include "app/file_forms.h"
#include "documents/pictures.h"
#include "documents/timetable_chart.h"
#include "insight/cadence.h"
#include "insight/channels.h"

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

Drawing whole_chart(const OpenPlan& open, Day today, Language language) {
  constexpr DrawPoint kWhole{640, 1e6F};  // points
  const TimetableChart chart = timetable_chart(report_sources(open, today, language));
  return std::move(draw_timetable(chart, kWhole).front());
}

NamedBytes chart_file(const OpenPlan& open, Day today, Language language, ChartForm form) {
  const std::string title = open.plan().info().title;
  if (form == ChartForm::picture)
    return text_file(title, ".svg", to_svg(whole_chart(open, today, language)));
  const TimetableChart chart = timetable_chart(report_sources(open, today, language));
  return text_file(title, ".html",
                   to_html_pages(draw_timetable(chart, kA4Across), title, language));
}

std::optional<Drawing> draw_diagram(const OpenPlan& open, Diagram diagram, Id<Issue> issue,
                                    Day today, Language language) {
  const Plan& plan = open.plan();
  const ReportSources from = report_sources(open, today, language);
  switch (diagram) {
    case Diagram::network: return draw_task_network(from);
    case Diagram::goals: return draw_goal_tree(from);
    case Diagram::causes:
      for (const auto& entry : plan.table<Cause>().live())
        if (!issue) issue = entry.record.issue;
      return draw_cause_effect(from, issue);
    case Diagram::coverage: {
      const auto matters = find_matters(plan, open.outline(), open.schedule(), open.calendars(),
                                        open.goals(), today);
      return draw_channel_coverage(from, find_coverage(plan, matters, {}));
    }
    case Diagram::duties: return draw_duties(from);
  }
  return std::nullopt;
}

NamedBytes html_file(const Document& document) {
  return text_file(document.title, ".html", to_html(document));
}

}  // namespace tongzhou
