#!/usr/bin/env bash
# Writing an issue as PDF, whole processes: yuebao-cli from its book against LibreOffice from the docx of the same issue.
# LibreOffice (`soffice`) is left out and said so where it is not installed. Usage: benches/pdf.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
. benches/timing.sh

readonly ROUNDS=${1:-10}
readonly PROMISED_RATIO=15

cargo build --locked --release --no-default-features
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ours() { target/release/yuebao-cli --book "$work/book.yuebao" "$@"; }
office() {
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work/theirs" "$work/issue.docx"
}

ours demo >/dev/null
ours export --issue 2025-04 --to "$work/issue.docx" >/dev/null
peer=$(command -v soffice || true)
for round in $(seq "$((ROUNDS + 2))"); do
    fast=$(milliseconds target/release/yuebao-cli --book "$work/book.yuebao" export --issue 2025-04 --to "$work/ours.pdf" 2>/dev/null)
    slow=
    [ -z "$peer" ] || slow=$(milliseconds office)
    [ "$round" -gt 2 ] || continue
    echo "$fast" >>"$work/fast"
    [ -z "$slow" ] || echo "$slow" >>"$work/slow"
done
echo "one issue of 2025-04 as PDF, $ROUNDS times by turns"
if [ -n "$peer" ]; then
    compare "LibreOffice" "$work/slow" "yuebao-cli" "$work/fast"
    echo "promised: at least $PROMISED_RATIO"
else
    printf 'yuebao-cli p50 %.2f ms; soffice is not installed, nothing to compare with\n' "$(share "$work/fast" 50)"
fi
