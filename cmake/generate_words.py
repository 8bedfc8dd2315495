#!/usr/bin/env python3
"""Turns assets/words/*.tsv into the enum Word and its Chinese and English texts.

A line is `key<TAB>Chinese<TAB>English`; `#` starts a comment line. A text may hold placeholders {0}, {1}, ...
A duplicate key, a missing language or placeholders that differ between the languages is an error that
names the file and the line.

Keys are held by files: of changes ("did_take_minutes") and of choices, which the descriptions of records name. With
--few-keys only these get one, found in the record headers given: the others weigh on the download of the page.

usage: generate_words.py [--few-keys RECORDS_H,...] HEADER SOURCE TSV...
"""

import pathlib
import re
import sys

KEY = re.compile(r"[a-z][a-z0-9_]*")
PLACEHOLDER = re.compile(r"\{(\d+)\}")
# Keys become enumerators, so they must be none of these (the ones a label could plausibly be).
RESERVED = {"and", "or", "not", "new", "delete", "default", "switch", "case", "export", "import", "this", "none",
            "public", "private", "if", "else", "for", "while", "do", "return", "break", "continue", "auto", "class",
            "enum", "struct", "template", "namespace", "operator", "true", "false", "void", "int", "double", "float",
            "char", "short", "long", "signed", "unsigned", "static", "const", "using", "union", "try", "catch",
            "throw", "register", "explicit", "friend", "inline", "virtual", "volatile", "goto", "sizeof", "typename"}


def read_words(path, problems):
    """The entries (key, zh, en) of one file; what is wrong with it is added to problems."""
    entries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")  # a blank at the end is meant: ", "
        where = f"{path}:{number}: error: "
        if len(parts) != 3:
            problems.append(where + f"expected key<TAB>Chinese<TAB>English, found {len(parts)} columns")
            continue
        key, zh, en = parts
        if not KEY.fullmatch(key) or key in RESERVED:
            problems.append(where + f"'{key}' cannot be a key: use snake_case and no C++ keyword")
        if not zh.strip() or not en.strip():
            problems.append(where + f"'{key}' has no {'Chinese' if not zh.strip() else 'English'} text")
        if set(PLACEHOLDER.findall(zh)) != set(PLACEHOLDER.findall(en)):
            problems.append(where + f"'{key}' has different placeholders in Chinese and English")
        entries.append((key, zh, en, where))
    return entries


def quoted(text):
    """A C++ string literal with a NUL of its own; a tab or a line break in a text is written \\t or \\n in the file."""
    return '"' + text.replace('"', '\\"') + '\\0"'


KEPT = re.compile(r"did_|change_|ics_imported$")
CHOICES = re.compile(r"constexpr std::array k\w+\{([^}]*)\}")


def kept_keys(headers):
    """Tells of a key whether files hold it."""
    choices = {word for path in headers
               for body in CHOICES.findall(pathlib.Path(path).read_text(encoding="utf-8"))
               for word in re.findall(r"Word::(\w+)", body)}
    return lambda key: key in choices or KEPT.match(key) is not None


def write_if_changed(path, text):
    """Leaves the file and its time alone when nothing changed, so that nothing is rebuilt."""
    path = pathlib.Path(path)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main(header, source, files, keeps=lambda key: True):
    problems, entries, first_seen = [], [], {}
    for path in sorted(map(pathlib.Path, files)):
        entries += read_words(path, problems)
    for key, _, _, where in entries:
        if key in first_seen:
            problems.append(where + f"'{key}' is already defined at {first_seen[key].split(': ')[0]}")
        first_seen.setdefault(key, where)
    if problems:
        sys.exit("\n".join(problems))

    enumerators = "".join(f"  {key},\n" for key, *_ in entries)
    write_if_changed(header, f"""// Made by cmake/generate_words.py from assets/words/*.tsv.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tongzhou {{

enum class Word : std::uint16_t {{
  none,
{enumerators}}};

/// One text after another, each closed by a NUL: key and English of every word in order, then the Chinese of every
/// word. Texts of one language stand together and no table points at them: both make the page smaller.
extern const char kWordTexts[];
inline constexpr std::size_t kWordCount = {len(entries) + 1};

}}  // namespace tongzhou
""")
    rows = [("", "", ""), *((key if keeps(key) else "", zh, en) for key, zh, en, _ in entries)]
    texts = [text for key, _, en in rows for text in (key, en)] + [zh for _, zh, _ in rows]
    literals = "".join(f"    {quoted(text)}\n" for text in texts)
    write_if_changed(source, f"""// Made by cmake/generate_words.py from assets/words/*.tsv.
#include "core/words_generated.h"

// Longer than the standard asks every compiler to take; ours do.
#pragma clang diagnostic ignored "-Woverlength-strings"

namespace tongzhou {{

const char kWordTexts[] =
{literals}    ;

}}  // namespace tongzhou
""")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    few = {}
    if arguments[0] == "--few-keys":
        few = {"keeps": kept_keys(arguments[1].split(","))}
        arguments = arguments[2:]
    main(arguments[0], arguments[1], arguments[2:], **few)
