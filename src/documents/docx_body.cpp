#include <algorithm>
#include <utility>

#include "documents/document_inside.h"
#include "documents/docx_inside.h"

namespace tongzhou {
namespace {

// Lengths in quarters of a character, as text_quarters counts.
constexpr int kQuarters = 4;

// "附件：" of "附件：1. 计划", "Copies: " of "Copies: all": what later lines hang from.
std::string_view label_of(std::string_view line) {
  constexpr std::size_t kLongest = 24;
  constexpr std::string_view kWideColon = "：";
  if (const std::size_t at = line.find(kWideColon); at < kLongest)
    return line.substr(0, at + kWideColon.size());
  if (const std::size_t at = line.find(": "); at < kLongest) return line.substr(0, at + 2);
  return {};
}

// "1. " of "1. 计划".
std::string_view list_mark_of(std::string_view line) {
  const std::size_t digits = line.find_first_not_of("0123456789");
  if (digits == 0 || digits > 3 || line[digits] != '.') return {};
  return line.substr(0, std::min(line.find_first_not_of(' ', digits + 1), line.size()));
}

// Blocks of one line each.
std::vector<Block> lines_of(const Block& block) {
  std::vector<Block> lines;
  std::size_t begin = 0;
  while (begin <= block.text.size()) {
    const std::size_t end = std::min(block.text.find('\n', begin), block.text.size());
    Block line{.text = block.text.substr(begin, end - begin), .emphasis = block.emphasis};
    for (const StrongPart part : block.strong)
      if (part.end > begin && part.begin < end)
        line.strong.push_back(
            {static_cast<std::uint32_t>(std::max<std::size_t>(part.begin, begin) - begin),
             static_cast<std::uint32_t>(std::min<std::size_t>(part.end, end) - begin)});
    lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

// GB/T 9704-2012, 7.4.1: rules of 0.35 mm above and below, of 0.25 mm between.
constexpr std::string_view kOfficialCopiesRules =
    R"(<w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/><w:insideH w:val="single" w:sz="6" w:space="0" w:color="auto"/>)";
constexpr std::string_view kPlainCopiesRules =
    R"(<w:top w:val="single" w:sz="4" w:space="0" w:color="CBD5D7"/>)";
constexpr std::string_view kAtFoot =
    R"(<w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="left" w:tblpYSpec="bottom"/>)";

constexpr std::string_view kPictureXml =
    R"(<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="@" cy="@"/><wp:docPr id="@" name="@"/>)"
    R"(<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="@" name="chart@.emf"/><pic:cNvPicPr/></pic:nvPicPr>)"
    R"(<pic:blipFill><a:blip r:embed="rId@"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="@" cy="@"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>)";

class BodyWriter : public DocxBodyWriter {
 public:
  BodyWriter(const Document& document, const DocxLook& look) : document_(document), look_(look) {}

  bool advance(std::size_t count) override {
    const std::vector<Block>& blocks = document_.blocks;
    for (; count > 0 && at_ < blocks.size(); --count, ++at_) {
      add_title_here();
      add(blocks[at_]);
    }
    return at_ < blocks.size();
  }

  std::size_t written() const override { return at_; }

  DocxBody finish() override {
    add_title_here();  // below everything, where it stands there
    if (out_.empty()) out_ = "<w:p/>";
    return {std::move(out_), std::move(lists_), std::move(pictures_)};
  }

 private:
  void add_title_here() {
    if (at_ != place_of_title(document_)) return;
    if (!document_.title.empty()) add_title(Block{.text = document_.title});
    add_subtitle();
  }

  void add(const Block& block) {
    if (block.kind != Block::Kind::item) open_.clear();
    switch (block.kind) {
      case Block::Kind::heading:
      case Block::Kind::paragraph:
        if (block.text.empty() && block.part != LetterPart::body) return;
        add_part(block);
        break;
      case Block::Kind::item: add_item(block); break;
      case Block::Kind::table: add_table(block); break;
      case Block::Kind::chart:
        for (const Drawing& drawing : block.drawings) add_picture(drawing);
        break;
      case Block::Kind::page_break:
        breaks_page_ = !out_.empty();
        leaf_ = block.leaf;
        break;
    }
    before_ = block.part;
  }

  void add_body(const Block& block) {
    if (block.kind == Block::Kind::heading)
      add_paragraph(kHeadingStyles[std::clamp(block.level, 1, 4) - 1], {}, block);
    else
      add_paragraph("BodyText", {}, block);
  }

  void add_part(const Block& block) {
    switch (block.part) {
      case LetterPart::body: return add_body(block);
      case LetterPart::grade: return add_paragraph("LetterGrade", {}, block);
      case LetterPart::issuer: return add_issuer(block);
      case LetterPart::mark: return add_mark(block);
      case LetterPart::number:
        return add_paragraph("LetterNumber",
                             follows(LetterPart::mark) ? R"(<w:jc w:val="center"/>)" : "", block);
      case LetterPart::imprint: return add_paragraph("LetterImprint", {}, block);
      case LetterPart::title: add_title(block); return add_subtitle();
      case LetterPart::addressee: return add_paragraph("Salutation", {}, block);
      case LetterPart::attachment: return add_attachment(block);
      case LetterPart::signature: return add_signature(block);
      case LetterPart::date: return add_paragraph("Date", indent_right(date_indent()), block);
      case LetterPart::copies: return add_copies(block);
    }
  }

  bool follows(LetterPart part) const { return before_ == part; }

  // --- Paragraphs --------------------------------------------------------------------------------

  // `properties` are those that come after the page break: numbering, spacing, indents.
  void begin_paragraph(std::string_view style, std::string_view properties) {
    add_xml(out_, R"(<w:p><w:pPr><w:pStyle w:val="@"/>@@</w:pPr>)",
            {style, std::exchange(breaks_page_, false) ? "<w:pageBreakBefore/>" : "", properties});
    if (const int leaf = std::exchange(leaf_, 0); leaf > 0)
      add_xml(out_, R"(<w:bookmarkStart w:id="@" w:name="leaf@"/><w:bookmarkEnd w:id="@"/>)",
              {leaf, leaf, leaf});
  }

  void add_paragraph(std::string_view style, std::string_view properties, const Block& block,
                     int half_points = 0) {
    begin_paragraph(style, properties);
    for (const TextPiece piece : pieces_of(block))
      add_docx_run(out_, piece.text, look_,
                   {.strong = piece.strong,
                    .colour = docx_colour(block.emphasis),
                    .half_points = half_points});
    out_ += "</w:p>";
  }

  int twips(int quarters) const { return quarters * look_.character / kQuarters; }

  static std::string filled(std::string_view pattern, std::initializer_list<int> values) {
    std::string out;
    add_xml(out, pattern, values);
    return out;
  }
  static std::string space_before(int length) {
    return filled(R"(<w:spacing w:before="@"/>)", {length});
  }
  static std::string indent_hanging(int left, int hanging) {
    return filled(R"(<w:ind w:left="@" w:hanging="@"/>)", {left, hanging});
  }
  // Word counts characters rather than twips where it can.
  std::string indent_right(int quarters) const {
    if (look_.is_chinese)
      return filled(R"(<w:ind w:rightChars="@" w:right="@"/>)", {quarters * 25, twips(quarters)});
    return filled(R"(<w:ind w:right="@"/>)", {twips(quarters)});
  }

  // --- Letters -----------------------------------------------------------------------------------

  // Two lines below the head of a letter.
  void add_title(const Block& block) {
    const bool below_head =
        look_.is_official && before_ > LetterPart::body && before_ < LetterPart::title;
    std::string spacing;
    if (below_head) spacing = filled(R"( w:before="@")", {2 * look_.line});
    if (look_.is_official && !document_.subtitle.empty()) spacing += R"( w:after="0")";
    if (!spacing.empty()) spacing = "<w:spacing" + spacing + "/>";
    add_paragraph("Title", spacing, block);
  }

  void add_subtitle() {
    if (!document_.subtitle.empty())
      add_paragraph("Subtitle", {}, Block{.text = document_.subtitle});
  }

  void add_issuer(const Block& block) {
    add_head("LetterIssuer", block, follows(LetterPart::grade) ? look_.line : 0);
  }

  // GB/T 9704-2012, 10.3: its upper edge is 35 mm below that of the type area.
  void add_mark(const Block& block) {
    constexpr int kBelow = 1984;
    add_head("LetterMark", block, kBelow - (follows(LetterPart::grade) ? look_.line : 0));
  }

  // As large as fits into a line, from 22 to 54 points.
  void add_head(std::string_view style, const Block& block, int before) {
    if (!look_.is_official) return add_paragraph(style, {}, block);
    const int room = (look_.is_chinese ? 400 : 360) * kQuarters;  // of the 442 points of a line
    const int points = std::clamp(room / std::max(text_quarters(block.text), 1), 22, 54);
    add_paragraph(
        style,
        filled(R"(<w:spacing w:before="@" w:line="@" w:lineRule="exact"/>)", {before, points * 24}),
        block, 2 * points);
  }

  // Each line by itself: two characters in, later lines below the name of the first.
  void add_attachment(const Block& block) {
    int before = 0;
    if (!follows(LetterPart::attachment)) {
      attachment_label_ = 0;
      before = look_.line;
    }
    for (const Block& line : lines_of(block)) {
      const std::string_view label = label_of(line.text);
      if (!label.empty()) attachment_label_ = text_quarters(label);
      const int mark =
          text_quarters(list_mark_of(std::string_view(line.text).substr(label.size())));
      const int first = look_.is_official ? 2 * kQuarters : 0;
      add_paragraph("LetterAttachment",
                    space_before(std::exchange(before, 0)) +
                        indent_hanging(twips(first + attachment_label_ + mark),
                                       twips(text_quarters(label) + mark)),
                    line);
    }
  }

  int date_indent() const { return look_.is_official ? 4 * kQuarters : 0; }

  // Centred over the date that follows, as far as it does not go beyond the margin.
  void add_signature(const Block& block) {
    const auto date = std::find_if(
        document_.blocks.begin() + static_cast<std::ptrdiff_t>(at_), document_.blocks.end(),
        [](const Block& other) { return other.part == LetterPart::date; });
    int right = look_.is_official ? 2 * kQuarters : 0;
    if (look_.is_official && date != document_.blocks.end())
      right =
          std::max(0, date_indent() + (text_quarters(date->text) - text_quarters(block.text)) / 2);
    const int before = follows(LetterPart::signature) ? 0 : look_.line;
    add_paragraph("Signature", space_before(before) + indent_right(right), block);
  }

  // All copies that follow each other, between rules; in a letter at the foot of the page.
  void add_copies(const Block& block) {
    if (follows(LetterPart::copies)) return;  // is there already
    if (breaks_page_) add_table_end();
    add_xml(out_, "<w:tbl><w:tblPr>@", {look_.is_official ? kAtFoot : ""});
    add_xml(out_, R"(<w:tblW w:w="@" w:type="dxa"/>)", {look_.text_width});
    add_xml(out_, R"(<w:tblBorders>@</w:tblBorders>)",
            {look_.is_official ? kOfficialCopiesRules : kPlainCopiesRules});
    add_xml(
        out_,
        R"(<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="@" w:type="dxa"/><w:right w:w="@" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="@"/></w:tblGrid>)",
        {look_.copies_text, look_.copies_text, look_.text_width});
    const Block* const end = document_.blocks.data() + document_.blocks.size();
    for (const Block* one = &block; one != end && one->part == LetterPart::copies; ++one)
      if (!one->text.empty()) add_copies_row(*one);
    out_ += "</w:tbl>";
    // What they are anchored at takes no line, for the page may be full.
    add_table_end(R"(<w:spacing w:line="20"/>)");
  }

  void add_copies_row(const Block& block) {
    const int label = text_quarters(label_of(block.text)) * look_.copies_text / kQuarters;
    add_xml(
        out_,
        R"(<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="@" w:type="dxa"/></w:tcPr>)",
        {look_.text_width});
    add_paragraph("LetterCopies", indent_hanging(label, label), block);
    out_ += "</w:tc></w:tr>";
  }

  // --- Lists and tables --------------------------------------------------------------------------

  struct OpenList {
    int id = 0;
    int number = 0;  // of the last item; 0: of a list with dots, or of none
  };

  // The list that an item goes on or begins.
  int list_of(int number, std::size_t level) {
    const bool is_fresh = open_.size() <= level;
    open_.resize(level + 1);
    OpenList& list = open_[level];
    if (number <= 0) {
      list = {kDocxBullets, 0};
    } else if (list.number == 0 || list.number != number - 1) {
      // A list in an item of another is counted from 1 by itself.
      const bool in_numbered = is_fresh && number == 1 && level > 0 && open_[level - 1].number > 0;
      if (!in_numbered)
        lists_.push_back({static_cast<int>(level), std::min(number, kLargestNumber)});
      list.id =
          in_numbered ? open_[level - 1].id : kFirstDocxList + static_cast<int>(lists_.size()) - 1;
    }
    list.number = std::max(number, 0);
    return list.id;
  }

  // A line of contents, its page at the right margin.
  void add_contents_line(const Block& block) {
    begin_paragraph("toc1",
                    filled(R"(<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="@"/></w:tabs>)",
                           {look_.text_width}));
    add_xml(out_, R"(<w:hyperlink w:anchor="leaf@" w:history="1">)", {block.leaf});
    add_docx_run(out_, block.text, look_);
    add_xml(
        out_,
        R"(<w:r><w:tab/></w:r><w:fldSimple w:instr=" PAGEREF leaf@ \h " w:dirty="true"><w:r><w:t>–</w:t></w:r></w:fldSimple></w:hyperlink></w:p>)",
        {block.leaf});
  }

  void add_item(const Block& block) {
    if (block.leaf > 0) return add_contents_line(block);
    const int level = std::clamp(block.level, 1, kDocxLevels) - 1;
    const int list = list_of(block.number, static_cast<std::size_t>(level));
    add_paragraph(
        block.number > 0 ? "ListNumber" : "ListBullet",
        filled(R"(<w:numPr><w:ilvl w:val="@"/><w:numId w:val="@"/></w:numPr>)", {level, list}),
        block);
  }

  void add_table(const Block& block) {
    if (block.rows.empty()) return;
    if (breaks_page_) add_table_end();
    add_docx_table(out_, block.rows, look_);
    add_table_end();
  }

  // In a line as high as it is.
  void add_picture(const Drawing& drawing) {
    constexpr int kEmus = 12700;  // English Metric Units in a point
    const std::string number = std::to_string(pictures_.size() + 1);
    const std::string relation =
        std::to_string(kFirstDocxPicture + static_cast<int>(pictures_.size()));
    const std::string width = std::to_string(static_cast<int>(drawing.width * kEmus));
    const std::string height = std::to_string(static_cast<int>(drawing.height * kEmus));
    std::string name;
    add_xml_characters(name, drawing.name);
    std::ranges::replace(name, '"', '\'');
    begin_paragraph(
        "TableEnd",
        R"(<w:snapToGrid w:val="0"/><w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/>)");
    add_xml(out_, kPictureXml,
            {width, height, number, name, number, number, relation, width, height});
    out_ += "</w:p>";
    pictures_.push_back(to_emf(drawing));
  }

  void add_table_end(std::string_view spacing = {}) {
    begin_paragraph("TableEnd", spacing);
    out_ += "</w:p>";
  }

  static constexpr std::string_view kHeadingStyles[] = {"heading1", "heading2", "heading3",
                                                        "heading4"};
  static constexpr int kLargestNumber = 32767;  // that Word counts from

  const Document& document_;
  const DocxLook& look_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<DocxList> lists_;
  std::vector<std::vector<std::byte>> pictures_;
  std::vector<OpenList> open_;            // by level
  LetterPart before_ = LetterPart::body;  // of the last block that was written
  bool breaks_page_ = false;              // before the next paragraph
  int leaf_ = 0;                          // what it is marked as
  int attachment_label_ = 0;              // quarters of "附件："
};

}  // namespace

std::unique_ptr<DocxBodyWriter> make_docx_body_writer(const Document& document,
                                                      const DocxLook& look) {
  return std::make_unique<BodyWriter>(document, look);
}

}  // namespace tongzhou
