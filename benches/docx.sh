#!/usr/bin/env bash
# Writing an issue as docx, whole processes: yuebao-cli from its book against python-docx from the
# same content as JSON. Usage: benches/docx.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
. benches/timing.sh

readonly ROUNDS=${1:-20}
readonly PROMISED_RATIO=40
readonly VENV=target/tools/peers

if ! "$VENV/bin/python" -c 'import docx' 2>/dev/null; then
    python3 -m venv "$VENV"
    "$VENV/bin/pip" install --quiet python-docx
fi
cargo build --locked --release --no-default-features
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ours() { target/release/yuebao-cli --book "$work/book.yuebao" "$@"; }

ours demo >/dev/null
month=$(ours issues --json | "$VENV/bin/python" -c \
    'import json, sys; print(max(issue["month"] for issue in json.load(sys.stdin)))')
ours export --issue "$month" --to "$work/issue.json" >/dev/null
for round in $(seq "$((ROUNDS + 2))"); do
    fast=$(milliseconds target/release/yuebao-cli --book "$work/book.yuebao" \
        export --issue "$month" --to "$work/ours.docx")
    slow=$(milliseconds "$VENV/bin/python" benches/peers/write_docx.py "$work/issue.json" "$work/theirs.docx")
    [ "$round" -gt 2 ] || continue
    echo "$fast" >>"$work/fast"
    echo "$slow" >>"$work/slow"
done
echo "one issue of $month as docx, $ROUNDS times by turns"
compare "python-docx" "$work/slow" "yuebao-cli" "$work/fast"
echo "promised: at least $PROMISED_RATIO"
