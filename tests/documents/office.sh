# Documents for word processors, opened by one: docx_samples (in DOCX_SAMPLES) writes them, LibreOffice makes pages of
# them, and tests/documents/office.py measures those.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "office: $*" >&2; exit 1; }
for tool in soffice pdfinfo pdftotext; do
  command -v "$tool" >/dev/null || fail "$tool is missing: ./dev setup installs it"
done

"$DOCX_SAMPLES" "$work" || fail "the documents could not be written"
/usr/bin/python3 tests/documents/office.py "$work"
