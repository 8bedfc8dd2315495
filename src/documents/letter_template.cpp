#include "documents/letter_template.h"

#include <algorithm>
#include <utility>

#include "core/numbers.h"
#include "core/sorting.h"
#include "documents/letter_values.h"
#include "documents/markdown.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMostBytes = 8U << 20U;
constexpr int kDeepestTags = 32;

// --- Reading -------------------------------------------------------------------------------------

enum class Tag : std::uint8_t { text, value, when, each, insert };

struct Token {
  std::string_view text;
  bool quoted = false;
};
using Tokens = std::vector<Token>;

struct Node {
  Tag tag = Tag::text;
  int line = 0;
  bool in_cell = false;   // of a table
  std::string_view text;  // of text; else what stands in the braces
  Tokens tokens;          // without the word that says which tag it is
  std::vector<Node> inside, otherwise;
};

bool is_any(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// Words, quoted texts, and signs that compare.
Tokens read_tokens(std::string_view text) {
  constexpr std::string_view kBlank = " \t", kSigns = "=!<>";
  Tokens tokens;
  while (true) {
    const std::size_t begin = text.find_first_not_of(kBlank);
    if (begin == std::string_view::npos) return tokens;
    text.remove_prefix(begin);
    const char first = text.front();
    std::size_t size = 0;
    if (first == '"') {
      const std::size_t end = std::min(text.find('"', 1), text.size());
      tokens.push_back({text.substr(1, end - 1), true});
      text.remove_prefix(std::min(end + 1, text.size()));
      continue;
    }
    if (kSigns.find(first) != std::string_view::npos)
      size = std::min(text.find_first_not_of(kSigns), text.size());
    else
      size = std::min(text.find_first_of(" \t=!<>\""), text.size());
    tokens.push_back({text.substr(0, size)});
    text.remove_prefix(size);
  }
}

// The tree of a template. What does not read is passed over and told.
class TemplateReader {
 public:
  TemplateReader(std::string_view text, std::vector<TemplateProblem>& problems)
      : rest_(text), problems_(problems) {}

  std::vector<Node> read() {
    std::vector<Node> nodes;
    while (!rest_.empty()) read_line(nodes);
    for (; !open_.empty(); open_.pop_back())
      tell(open_.back().node->line, Word::letter_no_end, open_.back().node->text);
    return nodes;
  }

 private:
  struct Open {
    Node* node;
    bool in_otherwise = false;
  };

  void tell(int line, Word word, std::string_view about) {
    problems_.push_back({line, {word, {std::string(about)}}});
  }

  std::vector<Node>& target(std::vector<Node>& top) {
    if (open_.empty()) return top;
    return open_.back().in_otherwise ? open_.back().node->otherwise : open_.back().node->inside;
  }

  void read_line(std::vector<Node>& top) {
    const std::size_t end = rest_.find('\n');
    const std::size_t size = end == std::string_view::npos ? rest_.size() : end + 1;
    std::string_view line = rest_.substr(0, size);
    rest_.remove_prefix(size);
    ++line_;
    const bool in_cell = line.find_first_not_of(' ') != std::string_view::npos &&
                         line[line.find_first_not_of(' ')] == '|';
    const bool is_silent = has_only_tags(line);
    while (!line.empty()) {
      const std::size_t begin = line.find("{{");
      const std::size_t close = begin == std::string_view::npos ? begin : line.find("}}", begin);
      if (begin != std::string_view::npos && close == std::string_view::npos)
        tell(line_, Word::letter_open_braces, {});
      const std::string_view before =
          line.substr(0, close == std::string_view::npos ? close : begin);
      if (!before.empty() && !is_silent)
        target(top).push_back({.tag = Tag::text, .line = line_, .text = before});
      if (close == std::string_view::npos) return;
      read_tag(top, line.substr(begin + 2, close - begin - 2), in_cell);
      line.remove_prefix(close + 2);
    }
  }

  // "{{if ...}}", "{{end}} {{end}}": such a line leaves none.
  static bool has_only_tags(std::string_view line) {
    bool any = false;
    while (true) {
      const std::size_t begin = line.find("{{");
      const std::size_t close = begin == std::string_view::npos ? begin : line.find("}}", begin);
      const std::string_view before =
          line.substr(0, close == std::string_view::npos ? close : begin);
      if (before.find_first_not_of(" \t\r\n") != std::string_view::npos) return false;
      if (close == std::string_view::npos) return any;
      const Tokens tokens = read_tokens(line.substr(begin + 2, close - begin - 2));
      if (tokens.empty() || kind_of(tokens.front().text) == Tag::value) return false;
      any = true;
      line.remove_prefix(close + 2);
    }
  }

  static Tag kind_of(std::string_view word) {
    if (is_any(word, {"if", "如果"})) return Tag::when;
    if (is_any(word, {"each", "逐项"})) return Tag::each;
    if (is_any(word, {"insert", "插入"})) return Tag::insert;
    if (is_any(word, {"else", "否则", "end", "结束"})) return Tag::text;
    return Tag::value;
  }

  void read_tag(std::vector<Node>& top, std::string_view text, bool in_cell) {
    Tokens tokens = read_tokens(text);
    if (tokens.empty()) return;
    const std::string_view first = tokens.front().text;
    const Tag tag = kind_of(first);
    if (tag == Tag::text) {
      const bool is_else = is_any(first, {"else", "否则"});
      if (open_.empty() || (is_else && open_.back().in_otherwise))
        tell(line_, Word::letter_stray_end, first);
      else if (is_else)
        open_.back().in_otherwise = true;
      else
        open_.pop_back();
      return;
    }
    if (tag != Tag::value) tokens.erase(tokens.begin());
    std::vector<Node>& into = target(top);
    into.push_back(
        {.tag = tag, .line = line_, .in_cell = in_cell, .text = text, .tokens = std::move(tokens)});
    const bool opens = tag == Tag::when || tag == Tag::each;
    // Nodes of the level above stay where they are while this one is open.
    if (opens) open_.push_back({&into.back()});
  }

  std::string_view rest_;
  std::vector<TemplateProblem>& problems_;
  std::vector<Open> open_;
  int line_ = 0;
};

// --- Writing -------------------------------------------------------------------------------------

class TemplateWriter {
 public:
  TemplateWriter(const ReportSources& from, const Letter& letter, const LetterParts& parts,
                 std::vector<TemplateProblem>& problems, bool is_plain = false)
      : names_(from, letter), parts_(parts), problems_(problems), is_plain_(is_plain) {}

  void write(const std::vector<Node>& nodes) {
    if (++depth_ <= kDeepestTags)
      for (const Node& node : nodes) write(node);
    --depth_;
  }
  std::string take() && { return std::move(out_); }

 private:
  struct Variable {
    std::string_view name;
    AnyRef record;
    std::size_t number;
  };

  void tell(const Node& node, Word word, std::string_view about) {
    TemplateProblem problem{node.line, {word, {std::string(about)}}};
    // Once for a line, however often it is written.
    if (std::ranges::find(problems_, problem) == problems_.end())
      problems_.push_back(std::move(problem));
  }

  bool is_full(const Node& node) {
    if (out_.size() < kMostBytes) return false;
    tell(node, Word::letter_too_long, {});
    return true;
  }

  void write(const Node& node) {
    if (is_full(node)) return;
    switch (node.tag) {
      case Tag::text: out_ += node.text; return;
      case Tag::value: add_value(node, value(node, node.tokens.front().text).text); return;
      case Tag::when: write(holds(node, node.tokens) ? node.inside : node.otherwise); return;
      case Tag::each: write_each(node); return;
      case Tag::insert: {
        const std::string_view name =
            node.tokens.empty() ? std::string_view() : node.tokens.front().text;
        const auto part = parts_ ? parts_(name) : std::nullopt;
        if (!part) return tell(node, Word::letter_unknown_name, name);
        out_ += *part;
        if (!out_.ends_with('\n')) out_ += '\n';
        return;
      }
    }
  }

  void add_value(const Node& node, std::string_view text) {
    if (is_plain_)
      out_ += text;
    else
      out_ += escape_markdown(text, node.in_cell ? MarkdownPlace::cell : MarkdownPlace::paragraph);
  }

  // "d in deliverables where ... by d.due down"
  void write_each(const Node& node) {
    const Tokens& tokens = node.tokens;
    if (tokens.size() < 3 || !is_any(tokens[1].text, {"in", "于"}))
      return tell(node, Word::letter_not_a_list, node.text);
    const auto where = std::ranges::find_if(
        tokens, [](const Token& t) { return !t.quoted && is_any(t.text, {"where", "其中"}); });
    const auto by = std::ranges::find_if(
        tokens, [](const Token& t) { return !t.quoted && is_any(t.text, {"by", "按"}); });
    const LetterValue list = list_of(node, tokens[2].text);
    if (!list.is_list) return;
    std::vector<std::pair<LetterValue, AnyRef>> chosen;
    variables_.push_back({tokens[0].text, {}, 0});
    const Tokens condition = where < by && where != tokens.end() ? Tokens(where + 1, by) : Tokens();
    for (const AnyId id : list.records) {
      variables_.back().record = {list.kind, id};
      if (!condition.empty() && !holds(node, condition)) continue;
      chosen.emplace_back(LetterValue{}, variables_.back().record);
      if (by != tokens.end() && by + 1 != tokens.end())
        chosen.back().first = value(node, (by + 1)->text);
    }
    if (list.records.empty()) check_inside(node, list.kind, condition);
    if (by != tokens.end()) {
      const bool down = is_any(tokens.back().text, {"down", "降序"});
      sort_stably(chosen, [&](const auto& a, const auto& b) {
        return down ? is_less(b.first, a.first) : is_less(a.first, b.first);
      });
    }
    for (const auto& [key, record] : chosen) {
      variables_.back().record = record;
      ++variables_.back().number;
      write(node.inside);
    }
    variables_.pop_back();
    if (chosen.empty()) write(node.otherwise);
  }

  // Of a list with nothing in it: its mistakes are told, and nothing is written.
  void check_inside(const Node& node, Kind kind, const Tokens& condition) {
    variables_.back().record = {kind, {}};
    if (!condition.empty()) (void)holds(node, condition);
    std::string kept = std::exchange(out_, {});
    write(node.inside);
    out_ = std::move(kept);
  }

  LetterValue list_of(const Node& node, std::string_view path) {
    if (path.find('.') == std::string_view::npos)
      if (auto all = names_.all(path)) return *std::move(all);
    LetterValue found = value(node, path);
    if (!found.is_list && found.kind == Kind{}) tell(node, Word::letter_not_a_list, path);
    // One record is a list of one.
    if (found.kind != Kind{}) found.is_list = true;
    return found;
  }

  const Variable* find_variable(std::string_view name) const {
    for (auto at = variables_.rbegin(); at != variables_.rend(); ++at)
      if (at->name == name) return &*at;
    return nullptr;
  }

  // What a value has under that name; nothing: it has no such thing. `variable`: whose value it is.
  std::optional<LetterValue> step(const LetterValue& of, std::string_view name,
                                  const Variable* variable) const {
    if (of.is_list) {
      if (!is_any(name, {"count", "数量"})) return std::nullopt;
      return names_.number(static_cast<double>(of.records.size()));
    }
    if (of.kind == Kind{}) return std::nullopt;
    if (auto member = names_.member(of.record(), name)) return member;
    if (variable == nullptr || !is_any(name, {"number", "序号"})) return std::nullopt;
    return names_.number(static_cast<double>(variable->number));
  }

  // "letter.from.lead"
  LetterValue value(const Node& node, std::string_view path) {
    std::size_t end = std::min(path.find('.'), path.size());
    const std::string_view first = path.substr(0, end);
    const Variable* variable = find_variable(first);
    std::optional<LetterValue> at =
        variable != nullptr ? names_.record(variable->record) : names_.root(first);
    if (!at) at = names_.all(first);
    if (variable != nullptr && !variable->record.id) at->kind = variable->record.kind;
    while (at && end < path.size()) {
      path.remove_prefix(end + 1);
      end = std::min(path.find('.'), path.size());
      const std::string_view name = path.substr(0, end);
      at = step(*at, name, std::exchange(variable, nullptr));
    }
    if (at) return *std::move(at);
    tell(node, Word::letter_unknown_name, path);
    return {};
  }

  // A path, a number, a text in quotes.
  LetterValue operand(const Node& node, const Token& token) {
    if (token.quoted) return {.text = std::string(token.text)};
    if (const auto number = parse_number(token.text)) return names_.number(*number);
    return value(node, token.text);
  }

  static bool is_less(const LetterValue& a, const LetterValue& b) {
    if (a.number && b.number) return *a.number < *b.number;
    // What is not known comes last.
    if (a.number.has_value() != b.number.has_value()) return a.number.has_value();
    return a.text < b.text;
  }

  static bool is_same(const LetterValue& a, const LetterValue& b) {
    if (a.kind != Kind{} && b.kind != Kind{}) return a.kind == b.kind && a.records == b.records;
    if (a.number && b.number) return *a.number == *b.number;
    return a.text == b.text;
  }

  static bool has(const LetterValue& set, const LetterValue& one) {
    if (set.kind == Kind{}) return set.text.find(one.text) != std::string::npos;
    return one.records.size() == 1 && set.kind == one.kind &&
           std::ranges::find(set.records, one.records.front()) != set.records.end();
  }

  static bool compare(std::string_view sign, const LetterValue& a, const LetterValue& b) {
    // Dates and numbers that are not there are neither before nor after anything.
    const bool comparable = a.number.has_value() == b.number.has_value();
    if (sign == "=") return is_same(a, b);
    if (sign == "!=") return !is_same(a, b);
    if (sign == "<") return comparable && is_less(a, b);
    if (sign == ">") return comparable && is_less(b, a);
    if (sign == "<=") return comparable && !is_less(b, a);
    if (sign == ">=") return comparable && !is_less(a, b);
    return false;
  }

  bool term(const Node& node, std::span<const Token> tokens) {
    if (tokens.empty()) return false;
    if (is_any(tokens.front().text, {"not", "非"}) && !tokens.front().quoted)
      return !term(node, tokens.subspan(1));
    const LetterValue left = operand(node, tokens[0]);
    if (tokens.size() < 3) return left.holds();
    const LetterValue right = operand(node, tokens[2]);
    if (is_any(tokens[1].text, {"has", "含"})) return has(left, right);
    return compare(tokens[1].text, left, right);
  }

  // All parts are looked at, so that their mistakes are told.
  bool holds(const Node& node, std::span<const Token> tokens) {
    bool any = false, all = true;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= tokens.size(); ++i) {
      const bool at_end = i == tokens.size();
      const bool is_or = !at_end && !tokens[i].quoted && is_any(tokens[i].text, {"or", "或"});
      const bool is_and = !at_end && !tokens[i].quoted && is_any(tokens[i].text, {"and", "且"});
      if (!at_end && !is_or && !is_and) continue;
      all = term(node, tokens.subspan(begin, i - begin)) && all;
      begin = i + 1;
      if (is_and) continue;
      any = any || all;
      all = true;
    }
    return any;
  }

  LetterNames names_;
  const LetterParts& parts_;
  std::vector<TemplateProblem>& problems_;
  std::vector<Variable> variables_;
  std::string out_;
  int depth_ = 0;
  bool is_plain_;  // no Markdown
};

}  // namespace

WrittenLetter write_template(std::string_view text, const ReportSources& from, const Letter& letter,
                             const LetterParts& parts) {
  WrittenLetter written;
  const std::vector<Node> nodes = TemplateReader(text, written.problems).read();
  TemplateWriter writer(from, letter, parts, written.problems);
  writer.write(nodes);
  written.markdown = std::move(writer).take();
  sort_stably(written.problems, {}, &TemplateProblem::line);
  return written;
}

std::string write_template_line(std::string_view text, const ReportSources& from,
                                const Letter& letter) {
  std::vector<TemplateProblem> problems;
  const std::vector<Node> nodes = TemplateReader(text, problems).read();
  const LetterParts none;
  TemplateWriter writer(from, letter, none, problems, /*is_plain=*/true);
  writer.write(nodes);
  return std::move(writer).take();
}

}  // namespace tongzhou
