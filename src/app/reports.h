// Reports of the open plan (documents/reports.h), and the files they are handed over as.
#pragma once

#include <array>
#include <optional>

#include "app/open_plan.h"
#include "app/ports.h"
#include "documents/reports.h"

namespace tongzhou {

// Looks at the plan while it is used.
ReportSources report_sources(const OpenPlan& open, Day today, Language language);
Scorecard scorecard_of(const OpenPlan& open, ScorePeriod period);

NamedBytes text_file(std::string_view title, std::string_view ending, std::string_view text);
// One page of HTML, named after its title.
NamedBytes html_file(const Document& document);
// The Gantt chart of all tasks, as one drawing.
Drawing whole_chart(const OpenPlan& open, Day today, Language language);
// The same as SVG, or as pages of A4 across to print (HTML).
enum class ChartForm : std::uint8_t { picture, pages };
NamedBytes chart_file(const OpenPlan& open, Day today, Language language, ChartForm form);

// Diagrams of the plan (documents/pictures.h).
enum class Diagram : std::uint8_t { network, goals, causes, coverage, duties };
inline constexpr std::array<std::string_view, 5> kDiagramNames{"network", "goals", "causes",
                                                               "coverage", "duties"};
// Nothing where the plan has nothing for it. Causes are those of that issue; without one, of the
// first that has any.
std::optional<Drawing> draw_diagram(const OpenPlan& open, Diagram diagram, Id<Issue> issue,
                                    Day today, Language language);

inline constexpr std::string_view kSvgType = "image/svg+xml";
inline constexpr std::string_view kHtmlType = "text/html";

}  // namespace tongzhou
