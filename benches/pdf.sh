#!/usr/bin/env bash
# Writing an issue as PDF, whole processes by turns: yuebao-cli from its book against LibreOffice from the docx of the same
# issue, XeLaTeX (one pass) and pandoc with XeLaTeX from the same content. A peer that is not installed is left out and said so.
# Usage: benches/pdf.sh [ROUNDS]; YUEBAO_CLI names a console that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."
. benches/timing.sh

readonly ROUNDS=${1:-10}
readonly PEERS=$PWD/benches/peers

release_console
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ours() { "$YUEBAO_CLI" --book "$work/book.yuebao" "$@"; }

run_yuebao() { ours export --issue 2025-04 --to "$work/ours.pdf" 2>/dev/null; }
run_libreoffice() {
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work/office" "$work/issue.docx"
}
run_xelatex() { xelatex -interaction=batchmode -output-directory "$work" "$work/issue.tex"; }
run_pandoc() {
    pandoc "$work/issue.md" --pdf-engine xelatex -V CJKmainfont='Noto Serif CJK SC' -o "$work/pandoc.pdf" 2>/dev/null
}

ours demo >/dev/null
for format in docx json md; do ours export --issue 2025-04 --to "$work/issue.$format" >/dev/null; done
python3 "$PEERS/write_tex.py" "$work/issue.json" "$work/issue.tex"
racers=(yuebao)
# The first run of each fills its caches, and shows that it works.
join() {
    if command -v "$2" >/dev/null && "run_$1" >/dev/null 2>&1; then
        racers+=("$1")
    else
        echo "left out: $1 is not installed, or a font or package it needs is not"
    fi
}
join libreoffice soffice
join xelatex xelatex
join pandoc pandoc
race "$ROUNDS" "$work" "${racers[@]}"
echo "one issue of 2025-04 as PDF, $ROUNDS times by turns"
standings "$work" "${racers[@]}"
echo 'promised: xelatex at least 8, libreoffice at least 15'
