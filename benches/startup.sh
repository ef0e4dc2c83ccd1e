#!/usr/bin/env bash
# Start to first frame on sample data, against a bare window with the same faces; then memory and
# processor time of the open window. Needs a display, or xvfb-run (then it makes its own).
# Usage: benches/startup.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
. benches/timing.sh

readonly ROUNDS=${1:-20}
readonly PROMISED_RATIO=1.5
readonly PROMISED_MB=180

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec env LIBGL_ALWAYS_SOFTWARE=1 \
        xvfb-run --auto-servernum --server-args='-screen 0 1280x800x24' "$0" "$ROUNDS"
fi

cargo build --locked --release
bare=$(built_bench bare_window)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
target/release/yuebao-cli --book "$work/book.yuebao" demo >/dev/null

export YUEBAO_EXIT_AFTER_FIRST_FRAME=1
for round in $(seq "$((ROUNDS + 2))"); do
    ours=$(milliseconds target/release/yuebao --book "$work/book.yuebao")
    theirs=$(milliseconds "$bare")
    # The first two rounds bring both programs into the disk cache.
    [ "$round" -gt 2 ] || continue
    echo "$ours" >>"$work/ours"
    echo "$theirs" >>"$work/theirs"
done
unset YUEBAO_EXIT_AFTER_FIRST_FRAME
echo "start to second frame and out again, $ROUNDS times by turns"
compare "yuebao, sample data" "$work/ours" "bare window" "$work/theirs"
echo "promised: at most $PROMISED_RATIO"

target/release/yuebao --book "$work/book.yuebao" &
app=$!
sleep 5
before=$(awk '{ print $14 + $15 }' "/proc/$app/stat")
sleep 10
after=$(awk '{ print $14 + $15 }' "/proc/$app/stat")
megabytes=$(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$app/status")
kill "$app"
wait "$app" || true
echo "open window: $megabytes MB resident (promised: at most $PROMISED_MB), $((after - before)) hundredths of a second of processor time in 10 s (promised: none)"
