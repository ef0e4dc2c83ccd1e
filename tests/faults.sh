#!/usr/bin/env bash
# What the console program does to a book when things go wrong: killed while it writes, imports,
# backs up, upgrades or exports; power cut; a full disk; a read-only medium; a folder that goes away;
# two programs at once; older, newer and foreign files. Prints a table. Not part of `.ci/run`
# (minutes). Needs python3; strace for the power cuts; the right
# to mount for full and read-only disks: what is missing is left out and said.
# Usage: tests/faults.sh [KILLS [CUTS [PROGRAMS]]]
set -euo pipefail
cd "$(dirname "$0")/.."
exec python3 tests/faults.py "${1:-200}" "${2:-400}" "${3:-target/debug}"
