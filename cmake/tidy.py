#!/usr/bin/env python3
"""Runs clang-tidy on the source files of src, and remembers what it found clean.

A file is looked at again only when its text, a header of ours that it includes, .clang-tidy or the compiler changed.
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


def key_of(entry, files, root, build, common):
    """Names everything of ours that clang-tidy's verdict on a file depends on."""
    parts = [common, os.path.relpath(entry["file"], root)]
    for file in sorted({os.path.normpath(os.path.join(build, file)) for file in files} | {entry["file"]}):
        if file.startswith(root + os.sep) and "/third_party/" not in file:
            parts.append(digest(file))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def look_at(entry, build):
    # Options that only the build's own tools and other runtimes understand are of no use to clang-tidy.
    run = subprocess.run([TIDY, "--quiet", "-p", build, entry["file"]], capture_output=True, text=True)
    findings = re.findall(r"^.*: (?:warning|error): .*$", run.stdout, re.MULTILINE)
    return run.returncode == 0 and not findings, run.stdout + (run.stderr if run.returncode else "")


def main(build, remembered):
    root = os.getcwd()
    build = os.path.abspath(build)
    remembered = pathlib.Path(remembered)
    remembered.mkdir(parents=True, exist_ok=True)
    version = subprocess.run([TIDY, "--version"], capture_output=True, text=True, check=True).stdout
    common = version + pathlib.Path(".clang-tidy").read_text() + pathlib.Path(__file__).read_text()

    known = dependencies(build)
    entries = [entry for entry in json.load(open(os.path.join(build, "compile_commands.json")))
               if re.match(re.escape(root) + "/src/", entry["file"])]
    keys = {entry["file"]: key_of(entry, known.get(object_of(entry), []), root, build, common) for entry in entries}
    due = [entry for entry in entries if not (remembered / keys[entry["file"]]).exists()]
    print(f"{len(entries)} files, {len(due)} to look at", flush=True)

    bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for entry, (clean, output) in zip(due, pool.map(lambda entry: look_at(entry, build), due)):
            if clean:
                (remembered / keys[entry["file"]]).touch()
            else:
                bad += 1
                print(output, flush=True)
    pathlib.Path(build, "tidy.counts").write_text(f"{len(entries) - bad} {bad}\n")


def object_of(entry):
    return re.search(r" -o (\S+)", entry["command"]).group(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
