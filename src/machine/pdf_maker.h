// PDF out of text documents (DOCX), made by the LibreOffice of the machine.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tongzhou {

// Whether a program of that name is on the path.
bool is_installed(const std::string& program);

bool has_pdf_maker();

// One document on its way, in a folder of its own that goes with it. The command is for whoever has
// other things to do meanwhile.
class PdfWork {
 public:
  explicit PdfWork(std::span<const std::byte> document);
  ~PdfWork();
  PdfWork(const PdfWork&) = delete;
  PdfWork& operator=(const PdfWork&) = delete;

  std::vector<std::string> command() const;
  // When the command has ended. Nothing where it made none.
  std::optional<std::vector<std::byte>> result() const;

 private:
  std::filesystem::path folder_;
};

// The same, waiting for it.
std::optional<std::vector<std::byte>> make_pdf(std::span<const std::byte> document);

}  // namespace tongzhou
