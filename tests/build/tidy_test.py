"""Tests of cmake/tidy.py: what is found in a file that is compiled together with others is that file's."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

CLEAN = "static int hidden() { return 1; }\nint clean() { return hidden(); }\n"
WITH_FINDING = "int* finding() { return 0; }\n"


class Tidy(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(os.path.realpath(folder.name))
        (self.root / "src").mkdir()
        (self.root / "build").mkdir()
        shutil.copy(ROOT / ".clang-tidy", self.root)
        (self.root / "build" / "build.ninja").write_text("rule none\n  command = true\n")

    def verdicts(self, *units):
        """(clean files, files with findings, what was said) for units, each files by name and text."""
        entries = []
        for number, files in enumerate(units):
            for name, text in files.items():
                (self.root / "src" / f"{name}.cpp").write_text(text)
            unit = self.root / "build" / "CMakeFiles" / f"unity_{number}_cxx.cxx"
            unit.parent.mkdir(exist_ok=True)
            unit.write_text("".join(f'#include "{self.root}/src/{name}.cpp"\n' for name in files))
            entries.append({"directory": str(self.root / "build"), "file": str(unit),
                            "command": f"clang++-19 -o {number}.o -c {unit}"})
        (self.root / "build" / "compile_commands.json").write_text(json.dumps(entries))
        run = subprocess.run([sys.executable, ROOT / "cmake" / "tidy.py", "build", self.root / "remembered"], cwd=self.root,
                             capture_output=True, text=True, check=True)
        clean, bad = (self.root / "build" / "tidy.counts").read_text().split()
        return int(clean), int(bad), run.stdout

    def test_a_finding_is_that_of_its_file_alone(self):
        clean, bad, said = self.verdicts({"first": CLEAN, "second": WITH_FINDING, "third": "int third() { return 3; }\n"})
        self.assertEqual((clean, bad), (2, 1))
        self.assertIn("second.cpp:1", said)
        self.assertIn("modernize-use-nullptr", said)

    def test_what_does_not_compile_is_a_finding(self):
        self.assertEqual(self.verdicts({"first": "#include <nowhere>\n", "second": CLEAN})[1], 1)

    def test_only_what_changed_or_had_findings_is_looked_at_again(self):
        clean = {"first": CLEAN}
        self.verdicts(clean, {"second": WITH_FINDING})
        self.assertIn("2 files, 1 to look at", self.verdicts(clean, {"second": WITH_FINDING})[2])
        self.assertIn("2 files, 2 to look at", self.verdicts({"first": CLEAN + "\n"}, {"second": CLEAN})[2])


if __name__ == "__main__":
    unittest.main()
