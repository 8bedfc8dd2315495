// The first sheet of a workbook (Office Open XML, as Excel, WPS and LibreOffice write it), as a
// table of texts.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "core/result.h"

namespace tongzhou {

bool is_workbook(std::span<const std::byte> bytes);

// As CSV with commas. Numbers are as they are kept, percents as they are shown, dates ISO 8601, yes
// and no "1" and "0"; of formulas their last values. An error for what is no workbook, is damaged
// or unpacks to more than 64 MB a part.
Result<std::string> workbook_to_csv(std::span<const std::byte> bytes);

}  // namespace tongzhou
