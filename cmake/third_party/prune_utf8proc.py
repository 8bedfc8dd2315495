#!/usr/bin/env python3
"""Leaves in utf8proc's tables what the program asks of them: category, grapheme class and lower case of a character.

The library's tables also serve normalisation, case folding, widths and directions; brotli makes 48 KB of them, a
twentieth of the page, and 12 KB of what is left. The functions that need what is gone must not be called: the link
would succeed, the answers be wrong.

usage: prune_utf8proc.py FOLDER    (rewrites utf8proc_data.c there; a second run changes nothing)
"""

import pathlib
import re
import sys

TABLE = re.compile(r"static const \w+ (utf8proc_\w+)\[\] = \{\n(.*?)\n?\};", re.DOTALL)
BLOCK = 256  # characters of one entry of the first stage


def numbers(text):
    return [int(number) for number in re.findall(r"\d+", text)]


def number_table(name, values):
    lines = [", ".join(map(str, values[i:i + 16])) + "," for i in range(0, len(values), 16)]
    return f"static const utf8proc_uint16_t {name}[] = {{\n" + "\n".join(lines) + "\n};\n"


def main(folder):
    path = pathlib.Path(folder) / "utf8proc_data.c"
    tables = dict(TABLE.findall(path.read_text(encoding="ascii")))
    sequences = numbers(tables["utf8proc_sequences"])
    stage1 = numbers(tables["utf8proc_stage1table"])
    stage2 = numbers(tables["utf8proc_stage2table"])

    kept_sequences, kept_properties, new_index = [], {}, []
    for row in re.findall(r"\{(.*)\}", tables["utf8proc_properties"]):
        fields = [field.strip() for field in row.split(",")]
        assert len(fields) == 17, row
        category, lower, boundary = fields[0], fields[7], fields[16]
        if lower != "UINT16_MAX":
            at = int(lower)
            letter = sequences[at:at + (2 if sequences[at] & 0xF800 == 0xD800 else 1)]
            lower = str(len(kept_sequences))
            kept_sequences += letter
        none = ["UINT16_MAX"]
        kept = ", ".join([category, "0", "0", "0", *none * 3, lower, *none * 2, *["false"] * 4, "1", "0", boundary])
        new_index.append(kept_properties.setdefault(kept, len(kept_properties)))

    blocks, new_stage1 = {}, []
    for start in stage1:
        block = tuple(new_index[at] for at in stage2[start:start + BLOCK])
        new_stage1.append(BLOCK * blocks.setdefault(block, len(blocks)))

    properties = "".join(f"  {{{row}}},\n" for row in kept_properties)
    path.write_text(
        number_table("utf8proc_sequences", kept_sequences or [0])
        + number_table("utf8proc_stage1table", new_stage1)
        + number_table("utf8proc_stage2table", [at for block in blocks for at in block])
        + f"static const utf8proc_property_t utf8proc_properties[] = {{\n{properties}}};\n"
        + number_table("utf8proc_combinations", [0]),
        encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1])
