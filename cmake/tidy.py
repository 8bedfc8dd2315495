#!/usr/bin/env python3
"""Runs clang-tidy on the source files of src, and remembers what it found clean.

Files are looked at as they are compiled, several as one translation unit, because most of the time goes into headers.
A unit is looked at again only when its files, a header of ours that they include, .clang-tidy or the compiler changed.
Findings go to standard output; BUILD/tidy.counts gets `<clean files> <files with findings>`.

usage: tidy.py BUILD REMEMBERED_FOLDER
"""

import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

TIDY = "clang-tidy-19"


def dependencies(build):
    """Object file -> the files it was compiled from, as ninja remembers them."""
    listing = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    result, files = {}, []
    for line in listing.splitlines():
        if line.startswith("    "):
            files.append(line.strip())
        elif ": #deps" in line:
            files = result.setdefault(line.split(": #deps")[0], [])
    return result


@functools.cache
def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def sources_of(entry, root):
    """The files of src that a translation unit is made of."""
    text = pathlib.Path(entry["file"]).read_text()
    files = re.findall(r'^#include "(.*\.cpp)"$', text, re.MULTILINE) or [entry["file"]]
    return [os.path.relpath(file, root) for file in files if file.startswith(os.path.join(root, "src") + os.sep)]


def key_of(entry, files, root, build, common):
    """Names everything of ours that clang-tidy's verdict on a translation unit depends on."""
    parts = [common, *sources_of(entry, root)]
    known = {os.path.normpath(os.path.join(build, file)) for file in files if not file.endswith("_cxx.cxx")}
    for file in sorted(known | {os.path.join(root, source) for source in sources_of(entry, root)}):
        if file.startswith(root + os.sep) and "/third_party/" not in file:
            parts.append(digest(file))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def tidy(entry, build, root):
    """The files of a translation unit in which clang-tidy finds something, and what it says."""
    run = subprocess.run([TIDY, "--quiet", "-p", build, "--config-file=.clang-tidy",
                          "--checks=-bugprone-suspicious-include", entry["file"]], capture_output=True, text=True)
    findings = re.findall(r"^(.*):\d+:\d+: (?:warning|error): ", run.stdout, re.MULTILINE)
    if run.returncode == 0 and not findings:
        return set(), ""
    sources = sources_of(entry, root)
    named = {os.path.relpath(file, root) for file in findings} & set(sources)
    return named or set(sources), run.stdout + (run.stderr if run.returncode else "")


def main(build, remembered):
    root = os.getcwd()
    build = os.path.abspath(build)
    remembered = pathlib.Path(remembered)
    remembered.mkdir(parents=True, exist_ok=True)
    version = subprocess.run([TIDY, "--version"], capture_output=True, text=True, check=True).stdout
    common = version + pathlib.Path(".clang-tidy").read_text() + pathlib.Path(__file__).read_text()

    known = dependencies(build)
    entries = [entry for entry in json.load(open(os.path.join(build, "compile_commands.json")))
               if entry["file"].startswith((root + "/src/", build + "/CMakeFiles/")) and sources_of(entry, root)]
    keys = {entry["file"]: key_of(entry, known.get(object_of(entry), []), root, build, common) for entry in entries}
    due = [entry for entry in entries if not (remembered / keys[entry["file"]]).exists()]
    print(f"{sum(len(sources_of(entry, root)) for entry in entries)} files, "
          f"{sum(len(sources_of(entry, root)) for entry in due)} to look at", flush=True)

    bad = set()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for entry, (found, output) in zip(due, pool.map(lambda entry: tidy(entry, build, root), due)):
            if found:
                bad |= found
                print(output, flush=True)
            else:
                (remembered / keys[entry["file"]]).touch()
    clean = sum(len(sources_of(entry, root)) for entry in entries) - len(bad)
    pathlib.Path(build, "tidy.counts").write_text(f"{clean} {len(bad)}\n")


def object_of(entry):
    return re.search(r" -o (\S+)", entry["command"]).group(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
