// The sheets of a workbook (Office Open XML, as Excel, WPS and LibreOffice write it), as tables of
// texts.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace tongzhou {

bool is_workbook(std::span<const std::byte> bytes);

struct SheetText {
  std::string name;
  std::string csv;
};
// The first sheets, in their order, as CSV with commas. Numbers are as they are kept, percents as
// they are shown, dates ISO 8601, yes and no "1" and "0"; of formulas their last values. An error
// for what is no workbook, is damaged or unpacks to more than 64 MB a part.
Result<std::vector<SheetText>> read_workbook(std::span<const std::byte> bytes, std::size_t most);

}  // namespace tongzhou
