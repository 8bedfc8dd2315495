#include "exchange/csv.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace tongzhou {
namespace {

// The "sep=;" line that Excel understands, with its line end; empty when there is none.
std::string_view separator_line(std::string_view text) {
  if (!text.starts_with("sep=") || text.size() < 5) return {};
  const std::size_t end = text.find_first_of("\r\n", 5);
  if (end != 5 && end != std::string_view::npos) return {};
  if (end == std::string_view::npos) return text.size() == 5 ? text : std::string_view{};
  return text.substr(0, text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
}

class TableReader {
 public:
  TableReader(std::string_view text, char separator, Quotes quotes)
      : text_(text), separator_(separator), quotes_(quotes) {}

  Result<TextTable> read() {
    while (at_ < text_.size()) {
      if (auto read = read_row(); !read) return std::unexpected(read.error());
      if (cells_ > kMostCells)
        return refusal({Word::error_table_too_large, {}}, {Word::todo_split_table, {}});
    }
    return std::move(table_);
  }

 private:
  bool at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

  Result<void> read_row() {
    std::vector<std::string>& row = table_.emplace_back();
    for (;;) {
      auto cell = read_cell();
      if (!cell) return std::unexpected(cell.error());
      row.push_back(*std::move(cell));
      ++cells_;
      if (at_ >= text_.size()) return {};
      if (at_line_end()) {
        at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
        ++line_;
        return {};
      }
      ++at_;  // the separator; one at the very end opens an empty cell
      if (at_ == text_.size()) {
        row.emplace_back();
        return {};
      }
    }
  }

  Result<std::string> read_cell() {
    if (at_ < text_.size() && text_[at_] == '"') {
      if (auto quoted = read_quoted()) return *std::move(quoted);
      if (quotes_ == Quotes::strict)
        return refusal({Word::error_table_quote, {std::to_string(line_)}},
                       {Word::todo_check_quotes, {}});
    }
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] != separator_ && !at_line_end()) ++at_;
    return std::string(text_.substr(start, at_ - start));
  }

  // Nothing, and nothing taken, when the quote is never closed.
  std::optional<std::string> read_quoted() {
    std::string cell;
    std::size_t lines = 0;
    std::size_t i = at_ + 1;
    for (;; ++i) {
      if (i >= text_.size()) return std::nullopt;
      if (text_[i] != '"') {
        cell += text_[i];
        lines += text_[i] == '\n' ? 1 : 0;
      } else if (i + 1 < text_.size() && text_[i + 1] == '"') {
        cell += text_[i++];
      } else {
        break;
      }
    }
    // What stands behind the closing quote is taken as it is.
    for (++i; i < text_.size() && text_[i] != separator_ && text_[i] != '\n' && text_[i] != '\r';)
      cell += text_[i++];
    at_ = i;
    line_ += lines;
    return cell;
  }

  std::string_view text_;
  char separator_;
  Quotes quotes_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t cells_ = 0;
  TextTable table_;
};

bool is_number(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (text.ends_with('%')) text.remove_suffix(1);
  const bool digits = text.find_first_of("0123456789") != std::string_view::npos;
  return digits && text.find_first_not_of("0123456789.,") == std::string_view::npos;
}

bool is_formula(std::string_view cell) {
  static constexpr std::array<std::string_view, 10> kStarts{"=",  "+",  "-",  "@",  "\t",
                                                            "\r", "＝", "＋", "－", "＠"};
  return std::ranges::any_of(kStarts, [&](auto start) { return cell.starts_with(start); }) &&
         !is_number(cell);
}

// A formula behind any number of apostrophes: those had one more put in front.
bool is_formula_behind_apostrophes(std::string_view cell) {
  const std::size_t start = cell.find_first_not_of('\'');
  return start != std::string_view::npos && is_formula(cell.substr(start));
}

}  // namespace

Separator detect_separator(std::string_view text) {
  if (const std::string_view line = separator_line(text); !line.empty()) {
    if (line[4] == ';') return Separator::semicolon;
    return line[4] == '\t' ? Separator::tab : Separator::comma;
  }
  constexpr std::size_t kRows = 20;
  Separator best = Separator::comma;
  std::size_t best_score = 0;
  // A sample is enough, cut at a line's end; what a cut leaves unclosed is read leniently.
  const std::string_view sample =
      text.size() < 65536 ? text : text.substr(0, text.rfind('\n', 65536));
  for (const Separator separator : {Separator::comma, Separator::tab, Separator::semicolon}) {
    const auto table = parse_table(sample, separator, Quotes::lenient);
    if (!table) continue;
    std::map<std::size_t, std::size_t> rows_of_width;
    for (std::size_t i = 0; i < std::min(table->size(), kRows); ++i)
      ++rows_of_width[(*table)[i].size()];
    for (const auto& [width, rows] : rows_of_width)
      if (const std::size_t score = (width - 1) * rows; score > best_score) {
        best = separator;
        best_score = score;
      }
  }
  return best;
}

Result<TextTable> parse_table(std::string_view text, Separator separator, Quotes quotes) {
  if (text.size() > kLargestTable)
    return refusal({Word::error_table_too_large, {}}, {Word::todo_split_table, {}});
  text.remove_prefix(separator_line(text).size());
  return TableReader(text, static_cast<char>(separator), quotes).read();
}

std::string write_table(const TextTable& table, Separator separator) {
  const char special[] = {static_cast<char>(separator), '"', '\r', '\n', '\0'};
  std::string text;
  for (const auto& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string& cell = row[i];
      if (i > 0) text += static_cast<char>(separator);
      // An empty line would read as no cell at all.
      const bool quoted = cell.find_first_of(special) != std::string::npos ||
                          cell.starts_with("sep=") || (row.size() == 1 && cell.empty());
      if (!quoted) {
        text += cell;
        continue;
      }
      text += '"';
      for (const char c : cell) {
        if (c == '"') text += '"';
        text += c;
      }
      text += '"';
    }
    text += "\r\n";
  }
  return text;
}

std::string harmless_cell(std::string_view cell) {
  return is_formula_behind_apostrophes(cell) ? "'" + std::string(cell) : std::string(cell);
}

std::string_view plain_cell(std::string_view cell) {
  if (cell.starts_with('\'') && is_formula_behind_apostrophes(cell)) cell.remove_prefix(1);
  return cell;
}

}  // namespace tongzhou
