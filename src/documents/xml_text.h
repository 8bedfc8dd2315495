// XML as the writers of documents, workbooks and drawings put it together. Private to them.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace tongzhou {

// What a part of a document begins with.
inline constexpr std::string_view kXmlHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

// XML with the values in the places of '@'.
void add_xml(std::string& out, std::string_view pattern,
             std::initializer_list<std::string_view> values);
void add_xml(std::string& out, std::string_view pattern, std::initializer_list<int> values);

// What texts for people are written of: what XML does not know is left out, and so are the marks
// that turn the direction of writing, because they let a text look like another.
bool is_written(char32_t character);

// Characters without markup. A byte that is no UTF-8 becomes U+FFFD.
void add_xml_characters(std::string& out, std::string_view text);

// How wide a text is, in quarters of a 汉字: about half of one for a Latin letter, a quarter for a
// blank or a full stop. Of several lines, the widest.
int text_quarters(std::string_view text);

}  // namespace tongzhou
