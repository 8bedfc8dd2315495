#include "documents/docx_inside.h"

namespace tongzhou {
namespace {

// In a letter, items begin like paragraphs and go on at the margin; elsewhere they hang.
void add_level_indent(std::string& out, const DocxLook& look, int level) {
  const int step = 2 * look.character;
  if (look.is_official && look.is_chinese) {
    add_xml(out, R"(<w:ind w:leftChars="@" w:left="@" w:firstLineChars="200" w:firstLine="632"/>)",
            {200 * level, step * level});
    return;
  }
  const int hanging = step * 9 / 10;
  add_xml(out, R"(<w:ind w:left="@" w:hanging="@"/>)", {hanging * (level + 1), hanging});
}

struct LevelText {
  std::string_view format, text;  // '@' stands for the level
};
constexpr LevelText kBulletTexts[] = {{"bullet", "•"}, {"bullet", "–"}, {"bullet", "▪"}};
constexpr LevelText kLetterNumbers[] = {
    {"decimal", "%@."}, {"decimal", "（%@）"}, {"decimal", "%@)"}};
constexpr LevelText kNumbers[] = {
    {"decimal", "%@."}, {"lowerLetter", "%@)"}, {"lowerRoman", "%@)"}};

// Three kinds of marks for nine levels.
void add_numbering(std::string& out, const DocxLook& look, int id,
                   std::span<const LevelText, 3> texts) {
  add_xml(out, R"(<w:abstractNum w:abstractNumId="@"><w:multiLevelType w:val="multilevel"/>)",
          {id});
  for (int level = 0; level < kDocxLevels; ++level) {
    const LevelText& mark = texts[static_cast<std::size_t>(level % 3)];
    add_xml(out, R"(<w:lvl w:ilvl="@"><w:start w:val="1"/>)", {level});
    add_xml(out, R"(<w:numFmt w:val="@"/>)", {mark.format});
    // In a letter a blank follows; a wide parenthesis is blank enough.
    if (look.is_official && look.is_chinese)
      add_xml(out, R"(<w:suff w:val="@"/>)", {mark.text.ends_with("）") ? "nothing" : "space"});
    out += R"(<w:lvlText w:val=")";
    if (mark.format == "bullet")
      out += mark.text;
    else
      add_xml(out, mark.text, {level + 1});
    out += R"("/><w:lvlJc w:val="left"/><w:pPr>)";
    add_level_indent(out, look, level);
    out += "</w:pPr></w:lvl>";
  }
  out += "</w:abstractNum>";
}

constexpr std::string_view kFontTable =
    R"(<w:font w:name="仿宋"><w:altName w:val="FangSong,仿宋_GB2312,FangSong_GB2312,STFangsong,方正仿宋_GBK,Noto Serif CJK SC"/><w:panose1 w:val="02010609060101010101"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>)"
    R"(<w:font w:name="楷体"><w:altName w:val="KaiTi,楷体_GB2312,KaiTi_GB2312,STKaiti,方正楷体_GBK,Noto Serif CJK SC"/><w:panose1 w:val="02010609060101010101"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>)"
    R"(<w:font w:name="黑体"><w:altName w:val="SimHei,STHeiti,方正黑体_GBK,Noto Sans CJK SC"/><w:panose1 w:val="02010609060101010101"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>)"
    R"(<w:font w:name="方正小标宋简体"><w:altName w:val="FZXiaoBiaoSong-B05S,方正小标宋_GBK,FZXiaoBiaoSong-B05,华文中宋,STZhongsong,宋体"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>)"
    R"(<w:font w:name="宋体"><w:altName w:val="SimSun,STSong,Noto Serif CJK SC"/><w:panose1 w:val="02010600030101010101"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>)"
    R"(<w:font w:name="微软雅黑"><w:altName w:val="Microsoft YaHei,PingFang SC,Noto Sans CJK SC,Source Han Sans SC"/><w:panose1 w:val="020B0503020204020204"/><w:charset w:val="86"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>)"
    R"(<w:font w:name="Calibri"><w:altName w:val="Carlito,Arial"/><w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>)"
    R"(<w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif,Times"/><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>)";

// The frame of GB/T 9704-2012: 37 mm above and 28 mm left of a type area of 156 x 225 mm. The foot
// ends 25 mm above the edge: in its line of 6 mm the dashes stand 7 mm below the type area.
constexpr std::string_view kOfficialFrame =
    R"(<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1475" w:bottom="1984" w:left="1587" w:header="850" w:footer="1417" w:gutter="0"/>)";

// 22 lines in 12756 twips: one every 579. 28 characters in 442.2 points: one every 15.793, of 16
// points each; what they are closer together is counted in 4096ths of a point, rounded down.
constexpr std::string_view kOfficialGrid =
    R"(<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>)";

constexpr std::string_view kPlainFrame =
    R"(<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1247" w:bottom="1247" w:left="1247" w:header="567" w:footer="567" w:gutter="0"/>)";

void add_page_field(std::string& out, std::string_view field) {
  add_xml(out, R"(<w:fldSimple w:instr="@"><w:r><w:t>1</w:t></w:r></w:fldSimple>)", {field});
}

void add_foot_text(std::string& out, std::string_view text) {
  add_xml(
      out,
      R"(<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">@</w:t></w:r>)",
      {text});
}

}  // namespace

std::string docx_numbering(const DocxLook& look, std::span<const DocxList> lists) {
  std::string out;
  add_numbering(out, look, 0, kBulletTexts);
  add_numbering(out, look, 1, look.is_official && look.is_chinese ? kLetterNumbers : kNumbers);
  out +=
      R"(<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>)";
  int number = kFirstDocxList;
  for (const DocxList& list : lists)
    add_xml(
        out,
        R"(<w:num w:numId="@"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="@"><w:startOverride w:val="@"/></w:lvlOverride></w:num>)",
        {number++, list.level, list.first});
  return out;
}

std::string docx_settings(const DocxLook& look) {
  std::string out = R"(<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>)";
  if (look.is_official) out += "<w:evenAndOddHeaders/>";
  // On the grid of a letter, punctuation takes a whole place as well.
  add_xml(
      out,
      R"(<w:characterSpacingControl w:val="@"/><w:compat><w:doNotExpandShiftReturn/><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>)",
      {look.is_official ? "doNotCompress" : "compressPunctuation"});
  return out;
}

std::string_view docx_font_table() { return kFontTable; }

std::string docx_footer(const DocxLook& look, bool is_even) {
  std::string out = R"(<w:p><w:pPr><w:pStyle w:val="footer"/>)";
  if (look.is_official) {  // outside, one character of 14 points from the edge
    out += is_even ? R"(<w:ind w:left="280"/><w:jc w:val="left"/>)"
                   : R"(<w:ind w:right="280"/><w:jc w:val="right"/>)";
  }
  out += "</w:pPr>";
  if (look.is_official) {
    add_foot_text(out, "— ");
    add_page_field(out, "PAGE");
    add_foot_text(out, " —");
  } else {
    add_page_field(out, "PAGE");
    add_foot_text(out, " / ");
    add_page_field(out, "NUMPAGES");
  }
  return out + "</w:p>";
}

// GB/T 9704-2012, 10.1: a red double rule, the heavy line below, 170 mm long, 20 mm above the edge.
std::string_view docx_letter_foot() {
  return R"(<w:p><w:pPr><w:pStyle w:val="footer"/><w:framePr w:w="9638" w:h="80" w:hRule="exact" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:xAlign="center" w:y="15704"/><w:pBdr><w:top w:val="thinThickSmallGap" w:sz="24" w:space="0" w:color="FF0000"/></w:pBdr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val="footer"/></w:pPr></w:p>)";
}

std::string docx_section(const DocxLook& look) {
  std::string out = R"(<w:sectPr><w:footerReference w:type="default" r:id="rId5"/>)";
  if (look.is_official) out += R"(<w:footerReference w:type="even" r:id="rId6"/>)";
  if (look.is_letter) out += R"(<w:footerReference w:type="first" r:id="rId7"/>)";
  out += look.is_official ? kOfficialFrame : kPlainFrame;
  if (look.is_letter) out += "<w:titlePg/>";
  if (look.is_official && look.is_chinese) out += kOfficialGrid;
  return out + "</w:sectPr>";
}

}  // namespace tongzhou
