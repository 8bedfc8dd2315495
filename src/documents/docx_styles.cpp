#include "documents/docx_inside.h"

namespace tongzhou {
namespace {

// A style of paragraphs: its name, by which Word knows its own, and what paragraphs and characters
// have in it. Its id is the name without blanks. All stand on Normal.
struct DocxStyle {
  std::string_view name, paragraph, characters;
  std::string_view next = {};  // the id of the style that follows, where it is another
};

// The grid of the section (docx_parts.cpp) says 22 lines of 28 characters. Not every program keeps
// to it, so the styles say it too: lines of exactly 579, and characters 6 closer together than
// their 16 points; justified, 28 of them fill a line. Two characters are 632.
constexpr DocxStyle kChineseLetterStyles[] = {
    {"Normal",
     R"(<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:line="579" w:lineRule="exact"/><w:jc w:val="both"/>)",
     R"(<w:spacing w:val="-6"/><w:sz w:val="32"/><w:szCs w:val="32"/>)"},
    {"Body Text", R"(<w:ind w:firstLineChars="200" w:firstLine="632"/>)", ""},
    {"List Bullet", R"(<w:numPr><w:numId w:val="1"/></w:numPr>)", ""},
    {"List Number", R"(<w:numPr><w:numId w:val="2"/></w:numPr>)", ""},
    {"Title", R"(<w:keepNext/><w:spacing w:after="579"/><w:jc w:val="center"/>)",
     R"(<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/><w:szCs w:val="44"/>)",
     "BodyText"},
    {"Subtitle", R"(<w:keepNext/><w:spacing w:after="579"/><w:jc w:val="center"/>)",
     R"(<w:rFonts w:eastAsia="楷体"/>)", "BodyText"},
    {"heading 1",
     R"(<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="632"/><w:outlineLvl w:val="0"/>)",
     R"(<w:rFonts w:eastAsia="黑体"/>)", "BodyText"},
    {"heading 2",
     R"(<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="632"/><w:outlineLvl w:val="1"/>)",
     R"(<w:rFonts w:eastAsia="楷体"/>)", "BodyText"},
    {"heading 3",
     R"(<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="632"/><w:outlineLvl w:val="2"/>)",
     "<w:b/><w:bCs/>", "BodyText"},
    {"heading 4",
     R"(<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="632"/><w:outlineLvl w:val="3"/>)",
     "", "BodyText"},
    {"Letter Grade", "", R"(<w:rFonts w:eastAsia="黑体"/>)"},
    {"Letter Issuer",
     R"(<w:keepNext/><w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="11" w:color="FF0000"/></w:pBdr><w:ind w:left="-454" w:right="-340"/><w:jc w:val="center"/>)",
     R"(<w:rFonts w:eastAsia="方正小标宋简体"/><w:color w:val="FF0000"/><w:spacing w:val="0"/>)"},
    {"Letter Mark", R"(<w:keepNext/><w:jc w:val="center"/>)",
     R"(<w:rFonts w:eastAsia="方正小标宋简体"/><w:color w:val="FF0000"/><w:spacing w:val="0"/>)"},
    {"Letter Number", R"(<w:keepNext/><w:spacing w:before="280"/><w:jc w:val="right"/>)", ""},
    {"Letter Imprint",
     R"(<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="FF0000"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="8844"/></w:tabs><w:spacing w:before="280"/>)",
     ""},
    {"Salutation", "<w:keepNext/>", "", "BodyText"},
    {"Letter Attachment", "", ""},
    {"Signature", R"(<w:keepNext/><w:jc w:val="right"/>)", ""},
    {"Date", R"(<w:jc w:val="right"/>)", ""},
    {"Letter Copies", R"(<w:spacing w:line="420" w:lineRule="exact"/>)",
     R"(<w:spacing w:val="0"/><w:sz w:val="28"/><w:szCs w:val="28"/>)"},
    {"Table Text",
     R"(<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>)",
     R"(<w:spacing w:val="0"/><w:sz w:val="24"/><w:szCs w:val="24"/>)"},
    {"footer", R"(<w:spacing w:line="340" w:lineRule="exact"/>)",
     R"(<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:spacing w:val="0"/><w:sz w:val="28"/><w:szCs w:val="28"/>)"},
};

// The same frame, 35 lines of 364 in it.
constexpr DocxStyle kEnglishLetterStyles[] = {
    {"Normal", R"(<w:spacing w:line="364" w:lineRule="exact"/>)",
     R"(<w:sz w:val="26"/><w:szCs w:val="26"/>)"},
    {"Body Text", R"(<w:spacing w:after="182"/>)", ""},
    {"List Bullet",
     R"(<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="182"/><w:contextualSpacing/>)",
     ""},
    {"List Number",
     R"(<w:numPr><w:numId w:val="2"/></w:numPr><w:spacing w:after="182"/><w:contextualSpacing/>)",
     ""},
    {"Title",
     R"(<w:keepNext/><w:spacing w:after="364" w:line="480" w:lineRule="exact"/><w:jc w:val="center"/>)",
     R"(<w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/>)", "BodyText"},
    {"Subtitle", R"(<w:keepNext/><w:spacing w:after="364"/><w:jc w:val="center"/>)",
     "<w:i/><w:iCs/>", "BodyText"},
    {"heading 1",
     R"(<w:keepNext/><w:spacing w:before="182" w:after="182"/><w:outlineLvl w:val="0"/>)",
     R"(<w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/>)", "BodyText"},
    {"heading 2", R"(<w:keepNext/><w:spacing w:after="91"/><w:outlineLvl w:val="1"/>)",
     "<w:b/><w:bCs/>", "BodyText"},
    {"heading 3", R"(<w:keepNext/><w:spacing w:after="91"/><w:outlineLvl w:val="2"/>)",
     "<w:b/><w:bCs/><w:i/><w:iCs/>", "BodyText"},
    {"heading 4", R"(<w:keepNext/><w:spacing w:after="91"/><w:outlineLvl w:val="3"/>)",
     "<w:i/><w:iCs/>", "BodyText"},
    {"Letter Grade", "", "<w:b/><w:bCs/>"},
    {"Letter Issuer",
     R"(<w:keepNext/><w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="11" w:color="FF0000"/></w:pBdr><w:ind w:left="-454" w:right="-340"/><w:jc w:val="center"/>)",
     R"(<w:b/><w:bCs/><w:color w:val="FF0000"/>)"},
    {"Letter Mark", R"(<w:keepNext/><w:jc w:val="center"/>)",
     R"(<w:b/><w:bCs/><w:color w:val="FF0000"/>)"},
    {"Letter Number", R"(<w:keepNext/><w:spacing w:before="200"/><w:jc w:val="right"/>)", ""},
    {"Letter Imprint",
     R"(<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="FF0000"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="8844"/></w:tabs><w:spacing w:before="200"/>)",
     ""},
    {"Salutation", R"(<w:keepNext/><w:spacing w:after="182"/>)", "", "BodyText"},
    {"Letter Attachment", "", ""},
    {"Signature", R"(<w:keepNext/><w:jc w:val="right"/>)", ""},
    {"Date", R"(<w:jc w:val="right"/>)", ""},
    {"Letter Copies", R"(<w:spacing w:line="320" w:lineRule="exact"/>)",
     R"(<w:sz w:val="22"/><w:szCs w:val="22"/>)"},
    {"Table Text", R"(<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>)",
     R"(<w:sz w:val="22"/><w:szCs w:val="22"/>)"},
    {"footer", R"(<w:spacing w:line="340" w:lineRule="exact"/>)",
     R"(<w:sz w:val="24"/><w:szCs w:val="24"/>)"},
};

constexpr DocxStyle kPlainStyles[] = {
    {"Normal", R"(<w:spacing w:line="264" w:lineRule="auto"/>)",
     R"(<w:color w:val="1C2426"/><w:sz w:val="21"/><w:szCs w:val="21"/>)"},
    {"Body Text", R"(<w:spacing w:after="100"/>)", ""},
    {"List Bullet",
     R"(<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="100"/><w:contextualSpacing/>)",
     ""},
    {"List Number",
     R"(<w:numPr><w:numId w:val="2"/></w:numPr><w:spacing w:after="100"/><w:contextualSpacing/>)",
     ""},
    {"Title", R"(<w:keepNext/><w:spacing w:after="40" w:line="240" w:lineRule="auto"/>)",
     R"(<w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/>)", "BodyText"},
    {"Subtitle", R"(<w:keepNext/><w:spacing w:after="240"/>)",
     R"(<w:color w:val="5B676B"/><w:sz w:val="22"/><w:szCs w:val="22"/>)", "BodyText"},
    {"heading 1",
     R"(<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="2" w:color="CBD5D7"/></w:pBdr><w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="0"/>)",
     R"(<w:b/><w:bCs/><w:color w:val="0B5E5A"/><w:sz w:val="26"/><w:szCs w:val="26"/>)",
     "BodyText"},
    {"heading 2",
     R"(<w:keepNext/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="1"/>)",
     R"(<w:b/><w:bCs/><w:color w:val="0B5E5A"/><w:sz w:val="23"/><w:szCs w:val="23"/>)",
     "BodyText"},
    {"heading 3",
     R"(<w:keepNext/><w:spacing w:before="160" w:after="40"/><w:outlineLvl w:val="2"/>)",
     "<w:b/><w:bCs/>", "BodyText"},
    {"heading 4",
     R"(<w:keepNext/><w:spacing w:before="120" w:after="40"/><w:outlineLvl w:val="3"/>)",
     R"(<w:b/><w:bCs/><w:color w:val="5B676B"/>)", "BodyText"},
    {"Letter Grade", "", R"(<w:b/><w:bCs/><w:color w:val="B3261E"/>)"},
    {"Letter Issuer",
     R"(<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="0B7A75"/></w:pBdr><w:spacing w:after="60"/>)",
     R"(<w:b/><w:bCs/><w:color w:val="0B5E5A"/><w:sz w:val="28"/><w:szCs w:val="28"/>)"},
    {"Letter Mark", R"(<w:keepNext/><w:spacing w:after="60"/>)",
     R"(<w:b/><w:bCs/><w:color w:val="0B5E5A"/><w:sz w:val="28"/><w:szCs w:val="28"/>)"},
    {"Letter Number", R"(<w:keepNext/><w:spacing w:after="120"/><w:jc w:val="right"/>)",
     R"(<w:color w:val="5B676B"/>)"},
    {"Letter Imprint",
     R"(<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="0B7A75"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs><w:spacing w:after="60"/>)",
     R"(<w:color w:val="5B676B"/>)"},
    {"Salutation", R"(<w:keepNext/><w:spacing w:before="120" w:after="100"/>)", "", "BodyText"},
    {"Letter Attachment", "", ""},
    {"Signature", R"(<w:keepNext/><w:jc w:val="right"/>)", ""},
    {"Date", R"(<w:jc w:val="right"/>)", ""},
    {"Letter Copies", R"(<w:spacing w:before="20" w:after="20"/>)",
     R"(<w:color w:val="5B676B"/><w:sz w:val="19"/><w:szCs w:val="19"/>)"},
    {"Table Text", R"(<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>)",
     R"(<w:sz w:val="19"/><w:szCs w:val="19"/>)"},
    {"footer", R"(<w:jc w:val="center"/>)",
     R"(<w:color w:val="5B676B"/><w:sz w:val="17"/><w:szCs w:val="17"/>)"},
};

// Parts a table from what follows, because tables that touch are one.
constexpr DocxStyle kTableEnd{
    "Table End", R"(<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>)",
    R"(<w:sz w:val="2"/><w:szCs w:val="2"/>)"};

// Of the table of contents.
constexpr DocxStyle kContentsLine{"toc 1", R"(<w:spacing w:before="40" w:after="40"/>)", ""};

std::string style_id(std::string_view name) {
  std::string id;
  for (const char c : name)
    if (c != ' ') id += c;
  return id;
}

void add_docx_style(std::string& out, const DocxStyle& style) {
  out += R"(<w:style w:type="paragraph")";
  if (style.name == "Normal") out += R"( w:default="1")";
  if (style.name.starts_with("Letter") || style.name.starts_with("Table"))
    out += R"( w:customStyle="1")";
  add_xml(out, R"( w:styleId="@"><w:name w:val="@"/>)", {style_id(style.name), style.name});
  if (style.name != "Normal") out += R"(<w:basedOn w:val="Normal"/>)";
  if (!style.next.empty()) add_xml(out, R"(<w:next w:val="@"/>)", {style.next});
  add_xml(out, "<w:qFormat/><w:pPr>@</w:pPr><w:rPr>@</w:rPr></w:style>",
          {style.paragraph, style.characters});
}

std::span<const DocxStyle> styles_of(const DocxLook& look) {
  if (!look.is_official) return kPlainStyles;
  if (look.is_chinese) return kChineseLetterStyles;
  return kEnglishLetterStyles;
}

// Light rules between the rows; stronger ones around and below the head.
void add_table_styles(std::string& out, const DocxLook& look) {
  const std::string_view strong = look.is_official ? "000000" : "8FA3A6";
  const std::string_view light = look.is_official ? "7F7F7F" : "D3DBDD";
  add_xml(
      out,
      R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>)"
      R"(<w:style w:type="table" w:customStyle="1" w:styleId="TableRows"><w:name w:val="Table Rows"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="@"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="@"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="@"/></w:tblBorders></w:tblPr>)"
      R"(<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="@"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>)",
      {strong, strong, light, strong});
}

}  // namespace

std::string docx_styles(const DocxLook& look) {
  std::string out = "<w:docDefaults><w:rPrDefault><w:rPr>";
  std::string_view latin = "Times New Roman", chinese = "仿宋";
  if (!look.is_official) {
    chinese = "微软雅黑";
    latin = look.is_chinese ? chinese : "Calibri";
  }
  add_xml(
      out,
      R"(<w:rFonts w:ascii="@" w:hAnsi="@" w:eastAsia="@" w:cs="@"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>)",
      {latin, latin, chinese, latin});
  for (const DocxStyle& style : styles_of(look)) add_docx_style(out, style);
  add_docx_style(out, kTableEnd);
  add_docx_style(out, kContentsLine);
  add_table_styles(out, look);
  return out;
}

}  // namespace tongzhou
