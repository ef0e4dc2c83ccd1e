#!/usr/bin/env bash
# Asks the real window, as a screen reader does (AT-SPI), what stands on each screen; fails where
# something that can be worked has no name. Not part of `.ci/run`: it needs a session bus.
# Needs: xvfb openbox xdotool at-spi2-core python3-pyatspi. Usage: tests/screen_reader.sh [PROGRAMS]
set -euo pipefail
cd "$(dirname "$0")/.."

programs=${1:-target/debug}
work=$(mktemp -d)
export LIBGL_ALWAYS_SOFTWARE=1
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
server=$!
trap '[ $? = 0 ] || tail -n 5 "$work/log" >&2; kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
until [ -s "$work/display" ]; do sleep 0.1; done
DISPLAY=:$(cat "$work/display")
export DISPLAY
openbox >/dev/null 2>&1 &
"$programs/yuebao-cli" --book "$work/b.yuebao" demo >/dev/null

cat >"$work/listen.py" <<'LISTEN'
import subprocess
import sys
import time

import pyatspi

WORKED = (
    "check box combo box entry image link list item push button radio button slider spin button "
    "text toggle button"
)


def below(node):
    yield node
    for at in range(node.childCount):
        child = node.getChildAtIndex(at)
        if child is not None:
            yield from below(child)


desk = pyatspi.Registry.getDesktop(0)
programs = [desk.getChildAtIndex(at) for at in range(desk.childCount)]
window = next(program for program in programs if program.name == "yuebao")
nameless = 0


def report(what):
    for patience in range(5):
        try:
            nodes = [node for node in below(window) if node.getRoleName() in WORKED]
            without = [node.getRoleName() for node in nodes if not (node.name or "").strip()]
            break
        except Exception:  # the screen was still changing
            if patience == 4:
                raise
            time.sleep(2)
    print(f"{what}: {len(nodes)} controls, without a name: {without or 'none'}")
    return len(without)


def press(name):
    worked = [node for node in below(window) if node.getRoleName() in WORKED]
    # A command's name ends with its key.
    node = next((node for node in worked if node.name.split(" ")[0] == name), None)
    if node is None:
        sys.exit(f"no {name} among {[node.name for node in worked]}")
    node.queryAction().doAction(0)
    time.sleep(1.5)


for screen in range(1, 10):
    subprocess.run(["xdotool", "key", f"ctrl+{screen}"], check=True)
    time.sleep(1.5)
    nameless += report(f"Ctrl+{screen}")
for tab in ["部门", "人员", "指标", "新增指标…", "数据规则", "新增规则…", "回收站"]:
    press(tab)
    nameless += report(f"设置 {tab}")
subprocess.run(["xdotool", "key", "ctrl+1"], check=True)
for dialog in ["发布…", "打台账…", "核对成品…"]:
    press("更多")
    press(dialog)
    nameless += report(dialog)
    subprocess.run(["xdotool", "key", "Escape"], check=True)
    time.sleep(1)
sys.exit(1 if nameless else 0)
LISTEN

run() {
    gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \
        --method org.freedesktop.DBus.Properties.Set org.a11y.Status IsEnabled '<true>' >/dev/null
    "$1/yuebao" --book "$2/b.yuebao" &
    local app=$!
    sleep 4
    xdotool windowfocus --sync "$(xdotool search --onlyvisible --pid "$app" | tail -n 1)"
    /usr/bin/python3 "$2/listen.py"
    local status=$?
    kill "$app"
    return "$status"
}
export -f run
dbus-run-session -- bash -c 'run "$@"' run "$programs" "$work" 2>"$work/log"
