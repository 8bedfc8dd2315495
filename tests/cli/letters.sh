# Letters, papers and workbooks as people get them: every kind in both languages, of a plan and of one full of hostile
# texts, opened by a word processor and a spreadsheet, and read again from the PDF.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "letters: $*" >&2; exit 1; }
for tool in soffice pdftotext pdfinfo; do
  command -v "$tool" >/dev/null || fail "$tool is missing: ./dev setup installs it"
done
# One at a time writes to a profile.
office() { soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$@" >/dev/null 2>&1; }

# The plan of the fixture, and the same with texts that would like to be something else.
"$TONGZHOU" export tests/fixtures/launch.xml -o "$work/plan.json"
/usr/bin/python3 - "$work/plan.json" "$work/hostile.json" <<'PYTHON'
import json
import sys

HOSTILE = ['<script>alert(1)</script>', ']]>&amp;<!--', "=cmd|' /C calc'!A0", '\u202eevil\u2066', '长' * 3000,
           '{{plan.title}} **b** | c', '', '- a\n# b\n1. c\n\n---\n| x | y |', '\\ ` ~ $']
count = 0


def spoil(value, key=None):
    global count
    if isinstance(value, dict):
        return {name: spoil(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [spoil(one, key) for one in value]
    if isinstance(value, str) and key in ('title', 'name', 'purpose', 'notes', 'duties', 'role'):
        count += 1
        return HOSTILE[count % len(HOSTILE)]
    return value


plan = json.load(open(sys.argv[1], encoding='utf-8'))
json.dump(spoil(plan), open(sys.argv[2], 'w', encoding='utf-8'), ensure_ascii=False)
assert count > 20
PYTHON
"$TONGZHOU" import "$work/hostile.json" -o "$work/hostile.tongzhou" || true
"$TONGZHOU" import "$work/plan.json" -o "$work/plan.tongzhou" || true

kinds=$(sed -n 's/^ *KindOfLetter{"\([a-z_]*\)".*/\1/p' src/app/letters.cpp)
[ "$(wc -w <<<"$kinds")" = 19 ] || fail "the kinds of letters were not found"
mkdir "$work/letters" "$work/pdf"
for plan in plan hostile; do
  for language in zh en; do
    for kind in $kinds; do
      "$TONGZHOU" letter "$work/$plan.tongzhou" "$kind" --language $language \
        -o "$work/letters/$plan-$language-$kind.docx" || fail "$kind of $plan in $language has a mistake"
    done
    "$TONGZHOU" papers "$work/$plan.tongzhou" --language $language -o "$work/letters/$plan-$language-papers.docx"
  done
done
office pdf --outdir "$work/pdf" "$work"/letters/*.docx || fail "the letters were not opened"
count=0
for pdf in "$work"/pdf/*.pdf; do
  name=$(basename "$pdf" .pdf)
  pages=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
  [ "$pages" -ge 1 ] || fail "$name has no page"
  pdfinfo "$pdf" | grep -q 'Page size: *59[45]\.[0-9]* x 84[12]' || fail "$name is not on A4"
  pdftotext "$pdf" "$work/text"
  [ "$(wc -c <"$work/text")" -gt 60 ] || fail "$name is empty"
  ! grep -q '{{\(each\|if\|end\|insert\|letter\.\|逐项\|如果\)' "$work/text" || fail "$name shows its template"
  count=$((count + 1))
done
[ $count = 80 ] || fail "of 80 letters $count were opened"
pdftotext "$work/pdf/plan-zh-status_report.pdf" - | grep -q '进展情况' || fail "the status report tells nothing"

# The chart: within the letter its names are text, beside those of the table; as a drawing and as pages it is XML that
# holds no program and nothing from outside.
pdftotext "$work/pdf/plan-zh-cooperation_plan.pdf" "$work/text"
title=$(/usr/bin/python3 -c '
import json, sys
plan = json.load(open(sys.argv[1], encoding="utf-8"))
print(next(t["title"] for t in plan["records"]["task"] if t.get("kind") == "kind_milestone"))' "$work/plan.json")
[ "$(grep -c "$title" "$work/text")" -ge 2 ] || fail "the chart of the cooperation plan does not show $title"
for plan in plan hostile; do
  "$TONGZHOU" chart "$work/$plan.tongzhou" -o "$work/chart.svg"
  "$TONGZHOU" chart "$work/$plan.tongzhou" -o "$work/chart.html"
  /usr/bin/python3 -c '
import sys, xml.dom.minidom
assert len(xml.dom.minidom.parse(sys.argv[1]).getElementsByTagName("text")) > 20' "$work/chart.svg" ||
    fail "the drawing of $plan is no XML"
  for of in network goals causes coverage duties; do
    # The plan has tasks; of the others it may have nothing to show, which is told.
    "$TONGZHOU" chart "$work/$plan.tongzhou" --of $of -o "$work/$of.svg" 2>"$work/told" || [ $of != network ] ||
      fail "no network of $plan: $(cat "$work/told")"
    [ ! -e "$work/$of.svg" ] || /usr/bin/python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' \
      "$work/$of.svg" || fail "the $of of $plan are no XML"
  done
  ! grep -qi '<script\|<img\|href\|src=\|url(' "$work"/*.svg "$work/chart.html" ||
    fail "the chart holds what it should not"
done
grep -q 'size:A4 landscape' "$work/chart.html" || fail "the pages of the chart have no size"
"$TONGZHOU" letter "$work/plan.tongzhou" cooperation_plan -o "$work/plan.md"
grep -q '^```mermaid' "$work/plan.md" || fail "the letter as Markdown has no diagram"
# All papers as one: its contents tell on which page each begins, as the word processor counts them.
"$TONGZHOU" papers "$work/plan.tongzhou" -o "$work/papers.pdf"
pages=$(pdfinfo "$work/papers.pdf" | sed -n 's/^Pages: *//p')
told=$(pdftotext -layout "$work/papers.pdf" - | grep -oE '\.{5,} *[0-9]+$' | grep -oE '[0-9]+$' | tr '\n' ' ')
[ "$(wc -w <<<"$told")" -ge 3 ] || fail "the contents tell no pages: $told"
last=1
for page in $told; do
  [ "$page" -gt "$last" ] && [ "$page" -le "$pages" ] || fail "of $pages pages the contents tell $told"
  last=$page
done
"$TONGZHOU" letter "$work/plan.tongzhou" notice -o "$work/notice.pdf"
pdfinfo "$work/notice.pdf" | grep -q '^Pages' || fail "the letter was not made into a PDF"

# Nothing of the data is markup, a link or a program in any form.
for form in html md txt; do
  "$TONGZHOU" letter "$work/hostile.tongzhou" status_report -o "$work/page.$form"
  [ -s "$work/page.$form" ] || fail "there is no .$form"
done
"$TONGZHOU" letter "$work/hostile.tongzhou" cooperation_plan -o "$work/page.html"
! grep -qi '<script\|<img\|href=\|src=\|url(' "$work/page.html" || fail "the page holds what it should not"

# The workbook: as a spreadsheet reads it. Charts refer to cells of the workbook and to nothing else.
for plan in plan hostile; do
  "$TONGZHOU" export "$work/$plan.tongzhou" -o "$work/$plan.xlsx"
  /usr/bin/python3 -c '
import re, sys, zipfile
from xml.dom import minidom
book = zipfile.ZipFile(sys.argv[1])
charts = 0
for name in book.namelist():
    text = book.read(name).decode()
    document = minidom.parseString(text)
    if name.startswith("xl/worksheets/sheet"):
        print(text)
    if name.startswith("xl/charts/"):
        charts += 1
        for one in document.getElementsByTagName("c:f"):
            assert re.fullmatch(r"\x27[^\x27!\[]+\x27!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", one.firstChild.data), name
    assert "TargetMode" not in text or not name.endswith(".rels"), name
assert charts' "$work/$plan.xlsx" >"$work/sheets" || fail "the charts of the workbook of $plan are not sound"
  ! grep -q '<f>\|<f \|hyperlink' "$work/sheets" || fail "a formula or a link is in the workbook of $plan"
done
"$TONGZHOU" info "$work/plan.xlsx" >/dev/null || fail "the workbook does not open as a plan"
