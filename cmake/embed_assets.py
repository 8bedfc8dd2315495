#!/usr/bin/env python3
"""Turns text files of assets/ into string constants, found by their path below assets/.

usage: embed_assets.py HEADER SOURCE ASSETS_FOLDER FILE...
"""

import pathlib
import sys

from generate_words import write_if_changed

# Compilers bound the length of one literal (MSVC 16 KB, the standard promises 64 KB), so long texts are cut.
PIECE = 8000


def literal(data):
    """The bytes as adjacent C++ string literals, safe for any content."""
    def escape(byte):
        char = chr(byte)
        if char in '"\\':
            return "\\" + char
        if char == "\n":
            return "\\n"
        return char if 32 <= byte < 127 else f"\\{byte:03o}"

    pieces = [data[at:at + PIECE] for at in range(0, len(data), PIECE)] or [b""]
    return "\n     ".join('"' + "".join(map(escape, piece)) + '"' for piece in pieces)


def main(header, source, folder, files):
    names = sorted(pathlib.Path(file).relative_to(folder).as_posix() for file in files)
    write_if_changed(header, """// Made by cmake/embed_assets.py.
#pragma once

#include <string_view>

namespace tongzhou {

/// The text of assets/<name>, for example find_asset("templates/product_launch.txt"); empty where there is none.
std::string_view find_asset(std::string_view name);

}  // namespace tongzhou
""")
    rows = ""
    for name in names:
        data = (pathlib.Path(folder) / name).read_bytes()
        rows += f'    {{"{name}",\n     {{{literal(data)},\n      {len(data)}}}}},\n'
    write_if_changed(source, f"""// Made by cmake/embed_assets.py.
#include "core/assets_generated.h"

#include <array>

namespace tongzhou {{
namespace {{

struct Asset {{
  std::string_view name, text;
}};

constexpr std::array<Asset, {len(names)}> kAssets = {{{{
{rows}}}}};

}}  // namespace

std::string_view find_asset(std::string_view name) {{
  for (const Asset& asset : kAssets) {{
    if (asset.name == name) return asset.text;
  }}
  return {{}};
}}

}}  // namespace tongzhou
""")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
