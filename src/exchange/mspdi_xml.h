// Reading MSPDI element by element: typed values, and nothing passed over in silence.
#pragma once

#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/words.h"
#include "exchange/imported.h"
#include "exchange/mspdi_codes.h"

namespace tongzhou {

// xsd:duration as Project writes it, PT8H0M0S. A strong type, because not yet minutes.
struct MspdiSeconds {
  std::int64_t count = 0;
  bool operator==(const MspdiSeconds&) const = default;
};

// Each writes the value and returns true, or leaves it alone. Surrounding blanks do not count.
bool parse_mspdi(std::string_view text, bool& value);          // 0, 1, true, false
bool parse_mspdi(std::string_view text, std::int64_t& value);  // within 32 bits, or +-10^15
bool parse_mspdi(std::string_view text, double& value);        // finite
bool parse_mspdi(std::string_view text, MspdiSeconds& value);  // up to 100 years
bool parse_mspdi(std::string_view text, std::string& value);   // control characters are dropped
// Seconds, fractions and zones are cut off; "NA", the year 1 and before, mean none.
bool parse_mspdi(std::string_view text, Instant& value);
template <class Value>
bool parse_mspdi(std::string_view text, std::optional<Value>& value) {
  Value inner{};
  if (!parse_mspdi(text, inner)) return false;
  value = std::move(inner);
  return true;
}

std::string_view trimmed(std::string_view text);
// The text of an element, also where comments or CDATA interrupt it.
std::string text_of(const pugi::xml_node& node);
// The element holds a default or a zero: losing it loses nothing.
bool says_nothing(const pugi::xml_node& node, std::string_view usual);

// What reading a record leaves to tell about it.
struct MspdiRecord {
  std::vector<Word> lost;            // kinds of content without a place here, each once
  std::vector<std::string> unknown;  // elements not in the schema
  std::vector<std::string> unread;   // elements whose value is not of their type
  bool cut_seconds = false;          // a time or length was not a whole minute
};
void tell(Notices& notices, const MspdiRecord& record, std::string_view name);

// One element of a record: read into a member, or lost (and told, unless it says nothing). Tables
// of them are in the order of the schema, which is the order of files, so that looking up is a
// step.
template <class Raw>
struct MspdiElement {
  std::string_view name;
  bool (*read)(Raw&, const pugi::xml_node&) = nullptr;
  Word lost = Word::none;
  std::string_view usual = {};  // its default, or "*": computed by Project, never worth telling

  static constexpr MspdiElement computed(std::string_view name) {
    return {name, nullptr, Word::none, "*"};
  }
  static constexpr MspdiElement not_kept(std::string_view name, Word told,
                                         std::string_view usual = {}) {
    return {name, nullptr, told, usual};
  }
};

template <auto member, class Raw>
bool read_member(Raw& raw, const pugi::xml_node& node) {
  const std::string text = text_of(node);
  // An empty element of any type but text is the same as none.
  using Member = std::remove_cvref_t<decltype(raw.*member)>;
  if constexpr (!std::is_same_v<Member, std::string>)
    if (trimmed(text).empty()) return true;
  if constexpr (std::is_same_v<Member, Instant>)
    if (text.size() >= 19 && text.substr(17, 2) != "00" && text[10] == 'T') raw.cut_seconds = true;
  return parse_mspdi(text, raw.*member);
}

namespace detail {
void note_lost(MspdiRecord& record, Word word);
}  // namespace detail

template <class Raw, std::size_t count>
Raw read_record(const pugi::xml_node& node, const MspdiElement<Raw> (&table)[count]) {
  Raw raw;
  std::size_t at = 0;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    const std::string_view name = child.name();
    std::size_t tried = 0;
    while (tried < count && table[at].name != name) {
      at = (at + 1) % count;
      ++tried;
    }
    if (tried == count) {
      if (!says_nothing(child, {})) raw.unknown.emplace_back(name);
      continue;
    }
    const MspdiElement<Raw>& element = table[at];
    if (element.read != nullptr) {
      if (!element.read(raw, child)) raw.unread.emplace_back(name);
    } else if (element.usual != "*" && !says_nothing(child, element.usual)) {
      detail::note_lost(raw, element.lost);
    }
  }
  return raw;
}

}  // namespace tongzhou
