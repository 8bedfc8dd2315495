#!/usr/bin/env python3
"""Opens documents with a word processor and measures the pages that it makes of them.

usage: office.py FOLDER

FOLDER holds what docx_samples writes. Each file is looked at as a package (elements in the order of ISO/IEC 29500-1,
which Word insists on; styles, lists and parts that are named are there), converted to PDF by LibreOffice, and measured
in what poppler says of the PDF: A4 everywhere; on official paper the frame of GB/T 9704-2012.
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# The order of children, of those that we write or may write.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
           "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
           "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
           "textboxTightWrap outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar "
             "tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
    "tr": "trPr tc",
    "p": "pPr r fldSimple",
    "style": "name basedOn next qFormat pPr rPr tblPr trPr tcPr tblStylePr",
    "styles": "docDefaults style",
    "lvl": "start numFmt suff lvlText lvlJc pPr rPr",
    "numbering": "abstractNum num",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "font": "altName panose1 charset family pitch",
    "sectPr": "footerReference pgSz pgMar titlePg docGrid",
}
REPEATED = {"tr", "tc", "p", "r", "fldSimple", "style", "abstractNum", "num", "footerReference", "tblStylePr"}

MM = 72 / 25.4
# GB/T 9704-2012, 5.2: A4, 37 mm above and 28 mm left of the type area; 156 x 225 mm; 22 lines of 28 characters.
TOP, LEFT, WIDTH, HEIGHT, LINES, CHARACTERS = 37, 28, 156, 225, 22, 28
PITCH = HEIGHT / LINES
FOOT_CHARACTER = 14 / MM  # the page number stands one character of its own size from the edge
FOOT_DISTANCE = 7  # of its dashes, below the type area

passed, failures = 0, []


def expect(holds, what):
    global passed
    if holds:
        passed += 1
    else:
        failures.append(what)
        print("FAILED:", what)


def near(value, wanted, within, what):
    expect(abs(value - wanted) <= within, f"{what}: {value:.1f} mm, not {wanted:.1f} within {within}")


def check_order(part, root):
    for element in root.iter():
        order = ORDER.get(element.tag.removeprefix(WORD), "").split()
        if not order or element.tag.removeprefix(WORD) == element.tag:
            continue
        names = [child.tag.removeprefix(WORD) for child in element]
        unknown = set(names) - set(order)
        expect(not unknown, f"{part}: {sorted(unknown)} in {element.tag}")
        places = [order.index(name) for name in names if name in order]
        # Paragraphs and runs, rows and rows may follow each other in any number.
        if element.tag == WORD + "p":
            places = [min(place, 1) for place in places]
        expect(places == sorted(places), f"{part}: {names} in {element.tag}")
        once = [name for name in names if name not in REPEATED]
        expect(len(once) == len(set(once)), f"{part}: something is twice in {element.tag}")


def check_package(path):
    with zipfile.ZipFile(path) as archive:
        expect(archive.testzip() is None, f"{path.name}: the archive is whole")
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    for name, root in parts.items():
        check_order(f"{path.name}: {name}", root)
        if name.endswith(".rels"):
            folder = pathlib.PurePosixPath(name).parent.parent
            for relation in root:
                expect("TargetMode" not in relation.attrib and str(folder / relation.get("Target")) in parts,
                       f"{path.name}: {relation.get('Target')} is there")
    styles = {style.get(WORD + "styleId") for style in parts["word/styles.xml"].iter(WORD + "style")}
    lists = {number.get(WORD + "numId") for number in parts["word/numbering.xml"].iter(WORD + "num")}
    relations = {relation.get("Id") for relation in parts["word/_rels/document.xml.rels"]}
    body = parts["word/document.xml"]
    used = {element.get(WORD + "val") for tag in ("pStyle", "tblStyle") for element in body.iter(WORD + tag)}
    expect(used <= styles, f"{path.name}: styles {sorted(used - styles)}")
    used = {element.get(WORD + "val") for element in body.iter(WORD + "numId")}
    expect(used <= lists, f"{path.name}: lists {sorted(used - lists)}")
    used = {element.get(RELATIONS + "id") for element in body.iter(WORD + "footerReference")}
    expect(used <= relations, f"{path.name}: footers {sorted(used - relations)}")


def convert(files, folder):
    """One PDF for each file, made in a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf",
                        "--outdir", str(folder), *map(str, files)],
                       check=True, timeout=600, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def tell(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class Line:
    """Words at the same height, from left to right; millimetres from the upper left corner of the page."""

    def __init__(self, words):
        words.sort()
        self.left, self.right = words[0][0], max(word[1] for word in words)
        self.top, self.middle = words[0][2], (words[0][2] + words[0][3]) / 2
        self.words = [word[4] for word in words]
        self.text = "".join(self.words)


def read_pages(pdf):
    """For each page its lines, from above."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", tell("pdftotext", "-bbox", str(pdf), "-"))
    pages = []
    for page in text.split("<page ")[1:]:
        heights = {}
        for match in re.finditer(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>',
                                 page):
            left, top, right, bottom = (float(number) / MM for number in match.groups()[:4])
            heights.setdefault(round((top + bottom) / 2), []).append((left, right, top, bottom, match[5]))
        pages.append([Line(words) for _, words in sorted(heights.items())])
    return pages


def check_paper(pdf):
    info = tell("pdfinfo", "-l", "-1", str(pdf))
    sizes = re.findall(r"size: +([\d.]+) x ([\d.]+) pts", info)
    expect(bool(sizes) and all(abs(float(width) - 210 * MM) < 1 and abs(float(height) - 297 * MM) < 1
                               for width, height in sizes), f"{pdf.name}: pages of A4")
    expect(len(tell("pdfinfo", "-url", str(pdf)).splitlines()) <= 1, f"{pdf.name}: no links")


def red_rules(pdf):
    """Of the first page: (height, left, right) in mm of each run of red rows, where its middle is red."""
    dots = 10  # to a millimetre
    picture = subprocess.run(["pdftoppm", "-r", str(dots * 25.4), "-f", "1", "-l", "1", str(pdf)], check=True,
                             capture_output=True).stdout
    size, data = picture.split(b"\n", 3)[1], picture.split(b"\n", 3)[3]
    width, height = map(int, size.split())

    def is_red(x, y):
        red, green, blue = data[(y * width + x) * 3:(y * width + x) * 3 + 3]
        return red > 180 and green < 90 and blue < 90

    rules, before = [], -99
    for y in (y for y in range(height) if all(is_red(x, y) for x in range(width // 4, width * 3 // 4, 50))):
        if y - before > 2 * dots:
            reds = [x for x in range(width) if is_red(x, y)]
            rules.append((y / dots, reds[0] / dots, reds[-1] / dots))
        before = y
    return rules


def check_letter_rules(name, pages, pdf):
    """GB/T 9704-2012, 10.1: no number on the first page; red rules of 170 mm, the second 20 mm above the edge."""
    expect(not any(line.text == "—1—" for line in pages[0]), f"{name}: the first page has no number")
    rules = red_rules(pdf)
    expect(len(rules) == 2, f"{name}: two red rules, not {rules}")
    for _, left, right in rules:
        near(left, 20, 0.7, f"{name}: left end of a red rule")
        near(right, 190, 0.7, f"{name}: right end of a red rule")
    if len(rules) == 2:
        near(rules[1][0], 277, 1, f"{name}: height of the second red rule")
        print(f"{name}: red rules at {rules[0][0]:.1f} and {rules[1][0]:.1f} mm, "
              f"from {rules[1][1]:.1f} to {rules[1][2]:.1f} mm")


def check_official_foot(name, pages, first=1):
    for number, lines in list(enumerate(pages, 1))[first - 1:]:
        foot = lines[-1] if lines else None
        expect(foot is not None and foot.text == f"—{number}—", f"{name}: the number of page {number}")
        if foot is None:
            continue
        if number % 2 == 1:
            near(foot.right, LEFT + WIDTH - FOOT_CHARACTER, 1, f"{name}: right end of the number of page {number}")
        else:
            near(foot.left, LEFT + FOOT_CHARACTER, 1, f"{name}: left end of the number of page {number}")
        near(foot.middle, TOP + HEIGHT + FOOT_DISTANCE, 1.5, f"{name}: height of the number of page {number}")


def check_plain_foot(name, pages):
    for number, lines in enumerate(pages, 1):
        expect(bool(lines) and lines[-1].text == f"{number}/{len(pages)}", f"{name}: the number of page {number}")
        if lines:
            near((lines[-1].left + lines[-1].right) / 2, 105, 1, f"{name}: middle of the number of page {number}")


def check_grid(name, pages):
    """Pages full of 汉字; the first has a title, the last is not full."""
    for number, lines in list(enumerate(pages, 1))[1:-1]:
        body = lines[:-1]
        what = f"{name}: page {number}"
        expect(len(body) == LINES, f"{what}: {len(body)} lines")
        counts = {len(line.text) for line in body}
        expect(counts == {CHARACTERS}, f"{what}: {counts} characters in a line")
        near(min(line.left for line in body), LEFT, 0.6, f"{what}: left edge")
        near(max(line.right for line in body), LEFT + WIDTH, 1, f"{what}: right edge")
        # How high a character stands in its line is the font's affair.
        near(body[0].middle, TOP + PITCH / 2, PITCH / 4, f"{what}: first line")
        near(body[-1].middle, TOP + HEIGHT - PITCH / 2, PITCH / 4, f"{what}: last line")
        near((body[-1].middle - body[0].middle) / (LINES - 1), PITCH, 0.05, f"{what}: from line to line")
    middle = pages[1][:-1]
    print(f"{name}: {len(middle)} lines of {len(middle[0].text)} characters; from {middle[0].left:.1f} to "
          f"{middle[0].right:.1f} mm; middles of lines from {middle[0].middle:.1f} to {middle[-1].middle:.1f} mm; "
          f"{(middle[-1].middle - middle[0].middle) / (LINES - 1):.2f} mm from line to line")


def find_line(pages, start):
    return next((line for lines in pages for line in lines if line.text.startswith(start)), None)


def check_letter(name, pages):
    character = WIDTH / CHARACTERS
    edges = [("内部", "left", LEFT), ("市场部、生产部：", "left", LEFT),
             ("同舟函〔2026〕3号", "right", LEFT + WIDTH),
             ("为确保", "left", LEFT + 2 * character), ("一、总体要求", "left", LEFT + 2 * character),
             ("附件：1.", "left", LEFT + 2 * character), ("2.验收标准", "left", LEFT + 5 * character),
             ("2026年11月28日", "right", LEFT + WIDTH - 4 * character)]
    for start, edge, wanted in edges:
        line = find_line(pages, start)
        expect(line is not None, f"{name}: {start}")
        if line is not None:
            near(getattr(line, edge), wanted, 1.2, f"{name}: {edge} edge of {start}")
    # The red head stands in the middle of the paper, as its rule does, the title in that of the type area.
    for start, middle in [("新品联合上市项目组", 105), ("关于请市场部、生产部确认", LEFT + WIDTH / 2),
                          ("新品上市时间安排的函", LEFT + WIDTH / 2)]:
        line = find_line(pages, start)
        expect(line is not None, f"{name}: {start}")
        if line is not None:
            near((line.left + line.right) / 2, middle, 1, f"{name}: middle of {start}")


def check_minutes(name, pages, pdf):
    """GB/T 9704-2012, 10.3: the red mark in the middle, 35 mm below the upper edge of the type area."""
    mark = find_line(pages, "市场部会议纪要")
    expect(mark is not None, f"{name}: the mark")
    if mark is not None:
        near((mark.left + mark.right) / 2, LEFT + WIDTH / 2, 1, f"{name}: middle of the mark")
        near(mark.top, TOP + 35, 2.5, f"{name}: upper edge of the mark")
    number = find_line(pages, "市场协纪〔2026〕7号")
    expect(number is not None, f"{name}: the number")
    if number is not None:
        near((number.left + number.right) / 2, LEFT + WIDTH / 2, 1, f"{name}: middle of the number")
    imprint = find_line(pages, "市场部2026年11月28日")
    expect(imprint is not None, f"{name}: who issued it and when stand in one line")
    if imprint is not None:
        near(imprint.left, LEFT, 1.2, f"{name}: who issued it stands left")
        near(imprint.right, LEFT + WIDTH, 1.2, f"{name}: the date stands right")
    rules = red_rules(pdf)
    expect(len(rules) == 1, f"{name}: one red rule, not {rules}")
    if rules and imprint is not None:
        expect(0 < rules[0][0] - imprint.middle < 10, f"{name}: the rule stands below the imprint")


def check_table(name, pages):
    """From the page on that its head stands on, the table is alone."""
    with_head = [number for number, lines in enumerate(pages, 1)
                 if any(line.text == "No.TaskDepartmentFinishStandingRemark" for line in lines)]
    expect(with_head == list(range(with_head[0], len(pages) + 1)) if with_head else False,
           f"{name}: the head of the table on every page of it, not only on {with_head}")
    text = "\n".join(line.text for lines in pages for line in lines)
    expect(all(f"\n{row}Build" in text for row in range(1, 501)), f"{name}: all 500 rows")


def check_hostile(name, pages):
    text = "".join(line.text for lines in pages for line in lines)
    expect("=cmd|" in text and "HYPERLINK" in text, f"{name}: what looks like a formula or a field is text")
    expect(not re.search("[\u202a-\u202e\u2066-\u2069]", text), f"{name}: nothing turns the direction")


def check_document(path, pdf):
    expect(pdf.exists(), f"{path.name} opens")
    if not pdf.exists():
        return
    check_paper(pdf)
    pages = read_pages(pdf)
    expect(bool(pages), f"{path.name} has pages")
    name = path.stem
    with zipfile.ZipFile(path) as package:
        is_letter = b"<w:titlePg/>" in package.read("word/document.xml")
    if name.startswith("plain"):
        check_plain_foot(name, pages)
    else:
        check_official_foot(name, pages, first=2 if is_letter else 1)
    if is_letter and name.startswith("official-letter"):
        check_letter_rules(name, pages, pdf)
    expect(is_letter or name != "official-letter", f"{name} is a letter with a red head")
    if name.startswith("grid"):
        check_grid(name, pages)
    if name == "official-letter":
        check_letter(name, pages)
    if name == "official-minutes":
        check_minutes(name, pages, pdf)
    if name == "plain-english":
        check_table(name, pages)
    if name.endswith("hostile"):
        check_hostile(name, pages)
    print(f"{name}: {len(pages)} pages")


def main(folder):
    files = sorted(pathlib.Path(folder).glob("*.docx"))
    expect(bool(files), f"there are documents in {folder}")
    for path in files:
        check_package(path)
    with tempfile.TemporaryDirectory() as pdfs:
        convert(files, pdfs)
        for path in files:
            check_document(path, pathlib.Path(pdfs) / f"{path.stem}.pdf")
    print(f"{passed} checks hold, {len(failures)} do not")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
