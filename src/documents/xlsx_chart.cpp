#include "documents/xlsx_chart.h"

#include <array>

#include "documents/xml_text.h"

namespace tongzhou {
namespace {

constexpr std::string_view kDrawingHead =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">)";
constexpr std::string_view kAnchorXml =
    R"(<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>@</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>@</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>@</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>)"
    R"(<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="@" name="chart@"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>)"
    R"(<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId@"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>)";

constexpr std::string_view kChartHead =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:roundedCorners val="0"/><c:chart><c:title>)";
constexpr std::string_view kTitleEnd =
    R"(<c:overlay val="0"/><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1300" b="1"/></a:pPr><a:endParaRPr/></a:p></c:txPr></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>)";
constexpr std::string_view kLegendXml =
    R"(<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>)";
constexpr std::string_view kChartEnd =
    R"(<c:plotVisOnly val="1"/><c:dispBlanksAs val="span"/></c:chart><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>)";

// The first category stands at the top; its bars tell their values themselves.
constexpr std::string_view kBarAxes =
    R"(<c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln><a:solidFill><a:srgbClr val="C9D3D4"/></a:solidFill></a:ln></c:spPr><c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>)"
    R"(<c:valAx><c:axId val="2"/><c:scaling/><c:delete val="1"/><c:axPos val="b"/><c:crossAx val="1"/><c:crosses val="max"/></c:valAx>)";
constexpr std::string_view kLineAxes =
    R"(<c:axId val="1"/><c:axId val="2"/></c:lineChart><c:dateAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="yyyy\-mm\-dd" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln><a:solidFill><a:srgbClr val="C9D3D4"/></a:solidFill></a:ln></c:spPr><c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="1"/><c:baseTimeUnit val="days"/><c:majorUnit val="@"/><c:majorTimeUnit val="days"/></c:dateAx>)"
    R"(<c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln><a:solidFill><a:srgbClr val="E7EDED"/></a:solidFill></a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>)";

// What cells are for a chart: what stands before where they are, between that and what they hold,
// and behind.
struct CellsPattern {
  std::string_view begin, middle, end;
};
constexpr CellsPattern kNameCell{"<c:tx><c:strRef><c:f>", "</c:f><c:strCache>",
                                 "</c:strCache></c:strRef></c:tx>"};
constexpr CellsPattern kTextCells{"<c:cat><c:strRef><c:f>", "</c:f><c:strCache>",
                                  "</c:strCache></c:strRef></c:cat>"};
constexpr CellsPattern kDayCells{"<c:cat><c:numRef><c:f>", "</c:f><c:numCache>",
                                 "</c:numCache></c:numRef></c:cat>"};
constexpr CellsPattern kValueCells{"<c:val><c:numRef><c:f>", "</c:f><c:numCache>",
                                   "</c:numCache></c:numRef></c:val>"};

// How series look: '@' is their colour, twice. Bars tell their values, of counts not 0.
constexpr std::string_view kStackedLook =
    R"(<c:spPr><a:solidFill><a:srgbClr val="@"/></a:solidFill><a:ln><a:solidFill><a:srgbClr val="@"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="0;;" sourceLinked="0"/><c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>)";
constexpr std::string_view kBarLook =
    R"(<c:spPr><a:solidFill><a:srgbClr val="@"/></a:solidFill><a:ln><a:solidFill><a:srgbClr val="@"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="0%" sourceLinked="0"/><c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>)";
constexpr std::string_view kLineLook =
    R"(<c:spPr><a:ln w="25400" cap="rnd"><a:solidFill><a:srgbClr val="@"/></a:solidFill><a:round/></a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="5"/><c:spPr><a:solidFill><a:srgbClr val="@"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:marker>)";

// `colours` of series, one after another: dark ink is read on those of bars.
struct ChartPattern {
  std::string_view begin, look, colours;
  CellsPattern categories;
  std::string_view series_end, end;
};
constexpr std::array kChartPatterns{
    ChartPattern{
        R"(<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>)",
        kStackedLook, "7FB8B5E0A458D9655BC9D3D4", kTextCells, "</c:ser>",
        R"(<c:gapWidth val="50"/><c:overlap val="100"/>)"},
    ChartPattern{
        R"(<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>)",
        kBarLook, "7FB8B5E0A458", kTextCells, "</c:ser>", R"(<c:gapWidth val="50"/>)"},
    ChartPattern{R"(<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>)", kLineLook,
                 "0B7A75E0A458D9655B", kDayCells, R"(<c:smooth val="0"/></c:ser>)",
                 R"(<c:marker val="1"/>)"}};
constexpr std::size_t kColourLength = 6;

class ChartWriter {
 public:
  ChartWriter(const SheetChart& chart, const Sheet& sheet, std::string_view name)
      : chart_(chart), sheet_(sheet) {
    book_place_ = "'";
    add_xml_characters(book_place_, name);
    book_place_ += "'!$";
  }

  std::string write() && {
    const ChartPattern& pattern = kChartPatterns[static_cast<std::size_t>(chart_.kind)];
    out_ = kChartHead;
    add_cells(kNameCell, chart_.column, chart_.row - 1, 1);
    out_ += kTitleEnd;
    out_ += pattern.begin;
    for (int i = 0; i < chart_.series; ++i) add_series(i, pattern);
    out_ += pattern.end;
    if (chart_.kind == SheetChart::Kind::line)
      add_xml(out_, kLineAxes, {chart_.days_between_dates});
    else
      out_ += kBarAxes;
    out_ += "</c:plotArea>";
    if (chart_.series > 1) out_ += kLegendXml;
    out_ += kChartEnd;
    return std::move(out_);
  }

 private:
  void add_series(int place, const ChartPattern& pattern) {
    add_xml(out_, R"(<c:ser><c:idx val="@"/><c:order val="@"/>)", {place, place});
    const int column = chart_.column + 1 + place;
    add_cells(kNameCell, column, chart_.row, 1);
    const std::string_view colour = pattern.colours.substr(
        static_cast<std::size_t>(place) * kColourLength % pattern.colours.size(), kColourLength);
    add_xml(out_, pattern.look, {colour, colour});
    add_cells(pattern.categories, chart_.column, chart_.row + 1, chart_.rows);
    add_cells(kValueCells, column, chart_.row + 1, chart_.rows);
    out_ += pattern.series_end;
  }

  const SheetCell* cell_at(int at_row, int at_column) const {
    const auto row = static_cast<std::size_t>(at_row), column = static_cast<std::size_t>(at_column);
    if (row >= sheet_.rows.size() || column >= sheet_.rows[row].size()) return nullptr;
    return &sheet_.rows[row][column];
  }

  void add_cells(const CellsPattern& pattern, int column, int first, int count) {
    const std::string letters = column_name(static_cast<std::size_t>(column));
    out_ += pattern.begin;
    out_ += book_place_;
    out_ += letters;
    add_xml(out_, "$@", {first + 2});
    if (count > 1) {
      out_ += ":$";
      out_ += letters;
      add_xml(out_, "$@", {first + count + 1});
    }
    out_ += pattern.middle;
    add_xml(out_, R"(<c:ptCount val="@"/>)", {count});
    for (int i = 0; i < count; ++i)
      if (const SheetCell* cell = cell_at(first + i, column)) add_point(i, *cell);
    out_ += pattern.end;
  }

  // Nothing for an empty cell.
  void add_point(int place, const SheetCell& cell) {
    std::string value;
    add_cell_value(value, cell);
    if (value.empty()) return;
    add_xml(out_, R"(<c:pt idx="@"><c:v>)", {place});
    add_xml(out_, "@</c:v></c:pt>", {value});
  }

  const SheetChart& chart_;
  const Sheet& sheet_;
  std::string book_place_, out_;
};

}  // namespace

std::string xlsx_drawing(std::span<const SheetChart> charts) {
  std::string out(kDrawingHead);
  int number = 0;
  for (const SheetChart& chart : charts) {
    ++number;
    // The head of the sheet is row 0; the title stands above the head of the table.
    add_xml(out, kAnchorXml,
            {chart.row, chart.width, chart.row + chart.height, number + 1, number, number});
  }
  return out + "</xdr:wsDr>";
}

std::string xlsx_chart(const SheetChart& chart, const Sheet& sheet, std::string_view name) {
  return ChartWriter(chart, sheet, name).write();
}

}  // namespace tongzhou
