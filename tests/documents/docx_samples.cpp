// Documents to be opened by a word processor: docx_samples FOLDER writes them. office.py measures
// them as they are then.
#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "documents/docx.h"

using namespace tongzhou;

namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

// 汉字 without punctuation, so that every line is full.
std::string characters(std::size_t count) {
  static constexpr std::string_view kSome =
      "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜";
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += kSome.substr(i * 3 % kSome.size(), 3);
  return out;
}

void add_part(Document& document, LetterPart part, std::string text) {
  document.blocks.push_back({.text = std::move(text), .part = part});
}

void add_heading(Document& document, int level, std::string text) {
  document.blocks.push_back(
      {.kind = Block::Kind::heading, .text = std::move(text), .level = level});
}

void add_item(Document& document, int level, int number, std::string text) {
  document.blocks.push_back(
      {.kind = Block::Kind::item, .text = std::move(text), .level = level, .number = number});
}

Document official_letter() {
  Document letter{.title = {}, .subtitle = {}, .blocks = {}, .paper = Paper::official};
  add_part(letter, LetterPart::grade, "内部\n急件");
  add_part(letter, LetterPart::issuer, "新品联合上市项目组");
  add_part(letter, LetterPart::number, "同舟函〔2026〕3号");
  add_part(letter, LetterPart::title, "关于请市场部、生产部确认\n新品上市时间安排的函");
  add_part(letter, LetterPart::addressee, "市场部、生产部：");
  letter.paragraph(
      "为确保新品按期上市，现将联合排期印发给你们。请对照各自承担的任务逐项核对，于2026年12月5日前"
      "书面回复。“样机评审”一项关系全局，务请优先安排。");
  letter.blocks.back().strong = {{81, 81 + 39}};
  add_heading(letter, 1, "一、总体要求");
  letter.paragraph("以2027年3月31日全国上市为目标，各部门按照“先评审、后投产”的原则安排工作。");
  add_heading(letter, 2, "（一）时间安排");
  add_heading(letter, 3, "1.样机评审");
  letter.paragraph("样机评审不晚于12月20日完成，公差超差不得超过2件。");
  add_heading(letter, 4, "（1）评审材料");
  letter.paragraph("设计部提前3个工作日送达评审材料，需要送达的有：");
  add_item(letter, 1, 1, "总成图纸及公差说明，须经供应商会签，并附上一轮评审意见的逐条答复；");
  add_item(letter, 2, 1, "电子版一份；");
  add_item(letter, 2, 2, "纸质版三份；");
  add_item(letter, 1, 2, "噪声试验报告。");
  add_item(letter, 1, 0, "没有编号的一项，用来看看项目符号的样子，文字稍长一些以便换行；");
  letter.table({{{"任务"}, {"责任部门"}, {"完成时间"}, {"说明"}},
                {{"样机评审"}, {"设计部"}, {"12月20日"}, {"公差超差不超过2件", Emphasis::watch}},
                {{"首批试产"}, {"生产部"}, {"1月15日"}, {"风扇轴承改由第二供应商供货"}}});
  letter.paragraph("特此函告，请予支持。");
  add_part(letter, LetterPart::attachment,
           "附件：1. 新品联合上市排期表（含各部门承担的全部任务及其前后关系和关键路径说明）\n"
           "2. 验收标准");
  add_part(letter, LetterPart::signature, "新品联合上市项目组");
  add_part(letter, LetterPart::date, "2026年11月28日");
  add_part(
      letter, LetterPart::copies,
      "抄送：总经理办公室，财务部，质量部，采购部，法务部，人力资源部，信息中心，各区域销售公司。");
  add_part(letter, LetterPart::copies, "新品联合上市项目组办公室　　2026年11月28日印发");
  return letter;
}

Document official_minutes() {
  Document minutes{.title = {}, .subtitle = {}, .blocks = {}, .paper = Paper::official};
  add_part(minutes, LetterPart::mark, "市场部会议纪要");
  add_part(minutes, LetterPart::number, "市场协纪〔2026〕7号");
  add_part(minutes, LetterPart::imprint, "市场部\t2026年11月28日");
  add_part(minutes, LetterPart::title, "联合评审会纪要");
  minutes.paragraph("会议听取了样机评审情况的汇报，议定由生产部于12月5日前完成工装调试。");
  minutes.paragraph("出席：何丽、陈静、赵敏、周敏、王磊。");
  minutes.blocks.back().strong = {{0, 9}};
  return minutes;
}

Document full_pages() {
  Document document{.title = "满页正文", .subtitle = {}, .blocks = {}, .paper = Paper::official};
  document.paragraph(characters(28 * 22 * 4));
  return document;
}

Document english_letter() {
  Document letter{.language = Language::english,
                  .title = "Dates of the joint launch",
                  .subtitle = "For confirmation by 5 December",
                  .blocks = {},
                  .paper = Paper::official};
  add_part(letter, LetterPart::grade, "Internal");
  add_part(letter, LetterPart::issuer, "Joint Launch Project");
  add_part(letter, LetterPart::number, "No. 3/2026");
  add_part(letter, LetterPart::addressee, "To Sales and Production:");
  for (int i = 0; i < 3; ++i)
    letter.paragraph(
        "The timetable of the joint launch is enclosed. Please compare it with what you have taken "
        "on and answer in writing by 5 December 2026. The review of the prototypes comes before "
        "everything else.");
  add_heading(letter, 1, "1. What is asked of you");
  add_heading(letter, 2, "1.1 Dates");
  add_heading(letter, 3, "Prototypes");
  add_item(letter, 1, 1,
           "Drawings of the whole, with tolerances, signed by the supplier; with the "
           "answers to what the last review said.");
  add_item(letter, 2, 1, "one on paper");
  add_item(letter, 1, 2, "Noise report");
  add_part(letter, LetterPart::attachment, "Enclosed: 1. Timetable\n2. Acceptance criteria");
  add_part(letter, LetterPart::signature, "Joint Launch Project");
  add_part(letter, LetterPart::date, "28 November 2026");
  add_part(letter, LetterPart::copies, "Copies: Finance, Quality, Purchasing");
  return letter;
}

struct ReportWords {
  std::string heading, praise, trouble, cause, short_item, second_heading;
};

void add_report(Document& report, const ReportWords& words) {
  report.heading(words.heading);
  report.paragraph(words.praise);
  report.blocks.back().strong = {{0, 8}};
  report.paragraph(words.trouble, Emphasis::act);
  add_heading(report, 2, words.heading);
  report.item(words.cause, Emphasis::watch);
  add_item(report, 2, 0, words.short_item);
  add_item(report, 3, 0, words.short_item);
  report.item(words.short_item, Emphasis::good);
  add_heading(report, 3, words.heading);
  for (int i = 1; i <= 3; ++i) add_item(report, 1, i, words.cause);
  report.paragraph(words.trouble, Emphasis::quiet);
  for (int i = 1; i <= 2; ++i) {
    add_item(report, 1, i, words.short_item);
    add_item(report, 2, 1, words.cause);
    add_item(report, 2, 2, words.short_item);
  }
  add_heading(report, 4, words.heading);
  report.blocks.push_back({.kind = Block::Kind::page_break});
  report.heading(words.second_heading);
}

Document english_report() {
  Document report{.language = Language::english,
                  .title = "How Production did",
                  .subtitle = "1 September to 20 November 2026",
                  .blocks = {}};
  const char* handed_over =
      "Handed over on the day in nine of ten cases; the second supplier was found early, and the "
      "departments that wait for prototypes got all of them before their own work had to begin.";
  const char* tolerances =
      "Tolerances were missing in the drawings of the assembly, which was noticed only when the "
      "first five prototypes had been built and measured";
  add_report(report,
             {"What went well", handed_over, "The noise of the prototypes is 4 dB above the limit.",
              tolerances, "Fans from the second supplier", "All tasks"});
  std::vector<std::vector<TableCell>> rows{
      {{"No."}, {"Task"}, {"Department"}, {"Finish"}, {"Standing"}, {"Remark"}}};
  for (int i = 1; i <= 500; ++i)
    rows.push_back({{fmt::format("{}", i)},
                    {fmt::format("Build and measure prototype {}", i)},
                    {i % 3 == 0 ? "Production" : "Design"},
                    {fmt::format("2026-12-{:02}", i % 28 + 1)},
                    {i % 7 == 0 ? "late" : "on time", i % 7 == 0 ? Emphasis::act : Emphasis::good},
                    {i % 5 == 0 ? "The bearings come from the second supplier; what they cost more "
                                  "is paid by the first"
                                : ""}});
  report.table(std::move(rows));
  return report;
}

Document chinese_report() {
  Document report{.title = "生产部考核反馈", .subtitle = "2026年9月1日至11月20日", .blocks = {}};
  const char* handed_over =
      "按期移交占九成；第二供应商提前谈定，等候样机的各部门都在自己开工之前拿到了样机，"
      "没有一项因此顺延。";
  const char* tolerances =
      "图纸没有写总成公差，直到头五台样机造好、测完才发现，返工占用了两周时间，"
      "供应商为此会签了一次";
  add_report(report, {"做得好的", handed_over, "样机噪声超标 4 dB。", tolerances,
                      "风扇改由第二供应商供货", "各项指标"});
  report.table({{{"指标"}, {"本期"}, {"上期"}, {"说明"}},
                {{"按期移交"}, {"90%", Emphasis::good, 0.9F}, {"80%"}, {"十次中有九次"}},
                {{"一次验收通过"}, {"75%", Emphasis::watch, 0.75F}, {"80%"}, {"四次中有三次"}}});
  return report;
}

Document hostile_document(Paper paper) {
  const std::string long_name(10000, 'x');
  const std::string turned =
      "right to left \xe2\x80\xae"
      "fdp.exe"
      "\xe2\x80\xac \xe2\x81\xa7"
      "abc\xe2\x81\xa9";
  Document document{
      .title = "<script>alert(1)</script> ]]> & \"'", .subtitle = {}, .blocks = {}, .paper = paper};
  const std::string texts[] = {
      "",
      " ",
      "=cmd|' /C calc'!A0",
      "{ HYPERLINK \"http://example.com\" } <w:p/> &amp; &#x41; %s {0}",
      "control \x01\x02\x0b\x0c\x1b\x7f\xc2\x85 and \xef\xbf\xbe\xef\xbf\xbf",
      std::string("a NUL \0 within", 14),
      turned,
      "broken \xff\xc0\xaf\xed\xa0\x80\xf5 \xe4\xb8",
      "\t\ttabs\tand\n\nlines\r\n",
      long_name,
      characters(10000),
      repeated("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", 300)};
  for (const std::string& text : texts) {
    for (int part = 0; part <= static_cast<int>(LetterPart::copies); ++part)
      if (text.size() < 5000 || part == 0) add_part(document, static_cast<LetterPart>(part), text);
    document.heading(text);
    add_item(document, 1000000, 2147483647, text);
    add_item(document, -5, -2147483647 - 1, text);
    document.paragraph(text);
    document.blocks.back().strong = {{1, 4000000000}, {0, 2}, {7, 3}, {2, 3}};
    document.table({{{text}, {text}}, {{text}}, {}, {{text}, {"b"}, {"c"}, {text}}});
    document.blocks.push_back({.kind = Block::Kind::page_break});
  }
  document.table({});
  document.table({{}});
  document.table({std::vector<TableCell>(100, TableCell{"w"})});
  document.blocks.push_back({.kind = Block::Kind::page_break});
  document.blocks.push_back({.kind = Block::Kind::page_break});
  return document;
}

bool save(const std::string& folder, const char* name, const Document& document) {
  std::FILE* file = std::fopen(fmt::format("{}/{}.docx", folder, name).c_str(), "wb");
  if (file == nullptr) return false;
  const std::vector<std::byte> bytes = to_docx(document);
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  return std::fclose(file) == 0 && written;
}

}  // namespace

// What a name says office.py relies on: official-*, grid-* have the frame of official paper.
int main(int count, char** arguments) {
  if (count != 2) return std::fputs("docx_samples FOLDER\n", stderr), 2;
  const std::string folder = arguments[1];
  const bool saved =
      save(folder, "official-letter", official_letter()) &&
      save(folder, "official-minutes", official_minutes()) &&
      save(folder, "official-english", english_letter()) &&
      save(folder, "grid-pages", full_pages()) && save(folder, "plain-english", english_report()) &&
      save(folder, "plain-chinese", chinese_report()) && save(folder, "plain-empty", Document{}) &&
      save(folder, "plain-hostile", hostile_document(Paper::plain)) &&
      save(folder, "official-hostile", hostile_document(Paper::official));
  return saved ? 0 : 1;
}
