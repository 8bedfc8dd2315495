#!/usr/bin/env python3
"""Runs clang-tidy on the source files of src, and remembers what it found clean.

A file is looked at again only when its text, a header of ours that it includes, .clang-tidy or the compiler changed.
Most of the time goes into the library's headers, so files are looked at several at once, as one translation unit; a
group with findings (or with files that do not go together) is halved until the file is alone.
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
import tempfile

TIDY = "clang-tidy-19"
TOGETHER = 8


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


def tidy(entry, build, *options):
    """Whether clang-tidy finds nothing in a translation unit, and what it says."""
    run = subprocess.run([TIDY, "--quiet", "-p", build, *options, entry["file"]], capture_output=True, text=True)
    findings = re.findall(r"^.*: (?:warning|error): .*$", run.stdout, re.MULTILINE)
    return run.returncode == 0 and not findings, run.stdout + (run.stderr if run.returncode else "")


def look_at(group, build):
    """Yields each entry of a group of files that are compiled alike, with its verdict and what clang-tidy says."""
    if len(group) == 1:
        yield group[0], *tidy(group[0], build)
        return
    with tempfile.TemporaryDirectory() as folder:
        together = dict(group[0], file=os.path.join(folder, "together.cpp"))
        together["command"] = together["command"].replace(group[0]["file"], together["file"])
        pathlib.Path(together["file"]).write_text("".join(f'#include "{entry["file"]}"\n' for entry in group))
        pathlib.Path(folder, "compile_commands.json").write_text(json.dumps([together]))
        clean, _ = tidy(together, folder, "--config-file=.clang-tidy", "--checks=-bugprone-suspicious-include")
    if clean:
        yield from ((entry, True, "") for entry in group)
        return
    half = len(group) // 2
    yield from look_at(group[:half], build)
    yield from look_at(group[half:], build)


def groups_of(entries):
    """Entries compiled alike, at most TOGETHER in a group, the groups about equally large."""
    alike = {}
    for entry in entries:
        options = entry["command"].replace(entry["file"], "").replace(object_of(entry), "")
        alike.setdefault(options, []).append(entry)
    for files in alike.values():
        count = -(-len(files) // TOGETHER)
        yield from (files[index * len(files) // count:(index + 1) * len(files) // count] for index in range(count))


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
        for verdicts in pool.map(lambda group: list(look_at(group, build)), list(groups_of(due))):
            for entry, clean, output in verdicts:
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
