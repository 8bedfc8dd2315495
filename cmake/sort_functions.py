#!/usr/bin/env python3
"""Puts functions of a WebAssembly module that are alike beside each other, so that it packs better (by 25 KB of 926).

From one function on, the next is the one that shares most with it, and with those shortly before it: pieces of five
bytes, those that fewer others have counting more. Functions are named by their places in that order, and Binaryen
sorts them by name.

usage: sort_functions.py EM_CONFIG MODULE.wasm
"""

import collections
import math
import pathlib
import subprocess
import sys

IMPORT, CODE, CUSTOM = 2, 10, 0
MAGIC = b"\0asm\1\0\0\0"


def read_number(data, at):
    """An unsigned LEB128 number and what stands behind it."""
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return number, at


def number(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def sections(data):
    """(id, content) of each."""
    at = len(MAGIC)
    while at < len(data):
        kind = data[at]
        size, begin = read_number(data, at + 1)
        yield kind, data[begin:begin + size]
        at = begin + size


def skip_limits(data, at):
    flags, at = read_number(data, at)
    _, at = read_number(data, at)
    return read_number(data, at)[1] if flags & 1 else at


def imported_functions(content):
    count, at = read_number(content, 0)
    functions = 0
    for _ in range(count):
        for _ in range(2):  # module and name
            size, at = read_number(content, at)
            at += size
        kind = content[at]
        at += 1
        if kind == 0:
            functions += 1
            _, at = read_number(content, at)
        elif kind == 1:
            at = skip_limits(content, at + 1)
        elif kind == 2:
            at = skip_limits(content, at)
        elif kind == 3:
            at += 2
        else:
            _, at = read_number(content, at + 1)
    return functions


def bodies(content):
    count, at = read_number(content, 0)
    for _ in range(count):
        size, begin = read_number(content, at)
        yield content[begin:begin + size]
        at = begin + size


def alike(functions):
    """Their places in an order in which each is like those shortly before it."""
    piece, most, kept = 5, 2000, 0.85
    pieces = [{body[i:i + piece] for i in range(len(body) - piece + 1)} for body in functions]
    count = collections.Counter()
    for of in pieces:
        count.update(of)
    holders = collections.defaultdict(list)
    for place, of in enumerate(pieces):
        for one in of:
            if 2 <= count[one] <= most:
                holders[one].append(place)
    weight = {one: 1 / math.log2(1 + count[one]) for one in holders}
    # Where nothing is shared it goes on in the order of the bytes.
    rest = iter(sorted(range(len(functions)), key=functions.__getitem__))
    order, done, at = [], [False] * len(functions), None
    shared = collections.defaultdict(float)  # with those before, the nearer the more
    while len(order) < len(functions):
        for place in list(shared):
            shared[place] *= kept
            if shared[place] < 0.05:
                del shared[place]
        for one in sorted(pieces[at]) if at is not None else ():
            for place in holders.get(one, ()):
                if not done[place]:
                    shared[place] += weight[one]
        if shared:
            at = max(shared, key=lambda place: (shared[place] / (len(pieces[at]) + len(pieces[place])), -place))
            del shared[at]
        else:
            at = next(place for place in rest if not done[place])
        done[at] = True
        order.append(at)
    return order


def name_section(imports, functions):
    ranks = {place: rank for rank, place in enumerate(alike(functions))}
    names = [f"!{i:07}" for i in range(imports)] + [f"{ranks[i]:07}" for i in range(len(functions))]
    table = number(len(names))
    for index, name in enumerate(names):
        table += number(index) + number(len(name)) + name.encode()
    content = number(4) + b"name" + bytes([1]) + number(len(table)) + table
    return bytes([CUSTOM]) + number(len(content)) + content


def main(em_config, module):
    path = pathlib.Path(module)
    binaryen = subprocess.run([em_config, "BINARYEN_ROOT"], check=True, capture_output=True, text=True).stdout.strip()
    optimize = [pathlib.Path(binaryen, "bin", "wasm-opt"), "--all-features", module, "-o", module]
    subprocess.run([*optimize, "--coalesce-locals", "--reorder-locals"], check=True)
    data = path.read_bytes()
    assert data.startswith(MAGIC), f"{module} is no WebAssembly module"
    imports, functions, out = 0, [], bytearray(MAGIC)
    for kind, content in sections(data):
        if kind == CUSTOM:
            continue
        if kind == IMPORT:
            imports = imported_functions(content)
        if kind == CODE:
            functions = list(bodies(content))
        out += bytes([kind]) + number(len(content)) + content
    out += name_section(imports, functions)
    path.write_bytes(out)
    subprocess.run([*optimize, "--reorder-functions-by-name"], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
