#!/usr/bin/env bash
# Kills the real window with SIGKILL in the middle of typing, again and again, and reads from the
# file what was lost. Every keystroke is logged with its time; the oldest one missing from the file
# must be younger than the promise. Not part of `.ci/run` (minutes).
# Needs: xvfb openbox xdotool python3. Usage: tests/killed_typing.sh [ROUNDS [PROGRAMS]]
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-50}
programs=${2:-target/debug}
work=$(mktemp -d)
export LIBGL_ALWAYS_SOFTWARE=1
Xvfb -displayfd 3 -screen 0 1300x860x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
until [ -s "$work/display" ]; do sleep 0.1; done
DISPLAY=:$(cat "$work/display")
export DISPLAY
openbox >/dev/null 2>&1 &
"$programs/yuebao-cli" --book "$work/b.yuebao" demo >/dev/null

python3 - "$rounds" "$programs" "$work/b.yuebao" <<'ROUNDS'
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

rounds, programs, book = int(sys.argv[1]), sys.argv[2], sys.argv[3]
PROMISED = 1.0
random.seed(20250501)


def xdotool(*words):
    return subprocess.run(["xdotool", *words], capture_output=True, text=True, check=False).stdout


def wait_for_window(process):
    for _ in range(600):
        found = xdotool("search", "--onlyvisible", "--pid", str(process.pid)).split()
        if found:
            return found[-1]
        time.sleep(0.1)
    sys.exit("the window did not come")


def newest(path):
    """The text of the newest event, what the file says of its own state, and how many there are."""
    connection = sqlite3.connect(path)
    sound = connection.execute("PRAGMA quick_check").fetchone()[0]
    row = connection.execute("SELECT body FROM item ORDER BY rowid DESC LIMIT 1").fetchone()
    count = connection.execute("SELECT count(*) FROM item").fetchone()[0]
    connection.close()
    return row[0], sound, count


def meanwhile():
    """As `newest`, of a copy: the running program holds the file itself. A copy may be torn."""
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "copy")
        try:
            for ending in ("", "-wal"):
                if os.path.exists(book + ending):
                    shutil.copy(book + ending, copy + ending)
            return newest(copy)
        except (OSError, sqlite3.Error):
            return "", "", -1


def until(what, holds):
    """Waits for the program itself, however slow the machine is today."""
    deadline = time.monotonic() + 90
    while not holds():
        if time.monotonic() > deadline:
            sys.exit(f"{what} did not happen")
        time.sleep(0.2)


def new_event(before):
    """Asks for a new event unless there is one more than before."""
    if meanwhile()[2] <= before:
        xdotool("key", "ctrl+3")
        time.sleep(0.5)
        xdotool("key", "ctrl+Return")
        time.sleep(1.0)
    return meanwhile()[2] > before


worst, lost_in_all, typed_in_all = 0.0, 0, 0
for number in range(rounds):
    process = subprocess.Popen([f"{programs}/yuebao", "--book", book], stderr=subprocess.DEVNULL)
    window = wait_for_window(process)
    xdotool("windowfocus", "--sync", window)
    before = meanwhile()[2]
    until("a new event", lambda: new_event(before))
    for _ in range(3):
        xdotool("key", "Tab")
        time.sleep(0.3)
    mark = f"r{number:02d}"
    for letter in mark:
        xdotool("key", letter)
    until("the mark in the file", lambda: meanwhile()[0] == mark)
    log, end = [(0.0, letter) for letter in mark], time.monotonic() + random.uniform(1.0, 5.0)
    while time.monotonic() < end:
        letter = random.choice("abcdefghij")
        xdotool("key", letter)
        log.append((time.monotonic(), letter))
        time.sleep(random.uniform(0.01, 0.12))
    process.kill()
    killed = time.monotonic()
    process.wait()
    text, sound, _ = newest(book)
    typed = "".join(letter for _, letter in log)
    if sound != "ok":
        sys.exit(f"round {number}: the file is damaged: {sound}")
    if not typed.startswith(text):
        sys.exit(f"round {number}: typed {typed!r}, the file holds {text!r}")
    lost = log[len(text) :]
    age = killed - lost[0][0] if lost else 0.0
    worst = max(worst, age)
    lost_in_all += len(lost)
    typed_in_all += len(log)
    print(f"round {number}: typed {len(log)}, stored {len(text)}, oldest lost {age:.2f} s", flush=True)
    if age > PROMISED:
        sys.exit(f"round {number}: a keystroke {age:.2f} s old was lost")
print(f"{rounds} kills, {typed_in_all} keystrokes, {lost_in_all} lost, the oldest {worst:.2f} s old")
ROUNDS
