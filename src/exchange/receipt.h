// A small file by which whoever got a copy of a plan says that they have it. FORMAT.md has the
// layout.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/id.h"
#include "exchange/signing.h"

namespace tongzhou {

struct Receipt {
  AnyId copy;           // the plan that the copy is
  std::string version;  // what it holds there (exchange/returned_copy.h)
  std::string person, department;
  std::int64_t unix_milliseconds = 0;
  bool operator==(const Receipt&) const = default;
};

std::string write_receipt(const Receipt& receipt);
// Nothing where the text is none, or none that this version can read.
std::optional<Receipt> read_receipt(std::string_view text);

// The receipt with a line at its end that signs it.
std::string sign_receipt(std::string receipt, const SigningKey& key);
// As of a plan file. Line ends that became others on the way do not count.
Signature receipt_signature(std::string_view text);

}  // namespace tongzhou
