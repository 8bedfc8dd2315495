"""What cmake/generate_words.py promises."""

import contextlib
import io
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "cmake"))
import generate_words  # noqa: E402


def generate(**files):
    """The generated header and source of word files given by name."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, text in files.items():
            (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
        generate_words.main(folder / "out.h", folder / "out.cpp", sorted(folder.glob("*.tsv")))
        return (folder / "out.h").read_text(encoding="utf-8"), (folder / "out.cpp").read_text(encoding="utf-8")


class Words(unittest.TestCase):
    def test_labels_of_changes_have_keys_on_the_page(self):
        import re
        used = {word for path in (ROOT / "src").rglob("*.cpp")
                for word in re.findall(r"make_label\(\s*Word::(\w+)", path.read_text(encoding="utf-8"))}
        self.assertGreater(len(used), 40)
        self.assertEqual([], sorted(word for word in used if not generate_words.KEPT.match(word)))

    def test_every_word_is_said(self):
        import re
        said = {word for folder in ("src", "wasm") for path in (ROOT / folder).rglob("*.[ch]*")
                for word in re.findall(r"Word::(\w+)", path.read_text(encoding="utf-8"))}
        known = {line.split("\t")[0] for path in (ROOT / "assets" / "words").glob("*.tsv")
                 for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
        self.assertGreater(len(known), 2000)
        self.assertEqual([], sorted(known - said))

    def test_few_keys_are_those_that_files_hold(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "a.tsv").write_text("did_it\t做\tDo\nmode_mail\t邮\tMail\nonly_shown\t看\tSee\n", encoding="utf-8")
            (folder / "r.h").write_text("inline constexpr std::array kModes{Word::mode_mail,\n    Word::mode_mail};")
            generate_words.main(folder / "out.h", folder / "out.cpp", [folder / "a.tsv"],
                                keeps=generate_words.kept_keys([folder / "r.h"]))
            source = (folder / "out.cpp").read_text(encoding="utf-8")
        self.assertIn('"did_it\\0"', source)
        self.assertIn('"mode_mail\\0"', source)
        self.assertNotIn("only_shown", source)
        self.assertIn('"See\\0"', source)

    def refused(self, because, **files):
        with self.assertRaises(SystemExit) as refusal, contextlib.redirect_stderr(io.StringIO()):
            generate(**files)
        self.assertIn(because, str(refusal.exception))

    def test_every_key_becomes_a_word_in_both_languages(self):
        header, source = generate(b="undo_it\t撤销\tUndo\n", a="# comment\n\nopen_file\t打开 {0}\tOpen {0}\n")
        self.assertLess(header.index("open_file"), header.index("undo_it"))
        self.assertIn('"open_file\\0"\n    "Open {0}\\0"\n    "undo_it\\0"', source)
        self.assertIn('"打开 {0}\\0"\n    "撤销\\0"', source)
        self.assertIn("kWordCount = 3", header)

    def test_a_key_without_a_language_is_refused(self):
        self.refused("no English text", a="undo_it\t撤销\t\n")
        self.refused("found 2 columns", a="undo_it\t撤销\n")

    def test_a_key_given_twice_is_refused(self):
        self.refused("b.tsv:1: error: 'undo_it' is already defined at", a="undo_it\t撤销\tUndo\n", b="undo_it\t撤销\tUndo\n")

    def test_languages_must_have_the_same_placeholders(self):
        self.refused("different placeholders", a="moved\t已移动 {0} 项\tMoved\n")

    def test_a_key_that_cpp_could_not_spell_is_refused(self):
        self.refused("cannot be a key", a="new\t新建\tNew\n")
        self.refused("cannot be a key", a="Open File\t打开\tOpen\n")


if __name__ == "__main__":
    unittest.main()
