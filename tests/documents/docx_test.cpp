#include "documents/docx.h"

#include <zlib.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstring>
#include <map>
#include <pugixml.hpp>
#include <string>

#include "core/utf8.h"
#include "exchange/zip_archive.h"

using namespace tongzhou;

namespace {

// Reads what the archive's directory says, as any other program does.
class DocxPackage {
 public:
  explicit DocxPackage(std::span<const std::byte> bytes)
      : bytes_(reinterpret_cast<const char*>(bytes.data()), bytes.size()) {
    const std::size_t end = bytes_.size() - 22;
    REQUIRE(number(end, 4) == 0x06054b50);
    std::size_t at = number(end + 16, 4);
    for (std::size_t left = number(end + 10, 2); left > 0; --left) {
      REQUIRE(number(at, 4) == 0x02014b50);
      const std::size_t name = number(at + 28, 2);
      flags_.push_back(number(at + 8, 2));
      dates_.push_back(number(at + 12, 4));
      names_.push_back(bytes_.substr(at + 46, name));
      parts_[names_.back()] =
          content(number(at + 42, 4), number(at + 20, 4), number(at + 24, 4), number(at + 16, 4));
      at += 46 + name + number(at + 30, 2) + number(at + 32, 2);
    }
    CHECK(at == end);
  }

  const std::vector<std::string>& names() const { return names_; }
  const std::vector<std::uint32_t>& flags() const { return flags_; }
  const std::vector<std::uint32_t>& dates() const { return dates_; }
  const std::string& part(const std::string& name) const { return parts_.at(name); }

 private:
  std::uint32_t number(std::size_t at, std::size_t size) const {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;)
      value = value << 8U | static_cast<std::uint8_t>(bytes_.at(at + i));
    return value;
  }

  std::string content(std::size_t at, std::uint32_t packed, std::uint32_t size,
                      std::uint32_t checksum) const {
    REQUIRE(number(at, 4) == 0x04034b50);
    CHECK(number(at + 14, 4) == checksum);
    CHECK(number(at + 18, 4) == packed);
    CHECK(number(at + 22, 4) == size);
    const std::string from =
        bytes_.substr(at + 30 + number(at + 26, 2) + number(at + 28, 2), packed);
    std::string to(size, '\0');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(from.data()));
    stream.avail_in = packed;
    stream.next_out = reinterpret_cast<Bytef*>(to.data());
    stream.avail_out = size;
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    inflateEnd(&stream);
    CHECK(crc32(0, reinterpret_cast<const Bytef*>(to.data()), size) == checksum);
    return to;
  }

  std::string bytes_;
  std::vector<std::string> names_;
  std::vector<std::uint32_t> flags_, dates_;
  std::map<std::string, std::string> parts_;
};

bool is_in(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// `at` is where an XML parser has to begin; its failures tell where they are.
void parse(pugi::xml_document& xml, const std::string& text) {
  const pugi::xml_parse_result result = xml.load_buffer(
      text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  INFO(result.description() << " at " << result.offset);
  REQUIRE(result);
}

// The paragraphs of a document as a reader sees them.
struct ReadParagraph {
  std::string style, text;
  int list = 0, level = 0;
  bool begins_page = false;
  std::string bold;  // what of it is
  bool operator==(const ReadParagraph&) const = default;
};

void read_run(ReadParagraph& into, pugi::xml_node run) {
  const bool bold = run.child("w:rPr").child("w:b");
  for (const pugi::xml_node part : run.children()) {
    std::string text;
    if (std::strcmp(part.name(), "w:t") == 0) text = part.text().get();
    if (std::strcmp(part.name(), "w:br") == 0) text = "\n";
    if (std::strcmp(part.name(), "w:tab") == 0) text = "\t";
    into.text += text;
    if (bold) into.bold += text;
  }
}

ReadParagraph read_paragraph(pugi::xml_node node) {
  const pugi::xml_node properties = node.child("w:pPr");
  ReadParagraph paragraph;
  paragraph.style = properties.child("w:pStyle").attribute("w:val").value();
  paragraph.list = properties.child("w:numPr").child("w:numId").attribute("w:val").as_int();
  paragraph.level = properties.child("w:numPr").child("w:ilvl").attribute("w:val").as_int();
  paragraph.begins_page = properties.child("w:pageBreakBefore");
  for (const pugi::xml_node run : node.children("w:r")) read_run(paragraph, run);
  return paragraph;
}

std::vector<ReadParagraph> read_paragraphs(const Document& document) {
  const DocxPackage package(to_docx(document));
  pugi::xml_document xml;
  parse(xml, package.part("word/document.xml"));
  std::vector<ReadParagraph> paragraphs;
  for (const pugi::xml_node node : xml.child("w:document").child("w:body").children("w:p"))
    paragraphs.push_back(read_paragraph(node));
  return paragraphs;
}

Document letter_of(std::initializer_list<std::pair<LetterPart, const char*>> parts) {
  Document letter{.title = {}, .subtitle = {}, .blocks = {}, .paper = Paper::official};
  for (const auto& [part, text] : parts) letter.blocks.push_back({.text = text, .part = part});
  return letter;
}

void add_numbered(Document& document, std::string text, int number, int level = 1) {
  document.blocks.push_back(
      {.kind = Block::Kind::item, .text = std::move(text), .level = level, .number = number});
}

// The properties of the only paragraph in a style.
std::string properties_of(const std::string& xml, const std::string& style) {
  const std::size_t begin = xml.find("<w:pStyle w:val=\"" + style + "\"/>");
  REQUIRE(begin != std::string::npos);
  return xml.substr(begin, xml.find("</w:pPr>", begin) - begin);
}

}  // namespace

TEST_CASE("an archive holds its files, names in UTF-8, and the same files are the same bytes") {
  const auto make = [] {
    ZipWriter archive;
    archive.add("a/计划.txt", "text");
    archive.add("empty", std::string_view());
    archive.add("large", std::string(300000, 'x'));
    return std::move(archive).finish();
  };
  const std::vector<std::byte> bytes = make();
  CHECK(bytes == make());
  CHECK(bytes.size() < 2000);
  const DocxPackage package(bytes);
  CHECK(package.names() == std::vector<std::string>{"a/计划.txt", "empty", "large"});
  CHECK(package.part("a/计划.txt") == "text");
  CHECK(package.part("empty").empty());
  CHECK(package.part("large") == std::string(300000, 'x'));
  for (const std::uint32_t flags : package.flags()) CHECK((flags & 0x800U) != 0);
  for (const std::uint32_t date : package.dates()) CHECK(date == 0x00210000);  // 1 January 1980
  CHECK(DocxPackage(ZipWriter().finish()).names().empty());
}

TEST_CASE("an archive that is given up leaves nothing behind") {
  ZipWriter archive;
  archive.add("name", "content");
}

TEST_CASE("a document for word processors has the parts that it names, all of them XML") {
  for (const Paper paper : {Paper::plain, Paper::official})
    for (const Language language : {Language::chinese, Language::english}) {
      Document document{.language = language, .title = "T", .blocks = {}, .paper = paper};
      document.heading("H");
      document.table({{{"a"}, {"b"}}, {{"c"}}});
      const DocxPackage package(to_docx(document));
      REQUIRE(package.names().front() == "[Content_Types].xml");
      pugi::xml_document xml;
      for (const std::string& name : package.names()) parse(xml, package.part(name));
      parse(xml, package.part("[Content_Types].xml"));
      for (const pugi::xml_node part : xml.child("Types").children("Override"))
        CHECK_NOTHROW(package.part(part.attribute("PartName").value() + 1));
      // Every style that is used is there, and none is there twice.
      std::map<std::string, int> styles;
      parse(xml, package.part("word/styles.xml"));
      for (const pugi::xml_node style : xml.child("w:styles").children("w:style"))
        CHECK(++styles[style.attribute("w:styleId").value()] == 1);
      for (const char* style : {"heading1", "heading4", "Title", "ListBullet", "ListNumber",
                                "BodyText", "TableText", "TableRows", "LetterIssuer"})
        CHECK(styles.contains(style));
      for (const ReadParagraph& paragraph : read_paragraphs(document))
        CHECK(styles.contains(paragraph.style));
    }
}

TEST_CASE("the same document is the same bytes, without dates, links or macros") {
  Document document{.language = Language::english, .title = "A & <B>", .blocks = {}};
  document.paragraph("see http://example.com");
  const std::vector<std::byte> bytes = to_docx(document);
  CHECK(bytes == to_docx(document));
  const DocxPackage package(bytes);
  const std::string core = package.part("docProps/core.xml");
  CHECK(is_in(core, "<dc:title>A &amp; &lt;B&gt;</dc:title>"));
  CHECK(is_in(core, "<dc:language>en-US</dc:language>"));
  CHECK_FALSE(is_in(core, "dcterms"));
  for (const std::string& name : package.names()) {
    CHECK_FALSE(is_in(package.part(name), "TargetMode"));
    CHECK_FALSE(is_in(package.part(name), "w:hyperlink"));
    CHECK_FALSE(is_in(package.part(name), "w:instrText"));
    CHECK_FALSE(is_in(name, "vba"));
  }
}

TEST_CASE("text stays text whatever it holds") {
  const std::pair<std::string, std::string> texts[] = {
      {"<script>alert(1)</script>", "<script>alert(1)</script>"},
      {"]]> & &amp; &#x41;", "]]> & &amp; &#x41;"},
      {"=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"},
      {"  blanks  ", "  blanks  "},
      {"a\tb\nc\r\nd", "a\tb\nc\nd"},
      {"\n", "\n"},
      {std::string("a\0b\x01\x0b\x1f\x7f\xc2\x85z", 10), "abz"},
      {"\xef\xbf\xbe\xef\xbf\xbfz", "z"},
      {"\xe2\x80\xae"
       "fdp.exe\xe2\x80\xac\xe2\x81\xa6x\xe2\x81\xa9",
       "fdp.exex"},
      {"\xff\xe4\xb8 \xed\xa0\x80",
       "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd"
       "\xef\xbf\xbd"},
      {"汉字 \xf0\x9f\x98\x80", "汉字 \xf0\x9f\x98\x80"},
      {std::string(100000, 'x'), std::string(100000, 'x')},
      {"", ""},
  };
  for (const auto& [text, seen] : texts) {
    CAPTURE(text.substr(0, 100));
    Document document{.title = {}, .subtitle = {}, .blocks = {}};
    document.paragraph(text);
    document.table({{{text}}});
    document.title = "x" + text;
    const std::vector<ReadParagraph> paragraphs = read_paragraphs(document);
    REQUIRE(paragraphs.size() == 3);
    CHECK(paragraphs[0].text == "x" + seen);
    CHECK(paragraphs[1].text == seen);
    for (const std::string& name : DocxPackage(to_docx(document)).names())
      CHECK(is_utf8(DocxPackage(to_docx(document)).part(name)));
  }
}

TEST_CASE("bold parts are bold, whatever bytes they name") {
  Document document{.title = {}, .subtitle = {}, .blocks = {}};
  document.paragraph("按期移交");
  document.blocks.back().strong = {{3, 9}};
  document.paragraph("按期移交");
  document.blocks.back().strong = {{4, 8}};  // within characters
  document.paragraph("one two");
  document.blocks.back().strong = {{0, 3}, {2, 1}, {1, 2}, {4, 4000000000}};
  document.paragraph("");
  document.blocks.back().strong = {{0, 3}};
  const std::vector<ReadParagraph> paragraphs = read_paragraphs(document);
  REQUIRE(paragraphs.size() == 4);
  CHECK(paragraphs[0].text == "按期移交");
  CHECK(paragraphs[0].bold == "期移");
  CHECK(paragraphs[1].text == "按期移交");
  CHECK(paragraphs[1].bold == "期");
  CHECK(paragraphs[2].text == "one two");
  CHECK(paragraphs[2].bold == "onetwo");
  CHECK(paragraphs[3].text.empty());
}

TEST_CASE("each run of numbered items is a list of its own that begins with its number") {
  Document document{.title = {}, .subtitle = {}, .blocks = {}};
  add_numbered(document, "a", 1);
  add_numbered(document, "b", 2);
  add_numbered(document, "b in b", 1, 2);
  add_numbered(document, "c in b", 2, 2);
  add_numbered(document, "c", 3);
  add_numbered(document, "a in c", 1, 2);
  document.paragraph("between");
  add_numbered(document, "other", 1);
  document.item("dots");
  add_numbered(document, "in dots", 1, 2);
  document.item("dots");
  add_numbered(document, "in dots again", 1, 2);
  add_numbered(document, "fourth", 4);
  add_numbered(document, "again", 1);
  const std::vector<ReadParagraph> all = read_paragraphs(document);
  REQUIRE(all.size() == 14);
  CHECK(all[0].style == "ListNumber");
  CHECK(all[0].list == 3);
  for (const std::size_t same : {1, 2, 3, 4, 5}) CHECK(all[same].list == 3);
  CHECK(all[2].level == 1);
  CHECK(all[6].list == 0);
  CHECK(all[7].list == 4);
  CHECK(all[8].style == "ListBullet");
  CHECK(all[8].list == 1);
  CHECK(all[9].list == 5);
  CHECK(all[10].list == 1);
  CHECK(all[11].list == 6);
  CHECK(all[12].list == 7);
  CHECK(all[13].list == 8);

  pugi::xml_document xml;
  parse(xml, DocxPackage(to_docx(document)).part("word/numbering.xml"));
  const auto first_of = [&](const char* list) {
    return xml.child("w:numbering")
        .find_child_by_attribute("w:num", "w:numId", list)
        .child("w:lvlOverride");
  };
  CHECK(first_of("3").child("w:startOverride").attribute("w:val").as_int() == 1);
  CHECK(first_of("6").attribute("w:ilvl").as_int() == 1);
  CHECK(first_of("7").child("w:startOverride").attribute("w:val").as_int() == 4);
  CHECK_FALSE(first_of("9"));
  const auto mark = [&](const char* numbering) {
    return std::string(xml.child("w:numbering")
                           .find_child_by_attribute("w:abstractNum", "w:abstractNumId", numbering)
                           .child("w:lvl")
                           .child("w:lvlText")
                           .attribute("w:val")
                           .value());
  };
  CHECK(mark("0") == "•");
  CHECK(mark("1") == "%1.");
}

TEST_CASE("a page break stands before what follows, and none where nothing does") {
  Document document{.title = {}, .subtitle = {}, .blocks = {}};
  const Block page_break{.kind = Block::Kind::page_break};
  document.blocks.push_back(page_break);
  document.paragraph("first");
  document.blocks.push_back(page_break);
  document.blocks.push_back(page_break);
  document.paragraph("second");
  document.blocks.push_back(page_break);
  document.table({{{"cell"}}});
  document.blocks.push_back(page_break);
  const std::vector<ReadParagraph> paragraphs = read_paragraphs(document);
  REQUIRE(paragraphs.size() == 4);
  CHECK_FALSE(paragraphs[0].begins_page);
  CHECK(paragraphs[1].begins_page);
  CHECK(paragraphs[2].begins_page);  // above the table
  CHECK_FALSE(paragraphs[3].begins_page);
}

TEST_CASE("tables repeat their head, keep rows whole and are as wide as the page") {
  Document document{.title = {}, .subtitle = {}, .blocks = {}};
  document.table({{{"名称"}, {"x"}},
                  {{"a long text that needs more room", Emphasis::act}},
                  {},
                  {{std::string(5000, 'y')}, {"2"}, {"3"}}});
  document.table({});
  document.table({{}});
  document.table({std::vector<TableCell>(100, TableCell{"w"})});
  pugi::xml_document xml;
  parse(xml, DocxPackage(to_docx(document)).part("word/document.xml"));
  std::vector<pugi::xml_node> tables;
  for (const pugi::xml_node table : xml.child("w:document").child("w:body").children("w:tbl")) {
    tables.push_back(table);
    int width = 0, columns = 0;
    for (const pugi::xml_node column : table.child("w:tblGrid").children()) {
      width += column.attribute("w:w").as_int();
      ++columns;
    }
    CHECK(width <= 9412);
    CHECK(width > 9412 - 100);
    CHECK(columns <= 63);
    for (const pugi::xml_node row : table.children("w:tr")) {
      CHECK(std::distance(row.children("w:tc").begin(), row.children("w:tc").end()) == columns);
      for (const pugi::xml_node cell : row.children("w:tc")) CHECK(cell.child("w:p"));
    }
  }
  REQUIRE(tables.size() == 3);
  const pugi::xml_node head = tables[0].child("w:tr");
  CHECK(head.child("w:trPr").child("w:tblHeader"));
  CHECK(head.child("w:trPr").child("w:cantSplit"));
  CHECK(head.child("w:tc").child("w:p").child("w:r").child("w:rPr").child("w:b"));
  const pugi::xml_node second = head.next_sibling();
  CHECK_FALSE(second.child("w:trPr").child("w:tblHeader"));
  CHECK(second.find_node([](pugi::xml_node node) {
    return std::strcmp(node.name(), "w:color") == 0 &&
           std::strcmp(node.attribute("w:val").value(), "B3261E") == 0;
  }));
  // A row that may be longer than a page is not kept whole.
  CHECK_FALSE(tables[0].last_child().child("w:trPr").child("w:cantSplit"));
  // What is beyond the last column that there can be stands in that one.
  CHECK(std::distance(tables[2].last_child().last_child().children("w:p").begin(),
                      tables[2].last_child().last_child().children("w:p").end()) == 38);
}

TEST_CASE("official paper has the grid, the margins and the foot of GB/T 9704") {
  const Document letter = letter_of({{LetterPart::grade, "急件"},
                                     {LetterPart::issuer, "新品联合上市项目组"},
                                     {LetterPart::number, "同舟函〔2026〕3号"},
                                     {LetterPart::title, "关于时间安排的函"},
                                     {LetterPart::addressee, "市场部："},
                                     {LetterPart::body, "正文。"},
                                     {LetterPart::attachment, "附件：1. 排期表\n2. 标准"},
                                     {LetterPart::signature, "项目组"},
                                     {LetterPart::date, "2026年11月28日"},
                                     {LetterPart::copies, "抄送：财务部。"},
                                     {LetterPart::copies, "办公室印发"}});
  const DocxPackage package(to_docx(letter));
  const std::string& xml = package.part("word/document.xml");
  CHECK(is_in(xml, R"(<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>)"));
  CHECK(is_in(xml, R"(w:top="2098" w:right="1475" w:bottom="1984" w:left="1587")"));
  CHECK(is_in(package.part("word/settings.xml"), "<w:evenAndOddHeaders/>"));
  CHECK(is_in(package.part("word/footer1.xml"), R"(<w:jc w:val="right"/>)"));
  CHECK(is_in(package.part("word/footer2.xml"), R"(<w:jc w:val="left"/>)"));
  CHECK(is_in(package.part("word/footer1.xml"), "— "));
  // The first page has a red rule for a foot, and no number.
  CHECK(is_in(xml, R"(<w:footerReference w:type="first" r:id="rId7"/>)"));
  CHECK(is_in(xml, "<w:titlePg/>"));
  CHECK_FALSE(is_in(package.part("word/footer3.xml"), "fldSimple"));
  CHECK(is_in(package.part("docProps/core.xml"), "关于时间安排的函"));
  // Nine characters in 400 points; a line above, because there is a grade.
  CHECK(is_in(xml, R"(<w:sz w:val="88"/>)"));
  CHECK(is_in(properties_of(xml, "LetterIssuer"), R"(w:before="579")"));
  CHECK(is_in(properties_of(xml, "Title"), R"(w:before="1158")"));
  // "附件：1. " is four characters, the second line has no label.
  CHECK(is_in(properties_of(xml, "LetterAttachment"), R"(w:left="1896" w:hanging="1264")"));
  CHECK(is_in(xml, R"(<w:ind w:left="1896" w:hanging="316"/>)"));
  // The date is seven characters wide and four from the margin: its middle is 7.5 from it.
  CHECK(is_in(properties_of(xml, "Date"), R"(w:rightChars="400" w:right="1264")"));
  CHECK(is_in(properties_of(xml, "Signature"), R"(w:rightChars="600" w:right="1896")"));
  CHECK(is_in(xml, R"(w:tblpYSpec="bottom")"));
  CHECK(xml.find("w:tblpPr") == xml.rfind("w:tblpPr"));  // all copies are in one table
}

TEST_CASE("a title of the document stands below the head of the letter") {
  Document letter = letter_of({{LetterPart::issuer, "项目组"}, {LetterPart::body, "正文。"}});
  letter.title = "标题";
  letter.subtitle = "副标题";
  const std::vector<ReadParagraph> paragraphs = read_paragraphs(letter);
  REQUIRE(paragraphs.size() == 4);
  CHECK(paragraphs[0].style == "LetterIssuer");
  CHECK(paragraphs[1].text == "标题");
  CHECK(paragraphs[2].text == "副标题");
  CHECK(paragraphs[3].style == "BodyText");
}

TEST_CASE("a long issuer is set smaller, and a long signature stays on the page") {
  const Document letter =
      letter_of({{LetterPart::issuer, "很长很长很长很长很长很长很长很长很长很长的名称"},
                 {LetterPart::signature, "很长很长很长很长很长很长很长很长很长很长的名称"},
                 {LetterPart::date, "1日"}});
  const std::string xml = DocxPackage(to_docx(letter)).part("word/document.xml");
  CHECK(is_in(xml, R"(<w:sz w:val="44"/>)"));
  CHECK(is_in(properties_of(xml, "Signature"), R"(w:rightChars="0" w:right="0")"));
}

TEST_CASE("parts of a letter that say nothing are not there") {
  const Document letter = letter_of({{LetterPart::issuer, ""},
                                     {LetterPart::title, ""},
                                     {LetterPart::body, "正文。"},
                                     {LetterPart::copies, ""},
                                     {LetterPart::copies, "抄送：财务部。"}});
  const std::vector<ReadParagraph> paragraphs = read_paragraphs(letter);
  REQUIRE(paragraphs.size() == 2);
  CHECK(paragraphs[0].style == "BodyText");
  CHECK(paragraphs[1].style == "TableEnd");
  const std::string xml = DocxPackage(to_docx(letter)).part("word/document.xml");
  CHECK(xml.find("<w:tr>") == xml.rfind("<w:tr>"));
  CHECK(is_in(xml, "财务部"));
}

TEST_CASE("an empty document opens too") {
  const std::vector<ReadParagraph> paragraphs = read_paragraphs(Document{});
  CHECK(paragraphs == std::vector<ReadParagraph>{{}});
}
