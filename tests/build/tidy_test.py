"""Tests of cmake/tidy.py: files looked at together get the verdicts they would get alone."""

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
# Does not go together with the file above: it gives a name of its own the same meaning.
COLLIDING = "static int hidden() { return 2; }\nint colliding() { return hidden(); }\n"
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

    def verdicts(self, **files):
        """(clean files, files with findings, what was said) for files given by name and text."""
        entries = []
        for name, text in files.items():
            file = self.root / "src" / f"{name}.cpp"
            file.write_text(text)
            entries.append({"directory": str(self.root / "build"), "file": str(file),
                            "command": f"clang++-19 -o {name}.o -c {file}"})
        (self.root / "build" / "compile_commands.json").write_text(json.dumps(entries))
        run = subprocess.run([sys.executable, ROOT / "cmake" / "tidy.py", "build", self.root / "remembered"], cwd=self.root,
                             capture_output=True, text=True, check=True)
        clean, bad = (self.root / "build" / "tidy.counts").read_text().split()
        return int(clean), int(bad), run.stdout

    def test_a_finding_is_that_of_its_file_alone(self):
        clean, bad, said = self.verdicts(first=CLEAN, second=WITH_FINDING, third="int third() { return 3; }\n")
        self.assertEqual((clean, bad), (2, 1))
        self.assertIn("second.cpp:1", said)
        self.assertIn("modernize-use-nullptr", said)

    def test_files_that_do_not_go_together_are_looked_at_alone(self):
        self.assertEqual(self.verdicts(first=CLEAN, second=COLLIDING)[:2], (2, 0))

    def test_only_what_changed_or_had_findings_is_looked_at_again(self):
        self.verdicts(first=CLEAN, second=WITH_FINDING)
        self.assertIn("2 files, 1 to look at", self.verdicts(first=CLEAN, second=WITH_FINDING)[2])
        self.assertIn("2 files, 2 to look at", self.verdicts(first=CLEAN + "\n", second=CLEAN)[2])


if __name__ == "__main__":
    unittest.main()
