#include "documents/docx.h"

#include <algorithm>

#include "core/utf8.h"
#include "documents/document_inside.h"
#include "documents/docx_inside.h"
#include "documents/xml_text.h"
#include "exchange/zip_archive.h"

namespace tongzhou {
namespace {

constexpr std::string_view kWordNames =
    R"( xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">)";

constexpr std::string_view kContentTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="emf" ContentType="image/x-emf"/>)"
    R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>)"
    R"(<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>)"
    R"(<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>)"
    R"(<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>)"
    R"(<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>)"
    R"(<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>)"
    R"(<Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>)"
    R"(<Override PartName="/word/footer3.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>)"
    R"(<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)"
    R"(<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>)";

constexpr std::string_view kPackageRelationships =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>)"
    R"(<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>)";

constexpr std::string_view kDocumentRelationships =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>)"
    R"(<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>)"
    R"(<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/>)"
    R"(<Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>)"
    R"(<Relationship Id="rId6" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/>)"
    R"(<Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer3.xml"/>)";
constexpr std::string_view kPictureRelationship =
    R"(<Relationship Id="rId@" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/chart@.emf"/>)";

constexpr std::string_view kProgram =
    R"(<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Tongzhou</Application></Properties>)";

// Without dates, so that the same document is the same bytes.
std::string core_properties(const Document& document) {
  std::string out =
      R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>)";
  add_xml_characters(out, one_line(std::string(title_of(document))));
  add_xml(out, "</dc:title><dc:language>@</dc:language></cp:coreProperties>",
          {document.language == Language::chinese ? "zh-CN" : "en-US"});
  return out;
}

void add_docx_part(ZipWriter& archive, std::string_view name, std::string_view content) {
  archive.add(name, std::string(kXmlHead).append(content));
}

// A part of the document itself, in a root of the given name.
void add_word_part(ZipWriter& archive, std::string_view name, std::string_view root,
                   std::string_view content) {
  std::string part;
  add_xml(part, "<w:@@@</w:@>", {root, kWordNames, content, root});
  add_docx_part(archive, name, part);
}

}  // namespace

DocxLook docx_look(const Document& document) {
  const bool is_chinese = document.language == Language::chinese;
  if (document.paper == Paper::plain)
    return {.is_official = false,
            .is_chinese = is_chinese,
            .text_width = 9412,
            .line = 240,
            .character = 210,
            .cell_text = 190,
            .copies_text = 190};
  return {.is_official = true,
          .is_chinese = is_chinese,
          .text_width = 8844,
          .line = is_chinese ? 579 : 364,
          .character = is_chinese ? 316 : 260,
          .cell_text = is_chinese ? 240 : 220,
          .copies_text = is_chinese ? 280 : 220,
          .is_letter = std::ranges::any_of(
              document.blocks.begin(),
              document.blocks.begin() + std::min<std::ptrdiff_t>(2, std::ssize(document.blocks)),
              [](const Block& block) { return block.part == LetterPart::issuer; })};
}

struct DocxWriter::State {
  explicit State(const Document& of)
      : document(of), look(docx_look(of)), body(make_docx_body_writer(document, look)) {}
  const Document& document;
  DocxLook look;
  std::unique_ptr<DocxBodyWriter> body;
};

DocxWriter::DocxWriter(const Document& document) : state_(std::make_unique<State>(document)) {}
DocxWriter::~DocxWriter() = default;

bool DocxWriter::advance(std::size_t blocks) { return state_->body->advance(blocks); }
std::size_t DocxWriter::written() const { return state_->body->written(); }

std::vector<std::byte> DocxWriter::finish() && {
  while (advance(state_->document.blocks.size())) {
  }
  const Document& document = state_->document;
  const DocxLook& look = state_->look;
  const DocxBody body = state_->body->finish();
  ZipWriter archive;
  add_docx_part(archive, "[Content_Types].xml", kContentTypes);
  add_docx_part(archive, "_rels/.rels", kPackageRelationships);
  add_docx_part(archive, "docProps/core.xml", core_properties(document));
  add_docx_part(archive, "docProps/app.xml", kProgram);
  std::string relationships(kDocumentRelationships);
  int pictures = 0;
  for (const std::vector<std::byte>& picture : body.pictures) {
    add_xml(relationships, kPictureRelationship, {kFirstDocxPicture + pictures, pictures + 1});
    archive.add("word/media/chart" + std::to_string(++pictures) + ".emf", picture);
  }
  add_docx_part(archive, "word/_rels/document.xml.rels", relationships + "</Relationships>");
  std::string content;
  add_xml(content, "<w:body>@@</w:body>", {body.xml, docx_section(look)});
  add_word_part(archive, "word/document.xml", "document", content);
  add_word_part(archive, "word/styles.xml", "styles", docx_styles(look));
  add_word_part(archive, "word/numbering.xml", "numbering", docx_numbering(look, body.lists));
  add_word_part(archive, "word/settings.xml", "settings", docx_settings(look));
  add_word_part(archive, "word/fontTable.xml", "fonts", docx_font_table());
  add_word_part(archive, "word/footer1.xml", "ftr", docx_footer(look, /*is_even=*/false));
  add_word_part(archive, "word/footer2.xml", "ftr", docx_footer(look, /*is_even=*/true));
  add_word_part(archive, "word/footer3.xml", "ftr", docx_letter_foot());
  return std::move(archive).finish();
}

std::vector<std::byte> to_docx(const Document& document) { return DocxWriter(document).finish(); }

}  // namespace tongzhou
