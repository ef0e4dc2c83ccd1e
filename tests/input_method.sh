#!/usr/bin/env bash
# A real input method (fcitx5 with pinyin) typing an event and a whole month into the real window,
# which is then killed; prints what the book holds. Not part of `.ci/run`: it needs a session bus and its timing
# is the input method's own. Needs: xvfb openbox xdotool dbus-x11 fcitx5 fcitx5-pinyin
# the locale zh_CN.UTF-8, python3. Usage: tests/input_method.sh [PICTURES [PROGRAMS]]
set -euo pipefail
cd "$(dirname "$0")/.."

pictures=${1:-target/input_method}
mkdir -p "$pictures"
work=$(mktemp -d)
export LC_ALL=zh_CN.UTF-8 DISPLAY=:96 XMODIFIERS=@im=fcitx
export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data
programs=${2:-target/debug}
[ -x "$programs/yuebao" ] || cargo build --quiet

mkdir -p "$XDG_CONFIG_HOME/fcitx5"
cat >"$XDG_CONFIG_HOME/fcitx5/profile" <<'PROFILE'
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=keyboard-us
Layout=
[Groups/0/Items/1]
Name=pinyin
Layout=
[GroupOrder]
0=Default
PROFILE

Xvfb "$DISPLAY" -screen 0 1300x860x24 >/dev/null 2>&1 &
server=$!
sleep 1
openbox >/dev/null 2>&1 &
eval "$(dbus-launch --sh-syntax)"
fcitx5 -d >"$pictures/fcitx.log" 2>&1
trap 'kill "$server" "$DBUS_SESSION_BUS_PID" 2>/dev/null || true; rm -rf "$work" 2>/dev/null || true' EXIT
sleep 2

"$programs/yuebao-cli" --book "$work/b.yuebao" demo >/dev/null
"$programs/yuebao" --book "$work/b.yuebao" &
app=$!
for _ in $(seq 60); do
    window=$(xdotool search --onlyvisible --class yuebao 2>/dev/null | tail -1) && [ -n "$window" ] && break
    sleep 0.25
done
sleep 2
xdotool windowfocus --sync "$window"

keys() { xdotool key "$@"; sleep 0.6; }
letters() { xdotool type --delay 60 "$1"; sleep 0.6; }
# Pinyin of one word, its first candidate taken.
word() { letters "$1"; keys space; }

# An event through its form; Enter inside a composition belongs to the input method.
keys ctrl+3
keys ctrl+Return
letters 25
keys Tab
keys ctrl+space
letters shuiliting
import -window root "$pictures/candidates.png" 2>/dev/null || true
keys space
keys Tab
keys Tab
word gongkaizhengce
letters fuwu
keys Return
word shifan
sleep 1

# A whole month: the issue, its figures, five events in a line each, three leaders at the hall.
keys ctrl+n
keys Return
keys Return
keys ctrl+2
for value in $(seq 101 124); do
    xdotool type --delay 40 "$value"
    keys Return
done
import -window root "$pictures/figures.png" 2>/dev/null || true
keys ctrl+3
for day in 6 9 15 22 28; do
    letters "$day"
    word ri
    letters ,
    word shuiliting
    word gongkaizhengce
    keys Return
done
import -window root "$pictures/events.png" 2>/dev/null || true
keys ctrl+5
for name in zhangwei liming wangfang; do
    keys ctrl+Return
    word shuiliting
    keys Return
    word tingzhang
    keys Return
    word "$name"
done
sleep 1
import -window root "$pictures/typed.png" 2>/dev/null || true
kill -9 "$app"
wait "$app" 2>/dev/null || true

python3 - "$work/b.yuebao" <<'CHECK'
import sqlite3
import sys

book = sqlite3.connect(sys.argv[1])
row = book.execute(
    "SELECT date, department, body FROM item"
    " WHERE section IS NULL AND month = '2025-04' ORDER BY ord DESC LIMIT 1"
).fetchone()
print(row)
date, department, body = row
assert date == "2025-04-25" and department == "水利厅", row
# Enter inside a composition gives the letters and does not break the line; nothing is doubled.
assert body.startswith("公开") and "fuwu" in body and "\n" not in body and "gong" not in body, row

figures = book.execute(
    "SELECT typed FROM figure WHERE month = '2025-05' AND department = 'hall' ORDER BY typed"
).fetchall()
assert [int(typed) for (typed,) in figures] == list(range(101, 125)), figures
events = book.execute(
    "SELECT date, department, body FROM item WHERE month = '2025-05' AND date IS NOT NULL ORDER BY date"
).fetchall()
print(events)
assert [date for date, _, _ in events] == [f"2025-05-{day:02}" for day in (6, 9, 15, 22, 28)]
assert all(row[1:] == ("水利厅", "水利厅公开政策") for row in events), events
visits = book.execute(
    "SELECT department, posts, person FROM visit WHERE month = '2025-05' ORDER BY ord"
).fetchall()
print(visits)
assert len(visits) == 3 and all(row[:2] == ("水利厅", "厅长") and row[2] for row in visits), visits
print("input method: passed")
CHECK
