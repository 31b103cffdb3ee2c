#!/usr/bin/env bash
# Opens what the command writes in the programs people have: templates, workbooks, documents and letters in LibreOffice,
# pages in Chromium.
#
#     open_papers.sh JUNHENG FOLDER
#
# What these programs need is installed where that can be done; what cannot be had is said and left out.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
junheng=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
# Settings of their own: another LibreOffice that runs here is not disturbed, and does not disturb.
export XDG_CONFIG_HOME="$folder/settings" XDG_CACHE_HOME="$folder/settings"

have() { command -v "$1" >/dev/null; }

install() {
  have soffice && have pdfinfo && have chromium && [ -n "$(python_with_openpyxl)" ] && return
  [ "$(id -u)" = 0 ] && have apt-get || return 0
  echo "installing LibreOffice, Chromium and their company (at most ten minutes)"
  timeout 600 sh -c "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    libreoffice-calc libreoffice-writer poppler-utils fonts-noto-cjk chromium python3-openpyxl" \
    >"$folder/install.log" 2>&1 || echo "that could not be had: see $folder/install.log"
}

# Debian's own python3 may have it where the first on the path has not.
python_with_openpyxl() {
  local python
  for python in python3 /usr/bin/python3; do
    if have "$python" && "$python" -c "import openpyxl" 2>/dev/null; then echo "$python"; return; fi
  done
}

to_pdf() {
  timeout 300 soffice --headless --convert-to pdf --outdir "$folder/pdf" "$1" >"$folder/soffice.log" 2>&1
}

pages() { pdfinfo "$folder/pdf/$1.pdf" | sed -n 's/^Pages: *//p'; }

opens() {
  to_pdf "$folder/papers/$1" && [ "$(pages "${1%.*}")" -gt 0 ] || { echo "$1 does not open"; cat "$folder/soffice.log"; exit 1; }
  echo "$1: $(pages "${1%.*}") pages"
}

papers() {
  "$junheng" assess "$here/../../examples/yunchuan" --pack cn_quality_2017 --format json --detail -o "$folder/result.json"
  "$junheng" report "$folder/result.json" --format html --format xlsx --format docx --format letters --format archive \
    -o "$folder/papers/"
}

# The letters of a county whose schools fail everything and have names of 200 characters: each on a page of its own.
letters() {
  local schools
  schools=$("$1" "$here/worst_letters.py" "$folder/worst")
  "$junheng" assess "$folder/worst" --pack cn_quality_2017 --format json --detail -o "$folder/worst.json" 2>/dev/null
  for lang in zh en; do
    "$junheng" report "$folder/worst.json" --format letters --lang $lang -o "$folder/worst-$lang.docx"
    to_pdf "$folder/worst-$lang.docx"
    local wanted
    wanted=$(($(unzip -p "$folder/worst-$lang.docx" word/document.xml | grep -o 'w:type="page"' | wc -l) + 1))
    echo "letters to $wanted of $schools schools ($lang): $(pages "worst-$lang") pages"
    [ "$wanted" -gt 1 ] && [ "$(pages "worst-$lang")" = "$wanted" ] || exit 1
  done
}

# Nothing may be said on the console, and the page must be there to its end.
page() {
  timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --enable-logging=stderr --dump-dom "file://$1" \
    >"$folder/dom.html" 2>"$folder/console.log"
  if grep "CONSOLE" "$folder/console.log"; then echo "${1##*/} speaks on the console"; exit 1; fi
  grep -q "</html>" "$folder/dom.html" || { echo "${1##*/} does not open"; exit 1; }
  echo "${1##*/}: nothing on the console"
}

install
papers
if have soffice && have pdfinfo; then
  for paper in "$folder"/papers/*.xlsx "$folder"/papers/*.docx; do opens "${paper##*/}"; done
  python=$(python_with_openpyxl)
  if have python3 && have unzip; then letters python3; fi
  if [ -n "$python" ]; then "$python" "$here/fill_templates.py" "$junheng" "$folder/filled"
  else echo "openpyxl is not here; tests/template.rs makes the round trip of templates without it"; fi
else
  echo "LibreOffice or poppler is not here: papers and templates are not opened"
fi
if have chromium; then
  for paper in "$folder"/papers/*.html; do page "$paper"; done
else
  echo "Chromium is not here: pages are not opened"
fi
