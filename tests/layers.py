#!/usr/bin/env python3
"""Checks every #include of the product against the arrows of src/README.md.

The arrows stand there as lines `a <- b <- c`: a room may include itself and whatever stands left of it, directly or
through another line. Beside them hold two rules about third-party parts: SDL, OpenGL and Emscripten are known only
from `host` on, Dear ImGui only from `ui` on.

usage: layers.py [ROOT]
"""

import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)

# What may be included only by a room and those that stand on it.
RESTRICTED = [
    (re.compile(r"(SDL|SDL2/|GL/|GLES\d?/|EGL/|KHR/|emscripten|imgui_impl_)"), "host"),
    (re.compile(r"(imgui|imstb_)"), "ui"),
]


def read_arrows(text):
    """Room -> the rooms it may include, from lines `a <- b <- c`; the room itself is among them."""
    below = {}
    for line in text.splitlines():
        rooms = [part.strip(" `") for part in line.split("<-")]
        if len(rooms) < 2 or not all(re.fullmatch(r"[a-z]+", room) for room in rooms):
            continue
        for left, right in zip([None] + rooms, rooms):
            below.setdefault(right, set()).update({left} if left else set())

    def reach(room, seen):
        for lower in below[room] - seen:
            seen.add(lower)
            reach(lower, seen)
        return seen

    return {room: reach(room, {room}) for room in below}


def product_files(root):
    """(room, file) for every C++ file of the product."""
    for folder in [root / "src", root / "wasm"]:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".h", ".cpp"}:
                yield (path.relative_to(folder).parts[0] if folder.name == "src" else "wasm"), path


def check_include(room, path, quote, name, arrows):
    """What is wrong with one include, or nothing."""
    for pattern, lowest in RESTRICTED:
        if pattern.match(name) and lowest in arrows and lowest not in arrows[room]:
            return f"only {lowest} and the rooms on it may know {name}"
    if quote == "<" or pattern_of_third_party(name):
        return None
    target = name.split("/")[0]
    if target in arrows:
        return None if target in arrows[room] else f"{room} may not include {target}: no arrow leads there"
    if "/" not in name and (path.parent / name).exists() and room == "wasm":
        return None
    return f'"{name}" names no room'


def pattern_of_third_party(name):
    return any(pattern.match(name) for pattern, _ in RESTRICTED)


def check(root):
    """All violations, one sentence each, and the number of includes looked at."""
    arrows = read_arrows((root / "src" / "README.md").read_text(encoding="utf-8"))
    problems, looked_at = [], 0
    for room, path in product_files(root):
        if room not in arrows:
            problems.append(f"{path.relative_to(root)}: the room {room} is not in the arrows of src/README.md")
            continue
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            looked_at += 1
            problem = check_include(room, path, *match.groups(), arrows)
            if problem:
                line = text.count("\n", 0, match.start(1)) + 1
                problems.append(f"{path.relative_to(root)}:{line}: {problem}")
    return problems, looked_at


if __name__ == "__main__":
    found, count = check(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found))
    print(f"{count} includes, {len(found)} against the arrows")
    sys.exit(1 if found or count == 0 else 0)
