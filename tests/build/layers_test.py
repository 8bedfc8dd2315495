"""What tests/layers.py promises."""

import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
import layers  # noqa: E402

ARROWS = "# The house\n```\ncore <- model <- ui <- host <- desktop\nhost <- wasm\nmodel <- cli\n```\n"


def problems(**files):
    """What is wrong with a house of these files, named room__file."""
    with tempfile.TemporaryDirectory() as root:
        root = pathlib.Path(root)
        (root / "src").mkdir()
        (root / "src" / "README.md").write_text(ARROWS)
        for name, text in files.items():
            room, file = name.split("__")
            folder = root / "wasm" if room == "wasm" else root / "src" / room
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{file}.h").write_text(text)
        return layers.check(root)[0]


class Layers(unittest.TestCase):
    def test_a_room_may_include_itself_and_what_stands_left_of_it(self):
        self.assertEqual([], problems(model__plan='#include "core/date.h"\n#include "model/task.h"\n',
                                      cli__main='#include "core/date.h"\n', wasm__main='#include "ui/page.h"\n'))

    def test_an_include_against_the_arrows_is_named_with_its_line(self):
        self.assertEqual(["src/core/date.h:2: core may not include model: no arrow leads there"],
                         problems(core__date='#pragma once\n#include "model/plan.h"\n'))

    def test_side_branches_do_not_see_each_other(self):
        self.assertEqual(1, len(problems(cli__main='#include "ui/page.h"\n')))
        self.assertEqual(1, len(problems(desktop__main='#include "wasm/page.h"\n')))

    def test_nothing_below_host_knows_sdl_gl_or_emscripten(self):
        for header in ["SDL.h", "GL/gl.h", "GLES3/gl3.h", "emscripten.h", "emscripten/html5.h", "imgui_impl_sdl2.h"]:
            self.assertEqual(1, len(problems(ui__page=f"#include <{header}>\n")), header)
            self.assertEqual([], problems(host__loop=f"#include <{header}>\n"), header)

    def test_nothing_below_ui_knows_dear_imgui(self):
        for include in ["<imgui.h>", '"imgui.h"', '"imgui_internal.h"']:
            self.assertEqual(1, len(problems(model__plan=f"#include {include}\n")), include)
            self.assertEqual([], problems(ui__page=f"#include {include}\n"), include)

    def test_a_room_without_an_arrow_is_a_problem(self):
        self.assertEqual(["src/annex/shed.h: the room annex is not in the arrows of src/README.md"],
                         problems(annex__shed="#pragma once\n"))

    def test_an_include_that_names_no_room_is_a_problem(self):
        self.assertEqual(['src/model/plan.h:1: "task.h" names no room'],
                         problems(model__plan='#include "task.h"\n', model__task=""))


if __name__ == "__main__":
    unittest.main()
