"""A property that is found false must fail its test: RapidCheck only prints what it finds, and answers."""

import pathlib
import re
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]


class Properties(unittest.TestCase):
    def test_every_answer_is_looked_at(self):
        unheard = [f"{file.relative_to(TESTS)}:{number}"
                   for file in sorted(TESTS.rglob("*.cpp"))
                   for number, line in enumerate(file.read_text().splitlines(), 1)
                   if re.match(r"\s*rc::check\(", line)]
        self.assertEqual(unheard, [])


if __name__ == "__main__":
    unittest.main()
