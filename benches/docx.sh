#!/usr/bin/env bash
# Writing an issue as docx, whole processes by turns: yuebao-cli from its book (composed, written, read back and compared)
# against python-docx and docxtpl from the same content as JSON, and pandoc from its Markdown. A peer that is not installed
# is left out and said so; python-docx and docxtpl are fetched with pip where that works.
# Usage: benches/docx.sh [ROUNDS]; YUEBAO_CLI names a console that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."
. benches/timing.sh

readonly ROUNDS=${1:-20}
readonly PROMISED_RATIO=10
readonly VENV=$PWD/target/tools/peers
readonly PEERS=$PWD/benches/peers

release_console
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ours() { "$YUEBAO_CLI" --book "$work/book.yuebao" "$@"; }
python() { "$VENV/bin/python" "$@"; }

run_yuebao() { ours export --issue 2025-04 --to "$work/ours.docx"; }
run_python_docx() { python "$PEERS/write_docx.py" "$work/issue.json" "$work/python.docx"; }
run_docxtpl() { python "$PEERS/write_docxtpl.py" "$work/template.docx" "$work/issue.json" "$work/tpl.docx"; }
run_pandoc() { pandoc "$work/issue.md" -o "$work/pandoc.docx"; }

if [ ! -x "$VENV/bin/python" ]; then
    { python3 -m venv "$VENV" && "$VENV/bin/pip" install --quiet python-docx docxtpl; } || true
fi
ours demo >/dev/null
ours export --issue 2025-04 --to "$work/issue.json" >/dev/null
ours export --issue 2025-04 --to "$work/issue.md" >/dev/null
racers=(yuebao)
join() {
    if "${@:2}" >/dev/null 2>&1; then racers+=("$1"); else echo "left out: $1 is not installed"; fi
}
join python_docx python -c 'import docx'
join docxtpl python "$PEERS/write_docxtpl.py" --make "$work/template.docx"
join pandoc pandoc --version
race "$ROUNDS" "$work" "${racers[@]}"
echo "one issue of 2025-04 as docx, $ROUNDS times by turns"
standings "$work" "${racers[@]}"
echo "promised: python_docx at least $PROMISED_RATIO, with our file read back and compared"
