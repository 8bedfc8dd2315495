// The machine's knowledge of old Chinese encodings, for tests on it.
#pragma once

#include <iconv.h>

#include <optional>
#include <span>
#include <string>

#include "core/ports.h"

namespace tongzhou::test {

struct IconvCodec : TextCodec {
  std::optional<std::string> decode_gb18030(std::span<const std::byte> bytes) const override {
    const iconv_t converter = iconv_open("UTF-8", "GB18030");
    if (converter == iconv_t(-1)) return std::nullopt;
    std::string in(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::string out(in.size() * 2 + 16, '\0');
    char* from = in.data();
    char* to = out.data();
    std::size_t left = in.size();
    std::size_t room = out.size();
    const std::size_t result = iconv(converter, &from, &left, &to, &room);
    iconv_close(converter);
    if (result == std::size_t(-1)) return std::nullopt;
    out.resize(out.size() - room);
    return out;
  }
};

}  // namespace tongzhou::test
